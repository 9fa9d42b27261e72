"""The first page: open the sample, make a new corpus from files, open one; the recent ones with how far each is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.errors import WorldError
from db.queries import Progress
from db.store import Store
from desktop.ui import fonts, icons
from desktop.ui.context import Context
from desktop.ui.jobs import Job, Report
from desktop.ui.widgets.elided import ElidedLabel
from desktop.ui.widgets.wrapped import WrappedLabel

CHOICES = ("sample", "new", "open")
WIDTH = 860
"""Logical pixels of the column in the middle."""
SHOWN = 6


class StartPage(QScrollArea):
    """Chosen things are told by signals; the page opens nothing itself."""

    chosen = Signal(str)
    """One of ``CHOICES``."""
    recentChosen = Signal(object)  # noqa: N815 - a signal, named as Qt names them
    """The Path of a recent corpus."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.choices: dict[str, QPushButton] = {}
        self.recents: dict[Path, RecentRow] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies on it takes the keyboard, and shows it
        page = QWidget()
        page.setObjectName("startPage")
        self.setWidget(page)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        row = QHBoxLayout(page)
        row.setContentsMargins(32, 48, 32, 32)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle.setLayout(self._column)
        row.addStretch(1)
        row.addWidget(middle, 20)
        row.addStretch(1)
        self._build()

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        self.choices[CHOICES[0]].setFocus()

    def _build(self) -> None:
        tr = self._context.tr
        title = _label(tr("start.title"), px=28, bold=True)
        self._column.addWidget(title)
        self._column.addSpacing(6)
        self._column.addWidget(_label(tr("start.subtitle"), px=15, look="muted"))
        self._column.addSpacing(32)
        row = QHBoxLayout()
        row.setSpacing(16)
        for name in CHOICES:
            button = self._choice(name)
            row.addWidget(button, 1)
            self.choices[name] = button
        self._column.addLayout(row)
        self._column.addSpacing(36)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        self._column.addLayout(self._recent)
        self._column.addSpacing(24)
        self._column.addWidget(_label(tr("start.drop"), px=13, look="muted"))
        self._column.addStretch(1)
        self._fill_recent()

    def _choice(self, name: str) -> QPushButton:
        tr, theme = self._context.tr, self._context.theme
        button = QPushButton()
        button.setProperty("look", "choice")
        button.setAutoDefault(False)
        button.setAccessibleName(tr(f"start.{name}"))
        button.setAccessibleDescription(tr(f"start.{name}_about"))
        button.setMinimumSize(QSize(190, 156))
        column = QVBoxLayout(button)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(6)
        picture = QLabel()
        picture.setPixmap(icons.pixmap(name, theme.role("accent"), size=28, ratio=self.devicePixelRatioF()))
        about = WrappedLabel(tr(f"start.{name}_about"), look="muted")
        for label in (picture, _label(tr(f"start.{name}"), px=17, bold=True), about):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        button.clicked.connect(lambda: self.chosen.emit(name))
        return button

    def _fill_recent(self) -> None:
        settings, tr = self._context.settings, self._context.tr
        paths = [Path(text) for text in settings.get("recent")][:SHOWN]
        if not paths:
            return
        heading = _label(tr("start.recent"), px=13, look="muted", bold=True)
        self._recent.addWidget(heading)
        for path in paths:
            row = RecentRow(self._context, path)
            row.button.clicked.connect(lambda _on=False, path=path: self.recentChosen.emit(path))
            row.forget.clicked.connect(lambda _on=False, path=path: self._forget(path))
            self._recent.addWidget(row)
            self.recents[path] = row
        job = Job(lambda report, stop: look_at(paths, report, stop), self)
        job.done.connect(self._show_progress)
        job.finished.connect(job.deleteLater)
        job.begin()

    def _show_progress(self, found: dict[Path, Progress | str]) -> None:
        for path, progress in found.items():
            if path in self.recents:
                self.recents[path].show_progress(progress)

    def _forget(self, path: Path) -> None:
        self._context.settings.forget(path)
        row = self.recents.pop(path)
        row.hide()
        row.deleteLater()
        self.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move among the choices and the recent corpora as they stand on the page; Enter is a click."""
        key = Qt.Key(event.key())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        forward, back = (Qt.Key.Key_Left, Qt.Key.Key_Right) if rtl else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, forward: 1, back: -1}.get(key)
        buttons = [*self.choices.values(), *(row.button for row in self.recents.values())]
        at = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if at is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            buttons[at].click()
            return
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)


class RecentRow(QWidget):
    """One recent corpus: its name, where it lies, how far it is, and a button to take it off the list."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.button = QPushButton()
        self.button.setProperty("look", "recent")
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(path.stem)
        self.button.setAccessibleDescription(str(path.parent))
        self.button.setToolTip(str(path))
        self.state = QLabel()
        self.state.setProperty("look", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(90)
        self.bar.hide()
        inside = QGridLayout(self.button)
        inside.setContentsMargins(12, 6, 12, 6)
        inside.setHorizontalSpacing(14)
        inside.setVerticalSpacing(1)
        inside.setColumnStretch(0, 1)
        folder = ElidedLabel(f"\u2066{path.parent}\u2069", middle=True)
        folder.setProperty("look", "muted")
        name = _label(path.stem, px=15)
        for label in (name, folder):  # where the interface reads from, whatever script they are in
            rtl = context.messages.direction == "rtl"
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(name, 0, 0)
        inside.addWidget(folder, 1, 0)
        inside.addWidget(self.state, 0, 1, 2, 1)
        inside.addWidget(self.bar, 0, 2, 2, 1)
        for child in self.button.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.forget = QToolButton()
        self.forget.setIcon(icons.icon("close", context.theme.role("muted"), size=14))
        self.forget.setToolTip(context.tr("start.forget"))
        self.forget.setAccessibleName(context.tr("start.forget_named", name=path.stem))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.button, 1)
        row.addWidget(self.forget)

    def show_progress(self, progress: Progress | str) -> None:
        """How far it is, or the message key of what stands in the way."""
        tr = self._context.tr
        if isinstance(progress, str):
            self.state.setText(tr(progress))
            return
        text = tr("start.done_of", done=progress.done, count=progress.articles)
        self.state.setText(text)
        self.button.setAccessibleDescription(text)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.reviewed)
        self.bar.show()


def look_at(paths: list[Path], _report: Report, stop: Callable[[], bool]) -> dict[Path, Progress | str]:
    """How far each corpus is, or the message key of why that is not known; opens them to read only, in a worker."""
    found: dict[Path, Progress | str] = {}
    for path in paths:
        if stop():
            break
        try:
            with Store.open(path, read_only=True) as store:
                found[path] = store.progress()
        except WorldError as error:
            found[path] = {"missing": "start.gone", "older": "start.older"}.get(error.code, "start.not_readable")
    return found


def _label(text: str, *, px: int, bold: bool = False, look: str = "") -> QLabel:
    label = QLabel(text)
    label.setFont(fonts.interface(px=px, bold=bold))
    label.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        label.setProperty("look", look)
    return label
