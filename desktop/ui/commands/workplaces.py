"""Work places: which panel stands beside the article; selection, undo and the rest stay as they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.ui.commands.base import Commands
from desktop.ui.widgets import visible

WIDTHS = {"frame": 400, "board": 440}
"""The panel that makes a work place, and how wide its side is then, in logical pixels."""
REVIEW_WIDTH = 310
SHARE = 0.48
"""Of a narrow window's width, what a side takes at most."""
NEARLY = 0.06
"""Of the height, what may be missing: panels above take as much as they need at least."""
BELOW = "timeline"
"""The panel that stands below the article."""
MAIN_SHARE, LOW_SHARE = 0.68, 0.4
"""Of the height, what it takes where it is the main thing, and at most where another place is gone to meanwhile."""


def in_sight(c: Commands, name: str) -> QWidget | None:
    """The panel of a dock, if it is in sight."""
    dock = c.host.dock_widgets().get(name)
    return dock.widget() if dock is not None and visible.in_sight(dock) else None


def bring(c: Commands, name: str) -> None:
    """Put the panel of a work place where the inspector was, in place of another's."""
    c.host.set_focus_mode(False)
    docks = c.host.dock_widgets()
    for other in WIDTHS:
        if other != name:
            docks[other].hide()
    docks[name].show()
    docks[name].raise_()
    if docks[BELOW].height() > c.window.height() * LOW_SHARE:
        lengthen(c, share=LOW_SHARE)
    _widen(c, WIDTHS[name])


def review(c: Commands) -> None:
    """The work place of reviewing: as it was without what belongs to the others."""
    c.host.set_focus_mode(False)
    docks = c.host.dock_widgets()
    for name in (*WIDTHS, BELOW):
        docks[name].hide()
    if not docks["inspector"].isHidden():
        docks["inspector"].raise_()
        _widen(c, REVIEW_WIDTH)
    c.view.setFocus()


def lengthen(c: Commands, *, share: float = MAIN_SHARE) -> None:
    """Give the timeline, if it stands below the article, a share of the height between menus and review bar."""
    dock = c.host.dock_widgets()[BELOW]
    if isinstance(c.window, QMainWindow) and not dock.isHidden() and not dock.isFloating():
        room = c.window.height() - c.window.menuBar().height() - c.window.statusBar().height()
        wanted = int(room * share)
        if abs(dock.height() - wanted) > NEARLY * room:  # laying everything out once more is dear
            c.window.resizeDocks([dock], [wanted], Qt.Orientation.Vertical)


def reviewing(c: Commands) -> bool:
    """Is it the work place of reviewing?"""
    return not any(in_sight(c, name) for name in WIDTHS)


def leading(c: Commands) -> str | None:
    """The group of actions whose hints come first in the review bar here."""
    return "event" if in_sight(c, "frame") is not None else None


def _widen(c: Commands, width: int) -> None:
    docks = [c.host.dock_widgets()[name] for name in (*WIDTHS, "inspector")]
    if isinstance(c.window, QMainWindow):
        width = min(width, int(c.window.width() * SHARE))
        c.window.resizeDocks(docks, [width] * len(docks), Qt.Orientation.Horizontal)
