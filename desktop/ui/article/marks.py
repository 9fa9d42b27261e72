"""What lies over the article: the selected mention's frame and handles, numbers to pick by, caret, focus ring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.hit import Edge
from desktop.ui.article.paint import Frame, box_rect, group_by_mention
from desktop.ui.article.style import CanvasStyle

KNOB_RADIUS = 4.0
CARET_WIDTH = 2


def paint_selected(
    painter: QPainter, frame: Frame, mention_id: str, found: Sequence[Edge], *, resting: bool = False
) -> None:
    """A strong frame around the selected mention, and a handle at each edge in sight; thinner where it is resting."""
    style = frame.flow.style
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(style.handle, 1.6 if resting else 2))
    for placed, line, box in group_by_mention(frame, {mention_id})[mention_id]:
        for stretch in box.stretches:
            rect = box_rect(stretch, box, line, frame.x, placed.y + line.y)
            path = QPainterPath(rect.topLeft())
            path.lineTo(rect.topRight())
            (path.moveTo if stretch.open_right else path.lineTo)(rect.bottomRight())
            path.lineTo(rect.bottomLeft())
            if not stretch.open_left:
                path.lineTo(rect.topLeft())
            painter.drawPath(path)
    painter.setBrush(style.handle)
    for edge in found:
        painter.drawLine(QPointF(edge.x, edge.y), QPointF(edge.x, edge.y + edge.height))
        knob = edge.y - 1 if edge.which == "start" else edge.y + edge.height + 1
        painter.drawEllipse(QPointF(edge.x, knob), KNOB_RADIUS, KNOB_RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_picks(painter: QPainter, frame: Frame, badges: Mapping[str, str], chips: ChipPainter) -> None:
    """A badge with its number on each candidate in sight that has one; only the mouse picks the others."""
    style = frame.flow.style
    size = style.chip_height + 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    boxes = group_by_mention(frame, badges)
    for candidate, badge_text in badges.items():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(style.pick, 2))
        for placed, line, box in boxes.get(candidate, ()):
            for stretch in box.stretches:
                painter.drawRoundedRect(box_rect(stretch, box, line, frame.x, placed.y + line.y), 3, 3)
        for placed, line, box in boxes.get(candidate, ())[:1]:
            x = frame.x + (box.right if placed.paragraph.rtl else box.left)
            top = placed.y + line.y + line.height + box.lane * style.lane
            badge = QRectF(x - size / 2, top - size / 2, size, size)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.pick)
            painter.drawEllipse(badge)
            painter.setPen(style.pick_text)
            at = QPointF(badge.left(), badge.top() + 1)
            chips.write(painter, at, size, badge_text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def caret_rect(x: float, y: float, height: int) -> QRect:
    """The pixels a caret covers, flag included."""
    return QRect(int(x) - 5, int(y) - 1, 11, height + 3)


def paint_caret(painter: QPainter, style: CanvasStyle, *, x: float, y: float, height: int, rtl: bool) -> None:
    """A steady caret with a small flag that shows which way the letters behind it read."""
    left = round(x) - CARET_WIDTH // 2
    painter.fillRect(QRect(left, int(y), CARET_WIDTH, height), style.caret)
    way = -3 if rtl else CARET_WIDTH
    painter.fillRect(QRect(left + way, int(y), 3, 2), style.caret)


def paint_focus(painter: QPainter, style: CanvasStyle, rect: QRect) -> None:
    """The ring that shows where keys go."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(style.focus, 2))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
