"""Which clusters a mention may belong to: ranked by spelling, sound, shared words, and what was used last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from db.arabic import fold_key, skeleton
from db.rows import Cluster

Reason = Literal["same", "sound", "part", "recent"]
MIN_SKELETON = 3
"""Shorter consonant skeletons say nothing."""
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Entry:
    """A cluster with the spellings its mentions have."""

    cluster: Cluster
    surfaces: frozenset[str]
    """Folded keys (``db.arabic.fold_key``) of its name and its mentions' texts."""
    mentions: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate: why, and how strongly (0..1)."""

    entry: Entry
    score: float
    reason: Reason


def rank(
    text: str, *, label: str, entries: Iterable[Entry], recent: Sequence[str] = (), without: str | None = None,
    limit: int = 9,
) -> list[Ranked]:  # fmt: skip
    """The best candidates for a mention with this text and label, best first.

    ``recent``: ids of clusters linked to last, the newest first; ``without``: the cluster it is in already. A cluster
    comes in for its spelling or for having been used lately; never for its size alone.
    """
    keys = spellings(text)
    found = []
    for entry in entries:
        if entry.cluster.id == without:
            continue
        score, reason = max(_alike(keys, entry.surfaces), _lately(entry, recent))
        if score > 0:
            found.append(Ranked(entry, min(score + _bonus(entry, label), 1.0), reason))
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


def spellings(text: str) -> frozenset[str]:
    """The folded keys a mention's text may stand for: لل has swallowed the alef of the article (لزعيم is الزعيم)."""
    key = fold_key(text)
    return frozenset({key, "ا" + key}) if key.startswith("ل") and not key.startswith("لل") else frozenset({key})


def _alike(keys: frozenset[str], surfaces: frozenset[str]) -> tuple[float, Reason]:
    if keys & surfaces:
        return 0.9, "same"
    best = 0.0
    for key in keys:
        sound = skeleton(key)
        if len(sound) >= MIN_SKELETON and any(skeleton(surface) == sound for surface in surfaces):
            return 0.75, "sound"
        words = _words(key)
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
    same_label = entry.cluster.label is not None and entry.cluster.label == label
    return 0.06 * same_label + 0.03 * (not entry.cluster.scope)
