"""Where links run: from a chip, clear of those that hang lower, into the gap under the line; round by a rail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from desktop.ui.article.boxes import Box
from desktop.ui.article.flow import Placed
from desktop.ui.article.layout import Line
from desktop.ui.article.paint import Frame, group_by_mention

TRACK = 6.0
TRACKS = 8
BEND = 3.0
RAIL = 12.0
"""px between the letters and the first rail."""
NARROW = (9.0, 7.5, 4.5, 3.0)
"""px between the letters and the rails of links that tags leave no other way."""
UNDER, CLEAR = 2.0, 3.0
"""px between a chip and a link that goes aside under it, and between a link and a chip it passes."""
TIP = 0.42
"""Of its height, how long the points of an event's chip are."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a link meets a mention: from (x, y) at its chip to the gap at ``channel``; px of the viewport."""

    x: float
    y: float
    channel: float
    plate: QRectF | None = None
    """The chip the role is written beside."""
    foot: float | None = None
    """Where it goes down; None: straight."""

    @property
    def stem(self) -> list[QPointF]:
        """The way from the chip to the gap."""
        begin = QPointF(self.x, self.y)
        if self.foot is None or self.foot == self.x:
            return [begin, QPointF(self.x, self.channel)]
        under = self.y + UNDER
        return [begin, QPointF(self.x, under), QPointF(self.foot, under), QPointF(self.foot, self.channel)]


def path_to(one: Anchor, two: Anchor, rail: float) -> QPainterPath:
    """The way from one anchor to another: through the gap when both hang over the same one, else round by the rail."""
    path = stem_of(one)
    if abs(one.channel - two.channel) >= 1:
        way = _turn(path, one, rail, two.channel)
        path.lineTo(rail, two.channel - way)
        path.quadTo(rail, two.channel, rail + BEND, two.channel)
    for point in reversed(two.stem):
        path.lineTo(point)
    return path


def path_into(one: Anchor, plate: QRectF, rail: float) -> QPainterPath:
    """The way from an anchor round by the rail to a plate in the margin."""
    path, middle = stem_of(one), plate.center().y()
    if plate.left() < rail < plate.right():
        edge = plate.top() if one.channel < middle else plate.bottom()
        _turn(path, one, rail, edge)
        path.lineTo(rail, edge)
        return path
    _turn(path, one, rail, middle)
    path.lineTo(rail, middle)
    path.lineTo(plate.right() if rail >= plate.right() else plate.left(), middle)
    return path


def stem_of(one: Anchor) -> QPainterPath:
    """A path from a mention's chip into the gap."""
    first, *others = one.stem
    path = QPainterPath(first)
    for point in others:
        path.lineTo(point)
    return path


def _turn(path: QPainterPath, one: Anchor, rail: float, towards: float) -> float:
    """From the gap onto the rail; gives px of the bend, with the sign of the direction."""
    way = BEND if towards > one.channel else -BEND
    path.lineTo(rail + BEND, one.channel)
    path.quadTo(rail, one.channel, rail, one.channel + way)
    return way


def tracks_of(frame: Frame) -> int:
    """How many rails the margin has room for."""
    return max(1, min(TRACKS, int((frame.x - RAIL - 4) // TRACK)))


def rail_of(frame: Frame, channels: tuple[float, float], number: int, taken: Sequence[QRectF]) -> float:
    """The rail (x) between two heights: the ``number``-th, or the next on which nothing ``taken`` is in the way."""
    count, edge = tracks_of(frame), float(frame.x)
    first = edge - RAIL - TRACK * (number % count)
    top, bottom = min(channels), max(channels)
    near = [each for each in taken if each.left() < edge and each.top() < bottom + 1 and each.bottom() > top - 1]
    if not near:
        return first
    order = [edge - RAIL - TRACK * ((number + step) % count) for step in range(count)]
    for x in (*order, *(edge - each for each in NARROW)):
        parts = [QRectF(x - 1, top, 2, max(bottom - top, 1.0)), *(QRectF(x, y - 1, edge - x, 2) for y in channels)]
        if not any(each.intersects(part) for each in near for part in parts):
            return x
    return edge - NARROW[-1]


def anchors_of(frame: Frame, wanted: Collection[str]) -> dict[str, Anchor]:
    """Where links meet the mentions in sight, of those wanted."""
    style = frame.flow.style
    found: dict[str, Anchor] = {}
    hung: dict[tuple[int, int], list[QRectF]] = {}
    for mention_id, boxes in group_by_mention(frame, wanted).items():
        placed, line, box = boxes[0]
        top = placed.y + line.y
        channel = top + line.pitch - style.gap / 2
        plate = plate_of(frame, placed, line, box)
        if plate is None:
            y = top + line.height + box.lane * style.lane + style.bar
            sides = (frame.x + box.left, frame.x + box.right)
        else:
            inset = plate.height() * TIP if box.mention.kind == "event" else CLEAR
            y, sides = plate.bottom(), (plate.left() + inset, plate.right() - inset)
        key = (placed.index, line.y)
        if key not in hung:
            hung[key] = [each for other in line.boxes if (each := plate_of(frame, placed, line, other)) is not None]
        lower = [each for each in hung[key] if each.bottom() > y + 0.5 and each.top() < channel]
        x, foot = _foot(sides, y, lower, room=(frame.x - CLEAR, frame.x + frame.flow.width + CLEAR))
        found[mention_id] = Anchor(x, y, channel, plate, foot)
    return found


def _foot(
    sides: tuple[float, float], y: float, lower: Sequence[QRectF], *, room: tuple[float, float]
) -> tuple[float, float]:
    """Where a link leaves a chip (between its ``sides``) and where it goes down, clear of the chips that hang lower."""
    middle = sum(sides) / 2
    low, high = min(sides[0], middle), max(sides[1], middle)
    ways = [middle]
    if lower:
        ways += sorted(
            (x for each in lower for x in (each.left() - CLEAR, each.right() + CLEAR) if room[0] <= x <= room[1]),
            key=lambda x: (not low <= x <= high, abs(x - middle)),
        )
    for x in ways:
        start = min(max(x, low), high)
        aside = QRectF(min(x, start), y + UNDER - 0.5, abs(x - start), 1.0)
        if not any(each.left() < x + 1 and each.right() > x - 1 for each in lower) and not (
            aside.width() and any(each.intersects(aside) for each in lower)
        ):
            return start, x
    return middle, middle


def plates_of(frame: Frame) -> list[QRectF]:
    """Where the chips in sight hang."""
    return [plate for hung in _boxes(frame) if (plate := plate_of(frame, *hung)) is not None]


def _boxes(frame: Frame) -> Iterable[tuple[Placed, Line, Box]]:
    return ((placed, line, box) for placed in frame.placed for line in placed.paragraph.lines for box in line.boxes)


def plate_of(frame: Frame, placed: Placed, line: Line, box: Box) -> QRectF | None:
    """Where a box's chip hangs; None where it has none."""
    if box.chip is None:
        return None
    style, (x, width) = frame.flow.style, box.chip
    top = placed.y + line.y + line.height + box.lane * style.lane + style.bar + 1
    return QRectF(frame.x + x, top, width, style.chip_height)
