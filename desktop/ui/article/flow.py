"""The column of paragraphs: laid out when looked at, kept a while, estimated until then; heights and places in px.

A height is estimated from the number of letters until its paragraph has been laid out once. Whoever shows the column
keeps its first visible paragraph where it is while estimates turn into heights.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from time import perf_counter

from db.rows import Mention, Region, Span
from desktop.article import OpenArticle
from desktop.spans import sort_key
from desktop.ui.article.layout import Paragraph, reads_rtl
from desktop.ui.article.stacking import Hanging
from desktop.ui.article.style import CanvasStyle

KEPT = 600
"""Paragraphs kept laid out."""
LANES_EXPECTED = 1.2
DIMMED = frozenset({"boilerplate"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A laid-out paragraph with the y (px) of its top in the viewport."""

    index: int
    paragraph: Paragraph
    y: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """A laid-out paragraph and what hangs under its lines."""

    paragraph: Paragraph
    hanging: Hanging


class Flow:
    """All paragraphs of the open article below one another."""

    def __init__(self, style: CanvasStyle, article: OpenArticle | None = None, *, width: int = 600) -> None:
        self.style = style
        self.article = article
        self.width = width
        self.shown: Callable[[Mention], bool] = lambda mention: mention.status != "rejected"
        """Which mentions are painted."""
        self.override: Mention | None = None
        """A mention shown as it would be, while one of its edges is in the hand."""
        self._spans: list[Span] = article.paragraphs if article else []
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._regions: list[Region] = list(article.regions) if article else []
        self._tops: list[int] | None = None
        self._heights: list[int] = []
        self._real = bytearray()
        self._next = 0
        self._rtl: bool | None = None
        self.forget()

    def __len__(self) -> int:
        return len(self._spans)

    def forget(self) -> None:
        """Throw layouts away and estimate heights again: width, font or style has changed."""
        self._kept.clear()
        style = self.style
        per_line = max(self.width / style.letter, 1.0)
        pitch = style.line_height + style.gap + style.lane * LANES_EXPECTED
        self._heights = [
            int((int((end - start) / per_line) + 1) * pitch) + style.below if end > start else style.blank_height
            for start, end in self._spans
        ]
        self._real = bytearray(len(self._spans))
        self._tops = None
        self._next = 0

    # --- paragraphs ----------------------------------------------------------------------------------------------

    def paragraph(self, index: int) -> Paragraph:
        """A paragraph, laid out and hung with boxes."""
        found = self._kept.get(index)
        if found is not None:
            self._kept.move_to_end(index)
            return found.paragraph
        made = self._make(index)
        self._kept[index] = made
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self._measure(index, made.paragraph.height)
        return made.paragraph

    def _make(self, index: int) -> _Kept:
        assert self.article is not None, "no paragraph without an article"
        start, end = self._spans[index]
        font = self.style.title_font if self.is_title(index) else self.style.text_font
        if self._is_blank(index):
            font = self.style.meta_font
        text, leave_out = self.article.text[start:end], self.style.leave_out
        paragraph = Paragraph(text, start=start, font=font, width=self.width, leave_out=leave_out)
        made = _Kept(paragraph, Hanging(paragraph, self.style.chip_width))
        self._hang(made)
        return made

    def _hang(self, kept: _Kept) -> None:
        style, paragraph = self.style, kept.paragraph
        boxes = kept.hanging.boxes(self.mentions_in(paragraph.start, paragraph.end))
        air = 0 if not paragraph.text.strip() else style.below
        paragraph.place_lines(boxes, gap=style.gap if air else 0, lane=style.lane, below=air)

    def _is_blank(self, index: int) -> bool:
        """Whether a paragraph has nothing to read: such a one takes little room."""
        start, end = self._spans[index]
        return self.article is not None and not self.article.text[start:end].strip()

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions shown that touch ``[start, end)``, in reading order."""
        if self.article is None or start >= end:
            return []
        found = [mention for mention in self.article.so_far(start=start, end=end) if self.shown(mention)]
        preview = self.override
        if preview is None:
            return found
        found = [mention for mention in found if mention.id != preview.id]
        if preview.start < end and preview.end > start:
            found.append(preview)
        return sorted(found, key=sort_key)

    def is_title(self, index: int) -> bool:
        """Whether a paragraph belongs to the title region."""
        start, end = self._spans[index]
        return any(r.kind == "title" and r.start < end and r.end > start for r in self._regions)

    def dimmed(self, paragraph: Paragraph) -> list[Span]:
        """The stretches of a paragraph that are page litter (code points of the article)."""
        return [
            (max(region.start, paragraph.start), min(region.end, paragraph.end))
            for region in self._regions
            if region.kind in DIMMED and region.start < paragraph.end and region.end > paragraph.start
        ]

    def reads_rtl(self, index: int) -> bool:
        """Whether a paragraph reads right to left, asked without laying it out."""
        kept = self._kept.get(index)
        if kept is not None:
            return kept.paragraph.rtl
        start, end = self._spans[index]
        return self.article is None or reads_rtl(self.article.text[start:end])

    @property
    def rtl(self) -> bool:
        """Whether the article reads right to left: most of its paragraphs that are not empty do, or just as many."""
        if self._rtl is None:
            ways = [self.reads_rtl(index) for index, (start, end) in enumerate(self._spans) if start < end]
            self._rtl = 2 * sum(ways) >= len(ways)
        return self._rtl

    def index_of(self, position: int) -> int:
        """The number of the paragraph a caret position lies in."""
        return self.article.paragraph_at(position) if self.article else 0

    def touched(self, spans: Iterable[Span]) -> set[int]:
        """The numbers of the paragraphs that ``spans`` reach into."""
        found: set[int] = set()
        for start, end in spans:
            found.update(range(self.index_of(start), self.index_of(max(end - 1, start)) + 1))
        return found

    def rehang(self, indexes: Iterable[int]) -> bool:
        """Take new mentions into the boxes of some paragraphs; whether any height changed."""
        changed = False
        for index in indexes:
            kept = self._kept.get(index)
            if kept is None:
                continue
            self._hang(kept)
            changed |= self._measure(index, kept.paragraph.height)
        return changed

    def reread(self) -> bool:
        """All mentions are known now: into the boxes with them, and heights found without them are estimates again."""
        for index in range(len(self._spans)):
            if index not in self._kept:
                self._real[index] = 0
        self._next = 0
        return self.rehang(list(self._kept))

    def kept(self, index: int) -> Paragraph | None:
        """A paragraph if it is laid out already."""
        found = self._kept.get(index)
        return found.paragraph if found is not None else None

    # --- heights -------------------------------------------------------------------------------------------------

    def _measure(self, index: int, height: int) -> bool:
        self._real[index] = 1
        if self._heights[index] == height:
            return False
        self._heights[index] = height
        self._tops = None
        return True

    @property
    def tops(self) -> list[int]:
        """The top of every paragraph, and the bottom of the last (px)."""
        if self._tops is None:
            self._tops = [0, *accumulate(self._heights)]
        return self._tops

    @property
    def height(self) -> int:
        """Height of the whole column, px."""
        return self.tops[-1]

    def index_at(self, y: float) -> int:
        """The number of the paragraph at a height (px) of the column, the nearest where there is none."""
        return max(0, min(bisect_right(self.tops, y) - 1, len(self._spans) - 1))

    def settle(self, top: int, bottom: int) -> None:
        """Lay out whatever shows between two heights (px) of the column; what lies above ``top`` is left alone."""
        for _ in self.visible(top, bottom):
            pass

    def visible(self, top: int, bottom: int) -> Iterator[Placed]:
        """The paragraphs between two heights (px) of the column; ``y`` counts from ``top``."""
        if not self._spans:
            return
        index = self.index_at(top)
        y = self.tops[index]
        while index < len(self._spans) and y < bottom:
            paragraph = self.paragraph(index)
            yield Placed(index, paragraph, y - top)
            y += paragraph.height
            index += 1

    def refine(self, *, until: float) -> bool:
        """Measure paragraphs not seen yet until ``perf_counter()`` reaches ``until``; whether any are left."""
        while self._next < len(self._spans):
            if perf_counter() >= until:
                return True
            if not self._real[self._next]:
                self._measure(self._next, self._make(self._next).paragraph.height)
            self._next += 1
        return False
