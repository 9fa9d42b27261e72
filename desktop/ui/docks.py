"""The docks around the article: which panels there are, on which side, with titles where no tab names them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QTabBar, QTabWidget, QToolButton, QWidget

from desktop.ui import icons
from desktop.ui.commands.events import ask_filler
from desktop.ui.context import Context
from desktop.ui.panels.articles import ArticlesPanel
from desktop.ui.panels.board import BoardPanel
from desktop.ui.panels.clusters import ClustersPanel
from desktop.ui.panels.frame import FramePanel
from desktop.ui.panels.history import HistoryPanel
from desktop.ui.panels.inspector import InspectorPanel
from desktop.ui.panels.mentions import MentionsPanel
from desktop.ui.panels.relations import RelationsPanel
from desktop.ui.room import Room
from desktop.ui.timeline.panel import TimelinePanel
from desktop.ui.widgets.visible import in_sight

PANELS: tuple[tuple[str, Callable[[Context], QWidget], bool | None], ...] = (
    ("articles", ArticlesPanel, True),
    ("mentions", MentionsPanel, True),
    ("clusters", ClustersPanel, True),
    ("inspector", InspectorPanel, False),
    ("frame", FramePanel, False),
    ("relations", RelationsPanel, False),
    ("history", HistoryPanel, False),
    ("board", BoardPanel, False),
    ("timeline", TimelinePanel, None),
)
"""(name, panel, whether it stands where reading starts; None: below everything)."""
WIDTHS = (290, 310)
"""Logical pixels of the starting and the ending side at first."""
BELOW_HEIGHT = 330
"""Logical pixels of what stands below, at first."""
NOT_AT_FIRST = frozenset({"frame", "board", "timeline"})
"""The panels that are shown only when they are asked for."""

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Docks:
    """Makes the docks of a window and keeps their titles."""

    def __init__(self, window: QMainWindow, context: Context) -> None:
        self._window = window
        self._context = context
        self.by_name: dict[str, QDockWidget] = {}
        self._titles: dict[str, tuple[DockTitle, QWidget]] = {}
        self._sweep = QTimer(window)
        self._sweep.setSingleShot(True)
        self._sweep.timeout.connect(self._hide_stray_tabs)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for name, make, _at_start in PANELS:
            self.by_name[name] = self._dock(name, make(context))
        self._place(WIDTHS)
        self._wanted = set(self.by_name) - NOT_AT_FIRST
        self._front: list[str] = []
        self._on = False
        self.room = Room(
            window, self.by_name, widths=WIDTHS, rtl=lambda: context.messages.direction == "rtl",
            keys_home=self._keys_home,
        )  # fmt: skip
        inspector = self.by_name["inspector"].widget()
        assert isinstance(inspector, InspectorPanel)
        inspector.clusterWanted.connect(self._show_cluster)
        inspector.roleWanted.connect(self._fill_role)
        frame = self.by_name["frame"].widget()
        assert isinstance(frame, FramePanel)
        frame.clusterWanted.connect(self._show_cluster)
        self.retitle()

    def restore(self, state: QByteArray, version: int, *, front: list[str], away: list[str]) -> None:
        """Put the docks where they were, those in ``front`` before others; called once, as the docks are made.

        ``away``: those hidden for want of room.
        """
        self._window.restoreState(state, version)
        self._front = front
        self.room.remember(away, front=front)
        self._wanted = {name for name, dock in self.by_name.items() if not dock.isHidden()}

    def front(self) -> list[str]:
        """The docks in sight, or that will be with more room, by name."""
        waiting = [name for name in self.room.front if name in self.room.away]
        return [name for name, dock in self.by_name.items() if in_sight(dock) or name in waiting]

    def set_shown(self, on: bool) -> None:
        """Show the docks the user wants, or none for now."""
        if self._on:
            self._wanted = {name for name, dock in self.by_name.items() if not dock.isHidden()}
            self._front = self.front()
        self._on = on
        self.room.watch(False)
        for name, dock in self.by_name.items():
            dock.setVisible(on and name in self._wanted)
        for name in self._front if on else ():
            if name in self._wanted:
                self.by_name[name].raise_()
        self.room.watch(on)
        self.retitle()

    def retranslate(self) -> None:
        """Titles in another language; where it reads the other way, the sides change places."""
        for name, dock in self.by_name.items():
            title = self._context.tr(f"window.panel.{name}")
            dock.setWindowTitle(title)
            dock.setAccessibleName(title)
            self._titles[name][0].set_title(title)
        if self._direction != self._context.messages.direction:
            sides = [[self.by_name[n] for n, _make, side in PANELS if side == at_start] for at_start in (True, False)]
            self.room.watch(False)
            in_front = [dock for dock in self.by_name.values() if in_sight(dock)]
            widths = [next((dock.width() for dock in side if dock in in_front), WIDTHS[0]) for side in sides]
            self._place((widths[0], widths[1]))
            for dock in in_front:
                dock.raise_()
            self.room.watch(self._on)
        self.retitle()

    def _place(self, widths: tuple[int, int]) -> None:
        """Every dock on the side it belongs to, in tabs; the sides as wide as told, in logical pixels."""
        self._direction = self._context.messages.direction
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        firsts: dict[bool | None, QDockWidget] = {}
        for name, _make, at_start in PANELS:
            dock = self.by_name[name]
            dock.setFloating(False)
            first = firsts.setdefault(at_start, dock)
            if at_start is None:
                self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
            elif first is dock:
                self._window.addDockWidget(right if at_start == (self._direction == "rtl") else left, dock)
            else:
                self._window.tabifyDockWidget(first, dock)
        for dock in firsts.values():
            dock.raise_()
        sides = [dock for at_start, dock in firsts.items() if at_start is not None]
        below = [dock for at_start, dock in firsts.items() if at_start is None]
        self._window.resizeDocks(sides, list(widths), Qt.Orientation.Horizontal)
        self._window.resizeDocks(below, [BELOW_HEIGHT] * len(below), Qt.Orientation.Vertical)

    def retitle(self) -> None:
        """Give a title to each dock that no tab names."""
        for dock in self.by_name.values():
            tabbed = bool(self._beside(dock))
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

    def _keys_home(self) -> None:
        """The keyboard back to the article."""
        if self._context.commands is not None:
            self._context.commands.view.setFocus()

    def _hide_stray_tabs(self) -> None:
        """Hide tab bars that Qt 6.11 makes for a side and forgets, as docks are placed before they are painted.

        They stay where they were and are painted over other things. The one in use lies on a dock it names.
        """
        bars = [bar for bar in self._window.findChildren(QTabBar, options=_DIRECT) if bar.isVisible()]
        docks = [dock for dock in self.by_name.values() if in_sight(dock) and not dock.isFloating()]
        tabbed = [dock for dock in docks if self._beside(dock)]
        used = {dock: [bar for bar in bars if _lies_on(bar, dock)] for dock in tabbed}
        if not all(used.values()):
            return  # not laid out yet; the next change of a dock comes here again
        for bar in bars:
            if not any(bar is mine[-1] for mine in used.values()):
                bar.hide()

    def _beside(self, dock: QDockWidget) -> list[QDockWidget]:
        """The shown docks in tabs with this one."""
        return [other for other in self._window.tabifiedDockWidgets(dock) if not other.isHidden()]

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


def _lies_on(bar: QTabBar, dock: QDockWidget) -> bool:
    over = (bar.x(), bar.geometry().bottom() + 1, bar.width()) == (dock.x(), dock.y(), dock.width())
    return over and any(bar.tabText(place) == dock.windowTitle() for place in range(bar.count()))


class DockTitle(QWidget):
    """A quiet title with a button that hides the dock; the view menu brings it back."""

    def __init__(self, context: Context, title: str, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setObjectName("dockTitle")
        self._context = context
        self._label = QLabel()
        self._close = QToolButton()
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(dock.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 4)
        row.addWidget(self._label, 1)
        row.addWidget(self._close)
        context.bridge.themeChanged.connect(self._tint)
        self.set_title(title)
        self._tint()

    def set_title(self, title: str) -> None:
        """Name the dock."""
        self._label.setText(title)
        self._close.setAccessibleName(self._context.tr("window.hide_panel", panel=title))
        self._close.setToolTip(self._close.accessibleName())

    def _tint(self) -> None:
        self._close.setIcon(icons.icon("close", self._context.theme.role("muted"), size=12))
