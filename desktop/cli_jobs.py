"""What each command of the command line does, and how it speaks."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from db.check import check as find_faults
from db.errors import WorldError
from db.exporting import ExportOptions, export_corpus, plan_export
from db.formats.problems import Problem, Report
from db.importing import ImportPlan, plan_import, run_import
from db.labelset import LabelSet, preset, presets
from db.labelset_file import LabelSetError
from db.store import Store
from desktop.messages import Messages

SUFFIX = ".tawsim"
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


class Fault(Exception):
    """The call or its input is at fault: message key and parameters; exit code 1, or 2 for a wrong call."""

    def __init__(self, key: str, *, code: int = 1, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.code = code
        self.params = params


class Console:
    """Standard output and error in the user's language; no invisible characters that a copied path would carry."""

    def __init__(self, messages: Messages, *, author: str = "") -> None:
        self.messages = messages
        self.author = author
        self._progress = sys.stderr.isatty()
        self._shown = -1

    def say(self, key: str, *, indent: str = "", **params: object) -> None:
        """Print a message on standard output."""
        print(indent + self.messages.tr(key, **params).translate(_ISOLATES))

    def complain(self, text: str) -> None:
        """Print a line on standard error."""
        self.end_progress()
        print(text.translate(_ISOLATES), file=sys.stderr)

    def tell(self, problem: Problem) -> None:
        """Print a problem on standard error as ``file: record: field: message``."""
        place = [part for part in (problem.file, problem.record, problem.field) if part]
        self.complain(": ".join([*place, self.messages.tr(problem.key, **problem.params)]))

    def tell_all(self, report: Report) -> None:
        """Print the problems of a report, and how many more there were."""
        for problem in report:
            self.tell(problem)
        if report.total > len(report.items):
            self.complain(self.messages.tr("cli.more", count=report.total - len(report.items)))

    def progress(self, done: int, total: int) -> None:
        """Show how far a task is, on a terminal."""
        percent = 100 * done // total if total else 100
        if self._progress and percent != self._shown:
            self._shown = percent
            print(f"\r{percent:3d} %", end="", file=sys.stderr, flush=True)

    def end_progress(self) -> None:
        """Wipe the progress off its line."""
        if self._shown >= 0:
            print("\r     \r", end="", file=sys.stderr, flush=True)
            self._shown = -1


def new(options: argparse.Namespace, console: Console) -> int:
    """Make an empty corpus."""
    path = _with_suffix(options.corpus)
    labels = _label_set(options.label_set)
    Store.create(path, labels, author=options.author or console.author).close()
    console.say("cli.new.done", path=str(path), label_set=labels.name.text(console.messages.language))
    return 0


def _with_suffix(path: Path) -> Path:
    """``NAME`` as ``NAME.tawsim``; a suffix of the user's own stays, and ``.`` and ``..`` are no names."""
    return path if path.suffix or path.name in ("", "..") else path.with_suffix(SUFFIX)


def corpus_at(path: Path) -> Path:
    """The corpus that is meant: it may be called ``NAME`` afterwards too, as when it was made."""
    full = _with_suffix(path)
    return full if os.path.isfile(full) and not os.path.isfile(path) else path


def _label_set(name: str) -> LabelSet:
    """A preset by its code, or a label set in a ``.toml`` or ``.json`` file."""
    if name in presets():
        return preset(name)
    path = Path(name)
    if not os.path.isfile(path):  # Path.is_file raises for a name that is too long
        raise Fault("cli.new.no_label_set", code=2, name=name, names=", ".join(presets()))
    try:
        text = path.read_text(encoding="utf-8")
        return LabelSet.from_json(text) if path.suffix.lower() == ".json" else LabelSet.from_toml(text)
    except LabelSetError as error:
        raise Fault("cli.new.bad_label_set", path=name, reason="; ".join(map(str, error.args))) from error
    except (OSError, UnicodeDecodeError) as error:
        raise WorldError("unreadable", path=name) from error


