"""The selected mention's label and edges carried to the other places that name the same, of the article or of all."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from db.errors import Cancelled
from db.rows import Mention, Span
from desktop.edits import Edit, propagation
from desktop.edits.propagation import Carried
from desktop.reading import read_article
from desktop.suggest.propagation import Place, Sight, elsewhere, namesakes, places, sights
from desktop.ui import jobs
from desktop.ui.commands.base import Commands, Work


def propagate(c: Commands) -> None:
    """Look for the places in the article, show them, and correct those that the user leaves marked."""
    _start(c, everywhere=False)


def propagate_everywhere(c: Commands) -> None:
    """The same in all articles of the corpus."""
    _start(c, everywhere=True)


def _start(c: Commands, *, everywhere: bool) -> None:
    work, mention = c.work, c.mention
    if work is None or mention is None:
        return
    text, start, end, store = work.article.text, mention.start, mention.end, work.session.store

    def look(report: Callable[[int, int], None], stop: Callable[[], bool]) -> tuple[list[Span], list[Sight]]:
        here = namesakes(text, start=start, end=end, cancelled=stop)
        if not everywhere:
            return here, []
        return here, elsewhere(store, mention, text, report=report, cancelled=stop)

    jobs.run(
        c.context, "jobs.propagation", look, parent=c.window,
        done=lambda found: _offer(c, mention, *found, everywhere=everywhere),
    )  # fmt: skip


def _offer(c: Commands, asked: Mention, spans: list[Span], others: list[Sight], *, everywhere: bool) -> None:
    """Show what was found, unless the mention has changed meanwhile."""
    from desktop.ui.dialogs.propagation import PropagationDialog

    work = c.work
    mention = work.article.mentions.get(asked.id) if work else None
    if work is None or mention is None or (mention.start, mention.end) != (asked.start, asked.end):
        return
    found = sights(work.article, places(work.article, mention, spans)) + others
    if not found:
        c.say("actions.say.no_place_elsewhere" if everywhere else "actions.say.no_other_place")
        return
    dialog = PropagationDialog(
        c.context, work.article.text_of(mention), found, everywhere=everywhere, parent=c.window
    )  # fmt: skip
    dialog.agreed.connect(lambda chosen: _gather(c, work, mention.id, chosen))
    dialog.open()


def _gather(c: Commands, work: Work, mention_id: str, chosen: list[Sight]) -> None:
    """Work out what changes in the other articles, if any are among the places, and carry it all over."""
    here = [each.place for each in chosen if each.article == work.article.row.id]
    away = [each for each in chosen if each.article != work.article.row.id]
    mention = work.article.mentions.get(mention_id)
    if not away or mention is None:
        _carry(c, mention_id, here, [])
        return

    def read(report: Callable[[int, int], None], stop: Callable[[], bool]) -> list[Carried]:
        found = []
        groups = [(key, list(some)) for key, some in groupby(away, key=lambda each: each.article)]
        for number, (article_id, some) in enumerate(groups, 1):
            if stop():
                raise Cancelled
            article = read_article(work.session.store, article_id, layer=work.session.layer)
            found.append(propagation.carried(article, work.labels, mention, [each.place for each in some]))
            report(number, len(groups))
        return found

    jobs.run(
        c.context, "jobs.propagation", read, parent=c.window,
        done=lambda carried: _carry(c, mention_id, here, carried),
    )  # fmt: skip


def _carry(c: Commands, mention_id: str, here: list[Place], away: list[Carried]) -> None:
    edits: list[Edit] = []

    def make(w: Work) -> Edit:
        edits.append(propagation.propagate(w.article, w.labels, mention_id, here, elsewhere=away))
        return edits[0]

    if c.do(make):
        c.say("actions.say.propagated", count=int(dict(edits[0].params)["count"]))
