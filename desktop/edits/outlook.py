"""What becomes of the relations of events that an edit joins: circles refused before it, contradictions told after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from db.rows import Change
from desktop.closure.corpus import CorpusClosure
from desktop.edits import Edit, EditRefused

AT_MOST = 2
"""Contradictions told of one edit, those of the fewest links."""


class Outlook:
    """Made before an edit is written. What was wrong before it is neither refused nor told again."""

    def __init__(self, closure: CorpusClosure, changes: Iterable[Change]) -> None:
        """Raises EditRefused("joined_circle") where parts or causes would go round in a circle."""
        self._closure = closure
        moved = closure.restated(changes)
        circle = closure.events.would_circle(moved) if moved else None
        if circle is not None:
            raise EditRefused("joined_circle", links=closure.told(circle))
        self._sound = [link for link in moved if closure.events.conflict(link) is None]

    def warned(self, edit: Edit) -> Edit:
        """The edit, now that the closure knows of it, with warnings about what contradicts itself through it."""
        found = {frozenset(links): links for link in self._sound if (links := self._closure.events.conflict(link))}
        told = sorted(found.values(), key=len)[:AT_MOST]
        made = tuple(("relations.warning.joined", (("links", self._closure.told(links)),)) for links in told)
        return replace(edit, warnings=(*edit.warnings, *made)) if made else edit
