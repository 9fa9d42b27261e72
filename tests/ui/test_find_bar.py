"""Finding in the article by real keys: hits are counted, shown, stepped through, and leave the letters alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from db.rows import Mention
from desktop.ui.article.view import ArticleView
from tests.bench.canvas import made_up
from tests.ui.app_kit import running
from tests.ui.canvas_rig import application, bundle, session_of, view_of
from tests.ui.panel_kit import until

Key = Qt.Key
TEXT = "قال بوتين إن أحمد وصل\n" + "\n".join(f"فقرة {n} فيها احمد ثم كلام" for n in range(40)) + "\nو أَحْـمَد أخيرا"
FIRST = TEXT.index("أحمد")


@pytest.fixture
def view(tmp_path: Path) -> ArticleView:
    application()
    start = TEXT.index("بوتين")
    mention = Mention("a", "entity", "PER", start, start + 5, id="putin")
    return view_of(session_of(tmp_path, bundle(TEXT, mention)), tmp_path)


def seek(view: ArticleView, words: str) -> None:
    view.finding.open()
    QApplication.processEvents()
    view.finding.bar.field.setText(words)
    until(lambda: view.finding.finder.done)


def test_all_spellings_are_counted_and_the_first_one_after_the_caret_is_gone_to(view: ArticleView) -> None:
    seek(view, "احمد")
    assert view.selection == (FIRST, FIRST + 4)
    assert view.finding.bar.count.text() == "1 من 42"


def test_enter_and_its_shift_step_round_the_ends(view: ArticleView) -> None:
    seek(view, "أحمد")
    field = view.finding.bar.field
    QTest.keyClick(field, Key.Key_Return)
    assert view.finding.bar.count.text() == "2 من 42"
    QTest.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.finding.bar.count.text() == "42 من 42"
    assert view.text[slice(*view.selection)] == "أَحْـمَد"
    _x, y, height = view.stage.caret_at(view.spot, view.scrolled)
    assert 0 <= y <= view.viewport().height() - height
    QTest.keyClick(field, Key.Key_Down)
    assert view.selection == (FIRST, FIRST + 4)


def test_escape_closes_and_the_caret_stays_at_the_hit(view: ArticleView) -> None:
    seek(view, "احمد")
    height = view.viewport().height()
    QTest.keyClick(view.finding.bar.field, Key.Key_Escape)
    assert view.finding.bar.isHidden()
    assert view.viewport().height() == height + view.finding.bar.height()
    assert view.selection == (FIRST, FIRST + 4)
    assert view.hasFocus()


def test_the_selected_text_is_what_is_looked_for(view: ArticleView) -> None:
    view.select_text(TEXT.index("فقرة"), TEXT.index("فقرة") + 4)
    view.finding.open()
    until(lambda: view.finding.finder.done)
    assert view.finding.bar.field.text() == "فقرة"
    assert view.finding.bar.count.text() == "1 من 40"


def test_hits_are_painted_under_the_letters_and_in_the_strip(view: ArticleView) -> None:
    bare = view.viewport().grab().toImage()
    seek(view, "بوتين")
    view.select_text(0, 3)
    _x, y, _height = view.stage.caret_at(view.spot, view.scrolled)
    found = view._context.theme.role("canvas.current")
    shown = view.viewport().grab().toImage()
    row = range(shown.width())
    at = int(y) + 3
    assert any(shown.pixelColor(x, at) == found for x in row)  # over the mention's ground
    assert shown.copy(0, at, shown.width(), 1) != bare.copy(0, at, bare.width(), 1)
    seek(view, "احمد")
    view.set_caret(0)
    shown = view.viewport().grab().toImage()
    assert any(shown.pixelColor(x, at) == found for x in row)
    rows = view._overview.hit_rows()
    assert rows
    QTest.keyClick(view.finding.bar.field, Key.Key_Escape)
    assert view._overview.hit_rows() == []


def test_nothing_found_says_so_and_leaves_the_caret(view: ArticleView) -> None:
    view.set_caret(7)
    seek(view, "زرافة")
    assert view.finding.bar.count.text() == "لا نتائج"
    QTest.keyClick(view.finding.bar.field, Key.Key_Return)
    assert view.caret == 7
    view.finding.bar.field.clear()
    assert view.finding.bar.count.text() == ""


def test_a_hit_elsewhere_lets_go_of_the_selected_mention(view: ArticleView) -> None:
    view.choose("putin")
    seek(view, "بوتين")
    assert view.selected == "putin"
    seek(view, "احمد")
    assert view.selected is None


def test_the_bar_keeps_its_clicks_and_keys_from_the_article(view: ArticleView) -> None:
    seek(view, "احمد")
    caret = view.caret
    bar = view.finding.bar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, 4))
    QTest.keyClick(bar.field, Key.Key_PageDown)
    move = QMouseEvent(
        QEvent.Type.MouseMove, bar.rect().center(), bar.mapToGlobal(bar.rect().center()),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(bar, move)
    assert view.caret == caret
    next_ = [button for button in bar.findChildren(QToolButton) if button.accessibleName() == "النتيجة التالية"]
    next_[0].click()
    assert bar.count.text() == "2 من 42"


def test_a_million_letters_are_searched_in_between(tmp_path: Path) -> None:
    application()
    text, _, _ = made_up(1_000_000, 0)
    view = view_of(session_of(tmp_path, bundle(text)), tmp_path)
    view.finding.open()
    view.finding.bar.field.setText("ا")
    slices = 0
    while not view.finding.finder.done:
        view.finding._work()
        slices += 1
    assert slices > 10
    for words in ("ال", "الر", "الرئيس", "الرئيس الروسي"):
        view.finding.bar.field.setText(words)
        while not view.finding.finder.done:
            view.finding._work()
    assert view.finding.finder.count > 10


def test_keys_of_the_window_open_step_and_close(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        view = app.app.window.view
        app.caret_at("بوتين", inside=2)
        app.press("Ctrl+F")
        assert view.finding.bar.isVisible()
        app.type("بوتين")
        until(lambda: view.finding.finder.done)
        total = view.finding.finder.count
        assert total > 1
        first = view.selection
        app.press("Ctrl+G")
        assert view.selection != first
        app.press("Ctrl+Shift+G")
        assert view.selection == first
        app.press("Esc")
        assert view.finding.bar.isHidden()
        assert app.focus is view
        app.press("Ctrl+G")
        until(lambda: view.finding.finder.done)
        assert view.finding.bar.isVisible()
        assert view.selection != first
