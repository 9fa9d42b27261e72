"""Clitics: where a span may be cut inside a word, before it (و ف ب ك ل, ال) and behind it (pronouns), by form alone.

A cut here is a place to offer, not a claim: one key peels or restores, the eye decides.
"""

from __future__ import annotations

import re

from db.arabic.letters import MARKS, TATWEEL, is_mark, is_word_char

_M = f"[{''.join(sorted(MARKS))}{TATWEEL}]*"
_STACK = re.compile(f"(?:[وف]{_M})?(?:[بكل]{_M})?|س{_M}")
_SECOND = re.compile(f"[بكل]{_M}")
_FIRST = re.compile(f"[وفبكلس]{_M}")
_ARTICLE = re.compile(f"ا{_M}ل{_M}")
_ARTICLE_LAM = re.compile(f"ل{_M}")
MIN_STEM = 2
PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "نا", "ي", "ني")
"""Attached to nouns, verbs and prepositions."""


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


def head_cuts(text: str, *, start: int, end: int) -> list[int]:
    """The proclitic cuts of the word beginning at ``start`` and the one behind its article, nearest first."""
    cuts = proclitic_cuts(text, start=start, end=end)
    for place in (start, *cuts):
        article = _ARTICLE.match(text, place, end)
        if article is None and place > start and article_lam(text, start=place):
            article = _ARTICLE_LAM.match(text, place, end)
        if article and end - article.end() >= MIN_STEM and is_word_char(text[article.end()]):
            return sorted({*cuts, article.end()})
    return cuts


def enclitic_cuts(text: str, *, start: int, end: int) -> list[int]:
    """Where the word ending at ``end`` may be cut before an attached pronoun, the nearest to the end first.

    ``علاقاتهما`` offers the place before هما; ``وطني`` before ي and before ني. At least two letters stay.
    """
    letters = [at for at in range(start, end) if not is_mark(text[at]) and text[at] != TATWEEL]
    cuts: list[int] = []
    for length in (1, 2, 3):
        if len(letters) - length >= MIN_STEM and "".join(text[at] for at in letters[-length:]) in PRONOUNS:
            cuts.append(letters[-length])
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
