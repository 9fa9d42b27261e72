"""Events of other articles that a relation may lead to: those that share people, time and place, or found by words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.arabic import fold_key
from db.rows import Mention
from desktop.session import Session
from desktop.suggest.events import Facts
from desktop.suggest.index import ClusterIndex

LIKELY = 9
PATIENCE = 20
"""How often more is read where no event of another article is known yet, before it is said that there is none."""
FOUND_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Target:
    """A mention of an event in another article, and the cluster of the corpus it is in, if any."""

    mention: str
    article: str
    cluster: str | None


class Targets:
    """For one event mention; each event counts once an article. Knows the articles the index has read so far."""

    def __init__(self, index: ClusterIndex, session: Session, mention: Mention) -> None:
        self._index = index
        self._session = session
        self._mention = mention
        self._lines: list[tuple[str, Target]] | None = None

    def likely(self, *, article: str | None = None) -> list[Target]:
        """The events most like it, best first, though they be told apart from it; the first ones where none is like it.

        What is like an event is mostly what goes before it, follows from it or is part of it. Those of one ``article``
        alone: only those like it.
        """
        whole = self._index.read_on()
        if article is not None:
            return self._like(article)[:LIKELY]
        for _ in range(PATIENCE):
            found = self._like(None) or [target for _words, target in self._all()]
            if found or whole:
                break
            whole, self._lines = self._index.read_on(), None  # of a slow reading nothing can be told yet
        return found[:LIKELY]

    def _like(self, article: str | None) -> list[Target]:
        events = self._index.events
        ranked = events.candidates(self._mention.id, circle=self._index.circle(), limit=LIKELY * 2)
        found = []
        for each in ranked:
            members = (each.best, *sorted(events.members.get(each.cluster or "", ())))
            away = self._away((events.facts[member] for member in members), article)
            if away is not None:
                found.append(away)
        return found

    def named(self, query: str) -> list[Target]:
        """The events whose words, cluster's names or article's title hold all of a query, by article and place."""
        words = fold_key(query).split()
        return [target for line, target in self._all() if all(word in line for word in words)][:FOUND_AT_MOST]

    def _away(self, members: Iterable[Facts], article: str | None) -> Target | None:
        own = self._mention.article
        away = (facts for facts in members if facts.article != own and article in (None, facts.article))
        return next((self._target(facts) for facts in away), None)

    def _target(self, facts: Facts) -> Target:
        return Target(facts.mention, facts.article, facts.cluster)

    def _all(self) -> list[tuple[str, Target]]:
        """Every event of every other article with the folded words it is found by."""
        if self._lines is None:
            places = {line.article.id: (number, fold_key(line.article.title))
                      for number, line in enumerate(self._session.store.articles())}  # fmt: skip
            every = self._index.events.facts.values()
            away = [facts for facts in every if facts.article != self._mention.article and facts.article in places]
            away.sort(key=lambda facts: (places[facts.article][0], facts.start))
            seen: dict[tuple[str, str], tuple[str, Target]] = {}
            for facts in away:
                if facts.cluster is not None and facts.cluster == self._mention.cluster:
                    continue
                line = self._index.line("event", facts.cluster) if facts.cluster else None
                names = (line.cluster.name, *line.cluster.aliases) if line is not None else ()
                told = " ".join((facts.trigger, *map(fold_key, names), places[facts.article][1]))
                seen.setdefault((facts.cluster or facts.mention, facts.article), (told, self._target(facts)))
            self._lines = list(seen.values())
        return self._lines
