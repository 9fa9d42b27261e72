"""When an action can be done: small questions to the commands for the table of actions, with what to say if not."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.commands.base import Commands, Need


def needing(why: str, *first: Need, way: str = "") -> Callable[[Callable[[Commands], bool]], Need]:
    """A question as a need: ``why`` is what to say where the answer is no, and all of ``first`` are needed before."""
    return lambda able: Need(able, why, first, way)


@needing("")
def nothing(_c: Commands) -> bool:
    """Always."""
    return True


@needing("actions.need.corpus", way="open")
def corpus(c: Commands) -> bool:
    """A corpus is open."""
    return c.session is not None


@needing("errors.opened_read_only", corpus)
def writable(c: Commands) -> bool:
    """A corpus is open and may be written to."""
    return c.session is not None and not c.session.store.read_only


@needing("actions.need.article", corpus)
def article(c: Commands) -> bool:
    """An article is open."""
    return c.article is not None


@needing("actions.need.article", writable)
def editable(c: Commands) -> bool:
    """An article is open in a corpus that may be written to."""
    return c.article is not None


@needing("actions.need.mention", editable)
def mention(c: Commands) -> bool:
    """A mention is selected and may be changed."""
    return c.mention is not None


@needing("actions.need.event", editable)
def event(c: Commands) -> bool:
    """An event mention is selected and may be changed."""
    return c.mention is not None and c.mention.kind == "event"


@needing("refused.unlinked", mention)
def linked(c: Commands) -> bool:
    """The selected mention has a cluster."""
    return c.mention is not None and c.mention.cluster is not None


@needing("actions.say.nothing_to_undo", writable)
def undo(c: Commands) -> bool:
    """There is something to take back."""
    return c.session is not None and c.session.can_undo


@needing("actions.say.nothing_to_redo", writable)
def redo(c: Commands) -> bool:
    """There is something to do again."""
    return c.session is not None and c.session.can_redo
