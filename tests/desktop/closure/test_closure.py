"""What follows from relations equals what brute force says; contradictions are named by the fewest links."""

from __future__ import annotations

import itertools
import random

import pytest

from db.labelset import LabelSet, Name, RelationType, preset
from desktop.closure import meaning
from desktop.closure.events import Contradiction, EventClosure, Inferred, Stated
from tests.desktop.closure.oracle import Fact, Matrix, Worlds

NEWS = preset("news")


def every_type() -> LabelSet:
    """A label set with all types the table knows."""
    made = [
        RelationType(code, Name(code, code), family, None)
        for family, table in meaning.BY_FAMILY.items()
        for code in table
    ]
    return LabelSet("all", Name("", ""), (), (), (), (), tuple(made), "warn")


ALL = every_type()


def stated(facts: list[Fact]) -> list[Stated]:
    return [Stated(f"{number}", *fact) for number, fact in enumerate(facts)]


def closure(*facts: Fact, labels: LabelSet = NEWS) -> EventClosure:
    made = EventClosure(labels)
    for link in stated(list(facts)):
        made.put(link)
    return made


def random_facts(dice: random.Random, labels: LabelSet, *, events: int, links: int) -> list[Fact]:
    codes = [code for code, orders in meaning.meanings(labels).items() if orders]
    found = []
    for _ in range(links):
        head, tail = dice.sample(range(events), 2)
        found.append((dice.choice(codes), head, tail))
    return found


def test_three_events_in_every_world_they_can_lie_in() -> None:
    """5,000 random pairs, every type of the table: the same follows as holds in all worlds that are left."""
    meanings = dict(meaning.meanings(ALL))
    worlds, dice = Worlds(meanings), random.Random(4)
    pairs = inconsistent = held = 0
    while pairs < 5000:
        facts = random_facts(dice, ALL, events=3, links=dice.randint(1, 4))
        made = closure(*facts, labels=ALL)
        left = worlds.left(facts)
        if not left:
            inconsistent += 1
            assert made.contradictions(), facts
            continue
        assert [each for each in made.contradictions() if each.kind == "time"] == []
        for head, tail in ((0, 1), (1, 2), (0, 2)):
            pairs += 1
            for code in meanings:
                for wanted in ((code, head, tail), (code, tail, head)):
                    known = {head, tail} <= {event for fact in facts for event in fact[1:]}
                    expected = known and worlds.holds(left, wanted)
                    held += expected
                    assert made.follows(*wanted) == expected, (facts, wanted)
    assert inconsistent > 300
    assert held > 5000


@pytest.mark.parametrize("labels", [NEWS, ALL], ids=["news", "all"])
def test_many_events_against_a_table_of_points(labels: LabelSet) -> None:
    meanings, dice = dict(meaning.meanings(labels)), random.Random(11)
    pairs = 0
    while pairs < 5000:
        facts = random_facts(dice, labels, events=30, links=dice.randint(15, 40))
        table, made = Matrix(meanings, facts, events=30), closure(*facts, labels=labels)
        at_once = EventClosure(labels)
        at_once.put_all(stated(facts))
        assert table.consistent == (not [each for each in made.contradictions() if each.kind == "time"])
        seen = {event for fact in facts for event in fact[1:]}
        for _ in range(200):
            pairs += 1
            head, tail = dice.sample(range(30), 2)
            known = {head, tail} <= seen and not table.absurd(head) and not table.absurd(tail)
            for code, orders in meanings.items():
                expected = known and bool(orders) and table.follows((code, head, tail))
                assert made.follows(code, head, tail) == expected
                assert at_once.follows(code, head, tail) == expected


