"""Which boxes a paragraph's mentions make on its lines: stretches, depth, lane and chip; arithmetic, no painting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.rows import Mention
from desktop.ui.article.boxes import Box, LineBoxes, Stretch
from desktop.ui.article.geometry import MIN_HALF, Place
from desktop.ui.article.lanes import assign_lanes, nesting_depths
from desktop.ui.article.layout import Line, Paragraph

TOUCH = 0.1
STUB = 14.0
"""px a connector reaches towards a fragment on another line."""


class Hanging:
    """The boxes of a paragraph's mentions. Told of the mentions again, it works only on lines where something differs.

    A paragraph may have thousands of them, and an edit touches one.
    """

    def __init__(self, paragraph: Paragraph, chip_width: Callable[[Mention], float]) -> None:
        self._paragraph = paragraph
        self._chip_width = chip_width
        self._of: dict[str, tuple[Mention, int, dict[int, Box]]] = {}
        """By mention: as it was, its depth, and its box on each line."""
        self._lines: LineBoxes = {}

    def boxes(self, mentions: Sequence[Mention]) -> LineBoxes:
        """The boxes of ``mentions`` (in reading order: start, longest first) on the lines of the paragraph."""
        depths = nesting_depths([(mention.start, mention.end) for mention in mentions])
        before = self._of
        now: dict[str, tuple[Mention, int, dict[int, Box]]] = {}
        touched: set[int] = set()
        for mention, depth in zip(mentions, depths, strict=True):
            known = before.get(mention.id)
            if known is not None and known[0] is mention and known[1] == depth:
                now[mention.id] = known
                continue
            now[mention.id] = (mention, depth, self._made(mention, depth))
            touched.update(now[mention.id][2], known[2] if known is not None else ())
        for gone in before.keys() - now.keys():
            touched.update(before[gone][2])
        self._of = now
        on_line: dict[int, list[Box]] = {number: [] for number in touched}
        for _mention, _depth, boxes in now.values() if touched else ():
            for number in boxes.keys() & touched:
                on_line[number].append(boxes[number])
        for number, boxes_there in on_line.items():
            self._lines.pop(number, None)
            if boxes_there:
                self._lines[number] = (boxes_there, _stack(self._paragraph, boxes_there, self._chip_width))
        return self._lines

    def _made(self, mention: Mention, depth: int) -> dict[int, Box]:
        paragraph, found = self._paragraph, {}
        begins = paragraph.line_of(Place(paragraph.unit(mention.start))) if paragraph.start <= mention.start else -1
        for number, stretches in _stretches(paragraph, mention).items():
            box = found[number] = Box(mention, stretches, depth, number == begins)
            box.ties = _ties(paragraph.lines[number], paragraph, box)
        return found


def _stretches(paragraph: Paragraph, mention: Mention) -> dict[int, list[Stretch]]:
    found: dict[int, list[Stretch]] = {}
    for begin, stop in mention.fragments:
        if stop <= paragraph.start or begin >= paragraph.end:
            continue
        start, end = paragraph.unit(begin), paragraph.unit(stop)
        if start == end and begin < stop:
            number, stretch = _sliver(paragraph, start)
            found.setdefault(number, []).append(stretch)
            continue
        for number in paragraph.lines_of(start, end):
            geometry = paragraph.lines[number].geometry
            low, high = max(start, geometry.start), min(end, geometry.end)
            if high > geometry.visible_end > low:
                high = geometry.visible_end  # the blank a soft break swallowed is not painted
            if low >= high:
                continue
            cut_before, cut_after = begin < paragraph.start or low > start, stop > paragraph.end or high < end
            stretches = [Stretch(left, right) for left, right in geometry.rectangles(low, high)]
            if cut_before:
                _open(stretches, geometry.x(Place(low)))
            if cut_after:
                _open(stretches, geometry.x(Place(high, after=True)))
            found.setdefault(number, []).extend(stretches)
    for stretches in found.values():
        stretches.sort(key=lambda one: one.left)
    return found


def _sliver(paragraph: Paragraph, unit: int) -> tuple[int, Stretch]:
    """Where letters that are not shown would be: the line and a stretch just wide enough to be seen."""
    place = Place(unit, after=unit > 0)
    number = paragraph.line_of(place)
    x = paragraph.lines[number].geometry.x(place)
    return number, Stretch(x - MIN_HALF / 2, x + MIN_HALF / 2)


def _open(stretches: list[Stretch], x: float) -> None:
    for one in stretches:
        if abs(one.left - x) < TOUCH:
            one.open_left = True
        elif abs(one.right - x) < TOUCH:
            one.open_right = True


def _ties(line: Line, paragraph: Paragraph, box: Box) -> list[tuple[float, float]]:
    """Connectors between neighbouring stretches, and stubs towards a fragment on another line."""
    pairs = zip(box.stretches, box.stretches[1:], strict=False)
    ties = [(one.right, two.left) for one, two in pairs if two.left - one.right > TOUCH]
    if not box.mention.gaps:
        return ties
    begin = paragraph.point(line.geometry.start)
    end = paragraph.point(line.geometry.visible_end)
    before = any(low < begin and begin <= high <= end for low, high in box.mention.gaps)
    behind = any(begin <= low < end <= high for low, high in box.mention.gaps)
    if before if paragraph.rtl else behind:
        ties.append((box.right, min(box.right + STUB, paragraph.width)))
    if behind if paragraph.rtl else before:
        ties.append((max(box.left - STUB, 0.0), box.left))
    return ties


def _stack(paragraph: Paragraph, boxes: list[Box], chip_width: Callable[[Mention], float]) -> int:
    extents = []
    for box in boxes:
        left, right = box.left, box.right
        if box.first:
            width = chip_width(box.mention)
            x = box.right - width if paragraph.rtl else box.left
            x = min(max(x, 0.0), max(paragraph.width - width, 0.0))
            box.chip = (x, width)
            left, right = min(left, x), max(right, x + width)
        for tie in box.ties:
            left, right = min(left, tie[0]), max(right, tie[1])
        extents.append((left, right))
    lanes = assign_lanes(extents)
    for box, lane in zip(boxes, lanes, strict=True):
        box.lane = lane
    return max(lanes, default=-1) + 1
