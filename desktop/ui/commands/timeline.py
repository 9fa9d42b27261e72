"""The timeline by key: below the article with the keyboard in it, or away again."""

from __future__ import annotations

from desktop.ui.commands.base import Commands

NAME = "timeline"


def toggle(c: Commands) -> None:
    """Show it and go to it; from within it, or where only it is in sight, put it away."""
    dock = c.host.dock_widgets()[NAME]
    focus = dock.window().focusWidget()
    if not dock.isHidden() and focus is not None and dock.isAncestorOf(focus):
        dock.hide()
        c.view.setFocus()
        return
    dock.show()
    dock.raise_()
    dock.widget().setFocus()
    if c.session is not None:
        c.context.bridge.selected.emit(c.session.selected)
