"""Events' links to their fillers: in the gaps under lines and a rail in the margin, never over letters.

The selected event's are at full strength, with their roles; those of others in sight are faint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from desktop.article import OpenArticle
from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.paint import Frame
from desktop.ui.article.ways import NARROW, RAIL, Anchor, anchors_of, path_into, path_to, plates_of, rail_of
from desktop.ui.widgets.elided import elided

EDGE, APART, CLOSE = 2.0, 3.0, 4.0
"""px between a plate and the edge of the article, a chip, and in a narrow margin the letters."""
SMALLEST = 0.6
"""How far words are made smaller for a plate that has no more room, before they are cut."""
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
class Laid:
    """A link as it is drawn: its way, where it ends, and the plate with the role, if there is room for one."""

    link: Link
    path: QPainterPath
    end: Anchor
    plate: QRectF | None
    words: str
    """The role as far as the plate has room for it."""


def laid(frame: Frame, links: Sequence[Link], *, height: int, besides: Sequence[QRectF] = ()) -> list[Laid]:
    """All links of the selected event, with their roles, clear of ``besides``; ``height`` of the viewport in px."""
    if not links:
        return []
    anchors = anchors_of(frame, {key for link in links for key in (link.event, link.filler)})
    event = anchors.get(links[0].event) or _outside(frame, down=not links[0].down, height=height)
    ends = [(link, anchors.get(link.filler) or _outside(frame, down=link.down, height=height)) for link in links]
    ends.sort(key=lambda pair: abs(pair[1].channel - event.channel))
    taken, clear_of = [*plates_of(frame), *besides], [*besides]
    plates = []
    for link, end in ends:
        plate = _plate(frame, link, end, taken, height)
        plates.append(plate)
        if plate is not None:
            taken.append(plate)
            clear_of += [plate] if plate.left() < frame.x - NARROW[0] else []
    found, track = [], 0
    for (link, end), plate in zip(ends, plates, strict=True):
        away = link.filler not in anchors and plate is not None
        to = plate.center().y() if away and plate is not None else end.channel
        others = [each for each in clear_of if not away or each is not plate]
        rail = rail_of(frame, (event.channel, to), track, others)
        track += abs(end.channel - event.channel) >= 1
        path = path_into(event, plate, rail) if away and plate is not None else path_to(event, end, rail)
        found.append(Laid(link, path, end, plate, _shown(frame, link.role, plate)))
    return found


def paint_links(painter: QPainter, frame: Frame, found: Sequence[Laid], chips: ChipPainter) -> None:
    """The links of the selected event that were laid, with their roles."""
    if not found:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for each in found:
        painter.setPen(QPen(_ink(frame, each.link), 1.5, each.link.dash))
        painter.drawPath(each.path)
    for each in found:
        tip = each.path.pointAtPercent(0.0) if each.link.inward else QPointF(each.end.x, each.end.y)
        _arrow(painter, _ink(frame, each.link), tip)
        if each.plate is not None:
            _role(painter, frame, each.link, each.plate, each.words, chips)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def in_margin(frame: Frame, found: Sequence[Laid]) -> list[QRectF]:
    """The plates in the margin, behind which no other link goes."""
    return [each.plate for each in found if each.plate is not None and each.plate.left() < frame.x - NARROW[0]]


def faint_links(frame: Frame, article: OpenArticle, *, besides: str | None) -> list[tuple[str, str]]:
    """(event, filler) of the arguments with both ends in sight, but for one event's; none where there are too many."""
    boxes = (box for placed in frame.placed for line in placed.paragraph.lines for box in line.boxes)
    seen = {box.mention.id: box.mention for box in boxes}
    events = [key for key, mention in seen.items() if mention.kind == "event" and key != besides]
    pairs = [(key, each.filler) for key in events for each in article.arguments_of(key) if each.filler in seen]
    return pairs if len(pairs) <= FAINT_AT_MOST else []


