"""Edits of events, arguments, relations: roles and fillers are those of the label set."""

from __future__ import annotations

import dataclasses

import pytest

from desktop.edits import EditRefused, arguments, events, relations
from tests.desktop.rows import apply, argument, article, labels, mention

LABELS = labels()
STRICT = dataclasses.replace(LABELS, wrong_filler="refuse")


def scene():
    opened = article()
    event = mention(opened, "مباحثات", "Contact:Meet", kind="event")
    return opened, event, mention(opened, "كيم", "PER"), mention(opened, "موسكو", "GPE")


def test_add_gives_an_accepted_argument() -> None:
    opened, event, person, _ = scene()
    edit = arguments.add(opened, LABELS, event=event.id, role="Entity", filler=person.id)
    apply(opened, edit)
    (made,) = opened.arguments_of(event.id)
    assert (made.role, made.filler, made.status) == ("Entity", person.id, "accepted")
    assert edit.warnings == ()


@pytest.mark.parametrize(
    ("role", "filler", "code"),
    [("Nope", 0, "role_unknown"), ("Instrument", 0, "role_not_of_type"), ("Time", 0, "wrong_filler")],
)
def test_a_strict_label_set_refuses_with_the_reason(role: str, filler: int, code: str) -> None:
    opened, event, *fillers = scene()
    with pytest.raises(EditRefused) as refused:
        arguments.add(opened, STRICT, event=event.id, role=role, filler=fillers[filler].id)
    assert refused.value.code == code


def test_a_lenient_one_warns() -> None:
    opened, event, person, _ = scene()
    edit = arguments.add(opened, LABELS, event=event.id, role="Time", filler=person.id)
    assert [key for key, _ in edit.warnings] == ["warned.added.wrong_filler"]


def test_an_argument_is_not_given_twice_nor_to_itself_nor_to_an_entity() -> None:
    opened, event, person, city = scene()
    argument(opened, event, "Entity", person)
    for head, role, filler, code in (
        (event, "Entity", person, "duplicate_argument"),
        (event, "Entity", event, "self_argument"),
        (person, "Entity", city, "not_event"),
    ):
        with pytest.raises(EditRefused) as refused:
            arguments.add(opened, LABELS, event=head.id, role=role, filler=filler.id)
        assert refused.value.code == code


def test_removing_a_suggested_one_keeps_it_rejected_and_adding_takes_it_back() -> None:
    opened, event, person, _ = scene()
    suggested = argument(opened, event, "Entity", person)
    apply(opened, arguments.remove(opened, suggested.id))
    assert opened.arguments_of(event.id) == []
    assert opened.arguments[suggested.id].status == "rejected"
    apply(opened, arguments.add(opened, LABELS, event=event.id, role="Entity", filler=person.id))
    assert [made.id for made in opened.arguments_of(event.id)] == [suggested.id]


def test_removing_ones_own_takes_it_away() -> None:
    opened, event, person, _ = scene()
    own = argument(opened, event, "Entity", person, source="human", status="accepted")
    apply(opened, arguments.remove(opened, own.id))
    assert opened.arguments == {}


def test_another_role() -> None:
    opened, event, _, city = scene()
    wrong = argument(opened, event, "Entity", city)
    apply(opened, arguments.set_role(opened, LABELS, wrong.id, role="Place"))
    assert opened.arguments[wrong.id].role == "Place"
    assert opened.arguments[wrong.id].status == "edited"


def test_another_role_that_was_rejected_before_is_taken_back() -> None:
    """One row says it, and not two: a file that says the same twice cannot be read back."""
    opened, event, person, _ = scene()
    rejected = argument(opened, event, "Entity", person, status="rejected")
    own = argument(opened, event, "Place", person, source="human", status="accepted")
    apply(opened, arguments.set_role(opened, LABELS, own.id, role="Entity"))
    assert {key: row.status for key, row in opened.arguments.items()} == {rejected.id: "accepted"}
    suggested = argument(opened, event, "Place", person)
    with pytest.raises(EditRefused) as refused:
        arguments.set_role(opened, LABELS, suggested.id, role="Entity")
    assert refused.value.code == "duplicate_argument"


def test_attributes_cycle_through_the_label_sets_values() -> None:
    opened, event, person, _ = scene()
    seen = []
    for _ in range(5):
        apply(opened, events.cycle_attribute(opened, LABELS, event.id, code="tense"))
        seen.append(opened.mentions[event.id].attribute("tense"))
    values = [value.code for value in LABELS.attribute("tense").values]
    assert seen[: len(values)] == values
    assert seen[len(values)] == values[0]
    with pytest.raises(EditRefused) as refused:
        events.set_attribute(opened, LABELS, person.id, code="tense", value="Past")
    assert refused.value.code == "not_event"
    with pytest.raises(EditRefused) as refused:
        events.set_attribute(opened, LABELS, event.id, code="tense", value="Sometimes")
    assert refused.value.code == "attribute"


def test_relations_between_events() -> None:
    opened, event, person, _ = scene()
    other = mention(opened, "قال", "Statement", kind="event")
    apply(opened, relations.add(opened, LABELS, type="BEFORE", head=event.id, tail=other.id))
    assert [(r.type, r.head, r.tail) for r in opened.relations_of(event.id)] == [("BEFORE", event.id, other.id)]
    cases = ((event, person, "not_event"), (event, event, "self_relation"), (event, other, "duplicate_relation"))
    for head, tail, code in cases:
        with pytest.raises(EditRefused) as refused:
            relations.add(opened, LABELS, type="BEFORE", head=head.id, tail=tail.id)
        assert refused.value.code == code
    apply(opened, relations.remove(opened, next(iter(opened.relations))))
    assert opened.relations == {}
