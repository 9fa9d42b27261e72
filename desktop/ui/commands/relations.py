"""Relations between events: make one (its type, then the other event, here or elsewhere), change one, take one away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from db.rows import Mention, Relation
from desktop.article import OpenArticle
from desktop.edits import relations
from desktop.suggest.targets import Targets
from desktop.ui.commands.base import Commands, Pick, Work
from desktop.ui.dialogs.relation_palette import Do, Verb, change_palette, relations_palette, type_palette
from desktop.ui.dialogs.target_palette import target_palette

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
    """Ask for the type of a relation of the selected event, then for an event of another article."""
    _ask_type(c, lambda event_id, kind: ask_target(c, event_id=event_id, kind=kind))


def _ask_type(c: Commands, then: Callable[[str, str], None]) -> None:
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
        target = work.session.store.outer([str(value)]).get(str(value))
        if target is not None:
            c.do(
                lambda w: relations.add(
                    w.article, w.labels, type=kind, head=event_id, tail=target, closure=w.session.closure
                )
            )

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
    candidates = others(work.article, chosen)[:PICKABLE]
    if not candidates:
        ask_target(c, event_id=event_id, kind=kind)
        return
    c.pick = RelationPick(event_id, kind)
    c.view.setFocus()
    c.view.pick([each.id for each in candidates])
    item = work.labels.relation(kind)
    c.say("actions.say.pick_event", relation=item.name.text(c.context.messages.language) if item else kind)


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
        c.do(
            lambda w: relations.add(
                w.article, w.labels, type=pick.role, head=pick.event, tail=mention_id, closure=w.session.closure
            )
        )


def change(c: Commands) -> None:
    """Ask what to make of a relation of the selected event; which one, where it has several."""
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
