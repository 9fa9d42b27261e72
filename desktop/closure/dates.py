"""Relations held against dates: which links cannot hold where events lie in the days that are known of them.

An event lies with its start and its end in its days. Days are the finest unit: within one day any order is possible, so
``<`` between two points means that the one's day is not after the other's. That can be for all at once unless a path
of orders leads from the start of one event to the end of another all of whose days lie before the first one's: bounds
that are pushed along ``<=`` meet everywhere else (a system of differences without a negative circle).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from db.dates import Interval
from desktop.closure.bounds import OWN, Bounds, Days
from desktop.closure.events import AT_MOST, REDUCED, Contradiction, Dated, Event, EventClosure, Part
from desktop.closure.points import Edge, Link

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
            found += Held(part, dates).all(AT_MOST - len(found), first=first)
    return found


class Held:
    """The links of events that hang together, held against dates; to be told which dates change, and then settled.

    Which links are at fault is known of each without a search; which with it is sought for those asked for.
    """

    def __init__(self, part: Part, dates: Mapping[Event, Interval]) -> None:
        self._part, self._graph = part, part.graph
        self._dates: dict[Event, Interval] = {}
        self._event: dict[int, Event] = {}
        self._days: dict[int, tuple[int, int]] = {}
        self._gone: set[Link] = set()
        self._redated: set[int] = set()
        self._seen = len(part.start)
        for event in part.start:
            if event in dates:
                self.date(event, dates[event])
        self._low = Bounds(self._graph, self._days, self._gone)
        self._high = Bounds(self._graph, self._days, self._gone, backwards=True)
        self._redated.clear()

    def date(self, event: Event, interval: Interval | None) -> None:
        """An event of the part lies in these days, or nobody knows when."""
        if self._dates.get(event) == interval:
            return
        start = self._part.start[event]
        self._redated |= {start, start + 1}
        if interval is None:
            del self._dates[event], self._event[start], self._days[start], self._days[start + 1]
            return
        self._dates[event], self._event[start] = interval, event
        self._days[start] = self._days[start + 1] = (interval.first.toordinal(), interval.last.toordinal())

    def joined(self) -> list[Event]:
        """The events that have become part of it since this was asked."""
        found = list(islice(self._part.start, self._seen, None))
        self._seen = len(self._part.start)
        return found

    def settle(self, touched: Collection[int]) -> None:
        """Orders to or from some points have come or gone, and dates may be others."""
        if touched or self._redated:
            for bounds in (self._low, self._high):
                bounds.renew(touched, self._redated)
            self._redated = set()

    # --- questions -------------------------------------------------------------------------------------------------

    def wrong(self, link: Link) -> bool:
        """Does a link lie on a way from one date to another that it contradicts?

        Where such a way leads through a dated event with which it contradicts already, it ends there.
        """
        return any(self._clashes(edge) for edge in self._graph.stated(link))

    def _clashes(self, edge: Edge) -> bool:
        low, high = self._low.value.get(edge[0]), self._high.value.get(edge[1])
        return low is not None and high is not None and low > -high

    def named(self, link: Link) -> Contradiction | None:
        """The fewest links, this one among them if need be, that cannot hold with the dates; None: none is at fault."""
        edges = [edge for edge in self._graph.stated(link) if self._clashes(edge)]
        if not edges:
            return None
        links = self._smallest(link, [self._through(link, edge) for edge in edges])
        if link not in links:  # a shorter way goes over what is contradicted already
            longer = self._smallest(link, [self._along(link, edge) for edge in edges])
            links = longer if link in longer else links
        return self._told(links)

    def all(self, most: int, *, first: Collection[str] = ()) -> list[Contradiction]:
        """The contradictions; links at fault are left out from then on, and for good, until the others fit."""
        found: dict[frozenset[Link], Contradiction] = {}
        while len(found) < most:
            wrong = [link for link in self._graph.links() if link not in self._gone and self.wrong(link)]
            covered: set[Link] = set()
            for link in sorted(wrong, key=lambda link: link not in first):
                if link in covered or len(found) >= most or (told := self.named(link)) is None:
                    continue
                covered |= {link, *told.links}
                found.setdefault(frozenset(told.links), told)
            if not wrong:
                break
            self._leave_out({link for told in found.values() for link in told.links})
        return list(found.values())

    def _leave_out(self, links: set[Link]) -> None:
        points = {point for link in links ^ self._gone for edge in self._graph.stated(link) for point in edge[:2]}
        self._gone.clear()
        self._gone |= links
        self.settle(points)

    def _leading(self, point: int) -> list[tuple[int, Link]]:
        return [way for way in self._graph.leading(point) if way[1] not in self._gone]

    def _coming(self, point: int) -> list[tuple[int, Link]]:
        return [way for way in self._graph.coming(point) if way[1] not in self._gone]

    # --- how few ---------------------------------------------------------------------------------------------------

    def _smallest(self, link: Link, ways: Iterable[list[Link]]) -> list[Link]:
        """The shortest of some ways through a link that contradict two dates, without what is not needed for it."""
        kept = min(ways, key=len)
        if len(kept) > REDUCED:
            return kept
        for each in (*(other for other in kept if other != link), link):
            rest = [other for other in kept if other != each]
            if rest and _clash(self._edges(rest), self._days) is not None:
                kept = rest
        return kept

    def _along(self, link: Link, edge: Edge) -> list[Link]:
        """The links of the way by which the bounds came that clash over one order, between the two dates next to it."""
        back, on = [*_path(self._low, edge[0], self._coming)], [*_path(self._high, edge[1], self._leading)]
        latest = earliest = 0
        for at, (point, _links) in enumerate(back):
            if point in self._days and self._days[point][0] > -self._high.value[edge[1]]:
                latest = at
                break
        for at, (point, _links) in enumerate(on):
            if point in self._days and self._days[point][1] < self._days[back[latest][0]][0]:
                earliest = at
                break
        way = [*back[latest][1][::-1], link, *on[earliest][1]]
        return list(dict.fromkeys(way))

    def _through(self, link: Link, edge: Edge) -> list[Link]:
        """The fewest links of a way over one order from a date to another that lies before it."""
        back, on = _Layers(edge[0], self._coming), _Layers(edge[1], self._leading)
        latest: list[tuple[int, int, int]] = []
        earliest: list[tuple[int, int, int]] = []
        for total in range(self._graph.size):
            for layers, best, which in ((back, latest, 0), (on, earliest, 1)):
                for point in layers.next():
                    day = self._days[point][which] if point in self._days else None
                    if day is not None and (not best or (day > best[-1][1] if which == 0 else day < best[-1][1])):
                        best.append((total, day, point))
            for away, day, point in latest:
                met = next((each for each in earliest if each[0] + away <= total and each[1] < day), None)
                if met is not None:
                    return list(dict.fromkeys([*back.links_to(point)[::-1], link, *on.links_to(met[2])]))
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


def _path(bounds: Bounds, point: int, ways: Ways) -> Iterator[tuple[int, list[Link]]]:
    """The points that a bound came over, from where it is to where it is from, each with the links up to it."""
    links: list[Link] = []
    yield point, links
    while (origin := bounds.origin[point]) != OWN:
        link = next(link for to, link in ways(point) if to == origin)
        links = [*links, *([link] if link is not None else [])]
        point = origin
        yield point, links


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
