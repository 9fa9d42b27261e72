"""Room in the panels beside the article, by sizes of the window: lists keep rows in sight, nothing is left empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeView

from desktop.ui.panels.clusters import ClustersPanel
from desktop.ui.panels.relations import BUTTONS, RelationsPanel
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import click, settle, until
from tests.ui.test_cluster_choice import bundle

SIZES = ((1280, 720), (1500, 900), (1900, 1000))


@pytest.fixture(params=["ar", "en"])
def app(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Running]:
    with running(tmp_path, language=request.param, own=[bundle()]) as app:
        app.commands.index.read_on(60)
        yield app


def sized(app: Running, size: tuple[int, int]) -> None:
    app.app.window.resize(*size)
    settle()
    assert app.app.window.size().toTuple() == size


def clusters(app: Running) -> ClustersPanel:
    app.app.window.docks.by_name["clusters"].raise_()
    settle()
    return app.app.window.findChild(ClustersPanel)


def rows_in_sight(view: QTreeView) -> float:
    model = view.model()
    whole = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    height = whole[0].height()
    seen = view.viewport().visibleRegion().boundingRect().height()
    return seen / height


@pytest.mark.parametrize("size", SIZES)
def test_the_list_has_all_the_room_while_nothing_is_chosen(app: Running, size: tuple[int, int]) -> None:
    panel = clusters(app)
    sized(app, size)
    assert panel.card.cluster_id is None
    left = panel.height() - panel.view.mapTo(panel, panel.view.rect().bottomLeft()).y()
    assert left < 90
    assert rows_in_sight(panel.view) >= 5


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ref", ["E-putin", "C-met"])
@pytest.mark.parametrize("details", [False, True])
def test_list_card_and_mentions_have_room(app: Running, size: tuple[int, int], ref: str, details: bool) -> None:
    panel = clusters(app)
    sized(app, size)
    kind = "event" if ref.startswith("C-") else "entity"
    panel.show_cluster(app.session.store.find_cluster(kind, ref).id)
    if details:
        click(panel.card.details)
    until(lambda: not panel.card.facts.pending)
    settle()
    assert rows_in_sight(panel.view) >= (2 if details else 3), "of the list"
    assert rows_in_sight(panel.card.view) >= 3, "of the mentions"
    tools = panel.card.tools
    for name in ("merge", "split", "move", "take_out"):
        button = tools.buttons[name]
        assert button.visibleRegion().boundingRect() == button.rect(), f"{name} is cut"
    if ref == "E-putin":
        chips = [chip for chip in panel.card.chips if chip.isVisible()]
        assert len(chips) == 2, "labels differ, and which they are is said"
    if details:
        area = panel.card.area
        area.ensureWidgetVisible(panel.card.fields.note)
        settle()
        assert not panel.card.fields.note.visibleRegion().isEmpty()
        assert area.height() >= 80


def test_mentions_are_moved_with_the_details_open(app: Running) -> None:
    panel = clusters(app)
    sized(app, SIZES[0])
    panel.show_cluster(app.session.store.find_cluster("entity", "E-putin").id)
    click(panel.card.details)
    settle()
    panel.card.view.setCurrentIndex(panel.card.model.index(1))
    assert panel.card.tools.buttons["take_out"].isEnabled()
    before = app.session.store.cluster_line(panel.card.cluster_id).mentions
    click(panel.card.tools.buttons["take_out"])
    assert app.session.store.cluster_line(panel.card.cluster_id).mentions == before - 1


def test_where_a_person_put_the_bar_it_stays(app: Running) -> None:
    panel = clusters(app)
    sized(app, SIZES[1])
    panel.show_cluster(app.session.store.find_cluster("entity", "E-putin").id)
    settle()
    sizes = panel.parts.sizes()
    panel.parts.moveSplitter(sizes[0] - 20, 1)
    moved = panel.parts.sizes()
    click(panel.card.details)
    settle()
    assert panel.parts.sizes() == moved


@pytest.mark.parametrize("size", SIZES)
def test_the_relations_keep_rows_in_sight_over_the_timeline(app: Running, size: tuple[int, int]) -> None:
    sized(app, size)
    panel = app.app.window.findChild(RelationsPanel)
    app.select("واجتمع")
    app.press("B", "1", "1")
    app.press("F5", "Alt+6")
    until(lambda: panel.isVisible() and not panel._later.isActive())
    settle()
    assert app.app.window.size().toTuple() == size
    assert panel.model.rowCount()
    assert rows_in_sight(panel.view) >= 2
    panel.view.setCurrentIndex(panel.model.index(0))
    if panel.folded.isVisible():
        assert not panel.foot.isVisible()
        panel.folded.menu().aboutToShow.emit()
        actions = panel.folded.menu().actions()
        assert [each.objectName() for each in actions] == [f"relations_{name}" for name in BUTTONS]
        assert [each.isEnabled() for each in actions] == [panel.buttons[name].isEnabled() for name in BUTTONS]
        remove = actions[-1]
        assert remove.isEnabled()
        remove.trigger()
        assert not app.article.relations
    else:
        for button in panel.buttons.values():
            assert button.visibleRegion().boundingRect() == button.rect()
    app.app.window.docks.by_name["timeline"].hide()
    settle()
    assert panel.foot.isVisible(), "with room the buttons are there"
    assert not panel.folded.isVisible()
