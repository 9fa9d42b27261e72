"""Ends an editing program at random moments and looks at what is left: ``python -m tests.db.kill --count 200``.

A child process opens the corpus and commits gestures in a loop (some of twenty rows, some undone and redone, now and
then an import); it prints each change set's id only after the store has said that it is written. The parent reads a
random number of ids, waits a random moment (spinning, so that the end falls inside a commit) and sends SIGKILL. Then
every id that was printed must be in the reopened file with all its rows, the check must be clean, and undo must work.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from db.check import check
from db.rows import Change, Cluster, Mention, Row
from db.store import Store
from tests.db.corpora import TEXT, bundle, filled


def edit_forever(path: Path, seed: int) -> None:
    """The child: commit, then print ``id rows``."""
    dice = random.Random(seed)
    store = Store.open(path)
    article = store.articles()[0].article.id
    while True:
        rows = store.mentions(article)
        turn = dice.random()
        if turn < 0.1:
            done = store.undo()
        elif turn < 0.15:
            done = store.redo()
        elif turn < 0.2:
            name, place = f"n{dice.random()}", store.next_position()
            done = store.bulk_import([bundle(name, text=TEXT * 3, position=place, mentions=300)])
        else:
            done = store.commit("x", _gesture(dice, rows, turn))
        if done is not None:
            print(done.id, len(done.changes), flush=True)


def _gesture(dice: random.Random, rows: list[Mention], turn: float) -> list[Change]:
    cluster = Cluster("entity", f"E-{dice.random()}", "اسم")
    some = dice.sample(rows, 20 if turn < 0.6 else 1)
    changes: list[Change] = [Change(row, replace(row, label=f"L{dice.random()}")) for row in some]
    made: Row = Mention(rows[0].article, "entity", "PER", 0, 3)
    return [*changes, Change(None, cluster), Change(None, made)]


@dataclass
class Totals:
    """What many kills came to."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    findings: int = 0
    unacknowledged: int = 0
    """Written, but killed before the child could say so: allowed."""


def kill_once(path: Path, dice: random.Random, totals: Totals) -> None:
    """One child, one kill, one look."""
    with Store.open(path, read_only=True) as store:
        before = len(store.history(limit=10**9))
    command = [sys.executable, "-m", "tests.db.kill", "--child", str(path), "--seed", str(dice.randrange(10**9))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        lines = [child.stdout.readline() for _ in range(dice.randrange(1, 40))]
        until = time.perf_counter() + dice.random() * 0.008
        while time.perf_counter() < until:
            pass
        assert child.poll() is None, "the child ended by itself"
        child.kill()
        lines += child.stdout.read().splitlines()
    said = [line.split() for line in lines if len(line.split()) == 2]
    totals.kills += 1
    totals.acknowledged += len(said)
    totals.findings += len(check(path))
    with Store.open(path) as store:
        history = {header.id: header for header in store.history(limit=10**9)}
        totals.lost += sum(name not in history for name, _ in said)
        totals.torn += sum(
            len(store.touched(history[name].seq)) != int(count)
            for name, count in said
            if name in history and int(count)
        )
        totals.unacknowledged += len(history) - before - len(said)
        if store.undo():
            store.redo()
    totals.findings += len(check(path))


def run(folder: Path, *, count: int, seed: int, per_file: int = 10) -> Totals:
    """Kill ``count`` children, ten in a row on each corpus."""
    dice, totals = random.Random(seed), Totals()
    for turn in range(count):
        path = folder / f"{turn // per_file}.tawsim"
        if turn % per_file == 0:
            filled(path, mentions=40).close()
        kill_once(path, dice, totals)
    return totals


def main() -> None:
    """The command line of parent and child."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", type=Path)
    options = parser.parse_args()
    if options.child:
        edit_forever(options.child, options.seed)
        return
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        totals = run(Path(folder), count=options.count, seed=options.seed)
    print(totals, f"{time.perf_counter() - start:.0f} s")
    sys.exit(1 if totals.lost or totals.torn or totals.findings else 0)


if __name__ == "__main__":
    main()
