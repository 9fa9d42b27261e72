"""Keys the article uses itself: caret movement; while a filler is being picked, digits, and looking about."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSlider

from db.arabic import letter_step
from desktop.keys import resolve
from desktop.layouts import Platform
from desktop.ui.article import caret
from desktop.ui.article.hit import Spot
from desktop.ui.article.workbench import Workbench

Key = Qt.Key
Modifier = Qt.KeyboardModifier
LETTERS: dict[int, bool] = {Key.Key_Left: True, Key.Key_Right: False}
LINES: dict[int, int] = {Key.Key_Up: -1, Key.Key_Down: 1}
PAGES: dict[int, int] = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}
ENDS: dict[int, bool] = {Key.Key_Home: False, Key.Key_End: True}
PAGE_SHARE = 0.85
Slide = QAbstractSlider.SliderAction
SLIDES: dict[int, Slide] = {
    Key.Key_Up: Slide.SliderSingleStepSub, Key.Key_Down: Slide.SliderSingleStepAdd,
    Key.Key_PageUp: Slide.SliderPageStepSub, Key.Key_PageDown: Slide.SliderPageStepAdd,
}  # fmt: skip
FAR_SLIDES: dict[int, Slide] = {Key.Key_Home: Slide.SliderToMinimum, Key.Key_End: Slide.SliderToMaximum}
PLATFORM: Platform = "win32" if sys.platform == "win32" else "linux"


def digit_of(event: QKeyEvent) -> int | None:
    """The digit a plain key press means, on whatever layout; None for any other key."""
    if event.modifiers() & ~Modifier.KeypadModifier:
        return None
    mac = sys.platform == "darwin"
    code = event.nativeVirtualKey() if mac else event.nativeScanCode()
    chord = resolve(event.text(), mods=0, code=code, platform="darwin" if mac else PLATFORM)
    return int(chord.key) if chord is not None and chord.key.isdigit() else None


class CaretKeys:
    """Moves the caret. Up and down keep to the column where the movement began."""

    def __init__(self, view: Workbench) -> None:
        self._view = view
        self._goal: float | None = None

    def forget_goal(self) -> None:
        """The caret was put somewhere by other means."""
        self._goal = None

    def press(self, event: QKeyEvent) -> bool:
        """Handle a key press; False when it is none of the article's own."""
        view = self._view
        if view.picking and (self._pick(event) or self._look_about(event)):
            return True
        modifiers = event.modifiers() & ~Modifier.KeypadModifier
        alt = bool(modifiers & Modifier.AltModifier)
        if modifiers & Modifier.MetaModifier or (alt and event.key() not in LINES) or not view.text:
            return False
        if event.matches(QKeySequence.StandardKey.Copy):
            return self._copy()
        step = self._step(event.key(), ctrl=bool(modifiers & Modifier.ControlModifier), alt=alt)
        if step is None:
            return False
        spot = step(view.spot)
        goal = self._goal
        view.move_caret(spot, extend=bool(modifiers & Modifier.ShiftModifier))
        self._goal = goal if event.key() in (*LINES, *PAGES) else None
        chosen = view.selected_mention()
        if chosen is not None and not chosen.start <= spot.position <= chosen.end:
            view.choose(None)  # else the next key would change what is no longer looked at
        return True

    def _copy(self) -> bool:
        """The selected text to the clipboard."""
        span = self._view.selection
        if span is not None:
            QGuiApplication.clipboard().setText(self._view.text[slice(*span)])
        return span is not None

    def _step(self, key: int, *, ctrl: bool, alt: bool) -> Callable[[Spot], Spot] | None:
        flow = self._view.flow
        if alt:
            text, hidden = self._view.text, self._view.hides
            return None if ctrl else lambda spot: Spot(letter_step(text, spot.position, LINES[key], hidden=hidden))
        if key in LETTERS:
            move = caret.by_word if ctrl else caret.by_letter
            return lambda spot: move(flow, spot, left=LETTERS[key])
        if key in ENDS:
            if ctrl:
                return lambda spot: caret.article_edge(flow, end=ENDS[key])
            return lambda spot: caret.line_edge(flow, spot, end=ENDS[key])
        if ctrl:
            return None
        if key in LINES:
            return lambda spot: caret.by_line(flow, spot, step=LINES[key], goal=self._column(spot))
        if key in PAGES:
            height = int(self._view.viewport().height() * PAGE_SHARE) * PAGES[key]
            return lambda spot: caret.by_height(flow, spot, height=height, goal=self._column(spot))
        return None

    def _column(self, spot: Spot) -> float:
        if self._goal is None:
            self._goal = caret.where(self._view.flow, spot)[0]
        return self._goal

    def _pick(self, event: QKeyEvent) -> bool:
        number = digit_of(event)
        if number is None:
            return False
        self._view.pick_number(number)
        return True

    def _look_about(self, event: QKeyEvent) -> bool:
        """While picking, keys that move the caret only scroll: what is selected is what a filler is wanted for."""
        key, modifiers = event.key(), event.modifiers()
        sideways = key in LETTERS or key in ENDS
        if modifiers & Modifier.MetaModifier or (modifiers & Modifier.AltModifier and sideways):
            return False
        far = FAR_SLIDES if modifiers & Modifier.ControlModifier else {}
        slide = far.get(key) or SLIDES.get(key)
        if slide is not None:
            self._view.verticalScrollBar().triggerAction(slide)
        return sideways or key in SLIDES
