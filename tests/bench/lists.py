"""Large corpora: the list of articles, opening with a long history, and whether a gesture feels their size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from db.store import Store
from tests.bench import corpora, gestures
from tests.bench.figures import Figure, figure, memory, timed
from tests.bench.running import stage

LIST = 300.0
"""ms (median) in which the design wants the list of 100,000 articles open."""


def run(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """A tenth of what the design names, and all of it."""
    for count in (1_000, 10_000) if quick else (10_000, 100_000):
        yield from _size(folder, count, rounds=5 if quick else 10)


def _size(folder: Path, count: int, *, rounds: int) -> Iterator[Figure]:
    path, name, says = folder / f"{count}.tawsim", f"{count // 1000}k", f"{count:,} articles"
    begin = timed(lambda: corpora.many_articles(path, count))
    yield figure(f"lists.{name}.made", f"{says}: bulk import", [count / begin * 1000], unit="articles/s")
    corpora.with_history(path, count)
    yield figure(
        f"lists.{name}.store", f"{says}, {count:,} change sets: store opened", (_opened(path) for _ in range(rounds))
    )
    with Store.open(path) as store:
        yield figure(f"lists.{name}.ids", f"{says}: their ids", (timed(store.article_ids) for _ in range(rounds)))
        yield figure(f"lists.{name}.read", f"{says}: whole list read", (timed(store.articles) for _ in range(rounds)))
        yield figure(f"lists.{name}.progress", f"{says}: progress", (timed(store.progress) for _ in range(rounds)))
        yield figure(f"lists.{name}.history", f"{says}: page of history", (timed(store.history) for _ in range(rounds)))
    with stage(path) as shown:
        yield figure(f"lists.{name}.settling", f"{says}: read in the background", [shown.settling / 1000], unit="s")
        ids = shown.session.store.article_ids()
        panel = shown.app.window.docks.by_name["articles"].widget()
        loads = [timed(panel._load) for _ in range(rounds)]
        yield figure(f"lists.{name}.panel", f"{says}: list shown, its rest read later", loads, bar=LIST, of="median")
        middle = len(ids) // 2
        opens = [shown.open(ids[middle + n])[2] for n in range(rounds)]
        yield figure(f"lists.{name}.open", f"{says}: open one", opens)
        shown.rest()
        steps = [shown.take(lambda: shown.press("Ctrl+PgDn"), commits=False).painted for _ in range(rounds)]
        yield figure(f"lists.{name}.next", f"{says}: next article by key", steps)
        shown.rest()
        yield from gestures.summed(name, says, gestures.make(shown, rounds * 2))
        resident = memory()
        if resident is not None:
            yield figure(f"memory.list.{name}", f"{says}: resident", [resident], unit="MiB")


def _opened(path: Path) -> float:
    def work() -> None:
        Store.open(path).close()

    return timed(work)
