"""Everything a corpus holds of one article, as one bundle: what exports write and imports compare with."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain

from db.bundle import ArticleBundle
from db.rows import CONFIRMED, Article
from db.store import Store


def article_content(store: Store, article: Article) -> ArticleBundle:
    """An article with its text and the annotations of all layers, rejected ones too, and the clusters in use."""
    layers = store.layers(article.id)
    mentions = tuple(chain.from_iterable(store.mentions(article.id, layer=layer) for layer in layers))
    clusters = store.clusters(item.cluster for item in mentions if item.cluster is not None)
    return ArticleBundle(
        article=article,
        text=store.text(article.id),
        regions=tuple(store.regions(article.id)),
        clusters=tuple(clusters.values()),
        mentions=mentions,
        arguments=tuple(chain.from_iterable(store.arguments(article.id, layer=layer) for layer in layers)),
        relations=tuple(chain.from_iterable(store.relations(article.id, layer=layer) for layer in layers)),
    )


def reviewed(bundle: ArticleBundle) -> tuple[ArticleBundle, Counter[str]]:
    """Only what a person stands behind, and what is left out, counted.

    An argument or relation stays if it is confirmed and so are the mentions it joins.
    """
    mentions = tuple(item for item in bundle.mentions if item.status in CONFIRMED)
    kept = {item.id for item in mentions}
    arguments = tuple(
        item for item in bundle.arguments if item.status in CONFIRMED and item.event in kept and item.filler in kept
    )
    relations = tuple(
        item for item in bundle.relations if item.status in CONFIRMED and item.head in kept and item.tail in kept
    )
    left = Counter(
        unreviewed=sum(item.status == "suggested" for item in bundle.mentions),
        rejected=sum(item.status == "rejected" for item in bundle.mentions),
        arguments_unreviewed=len(bundle.arguments) - len(arguments),
        relations_unreviewed=len(bundle.relations) - len(relations),
    )
    return replace(bundle, mentions=mentions, arguments=arguments, relations=relations), left
