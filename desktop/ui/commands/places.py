"""Where one has been: places that a jump left, in the open article or for another one, to go back to and forward again.

A jump is a move of the caret after which the place it came from is not in sight any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """An article by its id, the mention selected in it, and caret and anchor (code points)."""

    article: str
    mention: str | None = None
    caret: int = 0
    anchor: int = 0


class Places:
    """Fed with what was opened, selected and moved. All that a search goes to counts as one jump."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self._here: Place | None = None
        self._left: Place | None = None
        """Where the caret was before it moved last."""
        self._searched_from: Place | None = None
        self._fresh = False
        """Is the article just being opened, so that the caret has yet to come to where it is wanted?"""
        self._held = False

    def opened(self, place: Place | None) -> None:
        """Another article is open, or none: the place of its caret."""
        left = self._here
        if self._held or (left is not None and place is not None and left.article == place.article):
            return
        self._here, self._left, self._searched_from, self._fresh = place, None, None, True
        if left is not None:
            self._leave(left)

    def settled(self) -> None:
        """What opened the article has done with it."""
        self._fresh = False

    def selected(self, mention: str | None) -> None:
        """Another mention is selected in the open article."""
        if self._here is not None and not self._held:
            self._here = replace(self._here, mention=mention)

    def moved(self, place: Place) -> None:
        """The caret is elsewhere in the open article, and may yet have to be scrolled to."""
        if not self._held and self._here is not None and place.article == self._here.article:
            self._left = None if self._fresh else self._here
            self._here = place

    def arrived(self, in_sight: Callable[[Place], bool], *, searching: bool = False) -> None:
        """The caret is in sight where it went, by a search or otherwise. ``in_sight``: is a place of the article?"""
        left, self._left = self._left, None
        if self._held:
            return
        if searching:
            left = self._searched_from = self._searched_from or left
        else:
            self._searched_from = None
        if left is not None and left not in self._back[-1:] and not in_sight(left):
            self._leave(left)

    def _leave(self, place: Place) -> None:
        self._back = [*self._back, place][-AT_MOST:]
        self._forward.clear()

    def clear(self) -> None:
        """Another corpus is open: nowhere to go back to."""
        self._back.clear()
        self._forward.clear()
        self._here = self._left = self._searched_from = None

    def has(self, step: int) -> bool:
        """Is there somewhere to go, back (-1) or forward (1)?"""
        return bool(self._back if step < 0 else self._forward)

    def step(self, step: int) -> Place | None:
        """The place to go to, back or forward; the one left is kept on the other side."""
        come_from, go_to = (self._back, self._forward) if step < 0 else (self._forward, self._back)
        if not come_from:
            return None
        place = come_from.pop()
        if self._here is not None:
            go_to.append(self._here)
        self._here, self._left, self._searched_from = place, None, None
        return place

    @contextmanager
    def held(self) -> Iterator[None]:
        """While one goes to a place that ``step`` gave, nothing is taken down."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
