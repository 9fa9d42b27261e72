"""The palette of every action, found by its Arabic or its English name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.arabic import fold_key
from desktop.messages import LANGUAGES, Messages
from desktop.ui.commands.base import Commands
from desktop.ui.dialogs.palette import Look, Palette, narrowed
from desktop.ui.dialogs.palette_row import Row


def command_palette(commands: Commands, parent: QWidget) -> Palette:
    """The palette; it gives the key of the action chosen. What cannot be done now is dimmed and stands last."""
    context = commands.context
    catalogues = [Messages(language) for language in LANGUAGES]
    rows = []
    for action in commands.actions.values():
        names = [catalogue.tr(f"actions.{action.key}") for catalogue in catalogues]
        rows.append(
            Row(
                action.key,
                commands.name(action.key),
                legend=commands.legend(action.key),
                search=tuple(map(fold_key, names)),
                detail=context.tr(f"actions.group.{action.group}"),
                dim=not action.when(commands),
            )
        )
    rows.sort(key=lambda row: row.dim)
    look = Look(title="palettes.command.title", placeholder="palettes.command.placeholder", width=520)
    return Palette(context, parent, look=look, rows=lambda query: narrowed(rows, query))
