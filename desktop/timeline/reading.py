"""Reads from a corpus what each event mention says of when it was; anew only where something has changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from db.dated import ARTICLES_AT_ONCE, DatedArticle
from db.dates import DATE, Resolution
from db.errors import Cancelled
from db.labelset import LabelSet
from db.rows import CONFIRMED, Argument, Article, ChangeSet, Cluster, Mention, Region
from db.store import Store
from desktop.article import OpenArticle
from desktop.suggest.dates import Dating, dating, is_time, is_to_come, reference_of
from desktop.timeline.events import Corpus, Event, Saying, Source, events

Report = Callable[[int, int], None]
Known = dict[tuple[str, str | None, bool], Dating]
"""Readings by the words, the reference date, and whether what they date is still to come."""
SHOWN, FEW = 48, 14
"""Letters of a trigger with words around it, and those after it that tell enough."""
_END = re.compile(r"[.!?؟…](?=\s|$)|\n")
AROUND = 12
"""Letters before a date in which another may stand that it is read with."""


def time_labels(labels: LabelSet) -> tuple[str, ...]:
    """The codes of the labels of times."""
    return tuple(each.code for each in labels.entities if each.family == "time")


def sayings(found: DatedArticle, labels: LabelSet, known: Known | None = None) -> tuple[Saying, ...]:
    """What each event mention of an article says of when it was, in reading order.

    ``known`` keeps readings from one article to the next: papers say the same dates over and over.
    """
    article = OpenArticle(
        found.article, found.text, regions=found.regions, mentions=found.mentions, arguments=found.arguments
    )
    dates = _Dates(article, labels, known if known is not None else {})
    return tuple(_saying(article, labels, event, dates) for event in found.mentions if event.kind == "event")


def _saying(article: OpenArticle, labels: LabelSet, event: Mention, dates: _Dates) -> Saying:
    sources = _linked(article, event, dates) or _beside(article, labels, event, dates)
    around = "" if sources else around_of(article.text, start=event.start, end=event.end)
    return Saying(event.id, event.article, event.label, article.text_of(event), event.cluster, sources, around)


def around_of(text: str, *, start: int, end: int) -> str:
    """A stretch (code points) with the words after it, and where its sentence leaves few of those, some before it."""
    last = _END.search(text, end, end + SHOWN)
    high = last.start() if last is not None else len(text)
    if high > max(start + SHOWN, end):
        high = max(text.rfind(" ", end, start + SHOWN), end)
    low = start
    if high - end < FEW:
        begin = max((found.end() for found in _END.finditer(text, max(0, start - SHOWN), start)), default=0)
        low = max(begin, start - SHOWN // 2)
        if low > begin:
            low = text.find(" ", low, start) + 1 or start
    return " ".join(text[low:high].split())


def linked_saying(article: OpenArticle, labels: LabelSet, event: Mention, known: Known) -> Saying:
    """What an event mention's arguments alone say of when it was."""
    dates = _Dates(article, labels, known)
    text = article.text_of(event)
    return Saying(event.id, event.article, event.label, text, event.cluster, _linked(article, event, dates))


