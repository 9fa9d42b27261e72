"""An article read from a corpus: the rows in sight at once, those of a long one bit by bit afterwards."""

from __future__ import annotations

from db.store import Store
from desktop.article import OpenArticle

AT_ONCE = 3_000
"""Rows read before an article is shown: all of an ordinary one, more than a screen of the densest."""
SIZE = 600
"""Rows read in one go afterwards, some 5 ms."""


def read_article(store: Store, article_id: str, *, layer: str) -> OpenArticle:
    """An article as it stands in a corpus; ``whole`` unless it is very long. KeyError: there is none. WorldError."""
    article = OpenArticle(
        store.article(article_id),
        store.text(article_id),
        regions=store.regions(article_id),
        rest=store.slices(article_id, layer=layer, size=SIZE),
        counts=store.counts(article_id, layer=layer),
    )
    article.read_on(AT_ONCE)
    return article
