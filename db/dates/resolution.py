"""What reading a date expression gives: an interval with how it was read, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from db.dates.interval import Interval

How = Literal["absolute", "relative", "deictic", "weekday", "hijri"]
"""By what it was read. absolute: the text says it all; deictic: today, yesterday; relative: last month, a year ago."""

DoubtCode = Literal["weekday", "no_year", "side", "not_current", "today", "calendars", "day_month", "hijri_year"]
"""Why a reading may be wrong.

weekday: the weekday named is not that day's; no_year: the year was taken from the reference date; side: a weekday
alone may be the one before or the one after; not_current: «الجاري» with another month than the reference date's;
today: the text says today (or yesterday) and another date; calendars: the Hijri and the Gregorian date differ by more
than a day; day_month: the two numbers may stand the other way round; hijri_year: may be a Hijri year.
"""

Reason = Literal["no_reference", "duration", "vague", "no_day", "other_date", "hijri_range", "unknown"]
"""Why there is no date.

no_reference: needs a reference date and there is none; duration: says how long; vague: says neither when nor how long;
no_day: a time of day without its day; other_date: hangs on another date in the text; hijri_range: the Hijri year is
outside the tables (1343 to 1500); unknown: not understood.
"""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a reading may be wrong, and the interval that would be right then, where there is one."""

    code: DoubtCode
    offered: Interval | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A date expression as an interval."""

    interval: Interval
    how: How
    reference: date | None = None
    """The reference date that was used; None where none was needed."""
    approximate: bool = False
    """The edges are a convention (a season, early June, a Hijri day) or the text says about."""
    doubts: tuple[Doubt, ...] = ()

    def doubted(self, *doubts: Doubt | None) -> Resolution:
        """The same with more doubts."""
        return replace(self, doubts=(*self.doubts, *(doubt for doubt in doubts if doubt is not None)))

    def about(self, approximate: bool = True) -> Resolution:
        """The same, approximate if it was or is to be."""
        return replace(self, approximate=self.approximate or approximate)

    def doubt(self, code: DoubtCode) -> Doubt | None:
        """The doubt with a code, if there is one."""
        return next((doubt for doubt in self.doubts if doubt.code == code), None)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No date, and why."""

    reason: Reason


class NoReferenceError(Exception):
    """The expression needs a reference date and there is none; caught where reading began."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is read against."""

    reference: date | None
    forward: bool = False
    """What is told is still to come: a weekday or a month alone is the next one."""

    @property
    def today(self) -> date:
        """The reference date. Raises NoReferenceError."""
        if self.reference is None:
            raise NoReferenceError
        return self.reference

    def relative(self, interval: Interval, how: How = "relative", *, approximate: bool = False) -> Resolution:
        """A resolution that used the reference date."""
        return Resolution(interval, how, self.reference, approximate)


def nearest(day: date, weekday: int) -> date:
    """The date nearest to a day that falls on a weekday (Monday is 0)."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def weekday_doubt(interval: Interval, weekday: int | None) -> Doubt | None:
    """The doubt where a day does not fall on the weekday the text names."""
    if weekday is None or interval.granularity != "day" or interval.first.weekday() == weekday:
        return None
    return Doubt("weekday", Interval.day(nearest(interval.first, weekday)))
