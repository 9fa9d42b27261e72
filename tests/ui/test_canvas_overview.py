"""The strip beside the scroll bar tells where mentions are and takes one there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.rows import Change, Cluster, Mention
from desktop.edits import Edit
from desktop.ui.article.overview import DECIDED, SUGGESTED
from desktop.ui.article.reaching import Pointed
from desktop.ui.article.view import ArticleView
from tests.ui.canvas_rig import application, bundle, session_of, view_of
from tests.ui.panel_kit import until

TEXT = "\n".join(f"فقرة رقم {number} في آخر المقالة الطويلة" for number in range(120))
TOP = Mention("a", "entity", "PER", 0, 4, id="top")
END = Mention("a", "entity", "PER", len(TEXT) - 5, len(TEXT), status="accepted", id="end")


@pytest.fixture
def view(tmp_path: Path) -> ArticleView:
    application()
    view = view_of(session_of(tmp_path, bundle(TEXT, TOP, END)), tmp_path)
    while view._scroller.refine():
        continue
    return view


def test_rows_tell_what_waits_and_what_is_decided(view: ArticleView) -> None:
    rows = view._overview.rows()
    assert {number: row for number, row in enumerate(rows) if row}.keys() <= set(range(len(rows)))
    assert [row for row in rows if row] == [SUGGESTED, DECIDED]
    assert rows.index(SUGGESTED) < len(rows) // 8
    assert rows.index(DECIDED) > len(rows) * 7 // 8


def test_a_rejected_mention_leaves_the_strip(view: ArticleView) -> None:
    session = view._context.session
    session.do(Edit("test", (Change(TOP, replace(TOP, status="rejected")),)))
    assert [row for row in view._overview.rows() if row] == [DECIDED]


def test_it_stands_between_scroll_bar_and_text(view: ArticleView) -> None:
    strip, bar = view._overview.geometry(), view.verticalScrollBar().parentWidget().geometry()
    assert bar.right() < strip.left() <= strip.right() < view.viewport().geometry().left()
    assert strip.height() == view.viewport().height()


def test_mentions_of_the_selected_cluster_are_marked_in_sight_or_not(tmp_path: Path) -> None:
    application()
    people = Cluster("entity", "E-x", "x", id="x")
    rows = tuple(replace(each, cluster="x") for each in (TOP, END))
    gone = replace(END, start=END.start - 20, end=END.start - 15, id="gone", status="rejected")
    made = replace(bundle(TEXT, *rows, replace(gone, cluster="x")), clusters=(people,))
    view = view_of(session_of(tmp_path, made), tmp_path)
    session, strip = view._context.session, view._overview
    assert strip.kin_rows == []
    session.select("top")
    until(lambda: len(strip.kin_rows) == 2)
    assert strip.kin_rows[0] < strip.height() // 3 // 8
    assert strip.kin_rows[1] > strip.height() // 3 * 7 // 8
    marked = strip.grab().toImage()
    session.select(None)
    until(lambda: strip.kin_rows == [])
    assert strip.grab().toImage() != marked
    view.context.bridge.pointed.emit(Pointed(cluster="x"))
    until(lambda: len(strip.kin_rows) == 2)


def test_a_click_goes_there(view: ArticleView) -> None:
    height = view._overview.height()
    QTest.mouseClick(view._overview, Qt.MouseButton.LeftButton, pos=QPoint(5, height - 2))
    assert view.scrolled == view.verticalScrollBar().maximum()
    QTest.mouseClick(view._overview, Qt.MouseButton.LeftButton, pos=QPoint(5, height // 2))
    middle = view.scrolled + view.viewport().height() / 2
    assert abs(middle - view.stage.height / 2) < view.viewport().height() / 10
