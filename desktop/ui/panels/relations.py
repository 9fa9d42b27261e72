"""The relations panel: those of the selected event, or of an article, what follows from them, and what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.rows import ChangeSet
from desktop.closure.listing import Line, lines_inferred, lines_of_article, lines_of_event
from desktop.session import Session
from desktop.ui.commands import relations
from desktop.ui.context import Context
from desktop.ui.panels.act import jump
from desktop.ui.panels.relations_delegate import RelationsDelegate
from desktop.ui.panels.relations_model import RelationsModel
from desktop.ui.panels.two_lines import two_line_row
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.key_hint import key_words
from desktop.ui.widgets.row_list import RowList, is_marked
from desktop.ui.widgets.segmented import Segmented
from desktop.ui.widgets.visible import show_if

if TYPE_CHECKING:
    from desktop.ui.dialogs.relation_palette import Verb

SCOPES = ("event", "article", "inferred")
INFERRED_AT_MOST = 2000
ROWS, MARGIN = 2, 8
AROUND = 2 * MARGIN + 12
"""Rows in sight at least; logical pixels around the panel, and what it needs of height beside its parts."""
BUTTONS = ("add", "accept", "flip", "retype", "remove")
_KEYS = {
    (int(key), shift): verb
    for key, shift, verb in (
        (Qt.Key.Key_Delete, False, "remove"), (Qt.Key.Key_Backspace, False, "remove"),
        (Qt.Key.Key_Space, False, "flip"), (Qt.Key.Key_Space, True, "retype"),
        (Qt.Key.Key_Return, True, "accept"), (Qt.Key.Key_Enter, True, "accept"), (Qt.Key.Key_Insert, False, "add"),
    )
}  # fmt: skip
"""(key, with Shift) in the list; Enter jumps."""
LEGENDS = {"add": "Insert", "accept": "Shift+Enter", "flip": "Space", "retype": "Shift+Space", "remove": "Delete"}


class RelationList(RowList):
    """A list whose rows are acted on by keys."""

    wanted = Signal(str)
    """One of ``BUTTONS``."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        verb = _KEYS.get((int(event.key()), shift))
        if verb is None:
            super().keyPressEvent(event)
        else:
            self.wanted.emit(verb)


