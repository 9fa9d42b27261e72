"""Keeps the word evidence of the open corpus: gathers it, in a job where that takes long, and follows what changes."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from db.errors import WorldError
from db.rows import ChangeSet
from desktop.session import Session
from desktop.suggest.lexicon import Lexicon, gather, gather_from, small
from desktop.suggest.words import touched
from desktop.ui.first_paint import FirstPaint
from desktop.ui.jobs import Job

_log = logging.getLogger(__name__)


class LexiconKeeper(QObject):
    """One a window. ``of`` answers at any time: with general Arabic alone until a large corpus has been read."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._lexicon: Lexicon | None = None
        self._job: Job | None = None
        self._meanwhile: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self.of(self._session) if self._session else None)
        self._first = FirstPaint(window)
        self._first.came.connect(self._soon.start)

    def expect(self, session: Session | None) -> None:
        """Another corpus is open: read it as soon as the window has been painted."""
        self._drop_job()
        self._session, self._lexicon = session, None
        if session is not None and self._first.past:
            self._soon.start()

    def of(self, session: Session) -> Lexicon:
        """What is known of the words of a session's corpus."""
        if self._session is not session:
            self.expect(session)
        if self._lexicon is None:
            self._lexicon = self._read(session)
        return self._lexicon

    @property
    def reading(self) -> bool:
        """Is a large corpus being read?"""
        return self._job is not None

    def changed(self, changes: ChangeSet) -> None:
        """Follow a change set."""
        if self._lexicon is None or self._session is None:
            return
        for article in touched(changes):
            if self._job is not None:
                self._meanwhile.add(article)
            self._lexicon.names.change(self._text(article), changes, article=article)

    def imported(self) -> None:
        """Articles came in: read anew; what is known stays in use until then."""
        if self._session is None:
            return
        self._drop_job()
        if small(self._session.store):
            self._lexicon = None
            self._soon.start()
        else:
            self._start_job(self._session)

    def _read(self, session: Session) -> Lexicon:
        if small(session.store):
            return gather(session.store, layer=session.layer)
        self._start_job(session)
        return Lexicon()

    def _start_job(self, session: Session) -> None:
        path, layer = session.store.path, session.layer
        job = Job(lambda _report, stop: gather_from(path, layer=layer, cancelled=stop), self._window)
        job.done.connect(lambda lexicon: self._done(job, lexicon))
        job.failed.connect(lambda error: self._failed(job, error))
        job.finished.connect(job.deleteLater)
        self._meanwhile.clear()
        self._job = job
        job.begin(Job.Priority.LowPriority)

    def _done(self, job: Job, lexicon: Lexicon) -> None:
        if job is not self._job or self._session is None:
            return
        self._job = None
        for article in self._meanwhile:
            mentions = self._session.store.mentions(article, layer=self._session.layer)
            lexicon.names.put(article, self._text(article), mentions)
        self._lexicon = lexicon

    def _failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
        if not isinstance(error, WorldError):
            raise error
        _log.warning("the words of the corpus were not read: %s", error)

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _text(self, article: str) -> str:
        assert self._session is not None
        opened = self._session.article
        return opened.text if opened and opened.row.id == article else self._session.store.text(article)
