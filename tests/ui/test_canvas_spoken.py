"""What the article view tells screen readers, asked in the same process; over a bus in ``tests/a11y``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from db.rows import Change, Mention
from desktop.edits import Edit
from desktop.ui.article.view import ArticleView
from tests.bench.canvas import made_up
from tests.ui.canvas_rig import application, bundle, session_of, view_of
from tests.ui.panel_kit import until

TEXT = "وصل 😀 فلاديمير بوتين إلى بيونغ\u00a0يانغ.\r\nوقال\u2028بوتين إنه\tمسرور\nثم غادر"
PUTIN = (TEXT.index("فلاديمير"), TEXT.index(" إلى"))
SAID = (TEXT.index("قال"), TEXT.index("قال") + 3)
MENTIONS = (
    Mention("a", "entity", "PER", *PUTIN, id="putin"),
    Mention("a", "event", "Statement", *SAID, id="said", status="rejected"),
)


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    application()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def open_view(tmp_path: Path) -> Callable[..., ArticleView]:
    """Makes a view of a corpus with one article."""
    return lambda text, *mentions: view_of(session_of(tmp_path, bundle(text, *mentions)), tmp_path)


@pytest.fixture
def view(open_view: Callable[..., ArticleView]) -> ArticleView:
    return open_view(TEXT, *MENTIONS)


def asked(view: ArticleView) -> QAccessibleInterface:
    """What speaks for the article, once it has all of the text."""
    view.voice.follow()
    until(lambda: view.voice.ready)
    assert view.voice.transcript is not None
    return QAccessible.queryAccessibleInterface(view.voice.transcript)


def unit(place: int) -> int:
    return len(TEXT[:place].encode("utf-16-le")) // 2


def said(view: ArticleView) -> str:
    return asked(view).text(QAccessible.Text.Description)


def test_nothing_is_built_while_nobody_listens(open_view: Callable[..., ArticleView]) -> None:
    QAccessible.setActive(False)
    view = open_view(TEXT)
    view.set_caret(3)
    assert view.voice.transcript is None


def test_the_text_is_told_unit_for_unit(view: ArticleView) -> None:
    text = asked(view).textInterface()
    told = text.text(0, text.characterCount())
    assert text.characterCount() == unit(len(TEXT))
    assert told == TEXT.replace("\r", " ").replace("\u2028", " ")
    assert asked(view).role() == QAccessible.Role.EditableText
    state = asked(view).state()
    assert state.readOnly
    assert not state.invisible
    assert state.multiLine
    assert asked(view).text(QAccessible.Text.Name) == "نص المقال"


def test_the_caret_and_the_selection_go_both_ways(view: ArticleView) -> None:
    text = asked(view).textInterface()
    view.set_caret(PUTIN[1])
    assert text.cursorPosition() == unit(PUTIN[1])
    text.setCursorPosition(unit(SAID[0]))
    assert view.caret == SAID[0]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert text.selectionCount() == 1
    text.addSelection(unit(PUTIN[0]), unit(PUTIN[1]))
    assert view.selection == PUTIN
    text.removeSelection(0)
    assert view.selection is None


def test_the_caret_is_where_it_is_seen(view: ArticleView) -> None:
    text = asked(view).textInterface()
    for place in (0, 3, PUTIN[0], SAID[1], len(TEXT) - 1, len(TEXT)):
        view.set_caret(place)
        x, y, height = view.stage.caret_at(view.spot, view.scrolled)
        text = asked(view).textInterface()
        found = text.characterRect(min(unit(place), text.characterCount() - 1))
        wanted = view.viewport().mapToGlobal(QPoint(int(x), int(y)))
        assert abs(found.left() - wanted.x()) <= 1
        assert abs(found.bottom() - (wanted.y() + height - 1)) <= 1


def test_the_mention_at_the_caret_is_the_description(view: ArticleView) -> None:
    session = view.context.session
    assert said(view) == ""
    view.set_caret(PUTIN[0] + 3)
    assert said(view) == "شخص: فلاديمير بوتين، مقترح"
    view.set_caret(SAID[0])
    assert said(view) == "", "rejected ones are not shown, so not read"
    session.show_rejected = True
    view.refresh()
    assert said(view) == "حدث تصريح: قال، مرفوض"
    view.set_caret(0)
    session.select("putin")
    before = session.article.mentions["putin"]
    session.do(Edit("test", (Change(before, replace(before, status="accepted")),)))
    assert said(view) == "شخص: فلاديمير بوتين، مقبول"


def test_another_article_is_another_text(view: ArticleView, tmp_path: Path) -> None:
    text = asked(view).textInterface()
    (folder := tmp_path / "other").mkdir()
    other = session_of(folder, bundle("نص آخر"))
    view.context.session = other
    view.context.bridge.attach(other)
    assert asked(view).textInterface().text(0, 6) == "نص آخر"
    assert text.cursorPosition() == 0


@pytest.mark.parametrize("how", ["later", "now"])
def test_a_view_goes_with_its_speaker(tmp_path: Path, how: str) -> None:
    session = session_of(tmp_path, bundle(TEXT, *MENTIONS))
    for _ in range(10):
        view = view_of(session, tmp_path)
        assert asked(view).textInterface().characterCount()
        bridge = view.context.bridge
        if how == "now":
            delete(view)
        else:
            view.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        bridge.selected.emit(None)
        bridge.detach()


def test_every_place_of_a_million_letters_is_told(open_view: Callable[..., ArticleView]) -> None:
    text, mentions, _ = made_up(1_000_000, 2_000)
    view = open_view(text, *mentions)
    told = asked(view).textInterface()
    for place in (10, 999_999, 500_000, 500_001):
        view.set_caret(place)
        assert told.cursorPosition() == place


def test_nothing_of_it_is_seen_or_in_the_way(open_view: Callable[..., ArticleView]) -> None:
    QAccessible.setActive(False)
    view = open_view(TEXT, *MENTIONS)
    view.set_caret(PUTIN[0])
    view.setFocus()
    seen = view.grab().toImage()
    QAccessible.setActive(True)
    transcript = asked(view).object()
    assert transcript is view.voice.transcript
    assert view.grab().toImage() == seen
    assert not transcript.hasFocus()
    assert transcript.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert view.viewport().childAt(transcript.geometry().center()) is None, "the mouse goes through it"
