"""What is half typed on a cluster's card when another cluster comes: it is the old one's, and is kept for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from db.rows import Cluster
from db.store import Store
from desktop.ui.panels.clusters import ClustersPanel
from desktop.ui.panels.inspector_tail import NoteField
from tests.ui.app_kit import running
from tests.ui.panel_kit import Kit, click, settle, shown, type_text


@pytest.fixture
def panel(kit: Kit) -> ClustersPanel:
    panel = ClustersPanel(kit.context)
    shown(panel, width=360, height=860)
    panel.show_cluster(stored(kit, "E-putin").id)
    click(panel.card.details)
    settle()
    return panel


def stored(kit: Kit, ref: str) -> Cluster:
    found = kit.session.store.find_cluster("entity", ref)
    assert found is not None
    return found


def half_type(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    type_text(field, text)
    assert field.isModified()


@pytest.mark.parametrize(("name", "column"), [("note", "note"), ("external", "external")])
def test_a_field_half_typed_is_kept_for_its_own_cluster(
    kit: Kit, panel: ClustersPanel, name: str, column: str
) -> None:
    field = getattr(panel.card.fields, name)
    half_type(field, "Q7747")
    kit.session.select(kit.mention("كيم جونغ أون").id)
    assert panel.card.cluster_id == stored(kit, "E-kim").id
    assert getattr(stored(kit, "E-putin"), column) == "Q7747"
    assert field.text() == ""
    field.editingFinished.emit()
    assert not getattr(stored(kit, "E-kim"), column)
    kit.session.undo()
    assert not getattr(stored(kit, "E-putin"), column)
    assert not kit.session.can_undo


def test_a_name_half_typed_is_kept_for_its_own_cluster(kit: Kit, panel: ClustersPanel) -> None:
    half_type(panel.card.name, "بوتين الرئيس")
    panel.show_cluster(stored(kit, "E-kim").id)
    assert stored(kit, "E-putin").name == "بوتين الرئيس"
    assert panel.card.name.text() == "كيم جونغ أون"
    panel.card.name.editingFinished.emit()
    assert stored(kit, "E-kim").name == "كيم جونغ أون"
    assert [panel.model.index(row).data() for row in range(2)] == ["بوتين الرئيس", "كيم جونغ أون"]


def test_the_other_kind_keeps_it_too(kit: Kit, panel: ClustersPanel) -> None:
    half_type(panel.card.name, "بوتين الرئيس")
    panel._choose_kind("event")
    assert stored(kit, "E-putin").name == "بوتين الرئيس"


def test_the_same_cluster_shown_again_takes_nothing_away(kit: Kit, panel: ClustersPanel) -> None:
    half_type(panel.card.name, "بوتين الر")
    panel.show_cluster(stored(kit, "E-putin").id)
    assert panel.card.name.text() == "بوتين الر"
    assert not kit.session.can_undo


def test_what_is_typed_for_a_cluster_that_is_gone_goes_with_it(kit: Kit, panel: ClustersPanel) -> None:
    kim, putin = stored(kit, "E-kim"), stored(kit, "E-putin")
    half_type(panel.card.fields.note, "ملاحظة")
    panel.card.tools._merge(kim, putin)
    assert panel.card.cluster_id == kim.id
    assert stored(kit, "E-kim").note == ""


@pytest.mark.parametrize("way", ["corpus", "window"])
@pytest.mark.parametrize("where", ["card", "inspector"])
def test_closing_keeps_what_is_half_typed(tmp_path: Path, way: str, where: str) -> None:
    with running(tmp_path) as app:
        path, mention = app.session.store.path, app.select("بوتين")
        if where == "card":
            app.press("Alt+5")
            panel = app.app.window.findChild(ClustersPanel)
            panel.show_cluster(mention.cluster)
            click(panel.card.details)
            field = panel.card.fields.note
        else:
            field = app.app.window.findChild(NoteField)
        half_type(field, "ملاحظة")
        if way == "corpus":
            app.commands.trigger("close")
        else:
            app.app.window.close()
    with Store.open(path) as store:
        noted = store.mention(mention.id).note, store.clusters([mention.cluster])[mention.cluster].note
    assert noted == (("", "ملاحظة") if where == "card" else ("ملاحظة", ""))
