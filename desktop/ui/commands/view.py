"""What is shown and how: rejected mentions, zoom, panels, focus mode, theme, language, the palette, the keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget

from desktop.ui.commands.base import Commands
from desktop.ui.widgets.visible import first_stop, in_sight

Run = Callable[[Commands], None]
STEP = 2
"""px a step of zoom."""


def toggle_rejected(c: Commands) -> None:
    """Show rejected mentions on the text and in the list, or hide them."""
    if c.session is not None:
        c.session.show_rejected = not c.session.show_rejected
        c.context.bridge.settingChanged.emit("show_rejected")


def rejected_shown(c: Commands) -> bool:
    """Are rejected mentions shown?"""
    return c.session is not None and c.session.show_rejected


def zoom(step: int) -> Run:
    """Larger (1) or smaller (-1) letters, or the usual ones (0)."""
    return lambda c: c.view.zoom(step * STEP)


def panel(name: str) -> Run:
    """The keyboard to a panel, which comes and stands before others; from there back to the article."""

    def run(c: Commands) -> None:
        dock = c.host.dock_widgets()[name]
        if in_sight(dock) and _has_keys(dock):
            c.view.setFocus()
            return
        if not in_sight(dock):
            dock.show()
            dock.raise_()
        first_stop(dock.widget()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    return run


def turn_panel(name: str) -> Run:
    """Show a panel and bring it before others, or hide it when it is in sight; the keyboard stays where it was."""

    def run(c: Commands) -> None:
        dock = c.host.dock_widgets()[name]
        on = not in_sight(dock)
        if not on and _has_keys(dock):
            c.view.setFocus()
        dock.setVisible(on)
        if on:
            dock.raise_()

    return run


def _has_keys(dock: QDockWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and dock.isAncestorOf(focus)


def panel_shown(name: str) -> Callable[[Commands], bool]:
    """Is the panel there, be it behind another's tab?"""
    return lambda c: name in c.host.dock_widgets() and not c.host.dock_widgets()[name].isHidden()


def focus_mode(c: Commands) -> None:
    """Only the article and the review bar, or everything again."""
    c.host.set_focus_mode(not c.host.focus_mode())


def in_focus_mode(c: Commands) -> bool:
    """Is only the article shown?"""
    return c.host.focus_mode()


def theme(name: str) -> Run:
    """Choose ``light``, ``dark`` or ``system``."""
    return lambda c: c.context.settings.set("theme", name)


def theme_is(name: str) -> Callable[[Commands], bool]:
    """Is it the theme chosen?"""
    return lambda c: bool(c.context.settings.get("theme") == name)


def language(c: Commands) -> None:
    """The other language of the interface."""
    now = c.context.settings.get("language")
    c.context.settings.set("language", "en" if now == "ar" else "ar")


def commands(c: Commands) -> None:
    """Every action by its name."""
    from desktop.ui.dialogs.command_palette import command_palette

    palette = command_palette(c, c.window)
    palette.chosen.connect(lambda key, _shift: c.trigger(str(key)))
    c.show_palette(palette, centred=True)


def keys(c: Commands) -> None:
    """The cheat sheet."""
    from desktop.ui.dialogs.cheat_sheet import CheatSheet

    CheatSheet(c, c.window).open()


def shortcuts(c: Commands) -> None:
    """Other keys for actions."""
    from desktop.ui.dialogs.shortcuts import ShortcutsDialog

    ShortcutsDialog(c, QApplication.activeModalWidget() or c.window).open()
