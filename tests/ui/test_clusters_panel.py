"""The clusters panel: the list, one cluster's mentions in all articles, renaming, jumping, disagreement."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from desktop.bidi import counted
from desktop.edits import clusters, mentions, reviews
from desktop.ui.models.cluster_mentions import ClusterMentionsModel
from desktop.ui.panels.clusters import ClustersPanel
from tests.ui.panel_kit import Kit, click, shown, type_text


@pytest.fixture
def panel(kit: Kit) -> ClustersPanel:
    panel = ClustersPanel(kit.context)
    shown(panel, height=760)
    return panel


def names(panel: ClustersPanel) -> list[str]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def rows(panel: ClustersPanel) -> list[str]:
    """Article heads as ``#n``, mentions as their letters."""
    model, found = panel.card.model, []
    for row in range(model.rowCount()):
        entry = model.entry(row)
        found.append(f"#{entry.count}" if entry.mention is None else model.snippet(entry.mention)[1])
    return found


def is_as_if_new(panel: ClustersPanel, kit: Kit) -> bool:
    model, fresh = panel.card.model, ClusterMentionsModel(kit.context)
    cluster = panel.card.cluster_id
    assert cluster is not None
    fresh.load(cluster, kit.session.store.cluster_mentions(cluster))
    entries = [fresh.entry(row) for row in range(fresh.rowCount())]
    return entries == [model.entry(row) for row in range(model.rowCount())] and fresh.labels == +model.labels


def test_it_lists_and_searches_clusters(kit: Kit, panel: ClustersPanel) -> None:
    assert names(panel) == ["فلاديمير بوتين", "كيم جونغ أون"]
    click(panel.search)
    type_text(panel.search, "جونغ اون")
    assert names(panel) == ["كيم جونغ أون"]
    click(panel.kinds.button("event"))
    assert names(panel) == []


def test_it_follows_the_selected_mention(kit: Kit, panel: ClustersPanel) -> None:
    mention = kit.mention("بوتين", 1)
    kit.session.select(mention.id)
    assert panel.card.name.text() == "فلاديمير بوتين"
    assert rows(panel) == ["#3", "بوتين", "بوتين", "بوتين", "#2", "بوتين", "بوتين"]
    assert panel.card.view.currentIndex().row() == panel.card.model.row_of(mention.id)


def test_a_click_jumps_to_a_mention_of_another_article(kit: Kit, panel: ClustersPanel) -> None:
    kit.session.select(kit.mention("بوتين").id)
    model = panel.card.model
    target = model.entry(6).mention
    assert target is not None
    panel.card.view.scrollTo(model.index(6))
    click(panel.card.view.viewport(), panel.card.view.visualRect(model.index(6)).center())
    assert kit.session.article is not None
    assert kit.session.article.row.id == kit.articles[1]
    assert kit.session.selected == target.id
    assert panel.card.view.currentIndex().row() == 6


def test_enter_jumps_and_heads_are_passed_over(kit: Kit, panel: ClustersPanel) -> None:
    kit.session.select(kit.mention("بوتين", 2).id)
    view = panel.card.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert kit.session.article is not None
    assert kit.session.article.row.id == kit.articles[1]


def test_a_name_is_changed_with_enter_and_undone(kit: Kit, panel: ClustersPanel) -> None:
    kit.session.select(kit.mention("بوتين").id)
    name = panel.card.name
    click(name)
    name.selectAll()
    type_text(name, "بوتين، فلاديمير")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert names(panel)[0] == "بوتين، فلاديمير"
    assert len(kit.session.store.history(limit=10)) == 2
    kit.session.undo()
    assert name.text() == "فلاديمير بوتين"
    click(name)
    name.clear()
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == "فلاديمير بوتين"


