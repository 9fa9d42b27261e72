"""Whether a cluster holds more than some mentions, without reading them all."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from db.rows import Mention
from db.schema import TABLES


def holds_others(connection: sa.Connection, cluster_id: str, *, besides: Collection[str]) -> bool:
    """Is any mention in a cluster, of whatever layer and rejected ones too, but those with the ids ``besides``?"""
    mention = TABLES[Mention]
    query = sa.select(mention.c.id).where(mention.c.cluster == cluster_id).limit(len(besides) + 1)
    return any(key not in besides for key in connection.execute(query).scalars())
