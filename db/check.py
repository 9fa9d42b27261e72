"""Looks through a closed or open corpus for anything that should not be so. Changes nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from db import journal
from db.aliases import joined
from db.codec import SCHEMA_VERSION, Image, load
from db.engine import Database, identify
from db.errors import WorldError
from db.labelset import LabelSet
from db.labelset_file import LabelSetError
from db.rows import Article, Cluster, Mention, Row
from db.schema import CLASSES, TABLES, article_text, change, changeset, label_set


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a message key ``check.<code>`` and its parameters, all text."""

    code: str
    params: dict[str, str]


Findings = Iterator[Finding]
NAMED = ("damaged", "not_a_corpus", "newer")
"""The world's errors that are findings here; the others (``missing``, ``unreadable``) are raised."""


def check(path: Path) -> list[Finding]:
    """Everything found wrong with a corpus; empty when it is clean.

    Opens read-only, also while it is open elsewhere. Memory does not grow with the corpus. WorldError where the file
    cannot be read at all (``missing``, ``unreadable``, ``locked``).
    """
    found: list[Finding] = []
    try:
        version = identify(path, read_only=True)
        if version != SCHEMA_VERSION:
            code = "newer" if version > SCHEMA_VERSION else "older"
            return [Finding(code, {"found": str(version), "known": str(SCHEMA_VERSION)})]
        database = Database(path, read_only=True)
        try:
            with database.reading() as connection:
                for part in PARTS:
                    found.extend(_named(part(connection)))
        finally:
            database.close()
    except WorldError as error:
        if error.code not in NAMED:
            raise
        found.append(Finding(error.code, {"detail": str(error.params.get("detail", ""))}))
    except (DBAPIError, sqlite3.Error) as error:  # such as a table that is missing
        found.append(Finding("damaged", {"detail": str(error)}))
    return found


def _named(part: Findings) -> Findings:
    """Go on with the next part where one cannot read its values."""
    try:
        yield from part
    except (ValueError, TypeError, KeyError) as error:
        yield Finding("damaged", {"detail": f"{type(error).__name__}: {error}"})


def _integrity(connection: sa.Connection) -> Findings:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding("integrity", {"detail": str(line)})


def _foreign_keys(connection: sa.Connection) -> Findings:
    for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding("foreign_key", {"table": str(table), "row": str(rowid), "parent": str(parent)})


def _texts(connection: sa.Connection) -> Findings:
    article = TABLES[Article]
    query = sa.select(article.c.ref, article.c.length, article.c.sha256, article_text.c.text).join(
        article_text, article_text.c.article == article.c.id, isouter=True
    )
    for ref, length, sha256, text in connection.execute(query, execution_options={"yield_per": 50}):
        if text is None:
            yield Finding("text_missing", {"article": ref})
        elif hashlib.sha256(text.encode()).hexdigest() != sha256:
            yield Finding("text_hash", {"article": ref})
        elif len(text) != length:
            yield Finding("text_length", {"article": ref, "length": str(length), "found": str(len(text))})


def _gaps(connection: sa.Connection) -> Findings:
    column = TABLES[Mention].c
    query = sa.select(column.id, column.article, column.start, column.end, column.gaps).where(
        sa.type_coerce(column.gaps, sa.Text) != "[]"
    )
    for row_id, article, start, end, gaps in connection.execute(query, execution_options={"yield_per": 1000}):
        edges = [start, *(edge for gap in gaps for edge in gap), end]
        if any(second <= first for first, second in pairwise(edges)):
            yield Finding("gaps", {"row": row_id, "article": article})


def _names(connection: sa.Connection) -> Findings:
    """A cluster's other names must say something, and nothing twice."""
    column = TABLES[Cluster].c
    query = sa.select(column.id, column.name, column.aliases).where(sa.type_coerce(column.aliases, sa.Text) != "[]")
    for row_id, name, aliases in connection.execute(query, execution_options={"yield_per": 1000}):
        if joined(name, aliases) != aliases:
            yield Finding("aliases", {"row": row_id, "name": name})


