"""The clusters panel: all entities or events of the corpus, those in no cluster too, and the way to each place."""

from __future__ import annotations

from time import perf_counter
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db.errors import WorldError
from db.rows import ChangeSet, Cluster, Kind, Mention
from db.unlinked_list import UnlinkedList
from desktop.ui.context import Context
from desktop.ui.models.cluster_lines import WHERES
from desktop.ui.models.clusters import ClustersModel
from desktop.ui.models.free_lines import AT_MOST
from desktop.ui.panels.act import jump
from desktop.ui.panels.cluster_card import ClusterCard
from desktop.ui.panels.clusters_delegates import ClustersDelegate
from desktop.ui.panels.clusters_filters import ClustersFilters
from desktop.ui.panels.clusters_room import Cards, ListAndCard
from desktop.ui.panels.free_card import FreeCard
from desktop.ui.panels.two_lines import two_line_row
from desktop.ui.widgets.row_list import RowList
from desktop.ui.widgets.scroll_areas import TallArea

ROWS, ROWS_BESIDE_DETAILS = 3, 2
"""Of the list, in sight at least."""
LEAST = 140
"""Logical pixels of height; with less than its parts need, the panel scrolls, and no window grows for it."""
SLICE_S, SHOW_EVERY_S = 0.012, 0.3
"""How long mentions are read at a time, and how often the list shows what came."""
FREE = ("all", "none")
"""The filters under which mentions in no cluster are shown."""


