"""Gaps of discontinuous mentions: which are left when edges move, and where an edge stands that meets one.

Spans are code points, end-exclusive; gaps lie strictly inside their mention, sorted and apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from db.arabic import trim
from db.rows import Mention, Span

Edge = Literal["start", "end"]


def gaps_within(gaps: Sequence[Span], *, start: int, end: int) -> tuple[Span, ...]:
    """The gaps that still lie strictly inside ``[start, end)``."""
    return tuple(gap for gap in gaps if start < gap[0] and gap[1] < end)


def beyond_gaps(gaps: Sequence[Span], at: int, *, edge: Edge) -> int:
    """Where an edge that comes to ``at`` stands: in a gap, or at its border, it goes on to the next fragment's edge."""
    for gap in gaps if edge == "start" else reversed(gaps):
        if gap[0] <= at <= gap[1]:
            at = gap[1] if edge == "start" else gap[0]
    return at


def trimmed(text: str, gaps: Sequence[Span], *, start: int, end: int) -> Span:
    """``[start, end)`` without signs and blanks at its ends, nor gaps, nor those behind them; may become empty."""
    while True:
        first, last = trim(text, start=start, end=end)
        first, last = beyond_gaps(gaps, first, edge="start"), beyond_gaps(gaps, last, edge="end")
        if (first, last) == (start, end) or first >= last:
            return first, last
        start, end = first, last


def united(one: Mention, other: Mention) -> tuple[Span, ...]:
    """The gaps of two mentions made one: what neither covers, and does not lie between the two."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    covered = [*one.fragments, *other.fragments, *([(low, high)] if low < high else ())]
    return _holes(sorted(covered))


def _holes(covered: Iterable[Span]) -> tuple[Span, ...]:
    """What lies between sorted spans."""
    holes: list[Span] = []
    reach: int | None = None
    for start, end in covered:
        if reach is not None and reach < start:
            holes.append((reach, start))
        reach = end if reach is None else max(reach, end)
    return tuple(holes)
