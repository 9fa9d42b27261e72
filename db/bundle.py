"""Bulk import: whole articles with their text and annotations, streamed into one transaction; then what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import sqlalchemy as sa

from db.codec import values
from db.rows import ROW_TYPES, Argument, Article, Cluster, Kind, Mention, Region, Relation, Row, Tie
from db.schema import TABLES, article_text

CHUNK = 2000
"""How many rows wait before they are written together."""


@dataclass(frozen=True, slots=True)
class Named:
    """A row that a record names and does not hold, by its id in files: a mention of another article, or a cluster."""

    what: Literal["mention", "cluster"]
    kind: Kind
    layer: str
    id: str
    article: str | None
    """The id of the article that holds it; None: a cluster of the corpus."""
    field: str = field(default="", compare=False)
    """Where the record names it, such as ``relations[0].to``."""


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
    ties: tuple[Tie, ...] = ()
    """Those of its mentions, and of the clusters these are in."""
    outside: Mapping[str, Named] = field(default_factory=dict)
    """By row id, ends of relations and ties that are not in here; where a record was read, these ids are made up."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, parents before children."""
        inner: tuple[Row, ...] = (*self.regions, *self.clusters, *self.mentions, *self.arguments)
        return (self.article, *inner, *self.relations, *self.ties)


@dataclass(frozen=True, slots=True)
class Joining:
    """Rows that join articles, to be written after all of these."""

    rows: tuple[Relation | Tie, ...]


class BulkWriter:
    """Collects rows and writes them a few thousand at a time, in the open transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._waiting: dict[type[Row], list[dict[str, Any]]] = {cls: [] for cls in ROW_TYPES}
        self._texts: list[dict[str, str]] = []
        self._count = 0
        self.articles = 0

    def add(self, bundle: ArticleBundle | Joining) -> None:
        """Take one article, or what joins some; ValueError when a text is not as long as its article's row says."""
        if isinstance(bundle, Joining):
            self._take(bundle.rows)
            return
        if len(bundle.text) != bundle.article.length:
            raise ValueError(
                f"article {bundle.article.ref}: {len(bundle.text)} code points, not {bundle.article.length}"
            )
        self._texts.append({"article": bundle.article.id, "text": bundle.text})
        self.articles += 1
        self._take(bundle.rows)

    def _take(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._waiting[type(row)].append(values(row))
            self._count += 1
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


def write_bundles(connection: sa.Connection, bundles: Iterable[ArticleBundle | Joining]) -> int:
    """Write all bundles in the open transaction; returns the number of articles."""
    writer = BulkWriter(connection)
    for bundle in bundles:
        writer.add(bundle)
    writer.flush()
    return writer.articles