def test_links_edits_and_undo_touch_only_their_rows(kit: Kit, panel: ClustersPanel) -> None:
    resets: list[str] = []
    opened, session = kit.session.article, kit.session
    assert opened is not None
    kit.session.select(kit.mention("بوتين").id)
    panel.card.model.modelReset.connect(lambda: resets.append("reset"))
    panel.model.modelReset.connect(lambda: resets.append("reset"))
    putin = opened.clusters[kit.mention("بوتين").cluster or ""]
    place = kit.mention("بيونغ يانغ")
    taken = session.ref_taken("entity")
    edits = (
        lambda: clusters.link(opened, place.id, cluster=putin, whole_chain=False, ref_taken=taken),
        lambda: reviews.accept(opened, kit.mention("بوتين").id),
        lambda: mentions.resize(opened, place.id, start=place.start, end=place.end - 1),
        lambda: reviews.reject(opened, kit.mention("بوتين", 2).id),
        lambda: clusters.unlink(opened, kit.mention("بوتين", 1).id),
        lambda: mentions.delete(opened, kit.mention("بوتين").id),
    )
    for edit in edits:
        session.do(edit())
        assert is_as_if_new(panel, kit)
        listed = {panel.model.line(row) for row in range(panel.model.rowCount())}
        assert listed == set(session.store.all_clusters("entity"))
    while session.undo():
        assert is_as_if_new(panel, kit)
    assert resets == []


def test_it_shows_where_labels_differ_and_leads_there(kit: Kit, panel: ClustersPanel) -> None:
    opened = kit.session.article
    assert opened is not None
    odd = kit.mention("بوتين", 2)
    kit.session.do(mentions.relabel(opened, kit.session.labels, odd.id, label="ORG"))
    kit.session.select(kit.mention("بوتين").id)
    assert "تسميات مختلفة" in panel.card.counts.text()
    chips = [chip for chip in panel.card.chips if chip.isVisible()]
    assert [chip.text() for chip in chips] == [counted("شخص", "4"), counted("منظمة", "1")]
    click(chips[1])
    assert kit.session.selected == odd.id


def test_a_new_cluster_joins_the_list(kit: Kit, panel: ClustersPanel) -> None:
    opened = kit.session.article
    assert opened is not None
    place = kit.mention("بيونغ يانغ")
    kit.session.do(
        clusters.link_new(opened, place.id, name="", whole_chain=False, ref_taken=kit.session.ref_taken("entity"))
    )
    assert "بيونغ يانغ" in names(panel)
    kit.session.undo()
    assert "بيونغ يانغ" not in names(panel)


def test_show_cluster_shows_an_event_cluster_too(kit: Kit, panel: ClustersPanel) -> None:
    opened = kit.session.article
    assert opened is not None
    event = kit.mention("مباحثات")
    kit.session.do(
        clusters.link_new(opened, event.id, name="القمة", whole_chain=False, ref_taken=kit.session.ref_taken("event"))
    )
    panel.show_cluster(kit.mention("مباحثات").cluster or "")
    assert panel.kinds.value == "event"
    assert names(panel) == ["القمة"]
    assert rows(panel) == ["#1", "مباحثات"]


def choose(combo: QComboBox, code: str | None) -> None:
    """Choose an entry by the keyboard."""
    combo.setFocus()
    for _ in range(combo.count()):
        QTest.keyClick(combo, Qt.Key.Key_Up)
    for _ in range(combo.findData(code)):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentData() == code


def test_it_filters_by_label_and_spread_and_counts(kit: Kit, panel: ClustersPanel) -> None:
    session = kit.session
    place = kit.mention("بيونغ يانغ")
    taken = session.ref_taken("entity")
    session.do(clusters.link_new(session.article, place.id, name="", whole_chain=False, ref_taken=taken))
    assert names(panel) == ["فلاديمير بوتين", "كيم جونغ أون", "بيونغ يانغ"]
    assert panel.count.text() == "3 من 3"
    choose(panel.label, "GPE")
    assert names(panel) == ["بيونغ يانغ"]
    assert panel.count.text() == "1 من 3"
    choose(panel.where, "many")
    assert names(panel) == []
    choose(panel.label, None)
    assert names(panel) == ["فلاديمير بوتين", "كيم جونغ أون"]
    choose(panel.where, "one")
    assert names(panel) == ["بيونغ يانغ"]
    choose(panel.label, "FAC")
    assert names(panel) == []
    session.do(mentions.relabel(session.article, session.labels, place.id, label="FAC"))
    assert names(panel) == ["بيونغ يانغ"], "what changes comes and goes"
    session.undo()
    assert names(panel) == []
    click(panel.kinds.button("event"))
    assert panel.label.currentData() is None
    assert [panel.label.itemData(i) for i in range(3)] == [None, *(each.code for each in session.labels.events[:2])]
