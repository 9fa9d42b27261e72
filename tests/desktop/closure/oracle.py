"""Two slow and plain ways to say what follows from relations, to hold the closure against.

``Worlds`` tries every way three events can lie in time (six moments are enough for six points) and looks what holds in
all of them: no rule of inference in it. ``Matrix`` closes a table of points under transitivity, for more events.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, product

from desktop.closure.meaning import Order

Fact = tuple[str, int, int]
"""(relation type, number of the head, number of the tail)."""
Meanings = dict[str, tuple[Order, ...]]


class Worlds:
    """All placements of three intervals on six moments; a set of them is a bit of an integer each."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        spans = list(combinations(range(6), 2))
        self._all = [sum(each, ()) for each in product(spans, repeat=3)]
        self.every = (1 << len(self._all)) - 1
        self._known: dict[Fact, int] = {}

    def fitting(self, fact: Fact) -> int:
        """The worlds in which a fact holds."""
        if fact not in self._known:
            code, head, tail = fact
            self._known[fact] = sum(
                1 << number
                for number, world in enumerate(self._all)
                if all(
                    _point(world, head, tail, each.low) < _point(world, head, tail, each.high)
                    or (not each.strict and _point(world, head, tail, each.low) == _point(world, head, tail, each.high))
                    for each in self._meanings[code]
                )
            )
        return self._known[fact]

    def left(self, facts: Iterable[Fact]) -> int:
        """The worlds in which all of them hold."""
        kept = self.every
        for fact in facts:
            kept &= self.fitting(fact)
        return kept

    def holds(self, left: int, wanted: Fact) -> bool:
        """Does a fact hold in every one of some worlds?"""
        return not left & ~self.fitting(wanted)


def _point(world: tuple[int, ...], head: int, tail: int, which: int) -> int:
    return world[2 * (head if which < 2 else tail) + which % 2]


class Matrix:
    """What follows among any number of events, by repeated transitivity over a table."""

    def __init__(self, meanings: Meanings, facts: Iterable[Fact], *, events: int) -> None:
        self._meanings = meanings
        size = 2 * events
        self._table: list[list[str]] = [["=" if one == two else "" for two in range(size)] for one in range(size)]
        for event in range(events):
            self._put(2 * event, 2 * event + 1, strict=True)
        for fact in facts:
            for low, high, strict in self._edges(fact):
                self._put(low, high, strict=strict)
        self._close(size)

    def _close(self, size: int) -> None:
        for middle in range(size):
            for one in range(size):
                first = self._table[one][middle]
                if first:
                    for two in range(size):
                        second = self._table[middle][two]
                        if second:
                            self._put(one, two, strict="<" in (first, second))
        sharp = [point for point in range(size) if self._table[point][point] == "<"]
        for point in sharp:  # what is before itself is before everything it leads to
            for one in range(size):
                for two in range(size):
                    if self._table[one][point] and self._table[point][two]:
                        self._table[one][two] = "<"

    def _put(self, one: int, two: int, *, strict: bool) -> None:
        if strict or not self._table[one][two]:
            self._table[one][two] = "<" if strict else "="

    def _edges(self, fact: Fact) -> list[tuple[int, int, bool]]:
        code, head, tail = fact
        points = (2 * head, 2 * head + 1, 2 * tail, 2 * tail + 1)
        return [(points[each.low], points[each.high], each.strict) for each in self._meanings[code]]

    @property
    def consistent(self) -> bool:
        """Is there an order of the points in which everything holds?"""
        return not any(self._table[point][point] == "<" for point in range(len(self._table)))

    def absurd(self, event: int) -> bool:
        """Does a point of the event lie before itself?"""
        return "<" in (self._table[2 * event][2 * event], self._table[2 * event + 1][2 * event + 1])

    def follows(self, fact: Fact) -> bool:
        """Does a fact follow?"""
        return all(self._table[low][high] in ("<" if strict else "<=") and self._table[low][high] != ""
                   for low, high, strict in self._edges(fact))  # fmt: skip
