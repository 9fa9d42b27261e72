"""One open corpus file: its connections, its two kinds of transaction, and SQLite's complaints in our words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from db.errors import Undecodable, WorldError
from db.schema import APPLICATION_ID

BUSY_SECONDS = 5.0
"""How long a statement waits for another connection's transaction."""

_CODES = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not_a_corpus",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CANTOPEN: "unreadable",
    sqlite3.SQLITE_IOERR: "unreadable",
    sqlite3.SQLITE_PERM: "unreadable",
    sqlite3.SQLITE_AUTH: "unreadable",
}
_PRAGMAS = ("foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-65536")


def world_error(error: sqlite3.Error, path: Path) -> WorldError | None:
    """SQLite's complaint in our words; None when it is about our own statement."""
    number = getattr(error, "sqlite_errorcode", None)
    code = None if number is None else _CODES.get(number & 0xFF)
    if code == "unreadable" and not path.exists():
        code = "missing"
    if number is None and isinstance(error, sqlite3.OperationalError) and "Could not decode" in str(error):
        code = "damaged"
    return None if code is None else WorldError(code, path=str(path), detail=str(error))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the world (disk full, damaged, locked, ...) into WorldError."""
    try:
        yield
    except Undecodable as error:
        raise WorldError("damaged", path=str(path), detail=str(error)) from error
    except DBAPIError as error:
        found = world_error(error.orig, path) if isinstance(error.orig, sqlite3.Error) else None
        if found is None:
            raise
        raise found from error
    except sqlite3.Error as error:
        found = world_error(error, path)
        if found is None:
            raise
        raise found from error


def uri(path: Path, *, mode: str) -> str:
    """SQLite's name for a file. A read-only folder that nobody writes in is read without side files."""
    query = f"?mode={mode}"
    if mode == "ro" and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        query += "&immutable=1"
    return _file_uri(path.resolve()) + query


def _file_uri(path: PurePath) -> str:
    """A whole path as SQLite reads it: it refuses ``file://server/share``, which ``as_uri`` makes of a network path."""
    place = path.as_uri().removeprefix("file:")
    return "file:" + (place if place.startswith("///") else "//" + place)


class Database:
    """The connections of one corpus file. Reads and writes may come from several threads, each with its own."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open an existing file. Nothing is read yet; see ``identify``."""
        self.path = path
        self.read_only = read_only
        self._uri = uri(path, mode="ro" if read_only else "rw")
        self._touched = False
        self._engine = sa.create_engine("sqlite://", creator=self.connect, poolclass=sa.pool.QueuePool)
        sa.event.listen(self._engine, "begin", _begin)
        self._reader = self._engine.execution_options(begin="BEGIN")
        self._writer = self._engine.execution_options(begin="BEGIN IMMEDIATE")

    def connect(self) -> sqlite3.Connection:
        """A bare connection with our pragmas."""
        connection = sqlite3.connect(
            self._uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
        )
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if self.read_only:
            connection.execute("PRAGMA query_only=ON")
        else:
            _use_wal(connection)
            self._touched = True
        return connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the file."""
        with translated(self.path), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that has the right to write from its first moment; rolled back on any exception."""
        if self.read_only:
            raise WorldError("opened_read_only", path=str(self.path))
        with translated(self.path), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection and leave one single file behind."""
        self._engine.dispose()
        if not self._touched or not self.path.exists():
            return
        bare = sqlite3.connect(self._uri, uri=True, isolation_level=None)
        with translated(self.path), closing(bare), _unless_busy():  # by a reader: the last one to close tidies up
            bare.execute("PRAGMA synchronous=FULL")
            bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            bare.execute("PRAGMA journal_mode=DELETE")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options()["begin"])


def _use_wal(connection: sqlite3.Connection) -> None:
    """Write-ahead logging, as long as no reader of another process is in the way: the old way is safe too."""
    with _unless_busy():
        connection.execute("PRAGMA journal_mode=WAL")


@contextmanager
def _unless_busy() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise


def check_readable(path: Path) -> None:
    """Refuse what is no corpus before SQLite sees it. WorldError ``missing``, ``unreadable``, ``not_a_corpus``."""
    try:
        if not path.exists():
            raise WorldError("missing", path=str(path))
        if not path.is_file():
            raise WorldError("not_a_corpus", path=str(path))
        with path.open("rb") as file:
            head: Any = file.read(16)
    except OSError as error:
        raise WorldError("unreadable", path=str(path)) from error
    if head != b"SQLite format 3\x00":
        raise WorldError("not_a_corpus", path=str(path))


def identify(path: Path, *, read_only: bool) -> int:
    """The schema version of a file, which is not changed. WorldError ``not_a_corpus``, ``damaged``, ``unreadable``."""
    check_readable(path)
    place = uri(path, mode="ro" if read_only else "rw")
    with translated(path), closing(sqlite3.connect(place, uri=True, timeout=BUSY_SECONDS)) as connection:
        if _pragma(connection, "application_id") != APPLICATION_ID:
            raise WorldError("not_a_corpus", path=str(path))
        size = _pragma(connection, "page_count") * _pragma(connection, "page_size")
        side = path.with_name(path.name + "-wal")
        if path.stat().st_size < size and not (side.exists() and side.stat().st_size):
            raise WorldError("damaged", path=str(path), detail="the end of the file is missing")
        return _pragma(connection, "user_version")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
