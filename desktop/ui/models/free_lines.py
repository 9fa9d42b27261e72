"""The mentions in no cluster as lines: as many as were scrolled to, of a list that is read bit by bit; no Qt in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from db.rows import Change
from db.unlinked import Free
from db.unlinked_list import Order, UnlinkedList

PAGE = 500
AT_MOST = 2_000
"""Lines fetched at a time, and in all: whoever looks for one further down searches or narrows."""
LARGE = 20_000
"""Of more than these, those that a search finds are counted in a turn of their own."""


class FreeLines:
    """A window on an ``UnlinkedList``; without one it is empty."""

    def __init__(self) -> None:
        self.source: UnlinkedList | None = None
        self.lines: list[Free] = []
        self.total = 0
        """How many pass the search and the label, of those read so far, as far as they are ``counted``."""
        self.counted = True
        self._full = False
        self._touched: set[str] = set()
        self.query = ""
        self.label: str | None = None
        self.order: Order = "place"

    @property
    def more(self) -> bool:
        """Is there more to fetch?"""
        known = self._full if not self.counted else len(self.lines) < self.total
        return known and len(self.lines) < AT_MOST

    def refresh(self) -> None:
        """Fetch what is shown anew, and count, if that takes no time."""
        size = max(len(self.lines), PAGE)
        known = {line.mention: line for line in self.lines}
        self.lines = self._page(0, size, known={key: known[key] for key in known.keys() - self._touched})
        self._touched = set()
        self._full = len(self.lines) == size
        self.counted = not (self.query and self.source is not None and self.source.count() > LARGE)
        if self.counted:
            self.count()

    def count(self) -> None:
        """Count those that pass."""
        self.total = self.source.count(query=self.query, label=self.label) if self.source is not None else 0
        self.counted = True

    def next_page(self) -> list[Free]:
        """The lines that follow those fetched."""
        size = min(PAGE, AT_MOST - len(self.lines))
        found = self._page(len(self.lines), size)
        self._full = len(found) == size
        return found

    def row_of(self, mention_id: str) -> int:
        """The place of a mention among those fetched, or -1."""
        return next((row for row, line in enumerate(self.lines) if line.mention == mention_id), -1)

    def changes(self, changes: Iterable[Change]) -> bool:
        """Follow changes that have been written; gives whether what is shown may differ."""
        touched = self.source.changed(changes) if self.source is not None else set()
        self._touched |= touched
        return bool(touched)

    def _page(self, first: int, size: int, *, known: Mapping[str, Free] = MappingProxyType({})) -> list[Free]:
        if self.source is None:
            return []
        return self.source.page(
            order=self.order, first=first, size=size, query=self.query, label=self.label, known=known
        )


def difference(old: list[Free], new: list[Free]) -> tuple[int, int, int]:
    """Where two lists part: (first row that differs, how many rows of the old one, how many of the new one)."""
    first = next((i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    if first is None:
        first = min(len(old), len(new))
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, len(old) - first - last, len(new) - first - last

