"""Everything a corpus holds of one article, as one bundle: what exports write and imports compare with."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain

from db.bundle import ArticleBundle, Named
from db.formats.article_write import export_ids
from db.rows import CONFIRMED, Article, Cluster, Mention, Tie
from db.store import Store

KEPT = 200_000
"""So many ids in files of other articles' mentions are kept in memory."""


class Naming:
    """What files call the rows of other articles. ``reviewed``: when only what a person stands behind is written."""

    def __init__(self, store: Store, *, reviewed: bool = False) -> None:
        self._store = store
        self._reviewed = reviewed
        self._ids: dict[str, tuple[str, dict[str, str]]] = {}
        self._held = 0

    def mention(self, row: Mention) -> Named | None:
        """A mention's name; None when it is not written."""
        if self._reviewed and row.status not in CONFIRMED:
            return None
        ref, ids = self._article(row.article)
        return Named("mention", row.kind, row.layer, ids[row.id], ref)

    def cluster(self, cluster: Cluster) -> Named:
        """A cluster's name."""
        article = self._store.article(cluster.scope).ref if cluster.scope else None
        return Named("cluster", cluster.kind, cluster.layer, cluster.ref, article)

    def _article(self, article_id: str) -> tuple[str, dict[str, str]]:
        if article_id not in self._ids:
            rows = self._store.written(article_id)
            ids = export_ids(row for row in rows if not self._reviewed or row.status in CONFIRMED)
            while self._ids and self._held + len(ids) > KEPT:
                self._held -= len(self._ids.pop(next(iter(self._ids)))[1])
            self._ids[article_id] = self._store.article(article_id).ref, ids
            self._held += len(ids)
        return self._ids[article_id]


def article_content(store: Store, article: Article, naming: Naming | None = None) -> ArticleBundle:
    """An article with its text and the annotations of all layers, rejected ones too, and the clusters in use.

    Relations and ties that end elsewhere are in it too; ``outside`` names those ends, unless ``naming`` does not.
    """
    layers = store.layers(article.id)
    mentions = tuple(chain.from_iterable(store.mentions(article.id, layer=layer) for layer in layers))
    clusters = store.clusters(item.cluster for item in mentions if item.cluster is not None)
    bundle = ArticleBundle(
        article=article,
        text=store.text(article.id),
        regions=tuple(store.regions(article.id)),
        clusters=tuple(clusters.values()),
        mentions=mentions,
        arguments=tuple(chain.from_iterable(store.arguments(article.id, layer=layer) for layer in layers)),
        relations=tuple(chain.from_iterable(store.relations(article.id, layer=layer) for layer in layers)),
    )
    return _joined(bundle, store, naming or Naming(store), store.ties_of_article(article.id))


def _joined(bundle: ArticleBundle, store: Store, naming: Naming, ties: list[Tie]) -> ArticleBundle:
    """With its ties, but for those whose end is gone and which say nothing, and with the ends elsewhere named."""
    here = {mention.id for mention in bundle.mentions} | {cluster.id for cluster in bundle.clusters}
    ends = {item.tail for item in bundle.relations} | {tie.other for tie in ties}
    away = ends - here
    clusters = store.clusters(away)
    mentions = store.mentions_by_id(away - clusters.keys())
    outside = {key: naming.cluster(row) for key, row in clusters.items()}
    outside |= {key: name for key, row in mentions.items() if (name := naming.mention(row)) is not None}
    there = clusters.keys() | mentions.keys()
    return replace(bundle, ties=tuple(tie for tie in ties if tie.other in here | there), outside=outside)


def reviewed(bundle: ArticleBundle) -> tuple[ArticleBundle, Counter[str]]:
    """Only what a person stands behind, and what is left out, counted.

    An argument, relation or tie stays if it is confirmed and so are the mentions it joins; ``loose``: only the first.
    """
    mentions = tuple(item for item in bundle.mentions if item.status in CONFIRMED)
    kept = {item.id for item in mentions}
    ends = kept | bundle.outside.keys()
    arguments = tuple(
        item for item in bundle.arguments if item.status in CONFIRMED and item.event in kept and item.filler in kept
    )
    relations = tuple(
        item for item in bundle.relations if item.status in CONFIRMED and item.head in kept and item.tail in ends
    )
    told = kept | {item.cluster for item in mentions if item.cluster is not None}
    named = ends | {cluster.id for cluster in bundle.clusters}
    left = Counter(
        unreviewed=sum(item.status == "suggested" for item in bundle.mentions),
        rejected=sum(item.status == "rejected" for item in bundle.mentions),
        arguments_unreviewed=sum(item.status == "suggested" for item in bundle.arguments),
        arguments_rejected=sum(item.status == "rejected" for item in bundle.arguments),
        arguments_loose=sum(item.status in CONFIRMED for item in bundle.arguments) - len(arguments),
        relations_unreviewed=sum(item.status == "suggested" for item in bundle.relations),
        relations_rejected=sum(item.status == "rejected" for item in bundle.relations),
        relations_loose=sum(item.status in CONFIRMED for item in bundle.relations) - len(relations),
    )
    ties = tuple(tie for tie in bundle.ties if tie.one in told and tie.other in named)
    return replace(bundle, mentions=mentions, arguments=arguments, relations=relations, ties=ties), left
