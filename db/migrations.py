"""Raises an older corpus to the newest schema, one version at a time, after a backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from db.backup import backup
from db.codec import SCHEMA_VERSION
from db.engine import Database
from db.errors import WorldError
from db.schema import APPLICATION_ID, UNLINKED, create_all


@dataclass(frozen=True, slots=True)
class Step:
    """What makes a corpus of the version before one of ``to_version``."""

    to_version: int
    apply: Callable[[sa.Connection], None]


def add_aliases(connection: sa.Connection) -> None:
    """Version 2: other names of clusters, and an index of the mentions in no cluster."""
    connection.exec_driver_sql("ALTER TABLE cluster ADD COLUMN aliases TEXT DEFAULT '[]' NOT NULL")
    connection.exec_driver_sql(f"CREATE INDEX mention_unlinked ON mention (layer, kind) WHERE {UNLINKED}")


STEPS: tuple[Step, ...] = (Step(2, add_aliases),)
"""In order, from version 1 on. A step that changes rows has its twin for the journal in ``db.codec.UPGRADES``."""


def create(connection: sa.Connection) -> None:
    """Give an empty file the newest schema, in the open transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def migrate(database: Database, *, found: int, steps: Sequence[Step] = STEPS) -> None:
    """Raise a corpus of version ``found`` to the last step's, each step and its number in one transaction.

    WorldError ``newer`` (found, known) for a corpus of a later program, ``older`` where it may only be read,
    ``damaged`` where it is not what its version says.
    """
    known = steps[-1].to_version
    if found > known:
        raise WorldError("newer", path=str(database.path), found=found, known=known)
    if found == known:
        return
    if database.read_only:
        raise WorldError("older", path=str(database.path), found=found, known=known)
    backup(database)
    for step in steps:
        if step.to_version <= found:
            continue
        try:
            with database.writing() as connection:
                step.apply(connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {step.to_version}")
        except DBAPIError as error:
            raise WorldError("damaged", path=str(database.path), detail=str(error.orig)) from error
