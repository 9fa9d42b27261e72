"""A model of the store to play random gestures against: ``python -m tests.property.journal_model --count 1000``.

The model is a list of states (rows by id) and a place in it. A gesture adds a state behind the place, undo and redo
move the place; after each step the tables must equal the state at the place, and the stacks must be as deep as the
states before and behind it. At the end all is undone, and the journal read backwards must lead to the import as well.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlalchemy as sa

from db import codec
from db.check import check
from db.errors import Conflict
from db.rows import ROW_TYPES, Argument, Article, Change, Cluster, Mention, Region, Relation, Row
from db.schema import CLASSES, TABLES, change
from db.store import Store
from tests.db.corpora import bundle, filled

State = dict[str, Row]


def tables(store: Store) -> State:
    """Every row in the file, by id."""
    found: State = {}
    with store._database.reading() as connection:
        for cls in ROW_TYPES:
            found.update((line.id, cls(*line)) for line in connection.execute(sa.select(TABLES[cls])))
    return found


def backwards(store: Store) -> State:
    """The rows before the first change set, worked out from the journal's JSON alone."""
    rows = tables(store)
    with store._database.reading() as connection:
        lines = connection.execute(
            sa.select(change.c.row_type, change.c.row_id, change.c.before, change.c.after).order_by(change.c.seq.desc())
        ).all()
    for name, row_id, before, after in lines:
        old, new = codec.load(name, before, version=1), codec.load(name, after, version=1)
        if new is None:
            assert row_id not in rows
            rows[row_id] = CLASSES[name](**(old or {}))
            continue
        assert all(getattr(rows[row_id], key) == value for key, value in new.items())
        if old is None:
            assert rows.pop(row_id) == CLASSES[name](**new)
        else:
            rows[row_id] = codec.replaced(rows[row_id], old)
    return rows


@dataclass
class Run:
    """One random sequence against one corpus."""

    path: Path
    dice: random.Random
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = filled(self.path, articles=2, mentions=5)
        self.states = [tables(self.store)]
        self.place = 0
        self.floor = 0

    @property
    def now(self) -> State:
        """The rows as they should be."""
        return self.states[self.place]

    def pick(self, cls: type[Row], **where: object) -> Row | None:
        """A random row of a type, or None."""
        found = [row for row in self.now.values() if isinstance(row, cls)]
        found = [row for row in found if all(getattr(row, key) == value for key, value in where.items())]
        return self.dice.choice(sorted(found, key=lambda row: row.id)) if found else None

    def step(self, verb: str) -> None:
        """Do one thing and compare."""
        self.counts[verb] = self.counts.get(verb, 0) + 1
        if verb in ("undo", "redo", "reopen", "import", "conflict"):
            getattr(self, verb + "_")()
        else:
            changes = GESTURES[verb](self)
            if changes:
                self.store.commit(verb, changes)
                state = dict(self.now)
                for item in changes:
                    if item.after is None:
                        state.pop(item.row.id)
                    else:
                        state[item.row.id] = item.after
                if any(item.before != item.after for item in changes):
                    self.states = [*self.states[: self.place + 1], state]
                    self.place += 1
        self.compare()

    def compare(self) -> None:
        """Tables and stacks against the model."""
        assert tables(self.store) == self.now
        assert len(self.store._stacks.undo) == self.place - self.floor
        assert len(self.store._stacks.redo) == len(self.states) - 1 - self.place

    def undo_(self) -> None:
        """One step back, where there is one."""
        done = self.store.undo()
        assert (done is not None) == (self.place > self.floor)
        self.place -= done is not None

    def redo_(self) -> None:
        """One step forward, where there is one."""
        done = self.store.redo()
        assert (done is not None) == (self.place < len(self.states) - 1)
        self.place += done is not None

    def reopen_(self) -> None:
        """Close and open."""
        self.store.close()
        self.store = Store.open(self.path)

    def import_(self) -> None:
        """One more article: a barrier."""
        item = bundle(f"n{self.place}-{len(self.states)}", position=self.store.next_position(), mentions=2)
        self.store.bulk_import([item])
        self.states = [*self.states[: self.place + 1], self.now | {row.id: row for row in item.rows}]
        self.place = self.floor = len(self.states) - 1

    def conflict_(self) -> None:
        """A gesture computed from a row that is not so; nothing may change."""
        row = self.pick(Mention)
        good = self.pick(Mention)
        assert isinstance(row, Mention)
        assert isinstance(good, Mention)
        stale = replace(row, label="?")
        try:
            self.store.commit("x", [Change(good, replace(good, note="!")), Change(stale, replace(stale, label="Z"))])
        except Conflict:
            return
        raise AssertionError("no conflict")

    def finish(self) -> None:
        """Undo all; read the journal backwards; check the closed file."""
        while self.store.undo():
            self.place -= 1
        assert self.place == self.floor
        assert tables(self.store) == self.now
        assert self.floor or backwards(self.store) == self.states[0]
        while self.store.redo():
            self.place += 1
        assert self.place == len(self.states) - 1
        self.compare()
        self.store.close()
        assert check(self.path) == []


def _create(run: Run) -> list[Change]:
    article = run.pick(Article)
    assert isinstance(article, Article)
    start = run.dice.randrange(article.length - 20)
    end = start + run.dice.randrange(3, 20)
    gaps = ((start + 1, start + 2),) if run.dice.random() < 0.2 else ()
    return [Change(None, Mention(article.id, run.dice.choice(("entity", "event")), "PER", start, end, gaps=gaps))]


