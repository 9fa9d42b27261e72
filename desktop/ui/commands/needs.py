"""When an action can be done: small questions to the commands, named in the table of actions."""

from __future__ import annotations

from desktop.ui.commands.base import Commands


def nothing(_c: Commands) -> bool:
    """Always."""
    return True


def corpus(c: Commands) -> bool:
    """A corpus is open."""
    return c.session is not None


def writable(c: Commands) -> bool:
    """A corpus is open and may be written to."""
    return c.session is not None and not c.session.store.read_only


def article(c: Commands) -> bool:
    """An article is open."""
    return c.article is not None


def editable(c: Commands) -> bool:
    """An article is open in a corpus that may be written to."""
    return c.article is not None and writable(c)


def mention(c: Commands) -> bool:
    """A mention is selected and may be changed."""
    return c.mention is not None and writable(c)


def event(c: Commands) -> bool:
    """An event mention is selected and may be changed."""
    return mention(c) and c.mention is not None and c.mention.kind == "event"


def linked(c: Commands) -> bool:
    """The selected mention has a cluster."""
    return mention(c) and c.mention is not None and c.mention.cluster is not None


def undo(c: Commands) -> bool:
    """There is something to take back."""
    return writable(c) and c.session is not None and c.session.can_undo


def redo(c: Commands) -> bool:
    """There is something to do again."""
    return writable(c) and c.session is not None and c.session.can_redo
