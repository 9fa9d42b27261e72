"""The history panel: every change set of the corpus, newest first, and the way back to what each touched."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QStackedLayout, QVBoxLayout, QWidget

from db.queries import Header
from db.rows import Argument, ChangeSet, Relation
from desktop.bidi import side_by_side
from desktop.session import Session
from desktop.ui.context import Context
from desktop.ui.models.history import UNDONE, WHEN, HistoryModel, Reader
from desktop.ui.panels.act import jump
from desktop.ui.panels.two_lines import Index, TwoLinesDelegate
from desktop.ui.widgets.row_list import PlainList


class HistoryDelegate(TwoLinesDelegate):
    """What was done; below it when and by whom. What is taken back is crossed out and says so."""

    def lines(self, index: Index) -> tuple[str, str]:
        when = index.data(WHEN)
        undone = self.context.tr("panels.history.undone") if index.data(UNDONE) else ""
        return index.data(), side_by_side(when, undone)

    def struck(self, index: Index) -> bool:
        return bool(index.data(UNDONE))


class HistoryPanel(QWidget):
    """The list is read when it is first shown, a page at a time, and grows with each change set."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = HistoryModel(context, self)
        self.view = PlainList(self)
        self.view.setModel(self.model)
        self._delegate = HistoryDelegate(context)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = QLabel(self)
        self.empty.setWordWrap(True)
        self.empty.setMargin(24)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        holder = QWidget(self)
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 0)
        column.addWidget(holder)
        self.setFocusProxy(self.view)
        self._stale = True
        bridge = context.bridge
        bridge.corpusChanged.connect(self._reset)
        bridge.imported.connect(self._reset)
        bridge.changed.connect(self._changed)
        bridge.themeChanged.connect(self.view.viewport().update)
        bridge.settingChanged.connect(self._retranslate)
        self.view.activated.connect(self._jump)
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.context.tr("panels.history.title"))
        self.view.setAccessibleName(self.context.tr("panels.history.title"))
        self.view.viewport().update()
        self._show_empty()

    def _reset(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()
        else:
            self.model.load(None)

    def _load(self) -> None:
        if not self._stale:
            return
        self._stale = False
        session = self.context.session
        self.model.load(None if session is None else _reader(session))
        self._show_empty()

    def _changed(self, change: ChangeSet) -> None:
        if not self._stale:
            self.model.push(change)
            self._show_empty()

    def _show_empty(self) -> None:
        key = "no_corpus" if self.context.session is None else "none"
        self.empty.setText(self.context.tr(f"panels.history.{key}"))
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _jump(self, index: QModelIndex) -> None:
        session = self.context.session
        if session is None or not index.isValid():
            return
        header = self.model.header(index.row())
        article, mention = touched_mention(session, header)
        if article is not None:
            jump(self.context, article=article, mention=mention)


def _reader(session: Session) -> Reader:
    def read(before: int | None, limit: int) -> list[Header]:
        return session.store.history(before_seq=before, limit=limit)

    return read


def touched_mention(session: Session, header: Header) -> tuple[str | None, str | None]:
    """Where a change set happened: (article, mention) ids; a mention that is still there, if it touched any."""
    store = session.store
    for kind, row_id in store.touched(header.seq):
        mention_id: str | None = row_id if kind == "mention" else None
        if kind == "argument":
            argument = store.row(Argument, row_id)
            mention_id = argument.event if argument else None
        elif kind == "relation":
            relation = store.row(Relation, row_id)
            mention_id = relation.head if relation else None
        mention = store.mention(mention_id) if mention_id else None
        if mention is not None:
            return mention.article, mention.id
    return header.article, None
