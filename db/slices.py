"""An article's rows read a slice at a time, so that who shows a long article need not wait for its last row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa

from db import queries
from db.rows import Argument, Article, Cluster, Mention, Relation
from db.schema import TABLES, article_progress, article_text, table_of

Linked = TypeVar("Linked", Argument, Relation)


@dataclass(frozen=True, slots=True)
class Outer:
    """A mention of another article that a relation joins to an article."""

    mention: Mention
    words: str
    """The letters it covers, on one line."""
    title: str
    """Of its article."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of an article's rows. Mentions come in reading order, with the clusters not met with in slices before."""

    mentions: Sequence[Mention] = ()
    arguments: Sequence[Argument] = ()
    relations: Sequence[Relation] = ()
    clusters: dict[str, Cluster] = field(default_factory=dict)
    outer: dict[str, Outer] = field(default_factory=dict)
    """The ends in other articles of all the article's relations, by id."""


class Slices:
    """An article's rows, at most ``size`` in a slice and each slice read when it is asked for; iterate over it.

    First come all mentions, rejected ones too, in reading order; then the arguments and the relations in the order they
    were made; last, and in one slice, the relations that lead here from other articles, with what lies there. Nothing
    may change in the article between two slices. Where reading one fails (WorldError), the next try goes on with the
    same one.
    """

    def __init__(self, ask: Callable[..., Any], article_id: str, *, layer: str, size: int) -> None:
        """``ask`` calls a query with a connection."""
        self._ask, self._size = ask, size
        self._where = {"article_id": article_id, "layer": layer}
        self._last: Mention | None = None
        self._met: set[str] = set()
        self._linked: list[type[Argument | Relation]] = [Relation, Argument]
        self._mentions_left = self._joins_left = True
        self._first = 0

    def __iter__(self) -> Iterator[Slice]:
        return self

    def __next__(self) -> Slice:
        if self._mentions_left:
            found = self._ask(mentions_behind, **self._where, last=self._last, limit=self._size)
            fresh = {mention.cluster for mention in found if mention.cluster} - self._met
            clusters = self._ask(queries.clusters, fresh) if fresh else {}
            self._met |= fresh
            self._last = found[-1] if found else None
            self._mentions_left = len(found) == self._size
            if found:
                return Slice(found, clusters=clusters)
        while self._linked:
            cls, where = self._linked[-1], self._where | {"first": self._first}
            rows = self._ask(rows_numbered, cls, **where, limit=self._size)
            behind = self._ask(number_behind, cls, **where, count=self._size) if len(rows) == self._size else None
            self._first = behind or 0
            if behind is None:
                self._linked.pop()
            if rows:
                return Slice(arguments=rows) if cls is Argument else Slice(relations=rows)
        if self._joins_left:
            incoming, ends = self._ask(joins, **self._where)
            found = self._ask(outer, ends) if ends else {}
            self._joins_left = False
            if found:
                return Slice(relations=incoming, outer=found)
        raise StopIteration


def mentions_behind(
    connection: sa.Connection, article_id: str, *, layer: str, last: Mention | None, limit: int
) -> list[Mention]:
    """At most ``limit`` mentions that follow ``last`` in reading order: start, the longer first, id; rejected ones too.

    ``last`` None: from the article's beginning.
    """
    column = TABLES[Mention].c
    query = sa.select(TABLES[Mention]).where(column.article == article_id, column.layer == layer).limit(limit)
    if last is not None:
        later = sa.or_(
            column.start > last.start,
            column.end < last.end,
            sa.and_(column.end == last.end, column.id > last.id),
        )
        query = query.where(column.start >= last.start, later)
    return queries.rows_of(connection, Mention, query.order_by(column.start, column.end.desc(), column.id))


def number_behind(
    connection: sa.Connection, cls: type[Linked], article_id: str, *, layer: str, first: int, count: int
) -> int | None:
    """The number in the table that follows ``count`` rows of an article from the number ``first`` on, if any does."""
    column = table_of(cls).c
    number: sa.ColumnClause[int] = sa.literal_column(f"{table_of(cls).name}.rowid")
    query = sa.select(number).where(column.article == article_id, column.layer == layer, number >= first)
    return connection.scalar(query.order_by(number).limit(1).offset(count))


def rows_numbered(
    connection: sa.Connection, cls: type[Linked], article_id: str, *, layer: str, first: int, limit: int
) -> list[Linked]:
    """At most ``limit`` of an article's arguments or relations, in the order made, from a number in the table on."""
    column = table_of(cls).c
    number: sa.ColumnClause[int] = sa.literal_column(f"{table_of(cls).name}.rowid")
    query = sa.select(table_of(cls)).where(column.article == article_id, column.layer == layer, number >= first)
    return queries.rows_of(connection, cls, query.order_by(number).limit(limit))


def joins(connection: sa.Connection, article_id: str, *, layer: str) -> tuple[list[Relation], set[str]]:
    """The relations that lead to an article from others; the ids of the ends in others of these and of its own."""
    relation, tail = TABLES[Relation], TABLES[Mention].alias()
    query = sa.select(relation).join(tail, tail.c.id == relation.c.tail).where(relation.c.layer == layer)
    events = tail.c.article == article_id, tail.c.kind == "event"  # of few mentions need relations be sought
    inward = query.where(*events, relation.c.article != article_id)
    incoming = queries.rows_of(connection, Relation, inward.order_by(sa.literal_column("relation.rowid")))
    outward = query.where(relation.c.article == article_id, tail.c.article != article_id)
    outgoing = connection.scalars(outward.with_only_columns(relation.c.tail))
    return incoming, {row.head for row in incoming} | set(outgoing)


def outer(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Outer]:
    """Mentions by id with their words and the titles of their articles; those that are gone are left out."""
    mention, article = TABLES[Mention], TABLES[Article]
    words = sa.func.substr(article_text.c.text, mention.c.start + 1, mention.c.end - mention.c.start)
    query = (
        sa.select(mention, words, article.c.title)
        .join(article, article.c.id == mention.c.article)
        .join(article_text, article_text.c.article == mention.c.article)
    )
    wanted, found = sorted(set(ids)), {}
    for start in range(0, len(wanted), queries.CHUNK):
        some = query.where(mention.c.id.in_(wanted[start : start + queries.CHUNK]))
        for *values, text, title in connection.execute(some):
            row = Mention(*values)
            parts = (text[first - row.start : last - row.start] for first, last in row.fragments)
            found[row.id] = Outer(row, " ".join(" ".join(parts).split()), title)
    return found


def counts(connection: sa.Connection, article_id: str, *, layer: str) -> tuple[int, int]:
    """(mentions decided on, mentions) of an article in a layer."""
    column = article_progress.c
    query = sa.select(column.reviewed, column.total).where(column.article == article_id, column.layer == layer)
    reviewed, total = connection.execute(query).one_or_none() or (0, 0)
    return reviewed, total
