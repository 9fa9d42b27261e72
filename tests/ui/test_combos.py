"""Every combo box of the window and its dialogs opens a list that can be read, at its place, and used by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QStyleOptionComboBox

from desktop.ui import theme
from desktop.ui.widgets.combos import Combo
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import settle, until

LOOKS = [("ar", "light"), ("ar", "dark"), ("en", "light"), ("en", "dark")]


def combos(r: Running) -> Iterator[Combo]:
    """Each combo box that can be seen, in the work places and in the dialogs that have any."""
    window, seen = r.app.window, set()
    for panel in ("mentions", "clusters", "timeline"):
        dock = window.docks.by_name[panel]
        dock.show()
        dock.raise_()
        settle()
        if panel == "timeline":
            until(lambda: all(box.count() > 1 for box in dock.findChildren(QComboBox)))  # noqa: B023
            settle()
        for box in dock.findChildren(QComboBox):
            if box.isVisible() and box.count():
                seen.add(panel)
                yield checked(box)
    for name in ("settings", "export"):
        r.app.shell.show_dialog(name)
        settle()
        dialog = r.app.shell.dialog
        assert dialog is not None
        for box in dialog.findChildren(QComboBox):
            if box.isVisible() and box.count():
                seen.add(name)
                yield checked(box)
        dialog.close()
        settle()
    assert seen == {"mentions", "clusters", "timeline", "settings", "export"}


def checked(box: QComboBox) -> Combo:
    assert isinstance(box, Combo), f"{box.accessibleName()} is a bare QComboBox"
    return box


def readable(image: QImage, rect: QRect) -> float:
    """The contrast of what stands out most in a part of a picture, against its ground."""
    ground = QColor(image.pixelColor(rect.left() + 1, rect.center().y()))
    return max(
        theme.contrast(image.pixelColor(x, y), ground)
        for x in range(rect.left(), rect.right(), 1)
        for y in range(rect.top() + 3, rect.bottom() - 3, 1)
    )


def look_at(box: Combo) -> None:
    """Open a box, look at its list, close it."""
    screen = box.screen().availableGeometry()
    box.window().move(box.window().pos() + screen.center() - box.mapToGlobal(box.rect().center()))
    settle()
    box.showPopup()
    settle()
    view, popup = box.view(), box.view().window()
    try:
        name = f"{box.accessibleName()} of {box.count()}"
        assert (popup.isVisible(), popup.windowType()) == (True, Qt.WindowType.Popup), name
        rows = [view.visualRect(box.model().index(row, 0)) for row in range(box.count())]
        assert {24 <= rect.height() <= 44 for rect in rows} == {True}, (name, rows[0])
        shown = min(box.count(), box.maxVisibleItems())
        assert popup.height() <= shown * rows[0].height() + 24, (name, popup.height())
        image = view.viewport().grab().toImage()
        inside = [rect for rect in rows if view.viewport().rect().contains(rect)]
        assert len(inside) >= min(shown, 5), (name, len(inside))
        assert min(readable(image, rect) for rect in inside) >= 4.5, name
        assert view.sizeHintForColumn(0) <= view.viewport().width(), f"{name}: an entry is cut"
        field = QRect(box.mapToGlobal(box.rect().topLeft()), box.size())
        list_ = popup.frameGeometry()
        assert screen.contains(field.united(list_)), (name, list_, field)
        apart = list_.right() - field.right() if box.isRightToLeft() else list_.left() - field.left()
        assert abs(apart) <= 2, (name, list_, field)
        assert list_.top() >= field.bottom() - 2 or list_.bottom() <= field.top() + 2, (name, list_, field)
    finally:
        box.hidePopup()
        settle()


@pytest.mark.parametrize(("language", "look"), LOOKS)
def test_every_list_can_be_read_and_lies_at_its_field(language: str, look: str, tmp_path: Path) -> None:
    with running(tmp_path, language=language) as r:
        r.app.context.settings.set("theme", look)
        settle()
        for box in combos(r):
            look_at(box)


def the_labels(r: Running) -> Combo:
    dock = r.app.window.docks.by_name["mentions"]
    dock.show()
    dock.raise_()
    settle()
    box = dock.widget().label  # type: ignore[union-attr]
    assert isinstance(box, Combo)
    box.setFocus()
    return box


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_list_is_used_by_keys(language: str, tmp_path: Path) -> None:
    with running(tmp_path, language=language) as r:
        box = the_labels(r)
        assert box.count() > box.maxVisibleItems()

        def popup() -> QAbstractItemView:
            assert QApplication.activePopupWidget() is box.view().window()
            return box.view()

        r.press("Alt+Down")
        settle()
        QTest.keyClick(popup(), Qt.Key.Key_Down)
        QTest.keyClick(popup(), Qt.Key.Key_Down)
        QTest.keyClick(popup(), Qt.Key.Key_Return)
        settle()
        assert (box.currentIndex(), QApplication.activePopupWidget()) == (2, None)
        r.press("Alt+Down")
        settle()
        QTest.keyClick(popup(), Qt.Key.Key_End)
        last = box.view().currentIndex()
        assert last.row() == box.count() - 1
        assert box.view().viewport().rect().contains(box.view().visualRect(last)), "it scrolls to what is current"
        QTest.keyClick(popup(), Qt.Key.Key_Escape)
        settle()
        assert (box.currentIndex(), QApplication.activePopupWidget()) == (2, None), "Esc changes nothing"
        r.press("Alt+Down")
        settle()
        for letter in box.itemText(5)[:4]:
            QApplication.sendEvent(popup(), QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        QTest.keyClick(popup(), Qt.Key.Key_Return)
        settle()
        assert box.currentText().startswith(box.itemText(5)[:4])
        assert r.session.selected is None, "letters go to the list, not to the article"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_choice_too_long_for_its_field_ends_in_an_ellipsis(tmp_path: Path, language: str) -> None:
    with running(tmp_path, language=language) as r:
        panel = r.app.window.docks.by_name["clusters"]
        panel.show()
        panel.raise_()
        settle()
        box = next(each for each in panel.findChildren(Combo) if each.isVisible())
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        assert box.shown(option) == box.currentText()
        box.addItem("كلام " * 30)
        box.setCurrentIndex(box.count() - 1)
        shown = box.shown(option)
        assert "…" in shown
        assert box.fontMetrics().horizontalAdvance(shown) < box.width()
        assert not box.grab().isNull()
