"""Label keys pressed on the article, in every shipped label set: the label is given, and no edge moves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.labelset import preset, presets
from db.rows import Mention
from db.store import Store
from desktop.keys import CARET, SHIFT, Chord, label_chord, owner
from desktop.layouts import ARABIC, ARABIC_SHIFTED, US, US_SHIFTED
from desktop.ui.app import start
from tests.ui.app_kit import MODIFIERS, QT_KEYS, Running
from tests.ui.canvas_rig import bundle
from tests.ui.panel_kit import settle

TEXT = "صنعت الشركة صواريخ جديدة أمس.\nثم باعتها.\nثم سكتت."


@pytest.fixture
def run(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Running]:
    labels = preset(request.param)
    kinds = [kind for kind in ("entity", "event") if labels.labels(kind)]
    mentions = [Mention("a", kind, labels.labels(kind)[0].code, 0, 4, id=kind) for kind in kinds]
    path = tmp_path / "c.tawsim"
    with Store.create(path, labels) as store:
        store.bulk_import([bundle(TEXT, *mentions)])
    app = start([str(path), "--language", "ar", "--theme", "light"])
    app.window.show()
    app.window.activateWindow()
    settle()
    running = Running(app)
    if running.session.article is None:
        running.session.open("a")
    yield running
    for widget in app.window.findChildren(QWidget):
        if widget.isWindow():
            widget.close()
    app.close()
    settle()


def press(run: Running, chord: Chord, *, arabic: bool) -> None:
    """The key at the chord's place, with an Arabic layout on or the US one."""
    place = chord.key.lower()
    plain, shifted = (ARABIC, ARABIC_SHIFTED) if arabic else (US, US_SHIFTED)
    rows = shifted if chord.mods & SHIFT else plain
    text = next(there[us.index(place)] for us, there in zip(US, rows, strict=True) if place in us)
    run.send(key=ord(text), mods=chord.mods, text=text, place=place)


@pytest.mark.parametrize("run", presets(), indirect=True)
def test_every_key_gives_its_label_with_either_layout_and_moves_nothing(run: Running) -> None:
    labels, session = run.session.labels, run.session
    for kind in ("entity", "event"):
        for label, arabic in product(labels.labels(kind)[1:], (False, True)):
            session.select(kind)
            run.app.window.view.setFocus()
            chord = label_chord(label.key)
            press(run, chord, arabic=arabic)
            given = run.article.mentions[kind]
            assert (given.label, given.start, given.end) == (label.code, 0, 4), chord
            session.undo()


@pytest.mark.parametrize("run", ["news"], indirect=True)
def test_the_carets_keys_are_those_that_move_it(run: Running) -> None:
    view = run.app.window.view
    run.session.select(None)
    for name, mods in product(("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDn"), range(16)):
        flags = Qt.KeyboardModifier.NoModifier
        for flag, modifier in MODIFIERS.items():
            if mods & flag:
                flags |= modifier
        moved = set()
        for at in (20, 35):
            view.set_caret(at)
            view.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, QT_KEYS[name], flags))
            moved.add(view.caret != at)
        assert (True in moved) == (owner(Chord(name, mods)) == CARET), Chord(name, mods)


@pytest.mark.parametrize("run", ["rich-ere"], indirect=True)
def test_signs_choose_in_the_palette_too_and_leave_arabic_letters_to_the_search(run: Running) -> None:
    for label in run.session.labels.events:
        if label.key.isalnum():
            continue
        run.session.select("event")
        run.app.window.view.setFocus()
        run.commands.trigger("label")
        press(run, label_chord(label.key), arabic=True)
        assert run.commands.palette is None, label.key
        assert run.article.mentions["event"].label == label.code
        run.session.undo()
    run.commands.trigger("label")
    palette = run.commands.palette
    assert palette is not None
    run.send(key=ord("د"), text="د", place="]")
    assert run.commands.palette is palette, "what begins a word does not choose"
    assert palette.field.text() == "د"
    run.press("Esc")
