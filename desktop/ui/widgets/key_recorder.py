"""A field that takes the next keys pressed as a chord, whatever they would do elsewhere; Esc leaves it as it was."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.keys import OWN_KEYS, chord_of


class KeyRecorder(QLabel):
    """Shows what it is told to; while it has the keyboard it listens."""

    recorded = Signal(object)
    """A Chord was pressed."""
    left = Signal()
    """Esc, or the keyboard went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty(OWN_KEYS, True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:  # before Qt makes Tab a step to the next field
            self._press(cast(QKeyEvent, event))
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _press(self, event: QKeyEvent) -> None:
        chord = chord_of(event)
        if chord is None or event.isAutoRepeat():
            return
        if chord.key == "Esc" and not chord.mods:
            self.left.emit()
        else:
            self.recorded.emit(chord)
