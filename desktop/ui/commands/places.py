"""Where one has been: the articles left, with the mention selected in each, to go back to and forward again."""

from __future__ import annotations

Place = tuple[str, str | None]
AT_MOST = 100


class Places:
    """Fed with what was opened and selected. A place is (article id, mention id or None)."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self._here: Place | None = None

    def opened(self, article: str | None) -> None:
        """Another article is open, or none."""
        left = self._here
        if left is not None and left[0] == article:
            return
        self._here = (article, None) if article else None
        if left is None:
            return
        self._back = [*self._back, left][-AT_MOST:]
        self._forward.clear()

    def selected(self, mention: str | None) -> None:
        """Another mention is selected in the open article."""
        if self._here is not None:
            self._here = (self._here[0], mention)

    def clear(self) -> None:
        """Another corpus is open: nowhere to go back to."""
        self._back.clear()
        self._forward.clear()
        self._here = None

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
        self._here = place
        return place
