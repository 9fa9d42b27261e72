"""Clusters whose last mention an edit takes elsewhere: those that say nothing of their own go in the same step."""

from __future__ import annotations

from collections.abc import Sequence

from db.queries import Header
from db.rows import Change, Cluster, Mention
from db.store import Store
from desktop.edits.shared import shortened

MADE = frozenset({"cluster.create", "cluster.link_pair", "cluster.link_across", "cluster.split"})
"""The change sets in which a person makes a cluster."""
LOOKED_AT = 20
"""Change sets of its own history; a cluster that has as many has been worked on."""


def emptied(store: Store, changes: Sequence[Change]) -> list[Change]:
    """The clusters to remove with an edit that is not written yet: linking made them, and no mention is left in them.

    One stays that holds anything a person said of it: a name of its own, another name, a note, an id elsewhere, a type,
    a tie. So does one of which only rejected mentions are left, and all that a model made or a file brought.
    """
    told = {change.row.id for change in changes}
    left: dict[str, list[Mention]] = {}
    for change in changes:
        before, after = change.before, change.after
        if isinstance(before, Mention) and isinstance(after, Mention) and before.cluster not in (None, after.cluster):
            left.setdefault(str(before.cluster), []).append(before)
    joined = {change.after.cluster for change in changes if isinstance(change.after, Mention)}
    found = store.clusters(key for key in left if key not in told and key not in joined)
    return [Change(row, None) for key, row in found.items() if _says_nothing(store, row, left[key])]


def _says_nothing(store: Store, cluster: Cluster, left: Sequence[Mention]) -> bool:
    if cluster.source != "human" or cluster.scope or cluster.note or cluster.external or cluster.aliases:
        return False
    if store.holds_others(cluster.id, besides={each.id for each in left}) or store.ties_of([cluster.id]):
        return False
    said = store.history(row_id=cluster.id, limit=LOOKED_AT)
    return 0 < len(said) < LOOKED_AT and said[-1].label in MADE and not _named(store, cluster, said[-1], left)


def _named(store: Store, cluster: Cluster, made: Header, left: Sequence[Mention]) -> bool:
    """Did a person give it its name or type, rather than take them from a mention?"""
    if cluster.label not in {each.label for each in left}:
        return True
    known = {dict(made.params).get("text")}
    known |= {_quoted(store, each) for each in left}
    return cluster.name not in known


def _quoted(store: Store, mention: Mention) -> str:
    return shortened(" ".join(store.text(mention.article)[mention.start : mention.end].split()))
