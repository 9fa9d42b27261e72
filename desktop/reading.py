"""An article read from a corpus, what is in sight at once, the rest of a long one bit by bit; and kept right."""

from __future__ import annotations

from collections.abc import Iterable

from db.rows import Change, Mention
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


def take_over(store: Store, article: OpenArticle, changes: Iterable[Change]) -> None:
    """Follow changes that have been made in a corpus, with what they name for the first time. WorldError."""
    changes = tuple(changes)
    article.apply(changes)
    named = {c.after.cluster for c in changes if isinstance(c.after, Mention) and c.after.cluster}
    missing = named - article.clusters.keys()
    if missing:
        article.clusters.update(store.clusters(missing))
    unmet = article.unmet()
    if unmet:
        article.meet(store.outer(unmet))
