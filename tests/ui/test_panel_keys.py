"""Alt and a digit take the keyboard into a panel and back; a button one has come to by Tab keeps its keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from desktop.edits import clusters
from desktop.ui.panels.board import BoardPanel
from desktop.ui.panels.clusters import ClustersPanel
from desktop.ui.panels.frame import FramePanel
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import click, settle

PANELS = ("articles", "mentions", "inspector", "history", "clusters", "relations")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as app:
        yield app


def inside(app: Running, name: str) -> bool:
    return bool(app.app.window.docks.by_name[name].isAncestorOf(app.focus))


def tab_to(app: Running, wanted: object) -> None:
    for _ in range(40):
        if app.focus is wanted:
            return
        app.press("Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


@pytest.mark.parametrize("number", range(1, 7))
def test_a_digit_with_alt_goes_into_its_panel_and_back(app: Running, number: int) -> None:
    app.select("بوتين")
    name, chord = PANELS[number - 1], f"Alt+{number}"
    docks, view = app.app.window.docks, app.app.window.view
    for _ in range(2):
        app.press(chord)
        settle()
        assert inside(app, name)
        app.press(chord)
        assert app.focus is view
        assert name in docks.front(), "the panel stays"
    docks.by_name[name].hide()
    settle()
    app.press(chord)
    settle()
    assert inside(app, name), "one that was put away comes"
    view.setFocus()
    app.press(chord)
    assert inside(app, name)


def test_the_menu_puts_a_panel_away_and_the_keyboard_goes_back(app: Running) -> None:
    app.press("Alt+5")
    assert inside(app, "clusters")
    item = next(each for each in app.app.window.findChildren(QAction) if each.objectName() == "panel_clusters")
    item.trigger()
    settle()
    assert app.app.window.docks.by_name["clusters"].isHidden()
    assert app.focus is app.app.window.view
    item.trigger()
    settle()
    assert "clusters" in app.app.window.docks.front()
    assert app.focus is app.app.window.view, "who shows it by the menu goes on in the text"


def test_from_the_search_into_the_list_and_to_the_details_without_the_mouse(app: Running) -> None:
    first = app.select("بوتين")
    before = app.session.store.progress(), len(app.article.mentions)
    app.press("Alt+5")
    panel = app.app.window.findChild(ClustersPanel)
    assert app.focus is panel.search
    app.type("كيم")
    app.press("Down")
    assert app.focus is panel.view
    tab_to(app, panel.card.details)
    app.press("Enter")
    assert panel.card.details.isChecked()
    app.press("Space")
    assert not panel.card.details.isChecked()
    app.press("Space")
    assert panel.card.details.isChecked()
    app.press("S", "A", "D", "E", "5", "Shift+A", "Delete", ".")
    assert (app.session.store.progress(), len(app.article.mentions)) == before, "nothing happens to the article"
    assert app.commands.palette is None
    assert app.article.mentions[first.id].status == "suggested"
    tab_to(app, panel.card.tools.buttons["merge"])
    app.press("Enter")
    assert app.commands.palette is not None
    app.press("Esc")
    assert app.focus is panel.card.tools.buttons["merge"]
    app.press("A")
    assert app.session.store.progress() == before[0], "nor after a list that came and went"
    app.press("Ctrl+Z")
    assert "undo" in app.said.lower(), "what has Ctrl is meant for the window"


def test_a_choice_come_to_by_tab_is_searched_by_letters(app: Running) -> None:
    app.select("بوتين")
    app.press("Alt+5")
    panel = app.app.window.findChild(ClustersPanel)
    tab_to(app, panel.label)
    assert isinstance(app.focus, QComboBox)
    app.press("D")
    assert app.commands.palette is None
    assert app.mention.status == "suggested"


def test_a_click_on_a_button_takes_no_key_from_the_article(app: Running) -> None:
    first = app.select("بوتين")
    app.app.window.docks.by_name["clusters"].raise_()
    settle()
    panel = app.app.window.findChild(ClustersPanel)
    click(panel.card.details)
    assert QApplication.focusWidget() is app.app.window.view
    app.press("A")
    assert app.article.mentions[first.id].status == "accepted"


def test_putting_the_details_away_leaves_the_keyboard_at_their_button(app: Running) -> None:
    app.select("بوتين")
    app.press("Alt+5")
    panel = app.app.window.findChild(ClustersPanel)
    card = panel.card
    click(card.details)
    settle()
    tab_to(app, card.fields.note)
    click(card.details)
    settle()
    assert app.focus is card.details


def test_a_cluster_that_grows_or_shrinks_goes_where_the_order_has_it(app: Running) -> None:
    app.press("Alt+5")
    panel, session = app.app.window.findChild(ClustersPanel), app.session

    def listed() -> list[tuple[str, int]]:
        lines = [panel.model.line(row) for row in range(panel.model.rowCount())]
        return [(line.cluster.name, line.mentions) for line in lines]

    assert listed() == [("فلاديمير بوتين", 5), ("كيم جونغ أون", 2)]
    kim = session.store.find_cluster("entity", "E-kim")
    panel.show_cluster(kim.id)
    taken = session.ref_taken("entity")
    for place in [each for each in app.article.ordered if app.article.text_of(each) == "بيونغ يانغ"]:
        session.do(clusters.link(app.article, place.id, cluster=kim, whole_chain=False, ref_taken=taken))
    for nth in range(2):
        found = [each for each in app.article.ordered if app.article.text_of(each) == "بوتين"][nth]
        session.do(clusters.unlink(app.article, found.id))
    settle()
    assert listed() == [("كيم جونغ أون", 4), ("فلاديمير بوتين", 3)]
    assert panel.card.cluster_id == kim.id, "what is shown stays shown"
    assert panel.view.currentIndex().row() == 0
    one = next(each for each in app.article.ordered if app.article.text_of(each) == "بيونغ يانغ")
    session.do(clusters.link_new(app.article, one.id, name="أ", whole_chain=False, ref_taken=taken))
    assert listed() == [("فلاديمير بوتين", 3), ("كيم جونغ أون", 3), ("أ", 1)]
    for _ in range(5):
        session.undo()
    assert listed() == [("فلاديمير بوتين", 5), ("كيم جونغ أون", 2)]


@pytest.mark.parametrize(("key", "kind"), [("F4", BoardPanel), ("F3", FramePanel)])
def test_at_work_beside_the_article_keys_are_the_articles_on_buttons_too(
    app: Running, key: str, kind: type[QWidget]
) -> None:
    app.select("مباحثات")
    app.press(key)
    settle()
    app.select("مباحثات")
    settle()
    panel = app.app.window.findChild(kind)
    button = next(each for each in panel.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled())
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert app.focus is button
    app.press("A")
    met = next(each for each in app.article.ordered if app.article.text_of(each) == "مباحثات")
    assert met.status == "accepted"
