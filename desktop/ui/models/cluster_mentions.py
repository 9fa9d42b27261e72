"""One cluster's mentions as rows grouped by article, with the words around each, kept up to date by change sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.rows import Change, Mention
from db.store import Store
from desktop.ui.context import Context

ENTRY = int(Qt.ItemDataRole.UserRole) + 1
"""Data role: the ``Entry`` of a row."""
AROUND = 60
"""Code points of text shown each side of a mention."""
TEXTS = 8
"""Articles whose text is kept while their snippets are shown."""
MENTIONS_READ = 200
"""Mentions looked at for the names of a cluster."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: an article's head (``mention`` None) with its count, or a mention."""

    article: str
    count: int = 0
    mention: Mention | None = None


class ClusterMentionsModel(QAbstractListModel):
    """The mentions nobody rejected, under their articles' titles; titles and snippets are read when painted."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._cluster: str | None = None
        self._entries: list[Entry] = []
        self._ids: set[str] = set()
        self._heads: dict[str, tuple[int, str]] = {}
        self._texts: dict[str, str] = {}
        self.labels: Counter[str] = Counter()

    def load(self, cluster_id: str | None, mentions: Iterable[Mention]) -> None:
        """Show a cluster's mentions; they come by article, then place."""
        kept = [mention for mention in mentions if mention.status != "rejected"]
        counts = Counter(mention.article for mention in kept)
        self.beginResetModel()
        self._cluster, self._entries = cluster_id, []
        for mention in kept:
            if not self._entries or self._entries[-1].article != mention.article:
                self._entries.append(Entry(mention.article, count=counts[mention.article]))
            self._entries.append(Entry(mention.article, mention=mention))
        self._ids = {mention.id for mention in kept}
        self.labels = Counter(mention.label for mention in kept)
        self.endResetModel()

    def apply(self, changes: Iterable[Change]) -> None:
        """Take over changed mentions: only their rows are inserted, removed or repainted."""
        for change in changes:
            row, after = change.row, change.after
            if not isinstance(row, Mention) or self._cluster is None:
                continue
            now = after if isinstance(after, Mention) and after.cluster == self._cluster else None
            if now is not None and now.status == "rejected":
                now = None
            if row.id in self._ids or now is not None:
                self._take(row.id, now)

    def forget(self) -> None:
        """Show nothing, and forget what was read: another corpus may come."""
        self._heads, self._texts = {}, {}
        self.load(None, ())

    @property
    def usual(self) -> str | None:
        """The label most of the mentions have."""
        return self.labels.most_common(1)[0][0] if self.labels else None

    def surfaces(self) -> list[str]:
        """How the mentions are written, the most frequent first; of the articles whose texts are few enough to read."""
        homes = {entry.article for entry in self._entries[:MENTIONS_READ]}
        if len(homes) > TEXTS:
            homes = set(sorted(homes)[:TEXTS])
        found = Counter(
            " ".join(self._text(each.article)[each.start : each.end].split())
            for entry in self._entries[:MENTIONS_READ]
            if (each := entry.mention) is not None and each.article in homes
        )
        return [text for text, _ in found.most_common()]

    def entry(self, row: int) -> Entry:
        """What stands in a row."""
        return self._entries[row]

    def row_of(self, mention_id: str | None) -> int:
        """The row of a mention, or -1."""
        if mention_id not in self._ids:
            return -1
        return next(i for i, each in enumerate(self._entries) if each.mention and each.mention.id == mention_id)

    def next_with_label(self, label: str, *, after: int) -> int:
        """The next row whose mention has a label, from the top again after the last; -1 when there is none."""
        order = [*range(after + 1, len(self._entries)), *range(min(after + 1, len(self._entries)))]
        return next((row for row in order if (found := self._entries[row].mention) and found.label == label), -1)

    def snippet(self, mention: Mention) -> tuple[str, str, str]:
        """(before, the mention's letters, after) on one line; cut at words where there is one to cut at."""
        text = self._text(mention.article)
        start, end = max(0, mention.start - AROUND), min(len(text), mention.end + AROUND)
        before, after = text[start : mention.start], text[mention.end : end]
        if start > 0 and " " in before:
            before = "… " + before.split(" ", 1)[1]
        if end < len(text) and " " in after:
            after = after.rsplit(" ", 1)[0] + " …"
        flat = str.maketrans("\n\r\t", "   ")
        return before.translate(flat), text[mention.start : mention.end].translate(flat), after.translate(flat)

    def title(self, article_id: str) -> str:
        """An article's title."""
        return self._head(article_id)[1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._entries[index.row()].mention is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if entry.mention is None:
                count = self._context.tr("panels.cluster.count", count=entry.count)
                return f"{self.title(entry.article)}: {count}"
            return "".join(self.snippet(entry.mention))
        return None

    # --- rows --------------------------------------------------------------------------------------------------------

    def _take(self, mention_id: str, now: Mention | None) -> None:
        row = self.row_of(mention_id)
        before = self._entries[row].mention if row >= 0 else None
        if before is not None and now is not None and (before.start, before.end) == (now.start, now.end):
            self._entries[row] = Entry(now.article, mention=now)
            self.dataChanged.emit(self.index(row), self.index(row))
        else:
            if before is not None:
                self._remove(row)
            if now is not None:
                self._insert(now)
        if before is not None:
            self.labels -= Counter([before.label])
        if now is not None:
            self.labels[now.label] += 1

    def _remove(self, row: int) -> None:
        entry = self._entries[row]
        assert entry.mention is not None
        self._ids.discard(entry.mention.id)
        alone = self._entries[row - 1].mention is None and (
            row + 1 == len(self._entries) or self._entries[row + 1].mention is None
        )
        first = row - 1 if alone else row
        self.beginRemoveRows(QModelIndex(), first, row)
        del self._entries[first : row + 1]
        self.endRemoveRows()
        self._count(entry.article, -1)

    def _insert(self, mention: Mention) -> None:
        key = (self._head(mention.article)[0], mention.start, -mention.end, mention.id)
        at = len(self._entries)
        for i, entry in enumerate(self._entries):
            place = self._head(entry.article)[0]
            if entry.mention is None and place > key[0]:
                at = i
                break
            if entry.mention is not None and (place, entry.mention.start, -entry.mention.end, entry.mention.id) > key:
                at = i
                break
        new = [Entry(mention.article, mention=mention)]
        if not any(entry.article == mention.article for entry in self._entries):
            new.insert(0, Entry(mention.article))
        self.beginInsertRows(QModelIndex(), at, at + len(new) - 1)
        self._entries[at:at] = new
        self._ids.add(mention.id)
        self.endInsertRows()
        self._count(mention.article, 1)

    def _count(self, article_id: str, step: int) -> None:
        for row, entry in enumerate(self._entries):
            if entry.article == article_id and entry.mention is None:
                self._entries[row] = Entry(article_id, count=entry.count + step)
                self.dataChanged.emit(self.index(row), self.index(row))
                return

    # --- reading -----------------------------------------------------------------------------------------------------

    def _head(self, article_id: str) -> tuple[int, str]:
        """(position, title) of an article."""
        if article_id not in self._heads:
            row = self._store().article(article_id)
            self._heads[article_id] = (row.position, row.title or row.ref)
        return self._heads[article_id]

    def _text(self, article_id: str) -> str:
        session = self._context.session
        if session is not None and session.article is not None and session.article.row.id == article_id:
            return session.article.text
        if article_id not in self._texts:
            while len(self._texts) >= TEXTS:
                del self._texts[next(iter(self._texts))]
            self._texts[article_id] = self._store().text(article_id)
        return self._texts[article_id]

    def _store(self) -> Store:
        assert self._context.session is not None
        return self._context.session.store
