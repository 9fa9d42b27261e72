"""The timeline in words: dates of the axis, what an event's dates are and who says so, for eyes and screen readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from db.rows import Article
from desktop import wording
from desktop.bidi import side_by_side
from desktop.closure.corpus import CorpusClosure
from desktop.closure.events import Contradiction
from desktop.date_wording import interval_words
from desktop.messages import Messages
from desktop.timeline.events import Corpus, Event, Piece, Saying, Source
from desktop.timeline.scale import Unit

TITLE_MOST = 42
"""Letters of a title in a line about a date."""
TROUBLES_MOST = 3
SOURCES_TOLD = 3
"""Dates with their articles in a text below the picture."""


def tick_words(messages: Messages, unit: Unit, day: date) -> str:
    """What stands at a tick: a day's number, a month's name, a year."""
    if unit.part == "day":
        return messages.number(day.day)
    if unit.part == "month":
        return messages.tr(f"dates.month_name.{day.month}")
    return messages.number(day.year)


def above_words(messages: Messages, unit: Unit, day: date) -> str:
    """What stands in the line above: a month with its year, or a year."""
    if unit.part == "month":
        month = messages.tr(f"dates.month_name.{day.month}")
        return messages.tr("dates.month", month=month, year=day.year)
    return messages.number(day.year)


def article_words(article: Article | None) -> str:
    """An article by its title, or its ref where it has none."""
    return (article.title or article.ref) if article is not None else ""


def undated_words(event: Event) -> str:
    """An undated event by its trigger among some words of its sentence; one with another name by both."""
    saying = event.sayings[0]
    around = saying.around or saying.text
    if event.name == saying.text:
        return around
    return side_by_side(event.name, around)


def date_words(messages: Messages, piece: Piece) -> str:
    """A piece's interval, and whether it is approximate."""
    said = interval_words(messages, piece.interval)
    return messages.tr("timeline.about", date=said) if piece.approximate else said


def source_words(messages: Messages, corpus: Corpus, saying: Saying, source: Source) -> str:
    """One date with the article it stands in and how it was come by."""
    how = "confirmed" if source.confirmed else "linked" if source.linked else "beside"
    article = corpus.articles.get(saying.article)
    return messages.tr(
        f"timeline.source.{how}", article=shortened(article_words(article)), text=source.text,
        date=interval_words(messages, source.interval),
    )  # fmt: skip


def trouble_words(messages: Messages, closure: CorpusClosure, trouble: Contradiction) -> str:
    """What cannot be, by the links that say so and, where it is they that speak against it, two dates."""
    told = closure.told_dates(trouble) if trouble.dates else {"links": closure.told(trouble.links)}
    return messages.tr(f"timeline.trouble.{trouble.kind}", **wording.params(messages, closure.labels, told))


def lines(
    messages: Messages, corpus: Corpus, event: Event, *, most: int = 8, troubles: Sequence[str] = ()
) -> Iterator[str]:
    """Everything to be said of an event, its name first; of many sources the first ``most``, of contradictions three.

    ``troubles``: the contradictions it has a part in, in words.
    """
    yield event.name
    for piece in event.pieces:
        yield date_words(messages, piece)
    if not event.pieces:
        yield messages.tr("timeline.undated")
    if event.contradicts:
        yield messages.tr("timeline.contradiction")
    yield from troubles[:TROUBLES_MOST]
    if len(troubles) > TROUBLES_MOST:
        yield messages.tr("timeline.more_troubles", count=len(troubles) - TROUBLES_MOST)
    said = [source_words(messages, corpus, saying, each) for saying in event.sayings for each in saying.sources]
    if not said:
        said = [shortened(article_words(corpus.articles.get(article))) for article in event.articles]
    yield from said[:most]
    if len(said) > most:
        yield messages.tr("timeline.more_sources", count=len(said) - most)
    if event.linked:
        yield messages.tr("timeline.mentions", count=len(event.sayings))


def label_words(messages: Messages, corpus: Corpus, event: Event, *, troubles: Sequence[str] = ()) -> str:
    """One line for a screen reader."""
    return f"{messages.tr('timeline.pause')} ".join(lines(messages, corpus, event, most=3, troubles=troubles))


def shortened(title: str) -> str:
    """A title or name that is not too long for a line with other words."""
    return title if len(title) <= TITLE_MOST else title[: TITLE_MOST - 1].rstrip() + "…"
