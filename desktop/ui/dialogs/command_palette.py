"""The palette of every action, found by its name or other plain words, in Arabic or English."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from db.arabic import fold_key
from desktop.messages import LANGUAGES, Messages
from desktop.ui.commands.base import Commands
from desktop.ui.dialogs.palette import Look, Palette, narrowed
from desktop.ui.dialogs.palette_row import Row


def other_words(action: str, catalogues: Iterable[Messages]) -> tuple[str, ...]:
    """Folded words that people may call an action by, besides its name."""
    return tuple(fold_key(catalogue.tr(f"actions.words.{action}")) for catalogue in catalogues)


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
                also=other_words(action.key, catalogues),
                detail=context.tr(f"actions.group.{action.group}"),
                dim=not action.when(commands),
            )
        )
    rows.sort(key=lambda row: row.dim)
    look = Look(title="palettes.command.title", placeholder="palettes.command.placeholder", width=520)
    return Palette(context, parent, look=look, rows=lambda query: narrowed(rows, query))
