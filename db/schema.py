"""Tables derived from the row dataclasses, with the constraints, indexes and triggers that guard them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import sqlalchemy as sa

from db import rows
from db.errors import Undecodable
from db.rows import Article, Cluster, Mention, Region, Relation, Row

APPLICATION_ID = 0x74777369
"""In the file's header (PRAGMA application_id): the bytes ``twsi``."""

metadata = sa.MetaData()
Held = TypeVar("Held")


def _read(text: str, shape: Callable[[Any], Held]) -> Held:
    """The value of a column that holds JSON. Raises Undecodable where it is none, or of another shape."""
    try:
        return shape(json.loads(text))
    except (ValueError, TypeError, AttributeError) as error:
        raise Undecodable(f"{text[:60]!r} ({error})") from error


def _spans(value: Any) -> tuple[rows.Span, ...]:  # noqa: ANN401
    return tuple((start, end) for start, end in value)


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401
    return tuple(sorted(value.items()))


def _names(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TypeError("not a list of names")
    return tuple(value)


class Spans(sa.types.TypeDecorator[tuple[rows.Span, ...]]):
    """A tuple of spans, kept as JSON text: ``[[3,5],[9,10]]``."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str:  # noqa: ANN401
        return json.dumps(value, separators=(",", ":")) if value else "[]"

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> tuple[rows.Span, ...]:  # noqa: ANN401
        return () if value in ("[]", None) else _read(value, _spans)


class Pairs(sa.types.TypeDecorator[tuple[tuple[str, str], ...]]):
    """Sorted (name, value) pairs, kept as a JSON object: ``{"polarity":"Positive"}``."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str:  # noqa: ANN401
        return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":")) if value else "{}"

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> tuple[tuple[str, str], ...]:  # noqa: ANN401
        return () if value in ("{}", None) else _read(value, _pairs)


class Names(sa.types.TypeDecorator[tuple[str, ...]]):
    """Some names in their order, kept as a JSON list: ``["القيصر"]``."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str:  # noqa: ANN401
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else "[]"

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> tuple[str, ...]:  # noqa: ANN401
        return () if value in ("[]", None) else _read(value, _names)


SPANS_HINT = tuple[rows.Span, ...]
PAIRS_HINT = tuple[tuple[str, str], ...]
NAMES_HINT = tuple[str, ...]
_TYPES: dict[object, type[sa.types.TypeEngine[Any]]] = {
    int: sa.Integer, float: sa.REAL, str: sa.Text, SPANS_HINT: Spans, PAIRS_HINT: Pairs,
    NAMES_HINT: Names,
}  # fmt: skip
_PARENTS = {
    "article": "article", "cluster": "cluster",
    "event": "mention", "filler": "mention", "head": "mention", "tail": "mention",
}  # fmt: skip


def _reference(column: str, target: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{target}.{column}", deferrable=True, initially="DEFERRED")


def _columns(cls: type[Row]) -> Iterable[sa.Column[Any] | sa.CheckConstraint]:
    hints = get_type_hints(cls)
    for item in dataclasses.fields(cls):
        hint = hints[item.name]
        nullable = NoneType in get_args(hint)
        if nullable:
            hint = next(part for part in get_args(hint) if part is not NoneType)
        if get_origin(hint) is Literal:
            words = ", ".join(f"'{word}'" for word in get_args(hint))
            yield sa.CheckConstraint(f"{item.name} IN ({words})", name=f"{cls.__name__.lower()}_{item.name}")
            hint = str
        parent = _PARENTS.get(item.name)
        keys = [_reference("id", parent)] if parent else []
        given = "'[]'" if hint == NAMES_HINT else None  # as a migration has to give the rows that are there
        yield sa.Column(
            item.name, _TYPES[hint](), *keys, primary_key=item.name == "id", nullable=nullable,
            server_default=None if given is None else sa.text(given),
        )  # fmt: skip


_SPAN = 'start >= 0 AND "end" > start'
UNLINKED = "cluster IS NULL AND status <> 'rejected'"
"""Which mentions are in no cluster; an index holds them, for queries that say it in these words."""
_RULES: dict[type[Row], tuple[sa.schema.SchemaItem, ...]] = {
    Article: (
        sa.UniqueConstraint("ref"),
        sa.CheckConstraint("length >= 0", name="article_length"),
        sa.Index("article_position", "position"),
        sa.Index("article_by_state", "state"),
    ),
    Region: (sa.CheckConstraint(_SPAN, name="region_span"), sa.Index("region_article", "article", "start")),
    Cluster: (sa.UniqueConstraint("scope", "ref", "kind", "layer"), sa.Index("cluster_kind", "kind", "layer", "scope")),
    Mention: (
        sa.CheckConstraint(_SPAN, name="mention_span"),
        sa.Index("mention_article", "article", "layer", "start"),
        sa.Index("mention_cluster", "cluster", "article", "status", sqlite_where=sa.text("cluster IS NOT NULL")),
        sa.Index("mention_unlinked", "layer", "kind", sqlite_where=sa.text(UNLINKED)),
    ),
    rows.Argument: (
        sa.Index("argument_article", "article", "layer"),
        sa.Index("argument_event", "event"),
        sa.Index("argument_filler", "filler"),
    ),
    Relation: (
        sa.Index("relation_article", "article", "layer"),
        sa.Index("relation_head", "head"),
        sa.Index("relation_tail", "tail"),
    ),
    rows.Tie: (sa.Index("tie_kind", "kind", "layer"), sa.Index("tie_one", "one"), sa.Index("tie_other", "other")),
}

TABLES: dict[type[Row], sa.Table] = {
    cls: sa.Table(cls.__name__.lower(), metadata, *_columns(cls), *_RULES[cls], sqlite_strict=True)
    for cls in rows.ROW_TYPES
}


def table_of(cls: type[Row] | type[Any]) -> sa.Table:
    """The table of a row type."""
    return TABLES[cls]


CLASSES: dict[str, type[Row]] = {table.name: cls for cls, table in TABLES.items()}

article_text = sa.Table(
    "article_text", metadata,
    sa.Column("article", sa.Text, _reference("id", "article"), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sqlite_strict=True,
)  # fmt: skip

article_progress = sa.Table(
    "article_progress", metadata,
    sa.Column("article", sa.Text, primary_key=True),
    sa.Column("layer", sa.Text, primary_key=True),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("reviewed", sa.Integer, nullable=False),
    sqlite_strict=True, sqlite_with_rowid=False,
)  # fmt: skip
"""How many mentions an article has in a layer, and how many of them are no longer suggestions; kept by triggers."""

meta = sa.Table(
    "meta", metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sqlite_strict=True,
)  # fmt: skip
"""``corpus`` and ``replica`` ids, and the ``place`` it was last opened at (a digest: the path stays private)."""

label_set = sa.Table(
    "label_set", metadata,
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    sa.Column("json", sa.Text, nullable=False),
    sqlite_strict=True,
)  # fmt: skip

changeset = sa.Table(
    "changeset", metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, sa.CheckConstraint("kind IN ('do', 'undo', 'redo', 'import', 'merge')"), nullable=False),
    sa.Column("target", sa.Integer, _reference("seq", "changeset")),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("params", Pairs, nullable=False),
    sa.Column("article", sa.Text),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("replica", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("schema_version", sa.Integer, nullable=False),
    sa.Index("changeset_fold", "seq", "kind", "target"),
    sa.Index("changeset_article", "article", sqlite_where=sa.text("article IS NOT NULL")),
    sqlite_strict=True,
)  # fmt: skip
"""The journal's headers. ``target`` is the ``seq`` of the change set that an undo or redo is about."""

