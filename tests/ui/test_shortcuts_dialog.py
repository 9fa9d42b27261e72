"""Changing keys: found by either name, recorded from whatever layout, refused where taken, live, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.keys import Chord
from desktop.ui.dialogs.shortcuts import KEYS, NAME, ShortcutsDialog
from tests.ui.app_kit import running
from tests.ui.panel_kit import settle, until


@pytest.fixture(params=["en", "ar"])
def app(tmp_path, request):
    with running(tmp_path, language=request.param) as app:
        yield app


@pytest.fixture
def dialog(app):
    app.commands.trigger("shortcuts")
    shown = app.app.window.findChild(ShortcutsDialog)
    until(lambda: shown.isVisible() and shown.search.hasFocus())
    return shown


def listen(dialog, action):
    dialog.tree.setCurrentItem(dialog.row(action))
    QTest.mouseClick(dialog.change, Qt.MouseButton.LeftButton)
    until(dialog.recorder.hasFocus)


@pytest.mark.parametrize("words", ["accept", "قبول", "Ctrl+D"])
def test_an_action_is_found_by_either_name_or_its_key(app, dialog, words):
    app.type(words)
    shown = {key for key in app.commands.actions if not dialog.row(key).isHidden()}
    assert ("article_done" if "+" in words else "accept") in shown
    assert len(shown) < 8


def test_new_keys_count_at_once_everywhere_and_again_after_a_start(app, dialog):
    listen(dialog, "accept")
    app.press("Z")
    assert app.app.context.settings.get("shortcuts") == {"accept": "Z"}
    assert "Z" in dialog.row("accept").text(KEYS)
    assert app.commands.name("accept") in dialog.said.text()
    assert "Z" in app.commands.legend("accept")
    dialog.close()
    settle()
    chosen = app.select("بوتين")
    app.press("A")
    assert app.article.mentions[chosen.id].status == "suggested"
    app.press("Z")
    assert app.article.mentions[chosen.id].status == "accepted"


def test_keys_are_those_of_the_place_whatever_layout_is_on(app, dialog):
    listen(dialog, "accept")
    app.send(key=0x626, text="ئ", place="z")
    assert app.app.context.settings.get("shortcuts") == {"accept": "Z"}


@pytest.mark.parametrize(
    ("keys", "owner"),
    [("S", "reject"), ("Ctrl+D", "article_done"), ("Tab", "mention_next"), ("Space", "unreviewed_next")],
)
def test_taken_keys_are_refused_with_the_name_of_their_action(app, dialog, keys, owner):
    listen(dialog, "accept")
    app.press(keys)
    assert app.app.context.settings.get("shortcuts") == {}
    assert app.commands.name(owner) in dialog.said.text()
    assert dialog.recorder.hasFocus(), "others can be pressed at once"
    app.press("Z")
    assert app.app.context.settings.get("shortcuts") == {"accept": "Z"}


@pytest.mark.parametrize(
    ("keys", "owner"),
    [("5", "taken_labels"), ("Shift+5", "taken_labels"), ("Shift+W", "WEAPON"), ("Alt+S", "Speaker"),
     ("Left", "taken_caret"), ("Alt+Down", "taken_caret"), ("Ctrl+C", "taken_copy"), ("Ctrl+A", "taken_select_all"),
     ("Alt+F4", "taken_system")],
)  # fmt: skip
def test_keys_that_have_another_use_are_refused_with_their_owner(app, dialog, keys, owner):
    labels, context = app.session.labels, app.app.context
    listen(dialog, "accept")
    app.press(keys)
    assert context.settings.get("shortcuts") == {}
    held = labels.entity(owner) or labels.role(owner)
    legend = Chord.parse(keys).legend(context.messages.language)
    if held is not None:
        assert held.name.text(context.messages.language) in dialog.said.text()
        assert keys in dialog.said.text()
    else:
        assert dialog.said.text() == context.tr(f"keys.change.{owner}", keys=legend)


def test_keys_of_the_corpus_that_do_something_else_are_told(app, dialog):
    assert not dialog.clashing.isVisible()
    app.app.context.settings.set("shortcuts", {"accept": "Shift+W", "reject": "Alt+S"})
    language = app.app.context.messages.language
    assert dialog.clashing.isVisible()
    weapon, speaker = app.session.labels.entity("WEAPON").name, app.session.labels.role("Speaker").name
    said = dialog.clashing.text()
    for part in ("Shift+W", app.commands.name("accept"), weapon.text(language)):
        assert part in said
    for part in ("Alt+S", app.commands.name("reject"), speaker.text(language)):
        assert part in said
    app.app.context.settings.set("shortcuts", {"merge": "Ctrl+C", "gone": "Ctrl+U", "split": "no key"})
    (line,) = dialog.clashing.text().splitlines()
    assert "Ctrl+C" in line
    assert app.commands.name("merge") in line
    app.app.context.settings.set("shortcuts", {})
    assert not dialog.clashing.isVisible()


def test_esc_leaves_it_as_it_was_and_the_dialog_open(app, dialog):
    listen(dialog, "accept")
    app.press("Esc")
    assert dialog.isVisible()
    assert not dialog.recorder.isVisible()
    assert app.app.context.settings.get("shortcuts") == {}


def test_one_or_all_as_they_were(app, dialog):
    for action, keys in (("accept", "Z"), ("reject", "Ctrl+U")):
        listen(dialog, action)
        app.press(keys)
    dialog.tree.setCurrentItem(dialog.row("accept"))
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert app.app.context.settings.get("shortcuts") == {"reject": "Ctrl+U"}
    dialog.tree.setCurrentItem(dialog.row("undo"))
    QTest.mouseClick(dialog.clear, Qt.MouseButton.LeftButton)
    assert dialog.row("undo").text(KEYS) == ""
    QTest.mouseClick(dialog.restore_all, Qt.MouseButton.LeftButton)
    assert app.app.context.settings.get("shortcuts") == {}
    assert "Ctrl+Z" in dialog.row("undo").text(KEYS)
    assert not dialog.restore_all.isEnabled()


def test_it_opens_from_the_settings_and_lists_every_action(app):
    app.commands.trigger("settings")
    settings = app.app.shell.dialog
    until(settings.isVisible)
    QTest.mouseClick(settings._keys, Qt.MouseButton.LeftButton)
    shown = settings.findChild(ShortcutsDialog)
    until(shown.isVisible)
    for key in app.commands.actions:
        assert shown.row(key).text(NAME) == app.commands.name(key)
    shown.close()
