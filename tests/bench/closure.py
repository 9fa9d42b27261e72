"""How long an edit of relations takes to follow up among 2,000 events: ``python -m tests.bench.closure``.

The corpus is made up: events in a row with side branches, parts and causes, all in one piece, which is the worst case,
since an edit concerns what it is connected with. Each edit is followed by the questions the screen asks at once.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from time import process_time

from db.dates import Interval
from db.labelset import preset
from desktop.closure.dates import Held
from desktop.closure.events import Event, EventClosure, Stated
from tests.bench.figures import Figure, figure, machine, table, timed

EVENTS, EXTRA, EDITS = 2000, 2000, 300
WRONG = 60
"""Dates that do not fit."""
BEGIN = date(2000, 1, 1)


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


def held(*, quick: bool = False) -> Iterator[Figure]:
    """The figures with dates: every event has a day, some of them a wrong one; each edit and what is asked after it."""
    dice = random.Random(6)
    events, wrong = (200, 6) if quick else (EVENTS, WRONG)
    closure = EventClosure(preset("news"))
    closure.put_all(made_up(dice, events=events, extra=events * 3 // 2))
    days: dict[Event, Interval] = {at: Interval.day(BEGIN + timedelta(days=at)) for at in range(events)}
    for at in dice.sample(range(events), wrong):
        days[at] = Interval.day(BEGIN + timedelta(days=dice.randrange(events)))
    part = closure.part(0)
    assert part is not None
    made: list[Held] = []
    yield figure("closure.dates.read", "relations held against dates, all at once",
                 [timed(lambda: made.append(Held(part, days)))], bar=50.0)  # fmt: skip
    (holding,) = made
    part.graph.touched.clear()

    def settled(*links: str) -> None:
        holding.settle(part.graph.touched)
        part.graph.touched.clear()
        for link in links:
            holding.named(link)

    took: dict[str, list[float]] = {"relation": [], "date": [], "event": []}
    for number in range(30 if quick else EDITS):
        one, other, code = dice.randrange(events), dice.randrange(events), dice.choice(("BEFORE", "CAUSES"))
        link = Stated(f"held{number % 7}", code, one, other if other != one else (one + 1) % events)
        closure.put(link)
        begin = process_time()
        settled(link.id)
        took["relation"].append((process_time() - begin) * 1000)
        event, right = dice.randrange(events), dice.random() < 0.8
        begin = process_time()
        day = event if right else dice.randrange(events)
        holding.date(event, Interval.day(BEGIN + timedelta(days=day)))
        settled(*closure.links_of(event))
        took["date"].append((process_time() - begin) * 1000)
        begin = process_time()
        settled(*closure.links_of(dice.randrange(events)))
        took["event"].append((process_time() - begin) * 1000)
    for name, says in (
        ("relation", "a relation added among dated events, and what contradicts dates through it"),
        ("date", "a date changed, and what its event's relations say against it"),
        ("event", "what the relations of an event say against dates"),
    ):
        yield figure(f"closure.dates.{name}.work", f"{says}; at work", took[name], bar=20.0)


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
    quick = "--quick" in sys.argv
    print(table([*run(quick=quick), *held(quick=quick)]))
    print(machine())
