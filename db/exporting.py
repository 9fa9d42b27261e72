"""Exporting articles: say what the format cannot hold, write beside the target, read back, compare, put in place."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import ENOSPC
from pathlib import Path
from typing import Literal

from db.bundle import ArticleBundle
from db.errors import Cancelled, WorldError
from db.formats import losses
from db.formats.codecs import Codec, Format, codec
from db.formats.conll import Edges, Nesting
from db.formats.content import Naming, article_content, reviewed
from db.formats.file_names import FileNames
from db.formats.losses import Loss
from db.rows import Article, ArticleState
from db.store import Store

Include = Literal["reviewed", "all"]
Progress = Callable[[int, int], None]
"""Called with the articles dealt with so far and all of them."""

FORMATS: tuple[Format, ...] = ("json", "conll")
DEFAULT_INCLUDE: dict[Format, Include] = {"json": "all", "conll": "reviewed"}


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What to write, and how."""

    format: Format
    include: Include | None = None
    """``reviewed``: only what a person stands behind; ``all``: suggestions and, in JSON, rejected ones too. None: as
    the format's default, JSON ``all`` and CoNLL ``reviewed``."""
    articles: frozenset[str] | None = None
    """Row ids of the articles wanted; None: all of them."""
    state: ArticleState | None = None
    """Only articles in this state."""
    edges: Edges = "split"
    """CoNLL: what a span that ends inside a token does to the token."""
    nesting: Nesting = "outermost"
    """CoNLL: which of mentions that share a token stays."""

    @property
    def wanted(self) -> Include:
        """``include``, with the format's default."""
        return self.include or DEFAULT_INCLUDE[self.format]

    def codec(self) -> Codec:
        """The codec that writes what is asked for."""
        return codec(self.format, edges=self.edges, nesting=self.nesting)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written. ``losses`` sums up; ``loss_list`` is the file that names what is lost one by one, if any."""

    files: tuple[Path, ...]
    articles: int
    losses: tuple[Loss, ...]
    loss_list: Path | None = None


def plan_export(
    store: Store,
    options: ExportOptions,
    *,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Loss, ...]:
    """What the export would leave out or change, without writing anything. Raises Cancelled."""
    run = _Run(store, options, on_progress, cancelled)
    for bundle in run.contents():
        run.counts.update(item.code for item in run.codec.lost(bundle))
    return run.losses()


def export_corpus(
    store: Store,
    options: ExportOptions,
    out: Path,
    *,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportResult:
    """Write articles to ``out``: a file if it has one of the format's suffixes, else a folder of one file an article.

    Each file is read back and compared before any is put in place; until then nothing at ``out`` changes. With no
    article to write, nothing is written. Raises Cancelled, WorldError (``mismatch``, ``no_room``, ``unwritable``).
    """
    run = _Run(store, options, on_progress, cancelled)
    if not run.articles:
        return ExportResult((), 0, ())
    if out.name in ("", ".."):  # as ``.``: its name stands in its whole path only
        out = out.resolve()
    with _refusals(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        try:
            lost, inner = work / "losses", work / f"out{out.suffix.lower()}"
            with lost.open("w", encoding="utf-8", newline="\n") as stream:
                written = run.write(inner, stream.write)
            for file in written:
                run.compare(file, out)
            files = _put_in_place(inner, out, written)
            beside = out.parent / f"{out.name}.losses.jsonl"
            beside.unlink(missing_ok=True)
            named = lost.stat().st_size > 0
            if named:
                lost.replace(beside)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return ExportResult(files, len(run.articles), run.losses(), beside if named else None)


@dataclass(slots=True)
class _File:
    """A file as written, not yet in place."""

    path: Path
    articles: list[str] = field(default_factory=list)
    """Row ids, in the file's order."""
    promises: list[str] = field(default_factory=list)


