"""The article view: shows the session's article or the one beside it, turns gestures and keys into signals."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from db.rows import Article, ChangeSet, Mention
from desktop.article import OpenArticle
from desktop.ui.article import kin
from desktop.ui.article.finding import Finding
from desktop.ui.article.hit import Spot
from desktop.ui.article.keys import CaretKeys
from desktop.ui.article.mouse import Gestures
from desktop.ui.article.news import chosen_of, links_of, spans_touched, wrong_of
from desktop.ui.article.overview import WIDTH, Overview
from desktop.ui.article.pointing import Pointing
from desktop.ui.article.reaching import Pointed, reaches_of, touches
from desktop.ui.article.spoken import Voice
from desktop.ui.article.stage import Shown
from desktop.ui.article.workbench import Workbench
from desktop.ui.context import Context

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NOTCH = 120
"""What Qt tells of a wheel turned by one notch; a touchpad tells of parts of it."""
RESTYLING = frozenset(
    {
        "font_family", "font_size", "line_spacing", "measure", "language", "digits", "hide_marks", "hide_tatweel",
        "chip_names", "all_links",
    }
)  # fmt: skip


class ArticleView(Workbench):
    """See the module; ``Workbench`` for signals and what commands call, ``Surface`` for caret, selection and places."""

    def __init__(self, context: Context, parent: QWidget | None = None, *, beside: bool = False) -> None:
        super().__init__(context, parent)
        self.beside = beside
        self._followed: str | None = None
        self._settle_focus = QTimer(self)
        self._settle_focus.setSingleShot(True)
        self._settle_focus.setInterval(0)
        self._settle_focus.timeout.connect(self._keep_keys)
        self._gestures = Gestures(self)
        self.pointing = Pointing(self)
        self._turned = 0
        self._keys = CaretKeys(self)
        self._overview = Overview(context, self)
        self.finding = Finding(context, self, self._overview)
        self.make_room()
        bridge = context.bridge
        bridge.changed.connect(self._on_changed)
        bridge.opened.connect(self.follow)
        bridge.beside.connect(self.follow)
        bridge.whole.connect(self._on_whole)
        bridge.dated.connect(self._on_dated)
        bridge.selected.connect(self._on_selected)
        bridge.corpusChanged.connect(self._on_corpus)
        bridge.themeChanged.connect(self.refresh)
        bridge.themeChanged.connect(self._overview.soon)
        bridge.settingChanged.connect(self._on_setting)
        bridge.pointed.connect(self._on_pointed)
        self.caretMoved.connect(self._keys.forget_goal)
        self.voice = Voice(context, self)
        self._show_article(self.article)

    # --- news ----------------------------------------------------------------------------------------------------

    def _on_corpus(self, _session: object) -> None:
        self.refresh()
        self._show_article(self.article)

    def follow(self, _news: object = None) -> None:
        """Show what is to be shown here now; what is shown already stays as it is, selection and links apart."""
        article = self.article
        session = self._context.session
        self._followed = session.selected if session else None
        self.tell_name()
        if article is not self._stage.article:
            self._show_article(article)
        elif article is not None:
            if self.beside and self._shown.picking:
                self.pick(None)
            self._gestures.forget()
            self._take_reaches(article)
            self._take_selection(article)
            self.viewport().update()

    def _take_reaches(self, article: OpenArticle) -> None:
        self._shown.reaches = reaches_of(article, self._context)

    def _take_selection(self, article: OpenArticle) -> None:
        self._shown.selected = article.found(self.selected) if self.selected else None
        self._shown.links = links_of(article, self._shown.selected, self._context)
        self._shown.kin = kin.kin_of(self._context)
        self._shown.chosen = chosen_of(self._shown.reaches, self._context)
        self._overview.show_kin(self._shown.kin, self._shown.hovered)
        self._shown.wrong = wrong_of(self._shown.reaches, self._shown.selected, self._context)
        self._shown.resting = self.beside

    def seek(self) -> None:
        """Bring into sight the mention selected here, else the nearest of the cluster selected in the open article."""
        chosen = self._shown.selected
        if chosen is not None:
            if self.beside:
                self._place(Spot(chosen.start), chosen.start)
            self.reveal(start=chosen.start, end=chosen.end)
        else:
            self._seek_kin()

    def stay(self, mention_id: str) -> None:
        """That this mention will be selected in the open article is no reason to scroll to its cluster's here."""
        self._followed = mention_id

    def _seek_kin(self) -> None:
        """Beside the open article, unless its last rows are still to come: then it is done when they are there."""
        article, cluster = self._stage.article, self._shown.kin
        if not self.beside or article is None or not article.whole or cluster is None:
            return
        placed = self._stage.placed(self.scrolled)
        if not kin.in_sight(placed, cluster, height=self.viewport().height()):
            found = kin.nearest(article, cluster, placed[0].paragraph.start if placed else 0)
            if found is not None:
                self.reveal(start=found.start, end=found.end)

    def _show_article(self, article: OpenArticle | None) -> None:
        self._gestures.forget()
        self._preview = None
        self._anchor = 0
        self._shown = Shown()
        self.tell_name()
        self.verticalScrollBar().setValue(0)
        self._rebuild(article)
        if article is not None:
            self._take_reaches(article)
            self._take_selection(article)
        self.pointing.leave()
        self._overview.soon()
        self.finding.forget()
        self.caretMoved.emit()

    def _on_whole(self, article: OpenArticle) -> None:
        if article is self._stage.article:
            seen = self.in_sight(self.caret)
            self._scroller.reread()
            if seen and not self.in_sight(self.caret):
                self._scroller.show_spot(self.spot)
            self._take_reaches(article)
            self._take_selection(article)
            self._seek_kin()
            self.viewport().update()
            self._overview.soon()

    def _on_dated(self) -> None:
        if self._stage.article is not None:
            self._take_selection(self._stage.article)
            self.viewport().update()

    def _on_setting(self, key: str) -> None:
        if key in RESTYLING and not (key == "font_size" and self._style.px == self._context.settings.get(key)):
            self.refresh()
        if key in ("language", "show_rejected") and self._stage.article is not None:
            self._take_reaches(self._stage.article)
        if key in ("language", "digits"):
            self.finding.retranslate()
        if key == "show_rejected" and self._stage.article is not None:
            self._shown.links = links_of(self._stage.article, self._shown.selected, self._context)
            self.refresh()

    def _on_selected(self, mention_id: str | None) -> None:
        shown, article = self._shown, self._stage.article
        if article is None:
            return
        old, old_kin, had_links = shown.selected, shown.kin, bool(shown.links)
        self._take_selection(article)
        new, followed, self._followed = shown.selected, self._followed, mention_id
        if self.beside:
            if followed != mention_id:
                self._seek_kin()
        elif new is not None and not self._quiet:
            self._place(Spot(new.start), new.start)
            self.reveal(start=new.start, end=new.end)
        if had_links or shown.links or old_kin != shown.kin or shown.reaches:
            self.viewport().update()
        else:
            self._update_rows(self.flow.touched((one.start, one.end) for one in (old, new) if one is not None))

    def _on_changed(self, changes: ChangeSet) -> None:
        article = self._stage.article
        if article is None:
            return
        shown = self._shown
        before = (shown.links, shown.kin, shown.reaches)
        if any(touches(article, shown.reaches, each.row, before=each.before) for each in changes.changes):
            self._take_reaches(article)
        self._take_selection(article)
        self._overview.soon()
        self._rehang(self.flow.touched(spans_touched(article, changes)))
        if before != (shown.links, shown.kin, shown.reaches) or self._stage.links_everywhere:
            self.viewport().update()
        if self._stage.header.refresh() or any(isinstance(change.row, Article) for change in changes.changes):
            self.viewport().update(QRect(0, -self.scrolled, self.viewport().width(), self._stage.header.height))

    def _on_pointed(self, pointed: Pointed) -> None:
        shown = self._shown
        if (shown.lit, shown.hovered) != (pointed.relations, pointed.cluster):
            shown.lit, shown.hovered = pointed.relations, pointed.cluster
            self._overview.show_kin(shown.kin, shown.hovered)
            self.viewport().update()

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
        self.pointing.leave()
        if self._links_across(event) or (not self._shown.picking and self.pointing.press(event)):
            return
        if self.beside and self._shown.picking and event.button() == Qt.MouseButton.LeftButton:
            self._gestures.press(event)
            if self._shown.picking:
                self.pickMissed.emit()
            return
        self.take_over()
        self._gestures.press(event)

    def _links_across(self, event: QMouseEvent) -> bool:
        """With Ctrl a mention beside the open article is linked with the one selected there; with Shift, it alone."""
        meant = self._meant_across(event) if event.button() == Qt.MouseButton.LeftButton else None
        if meant is None:
            return False
        self.acrossWanted.emit(meant.id, bool(event.modifiers() & SHIFT))
        return True

    def _meant_across(self, event: QMouseEvent) -> Mention | None:
        """The mention under the pointer that a click would link with the selected one: of its kind, if there is one."""
        session, held = self._context.session, event.modifiers()
        link = bool(held & CTRL) or (bool(held & SHIFT) and self._shown.badges is not None)  # while the list waits
        chosen = session.mention if session and self.beside and link else None
        under = self.mentions_at(event.position()) if chosen else []
        return next((each for each in under if chosen and each.kind == chosen.kind), under[0] if under else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What has the keyboard is the open article. A click says what it means after it has brought the keyboard."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self._settle_focus.start()
        else:
            self.take_over()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Where the keyboard goes, to a menu or another window, the mouse goes too: nobody sees the button let go."""
        super().focusOutEvent(event)
        self._gestures.abandon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._gestures.abandon()

    def _keep_keys(self) -> None:
        if self.hasFocus() and not self._shown.picking:
            self.take_over()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(event)
        if self._meant_across(event) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.pointing.move(event, busy=self._gestures.busy)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.pointing.tip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self.pointing.leave()
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.beside:
            self._gestures.double(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._gestures.busy:
            return
        self.take_over()
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
            self._turned = self._turned + turned if self._turned * turned >= 0 else turned
            notches = int(self._turned / NOTCH)
            if notches:
                self._turned -= notches * NOTCH
                self.zoom(notches)
            event.accept()
        else:
            self._turned = 0
            super().wheelEvent(event)
            self._gestures.again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops what is half done; caret keys are used; everything else goes on to the window."""
        escape = event.key() == Qt.Key.Key_Escape
        if not ((self._gestures.abandon() or self.drop()) if escape else self._keys.press(event)):
            event.ignore()
