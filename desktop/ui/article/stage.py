"""The article as one tall picture: head and column, which part of it is in sight, and painting that in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter

from db.rows import Mention, Span
from desktop.article import OpenArticle
from desktop.messages import Messages
from desktop.ui.article import caret, ghosts, hit, kin, links, marks, paint, tags
from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.flow import Flow, Placed
from desktop.ui.article.geometry import Place
from desktop.ui.article.header import Header
from desktop.ui.article.paint import Frame
from desktop.ui.article.reaching import Reaches, Wording
from desktop.ui.article.style import CanvasStyle

FOOT = 48
"""Air under the last paragraph, px."""
NARROW = 480
"""px of width below which the rail is half as wide, so that more letters have room."""
NUMBERED = 9
"""How many of the mentions being picked from carry a number; the others are clicked."""


@dataclass(slots=True)
class Shown:
    """What is shown besides the article itself."""

    caret: hit.Spot = field(default_factory=lambda: hit.Spot(0))
    selection: Span | None = None
    selected: Mention | None = None
    links: Sequence[links.Link] = ()
    picking: Sequence[str] = ()
    badges: Mapping[str, str] | None = None
    """What stands at those being picked from; the first are numbered where nothing else is said."""
    kin: str | None = None
    """The cluster whose mentions are marked."""
    hovered: str | None = None
    """The cluster the pointer rests on, in this article or the one beside it."""
    reaches: Reaches = field(default_factory=dict)
    """The relations into other articles."""
    lit: frozenset[str] = frozenset()
    """Those of them the pointer is on, in either article;"""
    chosen: frozenset[str] = frozenset()
    """those of the event selected in the open article;"""
    wrong: frozenset[str] = frozenset()
    """and those in a contradiction, of the event selected here."""
    rightwards: bool = False
    """Does the other article stand at the right?"""
    resting: bool = False
    """Is it beside the open article, so that what is selected cannot be taken by its edges?"""
    hits: paint.Hits | None = None
    """What a search found, while its bar is open."""


class Stage:
    """Everything that depends on article, style and size; made anew when one of them changes. y counts from the top."""

    def __init__(self, style: CanvasStyle, messages: Messages, article: OpenArticle | None, size: QSize) -> None:
        self.style = style
        self.article = article
        self.tagged = False
        """Were there tags in what was painted last? They may hang anywhere in the margins."""
        self._wording = Wording(messages)
        rail = style.rail if size.width() >= NARROW else style.rail // 2
        room = size.width() - rail - style.margin
        width = max(min(style.max_width, room), 80)
        self.x = rail + max((room - width) // 2, 0)
        """Left edge of the column in the viewport."""
        self.size = size
        self.header = Header(style, messages, article, width=width)
        self.flow = Flow(style, article, width=width)
        self._chips = ChipPainter(style)

    @property
    def height(self) -> int:
        """px of everything."""
        return self.header.height + self.flow.height + FOOT

    @property
    def links_everywhere(self) -> bool:
        """Whether links may run anywhere in sight, so that what moves or changes is no matter of some rows alone."""
        article = self.article
        return self.style.all_links and article is not None and article.whole and bool(article.arguments)

    def column(self, scroll: int) -> int:
        """Where the viewport's top lies in the column when scrolled to ``scroll``."""
        return scroll - self.header.height

    def placed(self, scroll: int) -> list[Placed]:
        """The paragraphs in sight, laid out, with their y in the viewport."""
        top = self.column(scroll)
        return list(self.flow.visible(top, top + self.size.height()))

    def caret_at(self, spot: hit.Spot, scroll: int) -> tuple[float, float, int]:
        """Where a caret place is in the viewport: x, top and height."""
        x, y, height = caret.where(self.flow, spot)
        return self.x + x, y - self.column(scroll), height

    def in_sight(self, position: int, scroll: int) -> bool:
        """Whether the line of a caret position shows in the viewport; nothing is laid out to find out."""
        for one in self.placed(scroll):
            if one.paragraph.start <= position <= one.paragraph.end:
                line = one.paragraph.lines[one.paragraph.line_of(Place(one.paragraph.unit(position)))]
                return 0 <= one.y + line.y + line.height / 2 < self.size.height()
        return False

    def span_in_sight(self, scroll: int) -> Span:
        """From the first to the last letter of the lines that are wholly in the viewport."""
        spans = [
            (one.paragraph.point(line.geometry.start), one.paragraph.point(line.geometry.end))
            for one in self.placed(scroll)
            for line in one.paragraph.lines
            if one.y + line.y >= 0 and one.y + line.y + line.height <= self.size.height()
        ]
        return (spans[0][0], spans[-1][1]) if spans else (0, 0)

    def edges(self, mention: Mention | None, scroll: int) -> list[hit.Edge]:
        """The edges of a mention that are in sight."""
        if mention is None or not self.flow.shown(mention):
            return []
        return hit.edges(self.placed(scroll), self.x, mention)

    def rows_of(self, indexes: set[int], scroll: int) -> QRect:
        """The rectangle of the viewport that some paragraphs cover; links and handles reach a little outside."""
        found = QRect()
        for one in self.placed(scroll):
            if one.index in indexes:
                found |= QRect(0, one.y - 12, self.size.width(), one.paragraph.height + 24)
        return found

    def tags_in_sight(self, scroll: int, shown: Shown) -> list[tags.Tag]:
        """The tags in sight of relations into other articles."""
        if not shown.reaches or self.article is None or not len(self.flow):
            return []
        return self._tags(paint.Frame(self.flow, self.placed(scroll), self.x, QRect()), shown)

    def _tags(self, frame: Frame, shown: Shown) -> list[tags.Tag]:
        width, height = self.size.width(), self.size.height()
        margins = tags.margins_of(frame, width=width, height=height, rightwards=shown.rightwards)
        selected = shown.selected.id if shown.selected else None
        return tags.tags_of(
            frame, shown.reaches, margins, selected=selected, wording=self._wording, only=not self.style.all_links
        )

    def paint(self, painter: QPainter, clip: QRect, scroll: int, shown: Shown) -> None:
        """Paint the part ``clip`` of the viewport."""
        painter.fillRect(clip, self.style.background)
        painter.setClipRect(clip)
        self.header.paint(painter, x=self.x, y=-scroll, clip=clip)
        if self.article is None or not len(self.flow):
            return
        frame = paint.Frame(self.flow, self.placed(scroll), self.x, clip)
        paint.paint_fills(painter, frame)
        paint.paint_selection(painter, frame, shown.selection)
        paint.paint_hits(painter, frame, shown.hits, shown.selection)
        paint.paint_outlines(painter, frame)
        kin.paint_kin(painter, frame, shown.kin, shown.selected)
        if shown.hovered != shown.kin:
            kin.paint_kin(painter, frame, shown.hovered, shown.selected, passing=True)
        paint.paint_text(painter, frame, lit=self._lit(frame, shown))
        hung = self._tags(frame, shown) if shown.reaches else []
        self.tagged = bool(hung)
        plates = [tag.plate for tag in hung]
        found = links.laid(frame, shown.links, height=self.size.height(), besides=plates)
        if self.links_everywhere:
            besides = shown.selected.id if shown.selected else None
            clear_of = [*plates, *links.in_margin(frame, found)]
            links.paint_faint(painter, frame, self.article, besides=besides, clear_of=clear_of)
        paint.paint_below(painter, frame, self._chips)
        links.paint_links(painter, frame, found, self._chips)
        tags.paint_tags(painter, hung, self._chips, self.style, tags.Light(shown.lit, shown.chosen, shown.wrong))
        if shown.selected is not None:
            edges = [] if shown.resting else self.edges(shown.selected, scroll)
            marks.paint_selected(painter, frame, shown.selected.id, edges, resting=shown.resting)
            ghosts.paint_ghosts(painter, frame, shown.selected, edges, self._chips)
        if shown.picking:
            badges = shown.badges
            if badges is None:
                badges = {each: str(number) for number, each in enumerate(shown.picking[:NUMBERED], 1)}
            marks.paint_picks(painter, frame, badges, self._chips)
        self._paint_caret(painter, scroll, shown)

    @staticmethod
    def _lit(frame: Frame, shown: Shown) -> list[Span]:
        """What is selected, and what a search found in sight."""
        found = [] if shown.selection is None else [shown.selection]
        if shown.hits is not None and frame.placed:
            first, last = frame.placed[0].paragraph, frame.placed[-1].paragraph
            found += shown.hits(start=first.start, end=last.end)
        return found

    def _paint_caret(self, painter: QPainter, scroll: int, shown: Shown) -> None:
        index = self.flow.index_of(shown.caret.position)
        paragraph = self.flow.kept(index)
        if paragraph is None:
            return
        x, y, height = self.caret_at(shown.caret, scroll)
        place = Place(paragraph.unit(shown.caret.position), shown.caret.after)
        run = paragraph.lines[paragraph.line_of(place)].geometry.run_of(place)
        marks.paint_caret(painter, self.style, x=x, y=y, height=height, rtl=run.rtl if run else paragraph.rtl)
