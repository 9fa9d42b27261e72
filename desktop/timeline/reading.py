"""Reads from a corpus what each event mention says of when it was; anew only where something has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from db.dated import ARTICLES_AT_ONCE, DatedArticle
from db.dates import Resolution
from db.errors import Cancelled
from db.labelset import LabelSet
from db.rows import Argument, Article, ChangeSet, Cluster, Mention, Region
from db.store import Store
from desktop.article import OpenArticle
from desktop.suggest.dates import Dating, dating, is_time
from desktop.timeline.events import Corpus, Saying, Source

Report = Callable[[int, int], None]


def time_labels(labels: LabelSet) -> tuple[str, ...]:
    """The codes of the labels of times."""
    return tuple(each.code for each in labels.entities if each.family == "time")


def sayings(found: DatedArticle, labels: LabelSet) -> tuple[Saying, ...]:
    """What each event mention of an article says of when it was, in reading order."""
    article = OpenArticle(
        found.article, found.text, regions=found.regions, mentions=found.mentions, arguments=found.arguments
    )
    known: dict[str, Dating] = {}

    def read(mention: Mention) -> Dating:
        if mention.id not in known:
            known[mention.id] = dating(article, labels, mention)
        return known[mention.id]

    return tuple(
        Saying(
            event.id, event.article, event.label, article.text_of(event), event.cluster,
            _linked(article, event, read) or _beside(article, labels, event, read),
        )
        for event in article.visible()
        if event.kind == "event"
    )  # fmt: skip


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
    for at in range(0, len(wanted), ARTICLES_AT_ONCE):
        for found in store.dated(wanted[at : at + ARTICLES_AT_ONCE], labels=labels, layer=layer):
            if cancelled():
                raise Cancelled
            heads[found.article.id] = found.article
            said[found.article.id] = sayings(found, store.labels)
        report(min(at + ARTICLES_AT_ONCE, len(wanted)), len(wanted))
    clusters = {saying.cluster for article in ids for saying in said[article] if saying.cluster}
    names = {key: cluster.name for key, cluster in store.clusters(clusters).items()}
    return Corpus({each: heads[each] for each in ids}, {each: said[each] for each in ids}, names)


def read_from(
    path: Path, *, layer: str, before: Corpus | None, articles: Iterable[str], report: Report,
    cancelled: Callable[[], bool],
) -> Corpus:  # fmt: skip
    """``read_corpus`` with a store of its own, for a thread. Raises Cancelled and WorldError."""
    with Store.open(path, read_only=True) as store:
        return read_corpus(store, layer=layer, before=before, articles=articles, report=report, cancelled=cancelled)


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


def _linked(article: OpenArticle, event: Mention, read: Callable[[Mention], Dating]) -> tuple[Source, ...]:
    """The time arguments with a date: the confirmed ones where there are any."""
    made: dict[str, Source] = {}
    for argument in article.arguments_of(event.id):
        filler = article.mentions.get(argument.filler)
        source = _source(article, filler, read, linked=True) if filler is not None and filler.kind == "entity" else None
        if source is not None:
            made[source.mention] = source
    confirmed = tuple(source for source in made.values() if source.confirmed)
    return confirmed or tuple(made.values())


def _beside(
    article: OpenArticle, labels: LabelSet, event: Mention, read: Callable[[Mention], Dating]
) -> tuple[Source, ...]:
    """The date nearest to the trigger in its sentence; of two as near the one before it."""
    start, end = article.sentence_at(event.start)
    times = [each for each in article.overlapping(start=start, end=end) if is_time(labels, each)]
    times.sort(key=lambda each: max(event.start - each.end, each.start - event.end))
    for mention in times:
        source = _source(article, mention, read, linked=False)
        if source is not None:
            return (source,)
    return ()


def _source(
    article: OpenArticle, mention: Mention, read: Callable[[Mention], Dating], *, linked: bool
) -> Source | None:
    found = read(mention)
    interval = found.interval
    if interval is None:
        return None
    automatic = found.automatic
    confirmed = found.confirmed is not None
    about = not confirmed and isinstance(automatic, Resolution) and (automatic.approximate or bool(automatic.doubts))
    return Source(mention.id, article.text_of(mention), interval, confirmed, linked, about)
