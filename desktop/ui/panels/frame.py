"""The event frame as a place of its own: trigger and type, then every role and attribute to be worked on by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from db.rows import Mention
from desktop.ui.context import Context
from desktop.ui.panels.frame_section import FrameSection
from desktop.ui.panels.inspector_head import HeadSection
from desktop.ui.widgets.scroll_areas import ColumnArea
from desktop.ui.widgets.wrapped import WrappedLabel


class FramePanel(QWidget):
    """Shows the selected event, and goes on showing it while something else is selected.

    ``roleWanted(event, role)``: number the role's fillers on the text; ``left``: the keyboard belongs to the text.
    """

    roleWanted = Signal(str, str)  # noqa: N815 - signals, named as Qt names them
    clusterWanted = Signal(str)  # noqa: N815
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._event_id: str | None = None
        self.head = HeadSection(context, brief=True)
        self.frame = FrameSection(context, full=True)
        self.empty = WrappedLabel("", self)
        self.empty.setMargin(24)
        self.empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that it is read out, and Esc leads back
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.frame)
        column.addStretch(1)
        self.area = ColumnArea(body, self)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.area)
        self._pages.addWidget(self.empty)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.head.clusterWanted.connect(self.clusterWanted)
        self.frame.roleWanted.connect(self._want)
        self.frame.lineFocused.connect(self.area.ensureWidgetVisible)
        bridge = context.bridge
        bridge.selected.connect(self._follow)
        for signal in (bridge.opened, bridge.corpusChanged):
            signal.connect(self._forget)
        for news in (bridge.changed, bridge.imported, bridge.whole, bridge.themeChanged, bridge.settingChanged):
            news.connect(self._later)
        self._follow()

    @property
    def event_shown(self) -> Mention | None:
        """The event of the open article that the frame is about."""
        session = self.context.session
        article = session.article if session is not None else None
        return article.found(self._event_id) if article is not None and self._event_id else None

    def refresh(self) -> None:
        """Show the event as it is now, or say how to come by one."""
        self._soon.stop()
        if not self.isVisible():
            return
        session, event, tr = self.context.session, self.event_shown, self.context.tr
        self.setAccessibleName(tr("window.panel.frame"))
        if session is None or session.article is None or event is None:
            commands = self.context.commands
            legends = {name: commands.legend(name) if commands is not None else "" for name in ("event", "event_next")}
            self.empty.set_plain(tr("frame.empty", make=legends["event"], next=legends["event_next"]))
            self.setFocusProxy(self.empty)
            self._pages.setCurrentIndex(1)
            return
        if self.frame.mention is None or self.frame.mention.id != event.id:
            self.area.verticalScrollBar().setValue(0)
        self.head.show_mention(session.article, event)
        self.head.look_up()
        self.frame.show_mention(session.article, event)
        self.setFocusProxy(next(iter(self.frame.shown_roles), self.head.label))
        self._pages.setCurrentIndex(0)

    def focus_role(self, role: str) -> None:
        """Give the keyboard to the line of a role."""
        line = self.frame.line(role)
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_offer(self, number: int) -> bool:
        """Put what is offered under a number in the role whose line has the keyboard; gives whether there was one."""
        focus = QApplication.focusWidget()
        for line in self.frame.shown_roles:
            if line is focus or (focus is not None and line.isAncestorOf(focus)):
                offers = line.shown.offers
                if 1 <= number <= len(offers):
                    line.offered.emit(line.role, offers[number - 1].mention)
                    return True
        return False

    def _follow(self, *_news: object) -> None:
        session = self.context.session
        mention = session.mention if session is not None else None
        if mention is not None and mention.kind == "event":
            self._event_id = mention.id
        self._later()

    def _forget(self, *_news: object) -> None:
        self._event_id = None
        self._follow()

    def _later(self, *_news: object) -> None:
        self._soon.start()

    def _want(self, role: str) -> None:
        if self._event_id is not None:
            self.roleWanted.emit(self._event_id, role)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()
        self.context.bridge.placeChanged.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.context.bridge.placeChanged.emit()
