"""Character classes: combining marks, tatweel, formatting and other invisible characters, word characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pyarabic import araby

TATWEEL = araby.TATWEEL


def _ranges(*pairs: tuple[int, int]) -> Iterator[str]:
    for first, last in pairs:
        yield from map(chr, range(first, last + 1))


MARKS = frozenset(araby.TASHKEEL) | frozenset(
    _ranges(
        (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8),
        (0x06EA, 0x06ED), (0x08CA, 0x08E1), (0x08E3, 0x08FF),
    )
)  # fmt: skip
"""Arabic combining marks: tashkeel, superscript alef, Quranic and extended vowel signs."""

FORMAT = frozenset("\u00ad\u061c\u180e\ufeff") | frozenset(
    _ranges((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0xFE00, 0xFE0F))
)
"""Bidi controls, zero-width characters, variation selectors, soft hyphen: they draw nothing of their own."""

VARIATION = frozenset(_ranges((0xFE00, 0xFE0F)))
"""Variation selectors: those of ``FORMAT`` that say how the character before them is drawn, and belong to it."""

QUOTES = frozenset("\"'“”„‟«»‹›‘’‚‛″′❝❞＂")
EDGE_PUNCTUATION = QUOTES | frozenset("()[]{}<>،,؛;:.!؟?…-–—*•/+|_ـ")


def is_mark(char: str) -> bool:
    """Does the character sit on the letter before it, or enclose it?"""
    return char in MARKS or (
        char > "\u02ff" and (unicodedata.combining(char) != 0 or unicodedata.category(char) == "Me")
    )


def is_format(char: str) -> bool:
    """Does the character steer layout without drawing anything?"""
    return char in FORMAT


def is_invisible(char: str) -> bool:
    """Would a reader not see that the character is there? Blanks other than a plain one count."""
    return char in FORMAT or (char.isspace() and char != " ")


def is_word_char(char: str) -> bool:
    """A letter, digit, mark or tatweel: what a word is made of."""
    return char.isalnum() or char == TATWEEL or is_mark(char)


def extend_over_marks(text: str, position: int) -> int:
    """The position after the marks and tatweel that belong to the letter ending at ``position`` (code points)."""
    while position < len(text) and (is_mark(text[position]) or text[position] == TATWEEL):
        position += 1
    return position
