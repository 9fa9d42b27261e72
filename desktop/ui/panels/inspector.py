"""The inspector: the selected mention in full, from its edges to its history."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from db.rows import Argument, ChangeSet, Cluster, Mention, Region
from desktop.article import OpenArticle
from desktop.ui.context import Context
from desktop.ui.panels.frame_section import FrameSection
from desktop.ui.panels.inspector_date import DateSection
from desktop.ui.panels.inspector_head import HeadSection
from desktop.ui.panels.inspector_tail import TailSection
from desktop.ui.widgets.scroll_areas import ColumnArea


class InspectorPanel(QWidget):
    """Follows the selection. ``clusterWanted(id)`` and ``roleWanted(code)`` are wishes only the window can grant."""

    clusterWanted = Signal(str)  # noqa: N815 - a signal, named as Qt names them
    roleWanted = Signal(str)  # noqa: N815

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.head = HeadSection(context)
        self.date = DateSection(context)
        self.frame = FrameSection(context)
        self.tail = TailSection(context)
        self.empty = QLabel(self)
        self.empty.setWordWrap(True)
        self.empty.setMargin(24)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(14)
        for section in (self.head, self.date, self.frame, self.tail):
            column.addWidget(section)
        column.addStretch(1)
        self.area = ColumnArea(body, self)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.area)
        self._pages.addWidget(self.empty)
        self.setFocusProxy(self.head.label)
        self.head.clusterWanted.connect(self.clusterWanted)
        self.frame.roleWanted.connect(self.roleWanted)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._look_up)
        bridge = context.bridge
        bridge.selected.connect(self.refresh)
        bridge.opened.connect(self.refresh)
        bridge.whole.connect(self.refresh)
        bridge.corpusChanged.connect(self.refresh)
        bridge.themeChanged.connect(self.refresh)
        bridge.settingChanged.connect(self.refresh)
        bridge.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the selected mention, or that there is none."""
        session = self.context.session
        mention = session.mention if session is not None else None
        self.setAccessibleName(self.context.tr("panels.inspector.title"))
        if session is None or session.article is None or mention is None:
            self.tail.note.show_mention(None)
            self.empty.setText(self.context.tr("panels.inspector.empty"))
            self._pages.setCurrentIndex(1)
            return
        for section in (self.head, self.date, self.frame, self.tail):
            section.show_mention(session.article, mention)
        self._pages.setCurrentIndex(0)
        self._later.start(0)

    def _look_up(self) -> None:
        """Read what is in the file alone once the hand has stopped: walking through mentions must not wait for it."""
        if self.context.session is not None and self.context.session.mention is not None:
            self.head.look_up()
            self.tail.look_up()

    def _changed(self, change: ChangeSet) -> None:
        session = self.context.session
        if session is None or session.article is None or session.mention is None:
            if self._pages.currentIndex() == 0:
                self.refresh()
            return
        if _concerns(session.article, session.mention, change):
            self.refresh()


def _concerns(article: OpenArticle, mention: Mention, change: ChangeSet) -> bool:
    """Does a change set touch what the inspector shows of this mention?"""
    partners = {argument.filler for argument in article.arguments_of(mention.id)}
    partners |= {argument.event for argument in article.arguments_filled_by(mention.id)}
    for item in change.changes:
        row = item.row
        if isinstance(row, Mention):
            clusters = {each.cluster for each in (item.before, item.after) if isinstance(each, Mention)}
            if row.id == mention.id or row.id in partners or (mention.cluster and mention.cluster in clusters):
                return True
        elif isinstance(row, Argument):
            if mention.id in (row.event, row.filler):
                return True
        elif isinstance(row, Region) or (isinstance(row, Cluster) and row.id == mention.cluster):
            return True
    return False
