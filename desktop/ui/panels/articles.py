"""The articles panel: find an article, see how far each is, open one, mark it done."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from db.queries import Progress
from db.rows import ArticleState, ChangeSet
from desktop.edits import reviews
from desktop.ui.context import Context
from desktop.ui.models.articles import STATES, ArticlesModel
from desktop.ui.panels.act import attempt, open_article, open_beside
from desktop.ui.panels.articles_delegate import GLYPHS, ArticlesDelegate
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.row_list import RowList
from desktop.ui.widgets.segmented import Segmented

FIRST, MORE = 500, 1000
"""Articles read before the list is shown, and at a time while nothing else is to do."""


class ArticlesPanel(QWidget):
    """The list of the corpus' articles with its search and its filter by state."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = ArticlesModel(context, self)
        self.search = QLineEdit(self)
        begin_at_start(self.search)
        self.search.setClearButtonEnabled(True)
        self.states = Segmented(context, self, optional=True)
        self.view = RowList(self)
        self._delegate = ArticlesDelegate(context)
        self._prepare_view()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._load_more)
        self.empty = QLabel(self)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self._arrange()
        self._connect()
        self._retranslate()
        self._load()

    def _prepare_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.states)
        holder = QWidget(self)
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        column.addWidget(holder, 1)
        self.setFocusProxy(self.view)
        QWidget.setTabOrder(self.search, self.states)
        QWidget.setTabOrder(self.states, self.view)

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.corpusChanged.connect(self._load)
        bridge.imported.connect(self._load)
        bridge.opened.connect(self._opened)
        bridge.beside.connect(self.view.viewport().update)
        bridge.changed.connect(self._changed)
        bridge.themeChanged.connect(self.view.viewport().update)
        bridge.settingChanged.connect(self._retranslate)
        self.search.textChanged.connect(self._filter)
        self.states.chosen.connect(self._filter)
        self.model.counted.connect(self._count)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.view.customContextMenuRequested.connect(self._menu)

    def _retranslate(self) -> None:
        tr = self.context.tr
        self.setAccessibleName(tr("panels.articles.title"))
        self.view.setAccessibleName(tr("panels.articles.title"))
        self.search.setPlaceholderText(tr("panels.articles.search"))
        self.search.setAccessibleName(tr("panels.articles.search"))
        self.states.setAccessibleName(tr("panels.articles.filter"))
        self.states.set_choices((state, tr(f"panels.articles.state.{state}")) for state in STATES)
        self._count()
        self._show_empty()

    def _load(self) -> None:
        """The first articles at once, with the counts of all; the rest when there is nothing else to do."""
        session = self.context.session
        self._later.stop()
        if session is None:
            self.model.load((), Progress(0, 0, 0, 0, 0))
        else:
            lines = session.store.articles(layer=session.layer, limit=FIRST)
            self.model.load(lines, session.store.progress(layer=session.layer))
            if len(lines) == FIRST:
                self._later.start(0)
        self._show_empty()
        self._opened()

    def _load_more(self) -> None:
        session = self.context.session
        if session is None:
            return
        lines = session.store.articles(layer=session.layer, after=self.model.last_position, limit=MORE)
        self.model.extend(lines)
        if len(lines) == MORE:
            self._later.start(0)
            return
        self.model.settle()
        self._show_empty()
        if not self.view.currentIndex().isValid():
            self._opened()

    def _changed(self, change: ChangeSet) -> None:
        self.model.apply(change.changes)
        self._show_empty()

    def _filter(self) -> None:
        state = cast(ArticleState | None, self.states.value)
        self.model.filter(query=self.search.text(), state=state)
        self._show_empty()
        self._opened()

    def _opened(self) -> None:
        """Make the open article the current row, without opening anything."""
        session = self.context.session
        article = session.article if session is not None else None
        row = self.model.row_of(article.row.id) if article is not None else -1
        if row >= 0:
            index = self.model.index(row)
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)
        self.view.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            open_article(self.context, self.model.line(index.row()).article.id)

    def _count(self) -> None:
        for state in STATES:
            name = self.context.tr(f"panels.articles.state.{state}")
            number = self.context.messages.number(self.model.counts[state])
            self.states.set_text(state, f"{GLYPHS[state]} {name} {number}")
            self.states.button(state).setAccessibleName(f"{name}: {number}")

    def _show_empty(self) -> None:
        if self.context.session is None:
            key = "no_corpus"
        elif not self.model.total:
            key = "no_articles"
        else:
            key = "no_match"
        self.empty.setText(self.context.tr(f"panels.articles.{key}"))
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)

    # --- states ----------------------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """The menu of the selected rows."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        session, rows = self.context.session, self._rows()
        if len(rows) == 1:
            chosen = self.model.line(rows[0]).article.id
            action = menu.addAction(self.context.tr("beside.open"))
            action.setObjectName("beside_open")
            action.setEnabled(session is not None and all(each.row.id != chosen for each in session.opened))
            action.triggered.connect(lambda: open_beside(self.context, chosen))
            menu.addSeparator()
        for state in reversed(STATES) if session is not None and not session.store.read_only else ():
            action = menu.addAction(f"{GLYPHS[state]}  {self.context.tr(f'panels.articles.mark.{state}')}")
            action.triggered.connect(lambda _checked=False, state=state: self.mark(state))
        return menu

    def mark(self, state: ArticleState) -> None:
        """Give the selected articles a state: one change set."""
        articles = [self.model.line(row).article for row in self._rows()]
        attempt(self.context, lambda: reviews.mark(articles, state=state))

    def _rows(self) -> list[int]:
        return sorted({index.row() for index in self.view.selectionModel().selectedIndexes()})

    def _menu(self, at: QPoint) -> None:
        if self.context.session is not None and self.view.selectionModel().hasSelection():
            self.menu().popup(self.view.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.search.text():
            self.search.clear()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.view.currentIndex().isValid() and self.model.rowCount():
                self.view.setCurrentIndex(self.model.index(0))
            return
        super().keyPressEvent(event)
