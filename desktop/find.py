"""Words found in one article whatever their spelling: folded once, searched in slices, hits mapped back when asked."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from time import perf_counter

from db.arabic import Folded, fold
from db.rows import Span

PIECE = 16_384
"""Code points folded in one go, about 2 ms; 16 ms where every letter carries marks."""
BATCH = 1_000
"""Hits looked for in one go, about 1 ms."""
REACH = 16_384
"""Folded letters looked through in one go, 1 ms at most."""
CUT = re.compile(r"[^\W_ـ]")
"""Where a text may be cut for folding: before a letter or digit, so that marks and blanks stay with theirs."""
HAMZA = "ءأإآؤئ"
SEATS = {"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي"}
"""What a hamza stands on, and is written as where it is left out."""
_HUNDRED = re.compile(f"ما?([{HAMZA}])(?=[هت])")
_UNITS = re.compile(f"{_HUNDRED.pattern}|يء|.", re.DOTALL)


def pattern(needle: str) -> re.Pattern[str]:
    """What finds a query, folded at level 2, in a text folded so: twice its length at most, whatever the hamza is on.

    A hamza meets every other hamza and its own seat without one: مسؤول is found for مسئول and for مسوول. And مئة is
    also written مائة, شيء also شئ.
    """
    return re.compile("".join(_spelled(unit) for unit in _UNITS.finditer(needle)))


def _spelled(unit: re.Match[str]) -> str:
    text = unit.group()
    if unit.group(1):
        return "ما?" + _meeting(unit.group(1))
    if text == "يء":
        return f"(?:ي[{HAMZA}]|ئ)"
    return f"(?:يء|{_meeting(text)})" if text == "ئ" else _meeting(text)


def _meeting(letter: str) -> str:
    """The letters that a letter is found in."""
    if letter in HAMZA:
        return f"[{HAMZA}{SEATS.get(letter, '')}]"
    seated = "".join(hamza for hamza, seat in SEATS.items() if seat == letter)
    return f"[{letter}{seated}]" if seated else re.escape(letter)


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
        self._pattern: re.Pattern[str] | None = None
        self._longest = 0
        self._at = 0
        self._starts, self._ends = array("L"), array("L")

    @property
    def done(self) -> bool:
        """Whether all hits are known."""
        return self._pattern is None or (self._folded is not None and self._at < 0)

    @property
    def count(self) -> int:
        """How many hits are known."""
        return len(self._starts)

    def seek(self, query: str) -> None:
        """Look for something else; ``work`` finds it."""
        needle = fold(unicodedata.normalize("NFC", query), level=2).text.strip()
        self._pattern = pattern(needle) if needle else None
        self._longest = 2 * len(needle)
        self._at = 0
        self._starts, self._ends = array("L"), array("L")

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
        piece = fold(self._text[start : self._cut], level=2)
        self._pieces.append(piece)
        self._origins.append(start)
        self._begins.append(self._length)
        self._length += len(piece.text)
        if self._cut == len(self._text):
            self._folded = "".join(piece.text for piece in self._pieces)

    def _search(self, folded: str) -> None:
        assert self._pattern is not None, "nothing is sought"
        search, starts, ends, at = self._pattern.search, self._starts, self._ends, self._at
        stop = at + REACH
        for _ in range(BATCH):
            found = search(folded, at, stop + self._longest)
            if found is None or found.start() >= stop:
                at = max(at, stop) if stop < len(folded) else -1
                break
            starts.append(found.start())
            ends.append(found.end())
            at = found.end()
        self._at = at

    def hit(self, number: int) -> Span:
        """Where hit ``number`` (from 0) stands, the marks on its last letter included. IndexError: there is none."""
        start, last = self._starts[number], self._ends[number] - 1
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
        low = bisect_right(self._ends, self._position(start))
        high = bisect_left(self._starts, self._position(end))
        return [self.hit(number) for number in range(low, high)]

    def _position(self, position: int) -> int:
        """How many folded letters stand before a position of the text."""
        if not self._pieces:
            return 0
        piece = bisect_right(self._origins, max(position, 0)) - 1
        inside = min(position - self._origins[piece], len(self._pieces[piece].original))
        return self._begins[piece] + self._pieces[piece].to_folded(start=inside, end=inside)[0]
