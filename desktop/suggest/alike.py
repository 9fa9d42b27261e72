"""Which clusters are like a whole one, or like some of its mentions; and whom an entity may belong to.

The ranking is that of links (``clusters.rank`` for entities, ``EventIndex`` for events), for many mentions at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from db.arabic import fold_key
from db.rows import Cluster, Mention
from desktop.article import OpenArticle
from desktop.session import Session
from desktop.suggest.clusters import Entry, Ranked, spellings
from desktop.suggest.events import Reason
from desktop.suggest.index import ClusterIndex

TEXTS, MENTIONS, EVENTS = 12, 400, 40
"""Of a cluster so many articles are read, mentions looked at, and event mentions compared."""
SURE = 0.6
"""A likeness of names from which one may be taken for the other at first sight: the same, by sound, or one root."""
EVENT_SURE = 0.7
OTHER_FAMILY = 0.25
"""What is taken off where two never have labels of one family."""
TITLE = 4
"""How much more a title that names somebody, or a name right inside another, says than one sentence does."""
OWNERS: dict[str, frozenset[str]] = {"places": frozenset({"places"})}
"""The families of labels that an entity of a family may belong to; of the others, groups and places."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom somebody may belong to: because a title says so, or for being named together in ``count`` sentences."""

    entry: Entry
    reason: Literal["title", "together"]
    count: int


def usual_label(mentions: Iterable[Mention]) -> str | None:
    """The label most of the mentions have."""
    found = Counter(mention.label for mention in mentions)
    return found.most_common(1)[0][0] if found else None


def like_entity(
    session: Session, index: ClusterIndex, cluster: Cluster, *, mentions: Sequence[Mention] = (), limit: int = 9
) -> list[Ranked]:
    """Other clusters whose names are like a cluster's, best first; with ``mentions`` like those of them alone.

    Its names are those that its mentions of the usual label have: a title in it is no name of it.
    """
    standing = [each for each in mentions or session.store.cluster_mentions(cluster.id) if each.status != "rejected"]
    label = usual_label(standing) or cluster.label or ""
    chosen = [each for each in standing if mentions or each.label == label][:MENTIONS]
    keys = set().union(*(spellings(text) for text in _texts(session, chosen)))
    if not mentions:
        keys |= {fold_key(name) for name in (cluster.name, *cluster.aliases)}
    own = _families(session, {label})
    found = []
    for each in index.spelt_like("entity", frozenset(keys), label=label, without=cluster.id, limit=limit * 4):
        labels = _labels(each.entry)
        apart = bool(own and labels) and own.isdisjoint(_families(session, labels))
        found.append(Ranked(each.entry, each.score - OTHER_FAMILY * apart, each.reason))
    found.sort(key=lambda each: (-each.score, -each.entry.mentions, each.entry.cluster.name, each.entry.cluster.id))
    return [each for each in found if each.score > 0][:limit]


def like_event(
    session: Session, index: ClusterIndex, cluster: Cluster, *, mentions: Sequence[Mention] = (), limit: int = 9
) -> list[tuple[Entry, float, tuple[Reason, ...]]]:
    """Other clusters of events that mentions of one are like, best first, with the reasons of the likest."""
    index.read_on()
    standing = mentions or session.store.cluster_mentions(cluster.id)
    best: dict[str, tuple[float, tuple[Reason, ...]]] = {}
    for mention in [each for each in standing if each.status != "rejected"][:EVENTS]:
        for found in index.events.candidates(mention.id, circle=index.circle(), limit=limit * 2):
            if found.cluster not in (None, cluster.id) and found.score > best.get(str(found.cluster), (0.0, ()))[0]:
                best[str(found.cluster)] = found.score, found.reasons
    entries = {entry.cluster.id: entry for entry in index.entries("event")}
    ranked = sorted((item for item in best.items() if item[0] in entries), key=lambda item: (-item[1][0], item[0]))
    return [(entries[key], score, reasons) for key, (score, reasons) in ranked[:limit]]


def owners(session: Session, index: ClusterIndex, cluster: Cluster, *, limit: int = 9) -> list[Owner]:
    """Whom an entity may act for, or where it may lie: those a title names, then groups and places named beside it."""
    mentions = [each for each in session.store.cluster_mentions(cluster.id) if each.status != "rejected"]
    family = next(iter(_families(session, {usual_label(mentions) or cluster.label or ""})), "")
    wanted = OWNERS.get(family, frozenset({"groups", "places"}))
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions[:MENTIONS]:
        by_article[mention.article].append(mention)
    titles, together = Counter[str](), Counter[str]()
    for article_id, inside in list(by_article.items())[:TEXTS]:
        article = index.article(article_id)
        shared: set[tuple[int, str]] = set()
        for mention in inside:
            shared |= _around(session, article, mention, wanted, titles=titles)
        together.update(key for _sentence, key in shared)
    for key in index.circle().related(cluster.id):
        titles[key] += 1
    known = {end for tie in session.store.ties(layer=session.layer) if tie.kind == "affiliated"
             and cluster.id in (tie.one, tie.other) for end in (tie.one, tie.other)}  # fmt: skip
    said = {key: TITLE * titles[key] + together[key] for key in {*titles, *together} - known - {cluster.id}}
    entries = {entry.cluster.id: entry for entry in index.entries("entity") if entry.cluster.id in said}
    fit = [key for key, entry in entries.items() if not wanted.isdisjoint(_families(session, _labels(entry)))]
    fit.sort(key=lambda key: (-said[key], entries[key].cluster.name, key))
    return [
        Owner(entries[key], "title" if titles[key] else "together", titles[key] or together[key]) for key in fit[:limit]
    ]


def _around(
    session: Session, article: OpenArticle, mention: Mention, wanted: frozenset[str], *, titles: Counter[str]
) -> set[tuple[int, str]]:  # fmt: skip
    """The clusters of wanted families in a mention's sentence, and where that begins; ``titles`` counts names in it."""
    start, end = article.sentence_at(mention.start)
    found: set[tuple[int, str]] = set()
    for other in article.overlapping(start=start, end=end):
        if other.kind != "entity" or other.cluster in (None, mention.cluster) or other.status == "rejected":
            continue
        if wanted.isdisjoint(_families(session, {other.label})):
            continue
        key = str(other.cluster)
        if other.start < mention.end and mention.start < other.end:
            titles[key] += 1
        else:
            found.add((start, key))
    return found


def _texts(session: Session, mentions: Sequence[Mention]) -> set[str]:
    """How they are written, in the first articles they are in."""
    texts: dict[str, str] = {}
    found: set[str] = set()
    for mention in mentions:
        if mention.article not in texts and len(texts) < TEXTS:
            texts[mention.article] = session.store.text(mention.article)
        if mention.article in texts:
            found.add(texts[mention.article][mention.start : mention.end])
    return found


def _labels(entry: Entry) -> set[str]:
    return {*entry.labels, *([entry.cluster.label] if entry.cluster.label else [])}


def _families(session: Session, labels: Iterable[str]) -> set[str]:
    found = (session.labels.entity(label) for label in labels)
    return {label.family for label in found if label is not None}
