"""Which mentions may fill a role of an event: those the label set allows first, then by nearness to the trigger.

Arguments stand in the trigger's sentence, else in its paragraph, else nearby: the order annotation guidelines give.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.labelset import LabelSet, RoleUse
from db.rows import Mention, Span
from desktop.article import OpenArticle

PAIRS = 5
"""How many (role, filler) pairs are proposed at once."""


REACH = 4000
"""How far from the trigger fillers are looked for, in code points."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A role that nothing fills yet, and the mention that would fill it best."""

    role: str
    filler: Mention


def roles_of(labels: LabelSet, event: Mention) -> tuple[RoleUse, ...]:
    """The roles of the event's type; all roles of the label set where the type names none."""
    kind = labels.event(event.label)
    if kind is not None and kind.roles:
        return kind.roles
    return tuple(RoleUse(role.code, False, ()) for role in labels.roles)


def rank(article: OpenArticle, labels: LabelSet, event: Mention, *, role: str, limit: int = 9) -> list[Mention]:
    """The likeliest fillers of a role, best first; what fills it already is left out."""
    use = next((use for use in roles_of(labels, event) if use.role == role), None)
    taken = {argument.filler for argument in article.arguments_of(event.id) if argument.role == role}
    around = article.overlapping(start=max(event.start - REACH, 0), end=event.end + REACH)
    others = [each for each in around if each.status != "rejected" and each.id != event.id and each.id not in taken]
    sentence = article.sentence_at(event.start)
    others.sort(key=lambda mention: (not _allowed(use, mention), *_distance(article, event, mention, sentence)))
    return others[:limit]


def offers(article: OpenArticle, labels: LabelSet, event: Mention, *, limit: int = 3) -> dict[str, list[Mention]]:
    """For each empty role the fillers it allows in the trigger's paragraph, the nearest first; none the event has."""
    held = article.arguments_of(event.id)
    filled, used = {argument.role for argument in held}, {argument.filler for argument in held}
    first, last = article.paragraph(article.paragraph_at(event.start))
    around = article.overlapping(start=max(first, event.start - REACH), end=min(last, event.end + REACH))
    sentence = article.sentence_at(event.start)
    others = [each for each in around if each.status != "rejected" and each.id != event.id and each.id not in used]
    others.sort(key=lambda mention: _distance(article, event, mention, sentence))
    empty = [use for use in roles_of(labels, event) if use.role not in filled]
    return {use.role: [each for each in others if _allowed(use, each)][:limit] for use in empty}


def pairs(article: OpenArticle, labels: LabelSet, event: Mention) -> list[Pair]:
    """For each empty role the best filler in the trigger's paragraph, required roles first; no mention twice."""
    filled = {argument.role for argument in article.arguments_of(event.id)}
    used = {argument.filler for argument in article.arguments_of(event.id)}
    paragraph = article.paragraph_at(event.start)
    found: list[Pair] = []
    for use in sorted(roles_of(labels, event), key=lambda use: not use.required):
        if use.role in filled:
            continue
        for mention in rank(article, labels, event, role=use.role):
            near = article.paragraph_at(mention.start) == paragraph
            if near and _allowed(use, mention) and mention.id not in used:
                found.append(Pair(use.role, mention))
                used.add(mention.id)
                break
    return found[:PAIRS]


def _allowed(use: RoleUse | None, mention: Mention) -> bool:
    return use is not None and use.accepts(kind=mention.kind, label=mention.label)


def _distance(
    article: OpenArticle, event: Mention, mention: Mention, sentence: Span
) -> tuple[bool, bool, int, int]:
    return (
        not sentence[0] <= mention.start < sentence[1],
        article.paragraph_at(mention.start) != article.paragraph_at(event.start),
        max(mention.start - event.end, event.start - mention.end, 0),
        mention.start,
    )
