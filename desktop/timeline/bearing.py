"""What a change bears on when it comes to dates of events: which event mentions may be dated otherwise after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from db.labelset import LabelSet
from db.rows import CONFIRMED, Argument, Article, Change, Mention, Region, Relation
from desktop.article import OpenArticle
from desktop.suggest.dates import is_time
from desktop.timeline.reading import AROUND
from desktop.timeline.told import Told


class Bearing:
    """Looks in the articles in memory, as they were before the change, and in what has been read of others."""

    def __init__(self, labels: LabelSet, told: Told, opened: Callable[[], list[OpenArticle]]) -> None:
        self._labels, self._told, self._opened = labels, told, opened

    def events(self, changes: Iterable[Change]) -> set[str]:
        """The events that changed mentions are of, and were of."""
        return {
            row.cluster or row.id
            for change in changes if bears(change)
            for row in (change.before, change.after) if isinstance(row, Mention) and row.kind == "event"
        }  # fmt: skip

    def mentions(self, changes: Iterable[Change]) -> set[str]:
        """The ids of event mentions that may be dated otherwise, and of those that changed relations join."""
        found: set[str] = set()
        for change in changes:
            row = change.row
            if isinstance(row, Relation):
                ends = (each for each in (change.before, change.after) if isinstance(each, Relation))
                found |= {end for each in ends for end in (each.head, each.tail)}
            elif not bears(change):
                continue
            elif isinstance(row, Argument):  # whether a date is to come is a matter of all the events it is a date of
                found.add(row.event)
                found.update(self._dated_by(row.article, [row.filler]))
            elif isinstance(row, Mention):
                found.update(self._by_mention(change, row))
            elif isinstance(row, Article | Region):
                home = row.id if isinstance(row, Article) else row.article
                article = self._in_memory(home)
                found |= self._told.here(home)
                found.update(each.event for each in (article.arguments.values() if article is not None else ()))
        return found

    def _by_mention(self, change: Change, row: Mention) -> Iterator[str]:
        article = self._in_memory(row.article)
        if row.kind == "event":
            yield row.id
            if _tense(change.before) != _tense(change.after):
                held = article.arguments_of(row.id, rejected=True) if article is not None else ()
                yield from self._dated_by(row.article, [each.filler for each in held])
            return
        both = [each for each in (change.before, change.after) if isinstance(each, Mention)]
        if not any(is_time(self._labels, each) for each in both):
            return
        times = [row.id]
        for each in both if article is not None else ():
            assert article is not None
            times += [other.id for other in article.overlapping(start=each.end, end=each.end + AROUND)]
        yield from self._dated_by(row.article, times)

    def _dated_by(self, home: str, times: Iterable[str]) -> Iterator[str]:
        """The event mentions that time mentions of an article are dates of."""
        article = self._in_memory(home)
        if article is None:
            yield from self._told.here(home)
            return
        for time in times:
            yield from (each.event for each in article.arguments_filled_by(time, rejected=True))
            yield from self._told.dated_by(time)

    def _in_memory(self, article_id: str) -> OpenArticle | None:
        return next((each for each in self._opened() if each.row.id == article_id and each.whole), None)


def bears(change: Change) -> bool:
    """Can a change of a row other than a relation make what an event mention says another thing?"""
    before, after = change.before, change.after
    if isinstance(change.row, Argument | Region):
        return True
    if isinstance(change.row, Article):
        return isinstance(before, Article) and isinstance(after, Article) and before.published != after.published
    if not isinstance(change.row, Mention):
        return False
    if not isinstance(before, Mention) or not isinstance(after, Mention):
        return True
    if change.row.kind == "entity":
        return _about_time(before) != _about_time(after)
    return _about_event(before) != _about_event(after)


def _about_time(mention: Mention) -> tuple[object, ...]:
    said = "rejected" if mention.status == "rejected" else mention.status in CONFIRMED
    return (mention.label, mention.fragments, mention.attributes, said)


def _about_event(mention: Mention) -> tuple[object, ...]:
    return (mention.cluster, mention.label, mention.fragments, _tense(mention))


def _tense(row: object) -> object:
    """What an event mention has to do with whether its dates are to come; None for one that is not there."""
    return (row.status == "rejected", row.attribute("tense")) if isinstance(row, Mention) else None
