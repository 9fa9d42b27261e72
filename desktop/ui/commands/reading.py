"""Reading comfort that is on or off: choices in the settings with an action of their own."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.commands.base import Commands


def toggle(setting: str) -> Callable[[Commands], None]:
    """The other way round."""

    def run(c: Commands) -> None:
        settings = c.context.settings
        settings.set(setting, not settings.get(setting))

    return run


def is_on(setting: str) -> Callable[[Commands], bool]:
    """Is it chosen?"""
    return lambda c: bool(c.context.settings.get(setting))
