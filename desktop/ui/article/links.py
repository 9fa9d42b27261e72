"""Events' links to their fillers: in the gaps under lines and a rail in the margin, never over letters.

The selected event's are at full strength, with their roles; those of others in sight are faint.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from desktop.article import OpenArticle
from desktop.ui.article.boxes import Box
from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.flow import Placed
from desktop.ui.article.layout import Line
from desktop.ui.article.paint import Frame, group_by_mention

TRACK = 6.0
TRACKS = 8
BEND = 3.0
BEYOND = 24.0
"""How far outside the viewport a link to something out of sight ends."""


FAINT_AT_MOST = 20
"""With more links of other events in sight they hide more than they show, and none is drawn."""
FAINT = 95
"""Of 255: how much of the ink a faint link takes."""


@dataclass(frozen=True, slots=True)
class Link:
    """From the event mention to a filler mention, with the role's name; or to another event, with the relation's."""

    event: str
    filler: str
    role: str
    down: bool
    """Whether the filler comes later in the text: which way a link to one out of sight runs."""
    dash: Qt.PenStyle = Qt.PenStyle.SolidLine
    """Solid for an argument, dashed for a relation, dotted for one that is only suggested."""
    inward: bool = False
    """Whether it leads to the selected event: a relation whose tail it is."""
    wrong: bool = False
    """Whether the relation is in a contradiction."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a link meets a mention: from (x, y) in its lane down to the gap at ``channel``; px of the viewport."""

    x: float
    y: float
    channel: float
    plate: QRectF | None = None
    """The chip the role is written beside."""


def links_path(one: Anchor, two: Anchor, rail: float) -> QPainterPath:
    """The way from one anchor to another: through the gap when both hang over the same one, else round by the rail."""
    path = QPainterPath(QPointF(one.x, one.y))
    if abs(one.channel - two.channel) < 1:
        path.lineTo(one.x, one.channel)
        path.lineTo(two.x, one.channel)
        path.lineTo(two.x, two.y)
        return path
    way = BEND if two.channel > one.channel else -BEND
    path.lineTo(one.x, one.channel)
    path.lineTo(rail + BEND, one.channel)
    path.quadTo(rail, one.channel, rail, one.channel + way)
    path.lineTo(rail, two.channel - way)
    path.quadTo(rail, two.channel, rail + BEND, two.channel)
    path.lineTo(two.x, two.channel)
    path.lineTo(two.x, two.y)
    return path


