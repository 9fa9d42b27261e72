"""Where things lie on the timeline: as few rows as go without overlaps, merged or article by article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import accumulate
from operator import attrgetter
from typing import Literal

from desktop.timeline.events import Event, Piece, Saying

Mode = Literal["merged", "articles"]
DOT = 5.0
"""Pixels from the middle of a dot to its edge."""
GAP = 4.0
"""Pixels between two things in one row."""
LABEL_MOST, LETTER, LABEL_GAP = 190.0, 7.2, 7.0
"""Pixels of the longest name, of a letter on average, and between a thing and its name."""
TALL, LOW, HEAD = 24.0, 13.0, 20.0
"""Pixels of a row with names, of one without, and of an article's title."""
PATIENCE = 8.0
"""Names are shown while the rows take no more than so many heights of the view."""


@dataclass(slots=True, eq=False)
class Placed:
    """One bar or dot. ``start`` and ``end`` are pixels from day 0 in the direction of time; ``reach`` ends its name."""

    start: float
    end: float
    reach: float
    dot: bool
    event: int
    """Its place in the list of events."""
    piece: Piece
    sayings: tuple[Saying, ...]
    """Whose date this is: all of the piece, or those of one article."""


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of one article, or all of them."""

    article: str | None
    top: float
    """Pixels from the top of everything."""
    bottom: float


@dataclass(slots=True)
class Lanes:
    """A layout for one closeness of the scale; moving along time leaves it as it is."""

    per_day: float
    named: bool
    rows: list[list[Placed]] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    height: float = 0.0
    of_event: dict[int, list[tuple[Placed, int]]] = field(default_factory=dict)
    """The things of an event with their rows, by band and time."""
    tied: list[int] = field(default_factory=list)
    """The events whose articles contradict each other."""
    reaches: list[list[float]] = field(default_factory=list)
    """How far each row reaches up to each of its things: what ``between`` searches in."""

    @property
    def row_height(self) -> float:
        """Pixels of a row."""
        return TALL if self.named else LOW

    def rows_between(self, top: float, bottom: float) -> range:
        """The rows that show between two heights."""
        first = bisect_right(self.tops, top - self.row_height)
        return range(first, bisect_left(self.tops, bottom))

    def row_at(self, y: float) -> int | None:
        """The row at a height."""
        row = bisect_right(self.tops, y) - 1
        return row if row >= 0 and y < self.tops[row] + self.row_height else None

    def between(self, row: int, first: float, last: float) -> list[Placed]:
        """What of a row shows between two places (pixels from day 0), in the order of time."""
        found = self.rows[row]
        begin = bisect_right(self.reaches[row], first)
        end = begin
        while end < len(found) and found[end].start < last:
            end += 1
        return found[begin:end]

    def add(self, placed: list[tuple[Placed, int]], count: int, top: float) -> float:
        """Put rows below the others, from a height on; gives where they end."""
        rows: list[list[Placed]] = [[] for _ in range(count)]
        base = len(self.rows)
        for thing, row in placed:
            rows[row].append(thing)
            self.of_event.setdefault(thing.event, []).append((thing, base + row))
        self.rows += rows
        ends = [[thing.reach if self.named else thing.end for thing in row] for row in rows]
        self.reaches += [list(accumulate(row, max)) for row in ends]
        self.tops += [top + row * self.row_height for row in range(count)]
        return top + count * self.row_height


_PLACE = attrgetter("start", "event")


def pack(spans: Sequence[tuple[float, float]], *, gap: float = GAP) -> list[int]:
    """A row for each of some spans sorted by start, so that none of a row come closer than ``gap``; as few as go.

    Greedy interval partitioning (Kleinberg & Tardos, Algorithm Design, 4.1), always into the topmost free row.
    """
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    count = 0
    rows = []
    for start, end in spans:
        while busy and busy[0][0] + gap <= start:
            heappush(free, heappop(busy)[1])
        if free:
            row = heappop(free)
        else:
            row, count = count, count + 1
        heappush(busy, (end, row))
        rows.append(row)
    return rows


def arrange(events: Sequence[Event], *, per_day: float, height: float, mode: Mode, articles: Iterable[str]) -> Lanes:
    """Lay out dated events: with their names if that does not take too much height, else without."""
    order = list(articles) if mode == "articles" else [None]
    things = _things(events, per_day, mode)
    bands = [(article, sorted(found, key=_PLACE)) for article in order if (found := things.get(article)) is not None]
    packed = [pack([(thing.start, thing.reach) for thing in found]) for _article, found in bands]
    tall = sum((max(rows) + 1) * TALL for rows in packed) + (len(bands) * HEAD if mode == "articles" else 0.0)
    named = tall <= height * PATIENCE
    if not named:
        packed = [pack([(thing.start, thing.end) for thing in found]) for _article, found in bands]
    lanes = Lanes(per_day, named)
    top = 0.0
    for (article, found), rows in zip(bands, packed, strict=True):
        begin = top
        top = lanes.add(list(zip(found, rows, strict=True)), max(rows) + 1, top + (HEAD if article else 0.0))
        lanes.bands.append(Band(article, begin, top))
    lanes.height = top
    lanes.tied = [at for at in lanes.of_event if events[at].contradicts]
    return lanes


def _things(events: Sequence[Event], per_day: float, mode: Mode) -> dict[str | None, list[Placed]]:
    found: dict[str | None, list[Placed]] = {}
    for at, event in enumerate(events):
        for piece in event.pieces:
            first, last = piece.interval.first.toordinal(), piece.interval.last.toordinal() + 1
            dot = last - first == 1 or (last - first) * per_day < 2 * DOT
            if dot:
                middle = (first + last) / 2 * per_day
                start, end = middle - DOT, middle + DOT
            else:
                start, end = first * per_day, last * per_day
            reach = end + LABEL_GAP + min(LABEL_MOST, LETTER * len(event.name) + 12)
            if mode == "merged":
                found.setdefault(None, []).append(Placed(start, end, reach, dot, at, piece, piece.sayings))
                continue
            by_article: dict[str, list[Saying]] = {}
            for saying in piece.sayings:
                by_article.setdefault(saying.article, []).append(saying)
            for article, said in by_article.items():
                found.setdefault(article, []).append(Placed(start, end, reach, dot, at, piece, tuple(said)))
    return found
