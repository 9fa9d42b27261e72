"""Merging, splitting, moving and taking out from the clusters panel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel

from db.rows import Cluster
from desktop.edits import clusters, mentions
from desktop.ui.dialogs.palette import Palette
from desktop.ui.panels.clusters import ClustersPanel
from tests.ui.panel_kit import Kit, click, settle, shown


@pytest.fixture
def panel(kit: Kit) -> ClustersPanel:
    panel = ClustersPanel(kit.context)
    shown(panel, width=360, height=860)
    panel.show_cluster(kit.session.store.find_cluster("entity", "E-putin").id)
    return panel


def choose(panel: ClustersPanel, count: int) -> list[str]:
    """Select the last mentions in the card's list; their ids."""
    model, view = panel.card.model, panel.card.view
    view.clearSelection()
    rows = [row for row in range(model.rowCount()) if model.entry(row).mention is not None][-count:]
    for row in rows:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        view.selectionModel().select(model.index(row), flags)
    return [model.entry(row).mention.id for row in rows]


def test_splitting_off_shows_the_new_cluster(kit: Kit, panel: ClustersPanel) -> None:
    panel.card.view.clearSelection()
    assert not panel.card.tools.buttons["split"].isEnabled()
    ids = choose(panel, 2)
    old = panel.card.cluster_id
    click(panel.card.tools.buttons["split"])
    settle()
    assert panel.card.cluster_id != old
    assert {kit.session.store.mention(each).cluster for each in ids} == {panel.card.cluster_id}
    assert kit.session.last.label == "cluster.split"
    kit.session.undo()
    assert {kit.session.store.mention(each).cluster for each in ids} == {old}


def test_what_is_split_off_is_named_by_the_usual_label_and_not_by_the_first(kit: Kit, panel: ClustersPanel) -> None:
    session, opened = kit.session, kit.session.article
    putin = session.store.find_cluster("entity", "E-putin")
    taken = session.ref_taken("entity")
    for place in [each for each in opened.ordered if opened.text_of(each) == "بيونغ يانغ"]:
        session.do(clusters.link(opened, place.id, cluster=putin, whole_chain=False, ref_taken=taken))
    first = kit.mention("بوتين")
    session.do(mentions.relabel(opened, session.labels, first.id, label="OCC"))
    wanted = {first.id, *(each.id for each in opened.ordered if opened.text_of(each) == "بيونغ يانغ")}
    model, view = panel.card.model, panel.card.view
    view.clearSelection()
    for row in range(model.rowCount()):
        if (mention := model.entry(row).mention) and mention.id in wanted:
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            view.selectionModel().select(model.index(row), flags)
    click(panel.card.tools.buttons["split"])
    assert panel.card.name.text() == "بيونغ يانغ"


def test_merging_asks_for_the_cluster_that_stays(kit: Kit, panel: ClustersPanel) -> None:
    gone = panel.card.cluster_id
    total = kit.session.store.progress().total
    click(panel.card.tools.buttons["merge"])
    palette = panel.window().findChild(Palette)
    assert palette is not None
    (row,) = palette.rows()
    palette.chosen.emit(row.value, False)
    settle()
    assert kit.session.store.clusters([gone]) == {}
    assert panel.card.cluster_id == row.value.id
    assert kit.session.store.progress().total == total


def test_moving_and_taking_out(kit: Kit, panel: ClustersPanel) -> None:
    (first,) = choose(panel, 1)
    click(panel.card.tools.buttons["move"])
    palette = panel.window().findChild(Palette)
    (row,) = palette.rows()
    palette.chosen.emit(row.value, False)
    palette.dismiss()
    assert kit.session.store.mention(first).cluster == row.value.id
    (second,) = choose(panel, 1)
    click(panel.card.tools.buttons["take_out"])
    assert kit.session.store.mention(second).cluster is None


def test_an_empty_cluster_can_be_removed_and_nothing_else_be_done_to_its_mentions(
    kit: Kit, panel: ClustersPanel
) -> None:
    buttons, store = panel.card.tools.buttons, kit.session.store
    assert not buttons["remove"].isVisible()
    choose(panel, 1)
    click(buttons["split"])
    settle()
    made = panel.card.cluster_id
    kit.session.do(clusters.rename(store.row(Cluster, made), name="اسم من عندي"))
    settle()
    choose(panel, 1)
    click(buttons["take_out"])
    settle()
    assert panel.model.row_of(made) >= 0
    assert {name for name, button in buttons.items() if button.isVisible()} == {"merge", "remove"}
    click(buttons["remove"])
    settle()
    assert store.clusters([made]) == {}
    assert panel.model.row_of(made) == -1
    assert panel.card.cluster_id != made
    kit.session.undo()
    settle()
    assert panel.model.row_of(made) >= 0
