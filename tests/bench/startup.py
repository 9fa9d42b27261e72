"""From the birth of the process to the painted article, and how much of that is ours and not Python's and Qt's."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter_ns

from tests.bench import corpora
from tests.bench.figures import Figure, figure

START, OURS = 1000.0, 300.0
"""ms (median) that the design allows."""
ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """Start the application and bare Qt in turns."""
    corpus = corpora.imported(folder / "news.tawsim", corpora.news_files())
    home = folder / "home"
    home.mkdir()
    env = own_home(home)
    first = born("app", str(corpus), env=env)
    rounds = 5 if quick else 12
    app: list[dict[str, float]] = []
    bare: list[dict[str, float]] = []
    for _ in range(rounds):
        bare.append(born("bare", env=env))
        app.append(born("app", str(corpus), env=env))
    floor = statistics.median(each["painted"] for each in bare)
    painted = [each["painted"] for each in app]
    yield figure("start.painted", "process to painted article", painted, bar=START, of="median")
    yield figure("start.bare", "bare PySide: process to painted widget", (each["painted"] for each in bare))
    yield figure("start.ours", "ours: the difference", (each - floor for each in painted), bar=OURS, of="median")
    yield figure("start.cpu", "process to painted article: computing", (each["painted.cpu"] for each in app))
    yield figure("start.bare_cpu", "bare PySide: computing", (each["painted.cpu"] for each in bare))
    yield figure("start.imported", "modules are in", (each["imported"] for each in app))
    yield figure("start.imported_cpu", "modules are in: computing", (each["imported.cpu"] for each in app))
    yield figure("start.started", "the window is made", (each["started"] for each in app))
    yield figure("start.quiet", "process to nothing left to do", (each["quiet"] for each in app))
    yield figure("start.first", "the very first start, no cache yet", [first["painted"]])


def born(*arguments: str, env: dict[str, str]) -> dict[str, float]:
    """Start a probe and hear what it says. CalledProcessError."""
    kind, *rest = arguments
    command = [sys.executable, "-m", "tests.bench.probe", kind, str(perf_counter_ns()), *rest]
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True, timeout=60)
    said: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return said


def own_home(home: Path) -> dict[str, str]:
    """An environment in which settings, caches and logs lie in a folder of ours, and modules are kept compiled."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | dict.fromkeys(names, str(home))
