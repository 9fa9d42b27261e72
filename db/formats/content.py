"""Everything a corpus holds of one article, as one bundle: what exports write and imports compare with."""

from __future__ import annotations

from itertools import chain

from db.bundle import ArticleBundle
from db.rows import Article
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
