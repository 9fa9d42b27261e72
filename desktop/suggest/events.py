"""How alike two event mentions are, and why: type, trigger, who takes part, place, time, realis.

The weights and the softened comparisons are those of the study of Arabic news that the decision on linking names; none
is fitted here. The words of the sentence are ours, and weigh as little as the trigger; so is the little that is added
where somebody has linked before. What a mention does not say itself, it takes from the other mentions of its cluster.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from db.arabic import fold_key, skeleton, stem
from db.dates import Interval
from db.labelset import LabelSet
from db.rows import Mention
from desktop.article import OpenArticle
from desktop.suggest.dates import dating, is_time

WEIGHTS: Mapping[str, float] = {"type": 2.0, "who": 2.0, "when": 2.0, "where": 0.7, "realis": 0.3, "trigger": 0.25,
                               "words": 0.25, "linked": 0.1}  # fmt: skip
PLACES = frozenset({"Place", "Origin", "Destination"})
"""Roles whose filler says where; what else fills a role, unless it is a time, takes part."""
UNKNOWN = 0.4
SAME_FAMILY = 0.4
AFFILIATED = 0.6
INSIDE = 0.7
"""One place lies in the other, or both in a third."""
LONG_WORD = 4
"""Letters; shorter words stand in every sentence."""
_LETTERS = re.compile(r"[^\W\d_]+")
WIDE_DAYS = 31
"""Longer intervals that meet say less."""

ReasonKind = Literal["type", "family", "who", "where", "same_day", "overlap", "near", "apart", "trigger", "related"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One chip: why a candidate stands where it does."""

    kind: ReasonKind
    keys: tuple[str, ...] = ()
    """Who takes part in both, or where both are: cluster ids or ``text:`` keys. Of ``related`` the type."""
    days: int = 0
    """Between the two, for ``near`` and ``apart``."""

    @property
    def speaks_against(self) -> bool:
        """Is it a reason to doubt?"""
        return self.kind in ("apart", "related")


@dataclass(slots=True)
class Facts:
    """What one event mention says of its event. Fillers are mention ids; who they are is looked up when compared."""

    mention: str
    article: str
    start: int
    label: str
    trigger: str
    """Folded key of the trigger."""
    sound: str
    """Skeleton of its stem."""
    realis: tuple[str, ...]
    cluster: str | None
    status: str
    who: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    when: Interval | None = None
    words: frozenset[str] = frozenset()
    """The longer words of the sentence, by their sound; the trigger is left out."""
    numbers: tuple[tuple[str, str], ...] = ()
    """(role, text) of quantities; they take no part in an event."""
    where_roles: tuple[str, ...] = ()
    """The role of each of ``where``: a journey from one place to another is no disagreement."""


@dataclass(frozen=True, slots=True)
class Known:
    """Facts with fillers looked up: what is compared."""

    label: str
    stem: str
    sound: str
    realis: tuple[str, ...]
    who: frozenset[str]
    where: frozenset[str]
    when: Interval | None
    words: frozenset[str]


@dataclass(slots=True)
class Circle:
    """What is known of entities beyond the texts: who acts for whom, what lies in what."""

    owners: dict[str, set[str]] = field(default_factory=dict)

    def related(self, key: str) -> set[str]:
        """The entities one step away, either way."""
        return self.owners.get(key, set())

    def tie(self, one: str, other: str) -> None:
        """Say that two belong together."""
        self.owners.setdefault(one, set()).add(other)
        self.owners.setdefault(other, set()).add(one)


def facts_of(article: OpenArticle, labels: LabelSet) -> list[Facts]:
    """What each event mention of an article that nobody rejected says."""
    return [
        _facts(article, labels, mention)
        for mention in article.index.ordered
        if mention.kind == "event" and mention.status != "rejected"
    ]


def _facts(article: OpenArticle, labels: LabelSet, mention: Mention) -> Facts:
    who, where, numbers, when = [], [], [], None
    where_roles = []
    for argument in article.arguments_of(mention.id):
        filler = article.mentions.get(argument.filler)
        if filler is None or filler.status == "rejected" or filler.kind == "event":
            continue
        if is_time(labels, filler):
            when = _narrower(when, dating(article, labels, filler).interval)
        elif _is_number(labels, filler):
            numbers.append((argument.role, " ".join(article.text_of(filler).split())))
        elif argument.role in PLACES:
            where.append(filler.id)
            where_roles.append(argument.role)
        else:
            who.append(filler.id)
    key = fold_key(article.text_of(mention))
    realis = tuple(mention.attribute(code) or "" for code in ("polarity", "modality"))
    return Facts(
        mention.id, article.row.id, mention.start, mention.label, key, skeleton(stem(key)), realis, mention.cluster,
        mention.status, tuple(who), tuple(where), when, _words(article, mention),
        tuple(numbers), tuple(where_roles),
    )  # fmt: skip


def _is_number(labels: LabelSet, mention: Mention) -> bool:
    label = labels.entity(mention.label)
    return label is not None and label.family == "quantities"


def _words(article: OpenArticle, mention: Mention) -> frozenset[str]:
    start, end = article.sentence_at(mention.start)
    around = f"{article.text[start : mention.start]} {article.text[mention.end : end]}"
    longer = (word for word in _LETTERS.findall(fold_key(around)) if len(word) >= LONG_WORD)
    return frozenset(sound for word in longer if len(sound := skeleton(word)) >= 2)


