"""A process that is started to be timed: the application up to its painted article, or Qt alone with an empty widget.

    python -m tests.bench.probe app BORN CORPUS
    python -m tests.bench.probe bare BORN

BORN is ``time.perf_counter_ns()`` of the parent just before it made the process; the clock is the whole system's. Says
on standard output, as JSON, the ms since then at which things were done, and the ms of computing that took: on a busy
machine the latter are the surer figure.
"""

from time import perf_counter_ns, process_time_ns

BEGUN = perf_counter_ns()

import json  # noqa: E402 - the clock is read before anything else is
import sys  # noqa: E402


def main(kind: str, born: int, arguments: list[str]) -> None:
    """Run one of the two."""
    marks = {"python": (BEGUN - born) / 1e6}

    def mark(name: str) -> None:
        marks.setdefault(name, (perf_counter_ns() - born) / 1e6)
        marks.setdefault(f"{name}.cpu", process_time_ns() / 1e6)

    if kind == "bare":
        bare(mark)
    else:
        app(arguments, mark)
    print(json.dumps(marks))


def bare(mark) -> None:
    """What any program in PySide pays: the three modules, an application, one widget painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication, QWidget

    mark("imported")

    class Empty(QWidget):
        def paintEvent(self, event) -> None:
            with QPainter(self) as painter:
                painter.fillRect(self.rect(), self.palette().window())
            mark("painted")
            QTimer.singleShot(0, QApplication.quit)

    application = QApplication(["bare"])
    widget = Empty()
    widget.resize(1280, 800)
    widget.show()
    application.exec()


def app(arguments: list[str], mark) -> None:
    """``python -m desktop CORPUS``, closed again once its article is painted and nothing is waiting to be done."""
    from desktop import cli
    from desktop.__main__ import bring_in

    def window(given: list[str]) -> int:
        application = bring_in()
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from desktop.ui.article.surface import Surface

        mark("imported")
        plain = Surface.paintEvent

        def paint(surface, event) -> None:
            plain(surface, event)
            if surface.text:
                mark("painted")
                QTimer.singleShot(0, quiet)

        def quiet() -> None:
            mark("quiet")
            for widget in QApplication.topLevelWidgets():
                widget.close()
            QApplication.quit()

        Surface.paintEvent = paint
        started = application.start(given)
        mark("started")
        code = started.application.exec()
        started.close()
        return code

    cli.main(arguments, window=window)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
