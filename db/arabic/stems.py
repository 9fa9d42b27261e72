"""The stem of a word: what forms of one noun or verb have in common, cheaply."""

from __future__ import annotations

_HEADS = ("وال", "بال", "كال", "فال", "ال", "لل")
_PRONOUNS = ("تهما", "تها", "تهم", "ته", "هما", "هم")
"""Attached pronouns, with the t that an ending ة becomes before them: زيارته, زيارتهم. Three letters must be left."""
_ENDS = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")
SHORTEST = 2
"""Letters that are always left."""


def stem(key: str) -> str:
    """The words of a level-1 key (``fold_key``) without conjunction, article and endings: الزيارات gives زيار.

    Light stemming as in light10 (Larkey, Ballesteros and Connell: Light stemming for Arabic information retrieval,
    2007), with more of the attached pronouns, which a trigger keeps. Broken plurals and verb prefixes stay as they are.
    """
    return " ".join(_stem(word) for word in key.split())


def _stem(word: str) -> str:
    if word.startswith("و") and len(word) > SHORTEST + 1:
        word = word[1:]
    for head in _HEADS:
        if word.startswith(head) and len(word) >= len(head) + SHORTEST:
            word = word[len(head) :]
            break
    for end in _PRONOUNS:
        if word.endswith(end) and len(word) >= len(end) + SHORTEST + 1:
            return word[: -len(end)]
    for end in _ENDS:
        if word.endswith(end) and len(word) >= len(end) + SHORTEST:
            word = word[: -len(end)]
    return word
