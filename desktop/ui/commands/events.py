"""Events: make one from its trigger, give roles their fillers, take fillers away, change attributes."""

from __future__ import annotations

from collections.abc import Callable

from desktop.edits import arguments, events
from desktop.suggest import fillers
from desktop.ui.commands import needs
from desktop.ui.commands.base import Commands, Need, Pick
from desktop.ui.commands.mentions import ask_label

PICKABLE = 500
"""How many mentions around the trigger can be clicked as fillers; the nearest nine carry numbers."""


def event(c: Commands) -> None:
    """Ask for an event type: of the selected event, or of a new one whose trigger is the text or the caret's word."""
    work = c.work
    if work is None:
        return
    if not work.labels.events:
        c.say("actions.say.no_event_types")
        return
    chosen = None if c.view.selection else c.mention
    if chosen is not None and chosen.kind == "event":
        ask_label(c, kind="event", span=None)
        return
    span = c.target()
    if span is None:
        c.say("actions.say.no_text")
    else:
        ask_label(c, kind="event", span=span)


def argument_add(c: Commands) -> None:
    """Ask for a role of the selected event, then let its filler be picked on the text."""
    from desktop.ui.dialogs.role_palette import role_palette

    work, chosen = c.work, c.mention
    if work is None or chosen is None:
        return
    palette = role_palette(c.context, c.window, article=work.article, labels=work.labels, event=chosen)

    def give(value: object, _shift: bool) -> None:
        if isinstance(value, fillers.Pair):
            add(c, event_id=chosen.id, role=value.role, filler=value.filler.id)
        else:
            ask_filler(c, event_id=chosen.id, role=str(value))

    palette.chosen.connect(give)
    c.show_palette(palette)


def ask_filler(c: Commands, *, event_id: str, role: str, back: Callable[[], None] | None = None) -> None:
    """Number the likeliest fillers of a role on the text; a number or a click picks one; ``back`` is called then."""
    work = c.work
    chosen = work.article.mentions.get(event_id) if work else None
    if work is None or chosen is None:
        return
    if work.session.selected != event_id:
        work.session.select(event_id)
    if c.read_only:
        c.say("errors.opened_read_only")
        return
    candidates = fillers.rank(work.article, work.labels, chosen, role=role, limit=PICKABLE)
    if not candidates:
        c.say("actions.say.no_filler")
        return
    c.pick = Pick(event_id, role, back)
    c.view.setFocus()
    c.view.pick([each.id for each in candidates])
    c.context.bridge.roleAsked.emit(role)
    item = work.labels.role(role)
    c.say("actions.say.pick_filler", role=item.name.text(c.context.messages.language) if item else role)


def picked(c: Commands, mention_id: str) -> None:
    """A filler was picked on the text."""
    pick = c.pick
    if pick is not None:
        c.stop_picking(quietly=True)
        add(c, event_id=pick.event, role=pick.role, filler=mention_id)
        if pick.back is not None:
            pick.back()


def add(c: Commands, *, event_id: str, role: str, filler: str) -> None:
    """Give an event a filler in a role."""
    c.do(lambda w: arguments.add(w.article, w.labels, event=event_id, role=role, filler=filler))


def argument_remove(c: Commands) -> None:
    """Take an argument of the selected event away: the only one at once, of several the one chosen."""
    from desktop.ui.dialogs.role_palette import argument_palette

    work, chosen = c.work, c.mention
    if work is None or chosen is None:
        return
    held = work.article.arguments_of(chosen.id)
    if not held:
        c.say("actions.say.no_argument")
    elif len(held) == 1:
        remove(c, held[0].id)
    else:
        palette = argument_palette(c.context, c.window, article=work.article, labels=work.labels, event=chosen)
        palette.chosen.connect(lambda value, _shift: remove(c, str(value)))
        c.show_palette(palette)


def remove(c: Commands, argument_id: str) -> None:
    """Take an argument away."""
    c.do(lambda w: arguments.remove(w.article, argument_id))


def cycle(code: str) -> Callable[[Commands], None]:
    """Give the selected event the next value of an attribute."""

    def run(c: Commands) -> None:
        chosen = c.mention
        if chosen is not None:
            c.do(lambda w: events.cycle_attribute(w.article, w.labels, chosen.id, code=code))

    return run


def has_attribute(code: str) -> Need:
    """Is an event selected, and does the label set have the attribute?"""

    @needs.needing("actions.need.attribute", needs.event)
    def when(c: Commands) -> bool:
        return c.work is not None and c.work.labels.attribute(code) is not None

    return when
