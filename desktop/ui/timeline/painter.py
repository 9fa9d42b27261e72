"""Paints the timeline: axis, rows, bars, dots, names and ties; what is out of sight is not gone through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF, QStaticText

from desktop.messages import Messages
from desktop.timeline.events import Event
from desktop.timeline.lanes import DOT, LABEL_GAP, Placed
from desktop.timeline.scale import Scale, Unit, above, ticks, unit_for
from desktop.timeline.words import above_words, article_words, tick_words
from desktop.ui.theme import Theme
from desktop.ui.timeline import outlines, ties
from desktop.ui.timeline.picture import AXIS, Picture
from desktop.ui.widgets.elided import elided

EDGE = 8.0
"""Pixels between a line's words and the edge of the view."""
AFTER, CLEAR = 4.0, 2.0
"""Pixels between a tick and its words, and at least between these and the edge of the view."""


@dataclass(slots=True)
class Painter:
    """Keeps what is the same from one painting to the next: dots and names."""

    theme: Theme
    messages: Messages
    font: QFont
    ratio: float = 1.0
    vectors: bool = False
    """Draw dots as circles and words as outlines: a drawing may be enlarged, or shown where its fonts are missing."""
    _dots: dict[tuple[int, bool], QPixmap] = field(default_factory=dict)
    _names: dict[str, tuple[QStaticText, float, float]] = field(default_factory=dict)

    def paint(self, painter: QPainter, picture: Picture) -> None:
        """Everything, from the top left corner of the view on."""
        scale = picture.scale
        painter.setFont(self.font)
        painter.fillRect(QRectF(0, 0, scale.width, picture.height), self.theme.role("canvas.background"))
        self._grid(painter, picture)
        painter.save()
        painter.setClipRect(QRectF(0, AXIS, scale.width, max(0.0, picture.height - AXIS)))
        self._bands(painter, picture)
        ties.paint(painter, picture, self.theme)
        self._things(painter, picture)
        painter.restore()
        self._axis(painter, picture)

    # --- time ----------------------------------------------------------------------------------------------------

    def _grid(self, painter: QPainter, picture: Picture) -> None:
        scale = picture.scale
        unit = unit_for(scale.per_day)
        painter.setPen(QPen(self.theme.wash(self.theme.role("border"), amount=0.55), 1))
        for day in ticks(unit, first=scale.origin, last=scale.end):
            x = round(scale.x(day.toordinal())) + 0.5
            painter.drawLine(QPointF(x, AXIS), QPointF(x, picture.height))
        upper = above(unit)
        if upper is not None:
            painter.setPen(QPen(self.theme.role("border"), 1))
            for day in ticks(upper, first=scale.origin, last=scale.end):
                x = round(scale.x(day.toordinal())) + 0.5
                painter.drawLine(QPointF(x, AXIS), QPointF(x, picture.height))

    def _axis(self, painter: QPainter, picture: Picture) -> None:
        scale, width = picture.scale, picture.scale.width
        metrics = QFontMetricsF(self.font)
        painter.fillRect(QRectF(0, 0, width, AXIS), self.theme.role("bar"))
        painter.setPen(QPen(self.theme.role("border"), 1))
        painter.drawLine(QPointF(0, AXIS - 0.5), QPointF(width, AXIS - 0.5))
        unit = unit_for(scale.per_day)
        painter.setPen(self.theme.role("bar.text"))
        low = AXIS - 6 - metrics.descent()
        for day, following in _stretches(unit, first=scale.origin - unit.days, last=scale.end):
            words = tick_words(self.messages, unit, day)
            x = place_of(scale, metrics.horizontalAdvance(words), day=day.toordinal(), following=following)
            if x is not None:
                self._write(painter, QPointF(x, low), words)
        upper = above(unit)
        if upper is None:
            return
        font = QFont(self.font)
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        for day, following in _stretches(upper, first=scale.origin - 1.1 * upper.days, last=scale.end):
            words = above_words(self.messages, upper, day)
            x = place_of(scale, metrics.horizontalAdvance(words), day=day.toordinal(), following=following)
            if x is not None:
                self._write(painter, QPointF(x, 4 + metrics.ascent()), words)
        painter.setFont(self.font)

    def _write(self, painter: QPainter, at: QPointF, words: str) -> None:
        """Words from the left end of their baseline in the painter's pen: as outlines in a drawing for elsewhere."""
        if self.vectors:
            outlines.write(painter, at, words)
        else:
            painter.drawText(at, words)

    # --- rows ----------------------------------------------------------------------------------------------------

    def _bands(self, painter: QPainter, picture: Picture) -> None:
        metrics = QFontMetricsF(self.font)
        width = picture.scale.width
        reads_left = self.messages.direction == "rtl"
        for band in picture.lanes.bands:
            y, bottom = AXIS + band.top - picture.top, AXIS + band.bottom - picture.top
            if band.article is None or bottom < AXIS or y > picture.height:
                continue
            painter.setPen(QPen(self.theme.role("border.strong"), 1))
            painter.drawLine(QPointF(0, round(y) + 0.5), QPointF(width, round(y) + 0.5))
            words = article_words(picture.corpus.articles.get(band.article))
            shown = elided(metrics, words, width - 2 * EDGE, rtl=reads_left)
            wide = metrics.horizontalAdvance(shown)
            painter.setPen(self.theme.role("muted"))
            x = width - EDGE - wide if reads_left else EDGE
            self._write(painter, QPointF(x, y + 3 + metrics.ascent()), shown)

    def _things(self, painter: QPainter, picture: Picture) -> None:
        scale, lanes = picture.scale, picture.lanes
        first = scale.origin * scale.per_day
        rows = lanes.rows_between(picture.top, picture.top + picture.height - AXIS)
        ink = self.theme.role("canvas.text")
        colours: dict[str, QColor] = {}
        for row in rows:
            y = picture.y(row)
            middle = y + lanes.row_height / 2
            for thing in lanes.between(row, first, first + scale.width):
                event = picture.events[thing.event]
                colour = colours.get(event.label)
                if colour is None:
                    colour = colours[event.label] = self.theme.label("event", event.label)
                x = picture.left(thing)
                if event.contradicts:
                    self._wrong(painter, picture.box(thing, row), dot=thing.dot, hollow=thing.piece.approximate)
                elif thing.dot:
                    self._dot(painter, x + DOT, middle, colour, hollow=thing.piece.approximate)
                else:
                    self._bar(painter, x, middle, thing.end - thing.start, colour, picture, thing)
                if event.key in picture.wrong:
                    ties.ring(painter, picture.box(thing, row), self.theme, width=scale.width)
                if lanes.named:
                    painter.setPen(ink)
                    self._name(painter, picture, thing, event, x, middle)
        self._current(painter, picture)

    def _dot(self, painter: QPainter, x: float, y: float, colour: QColor, *, hollow: bool) -> None:
        if self.vectors:
            self._circle(painter, QPointF(x, y), colour, hollow=hollow)
            return
        key = (colour.rgb(), hollow)
        drawn = self._dots.get(key)
        if drawn is None:
            side = 2 * DOT + 2
            drawn = QPixmap(round(side * self.ratio), round(side * self.ratio))
            drawn.setDevicePixelRatio(self.ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            with QPainter(drawn) as inner:
                self._circle(inner, QPointF(side / 2, side / 2), colour, hollow=hollow)
            self._dots[key] = drawn
        painter.drawPixmap(round(x - DOT) - 1, round(y - DOT) - 1, drawn)

    def _circle(self, painter: QPainter, middle: QPointF, colour: QColor, *, hollow: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(self.theme.role("canvas.background") if hollow else colour)
        painter.drawEllipse(middle, DOT - 0.8, DOT - 0.8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _wrong(self, painter: QPainter, box: QRectF, *, dot: bool, hollow: bool) -> None:
        """A date that another article contradicts: red and pointed, so that it is told without its colour too."""
        reach = DOT + 1.5
        left, right = (box.center().x(),) * 2 if dot else (max(box.left(), -20.0), box.right())
        right = max(left, min(right, 20_000.0))
        y = box.center().y()
        shape = QPolygonF(
            [QPointF(left - reach, y), QPointF(left, y - reach), QPointF(right, y - reach),
             QPointF(right + reach, y), QPointF(right, y + reach), QPointF(left, y + reach)]
        )  # fmt: skip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.role("danger"), 1.8))
        painter.setBrush(self.theme.role("canvas.background" if hollow else "danger"))
        painter.drawPolygon(shape)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _bar(
        self, painter: QPainter, x: float, middle: float, wide: float, colour: QColor, picture: Picture, thing: Placed
    ) -> None:
        left, right = max(x, -10.0), min(x + wide, picture.scale.width + 10.0)
        box = QRectF(round(left), round(middle - DOT + 1), max(2.0, round(right) - round(left)), 2 * DOT - 2)
        if thing.piece.approximate:
            painter.fillRect(box, self.theme.wash(colour, amount=0.22))
            painter.setPen(QPen(colour, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.fillRect(box, colour)

    def _name(self, painter: QPainter, picture: Picture, thing: Placed, event: Event, x: float, middle: float) -> None:
        text, wide, tall = self.name(event, thing)
        if picture.scale.rtl:
            place = min(x, picture.scale.width) - LABEL_GAP - wide
        else:
            place = max(x + thing.end - thing.start, 0.0) + LABEL_GAP
        top = round(middle - tall / 2)
        if self.vectors:
            outlines.write(painter, QPointF(round(place), top + QFontMetricsF(self.font).ascent()), text.text())
        else:
            painter.drawStaticText(QPointF(round(place), top), text)

    def name(self, event: Event, thing: Placed) -> tuple[QStaticText, float, float]:
        """An event's name as far as it has room, with its width and height."""
        known = self._names.get(event.key)
        if known is None:
            metrics = QFontMetricsF(self.font)
            room = thing.reach - thing.end - LABEL_GAP
            text = QStaticText(elided(metrics, event.name, room, rtl=self.messages.direction == "rtl"))
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(font=self.font)
            known = self._names[event.key] = (text, text.size().width(), text.size().height())
        return known

    def _current(self, painter: QPainter, picture: Picture) -> None:
        """The ring around what the arrows are at."""
        thing = picture.current
        if thing is None:
            return
        row = next((row for each, row in picture.lanes.of_event.get(thing.event, ()) if each is thing), None)
        if row is None:
            return
        box = picture.box(thing, row).adjusted(-3.5, -2.5, 3.5, 2.5)
        box.setLeft(max(box.left(), -20.0))
        box.setRight(min(box.right(), picture.scale.width + 20.0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.role("accent"), 2.4 if picture.focused else 1.4))
        painter.drawRoundedRect(box, 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def place_of(scale: Scale, wide: float, *, day: float, following: float) -> float | None:
    """Where words of a width start from the left: after a tick, in the view as long as some of their stretch is.

    ``following``: the day of the next tick. None: they would be cut by an edge of the view.
    """
    at, far = ((day - scale.origin) * scale.per_day, (following - scale.origin) * scale.per_day)
    start = at + AFTER if at + AFTER >= EDGE else min(EDGE, far - wide - EDGE)
    if start < CLEAR or start + wide > scale.width - CLEAR:
        return None
    return scale.width - start - wide if scale.rtl else start


def _stretches(unit: Unit, *, first: float, last: float) -> list[tuple[date, float]]:
    """Each tick with the day of the next."""
    days: Sequence[date] = [*ticks(unit, first=first, last=last)]
    ends = [day.toordinal() for day in days[1:]] + [day.toordinal() + unit.days for day in days[-1:]]
    return [*zip(days, ends, strict=True)]