class ClustersPanel(QWidget):
    """A list above, the chosen one below; it follows the selected mention, or its cluster."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = ClustersModel(context, self)
        self.filters = ClustersFilters(context, self)
        self.kinds, self.search, self.count = self.filters.kinds, self.filters.search, self.filters.count
        self.where, self.label, self.order = self.filters.where, self.filters.label, self.filters.order
        self.view = RowList(self)
        self.view.setModel(self.model)
        self._delegate = ClustersDelegate(context)
        self.view.setItemDelegate(self._delegate)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.card = ClusterCard(context, self)
        self.free = FreeCard(context, self)
        self.below = Cards(self)
        self._kind: Kind = "entity"
        self._among: frozenset[str] | None = None
        self._lists: dict[Kind, UnlinkedList] = {}
        self._unlinked = 0
        """How many mentions of the kind are in no cluster, read or not."""
        self._stale = True
        self._shown_at = 0.0
        self._later, self._soon = (QTimer(self, singleShot=True, interval=0) for _ in range(2))
        self._arrange()
        self._retranslate()
        self._connect()

    def _arrange(self) -> None:
        upper = QWidget(self)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filters)
        column.addWidget(self.view, 1)
        self.below.addWidget(self.card)
        self.below.addWidget(self.free)
        self.parts = ListAndCard(upper, self.below, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 0)
        whole.addWidget(TallArea(self.parts, self, least=LEAST))
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.corpusChanged.connect(self._reset)
        bridge.imported.connect(self._reset)
        bridge.changed.connect(self._changed)
        bridge.selected.connect(self._selected)
        bridge.themeChanged.connect(self.view.viewport().update)
        bridge.settingChanged.connect(self._retranslate)
        self.filters.kindChosen.connect(self._choose_kind)
        self.filters.labelChosen.connect(self._choose_label)
        self.filters.changed.connect(self._filter)
        self.filters.entered.connect(self._enter)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.clicked.connect(self._clicked)
        self.view.activated.connect(self._go)
        self.view.customContextMenuRequested.connect(self._menu)
        self.card.roomWanted.connect(self._share)
        self.card.tools.clusterWanted.connect(self.show_cluster)
        self.card.fields.clusterWanted.connect(self.show_cluster)
        self._later.timeout.connect(self._read_on)
        self._soon.timeout.connect(self._count)

    def _retranslate(self) -> None:
        tr = self.context.tr
        self.setAccessibleName(tr("panels.clusters.title"))
        self.view.setAccessibleName(tr("panels.clusters.title"))
        self.filters.retranslate(self._kind)
        self._recount()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()
        self._read_later()

    def show_cluster(self, cluster_id: str) -> None:
        """Show a cluster: its kind's list, its row, its mentions."""
        session = self.context.session
        if cluster_id != self.card.cluster_id:
            self.card.keep()
        line = session.store.cluster_line(cluster_id) if session is not None else None
        if line is None:
            return
        if line.cluster.kind != self._kind:
            self._kind = line.cluster.kind
            self.kinds.set_value(self._kind)
            self._stale = True
        self._load()
        row = self.model.row_of(cluster_id)
        self.card.show_cluster(line)  # before the row becomes current, which would show it a second time
        self._show_below(self.card)
        self._make_current(row)

    def _make_current(self, row: int) -> None:
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if row >= 0:
            self.view.scrollTo(index)

    # --- news --------------------------------------------------------------------------------------------------------

    def _reset(self) -> None:
        self._stale = True
        self._later.stop()
        self._soon.stop()
        self.card.forget()
        self._show_below(self.card)
        self.model.load(())
        for each in self._lists.values():
            each.close()
        self._lists = {}
        if self.isVisible():
            self._load()

    def _load(self, *, follow: bool = True) -> None:
        session = self.context.session
        if not self._stale:
            return
        self._stale = False
        self.filters.retranslate(self._kind)
        if session is None:
            self._unlinked = 0
            self.model.load(())
        else:
            self._unlinked = session.store.count_unlinked(self._kind, layer=session.layer)
            self.model.load(session.store.all_clusters(self._kind, layer=session.layer), self._wanted_list())
        self._choose_label()
        if follow:
            self._selected()

    def _wanted_list(self) -> UnlinkedList | None:
        """The mentions in no cluster, where they are to be shown, the first of them read."""
        session, kind = self.context.session, self._kind
        if session is None or self.filters.chosen not in FREE:
            return None
        if kind not in self._lists:
            self._lists[kind] = session.store.unlinked_list(kind, layer=session.layer)
            self._read(0.0)
        self._read_later()
        return self._lists[kind]

    def _read_later(self) -> None:
        known = self._lists.get(self._kind)
        if known is not None and not known.complete and self.isVisible():
            self._later.start()

    def _read_on(self) -> None:
        """Read for a moment, and show what came now and then; the window has its turn in between."""
        if not self.isVisible() or not self._read(SLICE_S):
            return
        known, now = self._lists[self._kind], perf_counter()
        if known.complete or now - self._shown_at > SHOW_EVERY_S:
            self.model.renew()
            self._recount()
            self._shown_at = perf_counter()
        self._read_later()

    def _read(self, seconds: float) -> bool:
        known = self._lists.get(self._kind)
        if known is None:
            return False
        try:
            known.read_on(seconds)
        except WorldError as error:
            self.context.bridge.noted.emit(error.key, error.params)
            return False
        return True

    def _selected(self) -> None:
        session = self.context.session
        mention = session.mention if session is not None else None
        if not self.isVisible() or mention is None:
            return
        if mention.cluster is not None and mention.cluster != self.card.cluster_id:
            self.show_cluster(mention.cluster)
        row = self.model.row_of_mention(mention.id) if mention.cluster is None else -1
        if row >= 0 and row != self.view.currentIndex().row():
            self._make_current(row)
        self.card.mark(mention.id)

    def _changed(self, change: ChangeSet) -> None:
        session = self.context.session
        if session is None or self._stale:
            return
        touched: set[str] = set()
        for item in change.changes:
            if isinstance(item.row, Cluster):
                touched.add(item.row.id)
            elif isinstance(item.row, Mention):
                both = [each for each in (item.before, item.after) if isinstance(each, Mention)]
                if len({(each.cluster, each.status == "rejected") for each in both}) > 1 or len(both) == 1:
                    touched.update(each.cluster for each in both if each.cluster)
                self._unlinked += self._is_free(item.after) - self._is_free(item.before)
        for cluster_id in touched:
            line = session.store.cluster_line(cluster_id)
            if line is None or (not line.mentions and line.cluster.source != "human"):
                self.model.drop(cluster_id)
            elif line.cluster.kind == self._kind:
                self.model.put(line)
            if cluster_id == self.card.cluster_id:
                self.card.renew(line)
        self._follow(change)
        if self.label.currentData() and any(isinstance(item.row, Mention) for item in change.changes):
            self._choose_label()
        else:
            self._recount()
        self.card.apply(change.changes)

    def _is_free(self, row: object) -> int:
        session = self.context.session
        if not isinstance(row, Mention) or session is None or (row.kind, row.layer) != (self._kind, session.layer):
            return 0
        return int(row.cluster is None and row.status != "rejected")

    def _follow(self, change: ChangeSet) -> None:
        """The lists of mentions follow, also the one that is not shown now."""
        shown = self._wanted_list()
        for each in self._lists.values():
            if each is shown:
                self.model.follow(change.changes)
            else:
                each.changed(change.changes)
        if self.below.currentWidget() is self.free:
            self._show_row(self.view.currentIndex())

    # --- wishes ------------------------------------------------------------------------------------------------------

    def _choose_kind(self, kind: str) -> None:
        self.card.keep()
        self._kind = cast(Kind, kind)
        self._stale = True
        self.card.forget()
        self._show_below(self.card)
        self._load(follow=False)  # the selected mention's cluster would bring its own kind back

    def _choose_label(self) -> None:
        """Ask the corpus which clusters have the label; typing then asks nothing."""
        session, label = self.context.session, self.label.currentData()
        self._among = None
        if session is not None and label:
            self._among = frozenset(session.store.clusters_labelled(label, layer=session.layer))
        self._filter()

    def _filter(self) -> None:
        filters = self.filters
        self.model.take(self._wanted_list())
        self.model.filter(
            self.search.text(), among=self._among, label=self.label.currentData(), where=filters.chosen,
            order=filters.ordered,
        )  # fmt: skip
        self._show_row(self.view.currentIndex())
        self._recount()

    def _recount(self) -> None:
        known, chosen = self._lists.get(self._kind), self.filters.chosen
        plain = not self.search.text().strip() and not self.label.currentData()
        complete = chosen not in FREE or known is None or known.complete
        counts: dict[str, int | None] = {where: self.model.counts(where) for where in WHERES}
        listed = self.model.free if chosen in FREE else None
        free = self._unlinked if plain else listed if complete else None
        counts["none"], counts["all"] = free, None if free is None else self.model.counts("all") + free
        if chosen in FREE and listed is None:
            self._soon.start()
            return
        if not complete and listed is not None:
            counts[chosen] = listed + self.model.counts(chosen)
        total = self.model.total(chosen) + (self._unlinked if chosen in FREE else 0)
        first = AT_MOST if (self.model.free or 0) > AT_MOST else 0
        self.filters.say(counts, total=total, complete=complete, first=first)

    def _count(self) -> None:
        """In a turn of its own, for it takes a while among many."""
        self.model.count_free()
        self._recount()

    def _chosen(self, index: QModelIndex) -> None:
        self._show_row(index)

    def _show_row(self, index: QModelIndex) -> None:
        """Show below what stands in a row; nothing new for a row of nothing, but for a mention that is gone."""
        mention = self.model.mention(index.row()) if index.isValid() else None
        if mention is not None:
            self.card.keep()
            self.free.show_mention(mention, self._kind)
            self._show_below(self.free)
            return
        if index.isValid():
            line = self.model.line(index.row())
            if line.cluster.id != self.card.cluster_id:
                self.card.show_cluster(line)
        self._show_below(self.card)

    def _show_below(self, card: QWidget) -> None:
        """Show one of the two cards; the list has the keyboard where the other one had it."""
        other, focus = self.below.currentWidget(), QApplication.focusWidget()
        if other is not card:
            if focus is not None and other is not None and other.isAncestorOf(focus):
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.below.setCurrentWidget(card)
        self._share()

    def _share(self) -> None:
        """More room for the list where little is chosen in it."""
        free = self.below.currentWidget() is self.free
        rows = ROWS_BESIDE_DETAILS if self.card.details.isChecked() and not free else ROWS
        self.view.keep_rows(rows, two_line_row(self.font()))
        self.parts.share(chosen=free or self.card.cluster_id is not None, deep=not free and self.card.deep)

    def _clicked(self, index: QModelIndex) -> None:
        """A plain click on a mention goes to it."""
        if not QApplication.keyboardModifiers():
            self._go(index)

    def _go(self, index: QModelIndex) -> None:
        mention = self.model.mention(index.row()) if index.isValid() else None
        if mention is not None:
            jump(self.context, article=mention.article, mention=mention.mention)

    def _enter(self) -> None:
        """From the search into the list."""
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    def _menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        mention = self.model.mention(index.row()) if index.isValid() else None
        if mention is not None:
            self.free.menu(mention).popup(self.view.viewport().mapToGlobal(at))
