"""The tray of the timeline: events without a date, each a click away from its mention."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QLabel, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.timeline import words
from desktop.timeline.events import Corpus, Event
from desktop.ui import icons
from desktop.ui.context import Context
from desktop.ui.widgets.elided import elided
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
        self._wrong: Mapping[str, object] = {}
        self._told: Callable[[Event], list[str]] = lambda _event: []
        self._mark, self._tint = QIcon(), ""

    def mark(self, wrong: Mapping[str, object], told: Callable[[Event], list[str]]) -> None:
        """Mark the events with these keys as having a part in a contradiction; ``told``: which, in words."""
        self._wrong, self._told = wrong, told
        danger = self._context.theme.role("danger")
        if wrong and self._tint != danger.name():
            self._mark, self._tint = icons.icon("contradiction", danger, size=14), danger.name()
        if self._events:
            self.dataChanged.emit(self.index(0), self.index(len(self._events) - 1))

    def row_of(self, key: str) -> int:
        """The row of the event with a key; -1 where it is not here."""
        return next((row for row, event in enumerate(self._events) if event.key == key), -1)

    def load(self, events: Sequence[Event], corpus: Corpus) -> None:
        """Show other events."""
        self.beginResetModel()
        self._events, self._corpus = events, corpus
        self.endResetModel()

    @property
    def events(self) -> Sequence[Event]:
        """What is shown."""
        return self._events

    def event_at(self, row: int) -> Event:
        """The event of a row."""
        return self._events[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QIcon | None:
        if not index.isValid():
            return None
        event = self._events[index.row()]
        article = self._corpus.articles.get(event.sayings[0].article)
        wrong = event.key in self._wrong
        if role == Qt.ItemDataRole.DisplayRole:
            return words.undated_words(event)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = [words.undated_words(event), words.article_words(article), *(self._told(event) if wrong else [])]
            return f"{self._context.tr('timeline.pause')} ".join(told)
        if role == Qt.ItemDataRole.ToolTipRole:
            told = self._told(event) if wrong else []
            return "\n".join([words.undated_words(event), words.article_words(article), *told])
        if role == Qt.ItemDataRole.DecorationRole and wrong:
            return self._mark
        return None


class TrayDelegate(QStyledItemDelegate):
    """Shortens the line where its words end, whichever way they read."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        style, part = option.widget.style(), QStyle.SubElement.SE_ItemViewItemText
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget) + 1
        room = style.subElementRect(part, option, option.widget).width() - 2 * margin
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        option.text = elided(QFontMetrics(option.font), option.text, room, rtl=rtl)
        option.textElideMode = Qt.TextElideMode.ElideNone


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
        self._delegate = TrayDelegate()
        self.list.setItemDelegate(self._delegate)
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
        """Show other events; the current one stays so, or, if it has gone from a list in use, the one in its place."""
        row = self.list.currentIndex().row()
        key = self.model.event_at(row).key if row >= 0 else ""
        self.model.load(events, corpus)
        kept = self.model.row_of(key)
        if kept < 0 and self.list.hasFocus():
            kept = min(max(row, 0), len(events) - 1)
        if kept >= 0:
            self.list.setCurrentIndex(self.model.index(kept))
        self.setVisible(bool(events))
        self.retranslate()

    def retranslate(self) -> None:
        """Another language."""
        said = self._context.tr("timeline.tray", count=self.model.rowCount())
        self._title.setText(said)
        self.list.setAccessibleName(said)

    def next(self) -> None:
        """To the next row."""
        row = min(self.list.currentIndex().row() + 1, self.model.rowCount() - 1)
        self.list.setCurrentIndex(self.model.index(row))

    def open_current(self) -> None:
        """The mention of the row that the keyboard is at."""
        if self.list.currentIndex().isValid():
            self._open(self.list.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        saying = self.model.event_at(index.row()).sayings[0]
        self.wanted.emit(saying.article, saying.mention)
