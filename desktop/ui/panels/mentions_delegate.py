"""Paints a cell of the mentions table: words, label as a chip, status as a shape, score, cluster."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.rows import Mention
from desktop.ui.context import Context
from desktop.ui.models.mentions import LABEL, MENTION, SCORE, STATUS, TEXT
from desktop.ui.widgets.chip import chip_width, paint_chip
from desktop.ui.widgets.elided import elided

GLYPHS = {"suggested": "○", "accepted": "✓", "edited": "✎", "rejected": "✕"}
ROLES = {"suggested": "muted", "accepted": "ok", "edited": "accent", "rejected": "danger"}


class MentionsDelegate(QStyledItemDelegate):
    """One line a row, the same height for all."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(40, QFontMetrics(option.font).height() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        mention: Mention = index.data(MENTION)
        text: str = index.data() or ""
        painter.save()
        painter.setFont(option.font)
        theme, column = self.context.theme, index.column()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        box = option.rect.adjusted(6, 0, -6, 0)
        if column == LABEL:
            chip = QRect(box.left(), box.top() + 2, box.width(), box.height() - 4)
            wide = int(chip_width(QFontMetricsF(option.font), text))
            near = QRect(chip.left(), chip.top(), min(wide, chip.width()), chip.height())
            chip = QStyle.visualRect(option.direction, chip, near)
            paint_chip(
                painter, QRectF(chip), text, theme, colour=theme.label(mention.kind, mention.label), rtl=rtl,
                dashed=mention.status == "suggested", struck=mention.status == "rejected",
            )  # fmt: skip
        elif column == STATUS:
            painter.setPen(theme.role(ROLES[mention.status]))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), GLYPHS[mention.status])
        else:
            self._line(painter, box, text, mention, column, rtl=rtl)
        painter.restore()

    def _line(self, painter: QPainter, box: QRect, text: str, mention: Mention, column: int, *, rtl: bool) -> None:
        theme = self.context.theme
        gone = mention.status == "rejected"
        painter.setPen(theme.role("text" if column == TEXT and not gone else "muted"))
        flag = Qt.AlignmentFlag
        near, far = (flag.AlignRight, flag.AlignLeft) if rtl else (flag.AlignLeft, flag.AlignRight)
        side = far if column == SCORE else near
        shown = elided(painter.fontMetrics(), text, box.width(), rtl=rtl)
        painter.drawText(box, int(side | flag.AlignVCenter | flag.AlignAbsolute), shown)
        if gone and column == TEXT:
            width = painter.fontMetrics().horizontalAdvance(shown)
            left = box.right() - width if rtl else box.left()
            painter.setPen(QPen(theme.role("muted"), 1))
            painter.drawLine(left, box.center().y(), left + width, box.center().y())
