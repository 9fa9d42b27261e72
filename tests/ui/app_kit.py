"""What tests of keys, actions and palettes share: the whole application on two articles, and real key events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.bundle import ArticleBundle
from db.labelset import preset
from db.rows import Mention
from db.store import Store
from desktop.article import OpenArticle
from desktop.keys import ALT, CTRL, META, SHIFT, Chord
from desktop.layouts import CODES, UNSHIFTED
from desktop.session import Session
from desktop.ui.app import App, start
from desktop.ui.commands.base import Commands
from desktop.ui.keys import NAMES, this_platform
from tests.ui.panel_kit import bundles, settle

MODIFIERS = {
    CTRL: Qt.KeyboardModifier.ControlModifier,
    ALT: Qt.KeyboardModifier.AltModifier,
    SHIFT: Qt.KeyboardModifier.ShiftModifier,
    META: Qt.KeyboardModifier.MetaModifier,
}
SHIFTED = {plain: shifted for shifted, plain in UNSHIFTED.items()}
QT_KEYS = {name: key for key, name in NAMES.items() if key not in (int(Qt.Key.Key_Backtab), int(Qt.Key.Key_Enter))}


@dataclass
class Running:
    """The application, its window shown and active, the first article open."""

    app: App

    @property
    def commands(self) -> Commands:
        return self.app.window.commands

    @property
    def session(self) -> Session:
        session = self.app.context.session
        assert session is not None
        return session

    @property
    def article(self) -> OpenArticle:
        assert self.session.article is not None
        return self.session.article

    @property
    def mention(self) -> Mention:
        assert self.session.mention is not None
        return self.session.mention

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.app.window

    @property
    def said(self) -> str:
        return self.app.window.review_bar.said.text()

    def select(self, words: str, nth: int = 0) -> Mention:
        """Select the nth mention with this text and give the canvas the keyboard."""
        found = [each for each in self.article.ordered if self.article.text_of(each) == words][nth]
        self.session.select(found.id)
        self.app.window.view.setFocus()
        return found

    def words(self, mention: Mention | None = None) -> str:
        """What a mention covers now; the selected one's by default."""
        return self.article.text_of(self.article.mentions[(mention or self.mention).id])

    def caret_at(self, text: str, *, inside: int = 0) -> None:
        """The caret into some words, nothing selected, the canvas with the keyboard."""
        self.session.select(None)
        self.app.window.view.set_caret(self.article.text.index(text) + inside)
        self.app.window.view.setFocus()

    def choose_text(self, text: str) -> None:
        """Select some words as text, no mention, the canvas with the keyboard."""
        start = self.article.text.index(text)
        self.session.select(None)
        self.app.window.view.select_text(start, start + len(text))
        self.app.window.view.setFocus()

    def press(self, *chords: str) -> None:
        """Press keys of a US keyboard, one after the other, on whatever has the keyboard."""
        for text in chords:
            chord = Chord.parse(text)
            char = chord.key.lower() if len(chord.key) == 1 else ""
            if chord.mods & SHIFT:
                char = SHIFTED.get(char, char.upper())
            self.send(key=QT_KEYS.get(chord.key, ord(char.upper() or "\0")), mods=chord.mods, text=char)

    def type(self, text: str) -> None:
        """Type text into whatever has the keyboard."""
        for char in text:
            self.send(key=ord(char.upper()), text=char)

    def send(self, *, key: int, mods: int = 0, text: str = "", place: str = "", repeat: bool = False) -> None:
        """One key press and release with its shortcut override, as Qt sends them; ``place``: the US key it lies on."""
        code = next((code for code, us in CODES[this_platform()].items() if us == place), 0) if place else 0
        flags = Qt.KeyboardModifier.NoModifier
        for flag, modifier in MODIFIERS.items():
            if mods & flag:
                flags |= modifier
        text = "" if mods & (CTRL | ALT | META) else text
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, flags, code, code, 0, text, repeat)
            event.setAccepted(kind != QEvent.Type.ShortcutOverride)
            QApplication.sendEvent(self.focus, event)


@contextmanager
def running(
    folder: Path, *, language: str = "en", articles: bool = True, own: Sequence[ArticleBundle] = ()
) -> Iterator[Running]:
    """Start the application on a fresh corpus, of the usual articles or of its ``own``; closed afterwards."""
    path = folder / "corpus.tawsim"
    with Store.create(path, preset("news")) as store:
        if articles:
            store.bulk_import(own or bundles())
    app = start([str(path), "--language", language, "--theme", "light"])
    app.window.resize(1280, 760)
    QTest.qWaitForWindowExposed(app.window)
    app.window.activateWindow()
    app.window.view.setFocus()
    settle()
    yield Running(app)
    for widget in app.window.findChildren(QWidget):
        if widget.isWindow():
            widget.close()
    app.close()
    settle()
