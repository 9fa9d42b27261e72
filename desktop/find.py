"""Words found in one article whatever their spelling: folded once, searched in slices, hits mapped back when asked."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from time import perf_counter

from db.arabic import Folded, fold
from db.rows import Span

PIECE = 16_384
"""Code points folded in one go, about 2 ms; 16 ms where every letter carries marks."""
BATCH = 2_000
"""Hits looked for in one go, under 1 ms."""
CUT = re.compile(r"[^\W_ـ]")
"""Where a text may be cut for folding: before a letter or digit, so that marks and blanks stay with theirs."""


class Finder:
    """Hits of one query in one text. Positions asked and given are code points of the text, end-exclusive.

    The text is folded on first use and kept; ``work`` does both in slices, so that a million letters hold nobody up.
    Hits do not overlap. A query of nothing but marks, tatweel or blanks has none.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[Folded] = []
        self._origins: list[int] = []
        self._begins: list[int] = []
        self._cut = 0
        self._length = 0
        self._folded: str | None = None
        self._needle = ""
        self._at = 0
        self._starts = array("L")

    @property
    def done(self) -> bool:
        """Whether all hits are known."""
        return not self._needle or (self._folded is not None and self._at < 0)

    @property
    def count(self) -> int:
        """How many hits are known."""
        return len(self._starts)

    def seek(self, query: str) -> None:
        """Look for something else; ``work`` finds it."""
        self._needle = fold(query).text.strip()
        self._at = 0
        self._starts = array("L")

    def work(self, *, until: float) -> bool:
        """Go on until ``perf_counter()`` reaches ``until``; whether anything is left."""
        while not self.done:
            if self._folded is None:
                self._fold_piece()
            else:
                self._search(self._folded)
            if perf_counter() >= until:
                break
        return not self.done

    def _fold_piece(self) -> None:
        start = self._cut
        cut = CUT.search(self._text, start + PIECE)
        self._cut = cut.start() if cut else len(self._text)
        piece = fold(self._text[start : self._cut])
        self._pieces.append(piece)
        self._origins.append(start)
        self._begins.append(self._length)
        self._length += len(piece.text)
        if self._cut == len(self._text):
            self._folded = "".join(piece.text for piece in self._pieces)

    def _search(self, folded: str) -> None:
        at, needle, starts = self._at, self._needle, self._starts
        for _ in range(BATCH):
            at = folded.find(needle, at)
            if at < 0:
                break
            starts.append(at)
            at += len(needle)
        self._at = at

    def hit(self, number: int) -> Span:
        """Where hit ``number`` (from 0) stands, the marks on its last letter included. IndexError: there is none."""
        start = self._starts[number]
        last = start + len(self._needle) - 1
        one, two = bisect_right(self._begins, start) - 1, bisect_right(self._begins, last) - 1
        first, end = start - self._begins[one], last - self._begins[two]
        begin, _ = self._pieces[one].to_original(start=first, end=first + 1)
        _, stop = self._pieces[two].to_original(start=end, end=end + 1)
        return self._origins[one] + begin, self._origins[two] + stop

    def first_from(self, position: int) -> int:
        """The number of the first known hit at or after a position; ``count`` where there is none."""
        return bisect_left(self._starts, self._position(position))

    def within(self, *, start: int, end: int) -> list[Span]:
        """The known hits that share a letter with a stretch."""
        if not self._starts:
            return []
        low = bisect_left(self._starts, self._position(start) - len(self._needle) + 1)
        high = bisect_left(self._starts, self._position(end))
        return [self.hit(number) for number in range(low, high)]

    def _position(self, position: int) -> int:
        """How many folded letters stand before a position of the text."""
        if not self._pieces:
            return 0
        piece = bisect_right(self._origins, max(position, 0)) - 1
        inside = min(position - self._origins[piece], len(self._pieces[piece].original))
        return self._begins[piece] + self._pieces[piece].to_folded(start=inside, end=inside)[0]
