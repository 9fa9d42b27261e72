"""Other names on a cluster's card: typed, taken away by key or cross, refused calmly, many of them, read-only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.rows import Change, Cluster
from db.store import Store
from desktop.edits import Edit, EditRefused
from desktop.ui.models.clusters import ALIAS
from desktop.ui.panels.card_aliases import SHOWN, CardAliases
from desktop.ui.panels.clusters import ClustersPanel
from tests.ui.app_kit import running
from tests.ui.panel_kit import Kit, click, corpus, settle, shown, type_text


@pytest.fixture
def panel(kit: Kit) -> ClustersPanel:
    panel = ClustersPanel(kit.context)
    shown(panel, width=360, height=860)
    panel.show_cluster(stored(kit).id)
    click(panel.card.details)
    settle()
    return panel


def stored(kit: Kit, ref: str = "E-putin") -> Cluster:
    found = kit.session.store.find_cluster("entity", ref)
    assert found is not None
    return found


def chips(field: CardAliases) -> list[str]:
    return [chip.text() for chip in field.chips if chip.isVisible()]


def enter(field: CardAliases, text: str) -> None:
    field.line.setFocus()
    type_text(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def test_names_are_typed_and_taken_away_by_the_keyboard_alone(kit: Kit, panel: ClustersPanel) -> None:
    field = panel.card.fields.aliases
    assert chips(field) == []
    enter(field, "القيصر")
    enter(field, "Putin")
    assert chips(field) == ["القيصر", "Putin"]
    assert field.line.hasFocus()
    assert field.line.text() == ""
    assert stored(kit).aliases == ("القيصر", "Putin")
    assert [each.label for each in kit.session.store.history(limit=2)] == ["cluster.alias_add"] * 2
    QTest.keyClick(field.line, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert field.chips[1].hasFocus()
    QTest.keyClick(field.chips[1], Qt.Key.Key_Delete)
    assert chips(field) == ["القيصر"]
    assert field.chips[0].hasFocus(), "the keyboard stays among the names"
    QTest.keyClick(field.chips[0], Qt.Key.Key_Backspace)
    assert chips(field) == []
    assert field.line.hasFocus()
    kit.session.undo()
    kit.session.undo()
    assert chips(field) == ["القيصر", "Putin"]


def test_a_cross_takes_one_away(kit: Kit, panel: ClustersPanel) -> None:
    field = panel.card.fields.aliases
    enter(field, "القيصر")
    chip = field.chips[0]
    click(chip, QPoint(12, chip.height() // 2))  # the reading end, in Arabic on the left
    assert stored(kit).aliases == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [("القَيصر", "alias_known"), ("فلاديمير  بوتين", "alias_is_name"), ("  ", "blank"), ("", "blank")],
)
def test_what_says_nothing_new_is_refused_and_stays_to_be_corrected(
    kit: Kit, panel: ClustersPanel, text: str, code: str
) -> None:
    field, told = panel.card.fields.aliases, []
    enter(field, "القيصر")
    kit.context.bridge.refused.connect(told.append)
    enter(field, text)
    assert [(type(each), each.code) for each in told] == [(EditRefused, code)]
    assert kit.context.messages.error(told[0])
    assert stored(kit).aliases == ("القيصر",)
    assert field.line.text() == text
    panel.search.setFocus()
    assert len(told) == 1, "leaving the line says nothing more"
    panel.show_cluster(stored(kit, "E-kim").id)
    assert field.line.text() == ""


def test_a_name_half_typed_is_kept_for_its_own_cluster(kit: Kit, panel: ClustersPanel) -> None:
    field = panel.card.fields.aliases
    field.line.setFocus()
    type_text(field.line, "القيصر")
    panel.show_cluster(stored(kit, "E-kim").id)
    assert stored(kit).aliases == ("القيصر",)
    assert stored(kit, "E-kim").aliases == ()
    assert (chips(field), field.line.text()) == ([], "")


@pytest.mark.parametrize("way", ["corpus", "window"])
def test_closing_keeps_a_name_half_typed(tmp_path: Path, way: str) -> None:
    with running(tmp_path) as app:
        path, mention = app.session.store.path, app.select("بوتين")
        app.press("Alt+5")
        panel = app.app.window.findChild(ClustersPanel)
        panel.show_cluster(mention.cluster)
        click(panel.card.details)
        field = panel.card.fields.aliases
        field.line.setFocus()
        type_text(field.line, "القيصر")
        if way == "corpus":
            app.commands.trigger("close")
        else:
            app.app.window.close()
    with Store.open(path) as store:
        assert store.clusters([mention.cluster])[mention.cluster].aliases == ("القيصر",)


def test_many_names_show_some_and_then_all(kit: Kit, panel: ClustersPanel) -> None:
    names = tuple(f"الاسم رقم {number}" for number in range(50))
    before = stored(kit)
    session = kit.session
    session.do(Edit("cluster.alias_add", (Change(before, named(before, names)),)))
    field = panel.card.fields.aliases
    assert chips(field) == list(names[:SHOWN])
    assert field.more.text() == "+40"
    click(field.more)
    assert chips(field) == list(names)
    settle()
    assert all(chip.geometry().right() <= field._box.width() for chip in field.chips)
    lines = {chip.y() for chip in field.chips}
    assert len(lines) > 10, "they wrap like words"
    click(field.more)
    assert chips(field) == list(names[:SHOWN])


def named(cluster: Cluster, names: tuple[str, ...]) -> Cluster:
    return replace(cluster, aliases=names)


def test_the_list_finds_a_cluster_by_another_name_and_says_so(kit: Kit, panel: ClustersPanel) -> None:
    enter(panel.card.fields.aliases, "القيصر")
    click(panel.search)
    type_text(panel.search, "قَيصر")
    assert [panel.model.index(row).data() for row in range(panel.model.rowCount())] == ["فلاديمير بوتين"]
    index = panel.model.index(0)
    assert index.data(ALIAS) == "القيصر"
    assert "القيصر" in panel._delegate.lines(index)[1]
    panel.search.clear()
    assert panel.model.index(0).data(ALIAS) is None


def test_read_only_shows_them_and_takes_none(tmp_path: Path) -> None:
    with corpus(tmp_path) as kit:
        before = stored(kit)
        kit.session.do(Edit("cluster.alias_add", (Change(before, named(before, ("القيصر",))),)))
        kit.session.store.read_only = True
        panel = ClustersPanel(kit.context)
        shown(panel, width=360, height=860)
        panel.show_cluster(before.id)
        click(panel.card.details)
        settle()
        field = panel.card.fields.aliases
        assert chips(field) == ["القيصر"]
        assert not field.line.isVisible()
        field.chips[0].setFocus()
        QTest.keyClick(field.chips[0], Qt.Key.Key_Delete)
        assert chips(field) == ["القيصر"]
        assert QApplication.focusWidget() is field.chips[0]
