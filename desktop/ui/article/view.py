"""The article view: shows the session's article, turns gestures and keys into signals; it edits nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from db.rows import Article, ChangeSet, Mention
from desktop.article import OpenArticle
from desktop.ui.article.hit import Spot
from desktop.ui.article.keys import OWN_KEYS, CaretKeys
from desktop.ui.article.mouse import Gestures
from desktop.ui.article.news import links_of, spans_touched
from desktop.ui.article.stage import Shown
from desktop.ui.article.style import CanvasStyle
from desktop.ui.article.surface import Surface
from desktop.ui.context import Context

RESTYLING = frozenset({"font_family", "font_size", "line_spacing", "measure", "language", "digits"})
ZOOM_RANGE = (14, 48)


class ArticleView(Surface):
    """See the module, and ``Surface`` for caret, selection and places."""

    selectionMade = Signal(int, int)  # noqa: N815 - signals are named as Qt names them
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
        super().__init__(context, parent)
        self._quiet = False
        self._gestures = Gestures(self)
        self._keys = CaretKeys(self)
        bridge = context.bridge
        bridge.changed.connect(self._on_changed)
        bridge.opened.connect(self._show_article)
        bridge.selected.connect(self._on_selected)
        bridge.corpusChanged.connect(self._on_corpus)
        bridge.themeChanged.connect(self.refresh)
        bridge.settingChanged.connect(self._on_setting)
        self.caretMoved.connect(self._keys.forget_goal)
        self._show_article(context.session.article if context.session else None)

    # --- for the commands ----------------------------------------------------------------------------------------

    @property
    def picking(self) -> list[str]:
        """The candidates being picked from, in the order of their numbers; empty when none are."""
        return list(self._shown.picking)

    def pick(self, candidates: list[str] | None) -> None:
        """Number mentions 1, 2, ... on the text and wait for a click or a digit (``pickMade``); None ends it."""
        self._shown.picking = tuple(candidates or ())
        self.viewport().update()

    def zoom(self, steps: int) -> None:
        """Letters larger or smaller by ``steps`` px; 0 gives the size of a fresh install."""
        settings = self._context.settings
        size = settings.get("font_size") + steps if steps else CanvasStyle(self._context.theme).px
        settings.set("font_size", min(max(size, ZOOM_RANGE[0]), ZOOM_RANGE[1]))
        self.refresh()
        self.zoomed.emit(settings.get("font_size"))

    def refresh(self) -> None:
        """Make the picture anew where it stands: look, font, or which mentions are shown has changed."""
        self.setAccessibleName(self._context.tr("canvas.name"))
        self.viewport().setAccessibleName(self._context.tr("canvas.name"))
        super().refresh()
        self.flow.override = self._preview

    # --- for the gestures ----------------------------------------------------------------------------------------

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
        old = self.selected_mention()
        self._preview = mention
        self.flow.override = mention
        self._shown.selected = new = self.selected_mention()
        self._rehang(self.flow.touched((one.start, one.end) for one in (old, new) if one is not None))

    def own_keys(self, on: bool) -> None:
        """While a gesture is half done, Esc is ours and no action starts."""
        self.setProperty(OWN_KEYS, on)

    def scroll_towards(self, point: QPointF) -> None:
        """While dragging outside the viewport, bring what lies there into sight."""
        beyond = min(point.y(), 0.0) + max(point.y() - self.viewport().height(), 0.0)
        if beyond:
            self.verticalScrollBar().setValue(self.scrolled + int(beyond))

    # --- news ----------------------------------------------------------------------------------------------------

    def _on_corpus(self, _session: object) -> None:
        session = self._context.session
        self.refresh()
        self._show_article(session.article if session else None)

    def _show_article(self, article: OpenArticle | None) -> None:
        self._gestures.forget()
        self._preview = None
        self._anchor = 0
        self._shown = Shown()
        self.setAccessibleName(self._context.tr("canvas.name"))
        self.viewport().setAccessibleName(self._context.tr("canvas.name"))
        self.verticalScrollBar().setValue(0)
        self._rebuild(article)
        self.caretMoved.emit()

    def _on_setting(self, key: str) -> None:
        if key in RESTYLING and not (key == "font_size" and self._style.px == self._context.settings.get(key)):
            self.refresh()

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
            self.viewport().update(QRect(0, -self.scrolled, self.viewport().width(), self._stage.header.height))

    # --- Qt ------------------------------------------------------------------------------------------------------

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
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            self.menuRequested.emit(self.caret_point(), self.caret)
            return
        point = QPointF(event.pos())
        under = [mention.id for mention in self.mentions_at(point)]
        if self.selected not in under:
            self.choose(under[0] if under else None)
        if self.selection is None:
            self.move_caret(self.spot_at(point))
        self.menuRequested.emit(event.globalPos(), self.letter_at(point))

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
