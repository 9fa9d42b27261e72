"""The only place where code points (ours) and UTF-16 units (Qt's) meet, and where what is hidden is left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from db.arabic.letters import MARKS, TATWEEL

LAST_BMP = "\uffff"
STAND_IN = "\ufffc\ufffc"
"""Two units in place of one astral character, so that a plain ``str`` can be indexed by UTF-16 unit."""

_TASHKEEL = "".join(sorted(MARKS - {"\u0653", "\u0654", "\u0655"}))
"""Marks that can be read without; madda and hamza written as marks are part of their letter."""
_RUN = MARKS | {TATWEEL}
_HIDDEN_MARKS = f"[{_TASHKEEL}]+"
_HIDDEN_TATWEEL = rf"(?<=[\w{_TASHKEEL}]){TATWEEL}+(?=[{_TASHKEEL}{TATWEEL}]*[^\W_{TATWEEL}])"
"""Tatweel between two letters; at a word's end it means something, as in 1445هـ."""


def hidden(*, marks: bool, tatweel: bool) -> re.Pattern[str] | None:
    """What is left out of the text as it is shown: tashkeel, tatweel inside words, both, or (None) nothing."""
    wanted = [part for part, on in ((_HIDDEN_MARKS, marks), (_HIDDEN_TATWEEL, tatweel)) if on]
    return re.compile("|".join(wanted)) if wanted else None


def hides(text: str, point: int, leave_out: re.Pattern[str] | None) -> bool:
    """Whether code point number ``point`` of a text is left out. Looks no further than the run of marks around it."""
    if leave_out is None or not 0 <= point < len(text) or text[point] not in _RUN:
        return False
    low, high = point, point + 1
    while low > 0 and text[low - 1] in _RUN:
        low -= 1
    while high < len(text) and text[high] in _RUN:
        high += 1
    low = max(low - 1, 0)
    return any(match.start() <= point - low < match.end() for match in leave_out.finditer(text[low : high + 1]))


class Offsets:
    """Both ways between the code points of one text and the UTF-16 units of what is shown of it.

    Free where the two agree. A hidden character has no units: it begins where the next one shown does.
    """

    __slots__ = ("_starts", "length", "shown")

    def __init__(self, text: str, leave_out: re.Pattern[str] | None = None) -> None:
        holes = [match.span() for match in leave_out.finditer(text)] if leave_out else []
        self._starts: list[int] | None = None
        if holes or (text and max(text) > LAST_BMP):
            widths = [2 if char > LAST_BMP else 1 for char in text]
            for start, end in holes:
                widths[start:end] = [0] * (end - start)
            self._starts = [0, *accumulate(widths)]
        self.shown = leave_out.sub("", text) if leave_out and holes else text
        """The text without what is hidden."""
        self.length = self._starts[-1] if self._starts else len(text)
        """UTF-16 units of what is shown."""

    def unit(self, point: int) -> int:
        """The UTF-16 unit at which code point number ``point`` (0..len) starts."""
        return self._starts[point] if self._starts else point

    def hides(self, point: int) -> bool:
        """Whether code point number ``point`` is left out of what is shown."""
        return self._starts is not None and self._starts[point] == self._starts[point + 1]

    def point(self, unit: int) -> int:
        """The code point shown that UTF-16 unit ``unit`` belongs to; each half of a surrogate pair to its character.

        A place behind a letter is behind the hidden characters that follow it, too.
        """
        return bisect_right(self._starts, unit) - 1 if self._starts else unit


def by_unit(text: str) -> str:
    """``text`` with one character per UTF-16 unit; astral characters become two neutral stand-ins."""
    if not text or max(text) <= LAST_BMP:
        return text
    return "".join(STAND_IN if char > LAST_BMP else char for char in text)
