"""The date of a time mention: confirmed by a person, or read from its text against the reference date of its place.

What is read is a proposal and never stored; a confirmed date is the mention's attribute ``date``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from db.dates import DATE, Interval, Resolution, Unresolved
from db.labelset import LabelSet
from db.rows import Mention, Region
from desktop.article import OpenArticle

Source = Literal["region", "published", "none"]

_FULL = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BESIDE = re.compile(r"[\s,،.\-–—|·:(]*")
_FAR = 8
"""Letters that may lie between a date and the hour beside it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The day that relative expressions count from, and where it comes from."""

    source: Source
    text: str | None = None
    """As it is stored; may be known to the month only."""
    region: Region | None = None
    """The region the mention lies in, whether or not the date is its own."""

    @property
    def day(self) -> date | None:
        """The day, None where there is none or not the whole date is known."""
        return full_date(self.text)


@dataclass(frozen=True, slots=True)
class Dating:
    """What there is to know of the date of one time mention."""

    automatic: Resolution | Unresolved
    reference: Reference
    stored: str | None = None
    """The attribute as it is, also when it is no interval."""
    confirmed: Interval | None = None

    @property
    def interval(self) -> Interval | None:
        """The confirmed interval, else the one that was read, else None."""
        if self.confirmed is not None or self.stored is not None:
            return self.confirmed
        return self.automatic.interval if isinstance(self.automatic, Resolution) else None


def is_time(labels: LabelSet, mention: Mention) -> bool:
    """Whether a mention names a time: an entity mention with a label of the family ``time``."""
    label = labels.entity(mention.label) if mention.kind == "entity" else None
    return label is not None and label.family == "time"


def dating(article: OpenArticle, labels: LabelSet, mention: Mention) -> Dating:
    """The date of a time mention of the open article."""
    reference = reference_of(article, mention)
    stored = mention.attribute(DATE)
    return Dating(_automatic(article, labels, mention, reference), reference, stored, interval_of(stored))


def interval_of(stored: str | None) -> Interval | None:
    """The interval an attribute ``date`` holds; None where it holds none."""
    try:
        return Interval.from_iso(stored) if stored is not None else None
    except ValueError:
        return None


def full_date(text: str | None) -> date | None:
    """An ISO date as a day; None for none, or one that is known to the month or year only."""
    if text is None or not _FULL.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def region_of(article: OpenArticle, mention: Mention) -> Region | None:
    """The smallest region a mention starts in."""
    around = [region for region in article.regions if region.start <= mention.start < region.end]
    return min(around, key=lambda region: region.end - region.start, default=None)


def reference_of(article: OpenArticle, mention: Mention) -> Reference:
    """The reference date for a mention: its region's own, else the day the article was published, else none."""
    region = region_of(article, mention)
    if region is not None and region.reference_date is not None:
        return Reference("region", region.reference_date, region)
    if article.row.published is not None:
        return Reference("published", article.row.published, region)
    return Reference("none", None, region)


def understand(text: str, reference: Reference) -> Resolution | Unresolved:
    """What a person types as a date: ISO first (``2024-06``, ``2024-06-18/2024-06-20``), else words."""
    from db.dates.reading import read  # with all its words it is not needed to open an article

    stripped = text.strip()
    try:
        return Resolution(Interval.from_iso(stripped), "absolute")
    except ValueError:
        return read(stripped, reference.day)


def is_to_come(article: OpenArticle, mention: Mention) -> bool:
    """Whether the mention is an argument only of events that are still to come."""
    events = [article.mentions.get(argument.event) for argument in article.arguments_filled_by(mention.id)]
    tenses = {event.attribute("tense") for event in events if event is not None and event.status != "rejected"}
    return tenses == {"Future"}


def _automatic(
    article: OpenArticle, labels: LabelSet, mention: Mention, reference: Reference
) -> Resolution | Unresolved:
    from db.dates.reading import is_time_alone, read

    text = article.text_of(mention)
    found = read(text, reference.day, forward=is_to_come(article, mention))
    if isinstance(found, Unresolved) and is_time_alone(text):
        beside = _date_beside(article, labels, mention)
        return read(article.text_of(beside), reference.day) if beside is not None else Unresolved("no_day")
    return found


def _date_beside(article: OpenArticle, labels: LabelSet, mention: Mention) -> Mention | None:
    """The date right before an hour, as in ``الخميس، 04 يوليو 2024 - 04:32 ص``: on its line, or in one dateline."""
    from db.dates.reading import is_time_alone

    region = region_of(article, mention)
    dateline = region is not None and region.kind == "dateline"
    for other in article.overlapping(start=max(0, mention.start - _FAR), end=mention.start):
        if other.status == "rejected" or other.end > mention.start or not is_time(labels, other):
            continue
        between = article.text[other.end : mention.start]
        near = "\n" not in between or (dateline and region_of(article, other) == region)
        if near and _BESIDE.fullmatch(between) and not is_time_alone(article.text_of(other)):
            return other
    return None
