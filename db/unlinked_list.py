"""The mentions in no cluster as a list to sort and to search, read bit by bit into a table of its own.

The table is SQLite's private temporary one: it lies in memory while it is small, and in a nameless file when it is not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import Any, Literal

from db.arabic import fold_key
from db.engine import translated
from db.rows import Change, Kind, Mention
from db.unlinked import Free, free_among, free_behind

Order = Literal["place", "name", "type"]
"""By article and start; by the folded words; by label, and then by article and start."""
SLICE = 200
"""Mentions read at a time."""
CACHE_KIB = 16_384
_TABLES = (
    "CREATE TABLE word (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)",
    "CREATE TABLE article (id TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE item (
        place INTEGER, start INTEGER, back INTEGER, id TEXT, number INTEGER, article TEXT, label TEXT, word INTEGER,
        words TEXT, PRIMARY KEY (place, start, back, id)) WITHOUT ROWID""",
    "CREATE TABLE hit (word INTEGER PRIMARY KEY)",
    "CREATE UNIQUE INDEX item_id ON item (id)",
    "CREATE INDEX item_word ON item (word, place, start, back, id, label)",
    "CREATE INDEX item_label ON item (label, place, start, back, id, word)",
)
_PLACE = "i.place, i.start, i.back, i.id"
_ORDERS: dict[Order, str] = {"place": _PLACE, "type": f"i.label, {_PLACE}", "name": f"w.key, {_PLACE}"}
_FROM = "FROM item AS i"
_FROM_WORDS = "FROM word AS w CROSS JOIN item AS i ON i.word = w.id"
LOOK = 20_000
"""So many items are looked at one after another for those that hold a query; where these are fewer than a page, the
spellings that hold it are sought first."""
FEW = 5_000
"""So many spellings are quicker looked up one by one than met with by going through all items in order."""
_SOME = "i.word IN (SELECT word FROM hit)"
_MANY = "EXISTS (SELECT 1 FROM hit WHERE hit.word = i.word)"


