"""What an article says about who an entity mention may be: names right beside it, and whoever was named shortly before.

Guidelines of news annotation put a title and the name after it in one cluster («الرئيس الروسي» + «فلاديمير بوتين»);
a description that shares no letter with its name mostly takes up whoever was named last.
"""

from __future__ import annotations

import re

from db.labelset import LabelSet
from db.rows import Mention
from desktop.article import OpenArticle
from desktop.suggest.clusters import spellings
from desktop.suggest.dates import dating, is_time

_BETWEEN = re.compile(r"[\s\"“”«»'،,:()\-–]{0,4}")
"""What may stand between a title and its name."""
REMEMBERED = 8
"""So many clusters named before are near."""


def keys_of(article: OpenArticle, labels: LabelSet, mention: Mention) -> frozenset[str]:
    """The keys under which a mention meets others: its spellings; for a time, the days it means (``@2024-06-19``).

    «أمس» is another day in each article: a time whose days are known is compared by them alone.
    """
    if is_time(labels, mention):
        interval = dating(article, labels, mention).interval
        if interval is not None:
            return frozenset({"@" + interval.iso()})
    return spellings(article.text_of(mention))


def beside(article: OpenArticle, labels: LabelSet, mention: Mention) -> set[str]:
    """The clusters of mentions of the same family, but another label, that touch a mention on either side."""
    own = _family(labels, mention)
    found: set[str] = set()
    if own is None or _nested(article, mention):
        return found
    for other in article.overlapping(start=max(mention.start - 5, 0), end=mention.end + 5):
        if other.cluster is None or other.status == "rejected" or other.label == mention.label:
            continue
        if _family(labels, other) != own or _nested(article, other):
            continue
        first, second = sorted((mention, other), key=lambda each: each.start)
        if first.end <= second.start and _BETWEEN.fullmatch(article.text[first.end : second.start]):
            found.add(other.cluster)
    return found


def near(article: OpenArticle, labels: LabelSet, mention: Mention) -> dict[str, float]:
    """How close each cluster of the same family was named before a mention: 1 for the last one, then 1/2, 1/3, ..."""
    own = _family(labels, mention)
    found: dict[str, float] = {}
    if own is None:
        return found
    at = article.index.position(mention)
    for other in reversed(article.index.ordered[:at]):
        if other.cluster is None or other.status == "rejected" or other.cluster in found:
            continue
        if _family(labels, other) == own and other.end <= mention.start:
            found[other.cluster] = 1 / (1 + len(found))
            if len(found) == REMEMBERED:
                break
    return found


def told_by_titles(article: OpenArticle, labels: LabelSet) -> set[tuple[str, str]]:
    """Pairs of clusters of which a title says that the one acts for the other: «زعيم [كوريا الشمالية]» is of Kim."""
    found = set()
    for outer in article.index.ordered:
        if outer.cluster is None or outer.status == "rejected" or _family(labels, outer) not in ("people", "groups"):
            continue
        for inner in article.overlapping(start=outer.start, end=outer.end):
            inside = outer.start <= inner.start and inner.end <= outer.end and inner.kind == "entity"
            if inside and inner.status != "rejected" and inner.cluster not in (None, outer.cluster):
                found.add((outer.cluster, str(inner.cluster)))
    return found


def _family(labels: LabelSet, mention: Mention) -> str | None:
    label = labels.entity(mention.label) if mention.kind == "entity" else None
    return label.family if label is not None else None


def _nested(article: OpenArticle, mention: Mention) -> bool:
    around = article.overlapping(start=mention.start, end=mention.end)
    return any(
        other.kind == "entity" and other.status != "rejected" and other.id != mention.id
        and other.start <= mention.start and mention.end <= other.end
        and (other.start, other.end) != (mention.start, mention.end)
        for other in around
    )  # fmt: skip
