"""The table of actions: words in both languages, keys without conflicts, and every one of them can be done."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QScrollArea

import resources
from db.rows import Change
from desktop.edits import Edit
from desktop.keys import Chord, Shortcuts
from desktop.messages import load
from desktop.ui.actions import ACTIONS, GROUPS
from desktop.ui.dialogs.cheat_sheet import CheatSheet
from desktop.ui.panels.act import attempt
from tests.ui.app_kit import running
from tests.ui.panel_kit import settle, until

WORDS = {language: load(resources.path("i18n", language)) for language in ("ar", "en")}
ENDS_THE_WINDOW = {"quit"}
ARABIC = re.compile("[\u0620-\u064a]")


@pytest.fixture
def app(tmp_path):
    with running(tmp_path) as app:
        yield app


def test_keys_of_actions_are_unique():
    assert [key for key, count in Counter(action.key for action in ACTIONS).items() if count > 1] == []
    chords = Counter(Chord.parse(text) for action in ACTIONS for text in action.keys)
    assert [str(chord) for chord, count in chords.items() if count > 1] == []
    assert not any(chord.key.isdigit() and not chord.mods for chord in chords), "bare digits give labels"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.key)
def test_an_action_has_words_in_both_languages(action):
    name = f"actions.{action.key}"
    for language in ("ar", "en"):
        assert WORDS[language].get(name), f"{language} lacks {name}"
        assert WORDS[language].get(f"actions.group.{action.group}")
    assert action.group in GROUPS
    if action.key != "language":
        assert ARABIC.search(WORDS["ar"][name])
        assert not ARABIC.search(WORDS["en"][name])
    other = f"actions.words.{action.key}"
    assert ARABIC.search(WORDS["ar"].get(other, "")), f"ar lacks {other}: words to find it by"
    assert WORDS["en"].get(other, "").isascii()
    assert WORDS["en"].get(other), f"en lacks {other}: words to find it by"


def test_groups_come_in_the_order_of_menus():
    order = list(dict.fromkeys(action.group for action in ACTIONS))
    assert tuple(order) == GROUPS
    for group in GROUPS:
        sections = [action.section for action in ACTIONS if action.group == group]
        assert sections == sorted(sections)


def test_every_action_of_the_review_loop_has_a_key():
    loose = {action.key for action in ACTIONS if not action.keys}
    assert loose == {"backup", "backups", "check", "shortcuts", "theme_light", "theme_dark", "theme_system"}


def test_menus_show_every_action_with_both_legends(app):
    shown = {}
    for item in app.app.window.menuBar().actions():
        item.menu().aboutToShow.emit()
        shown |= {action.objectName(): action for action in item.menu().actions() if action.objectName()}
    assert set(shown) == {action.key for action in ACTIONS}
    assert app.commands.name("accept") in shown["accept"].text()
    assert "A" in shown["accept"].text()
    assert "ش" in shown["accept"].text()


def prepare(app, action):
    """Bring the application into a state in which the action can be done."""
    article = app.session.store.article_ids()[0]
    if action.key in ("place_back", "place_forward"):
        app.session.open(app.session.store.article_ids()[1])
    app.session.open(article)
    if action.key == "place_forward":
        app.commands.trigger("place_back")
    words = "مباحثات" if action.group == "event" else "بوتين"
    app.select(words)
    if action.key.startswith("beside_") and action.key != "beside_open":
        other = app.session.store.article_ids()[1]
        app.session.open_beside(other)
        app.session.open_beside(other, mention_id=next(iter(app.session.companion.mentions)))
        if action.key == "beside_link":
            app.commands.trigger("unlink")
    if action.key in ("redo", "unlink"):
        app.commands.trigger("link_new")
    if action.key in ("undo", "redo"):
        app.commands.trigger("boundary" if action.key == "undo" else "undo")
        app.commands.trigger("accept") if action.key == "undo" else None


@pytest.mark.parametrize(
    "action", [action for action in ACTIONS if action.key not in ENDS_THE_WINDOW], ids=lambda action: action.key
)
def test_an_action_can_be_done(app, action):
    prepare(app, action)
    assert action.when(app.commands), "it cannot be done where it should"
    app.commands.trigger(action.key)
    if action.checked is not None:
        assert isinstance(action.checked(app.commands), bool)
    settle()
    if app.commands.palette is not None:
        app.commands.palette.dismiss()


def test_quitting_closes_the_window(tmp_path):
    with running(tmp_path) as app:
        app.commands.trigger("quit")
        assert not app.app.window.isVisible()


def test_without_a_corpus_little_can_be_done(tmp_path):
    with running(tmp_path) as app:
        app.commands.trigger("close")
        assert app.app.context.session is None
        can = {action.key for action in ACTIONS if action.when(app.commands)}
        assert {"new", "open", "import", "settings", "quit", "commands", "keys", "language"} <= can
        assert not can & {"accept", "undo", "export", "create", "article_done", "zoom_in", "place_back"}


def test_a_corpus_opened_for_reading_refuses_edits(tmp_path):
    with running(tmp_path) as app:
        path = app.session.store.path
        app.commands.trigger("close")
        app.app.shell.open_corpus(path, read_only=True)
        app.select("بوتين")
        can = {action.key for action in ACTIONS if action.when(app.commands)}
        assert {"mention_next", "export", "rejected"} <= can
        assert not can & {"accept", "label", "create", "boundary", "delete", "link_top", "article_done", "backup"}
        app.press("2", "Shift+W")
        assert app.mention.label == "PER"
        app.press("F4", "1")
        assert app.said == "The corpus is open read-only, so nothing in it can be changed."
        made = Edit("x", (Change(app.mention, replace(app.mention, label="ORG")),))
        assert attempt(app.app.context, lambda: made) is None
        assert app.said == "The corpus is open read-only, so nothing in it can be changed."


def test_the_review_bar_hints_at_what_can_be_done(app):
    prepare(app, next(action for action in ACTIONS if action.key == "accept"))
    until(lambda: "accept" in app.app.window.review_bar.hints.shown)
    assert app.app.window.review_bar.hints.shown[:2] == ["accept", "reject"]


def test_the_cheat_sheet_shows_every_chord(app):
    prepare(app, ACTIONS[0])
    sheet = CheatSheet(app.commands, app.app.window)
    shown = " ".join(legend for legends, _ in sheet.lines for legend in legends)
    for action in ACTIONS:
        for text in action.keys:
            assert Chord.parse(text).legend("en") in shown
    assert [words for _, words in sheet.lines].count(app.commands.name("accept")) == 1
    assert "Person" in [words for _, words in sheet.lines]
    assert ((Chord.parse("Alt+S").legend("en"),), "Speaker") in sheet.lines
    assert sheet.width() <= sheet.screen().availableGeometry().width()
    page = sheet.findChild(QScrollArea).widget()
    assert page.sizeHint().width() <= sheet.width(), "nothing is cut"
    sheet.close()


def test_the_users_choices_cannot_take_another_actions_key():
    defaults = {action.key: action.keys for action in ACTIONS}
    table = Shortcuts(defaults, {"accept": "S"})
    assert table.refused == [("accept", "S")]
    assert table.action(Chord("S")) == "reject"
