"""Bulk import: whole articles with their text and annotations, streamed into one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from db.codec import values
from db.rows import ROW_TYPES, Argument, Article, Cluster, Mention, Region, Relation, Row
from db.schema import TABLES, article_text

CHUNK = 2000
"""How many rows wait before they are written together."""


@dataclass(frozen=True, slots=True)
class ArticleBundle:
    """One article to be imported, with everything that comes with it."""

    article: Article
    text: str
    regions: tuple[Region, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    """Clusters that are not in the corpus yet and came with no earlier bundle of this import."""
    mentions: tuple[Mention, ...] = ()
    arguments: tuple[Argument, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, parents before children."""
        return (self.article, *self.regions, *self.clusters, *self.mentions, *self.arguments, *self.relations)


class BulkWriter:
    """Collects rows and writes them a few thousand at a time, in the open transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._waiting: dict[type[Row], list[dict[str, Any]]] = {cls: [] for cls in ROW_TYPES}
        self._texts: list[dict[str, str]] = []
        self._count = 0
        self.articles = 0

    def add(self, bundle: ArticleBundle) -> None:
        """Take one article; ValueError when its text is not as long as its row says."""
        if len(bundle.text) != bundle.article.length:
            raise ValueError(
                f"article {bundle.article.ref}: {len(bundle.text)} code points, not {bundle.article.length}"
            )
        self._texts.append({"article": bundle.article.id, "text": bundle.text})
        for row in bundle.rows:
            self._waiting[type(row)].append(values(row))
            self._count += 1
        self.articles += 1
        if self._count >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Write what waits, parents before children."""
        for cls, waiting in self._waiting.items():
            if waiting:
                self._connection.execute(sa.insert(TABLES[cls]), waiting)
                waiting.clear()
            if cls is Article and self._texts:
                self._connection.execute(sa.insert(article_text), self._texts)
                self._texts.clear()
        self._count = 0


def write_bundles(connection: sa.Connection, bundles: Iterable[ArticleBundle]) -> int:
    """Write all bundles in the open transaction; returns the number of articles."""
    writer = BulkWriter(connection)
    for bundle in bundles:
        writer.add(bundle)
    writer.flush()
    return writer.articles
