"""The timeline panel by real events: F5, clicks, wheel, drag, arrows, filters, tray, changes, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QWheelEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from db.bundle import ArticleBundle
from db.dates import Interval
from db.labelset import preset
from db.rows import Argument, Cluster, Mention
from db.store import Store
from desktop.edits import clusters, dates
from desktop.timeline.lanes import Placed
from desktop.timeline.reading import read_corpus, touched
from desktop.ui.timeline.panel import TimelinePanel
from desktop.ui.timeline.view import TimelineView
from tests.db.corpora import article
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import Kit, click, corpus, settle, shown, until

FIRST = "استقبل الوزير ضيفه في 19 يونيو 2024.\nوسافر الوفد في أبريل 2023.\nوقال إنه مرتاح."
SECOND = "جرى الاستقبال في 20 يونيو 2024.\nووقع الطرفان اتفاقا عام 2022."


def bundles() -> Iterator[ArticleBundle]:
    """Two articles of one reception on two days; a journey dated by an argument, an agreement by its sentence alone."""
    visit = Cluster("event", "V-1", "استقبال الوزير")
    for number, text in enumerate((FIRST, SECOND)):
        head = article(f"t{number}", text=text, position=2 + number, title=f"خبر {number}")
        head = replace(head, published="2024-06-21")
        mention = partial(annotated, text, head.id)
        rows = (
            [mention("استقبل", "Contact:Meet", visit.id), mention("19 يونيو 2024", "DATE"),
             mention("سافر", "Movement:Transport"), mention("أبريل 2023", "DATE"), mention("قال", "Statement")]
            if number == 0
            else [mention("الاستقبال", "Contact:Meet", visit.id), mention("20 يونيو 2024", "DATE"),
                  mention("وقع", "Statement"), mention("عام 2022", "DATE")]
        )  # fmt: skip
        linked = rows[:4] if number == 0 else rows[:2]
        arguments = tuple(
            Argument(head.id, event.id, "Time", time.id, status="accepted")
            for event, time in zip(linked[::2], linked[1::2], strict=True)
        )
        made = (visit,) if number == 0 else ()
        yield ArticleBundle(head, text, clusters=made, mentions=tuple(rows), arguments=arguments)


def annotated(text: str, home: str, words: str, label: str, cluster: str | None = None) -> Mention:
    """An accepted mention of some words."""
    start = text.index(words)
    kind = "entity" if label == "DATE" else "event"
    return Mention(home, kind, label, start, start + len(words), cluster=cluster, status="accepted")


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path) as kit:
        kit.session.store.bulk_import(bundles())
        kit.session.reload()
        ids = [line.article.id for line in kit.session.store.articles() if line.article.ref.startswith("t")]
        kit.articles = (ids[0], ids[1])
        yield kit


@pytest.fixture
def panel(kit: Kit) -> TimelinePanel:
    panel = TimelinePanel(kit.context)
    shown(panel, width=1000, height=320)
    read(panel)
    return panel


def read(panel: TimelinePanel) -> None:
    until(lambda: panel.keeper.corpus is not None and not panel.busy)
    settle()


def names(panel: TimelinePanel) -> list[str]:
    return sorted(event.name for event in panel.view.events)


def thing(view: TimelineView, name: str, nth: int = 0) -> Placed:
    at = next(place for place, event in enumerate(view.events) if event.name == name)
    return view.lanes.of_event[at][nth][0]


def wheel(view: TimelineView, at: QPointF, turn: int) -> None:
    viewport = view.viewport()
    event = QWheelEvent(
        at, QPointF(viewport.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_it_shows_events_with_dates_and_keeps_the_others_in_the_tray(panel: TimelinePanel) -> None:
    assert names(panel) == ["استقبال الوزير", "سافر", "وقع"]
    tray = panel.tray.model
    undated = [tray.event_at(row).name for row in range(tray.rowCount())]
    assert undated == ["مباحثات", "قال"]
    assert panel.said.text() == "5 أحداث، تناقض واحد"
    reception = next(event for event in panel.view.events if event.linked)
    assert [piece.interval.iso() for piece in reception.pieces] == ["2024-06-19", "2024-06-20"]
    agreement = thing(panel.view, "وقع")
    assert agreement.piece.approximate
    assert not thing(panel.view, "سافر").piece.approximate


def test_a_click_opens_the_mention_and_hovering_tells_of_it(kit: Kit, panel: TimelinePanel) -> None:
    view = panel.view
    point = view.point_of(thing(view, "سافر"))
    click(view.viewport(), point)
    assert kit.session.article is not None
    assert kit.session.article.row.id == kit.articles[0]
    assert kit.session.mention is not None
    assert kit.session.article.text_of(kit.session.mention) == "سافر"
    assert view.current is thing(view, "سافر")
    assert "أبريل 2023" in view.accessibleDescription()
    at = view.point_of(thing(view, "استقبال الوزير"))
    QApplication.sendEvent(view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at)))
    said = QToolTip.text()
    assert all(words in said for words in ("استقبال الوزير", "19 يونيو 2024", "20 يونيو 2024", "متناقضة", "خبر 1"))


def test_the_tray_opens_its_mentions(kit: Kit, panel: TimelinePanel) -> None:
    index = panel.tray.model.index(1)
    click(panel.tray.list.viewport(), panel.tray.list.visualRect(index).center())
    assert kit.session.mention is not None
    assert kit.session.mention.label == "Statement"


def test_arrows_go_by_time_and_enter_opens_each_mention_in_turn(kit: Kit, panel: TimelinePanel) -> None:
    view = panel.view
    view.setFocus()
    view.current = thing(view, "وقع")
    QTest.keyClick(view, Qt.Key.Key_Left)  # time runs leftward in an Arabic interface
    assert view.current is thing(view, "سافر")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.current is thing(view, "استقبال الوزير")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.current is thing(view, "استقبال الوزير", 1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert kit.session.article is not None
    assert kit.session.article.row.id == kit.articles[1]
    click(panel.direction.button("ltr"))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.current is thing(view, "استقبال الوزير")
    row = view.lanes.row_at(view.point_of(view.current).y() - 42)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.lanes.row_at(view.point_of(view.current).y() - 42) == row + 1


def test_the_wheel_zooms_at_the_pointer_and_a_drag_pans(kit: Kit, panel: TimelinePanel) -> None:
    view = panel.view
    at = QPointF(220, 100)
    day, per_day = view.scale.day(220), view.scale.per_day
    wheel(view, at, 240)
    assert view.scale.per_day == pytest.approx(per_day * 1.25**2)
    assert view.scale.day(220) == pytest.approx(day)
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(300, 150))
    QTest.mouseMove(viewport, QPoint(350, 150))
    QTest.mouseMove(viewport, QPoint(400, 150))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(400, 150))
    assert view.scale.day(320) == pytest.approx(day)
    assert kit.session.selected is None
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale.per_day == pytest.approx(per_day * 1.25**2 * 1.6)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.scale.per_day == pytest.approx(per_day)


def test_filters_and_rows_by_article(kit: Kit, panel: TimelinePanel) -> None:
    kit.session.open(kit.articles[1])
    panel.article.setCurrentIndex(1)
    panel.article.activated.emit(1)
    assert names(panel) == ["استقبال الوزير", "وقع"]
    kit.session.open(kit.articles[0])
    assert names(panel) == ["استقبال الوزير", "سافر"]
    panel.article.setCurrentIndex(0)
    panel.linked.setCurrentIndex(2)
    panel.linked.activated.emit(2)
    assert names(panel) == ["سافر", "وقع"]
    panel.linked.setCurrentIndex(0)
    panel.linked.activated.emit(0)
    types = [panel.label.itemData(at) for at in range(panel.label.count())]
    assert types[0] is None
    assert sorted(types[1:]) == ["Contact:Meet", "Movement:Transport", "Statement"]
    click(panel.rows.button("articles"))
    assert [band.article for band in panel.view.lanes.bands] == [*kit.articles]
    assert kit.context.settings.get("timeline_rows") == "articles"
    panel.view.viewport().repaint()


def test_it_follows_what_is_done_and_taken_back(kit: Kit, panel: TimelinePanel) -> None:
    session = kit.session
    session.open(kit.articles[1])
    day = kit.mention("20 يونيو 2024")
    session.do(dates.confirm(session.article, session.labels, day.id, interval=Interval.from_iso("2024-06-19")))
    read(panel)
    assert "تناقض" not in panel.said.text()
    session.undo()
    read(panel)
    assert "تناقض واحد" in panel.said.text()
    session.do(clusters.unlink(session.article, kit.mention("الاستقبال").id))
    read(panel)
    assert names(panel) == ["استقبال الوزير", "الاستقبال", "سافر", "وقع"]
    fresh = read_corpus(session.store, layer=session.layer)
    assert panel.keeper.corpus == fresh


def test_what_the_timeline_does_not_show_is_not_read_again(kit: Kit) -> None:
    session = kit.session
    session.open(kit.articles[0])
    cluster = session.article.clusters[kit.mention("استقبل").cluster]
    done = session.do(clusters.rename(cluster, name="اللقاء"))
    assert touched(done, session.labels) == set()


def test_pictures_are_saved_whole(panel: TimelinePanel, tmp_path: Path) -> None:
    drawing, picture = tmp_path / "خط.svg", tmp_path / "خط.png"
    panel.save_picture(drawing)
    panel.save_picture(picture)
    text = drawing.read_text(encoding="utf-8")
    assert "سافر" in text, "for those who hear it"
    assert QSvgRenderer(str(drawing)).isValid()
    image = QImage(str(picture))
    assert image.width() == panel.view.viewport().width() * 2
    danger = panel.context.theme.hex("danger")
    assert danger in text.lower()
    panel.save_picture(tmp_path / "nowhere" / "x.png")
    assert sorted(each.suffix for each in tmp_path.iterdir() if "خط" in each.name) == [".png", ".svg"]


def test_f5_shows_it_below_the_article_and_puts_it_away(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tawsim"
    with running(tmp_path, articles=False) as run:
        run.session.store.bulk_import(bundles())
        run.session.reload()
        panel = below(run)
        assert not panel.isVisible()
        run.press("F5")
        read(panel)
        assert run.focus is panel.view
        assert names(panel) == ["استقبال الوزير", "سافر", "وقع"]
        assert not panel.rtl
        click(panel.view.viewport(), panel.view.point_of(thing(panel.view, "سافر")))
        assert run.words() == "سافر"
        run.press("Ctrl+L")
        assert panel.rtl
        assert panel.accessibleName() == "الخط الزمني للأحداث"
        panel.view.setFocus()
        run.press("F5")
        assert not panel.isVisible()
        assert run.focus is run.app.window.view
    assert path.exists()


def below(run: Running) -> TimelinePanel:
    panel = run.app.window.dock_widgets()["timeline"].widget()
    assert isinstance(panel, TimelinePanel)
    return panel


def test_a_corpus_without_events_says_so(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.tawsim", preset("news")) as store:
        assert read_corpus(store, layer="main").articles == {}
    with running(tmp_path, articles=False) as run:
        run.press("F5")
        panel = below(run)
        read(panel)
        assert panel.empty.isVisible()
        assert not panel.export.isEnabled()
        panel.view.setFocus()
        run.press("Right", "Down", "Enter", "Home", "-")
