"""What linking has not dealt with yet: the next mention in no cluster, and clusters that no mention is in."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from db.queries import rows_where
from db.rows import Cluster, Kind, Mention
from db.schema import TABLES

# CROSS JOIN keeps the articles the outer loop, in the order of their index, so that the first hit ends the search.
_NEXT = sa.text("""
    SELECT m.article, m.id FROM article AS a CROSS JOIN mention AS m
    WHERE a.position >= :position AND m.article = a.id AND m.layer = :layer AND m.kind = :kind
      AND m.status <> 'rejected'
      AND (a.position > :position OR (m.start, -m."end", m.id) > (:start, -:end, :id))
      AND (m.cluster IS NULL OR EXISTS (SELECT 1 FROM cluster AS c WHERE c.id = m.cluster AND c.scope <> ''))
    ORDER BY a.position, m.start, -m."end", m.id LIMIT 1
""")


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
