"""Scrolling: what is in sight stays where it is, and what is asked for comes into sight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.rows import Change, Mention
from desktop.edits import Edit
from desktop.ui.article.hit import Spot
from desktop.ui.article.view import ArticleView
from tests.ui.canvas_rig import application, bundle, session_of, view_of

RANDOM = Random(11)
WORDS = ("قال", "الرئيس", "في", "بيونغ", "يانغ", "اليوم", "Kim", "2024", "إن", "البلدين", "لأوكرانيا")
PARAGRAPHS = [" ".join(RANDOM.choice(WORDS) for _ in range(RANDOM.randrange(1, 90))) for _ in range(300)]
TEXT = "\n".join(PARAGRAPHS)
MENTIONS = tuple(
    Mention("a", "entity", "PER", start, start + RANDOM.randrange(2, 20), id=f"m{start}")
    for start in sorted(RANDOM.sample(range(len(TEXT) - 40), 900))
)


@pytest.fixture
def view(tmp_path: Path) -> ArticleView:
    application()
    view = view_of(session_of(tmp_path, bundle(TEXT, *MENTIONS)), tmp_path)
    view._idle.stop()
    view.clearFocus()
    return view


def picture(view: ArticleView) -> QImage:
    return view.viewport().grab().toImage()


def where(view: ArticleView, position: int) -> float:
    """The y of a position in the viewport."""
    return view.stage.caret_at(Spot(position), view.scrolled)[1]


def in_sight(view: ArticleView) -> int:
    """A position in the middle of the viewport."""
    return view.spot_at(view.viewport().rect().center().toPointF()).position


def test_scrolling_up_into_the_unknown_moves_everything_by_the_same_amount(view: ArticleView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(200):
        position = in_sight(view)
        before = where(view, position)
        bar.setValue(bar.value() - 90)
        if bar.value() == 0:
            break
        assert where(view, position) == before + 90


def test_learning_heights_moves_nothing_in_sight(view: ArticleView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    position = in_sight(view)
    before, image = where(view, position), picture(view)
    estimated = view.flow.height
    while view._scroller.refine():
        assert where(view, position) == before
    assert where(view, position) == before
    assert view.flow.height != estimated
    assert picture(view) == image
    assert view.flow.height == sum(view.flow.paragraph(n).height for n in range(len(view.flow)))


def test_what_scrolling_shifts_is_what_painting_afresh_gives(view: ArticleView) -> None:
    QApplication.processEvents()
    for step in (30, 30, 211, -97, 640, -640, 5000, -77):
        view.verticalScrollBar().setValue(view.scrolled + step)
        shifted = view.grab().toImage()
        view.viewport().update()
        assert view.grab().toImage() == shifted


@pytest.mark.parametrize("share", [0.0, 0.3, 0.77, 1.0])
def test_anything_can_be_revealed_from_anywhere(view: ArticleView, share: float) -> None:
    for goal in (len(TEXT) * 9 // 10, 3, len(TEXT) // 2, len(TEXT) - 1):
        view.verticalScrollBar().setValue(int(view.verticalScrollBar().maximum() * share))
        view.reveal(start=goal, end=goal + 1)
        y = where(view, goal)
        assert 0 <= y <= view.viewport().height() - view.flow.style.line_height
        stays = view.scrolled
        view.reveal(start=goal, end=goal + 1)
        assert view.scrolled == stays


def test_selecting_elsewhere_reveals_and_brings_the_caret(view: ArticleView) -> None:
    session = view._context.session
    mention = MENTIONS[700]
    session.select(mention.id)
    assert view.caret == mention.start
    assert 0 <= where(view, mention.start) <= view.viewport().height()


def test_the_caret_stays_in_sight(view: ArticleView) -> None:
    view.setFocus()
    view.set_caret(0)
    for _ in range(150):
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert 0 <= where(view, view.caret) <= view.viewport().height() - view.flow.style.line_height


def test_a_change_above_moves_nothing_in_sight(view: ArticleView) -> None:
    session = view._context.session
    for number in range(20):
        view.flow.paragraph(number)
    view.verticalScrollBar().setValue(view.flow.tops[12])
    position = in_sight(view)
    before = where(view, position)
    changes = []
    for mention in MENTIONS[:12]:
        changes.append(Change(mention, replace(mention, end=mention.end + 60)))
    session.do(Edit("test", tuple(changes)))
    assert where(view, position) == before


def test_resizing_keeps_the_place(view: ArticleView) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 3)
    index = view.flow.index_at(view.stage.column(view.scrolled))
    view.resize(QSize(700, 500))
    QApplication.processEvents()
    assert abs(view.flow.index_at(view.stage.column(view.scrolled)) - index) <= 1


def test_another_article_begins_at_its_top(view: ArticleView) -> None:
    view.verticalScrollBar().setValue(900)
    session = view._context.session
    session.close_article()
    assert view.text == ""
    view.grab()
    session.open("a")
    assert view.scrolled == 0
    assert view.caret == 0
    assert view.mapFromGlobal(view.caret_point()) != QPoint()