def import_(options: argparse.Namespace, console: Console) -> int:
    """Import files: with ``--skip`` what is sound, else all or nothing."""
    with Store.open(options.corpus, author=console.author) as store:
        plan = plan_import(store, options.files, on_progress=console.progress)
        console.end_progress()
        console.tell_all(plan.hints)
        console.tell_all(plan.problems)
        if plan.problems.total and not options.skip:
            raise Fault("cli.import.refused", count=plan.problems.total)
        if not options.quiet:
            console.tell_all(plan.warnings)
            console.tell_all(plan.notices)
        result = run_import(store, plan, skip=options.skip, on_progress=console.progress)
        console.end_progress()
    if result.changeset is None:
        console.say("cli.import.nothing")
    else:
        console.say("cli.import.articles", count=result.articles)
        for name in ("mentions", "arguments", "relations"):
            if count := getattr(result, name):
                console.say(f"cli.import.{name}", indent="  ", count=count)
    if result.present:
        console.say("cli.import.present", count=result.present)
    if result.skipped:
        console.say("cli.import.skipped", count=result.skipped)
    return _code(plan)


def _code(plan: ImportPlan) -> int:
    """Whether anything at all in the files was of use."""
    return 0 if plan.articles or plan.present else 1


def export(options: argparse.Namespace, console: Console) -> int:
    """Write articles to a file or a folder."""
    with Store.open(options.corpus, read_only=True) as store:
        wanted = ExportOptions(
            format=options.format, include=options.include, articles=_articles(store, options.article),
            state=options.state, edges=options.tokens, nesting=options.nested,
        )  # fmt: skip
        lost = plan_export(store, wanted, on_progress=console.progress)
        console.end_progress()
        if lost:
            console.complain(console.messages.tr("cli.export.losses"))
            for loss in lost:
                console.complain("  " + console.messages.tr(loss.key, count=loss.count))
        result = export_corpus(store, wanted, options.out, on_progress=console.progress)
        console.end_progress()
    if not result.articles:
        raise Fault("cli.export.nothing")
    console.say("cli.export.done", count=result.articles, path=str(options.out))
    if result.loss_list is not None:
        console.say("cli.export.loss_list", path=str(result.loss_list))
    return 0


def _articles(store: Store, refs: Iterable[str] | None) -> frozenset[str] | None:
    if refs is None:
        return None
    found = set()
    for ref in refs:
        article = store.find_article(ref)
        if article is None:
            raise Fault("cli.export.no_article", name=ref)
        found.add(article.id)
    return frozenset(found)


def check(options: argparse.Namespace, console: Console) -> int:
    """Look for anything wrong with a corpus."""
    found = find_faults(options.corpus)
    for finding in found:
        said = console.messages.tr(f"check.{finding.code}", **finding.params)
        console.complain(f"{options.corpus}: {said}")
    if not found:
        console.say("cli.check.clean", path=str(options.corpus))
    return 1 if found else 0


def info(options: argparse.Namespace, console: Console) -> int:
    """Tell what is in a corpus."""
    with Store.open(options.corpus, read_only=True) as store:
        progress = store.progress()
        facts = {
            "path": str(options.corpus),
            "label_set": store.labels.code,
            "articles": {
                "total": progress.articles, "new": progress.new, "in_progress": progress.in_progress,
                "done": progress.done,
            },
            "mentions": {"total": progress.total, "reviewed": progress.reviewed},
            "clusters": {
                "entities": len(store.all_clusters("entity")), "events": len(store.all_clusters("event")),
            },
        }  # fmt: skip
        name = store.labels.name.text(console.messages.language)
    if options.json:
        print(json.dumps(facts, ensure_ascii=False))
        return 0
    console.say("cli.info.corpus", path=str(options.corpus), label_set=name)
    console.say("cli.info.articles", count=progress.articles)
    for state in ("new", "in_progress", "done"):
        console.say(f"cli.info.{state}", indent="  ", count=getattr(progress, state))
    console.say("cli.info.mentions", count=progress.total)
    console.say("cli.info.reviewed", indent="  ", count=progress.reviewed)
    return 0
