"""The event frame's verbs and keys: go to it, fill a role by its key, lay a carried mention down on a role."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from db.rows import Mention
from desktop.keys import ALT, SHIFT, Chord, role_chord
from desktop.suggest.fillers import roles_of
from desktop.suggest.frame import event_beside
from desktop.ui.commands import events, workplaces
from desktop.ui.commands.base import Commands
from desktop.ui.panels.frame import FramePanel
from desktop.ui.panels.frame_section import FrameSection


def panel(c: Commands) -> FramePanel | None:
    """The frame, if it is in sight."""
    found = workplaces.in_sight(c, "frame")
    return found if isinstance(found, FramePanel) else None


def shown(c: Commands) -> bool:
    """Is the frame in sight?"""
    return panel(c) is not None


def show(c: Commands) -> None:
    """The work place of events: the frame beside the article, an event selected; there already, into it or back."""
    here = panel(c)
    if here is not None:
        _turn(c, here)
        return
    workplaces.bring(c, "frame")
    c.view.setFocus()
    article, session = c.article, c.session
    if article is None or session is None:
        return
    event = event_beside(article, mention=c.mention, position=c.view.caret)
    if event is None:
        c.say("frame.no_event", key=c.legend("event"))
    elif event.id != session.selected:
        session.select(event.id)


def _turn(c: Commands, here: FramePanel) -> None:
    """The keyboard from the article to the frame, or from the frame to the article."""
    focus = QApplication.focusWidget()
    if focus is not None and here.isAncestorOf(focus):
        c.view.setFocus()
    else:
        here.refresh()
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)


def takes(c: Commands, chord: Chord) -> bool:
    """Is it a role's key, with Alt, and the frame of an event in sight; or a digit, and the keyboard in it?"""
    if _numbers(c, chord):
        return True
    if chord.mods != ALT or c.by_chord(chord) is not None:
        return False
    here = panel(c)
    return here is not None and here.event_shown is not None and _role(c, chord) is not None


def press(c: Commands, chord: Chord) -> None:
    """Number the fillers of the role that has this key; a digit puts what is offered in the role one is on."""
    if _numbers(c, chord):
        _take_offer(c, int(chord.key))
        return
    if c.read_only:
        c.say("errors.opened_read_only")
        return
    here, role, work = panel(c), _role(c, chord), c.work
    event = here.event_shown if here is not None else None
    if event is None or role is None or work is None:
        return
    if all(use.role != role for use in roles_of(work.labels, event)):
        given, language = work.labels.event(event.label), c.context.messages.language
        held = work.labels.role(role)
        assert held is not None
        kind = given.name.text(language) if given else event.label
        c.say("refused.role_not_of_type", role=held.name.text(language), type=kind)
        return
    want(c, event.id, role)


def want(c: Commands, event_id: str, role: str) -> None:
    """Number the fillers of a role on the text; the keyboard comes back to the frame if it was there."""
    here, focus = panel(c), QApplication.focusWidget()
    inside = here is not None and focus is not None and here.isAncestorOf(focus)
    back = (lambda: here.focus_role(role)) if here is not None and inside else None
    events.ask_filler(c, event_id=event_id, role=role, back=back)


def _numbers(c: Commands, chord: Chord) -> bool:
    """Is it a digit, with the keyboard in the frame?"""
    if not chord.key.isdigit() or chord.mods & ~SHIFT or c.picking or c.read_only:
        return False
    here, focus = panel(c), QApplication.focusWidget()
    return here is not None and focus is not None and here.isAncestorOf(focus)


def _take_offer(c: Commands, number: int) -> None:
    here = panel(c)
    if here is not None and not here.take_offer(number):
        c.say("frame.no_offer", number=number)


def _role(c: Commands, chord: Chord) -> str | None:
    roles = c.session.labels.roles if c.session is not None else ()
    return next((role.code for role in roles if role_chord(role.key) == chord), None)


# --- a mention carried from the text to a role -----------------------------------------------------------------------


def carried(c: Commands, mention_id: str, point: QPoint) -> None:
    """A mention is in the hand, over a global point: the frames in sight show which roles take it. '': dropped."""
    mention = c.article.mentions.get(mention_id) if c.article is not None else None
    for frame in _frames(c):
        frame.show_targets(mention, point)
    if mention is not None and c.article is not None:
        c.say("frame.carried", text=c.article.text_of(mention))


def laid_down(c: Commands, mention_id: str, point: QPoint) -> None:
    """A mention was let go over a global point: on a role it fills it."""
    for frame in _frames(c):
        line = frame.line_at(point)
        frame.show_targets(None, point)
        if line is not None:
            frame.fill(line.role, mention_id)
            return
    c.say("frame.carried_nowhere")


def _frames(c: Commands) -> list[FrameSection]:
    found: list[FrameSection] = [each for each in c.window.findChildren(FrameSection) if each.isVisible()]
    return [each for each in found if _event(each.mention)]


def _event(mention: Mention | None) -> bool:
    return mention is not None and mention.kind == "event"