class UnlinkedList:
    """Of one kind and layer. Tell it of changes; read on until ``complete``, and ask it at any time in between."""

    def __init__(self, ask: Callable[..., Any], path: Path, *, kind: Kind, layer: str) -> None:
        """``ask`` calls a query of the corpus at ``path`` with a connection."""
        self._ask, self._path = ask, path
        self._of: dict[str, Any] = {"kind": kind, "layer": layer}
        self._last = 0
        self.complete = False
        self._sought: list[str] = []
        """The words of the query whose spellings are in ``hit``, and how many these are."""
        self._hits = 0
        self._own = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{CACHE_KIB}"):
            self._own.execute(f"PRAGMA {setting}")
        for statement in _TABLES:
            self._own.execute(statement)

    def close(self) -> None:
        """Forget everything."""
        self._own.close()

    def read_on(self, seconds: float) -> bool:
        """Read for about so long, at least one slice; gives whether all have been read. WorldError."""
        end = perf_counter() + seconds
        while not self.complete:
            found: list[Free] = self._ask(free_behind, **self._of, last=self._last, limit=SLICE)
            self._put(found)
            self.complete = len(found) < SLICE
            self._last = found[-1].number if found else self._last
            if perf_counter() >= end:
                break
        return self.complete

    def changed(self, changes: Iterable[Change]) -> set[str]:
        """Follow changes that have been written; gives the ids of mentions of the kind that they are about."""
        ids = {row.id for change in changes if isinstance(row := change.row, Mention) and row.kind == self._of["kind"]}
        if ids:
            with self._together():
                self._own.executemany("DELETE FROM item WHERE id = ?", ((key,) for key in ids))
            self._put(self._ask(free_among, ids, **self._of))
        return ids

    def count(self, *, query: str = "", label: str | None = None) -> int:
        """How many there are, of those read so far, with a label, whose words hold all the words of a query."""
        words = query.split()
        where, values = _where(_holds("w", words), words, label)
        with translated(self._path):
            found = self._own.execute(f"SELECT count(*) {_FROM_WORDS if words else _FROM} WHERE {where}", values)
            return int(found.fetchone()[0])

    def page(
        self, *, order: Order, first: int, size: int, query: str = "", label: str | None = None,
        known: Mapping[str, Free] = MappingProxyType({}),
    ) -> list[Free]:  # fmt: skip
        """At most ``size`` of them from the one numbered ``first`` on (from 0). ``query`` is folded (``fold_key``).

        ``known``: lines by mention that have not changed since they were given, and need not be looked up.
        """
        with translated(self._path):
            ids = self._ids(order, query.split(), label, first=first, size=size)
            fresh = [key for key in ids if key not in known]
            found = dict(known) | dict(self._lines(fresh)) if fresh else known
        return [found[key] for key in ids]

    def _ids(self, order: Order, words: list[str], label: str | None, *, first: int, size: int) -> list[str]:
        if not words or order == "name":
            where, values = _where(_holds("w", words), words, label)
            return self._select(_FROM_WORDS if order == "name" else _FROM, order, where, values, first=first, size=size)
        bound = self._bound(order, label)
        if bound is not None:
            inline = f"EXISTS (SELECT 1 FROM word AS w WHERE w.id = i.word AND {_holds('w', words)})"
            where, values = _where(inline, words, label)
            where += f" AND ({_ORDERS[order]}) < ({', '.join('?' * len(bound))})"
            found = self._select(_FROM, order, where, (*values, *bound), first=first, size=size)
            if len(found) == size:
                return found
        many = self._seek(words) > FEW
        where, values = _where(_MANY if many else _SOME, (), label)
        return self._select(_FROM, order, where, values, first=first, size=size)

    def _select(
        self, source: str, order: Order, where: str, values: Sequence[Any], *, first: int, size: int
    ) -> list[str]:
        query = f"SELECT i.id {source} WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
        return [key for (key,) in self._own.execute(query, (*values, size, first))]

    def _bound(self, order: Order, label: str | None) -> tuple[Any, ...] | None:
        """Where the item stands that follows the first ``LOOK`` of an order; None where there is none."""
        where, values = _where("", (), label)
        query = f"SELECT {_ORDERS[order]} {_FROM} WHERE {where} ORDER BY {_ORDERS[order]} LIMIT 1 OFFSET {LOOK}"
        line: tuple[Any, ...] | None = self._own.execute(query, values).fetchone()
        return line

    def _seek(self, words: list[str]) -> int:
        """Find the spellings that hold the words of a query, once for all its pages; gives how many there are."""
        if words != self._sought:
            with self._together():
                self._own.execute("DELETE FROM hit")
                query = f"INSERT INTO hit SELECT w.id FROM word AS w WHERE {_holds('w', words)}"
                self._hits = self._own.execute(query, words).rowcount
            self._sought = words
        return self._hits

    def _lines(self, ids: Sequence[str]) -> Iterator[tuple[str, Free]]:
        query = (
            "SELECT i.number, i.id, i.article, i.label, i.start, -i.back, i.place, a.title, i.words"
            f" FROM item AS i JOIN article AS a ON a.id = i.article WHERE i.id IN ({', '.join('?' * len(ids))})"
        )
        for line in self._own.execute(query, tuple(ids)):
            yield line[1], Free(*line)

    def _put(self, found: Iterable[Free]) -> None:
        found = list(found)
        keys = [fold_key(line.words) for line in found]
        self._sought = []
        with self._together():
            self._own.executemany("INSERT OR IGNORE INTO word (key) VALUES (?)", ((key,) for key in keys))
            heads = {line.article: line.title for line in found}
            self._own.executemany("INSERT OR IGNORE INTO article VALUES (?, ?)", heads.items())
            self._own.executemany(
                "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT id FROM word WHERE key = ?), ?)",
                (
                    (line.place, line.start, -line.end, line.mention, line.number, line.article, line.label, key,
                     line.words)
                    for line, key in zip(found, keys, strict=True)
                ),
            )  # fmt: skip

    @contextmanager
    def _together(self) -> Iterator[None]:
        with translated(self._path):
            self._own.execute("BEGIN")
            try:
                yield
            finally:
                if self._own.in_transaction:
                    self._own.execute("COMMIT")


def _holds(word: str, words: Sequence[str]) -> str:
    """The condition on the key of a spelling that it holds every word."""
    return " AND ".join([f"instr({word}.key, ?)"] * len(words))


def _where(condition: str, values: Sequence[Any], label: str | None) -> tuple[str, tuple[Any, ...]]:
    """A condition (empty: none) with its values, and the one on the label of an item ``i``."""
    parts = [part for part in (condition, "i.label = ?" if label is not None else "") if part]
    return " AND ".join(parts) or "1", (*values, *(() if label is None else (label,)))

