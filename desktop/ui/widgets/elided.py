"""Lines of text that shorten themselves to their room and give the whole in their tool tip: a label, a link."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from desktop.bidi import in_line
from desktop.ui.context import Context

Metrics = QFontMetrics | QFontMetricsF


def elided(metrics: Metrics, text: str, width: float, *, rtl: bool, middle: bool = False) -> str:
    """As much of a line as there is room for, the ellipsis where it was cut, ready to be drawn either way round.

    A name, a title reads its own way; a line of several things or with foreign names in it reads as the interface
    does, right to left with ``rtl``. ``middle``: the middle is cut, not the end. ``width`` in logical pixels.
    """
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    return in_line(metrics.elidedText(text, mode, int(width)), rtl=rtl)  # Qt keeps the marks of what it cuts


class ElidedLabel(QLabel):
    """A label of one line; where the room is short the end, or with ``middle`` the middle, becomes an ellipsis."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, middle: bool = False) -> None:
        super().__init__(text, parent)
        self._middle = middle
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            rtl = self.isRightToLeft()
            shown = elided(self.fontMetrics(), self.text(), self.width(), rtl=rtl, middle=self._middle)
            painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)

    def _tell(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")


class ElidedLink(QAbstractButton):
    """A line to click that leads somewhere; begins where reading begins."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """What the line says; also its name and tool tip."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 4, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rtl = self.context.theme, self.isRightToLeft()
        font = QFont(self.font())
        font.setUnderline(self.underMouse())
        with QPainter(self) as painter:
            painter.setFont(font)
            painter.setPen(theme.role("link"))
            shown = elided(self.fontMetrics(), self.text(), self.width() - 4, rtl=rtl)
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
            painter.drawText(self.rect().adjusted(2, 0, -2, 0), flags, shown)
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(theme.role("focus"), 1.6))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
