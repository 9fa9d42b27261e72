"""The axis of the timeline: days (ordinals) to pixels and back, zoom about a point, and the ticks of a scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Part = Literal["day", "month", "year"]
CLOSEST, WIDEST = 120.0, 0.002
"""Pixels a day at most and at least."""
FIRST, LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Unit:
    """Every so many days of a month, months or years."""

    part: Part
    step: int = 1

    @property
    def days(self) -> float:
        """How many days from one to the next, nearly."""
        return self.step * {"day": 1.0, "month": 30.44, "year": 365.25}[self.part]


UNITS: tuple[Unit, ...] = (
    Unit("day"), Unit("day", 5), Unit("day", 10), Unit("month"), Unit("month", 3), Unit("year"), Unit("year", 5),
    Unit("year", 10), Unit("year", 50), Unit("year", 100), Unit("year", 500), Unit("year", 1000),
)  # fmt: skip
ROOM: Mapping[Part, float] = {"day": 26.0, "month": 58.0, "year": 46.0}
"""Pixels that a tick's words need."""


@dataclass(frozen=True, slots=True)
class Scale:
    """``origin`` is the day (with its fraction) at the edge where time begins: the right one where it runs leftward."""

    origin: float
    per_day: float
    width: float
    rtl: bool = False

    def x(self, day: float) -> float:
        """Where a moment lies, in pixels from the left."""
        along = (day - self.origin) * self.per_day
        return self.width - along if self.rtl else along

    def day(self, x: float) -> float:
        """The moment at a place."""
        return self.origin + (self.width - x if self.rtl else x) / self.per_day

    @property
    def end(self) -> float:
        """The moment at the edge where time ends."""
        return self.origin + self.width / self.per_day

    def zoomed(self, factor: float, *, about: float) -> Scale:
        """Closer (above 1) or wider; the moment at the place ``about`` stays there. Kept within bounds."""
        per_day = min(CLOSEST, max(WIDEST, self.per_day * factor))
        along = self.width - about if self.rtl else about
        return replace(self, origin=self.day(about) - along / per_day, per_day=per_day)

    def panned(self, pixels: float) -> Scale:
        """Everything moved to the right by so many pixels."""
        return replace(self, origin=self.origin + (pixels if self.rtl else -pixels) / self.per_day)

    def showing(self, first: float, last: float, *, margin: float = 30.0) -> Scale:
        """The scale on which ``[first, last)`` just fits, with a margin at both sides."""
        room = max(1.0, self.width - 2 * margin)
        per_day = min(CLOSEST / 3, max(WIDEST, room / max(1.0, last - first)))
        middle = (first + last) / 2
        return replace(self, origin=middle - self.width / 2 / per_day, per_day=per_day)

    def holding(self, start: float, end: float, *, margin: float) -> Scale:
        """Moved only as far as a stretch (in pixels from day 0) needs to be in the view; of one too long, its end."""
        begin = self.origin * self.per_day
        begin = min(begin, start - margin)
        begin = max(begin, end + margin - self.width)
        return replace(self, origin=begin / self.per_day)

    def turned(self, *, rtl: bool) -> Scale:
        """The same stretch of time, running the other way."""
        return replace(self, rtl=rtl)

    def resized(self, width: float) -> Scale:
        """The same beginning and closeness in another width."""
        return replace(self, width=width)


def unit_for(per_day: float) -> Unit:
    """The finest unit whose ticks have room for their words."""
    return next((unit for unit in UNITS if unit.days * per_day >= ROOM[unit.part]), UNITS[-1])


def above(unit: Unit) -> Unit | None:
    """The unit of the line above the ticks: months over days, years over months, nothing over years."""
    return {"day": Unit("month"), "month": Unit("year"), "year": None}[unit.part]


def ticks(unit: Unit, *, first: float, last: float) -> Iterator[date]:
    """The ticks with ``first <= day < last``, in order. Several days count from the 1st and leave out a month's end."""
    low, high = max(FIRST, int(-(-first // 1))), min(LAST + 1, int(-(-last // 1)))
    if low >= high:
        return
    begin = date.fromordinal(low)
    if unit.part == "day" and unit.step == 1:
        yield from map(date.fromordinal, range(low, high))
        return
    year, month = begin.year, begin.month
    if unit.part == "year":
        year, month = year // unit.step * unit.step, 1
    elif unit.part == "month":
        month = (month - 1) // unit.step * unit.step + 1
    months = 12 * unit.step if unit.part == "year" else unit.step if unit.part == "month" else 1
    days = range(1, 31 - unit.step + 1, unit.step) if unit.part == "day" else (1,)
    at = year * 12 + month - 1
    while at // 12 <= date.max.year:
        for day in days:
            if at < 12:
                continue
            tick = date(at // 12, at % 12 + 1, day)
            if tick.toordinal() >= high:
                return
            if tick.toordinal() >= low:
                yield tick
        at += months
