"""Importing and exporting many articles: how many a second, and whether that or the memory grows with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from db.exporting import ExportOptions, export_corpus
from db.formats.codecs import Format
from db.importing import plan_import, run_import
from db.labelset import preset
from db.store import Store
from tests.bench import corpora
from tests.bench.figures import Figure, figure, forget_peak, memory, peak, timed

FORMATS: tuple[Format, ...] = ("json", "conll")


def run(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """A hundred and then a thousand copies of the real articles."""
    for count in (20, 100) if quick else (100, 1000):
        inner = folder / str(count)
        inner.mkdir()
        yield from _size(inner, count)


def _size(folder: Path, count: int) -> Iterator[Figure]:
    files = corpora.copies(folder / "in", count)
    with Store.create(folder / "copies.tawsim", preset("news")) as store:

        def read() -> None:
            done = run_import(store, plan_import(store, files), skip=True)
            assert done.articles == count, f"{done.articles} of {count} articles imported"

        yield from _rate(f"files.import.{count}", f"import of {count} JSON files", count, read)
        for name in FORMATS:

            def write(name: Format = name) -> None:
                done = export_corpus(store, ExportOptions(format=name, include="all"), folder / f"out-{name}")
                assert done.articles == count

            yield from _rate(f"files.export.{count}.{name}", f"export of {count} as {name}", count, write)


def _rate(name: str, says: str, count: int, work: Callable[[], None]) -> Iterator[Figure]:
    before = memory()
    forget_peak()
    spent = timed(work)
    yield figure(f"{name}.rate", says, [count / spent * 1000], unit="articles/s")
    highest = peak()
    if before is not None and highest is not None:
        yield figure(f"{name}.memory", f"{says}: memory on top", [max(highest - before, 0.0)], unit="MiB")
