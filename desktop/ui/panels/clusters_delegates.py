"""Paint the rows of the clusters panel: a cluster with its counts; an article's head; a mention in its words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.queries import ClusterLine
from desktop.bidi import side_by_side
from desktop.ui.context import Context
from desktop.ui.models.cluster_mentions import ENTRY, ClusterMentionsModel, Entry
from desktop.ui.models.clusters import ALIAS, CLUSTER, FREE
from desktop.ui.panels.two_lines import MARGIN, Index, TwoLinesDelegate, draw_line, smaller
from desktop.ui.widgets.chip import paint_chip
from desktop.ui.widgets.snippet import draw_snippet


class ClustersDelegate(TwoLinesDelegate):
    """Name, number of mentions; below it the id and in how many articles. Of a mention in none words and article."""

    def lines(self, index: Index) -> tuple[str, str]:
        mention = index.data(FREE)
        if mention is not None:
            return mention.words, side_by_side(self._label(mention.label), mention.title)
        line: ClusterLine = index.data(CLUSTER)
        articles = self.context.tr("panels.cluster.articles", count=line.articles)
        where = articles if not line.cluster.scope else self.context.tr("panels.cluster.chain")
        alias = index.data(ALIAS)
        also = self.context.tr("panels.clusters.also", name=alias) if alias else ""
        return line.cluster.name, side_by_side(line.cluster.ref, where, also)

    def figure(self, index: Index) -> str:
        line: ClusterLine | None = index.data(CLUSTER)
        return self.context.messages.number(line.mentions) if line is not None else "–"

    def _label(self, code: str) -> str:
        session = self.context.session
        label = (session.labels.entity(code) or session.labels.event(code)) if session is not None else None
        return label.name.text(self.context.messages.language) if label is not None else code


def mention_row(font: QFont) -> int:
    """The height of a row of a mention, in logical pixels."""
    return QFontMetrics(font).height() + 12


class ClusterMentionsDelegate(QStyledItemDelegate):
    """A mention whose label is not the usual one of its cluster shows its label as a chip."""

    def __init__(self, context: Context, model: ClusterMentionsModel) -> None:
        super().__init__()
        self.context = context
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, mention_row(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        box = option.rect.adjusted(MARGIN, 2, -MARGIN, -2)
        painter.save()
        theme = self.context.theme
        if entry.mention is None:
            painter.setFont(smaller(option.font))
            painter.setPen(theme.role("muted"))
            count = self.context.messages.number(entry.count)
            room = painter.fontMetrics().horizontalAdvance(count) + 10
            head = QRect(box.left(), box.top(), box.width() - room, box.height())
            head = QStyle.visualRect(option.direction, box, head)
            draw_line(painter, head, self._model.title(entry.article), rtl=rtl)
            draw_line(painter, box, count, rtl=not rtl)
            painter.restore()
            return
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.setFont(option.font)
        mention = entry.mention
        colour = theme.label(mention.kind, mention.label)
        words = box
        if mention.label != self._model.usual:
            painter.setFont(smaller(option.font))
            wide = painter.fontMetrics().horizontalAdvance(mention.label) + 26
            chip = QRect(box.right() + 1 - wide, box.top() + 2, wide, box.height() - 4)
            chip = QStyle.visualRect(option.direction, box, chip)
            paint_chip(painter, QRectF(chip), mention.label, theme, colour=colour, rtl=rtl)
            words = QRect(box.left(), box.top(), box.width() - wide - 8, box.height())
            words = QStyle.visualRect(option.direction, box, words)
            painter.setFont(option.font)
        before, text, after = self._model.snippet(mention)
        draw_snippet(
            painter, QRectF(words), before=before, mention=text, after=after, theme=theme, colour=colour,
            rtl=not text[:1].isascii() or rtl,
        )  # fmt: skip
        painter.restore()
