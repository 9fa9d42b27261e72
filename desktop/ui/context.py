"""What every panel, dialog and the canvas is given: the ways to learn, to speak and to look; no window, no panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.messages import Messages
    from desktop.session import Session
    from desktop.settings import Settings
    from desktop.ui.bridge import Bridge
    from desktop.ui.theme import Theme


class Shell(Protocol):
    """What the application and its window do for whoever asks; implemented in ``app``."""

    def open_corpus(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a corpus instead of the present one; a WorldError is shown with its ways out. Whether it is open."""

    def open_sample(self) -> None:
        """Make the sample corpus if it is not there, and open it."""

    def close_corpus(self) -> None:
        """Close the corpus and show the start page."""

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files into the open corpus, or ask for a new one first (the import dialog takes over)."""

    def show_settings(self) -> None:
        """Show the settings dialog."""

    def toggle_focus_mode(self) -> None:
        """The article and the review bar alone, or everything again."""

    def next_pane(self, step: int) -> None:
        """Move the keyboard focus to the next (1) or previous (-1) visible pane."""

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel: articles, mentions, inspector, history, clusters."""

    def quit(self) -> None:
        """Close the window, and with it the application."""

    @property
    def window(self) -> QWidget:
        """The parent for dialogs."""

    @property
    def canvas(self) -> Any:  # noqa: ANN401 - an ArticleView; naming it would make a cycle
        """The article view."""


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
