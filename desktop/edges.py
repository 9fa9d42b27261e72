"""Where a mention's edge goes: by a letter, a word or a clitic, outward or inward, or where a hand has dropped it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from db.arabic import (
    enclitic_cuts,
    head_cuts,
    is_boundary,
    is_format,
    is_word_char,
    letter_step,
    trim,
    word_at,
    word_step,
)
from db.arabic.letters import VARIATION
from db.rows import Mention, Span
from desktop.edits.gaps import Edge, beyond_gaps, gaps_within

Unit = Literal["letter", "word", "clitic"]
Hidden = Callable[[int], bool]
"""Is the character at a place not shown?"""


def stepped(
    text: str,
    *,
    start: int,
    end: int,
    edge: Edge,
    unit: Unit,
    outward: bool,
    gaps: Sequence[Span] = (),
    hidden: Hidden | None = None,
) -> int:
    """The new place of one edge of ``[start, end)`` (code points); the old one where it cannot go on.

    An edge never comes to rest on a blank or in a gap, never leaves its line, and never meets the other edge. Each step
    is one of letters that are seen.
    """
    ahead = 1 if (edge == "end") == outward else -1
    here = end if edge == "end" else start
    cut = _clitic_cut(text, start=start, end=end, edge=edge, outward=outward) if unit == "clitic" else None
    step = partial(letter_step, hidden=hidden) if unit == "letter" else word_step
    there = step(text, here, ahead) if cut is None else cut
    if outward:
        return _outside(text, here=here, there=there, ahead=ahead, edge=edge, step=step)
    if unit != "letter" and cut is None:
        there = _inside(text, start=start, end=end, edge=edge, at=there)
    there = _at_rest(text, there, start=start, end=end, edge=edge, gaps=gaps)
    return there if start < there < end else here


def dropped(text: str, mention: Mention, *, edge: Edge, at: int, hidden: Hidden | None = None) -> int:
    """Where an edge of a mention comes to rest when it is let go at ``at`` (code points).

    A letter is left; a line end outside is not crossed; blanks behind it, or a gap it falls into, are left behind.
    """
    start, end = mention.start, mention.end
    here = end if edge == "end" else start
    if edge == "end":
        line = text.find("\n", here, at)
        at = max(at if line < 0 else line, letter_step(text, start, 1, hidden=hidden))
    else:
        line = text.rfind("\n", at, here)
        at = min(at if line < 0 else line + 1, letter_step(text, end, -1, hidden=hidden))
    if at == here:
        return here
    at = _at_rest(text, at, start=start, end=end, edge=edge, gaps=mention.gaps)
    return at if (start < at if edge == "end" else at < end) else here


def with_edge(mention: Mention, *, edge: Edge, at: int) -> Mention:
    """The mention with one edge elsewhere, and the gaps that are left."""
    start, end = (at, mention.end) if edge == "start" else (mention.start, at)
    return replace(mention, start=start, end=end, gaps=gaps_within(mention.gaps, start=start, end=end))


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
    if not 0 <= index < len(text):
        return False
    char = text[index]
    return char.isspace() or (is_format(char) and char not in VARIATION)


def _outside(
    text: str, *, here: int, there: int, ahead: int, edge: Edge, step: Callable[[str, int, int], int]
) -> int:
    """On to what can be seen, or back to the last of it; back to where it was where a line ends on the way."""
    while _on_blank(text, there, edge=edge) and 0 < there < len(text):
        there = step(text, there, ahead)
    while there != here and _on_blank(text, there, edge=edge):
        there -= ahead
    crossed = text[here:there] if ahead > 0 else text[there:here]
    return here if "\n" in crossed else there


def _inside(text: str, *, start: int, end: int, edge: Edge, at: int) -> int:
    """After a word is let go, let go of what stood between it and the next as well."""
    if edge == "end":
        at = trim(text, start=start, end=at)[1]
        return at if at > start else start
    while at < end and not is_word_char(text[at]):
        at += 1
    return at


def _at_rest(text: str, at: int, *, start: int, end: int, edge: Edge, gaps: Sequence[Span]) -> int:
    """Inward from ``at``, out of gaps, off blanks and off the inside of a letter, as far as the other edge."""
    inward = -1 if edge == "end" else 1
    while True:
        there = beyond_gaps(gaps, at, edge=edge)
        while (start < there if edge == "end" else there < end) and (
            _on_blank(text, there, edge=edge) or _in_letter(text, there)
        ):
            there += inward
        if there == at:
            return at
        at = there


def _in_letter(text: str, at: int) -> bool:
    """Is a place inside a letter as it is seen? Before a joiner that nothing needs it is not."""
    if is_boundary(text, at):
        return False
    return not (text[at] in "\u200c\u200d" and is_boundary(text, at + 1))
