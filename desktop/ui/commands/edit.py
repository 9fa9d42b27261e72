"""Undo and redo, whatever was done and wherever: the article is opened and what was touched is selected."""

from __future__ import annotations

from collections.abc import Callable

from db.errors import Conflict, WorldError
from db.rows import ChangeSet
from desktop.ui.commands.base import Commands


def undo(c: Commands) -> None:
    """Take the last change back."""
    if c.session is not None:
        _step(c, c.session.undo, "actions.say.nothing_to_undo")


def redo(c: Commands) -> None:
    """Do again what was taken back last."""
    if c.session is not None:
        _step(c, c.session.redo, "actions.say.nothing_to_redo")


def _step(c: Commands, step: Callable[[], ChangeSet | None], empty: str) -> None:
    try:
        if step() is None:
            c.say(empty)
    except WorldError as error:
        c.say(error.key, **error.params)
    except Conflict:
        assert c.session is not None
        c.session.reload()
        c.say("errors.conflict")
