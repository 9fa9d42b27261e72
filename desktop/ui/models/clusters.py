"""The events or entities of the corpus as a list model: its clusters, and after them the mentions in none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.arabic import fold_key
from db.queries import ClusterLine
from db.rows import Change
from db.unlinked import Free
from db.unlinked_list import UnlinkedList
from desktop.suggest.clusters import alias_found
from desktop.ui.context import Context
from desktop.ui.models.cluster_lines import ClusterLines, Order, Where
from desktop.ui.models.free_lines import FreeLines, difference

CLUSTER = int(Qt.ItemDataRole.UserRole) + 1
"""Data role: the ``ClusterLine`` of a row; None of a mention's."""
ALIAS = CLUSTER + 1
"""Data role: the other name by which the search found a row, if neither name nor id did."""
FREE = CLUSTER + 2
"""Data role: the mention in no cluster (``Free``) of a row; None of a cluster's."""
Index = QModelIndex | QPersistentModelIndex


class ClustersModel(QAbstractListModel):
    """Of one kind; the rows are those that pass the filters. Mentions come as far down as one scrolls."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._own = ClusterLines()
        self._free = FreeLines()

    # --- what is shown -----------------------------------------------------------------------------------------------

    def load(self, lines: Iterable[ClusterLine], free: UnlinkedList | None = None) -> None:
        """Show another list. ``free``: the mentions in no cluster, if they are to be shown."""
        self.beginResetModel()
        self._own.load(lines)
        self._free.source, self._free.lines = free, []
        self._free.refresh()
        self.endResetModel()

    def take(self, free: UnlinkedList | None) -> None:
        """Show the mentions of a list, or none."""
        if free is not self._free.source:
            self.beginResetModel()
            self._free.source, self._free.lines = free, []
            self._free.refresh()
            self.endResetModel()

    def filter(
        self, query: str, *, among: frozenset[str] | None = None, label: str | None = None, where: Where = "clusters",
        order: Order = "size",
    ) -> None:  # fmt: skip
        """Show what holds the words, however spelt: of a cluster its names and id, of a mention its letters.

        ``label``: of this label only; ``among``: the ids of the clusters that have it.
        """
        own, free, wanted = self._own, self._free, fold_key(query)
        before = (own.query, own.among, own.where, own.order, free.label)
        if before == (wanted, among, where, order, label):
            return
        self.beginResetModel()
        own.query, own.among, own.where, own.order = wanted, among, where, order
        own.pick()
        free.query, free.label, free.order = wanted, label, "place" if order == "size" else order
        free.lines = []
        free.refresh()
        self.endResetModel()

    def counts(self, where: Where) -> int:
        """How many clusters pass the search and the label, under one of the filters."""
        return self._own.counts[where]

    @property
    def free(self) -> int | None:
        """How many mentions in no cluster pass them, of those read so far; None where that is still to be counted."""
        return self._free.total if self._free.counted else None

    def count_free(self) -> None:
        """Count them."""
        self._free.count()

    def total(self, where: Where) -> int:
        """How many clusters there are under one of the filters, whatever is searched for."""
        return self._own.totals[where]

    @property
    def first_free(self) -> int:
        """The row of the first mention."""
        return len(self._own.shown)

    # --- news --------------------------------------------------------------------------------------------------------

    def put(self, line: ClusterLine) -> None:
        """Take over one cluster with new counts or a new name."""
        self._replace(line.cluster.id, line)

    def drop(self, cluster_id: str) -> None:
        """Forget a cluster."""
        self._replace(cluster_id, None)

    def follow(self, changes: Iterable[Change]) -> None:
        """Take over what became of mentions: only their rows come and go."""
        if self._free.changes(changes):
            self.renew()

    def renew(self) -> None:
        """More mentions have been read, or some have changed: touch only the rows that differ."""
        old = self._free.lines
        self._free.refresh()
        new, self._free.lines = self._free.lines, old
        first, gone, come = difference(old, new)
        at, parent = self.first_free + first, QModelIndex()
        pairs = zip(old[first : first + gone], new[first : first + come], strict=False)
        if gone == come and all(one.mention == other.mention for one, other in pairs):
            self._free.lines = new
            if gone:
                self.dataChanged.emit(self.index(at), self.index(at + gone - 1))
            return
        if gone:
            self.beginRemoveRows(parent, at, at + gone - 1)
            self._free.lines = old[:first] + old[first + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(parent, at, at + come - 1)
            self._free.lines = new
            self.endInsertRows()
        self._free.lines = new

    # --- rows --------------------------------------------------------------------------------------------------------

    def line(self, row: int) -> ClusterLine:
        """The cluster in a row. IndexError for a mention's."""
        return self._own.shown[row]

    def mention(self, row: int) -> Free | None:
        """The mention in a row, or None for a cluster's."""
        at = row - self.first_free
        return self._free.lines[at] if 0 <= at < len(self._free.lines) else None

    def row_of(self, cluster_id: str | None) -> int:
        """The row of a cluster, or -1."""
        return self._own.row_of(cluster_id)

    def row_of_mention(self, mention_id: str) -> int:
        """The row of a mention, or -1: it is in a cluster, passes no filter, or lies further down."""
        at = self._free.row_of(mention_id)
        return at + self.first_free if at >= 0 else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._own.shown) + len(self._free.lines)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._free.more

    def fetchMore(self, parent: Index) -> None:
        found = [] if parent.isValid() else self._free.next_page()
        if found:
            first = self.rowCount()
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self._free.lines = [*self._free.lines, *found]
            self.endInsertRows()

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        mention = self.mention(index.row())
        if role == FREE:
            return mention
        if mention is not None:
            return self._of_mention(mention, role)
        line = self.line(index.row())
        if role == CLUSTER:
            return line
        if role == ALIAS:
            return alias_found(self._own.query, line.cluster) if self._own.query else None
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

    def _of_mention(self, mention: Free, role: int) -> Any:  # noqa: ANN401
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return mention.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._context.tr(
                "panels.free.row", text=mention.words, label=mention.label, title=mention.title
            )
        return None

    def _replace(self, cluster_id: str, line: ClusterLine | None) -> None:
        own = self._own
        own.replace(cluster_id, line)
        row, parent = own.row_of(cluster_id), QModelIndex()
        if row >= 0 and line is not None and own.passes(line):
            to = own.row_for(line, instead=row)
            if to != row:  # moved, not taken out and put in again: what is current and chosen stays so
                self.beginMoveRows(parent, row, row, parent, to if to < row else to + 1)
                own.shown.insert(to, own.shown.pop(row))
                self.endMoveRows()
            own.shown[to] = line
            self.dataChanged.emit(self.index(to), self.index(to))
            return
        if row >= 0:
            self.beginRemoveRows(parent, row, row)
            del own.shown[row]
            self.endRemoveRows()
        if line is not None and own.passes(line):
            row = own.row_for(line)
            self.beginInsertRows(parent, row, row)
            own.shown.insert(row, line)
            self.endInsertRows()
