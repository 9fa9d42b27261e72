"""To the other end of a relation: by its tag in the margin or by a key, here, in the article beside, or in another."""

from __future__ import annotations

from db.rows import Mention, Relation
from desktop.ui.article.view import ArticleView
from desktop.ui.commands import relations
from desktop.ui.commands.base import Commands
from desktop.ui.commands.needs import article, needing
from desktop.ui.panels.act import jump, open_beside


@needing("actions.need.event", article)
def can_go(c: Commands) -> bool:
    """Is an event selected?"""
    return c.mention is not None and c.mention.kind == "event"


def go_on(c: Commands) -> None:
    """To the other end of the selected event's relation; which one is asked where it has several."""
    work, chosen = c.work, c.mention
    if work is None or chosen is None:
        return
    held = relations.changeable(work, chosen)
    if not held:
        c.say("actions.say.no_relation")
    elif len(held) == 1:
        _go(c, c.view, chosen.id, held[0])
    else:
        ask(c, chosen, held)


def ask(c: Commands, event: Mention, held: list[Relation]) -> None:
    """Ask to the other end of which relation to go."""
    from desktop.ui.dialogs.relation_palette import ends_palette

    work = c.work
    if work is None:
        return
    palette = ends_palette(
        c.context, c.window, article=work.article, event=event.id, relations=held, labels=work.labels
    )

    def go(value: object, shift: bool) -> None:
        row = work.article.relations.get(str(value))
        if row is not None:
            _go(c, c.view, event.id, row, aside=shift)

    palette.chosen.connect(go)
    c.show_palette(palette)


def followed(c: Commands, view: ArticleView, event_id: str, relation_id: str, *, aside: bool) -> None:
    """A tag was clicked: one for several relations shows them one by one, then asks; any other leads to its end."""
    shown = view.stage.article
    row = shown.relations.get(relation_id) if shown is not None else None
    if row is not None:
        _go(c, view, event_id, row, aside=aside)
    elif view.selected != event_id:
        view.choose(event_id)
    else:
        view.take_over()
        known = {each.relation for each in view.reaches.get(event_id, ())}
        work, chosen = c.work, c.mention
        if work is not None and chosen is not None:
            ask(c, chosen, [each for each in relations.changeable(work, chosen) if each.id in known])
            return
    c.view.setFocus()


def _go(c: Commands, view: ArticleView, event_id: str, row: Relation, *, aside: bool = False) -> None:
    """What is worked on stays where it is when the other end is in the article beside, or is wanted there."""
    session, shown = c.session, view.stage.article
    other = shown.end(row.tail if row.head == event_id else row.head) if shown is not None else None
    if session is None or session.article is None or other is None:
        return
    companion = session.companion
    if view.beside and companion is not None and other.article == session.article.row.id:
        session.open_beside(companion.row.id, mention_id=event_id)
        view.stay(other.id)
        session.select(other.id)
    elif aside or (companion is not None and not view.beside and other.article == companion.row.id):
        view.choose(event_id)
        open_beside(c.context, other.article, mention=other.id)
    else:
        view.choose(event_id)
        jump(c.context, article=other.article, mention=other.id)
    c.view.setFocus()
