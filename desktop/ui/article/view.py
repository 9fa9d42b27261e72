"""The article view: shows the session's article, turns gestures and keys into signals; it edits nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from db.rows import Article, ChangeSet
from desktop.article import OpenArticle
from desktop.ui.article.finding import Finding
from desktop.ui.article.hit import Spot
from desktop.ui.article.keys import CaretKeys
from desktop.ui.article.mouse import Gestures
from desktop.ui.article.news import links_of, spans_touched
from desktop.ui.article.overview import WIDTH, Overview
from desktop.ui.article.spoken import Voice
from desktop.ui.article.stage import Shown
from desktop.ui.article.workbench import Workbench
from desktop.ui.context import Context

RESTYLING = frozenset(
    {
        "font_family", "font_size", "line_spacing", "measure", "language", "digits", "hide_marks", "hide_tatweel",
        "chip_names", "all_links",
    }
)  # fmt: skip


class ArticleView(Workbench):
    """See the module; ``Workbench`` for signals and what commands call, ``Surface`` for caret, selection and places."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._gestures = Gestures(self)
        self._keys = CaretKeys(self)
        self._overview = Overview(context, self)
        self.finding = Finding(context, self, self._overview)
        self.voice = Voice(context, self)
        self.make_room()
        bridge = context.bridge
        bridge.changed.connect(self._on_changed)
        bridge.opened.connect(self._show_article)
        bridge.whole.connect(self._on_whole)
        bridge.selected.connect(self._on_selected)
        bridge.corpusChanged.connect(self._on_corpus)
        bridge.themeChanged.connect(self.refresh)
        bridge.themeChanged.connect(self._overview.soon)
        bridge.settingChanged.connect(self._on_setting)
        self.caretMoved.connect(self._keys.forget_goal)
        self._show_article(context.session.article if context.session else None)

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
        self._overview.soon()
        self.finding.forget()
        self.caretMoved.emit()

    def _on_whole(self, article: OpenArticle) -> None:
        if article is self._stage.article:
            self._scroller.reread()
            self.viewport().update()
            self._overview.soon()

    def _on_setting(self, key: str) -> None:
        if key in RESTYLING and not (key == "font_size" and self._style.px == self._context.settings.get(key)):
            self.refresh()
        if key in ("language", "digits"):
            self.finding.retranslate()
        if key == "show_rejected" and self._stage.article is not None:
            self._shown.links = links_of(self._stage.article, self._shown.selected, self._context)
            self.viewport().update()

    def _on_selected(self, mention_id: str | None) -> None:
        old, article = self._shown.selected, self._stage.article
        new = article.mentions.get(mention_id) if article and mention_id else None
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
        self._overview.soon()
        self._rehang(self.flow.touched(spans_touched(article, changes)))
        links = links_of(article, self._shown.selected, self._context)
        if links != self._shown.links or self._stage.links_everywhere:
            self._shown.links = links
            self.viewport().update()
        if self._stage.header.refresh() or any(isinstance(change.row, Article) for change in changes.changes):
            self.viewport().update(QRect(0, -self.scrolled, self.viewport().width(), self._stage.header.height))

    # --- Qt ------------------------------------------------------------------------------------------------------

    def make_room(self) -> None:
        """The strip beside the scroll bar, which stands at the left; the search bar, where it is open, below."""
        self.setViewportMargins(WIDTH, 0, 0, self.finding.height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().geometry()
        self._overview.setGeometry(room.left() - WIDTH, room.top(), WIDTH, room.height())
        self.finding.bar.setGeometry(room.left() - WIDTH, room.bottom() + 1, room.width() + WIDTH, self.finding.height)

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
        """Esc drops what is half done; caret keys are used; everything else goes on to the window."""
        escape = event.key() == Qt.Key.Key_Escape
        if not ((self._gestures.abandon() or self.drop()) if escape else self._keys.press(event)):
            event.ignore()
