"""Scrolling: what is in sight stays where it is while heights become known; stretches are brought into sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Protocol

from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.ui.article import caret
from desktop.ui.article.flow import Flow
from desktop.ui.article.hit import Spot
from desktop.ui.article.stage import Stage

SLICE = 0.004
"""Seconds of idle time spent on measuring before the event loop has its turn."""
CONTEXT_SHARE = 0.3
"""Where a revealed stretch lands, as a share of the viewport's height."""
RING = 3
"""px the focus ring takes at the viewport's edges."""
SETTLING = 4
"""Rounds after which heights around a place have settled."""


class Scrollable(Protocol):
    """What is scrolled: the surface."""

    @property
    def stage(self) -> Stage:
        """The picture."""

    @property
    def flow(self) -> Flow:
        """Its column."""

    @property
    def scrolled(self) -> int:
        """px scrolled down."""

    def verticalScrollBar(self) -> QScrollBar:
        """Qt's."""

    def viewport(self) -> QWidget:
        """Qt's."""

    def hasFocus(self) -> bool:
        """Qt's."""


class Scroller:
    """Drives the view's scroll bar. Heights above the viewport may change; the letters in sight must not move."""

    def __init__(self, view: Scrollable) -> None:
        self._view = view
        self._silent = False

    def settle(self) -> None:
        """Lay out what is in sight and give the scroll bar its range."""
        view = self._view
        column = view.stage.column(view.scrolled)
        view.flow.settle(column, column + view.viewport().height())
        self._range()

    def _range(self) -> None:
        view, bar = self._view, self._view.verticalScrollBar()
        height = view.viewport().height()
        self._silent = True
        bar.setRange(0, max(0, view.stage.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(view.flow.style.line_height, 1))
        self._silent = False

    def _set(self, value: int) -> None:
        """Move without painting: the letters in sight have stayed where they are."""
        self._range()
        self._silent = True
        self._view.verticalScrollBar().setValue(value)
        self._silent = False

    def scrolled(self, dy: int, *, whole: bool) -> None:
        """The bar has moved by ``-dy``: lay out what comes into sight, shift the rest, or paint it all (``whole``)."""
        if self._silent:
            return
        view = self._view
        height = view.viewport().height()
        if dy > 0 and dy < height:
            self._upwards(dy)
        self.settle()
        viewport = view.viewport()
        if whole or abs(dy) >= height:
            viewport.update()
            return
        viewport.scroll(0, dy, viewport.rect())  # without the rectangle what lies on it would move along
        if view.hasFocus():  # the ring stays at the edges, and its shifted copy goes
            for y in (0, height - RING, dy, height - RING + dy):
                viewport.update(0, y, viewport.width(), RING)

    def _upwards(self, dy: int) -> None:
        """Lay out what comes in at the top so that what was there moves by exactly ``dy``."""
        view, flow = self._view, self._view.flow
        if not len(flow):
            return
        old_top = view.stage.column(view.scrolled + dy)
        first = flow.index_at(old_top)
        before = flow.tops[first]
        room = before - (old_top - dy)
        index = first
        while room > 0 and index > 0:
            index -= 1
            room -= flow.paragraph(index).height
        grown = flow.tops[first] - before
        if grown:
            self._set(view.scrolled + grown)

    def _held(self) -> tuple[int, int]:
        """The first paragraph in sight and its top in the column."""
        index = self._view.flow.index_at(self._view.stage.column(self._view.scrolled))
        return index, self._view.flow.tops[index]

    def refine(self) -> bool:
        """Measure some paragraphs not seen yet, once all mentions are known; whether any are left."""
        flow = self._view.flow
        if not len(flow):
            return False
        if flow.article is not None and not flow.article.whole:
            return True
        index, before = self._held()
        left = flow.refine(until=perf_counter() + SLICE)
        self._set(self._view.scrolled + flow.tops[index] - before)
        return left

    def rehang(self, indexes: Iterable[int]) -> bool:
        """Take new mentions into some paragraphs; whether any height changed."""
        flow = self._view.flow
        if not len(flow):
            return False
        return self._holding(lambda: flow.rehang(indexes))

    def reread(self) -> bool:
        """Take all mentions in, now that they are known; whether any height changed."""
        flow = self._view.flow
        return bool(len(flow)) and self._holding(flow.reread)

    def _holding(self, change: Callable[[], bool]) -> bool:
        """Change heights, and keep what is in sight where it is; whether any changed."""
        index, before = self._held()
        if not change():
            return False
        self._set(self._view.scrolled + self._view.flow.tops[index] - before)
        self.settle()
        return True

    def top(self) -> tuple[int, float]:
        """What is at the top of the viewport: paragraph and share of it gone by."""
        flow = self._view.flow
        column = self._view.stage.column(self._view.scrolled)
        if column <= 0 or not len(flow):
            return -1, 0.0
        index = flow.index_at(column)
        return index, (column - flow.tops[index]) / max(flow.tops[index + 1] - flow.tops[index], 1)

    def restore(self, top: tuple[int, float]) -> None:
        """Scroll back to what :meth:`top` gave, after everything has been laid out anew."""
        view, flow = self._view, self._view.flow
        index, share = top
        if index < 0 or index >= len(flow):
            self.settle()
            return
        height = flow.paragraph(index).height
        self._set(flow.tops[index] + int(share * height) + view.stage.header.height)
        self.settle()
        view.viewport().update()

    def show_spot(self, spot: Spot) -> None:
        """Scroll just so far that the caret's line is in sight."""
        view = self._view
        if not len(view.flow):
            return
        for _ in range(SETTLING):
            _, y, height = caret.where(view.flow, spot)
            top = y + view.stage.header.height
            air = view.flow.style.line_height // 2
            low, high = top - air, top + height + air + view.flow.style.lane
            value = min(view.scrolled, low)
            value = max(value, high - view.viewport().height())
            if value == view.scrolled:
                return
            view.verticalScrollBar().setValue(value)
            self.settle()

    def reveal(self, *, start: int, end: int) -> None:
        """Bring a stretch (code points) into sight with lines around it; nothing moves when it is well in sight."""
        view = self._view
        if not len(view.flow):
            return
        for turn in range(SETTLING):
            _, first, _ = caret.where(view.flow, Spot(start))
            _, last, height = caret.where(view.flow, Spot(max(end, start), after=end > start))
            low, high = first + view.stage.header.height, last + height + view.stage.header.height
            room, air = view.viewport().height(), view.flow.style.line_height * 2
            if low - air >= view.scrolled and high + air <= view.scrolled + room:
                return
            value = low - int(room * CONTEXT_SHARE)
            value = min(max(value, 0), max(0, view.stage.height - room))
            if value == view.scrolled and turn:
                return
            view.verticalScrollBar().setValue(value)
            self.settle()
