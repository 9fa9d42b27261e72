"""How a relation's row is painted: two lines, grey where it follows from others, a red edge where it cannot be."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.context import Context
from desktop.ui.panels.relations_model import BELOW, LINE, TONE, Tone
from desktop.ui.panels.two_lines import MARGIN, draw_line, smaller, two_line_row

Index = QModelIndex | QPersistentModelIndex
EDGE, STEP = 3, 14
"""Width of the coloured edge, and how far the links of a contradiction stand in; logical pixels."""


class RelationsDelegate(QStyledItemDelegate):
    """Mirrors with its list. What is told by colour is told by words and by the edge's shape too."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, two_line_row(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option.widget.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        line, tone = index.data(LINE), index.data(TONE)
        if line is None:
            return
        painter.save()
        theme, rtl = self._context.theme, option.direction == Qt.LayoutDirection.RightToLeft
        self._edge(painter, option.rect, tone, rtl=rtl)
        inner = line.kind in ("part", "same", "date")
        inset = MARGIN + (STEP if inner else 0)
        box = option.rect.adjusted(inset, 4, -MARGIN, -4)
        box = QStyle.visualRect(option.direction, option.rect, box)
        half = box.height() // 2
        painter.setFont(option.font)
        painter.setPen(theme.role(Tone.PLAIN.value if inner else tone.value))
        draw_line(painter, QRect(box.left(), box.top(), box.width(), half), index.data(), rtl=rtl)
        painter.setFont(smaller(option.font))
        wrong = tone is Tone.WRONG and line.kind == "stated"
        painter.setPen(theme.role("danger" if wrong else "muted"))
        draw_line(painter, QRect(box.left(), box.top() + half, box.width(), half), index.data(BELOW), rtl=rtl)
        painter.restore()

    def _edge(self, painter: QPainter, rect: QRect, tone: Tone, *, rtl: bool) -> None:
        """Full where something cannot be, dotted where it follows from others, none where it is stated."""
        if tone is Tone.PLAIN:
            return
        x = rect.right() - 1 if rtl else rect.left() + 1
        style = Qt.PenStyle.SolidLine if tone is Tone.WRONG else Qt.PenStyle.DotLine
        painter.setPen(QPen(self._context.theme.role("danger" if tone is Tone.WRONG else "border.strong"), EDGE, style))
        painter.drawLine(x, rect.top() + 2, x, rect.bottom() - 2)