def _change(run: Run) -> list[Change]:
    row = run.pick(Mention)
    assert isinstance(row, Mention)
    fields = {
        "label": run.dice.choice("ABC"),
        "status": run.dice.choice(("suggested", "accepted", "edited", "rejected")),
        "end": row.start + run.dice.randrange(3, 20),
        "score": run.dice.choice((None, 0.1, 1.0, 1 / 3)),
        "attributes": run.dice.choice(((), (("polarity", "Negative"),), (("a", "ب"), ("tense", "Past")))),
        "note": run.dice.choice(("", "ملاحظة", "'\"\n")),
    }
    names = run.dice.sample(sorted(fields), run.dice.randrange(1, 4))
    return [Change(row, replace(row, **{name: fields[name] for name in names}))]


def _link(run: Run) -> list[Change]:
    row = run.pick(Mention)
    assert isinstance(row, Mention)
    if run.dice.random() < 0.3:
        return [Change(row, replace(row, cluster=None))]
    cluster = run.pick(Cluster, kind=row.kind, scope="")
    if cluster is not None and run.dice.random() < 0.5:
        return [Change(row, replace(row, cluster=cluster.id))]
    fresh = Cluster(row.kind, f"E-{run.dice.randrange(10**9)}", "اسم")
    return [Change(row, replace(row, cluster=fresh.id)), Change(None, fresh)]  # the child before its parent


def _argue(run: Run) -> list[Change]:
    event = run.pick(Mention, kind="event")
    if not isinstance(event, Mention):
        return []
    filler = run.pick(Mention, article=event.article)
    other = run.pick(Mention, kind="event")
    assert isinstance(filler, Mention)
    assert isinstance(other, Mention)
    return [
        Change(None, Argument(event.article, event.id, run.dice.choice(("Place", "Time")), filler.id)),
        Change(None, Relation(event.article, "BEFORE", event.id, other.id)),
    ]


def _delete(run: Run) -> list[Change]:
    row = run.pick(Mention)
    assert isinstance(row, Mention)
    links = [item for item in run.now.values() if isinstance(item, Argument) and row.id in (item.event, item.filler)]
    ties = [item for item in run.now.values() if isinstance(item, Relation) and row.id in (item.head, item.tail)]
    changes = [Change(item, None) for item in (row, *links, *ties)]
    run.dice.shuffle(changes)
    return changes


def _split(run: Run) -> list[Change]:
    row = run.pick(Mention)
    assert isinstance(row, Mention)
    half = replace(row, id=f"{run.dice.randrange(10**12):012}", start=row.end - 1, gaps=())
    return [Change(row, replace(row, end=row.end - 1, gaps=())), Change(None, half)] if row.end - row.start > 1 else []


def _twice(run: Run) -> list[Change]:
    """One row touched several times by one gesture."""
    [made] = _create(run)
    row = made.after
    assert isinstance(row, Mention)
    moved = replace(row, label="X")
    steps = [made, Change(row, moved), Change(moved, replace(moved, label="Y"))]
    return [*steps, Change(steps[-1].after, None)] if run.dice.random() < 0.3 else steps


def _article(run: Run) -> list[Change]:
    row = run.pick(Article)
    assert isinstance(row, Article)
    return [Change(row, replace(row, state=run.dice.choice(("new", "in_progress", "done"))))]


def _region(run: Run) -> list[Change]:
    row = run.pick(Region)
    if isinstance(row, Region) and run.dice.random() < 0.5:
        return [Change(row, None)]
    article = run.pick(Article)
    assert isinstance(article, Article)
    return [Change(None, Region(article.id, 0, run.dice.randrange(1, 9), "body", reference_date="2024-06-19"))]


def _all(run: Run) -> list[Change]:
    found = [row for row in run.now.values() if isinstance(row, Mention)]
    return [Change(row, replace(row, status="accepted")) for row in found]


GESTURES: dict[str, Callable[[Run], list[Change]]] = {
    "create": _create, "change": _change, "link": _link, "argue": _argue, "delete": _delete, "split": _split,
    "twice": _twice, "article": _article, "region": _region, "accept all": _all,
}  # fmt: skip
VERBS = (*GESTURES, "create", "change", "change", "undo", "undo", "undo", "redo", "redo", "reopen", "conflict")


def play(path: Path, seed: int, *, steps: int = 40) -> dict[str, int]:
    """Play one random sequence; AssertionError where the file is not what the model says. Counts by verb."""
    dice = random.Random(seed)
    run = Run(path, dice)
    imports = dice.random() < 0.2
    for _ in range(steps):
        run.step("import" if imports and dice.random() < 0.05 else dice.choice(VERBS))
        if not any(isinstance(row, Mention) for row in run.now.values()):
            run.step("create")
    run.finish()
    return run.counts


def main() -> None:
    """Play many sequences and say how many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=40)
    options = parser.parse_args()
    totals: dict[str, int] = {}
    start = time.perf_counter()
    for seed in range(options.count):
        with tempfile.TemporaryDirectory() as folder:
            for verb, count in play(Path(folder) / "a.tawsim", seed, steps=options.steps).items():
                totals[verb] = totals.get(verb, 0) + count
    print(f"{options.count} sequences, {sum(totals.values())} steps in {time.perf_counter() - start:.0f} s, all equal")
    print(", ".join(f"{verb} {count}" for verb, count in sorted(totals.items())))


if __name__ == "__main__":
    main()
