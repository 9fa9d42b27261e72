"""Below the timeline, in words: the event that the keyboard is at, its dates and who says so, and what is wrong."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.timeline import words
from desktop.timeline.events import Event
from desktop.ui.context import Context
from desktop.ui.timeline.view import TimelineView
from desktop.ui.widgets.visible import show_if

ROOMY, LOW = 310, 250
"""Logical pixels of the panel's height below which most of it, and all of it, gives way to the picture."""
BETWEEN = " · "


class Told:
    """Two labels that are one text: ``what`` an event is and when, and ``wrong``, in full, what cannot be."""

    def __init__(self, context: Context, view: TimelineView, parent: QWidget) -> None:
        self._context, self._view = context, view
        self.what, self.wrong = QLabel(parent), QLabel(parent)
        self.what.setTextFormat(Qt.TextFormat.RichText)
        self.wrong.setProperty("look", "danger")
        for label in (self.what, self.wrong):
            label.setWordWrap(True)
            label.hide()

    def tell(self, event: Event | None, *, height: int) -> None:
        """Say it of an event (None: of nothing) in a panel of some height: as much as there is room for."""
        said = self._view.troubles_of(event)[: words.TROUBLES_MOST] if event is not None else []
        self.wrong.setText("\n".join(said))
        show_if(self.wrong, bool(said) and height >= ROOMY)
        self.what.setText(self._words(event, short=height < ROOMY) if event is not None else "")
        show_if(self.what, event is not None and height >= LOW)

    def _words(self, event: Event, *, short: bool) -> str:
        messages = self._context.messages
        found = list(words.lines(messages, self._view.corpus, event, most=words.SOURCES_TOLD))
        name, rest = found[0], found[1 : 1 + max(1, len(event.pieces))] if short else found[1:]
        name = words.shortened(name) if short else name
        parts = [f"<b>{escape(name)}</b>", *(escape(each) for each in rest)]
        return f"<div dir='{messages.direction}'>{BETWEEN.join(f'<bdi>{each}</bdi>' for each in parts)}</div>"
