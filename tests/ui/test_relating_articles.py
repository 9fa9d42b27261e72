"""Relations to events of other articles by keys: which are offered, what the panel shows on both sides, a click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.rows import Change, Cluster, Mention, Relation
from db.store import Store
from desktop.edits import Edit
from desktop.suggest.targets import Targets
from desktop.ui.app import start
from desktop.ui.article.hit import Spot
from desktop.ui.article.tags import Tag
from desktop.ui.panels.relations import RelationsPanel
from desktop.ui.panels.relations_model import BELOW, TONE, Tone
from tests.bench.rebuilding import prepared
from tests.test_sample import FOLDER
from tests.ui.app_kit import Running
from tests.ui.panel_kit import settle, until

PARAMS = (("other", ""), ("relation", "BEFORE"), ("text", ""))
PLAIN = {ord("\u2068"): None, ord("\u2069"): None}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    path, _wanted = prepared(tmp_path, sorted(FOLDER.glob("*.gold.json"))[:3])
    with Store.open(path) as store:
        rows = [row for each in store.article_ids() for row in store.relations(each)]
        store.commit("relation.remove", [Change(row, None) for row in rows], params=PARAMS)
    application = start([str(path), "--language", "en", "--theme", "light"])
    application.window.resize(1280, 800)
    QTest.qWaitForWindowExposed(application.window)
    application.window.activateWindow()
    settle()
    yield Running(application)
    application.close()
    settle()


def events(app: Running) -> list[Mention]:
    return [each for each in app.article.ordered if each.kind == "event"]


def choose(app: Running, mention: Mention) -> None:
    app.session.select(mention.id)
    app.app.window.view.setFocus()
    settle()


def panel(app: Running) -> RelationsPanel:
    found = app.app.window.findChild(RelationsPanel)
    assert found is not None
    if not found.isVisible():
        app.press("Alt+6")
    until(lambda: found.isVisible() and not found._stale and not found._later.isActive())
    settle()
    return found


def lines(found: RelationsPanel) -> list[tuple[str, str, Tone]]:
    rows = [found.model.index(row) for row in range(found.model.rowCount())]
    return [(row.data().translate(PLAIN), row.data(BELOW).translate(PLAIN), row.data(TONE)) for row in rows]


def across(app: Running, head: Mention, *, kind: str = "1", row: int = 0) -> Relation:
    """Relate an event to one of another article by keys alone."""
    choose(app, head)
    before = set(app.article.relations)
    app.press("Alt+B", kind)
    palette = app.commands.palette
    assert palette is not None
    wanted = palette.rows()[row].value
    app.press(str(row + 1))
    (made,) = [each for each in app.article.relations.values() if each.id not in before]
    assert (made.head, made.tail) == (head.id, wanted)
    return made


def test_three_keys_relate_to_an_event_of_another_article_and_one_takes_it_back(app: Running) -> None:
    made = across(app, events(app)[0])
    tail = app.session.store.mention(made.tail)
    assert tail is not None
    assert tail.article != app.article.row.id
    assert (made.type, made.status, made.article) == ("BEFORE", "accepted", app.article.row.id)
    app.press("Ctrl+Z")
    assert not app.article.relations
    app.press("Ctrl+Y")
    assert list(app.article.relations) == [made.id]


def test_the_offers_are_of_other_articles_with_their_title_and_sentence(app: Running) -> None:
    head = events(app)[0]
    choose(app, head)
    app.press("Alt+B", "1")
    palette = app.commands.palette
    assert palette is not None
    rows = palette.rows()
    assert 1 < len(rows) <= 9
    titles = {line.article.id: line.article.title for line in app.session.store.articles()}
    for row in rows:
        mention = app.session.store.mention(row.value)
        assert mention.article != app.article.row.id
        assert row.detail == titles[mention.article]
        assert row.title in row.below, "its sentence"
    told = next(title for article, title in titles.items() if article != app.article.row.id)
    app.type(told.split()[0] + " " + told.split()[-1])
    assert palette.rows()
    assert all(told == row.detail for row in palette.rows())
    app.press("Esc")
    assert app.commands.palette is None
    assert not app.article.relations


def test_what_was_told_apart_may_still_be_related(app: Running) -> None:
    head = events(app)[0]
    targets = Targets(app.commands.index, app.session, head)
    first = targets.likely()[0]
    app.press("F4")
    choose(app, head)
    app.press("X")
    assert first.mention in [each.mention for each in Targets(app.commands.index, app.session, head).likely()]


def test_both_sides_show_it_and_a_click_goes_over(app: Running) -> None:
    head = events(app)[0]
    made = across(app, head)
    here, ids = app.article.row, app.session.store.article_ids()
    tail = app.session.store.mention(made.tail)
    there = app.session.store.article(tail.article)
    words = app.session.store.outer([head.id, tail.id])
    told = f"“{words[head.id].words}” before “{words[tail.id].words}”"
    found = panel(app)
    assert lines(found) == [(told, f"Accepted · In “{there.title}”", Tone.PLAIN)]
    place = found.view.visualRect(found.model.index(0)).center()
    QTest.mouseClick(found.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert app.article.row.id == there.id
    assert app.session.selected == tail.id
    found = panel(app)
    assert lines(found) == [(told, f"Accepted · In “{here.title}”", Tone.PLAIN)]
    assert found.buttons["remove"].isEnabled(), "it can be changed from this side too"
    found.view.setFocus()
    found.view.wanted.emit("flip")
    (row,) = app.article.relations.values()
    assert (row.head, row.article) == (tail.id, there.id)
    assert app.session.last.article == there.id
    app.press("Ctrl+Z")
    assert app.article.relations[made.id].head == head.id
    assert len(ids) == 3


def test_a_contradiction_through_articles_names_its_links_and_their_places(app: Running) -> None:
    head = events(app)[0]
    first = across(app, head)
    tail = app.session.store.mention(first.tail)
    app.session.open(tail.article)
    settle()
    choose(app, app.article.mentions[tail.id])
    app.press("Alt+B", "1")
    palette = app.commands.palette
    app.type(app.session.store.outer([head.id])[head.id].words)
    at = [row.value for row in palette.rows()].index(head.id)
    app.press(*["Down"] * at, "Enter")
    assert "contradicts" in app.said
    told = lines(panel(app))
    assert told[0][0] == "2 relations cannot all hold"
    assert [tone for _what, _below, tone in told[:3]] == [Tone.WRONG] * 3
    assert len([below for _what, below, _tone in told[1:3] if "In “" in below]) == 2


def test_a_circle_of_parts_through_articles_is_refused_in_words(app: Running) -> None:
    kinds = [each.code for each in app.session.labels.relations]
    digit = str(kinds.index("SUBEVENT") + 1)
    head = events(app)[0]
    first = across(app, head, kind=digit)
    tail = app.session.store.mention(first.tail)
    app.session.open(tail.article)
    settle()
    choose(app, app.article.mentions[tail.id])
    app.press("Alt+B", digit)
    palette = app.commands.palette
    app.type(app.session.store.outer([head.id])[head.id].words)
    at = [row.value for row in palette.rows()].index(head.id)
    app.press(*["Down"] * at, "Enter")
    assert "circle" in app.said
    assert list(app.article.relations) == [first.id]


def test_an_article_with_one_event_offers_those_of_others_at_once(app: Running) -> None:
    first, *rest = events(app)
    for each in rest:
        choose(app, each)
        app.press("Delete")
    choose(app, first)
    app.press("B", "1")
    assert not app.commands.picking
    assert app.commands.palette is not None
    app.press("1")
    assert len(app.article.relations) == 1


def test_offers_of_one_article_are_of_that_article(app: Running) -> None:
    head = events(app)[0]
    ids = [each for each in app.session.store.article_ids() if each != app.article.row.id]
    index = app.commands.index
    until(index.read_on)
    targets = Targets(index, app.session, head)
    for article in ids:
        found = targets.likely(article=article)
        assert found
        assert {each.article for each in found} == {article}


def test_with_an_article_beside_its_events_are_picked_on_its_text(app: Running) -> None:
    choose(app, events(app)[0])
    app.press("F7")
    window, companion = app.app.window, app.session.companion
    far = next(view for view in window.spread.views if view is not window.view)
    app.press("Alt+B", "1")
    assert app.commands.palette is None
    numbered = far.picking[:9]
    assert all(companion.mentions[each].kind == "event" for each in numbered)
    assert window.view.picking == far.picking, "numbers mean the same in both"
    assert any(far.in_sight(companion.mentions[each].start) for each in numbered)
    app.press("Ctrl+PgDn")
    assert not far.picking
    assert not app.commands.picking
    assert app.said == "No relation was added"


def test_numbers_of_both_articles_are_told_apart(app: Running) -> None:
    choose(app, events(app)[0])
    app.press("F7")
    app.press("B", "1")
    first = app.app.window.view.picking[:9]
    own = [each for each in first if each in app.article.mentions]
    assert len(own) == 6
    assert all(each in app.session.companion.mentions for each in first[6:])
    app.press("8")
    (made,) = app.article.relations.values()
    assert made.tail == first[7]


def related(app: Running, head: Mention, number: int) -> list[Mention]:
    """Relate an event to some of the next article; what they are."""
    other = next(each for each in app.session.store.article_ids() if each != app.article.row.id)
    tails = [each for each in app.session.store.mentions(other) if each.kind == "event"][:number]
    rows = [Relation(app.article.row.id, "BEFORE", head.id, each.id, status="accepted") for each in tails]
    app.session.do(Edit("relation.add", tuple(Change(None, row) for row in rows), PARAMS))
    settle()
    return tails


def click_tag(app: Running, tag: Tag, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    view = app.app.window.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, tag.plate.center().toPoint())
    settle()


def test_a_shared_tag_unfolds_and_then_asks(app: Running) -> None:
    head, *_rest, away = events(app)
    tails = related(app, head, 6)
    choose(app, away)
    view = app.app.window.view
    view.reveal(start=head.start, end=head.end)
    (tag,) = view.tags()
    assert len(view.pointing.words(tag).splitlines()) == 7
    click_tag(app, tag)
    assert app.session.selected == head.id
    assert [len(each.reaches) for each in view.tags()] == [1, 1, 4]
    click_tag(app, view.tags()[-1])
    palette = app.commands.palette
    assert palette is not None
    assert len(palette.rows()) == 6, "all of the event's"
    assert {row.detail for row in palette.rows()} == {app.session.store.article(tails[0].article).title}
    chosen = app.article.relations[palette.rows()[1].value].tail
    app.press("Shift+2")
    assert app.session.companion is not None, "with Shift beside"
    assert app.session.selected_beside == chosen
    assert app.session.selected == head.id


def test_the_key_asks_where_there_are_several_and_goes_where_there_is_one(app: Running) -> None:
    head = events(app)[0]
    (tail,) = related(app, head, 1)
    choose(app, head)
    app.press("Alt+Enter")
    assert (app.article.row.id, app.session.selected) == (tail.article, tail.id)
    app.press("Ctrl+B")
    assert app.session.selected == head.id
    app.press("Ctrl+Z")
    tails = related(app, head, 3)
    choose(app, head)
    app.press("Alt+Enter")
    palette = app.commands.palette
    assert palette is not None
    wanted = app.article.relations[palette.rows()[2].value].tail
    app.press("3")
    assert app.session.selected == wanted
    assert wanted in {each.id for each in tails}


def test_the_key_says_so_where_there_is_no_relation(app: Running) -> None:
    choose(app, events(app)[0])
    app.press("Alt+Enter")
    assert app.said == "This event has no relations"


def test_a_tag_beside_leads_here_and_what_is_beside_stays(app: Running) -> None:
    head = events(app)[-1]
    (tail,) = related(app, head, 1)
    choose(app, head)
    app.press("F7")
    window, companion = app.app.window, app.session.companion
    assert companion.row.id == tail.article
    far = next(view for view in window.spread.views if view is not window.view)
    app.session.select(None)
    kin = [each for each in companion.ordered if each.kind == "event"][-1]
    name = Cluster("event", "E-x", "x", id="x")
    before = [app.article.mentions[head.id], kin]
    moved = [Change(each, replace(each, cluster="x")) for each in before]
    app.session.do(Edit("cluster.link", (Change(None, name), *moved), PARAMS))
    far.verticalScrollBar().setValue(0)
    settle()
    assert not far.in_sight(kin.start)
    tag = next(each for each in far.tags() if each.event == tail.id)
    QTest.mouseClick(far.viewport(), Qt.MouseButton.LeftButton, pos=tag.plate.center().toPoint())
    settle()
    assert (app.session.selected, app.session.selected_beside) == (head.id, tail.id)
    assert app.article.row.id == head.article
    assert far.scrolled == 0, "though another mention of its cluster is further down"
    assert window.view.hasFocus()


def test_shift_and_a_click_beside_link_alone_while_the_list_waits(app: Running) -> None:
    choose(app, events(app)[0])
    app.press("F7")
    window = app.app.window
    far = next(view for view in window.spread.views if view is not window.view)
    asked: list[tuple[str, bool]] = []
    far.acrossWanted.connect(lambda mention, alone: asked.append((mention, alone)))
    app.press("G")
    assert app.commands.palette is not None
    there = next(each for each in app.session.companion.ordered if each.kind == "event" and far.in_sight(each.start))
    x, y, height = far.stage.caret_at(Spot(there.start + 1), far.scrolled)
    shift, left = Qt.KeyboardModifier.ShiftModifier, Qt.MouseButton.LeftButton
    QTest.mouseClick(far.viewport(), left, shift, QPoint(int(x) - 2, int(y + height / 2)))
    settle()
    assert asked == [(there.id, True)]
    assert app.mention.cluster is not None
    assert app.session.companion.mentions[there.id].cluster == app.mention.cluster
    assert app.commands.palette is None
    until(lambda: not far.picking)
