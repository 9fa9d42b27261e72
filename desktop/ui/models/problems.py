"""Problems as a table model: file, record, field, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.formats.problems import Problem
from desktop.ui.context import Context

FILE, RECORD, FIELD, MESSAGE = range(4)
COLUMNS = ("file", "record", "field", "message")
Index = QModelIndex | QPersistentModelIndex


class ProblemsModel(QAbstractTableModel):
    """As many problems as a report keeps word for word."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._problems: list[Problem] = []

    def load(self, problems: Iterable[Problem]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self._problems = list(problems)
        self.endResetModel()

    def message(self, row: int) -> str:
        """What is wrong, in the user's words."""
        problem = self._problems[row]
        return self._context.tr(problem.key, **problem.params)

    def as_text(self) -> str:
        """All of them as lines of tab-separated values, with a head."""
        head = [self._context.tr(f"dialogs.problems.{column}") for column in COLUMNS]
        rows = [
            [each.file, each.record, each.field, self.message(row)] for row, each in enumerate(self._problems)
        ]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in [head, *rows])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._context.tr(f"dialogs.problems.{COLUMNS[section]}")
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == MESSAGE:
                return self.message(index.row())
            cell = (Path(problem.file).name, problem.record, problem.field)[index.column()]
            return f"\u2066{cell}" if cell else ""  # names keep their order in a window that reads from the right
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem.file if index.column() == FILE else self.message(index.row())
        return None
