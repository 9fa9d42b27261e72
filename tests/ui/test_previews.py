"""What an edge in the hand would give is shown large where the mention is shown, letter by letter, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.article.hit import Spot
from desktop.ui.panels.frame import FramePanel
from desktop.ui.panels.inspector import InspectorPanel
from desktop.ui.panels.inspector_head import HeadSection
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import settle

Kinds = QEvent.Type


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as app:
        yield app


def echo(head: HeadSection) -> str:
    return "".join(piece.text for piece in head.echo.pieces if piece.part == "mention").strip("\u200d·")


def mouse(app: Running, kind: Kinds, position: int) -> None:
    """The mouse at the caret place after a letter, the left button down until it is released."""
    view = app.app.window.view
    viewport = view.viewport()
    x, y, height = view.stage.caret_at(Spot(position, after=True), view.scrolled)
    point = QPointF(x, y + height / 2)
    held = Qt.MouseButton.NoButton if kind == Kinds.MouseButtonRelease else Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == Kinds.MouseMove else Qt.MouseButton.LeftButton
    place = QPointF(viewport.mapToGlobal(point.toPoint()))
    QApplication.sendEvent(viewport, QMouseEvent(kind, point, place, button, held, Qt.KeyboardModifier.NoModifier))
    settle()


def test_the_inspector_shows_the_letters_an_edge_is_drawn_over(app: Running) -> None:
    head = app.app.window.findChild(InspectorPanel).head
    kim = app.select("كيم جونغ أون")
    settle()
    assert echo(head) == "كيم جونغ أون"
    mouse(app, Kinds.MouseButtonPress, kim.end)
    mouse(app, Kinds.MouseMove, kim.end - 4)
    assert echo(head) == "كيم جونغ"
    mouse(app, Kinds.MouseMove, kim.end - 5)
    assert echo(head) == "كيم جون"
    app.press("Esc")
    assert echo(head) == "كيم جونغ أون"
    mouse(app, Kinds.MouseButtonRelease, kim.end - 5)
    assert not app.session.can_undo
    mouse(app, Kinds.MouseButtonPress, kim.end)
    mouse(app, Kinds.MouseMove, kim.end - 4)
    mouse(app, Kinds.MouseButtonRelease, kim.end - 4)
    assert app.words(kim) == echo(head) == "كيم جونغ"


def test_the_frame_does_so_too_for_its_own_event_alone(app: Running) -> None:
    meet = app.select("مباحثات")
    app.press("F3")
    settle()
    head = app.app.window.findChild(FramePanel).head
    assert echo(head) == "مباحثات"
    app.app.window.view.setFocus()
    mouse(app, Kinds.MouseButtonPress, meet.end)
    mouse(app, Kinds.MouseMove, meet.end - 3)
    assert echo(head) == "مباح"
    app.press("Esc")
    assert echo(head) == "مباحثات"
    mouse(app, Kinds.MouseButtonRelease, meet.end)
    kim = app.select("كيم جونغ أون")
    settle()
    mouse(app, Kinds.MouseButtonPress, kim.end)
    mouse(app, Kinds.MouseMove, kim.end - 4)
    assert echo(head) == "مباحثات"
    app.press("Esc")
