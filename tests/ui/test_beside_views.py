"""Two articles side by side in the window: views keep their places, one is active, clusters are marked in both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from desktop.ui.article.hit import Spot
from desktop.ui.article.spread import NARROW
from desktop.ui.panels.articles import ArticlesPanel
from desktop.ui.panels.cluster_card import ClusterCard
from desktop.ui.panels.mentions import MentionsPanel
from tests.ui.app_kit import running
from tests.ui.panel_kit import until

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def app(tmp_path):
    with running(tmp_path) as app:
        app.app.window.resize(1500, 900)
        app.select("بوتين")
        app.press("F7")
        yield app


def views(app):
    return app.app.window.spread.views


def titles(app):
    shown = [pane.title.label for pane in app.app.window.spread.panes if not pane.title.isHidden()]
    return [label.text().strip("\u2068\u2069") for label in shown]


def named(article, words, nth=0):
    return [each for each in article.ordered if article.text_of(each) == words][nth]


def place(view, mention):
    """The middle of a mention in the viewport, scrolled into sight."""
    view.reveal(start=mention.start, end=mention.end)
    x, y, height = view.stage.caret_at(Spot((mention.start + mention.end) // 2), view.scrolled)
    return QPoint(int(x), int(y + height / 2))


def click(view, mention, held=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, place(view, mention))


def test_both_are_shown_with_their_names_and_the_first_stays_active(app):
    first, second = views(app)
    assert titles(app) == ["لقاء بوتين وكيم 0", "لقاء بوتين وكيم 1"]
    assert (first.text, second.text) == (app.session.article.text, app.session.companion.text)
    assert (first.beside, second.beside) == (False, True)
    assert app.commands.view is first
    assert first.hasFocus()
    assert all(view.isVisible() and view.width() > 240 for view in (first, second))
    assert first.mapToGlobal(QPoint(0, 0)).x() < second.mapToGlobal(QPoint(0, 0)).x()


def test_the_selected_cluster_is_marked_in_both(app):
    first, second = views(app)
    cluster = app.mention.cluster
    assert cluster is not None
    assert [view._shown.kin for view in (first, second)] == [cluster, cluster]
    with_marks = [view.viewport().grab().toImage() for view in (first, second)]
    app.session.select(None)
    assert [view._shown.kin for view in (first, second)] == [None, None]
    without = [view.viewport().grab().toImage() for view in (first, second)]
    assert all(one != two for one, two in zip(with_marks, without, strict=True))


def test_an_edit_is_seen_in_both(app):
    second = views(app)[1]
    there = named(app.session.companion, "بوتين")
    before = second.viewport().grab().toImage()
    app.press("U")
    assert app.mention.cluster is None
    assert second._shown.kin is None
    assert second.viewport().grab().toImage() != before
    app.press("Ctrl+Z")
    assert second._shown.kin == there.cluster


def test_a_click_makes_an_article_the_active_one_and_moves_nothing(app):
    first, second = views(app)
    here = app.mention
    first.set_caret(7)
    before = first.scrolled
    there = named(app.session.companion, "كيم جونغ أون")
    click(second, there)
    assert views(app) == [first, second], "places stay"
    assert (first.beside, second.beside) == (True, False)
    assert app.session.article.text == second.text
    assert app.mention.id == there.id
    assert app.commands.view is second
    assert second.hasFocus()
    assert (first.caret, first.scrolled) == (7, before)
    assert first._shown.selected.id == here.id, "still framed there"
    assert first._shown.kin == second._shown.kin == there.cluster
    panel = app.app.window.findChild(MentionsPanel)
    until(lambda: panel.model.rowCount() == len(app.session.article.mentions))


def test_keys_mean_the_active_one(app):
    first, second = views(app)
    app.press("F8")
    assert second.hasFocus()
    app.session.select(None)
    second.set_caret(0)
    app.press("Tab")
    assert app.article.text_of(app.mention) == "كيم جونغ أون"
    app.press("A")
    assert app.article.row.ref == "001"
    assert sum(each.status == "accepted" for each in app.article.ordered) == 1
    app.press("F8")
    assert first.hasFocus()
    assert app.article.row.ref == "000"
    assert all(each.status == "suggested" for each in app.article.ordered)
    app.press("Ctrl+Z")
    assert app.article.row.ref == "001", "undo goes to the other article"
    assert app.commands.view is second


def test_f6_goes_through_both(app):
    first, second = views(app)
    app.press("F6")
    assert second.hasFocus()
    assert not second.beside
    app.press("Shift+F6")
    assert first.hasFocus()
    assert not first.beside


def test_ctrl_click_links_across_and_the_hand_stays(app):
    first, second = views(app)
    here = named(app.session.article, "بيونغ يانغ")
    app.session.select(here.id)
    there = named(app.session.companion, "كيم جونغ أون")
    click(second, there, CTRL)
    assert app.session.article.text == first.text, "the open article is still the open one"
    assert app.mention.id == here.id
    assert app.mention.cluster == there.cluster
    assert first.hasFocus()
    app.press("Ctrl+Z")
    assert app.mention.cluster is None


def test_ctrl_click_beside_any_mention_is_a_click(app):
    _first, second = views(app)
    end = len(app.session.companion.text)
    x, y, height = second.stage.caret_at(Spot(end), second.scrolled)
    QTest.mouseClick(second.viewport(), Qt.MouseButton.LeftButton, CTRL, QPoint(int(x), int(y + height / 2)))
    assert not second.beside
    assert app.session.selected is None


def test_a_key_links_what_is_selected_in_both(app):
    _first, second = views(app)
    here, there = named(app.session.article, "بيونغ يانغ"), named(app.session.companion, "كيم جونغ أون")
    app.session.select(here.id)
    click(second, there)
    until(lambda: "beside_link" in [a.key for a in app.commands.actions.values() if a.when(app.commands) and a.hint])
    app.press("Shift+F8")
    assert app.session.companion.mentions[here.id].cluster == there.cluster
    assert not app.commands.actions["beside_link"].when(app.commands), "they are linked"


def test_what_cannot_be_linked_is_said(app):
    _first, second = views(app)
    app.session.select(named(app.session.article, "مباحثات").id)
    before = app.session.store.undo_top
    click(second, named(app.session.companion, "بوتين"), CTRL)
    assert app.session.store.undo_top == before
    assert app.said


def test_the_press_of_a_button_closes_that_article(app):
    first, second = views(app)
    panes = app.app.window.spread.panes
    QTest.mouseClick(panes[0].title.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert views(app) == [second]
    assert app.session.companion is None
    assert app.article.row.ref == "001"
    assert titles(app) == []
    app.press("F7")
    assert views(app) == [first, second]
    assert first.beside
    assert first.text == app.session.companion.text
    app.press("Shift+F7")
    assert views(app) == [second]
    assert not app.commands.actions["beside_swap"].when(app.commands)


def test_the_list_opens_beside_and_swaps(app):
    first, second = views(app)
    panel = app.app.window.findChild(ArticlesPanel)
    app.press("Shift+F7")
    panel.view.selectionModel().select(panel.model.index(1), panel.view.selectionModel().SelectionFlag.ClearAndSelect)
    menu = panel.menu()
    item = next(each for each in menu.actions() if each.objectName() == "beside_open")
    assert item.isEnabled()
    item.trigger()
    assert views(app) == [first, second]
    at = panel.view.visualRect(panel.model.index(1)).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not second.beside, "an article that stands beside is gone to, not opened again"
    assert len(app.session.opened) == 2


def test_a_mention_of_a_cluster_is_shown_beside(app):
    app.press("Shift+F7")
    card = app.app.window.findChild(ClusterCard)
    there = app.session.store.cluster_mentions(app.mention.cluster)[-1]
    menu = card.menu(there)
    next(each for each in menu.actions() if each.objectName() == "beside_open").trigger()
    assert app.session.selected_beside == there.id
    assert views(app)[1]._shown.selected.id == there.id
    assert app.mention.id != there.id


def test_the_search_bar_of_the_other_article_makes_it_the_active_one(app):
    first, second = views(app)
    app.press("F8", "Ctrl+F")
    until(lambda: second.finding.bar.field.hasFocus())
    first.setFocus()
    assert second.beside
    second.finding.bar.field.setFocus()
    assert not second.beside


def test_the_menu_at_the_pointer_is_about_what_is_under_it(app):
    _first, second = views(app)
    there = named(app.session.companion, "كيم جونغ أون")
    at = place(second, there)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, second.viewport().mapToGlobal(at))
    QApplication.sendEvent(second.viewport(), event)
    until(lambda: QApplication.activePopupWidget() is not None)
    assert app.mention.id == there.id
    QApplication.activePopupWidget().close()


def test_where_there_is_little_room_they_stand_one_below_the_other(app):
    spread = app.app.window.spread
    for dock in app.app.window.dock_widgets().values():
        dock.hide()
    app.app.window.resize(NARROW - 20, 800)
    until(lambda: spread.orientation() == Qt.Orientation.Vertical)
    assert all(view.height() > 120 for view in views(app))
    app.app.window.resize(1500, 900)
    until(lambda: spread.orientation() == Qt.Orientation.Horizontal)


def test_rejected_ones_and_letters_change_in_both(app):
    first, second = views(app)
    app.press("S")
    app.press("H")
    assert first._shown.links is not None
    app.press("Ctrl++")
    assert first.stage.style.px == second.stage.style.px > 22


def test_picking_ends_when_the_other_article_is_gone_to(app):
    first, second = views(app)
    app.session.select(named(app.session.article, "مباحثات").id)
    first.pick([named(app.session.article, "بوتين").id])
    click(second, named(app.session.companion, "بوتين"))
    assert not first.picking
    assert not app.commands.picking


def test_closing_the_corpus_closes_both(app):
    app.commands.trigger("close")
    app.app.context.settings.set("beside", {})
    assert app.app.context.session is None
    path = app.app.context.settings.get("recent")[0]
    app.app.shell.open_corpus(path)
    assert len(views(app)) == 1
    assert titles(app) == []


def test_both_are_there_again_in_their_places(app):
    app.press("F8")
    shown = [view.text for view in views(app)]
    path = app.session.store.path
    app.commands.trigger("close")
    app.app.shell.open_corpus(path)
    assert [view.text for view in views(app)] == shown
    assert [view.beside for view in views(app)] == [True, False]
    app.press("Shift+F7")
    app.commands.trigger("close")
    app.app.shell.open_corpus(path)
    assert app.session.companion is None
    assert app.app.context.settings.get("beside") == {}


@pytest.mark.parametrize("kept", ["nonsense", ["a"], ["gone", "gone too", "0"], [1, 1, 1]])
def test_what_was_kept_and_is_not_there_any_more_does_no_harm(app, kept):
    path = app.session.store.path
    app.commands.trigger("close")
    app.app.context.settings.set("beside", {str(path.resolve()): kept})
    app.app.shell.open_corpus(path)
    assert app.article.row.ref in ("000", "001")
    assert app.session.companion is None


def test_the_caret_of_the_open_article_stays_when_another_comes_beside(app):
    first = views(app)[0]
    app.press("Shift+F7")
    first.set_caret(app.mention.end)
    app.press("F7")
    assert first.caret == app.mention.end


def test_both_have_the_same_room_and_panels_keep_theirs(app):
    widths = [view.width() for view in views(app)]
    assert abs(widths[0] - widths[1]) <= 1
    docks = [dock.width() for dock in app.app.window.dock_widgets().values() if dock.isVisible()]
    app.press("Shift+F7")
    app.press("F7")
    assert [dock.width() for dock in app.app.window.dock_widgets().values() if dock.isVisible()] == docks


def test_screen_readers_tell_the_two_apart(app):
    first, second = views(app)
    names = [view.accessibleName() for view in (first, second)]
    assert names == [f"The text of “\u2068لقاء بوتين وكيم {number}\u2069”" for number in (0, 1)]
    app.press("F8")
    assert [view.accessibleName() for view in (first, second)] == names
    app.press("F8", "Shift+F7")
    assert first.accessibleName() not in names
