"""The pages of the import dialog: the files, what they would bring, what they brought."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from db.formats.problems import Report
from db.importing import ImportPlan, ImportResult
from desktop.ui.context import Context
from desktop.ui.dialogs.problems import ProblemsView
from desktop.ui.dialogs.stepped import muted
from desktop.ui.widgets.row_list import ItemList, mark

PATH = int(Qt.ItemDataRole.UserRole)
HINTS = 3
"""How many explanations of the problems stand above them."""


class FilesPage(QWidget):
    """A list of files to read. ``changed``: files were added or taken off."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr = context.tr
        self.list = ItemList(self)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setAccessibleName(tr("dialogs.import.files"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = QLabel(tr("dialogs.import.drop"), self.list)
        self.hint.setProperty("look", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.hint.setMargin(24)
        inside = QVBoxLayout(self.list)
        inside.addWidget(self.hint)
        self.browse = QPushButton(tr("dialogs.import.add"), self)
        self.browse.setAutoDefault(False)
        self.remove = QPushButton(tr("dialogs.import.remove"), self)
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self.take_off)
        self.list.itemSelectionChanged.connect(self._tell)
        row = QHBoxLayout()
        row.addWidget(self.browse)
        row.addWidget(self.remove)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self._tell()

    @property
    def paths(self) -> list[Path]:
        """The files, in the order they were added."""
        return [Path(self.list.item(row).data(PATH)) for row in range(self.list.count())]

    def add(self, paths: Iterable[Path]) -> None:
        """Add files or folders that are not in the list yet."""
        known = {str(path) for path in self.paths}
        for path in paths:
            if str(path) not in known:
                known.add(str(path))
                item = QListWidgetItem(f"\u2066{path.name}\u2069  —  \u2066{path.parent}\u2069", self.list)
                item.setData(PATH, str(path))
                item.setToolTip(str(path))
        self._tell()
        self.changed.emit()

    def take_off(self) -> None:
        """Take the selected files off the list; the one that is then current is marked for the next."""
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))
        mark(self.list)
        self._tell()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.take_off()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self.hint.setVisible(not self.list.count())
        self.remove.setEnabled(bool(self.list.selectedItems()))


class SummaryPage(QWidget):
    """What importing would do, in figures, and below them what is wrong, odd, or needs nothing done."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.figures = QLabel(self)
        self.figures.setWordWrap(True)
        self.advice = muted()
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.views = {level: ProblemsView(context) for level in ("problems", "warnings", "notices")}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.figures)
        column.addWidget(self.advice)
        column.addWidget(self.tabs, 1)
        self._filler = QWidget(self)
        column.addWidget(self._filler, 1)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan."""
        tr = self.context.tr
        lines = []
        if plan.articles:
            lines.append(
                tr(
                    "dialogs.import.brings",
                    mentions=tr("dialogs.count.mentions", count=plan.mentions),
                    arguments=tr("dialogs.count.arguments", count=plan.arguments),
                )
            )
        if plan.present:
            lines.append(tr("dialogs.import.present", count=plan.present))
        if plan.unusable:
            lines.append(tr("dialogs.import.unusable", count=plan.unusable))
        self.figures.setText("\n".join(lines))
        self.figures.setVisible(bool(lines))
        key = "faulty" if plan.articles else "faulty_only"
        why = [tr(hint.key, **hint.params) for hint in plan.hints.items[:HINTS]]
        self.advice.setText("\n".join([tr(f"dialogs.import.{key}", count=plan.problems.total), *why]))
        self.advice.setVisible(plan.problems.total > 0)
        self._show_reports({"problems": plan.problems, "warnings": plan.warnings, "notices": plan.notices})

    def _show_reports(self, reports: dict[str, Report]) -> None:
        self.tabs.clear()
        for level, report in reports.items():
            if report.total:
                self.views[level].load(report.items, total=report.total)
                self.tabs.addTab(self.views[level], self.context.tr(f"dialogs.import.tab.{level}", count=report.total))
        self.tabs.setVisible(self.tabs.count() > 0)
        self._filler.setVisible(self.tabs.count() == 0)


class ResultPage(QWidget):
    """What was imported, and what was left out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addStretch(1)

    def show_result(self, result: ImportResult, *, backed_up: bool) -> None:
        """Show an import's result."""
        tr = self.context.tr
        lines = [
            tr(
                "dialogs.import.brought",
                mentions=tr("dialogs.count.mentions", count=result.mentions),
                arguments=tr("dialogs.count.arguments", count=result.arguments),
            )
        ]
        if result.present:
            lines.append(tr("dialogs.import.present", count=result.present))
        if result.skipped:
            lines.append(tr("dialogs.import.skipped", count=result.skipped))
        lines.append(tr("dialogs.import.backed_up" if backed_up else "dialogs.import.safe"))
        self.text.setText("\n\n".join(lines))
