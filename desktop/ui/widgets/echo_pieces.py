"""What the edge echo says, without Qt: the letters either side of both edges, and glyphs for what cannot be seen.

Offsets are code points, end-exclusive.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from db.arabic import is_boundary, is_format, is_invisible, is_mark, letter_step
from db.arabic.letters import VARIATION
from db.rows import Span

Part = Literal["before", "mention", "gap", "after"]
ZWJ = "\u200d"
WHOLE, KEPT, AROUND = 22, 9, 10
"""A mention up to WHOLE letters is shown whole, of a longer one KEPT at each end; AROUND letters outside."""
FRAGMENT_WHOLE, FRAGMENT_KEPT = 14, 6
"""The same of the first and the last fragment of a discontinuous mention."""
GAP_SHOWN = 8
"""A gap up to so many letters is shown, a longer one stands for itself as an ellipsis."""
GHOSTS = {
    "\n": "¶", "\r": "␍", "\t": "⇥", "\u00a0": "⍽", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM",
    "\u200f": "RLM", "\u061c": "ALM", "\u00ad": "SHY", "\ufeff": "BOM", "\u200b": "ZWSP", " ": "·",
}  # fmt: skip
_ENDS_JOIN = frozenset("اأإآٱدذرزژڈڑوؤۆۇةىء")
"""Letters that do not join the letter after them (final alef maksura counts, as it only ends words)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch drawn in one go: text as it stands, or a ghost standing for one unseen character."""

    text: str
    part: Part
    ghost: bool = False


def pieces(text: str, *, start: int, end: int, gaps: Sequence[Span] = ()) -> list[Piece]:
    """The echo of one mention, in reading order; a joiner is added where an edge cuts a join, so letters keep form.

    Of a discontinuous mention the first and the last fragment are shown, and what lies between them as a gap.
    """
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if len(before) == AROUND:
        before = _from_word(before)
    if len(after) == AROUND:
        after = _to_word(after)
    runs = [_split(before, "before", edges=True)]
    cuts = [start]
    if gaps:
        first, last = gaps[0][0], gaps[-1][1]
        runs.append(_covered(text, start=start, end=first, whole=FRAGMENT_WHOLE, kept=FRAGMENT_KEPT))
        between = text[first:last] if len(gaps) == 1 and last - first <= GAP_SHOWN else ""
        runs.append(_split(between, "gap", edges=True) if between else [Piece("…", "gap", ghost=True)])
        runs.append(_covered(text, start=last, end=end, whole=FRAGMENT_WHOLE, kept=FRAGMENT_KEPT))
        cuts += [first, last]
    else:
        runs.append(_covered(text, start=start, end=end, whole=WHOLE, kept=KEPT))
    runs.append(_split(after, "after", edges=True))
    for (one, two), cut in zip(pairwise(runs), [*cuts, end], strict=True):
        if one and two and joins(text, cut) and not one[-1].ghost and not two[0].ghost:
            one[-1] = Piece(one[-1].text + ZWJ, one[-1].part)
            two[0] = Piece(ZWJ + two[0].text, two[0].part)
    return [piece for run in runs for piece in run]


def _covered(text: str, *, start: int, end: int, whole: int, kept: int) -> list[Piece]:
    """A fragment's letters; of one longer than ``whole`` only the ``kept`` ones at its ends."""
    if end - start <= whole:
        return _split(text[start:end], "mention", edges=True)
    head, tail = letter_step(text, start + kept - 1, 1), letter_step(text, end - kept + 1, -1)
    return [
        *_split(text[start:head], "mention", edges=True, inner_end=True),
        Piece("…", "mention", ghost=True),
        *_split(text[tail:end], "mention", edges=True, inner_start=True),
    ]


def joins(text: str, position: int) -> bool:
    """Do the letters either side of ``position`` join in Arabic script?"""
    left = position - 1
    while left >= 0 and is_mark(text[left]):
        left -= 1
    if left < 0 or position >= len(text):
        return False
    one, two = text[left], text[position]
    return _is_letter(one) and one not in _ENDS_JOIN and _is_letter(two) and two != "ء"


def ghost_of(char: str) -> str:
    """A visible stand-in for a character that is not."""
    if char in GHOSTS:
        return GHOSTS[char]
    return f"U+{ord(char):04X}"


def spoken(char: str) -> str:
    """A ghost's character by name, for the tool tip and the screen reader."""
    return unicodedata.name(char, f"U+{ord(char):04X}").lower()


def _is_letter(char: str) -> bool:
    return char == "ـ" or ("\u0620" <= char <= "\u06d5" and char.isalpha())


def _from_word(before: str) -> str:
    """Drop a word cut in its middle, unless that is all there is."""
    at = before.find(" ")
    return before[at + 1 :] if 0 <= at < len(before) - 1 else before


def _to_word(after: str) -> str:
    at = after.rfind(" ")
    return after[:at] if at > 0 else after


def _unseen(text: str, at: int) -> bool:
    """Is a character not seen, and no part of how an emoji is drawn?"""
    if text[at] in VARIATION or (text[at] == ZWJ and not is_boundary(text, at + 1)):
        return False
    return is_invisible(text[at]) or is_format(text[at])


def _split(
    text: str, part: Part, *, edges: bool, inner_start: bool = False, inner_end: bool = False
) -> list[Piece]:
    """Runs of plain letters and single ghosts; a plain blank is a ghost only where it touches an edge of the part."""
    found: list[Piece] = []
    last = len(text) - 1
    for i, char in enumerate(text):
        outer = (i == 0 and not inner_start) or (i == last and not inner_end)
        if _unseen(text, i) or (char == " " and edges and outer):
            found.append(Piece(ghost_of(char), part, ghost=True))
        elif found and not found[-1].ghost:
            found[-1] = Piece(found[-1].text + char, part)
        else:
            found.append(Piece(char, part))
    return found
