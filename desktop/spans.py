"""A sorted index of mentions: which cover a letter, which touch a stretch, which come next.

Sorted by start, then longest first, then id; a running maximum of ends lets a query skip what lies before it.
Spans are code points, end-exclusive; gaps are not looked at, a mention is found by its hull.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from db.rows import Mention

Key = tuple[int, int, str]


def sort_key(mention: Mention) -> Key:
    """Reading order: by start, the longer (outer) first."""
    return mention.start, -mention.end, mention.id


class SpanIndex:
    """Mentions in reading order; queries cost a bisection and what they find."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._ordered: list[Mention] = []
        self._keys: list[Key] = []
        self._reach: list[int] = []
        self.extend(sorted(mentions, key=sort_key))

    def __len__(self) -> int:
        return len(self._ordered)

    @property
    def ordered(self) -> Sequence[Mention]:
        """All mentions in reading order; not to be changed."""
        return self._ordered

    def extend(self, mentions: Sequence[Mention]) -> None:
        """Put many in; those that follow all others in reading order, and each other, cost no search."""
        for mention in mentions:
            key = sort_key(mention)
            if self._keys and key <= self._keys[-1]:
                self.add(mention)
                continue
            self._reach.append(max(self._reach[-1], mention.end) if self._reach else mention.end)
            self._keys.append(key)
            self._ordered.append(mention)

    def add(self, mention: Mention) -> None:
        """Put a mention in."""
        key = sort_key(mention)
        at = bisect_left(self._keys, key)
        self._keys.insert(at, key)
        self._ordered.insert(at, mention)
        self._reach.insert(at, -1)
        self._reach_anew(at)

    def discard(self, mention: Mention) -> None:
        """Take a mention out; nothing happens when it is not there."""
        at = bisect_left(self._keys, sort_key(mention))
        if at < len(self._keys) and self._ordered[at].id == mention.id:
            del self._keys[at], self._ordered[at], self._reach[at]
            self._reach_anew(at)

    def replace(self, before: Mention, after: Mention) -> None:
        """Exchange a mention for its new state."""
        if sort_key(before) == sort_key(after):
            at = bisect_left(self._keys, sort_key(before))
            if at < len(self._keys) and self._ordered[at].id == before.id:
                self._ordered[at] = after
                return
        self.discard(before)
        self.add(after)

    def overlapping(self, *, start: int, end: int) -> list[Mention]:
        """Mentions whose hull shares a letter with ``[start, end)``, in reading order."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._keys, (end, -(1 << 62), ""))
        return [mention for mention in self._ordered[first:last] if mention.end > start]

    def at(self, position: int) -> list[Mention]:
        """Mentions covering the letter at ``position``, innermost (shortest) first."""
        found = self.overlapping(start=position, end=position + 1)
        return sorted(found, key=lambda mention: (mention.end - mention.start, -mention.start, mention.id))

    def position(self, mention: Mention) -> int:
        """The place a mention has, or would have, in reading order."""
        return bisect_left(self._keys, sort_key(mention))

    def first_from(self, position: int) -> int:
        """The place of the first mention starting at or after ``position``."""
        return bisect_left(self._keys, (position, -(1 << 62), ""))

    def _reach_anew(self, at: int) -> None:
        """Put the running maximum right from a place on, as far as it has changed."""
        highest = self._reach[at - 1] if at else 0
        for place in range(at, len(self._reach)):
            highest = max(highest, -self._keys[place][1])
            if self._reach[place] == highest:
                return
            self._reach[place] = highest
