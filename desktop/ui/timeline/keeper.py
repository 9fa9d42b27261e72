"""Keeps what is known of when events were: read in a job of its own, again where something has changed."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from db.errors import WorldError
from db.rows import ChangeSet
from desktop.session import Session
from desktop.timeline.events import Corpus, Event
from desktop.timeline.reading import read_from, touched
from desktop.ui.jobs import Job

SOON_MS = 120
"""Changes that follow each other closer than this are read in one go."""


class CorpusKeeper(QWidget):
    """A widget that is never shown, so that its jobs are waited for with its window's. Reads only while ``watched``."""

    read = Signal(object)
    """The Corpus, first or anew."""
    failed = Signal(object)
    """The WorldError."""
    progressed = Signal(int, int)
    """Articles read and to be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.corpus: Corpus | None = None
        self.events: list[Event] = []
        self._session: Session | None = None
        self._job: Job | None = None
        self._stale: set[str] = set()
        self._due = False
        self._watched = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._start)

    @property
    def busy(self) -> bool:
        """Is something being read, or about to be?"""
        return self._job is not None or self._soon.isActive()

    def expect(self, session: Session | None) -> None:
        """Another corpus is open, or none."""
        self._drop()
        self._session, self.corpus, self.events = session, None, []
        self._stale.clear()
        self._due = session is not None
        if self._watched:
            self._start()

    def watch(self, on: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._watched = on
        if on and self._job is None:
            self._start()

    def changed(self, changes: ChangeSet) -> None:
        """Follow a change set."""
        if self._session is None:
            return
        articles = touched(changes, self._session.labels)
        if articles is None:
            return
        self._stale |= articles
        self._due = True
        if self._watched:
            self._soon.start()

    def imported(self) -> None:
        """Articles came in; those that are known have not changed."""
        self._due = self._session is not None
        if self._watched and self._job is None:
            self._start()

    def _start(self) -> None:
        session = self._session
        if session is None or not self._due or self._job is not None:
            return
        path, layer, before, stale = session.store.path, session.layer, self.corpus, frozenset(self._stale)
        self._stale.clear()
        self._due = False
        job = Job(
            lambda report, stop: read_from(
                path, layer=layer, before=before, articles=stale, report=report, cancelled=stop
            ),
            self,
        )
        job.done.connect(lambda found: self._done(job, *found))
        job.failed.connect(lambda error: self._failed(job, error))
        job.progressed.connect(self.progressed)
        job.finished.connect(job.deleteLater)
        self._job = job
        job.begin()

    def _done(self, job: Job, corpus: Corpus, events: list[Event]) -> None:
        if job is not self._job:
            return
        self._job = None
        self.corpus, self.events = corpus, events
        self.read.emit(corpus)
        if self._watched:
            self._start()

    def _failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            self._due = True
            self.corpus = None
        if not isinstance(error, WorldError):
            raise error
        self.failed.emit(error)

    def _drop(self) -> None:
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
