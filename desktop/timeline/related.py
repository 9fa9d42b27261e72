"""When the events were that relations join, and what the relations say against it: read when asked, kept right after.

Only what arguments say is read, and only of events that hang together with those asked for: some articles at once,
those in memory first, the others a slice at a time (``read_on``); until then an event counts as undated. A mention is
read again when something it is dated by has changed, and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from math import inf
from time import perf_counter
from weakref import WeakKeyDictionary

from db.dates import Interval
from db.rows import Change
from db.store import Store
from desktop.article import OpenArticle
from desktop.closure.corpus import CorpusClosure
from desktop.closure.dates import Held, against
from desktop.closure.events import Contradiction, Event, EventClosure, Part, Stated
from desktop.timeline.bearing import Bearing, bears
from desktop.timeline.events import Saying
from desktop.timeline.told import Told

AT_ONCE = 16
"""Articles that a question may read at once."""


class RelatedDates:
    """Told of every change set after the closure. Events are those of the closure: clusters, or mentions in none."""

    def __init__(
        self, store: Store, closure: CorpusClosure, *, layer: str, opened: Callable[[], list[OpenArticle]]
    ) -> None:
        """``opened``: the articles in memory."""
        self._store, self._closure, self._opened = store, closure, opened
        self._told = Told(store, layer=layer, opened=opened)
        self._bearing = Bearing(store.labels, self._told, opened)
        self._held: WeakKeyDictionary[Part, Held] = WeakKeyDictionary()

    # --- questions -----------------------------------------------------------------------------------------------

    def contradictions(self, events: Iterable[Event]) -> list[Contradiction]:
        """What the relations of some events say against dates, in the order of the relations."""
        closure = self._closure.events
        links = {link for event in events for link in closure.links_of(event)}
        return self.of_links(links)

    def of_links(self, links: Collection[str]) -> list[Contradiction]:
        """What some relations say against dates, alone or with others; each contradiction once, in their order."""
        found: dict[frozenset[str], Contradiction] = {}
        covered: set[str] = set()
        stated = self._closure.events.links
        for link in self._closure.in_order(self.wrong(links)):
            if link in covered:
                continue
            told = self._holding(stated[link])[0].named(link)
            if told is not None:
                covered.update(told.links)
                found.setdefault(frozenset(told.links), told)
        return list(found.values())

    def wrong(self, links: Iterable[str]) -> frozenset[str]:
        """Those of some relations that dates contradict, alone or with others."""
        stated = self._closure.events.links
        asked = [stated[link] for link in links if link in stated]
        self._settle(asked)
        return frozenset(each.id for each in asked if any(held.wrong(each.id) for held in self._holding(each)))

    def of(self, events: Iterable[str]) -> dict[Event, Interval]:
        """The days in which events surely lie; those of which it is not known, or not yet, are left out."""
        wanted = list(events)
        self._told.read(wanted)
        return {event: days for event in wanted if (days := self._told.firm(event)) is not None}

    def known(self, events: Iterable[str]) -> dict[Event, Interval]:
        """The same, of what can be read at once."""
        wanted = list(events)
        self._told.read(wanted, at_most=AT_ONCE)
        return {event: days for event in wanted if (days := self._told.firm(event)) is not None}

    def sayings(self, event: Event) -> tuple[Saying, ...]:
        """What the mentions of an event say of when it was, those without a date left out."""
        self._told.read([str(event)], at_most=AT_ONCE)
        return self._told.sayings(str(event))

    def concerned(self, changes: Iterable[Change]) -> set[str]:
        """The events with relations whose dates or relations changes bear on, as they are now."""
        changes = list(changes)
        events = {self._event_of(mention) for mention in self._bearing.mentions(changes)}
        events |= self._bearing.events(changes)
        return {event for event in events if self._closure.events.links_of(event)} if events else events

    def _event_of(self, mention: str) -> str:
        known = self._told.event_of(mention)
        for article in self._opened() if known is None else ():
            if mention in article.mentions:
                return str(self._closure.event_of(article.mentions[mention]))
        return known or str(self._closure.event_by(mention))

    # --- reading -------------------------------------------------------------------------------------------------

    @property
    def whole(self) -> bool:
        """Are the dates of all events read that have been asked for, and of what hangs together with them?"""
        return self._told.whole

    def read_on(self, seconds: float = inf) -> bool:
        """Read more of what is still to be read, for about so long; gives whether it is all."""
        until = perf_counter() + seconds
        while not self._told.whole:
            self._told.read_some()
            if perf_counter() >= until:
                break
        return self._told.whole

    def _settle(self, asked: Collection[Stated]) -> None:
        """What is known of the dates of some links' events, and of what hangs together with them, is in the bounds."""
        closure = self._closure.events
        parts = dict.fromkeys(part for each in asked if (part := closure.part(each.head)) is not None)
        if asked:
            ends = (str(end) for each in asked for end in (each.head, each.tail))
            self._told.read(ends, at_most=AT_ONCE, more=True)
        for part in parts:
            held = self._held.get(part)
            if held is None:
                self._told.want(map(str, part.start))
                self._told.read((), at_most=AT_ONCE, more=True)
                days = {event: days for event in part.start if (days := self._told.firm(str(event))) is not None}
                self._held[part] = Held(part, days)
                part.graph.touched.clear()
        for event in self._told.redated():
            its = closure.part(event)
            if its is not None and its in self._held:
                self._held[its].date(event, self._told.firm(event))
        for part in parts:
            held = self._held[part]
            joined = held.joined()
            self._told.want(map(str, joined))
            for new in joined:
                held.date(new, self._told.firm(str(new)))
            held.settle(part.graph.touched)
            part.graph.touched.clear()

    def _holding(self, stated: Stated) -> list[Held]:
        part = self._closure.events.part(stated.head)
        return [self._held[part]] if part is not None and part in self._held else []

    def would(self, stated: Stated) -> list[Contradiction]:
        """What a link that is not there would say, all by itself, against the dates of its two events."""
        ends = [str(stated.head), str(stated.tail)]
        self._told.read(ends, at_most=AT_ONCE)
        return self.between([stated], {end: days for end in ends if (days := self._told.firm(end)) is not None})

    def between(self, links: Iterable[Stated], dates: dict[Event, Interval]) -> list[Contradiction]:
        """What some links would say, all by themselves, against some dates."""
        alone = EventClosure(self._store.labels)
        alone.put_all(links)
        return against(alone, dates)

    # --- change --------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Articles came in: read again when asked."""
        self._told.forget()
        self._held.clear()

    def apply(self, changes: Iterable[Change]) -> None:
        """Rows have changed, those in memory not yet: what they bear on is read again when asked."""
        bearing = [change for change in changes if bears(change)]
        if bearing:
            self._told.changed(bearing, self._bearing.mentions(bearing))
