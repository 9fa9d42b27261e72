"""The corpus as a file: the window's dialogs, closing, a backup, quitting."""

from __future__ import annotations

from collections.abc import Callable

from db.errors import WorldError
from desktop.ui.commands.base import Commands


def dialog(name: str) -> Callable[[Commands], None]:
    """Show one of the window's dialogs."""
    return lambda c: c.host.show_dialog(name)


def close_corpus(c: Commands) -> None:
    """Close the corpus; everything is saved already."""
    c.host.close_corpus()


def backup(c: Commands) -> None:
    """Copy the corpus into the folder of backups beside it."""
    if c.session is None:
        return
    try:
        copy = c.session.store.backup()
    except WorldError as error:
        c.say(error.key, **error.params)
    else:
        c.say("actions.say.backed_up", name=copy.name)


def quit_app(c: Commands) -> None:
    """Close the window."""
    c.host.close()
