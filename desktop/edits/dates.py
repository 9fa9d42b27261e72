"""Edits of dates: confirm or correct the interval of a time mention, take it back, set a region's reference date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db.dates import DATE, Interval
from db.labelset import LabelSet
from db.rows import Change, Mention, Region
from desktop.article import OpenArticle
from desktop.edits import Edit, EditRefused
from desktop.edits.shared import mention_of, update, words
from desktop.suggest.dates import is_time, reference_of

KIND = "body"
"""The kind of a region that is made where a mention lies in none."""


def confirm(article: OpenArticle, labels: LabelSet, mention_id: str, *, interval: Interval) -> Edit:
    """Store the date of a time mention as a person confirms it. Raises EditRefused: gone, not_time.

    A suggested or rejected mention is accepted by it: who says when that was says that it is a time.
    """
    mention = _time_of(article, labels, mention_id)
    attributes = tuple(sorted({**dict(mention.attributes), DATE: interval.iso()}.items()))
    status = mention.status if mention.status == "edited" else "accepted"
    change = update(mention, attributes=attributes, status=status)
    return Edit("date.confirm", (change,), words(article, mention, date=interval.iso()))


def forget(article: OpenArticle, labels: LabelSet, mention_id: str) -> Edit:
    """Take a confirmed date away again, so that what is read counts. Raises EditRefused: gone, not_time."""
    mention = _time_of(article, labels, mention_id)
    attributes = tuple(pair for pair in mention.attributes if pair[0] != DATE)
    return Edit("date.forget", (update(mention, attributes=attributes),), words(article, mention))


def set_reference(article: OpenArticle, mention_id: str, *, day: date | None) -> Edit:
    """Set the day that relative dates around a mention count from; None: that of the whole article again.

    It is kept on the region the mention lies in; one is made of the stretch between its neighbours where there is
    none. Raises EditRefused: gone.
    """
    mention = mention_of(article, mention_id)
    region = reference_of(article, mention).region
    value = day.isoformat() if day is not None else None
    if region is not None:
        change = Change(region, replace(region, reference_date=value))
    elif value is not None:
        start, end = _free_stretch(article, mention)
        change = Change(None, Region(article.row.id, start, end, KIND, reference_date=value))
    else:
        return Edit("date.no_reference", ())
    if value is None:
        return Edit("date.no_reference", (change,))
    return Edit("date.reference", (change,), (("date", value),))


def _time_of(article: OpenArticle, labels: LabelSet, mention_id: str) -> Mention:
    mention = mention_of(article, mention_id)
    if not is_time(labels, mention):
        raise EditRefused("not_time")
    return mention


def _free_stretch(article: OpenArticle, mention: Mention) -> tuple[int, int]:
    """The text around a mention up to the regions before and after it."""
    start = max((region.end for region in article.regions if region.end <= mention.start), default=0)
    end = min((region.start for region in article.regions if region.start > mention.start), default=len(article.text))
    return start, end
