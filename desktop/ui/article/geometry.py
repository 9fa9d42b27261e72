"""Where letters are on a line: exact x of every caret position, rectangles of a range, and their own inverse.

Qt's answers cannot be taken as they are: on wrapped right-to-left lines ``xToCursor`` is off by the trailing blank, and
so is ``cursorToX`` in a left-to-right run that ends the line; at a change of direction ``cursorToX`` gives the edge of
the wrong letter. So each line gets a table of its directional runs, whose outer edges come from the painted glyphs and
whose inner edges from ``cursorToX`` moved by what the two differ. All offsets here are UTF-16 units of the paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from unicodedata import combining

from PySide6.QtGui import QTextLayout, QTextLine

ALEFS = "اأإآٱ"
LAM = "ل"
MIN_HALF = 2.0
"""Each half of a lam-alef is at least this wide (px), else the pair is cut in the middle."""
EPSILON = 0.05

VOTES, LOOKED_AT = 7, 24
"""Letters asked where their run really lies, and glyphs of a run whose places are read for that."""
_LEADING, _TRAILING = QTextLine.Edge.Leading, QTextLine.Edge.Trailing
_Flag = QTextLayout.GlyphRunRetrievalFlag
_WANTED = _Flag.RetrieveStringIndexes | _Flag.RetrieveGlyphPositions | _Flag.RetrieveGlyphIndexes


@dataclass(slots=True)
class Run:
    """A stretch of a line that reads in one direction. ``left``/``right`` are its outer edges in px."""

    start: int
    end: int
    rtl: bool
    left: float
    right: float
    shift: float = 0.0
    """What to add to ``cursorToX`` strictly inside the run."""
    blank: float = 0.0
    """Of a run of blanks at the end of a line: the width of each; Qt cuts them off at the edge of the column."""

    @property
    def lead(self) -> float:
        """x of the edge where reading begins."""
        return self.right if self.rtl else self.left

    @property
    def trail(self) -> float:
        """x of the edge where reading ends."""
        return self.left if self.rtl else self.right


@dataclass(slots=True, frozen=True)
class Place:
    """A caret place: before ``unit``, or (``after``) behind the unit before it; they differ where direction turns."""

    unit: int
    after: bool = False


class LineGeometry:
    """The run table of one laid-out line and everything asked of it."""

    __slots__ = (
        "_blank", "_layout", "_line", "_pure", "_rtl", "_runs", "_text_end", "_units", "end", "last", "start",
        "visible_end",
    )  # fmt: skip

    def __init__(
        self, layout: QTextLayout, line: QTextLine, units: str, *, rtl: bool, pure: bool, last: bool, blank: float
    ) -> None:
        self._layout, self._line, self._units, self._rtl, self._pure = layout, line, units, rtl, pure
        self._blank = blank
        self._runs: list[Run] | None = None
        self.start = line.textStart()
        self.end = self.start + line.textLength()
        self.last = last
        """Whether this is the paragraph's last line; only there may the caret stand behind the last unit."""
        end = self.end
        while end > self.start and units[end - 1].isspace():
            end -= 1
        self._text_end = end
        self.visible_end = self.end if last else end
        """``end`` without the blanks a soft break swallowed."""

    @property
    def runs(self) -> list[Run]:
        """Runs in logical order. Blanks at the end are a run of their own in the paragraph's direction (UAX #9, L1)."""
        if self._runs is None:
            runs = self._pure_runs() if self._pure else self._mixed_runs()
            if self._text_end < self.end:
                runs.append(self._blanks(runs))
            self._runs = runs
        return self._runs

    def _pure_runs(self) -> list[Run]:
        if self._text_end == self.start:
            return []
        lead, trail = self._raw(self.start), self._raw(self._text_end)
        return [Run(self.start, self._text_end, self._rtl, min(lead, trail), max(lead, trail))]

    def _mixed_runs(self) -> list[Run]:
        """Runs from the painted glyphs: one a distinct rectangle, starting at its lowest string index."""
        rows = self._painted()
        runs: list[Run] = []
        for number, (index, (left, right, rtl), found, blanks) in enumerate(rows):
            begin = self.start if number == 0 else index
            stop = rows[number + 1][0] if number + 1 < len(rows) else self._text_end
            if stop <= begin:
                continue
            wide = self._blank * blanks
            run = Run(begin, stop, rtl, left + wide * rtl, right - wide * (not rtl))
            self._fit(run, found)
            before = runs[-1] if runs else None
            if before and before.rtl == rtl and abs(before.trail - run.lead) < EPSILON > abs(before.shift - run.shift):
                before.end = stop
                before.left, before.right = min(before.left, run.left), max(before.right, run.right)
            else:
                runs.append(run)
        return runs

    def _painted(self) -> list[tuple[int, tuple[float, float, bool], dict[int, float], int]]:
        """Glyph runs in logical order: lowest index, (left, right, rtl), where some glyphs begin, blanks at the end."""
        rows: dict[tuple[float, float, bool], tuple[int, dict[int, float], int]] = {}
        behind = self.end - self._text_end
        for glyphs in self._line.glyphRuns(self.start, self.end - self.start, _WANTED):
            indexes = glyphs.stringIndexes()
            if not indexes:
                continue
            rect = glyphs.boundingRect()
            key = (rect.left(), rect.right(), glyphs.isRightToLeft())
            lowest, origins, blanks = rows.get(key, (self.end, {}, 0))
            for index, at in zip(indexes[:LOOKED_AT], glyphs.positions()[:LOOKED_AT], strict=False):
                origins.setdefault(index, at.x())
            if behind:
                blanks += sum(index >= self._text_end for index in indexes[-behind:])
            rows[key] = (min(*indexes, lowest), origins, blanks)
        found = [(lowest, key, origins, blanks) for key, (lowest, origins, blanks) in rows.items()]
        return sorted((row for row in found if row[0] < self._text_end), key=lambda row: row[:2])

    def _fit(self, run: Run, origins: dict[int, float]) -> None:
        """Find what ``cursorToX`` is off by inside a run, and from that where the run's last letter ends.

        A glyph is painted from its left edge: in a left-to-right run that is where its letter begins, else where it
        ends. Marks lie elsewhere, so what most of some letters say counts.
        """
        step = self._layout.nextCursorPosition
        said: list[float] = []
        unit = run.start if run.rtl else step(run.start)
        while unit < run.end and len(said) < VOTES:
            after = step(unit)
            if unit in origins and (not run.rtl or after < run.end):
                said.append(round(origins[unit] - self._raw(after if run.rtl else unit), 2))
            unit = after
        behind = self._layout.previousCursorPosition(run.end)
        if behind <= run.start:
            return
        trail = self._raw(behind, _TRAILING)
        run.shift = max(set(said), key=said.count) if said else run.trail - trail
        if run.rtl:
            run.left = trail + run.shift
        else:
            run.right = trail + run.shift

    def _blanks(self, runs: list[Run]) -> Run:
        width = self._blank * (self.end - self._text_end)
        if self._rtl:
            edge = min((run.left for run in runs), default=self._raw(self.start))
            return Run(self._text_end, self.end, True, edge - width, edge, blank=self._blank)
        edge = max((run.right for run in runs), default=self._raw(self.start))
        return Run(self._text_end, self.end, False, edge, edge + width, blank=self._blank)

    def _raw(self, unit: int, edge: QTextLine.Edge = _LEADING) -> float:
        return cast("tuple[float, int]", self._line.cursorToX(unit, edge))[0]

    def _edge(self, run: Run, unit: int) -> float:
        """x of a caret place of a run, without the lam-alef rule."""
        if unit <= run.start:
            return run.lead
        if unit >= run.end:
            return run.trail
        if run.blank:
            return run.lead + run.blank * (unit - run.start) * (-1 if run.rtl else 1)
        return min(max(self._raw(unit) + run.shift, run.left), run.right)

    def edge(self, run: Run, unit: int) -> float:
        """x of the place ``unit`` (``run.start`` .. ``run.end``) as seen from inside ``run``.

        Both halves of a lam-alef ligature are seen: some fonts give its alef no width, then the pair is cut in half.
        """
        x = self._edge(run, unit)
        if not run.start < unit < run.end or self._units[unit] not in ALEFS:
            return x
        lam = unit - 1
        while lam > run.start and combining(self._units[lam]):
            lam -= 1
        if self._units[lam] != LAM:
            return x
        lead, trail = self._edge(run, lam), self._edge(run, self._layout.nextCursorPosition(unit))
        return (lead + trail) / 2 if min(abs(lead - x), abs(x - trail)) < MIN_HALF else x

    def run_of(self, place: Place) -> Run | None:
        """The run a caret place belongs to; None only on an empty line."""
        runs = self.runs
        for run in runs:
            if (run.start < place.unit <= run.end) if place.after else (run.start <= place.unit < run.end):
                return run
        if not runs:
            return None
        return runs[0] if place.unit <= self.start else runs[-1]

    def x(self, place: Place) -> float:
        """x (px) of a caret place on this line."""
        run = self.run_of(place)
        return self.edge(run, place.unit) if run else self._raw(self.start)

    def rectangles(self, start: int, end: int) -> list[tuple[float, float]]:
        """The visual stretches (left, right) of units ``[start, end)`` on this line, left to right.

        Several where the text turns direction inside the range; 2 px where its letters have no width.
        """
        found: list[tuple[float, float]] = []
        for run in self.runs:
            if start < run.end and end > run.start:
                one, two = self.edge(run, max(start, run.start)), self.edge(run, min(end, run.end))
                found.append((min(one, two), max(one, two)))
        found.sort()
        joined: list[tuple[float, float]] = []
        for left, right in found:
            if joined and left - joined[-1][1] < EPSILON:
                joined[-1] = (joined[-1][0], max(joined[-1][1], right))
            else:
                joined.append((left, right))
        if len(joined) > 1:
            joined = [part for part in joined if part[1] - part[0] > EPSILON] or joined[:1]
        if len(joined) == 1 and joined[0][1] - joined[0][0] < MIN_HALF:
            middle = sum(joined[0]) / 2
            joined = [(middle - MIN_HALF / 2, middle + MIN_HALF / 2)]
        return joined

    def at_x(self, x: float) -> Place:
        """The caret place nearest to ``x``: the inverse of :meth:`x`. Blanks a soft break swallowed do not count.

        Some fonts (Amiri) stack letters so that an edge lies a little behind the one before it; so their neighbours
        are asked, too.
        """
        run, low, high = self._around(x)
        if run is None:
            return Place(self.start)
        before = self._layout.previousCursorPosition(low)
        after = self._layout.nextCursorPosition(high)
        near = [unit for unit in (low, high, before, after) if run.start <= unit <= run.end]
        unit = min(near, key=lambda one: abs(self.edge(run, one) - x))
        return Place(unit, after=unit == run.end > run.start)

    def unit_at(self, x: float) -> int:
        """The unit whose letter covers ``x``, or the nearest one's."""
        run, low, _ = self._around(x)
        return self.start if run is None else low

    def _around(self, x: float) -> tuple[Run | None, int, int]:
        """The run nearest to ``x`` and the neighbouring caret stops in it that enclose ``x``."""
        runs = [run for run in self.runs if run.start < self.visible_end]
        if not runs:
            return None, self.start, self.start
        run = min(runs, key=lambda one: (max(one.left - x, x - one.right, 0.0), one.right - one.left < EPSILON))
        low, high = run.start, run.end
        while high - low > 1:
            middle = (low + high) // 2
            if (self.edge(run, middle) >= x) == run.rtl:
                low = middle
            else:
                high = middle
        valid = self._layout.isValidCursorPosition
        while low > run.start and not valid(low):
            low -= 1
        while high < run.end and not valid(high):
            high += 1
        return run, low, high

    def visual_runs(self) -> list[Run]:
        """The runs from left to right, without swallowed blanks."""
        return sorted((run for run in self.runs if run.start < self.visible_end), key=lambda run: (run.left, run.right))
