"""Python's garbage is sought on the window's thread alone while another thread runs.

Python looks for garbage in whatever thread happens to make objects, and takes down there what it finds. A widget or a
timer taken down outside the window's thread stays in Qt's lists, and the program crashes at the next turn of its loop.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

EVERY_MS = 100


class Sweeper(QObject):
    """One an application. While it is held, nothing is sought by itself; it looks in a timer of the window's thread."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._held = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._sweep)

    @property
    def held(self) -> bool:
        """Does anybody hold it now?"""
        return self._held > 0

    def hold(self) -> None:
        """A thread is about to start. On the window's thread."""
        if not self._held:
            gc.disable()
            self._timer.start()
        self._held += 1

    def release(self) -> None:
        """That thread has ended. On the window's thread."""
        self._held -= 1
        if not self._held:
            self._timer.stop()
            gc.enable()

    def _sweep(self) -> None:
        """What Python would have done by itself: the oldest generation that is over its threshold."""
        generations = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [age for age, (count, most) in enumerate(generations) if count > most]
        if due:
            gc.collect(max(due))


def sweeper() -> Sweeper:
    """The application's sweeper, made when first asked for. AssertionError: there is no application."""
    application = QCoreApplication.instance()
    assert application is not None
    found = application.findChild(Sweeper)
    return found if isinstance(found, Sweeper) else Sweeper(application)
