"""Folding: the text without what spelling varies in, with a map of offsets both ways.

Levels. 0: marks, tatweel, invisible characters, Farsi and Urdu look-alikes, presentation forms, quotes, dashes and
blanks. 1: and hamza seats, ta marbuta, alef maksura, digits, punctuation, transliteration letters, Latin case.
2: as 1 with the hamza seats left as they are, for finding, which compares them one with another.
The stored text is never folded; this is for matching and search. The map is sparse: only places where the length
changes are kept (about 0.3 % of the characters of news text), so a look-up is a bisection.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from db.arabic.letters import FORMAT, MARKS, TATWEEL, extend_over_marks

_LOOKALIKES = dict(zip("یېےکڪګہھەۀۃٱۆۇۋ", "يييكككههههةاووو", strict=True))
_QUOTES = dict.fromkeys("“”„‟«»″❝❞＂‹›", '"') | dict.fromkeys("‘’‚‛′`´ʼ", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_BLANKS = dict.fromkeys([*map(chr, range(0x2000, 0x200B)), *"\u00a0\u1680\u202f\u205f\u3000\t"], " ")
_DIGITS = {chr(base + i): str(i) for base in (0x0660, 0x06F0) for i in range(10)}
_PUNCTUATION = dict(zip("،؛؟٪٫٬۔", ",;?%.,.", strict=True))
_HAMZA = dict(zip("أإآؤئ", "ااا" + "وي", strict=True))
_ENDINGS = dict(zip("ةىگچڨڭپڤژ", "هيغجغغبفج", strict=True))
_BLANK_RUN = " \u00a0\t"


def _presentation_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        if plain != char and unicodedata.category(char) != "Cn":
            forms[char] = plain.strip()
    return forms


def _table(level: int) -> dict[int, str]:
    chars = dict.fromkeys((*MARKS, *FORMAT, TATWEEL), "") | _LOOKALIKES | _QUOTES | _DASHES | _BLANKS
    if level >= 1:
        chars |= _DIGITS | _PUNCTUATION | _ENDINGS | {"ٱ": "ا"} | (_HAMZA if level == 1 else {})
    table = {ord(char): to for char, to in chars.items()}
    table |= {ord(char): plain.translate(table) for char, plain in _presentation_forms().items()}
    if level >= 1:
        table |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    return table


def _changing(table: dict[int, str]) -> re.Pattern[str]:
    deleted = "".join(re.escape(chr(code)) for code, to in table.items() if to == "")
    grown = "".join(re.escape(chr(code)) for code, to in table.items() if len(to) > 1)
    return re.compile(f"[{deleted}]+|[{grown}]|(?<=[{_BLANK_RUN}])[{_BLANK_RUN}]+")


_TABLES = tuple(_table(level) for level in (0, 1, 2))
_CHANGING = tuple(_changing(table) for table in _TABLES)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and the breakpoints of its offset map (folded position, original position)."""

    text: str
    original: str
    _folded: tuple[int, ...]
    _source: tuple[int, ...]

    def to_original(self, *, start: int, end: int) -> tuple[int, int]:
        """The original span of a non-empty folded span; the marks on its last letter are part of it."""
        first = bisect_right(self._folded, start) - 1
        last = bisect_right(self._folded, end - 1) - 1
        begin = self._source[first] + start - self._folded[first]
        stop = self._source[last] + (end - 1 - self._folded[last]) + 1
        return begin, extend_over_marks(self.original, max(stop, begin))

    def to_folded(self, *, start: int, end: int) -> tuple[int, int]:
        """The folded span that an original span folds to; empty where all of it is folded away."""
        return self._position(start), self._position(end)

    def _position(self, original: int) -> int:
        at = bisect_left(self._source, original)
        if at < len(self._source) and self._source[at] == original:
            return self._folded[at]
        value = self._folded[at - 1] + original - self._source[at - 1]
        return min(value, self._folded[at]) if at < len(self._folded) else value


def fold(text: str, *, level: int = 1) -> Folded:
    """Fold a text, keeping the way back. About 12 million characters a second."""
    folded, source, parts = [0], [0], []
    table, done, length = _TABLES[level], 0, 0
    for match in _CHANGING[level].finditer(text):
        start, end = match.span()
        parts.append(text[done:start])
        length += start - done
        for char in "" if match.group().isspace() else match.group().translate(table):
            folded.append(length)
            source.append(start)
            parts.append(char)
            length += 1
        folded.append(length)
        source.append(end)
        done = end
    parts.append(text[done:])
    keep = [i for i in range(len(folded)) if i + 1 == len(folded) or folded[i + 1] != folded[i]]
    return Folded(
        "".join(parts).translate(table), text, tuple(folded[i] for i in keep), tuple(source[i] for i in keep)
    )


def fold_key(text: str) -> str:
    """The key under which spellings of one word meet: level 1, blanks single, none at the ends."""
    return " ".join(fold(text).text.split())


_SKELETON = str.maketrans("غگچطصضظذثحق", "ججج" + "تسدز" + "دتهك", "ءؤئاويى '\"-")


def skeleton(key: str) -> str:
    """The consonants of a level-1 key, one for the sounds papers transcribe differently, articles dropped.

    بيونغ يانغ, بيونج يانج and بيونجيانج share one skeleton. Too short a skeleton (under 3) says nothing.
    """
    words = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in key.split()]
    joined = " ".join(words)
    if joined.endswith("ه") and len(joined) > 3:
        joined = joined[:-1]
    return re.sub(r"(.)\1+", r"\1", joined.replace("تش", "ش").translate(_SKELETON))
