"""Contradictions on the timeline by real events: red dashed ties, marks, words, a walk by keys, live, in pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from db.dates import Interval
from db.rows import Relation
from desktop.edits import dates, relations
from desktop.ui.timeline.panel import TimelinePanel
from desktop.ui.timeline.ties import anchors, clipped
from tests.desktop.test_related_dates import bundles
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import click, settle
from tests.ui.test_relations_panel import event, relate
from tests.ui.test_timeline_panel import read, thing


@pytest.fixture
def app(tmp_path):
    with running(tmp_path, language="en", own=tuple(bundles())) as it:
        it.session.select(None)
        yield it


def timeline(app: Running) -> TimelinePanel:
    """F5, everything read."""
    app.press("F5")
    panel = app.app.window.findChild(TimelinePanel)
    read(panel)
    return panel


def tied(panel: TimelinePanel) -> list[tuple[str, str]]:
    view = panel.view
    return [(view.events[each.start[0].event].name, view.events[each.end[0].event].name) for each in view.ties]


def at(panel: TimelinePanel) -> str:
    return panel.view.events[panel.view.current.event].name if panel.view.current else ""


def stop(panel: TimelinePanel) -> str:
    """The event that the walk is at, in the picture or in the tray."""
    index = panel.tray.list.currentIndex()
    return panel.tray.model.event_at(index.row()).name if panel.tray.list.hasFocus() else at(panel)


def drop(app: Running, row: Relation) -> None:
    app.session.do(relations.remove(app.article, row.id))


def reds(app: Running, panel: TimelinePanel) -> int:
    """Pixels of the colour of danger in the picture, as it is painted."""
    image = QImage(panel.view.viewport().size(), QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        panel.view.painter(theme=panel.context.theme).paint(painter, panel.view.picture())
    wanted = app.app.context.theme.role("danger").rgb()
    return sum(image.pixel(x, y) == wanted for x in range(0, image.width()) for y in range(image.height()))


def test_a_tie_comes_and_goes_while_the_timeline_is_shown(app):
    panel = timeline(app)
    assert panel.said.text() == "7 events"
    assert not panel.wrong.isEnabled()
    before = reds(app, panel)
    row = relate(app, "BEFORE", "استقبل", "سافر")
    assert tied(panel) == [("استقبال الوزير", "سافر")]
    assert panel.said.text() == "7 events, 1 contradiction"
    assert panel.wrong.isEnabled()
    assert before == 0
    assert reds(app, panel) > 150, "a dashed line, its point, and two rings"
    app.session.undo()
    assert tied(panel) == []
    assert reds(app, panel) == 0
    app.session.redo()
    time = next(each for each in app.article.ordered if app.article.text_of(each) == "أبريل 2023")
    app.session.do(dates.confirm(app.article, app.session.labels, time.id, interval=Interval.from_iso("2025-04")))
    read(panel)
    assert tied(panel) == []
    app.session.undo()
    read(panel)
    assert len(tied(panel)) == 1
    drop(app, row)
    assert "contradiction" not in panel.said.text()


def test_what_changes_while_it_is_hidden_is_there_when_it_is_shown(app):
    panel = timeline(app)
    app.press("F5")
    relate(app, "BEFORE", "استقبل", "سافر")
    assert tied(panel) == []
    app.press("F5")
    read(panel)
    assert len(tied(panel)) == 1


@pytest.mark.parametrize("mode", ["merged", "articles"])
@pytest.mark.parametrize("way", ["rtl", "ltr"])
def test_every_layout_and_direction_has_its_ties(app, mode, way):
    relate(app, "BEFORE", "استقبل", "سافر")
    panel = timeline(app)
    click(panel.rows.button(mode))
    click(panel.direction.button(way))
    settle()
    assert tied(panel) == [("استقبال الوزير", "سافر")]
    (tie,) = panel.view.ties
    picture = panel.view.picture()
    begin, end = picture.box(*tie.start).center().x(), picture.box(*tie.end).center().x()
    assert (begin < end) == (way == "rtl"), "it points back in time"
    assert reds(app, panel) > 150
    panel.view.zoom(40)
    panel.view.viewport().repaint()
    panel.view.zoom(1 / 4000)
    panel.view.viewport().repaint()
    app.press("Ctrl+L")
    assert reds(app, panel) > 20


def test_words_when_hovered_and_for_screen_readers(app):
    relate(app, "BEFORE", "استقبل", "قال")
    relate(app, "BEFORE", "قال", "سافر")
    panel = timeline(app)
    view = panel.view
    said = view.hover_text(thing(view, "سافر"))
    for words in ("“استقبل” before “قال”", "“قال” before “سافر”", "Wednesday 19 June 2024", "April 2023"):
        assert words in said.replace("\u2068", "").replace("\u2069", "")
    view.go(thing(view, "سافر"))
    assert "19 June 2024" in view.accessibleDescription()
    assert panel.told.wrong.isVisible()
    assert "April 2023" in panel.told.wrong.text()
    view.go(thing(view, "وقع"))
    assert not panel.told.wrong.isVisible()
    row = panel.tray.model.row_of(event(app, "قال").id)
    index = panel.tray.model.index(row)
    assert index.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "19 June 2024" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "19 June 2024" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    other = panel.tray.model.index(1 - row) if panel.tray.model.rowCount() > 1 else None
    assert other is None or other.data(Qt.ItemDataRole.DecorationRole) is None


def test_a_walk_by_keys_alone_from_anywhere(app):
    relate(app, "BEFORE", "استقبل", "سافر")
    app.app.window.view.setFocus()
    app.press("F9")
    panel = app.app.window.findChild(TimelinePanel)
    read(panel)
    assert panel.isVisible(), "it shows the timeline first"
    assert at(panel) == "استقبال الوزير"
    assert panel.view.hasFocus()
    assert "1 of 1:" in app.said
    app.press("F9")
    assert at(panel) == "سافر"
    app.press("F9")
    assert at(panel) == "استقبال الوزير", "round and round"
    app.press("Shift+F9")
    assert at(panel) == "سافر"
    app.press("Enter")
    assert app.words() == "سافر"
    app.session.undo()
    app.press("F9")
    assert app.said == "No contradiction among the events shown"


def test_undated_events_are_stops_in_the_tray(app):
    relate(app, "BEFORE", "قال", "زار")
    relate(app, "BEFORE", "زار", "قال")
    panel = timeline(app)
    assert [each.kind for each in panel.view.troubles.found] == ["time"]
    app.press("F9")
    names = [stop(panel)]
    app.press("F9")
    names.append(stop(panel))
    assert sorted(names) == ["زار", "قال"]
    assert panel.told.wrong.isVisible()


def test_pictures_have_the_ties(app, tmp_path: Path):
    relate(app, "BEFORE", "استقبل", "سافر")
    panel = timeline(app)
    drawing, picture = tmp_path / "t.svg", tmp_path / "t.png"
    panel.save_picture(drawing)
    panel.save_picture(picture)
    text = drawing.read_text(encoding="utf-8").lower()
    assert QSvgRenderer(str(drawing)).isValid()
    assert "stroke-dasharray" in text
    danger = app.app.context.theme.role("danger")
    assert danger.name() in text
    image = QImage(str(picture))
    red = sum(image.pixel(x, y) == danger.rgb() for x in range(0, image.width()) for y in range(0, image.height(), 2))
    assert red > 200


def test_f5_gives_the_timeline_most_of_the_window(app):
    app.app.window.resize(1280, 720)
    settle()
    panel = timeline(app)
    settle()
    assert panel.height() > 360
    assert app.app.window.view.height() > 100, "the article is still there"
    assert panel.view.viewport().height() > 230
    assert "F9" in panel.wrong.toolTip()
    app.press("F3")
    settle()
    assert panel.height() < 300, "another place is the main thing"
    frame = app.app.window.dock_widgets()["frame"].widget()
    assert frame.height() > 250
    app.press("F5")
    settle()
    assert panel.height() > 360
    app.press("F5")
    assert panel.isHidden() or not panel.isVisible()


# --- geometry --------------------------------------------------------------------------------------------------------


def test_ties_leave_from_the_sides_turned_to_each_other():
    one, right, below = QRectF(0, 0, 10, 10), QRectF(50, 40, 10, 10), QRectF(2, 40, 10, 10)
    assert anchors(one, right) == (QPointF(13, 5), QPointF(47, 45))
    assert anchors(right, one) == (QPointF(47, 45), QPointF(13, 5))
    assert anchors(one, below) == (QPointF(6, 13), QPointF(6, 37))
    assert anchors(below, one) == (QPointF(6, 37), QPointF(6, 13))


def test_lines_are_cut_to_the_view():
    view = QRectF(0, 0, 100, 100)
    assert clipped(QLineF(-1e6, 50, 1e6, 50), view) == QLineF(0, 50, 100, 50)
    assert clipped(QLineF(-50, -50, -10, 200), view) is None
    assert clipped(QLineF(10, 10, 20, 20), view) == QLineF(10, 10, 20, 20)
    assert clipped(QLineF(10, -10, 10, 200), view) == QLineF(10, 0, 10, 100)
