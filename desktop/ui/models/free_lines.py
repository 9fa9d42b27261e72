"""The mentions in no cluster as lines: as many as were scrolled to, of a list that is read bit by bit; no Qt in it."""

from __future__ import annotations

from collections.abc import Iterable

from db.rows import Change
from db.unlinked import Free
from db.unlinked_list import Order, UnlinkedList

PAGE = 500
AT_MOST = 5_000
"""Lines fetched at a time, and in all: whoever looks for one further down searches or narrows."""


class FreeLines:
    """A window on an ``UnlinkedList``; without one it is empty."""

    def __init__(self) -> None:
        self.source: UnlinkedList | None = None
        self.lines: list[Free] = []
        self.total = 0
        """How many pass the search and the label, of those read so far."""
        self.query = ""
        self.label: str | None = None
        self.order: Order = "place"

    @property
    def more(self) -> bool:
        """Is there more to fetch?"""
        return len(self.lines) < min(self.total, AT_MOST)

    def refresh(self) -> bool:
        """Fetch what is shown anew; gives whether any line differs, but for those added at the end."""
        old, size = self.lines, max(len(self.lines), PAGE)
        self.total = self.source.count(query=self.query, label=self.label) if self.source is not None else 0
        self.lines = self._page(0, size)
        return self.lines[: len(old)] != old

    def next_page(self) -> list[Free]:
        """The lines that follow those fetched; ``extend`` shows them."""
        return self._page(len(self.lines), min(PAGE, AT_MOST - len(self.lines)))

    def row_of(self, mention_id: str) -> int:
        """The place of a mention among those fetched, or -1."""
        return next((row for row, line in enumerate(self.lines) if line.mention == mention_id), -1)

    def changes(self, changes: Iterable[Change]) -> bool:
        """Follow changes that have been written; gives whether what is shown may differ."""
        return self.source is not None and self.source.changed(changes)

    def _page(self, first: int, size: int) -> list[Free]:
        if self.source is None:
            return []
        return self.source.page(order=self.order, first=first, size=size, query=self.query, label=self.label)


def difference(old: list[Free], new: list[Free]) -> tuple[int, int, int]:
    """Where two lists part: (first row that differs, how many rows of the old one, how many of the new one)."""
    first = next((i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    if first is None:
        first = min(len(old), len(new))
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, len(old) - first - last, len(new) - first - last

