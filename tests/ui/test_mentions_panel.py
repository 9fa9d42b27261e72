"""The mentions panel: the table follows the session and the session the table; edits touch only their rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.bundle import ArticleBundle
from db.rows import Mention
from desktop.edits import mentions, reviews
from desktop.ui.models.mentions import LABEL, SCORE, TEXT, MentionsModel
from desktop.ui.panels.mentions import MentionsPanel
from tests.db.corpora import article
from tests.ui.panel_kit import Kit, click, settle, shown, type_text, until


@pytest.fixture
def panel(kit: Kit) -> MentionsPanel:
    panel = MentionsPanel(kit.context)
    shown(panel)
    settle()
    return panel


def texts(panel: MentionsPanel) -> list[str]:
    return [panel.model.index(row, TEXT).data() for row in range(panel.model.rowCount())]


def is_as_if_new(panel: MentionsPanel, kit: Kit) -> bool:
    """Does the table hold exactly what a table opened now would hold?"""
    fresh = MentionsModel(kit.context)
    fresh.open(kit.session.article, kit.session.labels)
    rows = range(fresh.rowCount())
    return len(rows) == panel.model.rowCount() and all(panel.model.mention(r) == fresh.mention(r) for r in rows)


def test_selecting_in_the_session_selects_the_row_right_to_left(kit: Kit, panel: MentionsPanel) -> None:
    assert panel.view.isRightToLeft()
    mention = kit.mention("بيونغ يانغ")
    kit.session.select(mention.id)
    rows = panel.view.selectionModel().selectedRows()
    assert [panel.model.mention(index.row()).id for index in rows] == [mention.id]
    kit.session.select(None)
    assert not panel.view.selectionModel().hasSelection()


def test_clicks_and_arrows_select_in_the_session(kit: Kit, panel: MentionsPanel) -> None:
    click(panel.view.viewport(), panel.view.visualRect(panel.model.index(2, LABEL)).center())
    assert kit.session.selected == panel.model.mention(2).id
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert kit.session.selected == panel.model.mention(3).id
    QTest.keyClick(panel.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert kit.session.selected == panel.model.mention(0).id


def test_filters_by_kind_status_label_and_words(kit: Kit, panel: MentionsPanel) -> None:
    click(panel.kinds.button("event"))
    assert texts(panel) == ["مباحثات"]
    click(panel.kinds.button("event"))
    panel.label.setFocus()
    QTest.keyClick(panel.label, Qt.Key.Key_End)
    assert texts(panel) == []
    assert panel.empty.isVisible()
    panel.label.setCurrentIndex(panel.label.findData("GPE"))
    assert set(texts(panel)) == {"بيونغ يانغ"}
    panel.label.setCurrentIndex(0)
    type_text(panel.search, "كيم جونغ اون")
    assert texts(panel) == ["كيم جونغ أون"]


def test_sorts_by_score_from_the_header(kit: Kit, panel: MentionsPanel) -> None:
    header = panel.view.horizontalHeader()
    middle = header.sectionViewportPosition(SCORE) + header.sectionSize(SCORE) // 2
    click(header.viewport(), QPoint(middle, 8))
    scores = [panel.model.mention(row).score or 2.0 for row in range(panel.model.rowCount())]
    assert scores[0] != scores[-1]
    assert scores == sorted(scores)
    click(header.viewport(), QPoint(middle, 8))
    scores = [panel.model.mention(row).score or 2.0 for row in range(panel.model.rowCount())]
    assert scores == sorted(scores, reverse=True)


def test_edits_touch_only_their_rows(kit: Kit, panel: MentionsPanel) -> None:
    resets: list[str] = []
    panel.model.modelReset.connect(lambda: resets.append("reset"))
    opened = kit.session.article
    assert opened is not None
    first = kit.mention("بوتين")
    kit.session.do(reviews.accept(opened, first.id))
    assert is_as_if_new(panel, kit)
    kit.session.do(mentions.resize(opened, first.id, start=first.start - 8, end=first.end))
    assert is_as_if_new(panel, kit)
    kit.session.do(mentions.delete(opened, kit.mention("بيونغ يانغ").id))
    assert is_as_if_new(panel, kit)
    kit.session.do(
        mentions.create(opened, kit.session.labels, kind="entity", label="ORG", start=0, end=3, layer="main")
    )
    assert is_as_if_new(panel, kit)
    while kit.session.undo():
        assert is_as_if_new(panel, kit)
    assert resets == []


def test_a_row_that_the_filter_lets_go_does_not_drag_the_selection(kit: Kit, panel: MentionsPanel) -> None:
    panel.status.setCurrentIndex(panel.status.findData("suggested"))
    mention = kit.mention("بوتين")
    kit.session.select(mention.id)
    assert kit.session.article is not None
    kit.session.do(reviews.accept(kit.session.article, mention.id))
    assert kit.session.selected == mention.id
    assert panel.model.row_of(mention.id) == -1


def test_scroll_and_selection_stay_over_an_edit(kit: Kit, panel: MentionsPanel) -> None:
    panel.resize(300, 200)
    panel.view.scrollToBottom()
    kit.session.select(kit.mention("بوتين").id)
    panel.view.scrollToBottom()
    at = panel.view.verticalScrollBar().value()
    assert kit.session.article is not None
    kit.session.do(reviews.accept(kit.session.article, kit.mention("بوتين").id))
    assert panel.view.verticalScrollBar().value() == at


def test_fifty_thousand_rows_are_shown_and_found_again(kit: Kit, panel: MentionsPanel) -> None:
    text = "كلمة " * 100_000
    head = article("big", text=text, position=2)
    many = tuple(Mention(head.id, "entity", "PER", i * 10, i * 10 + 4, source="ner-1") for i in range(50_000))
    kit.session.store.bulk_import([ArticleBundle(head, text, (), (), many, (), ())])
    kit.session.open(head.id)
    settle()
    assert panel.model.rowCount() == 0
    until(lambda: panel.model.rowCount() == 50_000)
    opened = kit.session.article
    assert opened is not None
    for mention in many[::5000]:
        edit = reviews.accept(opened, mention.id)
        opened.apply(edit.changes)
        panel.model.apply(edit.changes)
        assert panel.model.row_of(mention.id) >= 0


def test_a_panel_behind_another_reads_nothing_until_it_is_seen(kit: Kit) -> None:
    panel = MentionsPanel(kit.context)
    kit.session.open(kit.articles[1])
    kit.session.select(kit.mention("بوتين").id)
    settle()
    assert panel.model.rowCount() == 0
    shown(panel)
    settle()
    assert panel.model.rowCount() == 3
    assert panel.view.selectionModel().hasSelection()
