"""How early and how late points in time may be, by the dates of those before and after them; kept up change by change.

Bounds are pushed along orders, the strongest first (Dijkstra 1959). When an order or a date goes, what came by it is
let go along the tree of where each bound came from, and pushed anew from what is left (after Ramalingam and Reps 1996);
so a change costs what it reaches, which ends at dates that are stronger or that it does not fit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from heapq import heappop, heappush

from desktop.closure.points import Link, PointGraph

OWN = -1
"""Where the bound of a point comes from that has it by its own date."""
Days = Mapping[int, tuple[int, int]]
"""The ordinals of the first and last day of points, by their numbers; of those that are dated."""


class Bounds:
    """One way through a graph: for each point the latest first day of all that lead to it, as ordinals of days; or,
    backwards, the earliest last day of all it leads to, negative, so that the greater is the stronger there too.

    No bound passes a dated point that it does not fit: there is a contradiction already.
    """

    def __init__(self, graph: PointGraph, days: Days, gone: Collection[Link], *, backwards: bool = False) -> None:
        self._days, self._gone, self._backwards = days, gone, backwards
        self._on, self._back = (graph.coming, graph.leading) if backwards else (graph.leading, graph.coming)
        self.value: dict[int, int] = {}
        self.origin: dict[int, int] = {}
        """The point that each has its bound from."""
        self._push([(-self._own(point), point, OWN) for point in days])

    def renew(self, touched: Iterable[int], dated: Collection[int]) -> None:
        """Orders to or from some points have come or gone (``touched``), or their dates are others (``dated``)."""
        touched = [*touched, *dated]
        lost = [point for point in touched if point in dated or not self._comes_by_it(point)]
        waiting: list[tuple[int, int, int]] = []
        for point in {*touched, *self._let_go(lost)}:
            waiting += self._offers(point)
        self._push(waiting)

    def _comes_by_it(self, point: int) -> bool:
        origin = self.origin.get(point, OWN)
        return origin == OWN or any(each == origin for each, link in self._back(point) if link not in self._gone)

    def _own(self, point: int) -> int:
        first, last = self._days[point]
        return -last if self._backwards else first

    def _fits(self, point: int, value: int) -> bool:
        days = self._days.get(point)
        return days is None or value <= (-days[0] if self._backwards else days[1])

    def _offers(self, point: int) -> list[tuple[int, int, int]]:
        found = [(-self._own(point), point, OWN)] if point in self._days else []
        for origin, link in self._back(point):
            if link not in self._gone and origin in self.value:
                found.append((-self.value[origin], point, origin))
        return found

    def _let_go(self, points: Iterable[int]) -> list[int]:
        """Forget the bounds of points, and of all that have theirs from them; those that had one."""
        waiting, found = list(points), []
        while waiting:
            point = waiting.pop()
            if point not in self.value:
                continue
            del self.value[point], self.origin[point]
            found.append(point)
            waiting += [to for to, _link in self._on(point) if self.origin.get(to) == point]
        return found

    def _push(self, offers: Iterable[tuple[int, int, int]]) -> None:
        waiting: list[tuple[int, int, int]] = []
        for offer in offers:
            heappush(waiting, offer)
        values, origins, gone = self.value, self.origin, self._gone
        while waiting:
            negative, point, origin = heappop(waiting)
            value = -negative
            if origin != OWN and values.get(origin) != value:
                continue  # it has another by now
            if values.get(point, value - 1) >= value or not self._fits(point, value):
                continue
            values[point], origins[point] = value, origin
            for to, link in self._on(point):
                if link in gone:
                    continue
                if self._fits(to, value):
                    if values.get(to, value - 1) < value:
                        heappush(waiting, (negative, to, point))
                elif origins.get(to) == point:  # what it had from here was less, and is no more
                    for each in self._let_go([to]):
                        for offer in self._offers(each):
                            heappush(waiting, offer)
