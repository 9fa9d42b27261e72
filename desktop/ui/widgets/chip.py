"""Chips: a label or a filler as a small coloured pill, as a button or painted into a list row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.context import Context
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided import elided

PAD, BAR, RADIUS, CROSS = 8.0, 3.0, 5.0, 7.0


def chip_width(metrics: QFontMetricsF, text: str, *, crossed: bool = False) -> float:
    """How wide a chip with this text is, in logical pixels."""
    return metrics.horizontalAdvance(text) + 2 * PAD + BAR + (CROSS + PAD if crossed else 0)


def paint_chip(
    painter: QPainter, box: QRectF, text: str, theme: Theme, *, colour: QColor, rtl: bool, dashed: bool = False,
    struck: bool = False, over: str = "base", crossed: bool = False,
) -> None:  # fmt: skip
    """Paint a chip into ``box``: washed fill, a bar of the label's colour at the reading start, the text elided.

    ``dashed`` is a suggestion's outline, ``struck`` a rejected one's line; ``crossed`` keeps room for the remove cross.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPen(colour, 1.0, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
    painter.setPen(edge)
    painter.setBrush(theme.wash(colour, over=over))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    bar = QRectF(box.right() - BAR - 3 if rtl else box.left() + 3, box.top() + 4, BAR, box.height() - 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
    room = (CROSS + PAD if crossed else 0.0) + PAD
    inner = box.adjusted(*((room, 0, -PAD - BAR, 0) if rtl else (PAD + BAR, 0, -room, 0)))
    painter.setPen(theme.role("text"))
    metrics = painter.fontMetrics()
    shown = elided(metrics, text, inner.width() + 1, rtl=rtl)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    painter.drawText(inner, shown, option)
    if struck:
        painter.setPen(QPen(theme.role("muted"), 1.2))
        painter.drawLine(QPointF(inner.left(), box.center().y()), QPointF(inner.right(), box.center().y()))
    painter.restore()


class Chip(QAbstractButton):
    """A chip to click; with ``removable`` its cross, Delete or Backspace asks to take it away."""

    removed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None, *, removable: bool = False) -> None:
        super().__init__(parent)
        self.context = context
        self.removable = removable
        self.arrows = True
        """Do up and down lead to what lies beside it? Else they are for what it lies in."""
        self._colour = context.theme.role("muted")
        self._dashed = self._struck = False
        self._pressed_cross = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_label(self, text: str, colour: QColor, *, dashed: bool = False, struck: bool = False) -> None:
        """What the chip says, in which label's colour; also its accessible name."""
        self._colour, self._dashed, self._struck = colour, dashed, struck
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text if len(text) > 24 else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = chip_width(metrics, self.text(), crossed=self.removable)
        return QSize(int(min(width, 320.0)) + 2, int(metrics.height()) + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(56, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setFont(self.font())
            paint_chip(
                painter, box, self.text(), self.context.theme, colour=self._colour, rtl=rtl, dashed=self._dashed,
                struck=self._struck, over="hover" if self.underMouse() else "window", crossed=self.removable,
            )  # fmt: skip
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.removable:
                painter.setPen(QPen(self.context.theme.role("muted"), 1.4))
                cross = self._cross()
                painter.drawLine(cross.topLeft(), cross.bottomRight())
                painter.drawLine(cross.topRight(), cross.bottomLeft())
            if self.hasFocus():
                painter.setPen(QPen(self.context.theme.role("focus"), 2.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        if not self.arrows and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_cross = self.removable and self._cross().adjusted(-6, -6, 6, 6).contains(event.position())
        if not self._pressed_cross:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._pressed_cross:
            super().mouseReleaseEvent(event)
            return
        self._pressed_cross = False
        if self._cross().adjusted(-6, -6, 6, 6).contains(event.position()):
            self.removed.emit()

    def _cross(self) -> QRectF:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = PAD if rtl else self.width() - PAD - CROSS
        return QRectF(left, (self.height() - CROSS) / 2, CROSS, CROSS)
