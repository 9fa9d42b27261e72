"""Articles to tick, as a list model: which ones an export takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.arabic import fold_key
from db.queries import ArticleLine

Index = QModelIndex | QPersistentModelIndex


class ArticlePicksModel(QAbstractListModel):
    """Ticked articles stay ticked while the filter hides them. ``changed``: another one was ticked or let go."""

    changed = Signal()

    def __init__(
        self, lines: Iterable[ArticleLine], picked: Iterable[str] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = list(lines)
        self._shown = self._lines
        self.picked = set(picked)

    def filter(self, query: str) -> None:
        """Show the articles whose title or id holds the words, however spelt."""
        key = fold_key(query)
        self.beginResetModel()
        self._shown = [
            line for line in self._lines if not key or key in fold_key(f"{line.article.title} {line.article.ref}")
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        article = self._shown[index.row()].article
        if role == Qt.ItemDataRole.DisplayRole:
            return article.title or article.ref
        if role == Qt.ItemDataRole.ToolTipRole:
            return article.ref
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if article.id in self.picked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        article = self._shown[index.row()].article.id
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.picked.add(article)
        else:
            self.picked.discard(article)
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True