class _Run:
    """One export on its way."""

    def __init__(
        self,
        store: Store,
        options: ExportOptions,
        on_progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.codec = options.codec()
        self.counts: Counter[str] = Counter()
        self.articles = [line.article for line in store.articles() if _wanted(line.article, options)]
        self._store = store
        self._reviewed = options.wanted == "reviewed"
        self._naming = Naming(store, reviewed=self._reviewed)
        self._refs = frozenset(article.ref for article in self.articles)
        self._told: set[str] = set()
        self._kept: set[str] = set()
        """Ties by id: those of the articles, and those that are written."""
        self._aliases: dict[str, int] = {}
        self._named: set[str] = set()
        """How many other names a cluster of the articles has, by id, and whose of them are written."""
        self._on_progress = on_progress
        self._cancelled = cancelled

    def contents(self) -> Iterator[ArticleBundle]:
        """The articles one by one, with only what is wanted and the format can hold; the rest is counted."""
        for number, article in enumerate(self.articles, 1):
            self._stop_if_asked()
            bundle = article_content(self._store, article, self._naming)
            self._told.update(tie.id for tie in bundle.ties)
            self._aliases.update((row.id, len(row.aliases)) for row in bundle.clusters if row.aliases)
            if self._reviewed:
                bundle, left = reviewed(bundle)
                self.counts.update(left)
            bundle, left = self.codec.select(bundle)
            self.counts.update(left)
            self._kept.update(tie.id for tie in bundle.ties)
            used = {mention.cluster for mention in bundle.mentions}
            self._named.update(row.id for row in bundle.clusters if row.aliases and row.id in used)
            ends = (bundle.outside.get(item.tail) for item in bundle.relations)
            self.counts["relations_across"] += sum(end is not None and end.article not in self._refs for end in ends)
            yield bundle
            if self._on_progress is not None:
                self._on_progress(number, len(self.articles))

    def losses(self) -> tuple[Loss, ...]:
        """What was left out or changed, once all articles have been gone through."""
        stray = len(self._store.ties_of_no_article()) if self.articles else 0
        empty = len(self._store.empty_clusters()) if self.articles else 0
        ties = len(self._told - self._kept) + stray
        aliases = sum(count for key, count in self._aliases.items() if key not in self._named)
        return losses.summed(self.counts + Counter(ties=ties, empty_clusters=empty, aliases=aliases))

    def write(self, inner: Path, note: Callable[[str], object]) -> list[_File]:
        """Write all articles to a file or folder, by its suffix; lost mentions and clusters go to ``note``."""
        for cluster in self._store.empty_clusters():
            note(json.dumps(losses.empty_cluster(cluster), ensure_ascii=False) + "\n")
        suffix = inner.suffix
        if suffix not in self.codec.suffixes:
            return self._write_folder(inner, note)
        before, between, after = self.codec.frame(suffix, len(self.articles))
        file = _File(inner)
        with inner.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(before)
            for bundle in self.contents():
                stream.write((between if file.articles else "") + self._render(bundle, suffix, file, note))
            stream.write(after)
        return [file]

    def _write_folder(self, inner: Path, note: Callable[[str], object]) -> list[_File]:
        inner.mkdir()
        names, files = FileNames(), []
        suffix = self.codec.suffixes[0]
        for bundle in self.contents():
            file = _File(inner / (names.take(bundle.article.ref) + suffix))
            file.path.write_text(self._render(bundle, suffix, file, note), encoding="utf-8", newline="\n")
            files.append(file)
        return files

    def _render(self, bundle: ArticleBundle, suffix: str, file: _File, note: Callable[[str], object]) -> str:
        rendered = self.codec.render(bundle, suffix)
        for lost in rendered.lost:
            self.counts[lost.code] += 1
            note(json.dumps(lost.line(), ensure_ascii=False) + "\n")
        file.articles.append(bundle.article.id)
        file.promises.append(rendered.promise)
        return rendered.text

    def compare(self, file: _File, out: Path) -> None:
        """Read a file back; WorldError ``mismatch`` unless it says what was promised."""
        texts = (self._store.text(article) for article in file.articles)
        found = self.codec.found(file.path, texts)
        for number, promise in enumerate(file.promises):
            self._stop_if_asked()
            if next(found, "") != promise:
                raise WorldError("mismatch", path=str(out), article=self._store.article(file.articles[number]).ref)
        if next(found, None) is not None:
            raise WorldError("mismatch", path=str(out), article="")

    def _stop_if_asked(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled


def _wanted(article: Article, options: ExportOptions) -> bool:
    chosen = options.articles is None or article.id in options.articles
    return chosen and options.state in (None, article.state)


def _put_in_place(inner: Path, out: Path, written: list[_File]) -> tuple[Path, ...]:
    """Move what was written to where it belongs; a folder that is already there keeps its other files."""
    if inner.is_file() or not out.exists():
        inner.replace(out)
        return (out,) if out.is_file() else tuple(out / file.path.name for file in written)
    return tuple(file.path.replace(out / file.path.name) for file in written)


@contextmanager
def _refusals(out: Path) -> Iterator[None]:
    """The system's refusals to write, in our words."""
    try:
        yield
    except OSError as error:
        code = "no_room" if error.errno == ENOSPC else "unwritable"
        raise WorldError(code, path=str(out), reason=error.strerror or type(error).__name__) from error
