"""A list that has the keyboard shows which row it is on, and nothing is done to a row that is not marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDockWidget, QHeaderView

from desktop.edits import mentions, relations
from desktop.ui.dialogs.import_pages import FilesPage
from desktop.ui.panels.clusters import ClustersPanel
from desktop.ui.panels.relations import RelationsPanel
from desktop.ui.timeline.panel import TimelinePanel
from tests.ui.app_kit import Running, running
from tests.ui.board_kit import board, choose, events, linking, paper
from tests.ui.panel_kit import settle, until

EVENTS = ("عقد", "أعرب", "ستدعم")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    """Three more events, two relations of the first."""
    with running(tmp_path, language="ar") as app:
        article, session = app.article, app.session
        for words in EVENTS:
            start = article.text.index(words)
            session.do(
                mentions.create(
                    article, session.labels, kind="event", label="Statement", start=start, end=start + len(words),
                    layer=session.layer,
                )
            )  # fmt: skip
        made = [next(each.id for each in article.ordered if article.text_of(each) == words) for words in EVENTS]
        for tail in made[1:]:
            session.do(
                relations.add(
                    article, session.labels, type="BEFORE", head=made[0], tail=tail, closure=session.closure
                )
            )
        session.select(None)
        yield app


def is_marked(view: QAbstractItemView) -> bool:
    """Is there a current row, and is it seen to be?"""
    return view.currentIndex().isValid() and view.selectionModel().isSelected(view.currentIndex())


def shown(app: Running, name: str) -> QDockWidget:
    dock = app.app.window.docks.by_name[name]
    dock.show()
    dock.raise_()
    settle()
    return dock


def listed(app: Running) -> RelationsPanel:
    app.select("عقد")
    panel = shown(app, "relations").widget()
    assert isinstance(panel, RelationsPanel)
    until(lambda: panel.isVisible() and panel.model.rowCount() == 2 and not panel._later.isActive())
    return panel


def test_no_relation_is_removed_that_is_not_marked(app: Running) -> None:
    panel = listed(app)
    able = [name for name, button in panel.buttons.items() if button.isEnabled()]
    assert able == ["add"], "no row is marked yet"
    app.press("Shift+F6")
    assert panel.view.hasFocus()
    assert is_marked(panel.view)
    assert panel.buttons["remove"].isEnabled()
    app.select("أعرب")
    panel.view.setFocus()
    until(lambda: panel.model.rowCount() == 1 and not panel._later.isActive())
    assert is_marked(panel.view), "it had the keyboard as it was filled anew"
    app.select("عقد")
    panel.view.setFocus()
    until(lambda: panel.model.rowCount() == 2 and not panel._later.isActive())
    assert is_marked(panel.view)
    marked, other = (panel.model.line(row).relation for row in (0, 1))
    assert marked is not None
    assert other is not None
    app.press("Delete")
    assert list(app.article.relations) == [other.id]
    until(lambda: panel.model.rowCount() == 1 and not panel._later.isActive())
    assert is_marked(panel.view), "the one in its place"


def test_a_row_whose_mark_was_taken_off_is_let_alone(app: Running) -> None:
    panel = listed(app)
    app.press("Shift+F6")
    place = panel.view.visualRect(panel.view.currentIndex()).center()
    QTest.mouseClick(
        panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
    )
    assert not is_marked(panel.view)
    assert not panel.buttons["remove"].isEnabled()
    app.press("Delete")
    assert len(app.article.relations) == 2


def test_the_cluster_whose_card_is_open_is_marked(app: Running) -> None:
    panel = shown(app, "clusters").widget()
    assert isinstance(panel, ClustersPanel)
    panel.search.setFocus()
    app.type("بوتين")
    app.press("Enter")
    assert panel.view.hasFocus()
    assert is_marked(panel.view)
    assert panel.card.cluster_id == panel.model.line(panel.view.currentIndex().row()).cluster.id


def test_the_tray_marks_its_row_also_when_it_is_filled_anew(app: Running) -> None:
    panel = shown(app, "timeline").widget()
    assert isinstance(panel, TimelinePanel)
    until(lambda: panel.tray.model.rowCount() > 1)
    rows = panel.tray.list
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    assert is_marked(rows)
    app.press("Down")
    key = panel.tray.model.event_at(rows.currentIndex().row()).key
    panel.tray.load(list(panel.tray.model.events), panel.tray.model._corpus)
    assert is_marked(rows)
    assert panel.tray.model.event_at(rows.currentIndex().row()).key == key


@pytest.mark.parametrize("name", ["articles", "mentions", "clusters", "history", "relations", "timeline"])
def test_every_list_of_the_window_marks_its_row_when_it_gets_the_keyboard(app: Running, name: str) -> None:
    app.select("عقد")
    dock = shown(app, name)
    views = [view for view in dock.findChildren(QAbstractItemView) if not view.window().isModal()]
    until(lambda: any(view.isVisible() and view.model() and view.model().rowCount() for view in views))
    tried = 0
    for view in views:
        if view.isVisible() and view.model().rowCount() and not isinstance(view, QHeaderView):
            view.clearSelection()
            view.setFocus(Qt.FocusReason.TabFocusReason)
            settle()
            assert is_marked(view), view.accessibleName()
            tried += 1
    assert tried


def test_the_candidate_that_not_this_is_about_is_marked(tmp_path: Path) -> None:
    with linking(tmp_path, [paper(0), paper(1)]) as app:
        choose(app, events(app)[0])
        panel = board(app)
        assert panel.offers
        assert is_marked(panel.view)
        marked = panel.offers[panel.view.currentIndex().row()].target
        app.press("x")
        settle()
        assert app.session.store.ties()[-1].other == marked
        assert is_marked(panel.view)
        choose(app, events(app)[1])
        assert (is_marked(panel.view), panel.current) == (True, 0)


def test_no_file_is_taken_off_that_is_not_marked(app: Running, tmp_path: Path) -> None:
    page = FilesPage(app.app.context)
    page.add([tmp_path / "one.json", tmp_path / "two.json", tmp_path / "three.json"])
    page.show()
    page.list.clearSelection()
    page.take_off()
    assert len(page.paths) == 3
    page.list.setFocus()
    page.activateWindow()
    until(page.list.hasFocus)
    assert is_marked(page.list)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert [path.name for path in page.paths] == ["two.json", "three.json"]
    assert is_marked(page.list)
    page.close()
    page.deleteLater()
