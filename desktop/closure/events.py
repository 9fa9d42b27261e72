"""Events and the relations between them: what follows, by which links, what contradicts, what goes round in circles."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from db.dates import Interval
from db.labelset import LabelSet
from desktop.closure.meaning import Order, Reading, backwards, directed, meanings, readings, turned
from desktop.closure.points import Edge, PointGraph, consistent

Event = Hashable
"""Whatever stands for one event: its cluster's id, or the id of a mention without one."""
TRIAL = "\0trial"
"""The id under which a link is tried out."""
AT_MOST = 50
"""Contradictions named at once."""
NONE_MOVED: Mapping[Any, Any] = MappingProxyType({})
REDUCED = 12
"""Contradictions of more links than this are named as found: the shortest way round."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A link between two events as somebody made it: head -type-> tail."""

    id: str
    type: str
    head: Event
    tail: Event


@dataclass(frozen=True, slots=True)
class Inferred:
    """A temporal relation that follows from others."""

    type: str
    head: Event
    tail: Event


@dataclass(frozen=True, slots=True)
class Dated:
    """An event and the days in which it lies."""

    event: Event
    interval: Interval


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Links that cannot all hold: no order of events in time fits them, or they lead round in a circle, or (``dates``)
    they say that one dated event is not after another, all of whose days lie before its own.
    """

    kind: Literal["time", "cycle", "dates"]
    links: tuple[str, ...]
    """Of ``dates``: in the order of the way, from the event that comes first by them."""
    dates: tuple[Dated, ...] = ()
    """Of ``dates``: the event that comes first by the links, and the one that does by its date."""


@dataclass(slots=True, eq=False, weakref_slot=True)
class Part:
    """Events that hang together by orders, so that rows of points are no longer than they must be."""

    graph: PointGraph
    start: dict[Event, int]
    """The number of each event's first point."""


