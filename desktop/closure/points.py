"""Points in time and the order between them: which lie before which, by what links, and where that cannot be.

Reachability by paths is complete for ``<``, ``<=`` and ``=`` without ``!=`` (van Beek 1992): x < y follows when a path
with a ``<`` on it leads from x to y, and there is a contradiction when one leads back to where it came from. Each point
keeps two sets as bits of one integer; adding an order joins rows, removing one makes anew the rows that change by it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from heapq import heapify, heappop, heappush

Edge = tuple[int, int, bool]
"""(low, high, strict)."""
Link = Hashable


class PointGraph:
    """Points are numbers from 0; orders are added and removed by the link that states them.

    An interval is two points: its start, and its end as the next number, the one before the other by nature (no link).
    """

    def __init__(self) -> None:
        self._out: list[list[tuple[int, bool, Link]]] = []
        self._in: list[list[tuple[int, Link]]] = []
        """For each point where orders to it come from, and by which link."""
        self._stated: dict[Link, tuple[Edge, ...]] = {}
        self._upto: list[int] = []
        """For each point, as bits, the points that do not lie before it, itself among them."""
        self._after: list[int] = []
        """For each point, as bits, the points that lie after it."""
        self.absurd: set[int] = set()
        """The points that lie before themselves."""
        self.touched: set[int] = set()
        """The points that orders have come to or gone from since somebody emptied this."""

    def new_interval(self) -> int:
        """One more interval, in no order to any other; the number of its start."""
        start = len(self._out)
        self._out += [[(start + 1, True, None)], []]
        self._in += [[], [(start, None)]]
        self.touched |= {start, start + 1}
        self._upto += [0b11 << start, 0b10 << start]
        self._after += [0b10 << start, 0]
        return start

    @property
    def size(self) -> int:
        """How many points there are."""
        return len(self._out)

    def links(self) -> list[Link]:
        """The links, in the order they came."""
        return list(self._stated)

    # --- questions -----------------------------------------------------------------------------------------------

    def follows(self, edge: Edge) -> bool:
        """Does the order follow from those stated?"""
        low, high, strict = edge
        return bool((self._after if strict else self._upto)[low] >> high & 1)

    def between(self, one: int, two: int) -> int:
        """What is known of two intervals, by their starts, as a number: the same number, the same orders between them.

        Four times two bits: what starts and ends of the second do not lie before, and lie after, the start and the end
        of the first; then the same with the second first.
        """
        found = 0
        for first, second in ((one, two), (two, one)):
            for row in (self._upto[first], self._upto[first + 1], self._after[first], self._after[first + 1]):
                found = found << 2 | row >> second & 0b11
        return found

    def upto(self, point: int) -> int:
        """The points that do not lie before one, itself among them, as bits."""
        return self._upto[point]

    def leading(self, point: int) -> list[tuple[int, Link]]:
        """The points that an order says do not lie before one, each with its link (None: by nature)."""
        return [(to, link) for to, _sharp, link in self._out[point]]

    def coming(self, point: int) -> list[tuple[int, Link]]:
        """The points that an order says do not lie after one, each with its link (None: by nature)."""
        return self._in[point]

    def stated(self, link: Link) -> tuple[Edge, ...]:
        """The orders a link states."""
        return self._stated.get(link, ())

    def path(self, edge: Edge) -> tuple[Link, ...] | None:
        """The fewest links by which an order follows, in the order of the way; None when it does not follow."""
        low, high, strict = edge
        if not self.follows(edge):
            return None
        start = (low, False)
        before: dict[tuple[int, bool], tuple[tuple[int, bool], Link]] = {}
        cost = {start: 0}
        queue = deque([start])
        while queue:
            here = queue.popleft()
            point, crossed = here
            if point == high and (crossed or not strict):
                return self._trace(before, here, start)
            for to, sharp, link in self._out[point]:
                if not self._upto[to] >> high & 1:
                    continue
                there, price = (to, crossed or sharp), cost[here] + (link is not None)
                if price < cost.get(there, price + 1):
                    cost[there] = price
                    before[there] = (here, link)
                    queue.appendleft(there) if link is None else queue.append(there)
        return None

    @staticmethod
    def _trace(
        before: dict[tuple[int, bool], tuple[tuple[int, bool], Link]], end: tuple[int, bool], start: tuple[int, bool]
    ) -> tuple[Link, ...]:
        found: list[Link] = []
        while end != start:
            end, link = before[end]
            if link is not None and link not in found:
                found.append(link)
        return tuple(reversed(found))

    def in_conflict(self) -> list[Link]:
        """The links with an order that lies on a way back to itself with a ``<`` on it."""
        if not self.absurd:
            return []
        return [
            link
            for link, edges in self._stated.items()
            if any(low in self.absurd and self._upto[high] >> low & 1 for low, high, _ in edges)
        ]

    def conflict(self, link: Link) -> tuple[Link, ...] | None:
        """The fewest links, this one among them if need be, that cannot all hold; None when it is in no conflict."""
        best: tuple[Link, ...] | None = None
        for low, high, strict in self.stated(link):
            way = self.path((high, low, not strict))
            found = None if way is None else (link, *(each for each in way if each != link))
            if found is not None and (best is None or len(found) < len(best)):
                best = found
        return best

    # --- change --------------------------------------------------------------------------------------------------

    def add(self, link: Link, edges: Iterable[Edge]) -> None:
        """State orders. A link that is there already states these instead."""
        self.remove(link)
        self._stated[link] = tuple(edges)
        for edge in self._stated[link]:
            self._out[edge[0]].append((edge[1], edge[2], link))
            self._in[edge[1]].append((edge[0], link))
            self.touched.update(edge[:2])
            self._extend(edge)

    def add_many(self, stated: Iterable[tuple[Link, Iterable[Edge]]]) -> None:
        """State the orders of many links at once; none of them may be there already."""
        for link, edges in stated:
            self._stated[link] = tuple(edges)
            for low, high, strict in self._stated[link]:
                self._out[low].append((high, strict, link))
                self._in[high].append((low, link))
                self.touched |= {low, high}
        for ring in self._rings(list(range(len(self._out)))):
            self._join(ring)

    def remove(self, *links: Link) -> None:
        """Take back what links state; many at once take hardly longer than one."""
        edges = [edge for link in links for edge in self._stated.pop(link, ())]
        if not edges:
            return
        gone, sources = set(links), {low for low, _high, _strict in edges}
        for low in sources:
            self._out[low] = [each for each in self._out[low] if each[2] not in gone]
        for high in {high for _low, high, _strict in edges}:
            self._in[high] = [each for each in self._in[high] if each[1] not in gone]
            self.touched.add(high)
        self.touched |= sources
        self._renew(sources)

    def _extend(self, edge: Edge) -> None:
        low, high, strict = edge
        upto, after, bit = self._upto, self._after, 1 << low
        far, ring = upto[high], bit
        sharp = strict
        if far & bit:  # closes a circle: all points on it are one moment, or absurd
            members = [point for point, row in enumerate(upto) if row & bit and far >> point & 1]
            ring = sum(1 << point for point in members)
            sharp = strict or bool(after[high] & bit)
            if sharp:
                self.absurd.update(members)
        beyond = far if sharp else after[high]
        if not far & ~upto[low] and not beyond & ~after[low]:
            return
        for point, row in enumerate(upto):
            if row & bit:
                upto[point] = row | far
                after[point] |= far if after[point] & ring else beyond

    def _renew(self, sources: set[int]) -> None:
        """Make the rows anew that change when orders from ``sources`` were taken away.

        What a point leads to has a smaller row than it had, so the smaller rows come first; where rows were equal the
        points were one moment, and there the parts that still are must be sought.
        """
        upto = self._upto
        waiting = [(upto[point].bit_count(), point) for point in sources]
        heapify(waiting)
        done: set[int] = set()
        while waiting:
            _size, point = heappop(waiting)
            if point in done:
                continue
            before = upto[point], self._after[point]
            moment = self._moment(point)
            done.update(moment)
            for ring in [moment] if len(moment) == 1 else self._rings(moment):
                self._join(ring)
            if len(moment) > 1 or (upto[point], self._after[point]) != before:
                for each in moment:
                    for origin, _link in self._in[each]:
                        if origin not in done:
                            heappush(waiting, (upto[origin].bit_count(), origin))

    def _moment(self, point: int) -> list[int]:
        """The points that were one moment with this one and may still be."""
        row = self._upto[point]
        if any(self._upto[to] == row for to, _sharp, _link in self._out[point]):
            return [each for each, other in enumerate(self._upto) if other == row]
        return [point]

    def _join(self, ring: list[int]) -> None:
        """Make the row of points that are one moment from those they lead to."""
        inside = set(ring)
        upto = after = 0
        sharp_inside = False
        for point in ring:
            upto |= 1 << point
            for to, sharp, _link in self._out[point]:
                if to in inside:
                    sharp_inside |= sharp
                else:
                    upto |= self._upto[to]
                    after |= self._upto[to] if sharp else self._after[to]
        if sharp_inside:
            after = upto
            self.absurd |= inside
        else:
            self.absurd -= inside
        for point in ring:
            self._upto[point], self._after[point] = upto, after

    def _rings(self, points: list[int]) -> list[list[int]]:
        """The strongly connected parts among some points, each after those it leads to (Tarjan 1972)."""
        wanted = set(points)
        number: dict[int, int] = {}
        lowest: dict[int, int] = {}
        stack: list[int] = []
        on_stack: set[int] = set()
        found: list[list[int]] = []
        for root in points:
            if root in number:
                continue
            number[root] = lowest[root] = len(number)
            stack.append(root)
            on_stack.add(root)
            work = [(root, iter(self._out[root]))]
            while work:
                point, ways = work[-1]
                for to, _sharp, _link in ways:
                    if to not in wanted:
                        continue
                    if to not in number:
                        number[to] = lowest[to] = len(number)
                        stack.append(to)
                        on_stack.add(to)
                        work.append((to, iter(self._out[to])))
                        break
                    if to in on_stack:
                        lowest[point] = min(lowest[point], number[to])
                else:
                    work.pop()
                    if work:
                        above = work[-1][0]
                        lowest[above] = min(lowest[above], lowest[point])
                    if lowest[point] == number[point]:
                        ring: list[int] = []
                        while not ring or ring[-1] != point:
                            ring.append(stack.pop())
                        on_stack.difference_update(ring)
                        found.append(ring)
        return found


def consistent(links: Sequence[Sequence[Edge]]) -> bool:
    """Can the orders that some links state all hold?"""
    graph = PointGraph()
    numbers: dict[int, int] = {}
    for edges in links:
        for low, high, _strict in edges:
            for point in (low // 2, high // 2):
                numbers.setdefault(point, -1)
    for point in numbers:
        numbers[point] = graph.new_interval()
    graph.add_many(
        (at, [(numbers[low // 2] + low % 2, numbers[high // 2] + high % 2, strict) for low, high, strict in edges])
        for at, edges in enumerate(links)
    )
    return not graph.in_conflict()
