"""The session: the file first, then memory, then listeners; undo opens what it changes; state survives reopening."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.dates import Interval
from db.errors import Conflict
from db.labelset import preset
from db.rows import Change
from db.store import Store
from desktop.edits import Edit, dates, mentions, reviews
from desktop.session import Session
from tests.property.test_edits import bundles


@pytest.fixture
def session(tmp_path: Path):
    store = Store.create(tmp_path / "c.tawsim", preset("news"))
    store.bulk_import(bundles())
    session = Session(store)
    session.open("article1")
    yield session
    session.close()


def first(session: Session) -> str:
    return session.article.ordered[0].id


def test_what_is_shown_is_what_is_stored(session: Session) -> None:
    seen = []

    def look(done) -> None:
        stored = session.store.mention(first(session))
        seen.append((done.label, stored.status, session.article.mentions[stored.id].status))

    session.listeners.changed.append(look)
    session.do(reviews.accept(session.article, first(session)))
    assert seen == [("mention.accept", "accepted", "accepted")]


def test_a_listener_that_raises_stops_neither_the_edit_nor_the_others(session: Session) -> None:
    heard = []

    def broken(_done) -> None:
        raise RuntimeError("a view broke")

    session.listeners.changed += [broken, heard.append]
    with pytest.raises(RuntimeError):
        session.do(reviews.accept(session.article, first(session)))
    assert [done.label for done in heard] == ["mention.accept"]
    assert session.store.mention(first(session)).status == "accepted"
    assert session.can_undo


def test_a_conflict_changes_nothing(session: Session) -> None:
    stale = session.article.mentions[first(session)]
    session.do(mentions.set_note(session.article, stale.id, note="أ"))
    with pytest.raises(Conflict):
        session.do(Edit("mention.delete", (Change(stale, None),)))
    assert session.article.mentions[stale.id].note == "أ"
    assert session.store.mention(stale.id).note == "أ"
    assert session.last.label == "mention.note"


def test_the_first_edit_begins_the_article_and_undo_gives_its_state_back(session: Session) -> None:
    session.do(reviews.accept(session.article, first(session)))
    assert session.article.row.state == "in_progress"
    assert session.store.article("article1").state == "in_progress"
    session.undo()
    assert session.article.row.state == "new"


def test_an_edit_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    session.do(reviews.accept(session.article, first(session)))
    before = session.store.undo_top
    assert session.do(reviews.accept(session.article, first(session))) is None
    assert session.store.undo_top == before


def test_undo_opens_the_article_it_changes_and_selects_what_came_back(session: Session) -> None:
    gone = first(session)
    session.do(mentions.delete(session.article, gone))
    session.open("article2")
    session.undo()
    assert session.article.row.id == "article1"
    assert session.selected == gone
    session.redo()
    assert gone not in session.article.mentions
    assert session.selected is None


def test_undo_goes_on_after_reopening(session: Session) -> None:
    session.select(first(session))
    for label in ("ORG", "GPE", "LOC"):
        session.do(mentions.relabel(session.article, session.labels, first(session), label=label))
    session.undo()
    path = session.store.path
    session.close()
    again = Session(Store.open(path))
    again.open("article1")
    assert again.article.ordered[0].label == "GPE"
    again.redo()
    assert again.article.ordered[0].label == "LOC"
    for _ in range(3):
        again.undo()
    assert again.article.ordered[0].label == "PER"
    assert not again.can_undo
    again.close()


def test_a_new_mention_is_selected_and_an_unknown_one_is_not(session: Session) -> None:
    heard = []
    session.listeners.selected.append(heard.append)
    session.do(
        mentions.create(session.article, session.labels, kind="entity", label="DATE", start=0, end=3, layer="main")
    )
    assert session.mention.label == "DATE"
    session.select("nothing")
    assert session.selected is None
    assert heard == [heard[0], None]


def test_neighbours(session: Session) -> None:
    assert session.neighbour(1) == "article2"
    assert session.neighbour(-1) is None
    session.close_article()
    assert session.neighbour(1) == "article1"


def test_a_date_that_went_with_the_label_comes_back_with_it(session: Session, tmp_path: Path) -> None:
    key = next(each.id for each in session.article.ordered if each.kind == "entity")
    for edit in (
        lambda: mentions.relabel(session.article, session.labels, key, label="DATE"),
        lambda: dates.confirm(session.article, session.labels, key, interval=Interval.day(date(2024, 6, 19))),
    ):
        session.do(edit())
    dated = session.article.mentions[key]
    session.do(mentions.relabel(session.article, session.labels, key, label="ORG"))
    assert session.article.mentions[key].attribute("date") is None
    session.undo()
    assert session.article.mentions[key] == session.store.mention(key) == dated
    assert dated.attribute("date") == "2024-06-19"
    session.redo()
    assert session.store.mention(key).attribute("date") is None
    session.close()
    with Store.open(tmp_path / "c.tawsim") as store:
        again = Session(store)
        again.undo()
        assert again.store.mention(key) == dated, "also when the corpus was closed in between"
