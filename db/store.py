"""The one door to a corpus: read it, commit change sets, undo, redo, import in bulk."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, NoResultFound, OperationalError

from db import journal, migrations, queries
from db.backup import backup
from db.bundle import ArticleBundle, Joining, write_bundles
from db.engine import Database, check_readable, identify
from db.errors import Conflict, WorldError
from db.labelset import LabelSet
from db.labelset_file import LabelSetError
from db.lock import Lock
from db.queries import Header
from db.reads import Reads
from db.rows import (
    Article,
    Change,
    ChangeKind,
    ChangeSet,
    Cluster,
    Row,
    Tie,
    new_id,
)
from db.schema import label_set, meta

AnyRow = TypeVar("AnyRow", bound=Row)
T = TypeVar("T")
P = ParamSpec("P")
Params = Iterable[tuple[str, str]]
HEADERS_KEPT = 1000


class Store(Reads):
    """An open corpus. Its reading methods and ``bulk_import`` may be called from any thread."""

    def __init__(self, database: Database, lock: Lock | None, *, author: str = "") -> None:
        """Use ``create`` or ``open``."""
        self.path = database.path
        self.read_only = database.read_only
        self.author = author
        super().__init__(database)
        self._lock = lock
        self._headers: dict[int, Header] = {}
        """Lines of history that were on top, by ``seq``; they never change, and are asked for at each gesture."""
        with database.reading() as connection:
            known = dict(connection.execute(sa.select(meta.c.key, meta.c.value)).all())
            text = connection.execute(sa.select(label_set.c.json)).scalar_one()
            self._stacks = journal.read_stacks(connection, path=str(self.path))
        self.corpus, self.replica = known["corpus"], known["replica"]
        self.labels = LabelSet.from_json(text)
        if not self.read_only and known["place"] != _place(self.path):
            self._settle()

    @classmethod
    def create(cls, path: Path, labels: LabelSet, *, author: str = "") -> Store:
        """Make an empty corpus and open it. WorldError ``exists``, ``missing`` (the folder), ``read_only``, ..."""
        if os.path.exists(path):  # Path.exists raises for a name that is too long
            raise WorldError("exists", path=str(path))
        with ExitStack() as givings_up:
            lock = Lock(path)
            lock.acquire()
            givings_up.callback(lock.release)
            _touch(path)
            givings_up.callback(path.unlink, missing_ok=True)
            database = Database(path)
            givings_up.callback(database.close)
            with database.writing() as connection:
                migrations.create(connection)
                known = {"corpus": new_id(), "replica": new_id(), "place": _place(path)}
                connection.execute(sa.insert(meta), [{"key": key, "value": value} for key, value in known.items()])
                connection.execute(sa.insert(label_set), {"id": 1, "json": labels.to_json()})
            store = cls(database, lock, author=author)
            givings_up.pop_all()
        return store

    @classmethod
    def open(cls, path: Path, *, author: str = "", read_only: bool = False) -> Store:
        """Open a corpus; for writing, take its lock and raise it to the newest schema.

        WorldError ``missing``, ``not_a_corpus``, ``unreadable``, ``damaged``, ``newer``, ``read_only``, ``locked``.
        """
        check_readable(path)
        if not read_only and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise WorldError("read_only", path=str(path))
        with ExitStack() as givings_up:
            lock = None if read_only else Lock(path)
            if lock:
                lock.acquire()
                givings_up.callback(lock.release)
            found = identify(path, read_only=read_only)
            database = Database(path, read_only=read_only)
            givings_up.callback(database.close)
            migrations.migrate(database, found=found)
            try:
                store = cls(database, lock, author=author)
            except (OperationalError, NoResultFound, LabelSetError, KeyError) as error:
                raise WorldError("damaged", path=str(path), detail=str(error)) from error
            givings_up.pop_all()
        return store

    def close(self) -> None:
        """Close the file and give up its lock. A corpus closed is one single file."""
        try:
            self._database.close()
        finally:
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def undo_top(self) -> Header | None:
        """The change set that ``undo`` would take back."""
        return self._header(self._stacks.undo)

    @property
    def redo_top(self) -> Header | None:
        """The change set that ``redo`` would do again."""
        return self._header(self._stacks.redo)

    # Writing

    def commit(
        self, label: str, changes: Iterable[Change], *, params: Params = (), article: str | None = None
    ) -> ChangeSet:
        """Write one gesture durably; it is the new top of undo, and redo is emptied.

        Changes that change nothing are dropped; when none is left nothing is written and ``changes`` is empty.
        ``article`` is the article whose history shows it; by default the one that all changed rows belong to.
        Raises Conflict when the file holds other values, WorldError; either way nothing has changed.
        """
        real = tuple(item for item in changes if item.before != item.after)
        wanted = self._changeset("do", label, real, params=params, article=article or _only_article(real))
        return self._append(lambda _connection: wanted) if real else wanted

    def undo(self) -> ChangeSet | None:
        """Take the top change set back, as a new change set; None when there is none. Conflict, WorldError."""
        top = self.undo_top
        if top is None:
            return None
        return self._append(lambda connection: self._about("undo", top, journal.inverse(connection, top.seq)), top)

    def redo(self) -> ChangeSet | None:
        """Do the change set undone last once more; None when there is none. Conflict, WorldError."""
        top = self.redo_top
        if top is None:
            return None
        return self._append(lambda connection: self._about("redo", top, journal.again(connection, top.seq)), top)

    def bulk_import(
        self, batches: Iterable[ArticleBundle | Joining], *, label: str = "import", params: Params = ()
    ) -> ChangeSet:
        """Import whole articles in one transaction, streamed; a barrier for undo, and backed up before if not empty.

        Nothing stays of it when anything is raised, also by the iterator (Cancelled). WorldError; Conflict when rows
        break a constraint. Importing no article writes nothing (``seq`` 0).
        """
        wanted = self._changeset("import", label, (), params=params, article=None)
        if not self.read_only and self.next_position():
            self.backup()
        with self._constraints(), self._database.writing() as connection:
            if not write_bundles(connection, batches):
                return wanted
            seq = journal.write_header(connection, wanted)
        self._stacks.take(seq, "import", None)
        return replace(wanted, seq=seq)

    def backup(self) -> Path:
        """Copy the corpus as it is now into the ``.backups`` folder beside it; returns the copy. WorldError."""
        return backup(self._database)

    # Inside

    def _header(self, stack: list[int]) -> Header | None:
        if not stack:
            return None
        if stack[-1] not in self._headers:
            self._headers.update((found.seq, found) for found in self._read(queries.headers, seq=stack[-1]))
        return self._headers[stack[-1]]

    def _changeset(
        self, kind: ChangeKind, label: str, changes: tuple[Change, ...], *, params: Params, article: str | None,
        target: str | None = None,
    ) -> ChangeSet:  # fmt: skip
        return ChangeSet(
            seq=0, id=new_id(), kind=kind, label=label, params=tuple(sorted(params)), changes=changes, target=target,
            article=article, author=self.author, replica=self.replica, at=journal.now(),
        )  # fmt: skip

    def _about(self, kind: ChangeKind, top: Header, changes: tuple[Change, ...]) -> ChangeSet:
        return self._changeset(kind, top.label, changes, params=top.params, article=top.article, target=top.id)

    def _append(self, make: Callable[[sa.Connection], ChangeSet], top: Header | None = None) -> ChangeSet:
        target = top.seq if top else None
        with self._constraints(), self._database.writing() as connection:
            done = journal.write(connection, make(connection), target=target)
        self._stacks.take(done.seq, done.kind, target)
        if len(self._headers) > HEADERS_KEPT:
            self._headers.clear()
        self._headers[done.seq] = Header.of(done)
        return done

    @contextmanager
    def _constraints(self) -> Iterator[None]:
        """Foreign keys are checked when the transaction ends, so their refusals come only here."""
        try:
            yield
        except IntegrityError as error:
            raise Conflict(f"refused by the schema: {error.orig}") from error

    def _settle(self) -> None:
        """A copy opened at another place is a replica of its own."""
        self.replica = new_id()
        known = {"replica": self.replica, "place": _place(self.path)}
        with self._database.writing() as connection:
            for key, value in known.items():
                connection.execute(sa.update(meta).where(meta.c.key == key).values(value=value))


def _place(path: Path) -> str:
    """What tells one place of a file from another, on this machine or the next, without giving the path away."""
    place = f"{platform.node()}\n{path.resolve()}"
    return hashlib.sha256(place.encode(errors="surrogateescape")).hexdigest()  # a name may hold bytes of no text


def _touch(path: Path) -> None:
    """Make the empty file that will be the corpus."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644))
    except FileExistsError as error:
        raise WorldError("exists", path=str(path)) from error
    except OSError as error:
        raise WorldError("read_only", path=str(path)) from error


def _only_article(changes: tuple[Change, ...]) -> str | None:
    """The article that all rows belong to which belong to one."""
    found = {row.id if isinstance(row, Article) else row.article for item in changes
             if not isinstance(row := item.row, Cluster | Tie)}  # fmt: skip
    return found.pop() if len(found) == 1 else None
