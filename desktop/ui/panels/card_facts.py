"""An event's card: when, where and who, gathered from all its mentions; a click goes to a mention that says it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from db.arabic import fold_key
from db.dates import Interval
from db.rows import Cluster
from desktop.bidi import counted
from desktop.date_wording import interval_words
from desktop.suggest.event_card import EventCard, Sources, card_of
from desktop.suggest.index import ClusterIndex
from desktop.ui.context import Context
from desktop.ui.panels.act import jump
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.flow import FlowLayout

SLICE_S = 0.012
SHOWN = 6
"""Chips on a line at most; the ones said most often."""
NAME_DIGITS = 11
"""How wide a line's name is: it takes two lines where articles differ, and two numbers have room beside each other."""
LINES = ("when", "where", "who", "numbers", "polarity")


class CardFacts(QWidget):
    """Lines of chips; a line on which articles do not agree says so."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.card = EventCard()
        self._cluster: Cluster | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.gather)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(4)
        self._names: dict[str, QLabel] = {}
        self._boxes: dict[str, QWidget] = {}
        self._flows: dict[str, FlowLayout] = {}
        self.chips: dict[str, list[Chip]] = {name: [] for name in LINES}
        self._next: dict[tuple[str, str], int] = {}
        for name in LINES:
            self._names[name], self._boxes[name] = QLabel(self), QWidget(self)
            self._names[name].setWordWrap(True)
            self._names[name].setFixedWidth(NAME_DIGITS * self.fontMetrics().horizontalAdvance("0"))
            self._flows[name] = FlowLayout(self._boxes[name])
            self._form.addRow(self._names[name], self._boxes[name])

    def show_cluster(self, cluster: Cluster | None) -> None:
        """Gather, once the news has gone round, what the mentions of an event say; an entity has no such card."""
        self._cluster = cluster
        self._soon.start()

    @property
    def pending(self) -> bool:
        """Is there still something to gather?"""
        return self._soon.isActive()

    def gather(self) -> None:
        """Show what there is to know now."""
        self._soon.stop()
        cluster, commands = self._cluster, self.context.commands
        index: ClusterIndex | None = commands.index if commands is not None else None
        shown = cluster is not None and cluster.kind == "event" and index is not None
        self.setVisible(shown)
        if not self.isVisible():
            return
        if cluster is None or index is None or not shown:
            return
        if not index.read_on(SLICE_S):
            self._soon.start()  # a large corpus is read bit by bit; the window has its turn in between
            return
        mentions = [index.events.facts[each] for each in sorted(index.events.members.get(cluster.id, ()))]
        self.card = card_of(mentions, index.events.entity.__getitem__)
        card, messages = self.card, self.context.messages
        self._line("when", card.dates, lambda iso: interval_words(messages, Interval.from_iso(iso)), card.dates_differ)
        self._line("where", card.where, index.name, card.places_differ(partial(_same_place, index)))
        self._line("who", card.who, index.name, False)
        numbers = {text: told for said in card.numbers.values() for text, told in said.items()}
        self._line("numbers", numbers, str, bool(card.numbers_that_differ))
        polarity = card.polarity if len(card.polarity) > 1 else {}
        self._line("polarity", polarity, self._polarity, card.polarity_differs)

    def _line(self, name: str, said: Sources, word: Callable[[str], str], differ: bool) -> None:
        box, theme = self._boxes[name], self.context.theme
        flow = self._flows[name]
        for chip in self.chips[name]:
            flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips[name] = []
        for what, told in sorted(said.items(), key=lambda item: (-len(item[1]), item[0]))[:SHOWN]:
            chip = Chip(self.context, box)
            said_of_it = word(what)
            if len(told) > 1:
                said_of_it = counted(said_of_it, self.context.messages.number(len(told)))
            chip.show_label(said_of_it, theme.role("danger" if differ else "accent"), dashed=differ)
            chip.clicked.connect(lambda _on=False, name=name, what=what, told=told: self._go(name, what, told))
            flow.addWidget(chip)
            chip.show()
            self.chips[name].append(chip)
        label = self.context.tr(f"board.card.{name}")
        self._names[name].setText(self.context.tr("board.card.differ", what=label) if differ else label)
        self._names[name].setProperty("look", "muted")
        self._form.setRowVisible(box, bool(said))

    def _polarity(self, value: str) -> str:
        session = self.context.session
        attribute = session.labels.attribute("polarity") if session is not None else None
        found = next((each for each in attribute.values if each.code == value), None) if attribute else None
        return found.name.text(self.context.messages.language) if found is not None else value

    def _go(self, name: str, what: str, told: list[str]) -> None:
        """To the next of the mentions that say it."""
        session = self.context.session
        at = self._next.get((name, what), 0)
        self._next[name, what] = at + 1
        mention = session.store.mention(told[at % len(told)]) if session is not None else None
        if mention is not None:
            jump(self.context, article=mention.article, mention=mention.id)


def _same_place(index: ClusterIndex, one: str, other: str) -> bool:
    """Is a place (a key of the index) the other one, or does one lie in the other, as far as is known?"""
    return (
        one == other or other in index.circle().related(one) or fold_key(index.name(one)) == fold_key(index.name(other))
    )
