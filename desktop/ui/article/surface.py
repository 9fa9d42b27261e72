"""The scrolling picture of an article with its caret: showing, measuring and repainting; no mouse and no news."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from db.rows import Mention, Span
from desktop.article import OpenArticle
from desktop.ui.article import hit, marks
from desktop.ui.article.flow import Flow
from desktop.ui.article.hit import Edge, Spot
from desktop.ui.article.offsets import hides
from desktop.ui.article.scrolling import Scroller
from desktop.ui.article.stage import Shown, Stage
from desktop.ui.article.style import CanvasStyle
from desktop.ui.article.tags import Tag
from desktop.ui.context import Context

LEAST = QSize(240, 120)


class Surface(QAbstractScrollArea):
    """All positions are code points of the article, all points viewport px unless called global."""

    caretMoved = Signal()  # noqa: N815 - signals are named as Qt names them
    """The caret or the text selection is elsewhere."""
    arrived = Signal()
    """What was to be brought into sight is, the caret or what is selected."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.beside = False
        """Is what is shown the companion, not the open article?"""
        self.faces_right: Callable[[], bool] = lambda: False
        """Does the other article stand at the right of this one? Whoever places the views says so."""
        self._shown = Shown()
        self._anchor = 0
        self._preview: Mention | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setMinimumSize(LEAST)
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
    def scrolled(self) -> int:
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
    def article(self) -> OpenArticle | None:
        """What is to be shown: the session's open article, or the one beside it."""
        session = self._context.session
        return None if session is None else session.companion if self.beside else session.article

    @property
    def selected(self) -> str | None:
        """The id of the mention selected in what is shown."""
        session = self._context.session
        return None if session is None else session.selected_beside if self.beside else session.selected

    def selected_mention(self) -> Mention | None:
        """The selected mention, as previewed while an edge is in the hand."""
        article, selected = self._stage.article, self.selected
        return self._preview or (article.found(selected) if article and selected else None)

    def edges(self) -> list[Edge]:
        """The selected mention's edges in sight."""
        return [] if self.beside else self._stage.edges(self.selected_mention(), self.scrolled)

    def spot_at(self, point: QPointF) -> Spot:
        """The caret place nearest to a point."""
        return hit.spot_at(self._stage.placed(self.scrolled), self._stage.x, point)

    def letter_at(self, point: QPointF) -> int:
        """The letter under or nearest to a point."""
        return hit.letter_at(self._stage.placed(self.scrolled), self._stage.x, point)

    def mentions_at(self, point: QPointF) -> list[Mention]:
        """The mentions under a point, innermost first."""
        return hit.mentions_at(self._stage.placed(self.scrolled), self._stage.x, point, self._style)

    def handle_at(self, point: QPointF) -> Mention | None:
        """The mention that a point takes hold of, by its chip or its bar."""
        return hit.handle_at(self._stage.placed(self.scrolled), self._stage.x, point, self._style)

    def tags(self) -> list[Tag]:
        """The tags in sight of relations into other articles."""
        self._shown.rightwards = self.faces_right()
        return self._stage.tags_in_sight(self.scrolled, self._shown)

    def sentence_at(self, position: int) -> Span:
        """The sentence around a position."""
        article = self._stage.article
        return article.sentence_at(position) if article else (0, 0)

    def hides(self, position: int) -> bool:
        """Is the character at a position left out of what is shown?"""
        return hides(self.text, position, self._style.leave_out)

    def caret_point(self) -> QPoint:
        """Global point under the caret: where a palette belongs."""
        x, y, height = self._stage.caret_at(self._shown.caret, self.scrolled)
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
        self.arrived.emit()

    def extend_to(self, spot: Spot) -> None:
        """Select from the anchor to a place, which is in sight already."""
        self._place(spot, self._anchor)

    def select_text(self, start: int, end: int) -> None:
        """Select text."""
        self._place(Spot(end, after=end > start), start)

    def _place(self, spot: Spot, anchor: int) -> None:
        if (spot, anchor) == (self._shown.caret, self._anchor):
            return
        pairs = ((self._anchor, self.caret), (anchor, spot.position))
        self._shown.caret, self._anchor = spot, anchor
        self._shown.selection = self.selection
        if self._stage.article is not None:
            self._update_rows(self.flow.touched((min(pair), max(pair)) for pair in pairs))
        self.caretMoved.emit()

    def reveal(self, *, start: int, end: int) -> None:
        """Scroll until a stretch is in sight with some lines around it; nothing moves when it is."""
        self._scroller.reveal(start=start, end=end)
        self.arrived.emit()

    def in_sight(self, position: int) -> bool:
        """Whether the line of a caret position shows in the viewport."""
        return self._stage.in_sight(position, self.scrolled)

    def span_in_sight(self) -> Span:
        """From the first to the last letter of the lines that are wholly in sight."""
        return self._stage.span_in_sight(self.scrolled)

    # --- making and repainting the picture -----------------------------------------------------------------------

    def _rebuild(self, article: OpenArticle | None) -> None:
        self._stage = Stage(self._style, self._context.messages, article, self.viewport().size())
        session = self._context.session
        if session is not None:
            self.flow.shown = lambda mention: mention.status != "rejected" or session.show_rejected
        self._scroller.settle()
        self._idle.start()
        self.viewport().update()

    def refresh(self) -> None:
        """Make the picture anew where it stands: look, font, or which mentions are shown has changed."""
        top = self._scroller.top()
        self._style = CanvasStyle.of(self._context.theme, self._context.settings)
        self._rebuild(self._stage.article)
        self._scroller.restore(top)

    def _rehang(self, indexes: Iterable[int]) -> None:
        """Give some paragraphs their boxes anew and repaint them; everything when a height changed."""
        indexes = set(indexes)
        rows = self._stage.rows_of(indexes, self.scrolled)
        if self._scroller.rehang(indexes) or self._stage.tagged:
            self.viewport().update()
        else:
            self.viewport().update(rows)

    def _update_rows(self, indexes: Iterable[int]) -> None:
        rows = self._stage.rows_of(set(indexes), self.scrolled)
        if not rows.isEmpty():
            self.viewport().update(rows)

    def _refine(self) -> None:
        if not self._scroller.refine():
            self._idle.stop()

    def sizeHint(self) -> QSize:
        return QSize(self._style.max_width + self._style.rail + self._style.margin, 640)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._shown.rightwards = self.faces_right()
        with QPainter(self.viewport()) as painter:
            self._stage.paint(painter, event.rect(), self.scrolled, self._shown)
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
        anywhere = bool(self._shown.links) or self._stage.links_everywhere or self._stage.tagged
        self._scroller.scrolled(dy, whole=anywhere or bool(self.tags()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """The article reads from the right whatever the interface's language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and not self.isRightToLeft():
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
