"""The mentions panel: the open article's entities and events in a table that filters, sorts, follows the selection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast, get_args

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from db.rows import ChangeSet, Kind, Status
from desktop.ui.context import Context
from desktop.ui.models.mentions import CLUSTER, LABEL, SCORE, STATUS, TEXT, Filter, MentionsModel
from desktop.ui.panels.mentions_delegate import MentionsDelegate
from desktop.ui.widgets.combos import Choice, Combo, fill_combo, filter_row
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.row_list import RowTable
from desktop.ui.widgets.segmented import Segmented

WIDE = 400
"""From this width (px) on there is room for the cluster's name."""


class MentionsPanel(QWidget):
    """The table, its filters above it. What is current in the table is what is selected in the session."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = MentionsModel(context, self)
        self.search = QLineEdit(self)
        begin_at_start(self.search)
        self.search.setClearButtonEnabled(True)
        self.kinds = Segmented(context, self, optional=True)
        self.status = Combo(self)
        self.label = Combo(self)
        self.view = RowTable(self)
        self._delegate = MentionsDelegate(context)
        self._quiet = False
        self._stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._load)
        self.empty = QLabel(self)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self._prepare_view()
        self._arrange()
        self._retranslate()
        self._connect()
        self._opened()

    def _prepare_view(self) -> None:
        view, header = self.view, self.view.horizontalHeader()
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header.setSortIndicator(TEXT, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(28)
        letter = self.fontMetrics().horizontalAdvance("0")
        for column, letters in ((LABEL, 11), (STATUS, 2), (SCORE, 5)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, letter * letters + 16)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(CLUSTER, QHeaderView.ResizeMode.Stretch)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.kinds)
        column.addLayout(filter_row(self.status, self.label))
        holder = QWidget(self)
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        column.addWidget(holder, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.corpusChanged.connect(self._retranslate)
        bridge.opened.connect(self._opened)
        bridge.whole.connect(self._opened)
        bridge.selected.connect(self._selected)
        bridge.changed.connect(self._changed)
        bridge.themeChanged.connect(self.view.viewport().update)
        bridge.settingChanged.connect(self._retranslate)
        self.search.textChanged.connect(self._filter)
        self.kinds.chosen.connect(self._filter)
        self.status.currentIndexChanged.connect(self._filter)
        self.label.currentIndexChanged.connect(self._filter)
        self.view.selectionModel().currentRowChanged.connect(self._moved)
        self.view.clicked.connect(self._clicked)

    def _retranslate(self) -> None:
        tr = self.context.tr
        self.setAccessibleName(tr("panels.mentions.title"))
        self.view.setAccessibleName(tr("panels.mentions.title"))
        self.search.setPlaceholderText(tr("panels.mentions.search"))
        self.search.setAccessibleName(tr("panels.mentions.search"))
        self.kinds.set_choices((kind, tr(f"panels.kind.{kind}")) for kind in get_args(Kind))
        choices: list[Choice] = [(None, tr("panels.mentions.any_status"))]
        choices += [(status, tr(f"panels.status.{status}")) for status in get_args(Status)]
        fill_combo(self.status, tr("panels.mentions.column.status"), choices)
        choices = [(None, tr("panels.mentions.any_label"))]
        session, language = self.context.session, self.context.messages.language
        if session is not None:
            labels = session.labels
            for kind in get_args(Kind):
                choices += [(each.code, each.name.text(language)) for each in labels.labels(kind)]
        fill_combo(self.label, tr("panels.mentions.column.label"), choices)
        self._show_empty()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.setColumnHidden(CLUSTER, self.width() < WIDE)

    # --- the session's news ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._later.start(0)

    def _opened(self) -> None:
        """Another article: the table is filled once the article is painted, and only if it is to be seen."""
        self._stale = True
        with self._quietly():
            self.model.open(None, None)
        if self.isVisible():
            self._later.start(0)
        self._show_empty()

    def _load(self) -> None:
        session = self.context.session
        if session is not None and session.article is not None and not session.article.whole:
            return
        self._stale = False
        with self._quietly():
            self.model.open(session.article if session else None, session.labels if session else None)
        self._show_empty()
        self._selected()

    def _changed(self, change: ChangeSet) -> None:
        if self._stale:
            return
        with self._quietly():
            self.model.apply(change.changes)
        self._show_empty()
        self._selected(reveal=False)

    def _selected(self, *_: object, reveal: bool = True) -> None:
        """Show what is selected as the current row. Not ``selectRow``: it does nothing from right to left."""
        session = self.context.session
        row = self.model.row_of(session.selected if session else None)
        index = self.model.index(row, TEXT) if row >= 0 else QModelIndex()
        if index == self.view.currentIndex().siblingAtColumn(TEXT) and row >= 0:
            return
        with self._quietly():
            flag = QItemSelectionModel.SelectionFlag
            self.view.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            if row >= 0 and reveal:
                self.view.scrollTo(index)

    # --- the user's wishes -------------------------------------------------------------------------------------------

    def _moved(self, current: QModelIndex) -> None:
        if not self._quiet and current.isValid() and self.context.session is not None:
            self.context.session.select(self.model.mention(current.row()).id)

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the current row shows its place in the text again."""
        session = self.context.session
        if session is not None and session.selected == self.model.mention(index.row()).id:
            session.select(session.selected)

    def _filter(self) -> None:
        wanted = Filter(
            kind=cast(Kind | None, self.kinds.value),
            status=self.status.currentData(),
            label=self.label.currentData(),
            query=self.search.text(),
        )
        with self._quietly():
            self.model.filter(wanted)
        self._show_empty()
        self._selected()

    def _show_empty(self) -> None:
        session = self.context.session
        article = session.article if session else None
        filled = self._stale or bool(self.model.rowCount())  # an empty table, not a wrong word, for the moment between
        key = "no_article" if article is None else "no_match" if article.progress[1] else "none"
        self.empty.setText(self.context.tr(f"panels.mentions.{key}"))
        self._pages.setCurrentIndex(0 if filled and article is not None else 1)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """While rows come and go, the current row Qt moves to is not a wish of the user."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before
