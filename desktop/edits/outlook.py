"""What becomes of the relations of events through an edit: circles refused before it, contradictions told after."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace

from db.rows import Change
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
        self._known = {self._said(each) for each in dates.contradictions(dates.concerned(self._changes))}

    def warned(self, edit: Edit) -> Edit:
        """The edit, now that closure and dates know of it, with warnings about what contradicts itself through it."""
        found = {frozenset(links): links for link in self._sound if (links := self._closure.events.conflict(link))}
        told = sorted(found.values(), key=len)[:AT_MOST]
        made: list[tuple[str, tuple[tuple[str, str], ...]]] = [
            ("relations.warning.joined", (("links", self._closure.told(links)),)) for links in told
        ]
        fresh = [each for each in self._dates.contradictions(self._dates.concerned(self._changes))
                 if self._said(each) not in self._known]  # fmt: skip
        for each in sorted(fresh, key=lambda each: len(each.links))[: max(0, AT_MOST - len(made))]:
            made.append(("relations.warning.dates", tuple(sorted(self._closure.told_dates(each).items()))))
        return replace(edit, warnings=(*edit.warnings, *made)) if made else edit

    def _said(self, each: Contradiction) -> Hashable:
        """What tells a contradiction from others: a link that says something else now makes another one."""
        return frozenset(self._closure.events.links[link] for link in each.links)
