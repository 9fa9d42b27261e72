"""Reading: every list the screen, the command line and the exports ask a corpus for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa

from db.rows import (
    CONFIRMED,
    DEFAULT_LAYER,
    Argument,
    Article,
    ChangeKind,
    ChangeSet,
    Cluster,
    Kind,
    Mention,
    Region,
    Relation,
    Row,
    Status,
    Tie,
)
from db.schema import TABLES, article_progress, article_text, change, changeset, table_of

AnyRow = TypeVar("AnyRow", bound=Row)
CHUNK = 500
"""How many values one IN list takes."""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in the list, with how many mentions it has and how many somebody has looked at."""

    article: Article
    total: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """A cluster in the list, with its mentions that are not rejected and the articles they are in."""

    cluster: Cluster
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a corpus is: articles by state, and mentions of one layer."""

    new: int
    in_progress: int
    done: int
    total: int
    reviewed: int

    @property
    def articles(self) -> int:
        """All articles."""
        return self.new + self.in_progress + self.done


@dataclass(frozen=True, slots=True)
class Header:
    """A change set without its rows: one line of history."""

    seq: int
    id: str
    kind: ChangeKind
    label: str
    params: tuple[tuple[str, str], ...]
    article: str | None
    author: str
    at: str
    target: str | None

    @classmethod
    def of(cls, item: ChangeSet) -> Header:
        """The line of history of a change set just written."""
        return cls(
            item.seq, item.id, item.kind, item.label, item.params, item.article, item.author, item.at, item.target
        )


def rows_where(
    connection: sa.Connection, cls: type[AnyRow], *where: sa.ColumnElement[bool], order: Iterable[str] = ()
) -> list[AnyRow]:
    """All rows of a type that fulfil the conditions, ordered by the named columns."""
    table = table_of(cls)
    query = sa.select(table).where(*where).order_by(*(table.c[name] for name in order))
    return [cls(*row) for row in connection.execute(query)]


def rows_of(connection: sa.Connection, cls: type[AnyRow], query: sa.Select[Any]) -> list[AnyRow]:
    """Rows of whole lines of a type's table, when there may be thousands.

    They are made column by column from what the driver gives; the columns to decode hold few values, each decoded once.
    """
    cursor = connection.execute(query).cursor
    assert cursor is not None
    columns: list[Sequence[Any]] = list(zip(*cursor.fetchall(), strict=True))
    for at, column in enumerate(table_of(cls).c if columns else ()):
        if isinstance(column.type, sa.TypeDecorator):
            known = {value: column.type.process_result_value(value, connection.dialect) for value in set(columns[at])}
            columns[at] = [known[value] for value in columns[at]]
    return list(map(cls, *columns)) if columns else []


def row(connection: sa.Connection, cls: type[AnyRow], row_id: str) -> AnyRow | None:
    """One row by id."""
    return next(iter(rows_where(connection, cls, table_of(cls).c.id == row_id)), None)


def articles(
    connection: sa.Connection, *, layer: str = DEFAULT_LAYER, after: int | None = None, limit: int | None = None
) -> list[ArticleLine]:
    """Articles by position, with the counts of a layer: all, or ``limit`` of those behind position ``after``."""
    table, counts = TABLES[Article], article_progress.c
    query = (
        sa.select(sa.func.coalesce(counts.total, 0), sa.func.coalesce(counts.reviewed, 0), table)
        .join(article_progress, sa.and_(counts.article == table.c.id, counts.layer == layer), isouter=True)
        .order_by(table.c.position)
        .limit(limit)
    )
    if after is not None:
        query = query.where(table.c.position > after)
    cursor = connection.execute(query).cursor  # the driver's own: half the time, and no column here needs decoding
    assert cursor is not None
    return [ArticleLine(Article(*fields), total, reviewed) for total, reviewed, *fields in cursor.fetchall()]


def article_where(connection: sa.Connection, *, ref: str) -> Article | None:
    """The article that came with this ref, if it is there."""
    return next(iter(rows_where(connection, Article, TABLES[Article].c.ref == ref)), None)


def article_ids(connection: sa.Connection) -> list[str]:
    """The ids of all articles by position."""
    table = TABLES[Article]
    return list(connection.execute(sa.select(table.c.id).order_by(table.c.position)).scalars())


def article_beside(connection: sa.Connection, position: int, *, step: int) -> str | None:
    """The id of the next article after a position (``step`` 1), or of the last before it (-1)."""
    column = TABLES[Article].c
    query = sa.select(column.id).limit(1)
    if step > 0:
        query = query.where(column.position > position).order_by(column.position)
    else:
        query = query.where(column.position < position).order_by(column.position.desc())
    return connection.execute(query).scalar_one_or_none()


def cluster_where(
    connection: sa.Connection, *, kind: Kind, ref: str, layer: str = DEFAULT_LAYER, scope: str = ""
) -> Cluster | None:
    """The corpus's cluster with this ref, if it is there; with an article's id as ``scope`` that article's chain."""
    columns = TABLES[Cluster].c
    where = (columns.scope == scope, columns.ref == ref, columns.kind == kind, columns.layer == layer)
    found = rows_where(connection, Cluster, *where)
    return next(iter(found), None)


