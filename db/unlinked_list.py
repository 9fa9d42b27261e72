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
_PAGES: dict[Order, str] = {
    "place": "SELECT i.id FROM item AS i WHERE {where} ORDER BY i.place, i.start, i.back, i.id",
    "type": "SELECT i.id FROM item AS i WHERE {where} ORDER BY i.label, i.place, i.start, i.back, i.id",
    "name": "SELECT i.id FROM word AS w CROSS JOIN item AS i ON i.word = w.id WHERE {where}"
            " ORDER BY w.key, i.place, i.start, i.back, i.id",
}  # fmt: skip
FEW = 5_000
"""With more spellings found than these, the first items of a page are sooner found by looking at one after another."""
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
        """The words of the query, and how many spellings that hold them are in ``hit``."""
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
        where, values = self._where(query, label, some=_SOME)
        with translated(self._path):
            found = self._own.execute(f"SELECT count(*) FROM item AS i WHERE {where}", values).fetchone()
        return int(found[0])

    def page(
        self, *, order: Order, first: int, size: int, query: str = "", label: str | None = None,
        known: Mapping[str, Free] = MappingProxyType({}),
    ) -> list[Free]:  # fmt: skip
        """At most ``size`` of them from the one numbered ``first`` on (from 0). ``query`` is folded (``fold_key``).

        ``known``: lines by mention that have not changed since they were given, and need not be looked up.
        """
        where, values = self._where(query, label, some=_MANY)
        page = f"{_PAGES[order].format(where=where)} LIMIT ? OFFSET ?"
        with translated(self._path):
            ids = [key for (key,) in self._own.execute(page, (*values, size, first))]
            fresh = [key for key in ids if key not in known]
            found = dict(known) | dict(self._lines(fresh)) if fresh else known
        return [found[key] for key in ids]

    def _where(self, query: str, label: str | None, *, some: str) -> tuple[str, tuple[str, ...]]:
        """The condition on an item ``i`` with its values; the spellings that hold the query are sought once for all.

        ``some``: how to ask for one of them where they are many.
        """
        words = query.split()
        if words and words != self._sought:
            holds = " AND ".join(["instr(key, ?)"] * len(words))
            with self._together():
                self._own.execute("DELETE FROM hit")
                done = self._own.execute(f"INSERT INTO hit SELECT id FROM word WHERE {holds}", words)
            self._sought, self._hits = words, done.rowcount
        parts = [some if self._hits > FEW else _SOME] if words else []
        if label is not None:
            parts.append("i.label = ?")
        return " AND ".join(parts) or "1", () if label is None else (label,)

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
            yield
            self._own.execute("COMMIT")

