"""The linking board: the mention now, and beside it the numbered candidates for what it is, each with its reasons."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.rows import ChangeSet, Kind, Mention
from desktop.bidi import side_by_side
from desktop.keys import Chord
from desktop.suggest.index import ClusterIndex
from desktop.ui.context import Context
from desktop.ui.offers import AT_MOST, Offer, Offers, better
from desktop.ui.panels.board_delegate import OFFER, BoardDelegate
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.key_hint import show_key
from desktop.ui.widgets.row_list import RowList

SLICE_S = 0.012
"""So long is read of a large corpus before the window gets its turn again."""
RANK_S = 0.5
"""While it is being read, the candidates are ranked again this often: those in sight keep their digits."""
HOLD_S = 0.3
"""So long after reading has begun no candidates come into sight; those that do stay. Many a corpus is read by then."""
UNTOUCHED_S = 2.0
"""So long after the board came into sight, and until any key or button is pressed, better candidates just come."""
FEW = 6
"""So many articles are read at once instead."""
WAYS = (("new", "0"), ("distinct", "X"), ("later", "Space"))
ANEW = "Z"
"""The key that puts the candidates in order again, where better ones have been found."""


def legend(context: Context, key: str) -> str:
    """What stands on a key of the board: ``1`` (all digits but 0), ``0``, ``X``, ``Z`` or ``Space``; both in Arabic."""
    number = context.messages.number
    if key == "1":
        return f"{number(1)}–{number(AT_MOST)}"
    if key == "0":
        return number(0)
    if len(key) == 1:
        return Chord(key).legend("ar") if context.messages.language == "ar" else key
    return context.tr("board.space")


class OffersModel(QAbstractListModel):
    """The candidates as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers: list[Offer] = []

    def load(self, offers: list[Offer]) -> None:
        """Show other candidates."""
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        if role == OFFER:
            return offer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return side_by_side(offer.name, offer.spread, *(text for text, _ in offer.chips))
        if role == Qt.ItemDataRole.ToolTipRole and offer.excerpt is not None:
            return offer.excerpt.text
        return None


