"""Relations held against dates: which links cannot hold where events lie in the days that are known of them.

An event lies with its start and its end in its days. Days are the finest unit: within one day any order is possible, so
``<`` between two points means that the one's day is not after the other's. That can be for all at once unless a path
of orders leads from the start of one event to the end of another all of whose days lie before the first one's: bounds
that are pushed along ``<=`` meet everywhere else (a system of differences without a negative circle).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from db.dates import Interval
from desktop.closure.events import AT_MOST, REDUCED, Contradiction, Dated, Event, EventClosure, Part
from desktop.closure.points import Edge, Link

EARLIEST, LATEST = -1, 4_000_000
"""Ordinals of days before and after all that have a date."""
Days = Mapping[int, tuple[int, int]]
"""The ordinals of the first and last day of points, by their numbers; of those that are dated."""
Ways = Callable[[int], Iterable[tuple[int, Link]]]


def against(
    closure: EventClosure, dates: Mapping[Event, Interval], *, among: Iterable[Event] | None = None,
    first: Collection[str] = (),
) -> list[Contradiction]:  # fmt: skip
    """The smallest sets of links that cannot hold with these dates, each once, ``AT_MOST`` of them.

    ``among``: events whose links, and all that hang together with them, are looked at; all of those dated if None.
    ``first``: links whose contradictions come before others, for where there are more.
    As long as there is room, nothing contradicts the dates once all the links named are taken away.
    """
    parts = dict.fromkeys(closure.part(event) for event in (dates if among is None else among))
    found: list[Contradiction] = []
    for part in parts:
        if part is not None and len(found) < AT_MOST:
            found += _Search(part, dates).run(AT_MOST - len(found), first=first)
    return found


class _Search:
    """Through the events that hang together."""

    def __init__(self, part: Part, dates: Mapping[Event, Interval]) -> None:
        self._graph = part.graph
        self._dates = {event: dates[event] for event in part.start if event in dates}
        self._event = {part.start[event]: event for event in self._dates}
        self._days: dict[int, tuple[int, int]] = {}
        for start, event in self._event.items():
            days = (dates[event].first.toordinal(), dates[event].last.toordinal())
            self._days |= {start: days, start + 1: days}
        self._gone: set[Link] = set()

    def run(self, most: int, *, first: Collection[str]) -> list[Contradiction]:
        """The contradictions; links at fault are left out from then on, until the others fit."""
        found: dict[frozenset[Link], Contradiction] = {}
        while len(found) < most and self._any():
            wrong = self._in_conflict()
            covered: set[Link] = set()
            for link in sorted(wrong, key=lambda link: link not in first):
                if link in covered or len(found) >= most:
                    continue
                links = self._smallest(link, wrong[link])
                covered |= {link, *links}
                told = self._told(links)
                found.setdefault(frozenset(told.links), told)
            if not wrong:
                break
            self._gone |= {link for told in found.values() for link in told.links}
        return list(found.values())

    def _any(self) -> bool:
        """Does anything contradict the dates? By the rows of the graph alone, as long as no link is left out."""
        if self._gone:
            return True
        by_last = sorted(self._event, key=lambda start: self._days[start][1])
        ended, at = 0, 0
        for start in sorted(self._event, key=lambda start: self._days[start][0]):
            while at < len(by_last) and self._days[by_last[at]][1] < self._days[start][0]:
                ended |= 0b10 << by_last[at]
                at += 1
            if self._graph.upto(start) & ended:
                return True
        return False

    # --- which links -----------------------------------------------------------------------------------------------

    def _in_conflict(self) -> dict[Link, list[Edge]]:
        """The links on a way from one date to another that it contradicts, with the orders they have on it.

        Where such a way leads through a dated event with which it contradicts already, it ends there.
        """
        leading, coming = (self._leading, self._coming) if self._gone else (self._graph.leading, self._graph.coming)
        low = self._spread({point: -days[0] for point, days in self._days.items()}, leading, sign=-1)
        high = self._spread({point: days[1] for point, days in self._days.items()}, coming, sign=1)
        found: dict[Link, list[Edge]] = {}
        for point, value in low.items():
            for to, link in leading(point):
                if link is not None and -value > high.get(to, LATEST):
                    found.setdefault(link, []).append((point, to, False))
        return found

    def _spread(self, sources: Mapping[int, int], ways: Ways, *, sign: int) -> dict[int, int]:
        """For each point the least value of all that reach it; none passes a date that it does not fit.

        ``sign``: that of a value as the ordinal of a day.
        """
        waiting = [(value, point) for point, value in sources.items()]
        heapify(waiting)
        values: dict[int, int] = {}
        while waiting:
            value, point = heappop(waiting)
            if point in values:
                continue
            first, last = self._days.get(point, (EARLIEST, LATEST))
            if not first <= sign * value <= last:
                continue
            values[point] = value
            for to, _link in ways(point):
                if to not in values:
                    heappush(waiting, (value, to))
        return values

    def _leading(self, point: int) -> Iterator[tuple[int, Link]]:
        return (way for way in self._graph.leading(point) if way[1] not in self._gone)

    def _coming(self, point: int) -> Iterator[tuple[int, Link]]:
        return (way for way in self._graph.coming(point) if way[1] not in self._gone)

    # --- how few ---------------------------------------------------------------------------------------------------

    def _smallest(self, link: Link, edges: Iterable[Edge]) -> list[Link]:
        """The fewest links through one, or fewer without it, that contradict two dates."""
        ways = [self._through(link, edge) for edge in edges]
        kept = min(ways, key=len)
        if len(kept) > REDUCED:
            return kept
        for each in (*kept[1:], kept[0]):
            rest = [other for other in kept if other != each]
            if rest and _clash(self._edges(rest), self._days) is not None:
                kept = rest
        return kept

    def _through(self, link: Link, edge: Edge) -> list[Link]:
        """The fewest links of a way over one order from a date to another that lies before it."""
        back, on = _Layers(edge[0], self._coming), _Layers(edge[1], self._leading)
        latest: list[tuple[int, int]] = []
        earliest: list[tuple[int, int]] = []
        for total in range(len(self._gone) + self._graph.size):
            for layers, best, which in ((back, latest, 0), (on, earliest, 1)):
                dated = [(self._days[point][which], point) for point in layers.next() if point in self._days]
                best += [max(dated, default=(EARLIEST, -1)) if which == 0 else min(dated, default=(LATEST, -1))]
            for away in range(total + 1):
                if latest[away][0] > earliest[total - away][0]:
                    way = [*back.links_to(latest[away][1])[::-1], link, *on.links_to(earliest[total - away][1])]
                    return list(dict.fromkeys(way))
        raise AssertionError("a link in conflict lies between two dates")

    def _edges(self, links: Iterable[Link]) -> list[tuple[Link, Edge]]:
        return [(link, edge) for link in links for edge in self._graph.stated(link)]

    def _told(self, links: Sequence[Link]) -> Contradiction:
        """The contradiction of some links: along its way, with its two dates."""
        found = _clash(self._edges(links), self._days)
        assert found is not None, "links that contradict dates"
        first, last, way = found
        ends = (self._event[first - first % 2], self._event[last - last % 2])
        return Contradiction("dates", tuple(map(str, way)), tuple(Dated(end, self._dates[end]) for end in ends))


@dataclass(slots=True)
class _Layers:
    """Points by how many links lead to them from one."""

    start: int
    ways: Ways
    before: dict[int, tuple[int, Link]] = field(default_factory=dict)
    ahead: list[tuple[int, int, Link]] = field(default_factory=list)

    def next(self) -> list[int]:
        """The points one link further on; the first time those that none leads to."""
        found: list[int] = []
        if not self.before:
            waiting: list[tuple[int, int, Link]] = [(self.start, self.start, None)]
        else:
            waiting, self.ahead = self.ahead, []
        for point, origin, link in waiting:
            if point in self.before:
                continue
            self.before[point] = (origin, link)
            found.append(point)
            for to, by in self.ways(point):
                (waiting if by is None else self.ahead).append((to, point, by))
        return found

    def links_to(self, point: int) -> list[Link]:
        """The links of the way there."""
        found: list[Link] = []
        while point != self.start:
            point, link = self.before[point]
            if link is not None:
                found.append(link)
        return found[::-1]


def _clash(edges: Iterable[tuple[Link, Edge]], days: Days) -> tuple[int, int, tuple[Link, ...]] | None:
    """Two dated points that some orders contradict, with the links between them on the shortest way; None: they fit."""
    ways: dict[int, list[tuple[int, Link]]] = {}
    points: dict[int, None] = {}
    for link, (low, high, _strict) in edges:
        ways.setdefault(low, []).append((high, link))
        points |= dict.fromkeys((low - low % 2, high - high % 2))
    for start in points:
        ways.setdefault(start, []).append((start + 1, None))
    best: tuple[int, int, tuple[Link, ...]] | None = None
    for start in points:
        if start not in days:
            continue
        layers = _Layers(start, lambda point: ways.get(point, ()))
        while found := layers.next():
            reached = [point for point in found if point in days and days[point][1] < days[start][0]]
            if reached:
                links = tuple(dict.fromkeys(layers.links_to(reached[0])))
                if best is None or len(links) < len(best[2]):
                    best = (start, reached[0], links)
                break
    return best
