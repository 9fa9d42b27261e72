"""The journal: writes change sets and takes them back. Undoing appends; nothing is ever rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from db.codec import SCHEMA_VERSION, build, changed_fields, dump, load, replaced, row_type, values
from db.errors import Conflict, WorldError
from db.rows import Article, Change, ChangeKind, ChangeSet, Row
from db.schema import CLASSES, TABLES, change, changeset

BIG_FIELDS = frozenset({(Article, "extra")})
"""Fields that are not compared before a row is deleted."""
BARRIERS: tuple[ChangeKind, ...] = ("import", "merge")


@dataclass(slots=True)
class Stacks:
    """What can be undone and redone: ``seq`` numbers of change sets, the next one last."""

    undo: list[int] = field(default_factory=list)
    redo: list[int] = field(default_factory=list)

    def take(self, seq: int, kind: str, target: int | None) -> None:
        """Account for one more change set. ValueError when the journal contradicts itself."""
        if kind == "do":
            self.undo.append(seq)
            self.redo.clear()
        elif kind in BARRIERS:
            self.undo.clear()
            self.redo.clear()
        else:
            source, other = (self.undo, self.redo) if kind == "undo" else (self.redo, self.undo)
            if not source or source[-1] != target:
                raise ValueError(f"change set {seq} is a {kind} of {target}, which was not on top")
            other.append(source.pop())


def fold(headers: Iterable[Sequence[Any]]) -> Stacks:
    """The stacks after the (seq, kind, target) of all change sets since the last barrier, oldest first."""
    stacks = Stacks()
    undo, redo = stacks.undo, stacks.redo
    for seq, kind, target in headers:
        if kind == "do" and not redo:  # nearly all of them
            undo.append(seq)
        else:
            stacks.take(seq, kind, target)
    return stacks


def read_stacks(connection: sa.Connection, *, path: str) -> Stacks:
    """Fold the file's journal. WorldError ``damaged`` when it contradicts itself."""
    column = changeset.c
    barrier = sa.select(sa.func.coalesce(sa.func.max(column.seq), 0)).where(column.kind.in_(BARRIERS)).scalar_subquery()
    query = sa.select(column.seq, column.kind, column.target).where(column.seq > barrier).order_by(column.seq)
    cursor = connection.execute(query).cursor  # the driver's own: nothing to decode, and there may be many
    assert cursor is not None
    try:
        return fold(cursor.fetchall())
    except ValueError as error:
        raise WorldError("damaged", path=path, detail=str(error)) from error


