"""Relations by real keys: three actions for one, a panel that shows what is stated, what follows and what cannot be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.rows import Change, Cluster, Mention, Relation
from desktop.edits import Edit, clusters, mentions, relations
from desktop.ui.panels.relations import RelationsPanel
from desktop.ui.panels.relations_model import BELOW, TONE, Tone
from tests.e2e.hands import plain
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import settle, until

EVENTS = ("عقد", "مباحثات", "أعرب", "ستدعم")


@pytest.fixture
def app(tmp_path):
    with running(tmp_path, language="ar") as app:
        app.app.window.resize(1280, 800)
        for words in EVENTS:
            if words != "مباحثات":
                start = app.article.text.index(words)
                app.session.do(
                    mentions.create(
                        app.article, app.session.labels, kind="event", label="Statement", start=start,
                        end=start + len(words), layer=app.session.layer,
                    )
                )  # fmt: skip
        app.session.select(None)
        yield app


def event(app: Running, words: str) -> Mention:
    return next(each for each in app.article.ordered if each.kind == "event" and app.article.text_of(each) == words)


def relate(app: Running, kind: str, head: str, tail: str) -> Relation:
    done = app.session.do(
        relations.add(
            app.article, app.session.labels, type=kind, head=event(app, head).id, tail=event(app, tail).id,
            closure=app.session.closure,
        )
    )  # fmt: skip
    return next(change.after for change in done.changes if isinstance(change.after, Relation))


def opened(app: Running) -> RelationsPanel:
    """The panel in front, filled."""
    app.press("Alt+6")
    panel = app.app.window.findChild(RelationsPanel)
    assert panel is not None
    until(lambda: panel.isVisible() and not panel._stale)
    settle()
    return panel


def lines(panel: RelationsPanel) -> list[tuple[str, str, Tone]]:
    until(lambda: not panel._later.isActive())
    model = panel.model
    rows = [model.index(row) for row in range(model.rowCount())]
    bare = {ord("\u2068"): None, ord("\u2069"): None}
    return [(row.data().translate(bare), row.data(BELOW).translate(bare), row.data(TONE)) for row in rows]


def test_a_relation_takes_three_actions(app):
    app.select("عقد")
    app.press("B")
    app.press("1")
    assert app.commands.picking
    assert "قبل" in app.said
    nearest = app.app.window.view.picking[0]
    app.press("1")
    (row,) = app.article.relations.values()
    assert (row.type, row.head, row.tail) == ("BEFORE", event(app, "عقد").id, nearest)
    assert not app.commands.picking
    app.press("Ctrl+Z")
    assert not app.article.relations


def test_relating_needs_another_event_and_esc_leaves_it(app):
    app.select("عقد")
    app.press("B")
    app.press("8")
    app.press("Esc")
    assert not app.commands.picking
    assert not app.article.relations
    app.select("بوتين")
    app.press("B")
    assert app.commands.palette is None


def test_a_circle_is_refused_in_words(app):
    relate(app, "SUBEVENT", "عقد", "مباحثات")
    app.select("مباحثات")
    app.press("B")
    app.press("5")
    first = app.app.window.view.picking.index(event(app, "عقد").id) + 1
    app.press(str(first))
    assert len(app.article.relations) == 1
    assert "تعود إلى نفسها" in app.said
    assert "جزء من" in app.said


def test_changing_a_relation_by_keys_alone(app):
    row = relate(app, "BEFORE", "عقد", "مباحثات")
    app.select("عقد")
    app.press("Y")
    app.press("F")
    assert app.article.relations[row.id].head == event(app, "مباحثات").id
    app.press("Y")
    app.press("6")
    assert app.article.relations[row.id].type == "CAUSES"
    relate(app, "BEFORE", "عقد", "أعرب")
    app.select("عقد")
    app.press("Y")
    app.press("1")
    app.press("D")
    assert row.id not in app.article.relations
    assert len(app.article.relations) == 1


def test_the_panel_says_what_is_stated_and_what_follows(app):
    relate(app, "BEFORE", "عقد", "مباحثات")
    relate(app, "BEFORE", "مباحثات", "أعرب")
    app.select("عقد")
    panel = opened(app)
    until(lambda: panel.model.rowCount() == 2)
    assert lines(panel) == [
        ("«عقد» قبل «مباحثات»", "مقبولة", Tone.PLAIN),
        ("«عقد» قبل «أعرب»", "من: «عقد» قبل «مباحثات»، «مباحثات» قبل «أعرب»", Tone.INFERRED),
    ]
    app.session.undo()
    until(lambda: panel.model.rowCount() == 1)


def test_a_contradiction_is_red_with_its_links_and_they_lead_to_their_place(app):
    for head, tail in (("عقد", "مباحثات"), ("مباحثات", "أعرب"), ("أعرب", "عقد")):
        relate(app, "BEFORE", head, tail)
    app.select("عقد")
    panel = opened(app)
    until(lambda: panel.model.rowCount() == 4)
    shown = lines(panel)
    assert shown[0][0] == "3 علاقات لا تصح معًا"
    assert [tone for _, _, tone in shown] == [Tone.WRONG] * 4, "each relation is shown once"
    target = next(row for row in range(1, 4) if panel.model.line(row).head == event(app, "أعرب").id)
    at = panel.view.visualRect(panel.model.index(target)).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert app.session.selected == event(app, "أعرب").id


def test_rows_are_turned_retyped_and_removed_by_keys(app):
    row = relate(app, "BEFORE", "عقد", "مباحثات")
    app.select("عقد")
    panel = opened(app)
    until(lambda: panel.model.rowCount() == 1)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0))
    app.press("Space")
    assert app.article.relations[row.id].tail == event(app, "عقد").id
    until(lambda: not panel._later.isActive())
    assert panel.current is None or panel.current.relation is not None
    panel.view.setCurrentIndex(panel.model.index(0))
    app.press("Shift+Space")
    app.press("3")
    assert app.article.relations[row.id].type == "SIMULTANEOUS"
    until(lambda: not panel._later.isActive() and panel.model.rowCount() == 1)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0))
    app.press("Enter")
    assert app.session.selected in (row.head, row.tail)
    until(lambda: not panel._later.isActive() and panel.model.rowCount() == 1)
    panel.view.setCurrentIndex(panel.model.index(0))
    app.press("Delete")
    assert not app.article.relations


def test_suggestions_are_tried_against_what_is_known_and_accepted(app):
    relate(app, "BEFORE", "عقد", "مباحثات")
    ends = (event(app, "عقد").id, event(app, "مباحثات").id)
    hint = Relation(app.article.row.id, "AFTER", *ends, source="rel-1", score=0.7)
    app.session.do(Edit("relation.add", (Change(None, hint),), (("other", ""), ("relation", "AFTER"), ("text", ""))))
    app.select("عقد")
    panel = opened(app)
    until(lambda: panel.model.rowCount() == 2)
    what, about, tone = lines(panel)[1]
    assert (what, tone) == ("«عقد» بعد «مباحثات»", Tone.WRONG)
    assert about == "مقترحة · 0.7 · تناقض: «عقد» قبل «مباحثات»"
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(1))
    assert panel.buttons["accept"].isEnabled()
    app.press("Shift+Enter")
    assert app.article.relations[hint.id].status == "accepted"
    assert "تناقض" in app.said
    until(lambda: panel.model.rowCount() == 3)
    assert panel.current is not None
    assert panel.current.relation is not None
    assert panel.current.relation.id == hint.id, "the current one stays so"


def test_where_links_meet_in_one_event_by_different_words_it_is_said(app):
    for words in ("عقد", "أعرب"):
        app.select(words)
        if words == "عقد":
            app.press("N")
        else:
            held = app.session.store.row(Cluster, event(app, "عقد").cluster)
            app.session.do(
                clusters.link(
                    app.article, event(app, words).id, cluster=held, whole_chain=False,
                    ref_taken=app.session.ref_taken("event"),
                )
            )  # fmt: skip
    relate(app, "BEFORE", "عقد", "مباحثات")
    app.select("مباحثات")
    relate(app, "BEFORE", "مباحثات", "أعرب")
    same = "«عقد» و«أعرب» حدث واحد"
    assert same in plain(app.said)
    panel = opened(app)
    until(lambda: panel.model.rowCount() == 4)
    told = (same, "«أعرب» و«عقد» حدث واحد")
    assert lines(panel)[-1][0] in told
    assert lines(panel)[-1][1] == "في العنقود «عقد»"
    app.press("F9")
    until(lambda: "1 من 1" in plain(app.said))
    assert any(each in plain(app.said) for each in told)


def test_the_whole_article_and_the_empty_panel(app):
    panel = opened(app)
    assert not panel.empty.isHidden()
    assert "حدِّد حدثًا" in panel.empty.text()
    relate(app, "BEFORE", "عقد", "مباحثات")
    relate(app, "CAUSES", "أعرب", "ستدعم")
    panel.scope.chosen.emit("article")
    assert [what for what, _, _ in lines(panel)] == ["«عقد» قبل «مباحثات»", "«أعرب» يؤدي إلى «ستدعم»"]
    at = panel.view.visualRect(panel.model.index(1)).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert app.session.selected == event(app, "أعرب").id
    app.press("B")
    assert app.commands.palette is not None
    app.press("Esc")


def test_what_follows_about_all_events_is_a_list_of_its_own(app, monkeypatch):
    panel = opened(app)
    panel.scope.chosen.emit("inferred")
    assert "لا يلزم شيء" in panel.empty.text()
    relate(app, "BEFORE", "عقد", "مباحثات")
    relate(app, "BEFORE", "مباحثات", "أعرب")
    relate(app, "BEFORE", "أعرب", "ستدعم")
    app.session.select(None)
    panel.load()
    told = ["«عقد» قبل «أعرب»", "«عقد» قبل «ستدعم»", "«مباحثات» قبل «ستدعم»"]
    assert [what for what, _, _ in lines(panel)] == told
    assert {tone for _, _, tone in lines(panel)} == {Tone.INFERRED}
    assert all("من:" in below for _, below, _ in lines(panel))
    assert panel.more.isHidden()
    at = panel.view.visualRect(panel.model.index(2)).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert app.session.selected == event(app, "مباحثات").id
    monkeypatch.setattr("desktop.ui.panels.relations.INFERRED_AT_MOST", 2)
    panel.load()
    assert [what for what, _, _ in lines(panel)] == told[:2]
    assert not panel.more.isHidden()


def test_after_a_relation_is_taken_away_the_next_is_current(app: Running) -> None:
    for head in ("عقد", "أعرب", "ستدعم"):
        relate(app, "CAUSES", head, "مباحثات")
    app.session.select(event(app, "مباحثات").id)
    panel = opened(app)
    until(lambda: panel.model.rowCount() == 3)
    panel.view.setFocus()
    row = next(row for row in range(3) if panel.model.line(row).head == event(app, "عقد").id)
    panel.view.setCurrentIndex(panel.model.index(row))
    app.session.select(event(app, "ستدعم").id)
    until(lambda: not panel._later.isActive() and panel.model.rowCount() == 1)
    assert panel.view.currentIndex().row() == 0, "another event's list begins anew"
    app.session.select(event(app, "مباحثات").id)
    until(lambda: not panel._later.isActive() and panel.model.rowCount() == 3)
    panel.view.setCurrentIndex(panel.model.index(1))
    for left, row in ((2, 1), (1, 0)):
        app.press("Delete")
        until(lambda left=left: not panel._later.isActive() and panel.model.rowCount() == left)
        assert panel.view.currentIndex().row() == row
