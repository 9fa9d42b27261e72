"""Tags of relations into other articles: where they hang, that they touch no letters, folding, letters, spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter

from db.rows import Article, Change, Mention, Relation
from desktop.edits import Edit
from desktop.ui.article import paint
from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.reaching import Wording, reaches_of, spoken
from desktop.ui.article.tags import APART, Light, Tag, margins_of, paint_tags, tags_of
from desktop.ui.article.view import ArticleView
from tests.ui.canvas_rig import application, bundle, session_of, view_of
from tests.ui.panel_kit import until

LINE = "قال بوتين إن بلاده ستدعم كوريا الشمالية في الدفاع عن سيادتها وأضاف أن الاتفاق لا يعني شيئا وقال إن اللقاء قريب"
TEXT = "\n".join([LINE] * 30)
WORDS = [at for at in range(len(TEXT)) if at == 0 or TEXT[at - 1] in " \n"]


def event(number: int, *, article: str = "a", status: str = "accepted") -> Mention:
    start = WORDS[number]
    return Mention(article, "event", "Statement", start, start + 3, status=status, id=f"{article}{number}")


def relation(head: str, tail: str, *, status: str = "accepted", kind: str = "BEFORE") -> Relation:
    source = "rel-1" if status in ("suggested", "rejected") else "human"
    return Relation(head[0], kind, head, tail, status=status, source=source, id=f"{head}-{tail}")


HERE = tuple(event(number) for number in (3, 8, 9, 30, 52, 75, 400))
THERE = tuple(event(number, article="b") for number in range(2, 14))
ROWS = (
    relation("a3", "b2"), relation("a8", "b3", status="suggested"), relation("b4", "a9", kind="CAUSES"),
    relation("a30", "b5"), relation("a30", "b6", status="rejected"),
    *(relation("a52", f"b{number}") for number in range(2, 12)), relation("a400", "b12"), relation("a3", "a8"),
)  # fmt: skip


@pytest.fixture(params=[(430, 22), (700, 22), (1500, 22), (900, 40)], ids=["narrow", "usual", "wide", "large letters"])
def view(tmp_path: Path, request: pytest.FixtureRequest) -> ArticleView:
    width, px = request.param
    view = shown(tmp_path, width=width)
    view.context.settings.set("font_size", px)
    view.context.bridge.settingChanged.emit("font_size")
    return view


def shown(folder: Path, *rows: Relation, width: int = 700) -> ArticleView:
    application()
    first = replace(bundle(TEXT, *HERE), relations=tuple(r for r in rows or ROWS if r.article == "a"))
    head = Article(ref="b", title="لقاء في مرسانة", position=1, length=len(TEXT), sha256="", record_sha256="", id="b")
    second = replace(
        bundle(TEXT, *THERE, article=head), relations=tuple(r for r in rows or ROWS if r.article == "b")
    )
    return view_of(session_of(folder, first, second), folder, width=width)


def frame_of(view: ArticleView) -> paint.Frame:
    size = view.viewport().size()
    clip = QRect(0, 0, size.width(), size.height())
    return paint.Frame(view.flow, view.stage.placed(view.scrolled), view.stage.x, clip)


def of(tags: Sequence[Tag], name: str) -> list[Tag]:
    return [tag for tag in tags if tag.event == name]


@pytest.mark.parametrize("selected", [None, "a52", "a9"])
@pytest.mark.parametrize("beside", ["nothing", "left", "right"])
def test_the_ink_of_tags_touches_no_letters_and_no_tag_another(
    view: ArticleView, selected: str | None, beside: str
) -> None:
    session = view.context.session
    if beside != "nothing":
        session.open_beside("b")
    view.faces_right = lambda: beside == "right"
    session.select(selected)
    tags, frame = view.tags(), frame_of(view)
    assert {tag.event for tag in tags} >= ({"a3", "a8"} if view.scrolled == 0 else {"a52"})
    if beside == "right" and view.flow.style.px == 22:
        assert any(tag.plate.left() > frame.x + frame.flow.width for tag in tags)
    assert not any(one.plate.intersects(two.plate) for one, two in combinations(tags, 2))
    size = view.viewport().size()
    assert all(tag.plate.left() > 0 and tag.plate.right() < size.width() for tag in tags)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        style = view.flow.style
        paint_tags(painter, tags, ChipPainter(style), style, Light(chosen=frozenset({"a3-b2"})))
    blank = QImage(view.flow.width, 1, QImage.Format.Format_RGB32)
    blank.fill(QColor("white"))
    for placed in frame.placed:
        for line in placed.paragraph.lines:
            for y in range(placed.y + line.y, placed.y + line.y + line.height):
                if 0 <= y < image.height():
                    assert image.copy(view.stage.x, y, view.flow.width, 1) == blank, f"letters crossed at y {y}"
    assert any(image.pixelColor(int(tag.plate.center().x()), y).lightness() < 250 for tag in tags
               for y in range(max(int(tag.plate.top()), 0), min(int(tag.plate.bottom()), size.height())))  # fmt: skip


def test_events_out_of_sight_have_none_and_rejected_relations_neither(tmp_path: Path) -> None:
    view = shown(tmp_path)
    tags = view.tags()
    assert "a400" in view.reaches
    assert not of(tags, "a400")
    assert {each.relation for each in view.reaches["a30"]} == {"a30-b5"}
    view.reveal(start=HERE[-1].start, end=HERE[-1].end)
    assert of(view.tags(), "a400")
    assert not of(view.tags(), "a3")


def test_many_of_one_event_are_one_tag_until_it_is_selected(tmp_path: Path) -> None:
    view = shown(tmp_path, width=1500)
    (folded,) = of(view.tags(), "a52")
    assert len(folded.reaches) == 10
    assert "+9" in folded.rows[0]
    view.context.session.select("a52")
    tags = of(view.tags(), "a52")
    assert [len(tag.reaches) for tag in tags] == [1] * (APART - 1) + [10 - APART + 1]
    assert all(tag.chosen for tag in tags)


def test_with_links_of_the_selected_event_alone_others_have_no_tags(tmp_path: Path) -> None:
    view = shown(tmp_path)
    view.context.settings.set("all_links", False)
    view.context.bridge.settingChanged.emit("all_links")
    assert view.tags() == []
    view.context.session.select("a3")
    assert {tag.event for tag in view.tags()} == {"a3"}


def test_a_tag_says_what_it_leads_to(tmp_path: Path) -> None:
    view = shown(tmp_path, width=1500)
    one, back = of(view.tags(), "a3")[0], of(view.tags(), "a9")[0]
    name = "".join(char for char in one.rows[0] if not "\u2066" <= char <= "\u2069")
    assert name.startswith("قبل «")
    assert name.endswith("لقاء في مرسانة")
    assert back.rows[0].startswith("«"), "what leads here is read before the relation"
    assert view.pointing.words(one).splitlines()[0].count("«") == 3
    narrow = shown_again(view, 520)
    assert [len(row) > 1 for row in of(narrow, "a3")[0].rows] == [True, True], "the article below it"
    assert len(of(narrow, "a9")[0].rows) == 3, "the event, the relation, the article"


def shown_again(view: ArticleView, width: int) -> list[Tag]:
    view.resize(width, 700)
    return view.tags()


def test_the_number_of_those_not_told_apart_is_in_the_users_digits(tmp_path: Path) -> None:
    view = shown(tmp_path, width=1500)
    view.context.messages.digits = "arabic"
    view.refresh()
    assert "+٩" in of(view.tags(), "a52")[0].rows[0]


def test_how_they_are_drawn_tells_their_status(tmp_path: Path) -> None:
    view = shown(tmp_path)
    dashes = {tag.event: tag.reaches[0].dash for tag in view.tags()}
    assert dashes["a3"] == Qt.PenStyle.DashLine
    assert dashes["a8"] == Qt.PenStyle.DotLine


def test_both_articles_call_a_relation_by_the_same_letter(tmp_path: Path) -> None:
    view = shown(tmp_path)
    session = view.context.session
    assert {each.letter for some in view.reaches.values() for each in some} == {""}
    session.open_beside("b")
    here = {each.relation: each.letter for some in view.reaches.values() for each in some}
    there = {
        each.relation: each.letter
        for some in reaches_of(session.companion, view.context).values()
        for each in some
    }
    assert here == there
    assert len(set(here.values())) == len(here), "each has its own"
    session.swap()
    again = reaches_of(session.article, view.context)
    assert {each.relation: each.letter for some in again.values() for each in some} == here, "places stay"
    session.close_beside()
    view.follow()
    assert {each.letter for some in view.reaches.values() for each in some} == {""}


def test_a_change_of_a_relation_is_seen_and_other_edits_read_nothing_anew(tmp_path: Path) -> None:
    view = shown(tmp_path)
    session = view.context.session
    before = view.reaches
    mention = session.article.mentions["a75"]
    session.do(Edit("test", (Change(mention, replace(mention, end=mention.end + 1)),)))
    assert view.reaches is before
    session.do(Edit("test", (Change(ROWS[0], None),)))
    assert "a3" not in view.reaches
    session.undo()
    assert "a3" in view.reaches
    there = session.store.mention("b2")
    session.do(Edit("test", (Change(there, replace(there, status="rejected")),)))
    assert "a3" not in view.reaches, "its other end is rejected"
    session.show_rejected = True
    view.context.bridge.settingChanged.emit("show_rejected")
    assert "a3" in view.reaches


def test_a_screen_reader_is_told_of_them(tmp_path: Path) -> None:
    view = shown(tmp_path)
    QAccessible.setActive(True)
    try:
        view.context.session.select("a3")
        view.voice.follow()
        until(lambda: view.voice.ready)
        assert "لقاء في مرسانة" in view.accessibleDescription()
        view.context.session.do(Edit("test", (Change(ROWS[0], None),)))
        assert "لقاء في مرسانة" not in view.accessibleDescription(), "taken away at once"
    finally:
        QAccessible.setActive(False)


def test_they_are_read_out_with_the_mention(tmp_path: Path) -> None:
    view = shown(tmp_path)
    session = view.context.session
    said = spoken(view.context, session.article, session.article.mentions["a3"], view.reaches)
    assert "لقاء في مرسانة" in said
    assert "قبل" in said
    assert spoken(view.context, session.article, session.article.mentions["a75"], view.reaches) == ""


def test_scrolling_edits_and_selection_leave_no_trace(tmp_path: Path) -> None:
    view = shown(tmp_path)
    session, bar = view.context.session, view.verticalScrollBar()
    view._idle.stop()
    for step in (40, 55, -30, 400, 900, -700, -210, -455):
        bar.setValue(bar.value() + step)
        application().processEvents()
        same_as_fresh(view)
    for chosen in ("a52", "a9", None):
        session.select(chosen)
        same_as_fresh(view)
    bar.setValue(0)
    mention = session.article.mentions["a30"]
    session.do(Edit("test", (Change(mention, replace(mention, end=mention.end + 9)),)))
    same_as_fresh(view)


def same_as_fresh(view: ArticleView) -> None:
    application().processEvents()
    seen = view.screen().grabWindow(view.winId()).toImage()
    view.viewport().update()
    application().processEvents()
    assert view.screen().grabWindow(view.winId()).toImage() == seen


def test_where_there_is_no_room_for_words_a_letter_or_a_number_stands(tmp_path: Path) -> None:
    view = shown(tmp_path)
    view.context.session.open_beside("b")
    frame, size = frame_of(view), view.viewport().size()
    margins = margins_of(frame, width=size.width(), height=size.height(), rightwards=True)
    tags = tags_of(frame, view.reaches, margins, selected=None, wording=Wording(view.context.messages))
    assert all(tag.rows == () and tag.letter is not None for tag in tags if tag.plate.left() > frame.x)
    slim = replace(margins, left=(3.0, 23.0), right=(0.0, 1.0))
    assert all(tag.plate.width() <= 20 for tag in tags_of(
        frame, view.reaches, slim, selected=None, wording=Wording(view.context.messages)))  # fmt: skip
