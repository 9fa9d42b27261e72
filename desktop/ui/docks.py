"""The docks around the article: which panels there are, on which side, with titles where no tab names them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QTabBar, QTabWidget, QToolButton, QWidget

from desktop.ui import icons
from desktop.ui.commands.events import ask_filler
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

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Docks:
    """Makes the docks of a window and keeps their titles."""

    def __init__(self, window: QMainWindow, context: Context) -> None:
        self._window = window
        self._context = context
        self.by_name: dict[str, QDockWidget] = {}
        self._titles: dict[str, tuple[QWidget, QWidget]] = {}
        self._sweep = QTimer(window)
        self._sweep.setSingleShot(True)
        self._sweep.timeout.connect(self._hide_stray_tabs)
        rtl = context.messages.direction == "rtl"
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._areas = {True: right if rtl else left, False: left if rtl else right}
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for name, make, at_start in PANELS:
            dock = self.by_name[name] = self._dock(name, make(context))
            first = next(other for other, _make, side in PANELS if side == at_start)
            if name == first:
                window.addDockWidget(self._areas[at_start], dock)
            else:
                window.tabifyDockWidget(self.by_name[first], dock)
        for at_start, width in zip((True, False), WIDTHS, strict=True):
            dock = next(self.by_name[name] for name, _make, side in PANELS if side == at_start)
            dock.raise_()
            window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        self._wanted = set(self.by_name)
        self._on = False
        inspector = self.by_name["inspector"].widget()
        assert isinstance(inspector, InspectorPanel)
        inspector.clusterWanted.connect(self._show_cluster)
        inspector.roleWanted.connect(self._fill_role)
        self.retitle()

    def restore(self, state: QByteArray, version: int) -> None:
        """Put the docks where they were; called once, as the docks are made."""
        self._window.restoreState(state, version)
        self._wanted = {name for name, dock in self.by_name.items() if not dock.isHidden()}

    def set_shown(self, on: bool) -> None:
        """Show the docks the user wants, or none for now."""
        if self._on:
            self._wanted = {name for name, dock in self.by_name.items() if not dock.isHidden()}
        self._on = on
        for name, dock in self.by_name.items():
            dock.setVisible(on and name in self._wanted)
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
        self._sweep.start(0)

    def _show_cluster(self, cluster_id: str) -> None:
        """The inspector's line about a cluster was clicked: bring its panel forward."""
        dock = self.by_name["clusters"]
        dock.show()
        dock.raise_()
        panel = dock.widget()
        assert isinstance(panel, ClustersPanel)
        panel.show_cluster(cluster_id)

    def _fill_role(self, role: str) -> None:
        """An empty role of the inspector was clicked: let its filler be picked on the text."""
        commands = self._context.commands
        if commands is not None and commands.mention is not None:
            ask_filler(commands, event_id=commands.mention.id, role=role)

    def _hide_stray_tabs(self) -> None:
        """Hide tab bars that Qt 6.11 makes for a side and forgets, where the window was not on the screen yet.

        They stay where they were and are painted over other things. The one in use lies on its dock.
        """
        bars = [bar for bar in self._window.findChildren(QTabBar, options=_DIRECT) if bar.isVisible()]
        tops = {(dock.x(), dock.y(), dock.width()) for dock in self.by_name.values() if not dock.isHidden()}
        used = [bar for bar in bars if (bar.x(), bar.geometry().bottom() + 1, bar.width()) in tops]
        for bar in bars:
            if bar not in used and _texts(bar) in [_texts(other) for other in used]:
                bar.hide()

    def _dock(self, name: str, panel: QWidget) -> QDockWidget:
        title = self._context.tr(f"window.panel.{name}")
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setAccessibleName(title)
        empty = QWidget(dock)
        empty.setFixedHeight(0)
        self._titles[name] = (DockTitle(self._context, title, dock), empty)
        dock.setTitleBarWidget(self._titles[name][0])
        dock.setWidget(panel)
        dock.topLevelChanged.connect(self.retitle)
        dock.dockLocationChanged.connect(self.retitle)
        dock.visibilityChanged.connect(self.retitle)
        return dock


def _texts(bar: QTabBar) -> list[str]:
    return [bar.tabText(place) for place in range(bar.count())]


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
