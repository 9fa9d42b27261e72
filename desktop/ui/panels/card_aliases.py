"""The other names of a cluster, to add and to take away: a chip each, and a line to type one more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.rows import Cluster
from desktop.edits import aliases
from desktop.ui.context import Context
from desktop.ui.panels.act import attempt
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.flow import FlowLayout

SHOWN = 10
"""Chips shown unasked; more would push what stands below out of sight."""


class CardAliases(QWidget):
    """Enter adds what is typed; Delete, Backspace or its cross takes a chip away. One change set each."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._cluster: Cluster | None = None
        self._whole = False
        self._box = QWidget(self)
        self._flow = FlowLayout(self._box)
        self.chips: list[Chip] = []
        self.more = QPushButton(self._box)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self._turn)
        self._flow.addWidget(self.more)
        self.line = QLineEdit(self)
        begin_at_start(self.line)
        self.line.returnPressed.connect(self.add)
        self.line.editingFinished.connect(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._box)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)

    def show_cluster(self, cluster: Cluster, *, frozen: bool) -> None:
        """Show a cluster's other names. What is half typed stays while the cluster is the same."""
        if self._cluster is None or cluster.id != self._cluster.id:
            self.line.clear()
            self._whole = False
        self._cluster = cluster
        names = cluster.aliases if self._whole else cluster.aliases[:SHOWN]
        self._make(len(names))
        colour = self.context.theme.role("muted")
        for chip, name in zip(self.chips, names, strict=False):
            chip.removable = not frozen
            chip.show_label(name, colour)
        self._hide_behind(len(names))
        hidden, tr = len(cluster.aliases) - SHOWN, self.context.tr
        self.more.setVisible(hidden > 0)
        self.more.setText(tr("board.card.alias_fewer") if self._whole else tr("board.card.alias_more", number=hidden))
        self._box.setVisible(bool(names))
        self.line.setVisible(not frozen)
        self.line.setPlaceholderText(tr("board.card.alias_add"))
        self.line.setAccessibleName(tr("board.card.alias_add"))

    def add(self) -> None:
        """Add what is typed; where it is refused it stays, selected, to be corrected."""
        stored = self._stored()
        self.line.setModified(False)
        if stored is None:
            return
        text = self.line.text()
        if attempt(self.context, lambda: aliases.add(stored, alias=text)) is not None:
            self.line.clear()
        else:
            self.line.selectAll()

    def keep(self) -> None:
        """Add what is half typed, for the cluster it was typed for."""
        if self.line.isModified() and self.line.text().strip():
            self.add()

    def _make(self, count: int) -> None:
        while len(self.chips) < count:
            chip = Chip(self.context, self._box, removable=True)
            chip.setCursor(Qt.CursorShape.ArrowCursor)
            chip.removed.connect(lambda chip=chip: self._remove(chip))
            self._flow.insert(len(self.chips), chip)
            self.chips.append(chip)
        before: QWidget = self.chips[0] if self.chips else self.more
        for after in (*self.chips[1:], self.more, self.line):
            QWidget.setTabOrder(before, after)
            before = after

    def _hide_behind(self, count: int) -> None:
        """Hide the chips that say nothing; the keyboard goes to what stands before one that had it."""
        lost = any(chip.hasFocus() for chip in self.chips[count:])
        if lost:
            (self.chips[count - 1] if count else self.line).setFocus()
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < count)

    def _remove(self, chip: Chip) -> None:
        stored, name = self._stored(), chip.text()
        if stored is not None:
            attempt(self.context, lambda: aliases.remove(stored, alias=name))

    def _turn(self) -> None:
        self._whole = not self._whole
        session = self.context.session
        if self._cluster is not None and session is not None:
            self.show_cluster(self._cluster, frozen=session.store.read_only)

    def _stored(self) -> Cluster | None:
        """The cluster as the file holds it; None where it is gone."""
        session, cluster = self.context.session, self._cluster
        return session.store.clusters([cluster.id]).get(cluster.id) if session and cluster else None
