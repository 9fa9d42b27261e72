"""What a relation type means in time: how the starts and ends of its two events lie.

An event is an interval with a start before its end (Allen 1983). Each type is a conjunction of ``<``, ``<=`` and
``=`` between the four points, the part of the point algebra (Vilain and Kautz 1986) in which order follows from
paths alone. Types the table does not know say nothing about time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from db.labelset import LabelSet, RelationType

S1, E1, S2, E2 = range(4)
"""Start and end of a relation's head, start and end of its tail."""

_SAME = "s1=s2 e1=e2"
_WITHIN = "s2<=s1 e1<=e2"
TEMPORAL = {
    # TimeML 1.2.1, TLINK, by Allen's intervals; TimeBank-Dense, MATRES and MAVEN-ERE name some of them otherwise.
    "BEFORE": "e1<s2",
    "AFTER": "e2<s1",
    "IBEFORE": "e1=s2",
    "IAFTER": "e2=s1",
    "CONTAINS": "s1<s2 e2<e1",
    "INCLUDES": "s1<s2 e2<e1",
    "IS_INCLUDED": "s2<s1 e1<e2",
    "SIMULTANEOUS": _SAME,
    "IDENTITY": _SAME,
    "EQUAL": _SAME,
    "BEGINS": "s1=s2 e1<e2",
    "BEGUN_BY": "s1=s2 e2<e1",
    "ENDS": "e1=e2 s2<s1",
    "ENDED_BY": "e1=e2 s1<s2",
    "DURING": _WITHIN,  # read as IS_INCLUDED by some and as SIMULTANEOUS by others: what both have in common
    "DURING_INV": "s1<=s2 e2<=e1",
    # MAVEN-ERE (Wang and others 2022)
    "OVERLAP": "s1<s2 s2<e1 e1<e2",
    "BEGINS_ON": "s1=s2",
    "ENDS_ON": "e1=e2",
}
"""Of the family ``temporal``."""
PARTS = {"SUBEVENT": _WITHIN, "SUBEVENT_OF": _WITHIN}
"""Of the family ``subevent``: the head is part of the tail, and takes place within it or for as long as it."""
CAUSES = dict.fromkeys(("CAUSE", "CAUSES", "PRECONDITION", "ENABLE", "ENABLES"), "s1<=s2")
"""Of the family ``causal``: what causes does not begin after what it causes; it may go on beside it, or after it."""
BY_FAMILY = {"temporal": TEMPORAL, "subevent": PARTS, "causal": CAUSES}
ACYCLIC = ("subevent", "causal")
"""Families in which nothing may lead back to itself."""

_POINTS = {"s1": S1, "e1": E1, "s2": S2, "e2": E2}
_CLAUSE = re.compile(r"([se][12])(<=|<|=)([se][12])")


@dataclass(frozen=True, slots=True)
class Order:
    """``low`` lies before ``high``, or, unless ``strict``, at the same moment."""

    low: int
    high: int
    strict: bool


def orders_of(relation: RelationType) -> tuple[Order, ...]:
    """What a relation type says of the four points; () when it says nothing."""
    return parse(BY_FAMILY.get(relation.family, {}).get(relation.code.upper().replace("-", "_"), ""))


def meanings(labels: LabelSet) -> Mapping[str, tuple[Order, ...]]:
    """What each relation type of a label set says, by code."""
    return {relation.code: orders_of(relation) for relation in labels.relations}


def parse(text: str) -> tuple[Order, ...]:
    """Read ``"s1<s2 e2<=e1"``. ValueError for anything else."""
    found: list[Order] = []
    for clause in text.split():
        match = _CLAUSE.fullmatch(clause)
        if match is None:
            raise ValueError(clause)
        low, high = _POINTS[match[1]], _POINTS[match[3]]
        found.append(Order(low, high, match[2] == "<"))
        if match[2] == "=":
            found.append(Order(high, low, strict=False))
    return tuple(found)


def backwards(labels: LabelSet, relation: RelationType) -> bool:
    """Is it the later named of a pair of inverse types, so that its tail comes first (CAUSED_BY beside CAUSES)?"""
    codes = [each.code for each in labels.relations]
    inverse = relation.inverse
    return inverse is not None and inverse in codes and codes.index(inverse) < codes.index(relation.code)


def directed(relation: RelationType) -> bool:
    """Is it of a family that knows no cycles, and not symmetric?"""
    return relation.family in ACYCLIC and relation.inverse != relation.code


@dataclass(frozen=True, slots=True)
class Reading:
    """A temporal type said of two events as they come, or, ``flipped``, of the second and the first."""

    code: str
    flipped: bool
    orders: tuple[Order, ...]
    """With the events as they come."""


def turned(orders: tuple[Order, ...]) -> tuple[Order, ...]:
    """The same orders with head and tail in each other's place."""
    return tuple(Order((each.low + 2) % 4, (each.high + 2) % 4, each.strict) for each in orders)


def readings(labels: LabelSet) -> tuple[Reading, ...]:
    """All that the label set can say of two events in time; of a pair of inverse types nothing is said twice."""
    found: list[Reading] = []
    for relation in labels.relations:
        orders = orders_of(relation) if relation.family == "temporal" else ()
        if orders:
            found.append(Reading(relation.code, False, orders))
            if relation.inverse is None:
                found.append(Reading(relation.code, True, turned(orders)))
    return tuple(found)
