"""The timeline by key: below the article with the keyboard in it, or away again; in it keys look and do not edit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from desktop.keys import ALT, CTRL, META, SHIFT, Chord, label_key
from desktop.ui.commands import beside, board, frame, needs, workplaces
from desktop.ui.commands.base import Action, Commands
from desktop.ui.timeline.panel import TimelinePanel
from desktop.ui.timeline.view import STEP
from desktop.ui.widgets import visible

NAME = workplaces.BELOW
ZOOM = {"+": STEP, "=": STEP, "-": 1 / STEP}
ARROWS, DOWN_UP = "← → ↑ ↓", "↑ ↓"
OWN = frozenset({"Enter", "Space", "Tab"})
"""Keys that lists and the picture use themselves, where elsewhere they are an action's."""


def toggle(c: Commands) -> None:
    """Show it and go to it; from within it, or where only it is in sight, put it away."""
    dock = c.host.dock_widgets()[NAME]
    focus = dock.window().focusWidget()
    if not dock.isHidden() and focus is not None and dock.isAncestorOf(focus):
        dock.hide()
        c.view.setFocus()
        return
    show(c)


def show(c: Commands) -> None:
    """Show it and go to it."""
    dock = c.host.dock_widgets()[NAME]
    dock.show()
    dock.raise_()
    workplaces.lengthen(c)
    dock.widget().setFocus()
    if c.session is not None:
        c.context.bridge.selected.emit(c.session.selected)


def contradiction(step: int) -> Callable[[Commands], None]:
    """Go to the next (1) or previous (-1) event of the timeline that has a part in a contradiction."""

    def go(c: Commands) -> None:
        dock = c.host.dock_widgets()[NAME]
        if dock.isHidden() or not visible.in_sight(dock):
            show(c)
        panel = dock.findChild(TimelinePanel)
        if panel is not None:
            panel.step(step)

    return go


def has_keyboard(c: Commands) -> bool:
    """Is the keyboard in it?"""
    focus = QApplication.focusWidget()
    return focus is not None and c.host.dock_widgets()[NAME].isAncestorOf(focus)


def means(c: Commands, action: Action) -> bool:
    """Does the first chord of an action mean that action here, with the keyboard in the timeline?"""
    chords = c.shortcuts.chords(action.key)
    local = bool(chords) and chords[0].key in OWN and not chords[0].mods & ~SHIFT
    return bool(chords) and not local and not takes(c, chords[0])


def told(c: Commands) -> list[tuple[str, str, str, Callable[[], None]]]:
    """What the timeline's keys do, for the review bar: (name, legend, words, what a click does); [] elsewhere."""
    panel = c.host.dock_widgets()[NAME].findChild(TimelinePanel)
    if panel is None or not has_keyboard(c):
        return []
    view, tr, found = panel.view, c.context.tr, []
    tray = panel.tray.list
    if view.hasFocus() and view.events:
        found.append(("step", ARROWS, tr("timeline.keys.step"), lambda: view.step(1)))
    elif tray.hasFocus():
        found.append(("row", DOWN_UP, tr("timeline.keys.step"), panel.tray.next))
    if (view.hasFocus() and view.current is not None) or (tray.hasFocus() and tray.currentIndex().isValid()):
        found.append(("open", "Enter", tr("timeline.keys.open"), panel.open_current))
    if view.events:
        found.append(("zoom", "+ −", tr("timeline.keys.zoom"), lambda: view.zoom(STEP)))
    if view.events and view.hasFocus():
        found.append(("fit", "Home", tr("timeline.fit"), view.fit))
    if panel.wrong.isEnabled():
        key = "contradiction_next"
        found.append((key, c.legend(key), tr("timeline.next_contradiction"), lambda: c.trigger(key)))
    found.append(("text", "Esc", tr("timeline.keys.text"), lambda: c.view.setFocus()))
    return [(f"timeline.{name}", legend, words, run) for name, legend, words, run in found]


def takes(c: Commands, chord: Chord) -> bool:
    """Does the key mean something of the timeline's, which has the keyboard, or would it edit what is not looked at?"""
    if not has_keyboard(c):
        return False
    return chord == Chord("Esc") or _zooms(chord) or _edits(c, chord)


def press(c: Commands, chord: Chord) -> None:
    """Zoom, go to the text, or say that nothing is edited here."""
    panel = c.host.dock_widgets()[NAME].findChild(TimelinePanel)
    if chord == Chord("Esc"):
        c.begin()
        c.view.setFocus()
    elif _zooms(chord) and panel is not None:
        panel.view.zoom(ZOOM[chord.key])
    else:
        c.say("timeline.only_looked_at")


def _zooms(chord: Chord) -> bool:
    return chord.key in ZOOM and not chord.mods & (CTRL | ALT | META)


def _edits(c: Commands, chord: Chord) -> bool:
    """Would the key change the selected mention, or ask how to?"""
    if chord.key in OWN and not chord.mods & (CTRL | ALT | META):
        return False
    if not c.picking and (label_key(chord) or board.takes(c, chord) or frame.takes(c, chord)):
        return True
    action = c.by_chord(chord)
    return action is not None and _is_edit(action)


def _is_edit(action: Action) -> bool:
    able = (needs.editable, needs.mention, needs.event, needs.linked, beside.can_link)
    return action.group in ("mention", "event") or action.when in able
