"""The filter that lets chords start actions wherever the hand is, and keeps them out of text fields and palettes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QWidget

from desktop.keys import ALT, CTRL, META, Chord, label_key
from desktop.ui.commands import board, frame, mentions, timeline
from desktop.ui.keys import ARTICLE_KEYS, OWN_KEYS, PASSES_UNDO, chord_of, is_text_field

if TYPE_CHECKING:
    from desktop.ui.commands.base import Action, Commands

LOCAL = frozenset({"Tab", "Space", "Enter", "Delete", "Backspace"})
"""Keys that, alone or with Shift, every widget has a use of its own for."""

_FIELD_CHORDS = frozenset(
    Chord.parse(text)
    for text in ("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Backspace",
                 "Ctrl+Delete", "Ctrl+Left", "Ctrl+Right")
)  # fmt: skip

_CONTROLS = (QAbstractButton, QComboBox)
BY_TAB = "byTab"
"""Dynamic property of what has the keyboard: did it come by Tab?"""
_ENTER = Chord("Enter")
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""Why the keyboard goes for a moment, and comes back to where it was."""
TO_PANEL = "panel_"
"""What the names of the actions begin with that take the keyboard to a panel, and back from its text fields too."""
_STEPS = frozenset(Chord.parse(text) for text in ("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"))
_SENTENCES = frozenset({Chord("Up", CTRL), Chord("Down", CTRL)})


def _upwards(widget: QObject | None) -> Iterator[QObject]:
    while widget is not None:
        yield widget
        widget = widget.parent()


def _passes(field: QWidget | None, chord: Chord) -> bool:
    """Is it undo or redo in a field that is stored once it is committed, and in which nothing is typed since?"""
    if chord not in _STEPS or not isinstance(field, QLineEdit) or not field.property(PASSES_UNDO):
        return False
    return not field.isUndoAvailable() and not field.isRedoAvailable()


def _click(button: QAbstractButton, press: QKeyEvent) -> bool:
    press.accept()
    if press.type() == QEvent.Type.KeyPress and not press.isAutoRepeat():
        button.click()
    return True


class KeyFilter(QObject):
    """Put on the application by the window: turns chords into actions and label keys.

    A plain key never starts one while a text field has the focus, or a button or choice one has come to by Tab, where
    the eye is not on the article; nor does any chord while a palette, a menu or a modal dialog is open. Enter presses
    the button that has the focus, as Space does.
    """

    def __init__(self, commands: Commands, window: QWidget) -> None:
        super().__init__(window)
        self.commands = commands
        self.window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and (reason := cast(QFocusEvent, event).reason()) not in _BACK:
            watched.setProperty(BY_TAB, reason in _BY_TAB)
        if kind in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self.commands.context.bridge.touched.emit()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(watched, QWidget):
            return False
        return self._press(watched, cast(QKeyEvent, event), asked=kind == QEvent.Type.ShortcutOverride)

    def _press(self, watched: QWidget, press: QKeyEvent, *, asked: bool) -> bool:
        """Do what a key means here, or only say (``asked``) that it means something; gives whether it does."""
        chord = chord_of(press)
        if chord is None or not self._listens(watched, chord):
            return False
        place = self._place(chord, watched)
        if place is not None:
            press.accept()
            if not asked and (place is timeline.press or not press.isAutoRepeat()):
                if place is not timeline.press:  # which looks about: what is being read there stays
                    self.commands.begin()
                place(self.commands, chord)
            return True
        if chord == _ENTER and isinstance(watched, QAbstractButton) and watched.hasFocus():
            return _click(watched, press)
        action = self._action(chord, watched)
        label = "" if action else label_key(chord)
        if action is None and not label:
            return False
        press.accept()
        if asked:
            return True
        if action is not None:
            if not press.isAutoRepeat() or action.repeatable:
                self.commands.run(action)
        elif label and not press.isAutoRepeat():
            self.commands.begin()
            self._label(label)
        return True

    def _place(self, chord: Chord, watched: QWidget) -> Callable[[Commands, Chord], None] | None:
        """What a place of work that is in sight makes of a key; None where it is no key of its own."""
        if timeline.takes(self.commands, chord):
            return timeline.press
        near = self._on_article(watched) or board.holds(self.commands, watched)
        if board.takes(self.commands, chord) and (chord.key not in LOCAL or near):
            return board.press
        return frame.press if frame.takes(self.commands, chord) else None

    def _label(self, key: str) -> None:
        """Give the label of a key; while a filler is picked a number is the filler's, and another key ends that."""
        if not self.commands.picking:
            mentions.label_by_key(self.commands, key)
        elif key.isdigit():
            self.commands.view.pick_number(int(key))
        else:
            self.commands.stop_picking()

    def _listens(self, watched: QWidget, chord: Chord) -> bool:
        """May this key press mean anything but what the widget makes of it?"""
        if QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None:
            return False
        focus = QApplication.focusWidget()
        around = [*_upwards(watched)]
        if self.window not in around or any(isinstance(place, QDialog) for place in around):
            return False
        if any(place.property(OWN_KEYS) for place in (*around, *_upwards(focus))):
            return False
        if is_text_field(watched) or is_text_field(focus):
            ways = not chord.mods & ALT or (self.commands.shortcuts.action(chord) or "").startswith(TO_PANEL)
            return not chord.typed and ways and (chord not in _FIELD_CHORDS or _passes(focus, chord))
        if chord.typed and chord != _ENTER and isinstance(focus, _CONTROLS) and focus.property(BY_TAB):
            return self._at_work(focus)
        looks_about = chord.typed or chord in _SENTENCES
        return not (self.commands.picking and looks_about and self._on_article(watched))

    def _at_work(self, widget: QWidget) -> bool:
        """Is it a part of what stands beside the article to be worked with, where the keys are the article's?"""
        places = (board.panel(self.commands), frame.panel(self.commands))
        return any(place is not None and place.isAncestorOf(widget) for place in places) or any(
            place.property(ARTICLE_KEYS) for place in _upwards(widget)
        )

    def _action(self, chord: Chord, watched: QWidget) -> Action | None:
        if chord.key in LOCAL and not chord.mods & (CTRL | ALT | META) and not self._on_article(watched):
            return None
        return self.commands.by_chord(chord)

    def _on_article(self, watched: QWidget) -> bool:
        if watched is self.window:
            return QApplication.focusWidget() in (None, self.window)
        view = self.commands.view
        return any(place is view or place.property(ARTICLE_KEYS) for place in _upwards(watched))
