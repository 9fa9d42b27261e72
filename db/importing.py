"""Importing articles: plan first (what is new, what is wrong where), then run: all in one transaction, or nothing.

Both passes read the files as streams, so memory does not grow with them; that a file is still the one that was planned
is checked by its hash.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from db.aliases import joined
from db.bundle import ArticleBundle, Joining, Named
from db.errors import Cancelled, WorldError
from db.formats.article_json import ParsedRecord, parse_record
from db.formats.article_write import to_record
from db.formats.content import article_content
from db.formats.json_files import expand, read_raw
from db.formats.problems import Problem, Report
from db.formats.vocabulary import Vocabulary
from db.joining import Ends, Joins
from db.rows import Article, ChangeSet, Cluster, Kind
from db.store import Store

Progress = Callable[[int, int], None]
"""Called with the bytes read so far and the bytes of all files."""


class ImportRefused(Exception):
    """There are problems and the user has not chosen to skip what is faulty."""


@dataclass(slots=True)
class ImportPlan:
    """What importing some files would do to a corpus."""

    files: list[Path]
    hashes: list[str] = field(default_factory=list)
    """SHA-256 of each file as it was read."""
    wanted: set[tuple[int, str]] = field(default_factory=set)
    """(file, record name) of the articles to import; what follows counts them and their sound annotations."""
    mentions: int = 0
    arguments: int = 0
    relations: int = 0
    present: int = 0
    """Articles passed over because the corpus, or an earlier file, has them."""
    unusable: int = 0
    """Records that cannot be imported at all."""
    ends: set[Named] = field(default_factory=set)
    """What these records name of other articles, and what there is or will be in the corpus."""
    hints: Report = field(default_factory=Report)
    """What may explain the problems of a record as a whole, such as offsets that count something else."""
    problems: Report = field(default_factory=Report)
    warnings: Report = field(default_factory=Report)
    notices: Report = field(default_factory=Report)

    @property
    def articles(self) -> int:
        """How many articles would be imported."""
        return len(self.wanted)

    def take(self, problem: Problem) -> None:
        """File a problem under its level."""
        reports = {"hint": self.hints, "problem": self.problems, "warning": self.warnings, "notice": self.notices}
        reports[problem.level].add(problem)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was imported. ``changeset`` is None when there was nothing to import, and the corpus was not touched."""

    changeset: ChangeSet | None
    articles: int
    mentions: int
    arguments: int
    relations: int
    present: int
    skipped: int
    """Faulty items and records that were left out."""