def read_corpus(
    store: Store,
    *,
    layer: str,
    before: Corpus | None = None,
    articles: Iterable[str] = (),
    report: Report = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Corpus:
    """The whole corpus, or ``before`` with these articles read again. Raises Cancelled."""
    ids = store.eventful(layer=layer)
    known = before.sayings if before is not None else {}
    stale = set(articles)
    wanted = [each for each in ids if each in stale or each not in known]
    heads, said = dict(before.articles) if before is not None else {}, dict(known)
    labels = time_labels(store.labels)
    read: Known = {}
    for at in range(0, len(wanted), ARTICLES_AT_ONCE):
        for found in store.dated(wanted[at : at + ARTICLES_AT_ONCE], labels=labels, layer=layer):
            if cancelled():
                raise Cancelled
            heads[found.article.id] = found.article
            said[found.article.id] = sayings(found, store.labels, read)
        report(min(at + ARTICLES_AT_ONCE, len(wanted)), len(wanted))
    clusters = {saying.cluster for article in ids for saying in said[article] if saying.cluster}
    names = {key: cluster.name for key, cluster in store.clusters(clusters).items()}
    return Corpus({each: heads[each] for each in ids}, {each: said[each] for each in ids}, names)


def read_from(
    path: Path,
    *,
    layer: str,
    before: Corpus | None,
    articles: Iterable[str],
    report: Report,
    cancelled: Callable[[], bool],
) -> tuple[Corpus, list[Event]]:
    """``read_corpus`` with a store of its own, for a thread, and its events. Raises Cancelled and WorldError."""
    with Store.open(path, read_only=True) as store:
        corpus = read_corpus(store, layer=layer, before=before, articles=articles, report=report, cancelled=cancelled)
    return corpus, events(corpus)


def touched(changes: ChangeSet, labels: LabelSet) -> set[str] | None:
    """The articles to read again after a change set, none where only a cluster's name changed; None: nothing is."""
    found: set[str] = set()
    concerned = False
    for change in changes.changes:
        row = change.row
        if isinstance(row, Mention):
            both = [each for each in (change.before, change.after) if isinstance(each, Mention)]
            if any(each.kind == "event" or is_time(labels, each) for each in both):
                found.add(row.article)
        elif isinstance(row, Argument | Region):
            found.add(row.article)
        elif isinstance(row, Article) and isinstance(change.before, Article):
            if change.before.published != row.published:
                found.add(row.id)
        elif isinstance(row, Cluster):
            concerned |= row.kind == "event"
    return found if found or concerned else None


def _linked(article: OpenArticle, event: Mention, dates: _Dates) -> tuple[Source, ...]:
    """The time arguments with a date."""
    made: dict[str, Source] = {}
    for argument in article.arguments_of(event.id):
        filler = article.mentions.get(argument.filler)
        source = _source(filler, dates, argument=argument) if filler is not None and dates.dates(filler) else None
        if source is not None and (source.mention not in made or source.vouched):
            made[source.mention] = source
    return tuple(made.values())


def _beside(
    article: OpenArticle, labels: LabelSet, event: Mention, dates: _Dates
) -> tuple[Source, ...]:
    """The date nearest to the trigger in its sentence; of two as near the one before it."""
    start, end = article.sentence_at(event.start)
    times = [each for each in article.overlapping(start=start, end=end) if is_time(labels, each)]
    times.sort(key=lambda each: max(event.start - each.end, each.start - event.end))
    for mention in times:
        source = _source(mention, dates)
        if source is not None:
            return (source,)
    return ()


def _source(mention: Mention, dates: _Dates, *, argument: Argument | None = None) -> Source | None:
    found = dates.of(mention)
    interval = found.interval
    if interval is None:
        return None
    automatic = found.automatic
    confirmed = found.confirmed is not None
    about = not confirmed and isinstance(automatic, Resolution) and (automatic.approximate or bool(automatic.doubts))
    edge = dates.edge_of(mention)
    vouched = mention.status in CONFIRMED and (argument is None or argument.status in CONFIRMED)
    return Source(
        mention.id, dates.text_of(mention), interval, confirmed, argument is not None,
        about or edge == "about", None if edge == "about" else edge, vouched,
    )  # fmt: skip


class _Dates:
    """The dates of one article's time mentions, each read once."""

    def __init__(self, article: OpenArticle, labels: LabelSet, known: Known) -> None:
        from db.dates.edges import edge  # with all the words of dates it is not needed to open an article

        self.article = article
        self._edge = edge
        self._labels = labels
        self._known = known
        self._here: dict[str, Dating] = {}
        self._texts: dict[str, str] = {}

    def dates(self, mention: Mention) -> bool:
        """Is it a time mention that counts?"""
        return mention.status != "rejected" and is_time(self._labels, mention)

    def of(self, mention: Mention) -> Dating:
        """The date of a time mention."""
        found = self._here.get(mention.id)
        if found is None:
            found = self._here[mention.id] = self._read(mention)
        return found

    def text_of(self, mention: Mention) -> str:
        """The letters of a time mention."""
        found = self._texts.get(mention.id)
        if found is None:
            found = self._texts[mention.id] = self.article.text_of(mention)
        return found

    def edge_of(self, mention: Mention) -> str | None:
        """What the words around make of it, see ``db.dates.edges``."""
        return self._edge(self.article.text, start=mention.start, end=mention.end)

    def _read(self, mention: Mention) -> Dating:
        article = self.article
        before = article.overlapping(start=max(0, mention.start - AROUND), end=mention.start)
        if mention.attribute(DATE) is not None or any(is_time(self._labels, each) for each in before):
            return dating(article, self._labels, mention)  # by a person, or perhaps with the date before it
        reference = reference_of(article, mention).text
        key = (self.text_of(mention), reference, is_to_come(article, mention))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = dating(article, self._labels, mention)
        return found