def test_two_thousand_changes_stay_equal_to_brute_force() -> None:
    meanings, dice = dict(meaning.meanings(ALL)), random.Random(2)
    codes = [code for code, orders in meanings.items() if orders]
    made, held = EventClosure(ALL), dict[str, Fact]()
    for step in range(2000):
        if held and dice.random() < 0.48:
            gone = dice.choice(sorted(held))
            made.drop(gone)
            del held[gone]
        else:
            key = dice.choice(sorted(held)) if held and dice.random() < 0.2 else str(step)
            held[key] = (dice.choice(codes), *dice.sample(range(10), 2))
            made.put(Stated(key, *held[key]))
        table = Matrix(meanings, held.values(), events=10)
        seen = {event for fact in held.values() for event in fact[1:]}
        time = [each for each in made.contradictions() if each.kind == "time"]
        assert table.consistent == (not time)
        for head, tail in (dice.sample(range(10), 2) for _ in range(6)):
            known = {head, tail} <= seen and not table.absurd(head) and not table.absurd(tail)
            for code in codes:
                assert made.follows(code, head, tail) == (known and table.follows((code, head, tail)))


def test_events_made_one_and_two_again_stay_equal_to_brute_force() -> None:
    """300 times the links of one event become another's, all at once, and go back: as if stated so from the start."""
    dice = random.Random(12)
    for _ in range(30):
        facts = random_facts(dice, NEWS, events=7, links=dice.randint(4, 12))
        made = closure(*facts)
        for _ in range(10):
            gone, kept = dice.sample(range(7), 2)
            before = [made.links[key] for key in made.links_of(gone)]
            joined = [(kind, *(kept if end == gone else end for end in ends)) for kind, *ends in facts]
            made.restate(
                Stated(each.id, each.type, *(kept if end == gone else end for end in (each.head, each.tail)))
                for each in before
            )
            equal_to_brute_force(made, joined)
            made.restate(before)
            equal_to_brute_force(made, facts)


def equal_to_brute_force(made: EventClosure, facts: list[Fact]) -> None:
    table = Matrix(dict(meaning.meanings(NEWS)), facts, events=7)
    assert table.consistent == (not [each for each in made.contradictions() if each.kind == "time"])
    seen = {event for fact in facts for event in fact[1:]}
    for one, two in itertools.permutations(sorted(seen), 2):
        known = not table.absurd(one) and not table.absurd(two)
        assert made.follows("BEFORE", one, two) == (known and table.follows(("BEFORE", one, two)))


def test_what_is_named_contradicts_itself_and_nothing_less_does() -> None:
    meanings, dice = dict(meaning.meanings(ALL)), random.Random(9)
    named = 0
    for _ in range(150):
        facts = random_facts(dice, ALL, events=8, links=14)
        for each in closure(*facts, labels=ALL).contradictions():
            if each.kind == "time":
                named += 1
                links = [facts[int(link)] for link in each.links]
                assert not Matrix(meanings, links, events=8).consistent
                for left_out in range(len(links)):
                    rest = links[:left_out] + links[left_out + 1 :]
                    assert Matrix(meanings, rest, events=8).consistent, (links, left_out)
    assert named > 100


def test_reasons_are_enough_for_what_follows() -> None:
    meanings, dice = dict(meaning.meanings(NEWS)), random.Random(21)
    reasons = 0
    for _ in range(100):
        facts = random_facts(dice, NEWS, events=12, links=12)
        made = closure(*facts)
        for event in range(12):
            for each in made.inferred(event):
                reasons += 1
                rest = [facts[int(link)] for link in made.because(each)]
                fact = (each.type, int(str(each.head)), int(str(each.tail)))
                assert Matrix(meanings, rest, events=12).follows(fact)
                assert len(rest) > 1
    assert reasons > 200


# --- by example --------------------------------------------------------------------------------------------------


def test_before_goes_on() -> None:
    made = closure(("BEFORE", "a", "b"), ("BEFORE", "b", "c"), ("CAUSES", "c", "d"))
    assert made.inferred("a") == [Inferred("BEFORE", "a", "c"), Inferred("BEFORE", "a", "d")]
    assert made.because(made.inferred("a")[1]) == ("0", "1", "2")
    assert made.inferred("c") == [Inferred("AFTER", "c", "a")]
    assert made.because(Inferred("BEFORE", "a", "c")) == ("0", "1")
    made.drop("1")
    assert made.inferred("a") == []