def layers(connection: sa.Connection, article_id: str) -> list[str]:
    """The layers an article has mentions in, by name."""
    columns = article_progress.c
    query = sa.select(columns.layer).where(columns.article == article_id, columns.total > 0).order_by(columns.layer)
    return list(connection.execute(query).scalars())


def next_position(connection: sa.Connection) -> int:
    """The position that follows the last article's."""
    last = connection.execute(sa.select(sa.func.max(TABLES[Article].c.position))).scalar_one()
    return 0 if last is None else int(last) + 1


def text(connection: sa.Connection, article_id: str) -> str | None:
    """An article's text."""
    query = sa.select(article_text.c.text).where(article_text.c.article == article_id)
    return connection.execute(query).scalar_one_or_none()


def regions(connection: sa.Connection, article_id: str) -> list[Region]:
    """An article's regions in reading order."""
    return rows_where(connection, Region, TABLES[Region].c.article == article_id, order=("start", "end", "id"))


def mentions(connection: sa.Connection, article_id: str, *, layer: str) -> list[Mention]:
    """An article's mentions in a layer, rejected ones too: by start, the longer first, then id."""
    column = TABLES[Mention].c
    query = (
        sa.select(TABLES[Mention])
        .where(column.article == article_id, column.layer == layer)
        .order_by(column.start, column.end.desc(), column.id)
    )
    return rows_of(connection, Mention, query)


def arguments(connection: sa.Connection, article_id: str, *, layer: str) -> list[Argument]:
    """An article's arguments in a layer, in the order they were made."""
    column = TABLES[Argument].c
    query = sa.select(TABLES[Argument]).where(column.article == article_id, column.layer == layer)
    return rows_of(connection, Argument, query.order_by(sa.literal_column("argument.rowid")))


class Written(NamedTuple):
    """What says under which id a mention is written."""

    id: str
    kind: Kind
    layer: str
    ref: str | None
    start: int
    end: int
    status: Status


def written(connection: sa.Connection, article_id: str) -> list[Written]:
    """An article's mentions in all layers, as far as their ids in files depend on them."""
    column = TABLES[Mention].c
    wanted = (column[name] for name in Written._fields)
    lines = connection.execute(sa.select(*wanted).where(column.article == article_id))
    return [Written(*line) for line in lines]


def mentions_by_id(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Mention]:
    """The mentions with these ids, by id."""
    wanted = sorted(set(ids))
    found: dict[str, Mention] = {}
    for start in range(0, len(wanted), CHUNK):
        some = rows_where(connection, Mention, TABLES[Mention].c.id.in_(wanted[start : start + CHUNK]))
        found.update((item.id, item) for item in some)
    return found


