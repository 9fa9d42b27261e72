"""One cluster: its name to change, the labels its mentions have, and the mentions themselves by article."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.queries import ClusterLine
from db.rows import Change, Mention
from desktop.bidi import counted
from desktop.edits import clusters
from desktop.ui.context import Context
from desktop.ui.models.cluster_mentions import ClusterMentionsModel
from desktop.ui.panels.act import attempt, jump, offer_beside
from desktop.ui.panels.card_facts import CardFacts
from desktop.ui.panels.card_fields import CardFields
from desktop.ui.panels.card_tools import CardTools
from desktop.ui.panels.clusters_delegates import ClusterMentionsDelegate, mention_row
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.row_list import RowList
from desktop.ui.widgets.scroll_areas import PartsArea

PARTS_LEAST, ROWS = 52, 3
"""Logical pixels that what scrolls has at least, and rows of mentions in sight."""


class ClusterCard(QWidget):
    """The lower half of the clusters panel."""

    roomWanted = Signal()  # noqa: N815 - a signal, named as Qt names them
    """There is more, or less, to be shown than before."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._line: ClusterLine | None = None
        self.model = ClusterMentionsModel(context, self)
        self.name = QLineEdit(self)
        self.name.editingFinished.connect(self._rename)
        self.counts = QLabel(self)
        self.counts.setProperty("look", "muted")
        self._chips_box = QWidget(self)
        self._flow = FlowLayout(self._chips_box)
        self.chips: list[Chip] = []
        self.view = RowList(self)
        self.view.setModel(self.model)
        self._delegate = ClusterMentionsDelegate(context, self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.clicked.connect(self._clicked)
        self.view.activated.connect(self._jump)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.details = QToolButton(self)
        self.details.setCheckable(True)
        self.details.toggled.connect(self._unfold)
        self.fields = CardFields(context, self)
        self.facts = CardFacts(context, self)
        self.tools = CardTools(context, self, chosen=self.chosen)
        self.view.selectionModel().selectionChanged.connect(lambda _now, _before: self.tools.renew())
        self._arrange()
        self._tell()

    def _arrange(self) -> None:
        """Name, mentions and tools stay in sight; what else there is scrolls where it has no room, and is never cut."""
        below = QHBoxLayout()
        below.addWidget(self.counts, 1)
        below.addWidget(self.details)
        inside = QWidget(self)
        parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(6)
        for widget in (self._chips_box, self.fields, self.facts):
            parts.addWidget(widget)
        self.area = PartsArea(inside, self, least=PARTS_LEAST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.name)
        column.addLayout(below)
        column.addWidget(self.area)
        column.addWidget(self.view, 1)
        column.addWidget(self.tools)
        self.view.keep_rows(ROWS, mention_row(self.font()))

    @property
    def cluster_id(self) -> str | None:
        """The id of the cluster shown."""
        return self._line.cluster.id if self._line else None

    def show_cluster(self, line: ClusterLine) -> None:
        """Show a cluster and read its mentions; what was typed for the one before is kept first."""
        session = self.context.session
        half_typed = self.name.isModified() and self.name.hasFocus()
        if line.cluster.id != self.cluster_id:
            self.keep()
            half_typed = False
            self.area.verticalScrollBar().setValue(0)
        self._line = line
        self.name.setReadOnly(session is not None and session.store.read_only)
        if not half_typed:
            self.name.setText(line.cluster.name)
        self.model.load(line.cluster.id, session.store.cluster_mentions(line.cluster.id) if session else ())
        self._tell()

    def keep(self) -> None:
        """Make what is typed for the cluster last: its name, its id elsewhere, its note."""
        if self.name.isModified():
            self._rename()
        self.fields.keep()

    def renew(self, line: ClusterLine | None) -> None:
        """The same cluster with another name or other counts; None: it is gone."""
        if line is None:
            self.forget()
            return
        self._line = line
        if not self.name.hasFocus() or not self.name.isModified():
            self.name.setText(line.cluster.name)
        self._tell()

    def apply(self, changes: Iterable[Change]) -> None:
        """Take over changed mentions: only their rows come, go or repaint."""
        self.model.apply(changes)
        self._tell()

    def forget(self) -> None:
        """Show no cluster."""
        self._line = None
        self.name.clear()
        self.model.forget()
        self._tell()

    def mark(self, mention_id: str) -> None:
        """Make a mention's row the current one, if it is one of this cluster's."""
        row = self.model.row_of(mention_id)
        index = self.model.index(row) if row >= 0 else QModelIndex()
        if index != self.view.currentIndex():
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if row >= 0:
                self.view.scrollTo(index)

    def chosen(self) -> list[Mention]:
        """The mentions selected in the list, from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        found = [self.model.entry(row).mention for row in rows if row < self.model.rowCount()]
        return [mention for mention in found if mention is not None]

    def _clicked(self, index: QModelIndex) -> None:
        """A plain click goes to the mention; with Ctrl or Shift it only selects."""
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not QApplication.keyboardModifiers() & held:
            self._jump(index)

    def menu(self, mention: Mention) -> QMenu:
        """What can be done with a mention of the list: look at it beside the open article."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offer_beside(self.context, menu, article=mention.article, mention=mention.id)
        return menu

    def _menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        mention = self.model.entry(index.row()).mention if index.isValid() else None
        if mention is not None:
            self.menu(mention).popup(self.view.viewport().mapToGlobal(at))

    def _unfold(self) -> None:
        """Show the details or not; who typed in them is at their button when they go, not at whatever comes next."""
        focus = QApplication.focusWidget()
        if focus is not None and not self.details.isChecked() and self.fields.isAncestorOf(focus):
            self.details.setFocus(Qt.FocusReason.TabFocusReason)
        self._tell()

    def _tell(self) -> None:
        tr, line = self.context.tr, self._line
        self.tools.show_cluster(line.cluster if line else None, empty=line is not None and not line.mentions)
        for widget in (self.name, self._chips_box):
            widget.setVisible(line is not None)
        self.name.setAccessibleName(tr("panels.clusters.name"))
        self.name.setToolTip(tr("panels.clusters.rename"))
        self.view.setAccessibleName(tr("panels.clusters.mentions"))
        if line is None:
            self.counts.setText(tr("panels.clusters.choose"))
            self.counts.setWordWrap(True)
            self.counts.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._show_parts()
            return
        self.counts.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        said = tr(
            "panels.clusters.counts",
            mentions=tr("panels.cluster.count", count=line.mentions),
            articles=tr("panels.cluster.articles", count=line.articles),
        )
        labels = self.model.labels.most_common()
        apart = f" {tr('panels.clusters.disagree')}" if len(labels) > 1 else ""
        self.counts.setText(said + apart)
        self._show_labels(labels if len(labels) > 1 else [], line)
        self._show_parts()

    def _show_parts(self) -> None:
        """The event's facts; the fields, if they are asked for."""
        line, tr = self._line, self.context.tr
        self.details.setText(tr("board.card.details"))
        self.details.setVisible(line is not None)
        asked = line is not None and self.details.isChecked()
        self.fields.setVisible(asked)
        self.view.setVisible(line is not None)
        if asked and line is not None:
            self.fields.show_cluster(line.cluster, self.model.surfaces())
        self.facts.show_cluster(line.cluster if line else None)
        self.roomWanted.emit()

    @property
    def deep(self) -> bool:
        """Is there more to show than names and mentions?"""
        return self._line is not None and (self.details.isChecked() or self._line.cluster.kind == "event")

    def _show_labels(self, labels: list[tuple[str, int]], line: ClusterLine) -> None:
        """Where the mentions disagree: one chip a label with its count; a click goes to its next mention."""
        session, messages = self.context.session, self.context.messages
        while len(self.chips) < len(labels):
            chip = Chip(self.context, self._chips_box)
            self._flow.addWidget(chip)
            self.chips.append(chip)
            chip.clicked.connect(lambda _on=False, chip=chip: self._jump_to_label(self.chips.index(chip)))
        for chip, (code, count) in zip(self.chips, labels, strict=False):
            label = session.labels.label(line.cluster.kind, code) if session else None
            name = label.name.text(messages.language) if label else code
            chip.show_label(counted(name, messages.number(count)), self.context.theme.label(line.cluster.kind, code))
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(labels))
        self._chips_box.setVisible(bool(labels))

    def _jump_to_label(self, place: int) -> None:
        code = self.model.labels.most_common()[place][0]
        row = self.model.next_with_label(code, after=self.view.currentIndex().row())
        if row >= 0:
            self._jump(self.model.index(row))

    def _jump(self, index: QModelIndex) -> None:
        mention = self.model.entry(index.row()).mention if index.isValid() else None
        if mention is not None:
            jump(self.context, article=mention.article, mention=mention.id)

    def _rename(self) -> None:
        line = self._line
        self.name.setModified(False)
        if line is None or " ".join(self.name.text().split()) == line.cluster.name:
            return
        if attempt(self.context, lambda: clusters.rename(line.cluster, name=self.name.text())) is None:
            self.name.setText(line.cluster.name)
