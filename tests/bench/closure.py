"""How long an edit of relations takes to follow up among 2,000 events: ``python -m tests.bench.closure``.

The corpus is made up: events in a row with side branches, parts and causes, all in one piece, which is the worst case,
since an edit concerns what it is connected with. Each edit is followed by the questions the screen asks at once.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from time import process_time

from db.labelset import preset
from desktop.closure.events import EventClosure, Stated
from tests.bench.figures import Figure, figure, machine, table, timed

EVENTS, EXTRA, EDITS = 2000, 2000, 300


def made_up(dice: random.Random, *, events: int = EVENTS, extra: int = EXTRA) -> list[Stated]:
    """Relations that fit together: event n lies in time after all before it; some are parts of a wider one."""
    links = [Stated(f"row{at}", "BEFORE", at, at + 1) for at in range(0, events - 1)]
    for number in range(extra):
        one, two = sorted(dice.sample(range(events), 2))
        code, head, tail = dice.choice(
            (("BEFORE", one, two), ("AFTER", two, one), ("CAUSES", one, two), ("SUBEVENT", one, f"all{one // 50}"))
        )
        links.append(Stated(f"extra{number}", code, head, tail))
    return links


def run(*, quick: bool = False) -> Iterator[Figure]:
    """The figures: reading all at once, then each kind of edit."""
    dice = random.Random(5)
    links = made_up(dice, events=200 if quick else EVENTS, extra=200 if quick else EXTRA)
    closure = EventClosure(preset("news"))
    yield figure("closure.read", "all relations at once", [timed(lambda: closure.put_all(links))])
    names = ("remove", "add", "contradict", "joinable", "join", "inferred")
    took: dict[str, list[float]] = {name: [] for name in names}
    work: dict[str, list[float]] = {name: [] for name in took}
    for _ in range(30 if quick else EDITS):
        link = dice.choice(links)
        for name, act in (
            ("remove", lambda link=link: closure.drop(link.id)),
            ("add", lambda link=link: (closure.would_cycle(link), closure.put(link), closure.contradictions())),
            ("inferred", lambda link=link: closure.inferred(link.head)),
        ):
            begin = process_time()
            took[name].append(timed(act))
            work[name].append((process_time() - begin) * 1000)
        wrong = Stated("wrong", "BEFORE", link.tail, link.head)
        begin = process_time()
        took["contradict"].append(timed(lambda wrong=wrong: (closure.put(wrong), closure.conflict("wrong"))))
        work["contradict"].append((process_time() - begin) * 1000)
        closure.drop("wrong")
        moved = _joined(closure, gone=dice.choice(links).head, kept=dice.choice(links).tail)
        before = [closure.links[key] for key in moved]
        for name, ms in zip(("joinable", "join"), _join(closure, moved), strict=True):
            took[name].append(ms)
        closure.restate(before)
    for name, says, bar in (
        ("add", "a relation added: circle sought, closure, contradictions", 20.0),
        ("remove", "a relation taken away", 20.0),
        ("contradict", "one that contradicts, and the links responsible", 20.0),
        ("joinable", "two events made one: circle sought, contradictions before and after", 20.0),
        ("join", "  the same, and the closure", None),
        ("inferred", "all that follows about one event", None),
    ):
        yield figure(f"closure.{name}", says, took[name], bar=bar)
        if work[name]:
            yield figure(f"closure.{name}.work", "  of it at work, not waiting for a processor", work[name])


def _joined(closure: EventClosure, *, gone: object, kept: object) -> dict[str, Stated]:
    """The links of one event as those of another."""
    return {
        key: Stated(key, link.type, *(kept if end == gone else end for end in (link.head, link.tail)))
        for key in closure.links_of(gone)
        for link in (closure.links[key],)
    }


def _join(closure: EventClosure, moved: dict[str, Stated]) -> tuple[float, float]:
    """What is asked when two events turn out to be one, and that with what is done; milliseconds."""
    asked = timed(lambda: closure.would_circle(moved))
    asked += timed(lambda: [closure.conflict(key) for key in moved])
    done = timed(lambda: closure.restate(moved.values()))
    asked += timed(lambda: [closure.conflict(key) for key in moved])
    return asked, asked + done


if __name__ == "__main__":
    print(table(list(run(quick="--quick" in sys.argv))))
    print(machine())
