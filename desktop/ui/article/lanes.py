"""Pure arithmetic of stacking: which lane under a line a mention's bar goes to, and how deep a mention is nested."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

Extent = tuple[float, float]


def assign_lanes(extents: Sequence[Extent], *, gap: float = 2.0) -> list[int]:
    """The lane of each extent (left, right; px), 0 nearest the text.

    Greedy: narrow ones choose first, each takes the first lane where it keeps ``gap`` px from everything already there,
    so that an inner mention lies nearer to its letters than the one around it. No two extents of a lane overlap.
    """
    order = sorted(range(len(extents)), key=lambda i: (extents[i][1] - extents[i][0], extents[i][0]))
    taken: list[list[Extent]] = []
    lanes = [0] * len(extents)
    for index in order:
        left, right = extents[index]
        lane = next((n for n, lane in enumerate(taken) if _fits(lane, left, right, gap)), len(taken))
        if lane == len(taken):
            taken.append([])
        insort(taken[lane], (left, right))
        lanes[index] = lane
    return lanes


def _fits(lane: Sequence[Extent], left: float, right: float, gap: float) -> bool:
    """Whether [left, right] keeps its distance from a lane's extents, which are sorted and apart."""
    at = bisect_right(lane, (left, right))
    if at < len(lane) and lane[at][0] < right + gap:
        return False
    return at == 0 or lane[at - 1][1] + gap <= left


def nesting_depths(spans: Sequence[tuple[int, int]]) -> list[int]:
    """How many other spans lie around each one; of equal spans the later counts as inside the earlier.

    ``spans`` are (start, end) sorted by start, then longest first. An overlap that is no containment does not count.
    """
    depths: list[int] = []
    open_ends: list[int] = []
    for start, end in spans:
        open_ends = [other for other in open_ends if other > start]
        depths.append(sum(1 for other in open_ends if other >= end))
        open_ends.append(end)
    return depths