def test_what_is_said_is_not_inferred_again_nor_what_it_says_backwards() -> None:
    made = closure(("BEFORE", "a", "b"), ("AFTER", "c", "b"))
    assert made.inferred("b") == []
    assert made.inferred("a") == [Inferred("BEFORE", "a", "c")]


def test_a_part_lies_within_its_whole_and_a_cause_does_not_come_after() -> None:
    made = closure(("SUBEVENT", "part", "whole"), ("BEFORE", "whole", "later"), ("AFTER", "cause", "effect"))
    assert made.inferred("part") == [Inferred("BEFORE", "part", "later")]
    assert made.would_conflict(Stated("x", "AFTER", "part", "whole")) == ("0",)
    assert made.would_conflict(Stated("x", "CAUSES", "cause", "effect")) == ("2",)
    assert made.would_conflict(Stated("x", "CAUSES", "effect", "cause")) is None


def test_the_links_of_a_contradiction() -> None:
    made = closure(("BEFORE", "a", "b"), ("BEFORE", "b", "c"), ("BEFORE", "x", "y"))
    assert made.would_conflict(Stated("n", "BEFORE", "c", "a")) == ("0", "1")
    made.put(Stated("n", "BEFORE", "c", "a"))
    (only,) = made.contradictions()
    assert only.kind == "time"
    assert set(only.links) == {"0", "1", "n"}
    assert made.inferred("a") == []
    assert made.follows("BEFORE", "x", "y")
    made.drop("0")
    assert made.contradictions() == []


def test_relations_of_an_event_with_itself() -> None:
    made = closure(("BEFORE", "a", "a"), ("SIMULTANEOUS", "b", "b"))
    assert made.contradictions() == [Contradiction("time", ("0",))]
    assert closure(("CONTAINS", "a", "a")).contradictions() == [Contradiction("time", ("0",))]
    assert closure(("SUBEVENT", "a", "a")).contradictions() == [Contradiction("cycle", ("0",))]


def test_circles_of_parts_and_of_causes() -> None:
    made = closure(("SUBEVENT", "a", "b"), ("SUBEVENT", "b", "c"), ("CAUSES", "c", "d"))
    assert made.would_cycle(Stated("x", "SUBEVENT", "c", "a")) == ("0", "1")
    assert made.would_cycle(Stated("x", "SUBEVENT", "a", "c")) is None
    assert made.would_cycle(Stated("x", "CAUSES", "c", "a")) is None
    assert made.would_cycle(Stated("x", "CAUSES", "d", "c")) == ("2",)
    assert made.would_cycle(Stated("x", "BEFORE", "c", "a")) is None
    made.put(Stated("x", "SUBEVENT", "c", "a"))
    assert [(each.kind, set(each.links)) for each in made.contradictions()] == [("cycle", {"0", "1", "x"})]


def test_a_named_inverse_goes_round_the_other_way() -> None:
    causes = RelationType("CAUSES", Name("", ""), "causal", "CAUSED_BY")
    caused = RelationType("CAUSED_BY", Name("", ""), "causal", "CAUSES")
    labels = LabelSet("x", Name("", ""), (), (), (), (), (causes, caused), "warn")
    made = closure(("CAUSES", "a", "b"), labels=labels)
    assert made.would_cycle(Stated("x", "CAUSED_BY", "b", "a")) is None
    assert made.would_cycle(Stated("x", "CAUSED_BY", "a", "b")) == ("0",)


def test_the_table_is_read_and_nothing_else() -> None:
    assert meaning.parse("s1=s2") == (meaning.Order(0, 2, False), meaning.Order(2, 0, False))
    with pytest.raises(ValueError, match="s1>s2"):
        meaning.parse("s1>s2")
    for code in ("news", "ace2005", "rich-ere"):
        labels = preset(code)
        silent = {each.code for each in labels.relations if not meaning.orders_of(each)}
        assert not silent & {each.code for each in labels.relations if each.family in meaning.BY_FAMILY}
