"""The article view: shows the session's article, moves the caret, turns gestures into signals; it edits nothing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from db.rows import Article, ChangeSet, Mention, Span
from desktop.article import OpenArticle
from desktop.ui.article import hit, marks
from desktop.ui.article.flow import Flow
from desktop.ui.article.hit import Edge, Spot
from desktop.ui.article.keys import OWN_KEYS, CaretKeys
from desktop.ui.article.mouse import Gestures
from desktop.ui.article.news import links_of, spans_touched
from desktop.ui.article.scrolling import Scroller
from desktop.ui.article.stage import Shown, Stage
from desktop.ui.article.style import CanvasStyle
from desktop.ui.context import Context

STYLE_SETTINGS = frozenset({"font_family", "font_size", "line_spacing", "measure"})
ZOOM_RANGE = (14, 48)


class ArticleView(QAbstractScrollArea):
    """See the module. All positions are code points of the article, all points viewport px unless called global."""

    caretMoved = Signal()  # noqa: N815 - signals are named as Qt names them
    """The caret or the text selection is elsewhere."""
    selectionMade = Signal(int, int)  # noqa: N815
    """A drag over text is done: start, end."""
    edgeDragged = Signal(str, str, int)  # noqa: N815
    """An edge was dropped: mention id, ``start`` or ``end``, new position."""
    mentionClicked = Signal(str)  # noqa: N815
    menuRequested = Signal(QPoint, int)  # noqa: N815
    """The context menu is asked for: global point, position."""
    pickMade = Signal(str)  # noqa: N815
    pickCancelled = Signal()  # noqa: N815
    zoomed = Signal(int)
    """The font size is now so many px."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown = Shown()
        self._anchor = 0
        self._quiet = False
        self._preview: Mention | None = None
        self._gestures = Gestures(self)
        self._keys = CaretKeys(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        viewport = self.viewport()
        viewport.setMouseTracking(True)
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setCursor(Qt.CursorShape.IBeamCursor)
        self._style = CanvasStyle.of(context.theme, context.settings)
        self._stage = Stage(self._style, context.messages, None, viewport.size())
        self._scroller = Scroller(self)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._refine)
        self._connect()
        self._name()
        self._show_article(context.session.article if context.session else None)

    def _connect(self) -> None:
        bridge = self._context.bridge
        bridge.changed.connect(self._on_changed)
        bridge.opened.connect(self._show_article)
        bridge.selected.connect(self._on_selected)
        bridge.corpusChanged.connect(self._on_corpus)
        bridge.themeChanged.connect(self._restyle)
        bridge.settingChanged.connect(self._on_setting)

    def _name(self) -> None:
        self.setAccessibleName(self._context.tr("canvas.name"))
        self.viewport().setAccessibleName(self._context.tr("canvas.name"))

    # --- what there is -------------------------------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        """The picture shown."""
        return self._stage

    @property
    def flow(self) -> Flow:
        """The column of paragraphs."""
        return self._stage.flow

    @property
    def text(self) -> str:
        """The open article's text; empty when none is open."""
        return self._stage.article.text if self._stage.article else ""

    @property
    def scroll(self) -> int:
        """px scrolled down."""
        return self.verticalScrollBar().value()

    @property
    def spot(self) -> Spot:
        """The caret's place."""
        return self._shown.caret

    @property
    def caret(self) -> int:
        """The caret's position."""
        return self._shown.caret.position

    @property
    def anchor(self) -> int:
        """Where the text selection began; the caret's position when nothing is selected."""
        return self._anchor

    @property
    def selection(self) -> Span | None:
        """The selected text, start before end, or None."""
        low, high = sorted((self._anchor, self.caret))
        return (low, high) if low < high else None

    @property
    def selected(self) -> str | None:
        """The selected mention's id."""
        return self._context.session.selected if self._context.session else None

    @property
    def picking(self) -> list[str]:
        """The candidates being picked from, in the order of their numbers; empty when none are."""
        return list(self._shown.picking)

    def selected_mention(self) -> Mention | None:
        """The selected mention, as previewed while an edge is in the hand."""
        article = self._stage.article
        return self._preview or (article.mentions.get(self.selected or "") if article else None)

    def edges(self) -> list[Edge]:
        """The selected mention's edges in sight."""
        return self._stage.edges(self.selected_mention(), self.scroll)

    def spot_at(self, point: QPointF) -> Spot:
        """The caret place nearest to a point."""
        return hit.spot_at(self._stage.placed(self.scroll), self._stage.x, point)

    def letter_at(self, point: QPointF) -> int:
        """The letter under or nearest to a point."""
        return hit.letter_at(self._stage.placed(self.scroll), self._stage.x, point)

    def mentions_at(self, point: QPointF) -> list[Mention]:
        """The mentions under a point, innermost first."""
        return hit.mentions_at(self._stage.placed(self.scroll), self._stage.x, point, self._style)

    def sentence_at(self, position: int) -> Span:
        """The sentence around a position."""
        article = self._stage.article
        return article.sentence_at(position) if article else (0, 0)

    def caret_point(self) -> QPoint:
        """Global point under the caret: where a palette belongs."""
        x, y, height = self._stage.caret_at(self._shown.caret, self.scroll)
        return self.viewport().mapToGlobal(QPoint(int(x), int(y + height)))

    # --- caret and selection -------------------------------------------------------------------------------------

    def set_caret(self, position: int, *, anchor: int | None = None) -> None:
        """Put the caret at ``position``; with ``anchor`` the text between is selected."""
        length = len(self.text)
        position = min(max(position, 0), length)
        self._place(Spot(position), position if anchor is None else min(max(anchor, 0), length))

    def move_caret(self, spot: Spot, *, extend: bool = False) -> None:
        """Put the caret at a place and into sight; ``extend`` keeps the anchor."""
        self._place(spot, self._anchor if extend else spot.position)
        self._scroller.show_spot(spot)

    def select_text(self, start: int, end: int) -> None:
        """Select text."""
        self._place(Spot(end, after=end > start), start)

    def _place(self, spot: Spot, anchor: int) -> None:
        if (spot, anchor) == (self._shown.caret, self._anchor):
            return
        old = [(self._anchor, self.caret)]
        self._shown.caret, self._anchor = spot, anchor
        self._shown.selection = self.selection
        self._keys.forget_goal()
        if self._stage.article is not None:
            self._update_rows(self.flow.touched(tuple(sorted(pair)) for pair in (*old, (anchor, spot.position))))
        self.caretMoved.emit()

    def reveal(self, *, start: int, end: int) -> None:
        """Scroll until a stretch is in sight with some lines around it; nothing moves when it is."""
        self._scroller.reveal(start=start, end=end)

    def choose(self, mention_id: str | None) -> None:
        """Select a mention by hand: the caret stays where it is."""
        session = self._context.session
        if session is None:
            return
        self._quiet = True
        try:
            session.select(mention_id)
        finally:
            self._quiet = False
        if mention_id is not None:
            self.mentionClicked.emit(mention_id)

    def pick(self, candidates: list[str] | None) -> None:
        """Number mentions 1, 2, ... on the text and wait for a click or a digit (``pickMade``); None ends it."""
        self._shown.picking = tuple(candidates or ())
        self.viewport().update()

    def picked(self, mention_id: str) -> None:
        """A candidate was picked."""
        self.pick(None)
        self.pickMade.emit(mention_id)

    def abandon(self) -> bool:
        """Drop a half-done gesture, picking or a text selection; False when there is none."""
        if self._gestures.abandon():
            return True
        if self._shown.picking:
            self.pick(None)
            self.pickCancelled.emit()
            return True
        if self.selection is not None:
            self._place(self._shown.caret, self.caret)
            return True
        return False

    def preview(self, mention: Mention | None) -> None:
        """Show a mention as it would be; None shows it as it is."""
        old = self._preview or self.selected_mention()
        self._preview = mention
        self.flow.override = mention
        shown = self.selected_mention()
        self._shown.selected = shown
        self._rehang(self.flow.touched((one.start, one.end) for one in (old, shown) if one is not None))

    def own_keys(self, on: bool) -> None:
        """While a gesture is half done, Esc is ours and no action starts."""
        self.setProperty(OWN_KEYS, on)

    def zoom(self, steps: int) -> None:
        """Letters larger or smaller by ``steps`` px; 0 gives the size of a fresh install."""
        settings = self._context.settings
        size = settings.get("font_size") + steps if steps else CanvasStyle(self._context.theme).px
        settings.set("font_size", min(max(size, ZOOM_RANGE[0]), ZOOM_RANGE[1]))
        self._restyle()
        self.zoomed.emit(settings.get("font_size"))

    # --- news ----------------------------------------------------------------------------------------------------

    def _on_corpus(self, _session: object) -> None:
        session = self._context.session
        self._name()
        self._restyle()
        self._show_article(session.article if session else None)

    def _show_article(self, article: OpenArticle | None) -> None:
        self._gestures.abandon()
        self._preview = None
        self._anchor = 0
        self._shown = Shown(focus=self.hasFocus())
        self._rebuild(article)
        self.verticalScrollBar().setValue(0)
        self.caretMoved.emit()

    def _rebuild(self, article: OpenArticle | None) -> None:
        self._stage = Stage(self._style, self._context.messages, article, self.viewport().size())
        session = self._context.session
        if session is not None:
            self.flow.shown = lambda mention: mention.status != "rejected" or session.show_rejected
        self._scroller.settle()
        self._idle.start()
        self.viewport().update()

    def refresh(self) -> None:
        """Paint everything anew: what is shown (rejected ones) has changed."""
        self._restyle()

    def _restyle(self) -> None:
        top = self._scroller.top()
        self._style = CanvasStyle.of(self._context.theme, self._context.settings)
        self._name()
        self._rebuild(self._stage.article)
        self._scroller.restore(top)

    def _on_setting(self, key: str) -> None:
        if key in STYLE_SETTINGS or key in ("language", "digits"):
            self._restyle()

    def _on_selected(self, mention_id: str | None) -> None:
        old, article = self._shown.selected, self._stage.article
        new = article.mentions.get(mention_id or "") if article else None
        had_links = bool(self._shown.links)
        self._shown.selected = new
        self._shown.links = links_of(article, new, self._context) if article else ()
        if new is not None and not self._quiet:
            self._place(Spot(new.start), new.start)
            self.reveal(start=new.start, end=new.end)
        if had_links or self._shown.links:
            self.viewport().update()
        elif article is not None:
            self._update_rows(self.flow.touched((one.start, one.end) for one in (old, new) if one is not None))

    def _on_changed(self, changes: ChangeSet) -> None:
        article = self._stage.article
        if article is None:
            return
        self._shown.selected = article.mentions.get(self.selected or "")
        self._rehang(self.flow.touched(spans_touched(article, changes)))
        links = links_of(article, self._shown.selected, self._context)
        if links != self._shown.links:
            self._shown.links = links
            self.viewport().update()
        if self._stage.header.refresh() or any(isinstance(change.row, Article) for change in changes.changes):
            self.viewport().update(QRect(0, -self.scroll, self.viewport().width(), self._stage.header.height))

    def _rehang(self, indexes: Iterable[int]) -> None:
        """Give some paragraphs their boxes anew and repaint them; all below too when a height changed."""
        indexes = set(indexes)
        rows = self._stage.rows_of(indexes, self.scroll)
        if self._scroller.rehang(indexes):
            self.viewport().update()
        else:
            self.viewport().update(rows)

    def _update_rows(self, indexes: Iterable[int]) -> None:
        rows = self._stage.rows_of(set(indexes), self.scroll)
        if not rows.isEmpty():
            self.viewport().update(rows)

    def _refine(self) -> None:
        if not self._scroller.refine():
            self._idle.stop()

    # --- Qt ------------------------------------------------------------------------------------------------------

    def scroll_towards(self, point: QPointF) -> None:
        """While dragging outside the viewport, bring what lies there into sight."""
        beyond = min(point.y(), 0.0) + max(point.y() - self.viewport().height(), 0.0)
        if beyond:
            self.verticalScrollBar().setValue(self.scroll + int(beyond))

    def sizeHint(self) -> QSize:
        return QSize(self._style.max_width + self._style.rail + self._style.margin, 640)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            self._stage.paint(painter, event.rect(), self.scroll, self._shown)
            if self._stage.article is None:
                painter.setFont(self._style.meta_font)
                painter.setPen(self._style.muted)
                painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._context.tr("canvas.empty"))
            if self.hasFocus():
                marks.paint_focus(painter, self._style, self.viewport().rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self._scroller.top()
        self._rebuild(self._stage.article)
        self._scroller.restore(top)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._scroller.scrolled(dy, whole=bool(self._shown.links) or self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and not self.isRightToLeft():
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keys.forget_goal()
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._gestures.double(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            point = QPointF(event.pos())
            under = self.mentions_at(point)
            if self.selected not in [mention.id for mention in under]:
                self.move_caret(self.spot_at(point))
                self.choose(under[0].id if under else None)
            self.menuRequested.emit(event.globalPos(), self.letter_at(point))
        else:
            self.menuRequested.emit(self.caret_point(), self.caret)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            event.ignore()
