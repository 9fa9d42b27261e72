"""The timeline on paper: its dates are whole, its words are outlines that need no font, and it says what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from xml.parsers import expat

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QLineEdit

from db.dates import Interval
from desktop.timeline.events import Corpus, Event, Piece, Saying
from desktop.timeline.scale import Scale
from desktop.ui import theme
from desktop.ui.timeline.export import png, svg
from desktop.ui.timeline.painter import CLEAR, place_of
from desktop.ui.timeline.panel import TimelinePanel
from desktop.ui.timeline.view import TimelineView
from tests.ui.panel_kit import Kit, corpus, settle, shown
from tests.ui.test_timeline_panel import bundles, read, thing

NAMES = ("زيارة", "استقبال الوزير", "توقيع الاتفاقية الاستراتيجية", "قال")


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path) as kit:
        kit.session.store.bulk_import(bundles())
        kit.session.reload()
        yield kit


@pytest.fixture
def panel(kit: Kit) -> TimelinePanel:
    panel = TimelinePanel(kit.context)
    shown(panel, width=1000, height=420)
    read(panel)
    return panel


def parsed(drawing: bytes) -> dict[str, list[str]]:
    """The text of each element of a drawing by its name, by a parser that refuses entities and outside subsets."""
    found: dict[str, list[str]] = {}
    open_: list[str] = []

    def refuse(*_args: object) -> None:
        raise AssertionError("a drawing needs no entities")

    def start(name: str, _attributes: dict[str, str]) -> None:
        open_.append(name)
        found.setdefault(name, []).append("")

    def text(data: str) -> None:
        found[open_[-1]][-1] += data

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = parser.StartDoctypeDeclHandler = parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = lambda _name: open_.pop()
    parser.Parse(drawing, True)
    return found


def drawn(drawing: bytes) -> QImage:
    renderer = QSvgRenderer(drawing)
    image = QImage(renderer.viewBox().size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        renderer.render(painter)
    return image


def dark(image: QImage) -> int:
    """Pixels of ink."""
    return sum(
        image.pixelColor(x, y).lightness() < 140 for x in range(image.width()) for y in range(image.height())
    )


def events(count: int, *, years: int) -> list[Event]:
    random, made = Random(7), []
    for at in range(count):
        first = date(1990, 1, 1) + timedelta(days=random.randrange(365 * years))
        saying = Saying(f"m{at}", "a", "Contact:Meet", "x")
        piece = Piece(Interval(first, first + timedelta(days=random.choice((0, 0, 5, 30)))), (saying,))
        made.append(Event(f"e{at}", f"{random.choice(NAMES)} {at}", "Contact:Meet", (saying,), (piece,)))
    return made


def test_a_drawing_needs_no_font_and_says_what_it_shows(panel: TimelinePanel) -> None:
    drawing = svg(panel.view)
    found = parsed(drawing)
    assert "text" not in found
    assert "tspan" not in found
    assert found["title"] == ["الخط الزمني للأحداث"]
    (told,) = found["desc"]
    assert "استقبال الوزير: الأربعاء 19 يونيو 2024، الخميس 20 يونيو 2024" in told
    assert len(told.splitlines()) == len(panel.view.events)


def test_names_are_drawn_as_the_screen_shows_them(panel: TimelinePanel) -> None:
    view, image = panel.view, drawn(svg(panel.view))
    whole = QImage.fromData(png(view)).scaledToWidth(image.width())
    for name in ("سافر", "وقع", "استقبال الوزير"):
        it = thing(view, name)
        middle, wide = view.point_of(it), QFontMetricsF(view.font()).horizontalAdvance(name)
        left = middle.x() - 8 - wide - 12 if view.scale.rtl else middle.x() + 8
        box = QRect(round(left), middle.y() - 11, round(wide) + 4, 22)
        ink, same = dark(image.copy(box)), dark(whole.copy(box))
        assert ink > 25, name
        assert abs(ink - same) < 0.5 * same, name


def test_a_picture_is_on_paper_in_the_dark_too(kit: Kit, panel: TimelinePanel) -> None:
    light, picture = svg(panel.view), png(panel.view)
    kit.context.theme = dark_one = theme.load("dark")
    dark_one.labels = kit.session.labels
    panel.view.restyle()
    assert svg(panel.view) == light
    assert png(panel.view) == picture


@pytest.mark.parametrize(("count", "years", "most"), [(300, 3, 3_000_000), (5000, 40, 4_000_000)])
def test_a_drawing_of_many_events_stays_small(kit: Kit, count: int, years: int, most: int) -> None:
    view = TimelineView(kit.context)
    shown(view, width=1200, height=500)
    view.show_events(events(count, years=years), Corpus({}, {}, {}), fit=True)
    drawing = svg(view)
    assert len(drawing) < most
    assert QSvgRenderer(drawing).isValid()


def test_names_with_signs_that_xml_has_no_words_for(kit: Kit) -> None:
    view = TimelineView(kit.context)
    shown(view, width=900, height=300)
    (event,) = events(1, years=1)
    odd = Event(event.key, 'a <b> & "c"\x01\u2028', event.label, event.sayings, event.pieces)
    view.show_events([odd], Corpus({}, {}, {}), fit=True)
    assert parsed(svg(view))["desc"][0].startswith('a <b> & "c": ')


@pytest.mark.parametrize("rtl", [False, True])
def test_dates_are_whole_or_not_there(rtl: bool) -> None:
    random = Random(3)
    left_out = shifted = 0
    for _ in range(3000):
        width, per_day = random.uniform(200, 1500), random.uniform(0.05, 60)
        scale = Scale(random.uniform(700_000, 739_000), per_day, width, rtl)
        day = scale.origin + random.uniform(-40, width + 40) / per_day
        wide = random.uniform(8, 90)
        following = day + random.uniform(wide + 10, 400) / per_day
        x = place_of(scale, wide, day=day, following=following)
        if x is None:
            left_out += 1
            continue
        assert CLEAR - 0.01 <= x <= width - CLEAR - wide + 0.01
        near, far = sorted((scale.x(day), scale.x(following)))
        assert near - 0.01 <= x
        assert x + wide <= far + 0.01
        shifted += not near + 3 < x < near + 5 and not far - 5 < x + wide < far - 3
    assert left_out > 50
    assert shifted > 20


@pytest.mark.parametrize("way", ["rtl", "ltr"])
def test_zooming_by_key_keeps_the_event_and_its_name_in_sight(panel: TimelinePanel, way: str) -> None:
    view = panel.view
    view.set_rtl(way == "rtl")
    for name in ("استقبال الوزير", "سافر", "وقع"):
        view.fit()
        view.go(thing(view, name))
        for _ in range(14):
            view.zoom(1.6)
            it, scale = view.current, view.scale
            assert it is not None
            words = QFontMetricsF(QFont(view.font())).horizontalAdvance(name)
            left = view.picture().left(it)
            right = left + it.end - it.start
            ends = (left - 7 - words, left) if scale.rtl else (right, right + 7 + words)
            assert ends[0] >= 0, (name, scale.per_day)
            assert ends[1] <= scale.width, (name, scale.per_day)


def test_a_wheel_turn_still_keeps_what_is_under_the_pointer(panel: TimelinePanel) -> None:
    view = panel.view
    view.go(thing(view, "سافر"))
    day = view.scale.day(700.0)
    view.zoom(1.25, about=700.0)
    assert view.scale.day(700.0) == pytest.approx(day)


def test_a_file_name_is_suggested(kit: Kit, panel: TimelinePanel) -> None:
    panel._ask_where()
    settle()
    dialog = panel.findChild(QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    stem = kit.session.store.path.stem
    assert re.fullmatch(rf"{stem}-timeline-\d{{4}}-\d\d-\d\d", field.text().removesuffix(".svg"))
    dialog.reject()
