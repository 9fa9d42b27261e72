"""Paints one article's row: state and title, then where and when it is from, and how much of it is reviewed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.queries import ArticleLine
from desktop.bidi import side_by_side
from desktop.ui.context import Context
from desktop.ui.models.articles import LINE
from desktop.ui.models.when import date_words
from desktop.ui.widgets.elided import elided

GLYPHS = {"new": "●", "in_progress": "◐", "done": "✓"}
MARGIN, GLYPH, BAR, BAR_LEAST = 10, 20, 46, 18
SOURCE_LEAST = 30
"""Logical pixels; where less is left for the source, only the date is shown."""


class ArticlesDelegate(QStyledItemDelegate):
    """Two lines a row; the open article has a bar at its reading start, the one beside it a hollow one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, 2 * QFontMetrics(option.font).height() + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: ArticleLine = index.data(LINE)
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        theme, article = self.context.theme, line.article
        box = option.rect.adjusted(MARGIN, 5, -MARGIN, -6)
        half = box.height() // 2

        def place(x: int, y: int, width: int, height: int) -> QRect:
            return QStyle.visualRect(option.direction, box, QRect(box.left() + x, box.top() + y, width, height))

        session = self.context.session
        bar = QRect(option.rect.left(), option.rect.top() + 2, 3, option.rect.height() - 4)
        if session is not None and session.article is not None and session.article.row.id == article.id:
            painter.fillRect(QStyle.visualRect(option.direction, option.rect, bar), theme.role("accent"))
        elif session is not None and session.companion is not None and session.companion.row.id == article.id:
            painter.setPen(theme.role("accent"))
            painter.drawRect(QStyle.visualRect(option.direction, option.rect, bar.adjusted(0, 0, 1, -1)))
        painter.setFont(option.font)
        painter.setPen(theme.role(f"state.{article.state}"))
        painter.drawText(place(0, 0, GLYPH, half), int(Qt.AlignmentFlag.AlignCenter), GLYPHS[article.state])
        width = box.width() - GLYPH - 4
        painter.setPen(theme.role("text"))
        self._text(painter, option, place(GLYPH + 4, 0, width, half), article.title or article.ref)
        small = QFont(option.font)
        small.setPixelSize(max(11, QFontMetrics(option.font).height() * 12 // 22))
        painter.setFont(small)
        painter.setPen(theme.role("muted"))
        count = self._count(line)
        room = QFontMetrics(small).horizontalAdvance(count) + 2
        source, date = article.source or article.ref, date_words(self.context.messages, article.published or "")
        whole = painter.fontMetrics().horizontalAdvance(side_by_side(source, date)) + 2
        bar_width = min(BAR, max(BAR_LEAST, width - room - 14 - whole))
        left = width - room - bar_width - 14
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        where = below_words(painter.fontMetrics(), source, date, left, rtl=rtl)
        self._text(painter, option, place(GLYPH + 4, half, left, half), where)
        self._progress(painter, place(GLYPH + 4 + left + 6, half + half // 2 - 1, bar_width, 4), line, option)
        # the count ends at the row's far edge; ASCII slash between numbers must not turn round
        painter.drawText(place(GLYPH + 4 + width - room, half, room, half), int(Qt.AlignmentFlag.AlignCenter), count)
        painter.restore()

    def _count(self, line: ArticleLine) -> str:
        number = self.context.messages.number
        return f"\u2066{number(line.reviewed)}/{number(line.total)}\u2069"

    def _text(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, text: str) -> None:
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        shown = elided(painter.fontMetrics(), text, box.width(), rtl=rtl)
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), shown)

    def _progress(self, painter: QPainter, box: QRect, line: ArticleLine, option: QStyleOptionViewItem) -> None:
        theme = self.context.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.role("progress.track"))
        painter.drawRoundedRect(QRectF(box), 2, 2)
        share = line.reviewed / line.total if line.total else 0.0
        done = QRect(box.left(), box.top(), round(box.width() * share), box.height())
        painter.setBrush(theme.role("state.done" if line.article.state == "done" else "accent"))
        painter.drawRoundedRect(QRectF(QStyle.visualRect(option.direction, box, done)), 2, 2)
        painter.restore()


def below_words(metrics: QFontMetrics, source: str, date: str, room: int, *, rtl: bool) -> str:
    """Source and date in a room in logical pixels: the source gives way first, for the date tells more."""
    whole = metrics.horizontalAdvance(side_by_side(source, date))
    if not date or whole <= room:
        return side_by_side(source, date)
    left = room - 2 - (whole - metrics.horizontalAdvance(source))
    if left < SOURCE_LEAST:
        return elided(metrics, date, room, rtl=rtl)
    return side_by_side(elided(metrics, source, left, rtl=rtl), date)