def plan_import(
    store: Store,
    paths: Iterable[Path],
    *,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:
    """Read files (and the ``.json`` and ``.jsonl`` files in folders) and say what importing them would do.

    Changes nothing. Raises Cancelled, WorldError (``changed``).
    """
    plan = ImportPlan(expand(list(paths)))
    desk = _Desk(store)
    named: list[_Reference] = []
    seen: dict[str, tuple[str, str]] = {}
    for number, record in _records(plan, desk, on_progress, cancelled):
        if isinstance(record, Problem):
            plan.take(record)
            plan.unusable += 1
            continue
        bundle = record.bundle
        known = _passed_over(store, record, seen)
        if known is not None:
            plan.take(known)
            plan.present += known.level != "problem"
            plan.unusable += known.level == "problem"
            continue
        if bundle is not None:
            seen[bundle.article.ref] = (bundle.article.sha256, bundle.article.record_sha256)
            plan.wanted.add((number, record.name))
            plan.mentions += len(bundle.mentions)
            plan.arguments += len(bundle.arguments)
            plan.relations += len(bundle.relations)
            tails = {item.tail for item in bundle.relations}
            for problem in desk.left_names(record):
                plan.take(problem)
            named += [
                _Reference(record.file, record.name, bundle.article.ref, name, relation=end in tails)
                for end, name in bundle.outside.items()
            ]
        else:
            plan.unusable += 1
        for problem in record.problems:
            plan.take(problem)
    if named:
        _look_for_ends(store, plan, desk, named, cancelled)
    return plan


@dataclass(frozen=True, slots=True)
class _Reference:
    """What a record names and does not hold; ``relation``: as the end of one, not only of a tie."""

    file: str
    record: str
    article: str
    name: Named
    relation: bool

    def missing(self, *, article_there: bool) -> Problem:
        """That there is no such thing, neither in the corpus nor in what is imported."""
        if not self.relation:
            told = {"id": self.name.id}
            return Problem(self.file, self.record, self.name.field, "tie_without_end", told, level="warning")
        code = "no_such_event_there" if article_there else "no_such_article"
        params = {"id": self.name.id, "article": str(self.name.article)}
        return Problem(self.file, self.record, self.name.field, code, params)


def _look_for_ends(
    store: Store, plan: ImportPlan, desk: _Desk, named: list[_Reference], cancelled: Callable[[], bool] | None
) -> None:
    """Note which ends in other articles there are, and tell of the others.

    Which ids the articles of this import have is only known after all have been read, and then has not been kept, so
    that memory does not grow with them: only where something is looked for, they are read once more.
    """
    ends = Ends(store, (each.name for each in named))
    if ends.missing:
        waiting = set(plan.wanted)
        for number, record in _records(plan, desk, None, cancelled):
            if isinstance(record, ParsedRecord) and record.bundle and (number, record.name) in waiting:
                waiting.discard((number, record.name))
                ends.learn(record.bundle)
    plan.ends = set(ends.found)
    articles = {name for _number, name in plan.wanted}
    for each in named:
        if each.name in ends.found:
            continue
        article = each.name.article
        there = article in articles or (article is not None and store.find_article(article) is not None)
        plan.take(each.missing(article_there=there))
        plan.relations -= each.relation


def run_import(
    store: Store,
    plan: ImportPlan,
    *,
    skip: bool = False,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportResult:
    """Do what a plan says, wholly or not at all. ``skip``: leave out what is faulty and all that needs it.

    Raises ImportRefused (problems, and not ``skip``), Cancelled, WorldError (``changed``: a file is another one now).
    """
    if plan.problems and not skip:
        raise ImportRefused
    if not plan.wanted:
        return ImportResult(None, 0, 0, 0, 0, plan.present, plan.problems.total)
    changeset = store.bulk_import(
        _bundles(store, plan, on_progress, cancelled), params=(("articles", str(plan.articles)),)
    )
    return ImportResult(
        changeset, plan.articles, plan.mentions, plan.arguments, plan.relations, plan.present, plan.problems.total
    )


def _bundles(
    store: Store, plan: ImportPlan, on_progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Iterator[ArticleBundle | Joining]:
    desk = _Desk(store)
    joins = Joins(store, Ends(store, plan.ends))
    position = store.next_position()
    waiting = set(plan.wanted)
    for number, record in _records(plan, desk, on_progress, cancelled):
        if isinstance(record, ParsedRecord) and record.bundle and (number, record.name) in waiting:
            waiting.discard((number, record.name))
            bundle = joins.hold_back(desk.settle(record.bundle))
            yield replace(bundle, article=replace(bundle.article, position=position))
            position += 1
    yield Joining(tuple(joins.rows()))


def _records(
    plan: ImportPlan, desk: _Desk, on_progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Iterator[tuple[int, ParsedRecord | Problem]]:
    """All records of a plan's files with the number of their file; hashes are noted the first time, then compared."""
    total = sum(os.path.getsize(path) for path in plan.files if os.path.isfile(path))
    meter = _Meter()
    planning = not plan.hashes
    for number, path in enumerate(plan.files):
        meter.digest = hashlib.sha256()
        for raw in read_raw(path, on_bytes=meter.feed):
            if cancelled is not None and cancelled():
                raise Cancelled
            yield number, raw if isinstance(raw, Problem) else parse_record(raw, desk.vocabulary)
            if on_progress is not None:
                on_progress(min(meter.read, total), total)
        if planning:
            plan.hashes.append(meter.digest.hexdigest())
        elif plan.hashes[number] != meter.digest.hexdigest():
            raise WorldError("changed", path=str(path))


class _Meter:
    """Bytes read in all, and the hash of those of the file at hand."""

    def __init__(self) -> None:
        self.read = 0
        self.digest = hashlib.sha256()

    def feed(self, content: bytes) -> None:
        """Take the next bytes of the file."""
        self.read += len(content)
        self.digest.update(content)


def _passed_over(store: Store, record: ParsedRecord, seen: dict[str, tuple[str, str]]) -> Problem | None:
    """Why a record is not imported, when its id is already taken; None when it is new or unusable by itself."""
    if record.bundle is None:
        return None
    article = record.bundle.article
    earlier = seen.get(article.ref)
    if earlier is not None:
        if earlier[0] != article.sha256:
            return Problem(record.file, record.name, "id", "other_text_in_batch")
        if earlier[1] != article.record_sha256:
            return Problem(record.file, record.name, "", "other_annotations_in_batch", level="warning")
        return Problem(record.file, record.name, "", "again_in_batch", level="notice")
    own = store.find_article(article.ref)
    if own is None:
        return None
    if own.sha256 != article.sha256:
        return Problem(record.file, record.name, "id", "other_text_in_corpus")
    same = own.record_sha256 == article.record_sha256 or _same_content(store, own, record)
    code = "already_there" if same else "already_there_differs"
    return Problem(record.file, record.name, "", code, level="notice")


def _same_content(store: Store, own: Article, record: ParsedRecord) -> bool:
    """Whether a record says of an article just what the corpus says now, though it is not the record imported then."""
    if record.bundle is None or record.faulty:
        return False
    return to_record(article_content(store, own)) == to_record(record.bundle)


class _Desk:
    """Joins the records of one import to the corpus: one cluster for each id that holds in the whole corpus."""

    def __init__(self, store: Store) -> None:
        self.vocabulary = Vocabulary(store.labels)
        self._store = store
        self._empty = store.next_position() == 0
        self._known: dict[tuple[Kind, str, str], str | None] = {}
        """(kind, layer, ref) to the id of the cluster that is, or will be, in the corpus."""
        self._names: dict[tuple[Kind, str, str], tuple[str, ...]] = {}
        """The name and other names under which it is, or will be, known there."""

    def settle(self, bundle: ArticleBundle) -> ArticleBundle:
        """The bundle with its shared clusters replaced by those already known."""
        fresh: list[Cluster] = []
        instead: dict[str | None, str] = {}
        for cluster in bundle.clusters:
            known = None if cluster.scope else self._find(cluster)
            if known is not None:
                instead[cluster.id] = known
                continue
            fresh.append(cluster)
            if not cluster.scope:
                self._known[cluster.kind, cluster.layer, cluster.ref] = cluster.id
        if not instead:
            return bundle
        mentions = (
            replace(mention, cluster=instead[mention.cluster]) if mention.cluster in instead else mention
            for mention in bundle.mentions
        )
        ties = (
            replace(tie, one=instead.get(tie.one, tie.one), other=instead.get(tie.other, tie.other))
            for tie in bundle.ties
        )
        return replace(bundle, clusters=tuple(fresh), mentions=tuple(mentions), ties=tuple(ties))

    def left_names(self, record: ParsedRecord) -> Iterator[Problem]:
        """The other names of a record's clusters that do not come in, for the corpus or a record before knows those."""
        for cluster in record.bundle.clusters if record.bundle else ():
            key = (cluster.kind, cluster.layer, cluster.ref)
            if cluster.scope:
                continue
            if key not in self._names:
                known = cluster
                if not self._empty:
                    known = self._store.find_cluster(cluster.kind, cluster.ref, layer=cluster.layer) or cluster
                self._names[key] = (known.name, *known.aliases)
            left = joined("", self._names[key], cluster.aliases)[len(joined("", self._names[key])) :]
            if left:
                told = {"id": cluster.ref, "names": " · ".join(left)}
                yield Problem(record.file, record.name, "clusters", "aliases_left", told, level="warning")

    def _find(self, cluster: Cluster) -> str | None:
        key = (cluster.kind, cluster.layer, cluster.ref)
        if key not in self._known:
            found = None if self._empty else self._store.find_cluster(cluster.kind, cluster.ref, layer=cluster.layer)
            self._known[key] = found.id if found else None
        return self._known[key]
