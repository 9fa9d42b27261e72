"""One paragraph laid out: its QTextLayout without any formats, its lines, and its offsets in code points.

No format ever touches the text: a format over part of a word breaks lam-alef and kerning at its edges.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from math import ceil
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from db.rows import Span
from desktop.ui.article.boxes import Box, LineBoxes
from desktop.ui.article.geometry import LineGeometry, Place
from desktop.ui.article.offsets import Offsets, by_unit

NEUTRAL = frozenset({"NSM", "WS", "CS", "ES", "ET", "ON", "B", "S", "BN"})
RIGHT_TO_LEFT = frozenset({"R", "AL"})
AS_BLANK = dict.fromkeys([*range(0x20), 0x7F, 0x85], " ")
"""Tabs and other control characters are shown as a blank: Qt gives them no glyph to measure. Offsets stay the same."""


def reads_rtl(text: str) -> bool:
    """The base direction by the first strong character (UAX #9, rule P2); right to left where there is none."""
    for char in text:
        kind = bidirectional(char)
        if kind in RIGHT_TO_LEFT:
            return True
        if kind == "L":
            return False
    return True


def one_direction(text: str, *, rtl: bool) -> bool:
    """Whether nothing in ``text`` can turn against its base direction, so that a line is a single run."""
    kinds = {bidirectional(char) for char in set(text)} - NEUTRAL
    return kinds <= RIGHT_TO_LEFT if rtl else kinds <= {"L"}


class Line:
    """One visual line: Qt's line, its geometry, its boxes and where it stands (px from the paragraph's top)."""

    __slots__ = ("boxes", "geometry", "height", "pitch", "ql", "y")

    def __init__(self, ql: QTextLine, geometry: LineGeometry, height: int) -> None:
        self.ql, self.geometry, self.height = ql, geometry, height
        self.boxes: list[Box] = []
        self.y = 0
        self.pitch = height
        """From this line's top to the next one's: letters, lanes and the gap that links run in."""


class Paragraph:
    """A laid-out paragraph. Public offsets are code points of the article; px count from its own left top.

    What ``leave_out`` matches is not shown, and has no unit of its own.
    """

    def __init__(
        self,
        text: str,
        *,
        start: int,
        font: QFont,
        width: float,
        rtl: bool | None = None,
        leave_out: re.Pattern[str] | None = None,
    ) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.width = width
        self.offsets = Offsets(text, leave_out)
        self.rtl = reads_rtl(text) if rtl is None else rtl
        self.layout = QTextLayout(self.offsets.shown.translate(AS_BLANK), font)
        self.layout.setTextOption(line_option(self.rtl))
        self.layout.setCacheEnabled(True)
        self.lines = self._lay_out(width)
        self._starts = [line.geometry.start for line in self.lines]
        self.height = 0

    def _lay_out(self, width: float) -> list[Line]:
        found: list[QTextLine] = []
        self.layout.beginLayout()
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width)
            found.append(line)
        self.layout.endLayout()
        unwrapped = self.layout.textOption()  # else ``cursorToX`` cuts what hangs over at the column's edges
        unwrapped.setWrapMode(QTextOption.WrapMode.NoWrap)
        self.layout.setTextOption(unwrapped)
        units = by_unit(self.offsets.shown)
        blank = QFontMetricsF(self.layout.font()).horizontalAdvance(" ")
        pure = one_direction(self.text, rtl=self.rtl)
        last = len(found) - 1
        return [
            Line(
                line,
                LineGeometry(self.layout, line, units, rtl=self.rtl, pure=pure, last=number == last, blank=blank),
                ceil(line.height()),
            )
            for number, line in enumerate(found)
        ]

    def place_lines(self, boxes: LineBoxes, *, gap: int, lane: int, below: int) -> None:
        """Hang ``boxes`` under the lines and set every line's height; letters are not shaped again."""
        y = 0
        for number, line in enumerate(self.lines):
            line.boxes, lanes = boxes.get(number, ([], 0))
            line.y = y
            line.pitch = line.height + gap + lanes * lane
            line.ql.setPosition(QPointF(0, y))
            y += line.pitch
        self.height = y + below

    def unit(self, position: int) -> int:
        """UTF-16 unit of this paragraph for a code point of the article, held inside the paragraph."""
        return self.offsets.unit(min(max(position - self.start, 0), len(self.text)))

    def point(self, unit: int) -> int:
        """Code point of the article for a UTF-16 unit of this paragraph."""
        return self.start + self.offsets.point(unit)

    def line_of(self, place: Place) -> int:
        """The number of the line that shows a caret place."""
        number = max(bisect_right(self._starts, place.unit) - 1, 0)
        if place.after and number > 0 and place.unit == self._starts[number]:
            return number - 1
        return number

    def lines_of(self, start: int, end: int) -> range:
        """The numbers of the lines that hold units ``[start, end)``."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        return range(first, max(bisect_right(self._starts, max(end - 1, start)), first + 1))

    def line_at(self, y: float) -> int:
        """The number of the line at a height (px), the nearest where there is none."""
        for number, line in enumerate(self.lines):
            if y < line.y + line.pitch:
                return number
        return len(self.lines) - 1

    def rectangles(self, span: Span) -> list[tuple[Line, list[tuple[float, float]]]]:
        """For each line that shows part of a span (code points of the article): the line and its visual stretches."""
        if span[1] <= self.start or span[0] >= self.end:
            return []
        start, end = self.unit(span[0]), self.unit(span[1])
        found = []
        for number in self.lines_of(start, end):
            line = self.lines[number]
            low, high = max(start, line.geometry.start), min(end, line.geometry.end)
            if low < high:
                found.append((line, line.geometry.rectangles(low, high)))
        return found


def line_option(rtl: bool) -> QTextOption:
    """Qt aligns right-to-left text left unless told otherwise (QTBUG-7516)."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
