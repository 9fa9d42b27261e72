"""Paint a candidate of the linking board: key, name, counts, score; why; its sentence with the parts shown up."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.bidi import side_by_side
from desktop.ui.article.offsets import Offsets
from desktop.ui.context import Context
from desktop.ui.offers import Excerpt, Offer, figure
from desktop.ui.panels.two_lines import MARGIN, Index, draw_line, smaller
from desktop.ui.widgets.chip import chip_width, paint_chip

OFFER = int(Qt.ItemDataRole.UserRole) + 1
"""Data role: the ``Offer`` of a row."""
KEY = 22
GAP = 6
SENTENCE_LINES = 2


class BoardDelegate(QStyledItemDelegate):
    """Rows of one height."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(option.font).height()
        return QSize(160, (3 + SENTENCE_LINES) * line + 4 * GAP + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(OFFER)
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        box = option.rect.adjusted(MARGIN, GAP, -MARGIN, -GAP)
        line = QFontMetrics(option.font).height()
        self._key(painter, option, box, index.row() + 1)
        inner = QStyle.visualRect(option.direction, box, box.adjusted(KEY + 8, 0, 0, 0))
        self._head(painter, option, QRect(inner.left(), inner.top(), inner.width(), line), offer, rtl=rtl)
        below = QRect(inner.left(), inner.top() + line, inner.width(), line)
        painter.setFont(smaller(option.font))
        painter.setPen(self.context.theme.role("muted"))
        draw_line(painter, below, side_by_side(offer.spread, offer.where), rtl=rtl)
        chips = QRect(inner.left(), below.bottom() + 1 + GAP // 2, inner.width(), line + 4)
        self._chips(painter, chips, offer, rtl=rtl)
        if offer.excerpt is not None:
            rest = QRectF(inner.left(), chips.bottom() + 1 + GAP // 2, inner.width(), SENTENCE_LINES * line + 2)
            self._sentence(painter, rest, offer.excerpt, option.font)
        painter.restore()

    def _key(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, number: int) -> None:
        theme = self.context.theme
        cap = QStyle.visualRect(option.direction, box, QRect(box.left(), box.top(), KEY, KEY))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.role("border"))
        painter.setBrush(theme.role("window"))
        painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.role("text"))
        painter.setFont(option.font)
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self.context.messages.number(number))

    def _head(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, offer: Offer, *, rtl: bool) -> None:
        number = self.context.messages.number(figure(offer.score))
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(option.font)
        room = painter.fontMetrics().horizontalAdvance(number) + 10
        painter.setPen(self.context.theme.role("muted"))
        draw_line(painter, box, number, rtl=not rtl)
        painter.setFont(bold)
        painter.setPen(self.context.theme.role("text"))
        name = QStyle.visualRect(option.direction, box, QRect(box.left(), box.top(), box.width() - room, box.height()))
        draw_line(painter, name, offer.name, rtl=rtl)

    def _chips(self, painter: QPainter, box: QRect, offer: Offer, *, rtl: bool) -> None:
        theme, at = self.context.theme, 0.0
        metrics = QFontMetricsF(painter.font())
        for text, against in offer.chips:
            wide = min(chip_width(metrics, text), box.width() - at)
            if wide < 40:
                break
            left = box.right() + 1 - at - wide if rtl else box.left() + at
            colour = theme.role("danger" if against else "accent")
            paint_chip(
                painter, QRectF(left, box.top(), wide, box.height()), text, theme, colour=colour, rtl=rtl,
                dashed=against,
            )  # fmt: skip
            at += wide + GAP

    def _sentence(self, painter: QPainter, box: QRectF, excerpt: Excerpt, font: QFont) -> None:
        theme, units = self.context.theme, Offsets(excerpt.text)
        rtl = any("\u0590" <= char <= "\u08ff" for char in excerpt.text)
        layout = QTextLayout(excerpt.text, font)
        flag = Qt.AlignmentFlag
        option = QTextOption((flag.AlignRight if rtl else flag.AlignLeft) | flag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        formats = []
        for part in excerpt.parts:
            span = QTextLayout.FormatRange()
            span.start, end = units.unit(part.start), units.unit(part.end)
            span.length = end - span.start
            look = QTextCharFormat()
            look.setForeground(theme.role("text"))
            if part.chief:
                look.setBackground(theme.wash(part.colour, over="base", amount=0.3))
            else:
                look.setFontUnderline(True)
                look.setUnderlineColor(part.colour)
            span.format = look
            formats.append(span)
        layout.setFormats(formats)
        layout.beginLayout()
        top = 0.0
        for _ in range(SENTENCE_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        painter.setPen(theme.role("muted"))
        painter.save()
        painter.setClipRect(box)
        layout.draw(painter, box.topLeft())
        painter.restore()
