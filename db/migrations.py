"""Raises an older corpus to the newest schema, one version at a time, after a backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from db.backup import backup
from db.codec import SCHEMA_VERSION
from db.engine import Database
from db.errors import WorldError
from db.schema import APPLICATION_ID, create_all


@dataclass(frozen=True, slots=True)
class Step:
    """What makes a corpus of the version before one of ``to_version``."""

    to_version: int
    apply: Callable[[sa.Connection], None]


STEPS: tuple[Step, ...] = (Step(1, create_all),)
"""In order, from the empty file on. A step that changes rows has its twin for the journal in ``db.codec.UPGRADES``."""


def create(connection: sa.Connection) -> None:
    """Give an empty file the newest schema, in the open transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def migrate(database: Database, *, found: int, steps: Sequence[Step] = STEPS) -> None:
    """Raise a corpus of version ``found`` to the last step's, each step and its number in one transaction.

    WorldError ``newer`` (found, known) for a corpus of a later program, ``read_only`` where it cannot be raised.
    """
    known = steps[-1].to_version
    if found > known:
        raise WorldError("newer", path=str(database.path), found=found, known=known)
    if found == known:
        return
    if database.read_only:
        raise WorldError("read_only", path=str(database.path))
    if found > 0:
        backup(database)
    for step in steps:
        if step.to_version <= found:
            continue
        with database.writing() as connection:
            step.apply(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {step.to_version}")
