"""What every panel, dialog and the canvas is given: the ways to learn, to speak and to look; no window, no panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.messages import Messages
    from desktop.session import Session
    from desktop.settings import Settings
    from desktop.ui.bridge import Bridge
    from desktop.ui.theme import Theme


@dataclass(slots=True, eq=False)
class Context:
    """Handed down from ``app``. ``session``, ``messages`` and ``theme`` are replaced in place; read them when used."""

    bridge: Bridge
    messages: Messages
    settings: Settings
    theme: Theme
    session: Session | None = None
    """None while no corpus is open; ``bridge.corpusChanged`` tells."""
    commands: Any = None
    """The verbs behind actions (``desktop.ui.commands``), set once the window is built."""

    def tr(self, key: str, /, **params: object) -> str:
        """Short for ``messages.tr``."""
        return self.messages.tr(key, **params)
