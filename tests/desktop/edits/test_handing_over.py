"""What hangs on event mentions when two become one, and when one is rejected and accepted again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.rows import Argument, Change, Mention, Relation, Tie
from db.store import Store
from desktop.edits import Edit, arguments, clusters, events, mentions, relations, reviews
from desktop.session import Session
from tests.db.corpora import article as head_of
from tests.desktop.rows import labels

LABELS = labels()
TEXT = "زار بوتين كيم ثم التقى به ووقع اتفاقا وغادر البلاد"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store.create(tmp_path / "c.tawsim", LABELS)
    row = head_of("0", text=TEXT, position=0)

    def made(word: str, kind: str, label: str) -> Mention:
        start = TEXT.index(word)
        return Mention(row.id, kind, label, start, start + len(word), id=word, source="model", score=0.9)

    events = [made(word, "event", "Contact:Meet") for word in ("زار", "التقى", "وقع", "غادر")]
    people = [made(word, "entity", "PER") for word in ("بوتين", "كيم")]
    held = [
        Argument(row.id, "زار", "Entity", "بوتين", source="model", id="one"),
        Argument(row.id, "زار", "Entity", "كيم", source="model", status="rejected", id="wrong"),
    ]
    store.bulk_import([ArticleBundle(row, TEXT, (), (), (*events, *people), tuple(held), ())])
    session = Session(store)
    session.open(row.id)
    yield session
    session.close()


def relate(session: Session, kind: str, head: str, tail: str, **fields: object) -> Relation:
    made = Relation(session.article.row.id, kind, head, tail, **{"status": "accepted", **fields})
    session.do(Edit("x", (Change(None, made),)))
    return made


def state(session: Session) -> tuple[object, ...]:
    store, home = session.store, session.article.row.id
    rows = (store.mentions(home), store.arguments(home), store.relations(home), store.ties())
    return tuple(sorted(map(repr, each)) for each in rows)


def merge(session: Session, one: str) -> None:
    session.do(mentions.merge_next(session.article, one, ties=session.store.ties()))


# --- two become one --------------------------------------------------------------------------------------------------


def test_merge_doubles_no_relation(session: Session) -> None:
    relate(session, "BEFORE", "غادر", "زار")
    relate(session, "BEFORE", "غادر", "التقى")
    relate(session, "CAUSES", "زار", "التقى")
    before = state(session)
    merge(session, "زار")
    assert [(row.type, row.head, row.tail) for row in session.article.relations.values()] == [
        ("BEFORE", "غادر", "زار")
    ]
    session.undo()
    assert state(session) == before


@pytest.mark.parametrize(
    ("one", "other", "stays"),
    [("rejected", "accepted", "accepted"), ("suggested", "edited", "edited"), ("accepted", "suggested", "accepted")],
)
def test_merge_keeps_the_relation_that_was_decided_for(session: Session, one: str, other: str, stays: str) -> None:
    relate(session, "BEFORE", "غادر", "زار", status=one)
    relate(session, "BEFORE", "غادر", "التقى", status=other)
    before = state(session)
    merge(session, "زار")
    assert [(row.status, row.tail) for row in session.article.relations.values()] == [(stays, "زار")]
    session.undo()
    assert state(session) == before


def test_merge_hands_over_what_it_was_said_not_to_be(session: Session) -> None:
    article = session.article
    session.do(clusters.distinguish(article, "التقى", other="غادر", name="x"))
    session.do(clusters.distinguish(article, "وقع", other="التقى", name="x"))
    session.do(clusters.distinguish(article, "زار", other="غادر", name="x"))
    session.do(clusters.distinguish(article, "زار", other="التقى", name="x"))
    before = state(session)
    merge(session, "زار")
    said = {(tie.one, tie.other) for tie in session.store.ties()}
    assert said == {("زار", "غادر"), ("وقع", "زار")}
    assert len(session.store.ties()) == 2
    session.undo()
    assert state(session) == before


def test_merge_says_of_nothing_that_it_is_not_what_it_is(session: Session) -> None:
    article = session.article
    session.do(clusters.link_new(article, "زار", name="زيارة", whole_chain=False, ref_taken=lambda _ref: False))
    cluster = article.mentions["زار"].cluster
    session.do(clusters.distinguish(article, "التقى", other=cluster, name="زيارة"))
    merge(session, "زار")
    assert session.store.ties() == []
    session.undo()
    assert [type(tie) for tie in session.store.ties()] == [Tie]


# --- rejected and accepted again -------------------------------------------------------------------------------------


def accept(session: Session, mention: str) -> None:
    session.do(reviews.accept(session.article, mention))


def told(session: Session) -> dict[str, str]:
    article = session.article
    return {row.id: row.status for row in (*article.arguments.values(), *article.relations.values())}


def test_accepting_again_brings_back_what_went_along(session: Session) -> None:
    article = session.article
    session.do(reviews.accept(article, "زار"))
    session.do(arguments.add(article, LABELS, event="زار", role="Place", filler="كيم"))
    mine = next(row for row in article.arguments.values() if row.source == "human")
    hint = relate(session, "BEFORE", "زار", "غادر", status="suggested", source="model")
    before = state(session)
    assert told(session) == {"one": "accepted", "wrong": "rejected", mine.id: "accepted", hint.id: "suggested"}
    session.do(reviews.reject(article, "زار"))
    assert set(told(session).values()) == {"rejected"}
    rejected = state(session)
    accept(session, "زار")
    assert told(session) == {"one": "accepted", "wrong": "rejected", mine.id: "accepted", hint.id: "suggested"}
    assert state(session) == before
    session.undo()
    assert state(session) == rejected


def back(session: Session, way: str) -> Edit:
    """An edit that lets a rejected event stand again."""
    article, row = session.article, session.article.mentions["زار"]
    if way == "edge":
        return mentions.resize(article, "زار", start=row.start, end=row.end + 1)
    if way == "same label":
        return mentions.relabel(article, LABELS, "زار", label=row.label)
    if way == "attribute":
        return events.cycle_attribute(article, LABELS, "زار", code="polarity")
    if way == "anew":
        return mentions.create(
            article, LABELS, kind="event", label=row.label, start=row.start, end=row.end, layer="main"
        )
    if way == "merge":
        return mentions.merge_next(article, "زار")
    return mentions.relabel(article, LABELS, "زار", label="Movement:Transport" if way == "label" else way)


@pytest.mark.parametrize("way", ["label", "same label", "edge", "attribute", "anew", "merge"])
def test_however_it_comes_back_what_went_along_comes_too(session: Session, way: str) -> None:
    article = session.article
    session.do(arguments.add(article, LABELS, event="زار", role="Place", filler="كيم"))
    mine = next(row for row in article.arguments.values() if row.source == "human")
    hint = relate(session, "BEFORE", "زار", "غادر", status="suggested", source="model")
    before = told(session)
    session.do(reviews.reject(article, "زار"))
    rejected = state(session)
    session.do(back(session, way))
    as_it_is = {"one": "accepted"} if way in ("same label", "anew") else {}
    assert told(session) == {**before, **as_it_is}
    assert {mine.id, hint.id} < before.keys()
    session.undo()
    assert state(session) == rejected


def test_a_relation_that_would_close_a_circle_stays_rejected_and_that_is_said(session: Session) -> None:
    article, taken, warned = session.article, session.ref_taken("event"), []
    session.listeners.warned.append(lambda edit: warned.extend(key for key, _params in edit.warnings))
    round_it = relate(session, "CAUSES", "زار", "التقى")
    other = relate(session, "BEFORE", "زار", "وقع")
    session.do(reviews.reject(article, "زار"))
    session.do(clusters.link_new(article, "زار", name="زيارة", whole_chain=False, ref_taken=taken))
    cluster = article.clusters[article.mentions["زار"].cluster]
    session.do(clusters.link(article, "غادر", cluster=cluster, whole_chain=False, ref_taken=taken))
    relate(session, "CAUSES", "التقى", "غادر")
    accept(session, "زار")
    assert article.mentions["زار"].status == "accepted"
    assert (told(session)[round_it.id], told(session)[other.id]) == ("rejected", "accepted")
    assert "board.left_rejected" in warned


@pytest.mark.parametrize("rule", ["refuse", "warn"])
def test_an_argument_that_does_not_fit_the_new_label_is_refused_or_warned_about(session: Session, rule: str) -> None:
    session.store.labels = replace(LABELS, wrong_filler=rule)
    warned: list[str] = []
    session.listeners.warned.append(lambda edit: warned.extend(key for key, _params in edit.warnings))
    session.do(reviews.reject(session.article, "زار"))
    session.do(back(session, "label"))
    assert told(session)["one"] == ("rejected" if rule == "refuse" else "suggested")
    assert warned == ([] if rule == "refuse" else ["warned.done.role_not_of_type"])


def test_an_entity_that_is_labelled_anew_comes_back_with_its_arguments(session: Session) -> None:
    session.do(reviews.reject(session.article, "بوتين"))
    assert told(session)["one"] == "rejected"
    session.do(mentions.relabel(session.article, LABELS, "بوتين", label="GPE"))
    assert told(session)["one"] == "suggested"


def test_what_a_person_rejected_by_itself_stays_rejected(session: Session) -> None:
    article = session.article
    row = relate(session, "BEFORE", "زار", "غادر", status="suggested", source="model")
    session.do(relations.reject(article, row.id))
    session.do(arguments.remove(article, "one"))
    session.do(reviews.reject(article, "زار"))
    accept(session, "زار")
    assert set(told(session).values()) == {"rejected"}


def test_it_comes_back_with_the_second_of_two_rejected_ends(session: Session) -> None:
    article = session.article
    row = relate(session, "BEFORE", "زار", "غادر")
    session.do(reviews.reject(article, "زار"))
    session.do(reviews.reject(article, "بوتين"))
    session.do(reviews.reject(article, "غادر"))
    accept(session, "زار")
    assert told(session) == {"one": "rejected", "wrong": "rejected", row.id: "rejected"}
    accept(session, "بوتين")
    assert told(session)["one"] == "suggested", "as it was before anything was rejected"
    accept(session, "غادر")
    assert told(session)[row.id] == "accepted"


def test_what_has_been_taken_back_does_not_count(session: Session) -> None:
    article = session.article
    session.do(arguments.remove(article, "one"))
    session.undo()
    session.do(reviews.reject(article, "زار"))
    session.undo()
    session.redo()
    accept(session, "زار")
    assert told(session) == {"one": "accepted", "wrong": "rejected"}
    session.do(reviews.reject(article, "زار"))
    session.undo()
    session.do(arguments.remove(article, "one"))
    session.do(reviews.reject(article, "زار"))
    accept(session, "زار")
    assert told(session) == {"one": "rejected", "wrong": "rejected"}


def test_what_was_rejected_before_the_import_is_left(session: Session) -> None:
    gone = replace(session.article.mentions["كيم"], status="rejected")
    session.do(Edit("x", (Change(session.article.mentions["كيم"], gone),)))
    accept(session, "كيم")
    assert told(session) == {"one": "suggested", "wrong": "rejected"}
