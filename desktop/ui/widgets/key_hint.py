"""A keycap: the legend of the key that does what stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.context import Context
from desktop.ui.theme import Theme


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
