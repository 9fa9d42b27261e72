"""What linking has not dealt with yet: mentions in no cluster, the next or all, and clusters that no mention is in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from db.queries import CHUNK, rows_where
from db.rows import Article, Cluster, Kind, Mention
from db.schema import TABLES, UNLINKED, article_text

# CROSS JOIN keeps the articles the outer loop, in the order of their index, so that the first hit ends the search.
_NEXT = sa.text("""
    SELECT m.article, m.id FROM article AS a CROSS JOIN mention AS m
    WHERE a.position >= :position AND m.article = a.id AND m.layer = :layer AND m.kind = :kind
      AND m.status <> 'rejected'
      AND (a.position > :position OR (m.start, -m."end", m.id) > (:start, -:end, :id))
      AND (m.cluster IS NULL OR EXISTS (SELECT 1 FROM cluster AS c WHERE c.id = m.cluster AND c.scope <> ''))
    ORDER BY a.position, m.start, -m."end", m.id LIMIT 1
""")


# The index of these mentions holds all the conditions, so that only they are read, in the order of the table.
_SOME = f"""
    SELECT m.rowid, m.id, m.article, m.label, m.start, m."end", m.gaps, a.position, coalesce(nullif(a.title, ''), a.ref)
    FROM mention AS m INDEXED BY mention_unlinked CROSS JOIN article AS a ON a.id = m.article
    WHERE m.layer = :layer AND m.kind = :kind AND m.{UNLINKED.replace("status", "m.status")}
"""
_BEHIND = sa.text(f"{_SOME} AND m.rowid > :last ORDER BY m.rowid LIMIT :limit").columns(
    *(sa.column(name) for name in ("rowid", "id", "article", "label", "start", "end")),
    sa.column("gaps", TABLES[Mention].c.gaps.type), sa.column("position"), sa.column("title"),
)  # fmt: skip
_COUNT = sa.text(f"SELECT count(*) FROM mention WHERE layer = :layer AND kind = :kind AND {UNLINKED}")


class Free(NamedTuple):
    """A mention in no cluster, not even a suggested chain of its article, and not rejected."""

    number: int
    """In the order of the table, which is that of the file but for what was made since."""
    mention: str
    article: str
    label: str
    start: int
    end: int
    place: int
    """The position of its article."""
    title: str
    """Of its article, or its id where it has none."""
    words: str
    """The letters it covers, on one line, at most ``WORDS``."""


WORDS = 200


class Unlinked(NamedTuple):
    """A mention that is in no cluster of the corpus."""

    article: str
    mention: str


def next_unlinked(
    connection: sa.Connection, kind: Kind, *, layer: str, position: int, place: tuple[int, int, str]
) -> Unlinked | None:
    """The first mention in no cluster behind ``place`` (start, end, id) of the article at ``position``, or later.

    Rejected ones are passed over; one in a suggested chain of its article counts as in none.
    """
    start, end, mention = place
    values = {"kind": kind, "layer": layer, "position": position, "start": start, "end": end, "id": mention}
    line = connection.execute(_NEXT, values).first()
    return Unlinked(*line) if line is not None else None


def empty_clusters(connection: sa.Connection) -> list[Cluster]:
    """The clusters that no mention is in, not even a rejected one, and that a person made or wrote something about."""
    cluster, mention = TABLES[Cluster].c, TABLES[Mention].c
    told = sa.or_(
        cluster.source == "human", cluster.note != "", cluster.external.is_not(None),
        sa.type_coerce(cluster.aliases, sa.Text) != "[]",
    )
    unused = ~sa.exists().where(mention.cluster == cluster.id)
    return rows_where(connection, Cluster, told, unused, order=("name", "id"))


def count_free(connection: sa.Connection, kind: Kind, *, layer: str) -> int:
    """How many mentions are in no cluster, not even a suggested one, and not rejected."""
    return int(connection.execute(_COUNT, {"kind": kind, "layer": layer}).scalar_one())


def free_behind(connection: sa.Connection, kind: Kind, *, layer: str, last: int, limit: int) -> list[Free]:
    """At most ``limit`` of them whose number is above ``last``, by number."""
    values = {"kind": kind, "layer": layer, "last": last, "limit": limit}
    return _with_words(connection, connection.execute(_BEHIND, values).all())


def free_among(connection: sa.Connection, ids: Iterable[str], kind: Kind, *, layer: str) -> list[Free]:
    """Those of some mentions that are in no cluster, as ``free_behind`` gives them."""
    wanted, found = sorted(set(ids)), []
    columns, article = TABLES[Mention].c, TABLES[Article]
    title = sa.func.coalesce(sa.func.nullif(article.c.title, ""), article.c.ref)
    fields = (columns[name] for name in ("id", "article", "label", "start", "end", "gaps"))
    query = (
        sa.select(sa.literal_column("mention.rowid"), *fields, article.c.position, title)
        .join(article, article.c.id == columns.article)
        .where(columns.layer == layer, columns.kind == kind, columns.cluster.is_(None), columns.status != "rejected")
    )
    for start in range(0, len(wanted), CHUNK):
        some = query.where(columns.id.in_(wanted[start : start + CHUNK]))
        found += _with_words(connection, connection.execute(some).all())
    return found


def _with_words(connection: sa.Connection, lines: Sequence[Sequence[Any]]) -> list[Free]:
    """Cut the words out of the articles' texts, each of which is read once."""
    column = article_text.c
    wanted = sorted({line[2] for line in lines})
    texts: dict[str, str] = {}
    for start in range(0, len(wanted), CHUNK):
        query = sa.select(column.article, column.text).where(column.article.in_(wanted[start : start + CHUNK]))
        texts.update((article, text) for article, text in connection.execute(query))
    return [
        Free(number, mention, article, label, start, end, place, title, _words(texts[article], start, end, gaps))
        for number, mention, article, label, start, end, gaps, place, title in lines
    ]


def _words(text: str, start: int, end: int, gaps: Sequence[tuple[int, int]]) -> str:
    edges = [start, *(edge for gap in gaps for edge in gap), end]
    parts = (text[first : min(last, first + WORDS)] for first, last in zip(edges[::2], edges[1::2], strict=True))
    return " ".join(" ".join(parts).split())[:WORDS]
