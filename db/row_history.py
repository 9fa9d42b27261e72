"""What the journal says of single rows: which change set in force last gave a row the value it has in a field."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from db.codec import load
from db.schema import change, changeset


def last_set(connection: sa.Connection, ids: Collection[str], *, field: str) -> dict[str, tuple[str, object]]:
    """By row id: the label of the change set that last set the field, and what was there before (None: no row).

    What has been taken back is not in force. Rows that no change set speaks of are missing.
    """
    column = changeset.c
    query = (
        sa.select(change.c.row_id, change.c.row_type, change.c.before, change.c.after, column.seq, column.label,
                  column.schema_version)
        .join(changeset, column.seq == change.c.changeset)
        .where(change.c.row_id.in_(ids), column.kind.not_in(("undo", "redo")))
        .order_by(change.c.seq.desc())
    )  # fmt: skip
    lines = connection.execute(query).all()
    undone = _undone(connection, {line.seq for line in lines})
    found: dict[str, tuple[str, object]] = {}
    for line in lines:
        after = load(line.row_type, line.after, version=line.schema_version)
        if line.seq not in undone and line.row_id not in found and after is not None and field in after:
            before = load(line.row_type, line.before, version=line.schema_version)
            found[line.row_id] = (line.label, before.get(field) if before is not None else None)
    return found


def _undone(connection: sa.Connection, seqs: Collection[int]) -> set[int]:
    """Those of the change sets that were taken back last, and not done again."""
    column = changeset.c
    query = sa.select(column.target, column.kind).where(column.target.in_(seqs)).order_by(column.seq)
    last: dict[int, str] = {}
    for target, kind in connection.execute(query):
        last[target] = kind
    return {target for target, kind in last.items() if kind == "undo"}
