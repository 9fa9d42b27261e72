"""What the canvas must show anew: the spans a change set touched, the links of the selected event."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt

from db.rows import ChangeSet, Mention, Span
from desktop.article import OpenArticle
from desktop.session import Session
from desktop.ui.article.links import Link
from desktop.ui.article.reaching import Reaches
from desktop.ui.context import Context


def spans_touched(article: OpenArticle, changes: ChangeSet) -> list[Span]:
    """Where mentions of the open article were before and are after a change set."""
    return [
        (row.start, row.end)
        for change in changes.changes
        for row in (change.before, change.after)
        if isinstance(row, Mention) and row.article == article.row.id
    ]


def links_of(article: OpenArticle, mention: Mention | None, context: Context) -> tuple[Link, ...]:
    """The links from an event to the fillers of its roles and to events it is related to; none for anything else.

    They are the last to be read of a long article: until then, none.
    """
    if mention is None or mention.kind != "event" or not article.whole:
        return ()
    found = []
    for argument in article.arguments_of(mention.id):
        filler = article.mentions.get(argument.filler)
        if filler is not None and _seen(filler, context):
            down = (filler.start, filler.end) >= (mention.start, mention.end)
            found.append(Link(mention.id, filler.id, _role_name(argument.role, context), down))
    return (*found, *_relations_of(article, mention, context))


def _seen(mention: Mention, context: Context) -> bool:
    """Whether a mention is shown, so that a link can lead to it."""
    return mention.status != "rejected" or bool(context.session and context.session.show_rejected)


def _relations_of(article: OpenArticle, mention: Mention, context: Context) -> list[Link]:
    session = context.session
    rows = [row for row in article.relations_of(mention.id) if row.status != "rejected"]
    if session is None or not rows:
        return []
    wrong = _accused(session, [row.id for row in rows])
    found = []
    for row in rows:
        inward = row.tail == mention.id
        other = article.mentions.get(row.head if inward else row.tail)
        kind = session.labels.relation(row.type)
        if other is not None and _seen(other, context):
            down = (other.start, other.end) >= (mention.start, mention.end)
            name = kind.name.text(context.messages.language) if kind else row.type
            dash = Qt.PenStyle.DotLine if row.status == "suggested" else Qt.PenStyle.DashLine
            found.append(Link(mention.id, other.id, name, down, dash, inward, row.id in wrong))
    return found


def _accused(session: Session, links: Collection[str]) -> frozenset[str]:
    """Those of some relations that are in a contradiction, with each other or with dates."""
    among = {link for each in session.closure.contradictions_of(links) for link in each.links}
    return session.dates.wrong(links) | among.intersection(links)


def wrong_of(reaches: Reaches, mention: Mention | None, context: Context) -> frozenset[str]:
    """Which relations of an event with those of other articles are in a contradiction."""
    session = context.session
    if session is None or mention is None or mention.id not in reaches:
        return frozenset()
    return _accused(session, [each.relation for each in reaches[mention.id]])


def chosen_of(reaches: Reaches, context: Context) -> frozenset[str]:
    """The relations that the event selected in the open article has, seen from it or from the article beside."""
    selected = context.session.selected if context.session else None
    if selected is None or not reaches:
        return frozenset()
    own = reaches.get(selected) or [each for some in reaches.values() for each in some if each.other == selected]
    return frozenset(each.relation for each in own)


def _role_name(code: str, context: Context) -> str:
    role = context.session.labels.role(code) if context.session else None
    if role is None:
        return code
    return role.name.ar if context.messages.language == "ar" else role.name.en
