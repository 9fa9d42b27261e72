"""The keyboard in the timeline and its tray: plus and minus zoom, what would edit does nothing there and says so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment

from desktop.timeline import words
from desktop.ui.timeline.panel import TimelinePanel
from tests.ui.app_kit import running
from tests.ui.panel_kit import settle, until
from tests.ui.test_timeline_panel import bundles

SAID = "The timeline is only looked at. Enter opens the mention, Esc goes to the text."
EDITS = ("3", "S", "A", "D", "F", "E", "R", "C", "G", "N", "U", "X", "M", "P", ".", "Shift+P", "Shift+J", "Delete",
         "Backspace", "Alt+Left", "Ctrl+Enter", "Ctrl+D", "Alt+B")  # fmt: skip


@pytest.fixture
def app(tmp_path):
    with running(tmp_path, own=tuple(bundles())) as it:
        yield it


def timeline(app) -> TimelinePanel:
    """F5, with the first event of the article selected, and everything read."""
    app.session.select(next(each.id for each in app.article.ordered if each.kind == "event"))
    app.press("F5")
    panel = app.app.window.findChild(TimelinePanel)
    until(lambda: panel.keeper.corpus is not None and not panel.keeper.busy)
    settle()
    assert panel.view.hasFocus()
    return panel


def edited(app):
    return app.session.last.seq if app.session.last else 0


@pytest.mark.parametrize("place", ["view", "tray"])
@pytest.mark.parametrize("at_work", ["F2", "F3", "F4"])
def test_keys_that_edit_do_nothing_and_say_so(app, place, at_work):
    app.press(at_work)
    panel = timeline(app)
    widget = panel.view if place == "view" else panel.tray.list
    selected, before = app.session.selected, edited(app)
    for key in EDITS:
        widget.setFocus()
        app.commands.say("actions.say.no_text")
        app.press(key)
        assert edited(app) == before, key
        assert app.session.selected == selected, key
        assert app.commands.palette is None, key
        assert not app.commands.picking, key
        assert app.said == SAID, key


@pytest.mark.parametrize("place", ["view", "tray"])
def test_plus_and_minus_zoom(app, place):
    panel = timeline(app)
    (panel.view if place == "view" else panel.tray.list).setFocus()
    app.commands.say("actions.say.no_text")
    said, scale = app.said, panel.view.scale.per_day
    app.press("=")
    assert panel.view.scale.per_day > scale
    app.press("-", "-")
    assert panel.view.scale.per_day < scale
    app.press("+")
    assert panel.view.scale.per_day == pytest.approx(scale)
    assert app.said == said


def test_enter_opens_esc_goes_to_the_text_and_then_keys_edit(app):
    panel = timeline(app)
    before = edited(app)
    app.press("Left", "Left", "Enter")
    assert app.mention.kind == "event"
    assert panel.view.hasFocus()
    app.press("Esc")
    assert app.app.window.view.hasFocus()
    assert not panel.isHidden()
    app.press("P")
    assert edited(app) > before


def test_going_about_is_not_kept_out(app):
    timeline(app)
    first = app.session.selected
    app.press("Q")
    assert app.session.selected != first
    app.press("Ctrl+PgDn")
    assert app.article.row.ref == "t1"


def hints(app) -> list[str]:
    bar = app.app.window.review_bar
    until(lambda: not bar._later.isActive())
    return bar.hints.shown


def test_the_review_bar_shows_the_keys_that_work_where_the_keyboard_is(app):
    app.app.window.resize(1900, 1000)
    app.session.select(next(each.id for each in app.article.ordered if each.kind == "event"))
    assert {"accept", "reject", "label"} <= set(hints(app))
    panel = timeline(app)
    panel.view.mark(None)
    first = ["timeline.step", "timeline.zoom", "timeline.fit", "timeline.contradiction_next", "timeline.text"]
    assert hints(app) == first
    app.press("Left")
    assert hints(app) == [first[0], "timeline.open", *first[1:]]
    panel.tray.list.setFocus()
    app.press("Down")
    assert hints(app) == ["timeline.row", "timeline.open", "timeline.zoom", *first[3:]]
    panel.export.setFocus()
    assert hints(app) == ["timeline.zoom", *first[3:]]
    app.press("Esc")
    assert {"accept", "reject", "label"} <= set(hints(app))
    assert not any(each.startswith("timeline.") for each in hints(app))


def test_what_is_hinted_works_and_a_click_does_the_same(app):
    app.app.window.resize(1900, 1000)
    panel, bar = timeline(app), app.app.window.review_bar
    panel.view.mark(None)

    def click(name: str) -> None:
        hints(app)
        bar.hints._buttons[name].click()

    click("timeline.step")
    assert panel.view.current is not None
    scale = panel.view.scale.per_day
    click("timeline.zoom")
    assert panel.view.scale.per_day > scale
    click("timeline.fit")
    assert panel.view.scale.per_day == pytest.approx(scale)
    click("timeline.open")
    assert app.mention.id in {each.mention for each in panel.view.current.sayings}
    click("timeline.contradiction_next")
    assert "1 of 1" in app.said
    click("timeline.text")
    assert app.app.window.view.hasFocus()


def test_the_event_the_keyboard_is_at_is_told_below_the_picture(app):
    app.app.window.resize(1900, 1000)
    panel = timeline(app)
    what, seen = panel.told.what, set()
    assert panel.height() >= 310
    for key in ("Left", "Left", "F9"):
        app.press(key)
        event = panel.view.events[panel.view.current.event]
        said = list(words.lines(app.app.context.messages, panel.view.corpus, event, most=3))
        shown = QTextDocumentFragment.fromHtml(what.text()).toPlainText()
        assert what.isVisible()
        assert all(each in shown for each in said), (said, shown)
        assert all(each in panel.view.accessibleDescription() for each in said)
        seen.add(event.contradicts)
    assert seen == {True, False}
    panel.tray.list.setFocus()
    app.press("Home")
    undated = panel.tray.model.event_at(0)
    shown = QTextDocumentFragment.fromHtml(what.text()).toPlainText()
    assert undated.name in shown
    assert "No date" in shown
    assert panel.view.corpus.articles[undated.articles[0]].title[:20] in shown


def test_rows_of_the_tray_are_told_apart_by_the_words_around_them(app):
    model = timeline(app).tray.model
    shown = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert len(set(shown)) == len(shown)
    assert any("قال إنه مرتاح" in each for each in shown)
    tip = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    article = app.session.store.article(model.event_at(0).sayings[0].article)
    assert tip.splitlines() == [shown[0], article.title]
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert shown[0] in spoken
    assert article.title in spoken