def _narrower(one: Interval | None, other: Interval | None) -> Interval | None:
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda interval: interval.days)


# --- comparing ---------------------------------------------------------------------------------------------------


def family(label: str) -> str:
    """What comes before the colon of a type: ``Contact`` of ``Contact:Meet``."""
    return label.partition(":")[0]


class Likeness:
    """Compares event mentions with one, fast: what depends on a word or a pair of types is worked out once."""

    def __init__(self, wanted: Known, circle: Circle) -> None:
        self.wanted = wanted
        self._circle = circle
        self._around = {near for key in wanted.who for near in circle.related(key)}
        self._region = {near for key in wanted.where for near in circle.related(key)}
        self._words: dict[str, float] = {}
        self._total = sum(WEIGHTS.values())

    def score(self, other: Known, *, linked: bool = False) -> float:
        """0 (nothing in common) to 1. ``linked``: somebody has put the other into a cluster."""
        mine = self.wanted
        total = WEIGHTS["type"] * self._type(other.label)
        total += WEIGHTS["who"] * self._who(other.who)
        total += WEIGHTS["when"] * when(mine.when, other.when)
        total += WEIGHTS["where"] * self._where(other.where)
        total += WEIGHTS["realis"] * (mine.realis == other.realis)
        total += WEIGHTS["trigger"] * self._trigger(other)
        if mine.words and other.words:
            shared = len(mine.words & other.words)
            total += WEIGHTS["words"] * 2 * shared / (len(mine.words) + len(other.words))
        total += WEIGHTS["linked"] * linked
        return total / self._total

    def reasons(self, other: Known) -> tuple[Reason, ...]:
        """The chips of a candidate, the weightiest kinds first."""
        mine, found = self.wanted, []
        if mine.label == other.label:
            found.append(Reason("type"))
        elif family(mine.label) == family(other.label):
            found.append(Reason("family"))
        shared = mine.who & other.who
        soft = {key for key in other.who - shared if key in self._around}
        if shared or soft:
            found.append(Reason("who", (*sorted(shared), *sorted(soft))))
        if mine.when is not None and other.when is not None:
            found.append(_when_said(mine.when, other.when))
        if places := mine.where & other.where:
            found.append(Reason("where", tuple(sorted(places))))
        if mine.stem == other.stem:
            found.append(Reason("trigger"))
        return tuple(found)

    def _type(self, label: str) -> float:
        if label == self.wanted.label:
            return 1.0
        return SAME_FAMILY if family(label) == family(self.wanted.label) else 0.0

    def _who(self, who: frozenset[str]) -> float:
        mine = self.wanted.who
        if not mine or not who:
            return 0.0
        shared = len(mine & who)
        total = 2.0 * shared
        if len(who) > shared and self._around:
            total += AFFILIATED * sum(key in self._around for key in who - mine)
            related = self._circle.related
            total += AFFILIATED * sum(not related(key).isdisjoint(who) for key in mine - who)
        return total / (len(mine) + len(who))

    def _where(self, where: frozenset[str]) -> float:
        mine = self.wanted.where
        if not mine or not where:
            return UNKNOWN
        if mine & where:
            return 1.0
        inside = where & self._region or any(not self._region.isdisjoint(self._circle.related(key)) for key in where)
        return INSIDE if inside else 0.0

    def _trigger(self, other: Known) -> float:
        if other.stem == self.wanted.stem:
            return 1.0
        known = self._words.get(other.sound)
        if known is None:
            known = self._words[other.sound] = 0.6 * _dice(self.wanted.sound, other.sound)
        return known


def when(one: Interval | None, other: Interval | None) -> float:
    """How well two dates agree: 1 for the same days, less for long stretches, falling off with a week's gap."""
    if one is None or other is None:
        return UNKNOWN
    gap = one.gap(other)
    if gap:
        return 0.8 * math.exp(-gap / 7)
    return 1.0 if max(one.days, other.days) <= WIDE_DAYS else 0.7


def _when_said(one: Interval, other: Interval) -> Reason:
    gap = one.gap(other)
    if gap == 0:
        return Reason("same_day" if one.days == other.days == 1 else "overlap")
    return Reason("near" if gap <= 7 else "apart", days=gap)


def _dice(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _pairs(word: str) -> set[str]:
    framed = f"^{word}$"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


Looked = Callable[[str], str]
"""From a filler's mention id to who it is: a cluster id, or a key of its text."""


def known(facts: Facts, entity: Looked) -> Known:
    """Facts with their fillers looked up."""
    return Known(
        facts.label, stem(facts.trigger), facts.sound, facts.realis, frozenset(map(entity, facts.who)),
        frozenset(map(entity, facts.where)), facts.when, facts.words,
    )  # fmt: skip


def completed(own: Known, together: Known | None) -> Known:
    """What a mention does not say of who, where and when, taken from its cluster."""
    if together is None:
        return own
    return Known(
        own.label, own.stem, own.sound, own.realis, own.who or together.who, own.where or together.where,
        own.when or together.when, own.words,
    )  # fmt: skip


def gathered(members: list[Known]) -> Known | None:
    """What the mentions of a cluster say together: all who take part, all places, the narrowest date."""
    if not members:
        return None
    date = None
    for member in members:
        date = _narrower(date, member.when)
    first = members[0]
    return Known(
        first.label, first.stem, first.sound, first.realis, frozenset().union(*(m.who for m in members)),
        frozenset().union(*(m.where for m in members)), date, frozenset(),
    )  # fmt: skip
