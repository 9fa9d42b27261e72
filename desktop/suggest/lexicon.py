"""Gathers the evidence for boundaries from a corpus: at once from a small one, a spread sample of a large one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from db.errors import Cancelled
from db.rows import DEFAULT_LAYER
from db.store import Store
from desktop.suggest.words import Names, WordCounts

LETTERS_AT_MOST = 4_000_000
"""About 600,000 words, three times what the rule was measured with; more would only take memory."""
ARTICLES_AT_ONCE, LETTERS_AT_ONCE = 40, 60_000
"""What is read while the window waits, well under 50 ms; of more, a job makes its own reading."""
_GOLDEN = 0.6180339887498949


@dataclass(slots=True)
class Lexicon:
    """What is known of the words of one corpus."""

    words: WordCounts = field(default_factory=WordCounts.general)
    names: Names = field(default_factory=Names)


def small(store: Store) -> bool:
    """Can the corpus be read while the window waits?"""
    ids = store.article_ids()
    return len(ids) <= ARTICLES_AT_ONCE and sum(store.article(each).length for each in ids) <= LETTERS_AT_ONCE


def gather(store: Store, *, layer: str = DEFAULT_LAYER, cancelled: Callable[[], bool] = lambda: False) -> Lexicon:
    """Read articles from all over the corpus until there are enough. Raises Cancelled."""
    lexicon, letters = Lexicon(), 0
    ids = store.article_ids()
    for at in sorted(range(len(ids)), key=lambda at: at * _GOLDEN % 1):  # any beginning of it is spread evenly
        if cancelled():
            raise Cancelled
        text = store.text(ids[at])
        lexicon.words.add(text)
        lexicon.names.put(ids[at], text, store.mentions(ids[at], layer=layer))
        letters += len(text)
        if letters >= LETTERS_AT_MOST:
            break
    return lexicon


def gather_from(path: Path, *, layer: str, cancelled: Callable[[], bool]) -> Lexicon:
    """``gather`` with a store of its own, for a thread. Raises Cancelled and WorldError."""
    with Store.open(path, read_only=True) as store:
        return gather(store, layer=layer, cancelled=cancelled)
