"""Relations held against dates: what trying all moments says, named by the fewest links and two dates."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from db.dates import Interval
from db.labelset import LabelSet, preset
from desktop.closure import meaning
from desktop.closure.dates import against
from desktop.closure.events import AT_MOST, Contradiction, EventClosure, Stated
from tests.desktop.closure.oracle import Fact
from tests.desktop.closure.test_closure import ALL, closure

NEWS = preset("news")
BEGIN = date(2024, 6, 1)
Days = dict[int, tuple[int, int]]


def fits(meanings: dict[str, tuple[meaning.Order, ...]], facts: Iterable[Fact], days: Days, *, count: int) -> bool:
    """Is there a moment for every start and end, so that all facts hold and dated events lie in their days?

    Every day has as many moments as there are points, so that any order has room in one; all are tried.
    """
    facts = list(facts)
    events = sorted({event for fact in facts for event in fact[1:]})
    points = [2 * event + end for event in events for end in (0, 1)]
    moments = len(points)
    orders = [(2 * event, 2 * event + 1, True) for event in events]
    for code, head, tail in facts:
        four = (2 * head, 2 * head + 1, 2 * tail, 2 * tail + 1)
        orders += [(four[each.low], four[each.high], each.strict) for each in meanings[code]]
    about = {point: [each for each in orders if point in each[:2]] for point in points}
    placed: dict[int, int] = {}

    def holds(point: int) -> bool:
        for low, high, strict in about[point]:
            if low in placed and high in placed and placed[low] >= placed[high] + (not strict):
                return False
        return True

    def search(at: int) -> bool:
        if at == len(points):
            return True
        point = points[at]
        first, last = days.get(point // 2, (0, count - 1))
        for moment in range(first * moments, (last + 1) * moments):
            placed[point] = moment
            if holds(point) and search(at + 1):
                return True
            del placed[point]
        return False

    return search(0)


def fits_by_day(meanings: dict[str, tuple[meaning.Order, ...]], facts: list[Fact], days: Days, *, count: int) -> bool:
    """Is there a day for every point, none of an order's two after the other? Narrowed until nothing changes."""
    low = {2 * event + end: days.get(event, (0, count - 1))[0] for event in range(5) for end in (0, 1)}
    high = {2 * event + end: days.get(event, (0, count - 1))[1] for event in range(5) for end in (0, 1)}
    orders = [(2 * event, 2 * event + 1) for event in range(5)]
    for code, head, tail in facts:
        four = (2 * head, 2 * head + 1, 2 * tail, 2 * tail + 1)
        orders += [(four[each.low], four[each.high]) for each in meanings[code]]
    for _ in range(len(low) * count):
        for one, other in orders:
            low[other] = max(low[other], low[one])
            high[one] = min(high[one], high[other])
    return all(low[point] <= high[point] for point in low)


def intervals(days: Days) -> dict[object, Interval]:
    return {
        event: Interval.of(BEGIN + timedelta(days=first), BEGIN + timedelta(days=last))
        for event, (first, last) in days.items()
    }


def random_case(dice: random.Random, labels: LabelSet, *, events: int, count: int) -> tuple[list[Fact], Days]:
    codes = [code for code, orders in meaning.meanings(labels).items() if orders]
    facts: list[Fact] = []
    for _ in range(dice.randint(1, events + 1)):
        head, tail = dice.sample(range(events), 2)
        facts.append((dice.choice(codes), head, tail))
    days: Days = {}
    for event in range(events):
        if dice.random() < 0.7:
            first = dice.randrange(count)
            days[event] = (first, min(count - 1, first + dice.choice((0, 0, 0, 1, 2))))
    return facts, days


@pytest.mark.parametrize(("labels", "seed"), [(NEWS, 3), (ALL, 4)], ids=["news", "all"])
def test_it_says_what_trying_all_moments_says(labels: LabelSet, seed: int) -> None:
    """300 random cases of three events on three days with each label set."""
    dice, meanings = random.Random(seed), dict(meaning.meanings(labels))
    seen = wrong = by_many = 0
    while seen < 300:
        facts, days = random_case(dice, labels, events=3, count=3)
        made = closure(*facts, labels=labels)
        if any(each.kind == "time" for each in made.contradictions()):
            continue
        seen += 1
        found = against(made, intervals(days), among=range(3))
        assert bool(found) == (not fits(meanings, facts, days, count=3)), (facts, days)
        wrong += bool(found)
        for each in found:
            named = [facts[int(link)] for link in each.links]
            by_many += len(named) > 1
            two = {dated.event: days[dated.event] for dated in each.dates}
            assert not fits(meanings, named, two, count=3), (facts, days, each, "its own links and dates contradict")
            for at in range(len(named)):
                assert fits(meanings, named[:at] + named[at + 1 :], days, count=3), (facts, days, each, "no fewer do")
        gone = {link for each in found for link in each.links}
        left = [fact for at, fact in enumerate(facts) if str(at) not in gone]
        assert fits(meanings, left, days, count=3), (facts, days, "without the links named all the rest fits")
    assert wrong > 50
    assert by_many > 5


def test_more_events_on_more_days() -> None:
    """400 random cases of five events, tried day by day: as shown above, within one day any order has room."""
    dice, meanings = random.Random(8), dict(meaning.meanings(NEWS))
    seen = wrong = 0
    while seen < 400:
        facts, days = random_case(dice, NEWS, events=5, count=5)
        made = closure(*facts)
        if any(each.kind == "time" for each in made.contradictions()):
            continue
        seen += 1
        found = against(made, intervals(days))
        assert bool(found) == (not fits_by_day(meanings, facts, days, count=5)), (facts, days)
        wrong += bool(found)
        gone = {link for each in found for link in each.links}
        left = [fact for at, fact in enumerate(facts) if str(at) not in gone]
        assert fits_by_day(meanings, left, days, count=5), (facts, days)
    assert 100 < wrong < 300


