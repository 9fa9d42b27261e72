"""Scrolling by itself while something is dragged to the edge of the viewport or beyond: faster the farther out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractScrollArea

TICK = 16
"""ms between two steps."""
ZONE = 8
"""px inside the viewport's edge where it begins: with the window at the screen's edge there is no beyond."""
SLOWEST, FASTEST = 3, 60
"""px a step."""
SHARE = 0.25
"""px a step that each px farther out adds."""


def pace(y: float, *, height: int) -> int:
    """px a step for a pointer at ``y`` of a viewport of ``height`` px: negative upwards, 0 well inside."""
    out = min(y - ZONE, 0.0) + max(y - (height - 1 - ZONE), 0.0)
    if not out:
        return 0
    step = int(min(SLOWEST + abs(out) * SHARE, FASTEST))
    return step if out > 0 else -step


class Drift:
    """One a view. ``moved`` is called after each step: what lies under the pointer is something else then."""

    def __init__(self, view: QAbstractScrollArea, moved: Callable[[], None]) -> None:
        self._view = view
        self._moved = moved
        self._pace = 0
        self._timer = QTimer(view, interval=TICK)
        self._timer.timeout.connect(self._step)

    @property
    def active(self) -> bool:
        """Is the article scrolling by itself?"""
        return self._timer.isActive()

    def towards(self, y: float) -> None:
        """The pointer is at ``y`` (px) of the viewport, with something in the hand."""
        self._pace = pace(y, height=self._view.viewport().height())
        if not self._pace:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Nothing is in the hand any more."""
        self._timer.stop()

    def _step(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._pace)
        self._moved()
