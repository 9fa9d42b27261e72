"""Many relations that dates contradict: each is found where it is asked for, told once, and no more than is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import inf
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.dates import Interval
from db.labelset import preset
from db.rows import Argument, Change, Mention, Relation
from db.store import Store
from desktop.closure.listing import lines_of_event
from desktop.edits import dates, relations
from desktop.session import Session
from tests.db.corpora import article

ARTICLES, EACH, WRONG = 30, 10, 70
BEGIN = date(2000, 1, 1)


def name(number: int) -> str:
    return f"e{number:03}"


def wrong_ones() -> list[int]:
    return [number for number in range(ARTICLES * EACH - 5) if number % 4 == 1][:WRONG]


def row_of_events() -> Iterator[ArticleBundle]:
    """300 events, a day each; seventy of them are dated thirty years later by somebody."""
    for home in range(ARTICLES):
        text = " ".join(f"زار في {BEGIN + timedelta(home * EACH + at)}." for at in range(EACH))
        head = replace(article(f"a{home:02}", text=text, position=home), id=f"a{home:02}")
        made: list[Mention] = []
        held = []
        for at in range(EACH):
            number, start = home * EACH + at, at * 19
            late = (("date", "2030-01-01"),) if number in wrong_ones() else ()
            made += [Mention(head.id, "event", "Statement", start, start + 3, status="accepted", id=name(number)),
                     Mention(head.id, "entity", "DATE", start + 7, start + 17, status="accepted",
                             id=f"t{number:03}", attributes=late)]  # fmt: skip
            held.append(Argument(head.id, name(number), "Time", f"t{number:03}", status="accepted"))
        yield ArticleBundle(head, text, mentions=tuple(made), arguments=tuple(held))


def ready(store: Store) -> None:
    """Each of them is said to be before the next."""
    rows = [
        Relation(f"a{at // EACH:02}", "BEFORE", name(at), name(at + 1), status="accepted", id=f"r{at:03}")
        for at in range(ARTICLES * EACH - 1)
    ]
    store.commit("x", [Change(None, row) for row in rows])


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """``told``: the warnings of all edits."""
    with Store.create(tmp_path / "c.tawsim", preset("news")) as store:
        store.bulk_import(row_of_events())
        ready(store)
        made = Session(store)
        made.told = []  # type: ignore[attr-defined]
        made.listeners.warned.append(lambda edit: made.told.extend(edit.warnings))  # type: ignore[attr-defined]
        yield made


def open_at(session: Session, number: int) -> None:
    session.open(session.store.article_ids()[number // EACH])


def test_each_event_at_fault_says_so_however_many_there_are(session: Session) -> None:
    session.dates.contradictions([name(0)])
    assert session.read_dates(inf)
    for number in wrong_ones():
        open_at(session, number)
        event = session.article.mentions[name(number)]
        troubles = [line.trouble for line in lines_of_event(session.closure, session.dates, session.article, event)
                    if line.kind == "contradiction"]  # fmt: skip
        assert [each.links for each in troubles] == [(f"r{number:03}",)]
        assert session.dates.wrong([f"r{number:03}", f"r{number + 2:03}"]) == {f"r{number:03}"}


def test_a_new_one_is_told_and_mending_an_old_one_tells_nothing(session: Session) -> None:
    for number in (3, 103, 203, 251):
        open_at(session, number)
        session.told.clear()
        session.do(dates.confirm(session.article, session.labels, f"t{number:03}", interval=Interval.from_iso("2030")))
        assert [key for key, _params in session.told] == ["relations.warning.dates"], number
    for number in wrong_ones():
        open_at(session, number)
        session.told.clear()
        session.do(dates.forget(session.article, session.labels, f"t{number:03}"))
        assert session.told == [], number


def without_dates(store: Store, first: int, last: int) -> None:
    """Nobody knows when these events were, and the row of relations is broken between them."""
    names = {name(number) for number in range(first, last + 1)}
    held = [row for home in store.article_ids() for row in store.arguments(home) if row.event in names]
    gone = [*held, store.row(Relation, f"r{(first + last) // 2 + 1:03}")]
    store.commit("x", [Change(row, None) for row in gone])


def test_what_could_not_be_told_at_once_is_when_its_dates_have_been_read(session: Session) -> None:
    """The first question reads the dates of the events it is about, and a few more; the way here is longer."""
    without_dates(session.store, 138, 161)
    fresh = Session(session.store)
    told: list[dict[str, str]] = []
    fresh.listeners.warned.append(lambda edit: told.extend(dict(params) for _key, params in edit.warnings))
    fresh.open(fresh.store.article_ids()[15])
    edit = relations.add(fresh.article, fresh.labels, type="BEFORE", head=name(150), tail=name(151),
                         closure=fresh.closure)  # fmt: skip
    fresh.do(edit)
    assert not fresh.dates.whole
    assert told == []
    while not fresh.read_dates(0):
        pass
    assert [(each["when_head"], each["when_tail"]) for each in told] == [("2030-01-01", "2000-06-11")]
    assert fresh.read_dates(0)
    assert len(told) == 1, "once"
    links = fresh.closure.events.links
    newest = Session(fresh.store)
    newest.dates.wrong(links)
    newest.read_dates(inf)
    assert newest.dates.wrong(links) == fresh.dates.wrong(links)


def test_a_contradiction_of_old_links_and_dates_is_not_told_as_new(session: Session) -> None:
    open_at(session, 0)
    session.do(relations.add(session.article, session.labels, type="CAUSES", head=name(1), tail=name(2),
                             closure=session.closure))  # fmt: skip
    assert len(session.told) == 1, "what it says itself"
    session.told.clear()
    session.do(relations.add(session.article, session.labels, type="BEFORE", head=name(0), tail=name(2),
                             closure=session.closure))  # fmt: skip
    assert session.told == []


def test_relations_that_contradict_each_other_say_so_however_many_there_are(session: Session) -> None:
    rows = [Relation(f"a{at // EACH:02}", "BEFORE", name(at), name(at - 1), status="accepted", id=f"b{at:03}")
            for at in range(1, 300, 4)]  # fmt: skip
    gone = [session.store.row(Relation, f"r{at:03}") for at in range(2, 300, 4)]
    gone += [session.store.row(Relation, f"r{at:03}") for at in range(3, 299, 4)]
    rings = [Relation(f"a{at // EACH:02}", "SUBEVENT", name(one), name(other), status="accepted", id=f"s{one:03}")
             for at in range(2, 300, 4) for one, other in ((at, at + 1), (at + 1, at))]  # fmt: skip
    session.store.commit("x", [*(Change(None, row) for row in (*rows, *rings)), *(Change(row, None) for row in gone)])
    fresh = Session(session.store)
    assert len(fresh.closure.contradictions()) == 50
    for row in (*rows, *rings):
        kinds = {each.kind for each in fresh.closure.contradictions_of([row.id])}
        assert kinds == ({"time"} if row.type == "BEFORE" else {"cycle"})


def test_of_many_links_three_are_named_and_the_rest_counted(session: Session) -> None:
    assert session.closure.events.links
    told = session.closure.told([f"r{number:03}" for number in range(10)]).splitlines()
    assert (len(told), told[-1]) == (4, "7")
    assert len(session.closure.told([f"r{number:03}" for number in range(4)]).splitlines()) == 4
