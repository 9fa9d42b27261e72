"""A reviewer at the application: real key and mouse events through ``main()``, every one counted by kind.

A script runs inside the application's own event loop and looks only at what is on the screen's side: the article
view, palettes and dialogs. What it reads of the session is what a person would see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from db.rows import Span
from desktop.article import OpenArticle
from desktop.layouts import UNSHIFTED
from desktop.session import Session
from desktop.ui.app import main
from desktop.ui.article.hit import Spot
from desktop.ui.article.view import ArticleView
from desktop.ui.commands import boundaries
from desktop.ui.dialogs.crash import CrashDialog
from desktop.ui.dialogs.palette import Palette
from desktop.ui.window import Window

Mod = Qt.KeyboardModifier
MODS = {"Ctrl": Mod.ControlModifier, "Shift": Mod.ShiftModifier, "Alt": Mod.AltModifier}
NAMED = {
    "Tab": Qt.Key.Key_Tab, "Space": Qt.Key.Key_Space, "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape,
    "Delete": Qt.Key.Key_Delete, "Up": Qt.Key.Key_Up, "Down": Qt.Key.Key_Down, "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right, "PgDn": Qt.Key.Key_PageDown, "PgUp": Qt.Key.Key_PageUp, "F1": Qt.Key.Key_F1,
    "Backspace": Qt.Key.Key_Backspace, "Home": Qt.Key.Key_Home, "End": Qt.Key.Key_End,
    "F2": Qt.Key.Key_F2, "F3": Qt.Key.Key_F3, "F4": Qt.Key.Key_F4, "F5": Qt.Key.Key_F5, "F6": Qt.Key.Key_F6,
    "F7": Qt.Key.Key_F7, "F8": Qt.Key.Key_F8, "F9": Qt.Key.Key_F9,
    "F11": Qt.Key.Key_F11,
}  # fmt: skip
PATIENCE_MS = 60_000
LOOK_MS = 5
SHIFTED = {plain: shifted for shifted, plain in UNSHIFTED.items()}


def run(argv: list[str], script: Callable[[Reviewer], None]) -> Counter[str]:
    """Start the application with ``argv``, let the script work in its window, close it; the actions by kind."""
    application = QApplication.instance() or QApplication(["tawsim"])
    reviewer = Reviewer()
    failure: list[BaseException] = []

    def work() -> None:
        try:
            reviewer.wait(lambda: reviewer.window is not None and QApplication.focusWidget() is not None)
            script(reviewer)
            crashed = [each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog)]
            assert not crashed, "the application said that something went wrong in it"
        except BaseException as error:  # noqa: BLE001 - carried out of the event loop and raised below
            failure.append(error)
        finally:
            for widget in QApplication.topLevelWidgets():
                if widget is not reviewer.window:
                    widget.close()
            if reviewer.window is not None:
                reviewer.window.close()
            application.quit()

    QTimer.singleShot(0, work)
    code = main(argv)
    if failure:
        raise failure[0]
    assert code == 0
    return reviewer.actions


class Reviewer:
    """Hands and eyes."""

    def __init__(self) -> None:
        self.actions: Counter[str] = Counter()
        self._doing = ""

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Count the actions inside apart, under ``what``."""
        before, self._doing = self._doing, what
        yield
        self._doing = before

    def count(self, kind: str) -> None:
        """One more action of a kind."""
        self.actions[f"{self._doing}: {kind}" if self._doing else kind] += 1

    # --- eyes ----------------------------------------------------------------------------------------------------

    @property
    def window(self) -> Window | None:
        """The main window."""
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, Window) and w.isVisible()), None)

    @property
    def view(self) -> ArticleView:
        """The view of the open article."""
        assert self.window is not None
        return self.window.view

    @property
    def session(self) -> Session:
        """The open corpus."""
        session = self.view._context.session
        assert session is not None, "no corpus is open"
        return session

    @property
    def article(self) -> OpenArticle:
        """The open article."""
        article = self.session.article
        assert article is not None, "no article is open"
        return article

    def boundaries_ahead(self) -> list[Span]:
        """What F would give the selected mention, press by press."""
        return boundaries.ahead(self.view._context.commands)

    @property
    def palette(self) -> Palette | None:
        """The palette in sight."""
        window = self.window
        shown = window.findChildren(Palette) if window else []
        return next((palette for palette in shown if palette.isVisible()), None)

    def dialog(self) -> QWidget:
        """The dialog in sight."""
        self.wait(lambda: QApplication.activeModalWidget() is not None)
        found = QApplication.activeModalWidget()
        assert found is not None
        return found

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the application go on until a condition holds; AssertionError when it never does."""
        deadline, look_again = QTimer(), QTimer()
        deadline.setSingleShot(True)
        deadline.start(PATIENCE_MS)
        look_again.start(LOOK_MS)  # asleep in between: a loop that never sleeps keeps the interpreter from the jobs
        while not condition():
            self._manage()
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert deadline.isActive(), "what was waited for never came"

    def settle(self) -> None:
        """Let the application do what it has to do now."""
        for _ in range(3):
            self._manage()
            QApplication.processEvents()

    def _manage(self) -> None:
        """Give the keyboard back to the window below one that was closed, as window managers do."""
        if QApplication.activeWindow() is None:
            shown = QApplication.activeModalWidget() or self.window
            if shown is not None:
                shown.activateWindow()

    # --- hands: keys ---------------------------------------------------------------------------------------------

    def press(self, chord: str, *, kind: str = "key", text: str | None = None) -> None:
        """One chord such as ``Ctrl+Shift+Enter`` or ``Shift+a`` to whatever has the focus."""
        *mods, name = re.split(r"\+(?=.)", chord)
        state = Mod.NoModifier
        for mod in mods:
            state |= MODS[mod]
        if name in NAMED:
            key, said = NAMED[name], {"Space": " ", "Enter": "\r", "Tab": "\t"}.get(name, "")
            if name == "Tab" and state & Mod.ShiftModifier:
                key, said = Qt.Key.Key_Backtab, ""
        else:
            said = SHIFTED.get(name, name.upper()) if state & Mod.ShiftModifier else name
            key = Qt.Key(ord(said.upper())) if name.isascii() else Qt.Key(ord(name))
            said = "" if state & (Mod.ControlModifier | Mod.AltModifier) else said
        self._send(key, state, said if text is None else text)
        self.count(kind)

    def type(self, text: str) -> None:
        """Type text into what has the focus, letter by letter; counted apart."""
        for char in text:
            key = Qt.Key(ord(char.upper())) if char.isascii() else Qt.Key.Key_unknown
            shift = Mod.ShiftModifier if char.isupper() else Mod.NoModifier
            self._send(key, shift, char)
            self.count("typed letters")

    def _send(self, key: Qt.Key, state: Mod, text: str) -> None:
        target = QApplication.focusWidget() or QApplication.activeWindow() or self.window
        assert target is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, state, text))
        self.settle()

    # --- hands: mouse on the article -----------------------------------------------------------------------------

    def show(self, start: int, end: int) -> None:
        """Scroll until some text is in sight, as one does by the wheel."""
        self.view.reveal(start=max(start - 1, 0), end=min(end + 1, len(self.view.text)))
        self.settle()

    def at(self, position: int, *, after: bool = False) -> QPointF:
        """Where the caret place before (or after) a letter is in the viewport, scrolled into sight."""
        self.show(position, position)
        return self._place(position, after=after)

    def _place(self, position: int, *, after: bool) -> QPointF:
        x, y, height = self.view.stage.caret_at(Spot(position, after=after), self.view.scrolled)
        return QPointF(x, y + height * 0.5)

    def letter(self, position: int) -> QPointF:
        """The middle of a letter."""
        self.show(position, position + 1)
        here, there = self._place(position, after=False), self._place(position + 1, after=True)
        if abs(here.y() - there.y()) > 2:
            return QPointF(here.x() - 2, here.y())
        return QPointF((here.x() + there.x()) / 2, here.y())

    def click(self, position: int) -> None:
        """A click on the letter at a position."""
        self._mouse(QEvent.Type.MouseButtonPress, self.letter(position))
        self._mouse(QEvent.Type.MouseButtonRelease, self.letter(position))
        self.count("click")

    def drag(self, start: int, end: int, *, held: Mod = Mod.NoModifier) -> None:
        """Drag over text from before one letter to after another, with modifier keys held."""
        self.show(start, end)
        origin = self.edge(start, after=False)
        self._drag(origin, self.edge(end, after=True), held)

    def edge(self, position: int, *, after: bool) -> QPointF:
        """A point from which the caret goes to a place, as one looks for it where the writing direction changes."""
        for place in (self._place(position, after=after), self._place(position, after=not after)):
            for aside in (0.0, -1.5, 1.5, -3.0, 3.0):
                point = QPointF(place.x() + aside, place.y())
                if self.view.spot_at(point).position == position:
                    return point
        raise AssertionError(f"no point leads to {position}")

    def drag_point(self, origin: QPointF, target: QPointF) -> None:
        """Drag from one point of the viewport to another."""
        self._drag(origin, target)

    def _drag(self, origin: QPointF, target: QPointF, held: Mod = Mod.NoModifier) -> None:
        self._mouse(QEvent.Type.MouseButtonPress, origin, held)
        for share in (0.3, 0.6, 1.0):
            self._mouse(QEvent.Type.MouseMove, origin + (target - origin) * share, held)
        self._mouse(QEvent.Type.MouseButtonRelease, target, held)
        self.count("drag")

    def _mouse(self, kind: QEvent.Type, point: QPointF, modifiers: Mod = Mod.NoModifier) -> None:
        viewport = self.view.viewport()
        released = kind == QEvent.Type.MouseButtonRelease
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        held = Qt.MouseButton.NoButton if released else Qt.MouseButton.LeftButton
        place = QPointF(viewport.mapToGlobal(point.toPoint()))
        QApplication.sendEvent(viewport, QMouseEvent(kind, point, place, button, held, modifiers))
        self.settle()

    # --- hands: what a reviewer does -----------------------------------------------------------------------------

    def select(self, mention_id: str) -> None:
        """Select a mention: nothing when it is, a step of Tab when it is next, else clicks that cycle through."""
        if self.session.selected == mention_id:
            return
        following = self.article.next(self.session.selected or self.view.caret)
        if self.session.selected and following is not None and following.id == mention_id:
            self.press("Tab")
        mention = self.article.mentions[mention_id]
        came: list[str] = []
        for _ in range(12):
            if self.session.selected == mention_id:
                return
            self.click(mention.fragments[0][0])
            found = self.session.mention
            came.append(f"{found.label} {self.article.text_of(found)!r}" if found else "nothing")
        raise AssertionError(f"could not select {mention.label} {self.article.text_of(mention)!r}, but {came}")

    def choose(self, matches: Callable[[object], bool], *, shift: bool = False) -> None:
        """Choose a row of the open palette: by its key, else by moving to it."""
        palette = self.palette
        assert palette is not None, "no palette is open"
        rows = palette.rows()
        at = next(number for number, row in enumerate(rows) if matches(row.value))
        key = rows[at].key
        if key and not palette.field.text():
            self.press(f"Shift+{key}" if shift or (key.isalpha() and not palette._look.bare_keys) else key)
            return
        while palette.current is not rows[at]:
            current = rows.index(palette.current)
            ahead = (at - current) % len(rows)
            self.press("Down" if ahead <= len(rows) / 2 else "Up")
        self.press("Shift+Enter" if shift else "Enter")


def corpus(folder: Path) -> Path:
    """A path for a new corpus."""
    return folder / "أخبار.tawsim"