class BoardPanel(QWidget):
    """Only shows; what is chosen is told by ``chosen`` and the verbs of ``commands.board`` do it."""

    chosen = Signal(int)
    """A candidate, counted from 0."""
    wanted = Signal(str)
    """``new``, ``distinct``, ``later``, or ``anew``: the candidates in the order they have by now."""
    renewed = Signal()
    """Other candidates are shown, or none."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = OffersModel(self)
        self._index: ClusterIndex | None = None
        self._offers: Offers | None = None
        self._shown_for: str | None = None
        """The mention whose candidates are shown."""
        self.better = 0
        """So many candidates would stand higher by what has been read since these came into sight."""
        self._anew = True
        """Are those of the same mention to be put in order again, not only looked for again?"""
        self._done: Kind | None = None
        """Of this kind no mention is left that is in no cluster."""
        self._ranked_at = 0.0
        self._came_at: float | None = None
        """When the board came into sight; None once anything was pressed."""
        self._since: float | None = None
        """When reading began."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self._build()
        self._retranslate()
        bridge = context.bridge
        bridge.touched.connect(self._touched)
        self.view.verticalScrollBar().valueChanged.connect(self._touched)
        bridge.changed.connect(self._changed)
        for signal in (bridge.selected, bridge.themeChanged):
            signal.connect(self._later)
        bridge.opened.connect(self._begin_anew)
        bridge.imported.connect(self._read_anew)
        bridge.corpusChanged.connect(self._read_anew)

    def _build(self) -> None:
        self.now = QLabel(self)
        self.now.setProperty("look", "title")
        self.now.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.label = Chip(self.context, self)
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.facts = QLabel(self)
        self.facts.setProperty("look", "muted")
        self.facts.setWordWrap(True)
        self.view = RowList(self)
        self.view.setModel(self.model)
        self._delegate = BoardDelegate(self.context)
        self.view.setItemDelegate(self._delegate)
        self.view.activated.connect(lambda index: self.chosen.emit(index.row()))
        self.news = QPushButton(self)
        self.news.setFlat(True)
        self.news.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.news.clicked.connect(lambda: self.wanted.emit("anew"))
        self.news.hide()
        self.buttons = {name: QPushButton(self) for name, _key in WAYS}
        head, foot = QHBoxLayout(), FlowLayout()
        head.addWidget(self.now, 1)
        head.addWidget(self.label)
        for name, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(self.view, 1)
        column.addWidget(self.news)  # below: what is in sight must not move when it comes
        column.addLayout(foot)
        self.setFocusProxy(self.view)

    def _retranslate(self) -> None:
        tr = self.context.tr
        self.setAccessibleName(tr("window.panel.board"))
        self.view.setAccessibleName(tr("board.candidates"))

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def offers(self) -> list[Offer]:
        """The candidates in their order."""
        return self.model.offers

    @property
    def current(self) -> int:
        """The row of the candidate that «not this» is about, which is marked: at first the first; -1: none."""
        return self.view.currentIndex().row()

    def make_current(self, row: int) -> None:
        """Make a candidate the current one."""
        self.view.setCurrentIndex(self.model.index(row))
        self.view.scrollTo(self.model.index(row))

    @property
    def mention(self) -> Mention | None:
        """The mention now: the selected one."""
        session = self.context.session
        return session.mention if session is not None else None

    def settled(self) -> bool:
        """Is what is shown up to date? If not it is now, but nobody has seen it yet."""
        if not self._soon.isActive():
            return True
        self.refresh()
        return False

    def none_left(self, kind: Kind) -> None:
        """Say that no mention of a kind is left that is in no cluster, until something changes."""
        self._done = kind
        self._later()

    def put_in_order(self) -> None:
        """Show the candidates in the order they have by all that has been read."""
        self._anew = True
        self.refresh()

    def refresh(self) -> None:
        """Ask for candidates again and show them. Those in sight keep their places unless news of them came."""
        self._soon.stop()
        if not self.isVisible():
            return
        anew, self._anew = self._anew, False
        session, mention, commands = self.context.session, self.mention, self.context.commands
        article = session.article if session is not None else None
        index: ClusterIndex | None = commands.index if commands is not None else None
        if article is None or commands is None or index is None or mention is None:
            self.better = 0
            self._load([], None)
            self._say(None)
            self.renewed.emit()
            self._go_on_reading(index)
            return
        self._index, self._offers = index, commands.offers
        assert self._offers is not None
        if self._held(index, mention):
            self._anew = True
            self._load([], None)
            self._say(mention)
            self.renewed.emit()
            self._go_on_reading(index)
            return
        ranked = self._offers.of(article, mention, recent=tuple(commands.memory.clusters))
        if anew or mention.id != self._shown_for or self._fresh:
            self.better = 0
            self._load(ranked, mention.id)
        else:
            self._load(self._offers.kept(article, mention, self.offers, ranked), mention.id)
            self.better = better(self.offers, ranked)
        self._say(mention)
        self.renewed.emit()
        self._go_on_reading(index)

    @property
    def _fresh(self) -> bool:
        """Has the board only just come into sight, and has no hand moved since?"""
        return self._came_at is not None and perf_counter() - self._came_at < UNTOUCHED_S

    def _touched(self, *_news: object) -> None:
        self._came_at = None

    def _held(self, index: ClusterIndex, mention: Mention) -> bool:
        """Is too little read yet to show candidates of this mention?"""
        if index.read_on() or (index.left <= FEW and index.read_on(HOLD_S)):
            return False
        now = perf_counter()
        self._since = self._since if self._since is not None else now
        return mention.id != self._shown_for and now - self._since < HOLD_S

    def _go_on_reading(self, index: ClusterIndex | None) -> None:
        """Also while no mention is selected: the next one's candidates are the better for it."""
        self._ranked_at = perf_counter()
        if index is not None and not index.complete:
            self._reading.start()

    def _load(self, offers: list[Offer], mention: str | None) -> None:
        """Show candidates; one that was chosen for the same mention stays current, and if it is gone gives its row."""
        if mention == self._shown_for and offers == self.offers:
            return
        same, scroll = mention == self._shown_for, self.view.verticalScrollBar()
        row, place = (self.view.currentIndex().row(), scroll.value()) if same else (-1, 0)
        target = self.offers[row].target if row > 0 else None
        self._shown_for = mention
        self.model.load(offers)
        self.view.doItemsLayout()  # or there would be nothing yet to scroll to
        scroll.setValue(place)
        if target is None and offers:
            self.make_current(0)
        elif offers:
            places = [at for at, offer in enumerate(offers) if offer.target == target]
            self.make_current(places[0] if places else min(row, len(offers) - 1))

    def _read_on(self) -> None:
        session, commands = self.context.session, self.context.commands
        if session is None or commands is None or commands.index is None or not self.isVisible():
            self._reading.stop()
            return
        complete, now = commands.index.read_on(SLICE_S), perf_counter()
        if complete:
            self._reading.stop()
        held = self._shown_for is None and self._since is not None and now - self._since >= HOLD_S
        if complete or now - self._ranked_at > RANK_S or (held and self.mention is not None):
            self.refresh()

    def _later(self, *_news: object) -> None:
        self._soon.start()

    def _read_anew(self, *_news: object) -> None:
        self._since = None
        self._begin_anew()

    def _begin_anew(self, *_news: object) -> None:
        self._anew, self._done = True, None
        self._soon.start()

    def _changed(self, done: ChangeSet) -> None:
        """What is said of a candidate, or happens while articles are still being read, leaves the others in place."""
        by_hand = done.kind == "do" and (done.label == "cluster.distinguish" or self._reading.isActive())
        self._anew, self._done = self._anew or not by_hand, None
        self._soon.start()

    def _say(self, mention: Mention | None) -> None:
        tr, session = self.context.tr, self.context.session
        self.label.setVisible(mention is not None)
        self._say_keys(mention)
        done = tr(f"board.all_linked.{self._done}") if self._done is not None else ""
        if mention is None or session is None or session.article is None or self._offers is None:
            self.now.setText("")
            self.facts.setText(done or tr("board.choose"))
            self.facts.show()
            return
        article = session.article
        self.now.setText(tr("board.now", text=" ".join(article.text_of(mention).split())))
        label = session.labels.label(mention.kind, mention.label)
        name = label.name.text(self.context.messages.language) if label is not None else mention.label
        self.label.show_label(name, self.context.theme.label(mention.kind, mention.label))
        cluster = article.clusters.get(mention.cluster or "")
        facts = self._offers.facts(article, mention)
        if cluster is not None:
            facts.insert(0, tr("board.chain" if cluster.scope else "board.linked", name=cluster.name))
        if not self.offers and self._shown_for is not None:
            facts.append(tr("board.nothing"))
        if done:
            facts.append(done)
        if self._index is not None and not self._index.complete:
            facts.append(tr("board.reading"))
        self.facts.setText(side_by_side(*facts))
        self.facts.setVisible(bool(facts))

    def _say_keys(self, mention: Mention | None) -> None:
        """What the keys below the candidates do; where nothing may be written only «later» does something."""
        tr, session = self.context.tr, self.context.session
        free = mention is not None and session is not None and not session.store.read_only
        kind = mention.kind if mention is not None else "event"
        for name, key in WAYS:
            said = tr(f"board.{name}.{kind}") if name == "new" else tr(f"board.{name}")
            self.buttons[name].setText(said)
            show_key(self.buttons[name], legend(self.context, key), self.context.theme)
            self.buttons[name].setEnabled(name == "later" or (free and (name != "distinct" or bool(self.offers))))
        self.news.setText(tr("board.better", count=self.better, key=legend(self.context, ANEW)))
        self.news.setVisible(self.better > 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._came_at = perf_counter()
        self._retranslate()
        self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reading.stop()
