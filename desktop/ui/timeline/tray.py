"""The tray of the timeline: events without a date, each a click away from its mention."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.timeline import words
from desktop.timeline.events import Corpus, Event
from desktop.ui.context import Context
from desktop.ui.widgets.row_list import RowList

WIDTH = 210
Index = QModelIndex | QPersistentModelIndex


class TrayModel(QAbstractListModel):
    """Events in the order of the corpus."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._events: Sequence[Event] = ()
        self._corpus = Corpus({}, {}, {})

    def load(self, events: Sequence[Event], corpus: Corpus) -> None:
        """Show other events."""
        self.beginResetModel()
        self._events, self._corpus = events, corpus
        self.endResetModel()

    def event_at(self, row: int) -> Event:
        """The event of a row."""
        return self._events[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        event = self._events[index.row()]
        article = self._corpus.articles.get(event.sayings[0].article)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words.beside_words(event.name, article)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{event.name}\n{words.article_words(article)}"
        return None


class Tray(QWidget):
    """Hidden while every event has a date."""

    wanted = Signal(str, str)
    """The article's id and the mention's."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._title = QLabel()
        self._title.setProperty("look", "muted")
        self.model = TrayModel(context, self)
        self.list = RowList(self)
        self.list.setModel(self.model)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        self.setFixedWidth(WIDTH)
        self.hide()

    def load(self, events: Sequence[Event], corpus: Corpus) -> None:
        """Show other events."""
        self.model.load(events, corpus)
        self.setVisible(bool(events))
        self.retranslate()

    def retranslate(self) -> None:
        """Another language."""
        said = self._context.tr("timeline.tray", count=self.model.rowCount())
        self._title.setText(said)
        self.list.setAccessibleName(said)

    def _open(self, index: QModelIndex) -> None:
        saying = self.model.event_at(index.row()).sayings[0]
        self.wanted.emit(saying.article, saying.mention)
