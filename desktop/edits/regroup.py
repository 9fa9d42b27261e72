"""Edits of clusters as wholes: merge two, split one, move mentions, say what one is, and who acts for whom.

Each is one change set across articles. They are made from rows of the store, not from the open article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from db.aliases import joined
from db.rows import Change, Cluster, Mention, Tie
from desktop.edits import Edit, EditRefused
from desktop.edits.clusters import RefTaken, free_ref
from desktop.edits.shared import retied, update


def merge(
    kept: Cluster, gone: Cluster, *, mentions: Iterable[Mention], ties: Iterable[Tie], ref_taken: RefTaken
) -> Edit:  # fmt: skip
    """Make two clusters one. ``mentions``: all of ``gone``, rejected ones too; ``ties``: those that name either.

    What only ``gone`` knew (external id, note, other names) is kept, and its name is one of the other names now; what
    was said of it is said of ``kept``. That one belongs to the other, or is not the other, cannot be said any more, and
    a warning tells so.
    Raises EditRefused: wrong_kind, same_cluster.
    """
    if kept.kind != gone.kind:
        raise EditRefused("wrong_kind")
    if kept.id == gone.id:
        raise EditRefused("same_cluster")
    moved, ties = list(mentions), list(ties)
    notes = [note for note in (kept.note, gone.note) if note.strip()]
    whole = replace(
        kept, external=kept.external or gone.external, note="\n".join(dict.fromkeys(notes)),
        aliases=joined(kept.name, kept.aliases, (gone.name,), gone.aliases),
    )  # fmt: skip
    changes = [Change(kept, _wide(whole, moved, ref_taken))]
    changes += [update(mention, cluster=kept.id) for mention in moved]
    changes += retied(ties, kept=kept.id, gone=gone.id)
    changes.append(Change(gone, None))
    params = (("cluster", kept.name), ("count", str(len(moved))), ("old", gone.name))
    own = [tie for tie in ties if {tie.one, tie.other} == {kept.id, gone.id}]
    names = {kept.id: kept.name, gone.id: gone.name}
    keys = {"affiliated": "board.own_affiliation", "distinct": "board.taken_back"}
    said = tuple((keys[tie.kind], (("cluster", names[tie.other]), ("text", names[tie.one]))) for tie in own)
    return Edit("cluster.merge", tuple(changes), params, warnings=said)


def split(
    cluster: Cluster, *, mentions: Sequence[Mention], name: str, ref_taken: RefTaken, inside: Iterable[Mention] = ()
) -> Edit:  # fmt: skip
    """Put some of a cluster's mentions in a new one, the corpus' own as all that a person makes.

    What the cluster is known by beside its name stays with it. ``inside``: all that are in it, of which some must stay.
    Raises EditRefused: blank, nothing_chosen, moved, whole.
    """
    name = " ".join(name.split())
    if not name:
        raise EditRefused("blank")
    _all_of(cluster, mentions)
    standing = {mention.id for mention in inside if mention.status != "rejected"}
    if standing and standing <= {mention.id for mention in mentions}:
        raise EditRefused("whole")
    new = Cluster(
        kind=cluster.kind, ref=free_ref(name, ref_taken, kind=cluster.kind), name=name, label=mentions[0].label,
        layer=cluster.layer,
    )  # fmt: skip
    changes = (Change(None, new), *(update(mention, cluster=new.id) for mention in mentions))
    params = (("cluster", name), ("count", str(len(mentions))), ("old", cluster.name))
    return Edit("cluster.split", changes, params)


def move(cluster: Cluster, target: Cluster, *, mentions: Sequence[Mention], ref_taken: RefTaken) -> Edit:
    """Put some of a cluster's mentions in another one. Raises EditRefused: wrong_kind, same_cluster, ..."""
    if cluster.kind != target.kind:
        raise EditRefused("wrong_kind")
    if cluster.id == target.id:
        raise EditRefused("same_cluster")
    _all_of(cluster, mentions)
    changes = (
        Change(target, _wide(target, mentions, ref_taken)),
        *(update(mention, cluster=target.id) for mention in mentions),
    )
    params = (("cluster", target.name), ("count", str(len(mentions))), ("old", cluster.name))
    return Edit("cluster.move", changes, params)


def take_out(cluster: Cluster, *, mentions: Sequence[Mention]) -> Edit:
    """Take some mentions out of a cluster, into none. Raises EditRefused: nothing_chosen, moved."""
    _all_of(cluster, mentions)
    changes = tuple(update(mention, cluster=None) for mention in mentions)
    return Edit("cluster.take_out", changes, (("cluster", cluster.name), ("count", str(len(mentions)))))


def remove(cluster: Cluster, *, mentions: Iterable[Mention], ties: Iterable[Tie]) -> Edit:
    """Remove a cluster that no mention is in, with what was said of it. ``mentions``: all of it, rejected ones too.

    Raises EditRefused("in_use") when one of them is not rejected.
    """
    left = list(mentions)
    if any(mention.status != "rejected" for mention in left):
        raise EditRefused("in_use")
    changes = [update(mention, cluster=None) for mention in left]
    changes += [Change(tie, None) for tie in ties if cluster.id in (tie.one, tie.other)]
    return Edit("cluster.remove", (*changes, Change(cluster, None)), (("cluster", cluster.name),))


def describe(cluster: Cluster, *, label: str | None, external: str, note: str) -> Edit:
    """What a cluster is: its type, an id elsewhere (such as a Wikidata one; blank for none), notes."""
    after = replace(cluster, label=label, external=external.strip() or None, note=note.strip())
    return Edit("cluster.describe", (Change(cluster, after),), (("cluster", cluster.name),))


def affiliate(one: Cluster, other: Cluster, *, ties: Iterable[Tie]) -> Edit:
    """Say that an entity acts for or lies in another one. Raises EditRefused: wrong_kind, same_cluster, known."""
    if one.kind != "entity" or other.kind != "entity":
        raise EditRefused("wrong_kind")
    if one.id == other.id:
        raise EditRefused("same_cluster")
    if any(tie.kind == "affiliated" and {tie.one, tie.other} == {one.id, other.id} for tie in ties):
        raise EditRefused("known")
    tie = Tie("affiliated", one.id, other.id, layer=one.layer)
    return Edit("cluster.affiliate", (Change(None, tie),), (("cluster", one.name), ("other", other.name)))


def forget(tie: Tie, *, one: str, other: str) -> Edit:
    """Take back what was said of a pair; ``one`` and ``other`` are their names."""
    return Edit("cluster.forget_tie", (Change(tie, None),), (("cluster", one), ("other", other)))


def _wide(cluster: Cluster, mentions: Collection[Mention], ref_taken: RefTaken) -> Cluster:
    """A chain of one article that gets mentions of others becomes a cluster of the corpus."""
    if cluster.scope and any(mention.article != cluster.scope for mention in mentions):
        return replace(cluster, scope="", ref=free_ref(cluster.name, ref_taken, kind=cluster.kind))
    return cluster


def _all_of(cluster: Cluster, mentions: Sequence[Mention]) -> None:
    if not mentions:
        raise EditRefused("nothing_chosen")
    if any(mention.cluster != cluster.id for mention in mentions):
        raise EditRefused("moved")
