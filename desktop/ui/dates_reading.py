"""Reads the dates that relations are held against, a little whenever there is nothing else to do."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from db.errors import WorldError
from desktop.ui.context import Context

TURN = 0.006
"""Seconds of reading before the event loop has its turn; a slice more may be read."""


class DatesReader(QObject):
    """One a window. Begins once somebody has asked for dates of related events; says ``bridge.dated`` at the end."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._read_on)
        bridge = context.bridge
        for news in (bridge.corpusChanged, bridge.opened, bridge.selected, bridge.changed, bridge.imported):
            news.connect(self._start)

    def _start(self, _news: object = None) -> None:
        QTimer.singleShot(0, self, self._look)  # whoever asks is told of the news as well

    def _look(self) -> None:
        session = self._context.session
        if session is not None and session.dates_left:
            self._idle.start()
        else:
            self._idle.stop()

    def _read_on(self) -> None:
        session = self._context.session
        try:
            whole = session is None or session.read_dates(TURN)
        except WorldError:
            self._idle.stop()
            raise
        if whole:
            self._idle.stop()
            if session is not None:
                self._context.bridge.dated.emit()
