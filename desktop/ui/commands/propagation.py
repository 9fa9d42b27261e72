"""The selected mention's label and edges carried to the other places of the article that name the same."""

from __future__ import annotations

from db.rows import Span
from desktop.edits import propagation
from desktop.suggest.propagation import Place, namesakes, places
from desktop.ui import jobs
from desktop.ui.commands.base import Commands
from desktop.ui.dialogs.propagation import PropagationDialog


def propagate(c: Commands) -> None:
    """Look for the places, show them, and correct those that the user leaves marked."""
    work, mention = c.work, c.mention
    if work is None or mention is None:
        return
    text, start, end = work.article.text, mention.start, mention.end
    jobs.run(
        c.context,
        "jobs.propagation",
        lambda _report, stop: namesakes(text, start=start, end=end, cancelled=stop),
        parent=c.window,
        done=lambda spans: _offer(c, mention.id, (start, end), spans),
    )


def _offer(c: Commands, mention_id: str, asked: Span, spans: list[Span]) -> None:
    """Show what was found, unless the mention has changed meanwhile."""
    work = c.work
    mention = work.article.mentions.get(mention_id) if work else None
    if work is None or mention is None or (mention.start, mention.end) != asked:
        return
    found = places(work.article, mention, spans)
    if not found:
        c.say("actions.say.no_other_place")
        return
    dialog = PropagationDialog(c.context, work.article, mention, found, parent=c.window)
    dialog.agreed.connect(lambda chosen: _carry(c, mention_id, chosen))
    dialog.open()


def _carry(c: Commands, mention_id: str, chosen: list[Place]) -> None:
    if c.do(lambda w: propagation.propagate(w.article, w.labels, mention_id, chosen)):
        c.say("actions.say.propagated", count=len(chosen))
