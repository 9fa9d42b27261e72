"""One article, or two side by side, both live: which view shows which, and which of them is the active one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from db.rows import Article
from desktop.article import OpenArticle
from desktop.bidi import isolated
from desktop.session import Session
from desktop.ui import icons
from desktop.ui.article.view import ArticleView
from desktop.ui.context import Context
from desktop.ui.widgets.elided import ElidedLabel

NARROW = 640
"""px of width below which the two stand one below the other."""
"""Around a title, which reads its own way, whichever way the interface does."""
BAR = 3
"""px of the bar that marks the active one."""


class PaneTitle(QWidget):
    """Names an article while two are shown, marks the active one, and closes it."""

    closed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dockTitle")
        self._context = context
        self._active = False
        self.label = ElidedLabel("", self)
        self.close_button = QToolButton(self)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 6, 4)
        row.addWidget(self.label, 1)
        row.addWidget(self.close_button)
        context.bridge.themeChanged.connect(self._tint)
        self._tint()

    def show_article(self, article: OpenArticle | None, *, active: bool) -> None:
        """Name an article, and say whether keys and panels are about it."""
        title = (article.row.title or article.row.ref) if article else ""
        self._active = active
        self.label.setText(isolated(title))
        told = self._context.tr("beside.close", article=title)
        self.close_button.setToolTip(told)
        self.close_button.setAccessibleName(told)
        self.update()

    def _tint(self) -> None:
        self.close_button.setIcon(icons.icon("close", self._context.theme.role("muted"), size=12))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.role("canvas.background"))
            thick, ink = (BAR, "accent") if self._active else (1, "border")
            painter.fillRect(QRect(0, self.height() - thick, self.width(), thick), theme.role(ink))


class Pane(QWidget):
    """An article view with its title above."""

    def __init__(self, context: Context, view: ArticleView) -> None:
        super().__init__()
        self.view = view
        self.title = PaneTitle(context, self)
        self.title.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.title)
        self._column.addWidget(view, 1)

    def settle(self) -> None:
        """Give the view its place now, so that it can be scrolled."""
        self._column.activate()


class Spread(QSplitter):
    """Places stay when the articles change roles. The second view is made when it is wanted first."""

    activated = Signal(object)
    """Another view is the active one: the ArticleView."""
    added = Signal(object)
    """The second view was made: the ArticleView."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._context = context
        self._active = 0
        self._panes: list[Pane] = []
        self.setChildrenCollapsible(False)
        self.setHandleWidth(6)
        bridge = context.bridge
        bridge.swapped.connect(self._swapped)
        self._add(ArticleView(context))
        bridge.beside.connect(self._arrange)
        bridge.beside.connect(self.keep)
        bridge.corpusChanged.connect(self._corpus_changed)
        bridge.opened.connect(self._name)
        bridge.changed.connect(self._name)
        bridge.settingChanged.connect(self._name)
        application = QApplication.instance()
        assert isinstance(application, QApplication), "a window without an application"
        application.focusChanged.connect(self._focus_moved)

    @property
    def active(self) -> ArticleView:
        """The view of the open article."""
        return self._panes[self._active].view

    @property
    def views(self) -> list[ArticleView]:
        """The views in sight, in the order of reading."""
        return [pane.view for pane in self._panes if not pane.isHidden()]

    @property
    def panes(self) -> list[Pane]:
        """The panes made so far, in the order of reading."""
        return list(self._panes)

    def _add(self, view: ArticleView) -> None:
        pane = Pane(self._context, view)
        pane.title.closed.connect(lambda: self._close(view))
        view.faces_right = lambda: self._faces_right(pane)
        self._panes.append(pane)
        self.addWidget(pane)

    def _faces_right(self, pane: Pane) -> bool:
        """Does another pane stand at the right of this one?"""
        if self.orientation() != Qt.Orientation.Horizontal or len(self.views) < 2:
            return False
        return (pane is self._panes[0]) == (self.layoutDirection() == Qt.LayoutDirection.LeftToRight)

    # --- news ----------------------------------------------------------------------------------------------------

    def _corpus_changed(self, session: Session | None) -> None:
        self._arrange(session.companion if session else None)

    def _arrange(self, companion: OpenArticle | None) -> None:
        """A second article came, another one came in its place, or it went."""
        made = companion is not None and len(self._panes) == 1
        if made:
            view = ArticleView(self._context, beside=True)
            self._add(view)
            self.added.emit(view)
        fresh = [pane for pane in self._panes if pane.isHidden() or made]
        for place, pane in enumerate(self._panes):
            pane.setVisible(place == self._active or companion is not None)
            pane.title.setVisible(companion is not None)
        self._name()
        if companion is not None:
            QCoreApplication.sendPostedEvents(self, QEvent.Type.LayoutRequest)
            if made:
                self.setSizes([1000, 1000])
            for pane in self._panes:
                pane.settle()
                pane.view.follow()  # the news may reach it after us
                if fresh or pane.view.beside:  # what is worked on stays where it is, unless its room has changed
                    pane.view.seek()

    def _swapped(self) -> None:
        before = self._panes[self._active]
        self._active = 1 - self._active
        keys = self.window().focusWidget()  # also while another window is the active one
        had_keys = keys is not None and (keys is before.view or before.view.isAncestorOf(keys))
        for place, pane in enumerate(self._panes):
            pane.view.beside = place != self._active
        self.activated.emit(self.active)
        if had_keys:
            self.active.setFocus()

    def _name(self, *_news: object) -> None:
        session = self._context.session
        for place, pane in enumerate(self._panes):
            active = place == self._active
            article = None if session is None else session.article if active else session.companion
            pane.title.show_article(article, active=active)

    # --- keeping -------------------------------------------------------------------------------------------------

    def keep(self, *_news: object) -> None:
        """Remember which two articles of the open corpus are shown, where, and which is the active one."""
        session, settings = self._context.session, self._context.settings
        if session is None:
            return
        before = settings.get("beside")
        corpus = str(session.store.path.resolve())
        recent = settings.get("recent")
        kept = {path: what for path, what in before.items() if path != corpus and path in recent}
        if session.article is not None and session.companion is not None:
            ids = [session.article.row.id, session.companion.row.id]
            kept[corpus] = [*(ids if self._active == 0 else ids[::-1]), str(self._active)]
        if kept != before:
            settings.set("beside", kept)

    def restore(self) -> bool:
        """Show the two articles again that were kept of the open corpus. Gives whether there are any. WorldError."""
        session = self._context.session
        what = self._context.settings.get("beside").get(str(session.store.path.resolve())) if session else None
        if session is None or not isinstance(what, list) or len(what) != 3:
            return False
        first, second, active = (str(each) for each in what)
        if first == second or any(session.store.row(Article, each) is None for each in (first, second)):
            return False
        swapped = self._active == 1
        session.open(second if swapped else first)
        session.open_beside(first if swapped else second)
        if active != str(self._active):
            session.swap()
        return True

    # --- hands ---------------------------------------------------------------------------------------------------

    def _close(self, view: ArticleView) -> None:
        session = self._context.session
        if session is not None:
            if view is self.active:
                session.swap()
            session.close_beside()
            self.active.setFocus()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The keyboard went to the search bar of an article; the article itself looks after its own."""
        for pane in self._panes:
            if now is not None and pane.view.finding.bar.isAncestorOf(now):
                pane.view.take_over()

    def sizeHint(self) -> QSize:
        """That of one article: a second one takes its room from the first, not from the panels."""
        return self.active.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = Qt.Orientation.Vertical if self.width() < NARROW else Qt.Orientation.Horizontal
        if self.orientation() != wanted:
            self.setOrientation(wanted)
            self.setSizes([1000, 1000])
