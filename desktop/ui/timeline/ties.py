"""Paints the ties of the timeline: between dates of one event; dashed, with a point, where relations cannot be.

Lines are cut to the view before they are drawn: Qt takes seconds for a dashed one a million pixels long.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from desktop.timeline.ties import Drawn
from desktop.ui.theme import Theme
from desktop.ui.timeline.picture import AXIS, Picture

BOW, FAR = 14.0, 1500.0
"""Pixels that a tie is bent by, so that two the opposite ways are two; of those that are longer than that, none."""
POINT, HALF = 9.0, 4.2
"""Pixels of the point at the end of a tie: how long, and half how wide."""
CLEAR = 3.0
"""Pixels between a tie and what it leads to."""
DASHES = [4.0, 2.6]
"""In widths of the line."""


def paint(painter: QPainter, picture: Picture, theme: Theme) -> None:
    """From each date to the next that contradicts it, where one of them is in sight; those of the current event, too;
    and from event to event where relations cannot be.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    current = picture.current.event if picture.current is not None else None
    view = QRectF(0, AXIS, picture.scale.width, max(0.0, picture.height - AXIS))
    for at in {*picture.lanes.tied, *((current,) if current is not None else ())}:
        boxes = [(thing, picture.box(thing, row)) for thing, row in picture.lanes.of_event.get(at, ())]
        for (one, begin), (other, end) in pairwise(boxes):
            if begin.intersects(view) or end.intersects(view):
                _between_dates(painter, theme, begin, end, wrong=one.piece is not other.piece, far=view.width())
    for drawn in picture.ties:
        begin, end = picture.box(*drawn.start), picture.box(*drawn.end)
        if begin.united(end).intersects(view):
            _of_relations(painter, theme, drawn, begin, end, view=view.adjusted(-60, -60, 60, 60))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def ring(painter: QPainter, box: QRectF, theme: Theme, *, width: float) -> None:
    """Around a bar or dot that has a part in a contradiction of relations."""
    around = box.adjusted(-2.5, -2.0, 2.5, 2.0)
    around.setLeft(max(around.left(), -20.0))
    around.setRight(max(around.left(), min(around.right(), width + 20.0)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.role("danger"), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(around, 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _between_dates(
    painter: QPainter, theme: Theme, one: QRectF, other: QRectF, *, wrong: bool, far: float
) -> None:
    begin, end = one.center(), other.center()
    pen = QPen(theme.role("danger" if wrong else "canvas.link"), 1.8 if wrong else 1.2)
    if not wrong:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if abs(begin.y() - end.y()) > 1 or abs(begin.x() - end.x()) > far:
        painter.drawLine(begin, end)
        return
    path = QPainterPath(begin)
    path.quadTo((begin + end) / 2 - QPointF(0, 16.0), end)
    painter.drawPath(path)


def _of_relations(
    painter: QPainter, theme: Theme, drawn: Drawn, one: QRectF, other: QRectF, *, view: QRectF
) -> None:
    danger = theme.role("danger")
    begin, end = anchors(one, other)
    long = hypot(end.x() - begin.x(), end.y() - begin.y())
    if long < 1:
        return
    along = QPointF((end.x() - begin.x()) / long, (end.y() - begin.y()) / long)
    bow = QPointF(-along.y(), along.x()) * (BOW if long < FAR else 0.0)
    middle = (begin + end) / 2 + bow
    pen = QPen(danger, 1.8)
    pen.setDashPattern(DASHES)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if long < FAR:
        path = QPainterPath(begin)
        path.quadTo(middle, end)
        painter.drawPath(path)
    elif (line := clipped(QLineF(begin, end), view)) is not None:
        painter.drawLine(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(danger)
    for tip, towards in ((end, end - middle), (begin, begin - middle)) if drawn.tie.same else ((end, end - middle),):
        if view.contains(tip):
            painter.drawPolygon(_point(tip, towards))


def anchors(one: QRectF, other: QRectF) -> tuple[QPointF, QPointF]:
    """Where a tie leaves one box and reaches the other: at the sides that are turned to each other."""
    if one.right() < other.left():
        x = (one.right() + CLEAR, other.left() - CLEAR)
    elif other.right() < one.left():
        x = (one.left() - CLEAR, other.right() + CLEAR)
    else:
        middle = (max(one.left(), other.left()) + min(one.right(), other.right())) / 2
        x = (middle, middle)
    step = 0.0 if abs(one.center().y() - other.center().y()) < 1 else one.height() / 2 + CLEAR
    down = 1.0 if other.center().y() > one.center().y() else -1.0
    if x[0] != x[1]:
        return QPointF(x[0], one.center().y()), QPointF(x[1], other.center().y())
    return QPointF(x[0], one.center().y() + down * step), QPointF(x[1], other.center().y() - down * step)


def clipped(line: QLineF, view: QRectF) -> QLineF | None:
    """The part of a line in a rectangle (Liang and Barsky 1984); None where there is none."""
    x, y, dx, dy = line.x1(), line.y1(), line.dx(), line.dy()
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, x - view.left()), (dx, view.right() - x), (-dy, y - view.top()), (dy, view.bottom() - y),
    ):  # fmt: skip
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    return QLineF(x + first * dx, y + first * dy, x + last * dx, y + last * dy) if first < last else None


def _point(tip: QPointF, towards: QPointF) -> QPolygonF:
    """A filled point whose tip is where a tie ends."""
    long = hypot(towards.x(), towards.y()) or 1.0
    along = towards / long
    aside = QPointF(-along.y(), along.x()) * HALF
    foot = tip - along * POINT
    return QPolygonF([tip, foot + aside, foot - aside])
