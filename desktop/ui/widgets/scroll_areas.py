"""Frames around one widget that scroll up and down where there is no height for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class ColumnArea(QScrollArea):
    """What is inside is as wide as the area. The area takes no keyboard itself."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies in it takes the keyboard, and shows it
        self.setWidget(inside)


class PartsArea(ColumnArea):
    """As high as the parts inside are at its width, and never below ``least`` (logical pixels) where room is short."""

    _inside: QWidget | None = None  # its news come while the area is being made

    def __init__(self, inside: QWidget, parent: QWidget, *, least: int) -> None:
        super().__init__(inside, parent)
        self._least = least
        self._inside = inside
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self._inside is None:
            return super().sizeHint()
        hint, layout = self._inside.sizeHint(), self._inside.layout()
        if layout is not None and layout.hasHeightForWidth():
            return QSize(hint.width(), layout.totalHeightForWidth(max(self.viewport().width(), 1)))
        return hint

    def minimumSizeHint(self) -> QSize:
        if self._inside is None:
            return super().minimumSizeHint()
        return QSize(self._inside.minimumSizeHint().width(), min(self._least, self.sizeHint().height()))


class TallArea(ColumnArea):
    """As wide as what is inside must be, and as low as ``least`` (logical pixels) where room is short."""

    def __init__(self, inside: QWidget, parent: QWidget, *, least: int) -> None:
        super().__init__(inside, parent)
        self._least = least
        self._inside = inside

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inside.minimumSizeHint().width(), self._least)
