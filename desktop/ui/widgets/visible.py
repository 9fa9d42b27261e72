"""What is seen: showing and hiding only what is not so already, and whether something is in sight.

Under a style sheet each call of ``setVisible`` is dear, the question is not.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDockWidget, QWidget


def show_if(widget: QWidget, on: bool) -> None:
    """``setVisible`` where it would change something."""
    if widget.isHidden() == on:
        widget.setVisible(on)


def in_sight(dock: QDockWidget) -> bool:
    """Is a dock shown, and not behind another's tab?

    Qt puts those behind outside the window. (``visibleRegion`` is no answer: what opaque children cover is not in it.)
    """
    if not dock.isVisible():
        return False
    holder = dock.parentWidget()
    return dock.isFloating() or holder is None or holder.rect().intersects(dock.geometry())


def lies_at(widget: QWidget, point: QPoint) -> bool:
    """Is a global point on a widget where it is in sight, not scrolled away or behind a tab?"""
    place: QWidget | None = widget
    while place is not None and place.isVisible() and place.rect().contains(place.mapFromGlobal(point)):
        if place.isWindow():
            return True
        place = place.parentWidget()
    return False
