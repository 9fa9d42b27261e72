"""What a cluster is, to change: type, other names, an id elsewhere, notes; for entities whom it belongs to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from db.rows import Cluster, Tie
from desktop.edits import regroup
from desktop.suggest.index import ClusterIndex
from desktop.ui.context import Context
from desktop.ui.likely import owning
from desktop.ui.panels.act import attempt
from desktop.ui.panels.card_aliases import CardAliases
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.combos import Combo
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.flow import FlowLayout

SPELLINGS = 4
"""Spellings shown; more would push the fields out of sight."""


class CardFields(QWidget):
    """A form below the name. Every change is an edit of its own."""

    clusterWanted = Signal(str)  # noqa: N815 - a signal, named as Qt names them

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._cluster: Cluster | None = None
        self._ties: list[tuple[Tie, Cluster]] = []
        self.kind = Combo(self)
        self.external = QLineEdit(self)
        begin_at_start(self.external)
        self.note = QLineEdit(self)
        begin_at_start(self.note)
        self.aliases = CardAliases(context, self)
        self.spellings = QLabel(self)
        self.spellings.setWordWrap(True)
        self.spellings.setProperty("look", "muted")
        self._box = QWidget(self)
        self._flow = FlowLayout(self._box)
        self.add = QPushButton(self._box)
        self.chips: list[Chip] = []
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(4)
        self._names = {
            name: QLabel(self) for name in ("type", "aliases", "spellings", "external", "note", "belongs")
        }
        fields = (self.kind, self.aliases, self.spellings, self.external, self.note, self._box)
        for name, field in zip(self._names, fields, strict=True):
            self._names[name].setProperty("look", "muted")
            self._names[name].setBuddy(field)
            self._form.addRow(self._names[name], field)
        self._flow.addWidget(self.add)
        self.kind.activated.connect(self._retype)
        self.external.editingFinished.connect(self.keep)
        self.note.editingFinished.connect(self.keep)
        self.add.clicked.connect(self._ask)

    def show_cluster(self, cluster: Cluster | None, names: list[str]) -> None:
        """Show a cluster's fields; ``names``: how its mentions are written, the most frequent first.

        What was typed for another cluster is kept first, for that one.
        """
        tr, session = self.context.tr, self.context.session
        same = cluster is not None and self._cluster is not None and cluster.id == self._cluster.id
        if not same:
            self.keep()
        self._cluster = cluster
        if cluster is None or session is None:
            return
        for name, label in self._names.items():
            label.setText(tr(f"board.card.{name}"))
        self.external.setPlaceholderText("Q…")
        frozen = session.store.read_only
        for field, text in ((self.external, cluster.external or ""), (self.note, cluster.note.replace("\n", " · "))):
            field.setReadOnly(frozen)
            if not same or not field.hasFocus() or not field.isModified():
                field.setText(text)
        self._fill_types(cluster)
        self.kind.setEnabled(not frozen)
        others = [name for name in names if name != cluster.name]
        more = "…" if len(others) > SPELLINGS else ""
        self.spellings.setText(self.context.messages.listed(others[:SPELLINGS]) + more)
        self._form.setRowVisible(self.spellings, bool(others))
        self._form.setRowVisible(self.aliases, not frozen or bool(cluster.aliases))
        self.aliases.show_cluster(cluster, frozen=frozen)
        self._form.setRowVisible(self._box, cluster.kind == "entity")
        named: tuple[tuple[str, QWidget], ...] = (("type", self.kind), ("external", self.external), ("note", self.note))
        for name, widget in named:
            widget.setAccessibleName(tr(f"board.card.{name}"))
        if cluster.kind == "entity":
            self._show_ties(cluster, frozen=frozen)

    def _fill_types(self, cluster: Cluster) -> None:
        session, language = self.context.session, self.context.messages.language
        assert session is not None
        self.kind.clear()
        self.kind.addItem(self.context.tr("board.card.no_type"), None)
        for label in session.labels.labels(cluster.kind):
            self.kind.addItem(label.name.text(language), label.code)
        self.kind.setCurrentIndex(max(self.kind.findData(cluster.label), 0))

    def _show_ties(self, cluster: Cluster, *, frozen: bool) -> None:
        session = self.context.session
        assert session is not None
        said = [tie for tie in session.store.ties(layer=session.layer) if tie.kind == "affiliated"]
        named = [tie for tie in said if cluster.id in (tie.one, tie.other)]
        mine = [(tie, tie.other if tie.one == cluster.id else tie.one) for tie in named]
        rows = session.store.clusters([other for _, other in mine])
        self._ties = [(tie, rows[other]) for tie, other in mine if other in rows]
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for tie, other in self._ties:
            chip = Chip(self.context, self._box, removable=not frozen)
            chip.show_label(other.name, self.context.theme.label("entity", other.label or ""))
            chip.clicked.connect(lambda _on=False, other=other: self.clusterWanted.emit(other.id))
            chip.removed.connect(lambda tie=tie, other=other: self._forget(tie, other))
            self._flow.addWidget(chip)
            chip.show()
            self.chips.append(chip)
        self.add.setText(self.context.tr("board.card.belongs_add"))
        self.add.setVisible(not frozen)

    # --- edits ---------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Make the id and the note last, if they were changed, even where their cluster is no longer the one shown."""
        self.aliases.keep()
        cluster, stored = self._cluster, self._stored()
        if cluster is None:
            return
        note = self.note.text().replace(" · ", "\n") if "\n" in cluster.note else self.note.text()
        typed = {"external": self.external.text(), "note": note}
        self.external.setModified(False)
        self.note.setModified(False)
        told = {"external": cluster.external or "", "note": cluster.note}
        new = {name: text for name, text in typed.items() if text.strip() != told[name]}
        if stored is not None and new:
            self._describe(stored, label=stored.label, **new)

    def _retype(self) -> None:
        stored = self._stored()
        if stored is not None:
            self._describe(stored, label=self.kind.currentData())

    def _describe(
        self, stored: Cluster, *, label: str | None, external: str | None = None, note: str | None = None
    ) -> None:
        """None leaves what is stored."""
        external = external if external is not None else stored.external or ""
        note = note if note is not None else stored.note
        attempt(self.context, lambda: regroup.describe(stored, label=label, external=external, note=note))

    def _stored(self) -> Cluster | None:
        """The cluster as the file holds it; None where it is gone."""
        session, cluster = self.context.session, self._cluster
        return session.store.clusters([cluster.id]).get(cluster.id) if session and cluster else None

    def _forget(self, tie: Tie, other: Cluster) -> None:
        cluster = self._cluster
        if cluster is not None:
            attempt(self.context, lambda: regroup.forget(tie, one=cluster.name, other=other.name))

    def _ask(self) -> None:
        from desktop.ui.dialogs.cluster_choice import cluster_choice

        session, cluster, commands = self.context.session, self._cluster, self.context.commands
        if session is None or cluster is None:
            return
        index = commands.index if commands is not None else ClusterIndex(session)
        palette = cluster_choice(
            self.context, self.window(), cluster=cluster, entries=index.entries("entity"),
            likely=owning(self.context, index, cluster),
            heading=self.context.tr("board.card.belongs_title", cluster=cluster.name),
        )  # fmt: skip
        palette.chosen.connect(lambda value, _shift: self._belong(cluster, value))
        if commands is not None:
            commands.show_palette(palette, centred=True)
        else:
            palette.open_beside(None)

    def _belong(self, cluster: Cluster, other: object) -> None:
        session = self.context.session
        if session is not None and isinstance(other, Cluster):
            ties = session.store.ties(layer=session.layer)
            attempt(self.context, lambda: regroup.affiliate(cluster, other, ties=ties))
