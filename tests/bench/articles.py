"""Inside the running application: opening articles, gestures, scrolling and memory, in real articles and a huge one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import perf_counter

from db.labelset import preset
from db.store import Store
from tests.bench import corpora, gestures
from tests.bench.figures import Figure, figure, memory
from tests.bench.running import Stage, stage

OPEN, FIRST_PAINT, FRAME, HELD = 30.0, 100.0, 16.0, 50.0
"""ms that the design allows: opening an ordinary article, the first paint of a huge one, a frame of scrolling; and
what the window may be held up at most."""
CHARACTERS, MENTIONS = 1_000_000, 50_000


def news(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """The real articles."""
    corpus = corpora.imported(folder / "news.tawsim", corpora.news_files())
    with stage(corpus) as shown:
        ids = shown.session.store.article_ids()
        yield from _opened(shown, "news", "news", ids * (4 if quick else 20), bar=OPEN)
        times = []
        for number, article_id in enumerate(ids):
            shown.session.open(article_id)
            shown.rest()
            times.append(gestures.make(shown, 10 if quick else 50, seed=number))
        yield from gestures.summed("news", "news", *times)
        yield from _resident("news", "news")


def huge(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """One of a million letters, beside a small one to come from."""
    corpus = folder / "huge.tawsim"
    sizes = ((CHARACTERS // 10, MENTIONS // 10) if quick else (CHARACTERS, MENTIONS), (2_000, 60))
    with Store.create(corpus, preset("news")) as store:
        store.bulk_import(
            corpora.big_article(characters=characters, mentions=mentions, position=position)
            for position, (characters, mentions) in enumerate(sizes)
        )
    name = "100k" if quick else "1m"
    with stage(corpus) as shown:
        big, small = shown.session.store.article_ids()
        yield from _resident(name, name)
        yield from _opened(shown, name, name, [small, big] * (3 if quick else 12), only=big, bar=FIRST_PAINT)
        yield from _read_out(shown, name, big, small, 3 if quick else 12)
        shown.rest()
        yield from _scrolled(shown, name, 60 if quick else 300)
        yield from gestures.summed(name, name, gestures.make(shown, 10 if quick else 80))
        yield from _resident(f"{name}.used", f"{name}, after use")


def _opened(
    shown: Stage, name: str, says: str, ids: list[str], *, only: str | None = None, bar: float | None = None
) -> Iterator[Figure]:
    times = []
    for article_id in ids:
        shown.session.close_article()
        shown.rest()
        took = shown.open(article_id)
        if only in (None, article_id):
            times.append(took)
        shown.rest()
    yield figure(f"open.{name}.read", f"{says}: rows read", (read for read, _, _ in times))
    yield figure(f"open.{name}.told", f"{says}: rows read, lists filled", (told for _, told, _ in times))
    yield figure(f"open.{name}.painted", f"{says}: opened and painted", (painted for _, _, painted in times), bar=bar)
    if only is not None:
        paints = (painted - read for read, _, painted in times)
        yield figure(f"open.{name}.shown", f"{says}: of it lists and first paint", paints, bar=FIRST_PAINT)


def _read_out(shown: Stage, name: str, big: str, small: str, rounds: int) -> Iterator[Figure]:
    """From the opening to the last row read and the lists filled, and the longest the window did not answer."""
    times, gaps = [], []
    for _ in range(rounds):
        shown.session.open(small)
        shown.rest()
        begin = last = perf_counter()
        longest = 0.0
        shown.session.open(big)
        while shown.session.article is None or not shown.session.article.whole or shown.filling:
            shown.turn()
            longest, last = max(longest, perf_counter() - last), perf_counter()
        times.append((last - begin) * 1000)
        gaps.append(longest * 1000)
        shown.rest()
    yield figure(f"open.{name}.whole", f"{name}: all rows read, lists filled", times)
    yield figure(f"open.{name}.held", f"{name}: held up meanwhile", gaps, bar=HELD)


def _scrolled(shown: Stage, name: str, turns: int) -> Iterator[Figure]:
    bar, random = shown.view.verticalScrollBar(), Random(2)
    notches = [shown.take(lambda: shown.wheel(-120), commits=False).painted for _ in range(turns)]
    yield figure(f"scroll.{name}.wheel", f"{name}: a notch of the wheel", notches, bar=FRAME)

    def jump() -> None:
        bar.setValue(random.randrange(bar.maximum()))

    jumps = [shown.take(jump, commits=False).painted for _ in range(turns // 2)]
    yield figure(f"scroll.{name}.jump", f"{name}: the scroll bar dragged anywhere", jumps)


def _resident(name: str, says: str) -> Iterator[Figure]:
    now = memory()
    if now is not None:
        yield figure(f"memory.{name}", f"{says}: resident", [now], unit="MiB")
