"""Painting paragraphs: selection and boxes under the letters, letters untouched, bars, ties and chips below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF, QRegion

from db.rows import Mention, Span
from desktop.ui.article.boxes import Box, Stretch
from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.flow import Flow, Placed
from desktop.ui.article.layout import Line, Paragraph
from desktop.ui.article.style import CanvasStyle


class Hits(Protocol):
    """What a search found in a stretch of the article (code points)."""

    def __call__(self, *, start: int, end: int) -> list[Span]: ...


INSET = 2.5
MAX_INSET = 9.0
CORNER = 6.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What one painting shows: the paragraphs in sight, where the column stands, and the part that needs paint."""

    flow: Flow
    placed: Sequence[Placed]
    x: int
    """Left edge of the column in the viewport."""
    clip: QRect

    def lines(self) -> list[tuple[Placed, Line, int]]:
        """The lines that reach into the clip, with the y of their top in the viewport."""
        top, bottom = self.clip.top(), self.clip.bottom()
        return [
            (placed, line, placed.y + line.y)
            for placed in self.placed
            if placed.y <= bottom and placed.y + placed.paragraph.height >= top
            for line in placed.paragraph.lines
            if placed.y + line.y <= bottom and placed.y + line.y + line.pitch >= top
        ]


def box_rect(stretch: Stretch, box: Box, line: Line, x: float, y: float) -> QRectF:
    """The rectangle one stretch of a box covers; nested boxes are inset so that each outline shows."""
    inset = min(box.depth * INSET, MAX_INSET)
    return QRectF(x + stretch.left, y + inset + 0.5, stretch.right - stretch.left, line.height - 2 * inset - 1)


def covered(placed: Placed, line: Line, span: Span) -> list[tuple[float, float]]:
    """The visual stretches of a span (code points of the article) on one line, px of the column."""
    paragraph, geometry = placed.paragraph, line.geometry
    if span[1] <= paragraph.start or span[0] > paragraph.end:
        return []
    low = max(paragraph.unit(span[0]), geometry.start)
    high = min(paragraph.unit(span[1]), geometry.end)
    return geometry.rectangles(low, high) if low < high else []


def paint_selection(painter: QPainter, frame: Frame, span: Span | None) -> None:
    """The selected text, from our own geometry: Qt's is off by half a ligature in some fonts."""
    if span is None or span[0] >= span[1]:
        return
    for placed, line, y in frame.lines():
        for left, right in covered(placed, line, span):
            painter.fillRect(QRectF(frame.x + left, y, right - left, line.height), frame.flow.style.selection)