class RelationsPanel(QWidget):
    """Made anew a moment after what it shows has changed, and only while it is seen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = RelationsModel(context, self)
        self.scope = Segmented(context, self)
        self.view = RelationList(self)
        self.view.setModel(self.model)
        self._delegate = RelationsDelegate(context)
        self.view.setItemDelegate(self._delegate)
        self.empty = QLabel(self)
        self.empty.setWordWrap(True)
        self.empty.setTextFormat(Qt.TextFormat.RichText)
        self.empty.setMargin(24)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.more = QLabel(self)
        self.more.setProperty("look", "muted")
        self.more.setWordWrap(True)
        self.more.hide()
        self.buttons = {name: QPushButton(self) for name in BUTTONS}
        self.folded = QToolButton(self)
        self.folded.setText("⋯")
        self.folded.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.folded.setMenu(QMenu(self.folded))
        self.folded.menu().aboutToShow.connect(self._unfold)
        self.folded.hide()
        self._scope = "event"
        self._about: tuple[str, str | None] | None = None
        self._stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.load)
        self._arrange()
        self._connect()
        self._retranslate()

    def _arrange(self) -> None:
        holder = QWidget(self)
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.foot = QWidget(self)
        flow = FlowLayout(self.foot)
        for button in self.buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.scope, 1)
        head.addWidget(self.folded)
        column.addLayout(head)
        column.addWidget(holder, 1)
        column.addWidget(self.more)
        column.addWidget(self.foot)
        self.view.keep_rows(ROWS, two_line_row(self.font()))
        self.setFocusProxy(self.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for the buttons and the rows kept in sight, the buttons fold into one with a menu."""
        super().resizeEvent(event)
        least = self.scope.sizeHint().height() + self.view.minimumHeight() + AROUND
        fits = event.size().height() >= least + self.foot.heightForWidth(event.size().width() - 2 * MARGIN)
        show_if(self.foot, fits)
        show_if(self.folded, not fits)

    def _unfold(self) -> None:
        """What the buttons do, as a menu."""
        menu = self.folded.menu()
        menu.clear()
        for name, button in self.buttons.items():
            action = menu.addAction(f"{button.text()}\t{LEGENDS[name]}")
            action.setObjectName(f"relations_{name}")
            action.setEnabled(button.isEnabled())
            action.triggered.connect(lambda _on=False, name=name: self._act(name))

    def _connect(self) -> None:
        bridge = self.context.bridge
        for news in (bridge.corpusChanged, bridge.imported, bridge.opened, bridge.whole, bridge.dated):
            news.connect(self._soon)
        bridge.changed.connect(self._changed)
        bridge.selected.connect(self._selected)
        bridge.themeChanged.connect(self.view.viewport().update)
        bridge.settingChanged.connect(self._retranslate)
        self.scope.chosen.connect(self._choose_scope)
        self.view.wanted.connect(self._act)
        self.view.activated.connect(self._jump)
        self.view.clicked.connect(self._clicked)
        self.view.selectionModel().currentChanged.connect(self._enable)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self._act(name))

    def _retranslate(self) -> None:
        tr = self.context.tr
        for widget in (self, self.view):
            widget.setAccessibleName(tr("relations.title"))
        self.scope.set_choices((scope, tr(f"relations.scope.{scope}")) for scope in SCOPES)
        self.scope.set_value(self._scope)
        for name, button in self.buttons.items():
            button.setText(tr(f"relations.do.{name}"))
            button.setToolTip(f"{button.text()}  {LEGENDS[name]}")
        self.folded.setAccessibleName(tr("relations.actions"))
        self.folded.setToolTip(tr("relations.actions"))
        self.model.forget_words()
        self._show_empty()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._later.start(0)

    # --- news --------------------------------------------------------------------------------------------------------

    def _soon(self) -> None:
        self._stale = True
        if self.context.session is None or self.context.session.article is None:
            self.model.load(())
            self._show_empty()
        if self.isVisible():
            self._later.start(0)

    def _changed(self, _change: ChangeSet) -> None:
        self._soon()

    def _selected(self) -> None:
        if self._scope == "event":
            self._soon()

    def load(self) -> None:
        """Show the relations as they now are; the current row stays, or, if it has gone, the one in its place.

        A list that has the keyboard is at its first row where none was current.
        """
        session = self.context.session
        if session is not None and session.article is not None and not session.article.whole:
            return
        index = self.view.currentIndex()
        line = self.model.line(index.row()) if index.isValid() else None
        key = line.key if line is not None else None
        about_relation = line.relation.id if line is not None and line.relation is not None else None
        about = (self._scope, session.selected if session is not None and self._scope == "event" else None)
        same, self._about = about == self._about, about
        self._stale = False
        self.model.load(self._lines())
        row = self.model.row_of(key) if key is not None else -1
        if row < 0 and about_relation is not None:
            row = self.model.row_about(about_relation)  # it has a part in a contradiction now, or has none any more
        if row < 0 and key is not None and same:
            row = min(index.row(), self.model.rowCount() - 1)
        if row < 0 and self.view.hasFocus():
            row = min(self.model.rowCount(), 1) - 1
        if row >= 0:
            self.view.selectionModel().setCurrentIndex(
                self.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self._show_empty()
        self._enable()

    def _lines(self) -> list[Line]:
        session = self.context.session
        if session is None or session.article is None:
            return []
        if self._scope == "article":
            return lines_of_article(
                session.closure, session.dates, session.article, show_rejected=session.show_rejected
            )
        if self._scope == "inferred":
            return lines_inferred(session.closure, session.article, at_most=INFERRED_AT_MOST)
        event = session.mention
        if event is None or event.kind != "event":
            return []
        return lines_of_event(
            session.closure, session.dates, session.article, event, show_rejected=session.show_rejected
        )

    def _show_empty(self) -> None:
        session = self.context.session
        key = "no_article"
        if session is not None and session.article is not None:
            on_event = session.mention is not None and session.mention.kind == "event"
            key = self._scope if on_event or self._scope != "event" else "no_event"
        commands = self.context.commands
        legend = commands.legend("relation_add") if commands is not None else "B"
        self.empty.setText(self.context.tr(f"relations.empty.{key}", key=key_words(legend, self.context.theme)))
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)
        self.more.setText(self.context.tr("relations.more", count=INFERRED_AT_MOST))
        self.more.setVisible(self._scope == "inferred" and self.model.rowCount() >= INFERRED_AT_MOST)

    def _enable(self) -> None:
        session, line = self.context.session, self.current
        free = session is not None and not session.store.read_only and self.context.commands is not None
        own = free and line is not None and line.relation is not None and self._is_here(session, line)
        on_event = session is not None and session.mention is not None and session.mention.kind == "event"
        for name, button in self.buttons.items():
            button.setEnabled(bool(free and on_event if name == "add" else own))
        if own and line is not None and line.relation is not None:
            self.buttons["accept"].setEnabled(line.relation.status in ("suggested", "rejected"))

    @staticmethod
    def _is_here(session: Session | None, line: Line) -> bool:
        article = session.article if session else None
        return article is not None and line.relation is not None and line.relation.id in article.relations

    # --- wishes ------------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Line | None:
        """The line the keyboard is on, if it is seen to be."""
        return self.model.line(self.view.currentIndex().row()) if is_marked(self.view) else None

    def _choose_scope(self, scope: str) -> None:
        self._scope = scope
        self.load()

    def _act(self, name: str) -> None:
        commands, line = self.context.commands, self.current
        if commands is None or not self.buttons[name].isEnabled():
            return
        if name == "add":
            commands.trigger("relation_add")
        elif line is not None and line.relation is not None:
            if name == "retype":
                relations.ask_change(commands, line.relation.id)
            else:
                relations.do(commands, cast("Verb", name), line.relation.id)

    def _clicked(self, index: QModelIndex) -> None:
        """A click goes to the place, unless the list would then be another event's; there only a link at fault does.

        So does one that leads to another article: there it is in the list again.
        """
        line, session = self.model.line(index.row()), self.context.session
        article = session.article if session is not None else None
        away = article is not None and any(end and end not in article.mentions for end in (line.head, line.tail))
        if self._scope != "event" or line.kind in ("part", "same", "date") or away:
            self._jump(index)

    def _jump(self, index: QModelIndex) -> None:
        """Go to the end of the relation that is not selected, in whatever article it is."""
        session = self.context.session
        if session is None or not index.isValid():
            return
        line = self.model.line(index.row())
        ends = [key for key in (line.head, line.tail) if key]
        if line.dated is not None:
            ends = [each.mention for said in session.dates.sayings(line.dated.event) for each in said.sources] or ends
        if not ends:
            return
        if self._scope == "event" and line.kind not in ("part", "same") and session.selected == ends[0]:
            ends.reverse()
        mention = session.store.mention(ends[0])
        if mention is not None:
            jump(self.context, article=mention.article, mention=mention.id)
