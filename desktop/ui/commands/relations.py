"""Relations between events: make one (its type, then the other event, here or elsewhere), change one, take one away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from db.rows import Mention, Relation
from desktop.article import OpenArticle
from desktop.edits import relations
from desktop.suggest.targets import Targets
from desktop.ui.commands.base import Commands, Pick, Work

if TYPE_CHECKING:
    from desktop.ui.dialogs.relation_palette import Verb

LIKELY, NUMBERED, NUMBERED_BESIDE = 5, 9, 3
"""Of the events beside, how many come first by likeness; how many events have numbers; how many of these beside."""
PICKABLE = 500
"""How many events around the selected one can be clicked; the nearest nine carry numbers."""


@dataclass(frozen=True, slots=True)
class RelationPick(Pick):
    """A relation type, as the role, that waits for the other event to be picked on the text."""

    nothing: str = "actions.say.relation_cancelled"


def add(c: Commands) -> None:
    """Ask for the type of a relation of the selected event, then let the other event be picked on the text."""
    _ask_type(c, lambda event_id, kind: ask_event(c, event_id=event_id, kind=kind))


def add_across(c: Commands) -> None:
    """Ask for the type of a relation of the selected event, then for an event of another article.

    Of the one beside, on its text; pressed again while it is picked there, of any other, from a list.
    """
    pick = c.pick
    if isinstance(pick, RelationPick):
        ask_target(c, event_id=pick.event, kind=pick.role)
        return
    c.stop_picking(quietly=True)
    _ask_type(c, lambda event_id, kind: _ask_beside(c, event_id=event_id, kind=kind))


def _ask_beside(c: Commands, *, event_id: str, kind: str) -> None:
    work = c.work
    chosen = work.article.mentions.get(event_id) if work else None
    away = events_beside(c, chosen) if chosen is not None else []
    if away:
        _pick(c, event_id=event_id, kind=kind, candidates=away, say="actions.say.pick_event_beside")
    else:
        ask_target(c, event_id=event_id, kind=kind)


def _ask_type(c: Commands, then: Callable[[str, str], None]) -> None:
    from desktop.ui.dialogs.relation_palette import type_palette

    work, chosen = c.work, c.mention
    if work is None or chosen is None:
        return
    if not work.labels.relations:
        c.say("actions.say.no_relation_types")
        return
    palette = type_palette(c.context, c.window, labels=work.labels, subject=work.article.text_of(chosen))
    palette.chosen.connect(lambda value, _shift: then(chosen.id, str(value)))
    c.show_palette(palette)


def ask_target(c: Commands, *, event_id: str, kind: str) -> None:
    """Ask for the event of another article that the relation leads to: the likeliest, or a search over all."""
    from desktop.ui.dialogs.target_palette import target_palette

    work, index, offers = c.work, c.index, c.offers
    chosen = work.article.mentions.get(event_id) if work else None
    if work is None or index is None or offers is None or chosen is None:
        return
    targets = Targets(index, work.session, chosen)
    if not targets.likely():
        c.say("actions.say.no_event_elsewhere")
        return
    palette = target_palette(
        c.context, c.window, article=work.article, event=chosen, kind=kind, targets=targets, offers=offers
    )

    def relate(value: object, _shift: bool) -> None:
        c.stop_picking(quietly=True)
        _relate(c, event_id=event_id, kind=kind, other=str(value))

    palette.chosen.connect(relate)
    c.show_palette(palette)


def ask_event(c: Commands, *, event_id: str, kind: str) -> None:
    """Number the nearest events on the text; a number or a click picks the one the relation leads to."""
    work = c.work
    chosen = work.article.mentions.get(event_id) if work else None
    if work is None or chosen is None:
        return
    if work.session.selected != event_id:
        work.session.select(event_id)
    own = [each.id for each in others(work.article, chosen)[:PICKABLE]]
    away = events_beside(c, chosen, seen_first=True)
    if not own and not away:
        ask_target(c, event_id=event_id, kind=kind)
        return
    first = NUMBERED - min(len(away), NUMBERED_BESIDE)
    say = "actions.say.pick_event_both" if away else "actions.say.pick_event"
    numbered = [*own[:first], *away, *own[first:]]
    _pick(c, event_id=event_id, kind=kind, candidates=numbered, say=say, reveal=False)


def _pick(
    c: Commands, *, event_id: str, kind: str, candidates: list[str], say: str, reveal: bool = True
) -> None:
    """Number candidates in both articles, and wait for a click or a number."""
    work, other = c.work, c.beside_view()
    if work is None:
        return
    c.pick = RelationPick(event_id, kind)
    c.view.setFocus()
    for view in (c.view, other):
        if view is not None:
            view.pick(candidates)
    companion = work.session.companion
    if reveal and other is not None and companion is not None:
        numbered = [found for each in candidates[:NUMBERED] if (found := companion.found(each)) is not None]
        if numbered and not any(other.in_sight(each.start) for each in numbered):
            other.reveal(start=numbered[0].start, end=numbered[0].end)
    item = work.labels.relation(kind)
    relation = item.name.text(c.context.messages.language) if item else kind
    c.say(say, relation=relation, key=c.legend("relation_across"))


def events_beside(c: Commands, event: Mention, *, seen_first: bool = False) -> list[str]:
    """The events beside that a relation may lead to: the likeliest, then those nearest to the middle of what is seen.

    With ``seen_first`` those in sight come before all others, be they likely or not.
    """
    work, index, view = c.work, c.index, c.beside_view()
    companion = work.session.companion if work else None
    if work is None or index is None or view is None or companion is None:
        return []
    likely = Targets(index, work.session, event).likely(article=companion.row.id)
    rank = {each.mention: number for number, each in enumerate(likely[:LIKELY])}
    middle = view.spot_at(QPointF(view.viewport().rect().center())).position
    found = [
        each
        for each in companion.index.ordered
        if each.kind == "event"
        and each.status != "rejected"
        and (each.cluster is None or each.cluster != event.cluster)
    ]
    found.sort(key=lambda each: (rank.get(each.id, LIKELY), abs(each.start - middle)))
    found = found[:PICKABLE]
    if seen_first:
        seen = view.span_in_sight()
        found.sort(key=lambda each: not seen[0] <= each.start <= seen[1])
    return [each.id for each in found]


def others(article: OpenArticle, event: Mention) -> list[Mention]:
    """The other events of an article, the nearest first; mentions of the same event are left out."""
    found = [
        each
        for each in article.index.ordered
        if each.kind == "event"
        and each.status != "rejected"
        and each.id != event.id
        and (each.cluster is None or each.cluster != event.cluster)
    ]
    return sorted(found, key=lambda each: max(each.start - event.end, event.start - each.end))


def picked(c: Commands, mention_id: str) -> None:
    """The other event was picked on the text."""
    pick = c.pick
    if isinstance(pick, RelationPick):
        c.stop_picking(quietly=True)
        _relate(c, event_id=pick.event, kind=pick.role, other=mention_id)


def _relate(c: Commands, *, event_id: str, kind: str, other: str) -> None:
    """Relate an event to another, of whatever article."""
    work = c.work
    if work is None:
        return
    tail = other if other in work.article.mentions else work.session.store.outer([other]).get(other)
    if tail is not None:
        c.do(
            lambda w: relations.add(
                w.article, w.labels, type=kind, head=event_id, tail=tail, closure=w.session.closure
            )
        )


def change(c: Commands) -> None:
    """Ask what to make of a relation of the selected event; which one, where it has several."""
    from desktop.ui.dialogs.relation_palette import relations_palette

    work, chosen = c.work, c.mention
    if work is None or chosen is None:
        return
    held = changeable(work, chosen)
    if not held:
        c.say("actions.say.no_relation")
    elif len(held) == 1:
        ask_change(c, held[0].id)
    else:
        palette = relations_palette(c.context, c.window, article=work.article, labels=work.labels, relations=held)
        palette.chosen.connect(lambda value, _shift: ask_change(c, str(value)))
        c.show_palette(palette)


def changeable(work: Work, event: Mention) -> list[Relation]:
    """The relations of an event that are shown, in the order they were made."""
    shown = work.session.show_rejected
    return [row for row in work.article.relations_of(event.id) if shown or row.status != "rejected"]


def ask_change(c: Commands, relation_id: str) -> None:
    """Ask what to make of a relation of the open article: another type, the other direction, nothing."""
    from desktop.ui.dialogs.relation_palette import Do, change_palette

    work = c.work
    row = work.article.relations.get(relation_id) if work else None
    if work is None or row is None:
        c.say("actions.say.relation_elsewhere")
        return
    palette = change_palette(c.context, c.window, article=work.article, labels=work.labels, relation=row)

    def make(value: object, _shift: bool) -> None:
        if isinstance(value, Do):
            do(c, value.verb, relation_id)
        else:
            c.do(
                lambda w: relations.retype(w.article, w.labels, relation_id, type=str(value), closure=w.session.closure)
            )

    palette.chosen.connect(make)
    c.show_palette(palette)


def do(c: Commands, verb: Verb, relation_id: str) -> None:
    """Accept, turn round or take away a relation of the open article."""
    if c.article is not None and relation_id not in c.article.relations:
        c.say("actions.say.relation_elsewhere")
    elif verb == "accept":
        c.do(lambda w: relations.accept(w.article, relation_id, closure=w.session.closure))
    elif verb == "flip":
        c.do(lambda w: relations.flip(w.article, w.labels, relation_id, closure=w.session.closure))
    else:
        c.do(lambda w: relations.remove(w.article, relation_id))
