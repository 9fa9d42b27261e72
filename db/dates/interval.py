"""A date as an interval of days with the granularity it was said in; written as ISO 8601 and read back."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Granularity = Literal["day", "week", "part", "month", "quarter", "season", "half", "year", "decade", "century", "span"]
"""How exactly a date was said. ``part``: a third of a month; ``span``: from one date to another."""

GRANULARITIES: tuple[Granularity, ...] = (
    "day", "week", "part", "month", "quarter", "season", "half", "year", "decade", "century", "span",
)  # fmt: skip

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from ``first`` to ``last``, both of them in it."""

    first: date
    last: date
    granularity: Granularity = "span"

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.first} is after {self.last}")

    @classmethod
    def of(cls, first: date, last: date) -> Interval:
        """The interval of these days, its granularity by what they fill: a month, a year, a decade, ..."""
        return cls(first, last, _granularity(first, last))

    @classmethod
    def day(cls, day: date) -> Interval:
        """One day."""
        return cls(day, day, "day")

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """One month of the Gregorian calendar. Raises ValueError for one that does not exist."""
        return cls(date(year, month, 1), month_end(year, month), "month")

    @classmethod
    def year(cls, year: int) -> Interval:
        """One Gregorian year. Raises ValueError outside 1 to 9999."""
        return cls(date(year, 1, 1), date(year, 12, 31), "year")

    @classmethod
    def from_iso(cls, text: str) -> Interval:
        """``2024``, ``2024-06``, ``2024-06-19`` or two of these with a slash. Raises ValueError for anything else."""
        ends = [_point(part) for part in text.split("/")]
        if len(ends) > 2:
            raise ValueError(text)
        return cls.of(ends[0][0], ends[-1][1])

    def iso(self) -> str:
        """ISO 8601, as short as it goes: ``2024-06-19``, ``2024-06``, ``2024``, ``2024-03/2024-05``."""
        first, last = self.first, self.last
        whole_months = first.day == 1 and last == month_end(last.year, last.month)
        if whole_months and first.month == 1 and last.month == 12:
            ends = (f"{first:%Y}".zfill(4), f"{last:%Y}".zfill(4))
        elif whole_months:
            ends = (first.isoformat()[:7], last.isoformat()[:7])
        else:
            ends = (first.isoformat(), last.isoformat())
        return ends[0] if ends[0] == ends[1] else "/".join(ends)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def covers(self, other: Interval) -> bool:
        """Whether all days of the other are in this one."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: Interval) -> int:
        """The days from the end of the one to the start of the other; 0 where they share a day."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)


def month_end(year: int, month: int) -> date:
    """The last day of a Gregorian month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def is_iso_interval(text: str) -> bool:
    """Whether ``Interval.from_iso`` can read a text."""
    try:
        Interval.from_iso(text)
    except ValueError:
        return False
    return True


def _point(text: str) -> tuple[date, date]:
    """First and last day of one end."""
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = found.groups()
    if day is not None:
        point = date.fromisoformat(text)
        return point, point
    if month is not None:
        return date(int(year), int(month), 1), month_end(int(year), int(month))
    return date(int(year), 1, 1), date(int(year), 12, 31)


def _granularity(first: date, last: date) -> Granularity:
    if first == last:
        return "day"
    if (last - first) == timedelta(days=6):
        return "week"
    month_last = month_end(last.year, last.month)
    if first.day == 1 and last == month_last:
        return _of_months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        thirds = ((1, 10), (11, 20), (21, month_last.day))
        return "part" if (first.day, last.day) in thirds else "span"
    return "span"


def _of_months(first: date, last: date) -> Granularity:
    by_start: dict[int, Granularity] = {1: "quarter", 0: "season"}
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return "month"
    if months == 3:
        return by_start.get(first.month % 3, "span")
    if months == 6 and first.month in (1, 7):
        return "half"
    if first.month != 1 or last.month != 12:
        return "span"
    years = months // 12
    if years == 1:
        return "year"
    if years == 10 and first.year % 10 == 0:
        return "decade"
    return "century" if years == 100 and first.year % 100 == 1 else "span"
