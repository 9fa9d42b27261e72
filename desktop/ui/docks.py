"""The docks around the article: which panels there are, on which side, with titles where no tab names them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QTabWidget, QToolButton, QWidget

from desktop.ui import icons
from desktop.ui.context import Context
from desktop.ui.panels.articles import ArticlesPanel
from desktop.ui.panels.clusters import ClustersPanel
from desktop.ui.panels.history import HistoryPanel
from desktop.ui.panels.inspector import InspectorPanel
from desktop.ui.panels.mentions import MentionsPanel

PANELS: tuple[tuple[str, Callable[[Context], QWidget], bool], ...] = (
    ("articles", ArticlesPanel, True),
    ("mentions", MentionsPanel, True),
    ("clusters", ClustersPanel, True),
    ("inspector", InspectorPanel, False),
    ("history", HistoryPanel, False),
)
"""(name, panel, whether it stands where reading starts)."""
WIDTHS = (290, 310)
"""Logical pixels of the starting and the ending side at first."""


class Docks:
    """Makes the docks of a window and keeps their titles."""

    def __init__(self, window: QMainWindow, context: Context) -> None:
        self._window = window
        self._context = context
        self.by_name: dict[str, QDockWidget] = {}
        self._titles: dict[str, tuple[QWidget, QWidget]] = {}
        rtl = context.messages.direction == "rtl"
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._areas = {True: right if rtl else left, False: left if rtl else right}
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for name, make, at_start in PANELS:
            self.by_name[name] = self._dock(name, make(context), self._areas[at_start])
        self.arrange()

    def arrange(self) -> None:
        """Everything back in its first place."""
        for at_start, width in zip((True, False), WIDTHS, strict=True):
            names = [name for name, _make, side in PANELS if side == at_start]
            docks = [self.by_name[name] for name in names]
            for dock in docks:
                dock.setFloating(False)
                self._window.addDockWidget(self._areas[at_start], dock)
                dock.show()
            for dock in docks[1:]:
                self._window.tabifyDockWidget(docks[0], dock)
            docks[0].raise_()
            self._window.resizeDocks([docks[0]], [width], Qt.Orientation.Horizontal)
        self.retitle()

    def retitle(self) -> None:
        """Give a title to each dock that no tab names."""
        for dock in self.by_name.values():
            tabbed = any(not other.isHidden() for other in self._window.tabifiedDockWidgets(dock))
            title, empty = self._titles[dock.objectName()]
            wanted = title if dock.isFloating() or not tabbed else empty
            if dock.titleBarWidget() is not wanted:
                dock.titleBarWidget().hide()
                dock.setTitleBarWidget(wanted)
                wanted.show()

    def _dock(self, name: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        title = self._context.tr(f"window.panel.{name}")
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setAccessibleName(title)
        empty = QWidget(dock)
        empty.setFixedHeight(0)
        self._titles[name] = (DockTitle(self._context, title, dock), empty)
        dock.setTitleBarWidget(self._titles[name][0])
        dock.setWidget(panel)
        self._window.addDockWidget(area, dock)
        dock.topLevelChanged.connect(self.retitle)
        dock.dockLocationChanged.connect(self.retitle)
        dock.visibilityChanged.connect(self.retitle)
        return dock


class DockTitle(QWidget):
    """A quiet title with a button that hides the dock; the view menu brings it back."""

    def __init__(self, context: Context, title: str, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setObjectName("dockTitle")
        close = QToolButton()
        close.setIcon(icons.icon("close", context.theme.role("muted"), size=12))
        close.setAccessibleName(context.tr("window.hide_panel", panel=title))
        close.setToolTip(close.accessibleName())
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(dock.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 4)
        row.addWidget(QLabel(title), 1)
        row.addWidget(close)
