"""What all mentions of an event say of it together, each with its sources, and where they do not agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from db.arabic import fold_key
from db.dates import Interval
from desktop.suggest.events import Facts

Sources = dict[str, list[str]]
"""From what is said (a date in ISO, an entity's key, a number's text) to the mentions that say it."""


@dataclass(slots=True)
class EventCard:
    """Gathered from the mentions of one event cluster."""

    dates: Sources = field(default_factory=dict)
    who: Sources = field(default_factory=dict)
    where: Sources = field(default_factory=dict)
    numbers: dict[str, Sources] = field(default_factory=dict)
    """By role."""
    polarity: Sources = field(default_factory=dict)

    @property
    def narrowest(self) -> Interval | None:
        """The shortest interval that is said, the one most often said among equals."""
        found = sorted(self.dates, key=lambda iso: (Interval.from_iso(iso).days, -len(self.dates[iso]), iso))
        return Interval.from_iso(found[0]) if found else None

    @property
    def dates_differ(self) -> bool:
        """Are there two dates that share no day?"""
        found = [Interval.from_iso(iso) for iso in self.dates]
        return any(not one.overlaps(other) for one in found for other in found)

    @property
    def numbers_that_differ(self) -> dict[str, Sources]:
        """Roles for which different numbers are given, such as two death tolls."""
        return {
            role: said for role, said in self.numbers.items() if len({fold_key(text) for text in said}) > 1
        }

    @property
    def polarity_differs(self) -> bool:
        """Does one mention say that it happened and another that it did not?"""
        return len(self.polarity) > 1


def card_of(mentions: Iterable[Facts], entity: Callable[[str], str]) -> EventCard:
    """Gather what event mentions say; ``entity`` tells who a filler is."""
    card = EventCard()
    for facts in mentions:
        if facts.when is not None:
            _say(card.dates, facts.when.iso(), facts.mention)
        for filler in facts.who:
            _say(card.who, entity(filler), facts.mention)
        for filler in facts.where:
            _say(card.where, entity(filler), facts.mention)
        for role, text in facts.numbers:
            _say(card.numbers.setdefault(role, {}), text, facts.mention)
        if facts.realis and facts.realis[0]:
            _say(card.polarity, facts.realis[0], facts.mention)
    return card


def _say(sources: Sources, what: str, mention: str) -> None:
    told = sources.setdefault(what, [])
    if mention not in told:
        told.append(mention)