QUERIES = {
    "span_outside": (
        "SELECT 'mention', x.id, a.ref FROM mention x JOIN article a ON a.id = x.article"
        ' WHERE x."end" > a.length'
        " UNION ALL SELECT 'region', x.id, a.ref FROM region x JOIN article a ON a.id = x.article"
        ' WHERE x."end" > a.length'
    ),
    "cluster_kind": (
        "SELECT 'mention', m.id, c.ref FROM mention m JOIN cluster c ON c.id = m.cluster WHERE m.kind <> c.kind"
    ),
    "cluster_scope": (
        "SELECT 'cluster', c.id, c.ref FROM cluster c"
        " WHERE c.scope <> '' AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = c.scope)"
        " UNION ALL SELECT 'mention', m.id, c.ref FROM cluster c JOIN mention m ON m.cluster = c.id"
        " WHERE c.scope <> '' AND m.article <> c.scope"
    ),
    "argument_ends": (
        "SELECT 'argument', g.id, g.role FROM argument g JOIN mention e ON e.id = g.event"
        " JOIN mention f ON f.id = g.filler WHERE e.kind <> 'event' OR e.article <> g.article OR f.article <> g.article"
    ),
    "relation_ends": (
        "SELECT 'relation', r.id, r.type FROM relation r JOIN mention h ON h.id = r.head"
        " JOIN mention t ON t.id = r.tail WHERE h.kind <> 'event' OR t.kind <> 'event' OR h.article <> r.article"
    ),
    "journal_hole": (
        "SELECT kind, id, label FROM changeset s WHERE kind IN ('do', 'undo', 'redo')"
        " AND NOT EXISTS (SELECT 1 FROM change c WHERE c.changeset = s.seq)"
    ),
    "journal_type": (
        "SELECT row_type, row_id, '' FROM change"
        " WHERE row_type NOT IN ('article', 'region', 'cluster', 'mention', 'argument', 'relation', 'tie')"
    ),
    "progress": (
        "WITH now AS (SELECT article, layer, count(*) AS total, sum(status <> 'suggested') AS reviewed"
        " FROM mention GROUP BY article, layer)"
        " SELECT 'article', n.article, n.layer FROM now n LEFT JOIN article_progress p USING (article, layer)"
        " WHERE p.total IS NOT n.total OR p.reviewed IS NOT n.reviewed"
        " UNION ALL SELECT 'article', p.article, p.layer FROM article_progress p LEFT JOIN now n USING (article, layer)"
        " WHERE n.total IS NULL AND (p.total <> 0 OR p.reviewed <> 0)"
    ),
}
"""Code -> SQL that finds (row type, row id, name) of what breaks a rule."""


def _values(connection: sa.Connection) -> Findings:
    """The tables' own CHECK constraints, which SQLite's integrity check leaves out on a read-only connection."""
    for table in TABLES.values():
        for rule in table.constraints:
            if isinstance(rule, sa.CheckConstraint):
                for (row_id,) in connection.execute(sa.select(table.c.id).where(sa.text(f"NOT ({rule.sqltext})"))):
                    yield Finding("value", {"type": table.name, "row": row_id, "name": str(rule.name)})


def _rules(connection: sa.Connection) -> Findings:
    for code, query in QUERIES.items():
        for name, row_id, about in connection.exec_driver_sql(query):
            yield Finding(code, {"type": name, "row": row_id, "name": about})


def _labels(connection: sa.Connection) -> Findings:
    text = connection.execute(sa.select(label_set.c.json)).scalar_one_or_none()
    try:
        LabelSet.from_json(text or "")
    except (LabelSetError, ValueError) as error:
        yield Finding("label_set", {"detail": str(error)})


def _stacks(connection: sa.Connection) -> Findings:
    try:
        journal.read_stacks(connection, path="")
    except WorldError as error:
        yield Finding("journal_stacks", {"detail": str(error.params["detail"])})


def _chains(connection: sa.Connection) -> Findings:
    """Each row's changes must follow from one another, and the last must be what the table holds."""
    for name, cls in CLASSES.items():
        table = TABLES[cls]
        query = (
            sa.select(change.c.row_id, change.c.before, change.c.after, changeset.c.schema_version, table)
            .join(changeset, changeset.c.seq == change.c.changeset)
            .join(table, table.c.id == change.c.row_id, isouter=True)
            .where(change.c.row_type == name)
            .order_by(change.c.row_id, change.c.seq)
        )
        chain = _Chain(name, "", None)
        for row_id, before, after, version, *columns in connection.execute(query, execution_options={"yield_per": 500}):
            if row_id != chain.row_id:
                yield from chain.end()
                row = None if columns[table.c.keys().index("id")] is None else cls(*columns)
                chain = _Chain(name, row_id, row)
            yield from chain.step(load(name, before, version=version), load(name, after, version=version))
        yield from chain.end()


class _Chain:
    """One row's way through the journal: what is known of it so far."""

    def __init__(self, name: str, row_id: str, row: Row | None) -> None:
        self.name, self.row_id, self.row = name, row_id, row
        self.known: Image = {}
        self.there: bool | None = None
        """Whether the row exists now; None before its first change."""

    def step(self, before: Image | None, after: Image | None) -> Findings:
        if self.there is not None and self.there != (before is not None):
            yield self._finding("journal_chain", "created twice" if before is None else "changed while away")
        for key, value in (before or {}).items():
            if key in self.known and self.known[key] != value:
                yield self._finding("journal_chain", key)
        self.there = after is not None
        self.known = {**self.known, **after} if after is not None else {}

    def end(self) -> Findings:
        if self.there is None:
            return
        if self.there != (self.row is not None):
            yield self._finding("journal_tip", "missing" if self.there else "not deleted")
            return
        for key, value in self.known.items():
            if getattr(self.row, key) != value:
                yield self._finding("journal_tip", key)

    def _finding(self, code: str, detail: str) -> Finding:
        return Finding(code, {"type": self.name, "row": self.row_id, "detail": detail})


PARTS: tuple[Callable[[sa.Connection], Findings], ...] = (
    _integrity, _foreign_keys, _values, _texts, _gaps, _names, _rules, _labels, _stacks, _chains,
)  # fmt: skip
