"""One correction made at every place of an article that names the same, in one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from db.labelset import LabelSet
from db.rows import Change, Mention
from desktop.article import OpenArticle
from desktop.edits import Edit
from desktop.edits.reviews import accepted_changes
from desktop.edits.rules import Warnings, dropped_arguments
from desktop.edits.shared import corrected, fitting, mention_of, quoted
from desktop.suggest.propagation import Place


def propagate(article: OpenArticle, labels: LabelSet, mention_id: str, chosen: Iterable[Place]) -> Edit:
    """The label of a mention, and its edges over the words, at other places (one undo); it counts as reviewed itself.

    Places whose suggestion is gone or decided meanwhile, or where another already says the same, are passed over.
    Raises EditRefused("gone").
    """
    mention = mention_of(article, mention_id)
    changes: dict[str, Change] = {}
    warnings: Warnings = ()
    count = 0
    for place in chosen:
        made, said = _at(article, labels, mention, place)
        changes |= {change.row.id: change for change in made}
        warnings += said
        count += bool(made)
    if mention.status == "suggested":
        changes |= {change.row.id: change for change in accepted_changes(article, mention)}
    params = (("count", str(count)), ("label", mention.label), ("text", quoted(article, mention)))
    return Edit("mention.propagate", tuple(changes.values()), params, warnings=warnings)


def _at(article: OpenArticle, labels: LabelSet, mention: Mention, place: Place) -> tuple[list[Change], Warnings]:
    """The changes at one place, with what the label set only warns about."""
    twin = article.same(kind=mention.kind, label=mention.label, start=place.start, end=place.end)
    if place.mention is None:
        if twin is not None:
            return [], ()
        made = Mention(
            article=mention.article,
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
