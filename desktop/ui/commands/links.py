"""Links: put the selected mention in the likeliest cluster, in one that is chosen, in a new one, or take it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from db.rows import Cluster, Mention
from desktop.edits import Edit, clusters
from desktop.ui.commands import workplaces
from desktop.ui.commands.base import Commands, Pick, Work
from desktop.ui.offers import Offer
from desktop.ui.panels.board import BoardPanel

if TYPE_CHECKING:
    from desktop.ui.dialogs.palette import Palette

REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class LinkPick(Pick):
    """A list of candidates for a link, while a mention beside the open article can be clicked instead."""

    nothing: str = ""


def offered(c: Commands) -> list[Offer]:
    """The candidates for the selected mention, best first: those the board shows, if it is in sight."""
    board = _board(c)
    if board is not None and c.mention is not None:
        board.settled()
        return board.offers
    chosen, work, offers = c.mention, c.work, c.offers
    if chosen is None or work is None or offers is None:
        return []
    return offers.of(work.article, chosen, recent=tuple(c.memory.clusters))


def link_top(c: Commands) -> None:
    """Link to the first candidate; when there is none, or little that speaks for it, ask.

    Beside the board it is the first in sight: pressed before a new list is, it takes none.
    """
    board = _board(c)
    if board is not None and not board.settled():
        return
    found = offered(c)
    if found and found[0].sure:
        link(c, found[0].row)
    else:
        link_choose(c)


def _board(c: Commands) -> BoardPanel | None:
    """The board, if it is in sight."""
    found = workplaces.in_sight(c, "board")
    return found if isinstance(found, BoardPanel) else None


def link_choose(c: Commands) -> None:
    """Ask for a cluster: the candidates, a search over all, or a new one."""
    from desktop.ui.dialogs.cluster_palette import NewCluster, cluster_palette

    chosen, work, index = c.mention, c.work, c.index
    if chosen is None or work is None or index is None:
        return
    palette = cluster_palette(
        c.context, c.window, article=work.article, mention=chosen, offers=offered(c),
        entries=index.entries(chosen.kind), distinct=index.distinct(work.article, chosen),
        beside=work.session.companion is not None,
    )  # fmt: skip

    def give(value: object, shift: bool) -> None:
        if isinstance(value, NewCluster):
            link_new(c, name=value.name, alone=shift)
        elif isinstance(value, Cluster | Mention):
            link(c, value, alone=shift)

    palette.chosen.connect(give)
    c.show_palette(palette)
    _offer_beside(c, chosen, palette)


def _offer_beside(c: Commands, chosen: Mention, palette: Palette) -> None:
    """Until the list is gone a mention of its kind beside can be clicked; those of a listed cluster carry its digit."""
    view, session = c.beside_view(), c.session
    if view is None or session is None or session.companion is None:
        return
    fit = [
        each
        for each in session.companion.index.ordered
        if each.kind == chosen.kind
        and each.status != "rejected"
        and (each.cluster is None or each.cluster != chosen.cluster)
    ]
    pick = c.pick = LinkPick(chosen.id, "")

    def mark() -> None:
        keys = {row.value.id: row.key for row in palette.rows() if isinstance(row.value, Cluster | Mention) and row.key}
        badges = {each.id: keys[held] for each in fit if (held := each.cluster or each.id) in keys}
        view.pick([each.id for each in fit], badges=badges)

    def over() -> None:
        if c.pick is pick:
            c.stop_picking(quietly=True)

    mark()
    palette.field.textChanged.connect(mark)
    palette.dismissed.connect(lambda: QTimer.singleShot(0, c.window, over))  # the click that dismissed it comes first


def link(c: Commands, target: Cluster | Mention, *, alone: bool = False) -> bool:
    """Link the selected mention, and unless ``alone`` the rest of its suggested chain in the article; gives if it is.

    ``target`` is a cluster, or a mention in none, with which it makes a new one. That it was said not to be this one is
    taken back.
    """
    chosen = c.mention
    if chosen is None:
        return False

    def edit(work: Work) -> Edit:
        session, article, whole = work.session, work.article, not alone
        taken = session.ref_taken(chosen.kind)
        if isinstance(target, Cluster):
            return clusters.link(article, chosen.id, cluster=target, whole_chain=whole, ref_taken=taken)
        text, where = _named(work, target)
        return clusters.link_pair(
            article, chosen.id, other=target, text=text, where=where, whole_chain=whole, ref_taken=taken
        )

    return _done(c, edit)


def _named(work: Work, other: Mention) -> tuple[str, str]:
    """A mention's text, and the title of its article unless that is the open one."""
    if other.article == work.article.row.id:
        return work.article.text_of(other), ""
    head, text = work.session.store.article(other.article), work.session.store.text(other.article)
    return text[other.start : other.end], head.title or head.ref


def link_new(c: Commands, *, name: str = "", alone: bool = False) -> bool:
    """A new cluster for the selected mention, named ``name`` or as the mention's text; gives whether it is in it."""
    chosen = c.mention
    return chosen is not None and _done(
        c,
        lambda w: clusters.link_new(
            w.article, chosen.id, name=name, whole_chain=not alone, ref_taken=w.session.ref_taken(chosen.kind),
            alone_in=w.session.alone_in,
        ),
    )


def _done(c: Commands, edit: Callable[[Work], Edit]) -> bool:
    """Do a link and keep in mind what was linked to; gives whether nothing stood in the way."""
    done = c.do(edit)
    if done:
        remember(c)
    return done


def link_own(c: Commands) -> None:
    """A new cluster named as the selected mention's text."""
    link_new(c)


def unlink(c: Commands) -> None:
    """Take the selected mention out of its cluster."""
    chosen = c.mention
    if chosen is not None:
        c.do(lambda w: clusters.unlink(w.article, chosen.id))


def remember(c: Commands) -> None:
    """Keep in mind that the selected mention's cluster was linked to last."""
    cluster = c.mention.cluster if c.mention else None
    if cluster is not None:
        rest = [each for each in c.memory.clusters if each != cluster]
        c.memory.clusters = [cluster, *rest][:REMEMBERED]
