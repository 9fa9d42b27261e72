"""What a start does without is brought in ahead of its first use: one module at a time, after the first picture.

A dialog, a palette and the reading of dates are imported by the function that needs them, so that the article is
painted sooner; here they are named once more, so that the first use of none of them is slow.
"""

from __future__ import annotations

import sys
from importlib import import_module

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.ui.first_paint import FirstPaint

MODULES = (
    "db.dates.words",
    "db.dates.reading",
    "desktop.ui.dialogs.palette_row",
    "desktop.ui.dialogs.palette",
    "desktop.ui.dialogs.label_palette",
    "desktop.ui.dialogs.cluster_choice",
    "desktop.ui.dialogs.cluster_palette",
    "desktop.ui.dialogs.role_palette",
    "desktop.ui.dialogs.relation_palette",
    "desktop.ui.dialogs.target_palette",
    "desktop.ui.dialogs.command_palette",
    "desktop.ui.dialogs.cheat_sheet",
    "desktop.ui.dialogs.propagation",
    "desktop.ui.dialogs.accept_above",
    "desktop.ui.dialogs.shortcuts",
    "desktop.ui.dialogs.settings",
    "desktop.ui.dialogs.open_",
    "desktop.ui.dialogs.trouble",
    "desktop.ui.dialogs.crash",
)
"""What others stand on first, then as they are likely to be wanted; none takes longer than a frame or two."""


class Ahead(QObject):
    """One a window; gone to rest once everything is there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._left = [name for name in MODULES if name not in sys.modules]
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)
        if self._left:
            FirstPaint(window).came.connect(self._timer.start)

    def _next(self) -> None:
        if self._left:
            import_module(self._left.pop(0))
        else:
            self._timer.stop()
