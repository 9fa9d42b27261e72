"""A dialog of a few pages with long work between them: heading, page, a bar while it works, and buttons below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.errors import Conflict, WorldError
from desktop.ui import fonts, jobs
from desktop.ui.context import Context


class SteppedDialog(QDialog):
    """Subclasses add pages and say what the one primary button does on each. Escape stops work, then closes."""

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.job: jobs.Job | None = None
        self._primary_does: Callable[[], object] | None = None
        self._back_does: Callable[[], object] | None = None
        self.setWindowTitle(context.tr(title))
        self.heading = QLabel(context.tr(title), self)
        self.heading.setFont(fonts.interface(px=17, bold=True))
        self.heading.setWordWrap(True)
        self.pages = QStackedWidget(self)
        self.error = QLabel(self)
        self.error.setProperty("look", "danger")
        self.error.setWordWrap(True)
        self.error.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.error.hide()
        self.primary = QPushButton(self)
        self.primary.setDefault(True)
        self.primary.clicked.connect(self._go)
        self.back = QPushButton(self)
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self._go_back)
        self.cancel = QPushButton(self)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.working = WorkingPage(context)
        self.pages.addWidget(self.working)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(14)
        column.addWidget(self.heading)
        column.addWidget(self.pages, 1)
        column.addWidget(self.error)
        column.addLayout(row)

    def show_page(
        self,
        page: QWidget,
        *,
        heading: str,
        primary: str = "",
        does: Callable[[], object] | None = None,
        back: Callable[[], object] | None = None,
        cancel: str = "dialogs.cancel",
    ) -> None:
        """Show a page. ``heading`` and ``primary`` are texts (empty: no button); ``cancel`` is a key."""
        self.error.hide()
        self.heading.setText(heading)
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._primary_does, self._back_does = does, back
        self.primary.setText(primary)
        self.primary.setVisible(bool(primary))
        self.primary.setEnabled(True)
        self.back.setText(self.context.tr("dialogs.back"))
        self.back.setVisible(back is not None)
        self.cancel.setText(self.context.tr(cancel))
        self.cancel.setVisible(bool(cancel))
        self.cancel.setEnabled(True)
        first = self.primary if primary else self.cancel
        first.setDefault(True)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def run(
        self, heading: str, work: jobs.Work, *, done: Callable[[Any], object], stopped: Callable[[], object]
    ) -> None:
        """Work in a thread under a bar. ``stopped`` is called too, and the error shown, where the world objects."""
        self.show_page(self.working, heading=heading, cancel="dialogs.stop")
        self.working.begin()
        job = self.job = jobs.Job(work, self)
        job.progressed.connect(self.working.show_progress)

        def ended(then: Callable[..., object], *news: object) -> None:
            self.job = None
            then(*news)

        job.done.connect(lambda result: ended(done, result))
        job.stopped.connect(lambda: ended(stopped))
        job.failed.connect(lambda error: ended(self._failed, error, stopped))
        job.finished.connect(job.deleteLater)
        job.begin()

    def show_error(self, text: str) -> None:
        """Say what stands in the way, on the page where it can be put right."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def reject(self) -> None:
        """Escape, the button and closing: stop the work at hand, else close."""
        if self.job is not None:
            self.job.cancel()
            self.cancel.setEnabled(False)
            self.working.stopping()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.job is not None:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def _failed(self, error: Exception, then: Callable[[], object]) -> None:
        then()
        if isinstance(error, WorldError):
            self.show_error(self.context.messages.error(error))
        elif isinstance(error, Conflict):
            self.show_error(self.context.tr("errors.conflict"))
        else:
            raise error

    def _go(self) -> None:
        if self._primary_does is not None:
            self._primary_does()

    def _go_back(self) -> None:
        if self._back_does is not None:
            self._back_does()


class WorkingPage(QWidget):
    """A bar and a line of figures."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.figures = QLabel(self)
        self.figures.setProperty("look", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self.bar)
        column.addWidget(self.figures)
        column.addStretch(2)

    def begin(self) -> None:
        """Nothing is known yet."""
        self.bar.setAccessibleName(self.context.tr("dialogs.progress"))
        self.bar.setRange(0, 0)
        self.figures.setText("")

    def show_progress(self, done: int, total: int) -> None:
        """So much of so much; a total of 0 is not known."""
        share = 1000 * done // total if total else 0
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(share)
        percent = self.context.messages.number(share // 10)
        self.figures.setText(self.context.tr("dialogs.percent", percent=percent) if total else "")

    def stopping(self) -> None:
        """The user wants to stop; the work ends at its next step."""
        self.figures.setText(self.context.tr("jobs.stopping"))


def muted(text: str = "") -> QLabel:
    """A quiet paragraph."""
    label = QLabel(text)
    label.setProperty("look", "muted")
    label.setWordWrap(True)
    return label


def titled(text: str) -> QLabel:
    """A small title over a group of fields."""
    label = QLabel(text)
    label.setFont(fonts.interface(px=13, bold=True))
    return label
