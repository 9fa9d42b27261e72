"""Links of the selected event run in the gaps and the margin and never cross letters; roles stand beside fillers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from db.rows import Argument, Change, Mention, Relation
from desktop.edits import Edit, relations
from desktop.ui.article import links, paint
from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.view import ArticleView
from tests.ui.canvas_rig import application, bundle, session_of, view_of
from tests.ui.panel_kit import until

LINE = "قال بوتين إن بلاده ستدعم كوريا الشمالية في الدفاع عن سيادتها وأضاف أن الاتفاق لا يعني شيئا في موسكو"
TEXT = "\n".join([LINE] * 30)
WORDS = [at for at in range(len(TEXT)) if at == 0 or TEXT[at - 1] in " \n"]
EVENT = Mention("a", "event", "Conflict:Attack", WORDS[45], WORDS[46] - 1, id="event")
FILLERS = tuple(
    Mention("a", "entity", "PER", WORDS[n], WORDS[n] + 3, id=f"f{n}") for n in (2, 20, 40, 43, 47, 52, 70, 400)
)
ARGUMENTS = tuple(Argument("a", "event", role, filler.id) for role, filler in zip(
    ("Attacker", "Target", "Instrument", "Place", "Time", "Attacker", "Target", "Place"), FILLERS, strict=True
))  # fmt: skip


@pytest.fixture
def view(tmp_path: Path) -> ArticleView:
    application()
    view = view_of(session_of(tmp_path, bundle(TEXT, EVENT, *FILLERS, arguments=ARGUMENTS)), tmp_path, width=700)
    view._context.session.select("event")
    return view


def test_only_a_selected_event_has_links(view: ArticleView) -> None:
    assert {link.filler for link in view._shown.links} == {filler.id for filler in FILLERS}
    view._context.session.select("f43")
    assert view._shown.links == ()


def test_links_touch_no_line_of_letters(view: ArticleView) -> None:
    size = view.viewport().size()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    whole = QRect(0, 0, size.width(), size.height())
    frame = paint.Frame(view.flow, view.stage.placed(view.scrolled), view.stage.x, whole)
    with QPainter(image) as painter:
        found = links.laid(frame, view._shown.links, height=size.height())
        links.paint_links(painter, frame, found, ChipPainter(view.flow.style))
    inked = 0
    blank = QImage(view.flow.width, 1, QImage.Format.Format_RGB32)
    blank.fill(QColor("white"))
    for placed in frame.placed:
        for line in placed.paragraph.lines:
            for y in range(placed.y + line.y, placed.y + line.y + line.height):
                if 0 <= y < image.height():
                    row = image.copy(view.stage.x, y, view.flow.width, 1)
                    assert row == blank, f"a link crosses the letters at y {y}"
    for y in range(image.height()):
        inked += any(image.pixelColor(x, y).lightness() < 200 for x in range(0, image.width(), 3))
    assert inked > 50


def links_alone(view: ArticleView, *, besides: str | None) -> QImage:
    """The faint links and nothing else, on white."""
    size = view.viewport().size()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        links.paint_faint(painter, frame_of(view), view.stage.article, besides=besides)
    return image


def frame_of(view: ArticleView) -> paint.Frame:
    size = view.viewport().size()
    return paint.Frame(
        view.flow, view.stage.placed(view.scrolled), view.stage.x, QRect(0, 0, size.width(), size.height())
    )


def test_links_of_an_event_that_is_not_selected_are_faint_and_touch_no_letters(view: ArticleView) -> None:
    white = links_alone(view, besides="event")
    assert white.convertToFormat(QImage.Format.Format_Mono).pixelColor(0, 0) == QColor("white")
    view._context.session.select(None)
    assert view._shown.links == ()
    image, frame = links_alone(view, besides=None), frame_of(view)
    assert image != white
    for placed in frame.placed:
        for line in placed.paragraph.lines:
            for y in range(max(placed.y + line.y, 0), min(placed.y + line.y + line.height, image.height())):
                row = QRect(view.stage.x, y, view.flow.width, 1)
                assert image.copy(row) == white.copy(row)
    lightest = view.flow.style.link.lightness()
    darkest = min(image.pixelColor(x, y).lightness() for y in range(image.height()) for x in range(0, image.width(), 2))
    assert lightest + 30 < darkest < 255


def test_faint_links_need_both_ends_in_sight_and_room(view: ArticleView) -> None:
    frame, article = frame_of(view), view.stage.article
    seen = {box.mention.id for placed in frame.placed for line in placed.paragraph.lines for box in line.boxes}
    assert "f400" not in seen
    found = links.faint_links(frame, article, besides=None)
    assert {filler for _, filler in found} == {filler.id for filler in FILLERS if filler.id in seen}
    assert links.faint_links(frame, article, besides="event") == []
    more = tuple(Argument("a", "event", "Target", "f20", id=f"more{n}") for n in range(links.FAINT_AT_MOST))
    view._context.session.do(Edit("test", tuple(Change(None, row) for row in more)))
    assert links.faint_links(frame_of(view), article, besides=None) == []


def test_scrolling_and_edits_leave_no_trace_of_faint_links(view: ArticleView) -> None:
    session, bar = view._context.session, view.verticalScrollBar()
    session.select("f43")
    bar.setValue(0)
    on_screen(view)  # after its first picture a view measures what is out of sight, and redraws the strip beside it
    until(lambda: not view._idle.isActive() and not view._overview._later.isActive())
    before = on_screen(view)
    for step in (40, 55, -30, 200, -210, -55):
        bar.setValue(bar.value() + step)
        shown = on_screen(view)
        view.viewport().update()
        assert on_screen(view) == shown
    assert on_screen(view) == before
    argument = ARGUMENTS[1]
    session.do(Edit("test", (Change(session.article.arguments[argument.id], None),)))
    after = on_screen(view)
    assert after != before
    view.viewport().update()
    assert on_screen(view) == after
    view._context.settings.set("all_links", False)
    view._context.bridge.settingChanged.emit("all_links")
    bar.setValue(0)
    assert on_screen(view) not in (before, after)


def on_screen(view: ArticleView) -> QImage:
    """What was really painted, piece by piece, and not a picture made for the asking."""
    application().processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def test_role_plates_keep_clear_of_chips() -> None:
    chip, neighbour = QRectF(300, 10, 30, 12), QRectF(262, 10, 30, 12)
    plate = links._free(chip, 40, [chip, neighbour])
    assert plate.left() == chip.right() + 3
    both = [chip, neighbour, QRectF(335, 10, 30, 12)]
    assert not any(links._free(chip, 40, both).intersects(other) for other in both)


def test_relations_are_dashed_hollow_and_point_at_their_tail(tmp_path: Path) -> None:
    application()
    others = tuple(Mention("a", "event", "Statement", WORDS[n], WORDS[n] + 3, id=f"e{n}") for n in (41, 49, 60, 300))
    rows = (
        Relation("a", "BEFORE", "event", "e41", status="accepted"),
        Relation("a", "BEFORE", "e41", "e49", status="accepted"),
        Relation("a", "BEFORE", "e49", "event", status="accepted"),
        Relation("a", "CAUSES", "e60", "event", source="rel-1"),
        Relation("a", "REPORTS", "event", "e300", status="rejected", source="rel-1"),
    )
    shown = view_of(session_of(tmp_path, replace(bundle(TEXT, EVENT, *others), relations=rows)), tmp_path, width=700)
    shown._context.session.select("event")
    found = {link.filler: (link.role, link.dash, link.inward, link.wrong) for link in shown._shown.links}
    dash, dot = Qt.PenStyle.DashLine, Qt.PenStyle.DotLine
    assert found == {
        "e41": ("قبل", dash, False, True),
        "e49": ("قبل", dash, True, True),
        "e60": ("يؤدي إلى", dot, True, False),
    }
    shown.grab()
    shown._context.session.do(relations.remove(shown._context.session.article, rows[1].id))
    assert {link.wrong for link in shown._shown.links} == {False}


def test_no_link_leads_to_a_rejected_filler_that_is_not_shown(view: ArticleView) -> None:
    session = view.context.session
    filler = session.article.mentions["f43"]
    session.do(Edit("test", (Change(filler, replace(filler, status="rejected")),)))
    assert "f43" not in {link.filler for link in view._shown.links}
    session.show_rejected = True
    view.context.bridge.settingChanged.emit("show_rejected")
    assert "f43" in {link.filler for link in view._shown.links}


def test_a_narrow_article_gives_the_room_of_its_margin_to_the_letters(view: ArticleView) -> None:
    view.resize(320, 500)
    assert view.stage.x <= view.flow.style.rail // 2 + 1
    assert view.stage.x + view.flow.width + view.flow.style.margin == view.viewport().width()
