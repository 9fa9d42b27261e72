"""The history panel: newest first, undone marked, paged, and the way back to what was touched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.edits import arguments, mentions, reviews
from desktop.ui.models.history import PAGE, UNDONE, WHEN, HistoryModel
from desktop.ui.models.when import date_words, local_time
from desktop.ui.panels.history import HistoryPanel
from tests.ui.panel_kit import Kit, shown


@pytest.fixture
def panel(kit: Kit) -> HistoryPanel:
    panel = HistoryPanel(kit.context)
    shown(panel)
    return panel


def lines(panel: HistoryPanel) -> list[tuple[str, bool]]:
    model = panel.model
    return [(model.index(row).data(), model.index(row).data(UNDONE)) for row in range(model.rowCount())]


def accept(kit: Kit, text: str) -> str:
    assert kit.session.article is not None
    mention = kit.mention(text)
    kit.session.do(reviews.accept(kit.session.article, mention.id))
    return mention.id


def test_newest_first_with_words_time_and_author(kit: Kit, panel: HistoryPanel) -> None:
    accept(kit, "بوتين")
    assert lines(panel)[0] == ("قبول «بوتين»", False)
    assert lines(panel)[-1] == ("استيراد مقالين", False)
    assert "أمل" in panel.model.index(0).data(WHEN)
    assert ":" in panel.model.index(0).data(WHEN)


def test_undone_ones_are_marked_until_redone(kit: Kit, panel: HistoryPanel) -> None:
    accept(kit, "بوتين")
    accept(kit, "كيم جونغ أون")
    kit.session.undo()
    kit.session.undo()
    assert [undone for _, undone in lines(panel)] == [False, False, True, True, False]
    kit.session.redo()
    assert [undone for _, undone in lines(panel)] == [False, False, False, True, False, False]
    fresh = HistoryPanel(kit.context)
    shown(fresh)
    assert lines(fresh) == lines(panel)


def test_enter_goes_to_the_mention_in_its_article(kit: Kit, panel: HistoryPanel) -> None:
    mention = accept(kit, "كيم جونغ أون")
    kit.session.open(kit.articles[1])
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Home)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert kit.session.article is not None
    assert kit.session.article.row.id == kit.articles[0]
    assert kit.session.selected == mention


def test_double_click_on_an_argument_goes_to_its_event(kit: Kit, panel: HistoryPanel) -> None:
    assert kit.session.article is not None
    event = kit.mention("مباحثات")
    kit.session.do(arguments.remove(kit.session.article, kit.session.article.arguments_of(event.id)[0].id))
    kit.session.select(None)
    at = panel.view.visualRect(panel.model.index(0)).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert kit.session.selected == event.id


def test_a_deleted_mention_leads_to_its_article(kit: Kit, panel: HistoryPanel) -> None:
    assert kit.session.article is not None
    kit.session.do(mentions.delete(kit.session.article, kit.mention("بيونغ يانغ").id))
    kit.session.open(kit.articles[1])
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Home)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert kit.session.article is not None
    assert kit.session.article.row.id == kit.articles[0]
    assert kit.session.selected is None


def test_a_long_journal_is_read_a_page_at_a_time(kit: Kit) -> None:
    for i in range(PAGE + 20):
        assert kit.session.article is not None
        kit.session.do(mentions.set_note(kit.session.article, kit.mention("بوتين").id, note=str(i)))
    panel = HistoryPanel(kit.context)
    assert panel.model.rowCount() == 0
    shown(panel)
    assert panel.model.rowCount() == PAGE
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_End)
    panel.view.scrollToBottom()
    assert panel.model.rowCount() == PAGE + 21
    assert not panel.model.canFetchMore(panel.view.rootIndex())


def test_without_a_corpus_it_says_so(kit: Kit, panel: HistoryPanel) -> None:
    session, kit.context.session = kit.context.session, None
    kit.context.bridge.attach(None)
    assert panel.empty.text() == kit.context.tr("panels.history.no_corpus")
    kit.context.session = session


def test_times_and_dates_in_words(kit: Kit) -> None:
    messages = kit.context.messages
    assert date_words(messages, "2024-06-19") == "19 يونيو 2024"
    assert date_words(messages, "2024-06") == "يونيو 2024"
    assert date_words(messages, "2024") == "2024"
    assert date_words(messages, "أمس") == "أمس"
    assert local_time(messages, "2024-06-19T10:15:00.000+00:00").startswith("19 يونيو 2024")
    assert local_time(messages, "not a time") == "not a time"


def test_a_change_set_is_not_shown_twice(kit: Kit) -> None:
    model = HistoryModel(kit.context)
    model.load(lambda before, limit: kit.session.store.history(before_seq=before, limit=limit))
    rows = model.rowCount()
    assert kit.session.article is not None
    change = kit.session.do(reviews.accept(kit.session.article, kit.mention("بوتين").id))
    assert change is not None
    model.push(change)
    model.push(change)
    assert model.rowCount() == rows + 1
