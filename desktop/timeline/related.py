"""When the events were that relations join, and what the relations say against it: read when asked, kept right after.

Only what arguments say is read, and only of events that hang together with those asked for; articles in memory are not
read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from db.dated import ARTICLES_AT_ONCE
from db.dates import Interval
from db.rows import CONFIRMED, Argument, Article, Change, Mention, Region, Relation
from db.store import Store
from desktop.article import OpenArticle
from desktop.closure.corpus import CorpusClosure
from desktop.closure.dates import against
from desktop.closure.events import AT_MOST, Contradiction, Event, EventClosure, Part, Stated
from desktop.suggest.dates import is_time
from desktop.timeline.events import Saying, firm
from desktop.timeline.reading import Known, linked_saying, time_labels


@dataclass(frozen=True, slots=True)
class _Told:
    """What is kept of an event."""

    sayings: tuple[Saying, ...]
    firm: Interval | None


class RelatedDates:
    """Told of every change set after the closure. Events are those of the closure: clusters, or mentions in none."""

    def __init__(
        self, store: Store, closure: CorpusClosure, *, layer: str, opened: Callable[[], list[OpenArticle]]
    ) -> None:
        """``opened``: the articles in memory."""
        self._store, self._closure, self._layer, self._opened = store, closure, layer, opened
        self._known: dict[str, _Told] = {}
        self._in_article: dict[str, set[str]] = {}
        self._found: dict[Part, list[Contradiction]] = {}
        """Of events that hang together, until a relation or a date changes."""
        self._readings: Known = {}

    # --- questions -----------------------------------------------------------------------------------------------

    def contradictions(self, events: Iterable[Event]) -> list[Contradiction]:
        """What the relations of some events, and of all that hang together with them, say against dates.

        Where that is more than is sought, at least what their own links are to blame for.
        """
        closure, events = self._closure.events, list(events)
        found: list[Contradiction] = []
        for part in dict.fromkeys(closure.part(event) for event in events):
            if part is None:
                continue
            known = self._found.get(part)
            if known is None:
                own = {link for event in events for link in closure.links_of(event)}
                days = self.of(map(str, part.start))
                known = against(closure, days, among=[next(iter(part.start))], first=own)
                if len(known) < AT_MOST:
                    self._found[part] = known
            found += known
        return found

    def of(self, events: Iterable[str]) -> dict[Event, Interval]:
        """The days in which events surely lie; those of which it is not known are left out."""
        wanted = list(events)
        self._read([event for event in wanted if event not in self._known])
        return {event: days for event in wanted if (days := self._known[event].firm) is not None}

    def sayings(self, event: Event) -> tuple[Saying, ...]:
        """What the mentions of an event say of when it was, those without a date left out."""
        self._read([key for key in (str(event),) if key not in self._known])
        return self._known[str(event)].sayings

    def would(self, stated: Stated) -> list[Contradiction]:
        """What a link that is not there would say, all by itself, against the dates of its two events."""
        alone = EventClosure(self._store.labels)
        alone.put(stated)
        return against(alone, self.of((str(stated.head), str(stated.tail))))

    def concerned(self, changes: Iterable[Change]) -> set[Event]:
        """The events with relations whose dates or relations changes bear on, before them and after."""
        found: set[Event] = set()
        for change in changes:
            rows = [row for row in (change.before, change.after) if row is not None]
            if isinstance(change.row, Relation):
                found |= {self._closure.event_by(end) for row in rows if isinstance(row, Relation)
                          for end in (row.head, row.tail)}  # fmt: skip
            elif _bears(change):
                found |= self._dated_by(change.row)
                found |= {str(self._closure.event_of(row)) for row in rows
                          if isinstance(row, Mention) and row.kind == "event"}  # fmt: skip
        return {event for event in found if self._closure.events.links_of(event)} if found else found

    def _dated_by(self, row: object) -> set[Event]:
        """The events that a row has a part in dating."""
        if isinstance(row, Argument):  # whether a date is to come is a matter of all the events it is a date of
            return {self._closure.event_by(row.event)} | self._sharing(row.article, [row.filler])
        if isinstance(row, Mention):
            if row.kind == "entity":
                return self._sharing(row.article, [row.id]) if is_time(self._store.labels, row) else set()
            article = self._in_memory(row.article)
            held = article.arguments_of(row.id, rejected=True) if article is not None else ()
            return self._sharing(row.article, [each.filler for each in held])
        if isinstance(row, Article | Region):
            home = row.id if isinstance(row, Article) else row.article
            article = self._in_memory(home)
            ends = [end for each in article.relations.values() for end in (each.head, each.tail)] if article else ()
            return {self._closure.event_by(end) for end in ends} | self._here(home)
        return set()

    def _sharing(self, home: str, times: Iterable[str]) -> set[Event]:
        """The events that time mentions of an article are dates of, and those known to have dates there."""
        article = self._in_memory(home)
        found = self._here(home)
        for time in times if article is not None else ():
            found |= {self._closure.event_by(each.event) for each in article.arguments_filled_by(time, rejected=True)}
        return found

    def _here(self, article: str) -> set[Event]:
        return set(self._in_article.get(article, ()))

    # --- change --------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Articles came in: read again when asked."""
        self._known.clear()
        self._found.clear()
        self._in_article.clear()

    def apply(self, changes: Iterable[Change]) -> None:
        """Rows have changed: what they bear on is read again when asked."""
        for change in changes:
            if isinstance(change.row, Relation) or _bears(change):
                self._found.clear()
            if not self._known or not _bears(change):
                continue
            row = change.row
            if isinstance(row, Argument):
                self._known.pop(str(self._closure.event_by(row.event)), None)
            for each in (change.before, change.after):
                if isinstance(each, Mention):
                    self._known.pop(str(self._closure.event_of(each)), None)
            home = row.id if isinstance(row, Article) else getattr(row, "article", "")
            for event in self._in_article.pop(home, ()):
                self._known.pop(event, None)

    # --- reading -------------------------------------------------------------------------------------------------

    def _read(self, events: list[str]) -> None:
        if not events:
            return
        said: dict[str, list[Saying]] = {event: [] for event in events}
        homes: dict[str, dict[str, str]] = {}
        for event, mention, home in self._store.telling(events, layer=self._layer):
            homes.setdefault(home, {})[mention] = event
            self._in_article.setdefault(home, set()).add(event)
        for article in self._articles(list(homes)):
            mine = homes[article.row.id]
            for mention in mine:
                row = article.mentions.get(mention)
                if row is not None:
                    saying = linked_saying(article, self._store.labels, row, self._readings)
                    if saying.sources:
                        said[mine[mention]].append(saying)
        for event, found in said.items():
            self._known[event] = _Told(tuple(found), firm(found))

    def _articles(self, ids: list[str]) -> Iterator[OpenArticle]:
        """These articles as far as dates by arguments go: those in memory first."""
        away: list[str] = []
        for each in ids:
            article = self._in_memory(each)
            if article is None:
                away.append(each)
            else:
                yield article
        labels = time_labels(self._store.labels)
        for at in range(0, len(away), ARTICLES_AT_ONCE):
            some = away[at : at + ARTICLES_AT_ONCE]
            for found in self._store.dated(some, labels=labels, layer=self._layer, linked=True):
                yield OpenArticle(
                    found.article, found.text, regions=found.regions, mentions=found.mentions,
                    arguments=found.arguments,
                )  # fmt: skip

    def _in_memory(self, article_id: str) -> OpenArticle | None:
        return next((each for each in self._opened() if each.row.id == article_id and each.whole), None)


def _bears(change: Change) -> bool:
    """Can a change of a row other than a relation make a date of an event another one?"""
    before, after = change.before, change.after
    if isinstance(change.row, Argument | Region):
        return True
    if isinstance(change.row, Article):
        return isinstance(before, Article) and isinstance(after, Article) and before.published != after.published
    if not isinstance(change.row, Mention):
        return False
    if not isinstance(before, Mention) or not isinstance(after, Mention):
        return True
    if change.row.kind == "entity":
        return _about_time(before) != _about_time(after)
    return _about_event(before) != _about_event(after)


def _about_time(mention: Mention) -> tuple[object, ...]:
    said = "rejected" if mention.status == "rejected" else mention.status in CONFIRMED
    return (mention.label, mention.fragments, mention.attributes, said)


def _about_event(mention: Mention) -> tuple[object, ...]:
    return (mention.cluster, mention.status == "rejected", mention.attribute("tense"))
