"""The clusters of the corpus as a list model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.arabic import fold_key
from db.queries import ClusterLine
from db.rows import Cluster
from desktop.suggest.clusters import alias_found
from desktop.ui.context import Context

CLUSTER = int(Qt.ItemDataRole.UserRole) + 1
"""Data role: the ``ClusterLine`` of a row."""
ALIAS = CLUSTER + 1
"""Data role: the other name by which the search found a row, if neither name nor id did."""
Index = QModelIndex | QPersistentModelIndex


class ClustersModel(QAbstractListModel):
    """All clusters of one kind; the rows are those whose names or id hold the query."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: list[ClusterLine] = []
        self._shown: list[ClusterLine] = []
        self._query = ""
        self._keys: dict[str, tuple[Cluster, str]] = {}
        self._among: frozenset[str] | None = None
        self._spread = ""

    def load(self, lines: Iterable[ClusterLine]) -> None:
        """Show another list."""
        self.beginResetModel()
        self._lines, self._keys = list(lines), {}
        self._pick()
        self.endResetModel()

    def filter(self, query: str, *, among: frozenset[str] | None = None, spread: str = "") -> None:
        """Show the clusters whose names or id hold the words, however spelt; ``among``: of these ids only.

        ``spread``: ``one`` for those of one article, ``many`` for those of several, empty for all.
        """
        wanted = fold_key(query), among, spread
        if wanted != (self._query, self._among, self._spread):
            self.beginResetModel()
            self._query, self._among, self._spread = wanted
            self._pick()
            self.endResetModel()

    @property
    def total(self) -> int:
        """How many clusters there are, shown or not."""
        return len(self._lines)

    def put(self, line: ClusterLine) -> None:
        """Take over one cluster with new counts or a new name; a new one comes last."""
        self._replace(line.cluster.id, line)

    def drop(self, cluster_id: str) -> None:
        """Forget a cluster."""
        self._replace(cluster_id, None)

    def line(self, row: int) -> ClusterLine:
        """The cluster in a row."""
        return self._shown[row]

    def row_of(self, cluster_id: str | None) -> int:
        """The row of a cluster, or -1."""
        return next((row for row, line in enumerate(self._shown) if line.cluster.id == cluster_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        line = self._shown[index.row()]
        if role == CLUSTER:
            return line
        if role == ALIAS:
            return alias_found(self._query, line.cluster) if self._query else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cluster.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            tr = self._context.tr
            return tr(
                "panels.inspector.cluster",
                name=line.cluster.name,
                mentions=tr("panels.cluster.count", count=line.mentions),
                articles=tr("panels.cluster.articles", count=line.articles),
            )
        return None

    def _pick(self) -> None:
        self._shown = [line for line in self._lines if self._passes(line)]

    def _passes(self, line: ClusterLine) -> bool:
        if self._among is not None and line.cluster.id not in self._among:
            return False
        if self._spread and (line.articles > 1) != (self._spread == "many"):
            return False
        return not self._query or all(word in self._key(line.cluster) for word in self._query.split())

    def _key(self, cluster: Cluster) -> str:
        known = self._keys.get(cluster.id)
        if known is None or known[0] is not cluster:
            words = " ".join((cluster.name, cluster.ref, *cluster.aliases))
            known = self._keys[cluster.id] = cluster, fold_key(words)
        return known[1]

    def _replace(self, cluster_id: str, line: ClusterLine | None) -> None:
        place = next((i for i, each in enumerate(self._lines) if each.cluster.id == cluster_id), None)
        row = self.row_of(cluster_id)
        if place is not None and line is not None:
            self._lines[place] = line
        elif place is not None:
            del self._lines[place]
        elif line is not None:
            self._lines.append(line)
        if row >= 0 and line is not None and self._passes(line):
            self._shown[row] = line
            self.dataChanged.emit(self.index(row), self.index(row))
        elif row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._shown[row]
            self.endRemoveRows()
        elif line is not None and self._passes(line):
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown))
            self._shown.append(line)
            self.endInsertRows()
