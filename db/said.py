"""What has been said of some mentions or clusters, whichever end of a pair they are."""

from __future__ import annotations

import json
from collections.abc import Collection

import sqlalchemy as sa

from db.rows import Tie
from db.schema import TABLES


def ties_of(connection: sa.Connection, ids: Collection[str]) -> list[Tie]:
    """The ties one of whose ends is among ``ids``."""
    if not ids:
        return []
    tie, wanted = TABLES[Tie], sa.func.json_each(json.dumps(list(ids))).table_valued("value")
    some = sa.select(wanted.c.value)
    query = sa.select(tie).where(tie.c.one.in_(some) | tie.c.other.in_(some))  # by both indexes, so in no order
    return [Tie(*line) for line in connection.execute(query)]
