"""The events of a corpus as they are compared, kept up to date, with the short list of those worth comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from heapq import nsmallest

from desktop.suggest.events import Circle, Facts, Known, Likeness, Reason, completed, family, gathered, known

COMPARED_AT_MOST = 2000
"""With more events in reach, only those of the same family within ``NEAR_DAYS`` that share someone are compared."""
NEAR_DAYS = 90


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """What an event mention may be the same as: a cluster, or a mention that is in none."""

    cluster: str | None
    best: str
    """The mention that is most like it."""
    score: float
    reasons: tuple[Reason, ...]

    @property
    def sure(self) -> bool:
        """Are the types alike, and who, where, when or the word the same, with nothing that speaks against it?"""
        kinds = {reason.kind for reason in self.reasons}
        alike = bool(kinds & {"type", "family"}) and bool(kinds & {"who", "where", "same_day", "overlap", "trigger"})
        return alike and not any(reason.speaks_against for reason in self.reasons)


class EventIndex:
    """Holds ``Facts`` by article. ``entity`` of a filler is its cluster, else a key of its text."""

    def __init__(self) -> None:
        self.facts: dict[str, Facts] = {}
        self.entity: dict[str, str] = {}
        self.members: dict[str, set[str]] = defaultdict(set)
        """Event mentions by cluster."""
        self._of_article: dict[str, tuple[list[str], list[str]]] = {}
        self._of_filler: dict[str, set[str]] = defaultdict(set)
        self._by_who: dict[str, set[str]] = defaultdict(set)
        self._by_family: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, Known] = {}
        self._together: dict[str, Known | None] = {}

    # --- keeping -------------------------------------------------------------------------------------------------

    def put(self, article: str, events: Iterable[Facts], entities: dict[str, str]) -> None:
        """Take over an article as it is now: its event mentions, and who its entity mentions are."""
        self.drop(article)
        self.entity.update(entities)
        found = list(events)
        self._of_article[article] = ([each.mention for each in found], list(entities))
        for facts in found:
            self.facts[facts.mention] = facts
            self._by_family[family(facts.label)].add(facts.mention)
            for filler in (*facts.who, *facts.where):
                self._of_filler[filler].add(facts.mention)
            for filler in facts.who:
                self._by_who[self.entity[filler]].add(facts.mention)
            if facts.cluster is not None:
                self.members[facts.cluster].add(facts.mention)
                self._together.pop(facts.cluster, None)

    def drop(self, article: str) -> None:
        """Forget an article."""
        events, entities = self._of_article.pop(article, ([], []))
        for mention in events:
            facts = self.facts.pop(mention)
            self._by_family[family(facts.label)].discard(mention)
            self._known.pop(mention, None)
            for filler in (*facts.who, *facts.where):
                self._of_filler[filler].discard(mention)
            for filler in facts.who:
                self._by_who[self.entity[filler]].discard(mention)
            if facts.cluster is not None:
                self.members[facts.cluster].discard(mention)
                self._together.pop(facts.cluster, None)
        for mention in entities:
            self.entity.pop(mention, None)

    def rename(self, mention: str, entity: str) -> None:
        """An entity mention is someone else now."""
        before = self.entity.get(mention)
        if before is None or before == entity:
            return
        self.entity[mention] = entity
        for event in self._of_filler[mention]:
            facts = self.facts[event]
            self._known.pop(event, None)
            if facts.cluster is not None:
                self._together.pop(facts.cluster, None)
            if mention in facts.who:
                if not any(self.entity[filler] == before for filler in facts.who):
                    self._by_who[before].discard(event)
                self._by_who[entity].add(event)

    def move(self, mention: str, cluster: str | None) -> None:
        """An event mention is in another cluster now."""
        facts = self.facts.get(mention)
        if facts is None or facts.cluster == cluster:
            return
        for touched in (facts.cluster, cluster):
            if touched is not None:
                self._together.pop(touched, None)
        if facts.cluster is not None:
            self.members[facts.cluster].discard(mention)
        if cluster is not None:
            self.members[cluster].add(mention)
        self.facts[mention] = replace(facts, cluster=cluster)

    # --- asking --------------------------------------------------------------------------------------------------

    def candidates(
        self, mention: str, *, circle: Circle, distinct: Collection[str] = (), limit: int = 9
    ) -> list[EventCandidate]:
        """What a mention may be the same event as, best first; nothing said to be distinct, nor its own cluster.

        ``distinct``: ids of mentions and clusters; a cluster that holds such a mention is left out as well.
        """
        mine = self.facts.get(mention)
        if mine is None:
            return []
        likeness = Likeness(self._own(mention), circle)
        refused = {self.facts[each].cluster for each in distinct if each in self.facts} | set(distinct)
        refused.discard(None)
        best: dict[str, tuple[float, str]] = {}
        for other in self._pool(mine, likeness.wanted, circle):
            facts = self.facts[other]
            group = facts.cluster or other
            if other == mention or group in refused or (facts.cluster and facts.cluster == mine.cluster):
                continue
            score = likeness.score(self._whole(other), linked=facts.cluster is not None)
            if group not in best or score > best[group][0]:
                best[group] = (score, other)

        def place(item: tuple[str, tuple[float, str]]) -> tuple[float, int, bool, int, str]:
            group, (score, other) = item
            facts = self.facts[other]
            elsewhere = facts.article != mine.article
            return -score, -len(self.members.get(group, ())), elsewhere, abs(facts.start - mine.start), group

        ranked = nsmallest(limit, best.items(), key=place)
        return [
            EventCandidate(
                None if group == other else group, other, score, likeness.reasons(self._whole(other))
            )
            for group, (score, other) in ranked
        ]  # fmt: skip

    def who_is(self, mention: str) -> Known:
        """An event mention with its fillers looked up. KeyError: it is not known."""
        return self._own(mention)

    def _own(self, mention: str) -> Known:
        found = self._known.get(mention)
        if found is None:
            found = self._known[mention] = known(self.facts[mention], self.entity.__getitem__)
        return found

    def _whole(self, mention: str) -> Known:
        """With what its cluster says where it says nothing itself."""
        own, cluster = self._own(mention), self.facts[mention].cluster
        if cluster is None or (own.who and own.where and own.when):
            return own
        if cluster not in self._together:
            self._together[cluster] = gathered([self._own(each) for each in sorted(self.members[cluster])])
        return completed(own, self._together[cluster])

    def _pool(self, mine: Facts, wanted: Known, circle: Circle) -> Iterable[str]:
        if len(self.facts) <= COMPARED_AT_MOST:
            return self.facts
        same = self._by_family[family(mine.label)]
        if not wanted.who:
            return (each for each in same if self._in_reach(each, wanted))
        people = set(wanted.who)
        for key in wanted.who:
            people |= circle.related(key)
        sharing: set[str] = set().union(*(self._by_who.get(key, ()) for key in people))
        return (each for each in sharing & same if self._in_reach(each, wanted))

    def _in_reach(self, other: str, wanted: Known) -> bool:
        theirs = self.facts[other].when
        return theirs is None or wanted.when is None or theirs.gap(wanted.when) <= NEAR_DAYS