def paint_hits(painter: QPainter, frame: Frame, hits: Hits | None, selected: Span | None) -> None:
    """What a search found, under the letters; the hit that is selected keeps the selection's ink and gets a frame."""
    if hits is None:
        return
    style = frame.flow.style
    painter.setPen(QPen(style.text, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for placed, line, y in frame.lines():
        paragraph, geometry = placed.paragraph, line.geometry
        for span in hits(start=paragraph.point(geometry.start), end=paragraph.point(geometry.end)):
            for left, right in covered(placed, line, span):
                rect = QRectF(frame.x + left, y + 1, right - left, line.height - 2)
                if span == selected:
                    painter.drawRect(rect)
                else:
                    painter.fillRect(rect, style.found)


Order = tuple[int, str, str, str]
"""What is painted first: the outer before the inner; whatever lies in the part to be painted, the order is the same."""


def paint_fills(painter: QPainter, frame: Frame) -> None:
    """The ground of mentions: the innermost's alone, since washes that add up would drown the letters."""
    style = frame.flow.style
    fills: dict[Order, tuple[QBrush, list[QRectF]]] = {}
    for _placed, line, y in frame.lines():
        for box in line.boxes:
            mention = box.mention
            if mention.status != "rejected":
                order = (box.depth, mention.kind, mention.label, "")
                rects = fills.setdefault(order, (style.inks(mention).fill, []))[1]
                rects.extend(box_rect(stretch, box, line, frame.x, y) for stretch in box.stretches)
    painter.setPen(Qt.PenStyle.NoPen)
    for _order, (brush, rects) in sorted(fills.items(), key=itemgetter(0)):
        painter.setBrush(brush)
        painter.drawRects(rects)


def paint_outlines(painter: QPainter, frame: Frame) -> None:
    """Outlines of mentions and the corners of edited ones, to be painted before the letters."""
    style = frame.flow.style
    edges: dict[Order, tuple[QPen, list[QLineF]]] = {}
    corners: list[tuple[QBrush, QPolygonF]] = []
    for placed, line, y in frame.lines():
        for box in line.boxes:
            mention = box.mention
            inks = style.inks(mention)
            status = "suggested" if mention.status == "suggested" else "kept"
            pen = inks.dotted if mention.status == "rejected" else inks.dashed if status == "suggested" else inks.solid
            status = "rejected" if mention.status == "rejected" else status
            lines = edges.setdefault((box.depth, mention.kind, mention.label, status), (pen, []))[1]
            for stretch in box.stretches:
                _outline(lines, box_rect(stretch, box, line, frame.x, y), stretch)
            if mention.status == "edited" and box.first:
                corners.append((inks.bar, _corner(box, line, frame.x, y, rtl=placed.paragraph.rtl)))
    for _order, (pen, lines) in sorted(edges.items(), key=itemgetter(0)):
        painter.setPen(pen)
        painter.drawLines(lines)
    painter.setPen(Qt.PenStyle.NoPen)
    for brush, polygon in corners:
        painter.setBrush(brush)
        painter.drawPolygon(polygon)


def _outline(lines: list[QLineF], rect: QRectF, stretch: Stretch) -> None:
    left, right = rect.left() + 0.5, rect.right() - 0.5
    lines.append(QLineF(left, rect.top(), right, rect.top()))
    lines.append(QLineF(left, rect.bottom(), right, rect.bottom()))
    if not stretch.open_left:
        lines.append(QLineF(left, rect.top(), left, rect.bottom()))
    if not stretch.open_right:
        lines.append(QLineF(right, rect.top(), right, rect.bottom()))


def _corner(box: Box, line: Line, x: float, y: float, *, rtl: bool) -> QPolygonF:
    """The mark of an edited mention: a filled corner where reading begins."""
    stretch = box.stretches[-1] if rtl else box.stretches[0]
    rect = box_rect(stretch, box, line, x, y)
    tip, way = (rect.topRight(), -CORNER) if rtl else (rect.topLeft(), CORNER)
    return QPolygonF([tip, QPointF(tip.x() + way, tip.y()), QPointF(tip.x(), tip.y() + CORNER)])


def paint_text(painter: QPainter, frame: Frame, *, lit: Sequence[Span] = ()) -> None:
    """The letters. Page litter is muted, but for mentions and ``lit`` spans in it; that moves no letter."""
    style = frame.flow.style
    for placed in frame.placed:
        paragraph = placed.paragraph
        if placed.y > frame.clip.bottom() or placed.y + paragraph.height < frame.clip.top():
            continue
        at = QPointF(frame.x, placed.y)
        ink = style.heading if frame.flow.is_title(placed.index) else style.text
        dimmed = frame.flow.dimmed(paragraph)
        bright = [*lit, *_marked(paragraph)] if dimmed else []
        if not dimmed:
            painter.setPen(ink)
            paragraph.layout.draw(painter, at, [], QRectF(frame.clip))
        elif dimmed == [(paragraph.start, paragraph.end)] and not bright:
            painter.setPen(style.muted)
            paragraph.layout.draw(painter, at, [], QRectF(frame.clip))
        else:
            litter = _region(placed, frame.x, dimmed) - _region(placed, frame.x, bright)
            for pen, region in ((ink, QRegion(frame.clip) - litter), (style.muted, litter & frame.clip)):
                painter.save()
                painter.setClipRegion(region)
                painter.setPen(pen)
                paragraph.layout.draw(painter, at, [], QRectF(frame.clip))
                painter.restore()


def _marked(paragraph: Paragraph) -> list[Span]:
    """The spans of a paragraph that stand on a mention's ground."""
    shown = {box.mention.id: box.mention for line in paragraph.lines for box in line.boxes}
    return [span for mention in shown.values() if mention.status != "rejected" for span in mention.fragments]


def _region(placed: Placed, x: float, spans: Sequence[Span]) -> QRegion:
    region = QRegion()
    for span in spans:
        for line, parts in placed.paragraph.rectangles(span):
            for left, right in parts:
                rect = QRectF(x + left, placed.y + line.y - 4, right - left, line.pitch + 4)
                region += rect.toAlignedRect()
    return region


def paint_below(painter: QPainter, frame: Frame, chips: ChipPainter) -> None:
    """Bars, ties and chips in the lanes under each line; strikes through rejected ones."""
    style = frame.flow.style
    bars: dict[tuple[str, str], tuple[QBrush, list[QRectF]]] = {}
    ties: list[tuple[QPen, QLineF]] = []
    strikes: list[QLineF] = []
    hung: list[tuple[QPointF, float, Mention]] = []
    for _placed, line, y in frame.lines():
        for box in line.boxes:
            mention = box.mention
            top = y + line.height + box.lane * style.lane
            rects = bars.setdefault((mention.kind, mention.label), (style.inks(mention).bar, []))[1]
            for stretch in box.stretches:
                rects.extend(_bars(box, stretch, frame.x, top, style))
                if mention.status == "rejected":
                    middle = y + line.height * 0.55
                    strikes.append(QLineF(frame.x + stretch.left, middle, frame.x + stretch.right, middle))
            pen = style.inks(mention).dotted
            ties.extend((pen, QLineF(frame.x + left, top + 1, frame.x + right, top + 1)) for left, right in box.ties)
            if box.chip:
                hung.append((QPointF(frame.x + box.chip[0], top + style.bar + 1), box.chip[1], mention))
    painter.setPen(Qt.PenStyle.NoPen)
    for brush, rects in bars.values():
        painter.setBrush(brush)
        painter.drawRects(rects)
    for pen, tie in ties:
        painter.setPen(pen)
        painter.drawLine(tie)
    painter.setPen(QPen(style.rejected, 1.5))
    painter.drawLines(strikes)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for at, width, mention in hung:
        chips.draw(painter, at, width, mention)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _bars(box: Box, stretch: Stretch, x: float, top: float, style: CanvasStyle) -> list[QRectF]:
    """One bar for an entity, two thin ones for an event; thinner while rejected."""
    left, width = x + stretch.left, stretch.right - stretch.left
    if box.mention.kind == "event":
        return [QRectF(left, top - 1.5, width, 1), QRectF(left, top + 0.5, width, 1)]
    return [QRectF(left, top, width, 1 if box.mention.status == "rejected" else style.bar)]


def group_by_mention(frame: Frame, wanted: Collection[str]) -> dict[str, list[tuple[Placed, Line, Box]]]:
    """The boxes in sight of some mentions, in reading order."""
    found: dict[str, list[tuple[Placed, Line, Box]]] = defaultdict(list)
    for placed in frame.placed:
        for line in placed.paragraph.lines:
            for box in line.boxes:
                if box.mention.id in wanted:
                    found[box.mention.id].append((placed, line, box))
    return found
