"""Long work off the window's thread: it reports, can be cancelled, and its result comes back on the window's thread."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from db.errors import Cancelled
from desktop.ui import garbage
from desktop.ui.context import Context

SHOW_AFTER_MS = 250
"""Work that ends sooner shows no progress dialog."""
REPORT_EVERY_S = 0.05

_log = logging.getLogger(__name__)

Report = Callable[[int, int], None]
"""(done, total); total 0: not known. Cheap to call for each record."""
Work = Callable[[Report, Callable[[], bool]], Any]
"""Called in the worker with a ``Report`` and with the question whether the user wants to stop; then raise Cancelled.

It opens what it needs by itself: a store belongs to the thread that opened it.
"""


class Job(QThread):
    """One piece of work in a thread. Signals reach the thread that made the job."""

    progressed = Signal(int, int)
    done = Signal(object)
    """The result."""
    failed = Signal(object)
    """The exception; an unexpected one was logged."""
    stopped = Signal()
    """The user cancelled; nothing was kept."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._told = 0.0
        self._outcome: Callable[[], None] | None = None
        self.finished.connect(self._deliver)

    def begin(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        """Start the thread; what Python has to clean up is left to the window's until it has ended."""
        sweeper = garbage.sweeper()
        sweeper.hold()
        self.finished.connect(sweeper.release)
        self.start(priority)

    def cancel(self) -> None:
        """Ask the work to stop; ``stopped`` tells when it has."""
        self._stop.set()

    def run(self) -> None:
        try:
            result = self._work(self._report, self._stop.is_set)
        except Cancelled:
            self._outcome = self.stopped.emit
        except Exception as error:  # noqa: BLE001 - the outermost shell of a thread; the caller decides what to say
            _log.exception("a job failed")
            raised = error
            self._outcome = lambda: self.failed.emit(raised)
        else:
            self._outcome = lambda: self.done.emit(result)

    def _report(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told >= REPORT_EVERY_S or done == total:
            self._told = now
            self.progressed.emit(done, total)

    def _deliver(self) -> None:
        """On the window's thread, once the worker has ended."""
        outcome, self._outcome = self._outcome, None
        if outcome is not None:
            outcome()


class JobDialog(QDialog):
    """How far a job is, with a button to stop it; modal, so that nothing changes meanwhile."""

    def __init__(self, context: Context, title: str, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(context.tr(title))
        self.setMinimumWidth(380)
        self._context = context
        self._job = job
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(context.tr(title))
        self._count = QLabel()
        self._count.setProperty("look", "muted")
        self._cancel = QPushButton(context.tr("jobs.cancel"))
        self._cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(QLabel(context.tr(title)))
        column.addWidget(self._bar)
        column.addLayout(row)
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        tr = self._context.tr
        self._count.setText(tr("jobs.of", done=done, total=total) if total else tr("jobs.so_far", count=done))

    def _finished(self) -> None:
        self.done(QDialog.DialogCode.Accepted)

    def reject(self) -> None:
        """Escape, the button and closing all mean: stop."""
        self._job.cancel()
        self._cancel.setEnabled(False)
        self._count.setText(self._context.tr("jobs.stopping"))

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()


def run(
    context: Context,
    title: str,
    work: Work,
    *,
    parent: QWidget,
    done: Callable[[Any], object] | None = None,
    failed: Callable[[Exception], object] | None = None,
    stopped: Callable[[], object] | None = None,
) -> Job:
    """Start ``work`` under the message key ``title``; exactly one of the three is called on the window's thread.

    A dialog with progress that holds the window comes up if it takes longer than a moment. Without ``failed`` an
    exception is raised on the window's thread, where ``app`` shows it.
    """
    job = Job(work, parent)
    dialog = JobDialog(context, title, job, parent)
    timer = QTimer(dialog)
    timer.setSingleShot(True)
    timer.timeout.connect(dialog.open)
    timer.start(SHOW_AFTER_MS)
    job.finished.connect(timer.stop)
    if done is not None:
        job.done.connect(done)
    job.failed.connect(failed or _raise)
    if stopped is not None:
        job.stopped.connect(stopped)
    window = parent.window()
    window.setCursor(Qt.CursorShape.BusyCursor)
    job.finished.connect(window.unsetCursor)
    job.finished.connect(dialog.deleteLater)
    job.finished.connect(job.deleteLater)
    job.begin()
    return job


def settle(widget: QWidget) -> None:
    """Stop the jobs below ``widget`` and wait for them: before it is destroyed."""
    for job in widget.findChildren(Job):
        job.cancel()
        job.wait()


def _raise(error: Exception) -> None:
    raise error
