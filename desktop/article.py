"""The open article in memory: text, rows and the questions asked of them; kept right by the changes of change sets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from math import inf
from typing import Any

from db.arabic import sentences
from db.rows import Argument, Article, Change, Cluster, Kind, Mention, Region, Relation, Span
from db.slices import Outer, Slice
from desktop.spans import SpanIndex, sort_key


class OpenArticle:
    """One article with one layer's annotations. Only ``apply`` changes it, after the file has been changed.

    A long one may be opened with its first rows alone, and ``rest`` to fetch the others: ``read_on`` takes some of
    them in, and whatever is asked that needs them all reads them first: all but ``so_far`` and ``progress``, and
    ``found``, ``next``, ``at`` and ``overlapping`` where what they look for is among the first.
    """

    def __init__(
        self,
        row: Article,
        text: str,
        *,
        regions: Iterable[Region] = (),
        mentions: Iterable[Mention] = (),
        arguments: Iterable[Argument] = (),
        relations: Iterable[Relation] = (),
        clusters: dict[str, Cluster] | None = None,
        rest: Iterator[Slice] | None = None,
        counts: tuple[int, int] = (0, 0),
    ) -> None:
        """``counts``: what ``progress`` is, asked for only where there is a ``rest``."""
        self.row = row
        self.text = text
        self.regions = sorted(regions, key=lambda region: (region.start, region.end))
        self._mentions: dict[str, Mention] = {}
        self._arguments: dict[str, Argument] = {}
        self._relations: dict[str, Relation] = {}
        self._clusters: dict[str, Cluster] = {}
        self._outer: dict[str, Outer] = {}
        self._index = SpanIndex()
        self._of_event: dict[str, set[str]] = {}
        self._by_filler: dict[str, set[str]] = {}
        self._reviewed = 0
        self._rest, self._counts = rest, counts
        self._take(Slice(list(mentions), list(arguments), list(relations), clusters or {}))
        self._line_starts = [0]
        while at := text.find("\n", self._line_starts[-1]) + 1:
            self._line_starts.append(at)

    # --- reading -------------------------------------------------------------------------------------------------

    @property
    def whole(self) -> bool:
        """Have all rows been read?"""
        return self._rest is None

    def read_on(self, rows: float) -> None:
        """Take in slices until so many more rows have come, or the last one has. WorldError."""
        while self._rest is not None and rows > 0:
            found = next(self._rest, None)
            if found is None:
                self._rest = None
            else:
                self._take(found)
                rows -= len(found.mentions) + len(found.arguments) + len(found.relations)

    def complete(self) -> None:
        """Take in all rows not read yet, which may take long. WorldError."""
        if self._rest is not None:
            self.read_on(inf)

    def _take(self, found: Slice) -> None:
        self._mentions.update((mention.id, mention) for mention in found.mentions)
        self._index.extend(sorted(found.mentions, key=sort_key))
        self._reviewed += sum(mention.status != "suggested" for mention in found.mentions)
        for argument in found.arguments:
            self._arguments[argument.id] = argument
            self._enter(argument)
        self._relations.update((relation.id, relation) for relation in found.relations)
        self._clusters.update(found.clusters)
        self._outer.update(found.outer)

    @property
    def mentions(self) -> dict[str, Mention]:
        """All mentions by id, rejected ones too."""
        self.complete()
        return self._mentions

    def found(self, mention_id: str) -> Mention | None:
        """A mention by its id: only if it is not among those read so far are the others read for it. WorldError."""
        return self._mentions.get(mention_id) or self.mentions.get(mention_id)

    def cluster_of(self, mention: Mention) -> Cluster | None:
        """The cluster of a mention, which was read with it."""
        return self._clusters.get(mention.cluster) if mention.cluster else None

    @property
    def arguments(self) -> dict[str, Argument]:
        """All arguments by id."""
        self.complete()
        return self._arguments

    @property
    def relations(self) -> dict[str, Relation]:
        """All relations by id, those that lead here from other articles too."""
        self.complete()
        return self._relations

    @property
    def clusters(self) -> dict[str, Cluster]:
        """The clusters of the mentions, by id."""
        self.complete()
        return self._clusters

    @property
    def index(self) -> SpanIndex:
        """All mentions by place."""
        self.complete()
        return self._index

    def so_far(self, *, start: int, end: int) -> list[Mention]:
        """What ``overlapping`` gives of the mentions read so far: for painting alone."""
        return self._index.overlapping(start=start, end=end)

    def _index_to(self, end: int) -> SpanIndex:
        """An index of at least the mentions that start before ``end``: of those read so far, if they are enough."""
        if not self.whole and self._index.first_from(end) == len(self._index):
            self.complete()
        return self._index

    # --- questions -----------------------------------------------------------------------------------------------

    @property
    def ordered(self) -> list[Mention]:
        """All mentions, rejected ones too, in reading order (start, longest first)."""
        return list(self.index.ordered)

    def visible(self, *, show_rejected: bool = False) -> list[Mention]:
        """The mentions shown: all but the rejected ones, or all."""
        return [mention for mention in self.index.ordered if show_rejected or mention.status != "rejected"]

    @property
    def progress(self) -> tuple[int, int]:
        """(mentions decided on, mentions)."""
        return (self._reviewed, len(self._mentions)) if self._rest is None else self._counts

    @property
    def paragraphs(self) -> list[Span]:
        """The stretches between line ends, the line ends left out; never empty."""
        ends = [start - 1 for start in self._line_starts[1:]] + [len(self.text)]
        return list(zip(self._line_starts, ends, strict=True))

    def paragraph_at(self, position: int) -> int:
        """The number of the paragraph a caret position lies in."""
        return bisect_right(self._line_starts, position) - 1

    def paragraph(self, number: int) -> Span:
        """The span of one paragraph."""
        start = self._line_starts[number]
        last = number + 1 == len(self._line_starts)
        return start, len(self.text) if last else self._line_starts[number + 1] - 1

    def sentence_at(self, position: int) -> Span:
        """The sentence around a caret position; the whole paragraph where there is none (a blank line)."""
        start, end = self.paragraph(self.paragraph_at(position))
        found = (start, end)
        for first, last in sentences(self.text[start:end]):
            if start + first <= position or first == 0:
                found = (start + first, start + last)
        return found

    def sentence_beside(self, position: int, step: int) -> Span | None:
        """The sentence after (1) that of a caret position; or before (-1) it: the same one while not at its start."""
        number = self.paragraph_at(position)
        while 0 <= number < len(self._line_starts):
            start, end = self.paragraph(number)
            found = [(start + first, start + last) for first, last in sentences(self.text[start:end])]
            ahead = [span for span in found if (span[0] > position if step > 0 else span[0] < position)]
            if ahead:
                return ahead[0 if step > 0 else -1]
            number += step
        return None

    def text_of(self, mention: Mention) -> str:
        """The letters a mention covers, fragments joined by one blank."""
        if not mention.gaps:
            return self.text[mention.start : mention.end]
        return " ".join(self.text[start:end] for start, end in mention.fragments)

    def at(self, position: int) -> list[Mention]:
        """Mentions covering the letter at ``position`` (gaps do not count), innermost first; rejected ones too."""
        return [
            mention
            for mention in self._index_to(position + 1).at(position)
            if any(start <= position < end for start, end in mention.fragments)
        ]

    def overlapping(self, *, start: int, end: int) -> list[Mention]:
        """Mentions whose hull shares a letter with the stretch, in reading order; rejected ones too."""
        return self._index_to(end).overlapping(start=start, end=end)

    def same(self, *, kind: Kind, label: str, start: int, end: int, gaps: tuple[Span, ...] = ()) -> Mention | None:
        """The mention with exactly this kind, label and span; a rejected one only where there is no other."""
        wanted = (kind, label, start, end, gaps)
        rejected = None
        for mention in self.overlapping(start=start, end=end):
            if (mention.kind, mention.label, mention.start, mention.end, mention.gaps) == wanted:
                if mention.status != "rejected":
                    return mention
                rejected = rejected or mention
        return rejected

    def arguments_of(self, event_id: str, *, rejected: bool = False) -> list[Argument]:
        """The arguments of an event mention, by role then place of the filler."""
        arguments = self.arguments
        found = [arguments[key] for key in self._of_event.get(event_id, ())]
        kept = [argument for argument in found if rejected or argument.status != "rejected"]
        return sorted(kept, key=lambda argument: (argument.role, self._place(argument.filler), argument.id))

    def arguments_filled_by(self, mention_id: str, *, rejected: bool = False) -> list[Argument]:
        """The arguments a mention fills, by event."""
        arguments = self.arguments
        found = [arguments[key] for key in self._by_filler.get(mention_id, ())]
        kept = [argument for argument in found if rejected or argument.status != "rejected"]
        return sorted(kept, key=lambda argument: (self._place(argument.event), argument.role, argument.id))

    def relations_of(self, mention_id: str) -> list[Relation]:
        """The relations an event mention has a part in."""
        return [relation for relation in self.relations.values() if mention_id in (relation.head, relation.tail)]

    @property
    def outer(self) -> dict[str, Outer]:
        """The ends of relations that lie in other articles, by id."""
        self.complete()
        return self._outer

    def end(self, mention_id: str) -> Mention | None:
        """A mention at the end of a relation, of this article or of another."""
        outer = self.outer.get(mention_id)
        return outer.mention if outer else self.mentions.get(mention_id)

    def words_of(self, mention_id: str) -> str:
        """The letters of the end of a relation, on one line; '' when it is not known."""
        mention, outer = self.mentions.get(mention_id), self.outer.get(mention_id)
        if mention is not None:
            return " ".join(self.text_of(mention).split())
        return outer.words if outer else ""

    def unmet(self) -> set[str]:
        """The ends of relations that are neither in this article nor known of another: to be given to ``meet``."""
        ends = {end for relation in self.relations.values() for end in (relation.head, relation.tail)}
        return ends - self.mentions.keys() - self.outer.keys()

    def meet(self, outer: dict[str, Outer]) -> None:
        """Get to know ends of relations in other articles."""
        self.outer.update(outer)

    def next(
        self,
        origin: str | int,
        *,
        step: int = 1,
        kind: Kind | None = None,
        unreviewed: bool = False,
        show_rejected: bool = False,
    ) -> Mention | None:
        """The mention after (``step`` 1) or before (-1) another one's id or a caret position; None at the end.

        No more is read where it is found among those read so far, which are the first in reading order.
        """

        def first() -> Mention | None:
            for mention in self._walk(origin, step):
                if kind is not None and mention.kind != kind:
                    continue
                if mention.status == "suggested" or (
                    not unreviewed and (show_rejected or mention.status != "rejected")
                ):
                    return mention
            return None

        found = first() if not self.whole and self._is_among(origin) else None
        if found is None:
            self.complete()
            found = first()
        return found

    def _is_among(self, origin: str | int) -> bool:
        """Does a walk begin among the mentions read so far?"""
        if isinstance(origin, str):
            return origin in self._mentions
        return self._index.first_from(origin) < len(self._index)

    def _walk(self, origin: str | int, step: int) -> Iterator[Mention]:
        """Through the mentions read so far."""
        index, ordered = self._index, self._index.ordered
        if isinstance(origin, str) and origin in self._mentions:
            at = index.position(self._mentions[origin]) + step
        else:
            at = index.first_from(origin if isinstance(origin, int) else 0) + min(step, 0)
        while 0 <= at < len(ordered):
            yield ordered[at]
            at += step

    def _place(self, mention_id: str) -> tuple[int, int]:
        mention = self.mentions.get(mention_id)
        return (mention.start, mention.end) if mention else (len(self.text), 0)

    # --- change --------------------------------------------------------------------------------------------------

    def apply(self, changes: Iterable[Change]) -> None:
        """Take over rows as the file now holds them; rows of other articles that no relation joins are passed over.

        Ends in other articles that are new or have changed are ``unmet`` afterwards.
        AssertionError where rows are still to be read: they would hold the changes already.
        """
        assert self._rest is None, "an article is read to its end before anything in it changes"
        for change in changes:
            row = change.row
            if isinstance(row, Mention):
                if row.article == self.row.id:
                    self._apply_mention(change)
                else:
                    self.outer.pop(row.id, None)
            elif isinstance(row, Argument):
                if row.article == self.row.id:
                    self._apply_argument(change)
            elif isinstance(row, Relation):
                if row.article == self.row.id or row.id in self.relations or row.tail in self.mentions:
                    _put(self.relations, row.id, change.after)
            elif isinstance(row, Cluster):
                _put(self.clusters, row.id, change.after)
            elif isinstance(row, Region):
                if row.article == self.row.id:
                    self._apply_region(change)
            elif isinstance(row, Article) and row.id == self.row.id and isinstance(change.after, Article):
                self.row = change.after

    def _apply_mention(self, change: Change) -> None:
        before, after = self.mentions.get(change.row.id), change.after
        if before is not None:
            self._reviewed -= before.status != "suggested"
        if isinstance(after, Mention):
            self._reviewed += after.status != "suggested"
            self.mentions[after.id] = after
            if before is not None:
                self.index.replace(before, after)
            else:
                self.index.add(after)
        elif before is not None:
            del self.mentions[before.id]
            self.index.discard(before)

    def _apply_region(self, change: Change) -> None:
        kept = [region for region in self.regions if region.id != change.row.id]
        if isinstance(change.after, Region):
            kept.append(change.after)
        self.regions = sorted(kept, key=lambda region: (region.start, region.end))

    def _apply_argument(self, change: Change) -> None:
        before, after = self.arguments.pop(change.row.id, None), change.after
        if before is not None:
            self._of_event[before.event].discard(before.id)
            self._by_filler[before.filler].discard(before.id)
        if isinstance(after, Argument):
            self.arguments[after.id] = after
            self._enter(after)

    def _enter(self, argument: Argument) -> None:
        self._of_event.setdefault(argument.event, set()).add(argument.id)
        self._by_filler.setdefault(argument.filler, set()).add(argument.id)


def _put(rows: dict[str, Any], row_id: str, after: object) -> None:
    if after is None:
        rows.pop(row_id, None)
    else:
        rows[row_id] = after
