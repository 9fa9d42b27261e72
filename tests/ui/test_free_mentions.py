"""Mentions in no cluster in the clusters panel: shown, counted, searched, ordered, gone to, linked; always as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.bundle import ArticleBundle
from db.rows import Change, Mention
from desktop.bidi import side_by_side
from desktop.edits import Edit, clusters, mentions, reviews
from desktop.messages import Messages
from desktop.ui.models import free_lines
from desktop.ui.models.clusters import FREE
from desktop.ui.panels.clusters import ClustersPanel
from desktop.ui.panels.free_card import FreeCard
from tests.db.corpora import article
from tests.ui.panel_kit import Kit, click, settle, shown, type_text, until
from tests.ui.test_clusters_panel import choose, names


@pytest.fixture
def panel(kit: Kit) -> ClustersPanel:
    panel = ClustersPanel(kit.context)
    shown(panel, height=760)
    choose(panel.where, "none")
    return panel


def said(panel: ClustersPanel) -> list[str]:
    return [panel.where.itemText(at) for at in range(panel.where.count())]


def as_if_new(panel: ClustersPanel, kit: Kit) -> bool:
    """Is every row what a panel opened now would have?"""
    fresh = ClustersPanel(kit.context)
    shown(fresh, height=760)
    for mine, theirs in ((panel.where, fresh.where), (panel.label, fresh.label), (panel.order, fresh.order)):
        theirs.setCurrentIndex(mine.currentIndex())
    fresh.search.setText(panel.search.text())
    until(lambda: not fresh._later.isActive())
    same = [names(fresh), said(fresh), fresh.count.text()] == [names(panel), said(panel), panel.count.text()]
    fresh.close()
    fresh.deleteLater()
    settle()
    return same


def test_the_choices_say_how_many_they_hold(kit: Kit, panel: ClustersPanel) -> None:
    assert said(panel) == ["الكل 4", "العناقيد 2", "في أكثر من مقال 2", "في مقال واحد 0", "بلا مواضع 0", "بلا عنقود 2"]
    assert names(panel) == ["بيونغ يانغ", "بيونغ يانغ"]
    assert panel.count.text() == "2 من 2"
    choose(panel.where, "all")
    assert names(panel) == ["فلاديمير بوتين", "كيم جونغ أون", "بيونغ يانغ", "بيونغ يانغ"]
    click(panel.search)
    type_text(panel.search, "يونغ")
    assert names(panel) == ["بيونغ يانغ", "بيونغ يانغ"]
    assert panel.count.text() == "2 من 4"
    assert said(panel)[0] == "الكل 2"
    panel.search.clear()
    choose(panel.label, "PER")
    assert names(panel) == ["فلاديمير بوتين", "كيم جونغ أون"]
    choose(panel.label, None)
    click(panel.kinds.button("event"))
    assert names(panel) == ["مباحثات"]
    assert said(panel)[-1] == "بلا عنقود 1"


def test_a_row_says_words_type_and_article(kit: Kit, panel: ClustersPanel) -> None:
    index = panel.model.index(0)
    below = side_by_side("دولة أو مدينة", "لقاء بوتين وكيم 0")
    assert panel._delegate.lines(index) == ("بيونغ يانغ", below)
    assert panel._delegate.figure(index) == "–"
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "بيونغ يانغ" in spoken
    assert "بلا عنقود" in spoken


def test_it_is_ordered_by_name_and_type(kit: Kit, panel: ClustersPanel) -> None:
    opened = kit.session.article
    assert opened is not None
    for words in ("كيم جونغ أون", "بوتين"):
        kit.session.do(clusters.unlink(opened, kit.mention(words).id))
    assert names(panel) == ["بوتين", "كيم جونغ أون", "بيونغ يانغ", "بيونغ يانغ"], "as they stand in the text"
    choose(panel.order, "name")
    assert names(panel) == ["بوتين", "بيونغ يانغ", "بيونغ يانغ", "كيم جونغ أون"]
    choose(panel.order, "type")
    assert names(panel) == ["بيونغ يانغ", "بيونغ يانغ", "بوتين", "كيم جونغ أون"]
    choose(panel.where, "all")
    choose(panel.order, "name")
    assert names(panel)[:2] == ["فلاديمير بوتين", "كيم جونغ أون"]
    cluster = kit.session.store.find_cluster("entity", "E-kim")
    assert cluster is not None
    kit.session.do(clusters.rename(cluster, name="أون"))
    assert names(panel)[:2] == ["أون", "فلاديمير بوتين"], "a new name moves it"
    assert as_if_new(panel, kit)


def test_every_edit_and_its_undo_are_seen(kit: Kit, panel: ClustersPanel) -> None:
    opened, session = kit.session.article, kit.session
    assert opened is not None
    resets: list[str] = []
    panel.model.modelReset.connect(lambda: resets.append("reset"))
    place = kit.mention("بيونغ يانغ")
    putin = opened.clusters[kit.mention("بوتين").cluster or ""]
    taken = session.ref_taken("entity")
    edits = (
        lambda: clusters.link(opened, place.id, cluster=putin, whole_chain=False, ref_taken=taken),
        lambda: clusters.unlink(opened, kit.mention("بوتين", 1).id),
        lambda: reviews.reject(opened, kit.mention("بوتين", 1).id),
        lambda: mentions.relabel(opened, session.labels, kit.mention("بيونغ يانغ", 1).id, label="FAC"),
        lambda: mentions.delete(opened, kit.mention("بيونغ يانغ", 1).id),
        lambda: mentions.create(opened, session.labels, kind="entity", label="PER", start=0, end=3, layer="main"),
    )
    for edit in edits:
        session.do(edit())
        assert as_if_new(panel, kit)
    while session.undo():
        assert as_if_new(panel, kit)
    while session.redo():
        assert as_if_new(panel, kit)
    assert resets == [], "only the rows that differ are touched"


def test_the_other_kind_follows_out_of_sight(kit: Kit, panel: ClustersPanel) -> None:
    click(panel.kinds.button("event"))
    assert names(panel) == ["مباحثات"]
    click(panel.kinds.button("entity"))
    opened = kit.session.article
    assert opened is not None
    kit.session.do(reviews.reject(opened, kit.mention("مباحثات").id))
    click(panel.kinds.button("event"))
    assert names(panel) == []
    assert said(panel)[-1] == "بلا عنقود 0"


def test_enter_and_a_click_go_to_the_mention(kit: Kit, panel: ClustersPanel) -> None:
    kit.session.open(kit.articles[1])
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Home)
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert kit.session.article is not None
    assert kit.session.article.row.id == kit.articles[1], "going through the list goes nowhere"
    assert isinstance(panel.below.currentWidget(), FreeCard)
    assert "<b>بيونغ يانغ</b>" in panel.free.text.text()
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert kit.session.article.row.id == kit.articles[0]
    assert kit.session.selected == kit.mention("بيونغ يانغ", 1).id
    click(panel.view.viewport(), panel.view.visualRect(panel.model.index(0)).center())
    assert kit.session.selected == kit.mention("بيونغ يانغ").id


def test_the_selected_mention_is_marked_in_the_list(kit: Kit, panel: ClustersPanel) -> None:
    kit.session.select(kit.mention("بيونغ يانغ", 1).id)
    assert panel.view.currentIndex().row() == 1
    assert panel.free.mention == panel.model.index(1).data(FREE)
    kit.session.select(kit.mention("بوتين").id)
    assert panel.below.currentWidget() is panel.card
    assert panel.card.name.text() == "فلاديمير بوتين"


def test_a_new_cluster_is_made_of_one_and_the_next_stands_there(kit: Kit, panel: ClustersPanel) -> None:
    kit.session.open(kit.articles[1])
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Home)
    first, second = (panel.model.index(row).data(FREE).mention for row in (0, 1))
    click(panel.free.buttons["new"])
    assert kit.session.store.mention(first).cluster is not None
    assert names(panel) == ["بيونغ يانغ"]
    assert panel.free.mention is not None
    assert panel.free.mention.mention == second
    assert said(panel)[:2] == ["الكل 4", "العناقيد 3"]
    click(panel.free.buttons["new"])
    assert names(panel) == []
    kit.session.undo()
    kit.session.undo()
    assert names(panel) == ["بيونغ يانغ"] * 2


def test_a_mention_relabelled_stays_the_chosen_one(kit: Kit, panel: ClustersPanel) -> None:
    opened = kit.session.article
    assert opened is not None
    chosen = kit.mention("بيونغ يانغ", 1)
    kit.session.select(chosen.id)
    kit.session.do(mentions.relabel(opened, kit.session.labels, chosen.id, label="FAC"))
    assert panel.view.currentIndex().row() == 1
    assert panel.free.mention is not None
    assert (panel.free.mention.mention, panel.free.mention.label) == (chosen.id, "FAC")


def test_the_menu_offers_what_the_buttons_do_and_the_place_beside(kit: Kit, panel: ClustersPanel) -> None:
    kit.session.open(kit.articles[1])
    panel._make_current(0)
    mention = panel.model.index(0).data(FREE)
    menu = panel.free.menu(mention)
    found = {action.objectName(): action for action in menu.actions()}
    assert list(found) == ["free_go", "free_link", "free_new", "beside_open"]
    found["beside_open"].trigger()
    assert kit.session.companion is not None
    assert kit.session.companion.row.id == kit.articles[0]
    assert kit.session.selected_beside == mention.mention
    menu.close()


def test_what_is_found_among_many_is_counted_in_a_turn_of_its_own(
    kit: Kit, panel: ClustersPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_lines, "LARGE", 1)
    panel.search.setText("يانغ")
    assert names(panel) == ["بيونغ يانغ"] * 2
    assert panel._soon.isActive()
    until(lambda: not panel._soon.isActive())
    assert panel.count.text() == "2 من 2"
    panel.search.setText("يانغ كيم")
    until(lambda: not panel._soon.isActive())
    assert (names(panel), panel.count.text(), said(panel)[-1]) == ([], "0 من 2", "بلا عنقود 0")
    assert not panel.model.canFetchMore(panel.view.rootIndex())
    panel.search.clear()
    assert not panel._soon.isActive()
    assert panel.count.text() == "2 من 2"


def test_the_search_leads_into_the_list_and_is_emptied(kit: Kit, panel: ClustersPanel) -> None:
    click(panel.search)
    type_text(panel.search, "يانغ")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.view.hasFocus()
    assert panel.view.currentIndex().row() == 0
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert kit.session.selected == kit.mention("بيونغ يانغ").id
    click(panel.search)
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.view.hasFocus()


def test_an_import_is_seen(kit: Kit, panel: ClustersPanel) -> None:
    head = article("new", text="وصل وفد إلى بيونغ يانغ.", position=2, title="خبر آخر")
    at = "وصل وفد إلى بيونغ يانغ.".index("بيونغ")
    more = Mention(head.id, "entity", "GPE", at, at + 10, source="m")
    kit.session.store.bulk_import([ArticleBundle(head, "وصل وفد إلى بيونغ يانغ.", mentions=(more,))])
    kit.session.reload()
    until(lambda: not panel._later.isActive())
    assert names(panel) == ["بيونغ يانغ"] * 3
    assert panel.model.mention(2) is not None
    assert panel.model.mention(2).title == "خبر آخر"
    assert panel.count.text() == "3 من 3"


def test_another_language_keeps_what_is_chosen(kit: Kit, panel: ClustersPanel) -> None:
    kit.context.messages = Messages("en")
    kit.context.bridge.settingChanged.emit("language")
    assert panel.where.currentText() == "In no cluster 2"
    assert names(panel) == ["بيونغ يانغ"] * 2


def test_many_are_shown_as_far_as_one_scrolls(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free_lines, "PAGE", 20)
    monkeypatch.setattr(free_lines, "AT_MOST", 50)
    opened = kit.session.article
    assert opened is not None
    row = kit.mention("بيونغ يانغ")
    more = tuple(Change(None, replace(row, id=f"{n:03}", start=n, end=n + 5, status="accepted")) for n in range(70))
    kit.session.do(Edit("mention.create", more))
    panel = ClustersPanel(kit.context)
    shown(panel, height=760)
    choose(panel.where, "none")
    until(lambda: not panel._later.isActive())
    assert panel.count.text() == "72 من 72"
    rows = panel.model.rowCount()
    assert rows in (20, 40)
    panel.view.setFocus()
    for _ in range(4):
        QTest.keyClick(panel.view, Qt.Key.Key_End)
        settle()
    assert panel.model.rowCount() == 50
    assert [panel.model.mention(at).start for at in range(50)] == sorted(
        panel.model.mention(at).start for at in range(50)
    )
    kit.session.undo()
    assert panel.model.rowCount() == 2
