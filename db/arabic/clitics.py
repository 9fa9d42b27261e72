"""Proclitics: where a span's start may be cut inside a word (و ف ب ك ل and لل), judged by form alone.

A cut here is a place to offer, not a claim: one key peels or restores, the eye decides.
"""

from __future__ import annotations

import re

from db.arabic.letters import MARKS, TATWEEL, is_word_char

_M = f"[{''.join(sorted(MARKS))}{TATWEEL}]*"
_STACK = re.compile(f"(?:[وف]{_M})?(?:[بكل]{_M})?|س{_M}")
_SECOND = re.compile(f"[بكل]{_M}")
_FIRST = re.compile(f"[وفبكلس]{_M}")
MIN_STEM = 2


def proclitic_cuts(text: str, *, start: int, end: int) -> list[int]:
    """Where the word beginning at ``start`` may be cut after its proclitics: one or two positions, nearest first.

    ``وبوتين`` offers the place after و; ``وللأمم`` after و and after the first lam. At least two letters stay.
    """
    cuts: list[int] = []
    first = _FIRST.match(text, start, end)
    if not first:
        return cuts
    second = _SECOND.match(text, first.end(), end) if text[start] in "وف" else None
    for match in (first, second):
        if match and end - match.end() >= MIN_STEM and is_word_char(text[match.end()]):
            cuts.append(match.end())
    return cuts


def article_lam(text: str, *, start: int) -> bool:
    """Does the span start at the second lam of لل, the one that is the article?"""
    return 0 < start < len(text) and text[start - 1 : start + 1] == "لل"


def peel(text: str, *, start: int, end: int) -> int:
    """The start with one proclitic fewer or, when none is left to peel, with all given back (code points).

    Gives ``start`` itself when the word has no proclitic either side of it.
    """
    word = start
    while word > 0 and is_word_char(text[word - 1]):
        word -= 1
    cuts = proclitic_cuts(text, start=word, end=end)
    stops = [word, *cuts]
    if start not in stops:
        return start
    return stops[(stops.index(start) + 1) % len(stops)]
