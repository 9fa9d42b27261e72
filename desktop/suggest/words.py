"""How often each word is met, and which words begin confirmed mentions: the evidence for where spans begin.

Words are folded (``db.arabic.fold``), so that spellings of one word are counted together. No Qt and no file of the
user's: texts and mentions are handed in, from whatever thread reads them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import resources
from db.arabic import article_lam, fold, is_word_char
from db.rows import ChangeSet, Mention

CONFIRMED = ("accepted", "edited")
GENERAL_WORDS = 200_000
"""The table of general Arabic weighs as much as so many words of the user's own."""

_WORD = re.compile(r"[^\W\d_]{2,}")


class WordCounts:
    """How often folded words are met; an absent one 0 times."""

    def __init__(self, counts: Mapping[str, float] | None = None) -> None:
        self._counts: Counter[str] = Counter()
        self._general = dict(counts or {})

    @classmethod
    def general(cls) -> WordCounts:
        """General Arabic (``resources/words``), so that a corpus of a few articles is not alone."""
        share = GENERAL_WORDS / 1_000_000
        counts: dict[str, float] = {}
        for line in resources.path("words", "general.txt").read_text(encoding="utf-8").splitlines():
            rate, *words = line.split()
            counts.update(dict.fromkeys(words, float(rate) * share))
        return cls(counts)

    def add(self, text: str) -> None:
        """Count the words of a text of the user's."""
        self._counts.update(_WORD.findall(fold(text).text))

    def count(self, word: str) -> float:
        """How often a folded word is met."""
        return self._counts.get(word, 0) + self._general.get(word, 0.0)

    @property
    def own(self) -> int:
        """How many of the words are the user's."""
        return self._counts.total()


class Names:
    """The folded first words of confirmed mentions, kept by article so that one can be read again."""

    def __init__(self) -> None:
        self._of: dict[str, Counter[str]] = {}
        self._all: Counter[str] = Counter()

    def __contains__(self, word: object) -> bool:
        return word in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def without(self, text: str, mention: Mention) -> set[str]:
        """All of them but for what a mention of an article with this text alone has brought in."""
        word = first_word(text, start=mention.start, end=mention.end) if mention.status in CONFIRMED else ""
        return set(self._all) - ({word} if self._all[word] == 1 else set())

    def put(self, article: str, text: str, mentions: Iterable[Mention]) -> None:
        """Take in an article's mentions, in place of what was known of it."""
        for word, times in self._of.pop(article, Counter[str]()).items():
            self._take(word, times)
        for mention in mentions:
            self._step(text, mention, 1)

    def change(self, text: str, changes: ChangeSet, *, article: str) -> None:
        """Follow a change set as far as it is about the mentions of one article, whose text this is."""
        for change in changes.changes:
            before, after = change.before, change.after
            if not isinstance(change.row, Mention) or change.row.article != article or _alike(before, after):
                continue
            if isinstance(before, Mention):
                self._step(text, before, -1)
            if isinstance(after, Mention):
                self._step(text, after, 1)

    def _step(self, text: str, mention: Mention, step: int) -> None:
        word = first_word(text, start=mention.start, end=mention.end) if mention.status in CONFIRMED else ""
        held = self._of.setdefault(mention.article, Counter())
        if not word or held[word] + step < 0:
            return
        held[word] += step
        if step > 0:
            self._all[word] += step
        else:
            self._take(word, -step)

    def _take(self, word: str, times: int) -> None:
        self._all[word] -= times
        if self._all[word] <= 0:
            del self._all[word]


def touched(changes: ChangeSet) -> set[str]:
    """The articles whose mentions changed in a way that names follow."""
    return {
        change.row.article
        for change in changes.changes
        if isinstance(change.row, Mention) and not _alike(change.before, change.after)
    }


def _alike(before: object, after: object) -> bool:
    if not isinstance(before, Mention) or not isinstance(after, Mention):
        return False
    return (before.start, before.end, before.status) == (after.start, after.end, after.status)


def first_word(text: str, *, start: int, end: int) -> str:
    """The folded first word of a span (code points); with its alef again where لل has swallowed that of the article."""
    stop = start
    while stop < end and is_word_char(text[stop]):
        stop += 1
    word = fold(text[start:stop]).text
    return "ا" + word if word and article_lam(text, start=start) else word
