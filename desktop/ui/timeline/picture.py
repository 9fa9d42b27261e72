"""What is painted of the timeline, and where the things of its layout lie in the view."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from desktop.timeline.events import Corpus, Event
from desktop.timeline.lanes import DOT, Lanes, Placed
from desktop.timeline.scale import Scale
from desktop.timeline.ties import Drawn

AXIS = 42.0
"""Pixels of the two lines of dates on top."""


@dataclass(slots=True)
class Picture:
    """What is painted."""

    events: Sequence[Event]
    corpus: Corpus
    lanes: Lanes
    scale: Scale
    height: float
    top: float = 0.0
    """Pixels scrolled down."""
    current: Placed | None = None
    focused: bool = False
    ties: Sequence[Drawn] = ()
    """Of contradictions of relations."""
    wrong: Collection[str] = ()
    """The keys of the events that have a part in one."""

    def left(self, thing: Placed) -> float:
        """Where a thing begins on the left."""
        origin = self.scale.origin * self.scale.per_day
        return self.scale.width - (thing.end - origin) if self.scale.rtl else thing.start - origin

    def middle(self, thing: Placed) -> float | None:
        """Where the middle of a thing is, or the edge of the view nearest to it; None: nothing of it is in sight."""
        left, wide = self.left(thing), thing.end - thing.start
        seen = left + wide >= 0 and left <= self.scale.width
        return min(max(left + wide / 2, 1.0), self.scale.width) if seen else None

    def y(self, row: int) -> float:
        """Where a row begins."""
        return AXIS + self.lanes.tops[row] - self.top

    def box(self, thing: Placed, row: int) -> QRectF:
        """Where a bar or dot lies."""
        tall = 2 * DOT
        middle = self.y(row) + self.lanes.row_height / 2
        return QRectF(self.left(thing), middle - tall / 2, thing.end - thing.start, tall)
