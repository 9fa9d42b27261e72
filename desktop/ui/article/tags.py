"""Tags for relations into other articles: where they hang in the margins, and painting them with their stubs.

A stub runs from the event through the gap under its line to the rail at the left, or to the margin at the right while
the other article stands there; the tag beside the text says where it leads. No tag lies on a letter or on another tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.links import FAINT
from desktop.ui.article.paint import Frame
from desktop.ui.article.reaching import Reach, Reaches, Wording
from desktop.ui.article.style import CHIP_PADDING, CanvasStyle
from desktop.ui.article.ways import Anchor, anchors_of, plates_of, stem_of
from desktop.ui.widgets.elided import elided

APART = 3
"""Relations of one event that have a tag each; the others share one."""
AIR, EDGE = 6.0, 3.0
"""px between the letters and a tag, and between a tag and the edge of the view."""
WIDEST = 260.0
NARROWEST = 30.0
"""px that words on a tag need; with less only its letter or number stands there."""
LEADING = 1
"""px between the rows of a tag: its letters reach below their line."""
STEP = 4.0
"""px a tag moves at a time, down or up, to find a free place."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where tags may hang: px of the viewport from the left, and whether the other article stands at the right."""

    left: tuple[float, float]
    right: tuple[float, float]
    height: int
    rightwards: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """One plate in the margin for one relation, or for several of one event that are not told apart."""

    event: str
    reaches: tuple[Reach, ...]
    plate: QRectF
    rows: tuple[str, ...]
    letter: QRectF | None
    """The part with the letter both articles share."""
    stub: QPainterPath
    chosen: bool
    """Whether its event is selected."""

    @property
    def relations(self) -> frozenset[str]:
        """The relations it stands for."""
        return frozenset(each.relation for each in self.reaches)


def margins_of(frame: Frame, *, width: int, height: int, rightwards: bool) -> Margins:
    """The margins of a viewport of this size (px)."""
    end = frame.x + frame.flow.width
    return Margins((EDGE, frame.x - AIR), (end + AIR, width - EDGE), height, rightwards)


def tags_of(
    frame: Frame, reaches: Reaches, margins: Margins, *, selected: str | None, wording: Wording,
    only: bool = False,
) -> list[Tag]:
    """The tags of the events in sight; with ``only``, of the selected one alone."""
    if not reaches or (only and selected not in reaches):
        return []
    wanted = {selected} if only and selected is not None else reaches.keys()
    anchors = anchors_of(frame, wanted)
    if not anchors:
        return []
    hanging = _Hanging(frame, margins, plates_of(frame), wording)
    order = sorted(anchors, key=lambda event: (event != selected, anchors[event].channel, -anchors[event].x))
    return [
        tag
        for event in order
        for some in _shared(reaches[event], unfolded=event == selected)
        if (tag := hanging.tag(event, anchors[event], some, chosen=event == selected)) is not None
    ]


def tag_at(tags: Sequence[Tag], point: QPointF) -> Tag | None:
    """The tag under a point of the viewport."""
    return next((tag for tag in tags if tag.plate.adjusted(-1, -1, 1, 1).contains(point)), None)


def _shared(reaches: Sequence[Reach], *, unfolded: bool) -> Iterator[tuple[Reach, ...]]:
    """Which relations of an event have a tag together: those into the article beside are told apart, and the chosen."""
    for some, apart in (
        ([each for each in reaches if each.letter], APART),
        ([each for each in reaches if not each.letter], APART if unfolded else 1),
    ):
        whole = len(some) <= apart
        single = some if whole else some[: apart - 1]
        yield from ((each,) for each in single)
        if not whole:
            yield tuple(some[apart - 1 :])


