"""Finding in the open article: the bar's wishes, a search in idle slices, and the hit the caret goes to."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from desktop.find import Finder
from desktop.ui.article.overview import Overview
from desktop.ui.article.workbench import Workbench
from desktop.ui.context import Context
from desktop.ui.widgets.find_bar import FindBar

SLICE = 0.008
"""Seconds of searching before the event loop has its turn."""
TAKEN_AT_MOST = 60
"""Code points of a text selection that go into the field by themselves."""


class Finding(QObject):
    """One bar for all articles; what was looked for last stays in it."""

    def __init__(self, context: Context, view: Workbench, overview: Overview) -> None:
        super().__init__(view)
        self._view = view
        self._overview = overview
        self._finder = Finder("")
        self._origin = 0
        self._wanted = 0
        self.going = False
        """Is it the search that moves the caret now?"""
        self.bar = FindBar(context, view)
        self.bar.hide()
        self.bar.sought.connect(self._seek)
        self.bar.stepped.connect(self.step)
        self.bar.closed.connect(self.close)
        view.caretMoved.connect(self._tell)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._work)

    @property
    def height(self) -> int:
        """px the bar takes from the article."""
        return 0 if self.bar.isHidden() else self.bar.height()

    @property
    def finder(self) -> Finder:
        """What is found."""
        return self._finder

    def open(self, *, step: int = 0) -> None:
        """Show the bar with the selected text, or the words looked for last, in it; ``step`` goes on from there."""
        view, span = self._view, self._view.selection
        taken = " ".join(view.text[slice(*span)].split()) if span and span[1] - span[0] <= TAKEN_AT_MOST else ""
        self.bar.show()
        view.make_room()
        blocked = self.bar.blockSignals(True)
        self.bar.ask("" if step else taken)
        self.bar.blockSignals(blocked)
        self._origin = (span[1] if step > 0 else span[0]) if span else view.caret
        self._begin(step or 1)

    def close(self) -> None:
        """Hide the bar and the hits; the caret stays where it is."""
        self.bar.hide()
        self._idle.stop()
        self._view.show_hits(None)
        self._overview.show_hits(None)
        self._view.make_room()
        self._view.setFocus()

    def forget(self) -> None:
        """Another article is shown: what was looked for is looked for in it, and the caret stays."""
        self._finder = Finder(self._view.text)
        if not self.bar.isHidden():
            self._begin(0)

    def retranslate(self) -> None:
        """Another language or other digits."""
        self.bar.retranslate()
        self._tell()

    def step(self, step: int) -> None:
        """To the next hit (1) or the one before (-1), round the ends; opens the bar where it is closed."""
        if self.bar.isHidden():
            self.open(step=step)
            return
        span = self._view.selection
        self._origin = (span[1] if step > 0 else span[0]) if span else self._view.caret
        self._wanted = step
        if self._finder.done:
            self._arrive()

    def _seek(self, _text: str) -> None:
        self._begin(1)

    def _begin(self, wanted: int) -> None:
        """Look for what is in the field; then go to the first hit after (1) or before (-1) the origin, or nowhere."""
        self._wanted = wanted
        self._finder.seek(self.bar.field.text())
        self._idle.start()
        self._work()

    def _work(self) -> None:
        finder = self._finder
        if not finder.work(until=perf_counter() + SLICE):
            self._idle.stop()
            self._view.show_hits(finder.within)
            self._overview.show_hits(finder.first_from)
            self._arrive()
        self._tell()

    def _arrive(self) -> None:
        finder, wanted = self._finder, self._wanted
        self._wanted = 0
        if wanted and finder.count:
            number = finder.first_from(self._origin) - (wanted < 0)
            self._go(number % finder.count)

    def _go(self, number: int) -> None:
        view, span = self._view, self._finder.hit(number)
        self.going = True
        view.select_text(*span)
        view.reveal(start=span[0], end=span[1])
        self.going = False
        chosen = view.selected_mention()
        if chosen is not None and not chosen.start <= span[0] <= chosen.end:
            view.choose(None)

    def _tell(self) -> None:
        if self.bar.isHidden():
            return
        finder, span = self._finder, self._view.selection
        number = 0
        if finder.done and finder.count and span is not None:
            at = finder.first_from(span[0])
            number = at + 1 if at < finder.count and finder.hit(at) == span else 0
        self.bar.tell(number=number, total=finder.count, done=finder.done)
