"""Every control of the window and its dialogs has a name to be read out, and shows when it has the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import settle

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QProgressBar, QTabBar,
)  # fmt: skip
DIALOGS = ("settings", "new_corpus", "open", "import", "export", "check", "backups")
PALETTES = ("label", "event", "argument_add", "link_choose", "commands", "keys", "accept_above", "propagate")
INNER = {"qt_spinbox_lineedit", "qt_menubar_ext_button", "qt_toolbar_ext_button"}


def name_of(widget: QWidget) -> str:
    """What accessibility calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def belongs_to_a_control(widget: QWidget) -> bool:
    """Parts of Qt's own controls are read with them: the list of a combo box, its field, a table's header, bars."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QAbstractSpinBox, QTabBar)):
            return True
        if isinstance(parent, QAbstractScrollArea) and isinstance(widget, (QScrollBar, QAbstractItemView)):
            return True
        parent = parent.parentWidget()
    return isinstance(widget, QScrollBar) or widget.objectName() in INNER


def controls(root: QWidget) -> Iterator[QWidget]:
    """What can be used under ``root`` and is on the screen."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty() or belongs_to_a_control(widget):
            continue
        if isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def nameless(root: QWidget) -> list[str]:
    """The controls without a name."""
    return [f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}" for widget in controls(root)
            if not name_of(widget)]  # fmt: skip


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path, language="ar") as app:
        yield app


@pytest.mark.parametrize("selected", ["بوتين", "مباحثات"])
def test_the_window_with_every_panel(app: Running, selected: str) -> None:
    app.select(selected)
    app.app.window.view.finding.open()
    for dock in app.app.window.dock_widgets().values():
        dock.show()
        dock.raise_()
        settle()
        assert nameless(app.app.window) == []


def test_the_start_page(app: Running) -> None:
    app.app.shell.close_corpus()
    settle()
    assert nameless(app.app.window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog(app: Running, name: str) -> None:
    app.app.shell.show_dialog(name)
    settle()
    opened = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not app.app.window]
    assert opened
    for each in opened:
        assert each.windowTitle()
        assert nameless(each) == []


@pytest.mark.parametrize("name", PALETTES)
def test_a_palette(app: Running, name: str) -> None:
    app.select("مباحثات" if name == "argument_add" else "بوتين")
    before = set(app.app.window.findChildren(QWidget))
    app.commands.trigger(name)
    settle()
    fresh = [each for each in app.app.window.findChildren(QWidget) if each not in before and each.isVisible()]
    assert fresh
    assert nameless(app.app.window) == []
    for each in fresh:
        if each.isWindow():
            assert nameless(each) == []


def picture(widget: QWidget, root: QWidget) -> QImage:
    """A control with a little of what is around it: rings may lie outside."""
    at = widget.mapTo(root, widget.rect().topLeft())
    area = widget.rect().translated(at).adjusted(-4, -4, 4, 4)
    return root.grab(area).toImage()


@pytest.mark.parametrize("place", ["window", "settings", "export", "new_corpus"])
def test_what_has_the_keyboard_is_seen(app: Running, place: str) -> None:
    app.select("بوتين")
    if place == "window":
        root: QWidget = app.app.window
    else:
        app.app.shell.show_dialog(place)
        settle()
        root = next(each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not app.app.window)
    root.activateWindow()
    settle()
    blind = []
    able = [each for each in controls(root) if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(able) > 3
    for widget in able:
        other = next(each for each in able if each is not widget)
        other.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        before = picture(widget, root)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        if isinstance(widget, QLineEdit) and not widget.hasFocus():
            continue
        if picture(widget, root) == before:
            blind.append(f"{type(widget).__name__} {name_of(widget)}")
    assert blind == []
