"""The menu bar, drawn from the action table; each menu says what can be done when it opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.ui.commands.base import GROUPS, Action, Commands

if TYPE_CHECKING:
    from collections.abc import Iterable


def fill(bar: QMenuBar, commands: Commands) -> None:
    """Fill an empty menu bar."""
    for group in GROUPS:
        actions = [action for action in commands.actions.values() if action.group == group]
        if actions:
            menu = bar.addMenu(commands.context.tr(f"actions.group.{group}"))
            add(menu, actions, commands)


def add(menu: QMenu, actions: Iterable[Action], commands: Commands) -> None:
    """Add actions to a menu, a line where the section changes. Keys are shown, not bound: ``keys`` matches them."""
    rows: list[tuple[Action, QAction]] = []
    section: int | None = None
    for action in actions:
        if section is not None and action.section != section:
            menu.addSeparator()
        section = action.section
        item = menu.addAction(_text(action, commands))
        item.setObjectName(action.key)
        item.setCheckable(action.checked is not None)
        item.triggered.connect(lambda _on=False, action=action: _pick(action, commands))
        rows.append((action, item))

    def refresh() -> None:
        for action, item in rows:
            item.setText(_text(action, commands))
            item.setEnabled(action.when(commands))
            if action.checked is not None:
                item.setChecked(action.checked(commands))

    menu.aboutToShow.connect(refresh)


def _pick(action: Action, commands: Commands) -> None:
    commands.run(replace(action, run=action.picked or action.run))


def _text(action: Action, commands: Commands) -> str:
    """Name and legend, apart by a tab, which Qt sets as a column of keys."""
    name, legend = commands.name(action.key).replace("&", "&&"), commands.legend(action.key)
    return f"{name}\t{legend}" if legend else name
