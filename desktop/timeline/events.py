"""When events were: what each mention says, and what comes of it for one event, contradictions between articles too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from db.dates import Interval
from db.rows import Article


@dataclass(frozen=True, slots=True)
class Source:
    """One time mention that dates an event mention."""

    mention: str
    text: str
    interval: Interval
    confirmed: bool = False
    """By a person; else read from the text."""
    linked: bool = False
    """An argument of the event; else only the nearest in its sentence."""
    approximate: bool = False
    """Read from a convention or with a doubt, or said to be about then."""
    edge: str | None = None
    """The first day of what it dates lies in it (``from``), or the last one (``until``)."""
    vouched: bool = True
    """Does a person stand behind the time mention and, where it is linked, the argument?"""


@dataclass(frozen=True, slots=True)
class Saying:
    """One event mention, and what its article says of when it was."""

    mention: str
    article: str
    label: str
    text: str
    """The trigger."""
    cluster: str | None = None
    sources: tuple[Source, ...] = ()
    """All of one rank: linked, or one that only stands in the sentence."""
    around: str = ""
    """Without a date: the trigger with a few words of its sentence, which tell it from others like it."""

    @property
    def firm(self) -> bool:
        """Is it dated by an argument, and not only by its sentence?"""
        return any(source.linked for source in self.sources)

    @property
    def exact(self) -> bool:
        """Do arguments alone date it, by days that are no convention or guess, and from edge to edge?"""
        if not self.sources or any(source.approximate or not source.linked for source in self.sources):
            return False
        return self.spanned or all(source.edge is None for source in self.sources)

    @property
    def sure(self) -> bool:
        """Is it exact, and does a person stand behind all of it?"""
        return self.exact and all(source.vouched for source in self.sources)

    @property
    def spanned(self) -> bool:
        """Is the first thing it was said to begin with, and the last to end with, and nothing else (from .. to ..)?"""
        return {source.edge for source in self.sources} == {"from", "until"}

    @property
    def interval(self) -> Interval | None:
        """What its sources agree on, or all of them together where they do not (``from Monday to Thursday``)."""
        if len(self.sources) == 1:
            return self.sources[0].interval
        known = [source.interval for source in self.sources]
        if self.spanned:
            return _of(min(each.first for each in known), max(each.last for each in known), known)
        return together(known)


@dataclass(frozen=True, slots=True)
class Piece:
    """One interval of an event, with the mentions that say so. An event without contradiction has one at most."""

    interval: Interval
    sayings: tuple[Saying, ...]
    approximate: bool = False
    """Read from a convention or with a doubtful edge, or taken from the sentence: drawn hollow."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event: a cluster of mentions, or a mention that is in none."""

    key: str
    """The cluster's id, or the mention's."""
    name: str
    label: str
    sayings: tuple[Saying, ...]
    """By article position, then place; never empty."""
    pieces: tuple[Piece, ...] = ()
    """By time; none: undated. Several: its articles contradict each other."""
    linked: bool = False
    """Is it a cluster?"""

    @property
    def contradicts(self) -> bool:
        """Do two articles give it dates without a day in common?"""
        return len(self.pieces) > 1

    @property
    def firm(self) -> Interval | None:
        """The days that relations are held against, see ``firm``."""
        return firm(self.sayings)

    @property
    def articles(self) -> list[str]:
        """The ids of the articles that tell of it."""
        return list(dict.fromkeys(saying.article for saying in self.sayings))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything read for the timeline."""

    articles: Mapping[str, Article]
    """The heads of the articles with events, by id, by position."""
    sayings: Mapping[str, tuple[Saying, ...]]
    """By article id."""
    names: Mapping[str, str]
    """Of clusters, by id."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events to show."""

    article: str | None = None
    label: str | None = None
    linked: bool | None = None
    """True: clusters; False: mentions in none; None: both."""

    def lets(self, event: Event) -> bool:
        """Does an event pass?"""
        return (
            (self.label is None or any(saying.label == self.label for saying in event.sayings))
            and (self.linked is None or self.linked == event.linked)
            and (self.article is None or self.article in event.articles)
        )


def agreed(intervals: Iterable[Interval]) -> Interval | None:
    """The days that all intervals have in common; None where there are none."""
    known = list(intervals)
    if len(known) < 2:
        return known[0] if known else None
    first, last = max(each.first for each in known), min(each.last for each in known)
    return _of(first, last, known) if first <= last else None


