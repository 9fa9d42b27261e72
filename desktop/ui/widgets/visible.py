"""What is seen: showing and hiding only what is not so already, whether something is in sight, where the keyboard goes.

Under a style sheet each call of ``setVisible`` is dear, the question is not.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QDockWidget, QWidget


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


def first_stop(pane: QWidget) -> QWidget:
    """The widget of a pane that takes the keyboard: the pane itself, its list, or the first inside that can."""
    proxy = pane.focusProxy()
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus or (proxy is not None and proxy.isVisible()):
        return pane
    inside = [child for child in pane.findChildren(QWidget) if child.isVisible() and child.isEnabled()]
    able = [child for child in inside if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return next((child for child in able if isinstance(child, QAbstractItemView)), able[0] if able else pane)


def lies_at(widget: QWidget, point: QPoint) -> bool:
    """Is a global point on a widget where it is in sight, not scrolled away or behind a tab?"""
    place: QWidget | None = widget
    while place is not None and place.isVisible() and place.rect().contains(place.mapFromGlobal(point)):
        if place.isWindow():
            return True
        place = place.parentWidget()
    return False
