"""The floor under the figures: how even this machine is while nothing of ours runs, and what its disk can do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, figure, timed


def run(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """The same computation again and again, and a page written through to the disk again and again."""
    rounds = 50 if quick else 200
    yield figure("noise.compute", "the same computation", (timed(_compute) for _ in range(rounds)))
    with (folder / "page").open("wb", buffering=0) as file:

        def write() -> None:
            file.write(b"\0" * 4096)
            os.fsync(file.fileno())

        yield figure("noise.fsync", "4 KiB written through to the disk", (timed(write) for _ in range(rounds)))


def _compute() -> int:
    return sum(range(200_000))
