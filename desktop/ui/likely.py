"""The likeliest answers to «which other cluster?», each with why; worded for the list that asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.rows import Cluster, Mention
from desktop.suggest import alike
from desktop.suggest.clusters import Entry
from desktop.suggest.index import ClusterIndex
from desktop.ui.context import Context
from desktop.ui.offers import Offers

COUNTED_AT_MOST = 500
"""Mentions of a cluster looked at for its usual label; one with more has any of its labels."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A cluster that may be meant."""

    entry: Entry
    why: str
    sure: bool
    """Is it likely enough to be what Enter takes at first?"""


def like(context: Context, index: ClusterIndex, cluster: Cluster, *, mentions: Sequence[Mention] = ()) -> list[Likely]:
    """Clusters that are like a whole one, or like some ``mentions`` of it; best first."""
    session = context.session
    if session is None:
        return []
    if cluster.kind == "event":
        offers = Offers(context, index)
        found = alike.like_event(session, index, cluster, mentions=mentions)
        said = ((entry, score, [offers.reason(each) for each in reasons]) for entry, score, reasons in found)
        return [Likely(entry, " · ".join(why), score >= alike.EVENT_SURE) for entry, score, why in said]
    ranked = alike.like_entity(session, index, cluster, mentions=mentions)
    return [
        Likely(each.entry, context.tr(f"palettes.reason.{each.reason}"), each.score >= alike.SURE) for each in ranked
    ]


def owning(context: Context, index: ClusterIndex, cluster: Cluster) -> list[Likely]:
    """Whom an entity may belong to; what a title says may be taken at first sight."""
    session = context.session
    found = alike.owners(session, index, cluster) if session is not None else []
    return [
        Likely(each.entry, context.tr(f"board.owner.{each.reason}", count=each.count), each.reason == "title")
        for each in found
    ]


def label_of(context: Context, entry: Entry) -> str | None:
    """The label a cluster goes by: its own, else that of most of its mentions."""
    cluster, session = entry.cluster, context.session
    if cluster.label or len(entry.labels) <= 1 or session is None or entry.mentions > COUNTED_AT_MOST:
        return cluster.label or min(entry.labels, default=None)
    standing = (each for each in session.store.cluster_mentions(cluster.id) if each.status != "rejected")
    return alike.usual_label(standing)
