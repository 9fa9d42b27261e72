"""Reads a long article to its end while it is already shown, a little whenever there is nothing else to do."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from db.errors import WorldError
from desktop.article import OpenArticle
from desktop.ui.context import Context

TURN = 0.006
"""Seconds of reading before the event loop has its turn; a slice more may be read."""


class Reader(QObject):
    """One a window. Says ``bridge.whole`` when an article that was not whole when it was opened has become so."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._articles: list[OpenArticle] = []
        """What is still to be read, the open one first."""
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._read_on)
        context.bridge.opened.connect(self._opened)
        context.bridge.beside.connect(self._opened)
        context.bridge.corpusChanged.connect(self._opened)

    def _opened(self, _news: object) -> None:
        session = self._context.session
        opened = session.opened if session else []
        self._articles = [each for each in opened if not each.whole or each in self._articles]
        if self._articles:
            self._idle.start()
        else:
            self._idle.stop()

    def _read_on(self) -> None:
        if self._context.session is None:  # closed, and nobody told any more
            self._opened(None)
        article, until = self._articles[0] if self._articles else None, perf_counter() + TURN
        try:
            while article is not None and not article.whole and perf_counter() < until:
                article.read_on(1)
        except WorldError:
            self._idle.stop()
            if self._context.session is not None:
                self._context.session.close_article()
            raise
        if article is not None and article.whole:
            self._articles.remove(article)
            if not self._articles:
                self._idle.stop()
            self._context.bridge.whole.emit(article)
