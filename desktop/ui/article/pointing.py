"""What the pointer rests on: its cluster or relation is lit in both articles, and a tag says where it leads."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from desktop.ui.article.reaching import Pointed, told
from desktop.ui.article.tags import Tag, tag_at
from desktop.ui.article.workbench import Workbench

REST_MS = 150
"""How long the pointer rests on a mention before its cluster is lit: passing over lights nothing."""
TOLD_AT_MOST = 12
"""Lines of a tool tip."""
NOTHING = Pointed()


class Pointing(QObject):
    """Follows the pointer over one view; what it rests on is told to all views over the bridge."""

    def __init__(self, view: Workbench) -> None:
        super().__init__(view)
        self._view = view
        self._told = NOTHING
        self._point = QPointF()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)

    def tag_at(self, point: QPointF) -> Tag | None:
        """The tag under a point."""
        return tag_at(self._view.tags(), point)

    def move(self, event: QMouseEvent, *, busy: bool) -> None:
        """The pointer moved: a tag is lit at once, a mention when it has rested there."""
        if busy or event.buttons() != Qt.MouseButton.NoButton:
            self.leave()
            return
        tag = self.tag_at(event.position())
        if tag is not None:
            self._rest.stop()
            self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            self._tell(Pointed(relations=tag.relations))
            return
        if self._told.relations:
            self._tell(NOTHING)
        self._point = event.position()
        self._rest.start()

    def leave(self) -> None:
        """The pointer is elsewhere, or has something in the hand."""
        self._rest.stop()
        self._tell(NOTHING)

    def _rested(self) -> None:
        under = self._view.mentions_at(self._point)
        self._tell(Pointed(cluster=under[0].cluster if under else None))

    def _tell(self, pointed: Pointed) -> None:
        if pointed != self._told:
            self._told = pointed
            self._view.context.bridge.pointed.emit(pointed)

    def press(self, event: QMouseEvent) -> bool:
        """A click on a tag goes to the other end; whether it was on one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        tag = self.tag_at(event.position())
        if tag is None:
            return False
        relation = tag.reaches[0].relation if len(tag.reaches) == 1 else ""
        aside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._view.reachFollowed.emit(tag.event, relation, aside)
        return True

    def tip(self, event: QHelpEvent) -> None:
        """Say where the tag under the pointer leads."""
        tag = self.tag_at(QPointF(event.pos()))
        if tag is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), self.words(tag), self._view.viewport())

    def words(self, tag: Tag) -> str:
        """The relations of a tag in sentences, a line each, and what a click does."""
        article, tr = self._view.stage.article, self._view.context.tr
        if article is None:
            return ""
        lines = [told(self._view.context, article, each) for each in tag.reaches[:TOLD_AT_MOST]]
        if len(tag.reaches) > TOLD_AT_MOST:
            lines.append("…")
        does = "many" if len(tag.reaches) > 1 else "beside" if tag.reaches[0].letter else "one"
        return "\n".join([*lines, tr(f"reach.click.{does}")])
