"""Key presses: from Qt's events to chords, and which widgets take what is typed as text."""

from __future__ import annotations

import sys
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

from desktop.keys import ALT, CTRL, META, SHIFT, Chord, resolve
from desktop.layouts import LETTERS, Platform

OWN_KEYS = "ownKeys"
"""Dynamic property of a widget that takes all keys pressed inside it, such as a palette."""
PASSES_UNDO = "passesUndo"
"""Dynamic property of a field that is stored when it is committed: where nothing is typed, undo is the corpus'."""
PASSES_UNDO = "passesUndo"
"""Dynamic property of a field that is stored when it is committed: where nothing is typed, undo is the corpus'."""
ARTICLE_KEYS = "articleKeys"
"""Dynamic property of a widget in which Tab, Space, Enter and Delete mean the article's, as on the canvas."""

_KEYS = {
    Qt.Key.Key_Tab: "Tab", Qt.Key.Key_Backtab: "Tab", Qt.Key.Key_Space: "Space", Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter", Qt.Key.Key_Escape: "Esc", Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Delete: "Delete", Qt.Key.Key_Insert: "Insert", Qt.Key.Key_Left: "Left", Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up", Qt.Key.Key_Down: "Down", Qt.Key.Key_Home: "Home", Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PgUp", Qt.Key.Key_PageDown: "PgDn", Qt.Key.Key_Menu: "Menu",
}  # fmt: skip
NAMES: dict[int, str] = {int(key): name for key, name in _KEYS.items()} | {
    int(Qt.Key.Key_F1) + number: f"F{number + 1}" for number in range(12)
}
_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, CTRL),
    (Qt.KeyboardModifier.AltModifier, ALT),
    (Qt.KeyboardModifier.ShiftModifier, SHIFT),
    (Qt.KeyboardModifier.MetaModifier, META),
)
_LAST_CHARACTER = 0x10FFFF


def this_platform() -> Platform:
    """Whose native key codes events carry here."""
    return cast("Platform", sys.platform) if sys.platform in ("win32", "darwin") else "linux"


def chord_of(event: QKeyEvent, *, platform: Platform | None = None) -> Chord | None:
    """The chord of a key press, whatever layout is on; None for a modifier alone or a key we do not know."""
    platform = platform or this_platform()
    mods = sum(flag for modifier, flag in _MODIFIERS if event.modifiers() & modifier)
    if event.key() == Qt.Key.Key_Backtab:
        mods |= SHIFT
    code = event.nativeVirtualKey() if platform == "darwin" else event.nativeScanCode()
    return resolve(_character(event), mods=mods, code=code, platform=platform)


def _character(event: QKeyEvent) -> str:
    key, text = event.key(), event.text()
    if key in NAMES:
        return NAMES[key]
    if len(text) > 1 and text in LETTERS:
        return text
    if 0x20 < key <= _LAST_CHARACTER:
        return chr(key)
    return text if text.isprintable() else ""


def is_text_field(widget: QObject | None) -> bool:
    """Does the widget take what is typed as text?"""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox))
