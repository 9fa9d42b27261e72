"""Links: put the selected mention in the likeliest cluster, in one that is chosen, in a new one, or take it out."""

from __future__ import annotations

from db.rows import Cluster
from desktop.edits import clusters
from desktop.suggest.clusters import rank
from desktop.ui.commands.base import Commands
from desktop.ui.dialogs.cluster_palette import NewCluster, cluster_palette

REMEMBERED = 20


def link_top(c: Commands) -> None:
    """Link to the likeliest other cluster; when none comes to mind, ask."""
    chosen, work, index = c.mention, c.work, c.index
    if chosen is None or work is None or index is None:
        return
    found = rank(
        work.article.text_of(chosen), label=chosen.label, entries=index.entries(chosen.kind),
        recent=c.memory.clusters, without=chosen.cluster, limit=1,
    )  # fmt: skip
    if found and found[0].reason != "recent":
        link(c, found[0].entry.cluster)
    else:
        link_choose(c)


def link_choose(c: Commands) -> None:
    """Ask for a cluster: the likeliest ones, a search over all, or a new one."""
    chosen, work, index = c.mention, c.work, c.index
    if chosen is None or work is None or index is None:
        return
    palette = cluster_palette(
        c.context, c.window, article=work.article, mention=chosen, entries=index.entries(chosen.kind),
        recent=tuple(c.memory.clusters),
    )  # fmt: skip

    def give(value: object, shift: bool) -> None:
        if isinstance(value, NewCluster):
            link_new(c, name=value.name, alone=shift)
        elif isinstance(value, Cluster):
            link(c, value, alone=shift)

    palette.chosen.connect(give)
    c.show_palette(palette)


def link(c: Commands, cluster: Cluster, *, alone: bool = False) -> None:
    """Link the selected mention, and unless ``alone`` the rest of its suggested chain in the article."""
    chosen = c.mention
    if chosen is not None and c.do(
        lambda w: clusters.link(
            w.article, chosen.id, cluster=cluster, whole_chain=not alone, ref_taken=w.session.ref_taken(chosen.kind)
        )
    ):
        remember(c)


def link_new(c: Commands, *, name: str = "", alone: bool = False) -> None:
    """A new cluster for the selected mention, named ``name`` or as the mention's text."""
    chosen = c.mention
    if chosen is not None and c.do(
        lambda w: clusters.link_new(
            w.article, chosen.id, name=name, whole_chain=not alone, ref_taken=w.session.ref_taken(chosen.kind)
        )
    ):
        remember(c)


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
