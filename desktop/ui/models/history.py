"""The journal as a list model, newest first: read a page at a time, extended by each new change set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.queries import Header
from db.rows import ChangeSet
from desktop.bidi import side_by_side
from desktop.ui.context import Context
from desktop.ui.models.when import local_time
from desktop.wording import describe

HEADER = int(Qt.ItemDataRole.UserRole) + 1
"""Data role: the ``Header`` of a row."""
UNDONE = HEADER + 1
"""Data role: whether the change set is taken back at present."""
WHEN = HEADER + 2
"""Data role: local time and author, as shown."""
PAGE = 200
Reader = Callable[[int | None, int], list[Header]]
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """Headers, newest first. ``read(before_seq, limit)`` fetches an older page."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._read: Reader | None = None
        self._headers: list[Header] = []
        self._targets: dict[str, bool] = {}
        self._more = False

    def load(self, read: Reader | None) -> None:
        """Show another journal from its end, or none."""
        self.beginResetModel()
        self._read, self._headers, self._targets = read, [], {}
        self._more = read is not None
        self.endResetModel()
        if self._more:
            self.fetchMore(QModelIndex())

    def push(self, change: ChangeSet) -> None:
        """Put a new change set on top; an undo or redo also marks the one it is about."""
        if any(header.seq == change.seq for header in self._headers[:1]):
            return
        header = Header(
            seq=change.seq, id=change.id, kind=change.kind, label=change.label, params=change.params,
            article=change.article, author=change.author, at=change.at, target=change.target,
        )  # fmt: skip
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._headers.insert(0, header)
        self.endInsertRows()
        if header.target and header.kind in ("undo", "redo"):
            self._targets[header.target] = header.kind == "undo"
            row = next((i for i, each in enumerate(self._headers) if each.id == header.target), None)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

    def header(self, row: int) -> Header:
        """The change set in a row."""
        return self._headers[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headers)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self._read is None:
            return
        page = self._read(self._headers[-1].seq if self._headers else None, PAGE)
        self._more = len(page) == PAGE
        if not page:
            return
        for header in page:
            if header.target and header.kind in ("undo", "redo"):
                self._targets.setdefault(header.target, header.kind == "undo")
        self.beginInsertRows(QModelIndex(), len(self._headers), len(self._headers) + len(page) - 1)
        self._headers += page
        self.endInsertRows()

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        header = self._headers[index.row()]
        if role == HEADER:
            return header
        if role == UNDONE:
            return self._targets.get(header.id, False)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._what(header)
        if role == WHEN:
            return self._when(header)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            undone = f" ({self._context.messages.tr('panels.history.undone')})" if self._targets.get(header.id) else ""
            return f"{self._what(header)}{undone}. {self._when(header)}"
        return None

    def _what(self, header: Header) -> str:
        session = self._context.session
        return describe(self._context.messages, session.labels if session else None, header)

    def _when(self, header: Header) -> str:
        at = local_time(self._context.messages, header.at)
        return side_by_side(at, header.author)