def test_a_part_that_contradicts_itself_is_still_held_against_dates() -> None:
    made = closure(("BEFORE", "a", "b"), ("BEFORE", "b", "a"))
    (found,) = against(made, dated(a="2024-06-20", b="2024-06-10"))
    assert found.links == ("0",)
    assert [each.kind for each in made.contradictions()] == ["time"]


# --- by hand ---------------------------------------------------------------------------------------------------------


def dated(**iso: str) -> dict[object, Interval]:
    return {event: Interval.from_iso(text) for event, text in iso.items()}


def told(found: list[Contradiction]) -> list[tuple[tuple[str, ...], list[tuple[object, str]]]]:
    return [(each.links, [(end.event, end.interval.iso()) for end in each.dates]) for each in found]


def test_one_link_the_wrong_way_round() -> None:
    made = closure(("BEFORE", "a", "b"))
    found = against(made, dated(a="2024-06-20", b="2024-06-10"))
    assert told(found) == [(("0",), [("a", "2024-06-20"), ("b", "2024-06-10")])]
    assert against(made, dated(a="2024-06-10", b="2024-06-20")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("2024-06-10", "2024-06-10"), ("2024-06", "2024-06-01"), ("2024", "2024-01-01"),
     ("2024-06-10/2024-06-12", "2024-06-10"), ("2023-12-31/2024-01-01", "2024")],
)  # fmt: skip
def test_the_same_day_never_contradicts_an_order(one: str, other: str) -> None:
    for kind in ("BEFORE", "AFTER", "CAUSES", "SUBEVENT"):
        assert against(closure((kind, "a", "b")), dated(a=one, b=other)) == []


def test_a_chain_over_an_event_without_a_date() -> None:
    made = closure(("BEFORE", "a", "x"), ("AFTER", "b", "x"), ("BEFORE", "a", "y"))
    found = against(made, dated(a="2024-06-20", b="2024-06"))
    assert found == []
    found = against(made, dated(a="2024-07-01", b="2024-06"))
    assert told(found) == [(("0", "1"), [("a", "2024-07-01"), ("b", "2024-06")])]


def test_of_a_long_way_only_what_is_wrong_is_named() -> None:
    """Every event before the last one contradicts it; the last link is to blame, or the last date."""
    made = closure(*(("BEFORE", at, at + 1) for at in range(30)))
    days = {at: (at, at) for at in range(30)} | {30: (0, 0)}
    (found,) = against(made, intervals(days))
    assert found.links == ("29",)
    assert [each.event for each in found.dates] == [29, 30]


def test_two_ways_over_one_event_are_two_contradictions() -> None:
    made = closure(("BEFORE", "a", "x"), ("BEFORE", "x", "b"), ("BEFORE", "x", "c"))
    found = against(made, dated(a="2024-06-20", b="2024-06-10", c="2024-06-11"))
    assert sorted(each.links for each in found) == [("0", "1"), ("0", "2")]


def test_of_more_than_are_sought_those_asked_for_come_first() -> None:
    wrong = [("BEFORE", f"a{at}", f"b{at}") for at in range(80)]
    made = closure(*wrong, *(("BEFORE", "x", f"a{at}") for at in range(80)))
    days: dict[object, Interval] = {f"a{at}": Interval.from_iso("2024-06-20") for at in range(80)}
    days |= {f"b{at}": Interval.from_iso("2024-06-10") for at in range(80)}
    assert len(against(made, days, among=["x"])) == AT_MOST
    for link in ("0", "44", "79"):
        assert against(made, days, among=["x"], first=[link])[0].links == (link,)


def test_causes_and_parts_have_dates_too() -> None:
    cause = closure(("CAUSES", "a", "b"))
    assert len(against(cause, dated(a="2024-06-20", b="2024-06-10"))) == 1
    assert against(cause, dated(a="2024-06-10", b="2024-06-20")) == []
    part = closure(("SUBEVENT", "a", "b"))
    assert len(against(part, dated(a="2024-06-20", b="2024-06-10"))) == 1
    assert len(against(part, dated(a="2024-06-10", b="2024-06-20"))) == 1
    assert against(part, dated(a="2024-06-10", b="2024-06")) == []


def test_only_what_hangs_together_with_what_is_asked_for_is_looked_at() -> None:
    made = closure(("BEFORE", "a", "b"), ("BEFORE", "c", "d"))
    days = dated(a="2024-06-20", b="2024-06-10", c="2024-06-20", d="2024-06-10")
    assert [each.links for each in against(made, days, among=["d"])] == [("1",)]
    assert [each.links for each in against(made, days, among=["nobody"])] == []
    assert len(against(made, days)) == 2


def test_it_follows_links_that_come_and_go() -> None:
    made = EventClosure(NEWS)
    days = dated(a="2024-06-20", b="2024-06-10")
    made.put(Stated("r", "BEFORE", "a", "b"))
    assert len(against(made, days)) == 1
    made.put(Stated("r", "AFTER", "a", "b"))
    assert against(made, days) == []
    made.put(Stated("r", "CAUSES", "a", "b"))
    made.drop("r")
    assert against(made, days) == []
