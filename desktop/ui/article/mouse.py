"""Mouse gestures on the article: click, cycle, word, sentence, drag over text, an edge or a mention; Esc drops any."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import cast

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from db.arabic import word_at
from db.rows import Mention
from desktop.edges import dropped, with_edge
from desktop.edits.gaps import Edge
from desktop.ui.article.autoscroll import Drift
from desktop.ui.article.hit import Spot, edge_at
from desktop.ui.article.workbench import Workbench

NEAR = 6.0
"""Presses this close (px) count as being in the same place."""


@dataclass(slots=True)
class EdgeDrag:
    """An edge in the hand: whose, which, and where it would land."""

    mention: Mention
    which: str
    position: int
    again: bool = False
    """Was it taken where the click before was, so that letting go means the next mention under it?"""


@dataclass(slots=True)
class Carry:
    """A mention in the hand, taken by its chip."""

    mention: Mention
    origin: QPointF
    moving: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer was last while something was in the hand, and the modifier keys with it."""

    point: QPointF
    place: QPoint
    """The same, global."""
    modifiers: Qt.KeyboardModifier


class Gestures:
    """Turns mouse events into caret moves, selections and the view's signals. Nothing is edited here."""

    def __init__(self, view: Workbench) -> None:
        self._view = view
        self._selecting = False
        self.edge: EdgeDrag | None = None
        self.carry: Carry | None = None
        self._last = QPointF(-100, -100)
        self._doubled = 0.0
        self._pointer: Pointer | None = None
        self._drift = Drift(view, self.again)

    @property
    def drifting(self) -> bool:
        """Whether the article scrolls by itself below what is in the hand."""
        return self._drift.active

    @property
    def busy(self) -> bool:
        """Whether a gesture is half done."""
        return self._selecting or self.edge is not None or self.carry is not None

    def press(self, event: QMouseEvent) -> None:
        """Begin: take an edge or a chip, pick a candidate, or place the caret and select what is under it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, point = self._view, event.position()
        self._pointer = None
        if view.picking:
            self._pick(point)
            return
        which = self._edge_taken(event)
        mention = view.selected_mention()
        if which is not None and mention is not None:
            at = mention.start if which == "start" else mention.end
            self.edge = EdgeDrag(mention, which, at, again=_near(point, self._last))
            self._last = point
            view.own_keys(True)
            return
        held = view.handle_at(point)
        if held is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.carry = Carry(held, point)
            view.own_keys(True)
            return
        if self._is_third(point):
            view.select_text(*view.sentence_at(view.letter_at(point)))
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        view.move_caret(view.spot_at(point), extend=shift)
        self._selecting = True
        view.own_keys(True)
        if not shift:
            self._select_under(point)
        self._last = point

    def _edge_taken(self, event: QMouseEvent) -> str | None:
        """Which edge a press takes hold of; with Ctrl by its knobs alone: on letters a new mention begins with it."""
        edges, point = self._view.edges(), event.position()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            edges = [edge for edge in edges if not edge.y <= point.y() <= edge.y + edge.height]
        return edge_at(edges, point)

    def _is_third(self, point: QPointF) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        return monotonic() - self._doubled < interval and _near(point, self._last)

    def _select_under(self, point: QPointF) -> None:
        """The innermost mention; a repeated click goes outwards and round again."""
        view = self._view
        ids = [mention.id for mention in view.mentions_at(point)]
        if not ids:
            view.choose(None)
            return
        again = _near(point, self._last) and view.selected in ids
        view.choose(ids[(ids.index(view.selected or "") + 1) % len(ids)] if again else ids[0])

    def _pick(self, point: QPointF) -> None:
        for mention in self._view.mentions_at(point):
            if self._view.pickable(mention.id):
                self._view.picked(mention.id)
                return

    def double(self, event: QMouseEvent) -> None:
        """Select the word under the pointer, without what the commands say does not belong to it."""
        view, point = self._view, event.position()
        if event.button() != Qt.MouseButton.LeftButton or view.picking or self.edge:
            return
        self._selecting = False
        view.own_keys(False)
        word = view.word_meant(view.text, view.letter_at(point))
        if word is not None:
            view.select_text(*word)
        self._doubled, self._last = monotonic(), point

    def move(self, event: QMouseEvent) -> None:
        """Follow the pointer with what is in the hand, or show that something can be taken."""
        if self.busy and not event.buttons() & Qt.MouseButton.LeftButton:
            self.abandon()  # the button was let go where nobody saw it
        if not self.busy:
            self._hover(event)
            return
        self._pointer = Pointer(event.position(), event.globalPosition().toPoint(), event.modifiers())
        self.again()
        y, held = event.position().y(), self.carry
        if held is None or (held.moving and 0 <= event.position().x() < self._view.viewport().width()):
            self._drift.towards(y)
        else:
            self._drift.stop()

    def again(self) -> None:
        """Do what the last move did: the pointer is where it was, but the article below it has been scrolled."""
        view, pointer = self._view, self._pointer
        if pointer is None:
            return
        height = view.viewport().height()
        inside = QPointF(pointer.point.x(), min(max(pointer.point.y(), 0.0), height - 1.0))
        if self.edge is not None:
            self._drag_edge(self.edge, inside, snap=bool(pointer.modifiers & Qt.KeyboardModifier.ControlModifier))
        elif self.carry is not None:
            self._carry_on(self.carry, pointer)
        elif self._selecting:
            view.extend_to(view.spot_at(inside))

    def _hover(self, event: QMouseEvent) -> None:
        view, point = self._view, event.position()
        on_edge = not view.picking and self._edge_taken(event) is not None
        over = bool(view.picking) and any(view.pickable(mention.id) for mention in view.mentions_at(point))
        shape = Qt.CursorShape
        on_chip = not view.picking and view.handle_at(point) is not None
        view.viewport().setCursor(
            shape.SizeHorCursor if on_edge
            else shape.PointingHandCursor if over
            else shape.OpenHandCursor if on_chip
            else shape.IBeamCursor
        )  # fmt: skip

    def _carry_on(self, carry: Carry, pointer: Pointer) -> None:
        apart = (pointer.point - carry.origin).manhattanLength()
        if not carry.moving and apart < QGuiApplication.styleHints().startDragDistance():
            return
        carry.moving = True
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._view.carried.emit(carry.mention.id, pointer.place)

    def _drag_edge(self, drag: EdgeDrag, point: QPointF, *, snap: bool) -> None:
        view = self._view
        position = view.spot_at(point).position
        if snap:
            word = word_at(view.text, position)
            if word is not None:
                position = word[0] if drag.which == "start" else word[1]
        mention, edge = drag.mention, cast(Edge, drag.which)
        position = dropped(view.text, mention, edge=edge, at=position, hidden=view.hides)
        shown = with_edge(mention, edge=edge, at=position)
        if position != drag.position:
            drag.position = position
            view.preview(shown)

    def release(self, event: QMouseEvent) -> None:
        """End: hand over what was dragged."""
        view = self._view
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._let_go()
        if self.edge is not None:
            drag, self.edge = self.edge, None
            view.own_keys(False)
            view.preview(None)
            if drag.position != (drag.mention.start if drag.which == "start" else drag.mention.end):
                view.edgeDragged.emit(drag.mention.id, drag.which, drag.position)
            elif _near(event.position(), self._last):
                if drag.again:
                    self._click(event.position())
                else:
                    view.move_caret(view.spot_at(event.position()))  # a mere click
        elif self.carry is not None:
            carry, self.carry = self.carry, None
            view.own_keys(False)
            view.viewport().setCursor(Qt.CursorShape.IBeamCursor)
            if carry.moving:
                view.laidDown.emit(carry.mention.id, event.globalPosition().toPoint())
            else:
                self._click(carry.origin)
        elif self._selecting:
            self._selecting = False
            view.own_keys(False)
            span = view.selection
            if span is not None:
                view.selectionMade.emit(*span, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _click(self, point: QPointF) -> None:
        """An edge or a chip taken and let go where it was: a click on what lies there."""
        self._view.move_caret(self._view.spot_at(point))
        self._select_under(point)
        self._last = point

    def _let_go(self) -> None:
        self._pointer = None
        self._drift.stop()

    def forget(self) -> None:
        """Another article is shown: nothing is in the hand."""
        self._let_go()
        self.edge, self.carry, self._selecting = None, None, False
        self._view.own_keys(False)

    def abandon(self) -> bool:
        """Drop a half-done gesture; whether there was one."""
        self._let_go()
        if self.edge is not None:
            self.edge = None
            self._view.own_keys(False)
            self._view.preview(None)
            return True
        if self.carry is not None:
            self.carry = None
            self._view.own_keys(False)
            self._view.viewport().setCursor(Qt.CursorShape.IBeamCursor)
            self._view.carried.emit("", QPoint())
            return True
        if self._selecting:
            self._selecting = False
            self._view.own_keys(False)
            self._view.move_caret(Spot(self._view.anchor))
            return True
        return False


def _near(one: QPointF, two: QPointF) -> bool:
    return abs(one.x() - two.x()) <= NEAR and abs(one.y() - two.y()) <= NEAR
