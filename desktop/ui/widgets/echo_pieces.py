"""What the edge echo says, without Qt: the letters either side of both edges, and glyphs for what cannot be seen.

Offsets are code points, end-exclusive.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from db.arabic import extend_over_marks, is_format, is_invisible, is_mark

Part = Literal["before", "mention", "after"]
ZWJ = "\u200d"
WHOLE, KEPT, AROUND = 22, 9, 10
"""A mention up to WHOLE letters is shown whole, of a longer one KEPT at each end; AROUND letters outside."""
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


def pieces(text: str, *, start: int, end: int) -> list[Piece]:
    """The echo of one mention, in reading order; a joiner is added where an edge cuts a join, so letters keep form."""
    before, mention, after = text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]
    if len(before) == AROUND:
        before = _from_word(before)
    if len(after) == AROUND:
        after = _to_word(after)
    found = _split(before, "before", edges=True)
    if end - start <= WHOLE:
        found += _split(mention, "mention", edges=True)
    else:
        head, tail = extend_over_marks(text, start + KEPT), end - KEPT
        while tail > head and is_mark(text[tail]):
            tail -= 1
        found += _split(text[start:head], "mention", edges=True, inner_end=True)
        found.append(Piece("…", "mention", ghost=True))
        found += _split(text[tail:end], "mention", edges=True, inner_start=True)
    found += _split(after, "after", edges=True)
    return _joined(found, cut_start=joins(text, start), cut_end=joins(text, end))


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


def _split(
    text: str, part: Part, *, edges: bool, inner_start: bool = False, inner_end: bool = False
) -> list[Piece]:
    """Runs of plain letters and single ghosts; a plain blank is a ghost only where it touches an edge of the part."""
    found: list[Piece] = []
    last = len(text) - 1
    for i, char in enumerate(text):
        outer = (i == 0 and not inner_start) or (i == last and not inner_end)
        if is_invisible(char) or is_format(char) or (char == " " and edges and outer):
            found.append(Piece(ghost_of(char), part, ghost=True))
        elif found and not found[-1].ghost:
            found[-1] = Piece(found[-1].text + char, part)
        else:
            found.append(Piece(char, part))
    return found


def _joined(found: list[Piece], *, cut_start: bool, cut_end: bool) -> list[Piece]:
    out = list(found)
    for one, two, cut in (("before", "mention", cut_start), ("mention", "after", cut_end)):
        at = next((i for i, piece in enumerate(out) if piece.part == two), None)
        if cut and at and out[at - 1].part == one and not out[at - 1].ghost and not out[at].ghost:
            out[at - 1] = Piece(out[at - 1].text + ZWJ, out[at - 1].part)
            out[at] = Piece(ZWJ + out[at].text, out[at].part)
    return out