def now() -> str:
    """UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def write(connection: sa.Connection, wanted: ChangeSet, *, target: int | None = None) -> ChangeSet:
    """Write a change set and its rows in the open transaction; the answer has its ``seq``.

    Every row must still hold the old value of each field that changes, and, before it is deleted, of all its fields.
    Raises Conflict otherwise, or when a constraint of the schema refuses the new rows.
    """
    try:
        for (cls, _, _), same in groupby(wanted.changes, key=_shape):
            _write_rows(connection, cls, list(same))
        seq = write_header(connection, wanted, target=target)
        connection.execute(sa.insert(change), [_line(item, seq) for item in wanted.changes])
    except IntegrityError as error:
        raise Conflict(f"refused by the schema: {error.orig}") from error
    return replace(wanted, seq=seq)


def write_header(connection: sa.Connection, wanted: ChangeSet, *, target: int | None = None) -> int:
    """Append the header of a change set; returns its ``seq``. Bulk imports have nothing but a header."""
    names = ("id", "kind", "label", "params", "article", "author", "replica", "at")
    fields = {name: getattr(wanted, name) for name in names} | {"target": target, "schema_version": SCHEMA_VERSION}
    key = connection.execute(sa.insert(changeset), fields).inserted_primary_key
    assert key is not None
    return int(key[0])


def inverse(connection: sa.Connection, seq: int) -> tuple[Change, ...]:
    """What takes a change set back, from the rows as they are now. Raises Conflict when they are not what it left."""
    return _changes(connection, seq, back=True)


def again(connection: sa.Connection, seq: int) -> tuple[Change, ...]:
    """What does an undone change set once more. Raises Conflict when the rows are not what it found."""
    return _changes(connection, seq, back=False)


def _changes(connection: sa.Connection, seq: int, *, back: bool) -> tuple[Change, ...]:
    column = change.c
    query = (
        sa.select(column.row_type, column.row_id, column.before, column.after, changeset.c.schema_version)
        .join(changeset, changeset.c.seq == column.changeset)
        .where(column.changeset == seq)
        .order_by(column.seq.desc() if back else column.seq)
    )
    lines = connection.execute(query).all()
    rows = _current(connection, {(name, row_id) for name, row_id, *_ in lines})
    made = []
    for name, row_id, before, after, version in lines:
        old, new = (after, before) if back else (before, after)
        row = rows.get((name, row_id))
        found, wanted = load(name, old, version=version), load(name, new, version=version)
        if (row is None) != (found is None):
            raise Conflict(f"{name} {row_id} is {'missing' if row is None else 'there already'}")
        if row is not None and found is not None:
            differing = [key for key, value in found.items() if getattr(row, key) != value]
            if differing:
                raise Conflict(f"{name} {row_id} has other values in {', '.join(differing)}")
        after_row = None if wanted is None else build(name, wanted) if row is None else replaced(row, wanted)
        made.append(Change(row, after_row))
        rows[name, row_id] = after_row
    return tuple(made)


def _current(connection: sa.Connection, keys: set[tuple[str, str]]) -> dict[tuple[str, str], Row | None]:
    """The rows of now, by (type, id); those that are not there are missing."""
    rows: dict[tuple[str, str], Row | None] = {}
    for name, group in groupby(sorted(keys), key=lambda key: key[0]):
        ids = [row_id for _, row_id in group]
        table, cls = TABLES[CLASSES[name]], CLASSES[name]
        for start in range(0, len(ids), 500):
            query = sa.select(table).where(table.c.id.in_(ids[start : start + 500]))
            rows.update(((name, row.id), cls(*row)) for row in connection.execute(query))
    return rows


Shape = tuple[type[Row], str, tuple[str, ...]]


def _shape(item: Change) -> Shape:
    """What changes of one statement have in common: table, verb, changed fields."""
    if item.before is None:
        return type(item.row), "insert", ()
    if item.after is None:
        return type(item.row), "delete", ()
    return type(item.row), "update", changed_fields(item.before, item.after)


def _write_rows(connection: sa.Connection, cls: type[Row], changes: list[Change]) -> None:
    table = TABLES[cls]
    _, verb, names = _shape(changes[0])
    if verb == "insert":
        connection.execute(sa.insert(table), [values(item.row) for item in changes])
        return
    if verb == "delete":
        names = tuple(name for name in table.c.keys() if (cls, name) not in BIG_FIELDS and name != "id")  # noqa: SIM118
    same = [table.c[name].is_not_distinct_from(sa.bindparam(f"old_{name}", type_=table.c[name].type)) for name in names]
    where = sa.and_(table.c.id == sa.bindparam("row"), *same)
    given: list[dict[str, Any]] = [
        {"row": item.row.id} | {f"old_{name}": getattr(item.before, name) for name in names} for item in changes
    ]
    statement: sa.Update | sa.Delete = sa.delete(table).where(where)
    if verb == "update":
        fresh = {table.c[name]: sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
        statement = sa.update(table).where(where).values(fresh)
        for item, parameters in zip(changes, given, strict=True):
            parameters.update((f"new_{name}", getattr(item.after, name)) for name in names)
    done = connection.execute(statement, given).rowcount
    if done != len(changes):
        raise Conflict(f"{len(changes) - done} of {len(changes)} {table.name} rows are not what they were")


def _line(item: Change, seq: int) -> dict[str, Any]:
    both = item.before is not None and item.after is not None
    names = changed_fields(item.before, item.after) if both else None  # type: ignore[arg-type]
    return {
        "changeset": seq,
        "row_type": row_type(item.row),
        "row_id": item.row.id,
        "before": None if item.before is None else dump(item.before, names),
        "after": None if item.after is None else dump(item.after, names),
    }
