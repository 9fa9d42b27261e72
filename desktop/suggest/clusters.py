"""Which clusters a mention may belong to: by spelling, sound, root, words, what stands near, what was used last."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from db.arabic import fold_key, skeleton
from db.rows import Cluster

Reason = Literal["same", "beside", "sound", "root", "part", "near", "recent"]
MIN_SKELETON = 3
"""Shorter consonant skeletons say nothing."""
_ARTICLE = "ال"
_ENDING = re.compile(r"(?:يين|يون|يات|يه|يا|ي|ا|ه)$")
"""What turns a country into its people and back (روسيا، روسي، الروسية), on folded keys."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cluster with the spellings its mentions have."""

    cluster: Cluster
    surfaces: frozenset[str]
    """Folded keys (``db.arabic.fold_key``) of its names and its mentions' texts."""
    labels: frozenset[str] = frozenset()
    """The labels its mentions have."""
    mentions: int = 0
    articles: int = 0

    @property
    def offered(self) -> bool:
        """Is it a candidate unasked? Without a mention it is where a person said by what names it goes."""
        return self.mentions > 0 or (self.cluster.source == "human" and bool(self.cluster.aliases))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate: why, and how strongly (0..1)."""

    entry: Entry
    score: float
    reason: Reason

    @property
    def sure(self) -> bool:
        """Does the text speak for it, and not only that it was used lately?"""
        return self.reason != "recent"


def rank(
    text: str, *, label: str, entries: Iterable[Entry], recent: Sequence[str] = (), without: str | None = None,
    limit: int = 9, keys: frozenset[str] = frozenset(), near: Mapping[str, float] | None = None,
    beside: Collection[str] = (),
) -> list[Ranked]:  # fmt: skip
    """The best candidates for a mention with this text and label, best first.

    ``keys``: what is compared instead of the text's spellings; ``recent``: ids of clusters linked to last, the newest
    first; ``without``: the cluster it is in already; ``near``: how close (0..1) a cluster of its kind of label was
    named before it in the article; ``beside``: the clusters of a name that it stands right beside, as a title does.
    A cluster comes in for its spelling, for standing near or for having been used lately; never for its size alone.
    """
    near = near or {}
    wanted = _Sought(keys or spellings(text))
    found = []
    for entry in entries:
        key = entry.cluster.id
        if key == without:
            continue
        close = near.get(key, 0.0)
        ways: tuple[tuple[float, Reason], ...] = (
            _alike(wanted, entry.surfaces), (0.8 * (key in beside), "beside"), (0.3 * close, "near"),
            _lately(entry, recent),
        )  # fmt: skip
        score, reason = max(ways)
        if score > 0:
            found.append(Ranked(entry, min(score + 0.02 * close + _bonus(entry, label), 1.0), reason))
    found.sort(key=lambda each: (-each.score, -each.entry.mentions, each.entry.cluster.name, each.entry.cluster.id))
    return found[:limit]


def matching(query: str, entries: Iterable[Entry]) -> list[Entry]:
    """The clusters whose name, id or spelling holds every word of ``query``, the most mentioned first."""
    words = fold_key(query).split()
    found = [
        entry
        for entry in entries
        if all(any(word in place for place in (*entry.surfaces, fold_key(entry.cluster.ref))) for word in words)
    ]
    whole = fold_key(query)
    return sorted(found, key=lambda entry: (whole not in entry.surfaces, -entry.mentions, entry.cluster.name))


def alias_found(query: str, cluster: Cluster) -> str | None:
    """The other name of a cluster that a query finds it by; None where its name and id hold all the words."""
    words = fold_key(query).split()
    told = fold_key(f"{cluster.name}\n{cluster.ref}")
    missing = [word for word in words if word not in told]
    return next((each for each in cluster.aliases if any(word in fold_key(each) for word in missing)), None)


def spellings(text: str) -> frozenset[str]:
    """The folded keys a mention's text may stand for: لل has swallowed the alef of the article (لزعيم is الزعيم)."""
    key = fold_key(text)
    return frozenset({key, "ا" + key}) if key.startswith("ل") and not key.startswith("لل") else frozenset({key})


def root(key: str) -> str:
    """What a country, its people and its adjective share: their words without article and ending, by their sound."""
    words = [word.removeprefix(_ARTICLE) if len(word) > 4 else word for word in key.split()]
    short = [_ENDING.sub("", word) if len(word) > 3 else word for word in words]
    return " ".join(skeleton(word) for word in short)


def clipped(sound: str) -> set[str]:
    """A sound with each of its consonants left out: two that are one consonant apart share one of these."""
    return {sound, *(sound[:at] + sound[at + 1 :] for at in range(len(sound)))} if len(sound) > MIN_SKELETON else set()


class _Sought:
    """A mention's keys with what is compared of them, worked out once."""

    def __init__(self, keys: frozenset[str]) -> None:
        self.keys = keys
        keys = frozenset(key for key in keys if not key.startswith("@"))
        self.sounds = {sound for key in keys if len(sound := skeleton(key)) >= MIN_SKELETON}
        self.clipped = set[str]().union(*map(clipped, self.sounds))
        self.roots = {found for key in keys if len(found := root(key)) >= 2}
        self.words = [_words(key) for key in keys]


def _alike(sought: _Sought, surfaces: frozenset[str]) -> tuple[float, Reason]:
    if sought.keys & surfaces:
        return 0.9, "same"
    surfaces = frozenset(surface for surface in surfaces if not surface.startswith("@"))
    if sought.sounds and not sought.sounds.isdisjoint(map(skeleton, surfaces)):
        return 0.75, "sound"
    if sought.roots and not sought.roots.isdisjoint(map(root, surfaces)):
        return 0.7, "root"
    if sought.clipped and any(not sought.clipped.isdisjoint(clipped(skeleton(surface))) for surface in surfaces):
        return 0.6, "sound"
    best = 0.0
    for words in sought.words:
        for surface in surfaces:
            best = max(best, _shared(words, _words(surface)))
    return 0.65 * best, "part"


def _shared(words: frozenset[str], others: frozenset[str]) -> float:
    """How much of the shorter name the longer one holds, less for how much longer it is; 0 where little is shared."""
    short, long = sorted((words, others), key=len)
    common = len(short & long)
    if not common or (common < len(short) and common / len(short) <= 0.5):
        return 0.0
    return common / len(short) * (0.7 + 0.3 * common / len(long))


def _words(key: str) -> frozenset[str]:
    return frozenset(word.removeprefix(_ARTICLE) for word in key.split() if len(word) > 1)


def _lately(entry: Entry, recent: Sequence[str]) -> tuple[float, Reason]:
    if entry.cluster.id not in recent:
        return 0.0, "recent"
    return 0.2 / (1 + list(recent).index(entry.cluster.id)), "recent"


def _bonus(entry: Entry, label: str) -> float:
    same_label = label in entry.labels or (entry.cluster.label is not None and entry.cluster.label == label)
    return 0.06 * same_label + 0.03 * (not entry.cluster.scope)
