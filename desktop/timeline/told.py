"""What event mentions say of when they were, by their arguments alone: read in slices, kept by mention."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from db.dated import ARTICLES_AT_ONCE
from db.dates import Interval
from db.rows import Change, Mention
from db.store import Store
from desktop.article import OpenArticle
from desktop.timeline.events import Saying, firm
from desktop.timeline.reading import Known, linked_saying, time_labels

EVENTS_AT_ONCE = 400
"""Events whose mentions are looked up in one go."""
SLICE = 8
"""Articles that are read in one go, as long as their mentions are no more than:"""
MENTIONS = 100


class Told:
    """By event and mention. An event is asked for (``want``), its mentions are looked up, their articles are read."""

    def __init__(self, store: Store, *, layer: str, opened: Callable[[], list[OpenArticle]]) -> None:
        """``opened``: the articles in memory."""
        self._store, self._layer, self._opened = store, layer, opened
        self.forget()

    def forget(self) -> None:
        """All of it is read again when asked for."""
        self._wanted: dict[str, None] = {}
        """Events whose mentions have not been looked up."""
        self._members: dict[str, dict[str, None]] = {}
        """The mentions of events that have been."""
        self._mentions: dict[str, tuple[str, str]] = {}
        """(event, article) of those mentions."""
        self._pending: dict[str, dict[str, None]] = {}
        """By article, its mentions that are still to be read, or to be read again."""
        self._open: dict[str, int] = {}
        """By event, how many of its mentions are."""
        self._said: dict[str, Saying] = {}
        self._here: dict[str, set[str]] = {}
        self._times: dict[str, set[str]] = {}
        """By time mention, the event mentions that it dates."""
        self._firm: dict[str, Interval | None] = {}
        self._redated: dict[str, None] = {}
        self._readings: Known = {}

    # --- questions -----------------------------------------------------------------------------------------------

    @property
    def whole(self) -> bool:
        """Has all that was asked for been read?"""
        return not self._wanted and not self._pending

    def firm(self, event: str) -> Interval | None:
        """The days in which an event surely lies; None, too, until all of its mentions have been read."""
        if event not in self._firm:
            if event not in self._members or self._open.get(event):
                return None
            self._firm[event] = firm(self.sayings(event))
        return self._firm[event]

    def sayings(self, event: str) -> tuple[Saying, ...]:
        """What the mentions of an event say of when it was, as far as they have been read."""
        return tuple(self._said[each] for each in self._members.get(event, ()) if each in self._said)

    def event_of(self, mention: str) -> str | None:
        """The event that a mention is known to be one of."""
        known = self._mentions.get(mention)
        return known[0] if known is not None else None

    def here(self, article: str) -> set[str]:
        """The event mentions of an article that are known of."""
        return set(self._here.get(article, ()))

    def dated_by(self, time: str) -> set[str]:
        """The event mentions known to be dated by a time mention."""
        return set(self._times.get(time, ()))

    def redated(self) -> list[str]:
        """The events whose dates may have become others since this was asked."""
        found = list(self._redated)
        self._redated.clear()
        return found

    # --- change --------------------------------------------------------------------------------------------------

    def changed(self, changes: Collection[Change], bearing: Iterable[str]) -> None:
        """Mentions have come, gone or gone over to other events; others (``bearing``) are to be read again."""
        for change in changes:
            for row in (change.before, change.after):
                if isinstance(row, Mention) and row.kind == "event" and row.layer == self._layer:
                    self._put(row.id, None, row.article)
            after = change.after
            if isinstance(after, Mention) and after.kind == "event" and after.layer == self._layer:
                self._put(after.id, None if after.status == "rejected" else after.cluster or after.id, after.article)
        for mention in bearing:
            self._read_again(mention)

    def _put(self, mention: str, event: str | None, article: str) -> None:
        """A mention is one of an event, or of none; of events that nobody asked for nothing is kept."""
        known = self._mentions.get(mention)
        if known is not None and known[0] != event:
            self._unsay(mention)
            self._done(mention)
            del self._mentions[mention], self._members[known[0]][mention]
            self._here[known[1]].discard(mention)
            self._date_again(known[0])
        if event is not None and event in self._members and mention not in self._mentions:
            self._members[event][mention] = None
            self._mentions[mention] = (event, article)
            self._here.setdefault(article, set()).add(mention)
            self._read_again(mention)

    def _read_again(self, mention: str) -> None:
        if mention in self._mentions:
            event, article = self._mentions[mention]
            if mention not in self._pending.setdefault(article, {}):
                self._pending[article][mention] = None
                self._open[event] = self._open.get(event, 0) + 1
            self._date_again(event)

    def _date_again(self, event: str) -> None:
        self._firm.pop(event, None)
        self._redated[event] = None

    def _done(self, mention: str) -> None:
        event, article = self._mentions[mention]
        if mention in self._pending.get(article, ()):
            del self._pending[article][mention]
            if not self._pending[article]:
                del self._pending[article]
            self._open[event] -= 1
            self._date_again(event)

    def _unsay(self, mention: str) -> None:
        saying = self._said.pop(mention, None)
        for source in saying.sources if saying is not None else ():
            self._times[source.mention].discard(mention)

    # --- reading -------------------------------------------------------------------------------------------------

    def want(self, events: Iterable[str]) -> None:
        """Read what some events' mentions say, sooner or later."""
        self._wanted |= dict.fromkeys(event for event in events if event not in self._members)

    def read(self, events: Iterable[str], *, at_most: int | None = None, more: bool = False) -> None:
        """Read what these say, and what has changed in articles that are in memory.

        ``at_most``: in so many articles; those of events that are told of in more are left to ``read_some``.
        ``more``: and a slice of what else is still to be read.
        """
        events = list(dict.fromkeys(events))
        self.want(events)
        asked = [event for event in events if event in self._wanted]
        for at in range(0, len(asked), EVENTS_AT_ONCE):
            self._look_up(asked[at : at + EVENTS_AT_ONCE])
        if more and self._wanted:
            self._look_up(list(islice(self._wanted, EVENTS_AT_ONCE)))
        if not self._pending:
            return
        ids = {each.row.id for each in self._opened() if each.row.id in self._pending}
        for event in events:
            if self._open.get(event):
                homes = {self._mentions[each][1] for each in self._members[event]} & self._pending.keys()
                if at_most is None or len(ids | homes) <= at_most:
                    ids |= homes
        if more:
            ids.update(self._slice())
        self._read([each for each in self._pending if each in ids] if len(ids) > 1 else list(ids))

    def read_some(self) -> None:
        """Read a slice of what is still to be read."""
        if self._wanted:
            self._look_up(list(islice(self._wanted, EVENTS_AT_ONCE)))
        elif self._pending:
            self._read(self._slice())

    def _slice(self) -> list[str]:
        """The next articles to be read: at least one."""
        found: list[str] = []
        count = 0
        for article, mentions in islice(self._pending.items(), SLICE):
            count += len(mentions)
            if found and count > MENTIONS:
                break
            found.append(article)
        return found

    def _look_up(self, events: list[str]) -> None:
        if not events:
            return
        for event in events:
            self._wanted.pop(event)
            self._members[event] = {}
        for event, mention, article in self._store.telling(events, layer=self._layer):
            self._put(mention, event, article)
        for event in events:
            self._redated[event] = None

    def _read(self, ids: list[str]) -> None:
        for article in self._articles(ids):
            for mention in list(self._pending.get(article.row.id, ())):
                self._unsay(mention)
                row = article.mentions.get(mention)
                saying = linked_saying(article, self._store.labels, row, self._readings) if row is not None else None
                if saying is not None and saying.sources:
                    self._said[mention] = saying
                    for source in saying.sources:
                        self._times.setdefault(source.mention, set()).add(mention)
        for each in ids:
            for mention in list(self._pending.get(each, ())):
                self._done(mention)

    def _articles(self, ids: list[str]) -> Iterator[OpenArticle]:
        """These articles as far as dates by arguments go: those in memory first."""
        memory = {each.row.id: each for each in self._opened() if each.whole}
        yield from (memory[each] for each in ids if each in memory)
        away = [each for each in ids if each not in memory]
        labels = time_labels(self._store.labels)
        for at in range(0, len(away), ARTICLES_AT_ONCE):
            some = away[at : at + ARTICLES_AT_ONCE]
            for found in self._store.dated(some, labels=labels, layer=self._layer, linked=True):
                yield OpenArticle(
                    found.article, found.text, regions=found.regions, mentions=found.mentions,
                    arguments=found.arguments,
                )  # fmt: skip
