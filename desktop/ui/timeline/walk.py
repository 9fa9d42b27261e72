"""A walk through the contradictions on the timeline: from each event that has a part in one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel

from desktop.closure.events import AT_MOST
from desktop.timeline import words
from desktop.timeline.events import Event
from desktop.timeline.ties import order, thing_of
from desktop.ui.context import Context
from desktop.ui.timeline.tray import Tray
from desktop.ui.timeline.view import TimelineView


@dataclass(frozen=True, slots=True)
class Stop:
    """An event in a contradiction."""

    event: str
    """Its key."""
    mention: str
    """The mention by which it has its part."""
    trouble: int | None
    """The place of the contradiction; None: articles say different dates of it."""


class Walk:
    """Between the picture and the tray; where one is in the middle of it, it goes on from there."""

    def __init__(self, context: Context, view: TimelineView, tray: Tray) -> None:
        self._context, self._view, self._tray = context, view, tray
        self._last: Stop | None = None

    @property
    def count(self) -> int:
        """How many contradictions there are among what is shown."""
        return len(self._view.troubles.found) + sum(event.contradicts for event in self._view.events)

    @property
    def more(self) -> bool:
        """May there be more contradictions than were sought?"""
        kinds = [each.kind == "dates" for each in self._view.troubles.found]
        return max(sum(kinds), len(kinds) - sum(kinds)) >= AT_MOST

    def step(self, step: int) -> str | None:
        """Go to the next (1) or the previous (-1) event in a contradiction, and say in which; None: there is none."""
        groups = list(self._groups())
        stops = [(stop, number) for number, group in enumerate(groups, 1) for stop in group]
        if not stops:
            return None
        here = self._here([stop for stop, _number in stops])
        at = (here + step) % len(stops) if here is not None else (0 if step > 0 else len(stops) - 1)
        stop, number = stops[at]
        self._last = stop
        self._go(stop)
        what = self._what(stop)
        return self._context.tr("timeline.at_contradiction", number=number, total=len(groups), what=what)

    def _here(self, stops: list[Stop]) -> int | None:
        """Where in the walk one is: at the stop gone to last, or at any of the event that is current."""
        key = self._current()
        if self._last is not None and self._last.event == key and self._last in stops:
            return stops.index(self._last)
        return next((at for at, stop in enumerate(stops) if stop.event == key), None)

    def _current(self) -> str | None:
        """The key of the event the keyboard is at."""
        index = self._tray.list.currentIndex()
        if self._tray.list.hasFocus() and index.isValid():
            return self._tray.model.event_at(index.row()).key
        current = self._view.current
        return self._view.events[current.event].key if current is not None else None

    def _groups(self) -> Iterator[list[Stop]]:
        """The stops of each contradiction, in the order of time."""
        view = self._view
        found: list[tuple[int, list[Stop]]] = []
        last = 4_000_000
        dates = {event.key: event.pieces[0].interval.first.toordinal() for event in view.events}
        for at in order(view.troubles, view.events):
            keys = view.troubles.events[at]
            ends = {end: mention for tie in view.troubles.ties if tie.trouble == at
                    for end, mention in ((tie.start, tie.start_mention), (tie.end, tie.end_mention))}  # fmt: skip
            when = min((dates[key] for key in keys if key in dates), default=last)
            found.append((when, [Stop(key, ends.get(key, ""), at) for key in keys]))
        for event in view.events:
            if event.contradicts:
                stops = [Stop(event.key, piece.sayings[0].mention, None) for piece in event.pieces]
                found.append((dates[event.key], stops))
        return (group for _when, group in sorted(found, key=lambda each: each[0]))

    def _go(self, stop: Stop) -> None:
        view, tray = self._view, self._tray
        number = next((at for at, event in enumerate(view.events) if event.key == stop.event), None)
        thing = thing_of(view.lanes, number, stop.mention)
        if thing is not None:
            view.go(thing[0], mention=stop.mention)
            view.setFocus()
            return
        row = tray.model.row_of(stop.event)
        if row >= 0:
            index = tray.model.index(row)
            tray.list.setFocus()
            tray.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            tray.list.scrollTo(index)

    def _what(self, stop: Stop) -> str:
        messages, session = self._context.messages, self._context.session
        if stop.trouble is None or session is None:
            event = self._event(stop.event)
            return messages.tr("timeline.trouble.articles", name=event.name if event else "")
        return words.trouble_words(messages, session.closure, self._view.troubles.found[stop.trouble])

    def _event(self, key: str) -> Event | None:
        return next((event for event in self._view.events if event.key == key), None)
