"""A label that wraps: plain text set as rich text, since Qt paints plain Arabic a blank off where it wraps."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class WrappedLabel(QLabel):
    """Shows plain text over several lines. (Qt puts a wrapped line's trailing blank at the right in plain labels.)"""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, look: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        if look:
            self.setProperty("look", look)
        self.set_plain(text)

    def set_plain(self, text: str) -> None:
        """Show another plain text."""
        self.setText(escape(text))
