"""Paints a mention within its words on one line: the line is shaped whole, the mention washed in its colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QTextLayout, QTextOption

from desktop.ui.article.geometry import LineGeometry
from desktop.ui.article.offsets import Offsets, by_unit
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided import elided


def fitted(font: QFont, width: float, *, before: str, mention: str, after: str) -> tuple[str, str, str]:
    """The three parts with words dropped far from the mention, and at last letters of it, until they fit."""
    metrics = QFontMetricsF(font)
    while metrics.horizontalAdvance(before + mention + after) > width and (before.strip("… ") or after.strip("… ")):
        if metrics.horizontalAdvance(before) > metrics.horizontalAdvance(after):
            rest = before.strip("… ").split(" ", 1)
            before = f"… {rest[1]}" + (" " if before.endswith(" ") else "") if len(rest) > 1 else ""
        else:
            rest = after.strip("… ").rsplit(" ", 1)
            after = (" " if after.startswith(" ") else "") + f"{rest[0]} …" if len(rest) > 1 else ""
    if metrics.horizontalAdvance(before + mention + after) > width:
        mention = elided(metrics, mention, width, rtl=True, middle=True)
    return before, mention, after


def draw_snippet(
    painter: QPainter, box: QRectF, *, before: str, mention: str, after: str, theme: Theme, colour: QColor, rtl: bool
) -> None:
    """Draw into ``box``; ``rtl`` is the direction of the text's paragraph."""
    before, mention, after = fitted(painter.font(), box.width(), before=before, mention=mention, after=after)
    text = before + mention + after
    layout = QTextLayout(text, painter.font())
    flag = Qt.AlignmentFlag
    option = QTextOption((flag.AlignRight if rtl else flag.AlignLeft) | flag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(box.width())
    layout.endLayout()
    if not line.isValid():
        return
    at = QPointF(box.left(), box.top() + (box.height() - line.height()) / 2)
    offsets, blank = Offsets(text), QFontMetricsF(painter.font()).horizontalAdvance(" ")
    start, end = offsets.unit(len(before)), offsets.unit(len(before) + len(mention))
    geometry = LineGeometry(layout, line, by_unit(text), rtl=rtl, pure=False, last=True, blank=blank)
    path = QPainterPath()
    for left, right in geometry.rectangles(start, end):
        path.addRoundedRect(QRectF(at.x() + left - 1, box.top() + 1, right - left + 2, box.height() - 2), 3, 3)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, theme.wash(colour, over="base", amount=0.22))
    painter.setPen(theme.role("muted"))
    layout.draw(painter, at)
    painter.setClipPath(path)
    painter.fillPath(path, theme.wash(colour, over="base", amount=0.22))
    painter.setPen(theme.role("text"))
    layout.draw(painter, at)
    painter.restore()
