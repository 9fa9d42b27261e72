"""What ranking links knows of a corpus: the spellings of clusters, the facts of events, who belongs together.

Read article by article, a few at a time where the corpus is large, and kept up to date by change sets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from time import perf_counter

from db.arabic import fold_key, skeleton
from db.labelset import LabelSet
from db.queries import ClusterLine
from db.rows import Argument, ChangeSet, Cluster, Kind, Mention, Region, Tie
from desktop.article import OpenArticle
from desktop.edits.clusters import chain_of
from desktop.session import Session
from desktop.suggest import entities
from desktop.suggest.clusters import Entry, Ranked, clipped, rank, root
from desktop.suggest.event_index import EventCandidate, EventIndex
from desktop.suggest.events import Circle, Facts, Reason, facts_of

READ_AT_ONCE_S = 0.03
"""So long may a question wait for articles to be read; the rest is read by ``read_on``."""
TEXT = "text:"
"""What the key of a filler that is in no cluster begins with; its folded text follows."""


@dataclass(frozen=True, slots=True)
class Page:
    """One article as the index sees it."""

    article: str
    spellings: dict[str, set[str]]
    labels: dict[str, set[str]]
    entities: dict[str, str]
    events: list[Facts]
    titles: set[tuple[str, str]]
    spelt: dict[str, str]
    """What is in no cluster as it stands in the text, by its folded key."""


def page_of(article: OpenArticle, labels: LabelSet) -> Page:
    """What the index keeps of an article."""
    titles = entities.told_by_titles(article, labels)
    page = Page(article.row.id, defaultdict(set), defaultdict(set), {}, facts_of(article, labels), titles, {})
    for mention in article.index.ordered:
        if mention.status == "rejected":
            continue
        key = fold_key(article.text_of(mention))
        if mention.cluster is not None:
            dated = [each for each in entities.keys_of(article, labels, mention) if each.startswith("@")]
            page.spellings[mention.cluster].update(dated or [key])
            page.labels[mention.cluster].add(mention.label)
        if mention.kind == "entity":
            page.entities[mention.id] = mention.cluster or TEXT + key
            if mention.cluster is None:
                page.spelt.setdefault(key, " ".join(article.text_of(mention).split()))
    return page


class ClusterIndex:
    """One a session. Tell it of changes and imports."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.forget()

    def forget(self) -> None:
        """Forget everything: articles came in."""
        self.events = EventIndex()
        self._pages: dict[str, Page] = {}
        self._waiting: dict[str, None] = dict.fromkeys(self._session.store.article_ids())
        self._homes: dict[str, set[str]] = defaultdict(set)
        """The articles a cluster is mentioned in."""
        self._lines: dict[Kind, dict[str, ClusterLine]] = {}
        self._entries: dict[str, Entry] = {}
        self._stale: set[str] = set()
        self._hints: dict[str, set[str]] = defaultdict(set)
        """Clusters by spelling, sound, root and word; one too many does no harm."""
        self._ties: list[Tie] | None = None
        self._circle: Circle | None = None
        self._spelt: dict[str, str] = {}

    # --- keeping -------------------------------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """Has the whole corpus been read?"""
        return not self._waiting

    @property
    def left(self) -> int:
        """How many articles are still to be read."""
        return len(self._waiting)

    def read_on(self, seconds: float = READ_AT_ONCE_S) -> bool:
        """Read articles for about so long, the open one first; gives whether all have been read."""
        end = perf_counter() + seconds
        opened = self._session.article
        if opened is not None and opened.row.id in self._waiting:
            self._read(opened.row.id)
        while self._waiting and perf_counter() < end:
            self._read(next(iter(self._waiting)))
        return self.complete

    def changed(self, changes: ChangeSet) -> None:
        """Follow a change set. Links count at once; what else it says is read when there is time."""
        for change in changes.changes:
            row = change.row
            if isinstance(row, Cluster):
                self._stale.add(row.id)
            elif isinstance(row, Tie):
                self._ties = self._circle = None
            elif isinstance(row, Region | Argument):
                self._wait_for(row.article)
            elif isinstance(row, Mention):
                both = [each for each in (change.before, change.after) if isinstance(each, Mention)]
                self._stale.update(each.cluster for each in both if each.cluster)
                self._wait_for(row.article)
                if row.kind == "event":
                    self.events.move(row.id, row.cluster)
                elif row.cluster is not None:
                    self.events.rename(row.id, row.cluster)

    def _wait_for(self, article: str) -> None:
        self._waiting[article] = None

    def _read(self, article_id: str) -> None:
        del self._waiting[article_id]
        self._drop(article_id)
        page = page_of(self.article(article_id), self._session.labels)
        self._pages[article_id] = page
        self._circle = None
        self.events.put(article_id, page.events, page.entities)
        self._spelt |= page.spelt
        for cluster, keys in page.spellings.items():
            self._homes[cluster].add(article_id)
            self._entries.pop(cluster, None)
            self._hint(cluster, keys)

    def _drop(self, article_id: str) -> None:
        page = self._pages.pop(article_id, None)
        if page is not None:
            for cluster in page.spellings:
                self._homes[cluster].discard(article_id)
                self._entries.pop(cluster, None)

    def article(self, article_id: str) -> OpenArticle:
        """An article as the index reads it: the open one, or without its relations."""
        session = self._session
        if session.article is not None and session.article.row.id == article_id:
            return session.article
        store, layer = session.store, session.layer
        return OpenArticle(
            store.article(article_id), store.text(article_id), regions=store.regions(article_id),
            mentions=store.mentions(article_id, layer=layer), arguments=store.arguments(article_id, layer=layer),
        )  # fmt: skip

    # --- clusters ------------------------------------------------------------------------------------------------

    def entries(self, kind: Kind) -> list[Entry]:
        """All clusters of a kind with their spellings; upstream chains of articles are among them."""
        self.read_on()
        return [self._entry(line) for line in self._all(kind).values()]

    def line(self, kind: Kind, cluster_id: str) -> ClusterLine | None:
        """A cluster with its counts; None when there is no such cluster of the kind."""
        return self._all(kind).get(cluster_id)

    def name(self, entity: str) -> str:
        """Who somebody is (a key of ``EventIndex``): the name of a cluster, or the words of a mention in none."""
        line = self.line("entity", entity)
        words = entity.removeprefix(TEXT)
        return line.cluster.name if line is not None else self._spelt.get(words, words)

    def _all(self, kind: Kind) -> dict[str, ClusterLine]:
        if kind not in self._lines:
            lines = self._session.store.all_clusters(kind, layer=self._session.layer)
            self._lines[kind] = {line.cluster.id: line for line in lines}
            for line in lines:
                self._hint(line.cluster.id, _named(line.cluster))
        self._refresh()
        return self._lines[kind]

    def _refresh(self) -> None:
        stale, self._stale = self._stale, set()
        for cluster_id in stale:
            line = self._session.store.cluster_line(cluster_id)
            self._entries.pop(cluster_id, None)
            for kind, lines in self._lines.items():
                kept = line is not None and line.cluster.kind == kind
                if kept and line is not None and (line.mentions or line.cluster.source == "human"):
                    lines[cluster_id] = line
                    self._hint(cluster_id, _named(line.cluster))
                else:
                    lines.pop(cluster_id, None)

    def _entry(self, line: ClusterLine) -> Entry:
        key = line.cluster.id
        if key not in self._entries:
            pages = [self._pages[home] for home in self._homes.get(key, ())]
            keys = _named(line.cluster).union(*(page.spellings[key] for page in pages))
            labels = frozenset[str]().union(*(page.labels[key] for page in pages))
            self._entries[key] = Entry(
                line.cluster, frozenset(keys), labels, mentions=line.mentions, articles=line.articles
            )
        return self._entries[key]

    def _hint(self, cluster: str, keys: set[str]) -> None:
        for key in keys:
            for hint in _hints(key):
                self._hints[hint].add(cluster)

    # --- ranking -------------------------------------------------------------------------------------------------

    def entity_candidates(
        self, article: OpenArticle, mention: Mention, *, recent: Sequence[str] = (), limit: int = 9
    ) -> list[Ranked]:
        """The clusters an entity mention of an article may belong to, best first; none said to be distinct.

        An empty one is among them only where a person said by what other names it goes.
        """
        self.read_on()
        lines, labels, text = self._all(mention.kind), self._session.labels, article.text_of(mention)
        close, touching = entities.near(article, labels, mention), entities.beside(article, labels, mention)
        found: set[str] = {*recent, *close, *touching}
        keys = entities.keys_of(article, labels, mention)
        for key in keys:
            found.update(*(self._hints.get(hint, ()) for hint in _hints(key)))
        refused = self.distinct(article, mention)
        found -= refused | {self.events.entity.get(each, each) for each in refused}
        known = [self._entry(lines[key]) for key in found if key in lines]
        return rank(
            text, label=mention.label, entries=[entry for entry in known if entry.offered],
            keys=keys, recent=recent, without=mention.cluster, near=close, beside=touching, limit=limit,
        )  # fmt: skip

    def spelt_like(
        self, kind: Kind, keys: frozenset[str], *, label: str, without: str, limit: int = 9
    ) -> list[Ranked]:
        """The clusters with a spelling like one of these (folded keys), best first, but one of them."""
        self.read_on()
        lines = self._all(kind)
        found = set[str]().union(*(self._hints.get(hint, ()) for key in keys for hint in _hints(key)))
        known = [self._entry(lines[key]) for key in found if key in lines]
        offered = [entry for entry in known if entry.offered]
        return rank("", label=label, entries=offered, keys=keys, without=without, limit=limit)

    def event_candidates(self, article: OpenArticle, mention: Mention, *, limit: int = 9) -> list[EventCandidate]:
        """What an event mention may be the same as: clusters and mentions in none, of all articles read so far.

        What it has a relation to comes last and says so: an event has none to itself.
        """
        self.read_on()
        refused, related = self.distinct(article, mention), self._related(article, mention)
        found = self.events.candidates(
            mention.id, circle=self.circle(), distinct=refused, limit=limit + len(related)
        )
        apart = [(related.get(each.cluster or each.best), each) for each in found]
        last = [replace(each, reasons=(Reason("related", (kind,)), *each.reasons)) for kind, each in apart if kind]
        return [*(each for kind, each in apart if not kind), *last][:limit]

    def _related(self, article: OpenArticle, mention: Mention) -> dict[str, str]:
        """The types of a mention's relations by what is at their other ends: mentions and their clusters."""
        found: dict[str, str] = {}
        for moved in chain_of(article, mention):
            for relation in article.relations_of(moved.id):
                other = article.end(relation.tail if relation.head == moved.id else relation.head)
                if other is not None and relation.status != "rejected":
                    found |= {key: relation.type for key in (other.id, other.cluster) if key is not None}
        return found

    def distinct(self, article: OpenArticle, mention: Mention) -> set[str]:
        """The clusters and mentions that a mention, or one its link takes along, was said not to be the same as."""
        moved = {each.id for each in chain_of(article, mention)}
        if len(moved) > 1 and mention.cluster is not None:
            moved.add(mention.cluster)
        ends = [(tie.one, tie.other) for tie in self._said() if tie.kind == "distinct"]
        return {other for pair in ends for one, other in (pair, pair[::-1]) if one in moved} - moved

    def circle(self) -> Circle:
        """Who acts for whom, and what lies in what: as a person said, and as titles tell."""
        if self._circle is None:
            self._circle = Circle()
            for tie in self._said():
                if tie.kind == "affiliated":
                    self._circle.tie(tie.one, tie.other)
            for page in self._pages.values():
                for pair in page.titles:
                    self._circle.tie(*pair)
        return self._circle

    def _said(self) -> list[Tie]:
        if self._ties is None:
            self._ties = self._session.store.ties(layer=self._session.layer)
        return self._ties


def _named(cluster: Cluster) -> set[str]:
    """The folded keys of a cluster's name and of its other names."""
    return {fold_key(name) for name in (cluster.name, *cluster.aliases)}


def _hints(key: str) -> Iterator[str]:
    yield "=" + key
    if key.startswith("@"):
        return
    sound = skeleton(key)
    yield "~" + sound
    for clip in clipped(sound):
        yield "-" + clip
    yield "/" + root(key)
    for word in islice(key.split(), 8):
        if len(word) > 1:
            yield word.removeprefix("ال")
