"""Boxes: what one mention shows on one line of text."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.rows import Mention


@dataclass(slots=True)
class Stretch:
    """One visual rectangle of a box (px), and which of its sides are cut by a line end rather than an edge."""

    left: float
    right: float
    open_left: bool = False
    open_right: bool = False


@dataclass(slots=True)
class Box:
    """What one mention shows on one line."""

    mention: Mention
    stretches: list[Stretch]
    """From left to right."""
    depth: int
    """How many mentions lie around it: the inset."""
    first: bool
    """Whether the mention begins on this line; there its chip hangs."""
    lane: int = 0
    chip: tuple[float, float] | None = None
    """x and width of the chip."""
    ties: list[tuple[float, float]] = field(default_factory=list)
    """Thin connectors across holes and turns of direction, as (left, right)."""

    @property
    def left(self) -> float:
        """Leftmost px."""
        return self.stretches[0].left

    @property
    def right(self) -> float:
        """Rightmost px."""
        return self.stretches[-1].right


LineBoxes = dict[int, tuple[list[Box], int]]
"""Line number to its boxes and the number of lanes they need."""
