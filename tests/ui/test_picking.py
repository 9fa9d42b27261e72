"""While a filler or a relation's end is picked: the text can be looked through, and what ends the picking says so."""

from __future__ import annotations

import pytest

from tests.ui.app_kit import running

PROMPTS = {"filler": (("R", "P"), "No argument was added"), "relation": (("B", "1"), "No relation was added")}


@pytest.fixture
def app(tmp_path):
    with running(tmp_path) as it:
        it.caret_at("أعرب", inside=1)
        it.press("E", "1")
        yield it


def picking(app, what="filler"):
    """Begin to pick; gives the event that is selected."""
    event = app.select("مباحثات")
    app.press(*PROMPTS[what][0])
    assert app.commands.picking
    return event


def rows(app):
    return dict(app.article.mentions), dict(app.article.arguments), dict(app.article.relations)


@pytest.mark.parametrize("what", PROMPTS)
def test_moving_about_the_text_leaves_the_picking_and_the_selection(app, what):
    event = picking(app, what)
    prompt, caret = app.said, app.app.window.view.caret
    moves = ("Down", "Up", "PgDn", "PgUp", "Left", "Right", "Home", "End", "Ctrl+Home", "Ctrl+End", "Ctrl+Left",
             "Shift+Right", "Shift+Down", "Alt+Up", "Alt+Down", "Space", "Enter", "Delete",
             "Ctrl+Down", "Ctrl+Up", "Ctrl+Right")  # fmt: skip
    before = rows(app)
    for key in moves:
        app.press(key)
        assert app.commands.picking, key
        assert app.session.selected == event.id, key
        assert app.app.window.view.caret == caret, key
        assert app.app.window.view.selection is None, key
    assert (app.said, rows(app)) == (prompt, before)
    nearest = app.app.window.view.picking[0]
    app.press("1")
    if what == "filler":
        assert ("Place", nearest) in {(each.role, each.filler) for each in app.article.arguments_of(event.id)}
    else:
        assert [row.tail for row in app.article.relations.values()] == [nearest]


def test_pages_and_arrows_scroll_what_is_looked_through(app):
    app.app.context.settings.set("font_size", 48)
    app.app.window.resize(900, 300)
    picking(app)
    bar = app.app.window.view.verticalScrollBar()
    bar.setValue(0)
    assert bar.maximum() > 0
    app.press("Ctrl+Down")
    assert bar.value() > 0
    app.press("Ctrl+Up")
    assert bar.value() == 0
    seen = [bar.value()]
    for key in ("Down", "PgDn", "Ctrl+End"):
        app.press(key)
        seen.append(bar.value())
    assert seen[1] > seen[0]
    assert seen[-1] == bar.maximum()
    app.press("Ctrl+Home")
    assert bar.value() == 0
    assert app.commands.picking


@pytest.mark.parametrize("what", PROMPTS)
@pytest.mark.parametrize("key", ["Q", "W", "Ctrl+PgDn", "Ctrl+PgUp", "Shift+P", "H"])
def test_what_ends_the_picking_says_so(app, what, key):
    event = picking(app, what)
    asked = []
    app.app.context.bridge.roleAsked.connect(asked.append)
    before = rows(app)
    app.press(key)
    assert not app.commands.picking
    assert app.commands.pick is None
    assert app.said == PROMPTS[what][1]
    assert asked == [""], "the role is no longer shown as asked for"
    if app.article.row.id == event.article:
        assert rows(app) == before, "a label's key only ends it"


def test_selecting_something_else_by_hand_ends_it_and_says_so(app):
    picking(app)
    app.session.select(next(each.id for each in app.article.ordered if app.words(each) == "بوتين"))
    assert not app.commands.picking
    assert app.said == "No argument was added"


def test_a_number_is_picked_wherever_the_keyboard_is(app):
    event = picking(app)
    nearest = app.app.window.view.picking[0]
    app.commands.host.dock_widgets()["articles"].widget().setFocus()
    assert not app.app.window.view.hasFocus()
    assert app.commands.picking
    app.press("1")
    assert ("Place", nearest) in {(each.role, each.filler) for each in app.article.arguments_of(event.id)}
    assert app.article.mentions[event.id].label == event.label


@pytest.mark.parametrize("what", PROMPTS)
def test_esc_says_what_was_not_added(app, what):
    picking(app, what)
    app.press("Esc")
    assert app.said == PROMPTS[what][1]
