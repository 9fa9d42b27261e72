"""Jobs: off the window's thread, results on it, cancelled at once, failures told."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from db.errors import Cancelled, WorldError
from desktop.ui import jobs
from tests.ui.panel_kit import Kit, corpus, settle, until


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path) as kit:
        yield kit


@pytest.fixture
def window(kit: Kit) -> Iterator[QWidget]:
    widget = QLabel("x")
    widget.show()
    yield widget
    jobs.settle(widget)
    widget.close()
    settle()


def shown(window: QWidget) -> jobs.JobDialog | None:
    return next((dialog for dialog in window.findChildren(jobs.JobDialog) if dialog.isVisible()), None)


def test_the_result_comes_on_the_windows_thread(kit: Kit, window: QWidget) -> None:
    threads: list[threading.Thread] = []
    results: list[int] = []

    def work(report: jobs.Report, _stop: object) -> int:
        threads.append(threading.current_thread())
        report(1, 1)
        return 42

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    jobs.run(kit.context, "jobs.sample", work, parent=window, done=done)
    until(lambda: bool(results))
    assert results == [42]
    assert threads[1] is threading.main_thread()
    assert threads[0] is not threading.main_thread()
    assert shown(window) is None
    until(lambda: not window.findChildren(jobs.Job))
    assert window.findChildren(jobs.JobDialog) == []


class Ring:
    """Garbage only the search for rings finds; says in which thread that was."""

    def __init__(self, found_in: list[threading.Thread]) -> None:
        self.ring = self
        self.found_in = found_in

    def __del__(self) -> None:
        self.found_in.append(threading.current_thread())


def test_garbage_is_never_sought_in_the_thread_of_a_job(kit: Kit, window: QWidget) -> None:
    found_in: list[threading.Thread] = []
    results: list[int] = []

    def work(_report: object, stop: Callable[[], bool]) -> int:
        kept: list[list[int]] = []
        pause = threading.Event()
        while len(found_in) < 3 and not stop():
            Ring(found_in)
            kept.extend([] for _ in range(1000))
            pause.wait(0.001)
        return len(kept)

    jobs.run(kit.context, "jobs.sample", work, parent=window, done=results.append)
    assert not gc.isenabled()
    until(lambda: bool(results))
    until(gc.isenabled)
    assert set(found_in) == {threading.main_thread()}


def test_long_work_shows_progress_and_escape_stops_it(kit: Kit, window: QWidget) -> None:
    stopped: list[bool] = []
    ended = threading.Event()

    def work(report: jobs.Report, stop) -> None:
        report(3, 10)
        while not stop():
            ended.wait(0.005)
        raise Cancelled

    jobs.run(kit.context, "jobs.sample", work, parent=window, stopped=lambda: stopped.append(True))
    until(lambda: shown(window) is not None)
    dialog = shown(window)
    assert dialog is not None
    assert dialog.isModal()
    assert any(label.text() == kit.context.tr("jobs.of", done=3, total=10) for label in dialog.findChildren(QLabel))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(lambda: bool(stopped))
    assert shown(window) is None


def test_the_window_lives_meanwhile(kit: Kit, window: QWidget) -> None:
    """No turn of the event loop takes longer than 50 ms while a worker is busy in Python."""
    results: list[int] = []
    longest = 0
    clock = QElapsedTimer()
    tick = QTimer(window)

    def ticked() -> None:
        nonlocal longest
        longest = max(longest, clock.restart())

    def work(report: jobs.Report, _stop: object) -> int:
        total = 0
        for number in range(1_500_000):
            total += number
            if number % 100 == 0:
                report(number, 1_500_000)
        return total

    tick.timeout.connect(ticked)
    tick.start(5)
    clock.start()
    jobs.run(kit.context, "jobs.sample", work, parent=window, done=results.append)
    until(lambda: bool(results))
    assert longest < 200, "50 ms on a quiet machine; the rest is for a busy one"


def test_a_failure_is_handed_over(kit: Kit, window: QWidget) -> None:
    failures: list[Exception] = []

    def work(_report: jobs.Report, _stop: object) -> None:
        raise WorldError("disk_full", path="x")

    jobs.run(kit.context, "jobs.sample", work, parent=window, failed=failures.append)
    until(lambda: bool(failures))
    assert isinstance(failures[0], WorldError)


def test_closing_waits_for_the_worker(kit: Kit, window: QWidget) -> None:
    ended: list[bool] = []
    wake = threading.Event()

    def work(_report: jobs.Report, stop) -> None:
        while not stop():
            wake.wait(0.002)
        ended.append(True)
        raise Cancelled

    jobs.run(kit.context, "jobs.sample", work, parent=window)
    jobs.settle(window)
    assert ended == [True]
