"""Room for the article: a narrow window shows the panels of one side at a time, and those of the other when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

from desktop.ui.widgets.visible import in_sight

NARROW = 900
"""Logical pixels of a window's width below which there is room for one side beside the article."""
SLIMMEST = 600
"""Of the window. Else Qt keeps it as wide as both sides want it at least, and there would be no way to one."""
LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_ASKED = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
"""Sent when somebody shows or hides a dock, not when its window or a tab does."""


class Room(QObject):
    """Watches a window and its docks. What gives way is remembered, and comes back as the window grows wide.

    In a narrow window a panel that is asked for comes, with those that gave way beside it; those of the other side
    give way to it, and come back once the last on its side is put away. Docks that float, and those above and below,
    take no width.
    """

    def __init__(
        self, window: QMainWindow, docks: Mapping[str, QDockWidget], *, widths: tuple[int, int],
        rtl: Callable[[], bool], keys_home: Callable[[], None],
    ) -> None:  # fmt: skip
        """``widths``: logical pixels of the starting and the ending side, until others are seen."""
        super().__init__(window)
        self._window, self._docks = window, docks
        self._rtl = rtl
        self._keys_home = keys_home
        self._watching = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._settle)
        self._widths = {True: widths[0], False: widths[1]}
        self._grown = False
        self.away: dict[str, bool | None] = {}
        """The docks that gave way, and to what: the starting side (True), the other one, or the article."""
        self.front: list[str] = []
        """Those of them that stood before others."""
        window.setMinimumWidth(SLIMMEST)
        for watched in (window, *docks.values()):
            watched.installEventFilter(self)

    def watch(self, on: bool) -> None:
        """Look after the room from now on, or not: while docks are shown, hidden or placed by the program."""
        self._watching = on
        if on:
            self.fit()

    def remember(self, away: Iterable[str], *, front: Iterable[str]) -> None:
        """What had given way when the window was closed last."""
        self.away = {name: None for name in away if name in self._docks and self._docks[name].isHidden()}
        self.front = [name for name in front if name in self.away]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not self._watching:
            return False
        if not isinstance(watched, QDockWidget):
            if kind == QEvent.Type.Resize:
                self.fit()
        elif isinstance(event, QResizeEvent):
            self._note_width(watched, event.size().width())
        elif kind in _ASKED:
            self._asked(watched, shown=kind == QEvent.Type.ShowToParent)
        return False

    def fit(self) -> None:
        """Let a side give way where both are shown and there is no room for two; bring back all where there is."""
        if not self._narrow:
            if self.away:
                self._grown = True
                self._bring(list(self.away))
                self._later.start(0)
        elif self._shown(at_start=True) and self._shown(at_start=False):
            work_place = any(in_sight(self._docks[name]) for name in ("frame", "board") if name in self._docks)
            self._give_way(at_start=work_place, to=None)

    @property
    def _narrow(self) -> bool:
        return self._window.width() < NARROW

    def _note_width(self, dock: QDockWidget, width: int) -> None:
        """The user, or a work place, gave a side of a wide window another width."""
        side = self._side(dock)
        if side is not None and not self._narrow and not self.away and not self._grown and in_sight(dock):
            self._widths[side] = width

    def _asked(self, dock: QDockWidget, *, shown: bool) -> None:
        side = self._side(dock)
        if shown:
            gave_way = dock.objectName() in self.away
            self.away.pop(dock.objectName(), None)
            if side is not None and self._narrow:
                self._give_way(at_start=not side, to=side)
                if gave_way:
                    self._bring([name for name in self.away if self._side(self._docks[name]) == side])
        else:
            self._later.start(0)  # another may be shown in its place

    def _settle(self) -> None:
        """Bring back what gave way to a side of which nothing is shown any more; a wide window has its widths again."""
        if not self._watching:
            return
        shown = {side: self._shown(at_start=side) for side in (True, False)}
        self._bring([name for name, to in self.away.items() if to is not None and not shown[to]])
        if self._grown and not self._narrow:
            sides = [side for side in shown if shown[side]]
            docks = [self._docks[shown[side][0]] for side in sides]
            self._window.resizeDocks(docks, [self._widths[side] for side in sides], Qt.Orientation.Horizontal)
        self._grown = False

    def _side(self, dock: QDockWidget) -> bool | None:
        """Whether a dock stands where reading starts; None where it takes no width from the article."""
        area = self._window.dockWidgetArea(dock)
        if dock.isFloating() or area not in (LEFT, RIGHT):
            return None
        return (area == RIGHT) == self._rtl()

    def _shown(self, *, at_start: bool) -> list[str]:
        shown = ((name, dock) for name, dock in self._docks.items() if not dock.isHidden())
        return [name for name, dock in shown if self._side(dock) == at_start]

    def _give_way(self, *, at_start: bool, to: bool | None) -> None:
        names = self._shown(at_start=at_start)
        self.front = [name for name in self.front if name in self.away]
        self.front += [name for name in names if in_sight(self._docks[name])]
        self.away |= dict.fromkeys(names, to)
        focus = QApplication.focusWidget()
        had_keys = focus is not None and any(self._docks[name].isAncestorOf(focus) for name in names)
        with self._unwatched():
            for name in names:
                self._docks[name].hide()
        if had_keys:
            self._keys_home()

    def _bring(self, names: list[str]) -> None:
        if not names:
            return
        taken = {self._side(dock) for dock in self._docks.values() if in_sight(dock)}
        with self._unwatched():
            for name in names:
                del self.away[name]
                self._docks[name].show()
            for name in names:
                if name in self.front and self._side(self._docks[name]) not in taken:
                    self._docks[name].raise_()

    @contextmanager
    def _unwatched(self) -> Iterator[None]:
        before, self._watching = self._watching, False
        try:
            yield
        finally:
            self._watching = before
