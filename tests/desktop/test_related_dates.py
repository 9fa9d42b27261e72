"""Dates of related events: the timeline's own, kept right by every change, contradictions told as they arise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.dates import Interval
from db.labelset import preset
from db.rows import Argument, Cluster, Mention, Relation
from db.store import Store
from desktop.closure.events import Contradiction
from desktop.edits import Edit, arguments, clusters, dates, mentions, relations
from desktop.session import Session
from desktop.timeline.events import events
from desktop.timeline.reading import read_corpus
from tests.db.corpora import article

FIRST = (
    "استقبل الوزير ضيفه في 19 يونيو 2024.\nوسافر الوفد في أبريل 2023.\nوقال إنه مرتاح.\nووقع اتفاقا يوم الأحد.\n"
    "وزار المصنع أمس."
)
SECOND = "جرى الاستقبال في 19 يونيو 2024.\nووقع الطرفان اتفاقا في 3 يوليو 2024.\nوهاجم الجيش المدينة في 2022."


def bundles() -> Iterator[ArticleBundle]:
    """A reception of two articles on one day; a journey and a signing by arguments; an attack by its sentence alone."""
    visit = Cluster("event", "V-1", "استقبال الوزير")
    for number, text in enumerate((FIRST, SECOND)):
        head = replace(article(f"t{number}", text=text, position=number, title=f"خبر {number}"), published="2024-06-21")
        make = partial(annotated, text, head.id)
        rows = (
            [make("استقبل", "Contact:Meet", visit.id), make("19 يونيو 2024", "DATE"),
             make("سافر", "Movement:Transport"), make("أبريل 2023", "DATE"),
             make("وقع", "Statement"), make("الأحد", "DATE"), make("زار", "Movement:Transport"), make("أمس", "DATE"),
             make("قال", "Statement")]
            if number == 0
            else [make("الاستقبال", "Contact:Meet", visit.id), make("19 يونيو 2024", "DATE"),
                  make("وقع", "Statement"), make("3 يوليو 2024", "DATE"),
                  make("هاجم", "Conflict:Attack"), make("2022", "DATE")]
        )  # fmt: skip
        linked = rows[:8] if number == 0 else rows[:4]
        held = tuple(
            Argument(head.id, event.id, "Time", time.id, status="accepted")
            for event, time in zip(linked[::2], linked[1::2], strict=True)
        )
        made = (visit,) if number == 0 else ()
        yield ArticleBundle(head, text, clusters=made, mentions=tuple(rows), arguments=held)


def annotated(text: str, home: str, words: str, label: str, cluster: str | None = None) -> Mention:
    """An accepted mention of some words."""
    start = text.index(words)
    kind = "entity" if label == "DATE" else "event"
    return Mention(home, kind, label, start, start + len(words), cluster=cluster, status="accepted")


@contextmanager
def opened(folder: Path) -> Iterator[Session]:
    """A session on them, the first article open; ``told``: the warnings of the last edit."""
    with Store.create(folder / "c.tawsim", preset("news")) as store:
        store.bulk_import(bundles())
        session = Session(store)
        session.told = []  # type: ignore[attr-defined]
        session.listeners.warned.append(lambda edit: session.told.extend(edit.warnings))  # type: ignore[attr-defined]
        session.open(store.articles()[0].article.id)
        yield session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with opened(tmp_path) as session:
        yield session


def mention(session: Session, words: str) -> Mention:
    assert session.article is not None
    return next(each for each in session.article.ordered if session.article.text_of(each) == words)


def relate(session: Session, kind: str, head: str, tail: str) -> Relation:
    edit = relations.add(
        session.article, session.labels, type=kind, head=mention(session, head).id, tail=mention(session, tail).id,
        closure=session.closure,
    )  # fmt: skip
    done = do(session, edit)
    return next(change.after for change in done.changes if isinstance(change.after, Relation))


def do(session: Session, edit: Edit):
    session.told.clear()
    return session.do(edit)


def wrong(session: Session) -> list[Contradiction]:
    related = {end for stated in session.closure.events.links.values() for end in (stated.head, stated.tail)}
    return session.dates.contradictions(related)


def second(session: Session) -> None:
    session.open(session.store.articles()[1].article.id)


def test_a_relation_against_dates_is_made_and_told(session: Session) -> None:
    row = relate(session, "BEFORE", "استقبل", "سافر")
    ((key, params),) = session.told
    assert key == "relations.warning.dates"
    told = dict(params)
    assert (told["when_head"], told["when_tail"]) == ("2024-06-19", "2023-04")
    assert (told["head"], told["tail"]) == ("استقبل", "سافر")
    assert told["links"] == "استقبل\tBEFORE\tسافر"
    assert [each.links for each in wrong(session)] == [(row.id,)]
    do(session, relations.flip(session.article, session.labels, row.id, closure=session.closure))
    assert session.told == []
    assert wrong(session) == []
    session.undo()
    assert len(wrong(session)) == 1


def test_a_date_that_comes_to_contradict_a_relation_is_told_too(session: Session) -> None:
    relate(session, "AFTER", "استقبل", "سافر")
    assert session.told == []
    time = mention(session, "أبريل 2023")
    do(session, dates.confirm(session.article, session.labels, time.id, interval=Interval.from_iso("2024-07-01")))
    assert [key for key, _params in session.told] == ["relations.warning.dates"]
    do(session, relations.remove(session.article, next(iter(session.article.relations))))
    session.undo()
    session.undo()
    assert wrong(session) == []
    session.redo()
    assert len(wrong(session)) == 1


def test_what_was_wrong_before_is_not_told_again(session: Session) -> None:
    relate(session, "BEFORE", "استقبل", "سافر")
    relate(session, "BEFORE", "سافر", "قال")
    assert session.told == []
    row = relate(session, "CAUSES", "استقبل", "سافر")
    assert len(session.told) == 1
    assert len(wrong(session)) == 2
    do(session, relations.retype(session.article, session.labels, row.id, type="SUBEVENT",
                                  closure=session.closure))  # fmt: skip
    told = [key for key, _params in session.told]
    assert told.count("relations.warning.dates") == 1, "it says something else now, and that is wrong too"


def test_arguments_that_come_and_go_and_a_guess_accuses_nobody(session: Session) -> None:
    relate(session, "BEFORE", "استقبل", "وقع")
    assert wrong(session) == [], "a weekday alone may be one of two"
    time = mention(session, "الأحد")
    do(session, dates.confirm(session.article, session.labels, time.id, interval=Interval.from_iso("2024-06-16")))
    assert len(session.told) == 1, "what a person says counts"
    assert len(wrong(session)) == 1
    (held,) = session.article.arguments_of(mention(session, "وقع").id)
    do(session, arguments.remove(session.article, held.id))
    assert wrong(session) == []
    event = mention(session, "وقع").id
    do(session, arguments.add(session.article, session.labels, event=event, role="Time", filler=time.id))
    assert len(session.told) == 1
    do(session, mentions.delete(session.article, time.id))
    assert wrong(session) == []


def test_a_date_that_only_stands_in_the_sentence_accuses_nobody(session: Session) -> None:
    second(session)
    relate(session, "BEFORE", "الاستقبال", "هاجم")
    assert (session.told, wrong(session)) == ([], [])


def test_articles_that_contradict_each_other_accuse_nobody(session: Session) -> None:
    relate(session, "BEFORE", "استقبل", "سافر")
    assert len(wrong(session)) == 1
    second(session)
    time = mention(session, "19 يونيو 2024")
    do(session, dates.confirm(session.article, session.labels, time.id, interval=Interval.from_iso("2024-06-18")))
    assert wrong(session) == []
    session.undo()
    assert len(wrong(session)) == 1


def test_linking_across_articles_and_the_reference_date(session: Session) -> None:
    relate(session, "BEFORE", "استقبل", "سافر")
    second(session)
    relate(session, "BEFORE", "وقع", "الاستقبال")
    assert len(session.told) == 1, "3 July is not before 19 June"
    assert len(wrong(session)) == 2
    do(session, clusters.unlink(session.article, mention(session, "الاستقبال").id))
    assert len(wrong(session)) == 2, "each mention is an event with its own date now"
    session.undo()
    assert len(wrong(session)) == 2


def test_it_is_the_timelines_own_reading_and_fresh_eyes_see_the_same(session: Session) -> None:
    relate(session, "BEFORE", "استقبل", "سافر")
    relate(session, "BEFORE", "سافر", "وقع")
    relate(session, "BEFORE", "قال", "وقع")
    time = mention(session, "الأحد")
    do(session, dates.confirm(session.article, session.labels, time.id, interval=Interval.from_iso("2022-06-16")))
    related = {str(end) for stated in session.closure.events.links.values() for end in (stated.head, stated.tail)}
    read = {each.key: each.firm for each in events(read_corpus(session.store, layer=session.layer)) if each.firm}
    assert session.dates.of(related) == {key: read[key] for key in related if key in read}
    fresh = Session(session.store)
    assert sorted(each.links for each in wrong(fresh)) == sorted(each.links for each in wrong(session))
    assert fresh.dates.of(related) == session.dates.of(related)


def test_a_region_with_another_reference_date(session: Session) -> None:
    time = mention(session, "أبريل 2023")
    do(session, mentions.resize(session.article, time.id, start=time.start, end=time.end - len(" 2023")))
    relate(session, "BEFORE", "سافر", "استقبل")
    assert wrong(session) == [], "a month without its year is a guess"
    time = mention(session, "أبريل")
    do(session, dates.confirm(session.article, session.labels, time.id, interval=Interval.from_iso("2025-04")))
    assert len(wrong(session)) == 1
    do(session, dates.forget(session.article, session.labels, time.id))
    assert wrong(session) == []
    relate(session, "BEFORE", "زار", "استقبل")
    assert len(wrong(session)) == 1, "yesterday of 21 June is after 19 June"
    do(session, dates.set_reference(session.article, mention(session, "أمس").id, day=date(2024, 6, 10)))
    assert wrong(session) == []
    session.undo()
    assert len(wrong(session)) == 1
