"""What an event's frame lacks and what is wrong in it is told; the event that a place of the article belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.labelset import LabelSet, RoleUse
from db.rows import Change, Mention
from desktop import wording
from desktop.article import OpenArticle
from desktop.messages import LANGUAGES, Messages
from desktop.suggest import fillers
from desktop.suggest.frame import event_beside, explain
from tests.desktop.rows import argument, article, labels, mention, put

Scene = tuple[OpenArticle, LabelSet, Mention]


@pytest.fixture
def scene() -> Scene:
    opened = article()
    mention(opened, "بوتين", "PER")
    mention(opened, "كيم", "PER")
    mention(opened, "موسكو", "GPE")
    mention(opened, "الأربعاء", "DATE")
    mention(opened, "روسيا", "GPE")
    return opened, labels(), mention(opened, "مباحثات", "Contact:Meet", kind="event")


def found(opened: OpenArticle, words: str) -> Mention:
    return next(each for each in opened.ordered if opened.text_of(each) == words)


def told(scene: Scene, language: str) -> list[str]:
    opened, known, event = scene
    messages = Messages(language)
    return [
        messages.tr(f"frame.remark.{each.code}", **wording.params(messages, known, dict(each.params)))
        for each in explain(opened, known, event)
    ]


def codes(scene: Scene) -> list[tuple[str, str]]:
    return [(each.code, each.role) for each in explain(*scene)]


def test_a_required_role_that_is_empty_is_told_with_what_it_takes(scene: Scene) -> None:
    assert codes(scene) == [("missing", "Entity")]
    (english,) = told(scene, "en")
    assert english == (
        "“Meeting” is not complete without this role. It takes: Person, Title or occupation, "
        "Nationality or affiliation, Organisation, Country or city."
    )
    assert "شخص، منصب أو مهنة" in told(scene, "ar")[0]
    opened, known, event = scene
    assert explain(opened, known, replace(event, status="rejected")) == []
    argument(opened, event, "Entity", found(opened, "كيم"))
    assert codes(scene) == []


def test_a_filler_of_another_type_is_told_with_what_it_is_and_what_is_allowed(scene: Scene) -> None:
    opened, _, event = scene
    argument(opened, event, "Entity", found(opened, "كيم"))
    argument(opened, event, "Place", found(opened, "الأربعاء"))
    assert codes(scene) == [("wrong_filler", "Place")]
    (said,) = told(scene, "en")
    assert "is “Date or duration”, and this role takes only: Country or city, Location" in said
    assert "الأربعاء" in said


def test_a_role_the_type_does_not_have_and_one_nobody_knows(scene: Scene) -> None:
    opened, _, event = scene
    argument(opened, event, "Entity", found(opened, "كيم"))
    argument(opened, event, "Attacker", found(opened, "بوتين"))
    argument(opened, event, "Nonsense", found(opened, "بوتين"))
    assert codes(scene) == [("role_not_of_type", "Attacker"), ("role_unknown", "Nonsense")]
    assert all(text and "frame." not in text for language in LANGUAGES for text in told(scene, language))


def test_a_rejected_filler_and_one_that_is_gone(scene: Scene) -> None:
    opened, _, event = scene
    kim, city = found(opened, "كيم"), found(opened, "موسكو")
    argument(opened, event, "Entity", kim)
    argument(opened, event, "Place", city)
    opened.apply([Change(kim, replace(kim, status="rejected")), Change(city, None)])
    assert sorted(codes(scene)) == [("gone", "Place"), ("rejected", "Entity")]


def test_a_filler_in_another_sentence_is_only_worth_a_look(scene: Scene) -> None:
    opened, known, event = scene
    argument(opened, event, "Entity", found(opened, "روسيا"))
    (remark,) = explain(opened, known, event)
    assert (remark.code, remark.quiet) == ("far", True)


def test_a_sentence_begins_in_its_own_language(scene: Scene) -> None:
    """Where it began with words of the article, it would run in their direction."""
    for language in LANGUAGES:
        messages = Messages(language)
        for code in ("missing", "wrong_filler", "role_not_of_type", "role_unknown", "rejected", "gone", "far"):
            text = messages.tr(f"frame.remark.{code}", text="نص Text", role="A", type="A", label="A", takes="A")
            assert not text.lstrip("«“\u2068").startswith("نص"), (language, code)


def test_events_and_anything_are_named_where_a_role_takes_them(scene: Scene) -> None:
    _, known, _ = scene
    english = Messages("en")
    assert wording.fillers(english, known, ("event", "event:Statement", "PER")) == "any event, Statement, Person"
    assert wording.fillers(english, known, ()) == "any mention"


def test_offers_are_allowed_near_and_not_used_yet(scene: Scene) -> None:
    opened, known, event = scene
    near = fillers.offers(opened, known, event)
    assert [opened.text_of(each) for each in near["Entity"]] == ["كيم", "بوتين", "موسكو"]
    assert [opened.text_of(each) for each in near["Place"]] == ["موسكو"], "not the one of another paragraph"
    argument(opened, event, "Entity", found(opened, "كيم"))
    near = fillers.offers(opened, known, event)
    assert "Entity" not in near, "only for what is empty"
    assert [opened.text_of(each) for each in near["Time"]] == ["الأربعاء"]


def test_an_event_may_be_offered_where_the_role_takes_events(scene: Scene) -> None:
    opened, known, event = scene
    other = mention(opened, "عقد", "Statement", kind="event")
    uses = (RoleUse("Entity", required=True, fillers=("event",)),)
    types = tuple(replace(each, roles=uses) if each.code == event.label else each for each in known.events)
    strict = replace(known, events=types)
    assert fillers.offers(opened, strict, event) == {"Entity": [other]}
    argument(opened, event, "Entity", other)
    assert explain(opened, strict, event) == []


def test_the_event_of_a_place(scene: Scene) -> None:
    opened, _, event = scene
    kim = found(opened, "كيم")
    said = mention(opened, "قال", "Statement", kind="event")
    assert event_beside(opened, mention=event, position=0) == event
    assert event_beside(opened, mention=kim, position=0) == event, "the nearest"
    argument(opened, said, "Speaker", kim)
    assert event_beside(opened, mention=kim, position=0) == said, "the one it is an argument of"
    assert event_beside(opened, mention=None, position=len(opened.text)) == said
    empty = article()
    put(empty, replace(kim))
    assert event_beside(empty, mention=kim, position=0) is None
