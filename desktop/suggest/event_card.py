"""What all mentions of an event say of it together, each with its sources, and where they do not agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from db.arabic import fold_key
from db.dates import Interval
from desktop.suggest.events import Facts

Sources = dict[str, list[str]]
"""From what is said (a date in ISO, an entity's key, a number's text) to the mentions that say it."""
ByRole = dict[str, dict[str, set[str]]]
"""By role and article: what it says there."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(slots=True)
class EventCard:
    """Gathered from the mentions of one event cluster."""

    dates: Sources = field(default_factory=dict)
    who: Sources = field(default_factory=dict)
    where: Sources = field(default_factory=dict)
    numbers: dict[str, Sources] = field(default_factory=dict)
    """By role."""
    polarity: Sources = field(default_factory=dict)
    articles: ByRole = field(default_factory=dict)
    """What each article says of dates and polarity, by ``when`` and ``polarity``."""
    number_roles: ByRole = field(default_factory=dict)
    place_roles: ByRole = field(default_factory=dict)

    @property
    def narrowest(self) -> Interval | None:
        """The shortest interval that is said, the one most often said among equals."""
        found = sorted(self.dates, key=lambda iso: (Interval.from_iso(iso).days, -len(self.dates[iso]), iso))
        return Interval.from_iso(found[0]) if found else None

    @property
    def dates_differ(self) -> bool:
        """Are there two articles whose dates share no day?"""
        return _differ(
            self.articles.get("when", {}), lambda one, other: Interval.from_iso(one).overlaps(Interval.from_iso(other))
        )

    @property
    def numbers_that_differ(self) -> dict[str, Sources]:
        """Roles for which articles give different numbers, such as two death tolls; one may give more than another."""
        return {
            role: self.numbers[role]
            for role, said in self.number_roles.items()
            if _differ(said, lambda one, other: one == other)
        }

    def places_differ(self, same: Callable[[str, str], bool]) -> bool:
        """Do articles give different places in one role? ``same``: one place is, or lies in, the other (keys)."""
        return any(_differ(said, same) for said in self.place_roles.values())

    @property
    def polarity_differs(self) -> bool:
        """Does one article say that it happened and another that it did not?"""
        return _differ(self.articles.get("polarity", {}), lambda one, other: one == other)


def card_of(mentions: Iterable[Facts], entity: Callable[[str], str]) -> EventCard:
    """Gather what event mentions say; ``entity`` tells who a filler is."""
    card = EventCard()
    for facts in mentions:
        if facts.when is not None:
            _say(card.dates, facts.when.iso(), facts.mention)
            card.articles.setdefault("when", {}).setdefault(facts.article, set()).add(facts.when.iso())
        for filler in facts.who:
            _say(card.who, entity(filler), facts.mention)
        roles = facts.where_roles or ("",) * len(facts.where)
        for filler, role in zip(facts.where, roles, strict=True):
            _say(card.where, entity(filler), facts.mention)
            card.place_roles.setdefault(role, {}).setdefault(facts.article, set()).add(entity(filler))
        for role, text in facts.numbers:
            _say(card.numbers.setdefault(role, {}), text, facts.mention)
            card.number_roles.setdefault(role, {}).setdefault(facts.article, set()).add(_amount(text))
        if facts.realis and facts.realis[0]:
            _say(card.polarity, facts.realis[0], facts.mention)
            card.articles.setdefault("polarity", {}).setdefault(facts.article, set()).add(facts.realis[0])
    return card


def _say(sources: Sources, what: str, mention: str) -> None:
    told = sources.setdefault(what, [])
    if mention not in told:
        told.append(mention)


def _amount(text: str) -> str:
    """A number without the word for what is counted, if it is in digits; whatever digits they are."""
    key = fold_key(text)
    return " ".join(_DIGITS.findall(key)) or key


def _differ(said: dict[str, set[str]], same: Callable[[str, str], bool]) -> bool:
    """Are there two articles of which neither says all that the other says?"""

    def holds(one: frozenset[str], other: frozenset[str]) -> bool:
        return all(any(same(each, known) for known in one) for each in other)

    sets = {frozenset(each) for each in said.values()}
    return any(not holds(one, other) and not holds(other, one) for one, other in combinations(sets, 2))
