"""The only place where code points (ours) and UTF-16 units (Qt's) meet."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

LAST_BMP = "\uffff"
STAND_IN = "\ufffc\ufffc"
"""Two units in place of one astral character, so that a plain ``str`` can be indexed by UTF-16 unit."""


class Offsets:
    """Both ways between the code points of one text and its UTF-16 units; free where the two agree."""

    __slots__ = ("_starts", "length")

    def __init__(self, text: str) -> None:
        astral = bool(text) and max(text) > LAST_BMP
        self._starts = [0, *accumulate(2 if char > LAST_BMP else 1 for char in text)] if astral else None
        self.length = self._starts[-1] if self._starts else len(text)
        """UTF-16 units of the text."""

    def unit(self, point: int) -> int:
        """The UTF-16 unit at which code point number ``point`` (0..len) starts."""
        return self._starts[point] if self._starts else point

    def point(self, unit: int) -> int:
        """The code point that UTF-16 unit ``unit`` belongs to; each half of a surrogate pair to its character."""
        return bisect_right(self._starts, unit) - 1 if self._starts else unit


def by_unit(text: str) -> str:
    """``text`` with one character per UTF-16 unit; astral characters become two neutral stand-ins."""
    if not text or max(text) <= LAST_BMP:
        return text
    return "".join(STAND_IN if char > LAST_BMP else char for char in text)
