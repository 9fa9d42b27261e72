"""Where else an article or the corpus names what a mention names, in any spelling, and what its form means there.

A place counts where whole words say the same once folded, proclitics before them aside (وبوتين beside بوتين). What a
person has decided at a place is left as it is; a suggestion over the same words is accepted, given the label or the
edges, and where nothing stands an entity is made. Nothing here edits anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import Literal

from db.arabic import is_word_char, proclitic_cuts, word_at
from db.errors import Cancelled
from db.rows import Mention, Span
from db.store import Store
from desktop.article import OpenArticle
from desktop.find import Finder
from desktop.reading import read_article

What = Literal["accept", "relabel", "resize", "create"]
SLICE_S = 0.05
"""How long is searched before it is asked whether to stop."""


AT_MOST = 500
"""Places gathered from other articles at a time: what one looks through. Once they are corrected the next can be."""
AROUND = 28
"""Letters shown on either side of a place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span that says the same (code points, end-exclusive), what is to be done there, and to which suggestion."""

    start: int
    end: int
    what: What
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """A place as it is shown: the article (id and title) it is in, and the words before, at and after it."""

    article: str
    title: str
    place: Place
    before: str
    words: str
    after: str


def sights(article: OpenArticle, found: Iterable[Place]) -> list[Sight]:
    """Places of an article with the words around them."""
    text, row = article.text, article.row
    return [
        Sight(
            row.id, row.title, place, text[max(0, place.start - AROUND) : place.start], text[place.start : place.end],
            text[place.end : place.end + AROUND],
        )
        for place in found
    ]  # fmt: skip


def elsewhere(
    store: Store,
    mention: Mention,
    text: str,
    *,
    report: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Sight]:
    """The places of all other articles that say what a mention says in its ``text``, by article; at most ``AT_MOST``.

    Any thread may ask. Raises Cancelled and WorldError.
    """
    words, inside = text[mention.start : mention.end], _ends_inside(text, mention.end)
    ids = [each for each in store.article_ids() if each != mention.article]
    found: list[Sight] = []
    for number, article_id in enumerate(ids, 1):
        if cancelled is not None and cancelled():
            raise Cancelled
        spans = hits(store.text(article_id), words, inside=inside, cancelled=cancelled)
        if spans:
            article = read_article(store, article_id, layer=mention.layer)
            found += sights(article, places(article, mention, spans))
        if report is not None:
            report(number, len(ids))
        if len(found) >= AT_MOST:
            return found[:AT_MOST]
    return found


def namesakes(text: str, *, start: int, end: int, cancelled: Callable[[], bool] | None = None) -> list[Span]:
    """The other places of a text whose whole words fold to those of ``[start, end)``, in reading order.

    An edge inside a word is met only by the same kind of edge: the start may stand after proclitics, the end must be a
    word's end unless the given one is not. Any thread may ask. Raises Cancelled.
    """
    found = hits(text, text[start:end], inside=_ends_inside(text, end), cancelled=cancelled)
    return [(at, stop) for at, stop in found if not (at < end and start < stop)]


def hits(
    text: str, words: str, *, inside: bool = False, cancelled: Callable[[], bool] | None = None
) -> list[Span]:
    """Where a text says ``words``: from a word's beginning or after its proclitics, to a word's end.

    ``inside``: only where the end is inside a word. Raises Cancelled.
    """
    finder = Finder(text)
    finder.seek(words)
    while finder.work(until=perf_counter() + SLICE_S):
        if cancelled is not None and cancelled():
            raise Cancelled
    found: list[Span] = []
    for number in range(finder.count):
        at, stop = finder.hit(number)
        if _ends_inside(text, stop) == inside and _begins(text, at, stop):
            found.append((at, stop))
    return found


def places(article: OpenArticle, mention: Mention, spans: Iterable[Span]) -> list[Place]:
    """What the mention's label and edges mean at each span; where nothing is to be done, it is left out."""
    found: list[Place] = []
    taken: set[str] = set()
    for start, end in spans:
        place = _place(article, mention, start=start, end=end)
        if place is None or (place.mention is not None and place.mention in taken):
            continue
        if place.mention is not None:
            taken.add(place.mention)
        found.append(place)
    return found


def _place(article: OpenArticle, mention: Mention, *, start: int, end: int) -> Place | None:
    ground = _words(article.text, start=start, end=end)
    there = [
        each
        for each in article.overlapping(start=start, end=end)
        if each.kind == mention.kind
        and not each.gaps
        and _words(article.text, start=each.start, end=each.end) == ground
    ]
    if any(each.status in ("accepted", "edited") for each in there):
        return None
    there.sort(key=lambda each: ((each.start, each.end) != (start, end), each.label != mention.label))
    same = [each for each in there if (each.start, each.end, each.label) == (start, end, mention.label)]
    if any(each.status == "rejected" for each in same):
        return None
    open_ones = [each for each in there if each.status == "suggested"]
    if not open_ones:
        return Place(start, end, "create") if mention.kind == "entity" and not there else None
    best = open_ones[0]
    if (best.start, best.end) != (start, end):
        return Place(start, end, "resize", best.id)
    return Place(start, end, "accept" if best.label == mention.label else "relabel", best.id)


def _ends_inside(text: str, end: int) -> bool:
    """Does a word go on behind ``end``?"""
    return end < len(text) and is_word_char(text[end - 1]) and is_word_char(text[end])


def _begins(text: str, start: int, end: int) -> bool:
    """Does a span begin where a word does, or after its proclitics?"""
    word = word_at(text, start) if is_word_char(text[start]) else None
    return word is None or start == word[0] or start in proclitic_cuts(text, start=word[0], end=max(word[1], end))


def _words(text: str, *, start: int, end: int) -> Span:
    """The whole words that a span touches, from the first letter to the last, what is no letter at its ends aside."""
    first = next((at for at in range(start, end) if is_word_char(text[at])), start)
    last = next((at for at in range(end - 1, start, -1) if is_word_char(text[at])), first)
    left, right = word_at(text, first), word_at(text, last)
    return (left[0] if left else start), (right[1] if right else end)
