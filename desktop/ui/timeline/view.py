"""The timeline to look at and move about in: wheel, drag, arrows, hover; it tells which mention is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from desktop.timeline import words
from desktop.timeline.events import Corpus, Event
from desktop.timeline.lanes import DOT, Lanes, Mode, Placed, arrange
from desktop.timeline.scale import Scale
from desktop.timeline.ties import Drawn, Troubles, placed
from desktop.ui.context import Context
from desktop.ui.theme import Theme
from desktop.ui.timeline.painter import Painter
from desktop.ui.timeline.picture import AXIS, Picture

NOTCH, STEP = 1.25, 1.6
"""How much closer one notch of the wheel and one key press bring."""
REACH = 60.0
"""Pixels from the edge of the view that an arrow brings its thing in by."""
NEAR = 12.0
"""Pixels between the edge of the view and the current thing with its name, at least."""
SIDES = 70.0
"""Pixels left at both ends when everything is shown: the last names reach over."""
DRAG = 4
"""Pixels after which a press is a drag and no click."""
_SLACK = 3.0


class TimelineView(QAbstractScrollArea):
    """Only looks: what is shown is given to it, what is wanted is told."""

    wanted = Signal(str, str)
    """An event was clicked or entered: its article's id and its mention's."""
    told = Signal()
    """Another event is current, or something else is to be said of it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.mode: Mode = "merged"
        self.events: Sequence[Event] = ()
        self.corpus = Corpus({}, {}, {})
        self.scale = Scale(0.0, 1.0, 1.0)
        self.lanes = Lanes(1.0, True)
        self.current: Placed | None = None
        self.troubles = Troubles()
        self.ties: list[Drawn] = []
        """Of the contradictions of relations, as they lie in the layout."""
        self._order: list[tuple[Placed, int]] = []
        self._turn = 0
        self._painter: Painter | None = None
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setMinimumHeight(80)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.restyle()

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_events(self, events: Sequence[Event], corpus: Corpus, *, fit: bool) -> None:
        """Show other events; ``fit``: all of them, else the stretch of time that is shown now."""
        names = {event.key: event.name for event in self.events}
        if any(names.get(event.key, event.name) != event.name for event in events):
            self._painter = None
        known = self._key(self.current)
        self.events, self.corpus = events, corpus
        self.current = None
        if fit:
            self.fit()
        else:
            self._arrange()
        self.current = next((thing for thing, _row in self._order if self._key(thing) == known), None)
        self._say()

    def set_troubles(self, troubles: Troubles) -> None:
        """Other contradictions of relations among the events shown."""
        if troubles != self.troubles:
            self.troubles = troubles
            self.ties = placed(troubles, self.lanes, self.events)
            self._say()
            self.viewport().update()

    def set_mode(self, mode: Mode) -> None:
        """Rows for all events together, or article by article."""
        known = self._key(self.current)
        self.mode = mode
        self._arrange()
        self.current = next((thing for thing, _row in self._order if self._key(thing) == known), None)

    def set_rtl(self, rtl: bool) -> None:
        """Time runs from the right to the left, or from the left to the right."""
        self.scale = self.scale.turned(rtl=rtl)
        self.viewport().update()

    def restyle(self) -> None:
        """Another theme, language or font."""
        tr = self.context.tr
        self._painter = None
        self.setAccessibleName(tr("timeline.title"))
        self._say()
        self.viewport().update()

    def fit(self) -> None:
        """All events in the view."""
        pieces = [piece.interval for event in self.events for piece in event.pieces]
        if pieces:
            first = min(each.first for each in pieces).toordinal()
            last = max(each.last for each in pieces).toordinal() + 1
            self.scale = self.scale.resized(float(self.viewport().width())).showing(first, last, margin=SIDES)
        self._arrange()

    def zoom(self, factor: float, *, about: float | None = None) -> None:
        """Closer or wider about a place in the view, such as the pointer's; None: about the current event, which then
        stays in sight with its name, or the middle of the view where none is in sight.
        """
        middle = self.picture().middle(self.current) if self.current is not None and about is None else None
        self.scale = self.scale.zoomed(factor, about=middle or about or self.scale.width / 2)
        self._arrange()
        if middle is not None and self.current is not None:
            self._reveal(self.current)

    def mark(self, mention: str | None) -> None:
        """Ring the event that a mention tells of, without moving to it."""
        if self.current is not None and any(saying.mention == mention for saying in self.current.sayings):
            return
        said = [thing for thing, _row in self._order if any(each.mention == mention for each in thing.sayings)]
        self.current = said[0] if said else None
        self._turn = 0
        self._say()
        self.viewport().update()

    def picture(self) -> Picture:
        """What is shown now."""
        height = float(self.viewport().height())
        top = float(self.verticalScrollBar().value())
        return Picture(
            self.events, self.corpus, self.lanes, self.scale, height, top, self.current, focused=self.hasFocus(),
            ties=self.ties, wrong=self.troubles.of_event,
        )  # fmt: skip

    def painter(self, *, theme: Theme | None = None) -> Painter:
        """What paints it on the screen, or with a theme, in a picture for elsewhere."""
        ratio, messages = self.viewport().devicePixelRatioF(), self.context.messages
        return Painter(theme or self.context.theme, messages, self.font(), ratio, vectors=theme is not None)

    def _arrange(self) -> None:
        known = self._key(self.current)
        height = max(60.0, self.viewport().height() - AXIS)
        self.lanes = arrange(
            self.events, per_day=self.scale.per_day, height=height, mode=self.mode, articles=self.corpus.articles
        )
        things = [(thing, row) for row, found in enumerate(self.lanes.rows) for thing in found]
        self._order = sorted(things, key=lambda pair: (pair[0].start, pair[1]))
        self.ties = placed(self.troubles, self.lanes, self.events)
        if known is not None:
            self.current = next((thing for thing, _row in self._order if self._key(thing) == known), None)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(self.lanes.height + 6 - height)))
        bar.setPageStep(round(height))
        bar.setSingleStep(round(self.lanes.row_height))
        self.viewport().update()

    def _key(self, thing: Placed | None) -> tuple[object, ...] | None:
        if thing is None or thing.event >= len(self.events):
            return None
        article = thing.sayings[0].article if self.mode == "articles" else None
        return self.events[thing.event].key, thing.piece.interval.first, article

    # --- events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.viewport().devicePixelRatioF()
        if self._painter is None or self._painter.ratio != ratio:
            self._painter = self.painter()
        with QPainter(self.viewport()) as painter:
            self._painter.paint(painter, self.picture())

    def resizeEvent(self, event: QResizeEvent) -> None:
        grown = self.scale.width <= 1.0
        self.scale = self.scale.resized(float(self.viewport().width()))
        if grown:
            self.fit()
        else:
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._painter = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - (turn.y() or turn.x()) // 2)
        elif abs(turn.x()) > abs(turn.y()):
            self.scale = self.scale.panned(turn.x() / 2)
            self.viewport().update()
        elif turn.y():
            self.zoom(NOTCH ** (turn.y() / 120), about=event.position().x())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._dragged = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            over = self.thing_at(at) is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        if self._dragged is None and (at - self._pressed).manhattanLength() < DRAG:
            return
        moved = at - (self._dragged or self._pressed)
        self._dragged = at
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.scale = self.scale.panned(moved.x())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - round(moved.y()))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        clicked = self._dragged is None
        self._pressed = self._dragged = None
        self.viewport().unsetCursor()
        thing = self.thing_at(event.position()) if clicked else None
        if thing is not None:
            self._go(thing, reveal=False)
            self.open_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        forward = Qt.Key.Key_Left if self.scale.rtl else Qt.Key.Key_Right
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(1 if key == forward else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_row(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.open_current()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            thing = self.thing_at(QPointF(event.pos()))
            if thing is not None:
                QToolTip.showText(event.globalPos(), self.hover_text(thing), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    # --- things --------------------------------------------------------------------------------------------------

    def thing_at(self, at: QPointF) -> Placed | None:
        """The bar, dot or name at a point of the view: the nearest of those under it."""
        row = self.lanes.row_at(at.y() - AXIS + self.verticalScrollBar().value()) if at.y() >= AXIS else None
        if row is None:
            return None
        scale = self.scale
        along = (scale.width - at.x() if scale.rtl else at.x()) + scale.origin * scale.per_day
        near = self.lanes.between(row, along - 2 * DOT, along + 2 * DOT)
        over = [
            thing for thing in near
            if thing.start - _SLACK <= along <= (thing.reach if self.lanes.named else thing.end + _SLACK)
        ]  # fmt: skip
        return min(over, key=lambda thing: abs((thing.start + thing.end) / 2 - along), default=None)

    def point_of(self, thing: Placed) -> QPoint:
        """The middle of a thing in the view."""
        row = next(row for each, row in self.lanes.of_event[thing.event] if each is thing)
        return self.picture().box(thing, row).center().toPoint()

    def hover_text(self, thing: Placed) -> str:
        """Name, dates and sources, as rich text that reads the right way."""
        event = self.events[thing.event]
        said = list(words.lines(self.context.messages, self.corpus, event, troubles=self.troubles_of(event)))
        head, rest = escape(said[0]), "<br>".join(escape(line) for line in said[1:])
        return f"<div dir='{self.context.messages.direction}'><b>{head}</b><br>{rest}</div>"

    def troubles_of(self, event: Event) -> list[str]:
        """The contradictions an event has a part in, in words."""
        session, troubles = self.context.session, self.troubles
        if session is None:
            return []
        found = [troubles.found[at] for at in troubles.of_event.get(event.key, ())]
        return [words.trouble_words(self.context.messages, session.closure, each) for each in found]

    def go(self, thing: Placed, *, mention: str = "") -> None:
        """Make a thing the current one, and bring it in sight; ``mention``: the one of its event to open first."""
        self._go(thing)
        ids = [saying.mention for saying in thing.sayings]
        self._turn = ids.index(mention) if mention in ids else 0

    def _go(self, thing: Placed, *, reveal: bool = True) -> None:
        if thing is not self.current:
            self.current, self._turn = thing, 0
        if reveal:
            self._reveal(thing)
        self._say()
        self.viewport().update()

    def step(self, step: int) -> None:
        """To the next (1) or the previous (-1) event in time; from none to the one nearest to the middle."""
        if not self._order:
            return
        at = next((place for place, (thing, _row) in enumerate(self._order) if thing is self.current), None)
        if at is None:
            middle = (self.scale.origin + self.scale.end) / 2 * self.scale.per_day
            self._go(min(self._order, key=lambda pair: abs(pair[0].start - middle))[0])
        elif 0 <= at + step < len(self._order):
            self._go(self._order[at + step][0])

    def _step_row(self, step: int) -> None:
        found = next((pair for pair in self._order if pair[0] is self.current), None)
        if found is None:
            self.step(1)
            return
        thing, row = found
        row += step
        while 0 <= row < len(self.lanes.rows):
            if self.lanes.rows[row]:
                self._go(min(self.lanes.rows[row], key=lambda each: abs(each.start - thing.start)))
                return
            row += step

    def _reveal(self, thing: Placed) -> None:
        picture = self.picture()
        row = next(row for each, row in self.lanes.of_event[thing.event] if each is thing)
        box = picture.box(thing, row)
        if box.right() < REACH or box.left() > self.scale.width - REACH:
            self.scale = self.scale.panned(self.scale.width / 2 - box.center().x())
        self.scale = self.scale.holding(thing.start, thing.reach if self.lanes.named else thing.end, margin=NEAR)
        bar, tall = self.verticalScrollBar(), self.lanes.row_height
        if box.top() < AXIS + 4:
            bar.setValue(round(self.lanes.tops[row] - 2 * tall))
        elif box.bottom() > picture.height - 4:
            bar.setValue(round(self.lanes.tops[row] + 2 * tall - picture.height + AXIS))

    def open_current(self) -> None:
        """The mention behind the current event; once more: the next one of the same event."""
        if self.current is None:
            return
        sayings = self.current.sayings
        saying = sayings[self._turn % len(sayings)]
        self._turn += 1
        self.wanted.emit(saying.article, saying.mention)

    def _say(self) -> None:
        tr = self.context.tr
        said = tr("timeline.help")
        if self.current is not None and self.current.event < len(self.events):
            event = self.events[self.current.event]
            said = words.label_words(
                self.context.messages, self.corpus, event, troubles=self.troubles_of(event)
            )
        self.setAccessibleDescription(said)
        self.told.emit()
