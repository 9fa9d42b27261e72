"""A keycap: the legend of the key that does what stands beside it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.context import Context
from desktop.ui.theme import Theme

APART = 4
"""Logical pixels between a button's words and the key on it."""


class KeyHint(QWidget):
    """Paints a legend such as ``P`` on a small key; takes no focus and says nothing to a screen reader."""

    def __init__(self, context: Context, legend: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._legend = legend
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setVisible(bool(legend))

    @property
    def legend(self) -> str:
        """What the key says."""
        return self._legend

    def set_legend(self, legend: str) -> None:
        """Show another key, or with an empty legend none."""
        if legend == self._legend:
            return
        self._legend = legend
        self.setVisible(bool(legend))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(max(metrics.height(), metrics.horizontalAdvance(self._legend) + 8), metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_key(painter, QRectF(self.rect()), self._legend, self.context.theme, self.font())


def key_icon(legend: str, theme: Theme, font: QFont, *, scale: float) -> QIcon:
    """A keycap to stand beside a button's words; ``scale``: device pixels a logical pixel."""
    metrics = QFontMetrics(font)
    width, height = max(metrics.height(), metrics.horizontalAdvance(legend) + 10), metrics.height() + 2
    picture = QPixmap(QSize(width + 2 * APART, height) * scale)  # apart from the words, on whichever side they are
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        paint_key(painter, QRectF(APART, 0, width, height), legend, theme, font)
    return QIcon(picture)


def show_key(button: QAbstractButton, legend: str, theme: Theme) -> None:
    """Let a button show the key that does the same, on a cap beside its words; screen readers hear of it too."""
    icon = key_icon(legend, theme, button.font(), scale=button.devicePixelRatioF())
    button.setIcon(icon)
    button.setIconSize(icon.availableSizes()[0])
    button.setAccessibleName(f"{button.text()} {legend}")


def key_words(legend: str, theme: Theme) -> str:
    """A legend inside a sentence of rich text, on the ground of a keycap: not to be read as a word of it."""
    ground, ink = theme.role("keycap").name(), theme.role("keycap.text").name()
    return f'<span style="background-color:{ground}; color:{ink}">&nbsp;{escape(legend)}&nbsp;</span>'


def paint_key(painter: QPainter, box: QRectF, legend: str, theme: Theme, font: QFont) -> None:
    """Paint one keycap into ``box``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.role("border.strong"), 1.0))
    painter.setBrush(theme.role("keycap"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(font)
    painter.setPen(theme.role("keycap.text"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), legend)
    painter.restore()
