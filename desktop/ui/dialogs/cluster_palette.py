"""The palette that links a mention: the candidates with the reasons for each, a search over all clusters, a new one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from db.rows import Cluster, Mention
from desktop.article import OpenArticle
from desktop.bidi import side_by_side
from desktop.suggest.clusters import Entry, alias_found, matching
from desktop.ui.context import Context
from desktop.ui.dialogs.palette import Look, Palette
from desktop.ui.dialogs.palette_row import Row
from desktop.ui.offers import Offer

FOUND_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class NewCluster:
    """The choice of a new cluster; an empty name means the mention's own text."""

    name: str


def cluster_palette(
    context: Context, parent: QWidget, *, article: OpenArticle, mention: Mention, offers: Sequence[Offer],
    entries: Sequence[Entry], distinct: Collection[str] = (), beside: bool = False,
) -> Palette:  # fmt: skip
    """The palette; it gives a ``Cluster``, a ``Mention`` that is in none, or a ``NewCluster``.

    Digits choose, 0 a new one; Shift: only this mention. ``offers`` stand there until something is searched for among
    ``entries``; what was said to be ``distinct`` (ids) is found all the same, and says so. ``beside``: can a mention of
    another article be clicked instead?
    """
    text = article.text_of(mention)
    others = [entry for entry in entries if entry.cluster.id != mention.cluster]

    def rows(query: str) -> list[Row]:
        if query.strip():
            matched = matching(query, others)[:FOUND_AT_MOST]
            found = [_entry_row(context, article, mention, each, distinct=distinct, query=query) for each in matched]
        else:
            found = [_offer_row(context, article, mention, each) for each in offers]
        numbered = [replace(row, key=str(at) if at < 10 else "") for at, row in enumerate(found, 1)]
        name = " ".join(query.split()) or text
        new = Row(NewCluster(name), context.tr("palettes.cluster.new", name=name), key="0")
        return [*numbered, new]

    look = Look(
        title="palettes.cluster.title", placeholder="palettes.cluster.placeholder",
        hint="reach.link_hint" if beside else "palettes.cluster.hint", width=520,
    )  # fmt: skip
    return Palette(context, parent, look=look, rows=rows)


def _offer_row(context: Context, article: OpenArticle, mention: Mention, offer: Offer) -> Row:
    words = [offer.spread, *(text for text, _against in offer.chips)]
    if offer.cluster is None:
        words.append(offer.where)
        assert offer.mention is not None
        colour = context.theme.label(mention.kind, offer.mention.label)
        return Row(offer.mention, offer.name, below=side_by_side(*words), colour=colour)
    return _row(context, article, mention, offer.cluster, words=words)


def _entry_row(
    context: Context, article: OpenArticle, mention: Mention, entry: Entry, *, distinct: Collection[str], query: str
) -> Row:
    spread = context.tr("palettes.cluster.mentions", count=entry.mentions)
    if entry.articles > 1:
        wide = context.tr("palettes.cluster.articles", count=entry.articles)
        spread = context.tr("palettes.cluster.spread", mentions=spread, articles=wide)
    refused = [context.tr("palettes.cluster.distinct")] if entry.cluster.id in distinct else []
    alias = alias_found(query, entry.cluster)
    also = [context.tr("panels.clusters.also", name=alias)] if alias else []
    return _row(context, article, mention, entry.cluster, words=[spread, *also, *refused])


def _row(
    context: Context, article: OpenArticle, mention: Mention, cluster: Cluster, *, words: Sequence[str]
) -> Row:  # fmt: skip
    label = cluster.label or _label_in(article, cluster.id) or mention.label
    suggested = [context.tr("palettes.cluster.suggested")] if cluster.scope else []
    return Row(
        cluster, cluster.name, detail=cluster.ref, below=side_by_side(*words, *suggested),
        colour=context.theme.label(cluster.kind, label),
    )  # fmt: skip


def _label_in(article: OpenArticle, cluster: str) -> str | None:
    return next((each.label for each in article.index.ordered if each.cluster == cluster), None)
