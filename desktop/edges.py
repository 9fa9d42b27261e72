"""Where a mention's edge goes when it takes a step: by a letter, a word or a clitic, outward or inward, or as seen."""

from __future__ import annotations

import unicodedata
from typing import Literal

from db.arabic import enclitic_cuts, head_cuts, is_format, is_word_char, letter_step, trim, word_at, word_step
from desktop.edits.mentions import Edge

Unit = Literal["letter", "word", "clitic"]


def stepped(text: str, *, start: int, end: int, edge: Edge, unit: Unit, outward: bool) -> int:
    """The new place of one edge of ``[start, end)`` (code points); the old one where it cannot go on.

    An edge never comes to rest on a blank, never leaves its line, and never meets the other edge.
    """
    if unit == "clitic":
        cut = _clitic_cut(text, start=start, end=end, edge=edge, outward=outward)
        return stepped(text, start=start, end=end, edge=edge, unit="word", outward=outward) if cut is None else cut
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


def _clitic_cut(text: str, *, start: int, end: int, edge: Edge, outward: bool) -> int | None:
    """The next place in the edge's word where a clitic begins or ends, or the word does; None where there is none."""
    here = end if edge == "end" else start
    word = word_at(text, here)
    if word is None:
        return None
    cuts = enclitic_cuts if edge == "end" else head_cuts
    stops = sorted({*word, *cuts(text, start=word[0], end=word[1])})
    if (edge == "end") == outward:
        beyond = [stop for stop in stops if stop > here and (outward or stop < min(end, word[1]))]
        return beyond[0] if beyond else None
    before = [stop for stop in stops if stop < here and (outward or stop > max(start, word[0]))]
    return before[-1] if before else None


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
