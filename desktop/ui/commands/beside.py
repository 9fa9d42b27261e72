"""A second article beside the open one: which, the way to it and back, and one cluster for mentions of both."""

from __future__ import annotations

from collections import Counter

from db.rows import Mention
from desktop.edits import Edit, clusters
from desktop.ui.commands import board, links, needs
from desktop.ui.commands.base import Commands, Work
from desktop.ui.panels.act import open_beside


@needs.needing("actions.need.beside", needs.article, way="beside_open")
def is_open(c: Commands) -> bool:
    """Are two articles shown?"""
    return c.session is not None and c.session.companion is not None


@needs.needing("actions.need.both", needs.mention, is_open, way="beside_swap")
def _both(c: Commands) -> bool:
    """Is a mention selected in both articles?"""
    return _beside(c) is not None


@needs.needing("refused.same_cluster", _both)
def can_link(c: Commands) -> bool:
    """Is a mention selected in both articles, and are they not linked yet?"""
    other, chosen = _beside(c), c.mention
    return other is not None and chosen is not None and (other.cluster is None or other.cluster != chosen.cluster)


def _beside(c: Commands) -> Mention | None:
    """The mention selected in the article beside."""
    session = c.session
    if session is None or session.companion is None or session.selected_beside is None:
        return None
    return session.companion.found(session.selected_beside)


def open_best(c: Commands) -> None:
    """What the selected mention may belong with; pressed again the next of that.

    With the board in sight its candidates, each where it is said; else the article with most mentions of the selected
    cluster; else the next article of the list.
    """
    offered = _next_offered(c)
    if offered is not None:
        open_beside(c.context, offered.article, mention=offered.id)
        return
    target = _next_with_cluster(c) or _next_in_list(c)
    if target is None:
        c.say("beside.say.single")
    else:
        open_beside(c.context, target)


def close(c: Commands) -> None:
    """Show the open article alone."""
    if c.session is not None:
        c.session.close_beside()


def swap(c: Commands) -> None:
    """Go to the other article, to what is in sight there.

    That is the mention selected in it, else the nearest to its caret that has brackets; else the first letter in sight.
    """
    session, view = c.session, c.beside_view()
    if session is None:
        return
    found = _shown(c) if view is not None else None
    session.swap(select=found.id if found is not None else None)
    if view is not None and session.mention is None and not view.in_sight(view.caret):
        view.set_caret(view.span_in_sight()[0])
    c.view.setFocus()


def _shown(c: Commands) -> Mention | None:
    """The mention of the article beside that is in sight and goes with the selected one."""
    session, view = c.session, c.beside_view()
    if session is None or view is None or session.companion is None:
        return None
    other = session.companion
    first, last = view.span_in_sight()
    chosen = other.found(session.selected_beside) if session.selected_beside else None
    if chosen is not None and first <= chosen.start < last:
        return chosen
    cluster = session.mention.cluster if session.mention is not None else None
    if cluster is None:
        return None
    kin = [each for each in other.index.ordered if each.cluster == cluster and each.status != "rejected"]
    seen = [each for each in kin if first <= each.start < last]
    return min(seen, key=lambda each: abs(each.start - view.caret), default=None)


def link(c: Commands) -> None:
    """One cluster for the mentions selected in both articles."""
    session = c.session
    if session is not None and session.selected_beside is not None:
        across(c, session.selected_beside)


def across(c: Commands, other_id: str, *, alone: bool = False) -> None:
    """One cluster for the selected mention and one of the article beside; ``alone``: without its suggested chain."""
    chosen, session = c.mention, c.session
    if chosen is None or session is None or session.companion is None:
        return
    companion = session.companion

    def edit(work: Work) -> Edit:
        return clusters.join(
            work.article, chosen.id, other_article=companion, other_id=other_id, whole_chain=not alone,
            ref_taken=session.ref_taken(chosen.kind),
        )  # fmt: skip

    if c.read_only:
        c.say("errors.opened_read_only")
    elif c.do(edit):
        links.remember(c)


def picked(c: Commands, mention_id: str) -> None:
    """While candidates for a link are shown, a mention beside was clicked: one cluster for it and the selected one."""
    c.stop_picking(quietly=True)
    across(c, mention_id)
    c.view.setFocus()


def _next_offered(c: Commands) -> Mention | None:
    """The mention of the board's current candidate; of the one after what stands beside, if that is one of them."""
    shown, session = board.panel(c), c.session
    if shown is None or session is None or session.article is None or c.mention is None:
        return None
    shown.settled()
    here = session.article.row.id
    told = [offer.mention for offer in shown.offers]
    rows = [row for row, each in enumerate(told) if each is not None and each.article != here]
    if not rows:
        return None
    last = next((row for row in rows if (each := told[row]) and each.id == session.selected_beside), None)
    row = next((row for row in rows if (row >= shown.current if last is None else row > last)), rows[0])
    shown.make_current(row)
    return told[row]


def _next_with_cluster(c: Commands) -> str | None:
    """By the number of mentions, then the order of the list; the one after what stands beside, round the end."""
    session, chosen = c.session, c.mention
    if session is None or session.article is None or chosen is None or chosen.cluster is None:
        return None
    found = session.store.cluster_mentions(chosen.cluster)
    counts = Counter(each.article for each in found if each.status != "rejected" and each.layer == session.layer)
    del counts[session.article.row.id]
    ranked = [article for article, _count in counts.most_common()]
    beside = session.companion.row.id if session.companion else None
    if beside in ranked:
        return ranked[(ranked.index(beside) + 1) % len(ranked)]
    return ranked[0] if ranked else None


def _next_in_list(c: Commands) -> str | None:
    """The article after the one beside, or after the open one; round the end."""
    session = c.session
    if session is None or session.article is None:
        return None
    opened, store = session.article.row, session.store
    last = session.companion.row if session.companion else opened
    target = store.article_beside(last.position, step=1) or store.article_beside(-1, step=1)
    if target == opened.id:
        target = store.article_beside(opened.position, step=1) or store.article_beside(-1, step=1)
    return None if target == opened.id else target
