"""A delegate for rows of two lines: what, and below it, quieter, when or where; it mirrors with its list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.context import Context
from desktop.ui.widgets.elided import elided

MARGIN = 10
Index = QModelIndex | QPersistentModelIndex


def two_line_row(font: QFont) -> int:
    """The height of a row of two lines, in logical pixels."""
    return 2 * QFontMetrics(font).height() + 12


class TwoLinesDelegate(QStyledItemDelegate):
    """Subclasses say the two lines and may say a figure for the far end; ``struck`` rows are crossed out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def lines(self, index: Index) -> tuple[str, str]:
        """What the first and the second line say."""
        return index.data() or "", ""

    def figure(self, index: Index) -> str:
        """A number shown at the far end of the first line."""
        return ""

    def struck(self, index: Index) -> bool:
        """Is the row crossed out?"""
        return False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, two_line_row(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        theme, struck = self.context.theme, self.struck(index)
        first, second = self.lines(index)
        figure = self.figure(index)
        box = option.rect.adjusted(MARGIN, 4, -MARGIN, -4)
        half = box.height() // 2 if second else box.height()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.setFont(option.font)
        room = painter.fontMetrics().horizontalAdvance(figure) + 10 if figure else 0
        line = QStyle.visualRect(option.direction, box, QRect(box.left(), box.top(), box.width() - room, half))
        painter.setPen(theme.role("muted" if struck else "text"))
        width = draw_line(painter, line, first, rtl=rtl)
        if struck:
            left = line.right() - width if rtl else line.left()
            painter.setPen(QPen(theme.role("muted"), 1))
            painter.drawLine(left, line.center().y() + 1, left + width, line.center().y() + 1)
        if figure:
            painter.setPen(theme.role("muted"))
            draw_line(painter, QRect(box.left(), box.top(), box.width(), half), figure, rtl=not rtl)
        if second:
            painter.setFont(smaller(option.font))
            painter.setPen(theme.role("muted"))
            draw_line(painter, QRect(box.left(), box.top() + half, box.width(), half), second, rtl=rtl)
        painter.restore()


def smaller(font: QFont) -> QFont:
    """The font of a second line: a step smaller, never too small to read."""
    small = QFont(font)
    small.setPixelSize(max(11, round(QFontMetrics(font).height() * 12 / 22)))
    return small


def draw_line(painter: QPainter, box: QRect, text: str, *, rtl: bool) -> int:
    """Draw one elided line from the reading side of ``box``; gives the width drawn."""
    flag = Qt.AlignmentFlag
    shown = elided(painter.fontMetrics(), text, box.width(), rtl=rtl)
    side = flag.AlignRight if rtl else flag.AlignLeft
    painter.drawText(box, int(side | flag.AlignVCenter | flag.AlignAbsolute), shown)
    return min(painter.fontMetrics().horizontalAdvance(shown), box.width())
