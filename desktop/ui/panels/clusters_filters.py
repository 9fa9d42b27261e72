"""What narrows and orders the list of entities or events: a search, and a few choices that say how many they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from db.rows import Kind
from desktop.ui.context import Context
from desktop.ui.models.cluster_lines import ORDERS, WHERES, Order, Where
from desktop.ui.widgets.combos import Choice, Combo, fill_combo, filter_row
from desktop.ui.widgets.elided import ElidedLabel
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.segmented import Segmented
from desktop.ui.widgets.visible import show_if


class ClustersFilters(QWidget):
    """Kind, words, which of them, label, order; how many of how many are shown."""

    kindChosen = Signal(str)  # noqa: N815 - signals, named as Qt names them
    labelChosen = Signal()  # noqa: N815
    changed = Signal()
    entered = Signal()
    """The keyboard is to go from the search to the list."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._kind: Kind = "entity"
        self._said: tuple[str, ...] = ()
        self.kinds = Segmented(context, self)
        self.search = QLineEdit(self)
        begin_at_start(self.search)
        self.search.setClearButtonEnabled(True)
        self.where = Combo(self)
        self.label = Combo(self)
        self.order = Combo(self)
        self.count = ElidedLabel(parent=self)
        self.count.setProperty("look", "muted")
        self._arrange()
        self.kinds.chosen.connect(self.kindChosen)
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.where.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.order.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.label.currentIndexChanged.connect(lambda _at: self.labelChosen.emit())
        self.setFocusProxy(self.search)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.kinds)
        column.addWidget(self.search)
        column.addLayout(filter_row(self.where))  # by itself: its numbers may be long
        column.addLayout(filter_row(self.label, self.order))
        column.addWidget(self.count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the search, Esc empties it, and Down or Enter leads into the list."""
        searching = self.search.hasFocus()
        if searching and event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif searching and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self, kind: Kind) -> None:
        """Say everything anew, for a kind; what is chosen stays, if it is still there."""
        tr, session, self._kind = self.context.tr, self.context.session, kind
        self.search.setPlaceholderText(tr("panels.clusters.search"))
        self.search.setAccessibleName(tr("panels.clusters.search"))
        self.kinds.set_choices((each, tr(f"panels.kind.{each}")) for each in get_args(Kind))
        self.kinds.set_value(kind)
        labels = session.labels.labels(kind) if session is not None else ()
        choices: list[Choice] = [(None, tr("panels.mentions.any_label"))]
        choices += [(each.code, each.name.text(self.context.messages.language)) for each in labels]
        fill_combo(self.label, tr("panels.mentions.column.label"), choices)
        orders: list[Choice] = [(each, tr(f"panels.clusters.order_{each}")) for each in ORDERS]
        fill_combo(self.order, tr("panels.clusters.order"), orders)
        chosen = self.where.currentData() or "clusters"
        self._said = ()
        names: list[Choice] = [(each, tr(f"panels.clusters.where_{each}")) for each in WHERES]
        fill_combo(self.where, tr("panels.clusters.where"), names)
        self.where.blockSignals(True)
        self.where.setCurrentIndex(self.where.findData(chosen))
        self.where.blockSignals(False)

    def say(self, counts: Mapping[str, int | None], *, total: int, complete: bool, first: int = 0) -> None:
        """How many each of the choices holds (None: not known yet), and how many there are of the one chosen.

        ``first``: only so many of the mentions are in the list; 0: as many as there are.
        """
        tr, number = self.context.tr, self.context.messages.number
        said = tuple(
            tr(f"panels.clusters.where_{each}") + ("" if counts[each] is None else f" {number(counts[each] or 0)}")
            for each in WHERES
        )
        for at, text in enumerate(said):
            if said != self._said:
                self.where.setItemText(at, text)
        self._said = said
        shown = counts[self.chosen]
        text = tr("panels.clusters.shown", shown=shown or 0, total=total)
        if first:
            text = tr("panels.clusters.first", shown=text, first=first)
        self.count.setText(text if complete else tr("panels.clusters.reading", shown=text))
        show_if(self.count, not complete or bool(first) or shown != total)  # else the choice says as much

    @property
    def chosen(self) -> Where:
        """Which of them are to be shown."""
        return cast(Where, self.where.currentData() or "clusters")

    @property
    def ordered(self) -> Order:
        """How they are ordered."""
        return cast(Order, self.order.currentData() or "size")
