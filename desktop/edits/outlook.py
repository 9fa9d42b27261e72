"""What becomes of the relations of events through an edit: circles refused before it, contradictions told after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from db.rows import Change, Relation
from desktop.closure.corpus import CorpusClosure
from desktop.closure.events import Contradiction
from desktop.edits import Edit, EditRefused
from desktop.timeline.related import RelatedDates

AT_MOST = 2
"""Contradictions told of one edit, those of the fewest links."""


class Outlook:
    """Made before an edit is written. What was wrong before it is neither refused nor told again."""

    def __init__(self, closure: CorpusClosure, dates: RelatedDates, changes: Iterable[Change]) -> None:
        """Raises EditRefused("joined_circle") where parts or causes would go round in a circle."""
        self._closure, self._dates = closure, dates
        self._changes = tuple(changes)
        moved = closure.restated(self._changes)
        circle = closure.events.would_circle(moved) if moved else None
        if circle is not None:
            raise EditRefused("joined_circle", links=closure.told(circle))
        self._sound = [link for link in moved if closure.events.conflict(link) is None]
        self._related = {change.row.id for change in self._changes if isinstance(change.row, Relation)}
        self._before = {link: closure.events.links.get(link) for link in (*moved, *self._related)}
        """What the links that the edit changes say before it; None: they are not there."""
        self._concerned = dates.concerned(self._changes)
        self._days = dates.known(self._concerned)
        self._told: set[frozenset[str]] = set()

    def warned(self, edit: Edit) -> Edit:
        """The edit, now that closure and dates know of it, with warnings about what contradicts itself through it."""
        found = {frozenset(links): links for link in self._sound if (links := self._closure.events.conflict(link))}
        told = sorted(found.values(), key=len)[:AT_MOST]
        made: list[tuple[str, tuple[tuple[str, str], ...]]] = [
            ("relations.warning.joined", (("links", self._closure.told(links)),)) for links in told
        ]
        made += self.dated(AT_MOST - len(made))
        return replace(edit, warnings=(*edit.warnings, *made)) if made else edit

    def dated(self, most: int = AT_MOST) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """Warnings about what contradicts dates through the edit, as far as dates have been read; none given twice."""
        fresh = [each for each in self._dates.of_links(self._borne()) if self._is_new(each)]
        fresh = sorted(fresh, key=lambda each: len(each.links))[:most]
        self._told |= {frozenset(each.links) for each in fresh}
        return [("relations.warning.dates", tuple(sorted(self._closure.told_dates(each).items()))) for each in fresh]

    def _borne(self) -> set[str]:
        """The links that the edit has changed, and those of events that it has dated otherwise.

        What is new has one of them: it leads over a link that is, or from or to a date that is.
        """
        concerned = self._concerned | self._dates.concerned(self._changes)
        days = self._dates.known(concerned)
        links = {link for link in self._before if link in self._closure.events.links}
        for event in concerned:
            if event not in self._concerned or self._days.get(event) != days.get(event):
                links |= self._closure.events.links_of(event)
        return links

    def _is_new(self, found: Contradiction) -> bool:
        """Does one of its links say something else, or could they hold, as they were, with the dates there were?"""
        if frozenset(found.links) in self._told:
            return False
        links = self._closure.events.links
        before = [self._before.get(link, links[link]) for link in found.links]
        if any(link in self._related and links[link] != self._before[link] for link in found.links):
            return True  # it says something else now, and that is wrong, too
        there = [stated for stated in before if stated is not None]
        events = {str(end) for stated in there for end in (stated.head, stated.tail)}
        days = self._dates.known(events - self._concerned)
        days |= {event: self._days[event] for event in events if event in self._days}
        return not self._dates.between(there, days)
