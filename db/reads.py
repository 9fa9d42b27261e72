"""What a corpus is asked: every list and row that the screen, the command line and the exports need."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from db import queries, row_history, slices
from db.dated import DatedArticle, dated, eventful, telling
from db.engine import Database
from db.held import holds_others
from db.queries import ArticleLine, ClusterLine, Header, Progress, Written
from db.rows import DEFAULT_LAYER, Argument, Article, Cluster, Kind, Mention, Region, Relation, Row, Tie
from db.said import ties_of
from db.slices import Outer, Slice
from db.unlinked import Unlinked, count_free, empty_clusters, next_unlinked
from db.unlinked_list import UnlinkedList

AnyRow = TypeVar("AnyRow", bound=Row)
T = TypeVar("T")
P = ParamSpec("P")


class Reads:
    """The reading half of the store; nothing here writes. May be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def articles(
        self, *, layer: str = DEFAULT_LAYER, after: int | None = None, limit: int | None = None
    ) -> list[ArticleLine]:
        """Articles by position, with the counts of a layer: all, or ``limit`` of those behind position ``after``."""
        return self._read(queries.articles, layer=layer, after=after, limit=limit)

    def article(self, article_id: str) -> Article:
        """One article's head. KeyError when there is none."""
        return self._there(self.row(Article, article_id), article_id)

    def text(self, article_id: str) -> str:
        """An article's text. KeyError when there is none."""
        return self._there(self._read(queries.text, article_id), article_id)

    def find_article(self, ref: str) -> Article | None:
        """The article that was imported with this ref."""
        return self._read(queries.article_where, ref=ref)

    def article_ids(self) -> list[str]:
        """The ids of all articles by position."""
        return self._read(queries.article_ids)

    def article_beside(self, position: int, *, step: int) -> str | None:
        """The id of the next article after a position (``step`` 1), or of the last before it (-1); None at the end."""
        return self._read(queries.article_beside, position, step=step)

    def find_cluster(self, kind: Kind, ref: str, *, layer: str = DEFAULT_LAYER, scope: str = "") -> Cluster | None:
        """The corpus's cluster with this id in files; with an article's row id as ``scope``, that article's chain."""
        return self._read(queries.cluster_where, kind=kind, ref=ref, layer=layer, scope=scope)

    def layers(self, article_id: str) -> list[str]:
        """The layers an article has mentions in, by name."""
        return self._read(queries.layers, article_id)

    def next_position(self) -> int:
        """The position for the next article to be imported."""
        return self._read(queries.next_position)

    def regions(self, article_id: str) -> list[Region]:
        """An article's regions in reading order."""
        return self._read(queries.regions, article_id)

    def mentions(self, article_id: str, *, layer: str = DEFAULT_LAYER) -> list[Mention]:
        """An article's mentions, rejected ones too: by start, the longer first."""
        return self._read(queries.mentions, article_id, layer=layer)

    def slices(self, article_id: str, *, layer: str = DEFAULT_LAYER, size: int) -> Iterator[Slice]:
        """An article's rows a slice at a time, each read when it is asked for."""
        return slices.Slices(self._read, article_id, layer=layer, size=size)

    def counts(self, article_id: str, *, layer: str = DEFAULT_LAYER) -> tuple[int, int]:
        """(mentions decided on, mentions) of an article."""
        return self._read(slices.counts, article_id, layer=layer)

    def written(self, article_id: str) -> list[Written]:
        """An article's mentions in all layers, as far as their ids in files depend on them."""
        return self._read(queries.written, article_id)

    def mentions_by_id(self, ids: Iterable[str]) -> dict[str, Mention]:
        """The mentions with these ids, by id; those that are gone are left out."""
        return self._read(queries.mentions_by_id, ids)

    def arguments(self, article_id: str, *, layer: str = DEFAULT_LAYER) -> list[Argument]:
        """An article's arguments, in the order they were made."""
        return self._read(queries.arguments, article_id, layer=layer)

    def relations(self, article_id: str, *, layer: str = DEFAULT_LAYER) -> list[Relation]:
        """An article's relations, in the order they were made."""
        return self._read(queries.relations, article_id, layer=layer)

    def outer(self, ids: Iterable[str]) -> dict[str, Outer]:
        """Mentions by id with their words and the titles of their articles; those that are gone are left out."""
        return self._read(slices.outer, ids)

    def confirmed_relations(self, *, layer: str = DEFAULT_LAYER) -> list[tuple[Relation, str | None, str | None]]:
        """The corpus' relations a person stands behind, with the clusters of head and tail, in the order made."""
        return self._read(queries.confirmed_relations, layer=layer)

    def eventful(self, *, layer: str = DEFAULT_LAYER) -> list[str]:
        """The ids of the articles with an event mention that is not rejected, by position."""
        return self._read(eventful, layer=layer)

    def telling(self, events: Iterable[str], *, layer: str = DEFAULT_LAYER) -> list[tuple[str, str, str]]:
        """(event, mention id, article id) of what tells of events: the ids of clusters, or of mentions in none."""
        return self._read(telling, events, layer=layer)

    def dated(
        self, ids: Iterable[str], *, labels: Collection[str], layer: str = DEFAULT_LAYER, linked: bool = False
    ) -> list[DatedArticle]:
        """What of some articles bears on when their events were; ``labels`` are those of time mentions."""
        return self._read(dated, ids, labels=labels, layer=layer, linked=linked)

    def clusters(self, ids: Iterable[str]) -> dict[str, Cluster]:
        """The clusters with these ids, by id; unknown ids are left out."""
        return self._read(queries.clusters, ids)

    def all_clusters(self, kind: Kind, *, layer: str = DEFAULT_LAYER) -> list[ClusterLine]:
        """Clusters with a mention nobody rejected, or made by a person; the corpus's own first, big ones first."""
        return self._read(queries.all_clusters, kind, layer=layer)

    def clusters_labelled(self, label: str, *, layer: str = DEFAULT_LAYER) -> set[str]:
        """The ids of the clusters with a mention of this label that nobody rejected."""
        return self._read(queries.clusters_labelled, label, layer=layer)

    def cluster_line(self, cluster_id: str) -> ClusterLine | None:
        """One cluster with its counts, or None when there is no such cluster."""
        return self._read(queries.cluster_line, cluster_id)

    def cluster_mentions(self, cluster_id: str) -> list[Mention]:
        """A cluster's mentions in all articles, rejected ones too: by article position, then start."""
        return self._read(queries.cluster_mentions, cluster_id)

    def holds_others(self, cluster_id: str, *, besides: Collection[str]) -> bool:
        """Is any mention in a cluster, rejected ones too, but those with the ids ``besides``?"""
        return self._read(holds_others, cluster_id, besides=besides)

    def next_unlinked(
        self, kind: Kind, *, position: int, place: tuple[int, int, str] = (-1, 0, ""), layer: str = DEFAULT_LAYER
    ) -> Unlinked | None:
        """The first mention in no cluster behind ``place`` (start, end, id) of the article at a position, or later."""
        return self._read(next_unlinked, kind, layer=layer, position=position, place=place)

    def count_unlinked(self, kind: Kind, *, layer: str = DEFAULT_LAYER) -> int:
        """How many mentions are in no cluster, not even in a suggested chain, and not rejected."""
        return self._read(count_free, kind, layer=layer)

    def unlinked_list(self, kind: Kind, *, layer: str = DEFAULT_LAYER) -> UnlinkedList:
        """These mentions as a list, which is still to be read; to be closed by who asks, and used in one thread."""
        return UnlinkedList(self._read, self._database.path, kind=kind, layer=layer)

    def empty_clusters(self) -> list[Cluster]:
        """The clusters that no mention is in, and that a person made or wrote something about, of all layers."""
        return self._read(empty_clusters)

    def ties(self, *, layer: str = DEFAULT_LAYER) -> list[Tie]:
        """What has been said of pairs of mentions and clusters in a layer, in the order it was said."""
        return self._read(queries.ties, layer=layer)

    def ties_of(self, ids: Collection[str]) -> list[Tie]:
        """What has been said of mentions or clusters with these ids, at either end of a pair; in all layers."""
        return self._read(ties_of, ids)

    def ties_of_article(self, article_id: str) -> list[Tie]:
        """What has been said of an article's mentions, and of the clusters they are in, in all layers."""
        return self._read(queries.ties_of_article, article_id)

    def ties_of_no_article(self) -> list[Tie]:
        """What has been said of clusters that no mention is in."""
        return self._read(queries.ties_of_no_article)

    def mention(self, mention_id: str) -> Mention | None:
        """One mention by id."""
        return self.row(Mention, mention_id)

    def row(self, cls: type[AnyRow], row_id: str) -> AnyRow | None:
        """One row of any type by id."""
        return self._read(queries.row, cls, row_id)

    def progress(self, *, layer: str = DEFAULT_LAYER) -> Progress:
        """Articles by state, and a layer's mentions counted."""
        return self._read(queries.progress, layer=layer)

    def history(
        self, *, before_seq: int | None = None, limit: int = 200, article: str | None = None, row_id: str | None = None
    ) -> list[Header]:
        """A page of change sets, newest first: older than ``before_seq``, of an article, of a row."""
        return self._read(queries.headers, before_seq=before_seq, limit=limit, article=article, row_id=row_id)

    def touched(self, seq: int) -> list[tuple[str, str]]:
        """The rows a change set touched, in its order: (type, id), such as ("mention", ...)."""
        return self._read(queries.touched, seq)

    def last_set(self, ids: Collection[str], *, field: str) -> dict[str, tuple[str, object]]:
        """By row id: the label of the change set in force that last set a field, and what was there before."""
        return self._read(row_history.last_set, ids, field=field)

    def _read(self, query: Callable[Concatenate[sa.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self._database.reading() as connection:
            return query(connection, *args, **kwargs)

    def _there(self, found: T | None, key: str) -> T:
        if found is None:
            raise KeyError(key)
        return found
