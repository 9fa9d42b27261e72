"""Mentions: make one from the text, give a label by key or from the palette, move edges, split, merge."""

from __future__ import annotations

from collections.abc import Callable

from db.arabic import word_step
from db.labelset import EventType
from db.rows import Kind, Mention, Span
from desktop.edges import Unit, dropped, stepped, visual_outward
from desktop.edits import mentions
from desktop.edits.gaps import Edge
from desktop.ui.commands import boundaries
from desktop.ui.commands.base import Commands

Run = Callable[[Commands], None]


def create(c: Commands) -> None:
    """A new entity mention of the text selected or the caret's word, with the label used last; else ask for one."""
    span, chosen = c.target(), c.mention
    if span is None:
        c.say("actions.say.no_text")
        return
    here = (chosen.start, chosen.end) if chosen and not c.view.selection else None
    if here is not None and here == boundaries.meant(c, span):
        label(c)
        return
    create_again(c, span)


def create_again(c: Commands, span: Span) -> None:
    """A new entity mention of ``span`` (code points) with the label used last; where there is none, ask for one."""
    last = c.memory.labels.get("entity")
    if last is None:
        ask_entity(c, span)
    else:
        create_as(c, kind="entity", label=last, span=span)


def ask_entity(c: Commands, span: Span) -> None:
    """Ask for the label of a new entity mention of ``span`` (code points)."""
    ask_label(c, kind="entity", span=span)


def create_as(c: Commands, *, kind: Kind, label: str, span: Span, on: Mention | None = None) -> None:
    """A new mention of what ``span`` (code points) most likely means; its label is remembered.

    With ``on`` it is made on the very letters of that one, whose span is given.
    """
    work = c.work
    if work is None:
        return
    proposals = boundaries.offered(c, span, exact=on is not None)
    start, end = proposals[0].start, proposals[0].end
    gaps = on.gaps if on else ()
    if c.do(
        lambda w: mentions.create(
            w.article, w.labels, kind=kind, label=label, start=start, end=end, gaps=gaps, layer=w.session.layer
        )
    ):
        c.memory.labels[kind] = label
        c.view.set_caret(start)
        boundaries.made(c, proposals)


def label(c: Commands) -> None:
    """Ask for the label: of the selected mention, or of a new one."""
    chosen = None if c.view.selection else c.mention
    span = c.target()
    if chosen is not None:
        ask_label(c, kind=chosen.kind, span=None)
    elif span is not None:
        ask_label(c, kind="entity", span=span)
    else:
        c.say("actions.say.no_text")


def ask_label(c: Commands, *, kind: Kind, span: Span | None, on: Mention | None = None) -> None:
    """Show the palette of a kind's labels, for a new mention of ``span`` or, with None, for the selected one.

    That of a new entity offers events too: what was selected may be a trigger as well. What a new mention would cover
    is shown, and selected on the text. With ``on`` that is the very letters of that mention, whose span is given.
    """
    from desktop.ui.dialogs.label_palette import EventTypes, label_palette

    work = c.work
    if work is None:
        return
    chosen = c.mention if span is None else None
    current = chosen.label if chosen else c.memory.labels.get(kind)
    covers = ""
    if span is not None:
        start, end = span if on else boundaries.meant(c, span)
        covers = work.article.text_of(on) if on else work.article.text[start:end]
        c.view.select_text(start, end)
    palette = label_palette(
        c.context, c.window, kind=kind, labels=work.labels, current=current,
        events=span is not None and kind == "entity", covers=covers,
    )  # fmt: skip

    def give(choice: object, _shift: bool) -> None:
        if span is None:
            relabel(c, str(choice))
        elif isinstance(choice, EventTypes):
            ask_label(c, kind="event", span=span, on=on)
        elif isinstance(choice, EventType):
            create_as(c, kind="event", label=choice.code, span=span, on=on)
        else:
            create_as(c, kind=kind, label=str(choice), span=span, on=on)

    palette.chosen.connect(give)
    c.show_palette(palette)


def relabel(c: Commands, code: str) -> None:
    """Give the selected mention a label and remember it."""
    chosen = c.mention
    if chosen is not None and c.do(lambda w: mentions.relabel(w.article, w.labels, chosen.id, label=code)):
        c.memory.labels[chosen.kind] = code


