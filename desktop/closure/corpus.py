"""The closure of an open corpus: relations people stand behind, between events across articles, as changes come.

Mentions in one cluster are one event; a mention without a cluster is an event of its own. Only confirmed relations
count: what a model suggests is tried against them, and infers nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from db.arabic import fold_key
from db.labelset import LabelSet
from db.rows import CONFIRMED, Change, Mention, Relation
from db.store import Store
from desktop.closure.events import AT_MOST, Contradiction, Event, EventClosure, Inferred, Stated

NAMED = 3
"""Links named in a message; one more is named rather than counted."""
SAME = "\x1e"
"""Begins a line of ``told`` that names several words for one event, tabs between."""


@dataclass(slots=True)
class _Known:
    """What is kept of a mention that has relations."""

    event: str
    relations: set[str]


class CorpusClosure:
    """Read from the file when first asked; afterwards told of every change set."""

    def __init__(self, store: Store, *, layer: str) -> None:
        self._store = store
        self._layer = layer
        self._events: EventClosure | None = None
        self._relations: dict[str, Relation] = {}
        self._mentions: dict[str, _Known] = {}
        self._by_event: dict[str, dict[str, None]] = {}
        """The ids of the mentions of each event that have or had relations."""

    @property
    def labels(self) -> LabelSet:
        """The corpus' label set."""
        return self._store.labels

    @property
    def events(self) -> EventClosure:
        """The closure of the relations people stand behind."""
        if self._events is None:
            self._events = self._read()
        return self._events

    def forget(self) -> None:
        """Articles came in: read again when asked."""
        self._events = None
        self._relations.clear()
        self._mentions.clear()
        self._by_event.clear()

    # --- questions -----------------------------------------------------------------------------------------------

    def event_of(self, mention: Mention) -> Event:
        """What event a mention is of."""
        return mention.cluster or mention.id

    def event_by(self, mention_id: str) -> Event:
        """What event the mention with an id is of."""
        return self._event(mention_id, {})

    def relation(self, relation_id: str) -> Relation | None:
        """A confirmed relation of the corpus, whatever its article."""
        return self._relations.get(relation_id) if self.events else None

    def mentions_of(self, event: Event) -> list[str]:
        """The ids of the mentions of an event that have confirmed relations."""
        return [key for key in self._by_event.get(str(event), ()) if self._mentions[key].relations]

    def relations_of(self, event: Event) -> list[Relation]:
        """The confirmed relations of an event, whatever their articles, in the order they were made."""
        found = self.events.links_of(event)
        return [row for key, row in self._relations.items() if key in found]

    def in_order(self, links: Collection[str]) -> list[str]:
        """Confirmed relations in the order they were made."""
        return [key for key in self._relations if key in links] if len(links) > 1 else list(links)

    def inferred(self, mention: Mention) -> list[Inferred]:
        """What follows in time about a mention's event."""
        return self.events.inferred(self.event_of(mention))

    def contradictions(self) -> list[Contradiction]:
        """The contradictions of the corpus."""
        return self.events.contradictions()

    def contradictions_of(self, links: Collection[str]) -> list[Contradiction]:
        """Those that some relations have a part in, however many others there are."""
        known = self.events.contradictions()
        asked, found = set(links), list[Contradiction]()
        for each in known:
            if not asked.isdisjoint(each.links):
                found.append(each)
                asked.difference_update(each.links)
        if len(known) < AT_MOST:
            return found
        stated = self.events.links
        for link in self.in_order([link for link in asked if link in stated]):
            if link not in asked:
                continue
            against, back = self.events.conflict(link), self.events.would_cycle(stated[link])
            if against is not None:
                found.append(Contradiction("time", against))
                asked.difference_update(against)
            elif back is not None:
                found.append(Contradiction("cycle", (link, *back)))
                asked.difference_update(back)
        return found

    def trouble(self, relation: Relation, *, head: Mention, tail: Mention) -> Contradiction | None:
        """What stands in the way of a relation: the links it goes round in a circle with, or contradicts in time.

        A circle is told first. The relation's own id is no link in the way.
        """
        stated = Stated(relation.id, relation.type, self.event_of(head), self.event_of(tail))
        circle = self.events.would_cycle(stated)
        if circle is not None:
            return Contradiction("cycle", circle)
        against = self.events.would_conflict(stated)
        if against is None:
            return None
        return Contradiction("time", tuple(link for link in against if link != relation.id))

    def restated(self, changes: Iterable[Change]) -> dict[str, Stated]:
        """The confirmed relations that changes of mentions make one of other events, as they would be.

        So are those of a mention that are handed over to another with it; nothing where only relations change.
        """
        changes, events = list(changes), dict[str, str]()
        joined = [change for change in changes if isinstance(change.before, Mention) and _moves(change)]
        if not joined:
            return {}
        links, rows = self.events.links, dict[str, Relation]()
        for change in joined:
            if isinstance(change.after, Mention):
                events[change.after.id] = str(self.event_of(change.after))
            known = self._mentions.get(change.row.id)
            rows |= {key: self._relations[key] for key in known.relations} if known else {}
        for change in changes:
            if isinstance(change.row, Relation) and change.row.id in rows:
                rows.pop(change.row.id)
                if isinstance(change.after, Relation):
                    rows[change.after.id] = change.after
        found = {
            key: Stated(key, row.type, self._event(row.head, events), self._event(row.tail, events))
            for key, row in rows.items()
        }
        return {key: stated for key, stated in found.items() if stated != links.get(key)}

    def _event(self, mention_id: str, events: Mapping[str, str]) -> str:
        """The event of a mention: what it will be one of, else what it is."""
        if mention_id in events:
            return events[mention_id]
        if mention_id in self._mentions and self._mentions[mention_id].relations:
            return self._mentions[mention_id].event
        mention = self._store.mention(mention_id)
        return str(self.event_of(mention)) if mention is not None else mention_id

    def words(self, mention_id: str) -> str:
        """The letters of a mention of whatever article, on one line; '' when it is gone."""
        mention = self._store.mention(mention_id)
        if mention is None:
            return ""
        text = self._store.text(mention.article)
        return " ".join(" ".join(text[start:end] for start, end in mention.fragments).split())

    def told(self, links: Iterable[str], *, ends: Iterable[Mention] = ()) -> str:
        """Links for a message (see ``desktop.wording``): a line each of head, type and tail, tabs between.

        Of more than ``NAMED`` links then comes the number of those that are not named.
        Then a line for each event in which those named, or the ``ends`` of what they speak against, meet by different
        words.
        """
        rows = [row for link in links if (row := self._relations.get(link)) is not None]
        named = rows if len(rows) <= NAMED + 1 else rows[:NAMED]
        lines = [f"{self.words(row.head)}\t{row.type}\t{self.words(row.tail)}" for row in named]
        lines += [str(len(rows) - len(named))] if len(named) < len(rows) else []
        keys = {end: self._mentions[end].event for row in named for end in (row.head, row.tail)}
        keys |= {each.id: str(self.event_of(each)) for each in ends}
        return "\n".join((*lines, *(SAME + "\t".join(self.words(key) for key in same) for same in self._met(keys))))

    def met(self, links: Iterable[str]) -> list[tuple[str, ...]]:
        """The mentions by which links meet in one event though their words differ: of each such event, one a word."""
        rows = [row for link in links if (row := self._relations.get(link)) is not None]
        return list(self._met({end: self._mentions[end].event for row in rows for end in (row.head, row.tail)}))

    def _met(self, events: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        by_event: dict[str, dict[str, str]] = {}
        for key, event in events.items():
            by_event.setdefault(event, {}).setdefault(fold_key(self.words(key)), key)
        return (tuple(found.values()) for found in by_event.values() if len(found) > 1)

    def told_dates(self, found: Contradiction) -> dict[str, str]:
        """A contradiction with dates for a message: its links, and both events in words with their dates (ISO)."""
        first, last = found.dates
        return {
            "links": self.told(found.links),
            "head": self.words(self.end_of(found.links[0], first.event)),
            "tail": self.words(self.end_of(found.links[-1], last.event)),
            "when_head": first.interval.iso(),
            "when_tail": last.interval.iso(),
        }

    def end_of(self, link: str, event: Event) -> str:
        """The id of the mention by which an event stands at an end of a confirmed relation; '' where it does not."""
        row = self._relations.get(link)
        ends = (row.head, row.tail) if row is not None else ()
        return next((end for end in ends if self._mentions[end].event == event), "")

    # --- change --------------------------------------------------------------------------------------------------

    def apply(self, changes: Iterable[Change]) -> None:
        """Take over rows as the file now holds them."""
        if self._events is None:
            return
        moved: set[str] = set()
        for change in changes:
            row = change.row
            if isinstance(row, Relation) and row.layer == self._layer:
                self._take_out(row.id)
                if isinstance(change.after, Relation):
                    self._put_in(change.after)
            elif isinstance(change.after, Mention) and change.after.id in self._mentions:
                moved |= self._move(change.after)
        self.events.restate(self._stated(self._relations[key]) for key in moved if key in self._relations)

    def _move(self, mention: Mention) -> set[str]:
        """The relations of a mention that is one of another event now."""
        known = self._mentions[mention.id]
        if known.event == self.event_of(mention):
            return set()
        self._know(mention.id, mention.cluster)
        return known.relations

    def _take_out(self, relation_id: str) -> None:
        row = self._relations.pop(relation_id, None)
        if row is not None:
            self.events.drop(relation_id)
            self._mentions[row.head].relations.discard(relation_id)
            self._mentions[row.tail].relations.discard(relation_id)

    def _put_in(self, row: Relation) -> None:
        if row.status not in CONFIRMED:
            return
        for key in (row.head, row.tail):
            if key not in self._mentions or not self._mentions[key].relations:
                mention = self._store.mention(key)
                self._know(key, mention.cluster if mention else None)
        self._hold(row)
        self.events.put(self._stated(row))

    def _know(self, mention_id: str, cluster: str | None) -> None:
        known, event = self._mentions.setdefault(mention_id, _Known("", set())), cluster or mention_id
        if known.event != event:
            self._by_event.get(known.event, {}).pop(mention_id, None)
            self._by_event.setdefault(event, {})[mention_id] = None
            known.event = event

    def _hold(self, row: Relation) -> None:
        self._relations[row.id] = row
        self._mentions[row.head].relations.add(row.id)
        self._mentions[row.tail].relations.add(row.id)

    def _stated(self, row: Relation) -> Stated:
        return Stated(row.id, row.type, self._mentions[row.head].event, self._mentions[row.tail].event)

    def _read(self) -> EventClosure:
        closure = EventClosure(self._store.labels)
        for row, head, tail in self._store.confirmed_relations(layer=self._layer):
            self._know(row.head, head)
            self._know(row.tail, tail)
            self._hold(row)
        closure.put_all(self._stated(row) for row in self._relations.values())
        return closure


def _moves(change: Change) -> bool:
    """Does a change make an event mention one of another event, or hand over what it had?"""
    before, after = change.before, change.after
    if not isinstance(before, Mention) or before.kind != "event":
        return False
    return not isinstance(after, Mention) or after.cluster != before.cluster