def relations(connection: sa.Connection, article_id: str, *, layer: str) -> list[Relation]:
    """An article's relations in a layer, in the order they were made."""
    column = TABLES[Relation].c
    query = sa.select(TABLES[Relation]).where(column.article == article_id, column.layer == layer)
    return [Relation(*line) for line in connection.execute(query.order_by(sa.literal_column("relation.rowid")))]


def confirmed_relations(connection: sa.Connection, *, layer: str) -> list[tuple[Relation, str | None, str | None]]:
    """Every relation of a layer that a person stands behind, with the clusters of its head and tail."""
    table, head, tail = TABLES[Relation], TABLES[Mention].alias(), TABLES[Mention].alias()
    query = (
        sa.select(table, head.c.cluster, tail.c.cluster)
        .join_from(table, head, head.c.id == table.c.head)
        .join(tail, tail.c.id == table.c.tail)
        .where(table.c.layer == layer, table.c.status.in_(CONFIRMED))
        .order_by(sa.literal_column("relation.rowid"))
    )
    return [(Relation(*line[:-2]), line[-2], line[-1]) for line in connection.execute(query)]


def clusters(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Cluster]:
    """The clusters with these ids, by id."""
    wanted = sorted(set(ids))
    found: dict[str, Cluster] = {}
    for start in range(0, len(wanted), CHUNK):
        some = rows_where(connection, Cluster, TABLES[Cluster].c.id.in_(wanted[start : start + CHUNK]))
        found.update((item.id, item) for item in some)
    return found


def clusters_labelled(connection: sa.Connection, label: str, *, layer: str) -> set[str]:
    """The ids of the clusters with a mention of this label that nobody rejected."""
    mention = TABLES[Mention].c
    query = sa.select(mention.cluster).distinct().where(mention.cluster.is_not(None), mention.label == label)
    query = query.where(mention.layer == layer, mention.status != "rejected")
    return set(connection.scalars(query))


def all_clusters(connection: sa.Connection, kind: Kind, *, layer: str) -> list[ClusterLine]:
    """Clusters with a mention nobody rejected, or made by a person; the corpus's own first, big ones first."""
    cluster, mention = TABLES[Cluster], TABLES[Mention]
    counts = (
        sa.select(
            mention.c.cluster.label("id"),
            sa.func.count().label("mentions"),
            sa.func.count(mention.c.article.distinct()).label("articles"),
        )
        .where(mention.c.cluster.is_not(None), mention.c.status != "rejected")
        .group_by(mention.c.cluster)
        .subquery()
    )
    many, wide = sa.func.coalesce(counts.c.mentions, 0), sa.func.coalesce(counts.c.articles, 0)
    query = (
        sa.select(many, wide, cluster)
        .join(counts, counts.c.id == cluster.c.id, isouter=True)
        .where(cluster.c.kind == kind, cluster.c.layer == layer, sa.or_(many > 0, cluster.c.source == "human"))
        .order_by(cluster.c.scope != "", many.desc(), cluster.c.name, cluster.c.id)
    )
    return [ClusterLine(Cluster(*line[2:]), line[0], line[1]) for line in connection.execute(query)]


def cluster_line(connection: sa.Connection, cluster_id: str) -> ClusterLine | None:
    """One cluster with its counts, or None when there is no such cluster."""
    mention, found = TABLES[Mention], row(connection, Cluster, cluster_id)
    if found is None:
        return None
    counts = sa.select(sa.func.count(), sa.func.count(mention.c.article.distinct()))
    counts = counts.where(mention.c.cluster == cluster_id, mention.c.status != "rejected")
    many, wide = connection.execute(counts).one()
    return ClusterLine(found, many, wide)


def cluster_mentions(connection: sa.Connection, cluster_id: str) -> list[Mention]:
    """A cluster's mentions in all articles, rejected ones too: by article position, then start."""
    mention, article = TABLES[Mention], TABLES[Article]
    query = (
        sa.select(mention)
        .join(article, article.c.id == mention.c.article)
        .where(mention.c.cluster == cluster_id)
        .order_by(article.c.position, mention.c.start, mention.c.end.desc(), mention.c.id)
    )
    return [Mention(*line) for line in connection.execute(query)]


