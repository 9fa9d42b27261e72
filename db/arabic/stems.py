"""The stem of a word: what forms of one noun or verb have in common, cheaply."""

from __future__ import annotations

_HEADS = ("و", "وال", "بال", "كال", "فال", "ال", "لل")
_ENDS = ("تهما", "تها", "تهم", "ته", "هما", "هم", "ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")
"""Endings and attached pronouns, these with the t that an ending ة becomes before them: زيارته, زيارتهم."""
SHORTEST = 3
"""Letters that are left where two or more are cut, and where something is cut at the front; else one less."""


def stem(key: str) -> str:
    """The words of a level-1 key (``fold_key``) without conjunction, article and endings: الزيارات gives زيار.

    Light stemming after light10 (Larkey, Ballesteros and Connell: Light stemming for Arabic information retrieval,
    2007), with more of the attached pronouns, which a trigger keeps, and repeated until nothing is left to cut, so that
    بيانه and بيانات are what بيان is. Broken plurals and verb prefixes stay as they are.
    """
    return " ".join(_stem(word) for word in key.split())


def _stem(word: str) -> str:
    while (shorter := _cut(word)) != word:
        word = shorter
    return word


def _cut(word: str) -> str:
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= SHORTEST - (len(end) == 1):
            return word[: -len(end)]
    for head in _HEADS:
        if word.startswith(head) and len(word) - len(head) >= SHORTEST:
            return word[len(head) :]
    return word
