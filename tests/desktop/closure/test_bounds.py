"""Bounds and contradictions that are kept up through random changes are those of a search from the beginning."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from db.dates import Interval
from db.labelset import LabelSet, preset
from desktop.closure import meaning
from desktop.closure.dates import Held, against
from desktop.closure.events import EventClosure, Stated

BEGIN = date(2024, 6, 1)


def interval(dice: random.Random, *, days: int) -> Interval:
    first = dice.randrange(days)
    return Interval.of(BEGIN + timedelta(days=first), BEGIN + timedelta(days=first + dice.choice((0, 0, 0, 1, 3))))


@pytest.mark.parametrize(("events", "seed", "dated"), [(6, 1, 0.8), (12, 2, 0.5), (30, 3, 0.9), (25, 4, 0.2)])
def test_kept_up_they_are_those_of_a_new_search(events: int, seed: int, dated: float) -> None:
    """500 changes each: links that come, go and turn into others; dates that come, go and change."""
    labels: LabelSet = preset("news")
    codes = [code for code, orders in meaning.meanings(labels).items() if orders]
    dice, made = random.Random(seed), EventClosure(labels)
    for number in range(events - 1):  # all in one part from the beginning
        made.put(Stated(f"first{number}", "BEFORE", number, number + 1))
    part = made.part(0)
    assert part is not None
    dates = {number: interval(dice, days=9) for number in range(events) if dice.random() < dated}
    held = Held(part, dates)
    part.graph.touched.clear()
    seen = 0
    for step in range(500):
        for _ in range(dice.choice((1, 1, 2, 4))):
            if dice.random() < 0.5:
                event = dice.randrange(events)
                new = interval(dice, days=9) if dice.random() < dated else None
                dates.pop(event, None)
                if new is not None:
                    dates[event] = new
                held.date(event, new)
            elif dice.random() < 0.5 and made.links:
                made.drop(dice.choice(sorted(made.links)))
            else:
                made.put(Stated(f"l{dice.randrange(events)}", dice.choice(codes), *dice.sample(range(events), 2)))
        held.settle(part.graph.touched)
        part.graph.touched.clear()
        fresh = Held(part, dates)
        assert (held._low.value, held._high.value) == (fresh._low.value, fresh._high.value), step
        wrong = [link for link in made.links if held.wrong(link)]
        seen += len(wrong)
        assert wrong == [link for link in made.links if fresh.wrong(link)]
        for link in wrong[:3]:
            told = held.named(link)
            assert told is not None
            named = EventClosure(labels)
            named.put_all(made.links[each] for each in told.links)
            two = {each.event: each.interval for each in told.dates}
            assert all(dates[event] == days for event, days in two.items())
            assert against(named, two), (step, told)
        assert bool(wrong) == bool(against(made, dates, among=[0])), step
    assert seen > 100
