"""Where a mention's edge goes when it takes a step: by a letter or a word, outward or inward, or as the eye sees it."""

from __future__ import annotations

import unicodedata
from typing import Literal

from db.arabic import is_format, is_word_char, letter_step, trim, word_step
from desktop.edits.mentions import Edge

Unit = Literal["letter", "word"]


def stepped(text: str, *, start: int, end: int, edge: Edge, unit: Unit, outward: bool) -> int:
    """The new place of one edge of ``[start, end)`` (code points); the old one where it cannot go on.

    An edge never comes to rest on a blank, never leaves its line, and never meets the other edge.
    """
    ahead = 1 if (edge == "end") == outward else -1
    here = end if edge == "end" else start
    step = letter_step if unit == "letter" else word_step
    there = step(text, here, ahead)
    if outward:
        while _on_blank(text, there, edge=edge) and 0 < there < len(text):
            there = step(text, there, ahead)
        crossed = text[here:there] if ahead > 0 else text[there:here]
        return here if "\n" in crossed or not crossed.strip() else there
    if unit == "word":
        there = _inside(text, start=start, end=end, edge=edge, at=there)
    while _on_blank(text, there, edge=edge) and start < there < end:
        there = letter_step(text, there, ahead)
    return there if start < there < end else here


def visual_outward(text: str, *, end: int, leftward: bool) -> bool:
    """Does an end edge that moves to the left (or right) on the screen move outward? It does leftward after Arabic."""
    at = end - 1
    while at > 0 and unicodedata.bidirectional(text[at]) not in ("L", "EN", "R", "AL", "AN"):
        at -= 1
    return leftward == (unicodedata.bidirectional(text[at]) in ("R", "AL"))


def _on_blank(text: str, at: int, *, edge: Edge) -> bool:
    """Would the mention end (or begin) in a blank or an invisible character there?"""
    index = at - 1 if edge == "end" else at
    return 0 <= index < len(text) and (text[index].isspace() or is_format(text[index]))


def _inside(text: str, *, start: int, end: int, edge: Edge, at: int) -> int:
    """After a word is let go, let go of what stood between it and the next as well."""
    if edge == "end":
        at = trim(text, start=start, end=at)[1]
        return at if at > start else start
    while at < end and not is_word_char(text[at]):
        at += 1
    return at
