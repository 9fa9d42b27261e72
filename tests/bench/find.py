"""Finding in an article of a million letters: the longest the window is held up, and how soon all hits are known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from desktop.find import Finder
from tests.bench.canvas import made_up
from tests.bench.figures import Figure, figure, timed

SLICE = 0.008
"""What the window gives a slice, s."""
FRAME = 16.0
WORDS = ("ا", "ال", "الر", "الرئيس", "الرئيس الروسي")
"""As they are typed."""


def run(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """Type words letter by letter, then ask for the hits in sight."""
    text, _, _ = made_up(100_000 if quick else 1_000_000, 0)
    finder = Finder(text)
    slices, whole = [], []
    for word in WORDS:
        begun = perf_counter()
        finder.seek(word)
        while not finder.done:
            slices.append(timed(lambda: finder.work(until=perf_counter() + SLICE)))
        whole.append((perf_counter() - begun) * 1000)
    middle = len(text) // 2
    seen = [timed(lambda: finder.within(start=middle, end=middle + 2_000)) for _ in range(100)]
    yield figure("find.slice", "1M letters: one slice of searching", slices, bar=FRAME)
    yield figure("find.all", "1M letters: all hits known, a word typed", whole, of="median")
    yield figure("find.seen", "1M letters: the hits in sight", seen, bar=FRAME)
