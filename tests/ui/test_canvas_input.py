"""Real key and mouse events on the article view."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from db.arabic import letter_step
from db.rows import Argument, Change, Mention
from desktop.edits import Edit
from desktop.ui import keys as window_keys
from desktop.ui.article import workbench as keys
from desktop.ui.article.hit import Spot
from desktop.ui.article.view import ArticleView
from tests.ui.canvas_rig import TORTURE, application, bundle, session_of, view_of

Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
NONE, CTRL, SHIFT = Modifier.NoModifier, Modifier.ControlModifier, Modifier.ShiftModifier
TEXT = (
    "عقد الرئيس الروسي فلاديمير بوتين مباحثات مع كيم جونغ أون في بيونغ يانغ. وقال لأوكرانيا كلمة.\n"
    + TORTURE[0]
    + "\n"
    + "\n".join(f"فقرة رقم {number} في آخر المقالة" for number in range(40))
)
OUTER = (TEXT.index("الرئيس"), TEXT.index(" مباحثات"))
INNER = (TEXT.index("فلاديمير"), TEXT.index(" مباحثات"))
WORD = (TEXT.index("بوتين"), TEXT.index("بوتين") + 5)
MENTIONS = (
    Mention("a", "entity", "PER", *OUTER, id="outer"),
    Mention("a", "entity", "PER", *INNER, id="inner"),
    Mention("a", "event", "Contact:Meet", TEXT.index("مباحثات"), TEXT.index(" مع"), id="event"),
    Mention("a", "entity", "PER", TEXT.index("كيم"), TEXT.index(" في بيونغ"), id="kim"),
)


@pytest.fixture
def view(tmp_path: Path) -> ArticleView:
    application()
    session = session_of(tmp_path, bundle(TEXT, *MENTIONS, arguments=(Argument("a", "event", "Entity", "kim"),)))
    return view_of(session, tmp_path)


def point_of(view: ArticleView, position: int, *, after: bool = False) -> QPointF:
    """The middle of the letter line at a caret place."""
    x, y, height = view.stage.caret_at(Spot(position, after), view.scrolled)
    return QPointF(x, y + height / 2)


def on_letter(view: ArticleView, position: int) -> QPointF:
    """The middle of the letter at a position."""
    one, two = point_of(view, position), point_of(view, position + 1, after=True)
    return QPointF((one.x() + two.x()) / 2, one.y())


def press(view: ArticleView, at: QPointF, modifiers: Modifier = NONE) -> None:
    QTest.mousePress(view.viewport(), Button.LeftButton, modifiers, at.toPoint())


def drag(view: ArticleView, at: QPointF, modifiers: Modifier = NONE) -> None:
    """A move with the button down, which QTest.mouseMove cannot send."""
    viewport = view.viewport()
    place = QPointF(viewport.mapToGlobal(at.toPoint()))
    move = QMouseEvent(QEvent.Type.MouseMove, at, place, Button.NoButton, Button.LeftButton, modifiers)
    QApplication.sendEvent(viewport, move)


def release(view: ArticleView, at: QPointF, modifiers: Modifier = NONE) -> None:
    QTest.mouseRelease(view.viewport(), Button.LeftButton, modifiers, at.toPoint())


def click(view: ArticleView, at: QPointF, modifiers: Modifier = NONE) -> None:
    press(view, at, modifiers)
    release(view, at, modifiers)


# --- mouse -----------------------------------------------------------------------------------------------------------


def test_a_click_places_the_caret_and_selects_the_innermost_then_goes_round(view: ArticleView) -> None:
    clicked = QSignalSpy(view.mentionClicked)
    at = on_letter(view, WORD[0])
    click(view, at)
    assert view.caret in (WORD[0], WORD[0] + 1)
    assert view.selected == "inner"
    click(view, at)
    assert view.selected == "outer"
    click(view, at)
    assert view.selected == "inner"
    assert [clicked.at(n)[0] for n in range(clicked.count())] == ["inner", "outer", "inner"]
    click(view, on_letter(view, 0))
    assert view.selected is None
    assert view.selection is None


def test_a_chip_selects_its_mention(view: ArticleView) -> None:
    line = view.stage.placed(view.scrolled)[0]
    box = next(box for row in line.paragraph.lines for box in row.boxes if box.mention.id == "outer" and box.chip)
    row = next(row for row in line.paragraph.lines if box in row.boxes)
    style = view.flow.style
    x = view.stage.x + box.chip[0] + box.chip[1] / 2
    click(view, QPointF(x, line.y + row.y + row.height + box.lane * style.lane + style.lane / 2))
    assert view.selected == "outer"


def test_dragging_over_text_selects_it_and_says_so_when_done(view: ArticleView) -> None:
    made = QSignalSpy(view.selectionMade)
    press(view, point_of(view, 4))
    drag(view, point_of(view, 9))
    assert (made.count(), view.selection) == (0, (4, 9))
    release(view, point_of(view, 9))
    press(view, point_of(view, 12))
    drag(view, point_of(view, 15))
    release(view, point_of(view, 15), CTRL)  # with Ctrl nothing more is asked for
    assert [made.at(n) for n in range(made.count())] == [[4, 9, False], [12, 15, True]]


def test_a_plain_click_makes_no_selection(view: ArticleView) -> None:
    made = QSignalSpy(view.selectionMade)
    click(view, point_of(view, 6))
    assert made.count() == 0


def test_escape_drops_a_selection_in_the_making(view: ArticleView) -> None:
    made = QSignalSpy(view.selectionMade)
    press(view, point_of(view, 4))
    drag(view, point_of(view, 9))
    assert view.property(keys.OWN_KEYS)
    QTest.keyClick(view, Key.Key_Escape)
    release(view, point_of(view, 9))
    assert made.count() == 0
    assert view.selection is None
    assert not view.property(keys.OWN_KEYS)


@pytest.mark.parametrize(("which", "delta"), [("end", -3), ("end", 4), ("start", 2), ("start", -5)])
def test_an_edge_is_dragged_to_the_exact_letter(view: ArticleView, which: str, delta: int) -> None:
    dragged = QSignalSpy(view.edgeDragged)
    view._context.session.select("inner")
    old = INNER[0] if which == "start" else INNER[1]
    press(view, point_of(view, old, after=which == "end"))
    drag(view, point_of(view, old + delta, after=which == "end"))
    shown = view.selected_mention()
    assert (shown.start if which == "start" else shown.end) == old + delta
    assert view._context.session.article.mentions["inner"].start == INNER[0]
    release(view, point_of(view, old + delta, after=which == "end"))
    assert dragged.at(0) == ["inner", which, old + delta]
    assert view.selected_mention().start == INNER[0]
    assert view._context.session.store.undo_top is None


def test_an_edge_cannot_pass_the_other_one(view: ArticleView) -> None:
    dragged = QSignalSpy(view.edgeDragged)
    view._context.session.select("inner")
    press(view, point_of(view, INNER[1], after=True))
    drag(view, point_of(view, 2))
    release(view, point_of(view, 2))
    assert dragged.at(0) == ["inner", "end", INNER[0] + 1]


def test_control_snaps_a_dragged_edge_to_words(view: ArticleView) -> None:
    dragged = QSignalSpy(view.edgeDragged)
    view._context.session.select("kim")
    kim = MENTIONS[3]
    press(view, point_of(view, kim.end, after=True))
    inside = TEXT.index("بيونغ") + 2
    drag(view, point_of(view, inside), CTRL)
    release(view, point_of(view, inside), CTRL)
    assert dragged.at(0) == ["kim", "end", TEXT.index("بيونغ") + 5]


def test_escape_abandons_a_dragged_edge(view: ArticleView) -> None:
    dragged = QSignalSpy(view.edgeDragged)
    view._context.session.select("inner")
    press(view, point_of(view, INNER[1], after=True))
    drag(view, point_of(view, INNER[1] - 3, after=True))
    QTest.keyClick(view, Key.Key_Escape)
    assert view.selected_mention().end == INNER[1]
    release(view, point_of(view, INNER[1] - 3))
    assert dragged.count() == 0
    assert view.selected == "inner"


def test_an_edge_put_back_says_nothing(view: ArticleView) -> None:
    dragged = QSignalSpy(view.edgeDragged)
    view._context.session.select("inner")
    edge = point_of(view, INNER[1], after=True)
    press(view, edge)
    drag(view, point_of(view, INNER[1] - 3, after=True))
    drag(view, edge)
    release(view, edge)
    assert dragged.count() == 0


def test_a_click_on_an_edge_places_the_caret(view: ArticleView) -> None:
    view._context.session.select("inner")
    click(view, point_of(view, INNER[1], after=True))
    assert view.caret == INNER[1]
    assert view.selected == "inner"


def test_a_rejected_mention_out_of_sight_has_no_handles(view: ArticleView) -> None:
    session = view._context.session
    session.do(Edit("test", (Change(MENTIONS[1], replace(MENTIONS[1], status="rejected")),)))
    session.select("inner")
    assert view.edges() == []
    session.show_rejected = True
    assert len(view.edges()) == 2


def test_double_click_selects_the_word_and_a_third_the_sentence(view: ArticleView) -> None:
    at = on_letter(view, WORD[0] + 2).toPoint()
    QTest.mouseClick(view.viewport(), Button.LeftButton, NONE, at)
    QTest.mouseDClick(view.viewport(), Button.LeftButton, NONE, at)
    assert view.selection == WORD
    press(view, QPointF(at))
    release(view, QPointF(at))
    assert view.selection == (0, TEXT.index(" وقال"))


def test_the_context_menu_is_asked_for_at_the_letter(view: ArticleView) -> None:
    asked = QSignalSpy(view.menuRequested)
    at = on_letter(view, WORD[0]).toPoint()
    there = view.viewport().mapToGlobal(at)
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, there))
    assert asked.at(0) == [there, WORD[0]]
    assert view.selected == "inner"
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert asked.at(1)[1] == view.caret


def test_control_and_wheel_zoom_and_keep_the_place(view: ArticleView) -> None:
    zoomed = QSignalSpy(view.zoomed)
    middle = QPointF(view.viewport().rect().center())
    for turn in (120, 120, -120):
        wheel = QWheelEvent(middle, view.viewport().mapToGlobal(middle), QPoint(), QPoint(0, turn), Button.NoButton,
                            CTRL, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(view.viewport(), wheel)
    assert [zoomed.at(n)[0] for n in range(3)] == [23, 24, 23]
    assert view.flow.style.px == 23
    view.zoom(0)
    assert view.flow.style.px == 22


# --- keys ------------------------------------------------------------------------------------------------------------


def test_arrows_walk_through_mixed_text_as_it_is_seen(view: ArticleView) -> None:
    index = 1
    paragraph = view.flow.paragraph(index)
    view.set_caret(paragraph.start)
    view.reveal(start=paragraph.start, end=paragraph.end)
    places, line, visited = [], None, set()
    while view.flow.index_of(view.caret) == index:
        x, y, _ = view.stage.caret_at(view.spot, 0)
        if line == y:
            assert x < places[-1] + 0.01, f"the caret went back at {view.caret}"
        places.append(x)
        line = y
        visited.add(view.caret)
        QTest.keyClick(view, Key.Key_Left)
    valid, unit = paragraph.layout.isValidCursorPosition, paragraph.unit
    clusters = [at for at in range(paragraph.start, paragraph.end + 1) if valid(unit(at))]
    assert len(visited) >= len(clusters) - len(paragraph.lines) - 6
    QTest.keyClick(view, Key.Key_Right)
    assert view.stage.caret_at(view.spot, 0)[:2] == (pytest.approx(places[-1]), line), "back where it came from"


def test_right_undoes_left_everywhere_within_a_line(view: ArticleView) -> None:
    view.set_caret(0)
    for _ in range(120):
        before, y = view.stage.caret_at(view.spot, 0)[:2]
        QTest.keyClick(view, Key.Key_Left)
        if view.stage.caret_at(view.spot, 0)[1] != y:
            continue
        QTest.keyClick(view, Key.Key_Right)
        assert view.stage.caret_at(view.spot, 0)[0] == pytest.approx(before, abs=0.01)
        QTest.keyClick(view, Key.Key_Left)


def test_words_lines_ends_and_extending(view: ArticleView) -> None:
    view.set_caret(0)
    QTest.keyClick(view, Key.Key_Left, CTRL)
    assert view.caret == 3
    QTest.keyClick(view, Key.Key_Left, CTRL | SHIFT)
    assert view.selection == (3, TEXT.index(" الروسي"))
    QTest.keyClick(view, Key.Key_Right, CTRL)
    assert view.caret == 4
    assert view.selection is None
    QTest.keyClick(view, Key.Key_End)
    end = view.caret
    assert view.stage.caret_at(view.spot, 0)[1] == view.stage.caret_at(Spot(0), 0)[1]
    QTest.keyClick(view, Key.Key_Home, SHIFT)
    assert view.selection == (0, end)
    QTest.keyClick(view, Key.Key_End, CTRL)
    assert view.caret == len(TEXT)
    assert view.scrolled > 0
    QTest.keyClick(view, Key.Key_Home, CTRL)
    assert view.caret == 0


def test_the_selected_text_is_copied(view: ArticleView) -> None:
    view.select_text(*WORD)
    QTest.keyClick(view, Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "بوتين"


def test_alt_and_up_or_down_go_letter_by_letter_in_reading_order(view: ArticleView) -> None:
    at = next(place for place, char in enumerate(TEXT) if char.isascii() and char.isalnum())
    view.set_caret(at)
    alt = Modifier.AltModifier
    seen = []
    for _ in range(6):
        QTest.keyClick(view, Key.Key_Down, alt)
        seen.append(view.caret)
    assert seen == [letter_step(TEXT, before, 1) for before in (at, *seen[:-1])]
    QTest.keyClick(view, Key.Key_Up, alt | SHIFT)
    assert view.selection == (letter_step(TEXT, seen[-1], -1), seen[-1])


def test_up_and_down_keep_the_column_across_short_lines(view: ArticleView) -> None:
    view.set_caret(12)
    x, y, _ = view.stage.caret_at(view.spot, 0)
    for _ in range(9):
        QTest.keyClick(view, Key.Key_Down)
    for _ in range(9):
        QTest.keyClick(view, Key.Key_Up)
    assert view.stage.caret_at(view.spot, 0)[:2] == (x, y)
    assert view.caret == 12


def test_page_keys_move_the_caret_by_what_fits(view: ArticleView) -> None:
    view.set_caret(5)
    QTest.keyClick(view, Key.Key_PageDown)
    first = view.caret
    assert first > 5
    assert view.scrolled > 0
    QTest.keyClick(view, Key.Key_PageUp)
    assert view.caret < first


def test_keys_that_are_not_the_articles_are_passed_on(view: ArticleView) -> None:
    for key, modifiers in ((Key.Key_A, NONE), (Key.Key_Left, Modifier.AltModifier), (Key.Key_Up, CTRL),
                           (Key.Key_Escape, NONE), (Key.Key_Tab, NONE), (Key.Key_5, NONE)):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
        view.keyPressEvent(event)
        assert not event.isAccepted()


def test_the_property_that_keeps_actions_out_is_the_windows() -> None:
    assert keys.OWN_KEYS == window_keys.OWN_KEYS


# --- picking ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2", "٢", "۲"])
def test_a_digit_of_any_kind_picks(view: ArticleView, text: str) -> None:
    made = QSignalSpy(view.pickMade)
    view.pick(["outer", "kim"])
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, ord(text), NONE, text))
    assert made.at(0) == ["kim"]
    assert view.picking == []


def test_a_click_picks_a_candidate_and_nothing_else(view: ArticleView) -> None:
    made = QSignalSpy(view.pickMade)
    view.pick(["kim"])
    click(view, on_letter(view, WORD[0]))
    assert made.count() == 0
    assert view.selected is None
    click(view, on_letter(view, MENTIONS[3].start + 1))
    assert made.at(0) == ["kim"]


def test_escape_ends_picking(view: ArticleView) -> None:
    cancelled = QSignalSpy(view.pickCancelled)
    view.pick(["kim"])
    QTest.keyClick(view, Key.Key_Escape)
    assert cancelled.count() == 1
    assert view.picking == []


def test_a_digit_without_a_candidate_picks_nothing(view: ArticleView) -> None:
    made = QSignalSpy(view.pickMade)
    view.pick(["kim"])
    QTest.keyClick(view, Key.Key_7)
    assert made.count() == 0
    assert view.picking == ["kim"]