def paint_faint(
    painter: QPainter, frame: Frame, article: OpenArticle, *, besides: str | None, clear_of: Sequence[QRectF] = ()
) -> None:
    """The links of events in sight that are not selected: thin, pale, without roles, none behind ``clear_of``."""
    pairs = faint_links(frame, article, besides=besides)
    if not pairs:
        return
    anchors = anchors_of(frame, {key for pair in pairs for key in pair})
    ink = QColor(frame.flow.style.link)
    ink.setAlpha(FAINT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.0))
    track = 0
    for event, filler in pairs:
        one, two = anchors[event], anchors[filler]
        painter.drawPath(path_to(one, two, rail_of(frame, (one.channel, two.channel), track, clear_of)))
        track += abs(one.channel - two.channel) >= 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _outside(frame: Frame, *, down: bool, height: int) -> Anchor:
    y = height + BEYOND if down else -BEYOND
    return Anchor(frame.x, y, y)


def _ink(frame: Frame, link: Link) -> QColor:
    return frame.flow.style.wrong if link.wrong else frame.flow.style.link


def _arrow(painter: QPainter, ink: QColor, tip: QPointF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-3.5, 4.5), tip + QPointF(3.5, 4.5)]))


def _free(
    beside: QRectF, width: float, taken: Sequence[QRectF], *, low: float = EDGE, high: float = inf
) -> QRectF | None:
    """A free place for a plate: at the left of a chip, at its right, else the next free one to the left or right.

    ``low``, ``high``: between them, px. None: there is none in its row.
    """
    left, right = beside.left() - width - APART, beside.right() + APART
    for x in (left, right):
        plate = QRectF(x, beside.top(), width, beside.height())
        if x > low and plate.right() <= high and not any(one.intersects(plate) for one in taken):
            return plate
    for leftwards in (True, False):
        plate = QRectF(left if leftwards else right, beside.top(), width, beside.height())
        while (other := next((one for one in taken if one.intersects(plate)), None)) is not None:
            plate.moveLeft(other.left() - width - APART if leftwards else other.right() + APART)
        if plate.left() > low and plate.right() <= high:
            return plate
    return None


def _plate(frame: Frame, link: Link, end: Anchor, taken: Sequence[QRectF], height: int) -> QRectF | None:
    """Where the role stands: beside the filler's chip, or in the margin when there is no room or it is out of sight."""
    style = frame.flow.style
    width = style.width_of(link.role)
    if end.plate is not None:
        high = frame.x + frame.flow.width + style.margin - EDGE
        plate = _free(end.plate, width, taken, low=frame.x - NARROW[0], high=high)  # not where the rails are
        if plate is not None:
            return plate
        begin = end.plate.top()
    else:
        begin = min(max(end.y - style.chip_height / 2, 4.0), height - style.chip_height - 4.0)
    near = RAIL if width <= frame.x - RAIL - EDGE else CLOSE
    width = min(width, frame.x - near - EDGE)
    plate = QRectF(frame.x - near - width, begin, width, style.chip_height)
    step = (plate.height() + 2) * (-1 if link.down else 1)
    while any(plate.intersects(other) for other in taken):
        plate.translate(0, step)
    return plate


def _shown(frame: Frame, role: str, plate: QRectF | None) -> str:
    if plate is None or frame.flow.style.width_of(role) <= plate.width():
        return role
    return elided(frame.flow.style.chip_metrics, role, (plate.width() - 2 * EDGE) / SMALLEST, rtl=True)


def _role(painter: QPainter, frame: Frame, link: Link, plate: QRectF, words: str, chips: ChipPainter) -> None:
    """A plate with the role; a relation's is hollow."""
    style, ink, solid = frame.flow.style, _ink(frame, link), link.dash == Qt.PenStyle.SolidLine
    painter.setPen(Qt.PenStyle.NoPen if solid else QPen(ink, 1.0, link.dash))
    painter.setBrush(ink if solid else style.background)
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(style.background if solid else ink)
    wide = style.chip_metrics.horizontalAdvance(words)
    share = min(1.0, (plate.width() - 2 * EDGE) / max(wide, 1.0))
    painter.save()
    painter.translate(plate.center())
    painter.scale(share, share)
    chips.write(painter, QPointF(-plate.width() / 2, -plate.height() / 2), plate.width(), words)
    painter.restore()