class EventClosure:
    """Kept right link by link. A link says what its type means, see ``meaning``; other types are only remembered."""

    def __init__(self, labels: LabelSet) -> None:
        self._directions = {
            each.code: (each.family, backwards(labels, each)) for each in labels.relations if directed(each)
        }
        self._meaning = meanings(labels)
        self._readings = readings(labels)
        self._weaker = [_implied(reading.orders, self._readings) for reading in self._readings]
        self._implied = {
            (code, flipped): _implied(turned(orders) if flipped else orders, self._readings)
            for code, orders in self._meaning.items()
            for flipped in (False, True)
        }
        self._part: dict[Event, Part] = {}
        self._before_join: Part | None = None
        self._known: dict[int, tuple[int, ...]] = {}
        self._contradictions: list[Contradiction] | None = None
        self.links: dict[str, Stated] = {}
        """Everything stated, by id."""
        self._of: dict[Event, set[str]] = {}

    # --- change --------------------------------------------------------------------------------------------------

    def put(self, stated: Stated) -> None:
        """State a link, in place of the one with the same id."""
        self.drop(stated.id)
        self._contradictions = None
        self._remember(stated)
        if self._meaning.get(stated.type):
            self._joined(stated).graph.add(stated.id, self._edges(stated))

    def put_all(self, links: Iterable[Stated]) -> None:
        """State many links, none of which is there."""
        links = list(links)
        self._contradictions = None
        gathered: dict[Part, list[Stated]] = {}
        for stated in links:
            self._remember(stated)
            if self._meaning.get(stated.type):
                part, other = self._joined(stated), self._before_join
                gathered.setdefault(part, []).extend([*(gathered.pop(other, ()) if other else ()), stated])
        for part, mine in gathered.items():
            part.graph.add_many((stated.id, self._edges(stated)) for stated in mine)

    def drop(self, *link_ids: str) -> None:
        """Take links back; nothing happens to those that are not there."""
        gone: dict[Part, list[str]] = {}
        for stated in [self.links.pop(key) for key in link_ids if key in self.links]:
            self._contradictions = None
            gone.setdefault(self._part[stated.head], []).append(stated.id)
            self._of[stated.head].discard(stated.id)
            self._of[stated.tail].discard(stated.id)
        for part, mine in gone.items():
            part.graph.remove(*mine)

    def restate(self, links: Iterable[Stated]) -> None:
        """State links anew, each in place of the one with the same id: its events have become others."""
        links = list(links)
        self.drop(*(stated.id for stated in links))
        for stated in links:
            self.put(stated)

    def _remember(self, stated: Stated) -> None:
        self.links[stated.id] = stated
        for event in (stated.head, stated.tail):
            self._of.setdefault(event, set()).add(stated.id)
            if event not in self._part:
                graph = PointGraph()
                self._part[event] = Part(graph, {event: graph.new_interval()})

    def _joined(self, stated: Stated) -> Part:
        """The part of both ends of a link; two parts become one, the smaller going over to the larger."""
        kept, gone = self._part[stated.head], self._part[stated.tail]
        self._before_join = None
        if kept is gone:
            return kept
        if len(kept.start) < len(gone.start):
            kept, gone = gone, kept
        for event in gone.start:
            kept.start[event] = kept.graph.new_interval()
            self._part[event] = kept
        for link in gone.graph.links():
            kept.graph.add(link, self._edges(self.links[str(link)]))
        self._before_join = gone
        return kept

    def _edges(self, stated: Stated) -> tuple[Edge, ...]:
        return self._placed(self._meaning.get(stated.type, ()), stated.head, stated.tail)

    def _placed(self, orders: Iterable[Order], head: Event, tail: Event) -> tuple[Edge, ...]:
        start = self._part[head].start
        one, two = start[head], start[tail]
        points = (one, one + 1, two, two + 1)
        return tuple((points[order.low], points[order.high], order.strict) for order in orders)

    def part(self, event: Event) -> Part | None:
        """What an event hangs together with; None for one that never had a link."""
        return self._part.get(event)

    def links_of(self, event: Event) -> frozenset[str]:
        """The ids of the links an event has a part in."""
        return frozenset(self._of.get(event, ()))

    # --- what follows --------------------------------------------------------------------------------------------

    def follows(self, code: str, head: Event, tail: Event) -> bool:
        """Does head -code-> tail hold in time, stated or inferred? Where all contradicts itself nothing does."""
        part = self._part.get(head)
        if part is None or tail not in part.start or self._absurd(head) or self._absurd(tail):
            return False
        orders = self._meaning.get(code, ())
        return bool(orders) and all(part.graph.follows(edge) for edge in self._placed(orders, head, tail))

    def inferred(self, event: Event) -> list[Inferred]:
        """What follows about an event that no single link says, the strongest reading for each other event."""
        if event not in self._part or self._absurd(event):
            return []
        return list(self._inferred(event))

    def _inferred(self, event: Event) -> Iterator[Inferred]:
        part = self._part[event]
        at = part.start[event]
        for other, there in part.start.items():
            holding = () if other == event else self._holding(part.graph.between(at, there))
            if not holding or self._absurd(other):
                continue
            said = self._said(event, other)
            for number in holding:
                if number not in said:
                    reading = self._readings[number]
                    ends = (other, event) if reading.flipped else (event, other)
                    yield Inferred(reading.code, *ends)

    def _holding(self, between: int) -> tuple[int, ...]:
        """The strongest readings that hold where so much is known of two events (see ``PointGraph.between``)."""
        if between not in self._known:
            rows = [between >> shift & 0b11 for shift in range(14, -2, -2)]
            holding = [
                number
                for number, reading in enumerate(self._readings)
                if all(_told(rows, order) for order in reading.orders)
            ]
            weaker = {weak for each in holding for weak in self._weaker[each] if each not in self._weaker[weak]}
            self._known[between] = tuple(number for number in holding if number not in weaker)
        return self._known[between]

    def _said(self, event: Event, other: Event) -> set[int]:
        """The readings of two events, as they come, that a single link between them says."""
        links = [self.links[link_id] for link_id in self._of[event] & self._of[other]]
        return {number for link in links for number in self._implied.get((link.type, link.head != event), ())}

    def because(self, inferred: Inferred) -> tuple[str, ...]:
        """The ids of the links an inferred relation rests on: the fewest for each point in time it orders."""
        found: list[str] = []
        graph = self._part[inferred.head].graph
        for edge in self._placed(self._meaning.get(inferred.type, ()), inferred.head, inferred.tail):
            found += [str(link) for link in graph.path(edge) or () if link not in found]
        return tuple(found)

    def _absurd(self, event: Event) -> bool:
        part = self._part[event]
        return part.start[event] in part.graph.absurd or part.start[event] + 1 in part.graph.absurd

    # --- what cannot be ------------------------------------------------------------------------------------------

    def conflict(self, link_id: str) -> tuple[str, ...] | None:
        """The fewest links that cannot all hold because of this one; None when it is in no contradiction."""
        stated = self.links.get(link_id)
        found = self._part[stated.head].graph.conflict(link_id) if stated else None
        return None if found is None else self._fewest(tuple(map(str, found)))

    def would_conflict(self, stated: Stated) -> tuple[str, ...] | None:
        """The links in the way of one that is not there; its own id stands among them only when it is alone."""
        parts = self._part.get(stated.head), self._part.get(stated.tail)
        if stated.head != stated.tail and (parts[0] is None or parts[0] is not parts[1]):
            return None  # nothing leads back
        kept, found_before = self.links.get(stated.id), self._contradictions
        trial = Stated(TRIAL, stated.type, stated.head, stated.tail)
        self.drop(stated.id)
        self.put(trial)
        found = self._part[stated.head].graph.conflict(TRIAL)
        self.drop(TRIAL)
        if kept is not None:
            self.put(kept)
        self._contradictions = found_before
        if found is None:
            return None
        return tuple(str(link) for link in found if link != TRIAL) or (stated.id,)

    def contradictions(self) -> list[Contradiction]:
        """The smallest sets of links that cannot all hold, each once, ``AT_MOST`` of them; newest links first.

        As long as there is room, each link that is in conflict is in one of them.
        """
        if self._contradictions is None:
            self._contradictions = self._seek_contradictions()
        return list(self._contradictions)

    def _seek_contradictions(self) -> list[Contradiction]:
        found: dict[frozenset[str], Contradiction] = {}
        covered: set[str] = set()
        in_conflict = {link for part in dict.fromkeys(self._part.values()) for link in part.graph.in_conflict()}
        for link in reversed(self.links) if in_conflict else ():
            if len(found) == AT_MOST:
                break
            if link not in in_conflict or link in covered or (links := self.conflict(link)) is None:
                continue
            covered |= {link, *links}
            found.setdefault(frozenset(links), Contradiction("time", links))
        for links in self._cycles():
            if len(found) < AT_MOST:
                found.setdefault(frozenset(links), Contradiction("cycle", links))
        return list(found.values())

    def _fewest(self, links: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out every link without which the rest still cannot hold (a way back may take in a second circle)."""
        kept = list(links)
        if len(links) > REDUCED:
            return links
        for link in links[1:] + links[:1]:
            rest = [each for each in kept if each != link]
            if rest and not consistent([self._edges(self.links[each]) for each in rest]):
                kept = rest
        return tuple(kept)

    # --- circles -------------------------------------------------------------------------------------------------

    def would_cycle(self, stated: Stated) -> tuple[str, ...] | None:
        """The links of the same family that lead back from this one's end to its beginning; None when none do."""
        ends = self._directed(stated)
        return None if ends is None else self._way(*ends[:2], family=ends[2], without=stated.id)

    def would_circle(self, moved: Mapping[str, Stated]) -> tuple[str, ...] | None:
        """The links of a circle that there would be if some said what is given here; None when none is new."""
        leaving: dict[Event, list[str]] = {}
        for link_id, stated in moved.items():
            if (ends := self._directed(stated)) is not None:
                leaving.setdefault(ends[0], []).append(link_id)
        for link_id, stated in moved.items():
            ends = self._directed(stated)
            known = self.links.get(link_id)
            if ends is None or (known is not None and self.would_cycle(known) is not None):
                continue
            back = self._way(*ends[:2], family=ends[2], without=link_id, moved=moved, leaving=leaving)
            if back is not None:
                return (link_id, *back)
        return None

    def _directed(self, stated: Stated) -> tuple[Event, Event, str] | None:
        """(from, to, family) of a link in a family that knows no circles."""
        known = self._directions.get(stated.type)
        if known is None:
            return None
        family, turned_round = known
        return (stated.tail, stated.head, family) if turned_round else (stated.head, stated.tail, family)

    def _way(
        self, first: Event, last: Event, *, family: str, without: str, moved: Mapping[str, Stated] = NONE_MOVED,
        leaving: Mapping[Event, Iterable[str]] = NONE_MOVED,
    ) -> tuple[str, ...] | None:
        """The fewest links from ``last`` back to ``first``; ``moved`` and from where they lead count as given."""
        if first == last:
            return ()
        ways: dict[Event, tuple[str, ...]] = {last: ()}
        queue = [last]
        for event in queue:
            for link_id in sorted({*self._of.get(event, ()), *leaving.get(event, ())}):
                ends = self._directed(moved.get(link_id) or self.links[link_id])
                if link_id == without or ends is None or ends[0] != event or ends[2] != family or ends[1] in ways:
                    continue
                ways[ends[1]] = (*ways[event], link_id)
                if ends[1] == first:
                    return ways[first]
                queue.append(ends[1])
        return None

    def _cycles(self) -> Iterator[tuple[str, ...]]:
        covered: set[str] = set()
        for link_id in self._going_round():
            if link_id not in covered and (back := self.would_cycle(self.links[link_id])) is not None:
                covered |= {link_id, *back}
                yield (link_id, *back)

    def _going_round(self) -> list[str]:
        """The links left once all that lead nowhere are taken away, again and again; () when there is no circle."""
        ends = {key: found for key, link in self.links.items() if (found := self._directed(link)) is not None}
        into: dict[tuple[Event, str], list[str]] = {}
        leaving: dict[tuple[Event, str], int] = {}
        for key, (first, last, family) in ends.items():
            into.setdefault((last, family), []).append(key)
            leaving[first, family] = leaving.get((first, family), 0) + 1
        done = [place for place in into if place not in leaving]
        for place in done:
            for key in into.get(place, ()):
                first, _last, family = ends.pop(key)
                leaving[first, family] -= 1
                if not leaving[first, family]:
                    done.append((first, family))
        return list(ends)


def _told(rows: Sequence[int], order: Order) -> bool:
    """Is an order of two intervals' points among those known? ``rows`` as ``PointGraph.between`` gives them."""
    at = (order.low // 2) * 4 + order.low % 2 + (2 if order.strict else 0)
    return bool(rows[at] >> order.high % 2 & 1) and order.low // 2 != order.high // 2


def _implied(orders: Iterable[Order], among: Sequence[Reading]) -> frozenset[int]:
    """The readings that follow when nothing else is said of two events."""
    graph = PointGraph()
    graph.new_interval()
    graph.new_interval()
    graph.add("it", [(each.low, each.high, each.strict) for each in orders])
    return frozenset(
        number
        for number, reading in enumerate(among)
        if all(graph.follows((each.low, each.high, each.strict)) for each in reading.orders)
    )
