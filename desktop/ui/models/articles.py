"""The list of articles as a model: filtered by state and words, kept up to date row by row from change sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.arabic import fold_key
from db.queries import ArticleLine, Progress
from db.rows import DEFAULT_LAYER, Article, ArticleState, Change, Mention
from desktop.ui.context import Context

LINE = int(Qt.ItemDataRole.UserRole) + 1
"""Data role: the ``ArticleLine`` of a row."""
STATES: tuple[ArticleState, ...] = ("new", "in_progress", "done")
Index = QModelIndex | QPersistentModelIndex


class ArticlesModel(QAbstractListModel):
    """All articles are kept as lines in position order; the rows are those that pass the filter."""

    counted = Signal()
    """How many articles are in which state has changed."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: list[ArticleLine] = []
        self._waiting: list[ArticleLine] = []
        self._place: dict[str, int] = {}
        self._keys: dict[str, str] = {}
        self._shown: list[int] = []
        self._row: dict[int, int] = {}
        self._query = ""
        self._state: ArticleState | None = None
        self.counts: Counter[str] = Counter()

    def load(self, lines: Iterable[ArticleLine], progress: Progress) -> None:
        """Show another corpus, or the same one after an import: its first articles, and the counts of all."""
        self.beginResetModel()
        self._lines, self._waiting = list(lines), []
        self._place = {line.article.id: i for i, line in enumerate(self._lines)}
        self._keys = {}
        self.counts = Counter({state: getattr(progress, state) for state in STATES})
        self._pick()
        self.endResetModel()
        self.counted.emit()

    def extend(self, lines: Iterable[ArticleLine]) -> None:
        """More articles, that come after all of those here. They are shown in ever larger lots, or with ``settle``.

        A view lays all its rows out anew when some are added, so adding by the thousand would stall it.
        """
        lines = list(lines)
        for line in lines:
            self._key(line.article)  # folded now, in a pause, and not at the first letter of a search
        self._waiting += lines
        if len(self._waiting) >= len(self._lines):
            self.settle()

    def settle(self) -> None:
        """Show what waits to be shown."""
        first, start = len(self._lines), len(self._shown)
        self._lines += self._waiting
        self._waiting = []
        added = range(first, len(self._lines))
        self._place.update((self._lines[place].article.id, place) for place in added)
        fresh = [place for place in added if self._passes(self._lines[place])]
        if fresh:
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self._shown += fresh
            self._row.update((place, row) for row, place in enumerate(fresh, start))
            self.endInsertRows()

    @property
    def last_position(self) -> int:
        """The position of the last article here; -1 where there is none."""
        last = (self._waiting or self._lines)[-1:]
        return last[0].article.position if last else -1

    def filter(self, *, query: str, state: ArticleState | None) -> None:
        """Show the articles in one state (None: in any) whose title, id or source holds the words, however spelt."""
        self.settle()
        query = fold_key(query)
        if (query, state) == (self._query, self._state):
            return
        self.beginResetModel()
        self._query, self._state = query, state
        self._pick()
        self.endResetModel()

    def apply(self, changes: Iterable[Change]) -> None:
        """Take over changed articles, and count mentions that came, went or were reviewed; only those rows repaint."""
        touched: dict[int, ArticleLine] = {}
        before = Counter(self.counts)
        if self._waiting:
            self.settle()
        for change in changes:
            row = change.row
            if isinstance(change.before, Article) and isinstance(change.after, Article):
                self.counts[change.before.state] -= 1
                self.counts[change.after.state] += 1
            key = row.id if isinstance(row, Article) else row.article if isinstance(row, Mention) else ""
            place = self._place.get(key)
            if place is None:
                continue
            line = touched.get(place, self._lines[place])
            if isinstance(change.after, Article):
                line = replace(line, article=change.after)
            elif isinstance(row, Mention) and row.layer == DEFAULT_LAYER:
                line = replace(
                    line,
                    total=line.total + _counts(change.after) - _counts(change.before),
                    reviewed=line.reviewed + _reviewed(change.after) - _reviewed(change.before),
                )
            touched[place] = line
        for place, line in touched.items():
            self._replace(place, line)
        if self.counts != before:
            self.counted.emit()

    def row_of(self, article_id: str) -> int:
        """The row an article is shown in, or -1."""
        place = self._place.get(article_id, -1)
        return self._row.get(place, -1)

    def line(self, row: int) -> ArticleLine:
        """The line shown in a row."""
        return self._lines[self._shown[row]]

    @property
    def total(self) -> int:
        """How many articles the corpus has, shown or not, read or not."""
        return self.counts.total()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.article.title or line.article.ref
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(line)
        return None

    def _spoken(self, line: ArticleLine) -> str:
        tr = self._context.messages.tr
        return tr(
            "panels.articles.row",
            title=line.article.title or line.article.ref,
            state=tr(f"panels.articles.state.{line.article.state}"),
            reviewed=line.reviewed,
            total=line.total,
        )

    def _passes(self, line: ArticleLine) -> bool:
        if self._state is not None and line.article.state != self._state:
            return False
        return not self._query or self._query in self._key(line.article)

    def _key(self, article: Article) -> str:
        key = self._keys.get(article.id)
        if key is None:
            key = self._keys[article.id] = fold_key(f"{article.title} {article.ref} {article.source or ''}")
        return key

    def _pick(self) -> None:
        self._shown = [i for i, line in enumerate(self._lines) if self._passes(line)]
        self._row = {place: row for row, place in enumerate(self._shown)}

    def _replace(self, place: int, line: ArticleLine) -> None:
        before = self._lines[place]
        if before == line:
            return
        self._lines[place] = line
        row, passes = self._row.get(place, -1), self._passes(line)
        if row >= 0 and passes:
            index = self.index(row)
            self.dataChanged.emit(index, index)
        elif row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            self._pick()
            self.endRemoveRows()
        elif passes:
            row = sum(1 for shown in self._shown if shown < place)
            self.beginInsertRows(QModelIndex(), row, row)
            self._pick()
            self.endInsertRows()


def _counts(row: object) -> int:
    return int(isinstance(row, Mention))


def _reviewed(row: object) -> int:
    return int(isinstance(row, Mention) and row.status != "suggested")
