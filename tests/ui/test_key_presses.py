"""Real key events through the running application: every action's chords on four keyboards, and where they stay out."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from desktop.keys import ALT, CTRL, NAMED, SHIFT, Chord
from desktop.ui.actions import ACTIONS
from desktop.ui.keys import ARTICLE_KEYS, OWN_KEYS, chord_of
from tests.ui.app_kit import QT_KEYS, running
from tests.ui.panel_kit import until

US = ("`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
KEYBOARDS = {
    "english": (US, ("~!@#$%^&*()_+", "QWERTYUIOP{}", 'ASDFGHJKL:"', "ZXCVBNM<>?"), True),
    "french": (
        ("²&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!"),
        ("~1234567890°+", "AZERTYUIOP¨£", "QSDFGHJKLM%", "WXCVBN?./§"),
        True,
    ),
    "arabic": (
        ("ذ١٢٣٤٥٦٧٨٩٠-=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ"),
        ("ّ!@#$%^&*)(_+", "ًٌَُﻹإ`÷×؛<>", 'ٍِ][ﻷأـ،/:"', "~ْ}{ﻵآ',.؟"),
        True,
    ),
}
KEYBOARDS["arabic without codes"] = (*KEYBOARDS["arabic"][:2], False)
CHORDS = [(action.key, text) for action in ACTIONS for text in action.keys]


def presses(keyboard, chord):
    """What to press for a chord on a keyboard: (key, mods, text, place) as Qt would send it, or None."""
    if chord.key in NAMED:
        key = QT_KEYS[chord.key]
        if chord.key == "Tab" and chord.mods & SHIFT:
            key = int(Qt.Key.Key_Backtab)
        return key, chord.mods, "", ""
    plain, shifted, coded = KEYBOARDS[keyboard]
    held = chord.mods & (CTRL | ALT)
    for shift, row in product((0, SHIFT), range(4)):
        for place, char in zip(US[row], (shifted if shift else plain)[row], strict=True):
            key = ord(char.upper()) if len(char.upper()) == 1 else ord(char)
            event = QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers(held | shift), code(place, coded), 0, 0, char)
            if chord_of(event, platform="linux") == chord:
                return key, held | shift, char, place if coded else ""
    return None


def modifiers(mods):
    flags = Qt.KeyboardModifier.NoModifier
    for flag, name in ((CTRL, "Control"), (ALT, "Alt"), (SHIFT, "Shift")):
        if mods & flag:
            flags |= Qt.KeyboardModifier[f"{name}Modifier"]
    return flags


def code(place, coded):
    if not coded:
        return 0
    row = next(row for row in range(4) if place in US[row])
    first = (9, 24, 38, 52)[row]
    return 49 if place == "`" else first + US[row].index(place)


@pytest.fixture
def app(tmp_path):
    with running(tmp_path) as app:
        yield app


def recorded(app):
    """Let every action note its key instead of being done; the list of what was noted."""
    noted = []
    for key, action in app.commands.actions.items():
        app.commands.actions[key] = replace(action, run=lambda _c, key=key: noted.append(key), when=lambda _c: True)
    return noted


@pytest.mark.parametrize("keyboard", KEYBOARDS)
def test_every_chord_starts_its_action(app, keyboard):
    noted = recorded(app)
    for action, text in CHORDS:
        found = presses(keyboard, Chord.parse(text))
        assert found is not None, f"{text} cannot be pressed on a {keyboard} keyboard"
        key, mods, char, place = found
        app.send(key=key, mods=mods, text=char, place=place)
        assert noted == [action], f"{text} on {keyboard}"
        noted.clear()


def test_letters_under_ctrl_come_as_latin_from_some_systems(app):
    noted = recorded(app)
    app.send(key=int(Qt.Key.Key_Z), mods=CTRL, text="\x1a", place="z")
    app.send(key=0x626, mods=CTRL, place="z")
    assert noted == ["undo", "undo"]


@pytest.mark.parametrize("keyboard", KEYBOARDS)
def test_digits_and_shifted_letters_give_labels(app, keyboard):
    for chord, label in (("3", "GPE"), ("Shift+W", "WEAPON"), ("1", "PER")):
        app.select("بوتين")
        key, mods, char, place = presses(keyboard, Chord.parse(chord))
        app.send(key=key, mods=mods, text=char, place=place)
        assert app.mention.label == label


def test_holding_a_key_repeats_only_what_may_be_repeated(app):
    noted = recorded(app)
    for key in "JA":
        app.send(key=ord(key), text=key.lower())
        app.send(key=ord(key), text=key.lower(), repeat=True)
    assert noted == ["end_out", "end_out", "accept"]


FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QDoubleSpinBox, lambda parent: editable(QComboBox(parent)))


def editable(combo):
    combo.setEditable(True)
    return combo


@pytest.mark.parametrize("make", FIELDS)
def test_a_text_field_keeps_what_is_typed(app, make):
    noted = recorded(app)
    field = panel_with(app, make)
    for text in ("A", "Shift+A", "1", ".", "Space", "Enter", "Delete", "Backspace", "?", "Ctrl+Z", "Ctrl+Shift+Z",
                 "Ctrl+Y", "Alt+Left"):  # fmt: skip
        app.press(text)
    assert noted == []
    app.press("Ctrl+D", "Ctrl+PgDn", "F1", "F6", "Ctrl+K")
    assert noted == ["article_done", "article_next", "keys", "pane_next", "commands"]
    assert field.hasFocus() or field.focusProxy() is not None or field.isAncestorOf(app.focus)


def panel_with(app, make):
    """A panel in the window with one widget, which has the keyboard."""
    panel = QWidget(app.app.window)
    box = QVBoxLayout(panel)
    widget = make(panel)
    box.addWidget(widget)
    panel.setGeometry(100, 100, 300, 200)
    panel.show()
    widget.setFocus()
    until(lambda: widget.hasFocus() or panel.isAncestorOf(app.focus))
    return widget


def test_typing_in_the_search_of_articles_changes_nothing(app):
    field = app.app.window.docks.by_name["articles"].findChild(QLineEdit)
    field.setFocus()
    before = app.session.store.undo_top
    app.type("as1")
    assert field.text() == "as1"
    assert app.session.store.undo_top == before


def test_in_panels_letters_work_and_tab_and_space_stay_theirs(app):
    noted = recorded(app)
    panel_with(app, focusable)
    app.press("A", "S", "Tab")
    assert noted == ["accept", "reject"]


def focusable(parent):
    widget = QWidget(parent)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return widget


def test_a_panel_may_ask_for_the_articles_keys(app):
    noted = recorded(app)
    panel_with(app, focusable).setProperty(ARTICLE_KEYS, True)
    app.press("Space", "Enter", "Delete")
    assert noted == ["unreviewed_next", "create", "delete"]


def test_a_widget_may_keep_its_keys_to_itself(app):
    noted = recorded(app)
    panel_with(app, focusable).setProperty(OWN_KEYS, True)
    app.press("A", "Ctrl+D", "F1")
    assert noted == []


def test_nothing_fires_while_a_dialog_or_menu_is_open(app):
    app.press("F1")
    until(lambda: app.app.application.activeModalWidget() is not None)
    noted = recorded(app)
    app.press("A", "Ctrl+D", "1")
    assert noted == []
    app.app.application.activeModalWidget().close()
    until(lambda: app.app.application.activeModalWidget() is None)
    app.app.window.view.setFocus()
    menu = app.app.window.menuBar().actions()[0].menu()
    menu.popup(app.app.window.mapToGlobal(app.app.window.rect().center()))
    app.press("A")
    assert noted == []
    menu.close()


def test_an_action_that_cannot_be_done_says_so(app):
    app.session.select(None)
    app.app.window.view.setFocus()
    app.press("A")
    assert app.said == app.app.context.tr("actions.need.mention")


def test_a_chosen_shortcut_counts_at_once(app):
    app.app.context.settings.set("shortcuts", {"accept": "Z"})
    noted = recorded(app)
    app.press("Z", "A")
    assert noted == ["accept"]
    assert "Z" in app.commands.legend("accept")
