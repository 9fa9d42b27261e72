"""The real application under a stopwatch: keys and wheel go in, the moments of commit and of painting come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QThread, QTimer
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.rows import ChangeSet
from desktop.__main__ import bring_in
from desktop.article import OpenArticle
from desktop.session import Session
from desktop.ui.app import App
from desktop.ui.article.surface import Surface
from desktop.ui.article.view import ArticleView
from desktop.ui.panels.mentions import MentionsPanel
from tests.bench.figures import timed
from tests.ui.app_kit import Running

SIZE = (1280, 800)
PATIENCE = 240.0
"""Seconds after which what is waited for is given up."""
CHECK_EVERY = 10
"""ms between two looks whether all is at rest."""
LET_THREADS_RUN = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
"""Asleep between events, as the application is: a loop that spins would keep its threads from working."""


@dataclass(frozen=True, slots=True)
class Took:
    """One gesture, ms from the moment its event was sent."""

    committed: float
    """Until the change set was on the disk and the store had returned; 0 when nothing was written."""
    painted: float
    """Until the canvas had painted what came of it."""
    quiet: float
    """Until the whole window had: panels, lists, review bar."""
    computing: float
    """Of it the time this process computed, and neither waited for the disk nor for its turn on a busy machine."""


class Watch:
    """Notes when the canvas has painted and when the store has committed."""

    def __init__(self) -> None:
        self.painted = 0.0
        self.committed = 0.0
        self._paint = Surface.paintEvent
        watch = self

        def paint(surface: Surface, event: QPaintEvent) -> None:
            watch._paint(surface, event)
            watch.painted = perf_counter()

        Surface.paintEvent = paint

    def on(self, session: Session) -> None:
        """Listen to this session's store."""
        store = session.store

        def noting(step: Callable[..., ChangeSet | None]) -> Callable[..., ChangeSet | None]:
            def run(*args: object, **kwargs: object) -> ChangeSet | None:
                done = step(*args, **kwargs)
                self.committed = perf_counter()
                return done

            return run

        store.commit, store.undo, store.redo = noting(store.commit), noting(store.undo), noting(store.redo)

    def off(self) -> None:
        """Give the canvas back its own painting."""
        Surface.paintEvent = self._paint


class Stage(Running):
    """The running application, its window shown and painted, an article open."""

    def __init__(self, app: App, watch: Watch) -> None:
        super().__init__(app)
        self.watch = watch
        self.settling = 0.0
        """ms from the first paint until everything put off was done, such as reading the words of a large corpus."""

    @property
    def view(self) -> ArticleView:
        """The canvas."""
        return self.app.window.view

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the application go on until a condition holds. TimeoutError."""
        deadline = perf_counter() + PATIENCE
        while not condition():
            QApplication.processEvents()
            if perf_counter() > deadline:
                raise TimeoutError("what was waited for never came")

    def rest(self) -> None:
        """Until all that was put off is done, as between two gestures of a person: heights measured, strips drawn."""
        waking = QTimer()
        waking.start(CHECK_EVERY)
        deadline = perf_counter() + PATIENCE
        while self.view._idle.isActive() or self._put_off():
            QApplication.processEvents(LET_THREADS_RUN)
            if perf_counter() > deadline:
                raise TimeoutError("the application never came to rest")
        QApplication.processEvents()

    def turn(self) -> None:
        """Let the event loop go round once."""
        QApplication.processEvents()

    @property
    def filling(self) -> bool:
        """Has the table of mentions still to be filled?"""
        panel = self.app.window.findChild(MentionsPanel)
        return panel is not None and panel.isVisible() and panel._stale

    def _put_off(self) -> bool:
        """Is a timer running that fires once, or a job in a thread?"""
        window = self.app.window
        timers = any(timer.isActive() and timer.isSingleShot() for timer in window.findChildren(QTimer))
        return timers or any(job.isRunning() for job in window.findChildren(QThread))

    def take(self, act: Callable[[], object], *, commits: bool = True) -> Took:
        """Do something and see it through to the screen."""
        watch = self.watch
        begin, before = perf_counter(), process_time()
        act()
        self.wait(lambda: watch.painted > begin and (not commits or watch.painted > watch.committed > begin))
        painted = watch.painted
        QApplication.processEvents()
        return Took(
            committed=(watch.committed - begin) * 1000 if commits else 0.0,
            painted=(painted - begin) * 1000,
            quiet=(perf_counter() - begin) * 1000,
            computing=(process_time() - before) * 1000,
        )

    def open(self, article_id: str) -> tuple[float, float, float]:
        """Open an article: ms until its rows are read, until everybody has been told, until it is painted."""
        read = 0.0

        def note(_article: OpenArticle | None) -> None:
            nonlocal read
            read = perf_counter()

        opened = self.session.listeners.opened
        opened.insert(0, note)
        begin = perf_counter()
        self.session.open(article_id)
        told = perf_counter()
        self.wait(lambda: self.watch.painted > told)
        opened.remove(note)
        return (read - begin) * 1000, (told - begin) * 1000, (self.watch.painted - begin) * 1000

    def wheel(self, turn: int) -> None:
        """Turn the wheel over the canvas; a notch is 120, towards the end of the text negative."""
        viewport = self.view.viewport()
        middle = QPointF(viewport.rect().center())
        event = QWheelEvent(middle, QPointF(viewport.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, turn),
                            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                            Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(viewport, event)


@contextmanager
def stage(corpus: Path) -> Iterator[Stage]:
    """The application on a corpus, in Arabic and light, as large as it opens the first time."""
    watch = Watch()
    app = bring_in().start([str(corpus), "--language", "ar", "--theme", "light"])
    app.window.resize(*SIZE)
    QTest.qWaitForWindowExposed(app.window)
    app.window.activateWindow()
    app.window.view.setFocus()
    made = Stage(app, watch)
    watch.on(made.session)
    try:
        made.wait(lambda: watch.painted)
        made.settling = timed(made.rest)
        yield made
    finally:
        app.close()
        watch.off()