def label_by_key(c: Commands, key: str) -> None:
    """Give the label that has this key to the selected mention, or make an entity mention of the text with it."""
    work = c.work
    if work is None:
        return
    if c.read_only:
        c.say("errors.opened_read_only")
        return
    chosen = None if c.view.selection else c.mention
    kind: Kind = chosen.kind if chosen else "entity"
    code = work.labels.keyed(kind).get(key)
    span = c.target()
    if code is None:
        c.say("actions.say.no_label_key", key=key.upper())
    elif chosen is not None:
        relabel(c, code)
    elif span is not None:
        create_as(c, kind=kind, label=code, span=span)
    else:
        c.say("actions.say.no_text")


def repeat(c: Commands) -> None:
    """Give the label used last: to the selected mention, or to a new one."""
    chosen = None if c.view.selection else c.mention
    last = c.memory.labels.get(chosen.kind if chosen else "entity")
    if last is None:
        label(c)
    elif chosen is not None:
        relabel(c, last)
    else:
        create(c)


def edge(which: Edge, *, unit: Unit, outward: bool) -> Run:
    """Move an edge of the selected mention one letter, word or clitic outward or inward."""
    return lambda c: _move(c, which, unit=unit, outward=outward)


def end_to(*, leftward: bool) -> Run:
    """Move the end edge one letter to the left or right of the screen."""

    def run(c: Commands) -> None:
        if c.article and c.mention:
            outward = visual_outward(c.article.text, end=c.mention.end, leftward=leftward)
            _move(c, "end", unit="letter", outward=outward)

    return run


def _move(c: Commands, which: Edge, *, unit: Unit, outward: bool) -> None:
    work, chosen = c.work, c.mention
    if work is None or chosen is None:
        return
    start, end = chosen.start, chosen.end
    to = stepped(
        work.article.text, start=start, end=end, edge=which, unit=unit, outward=outward, gaps=chosen.gaps,
        hidden=c.view.hides,
    )  # fmt: skip
    if to == (end if which == "end" else start):
        c.say("actions.say.edge_stays")
    elif _move_to(c, chosen, which=which, to=to):
        boundaries.reveal(c, which)


def drop(c: Commands, chosen: Mention, *, which: Edge, at: int) -> None:
    """Move an edge of a mention to where a hand has let it go (code points), or as near as it may stand."""
    work = c.work
    if work is None:
        return
    to = dropped(work.article.text, chosen, edge=which, at=at, hidden=c.view.hides)
    if to != (chosen.end if which == "end" else chosen.start):
        _move_to(c, chosen, which=which, to=to)


def _move_to(c: Commands, chosen: Mention, *, which: Edge, to: int) -> bool:
    return c.do(lambda w: mentions.move_edge(w.article, chosen.id, edge=which, to=to))


def split(c: Commands) -> None:
    """Cut the selected mention at the caret; one of two words needs no caret inside."""
    work, chosen = c.work, c.mention
    if work is None or chosen is None:
        return
    at = c.view.caret
    if not chosen.start < at < chosen.end:
        at = _only_cut(work.article.text, chosen) or at
    if not chosen.start < at < chosen.end:
        c.say("actions.say.caret_for_split")
        return
    c.do(lambda w: mentions.split(w.article, chosen.id, at=at))


def merge(step: int) -> Run:
    """Make one mention of the selected one and the next (1) or previous (-1) of its kind."""

    make = mentions.merge_next if step > 0 else mentions.merge_previous

    def run(c: Commands) -> None:
        chosen = c.mention
        if chosen is not None:
            c.do(lambda w: make(w.article, chosen.id, ties=w.session.store.ties(layer=w.session.layer)))

    return run


def nest(c: Commands) -> None:
    """Ask for the label of another mention on the very letters of the selected one."""
    chosen = c.mention
    if chosen is not None:
        ask_label(c, kind="entity", span=(chosen.start, chosen.end), on=chosen)


def _only_cut(text: str, mention: Mention) -> int | None:
    """Where a mention of two words or two fragments parts, None for fewer or more."""
    if mention.gaps:
        return mention.gaps[0][0] if len(mention.gaps) == 1 else None
    first = word_step(text, mention.start, 1)
    rest = text[first : mention.end]
    return first if len(rest.split()) == 1 and rest[:1].isspace() else None
