"""The open article's mentions as a table model: sorted, filtered, and kept up to date row by row from change sets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.arabic import fold_key
from db.labelset import LabelSet
from db.rows import Change, Cluster, Kind, Mention, Status
from desktop.article import OpenArticle
from desktop.ui.context import Context

MENTION = int(Qt.ItemDataRole.UserRole) + 1
"""Data role: the ``Mention`` of a row."""
TEXT, LABEL, STATUS, SCORE, CLUSTER = range(5)
COLUMNS = ("text", "label", "status", "score", "cluster")
SHOWN = 80
"""Letters of a mention shown in the table; the whole is in the tool tip."""
Index = QModelIndex | QPersistentModelIndex
Key = tuple[float | str, int, int, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the table shows; None or empty means any. ``query`` is compared folded."""

    kind: Kind | None = None
    status: Status | None = None
    label: str | None = None
    query: str = ""


class MentionsModel(QAbstractTableModel):
    """Rows are mention ids in sort order; the sort keys stand beside them, so a row is found by bisection."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._article: OpenArticle | None = None
        self._labels: LabelSet | None = None
        self._filter = Filter()
        self._sort = (TEXT, False)
        self._keys: list[Key] = []
        self._key_of: dict[str, Key] = {}
        self._folded: dict[tuple[int, int], str] = {}

    def open(self, article: OpenArticle | None, labels: LabelSet | None) -> None:
        """Show another article's mentions, or none."""
        self._article, self._labels, self._folded = article, labels, {}
        self._refill()

    def filter(self, wanted: Filter) -> None:
        """Show only the mentions that pass; the query is matched insensitive to hamza and marks."""
        wanted = Filter(wanted.kind, wanted.status, wanted.label, fold_key(wanted.query))
        if wanted != self._filter:
            self._filter = wanted
            self._refill()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, then by place in the text. Scores: the least sure first, or with ``order`` the surest."""
        wanted = (column, column == SCORE and order == Qt.SortOrder.DescendingOrder)
        if wanted != self._sort:
            self._sort = wanted
            self._refill()

    def apply(self, changes: Iterable[Change]) -> None:
        """Take over changed mentions and renamed clusters: only those rows are inserted, removed or repainted."""
        for change in changes:
            row = change.row
            if isinstance(row, Mention):
                self._take(row.id, change.after)
            elif isinstance(row, Cluster) and self._sort[0] == CLUSTER:
                self._refill()
            elif isinstance(row, Cluster) and self._keys:
                self.dataChanged.emit(self.index(0, CLUSTER), self.index(len(self._keys) - 1, CLUSTER))

    def mention(self, row: int) -> Mention:
        """The mention shown in a row."""
        assert self._article is not None
        return self._article.mentions[self._keys[row][3]]

    def row_of(self, mention_id: str | None) -> int:
        """The row a mention is shown in, or -1."""
        key = self._key_of.get(mention_id or "")
        return -1 if key is None else bisect_left(self._keys, key)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal:  # screen readers ask for row headers, too
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == STATUS else self._context.tr(f"panels.mentions.column.{COLUMNS[section]}")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._context.tr(f"panels.mentions.column.{COLUMNS[section]}")
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        if not index.isValid() or self._article is None:
            return None
        mention, column = self.mention(index.row()), index.column()
        if role == MENTION:
            return mention
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(mention, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == TEXT:
            return self._article.text_of(mention)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._context.tr(f'panels.mentions.column.{COLUMNS[column]}')}: {self._cell(mention, column)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column == SCORE:
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _cell(self, mention: Mention, column: int) -> str:
        assert self._article is not None
        if column == TEXT:
            text = self._article.text[mention.start : min(mention.end, mention.start + SHOWN)]
            return " ".join(text.split()) + ("…" if mention.end - mention.start > SHOWN else "")
        if column == LABEL:
            return self.label_name(mention)
        if column == STATUS:
            return self._context.messages.tr(f"panels.status.{mention.status}")
        if column == SCORE:
            return "" if mention.score is None else self._context.messages.in_digits(f"{mention.score:.2f}")
        cluster = self._article.clusters.get(mention.cluster or "")
        return cluster.name if cluster else ""

    def label_name(self, mention: Mention) -> str:
        """A mention's label in the user's language, or its code where the label set lacks it."""
        item = self._labels.label(mention.kind, mention.label) if self._labels else None
        return item.name.text(self._context.messages.language) if item else mention.label

    def _key(self, mention: Mention) -> Key:
        column, turned = self._sort
        first: float | str = 0.0
        if column == SCORE:
            first = 2.0 if mention.score is None else -mention.score if turned else mention.score
        elif column != TEXT:
            first = self._cell(mention, column)
        return first, mention.start, -mention.end, mention.id

    def _passes(self, mention: Mention) -> bool:
        wanted = self._filter
        return (
            (wanted.kind is None or mention.kind == wanted.kind)
            and (wanted.status is None or mention.status == wanted.status)
            and (wanted.label is None or mention.label == wanted.label)
            and (not wanted.query or wanted.query in self._fold(mention))
        )

    def _fold(self, mention: Mention) -> str:
        assert self._article is not None
        span = (mention.start, mention.end)
        if span not in self._folded:
            self._folded[span] = fold_key(self._article.text[mention.start : mention.end])
        return self._folded[span]

    def _refill(self) -> None:
        self.beginResetModel()
        mentions = self._article.ordered if self._article else []
        if self._filter != Filter():
            mentions = [mention for mention in mentions if self._passes(mention)]
        if self._sort[0] == TEXT:  # in this order already, and there may be very many
            self._keys = [(0.0, mention.start, -mention.end, mention.id) for mention in mentions]
        else:
            self._keys = sorted(map(self._key, mentions))
        self._key_of = {key[3]: key for key in self._keys}
        self.endResetModel()

    def _take(self, mention_id: str, after: object) -> None:
        old = self._key_of.get(mention_id)
        mine = isinstance(after, Mention) and self._article is not None and mention_id in self._article.mentions
        new = self._key(after) if mine and isinstance(after, Mention) and self._passes(after) else None
        if old is not None and old == new:
            row = bisect_left(self._keys, old)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        elif old is not None and new is not None:
            self._move(old, new)
        elif old is not None:
            row = bisect_left(self._keys, old)
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._keys[row]
            del self._key_of[mention_id]
            self.endRemoveRows()
        elif new is not None:
            row = bisect_left(self._keys, new)
            self.beginInsertRows(QModelIndex(), row, row)
            self._keys.insert(row, new)
            self._key_of[mention_id] = new
            self.endInsertRows()

    def _move(self, old: Key, new: Key) -> None:
        source, target = bisect_left(self._keys, old), bisect_left(self._keys, new)
        if target in (source, source + 1):
            self._keys[source] = new
            self._key_of[new[3]] = new
            row = source
        else:
            self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
            del self._keys[source]
            row = target - 1 if target > source else target
            self._keys.insert(row, new)
            self._key_of[new[3]] = new
            self.endMoveRows()
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
