"""Language and theme while at work, panes by key, focus mode, the cheat sheet, settings that stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget

from desktop.ui.dialogs.cheat_sheet import CheatSheet
from desktop.ui.dialogs.settings import SettingsDialog
from desktop.ui.panels.articles import ArticlesPanel
from desktop.ui.panels.history import HistoryPanel
from desktop.ui.panels.inspector import InspectorPanel
from desktop.ui.panels.mentions import MentionsPanel
from tests.e2e import hands, papers
from tests.e2e.hands import click, focus, mentions, panel, rows, tab_to
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import to, words

ENGLISH = ["--language", "en", "--theme", "light"]


def menus(r: Reviewer) -> list[str]:
    """The titles in the menu bar."""
    assert r.window is not None
    return [action.text() for action in r.window.menuBar().actions()]


def background(r: Reviewer) -> str:
    """The colour behind the text, as painted."""
    r.settle()
    picture = r.view.viewport().grab().toImage()
    return picture.pixelColor(4, picture.height() - 4).name()


def test_the_language_changes_while_at_work(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.press("Ctrl+PgDn")
        to(r, "سامى الحداد")
        r.press("j")
        r.press("Ctrl+Left")
        caret = r.view.caret
        for _ in range(3):
            r.press("Shift+Left")
        chosen = r.view.selection
        assert chosen is not None
        assert menus(r)[0] == "File"
        r.press("Ctrl+l")
        r.wait(lambda: menus(r)[0] == "ملف")
        assert r.window is not None
        assert r.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
        assert r.article.row.ref == "meeting", "the open article stays"
        assert words(r) == "سامى الحداد أ", "the selected mention too"
        assert r.view.selection == chosen, "and the text selected"
        assert r.view.caret == caret + 3
        assert r.view.hasFocus(), "and the keyboard where it was"
        r.press("Esc")
        r.press("Ctrl+z")
        assert words(r) == "سامى الحداد", "the keys work in it"
        r.press("Ctrl+l")
        r.wait(lambda: menus(r)[0] == "File")

    run([str(path), *ENGLISH], script)


def test_the_theme_changes_while_at_work(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        to(r, "مرسانة")
        light = background(r)
        assert QColor(light).lightness() > 200
        r.press("Ctrl+k")
        r.type("dark theme")
        r.press("Enter")
        r.wait(lambda: background(r) != light)
        assert words(r) == "مرسانة"
        assert r.view.hasFocus()
        r.press("3")
        assert ("GPE", "مرسانة", "edited") in mentions(r)

    def again(r: Reviewer) -> None:
        assert r.view._context.theme.name == "dark", "the choice is kept"
        assert QColor(background(r)).lightness() < 80

    run([str(path), "--language", "en"], script)
    run([str(path), "--language", "en"], again)


def test_menus_by_keyboard_alone(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        assert r.window is not None
        to(r, "مرسانة")
        handle = r.window.windowHandle()
        QTest.keyPress(handle, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
        QTest.keyRelease(handle, Qt.Key.Key_Alt, Qt.KeyboardModifier.NoModifier)
        r.settle()
        assert r.window.menuBar().activeAction() is not None, "Alt goes to the menus"
        r.press("Right")
        r.press("Right")
        r.press("Down")
        r.settle()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.actions()[0].objectName() == "accept"
        QTest.keyClick(menu, Qt.Key.Key_Return)
        assert ("ORG", "مرسانة", "accepted") in mentions(r)

    run([str(path), *ENGLISH], script)


def test_settings_take_effect_at_once_and_stay(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        assert menus(r)[0] == "ملف", "Arabic is what one starts with"
        r.press("Ctrl+,")
        dialog = r.dialog()
        assert isinstance(dialog, SettingsDialog)
        language = dialog.fields["language"]
        assert isinstance(language, QComboBox)
        tab_to(r, language)
        r.press("Down")
        r.wait(lambda: menus(r)[0] == "File")
        assert dialog.windowTitle() == "Settings", "the dialog speaks it as well"
        tab_to(r, dialog.fields["author"])
        hands.type_path(r, "Amal")
        r.press("Tab")
        tab_to(r, dialog.fields["font_size"])
        before = r.view._style.px
        for _ in range(4):
            r.press("Up")
        r.wait(lambda: r.view._style.px == before + 4)
        r.press("Esc")
        hands.closed(r)
        r.wait(lambda: r.view.hasFocus())
        to(r, "مرسانة")
        r.press("3")
        assert r.session.last is not None
        assert r.session.last.author == "Amal"

    def again(r: Reviewer) -> None:
        assert menus(r)[0] == "File"
        assert r.view._style.px == 26
        r.press("Ctrl+0")
        r.wait(lambda: r.view._style.px == 22)

    run([str(path)], script)
    run([str(path)], again)


def test_every_pane_is_reached_and_left_by_key(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def inside(kind: type[QWidget], r: Reviewer) -> bool:
        return panel(r, kind).isAncestorOf(focus())

    def script(r: Reviewer) -> None:
        assert r.view.hasFocus()
        r.press("F6")
        assert inside(ArticlesPanel, r), "the articles are next"
        r.press("Down")
        r.press("Enter")
        assert r.article.row.ref == "meeting", "Enter opens the article"
        r.press("F6")
        assert inside(InspectorPanel, r) or r.session.selected is None
        r.press("F6")
        assert r.view.hasFocus(), "and round again"
        r.press("Shift+F6")
        r.press("Shift+F6")
        assert inside(ArticlesPanel, r)
        r.press("Shift+F6")
        assert r.view.hasFocus()
        for chord, kind in (("Alt+2", MentionsPanel), ("Alt+4", HistoryPanel)):
            r.press(chord)
            r.wait(lambda kind=kind: not panel(r, kind).visibleRegion().isEmpty())
            for _ in range(4):
                r.press("F6")
                if inside(kind, r):
                    break
            assert inside(kind, r), f"{kind.__name__} by F6"
            while not r.view.hasFocus():
                r.press("F6")
        r.press("Alt+2")
        r.press("Alt+2")
        for _ in range(4):
            if not inside(MentionsPanel, r):
                r.press("F6")
        listed = rows(panel(r, MentionsPanel).view)
        assert len(listed) == 5
        r.press("Down")
        assert r.session.selected is not None, "moving in the list shows the mention"
        r.press("a")
        assert r.article.progress[0] == 1, "and the review keys work there"

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: r.wait(lambda: r.session.store.progress().reviewed == 1))


@pytest.mark.parametrize("chord", ["F1", "Shift+/"])
def test_the_cheat_sheet_opens_and_closes_with_one_key(tmp_path: Path, chord: str) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.press(chord)
        sheet = r.dialog()
        assert isinstance(sheet, CheatSheet)
        told = {name for _keys, name in sheet.lines}
        assert {"Accept", "Reject", "Undo", "Person", "Statement"} <= told
        r.press(chord)
        hands.closed(r)
        r.wait(lambda: r.view.hasFocus())
        r.press("Space")
        assert r.session.selected is not None

    run([str(path), *ENGLISH], script)


def test_focus_mode_and_menus_by_mouse(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        assert r.window is not None
        docks = r.window.dock_widgets()
        r.press("F11")
        assert not any(dock.isVisible() for dock in docks.values())
        assert not r.window.menuBar().isVisible()
        assert r.window.review_bar.isVisible(), "the article and the review bar alone"
        to(r, "مرسانة")
        r.press("3")
        assert ("GPE", "مرسانة", "edited") in mentions(r)
        r.press("F11")
        assert docks["articles"].isVisible()
        assert words(r) == "مرسانة"
        bar = r.window.menuBar()
        title = next(each for each in bar.actions() if each.text() == "Edit")
        click(r, bar, bar.actionGeometry(title).center())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        hands.choose_item(r, menu, "undo")
        assert ("ORG", "مرسانة", "suggested") in mentions(r)

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: r.wait(lambda: ("ORG", "مرسانة", "suggested") in mentions(r)))
