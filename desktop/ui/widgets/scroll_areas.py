"""Frames around one widget that scroll up and down where there is no height for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ColumnArea(QScrollArea):
    """What is inside is as wide as the area. The area takes no keyboard itself."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies in it takes the keyboard, and shows it
        self.setWidget(inside)


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
