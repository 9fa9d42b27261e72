"""One correction made at every place, of an article or of many, that names the same, in one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.labelset import LabelSet
from db.rows import Change, Mention
from desktop.article import OpenArticle
from desktop.edits import Edit
from desktop.edits.reviews import accepted_changes
from desktop.edits.rules import Warnings, dropped_arguments
from desktop.edits.shared import corrected, fitting, mention_of, quoted
from desktop.suggest.propagation import Place


@dataclass(frozen=True, slots=True)
class Carried:
    """What a correction changes at the places of one article, at how many, and what the label set only warns about."""

    changes: tuple[Change, ...]
    count: int
    warnings: Warnings = ()


def propagate(
    article: OpenArticle,
    labels: LabelSet,
    mention_id: str,
    chosen: Iterable[Place],
    *,
    elsewhere: Iterable[Carried] = (),
) -> Edit:
    """The label of a mention, and its edges over the words, at other places (one undo); it counts as reviewed itself.

    ``chosen``: places of its own article; ``elsewhere``: what ``carried`` gives for others. Places whose suggestion is
    gone or decided meanwhile, or where another already says the same, are passed over. Raises EditRefused("gone").
    """
    mention = mention_of(article, mention_id)
    parts = [carried(article, labels, mention, chosen), *elsewhere]
    changes = {change.row.id: change for part in parts for change in part.changes}
    if mention.status == "suggested":
        changes |= {change.row.id: change for change in accepted_changes(article, mention)}
    count = str(sum(part.count for part in parts))
    params = (("count", count), ("label", mention.label), ("text", quoted(article, mention)))
    warnings = tuple(each for part in parts for each in part.warnings)
    return Edit("mention.propagate", tuple(changes.values()), params, warnings=warnings)


def carried(article: OpenArticle, labels: LabelSet, mention: Mention, chosen: Iterable[Place]) -> Carried:
    """A mention's label, and its edges over the words, at places of an article, its own or another."""
    changes: dict[str, Change] = {}
    warnings: Warnings = ()
    count = 0
    for place in chosen:
        made, said = _at(article, labels, mention, place)
        changes |= {change.row.id: change for change in made}
        warnings += said
        count += bool(made)
    if count and article.row.id != mention.article and article.row.state == "new":
        changes[article.row.id] = Change(article.row, replace(article.row, state="in_progress"))
    return Carried(tuple(changes.values()), count, warnings)


def _at(article: OpenArticle, labels: LabelSet, mention: Mention, place: Place) -> tuple[list[Change], Warnings]:
    """The changes at one place, with what the label set only warns about."""
    twin = article.same(kind=mention.kind, label=mention.label, start=place.start, end=place.end)
    if place.mention is None:
        if twin is not None:
            return [], ()
        made = Mention(
            article=article.row.id,
            kind=mention.kind,
            label=mention.label,
            start=place.start,
            end=place.end,
            status="accepted",
            layer=mention.layer,
        )
        return [Change(None, made)], ()
    there = article.mentions.get(place.mention)
    if there is None or there.status != "suggested":
        return [], ()
    if twin is not None and twin.id == there.id:
        return accepted_changes(article, there), ()
    if twin is not None:
        return [], ()
    after = replace(there, label=mention.label, start=place.start, end=place.end, status=corrected(there))
    after = fitting(labels, after)
    gone, warnings = dropped_arguments(article, labels, after)
    return [*gone, Change(there, after)], warnings
