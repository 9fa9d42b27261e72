"""What a list of relations shows: contradictions with links and dates at fault, what is stated, what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from db.rows import Mention, Relation
from desktop.article import OpenArticle
from desktop.closure.corpus import CorpusClosure
from desktop.closure.events import Contradiction, Dated, Event, Inferred
from desktop.timeline.related import RelatedDates

LineKind = Literal["contradiction", "part", "same", "date", "stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list. ``part``, ``date``: a link, or the date of an event, at fault in the contradiction above.

    ``same``: two mentions by which those links meet in one event.
    """

    kind: LineKind
    type: str = ""
    head: str = ""
    """The id of a mention; of one that stands for the event where the relation is inferred; of the event of a date."""
    tail: str = ""
    relation: Relation | None = None
    """Of a part or a stated one; it may lie in another article."""
    trouble: Contradiction | None = None
    """Of a contradiction, of its dates, and of what is the same in it."""
    dated: Dated | None = None
    """Of a date."""
    inferred: Inferred | None = None
    in_conflict: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """What tells the line from all others, so that it is found again after a change."""
        if self.trouble is not None:
            return (self.kind, self.head, self.tail, *sorted(self.trouble.links))
        return (self.kind, self.relation.id if self.relation else "", self.type, self.head, self.tail)


def lines_of_event(
    closure: CorpusClosure, dates: RelatedDates, article: OpenArticle, event: Mention, *, show_rejected: bool = False
) -> list[Line]:
    """The relations of a mention's event, those of its other mentions after its own; then what follows about it."""
    own = _shown(article.relations_of(event.id), rejected=show_rejected)
    mine = {row.id for row in own}
    others = [row for row in closure.relations_of(closure.event_of(event)) if row.id not in mine]
    found = _stated(closure, dates, [*own, *others])
    home = _Homes(closure, article, event)
    for each in closure.inferred(event):
        head, tail = (home.of(end) for end in (each.head, each.tail))
        if head and tail:
            found.append(Line("inferred", each.type, head, tail, inferred=each))
    return found


def lines_of_article(
    closure: CorpusClosure, dates: RelatedDates, article: OpenArticle, *, show_rejected: bool = False
) -> list[Line]:
    """The relations of an article in reading order."""
    rows = _shown(article.relations.values(), rejected=show_rejected)
    return _stated(closure, dates, sorted(rows, key=lambda row: _place(article, row)))


def lines_inferred(closure: CorpusClosure, article: OpenArticle, *, at_most: int) -> list[Line]:
    """What follows about all events of an article, in the order of their first mentions; of two events once."""
    home = _Homes(closure, article)
    found: list[Line] = []
    done: set[Event] = set()
    for mention in article.index.ordered:
        event = closure.event_of(mention)
        if mention.kind != "event" or mention.status == "rejected" or event in done:
            continue
        done.add(event)
        for each in closure.inferred(mention):
            head, tail = (home.of(end) for end in (each.head, each.tail))
            if head and tail and (each.tail if each.head == event else each.head) not in done:
                found.append(Line("inferred", each.type, head, tail, inferred=each))
        if len(found) >= at_most:
            break
    return found[:at_most]


def _shown(rows: Iterable[Relation], *, rejected: bool) -> list[Relation]:
    return [row for row in rows if rejected or row.status != "rejected"]


def _stated(closure: CorpusClosure, dates: RelatedDates, rows: list[Relation]) -> list[Line]:
    wanted = {row.id for row in rows}
    found: list[Line] = []
    shown: set[str] = set()
    for trouble in (*closure.contradictions_of(wanted), *dates.of_links(wanted)):
        if not wanted.isdisjoint(trouble.links):
            shown.update(trouble.links)
            found += _trouble(closure, trouble)
    stated = (row for row in rows if row.id not in shown)
    return [*found, *(Line("stated", row.type, row.head, row.tail, relation=row) for row in stated)]


def _trouble(closure: CorpusClosure, trouble: Contradiction) -> Iterator[Line]:
    """A contradiction, then its links and where they meet, then its two dates."""
    yield Line("contradiction", trouble=trouble)
    for link in trouble.links:
        row = closure.relation(link)
        if row is not None:
            yield Line("part", row.type, row.head, row.tail, relation=row, in_conflict=True)
    for first, *others in closure.met(trouble.links):
        for other in others:
            yield Line("same", head=first, tail=other, trouble=trouble)
    for dated, link in zip(trouble.dates, (trouble.links[0], trouble.links[-1]), strict=False):
        yield Line("date", head=closure.end_of(link, dated.event), trouble=trouble, dated=dated)


def _place(article: OpenArticle, row: Relation) -> tuple[int, int]:
    ends = [article.mentions.get(key) for key in (row.head, row.tail)]
    places = [end.start if end else len(article.text) for end in ends]
    return places[0], places[1]


class _Homes:
    """The mention that stands for an event: the selected one, else one of the open article, else any with relations."""

    def __init__(self, closure: CorpusClosure, article: OpenArticle, selected: Mention | None = None) -> None:
        self._closure = closure
        self._known: dict[Event, str] = {}
        for mention in article.index.ordered:
            if mention.kind == "event" and mention.status != "rejected":
                self._known.setdefault(closure.event_of(mention), mention.id)
        if selected is not None:
            self._known[closure.event_of(selected)] = selected.id

    def of(self, event: Event) -> str:
        if event not in self._known:
            self._known[event] = next(iter(self._closure.mentions_of(event)), "")
        return self._known[event]
