"""Drags that end otherwise than by letting go, go beyond the viewport, or are watched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from db.rows import Mention
from desktop.ui.article.autoscroll import pace
from desktop.ui.article.hit import Spot
from desktop.ui.article.view import ArticleView
from desktop.ui.article.workbench import OWN_KEYS
from tests.ui.canvas_rig import application, bundle, session_of, view_of
from tests.ui.panel_kit import settle, until

Button, Modifier = Qt.MouseButton, Qt.KeyboardModifier
NONE, CTRL = Modifier.NoModifier, Modifier.ControlModifier
TEXT = "عقد الرئيس الروسي فلاديمير بوتين مباحثات مع كيم جونغ أون في بيونغ يانغ.\n" + "\n".join(
    f"فقرة رقم {number} في آخر المقالة وفيها كلام يطول قليلا" for number in range(80)
)
INNER = (TEXT.index("فلاديمير"), TEXT.index(" مباحثات"))
KIM = (TEXT.index("كيم"), TEXT.index(" في بيونغ"))


@pytest.fixture
def view(tmp_path: Path) -> ArticleView:
    application()
    mentions = (Mention("a", "entity", "PER", *INNER, id="inner"), Mention("a", "entity", "PER", *KIM, id="kim"))
    return view_of(session_of(tmp_path, bundle(TEXT, *mentions)), tmp_path)


def point_of(view: ArticleView, position: int, *, after: bool = False) -> QPointF:
    x, y, height = view.stage.caret_at(Spot(position, after), view.scrolled)
    return QPointF(x, y + height / 2)


def mouse(
    view: ArticleView, kind: QEvent.Type, at: QPointF, *, button: Button = Button.LeftButton,
    held: Button = Button.LeftButton,
) -> None:  # fmt: skip
    viewport = view.viewport()
    place = QPointF(viewport.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(viewport, QMouseEvent(kind, at, place, button, held, NONE))


def press(view: ArticleView, at: QPointF) -> None:
    mouse(view, QEvent.Type.MouseButtonPress, at)


def drag(view: ArticleView, at: QPointF, *, held: Button = Button.LeftButton) -> None:
    mouse(view, QEvent.Type.MouseMove, at, button=Button.NoButton, held=held)


def release(view: ArticleView, at: QPointF) -> None:
    mouse(view, QEvent.Type.MouseButtonRelease, at, held=Button.NoButton)


def take_edge(view: ArticleView) -> QPointF:
    """The end of a mention in the hand, drawn on to a word that follows; gives where the pointer is."""
    view.context.session.select("inner")
    press(view, point_of(view, INNER[1], after=True))
    there = point_of(view, KIM[0], after=True)
    drag(view, there)
    assert view.flow.override is not None
    return there


def take_text(view: ArticleView) -> QPointF:
    press(view, point_of(view, 4))
    there = point_of(view, 9, after=True)
    drag(view, there)
    assert view.selection == (4, 9)
    return there


def take_chip(view: ArticleView) -> QPointF:
    placed = view.stage.placed(view.scrolled)[0]
    row, box = next((row, box) for row in placed.paragraph.lines for box in row.boxes if box.mention.id == "kim")
    lane = view.flow.style.lane
    at = QPointF(view.stage.x + box.chip[0] + box.chip[1] / 2, placed.y + row.y + row.height + (box.lane + 0.7) * lane)
    press(view, at)
    there = at + QPointF(40, 30)
    drag(view, there)
    assert view._gestures.carry is not None
    assert view._gestures.carry.moving
    return there


TAKING = pytest.mark.parametrize("take", [take_edge, take_text, take_chip])
Take = Callable[[ArticleView], QPointF]


def nothing_left(view: ArticleView) -> bool:
    """Nothing is in the hand, shown or kept from the keys."""
    return not (view._gestures.busy or view.flow.override or view.selection or view.property(OWN_KEYS))


@pytest.fixture
def done(view: ArticleView) -> list[QSignalSpy]:
    return [QSignalSpy(view.selectionMade), QSignalSpy(view.edgeDragged), QSignalSpy(view.laidDown)]


# --- ends ------------------------------------------------------------------------------------------------------------


@TAKING
def test_a_move_without_the_button_drops_what_is_in_the_hand(
    view: ArticleView, take: Take, done: list[QSignalSpy]
) -> None:
    there = take(view)
    drag(view, there + QPointF(-30, 0), held=Button.NoButton)
    assert nothing_left(view)
    drag(view, there, held=Button.RightButton)
    press(view, QPointF(5, 5))
    release(view, QPointF(5, 5))
    assert [spy.count() for spy in done] == [0, 0, 0]


@TAKING
def test_no_menu_opens_over_a_drag_which_goes_on(view: ArticleView, take: Take) -> None:
    asked = QSignalSpy(view.menuRequested)
    selected = view.selected
    there = take(view)
    selected = view.selected
    place = view.viewport().mapToGlobal(there.toPoint())
    mouse(view, QEvent.Type.MouseButtonPress, there, button=Button.RightButton, held=Button.LeftButton)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, there.toPoint(), place))
    assert asked.count() == 0
    assert view.selected == selected
    assert view._gestures.busy


@TAKING
def test_a_popup_drops_what_is_in_the_hand(view: ArticleView, take: Take, done: list[QSignalSpy]) -> None:
    view.activateWindow()
    there = take(view)
    menu = QMenu(view)
    menu.addAction("…")
    menu.popup(view.mapToGlobal(QPoint(10, 10)))
    settle()
    assert nothing_left(view)
    menu.close()
    release(view, there)
    assert [spy.count() for spy in done] == [0, 0, 0]


@TAKING
def test_another_window_or_widget_that_takes_the_keyboard_drops_it(
    view: ArticleView, take: Take, done: list[QSignalSpy]
) -> None:
    view.activateWindow()
    there = take(view)
    other = QWidget()
    other.show()
    other.activateWindow()
    QTest.qWaitForWindowActive(other)
    assert nothing_left(view)
    release(view, there)
    other.close()
    assert [spy.count() for spy in done] == [0, 0, 0]


def test_a_carried_mention_that_is_dropped_is_told_to_the_frames(view: ArticleView) -> None:
    carried = QSignalSpy(view.carried)
    take_chip(view)
    view.clearFocus()
    assert carried.at(carried.count() - 1)[0] == ""


# --- beyond the viewport ---------------------------------------------------------------------------------------------


def test_the_farther_out_the_faster_and_not_at_all_inside() -> None:
    height = 500
    assert pace(250, height=height) == 0
    assert 0 < pace(499, height=height) < pace(540, height=height) < pace(640, height=height)
    assert pace(499, height=height) == -pace(0, height=height)
    assert pace(90_000, height=height) == pace(9_000, height=height), "there is a fastest"


@pytest.mark.parametrize("beyond", [-1, 40])
def test_text_is_selected_on_while_the_pointer_is_held_at_the_edge_or_beyond(view: ArticleView, beyond: int) -> None:
    press(view, point_of(view, 4))
    drag(view, QPointF(300, view.viewport().height() + beyond))
    start, caret = view.scrolled, view.caret
    until(lambda: view.scrolled > start + 60 and view.caret > caret + 60)
    assert view.selection == (4, view.caret)
    drag(view, QPointF(300, view.viewport().height() / 2))
    assert not view._gestures.drifting
    drag(view, QPointF(300, -40))
    until(lambda: view.scrolled == 0)
    release(view, QPointF(300, -40))
    assert not view._gestures.drifting


def test_an_edge_goes_on_while_the_pointer_is_held_beyond(tmp_path: Path) -> None:
    application()
    whole = bundle(TEXT.replace("\n", " "), Mention("a", "entity", "PER", *INNER, id="inner"))  # it stays on its line
    view = view_of(session_of(tmp_path, whole), tmp_path)
    dragged = QSignalSpy(view.edgeDragged)
    take_edge(view)
    beyond = QPointF(300, view.viewport().height() + 20)
    drag(view, beyond)
    start, end = view.scrolled, view.flow.override.end
    until(lambda: view.scrolled > start + 60 and view.flow.override.end > end + 60)
    end = view.flow.override.end
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view._gestures.drifting
    release(view, beyond)
    assert dragged.count() == 0
    assert end > INNER[1]


def test_the_article_scrolls_under_a_carried_mention(view: ArticleView) -> None:
    take_chip(view)
    drag(view, QPointF(300, view.viewport().height() + 20))
    until(lambda: view.scrolled > 60)
    drag(view, QPointF(view.viewport().width() + 60, view.viewport().height() + 20))
    assert not view._gestures.drifting, "it is on its way to a panel"


def test_the_wheel_takes_the_selection_along(view: ArticleView) -> None:
    press(view, point_of(view, 4))
    middle = QPointF(300, view.viewport().height() / 2)
    drag(view, middle)
    caret = view.caret
    wheel(view, -120, NONE)
    assert view.scrolled > 0
    assert view.caret > caret
    assert view.anchor == 4


# --- watched ---------------------------------------------------------------------------------------------------------


def test_what_an_edge_would_give_is_told_and_taken_back(view: ArticleView) -> None:
    told: list[Mention | None] = []
    view.context.bridge.previewed.connect(told.append)
    take_edge(view)
    assert told[-1] is not None
    assert (told[-1].id, told[-1].end) == ("inner", KIM[0] - 1), "the blank is left behind"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert told[-1] is None


# --- the wheel -------------------------------------------------------------------------------------------------------


def wheel(view: ArticleView, turn: int, modifiers: Modifier) -> None:
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle, view.viewport().mapToGlobal(middle), QPoint(), QPoint(0, turn), Button.LeftButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_a_touchpad_zooms_by_what_adds_up_to_a_notch(view: ArticleView) -> None:
    before = view.flow.style.px
    for _ in range(8):
        wheel(view, 15, CTRL)
    assert view.flow.style.px == before + 1
    for _ in range(7):
        wheel(view, 15, CTRL)
    wheel(view, -15, CTRL)
    assert view.flow.style.px == before + 1, "turning back begins anew"
    for _ in range(7):
        wheel(view, -15, CTRL)
    assert view.flow.style.px == before
    wheel(view, 240, CTRL)
    assert view.flow.style.px == before + 2