def together(intervals: Iterable[Interval]) -> Interval | None:
    """The days in common, or from the first to the last of all where there are none."""
    known = list(intervals)
    if len(known) < 2:
        return known[0] if known else None
    common = agreed(known)
    return common or _of(min(each.first for each in known), max(each.last for each in known), known)


def grouped(intervals: Iterable[tuple[Interval, str]]) -> Iterator[tuple[Interval, list[str]]]:
    """Intervals by time in as few groups as go, each with days in common: those days and the names in it.

    More than one group exactly where two intervals have no day in common (Helly's theorem in one dimension).
    """
    common: Interval | None = None
    names: list[str] = []
    for interval, name in sorted(intervals, key=lambda pair: (pair[0].first, pair[0].last)):
        narrowed = agreed([common, interval]) if common is not None else interval
        if narrowed is None and common is not None:
            yield common, names
            names = []
        common = narrowed or interval
        names.append(name)
    if common is not None:
        yield common, names


def pieces(sayings: Iterable[Saying]) -> tuple[Piece, ...]:
    """When an event was, by all who tell of it: what arguments say counts before what only stands in the sentence."""
    dated = [saying for saying in sayings if saying.sources]
    if len(dated) == 1 and dated[0].firm and (own := dated[0].interval) is not None:
        return (Piece(own, (dated[0],), approximate=not _exactly(dated[0], own)),)
    firm: dict[str, list[Saying]] = {}
    for saying in dated:
        if saying.firm:
            firm.setdefault(saying.article, []).append(saying)
    if not firm:
        return _loose(dated)
    by_article = [(interval, article) for article, said in firm.items() if (interval := _of_article(said))]
    made = []
    for common, articles in grouped(by_article):
        said = tuple(saying for saying in dated if saying.firm and saying.article in articles)
        exact = any(_exactly(saying, common) for saying in said)
        made.append(Piece(common, said, approximate=not exact))
    return tuple(made)


def firm(sayings: Iterable[Saying]) -> Interval | None:
    """The days in which an event surely lies: by its arguments alone, none of them a guess; None where there are none.

    None, too, where its articles contradict each other, or one contradicts itself by what is less sure: who does not
    know when it was accuses nobody.
    """
    said = [saying for saying in sayings if saying.firm]
    by_article: dict[str, list[Saying]] = {}
    for saying in said:
        by_article.setdefault(saying.article, []).append(saying)
    if not any(saying.sure for saying in said) or len(pieces(said)) != 1:
        return None
    days: list[Interval] = []
    for each in by_article.values():
        sure = _of_article([saying for saying in each if saying.sure])
        if sure is None:
            continue
        if any(agreed([sure, interval]) is None for saying in each if (interval := saying.interval)):
            return None
        days.append(sure)
    return agreed(days)


def events(corpus: Corpus) -> list[Event]:
    """One event for each cluster and each mention in none, in the order of the corpus."""
    gathered: dict[str, list[Saying]] = {}
    linked: set[str] = set()
    for article in corpus.articles:
        for saying in corpus.sayings.get(article, ()):
            gathered.setdefault(saying.cluster or saying.mention, []).append(saying)
            if saying.cluster:
                linked.add(saying.cluster)
    return [
        Event(key, corpus.names.get(key, said[0].text), said[0].label, tuple(said), pieces(said), key in linked)
        for key, said in gathered.items()
    ]


def _of(first: object, last: object, known: list[Interval]) -> Interval:
    same = next((each for each in known if (each.first, each.last) == (first, last)), None)
    return same or Interval.of(first, last)  # type: ignore[arg-type]


def _of_article(said: list[Saying]) -> Interval | None:
    return together(interval for saying in said if (interval := saying.interval))


def _exactly(saying: Saying, common: Interval) -> bool:
    """Does a mention say just this, by a date that is not approximate?"""
    spans = saying.interval
    if spans is None or (spans.first, spans.last) != (common.first, common.last):
        return False
    return saying.exact


def _loose(dated: list[Saying]) -> tuple[Piece, ...]:
    """The date that stands beside most mentions; the first of several such."""
    counts = Counter((each.first, each.last) for saying in dated if (each := saying.interval))
    if not counts:
        return ()
    (ends, _count) = counts.most_common(1)[0]
    said = tuple(saying for saying in dated if (each := saying.interval) and (each.first, each.last) == ends)
    interval = said[0].interval
    assert interval is not None
    return (Piece(interval, said, approximate=True),)
