"""The articles panel: finding, filtering, opening and marking articles with real keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from db.queries import ArticleLine, Progress
from desktop.edits import reviews
from desktop.ui.models.articles import ArticlesModel
from desktop.ui.panels.articles import ArticlesPanel
from tests.db.corpora import article
from tests.ui.panel_kit import Kit, click, corpus, settle, shown, type_text, until


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path) as kit:
        yield kit


@pytest.fixture
def panel(kit: Kit) -> ArticlesPanel:
    panel = ArticlesPanel(kit.context)
    shown(panel)
    return panel


def titles(panel: ArticlesPanel) -> list[str]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def test_a_click_opens_the_article_under_it(kit: Kit, panel: ArticlesPanel) -> None:
    rect = panel.view.visualRect(panel.model.index(1))
    click(panel.view.viewport(), rect.center())
    assert kit.session.article is not None
    assert kit.session.article.row.id == kit.articles[1]


def test_enter_opens_what_the_arrows_reached(kit: Kit, panel: ArticlesPanel) -> None:
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert kit.session.article is None
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert kit.session.article is not None
    assert kit.session.article.row.id == kit.articles[1]


def test_search_is_blind_to_hamza_and_marks(kit: Kit, panel: ArticlesPanel) -> None:
    click(panel.search)
    type_text(panel.search, "لقاءُ بوتين وكيم 1")
    assert titles(panel) == ["لقاء بوتين وكيم 1"]
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert len(titles(panel)) == 2
    type_text(panel.search, "nothing")
    assert panel.empty.isVisible()
    assert panel.empty.text() == kit.context.tr("panels.articles.no_match")


def test_state_chips_count_and_filter(kit: Kit, panel: ArticlesPanel) -> None:
    assert panel.states.button("new").text().endswith("2")
    kit.session.open(kit.articles[0])
    assert kit.session.article is not None
    kit.session.do(reviews.set_state(kit.session.article, state="done"))
    assert panel.states.button("done").text().endswith("1")
    click(panel.states.button("done"))
    assert titles(panel) == ["لقاء بوتين وكيم 0"]
    kit.session.undo()
    assert titles(panel) == []
    click(panel.states.button("done"))
    assert len(titles(panel)) == 2


def test_counts_follow_each_decision_and_undo(kit: Kit, panel: ArticlesPanel) -> None:
    kit.session.open(kit.articles[0])
    assert kit.session.article is not None
    before = panel.model.line(0)
    kit.session.do(reviews.accept(kit.session.article, kit.mention("بوتين").id))
    line = panel.model.line(0)
    assert (line.reviewed, line.total) == (before.reviewed + 1, before.total)
    assert line.article.state == "in_progress"
    assert [panel.model.line(row) for row in range(2)] == kit.session.store.articles()
    kit.session.undo()
    assert [panel.model.line(row) for row in range(2)] == kit.session.store.articles()


def test_the_menu_marks_all_selected_in_one_step(kit: Kit, panel: ArticlesPanel) -> None:
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Home)
    QTest.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    menu = panel.menu()
    menu.popup(panel.mapToGlobal(panel.rect().center()))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert kit.session.store.progress().done == 2
    kit.session.undo()
    assert kit.session.store.progress().done == 0
    settle()
    assert not panel.findChildren(QMenu)


def test_marking_another_article_is_that_article_s_history(kit: Kit, panel: ArticlesPanel) -> None:
    kit.session.open(kit.articles[0])
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_End)
    panel.mark("done")
    states = [line.article.state for line in kit.session.store.articles()]
    assert states == ["new", "done"]
    assert kit.session.last is not None
    assert kit.session.last.article == kit.articles[1]


def test_the_open_article_is_the_current_row_and_nothing_reopens(kit: Kit, panel: ArticlesPanel) -> None:
    heard: list[object] = []
    kit.context.bridge.opened.connect(heard.append)
    kit.session.open(kit.articles[1])
    assert panel.view.currentIndex().row() == 1
    assert len(heard) == 1


def test_a_row_speaks(kit: Kit, panel: ArticlesPanel) -> None:
    face = QAccessible.queryAccessibleInterface(panel.view)
    assert face.text(QAccessible.Text.Name) == kit.context.tr("panels.articles.title")
    spoken = panel.model.index(0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert "رُوجع 0 من" in spoken


def test_without_a_corpus_it_says_so(kit: Kit, panel: ArticlesPanel) -> None:
    session, kit.context.session = kit.context.session, None
    kit.context.bridge.attach(None)
    assert panel.empty.text() == kit.context.tr("panels.articles.no_corpus")
    kit.context.session = session


def test_a_hundred_thousand_articles_come_in_pieces_and_filter(kit: Kit) -> None:
    head = article()
    lines = [
        ArticleLine(type(head)(f"{i}", f"عنوان {i}", i, 10, "", ""), total=10, reviewed=i % 10) for i in range(100_000)
    ]
    model = ArticlesModel(kit.context)
    model.load(lines[:500], Progress(100_000, 0, 0, 0, 0))
    for at in range(500, len(lines), 1000):
        model.extend(lines[at : at + 1000])
    model.settle()
    model.filter(query="عنوان", state=None)
    assert model.rowCount() == 100_000
    model.filter(query="99999", state=None)
    assert model.rowCount() == 1


def test_a_long_list_is_read_in_pauses_with_edits_between(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.panels.articles.FIRST", 1)
    monkeypatch.setattr("desktop.ui.panels.articles.MORE", 1)
    panel = ArticlesPanel(kit.context)
    assert panel.model.rowCount() == 1
    assert panel.states.button("new").text().endswith("2")
    kit.session.open(kit.articles[1])
    assert kit.session.article is not None
    kit.session.do(reviews.set_state(kit.session.article, state="done"))
    assert panel.states.button("done").text().endswith("1")
    until(lambda: panel.model.rowCount() == 2)
    assert [panel.model.line(row) for row in range(2)] == kit.session.store.articles()
    until(lambda: panel.view.currentIndex().row() == 1)
