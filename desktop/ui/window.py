"""The window: docks around the article, the review bar below, geometry, title, drops and closing. No feature."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
)

from db.rows import DEFAULT_LAYER
from desktop.ui import jobs, menus
from desktop.ui.actions import ACTIONS
from desktop.ui.article.spread import Spread
from desktop.ui.article.view import ArticleView
from desktop.ui.commands.base import Commands, Host
from desktop.ui.commands.wiring import Wiring
from desktop.ui.context import Context
from desktop.ui.dates_reading import DatesReader
from desktop.ui.docks import Docks
from desktop.ui.key_filter import KeyFilter
from desktop.ui.reading import Reader
from desktop.ui.widgets.review_bar import ReviewBar
from desktop.ui.widgets.start_page import StartPage
from desktop.ui.widgets.visible import first_stop, in_sight

FIRST_SIZE = (1280, 800)
STATE_VERSION = 3


class Window(QMainWindow):
    """One a process."""

    dropped = Signal(object)
    """Files were dropped: list[Path]."""
    startChosen = Signal(str)  # noqa: N815 - signals, named as Qt names them
    """One of the start page's choices."""
    corpusChosen = Signal(object)  # noqa: N815
    """A recent corpus: its Path."""
    closing = Signal()
    """The user closes the window; what must be kept is kept now."""

    def __init__(self, context: Context, host: Host) -> None:
        super().__init__()
        self._context = context
        self._host = host
        self._focus_mode = False
        self.docks: Docks
        self.spread: Spread
        self.start_page: StartPage | None = None
        """Only while no corpus is open; a start with one does not pay for it."""
        self.review_bar: ReviewBar
        self.commands: Commands
        self.setAcceptDrops(True)
        self.setDockOptions(self.DockOption.AllowTabbedDocks)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setContentsMargins(0, 0, 0, 0)
        self.resize(*FIRST_SIZE)
        self._build()
        context.bridge.corpusChanged.connect(self.show_corpus)
        if geometry := context.settings.get("window_geometry"):
            self.restoreGeometry(_bytes(geometry))

    # --- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        context = self._context
        self.spread = Spread(context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.spread)
        self.setCentralWidget(self._stack)
        self.docks = Docks(self, context)
        self.commands = Commands(context, view=self.view, window=self, host=self._host, actions=ACTIONS)
        context.commands = self.commands
        self.review_bar = ReviewBar(context)
        self.review_bar.set_commands(self.commands, self.docks.by_name)
        self.view.caretMoved.connect(self.review_bar.refresh)
        self.spread.added.connect(lambda view: view.caretMoved.connect(self.review_bar.refresh))
        self.statusBar().addWidget(self.review_bar, 1)
        menus.fill(self.menuBar(), self.commands)
        Wiring(self.commands, self.spread)
        Reader(context, self)
        DatesReader(context, self)
        self._filter = KeyFilter(self.commands, self)
        _application().installEventFilter(self._filter)
        direction, _, state = context.settings.get("window_state").partition(":")
        if direction == context.messages.direction:
            front, away = (context.settings.get(key) for key in ("window_front", "window_away"))
            self.docks.restore(_bytes(state), STATE_VERSION, front=front, away=away)
        self.docks.set_shown(False)

    @property
    def view(self) -> ArticleView:
        """The view of the open article."""
        return self.spread.active

    def retranslate(self) -> None:
        """Say everything in another language, mirrored where it reads the other way; what is open stays as it is."""
        self.menuBar().clear()
        menus.fill(self.menuBar(), self.commands)
        self.docks.retranslate()
        self.review_bar.retranslate()
        if self.start_page is not None:
            self.show_corpus(None)
        self.retitle()

    def _drop_start_page(self) -> None:
        if self.start_page is not None:
            jobs.settle(self.start_page)
            self.start_page.setParent(None)
            self.start_page.deleteLater()
            self.start_page = None

    def _add_start_page(self) -> StartPage:
        page = StartPage(self._context)
        page.chosen.connect(self.startChosen)
        page.recentChosen.connect(self.corpusChosen)
        self._stack.addWidget(page)
        return page

    # --- showing -------------------------------------------------------------------------------------------------

    def show_corpus(self, session: object) -> None:
        """The panels of a corpus, or the start page when none is open."""
        self._drop_start_page()
        self.docks.set_shown(session is not None and not self._focus_mode)
        self.statusBar().setVisible(session is not None)
        if session is None:
            self.start_page = self._add_start_page()
            self._stack.setCurrentWidget(self.start_page)
            self.start_page.focus_first()
        else:
            self._stack.setCurrentWidget(self.spread)
            self.view.setFocus()
        self.retitle()

    def retitle(self) -> None:
        """The corpus' file name and whose layer it is."""
        session, tr = self._context.session, self._context.tr
        if session is None:
            self.setWindowTitle(tr("window.name"))
            return
        layer = session.layer
        if layer == DEFAULT_LAYER:
            layer = self._context.settings.get("author") or tr("window.own_layer")
        key = "window.title_read_only" if session.store.read_only else "window.title"
        self.setWindowTitle(tr(key, corpus=session.store.path.name, layer=layer))

    def dock_widgets(self) -> dict[str, QDockWidget]:
        """The docks by name."""
        return self.docks.by_name

    def focus_mode(self) -> bool:
        """Is only the article shown?"""
        return self._focus_mode

    def set_focus_mode(self, on: bool) -> None:
        """Show only the article and the review bar, or everything again."""
        if on == self._focus_mode or self._context.session is None:
            return
        if on:
            self.save_state()
        self._focus_mode = on
        self.menuBar().setVisible(not on)
        self.docks.set_shown(not on)
        self.view.setFocus()

    def next_pane(self, step: int) -> None:
        """Move the keyboard to the next (1) or previous (-1) pane that is shown."""
        panels = [dock.widget() for dock in self.docks.by_name.values() if in_sight(dock)]
        middle = self._stack.currentWidget()
        around = self.spread.views if middle is self.spread else [middle]
        panes = [pane for pane in (*around, *panels) if pane is not None]
        focus = QApplication.focusWidget()
        inside = [place for place, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))]
        at = inside[0] if inside else 0
        first_stop(panes[(at + step) % len(panes)]).setFocus(Qt.FocusReason.TabFocusReason)

    # --- keeping -------------------------------------------------------------------------------------------------

    def save_state(self) -> None:
        """Dock places, kept by direction: a mirrored window has its own."""
        settings = self._context.settings
        self.spread.keep()
        settings.set("window_geometry", _text(self.saveGeometry()))
        if self._context.session is not None and not self._focus_mode:
            settings.set("window_state", f"{self._context.messages.direction}:{_text(self.saveState(STATE_VERSION))}")
            settings.set("window_front", self.docks.front())
            settings.set("window_away", list(self.docks.room.away))

    # --- events --------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.dropped.emit(paths)

    def finish_typing(self) -> None:
        """Leave the field that is typed in, so that what it holds is made to last before its corpus is closed."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.clearFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.finish_typing()
        self.save_state()
        jobs.settle(self)
        self.closing.emit()
        event.accept()


def _application() -> QCoreApplication:
    application = QApplication.instance()
    assert application is not None, "a window without an application"
    return application


def _text(data: QByteArray) -> str:
    return base64.b64encode(data.data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore")))
