"""Finding in the open article: the bar, the next hit and the one before."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.commands.base import Commands


def find(c: Commands) -> None:
    """Open the bar, or take the keyboard back to it."""
    c.view.finding.open()


def step(step: int) -> Callable[[Commands], None]:
    """To the next hit (1) or the one before (-1) of what was looked for last."""
    return lambda c: c.view.finding.step(step)
