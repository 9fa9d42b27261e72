"""Dates in the user's words: intervals with their granularity, how they were read, doubts, why there is none."""

from __future__ import annotations

from datetime import date

from db.dates import Doubt, Interval, Resolution, Unresolved
from desktop.messages import Messages
from desktop.suggest.dates import Dating, Reference


def interval_words(messages: Messages, interval: Interval) -> str:
    """An interval, such as ``الأربعاء 19 يونيو 2024``, ``يونيو 2024`` or ``من 18 يونيو 2024 إلى 20 يونيو 2024``."""
    first, last = interval.first, interval.last
    ends = interval.iso().split("/")
    if len(ends) == 1 and len(ends[0]) == 10:
        weekday = messages.tr(f"dates.weekday.{first.weekday()}")
        return messages.tr("dates.day", weekday=weekday, **_parts(messages, first))
    said = [_end(messages, iso, day) for iso, day in zip(ends, (first, last), strict=False)]
    return said[0] if len(said) == 1 else messages.tr("dates.from_to", first=said[0], last=said[1])


def day_words(messages: Messages, day: date) -> str:
    """A day without its weekday: ``19 يونيو 2024``."""
    return messages.tr("dates.short_day", **_parts(messages, day))


def granularity_words(messages: Messages, interval: Interval, *, approximate: bool = False) -> str:
    """How exact a date is: ``يوم``, ``شهر``, ``فصل · تقريبي``."""
    name = messages.tr(f"dates.granularity.{interval.granularity}")
    return messages.tr("dates.approximate", granularity=name) if approximate else name


def origin_words(messages: Messages, dating: Dating) -> str:
    """Where the date shown comes from: a person, the text, or the text and a reference date with its source."""
    read = dating.automatic
    if dating.stored is not None and dating.confirmed is None:
        return messages.tr("dates.bad_stored", value=dating.stored)
    if dating.confirmed is not None:
        if isinstance(read, Resolution) and read.interval.iso() != dating.confirmed.iso():
            return messages.tr("dates.confirmed_otherwise", interval=interval_words(messages, read.interval))
        return messages.tr("dates.confirmed")
    if isinstance(read, Unresolved):
        return reason_words(messages, read, dating.reference)
    if read.reference is None:
        return messages.tr("dates.by_text_hijri" if read.how == "hijri" else "dates.by_text")
    source = messages.tr(f"dates.source.{dating.reference.source}")
    return messages.tr("dates.by_reference", day=day_words(messages, read.reference), source=source)


def reason_words(messages: Messages, read: Unresolved, reference: Reference) -> str:
    """Why there is no date."""
    if read.reason == "no_reference" and reference.text is not None:
        return messages.tr("dates.reason.partial", reference=reference.text)
    return messages.tr(f"dates.reason.{read.reason}")


def doubt_words(messages: Messages, doubt: Doubt, interval: Interval) -> str:
    """Why a reading may be wrong."""
    if doubt.code == "weekday" and doubt.offered is not None:
        named, found = (messages.tr(f"dates.weekday.{each.first.weekday()}") for each in (doubt.offered, interval))
        return messages.tr("dates.doubt.weekday", named=named, found=found)
    offered = interval_words(messages, doubt.offered) if doubt.offered is not None else ""
    return messages.tr(f"dates.doubt.{doubt.code}", offered=offered)


def _parts(messages: Messages, day: date) -> dict[str, object]:
    return {"day": day.day, "month": messages.tr(f"dates.month_name.{day.month}"), "year": day.year}


def _end(messages: Messages, iso: str, day: date) -> str:
    if len(iso) == 4:
        return messages.tr("dates.year", year=day.year)
    if len(iso) == 7:
        return messages.tr("dates.month", **_parts(messages, day))
    return day_words(messages, day)
