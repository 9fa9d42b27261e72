"""One row of a palette: its key, a chip or a title, a second line, and what stands at the far end; and its painting."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.context import Context
from desktop.ui.widgets.chip import chip_width, paint_chip
from desktop.ui.widgets.elided import elided
from desktop.ui.widgets.key_hint import paint_key

ROW, LINE, PAD, KEY = 30, 18, 8.0, 22.0
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """What can be chosen. ``search`` are folded texts that typing is compared with."""

    value: object
    title: str
    key: str = ""
    """The character that chooses it."""
    bare: bool = False
    """Does a letter choose it without Shift?"""
    legend: str = ""
    """What to show of the key; the key itself where empty."""
    search: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Folded texts that are found too, after those found by ``search``."""
    detail: str = ""
    """Quiet words at the far end."""
    below: str = ""
    """A quiet second line."""
    colour: QColor | None = None
    """Shown as a chip of this colour."""
    dim: bool = False
    current: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.key, self.title, self.detail, self.below) if part)


class PaletteDelegate(QStyledItemDelegate):
    """Paints rows; mirrored with the layout."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, ROW + LINE if row.below else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        theme, font = self._context.theme, self.parent().font()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        box, metrics = QRectF(option.rect), QFontMetricsF(font)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.role("selection" if selected else "hover"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        line = QRectF(box.left() + PAD, box.top(), box.width() - 2 * PAD, ROW)
        legend = row.legend or row.key.upper()
        if legend:
            width = max(KEY, metrics.horizontalAdvance(legend) + 10)
            paint_key(painter, _start(line, width, rtl=rtl, height=metrics.height() + 2), legend, theme, font)
            line = _rest(line, width + PAD, rtl=rtl)
        if row.detail:
            width = min(metrics.horizontalAdvance(row.detail) + 2, line.width() / 2)
            self._words(painter, _start(line, width, rtl=not rtl, height=ROW), row.detail, "muted", end=True, rtl=rtl)
            line = _rest(line, width + PAD, rtl=not rtl)
        if row.colour is not None:
            width = min(chip_width(metrics, row.title) + 2, line.width())
            chip = _start(line, width, rtl=rtl, height=metrics.height() + 6)
            paint_chip(painter, chip, row.title, theme, colour=row.colour, rtl=rtl)
        else:
            self._words(painter, line, row.title, "disabled" if row.dim else "text", end=False, rtl=rtl)
        if row.below:
            under = QRectF(line.left(), box.top() + ROW - 2, line.width(), LINE)
            self._words(painter, under, row.below, "muted", end=False, rtl=rtl)
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, text: str, role: str, *, end: bool, rtl: bool) -> None:
        painter.setPen(self._context.theme.role(role))
        shown = elided(painter.fontMetrics(), text, box.width(), rtl=rtl)
        side = Qt.AlignmentFlag.AlignRight if rtl != end else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), shown)

    def parent(self) -> QWidget:
        """The list it paints in."""
        parent = super().parent()
        assert isinstance(parent, QWidget)
        return parent


def _start(line: QRectF, width: float, *, rtl: bool, height: float) -> QRectF:
    """A box of this size at the reading start of a line, in its middle."""
    left = line.right() - width if rtl else line.left()
    return QRectF(left, line.center().y() - height / 2, width, height)


def _rest(line: QRectF, taken: float, *, rtl: bool) -> QRectF:
    """What is left of a line once its reading start is taken."""
    return line.adjusted(0, 0, -taken, 0) if rtl else line.adjusted(taken, 0, 0, 0)

