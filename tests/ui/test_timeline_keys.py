"""The keyboard in the timeline and its tray: plus and minus zoom, what would edit does nothing there and says so."""

from __future__ import annotations

import pytest

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