change = sa.Table(
    "change", metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("changeset", sa.Integer, _reference("seq", "changeset"), nullable=False, index=True),
    sa.Column("row_type", sa.Text, nullable=False),
    sa.Column("row_id", sa.Text, nullable=False, index=True),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="change_something"),
    sqlite_strict=True,
)  # fmt: skip
"""What a change set did, a row each: JSON of the changed fields, or of the whole row when created or deleted."""


def _refuse(name: str, when: str, why: str, condition: str = "") -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} {condition} BEGIN SELECT RAISE(ABORT, '{why}'); END"


def _inside(table: str, when: str) -> str:
    past = 'WHEN NEW."end" > (SELECT length FROM article WHERE id = NEW.article)'
    name = f"{table}_inside_{when.split(maxsplit=1)[0].lower()}"
    return _refuse(name, f"{when} ON {table}", f"{table} ends past the article", past)


_COUNT_IN = (
    "INSERT INTO article_progress (article, layer, total, reviewed)"
    " VALUES (NEW.article, NEW.layer, 1, NEW.status <> 'suggested') ON CONFLICT (article, layer)"
    " DO UPDATE SET total = total + 1, reviewed = reviewed + excluded.reviewed;"
)
_COUNT_OUT = (
    "UPDATE article_progress SET total = total - 1, reviewed = reviewed - (OLD.status <> 'suggested')"
    " WHERE article = OLD.article AND layer = OLD.layer;"
)
_MOVED = (
    "NEW.article <> OLD.article OR NEW.layer <> OLD.layer OR (NEW.status = 'suggested') <> (OLD.status = 'suggested')"
)

TRIGGERS = (
    _inside("mention", "INSERT"),
    _inside("mention", 'UPDATE OF article, start, "end"'),
    _inside("region", "INSERT"),
    _inside("region", 'UPDATE OF article, start, "end"'),
    _refuse("text_fixed", "UPDATE ON article_text", "the text of an article never changes"),
    _refuse("article_fixed", "UPDATE OF id, length, sha256 ON article", "the text of an article never changes"),
    _refuse("changeset_kept", "UPDATE ON changeset", "the journal only grows"),
    _refuse("changeset_stays", "DELETE ON changeset", "the journal only grows"),
    _refuse("change_kept", "UPDATE ON change", "the journal only grows"),
    _refuse("change_stays", "DELETE ON change", "the journal only grows"),
    f"CREATE TRIGGER progress_insert AFTER INSERT ON mention BEGIN {_COUNT_IN} END",
    f"CREATE TRIGGER progress_delete AFTER DELETE ON mention BEGIN {_COUNT_OUT} END",
    f"CREATE TRIGGER progress_update AFTER UPDATE OF article, layer, status ON mention WHEN {_MOVED}"
    f" BEGIN {_COUNT_OUT} {_COUNT_IN} END",
)


def create_all(connection: sa.Connection) -> None:
    """Make every table, index and trigger of the newest schema in an empty file."""
    metadata.create_all(connection, checkfirst=False)
    for statement in TRIGGERS:
        connection.exec_driver_sql(statement)
