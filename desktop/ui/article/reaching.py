"""Relations that reach into other articles: which events here have them, and by which letter both articles call one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt

from db.rows import Mention, Relation
from desktop.article import OpenArticle
from desktop.messages import Messages
from desktop.ui.context import Context

TOLD = 40
"""Letters of a trigger that are told."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A relation between an event here and one of another article."""

    relation: str
    event: str
    """The mention here."""
    other: str
    """The mention there."""
    article: str
    """The article there: its id,"""
    title: str
    """and its title."""
    name: str
    """Of the relation."""
    words: str
    """The letters of the other event."""
    inward: bool
    """Whether it leads here."""
    dash: Qt.PenStyle
    """Dashed, or dotted while only suggested, as relations within an article are."""
    letter: str = ""
    """What both articles call it while they stand side by side."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the pointer rests on: a cluster, or relations (ids)."""

    cluster: str | None = None
    relations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands on tags, in the user's words and digits."""

    messages: Messages

    def line(self, each: Reach) -> str:
        """A relation on one line, as it is read from the event here."""
        key = "reach.inward" if each.inward else "reach.outward"
        return self.messages.tr(key, relation=each.name, text=each.words)

    def quoted(self, each: Reach) -> str:
        """The other event alone."""
        return self.messages.tr("reach.quoted", text=each.words)

    def more(self, number: int) -> str:
        """That there are so many more; '' for none."""
        return f"+{self.messages.number(number)}" if number else ""


Reaches = Mapping[str, tuple[Reach, ...]]
"""By the event here, in the order of the text."""


def reaches_of(article: OpenArticle, context: Context) -> Reaches:
    """The relations of an article's events with those of other articles; nothing until it is read to its end."""
    session = context.session
    if session is None or not article.whole or not article.outer:
        return {}
    found = [made for row in article.relations.values() if (made := _reach(article, row, context)) is not None]
    if not found:
        return {}
    letters = _letters(article, found, context)
    place = {each.event: article.mentions[each.event].start for each in found}
    found.sort(key=lambda each: (place[each.event], each.event, each.relation not in letters))  # shown here first
    by_event: dict[str, list[Reach]] = {}
    for each in found:
        by_event.setdefault(each.event, []).append(letters.get(each.relation, each))
    return {event: tuple(some) for event, some in by_event.items()}


def _reach(article: OpenArticle, row: Relation, context: Context) -> Reach | None:
    session = context.session
    inward = row.head not in article.mentions
    here, there = (row.tail, row.head) if inward else (row.head, row.tail)
    outer, mention = article.outer.get(there), article.mentions.get(here)
    if session is None or outer is None or mention is None or row.status == "rejected":
        return None
    if not session.show_rejected and "rejected" in (outer.mention.status, mention.status):
        return None
    kind = session.labels.relation(row.type)
    name = kind.name.text(context.messages.language) if kind else row.type
    dash = Qt.PenStyle.DotLine if row.status == "suggested" else Qt.PenStyle.DashLine
    return Reach(row.id, here, there, outer.mention.article, outer.title, name, outer.words, inward, dash)


def _letters(article: OpenArticle, found: list[Reach], context: Context) -> dict[str, Reach]:
    """Those between the two articles shown, by relation, with their letters: the same from either side."""
    session = context.session
    opened = session.opened if session else []
    beside = next((each for each in opened if each is not article), None)
    if beside is None or article not in opened:
        return {}
    both = [each for each in found if each.article == beside.row.id and each.other in article.outer]
    first = min((article, beside), key=lambda each: (each.row.position, each.row.id))

    def place(each: Reach) -> tuple[int, int, str]:
        here, there = article.mentions[each.event], article.outer[each.other].mention
        one, two = (here, there) if first is article else (there, here)
        return one.start, two.start, each.relation

    return {each.relation: _lettered(each, context, number) for number, each in enumerate(sorted(both, key=place))}


def _lettered(each: Reach, context: Context, number: int) -> Reach:
    alphabet = context.tr("reach.letters")
    round_, at = divmod(number, len(alphabet))
    letter = alphabet[at] + (context.messages.number(round_ + 1) if round_ else "")
    return replace(each, letter=letter)


def told(context: Context, article: OpenArticle, each: Reach) -> str:
    """A relation in a sentence: the two events as they are read, and the title of the other article."""
    here, there = article.words_of(each.event)[:TOLD], each.words[:TOLD]
    head, tail = (there, here) if each.inward else (here, there)
    line = context.tr("relations.line", head=head, relation=each.name, tail=tail)
    return context.tr("reach.told", line=line, title=each.title)


def spoken(context: Context, article: OpenArticle, mention: Mention, reaches: Reaches) -> str:
    """What is read out of a mention's relations with events of other articles; '' where it has none."""
    found = reaches.get(mention.id, ())
    return context.messages.listed(told(context, article, each) for each in found)


def touches(article: OpenArticle, reaches: Reaches, row: object, *, before: object) -> bool:
    """May a changed row change the relations that reach out of an article? Most edits do not."""
    if isinstance(row, Relation):
        return True
    if not isinstance(row, Mention):
        return False
    if row.article != article.row.id:
        return row.id in article.outer or any(each.other == row.id for some in reaches.values() for each in some)
    return row.id in reaches or (isinstance(before, Mention) and before.status == "rejected" and bool(article.outer))