class _Hanging:
    """Gives one tag after the other a free place."""

    def __init__(self, frame: Frame, margins: Margins, taken: list[QRectF], wording: Wording) -> None:
        self._frame, self._style = frame, frame.flow.style
        self._margins, self._taken, self._wording = margins, taken, wording

    def tag(self, event: str, anchor: Anchor, reaches: tuple[Reach, ...], *, chosen: bool) -> Tag | None:
        """A tag with its stub; None where there is no room for it."""
        right = self._margins.rightwards and bool(reaches[0].letter)
        low, high = self._margins.right if right else self._margins.left
        if right and high - low < self._style.width_of(reaches[0].letter) - 2 * CHIP_PADDING + 2:
            right, (low, high) = False, self._margins.left
        rows, lettered, width = self._words(reaches, high - low)
        height = float(self._style.chip_height + max(len(rows) - 1, 0) * (self._style.chip_height + LEADING))
        plate = self._free(QRectF(low if right else high - width, anchor.channel - height / 2, width, height))
        if plate is None:
            return None
        self._taken.append(plate)
        letter = None
        if lettered:
            letter = QRectF(plate.left() if right else plate.right() - lettered, plate.top(), lettered, height)
        return Tag(event, reaches, plate, rows, letter, self._stub(anchor, plate, right=right), chosen)

    def _words(self, reaches: tuple[Reach, ...], room: float) -> tuple[tuple[str, ...], float, float]:
        """What stands on a tag, how wide its letter's part is, and how wide all of it is."""
        style, first = self._style, reaches[0]
        more = self._wording.more(len(reaches) - 1)
        lettered = max(style.width_of(first.letter) - 4, float(style.chip_height)) if first.letter else 0.0
        lettered, whole = min(lettered, room), room
        room = min(room, WIDEST) - lettered
        if room < NARROWEST:
            if lettered:
                return (), lettered, lettered
            count = more or "•"
            return (count,), 0.0, min(style.width_of(count), whole)
        line = f"{self._wording.line(first)} {more}".rstrip()
        if style.width_of(line) <= room:
            apart = room - style.width_of(line) < NARROWEST
            parts = [line, first.title] if apart else [f"{line} · {first.title}"]
            parts = [line] if first.letter else parts
        else:
            parts = [f"{first.name} {more}".rstrip(), self._wording.quoted(first)][:: -1 if first.inward else 1]
            parts += [] if first.letter else [first.title]
        rows = tuple(_shortened(style, part, room) for part in parts)
        return rows, lettered, lettered + max(style.width_of(row) for row in rows)

    def _free(self, plate: QRectF) -> QRectF | None:
        """The free place nearest to a plate's: below it, so that tags keep the order of the text, else above."""
        height = self._margins.height
        down, up = int((height - plate.top()) // STEP), int(plate.bottom() // STEP)
        for step in (*range(down + 1), *range(-1, -up - 1, -1)):
            moved = plate.translated(0, step * STEP)
            clear = not any(moved.adjusted(-1, -1, 1, 1).intersects(other) for other in self._taken)
            if clear and moved.bottom() > 0 and moved.top() < height:
                return moved
        return None

    def _stub(self, anchor: Anchor, plate: QRectF, *, right: bool) -> QPainterPath:
        """From the event down into the gap, along it out of the text, and to the tag."""
        path = stem_of(anchor)
        side = plate.left() - AIR / 2 if right else plate.right() + AIR / 2
        edge = plate.left() if right else plate.right()
        y = min(max(anchor.channel, plate.top() + 3), plate.bottom() - 3)
        path.lineTo(side, anchor.channel)
        path.lineTo(side, y)
        path.lineTo(edge, y)
        return path


def _shortened(style: CanvasStyle, text: str, room: float) -> str:
    if style.width_of(text) <= room:
        return text
    inner = room - 2 * CHIP_PADDING - 1
    return elided(style.chip_metrics, text, inner, rtl=True)


@dataclass(frozen=True, slots=True)
class Light:
    """Which relations (ids) the pointer is on, are of the selected event, or are in a contradiction."""

    lit: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()

    def on(self, style: CanvasStyle, tag: Tag) -> tuple[QColor, bool, bool]:
        """The ink of a tag, whether it is at full strength, and whether it is filled."""
        lit = bool(tag.relations & self.lit)
        ink = style.wrong if tag.relations & self.wrong else style.handle if lit else style.link
        return ink, lit or tag.chosen or bool(tag.relations & self.chosen), lit


def paint_tags(
    painter: QPainter, tags: Sequence[Tag], chips: ChipPainter, style: CanvasStyle, light: Light
) -> None:
    """The stubs, then the plates over them: faint, at full strength, or filled."""
    if not tags:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inks = [light.on(style, tag) for tag in tags]
    for tag, (ink, strong, _on) in zip(tags, inks, strict=True):
        pale = QColor(ink)
        pale.setAlpha(255 if strong else FAINT)
        painter.setPen(QPen(pale, 1.5 if strong else 1.0, tag.reaches[0].dash))
        painter.drawPath(tag.stub)
    for tag, (ink, strong, on) in zip(tags, inks, strict=True):
        _paint_plate(painter, style, tag, chips, ink=ink, strong=strong, on=on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_plate(
    painter: QPainter, style: CanvasStyle, tag: Tag, chips: ChipPainter, *, ink: QColor, strong: bool, on: bool
) -> None:
    plate = tag.plate.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(ink, 1.4 if strong else 1.0, tag.reaches[0].dash))
    painter.setBrush(ink if on else style.background)
    painter.drawRoundedRect(plate, 3, 3)
    words = QRectF(tag.plate)
    if tag.letter is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(tag.letter.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(style.background)
        middle = tag.letter.center().y() - style.chip_height / 2
        chips.write(painter, QPointF(tag.letter.left(), middle), tag.letter.width(), tag.reaches[0].letter)
        if tag.letter.left() > tag.plate.left():
            words.setRight(tag.letter.left())
        else:
            words.setLeft(tag.letter.right())
    painter.setPen(style.background if on else ink)
    pitch = style.chip_height + LEADING
    for number, row in enumerate(tag.rows):
        chips.write(painter, QPointF(words.left(), words.top() + number * pitch), words.width(), row)
