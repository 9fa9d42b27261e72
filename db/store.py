"""The one door to a corpus: read it, commit change sets, undo, redo, import in bulk."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, NoResultFound, OperationalError

from db import journal, migrations, queries
from db.backup import backup
from db.bundle import ArticleBundle, write_bundles
from db.dated import DatedArticle, dated, eventful
from db.engine import Database, check_readable, identify
from db.errors import Conflict, WorldError
from db.labelset import LabelSet
from db.labelset_file import LabelSetError
from db.lock import Lock
from db.queries import ArticleLine, ClusterLine, Header, Progress
from db.rows import (
    DEFAULT_LAYER,
    Argument,
    Article,
    Change,
    ChangeKind,
    ChangeSet,
    Cluster,
    Kind,
    Mention,
    Region,
    Relation,
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


class Store:
    """An open corpus. Its reading methods and ``bulk_import`` may be called from any thread."""

    def __init__(self, database: Database, lock: Lock | None, *, author: str = "") -> None:
        """Use ``create`` or ``open``."""
        self.path = database.path
        self.read_only = database.read_only
        self.author = author
        self._database = database
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

    # Reading

    def articles(
        self, *, layer: str = DEFAULT_LAYER, after: int | None = None, limit: int | None = None
    ) -> list[ArticleLine]:
        """Articles by position, with the counts of a layer: all, or ``limit`` of those behind position ``after``."""
        return self._read(queries.articles, layer=layer, after=after, limit=limit)

    def article(self, article_id: str) -> Article:
        """One article's head. KeyError when there is none."""
        return self._there(self.row(Article, article_id), article_id)

    def text(self, article_id: str) -> str:
        """An article's text. KeyError when there is none."""
        return self._there(self._read(queries.text, article_id), article_id)

    def find_article(self, ref: str) -> Article | None:
        """The article that was imported with this ref."""
        return self._read(queries.article_where, ref=ref)

    def article_ids(self) -> list[str]:
        """The ids of all articles by position."""
        return self._read(queries.article_ids)

    def article_beside(self, position: int, *, step: int) -> str | None:
        """The id of the next article after a position (``step`` 1), or of the last before it (-1); None at the end."""
        return self._read(queries.article_beside, position, step=step)

    def find_cluster(self, kind: Kind, ref: str, *, layer: str = DEFAULT_LAYER) -> Cluster | None:
        """The corpus's cluster (not an article's own chain) with this id in files."""
        return self._read(queries.cluster_where, kind=kind, ref=ref, layer=layer)

    def layers(self, article_id: str) -> list[str]:
        """The layers an article has mentions in, by name."""
        return self._read(queries.layers, article_id)

    def next_position(self) -> int:
        """The position for the next article to be imported."""
        return self._read(queries.next_position)

    def regions(self, article_id: str) -> list[Region]:
        """An article's regions in reading order."""
        return self._read(queries.regions, article_id)

    def mentions(self, article_id: str, *, layer: str = DEFAULT_LAYER) -> list[Mention]:
        """An article's mentions, rejected ones too: by start, the longer first."""
        return self._read(queries.mentions, article_id, layer=layer)

    def arguments(self, article_id: str, *, layer: str = DEFAULT_LAYER) -> list[Argument]:
        """An article's arguments, in the order they were made."""
        return self._read(queries.arguments, article_id, layer=layer)

    def relations(self, article_id: str, *, layer: str = DEFAULT_LAYER) -> list[Relation]:
        """An article's relations, in the order they were made."""
        return self._read(queries.relations, article_id, layer=layer)

    def confirmed_relations(self, *, layer: str = DEFAULT_LAYER) -> list[tuple[Relation, str | None, str | None]]:
        """The corpus' relations a person stands behind, with the clusters of head and tail, in the order made."""
        return self._read(queries.confirmed_relations, layer=layer)

    def eventful(self, *, layer: str = DEFAULT_LAYER) -> list[str]:
        """The ids of the articles with an event mention that is not rejected, by position."""
        return self._read(eventful, layer=layer)

    def dated(self, ids: Iterable[str], *, labels: Collection[str], layer: str = DEFAULT_LAYER) -> list[DatedArticle]:
        """What of some articles bears on when their events were; ``labels`` are those of time mentions."""
        return self._read(dated, ids, labels=labels, layer=layer)

    def clusters(self, ids: Iterable[str]) -> dict[str, Cluster]:
        """The clusters with these ids, by id; unknown ids are left out."""
        return self._read(queries.clusters, ids)

    def all_clusters(self, kind: Kind, *, layer: str = DEFAULT_LAYER) -> list[ClusterLine]:
        """Clusters with a mention nobody rejected, or made by a person; the corpus's own first, big ones first."""
        return self._read(queries.all_clusters, kind, layer=layer)

    def clusters_labelled(self, label: str, *, layer: str = DEFAULT_LAYER) -> set[str]:
        """The ids of the clusters with a mention of this label that nobody rejected."""
        return self._read(queries.clusters_labelled, label, layer=layer)

    def cluster_line(self, cluster_id: str) -> ClusterLine | None:
        """One cluster with its counts, or None when there is no such cluster."""
        return self._read(queries.cluster_line, cluster_id)

    def cluster_mentions(self, cluster_id: str) -> list[Mention]:
        """A cluster's mentions in all articles, rejected ones too: by article position, then start."""
        return self._read(queries.cluster_mentions, cluster_id)

    def ties(self, *, layer: str = DEFAULT_LAYER) -> list[Tie]:
        """What has been said of pairs of mentions and clusters in a layer, in the order it was said."""
        return self._read(queries.ties, layer=layer)

    def mention(self, mention_id: str) -> Mention | None:
        """One mention by id."""
        return self.row(Mention, mention_id)

    def row(self, cls: type[AnyRow], row_id: str) -> AnyRow | None:
        """One row of any type by id."""
        with self._database.reading() as connection:
            return queries.row(connection, cls, row_id)

    def progress(self, *, layer: str = DEFAULT_LAYER) -> Progress:
        """Articles by state, and a layer's mentions counted."""
        return self._read(queries.progress, layer=layer)

    def history(
        self, *, before_seq: int | None = None, limit: int = 200, article: str | None = None, row_id: str | None = None
    ) -> list[Header]:
        """A page of change sets, newest first: older than ``before_seq``, of an article, of a row."""
        return self._read(queries.headers, before_seq=before_seq, limit=limit, article=article, row_id=row_id)

    def touched(self, seq: int) -> list[tuple[str, str]]:
        """The rows a change set touched, in its order: (type, id), such as ("mention", ...)."""
        return self._read(queries.touched, seq)

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

    def bulk_import(self, batches: Iterable[ArticleBundle], *, label: str = "import", params: Params = ()) -> ChangeSet:
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

    def _read(self, query: Callable[Concatenate[sa.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self._database.reading() as connection:
            return query(connection, *args, **kwargs)

    def _there(self, found: T | None, key: str) -> T:
        if found is None:
            raise KeyError(key)
        return found

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
