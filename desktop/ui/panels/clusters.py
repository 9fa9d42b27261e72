"""The clusters panel: everything the corpus says one entity or event is, in all articles, and the way to each place."""

from __future__ import annotations

from typing import cast, get_args

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSplitter, QVBoxLayout, QWidget

from db.rows import ChangeSet, Cluster, Kind, Mention
from desktop.ui.context import Context
from desktop.ui.models.clusters import CLUSTER, ClustersModel
from desktop.ui.panels.cluster_card import ClusterCard
from desktop.ui.panels.clusters_delegates import ClustersDelegate
from desktop.ui.widgets.combos import Choice, fill_combo, filter_row
from desktop.ui.widgets.row_list import RowList
from desktop.ui.widgets.scroll_areas import TallArea
from desktop.ui.widgets.segmented import Segmented

LEAST = 140
"""Logical pixels of height; with less than its parts need, the panel scrolls, and no window grows for it."""


class ClustersPanel(QWidget):
    """A searchable list of clusters above, the chosen one below; it follows the selected mention's cluster."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = ClustersModel(context, self)
        self.kinds = Segmented(context, self)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.label = QComboBox(self)
        self.spread = QComboBox(self)
        self.count = QLabel(self)
        self.count.setProperty("look", "muted")
        self.view = RowList(self)
        self.view.setModel(self.model)
        self._delegate = ClustersDelegate(context)
        self.view.setItemDelegate(self._delegate)
        self.card = ClusterCard(context, self)
        self._kind: Kind = "entity"
        self._among: frozenset[str] | None = None
        self._stale = True
        self._arrange()
        self._retranslate()
        self._connect()

    def _arrange(self) -> None:
        upper = QWidget(self)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.kinds)
        column.addWidget(self.search)
        column.addLayout(filter_row(self.label, self.spread))
        column.addWidget(self.count)
        column.addWidget(self.view, 1)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(upper)
        splitter.addWidget(self.card)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([300, 320])
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 0)
        whole.addWidget(TallArea(splitter, self, least=LEAST))
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.corpusChanged.connect(self._reset)
        bridge.imported.connect(self._reset)
        bridge.changed.connect(self._changed)
        bridge.selected.connect(self._selected)
        bridge.themeChanged.connect(self.view.viewport().update)
        bridge.settingChanged.connect(self._retranslate)
        self.kinds.chosen.connect(self._choose_kind)
        self.search.textChanged.connect(self._filter)
        self.spread.currentIndexChanged.connect(self._filter)
        self.label.currentIndexChanged.connect(self._choose_label)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.card.tools.clusterWanted.connect(self.show_cluster)
        self.card.fields.clusterWanted.connect(self.show_cluster)

    def _retranslate(self) -> None:
        tr = self.context.tr
        self.setAccessibleName(tr("panels.clusters.title"))
        self.view.setAccessibleName(tr("panels.clusters.title"))
        self.search.setPlaceholderText(tr("panels.clusters.search"))
        self.search.setAccessibleName(tr("panels.clusters.search"))
        self.kinds.set_choices((kind, tr(f"panels.kind.{kind}")) for kind in get_args(Kind))
        self.kinds.set_value(self._kind)
        self._fill_filters()
        self._recount()

    def _fill_filters(self) -> None:
        """The labels of the kind shown, and in how many articles a cluster is."""
        tr, session = self.context.tr, self.context.session
        labels = session.labels.labels(self._kind) if session is not None else ()
        choices: list[Choice] = [(None, tr("panels.mentions.any_label"))]
        choices += [(each.code, each.name.text(self.context.messages.language)) for each in labels]
        fill_combo(self.label, tr("panels.mentions.column.label"), choices)
        spreads: list[Choice] = [(None, tr("panels.clusters.spread_all"))]
        spreads += [(code, tr(f"panels.clusters.spread_{code}")) for code in ("many", "one")]
        fill_combo(self.spread, tr("panels.clusters.spread"), spreads)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()

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
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self.card.show_cluster(line)  # before the row becomes current, which would show it a second time
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if row >= 0:
            self.view.scrollTo(index)

    # --- news --------------------------------------------------------------------------------------------------------

    def _reset(self) -> None:
        self._stale = True
        self.card.forget()
        self.model.load(())
        if self.isVisible():
            self._load()

    def _load(self, *, follow: bool = True) -> None:
        session = self.context.session
        if not self._stale:
            return
        self._stale = False
        self._fill_filters()
        self.model.load(session.store.all_clusters(self._kind, layer=session.layer) if session is not None else ())
        self._choose_label()
        if follow:
            self._selected()

    def _selected(self) -> None:
        session = self.context.session
        mention = session.mention if session is not None else None
        if not self.isVisible() or mention is None:
            return
        if mention.cluster is not None and mention.cluster != self.card.cluster_id:
            self.show_cluster(mention.cluster)
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
        for cluster_id in touched:
            line = session.store.cluster_line(cluster_id)
            if line is None or (not line.mentions and line.cluster.source != "human"):
                self.model.drop(cluster_id)
            elif line.cluster.kind == self._kind:
                self.model.put(line)
            if cluster_id == self.card.cluster_id:
                self.card.renew(line)
        if self.label.currentData() and any(isinstance(item.row, Mention) for item in change.changes):
            self._choose_label()
        elif touched:
            self._recount()
        self.card.apply(change.changes)

    # --- wishes ------------------------------------------------------------------------------------------------------

    def _choose_kind(self, kind: str) -> None:
        self.card.keep()
        self._kind = cast(Kind, kind)
        self._stale = True
        self.card.forget()
        self._load(follow=False)  # the selected mention's cluster would bring its own kind back

    def _choose_label(self, *_news: object) -> None:
        """Ask the corpus which clusters have the label; typing then asks nothing."""
        session, label = self.context.session, self.label.currentData()
        self._among = None
        if session is not None and label:
            self._among = frozenset(session.store.clusters_labelled(label, layer=session.layer))
        self._filter()

    def _filter(self, *_news: object) -> None:
        self.model.filter(self.search.text(), among=self._among, spread=self.spread.currentData() or "")
        self._recount()

    def _recount(self) -> None:
        tr, shown, total = self.context.tr, self.model.rowCount(), self.model.total
        self.count.setText(tr("panels.clusters.shown", shown=shown, total=total))

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            line = index.data(CLUSTER)
            if line.cluster.id != self.card.cluster_id:
                self.card.show_cluster(line)
