"""How the clusters panel shares its height between the list and what is chosen in it, until a person moves the bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

HANDLE = 8
LIST_SHARE, LIST_SHARE_DEEP = 0.4, 0.15
"""Of the height beyond what both need at least, what the list takes; and where the card has much to show."""


class Cards(QStackedWidget):
    """Cards of which one is shown; it needs no more room than that one."""

    def sizeHint(self) -> QSize:
        return self._needed(least=False)

    def minimumSizeHint(self) -> QSize:
        return self._needed(least=True)

    def _needed(self, *, least: bool) -> QSize:
        now: QWidget | None = self.currentWidget()
        if now is None:
            return QSize()
        hint = now.minimumSizeHint() if least else now.sizeHint()
        return QSize(hint.width(), _height(now, self.width(), least=least))


class ListAndCard(QSplitter):
    """A list above, a card below. Where nothing is chosen the list has all the room."""

    def __init__(self, above: QWidget, below: QWidget, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._above, self._below = above, below
        self.addWidget(above)
        self.addWidget(below)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(HANDLE)
        self._chosen = self._deep = self._by_hand = False
        self.splitterMoved.connect(self._moved)

    def share(self, *, chosen: bool, deep: bool) -> None:
        """Something is ``chosen`` in the list, or nothing; ``deep``: there is much to be shown of it."""
        if (chosen, deep) != (self._chosen, self._deep):
            self._chosen, self._deep = chosen, deep
            self._arrange()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _moved(self) -> None:
        self._by_hand = True

    def _arrange(self) -> None:
        above, below = self._above, self._below
        least = below.minimumSizeHint().height() if self._chosen else below.sizeHint().height()
        room = self.height() - self.handleWidth()
        if self._chosen and self._by_hand:
            return
        upper, share = _height(above, self.width(), least=True), LIST_SHARE_DEEP if self._deep else LIST_SHARE
        upper = upper + max(int((room - upper - least) * share), 0) if self._chosen else room - least
        if self.sizes() != [upper, room - upper]:
            self.setSizes([upper, room - upper])


def _height(widget: QWidget, width: int, *, least: bool) -> int:
    """What it needs of height at a width, at least or to be comfortable, with lines that wrap."""
    layout = widget.layout()
    if layout is None or not layout.hasHeightForWidth() or width <= 0:
        return (widget.minimumSizeHint() if least else widget.sizeHint()).height()
    return layout.totalMinimumHeightForWidth(width) if least else layout.totalHeightForWidth(width)
