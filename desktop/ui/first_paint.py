"""When a window has been painted for the first time: what can wait until then waits for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Belongs to the widget it looks at, and looks no longer than it must."""

    came = Signal()
    """Emitted once, while the widget is being painted: start a timer, do nothing long."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.past = False
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Told of everything the widget is sent."""
        if event.type() == QEvent.Type.Paint and not self.past:
            self.past = True
            self._widget.removeEventFilter(self)
            self.came.emit()
        return False