def paint_links(
    painter: QPainter, frame: Frame, links: Sequence[Link], chips: ChipPainter, *, height: int,
    besides: Sequence[QRectF] = (),
) -> None:  # fmt: skip
    """All links of the selected event, with their roles, clear of ``besides``; ``height`` of the viewport in px."""
    if not links:
        return
    anchors = anchors_of(frame, {key for link in links for key in (link.event, link.filler)})
    event = anchors.get(links[0].event) or _outside(frame, down=not links[0].down, height=height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ends = [(link, anchors.get(link.filler) or _outside(frame, down=link.down, height=height)) for link in links]
    ends.sort(key=lambda pair: abs(pair[1].channel - event.channel))
    track, tracks = 0, _tracks(frame)
    for link, end in ends:
        painter.setPen(QPen(_ink(frame, link), 1.5, link.dash))
        rail = frame.x - 12 - TRACK * (track % tracks)
        track += abs(end.channel - event.channel) >= 1
        painter.drawPath(links_path(event, end, rail))
    taken = [*plates_of(frame), *besides]
    for link, end in ends:
        _arrow(painter, _ink(frame, link), event if link.inward else end)
        _role(painter, frame, link, end, chips, taken, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def faint_links(frame: Frame, article: OpenArticle, *, besides: str | None) -> list[tuple[str, str]]:
    """(event, filler) of the arguments with both ends in sight, but for one event's; none where there are too many."""
    boxes = (box for placed in frame.placed for line in placed.paragraph.lines for box in line.boxes)
    seen = {box.mention.id: box.mention for box in boxes}
    events = [key for key, mention in seen.items() if mention.kind == "event" and key != besides]
    pairs = [(key, each.filler) for key in events for each in article.arguments_of(key) if each.filler in seen]
    return pairs if len(pairs) <= FAINT_AT_MOST else []


def paint_faint(painter: QPainter, frame: Frame, article: OpenArticle, *, besides: str | None) -> None:
    """The links of events in sight that are not selected: thin, pale, without roles; chips lie over them."""
    pairs = faint_links(frame, article, besides=besides)
    if not pairs:
        return
    anchors = anchors_of(frame, {key for pair in pairs for key in pair})
    ink = QColor(frame.flow.style.link)
    ink.setAlpha(FAINT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.0))
    track, tracks = 0, _tracks(frame)
    for event, filler in pairs:
        one, two = anchors[event], anchors[filler]
        painter.drawPath(links_path(one, two, frame.x - 12 - TRACK * (track % tracks)))
        track += abs(one.channel - two.channel) >= 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _tracks(frame: Frame) -> int:
    return max(1, min(TRACKS, int((frame.x - 16) // TRACK)))


def anchors_of(frame: Frame, wanted: Collection[str]) -> dict[str, Anchor]:
    """Where links meet the mentions in sight, of those wanted."""
    style = frame.flow.style
    found: dict[str, Anchor] = {}
    for mention_id, boxes in group_by_mention(frame, wanted).items():
        placed, line, box = boxes[0]
        top = placed.y + line.y
        lane = top + line.height + box.lane * style.lane
        channel = top + line.pitch - style.gap / 2
        plate = _plate(frame, placed, line, box)
        if plate is None:
            found[mention_id] = Anchor(frame.x + (box.left + box.right) / 2, lane + style.bar, channel)
            continue
        found[mention_id] = Anchor(plate.center().x(), plate.bottom(), channel, plate)
    return found


def _outside(frame: Frame, *, down: bool, height: int) -> Anchor:
    y = height + BEYOND if down else -BEYOND
    return Anchor(frame.x, y, y)


def _ink(frame: Frame, link: Link) -> QColor:
    return frame.flow.style.wrong if link.wrong else frame.flow.style.link


def _arrow(painter: QPainter, ink: QColor, end: Anchor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    tip = QPointF(end.x, end.y)
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-3.5, 4.5), tip + QPointF(3.5, 4.5)]))


def plates_of(frame: Frame) -> list[QRectF]:
    """Where the chips in sight hang."""
    boxes = [(placed, line, box) for placed in frame.placed for line in placed.paragraph.lines for box in line.boxes]
    return [plate for hung in boxes if (plate := _plate(frame, *hung)) is not None]


def _plate(frame: Frame, placed: Placed, line: Line, box: Box) -> QRectF | None:
    """Where a box's chip hangs; None where it has none."""
    if box.chip is None:
        return None
    style, (x, width) = frame.flow.style, box.chip
    top = placed.y + line.y + line.height + box.lane * style.lane + style.bar + 1
    return QRectF(frame.x + x, top, width, style.chip_height)


def _free(beside: QRectF, width: float, taken: Sequence[QRectF]) -> QRectF:
    """A free place for a plate: at the left of a chip, at its right, else the next free one to the left or right."""
    left, right = beside.left() - width - 3, beside.right() + 3
    for x in (left, right):
        plate = QRectF(x, beside.top(), width, beside.height())
        if x > 2 and not any(one.intersects(plate) for one in taken):
            return plate
    for leftwards in (True, False):
        plate = QRectF(left if leftwards else right, beside.top(), width, beside.height())
        while (other := next((one for one in taken if one.intersects(plate)), None)) is not None:
            plate.moveLeft(other.left() - width - 3 if leftwards else other.right() + 3)
        if plate.left() > 2:
            break
    return plate


def _role(
    painter: QPainter, frame: Frame, link: Link, end: Anchor, chips: ChipPainter, taken: list[QRectF], height: int
) -> None:
    """The role on a plate beside the filler's chip, or in the margin when the filler is out of sight.

    A relation's plate is hollow.
    """
    style = frame.flow.style
    width = style.width_of(link.role)
    if end.plate is not None:
        plate = _free(end.plate, width, taken)
    else:
        inside = min(max(end.y - style.chip_height / 2, 4.0), height - style.chip_height - 4.0)
        plate = QRectF(max(frame.x - 12 - width, 2.0), inside, width, style.chip_height)
        step = (plate.height() + 2) * (-1 if link.down else 1)
        while any(plate.intersects(other) for other in taken):
            plate.translate(0, step)
    taken.append(plate)
    ink, solid = _ink(frame, link), link.dash == Qt.PenStyle.SolidLine
    painter.setPen(Qt.PenStyle.NoPen if solid else QPen(ink, 1.0, link.dash))
    painter.setBrush(ink if solid else style.background)
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(style.background if solid else ink)
    chips.write(painter, plate.topLeft(), width, link.role)