def ties(connection: sa.Connection, *, layer: str = DEFAULT_LAYER) -> list[Tie]:
    """What has been said of pairs in a layer, in the order it was said."""
    tie = TABLES[Tie]
    query = sa.select(tie).where(tie.c.layer == layer).order_by(sa.text("rowid"))
    return [Tie(*line) for line in connection.execute(query)]


def ties_of_article(connection: sa.Connection, article_id: str) -> list[Tie]:
    """What has been said of an article's mentions, and of the clusters they are in, in all layers."""
    tie, mention = TABLES[Tie], TABLES[Mention].c
    ids = sa.select(mention.id).where(mention.article == article_id)
    clusters = sa.select(mention.cluster).where(mention.article == article_id, mention.cluster.is_not(None))
    query = sa.select(tie).where(tie.c.one.in_(ids) | tie.c.one.in_(clusters))  # by ``one`` alone, which has an index
    return [Tie(*line) for line in connection.execute(query.order_by(sa.text("rowid")))]


def ties_of_no_article(connection: sa.Connection) -> list[Tie]:
    """What has been said of clusters that no mention is in."""
    tie, one, other = TABLES[Tie], TABLES[Cluster].alias(), TABLES[Cluster].alias()
    mention = TABLES[Mention].c
    query = sa.select(tie).join(one, one.c.id == tie.c.one).join(other, other.c.id == tie.c.other)
    query = query.where(tie.c.kind == "affiliated", ~sa.exists().where(mention.cluster == tie.c.one))
    return [Tie(*line) for line in connection.execute(query)]


def progress(connection: sa.Connection, *, layer: str = DEFAULT_LAYER) -> Progress:
    """Articles by state, and a layer's mentions counted."""
    state = TABLES[Article].c.state
    states: dict[str, int] = dict(connection.execute(sa.select(state, sa.func.count()).group_by(state)).all())
    sums = sa.select(sa.func.coalesce(sa.func.sum(article_progress.c.total), 0),
                     sa.func.coalesce(sa.func.sum(article_progress.c.reviewed), 0))  # fmt: skip
    total, reviewed = connection.execute(sums.where(article_progress.c.layer == layer)).one()
    return Progress(states.get("new", 0), states.get("in_progress", 0), states.get("done", 0), total, reviewed)


_TARGET = changeset.alias("target")
_HEADERS = (
    sa.select(*(changeset.c[name] for name in ("seq", "id", "kind", "label", "params", "article", "author", "at")))
    .add_columns(_TARGET.c.id)
    .join(_TARGET, _TARGET.c.seq == changeset.c.target, isouter=True)
    .order_by(changeset.c.seq.desc())
)
"""Asked for so often that it is put together once."""


def headers(
    connection: sa.Connection,
    *,
    seq: int | None = None,
    before_seq: int | None = None,
    limit: int = 200,
    article: str | None = None,
    row_id: str | None = None,
) -> list[Header]:
    """Lines of history, newest first: one by ``seq``, or a page before a ``seq``, of an article or of a row."""
    item, query = changeset.c, _HEADERS.limit(limit)
    if seq is not None:
        query = query.where(item.seq == seq)
    if before_seq is not None:
        query = query.where(item.seq < before_seq)
    if article is not None:
        query = query.where(item.article == article)
    if row_id is not None:
        query = query.where(item.seq.in_(sa.select(change.c.changeset).where(change.c.row_id == row_id)))
    return [Header(*line) for line in connection.execute(query)]


def touched(connection: sa.Connection, seq: int) -> list[tuple[str, str]]:
    """The rows a change set touched, in its order: (type, id), such as ("mention", ...)."""
    column = change.c
    query = sa.select(column.row_type, column.row_id).where(column.changeset == seq).order_by(column.seq)
    return [(name, row_id) for name, row_id in connection.execute(query)]
