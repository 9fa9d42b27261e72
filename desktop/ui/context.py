"""What every panel, dialog and the canvas is given: the ways to learn, to speak and to look; no window, no panel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from desktop.messages import Messages
    from desktop.session import Session
    from desktop.settings import Settings
    from desktop.ui.bridge import Bridge
    from desktop.ui.theme import Theme


class Shell(Protocol):
    """What the application does for whoever asks; errors are told by it. Implemented in ``shell``."""

    def create_corpus(self, path: Path, label_set: str) -> bool:
        """Make a corpus with a preset label set and open it. Whether it is open."""

    def open_corpus(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a corpus in place of the present one. Whether it is open."""

    def open_sample(self) -> None:
        """Make the sample corpus if it is not there, and open it."""

    def close_corpus(self) -> None:
        """Close the corpus and show the start page."""

    def import_files(self, paths: list[Path]) -> None:
        """Show the import dialog with these files in it; without a corpus ask for a new one first."""

    def show_dialog(self, name: str) -> None:
        """Show ``new_corpus``, ``open``, ``import``, ``export``, ``check``, ``backups`` or ``settings``."""


@dataclass(slots=True, eq=False)
class Context:
    """Handed down from ``app``. ``session``, ``messages`` and ``theme`` are replaced in place; read them when used."""

    bridge: Bridge
    messages: Messages
    settings: Settings
    theme: Theme
    session: Session | None = None
    """None while no corpus is open; ``bridge.corpusChanged`` tells."""
    shell: Shell | None = None
    """Set by ``app`` before anything is built."""
    commands: Any = None
    """The verbs behind actions (``desktop.ui.commands``), set once the window is built."""

    def tr(self, key: str, /, **params: object) -> str:
        """Short for ``messages.tr``."""
        return self.messages.tr(key, **params)
