"""More hands and eyes: widgets found by their words, reached by Tab or clicked, files dropped, keys by place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QMenu, QWidget

from desktop.keys import Chord
from desktop.layouts import ARABIC, ARABIC_SHIFTED, CODES, US
from desktop.ui.keys import this_platform
from desktop.ui.widgets.start_page import StartPage
from tests.e2e.reviewer import MODS, Mod, Reviewer

W = TypeVar("W", bound=QWidget)
FRENCH = ("²&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!")


# --- eyes --------------------------------------------------------------------------------------------------------


def said(r: Reviewer) -> str:
    """What the review bar says of the last action."""
    assert r.window is not None
    r.settle()
    return plain(r.window.review_bar.said.text())


def plain(text: str) -> str:
    """A text without the marks that isolate the directions in it."""
    return "".join(char for char in text if not "\u2066" <= char <= "\u2069")


def closed(r: Reviewer) -> None:
    """Wait until no dialog is in sight."""
    r.wait(lambda: QApplication.activeModalWidget() is None)


def counted(r: Reviewer) -> str:
    """How much of the article is reviewed, as the review bar shows it."""
    assert r.window is not None
    r.settle()
    return r.window.review_bar.count.text()


def panel(r: Reviewer, kind: type[W]) -> W:
    """A panel of the window."""
    assert r.window is not None
    found = r.window.findChild(kind)
    assert isinstance(found, kind)
    return found


def start_page(r: Reviewer) -> StartPage:
    """The start page, which is there while no corpus is open."""
    r.wait(lambda: r.window is not None and r.window.start_page is not None)
    assert r.window is not None
    assert r.window.start_page is not None
    return r.window.start_page


def shown(r: Reviewer, words: str, nth: int = 0) -> list[tuple[str, str]]:
    """(label, words) of the mentions one sees when pointing at the middle of some words, innermost first."""
    at = -1
    for _ in range(nth + 1):
        at = r.article.text.index(words, at + 1)
    point = r.letter(at + len(words) // 2)
    return [(mention.label, r.article.text_of(mention)) for mention in r.view.mentions_at(point)]


def mentions(r: Reviewer) -> list[tuple[str, str, str]]:
    """(label, words, status) of every mention of the open article, in reading order."""
    return [(m.label, r.article.text_of(m), m.status) for m in r.article.ordered]


def rows(view: QAbstractItemView) -> list[str]:
    """What a list says, row by row, as a screen reader would."""
    model, role = view.model(), Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role) or model.index(row, 0).data()) for row in range(model.rowCount())]


def focus() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


# --- keys --------------------------------------------------------------------------------------------------------


def tab_to(r: Reviewer, wanted: QWidget | Callable[[QWidget], bool], *, back: bool = False) -> QWidget:
    """Tab until a widget, or one with a property, has the keyboard; fails where Tab never comes there."""
    for _ in range(80):
        now = QApplication.focusWidget()
        if now is not None and (now is wanted if isinstance(wanted, QWidget) else wanted(now)):
            return now
        r.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


def type_path(r: Reviewer, text: str) -> None:
    """Replace what a field holds, as one does: select all, type."""
    r.press("Ctrl+a", text="")
    r.type(text)


def type_key(r: Reviewer, us: str, *, layout: str = "arabic", coded: bool = True) -> None:
    """Press the key that is ``us`` on a US keyboard (with ``Shift+`` or ``Ctrl+`` before) while a layout is on."""
    chord = Chord.parse(us)
    state = Mod.NoModifier
    for name, flag in MODS.items():
        if name in str(chord).split("+")[:-1]:
            state |= flag
    key = chord.key.lower()
    row = next(number for number, keys in enumerate(US) if key in keys)
    tables = {"arabic": ARABIC_SHIFTED if state & Mod.ShiftModifier else ARABIC, "french": FRENCH}
    char = tables[layout][row][US[row].index(key)]
    code = next(code for code, place in CODES[this_platform()].items() if place == key) if coded else 0
    text = "" if state & (Mod.ControlModifier | Mod.AltModifier) else char
    send(r, ord(char.upper()), state, text, code=code)
    r.actions["key"] += 1


def send(r: Reviewer, key: int, state: Mod, text: str, *, code: int = 0) -> None:
    """A key press and release as a window system with native codes sends them."""
    target = QApplication.focusWidget() or r.window
    assert target is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, state, code, code, 0, text))
    r.settle()


# --- mouse -------------------------------------------------------------------------------------------------------


def click(r: Reviewer, widget: QWidget, point: QPoint | None = None) -> None:
    """A click on the middle of a widget, or on a point of it."""
    r.settle()
    assert widget.isVisible(), f"{widget} is not in sight"
    assert widget.isEnabled(), f"{widget} cannot be clicked"
    where = widget.rect().center() if point is None else point
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Mod.NoModifier, where)
    r.actions["click"] += 1
    r.settle()


def button(r: Reviewer, text: str, within: QWidget | None = None) -> QAbstractButton:
    """The button with these words on it (or a part of them) in the dialog in sight."""
    around = within or r.dialog()
    found = [each for each in around.findChildren(QAbstractButton) if each.isVisible() and text in each.text()]
    assert found, f"no button says {text!r}"
    return found[0]


def click_row(r: Reviewer, view: QAbstractItemView, row: int) -> None:
    """A click on a row of a list."""
    index = view.model().index(row, 0)
    view.scrollTo(index)
    click(r, view.viewport(), view.visualRect(index).center())


def context_menu(r: Reviewer, position: int) -> QMenu:
    """The menu at a letter of the article, opened with the other mouse button."""
    point = r.letter(position)
    viewport = r.view.viewport()
    place = viewport.mapToGlobal(point.toPoint())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point.toPoint(), place)
    QApplication.sendEvent(viewport, event)
    r.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    r.actions["click"] += 1
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def choose_item(r: Reviewer, menu: QMenu, name: str) -> None:
    """A click on an item of an open menu, found by its action's key."""
    item = next(each for each in menu.actions() if each.objectName() == name)
    assert item.isEnabled(), f"{name} cannot be chosen"
    click(r, menu, menu.actionGeometry(item).center())


def drop(r: Reviewer, widget: QWidget, files: Iterable[Path]) -> None:
    """Files dragged from a file manager and dropped on a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    point, copy = widget.rect().center(), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(point, copy, data, Qt.MouseButton.LeftButton, Mod.NoModifier)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted(), "files are not taken here"
    fall = QDropEvent(QPointF(point), copy, data, Qt.MouseButton.LeftButton, Mod.NoModifier)
    QApplication.sendEvent(widget, fall)
    r.actions["drag"] += 1
    r.settle()
