"""Contradictions on the timeline: which events they tie, which way, over undated ones too, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.session import Session
from desktop.timeline import ties
from desktop.timeline.events import Event, events
from desktop.timeline.lanes import arrange
from desktop.timeline.reading import read_corpus
from desktop.timeline.ties import Troubles, contradictions, placed, troubles
from tests.desktop.test_related_dates import mention, opened, relate


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with opened(tmp_path) as session:
        yield session


def read(session: Session) -> list[Event]:
    return events(read_corpus(session.store, layer=session.layer))


def seen(session: Session) -> Troubles:
    found = read(session)
    return troubles(
        session.closure, contradictions(session.closure, found), drawn={each.key for each in found if each.pieces},
        undated={each.key for each in found if not each.pieces},
    )  # fmt: skip


def names(session: Session, made: Troubles) -> list[tuple[str, str]]:
    words = {each.key: each.sayings[0].text for each in read(session)}
    return [(words[tie.start], words[tie.end]) for tie in made.ties]


def test_an_arrow_leads_from_what_is_said_to_come_first(session: Session) -> None:
    relate(session, "BEFORE", "استقبل", "سافر")
    made = seen(session)
    assert [each.kind for each in made.found] == ["dates"]
    assert names(session, made) == [("استقبل", "سافر")]
    visit = mention(session, "استقبل")
    assert made.ties[0].start == visit.cluster
    assert made.ties[0].start_mention == visit.id
    assert made.of_event == {made.ties[0].start: (0,), made.ties[0].end: (0,)}


def test_the_other_way_round_it_is_the_same_arrow(session: Session) -> None:
    relate(session, "AFTER", "سافر", "استقبل")
    assert names(session, seen(session)) == [("استقبل", "سافر")]
    assert not seen(session).ties[0].same


def test_it_leads_through_events_without_a_date(session: Session) -> None:
    first = relate(session, "BEFORE", "استقبل", "قال")
    last = relate(session, "AFTER", "سافر", "قال")
    made = seen(session)
    assert names(session, made) == [("استقبل", "سافر")]
    assert made.ties[0].links == (first.id, last.id)
    assert len(made.events[0]) == 3, "the one in the tray has its part in it"


def test_a_circle_of_relations_ties_each_to_the_next(session: Session) -> None:
    relate(session, "BEFORE", "استقبل", "زار")
    relate(session, "BEFORE", "زار", "وقع")
    relate(session, "BEFORE", "وقع", "استقبل")
    made = seen(session)
    kinds = [each.kind for each in made.found]
    assert kinds.count("time") == 1
    circle = [pair for tie, pair in zip(made.ties, names(session, made), strict=True)
              if made.found[tie.trouble].kind == "time"]  # fmt: skip
    assert sorted(circle) == sorted([("استقبل", "زار"), ("زار", "وقع"), ("وقع", "استقبل")])


def test_what_is_at_one_time_points_both_ways(session: Session) -> None:
    relate(session, "SIMULTANEOUS", "استقبل", "سافر")
    made = seen(session)
    assert [tie.same for tie in made.ties] == [True]


def test_only_what_is_shown_is_counted(session: Session) -> None:
    relate(session, "BEFORE", "استقبل", "سافر")
    found = contradictions(session.closure, read(session))
    assert troubles(session.closure, found, drawn=(), undated=()) == Troubles()
    one = troubles(session.closure, found, drawn={str(mention(session, "سافر").id)}, undated=())
    assert (len(one.found), one.ties) == (1, ())


@pytest.mark.parametrize("mode", ["merged", "articles"])
def test_ties_find_their_things_in_every_layout(session: Session, mode) -> None:
    relate(session, "BEFORE", "استقبل", "سافر")
    made, corpus = seen(session), read_corpus(session.store, layer=session.layer)
    shown = [each for each in events(corpus) if each.pieces]
    lanes = arrange(shown, per_day=2.0, height=300, mode=mode, articles=corpus.articles)
    (drawn,) = placed(made, lanes, shown)
    for (thing, row), name in ((drawn.start, "استقبال الوزير"), (drawn.end, "سافر")):
        assert shown[thing.event].name == name
        assert thing in lanes.rows[row]
    first = mention(session, "استقبل").id
    assert any(saying.mention == first for saying in drawn.start[0].sayings), "its own article's"
    assert ties.order(made, shown) == [0]
