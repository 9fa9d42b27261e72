"""What several edits need: looking rows up, the words for history, status after a correction, rules on spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from db.dates import DATE
from db.labelset import LabelSet
from db.rows import Change, Mention, Status, Tie
from desktop.article import OpenArticle
from desktop.edits import EditRefused
from desktop.suggest.dates import is_time

SHOWN = 40
"""Letters of a mention's text quoted in history."""


def mention_of(article: OpenArticle, mention_id: str) -> Mention:
    """The mention with this id. Raises EditRefused("gone")."""
    mention = article.mentions.get(mention_id)
    if mention is None:
        raise EditRefused("gone")
    return mention


def quoted(article: OpenArticle, mention: Mention) -> str:
    """A mention's text for a line of history, shortened, on one line."""
    return shortened(" ".join(article.text_of(mention).split()))


def shortened(text: str) -> str:
    """A text for a line of history."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def words(article: OpenArticle, mention: Mention, **more: str) -> tuple[tuple[str, str], ...]:
    """Message parameters of an edit on a mention: its text and whatever else is named, sorted."""
    return tuple(sorted({"text": quoted(article, mention), **more}.items()))


def corrected(mention: Mention) -> Status:
    """The status after a person changed what a mention says: edited, unless a person made it."""
    return "accepted" if mention.source == "human" else "edited"


def update(mention: Mention, **fields: Any) -> Change:  # noqa: ANN401
    """The change that gives a mention new field values."""
    return Change(mention, replace(mention, **fields))


def fitting(labels: LabelSet, mention: Mention) -> Mention:
    """The mention without what its label can not have: a date where it is not a time."""
    if is_time(labels, mention):
        return mention
    return replace(mention, attributes=tuple(pair for pair in mention.attributes if pair[0] != DATE))


def check_span(article: OpenArticle, *, start: int, end: int) -> None:
    """Raise EditRefused for a span that is empty, blank or outside the text."""
    if not 0 <= start < end <= len(article.text):
        raise EditRefused("empty")
    if not article.text[start:end].strip():
        raise EditRefused("blank")


def check_free(article: OpenArticle, mention: Mention) -> None:
    """Raise EditRefused("duplicate") when another mention already says exactly what this one is to say."""
    other = article.same(
        kind=mention.kind, label=mention.label, start=mention.start, end=mention.end, gaps=mention.gaps
    )
    if other is not None and other.id != mention.id and other.status != "rejected":
        raise EditRefused("duplicate", label=mention.label)


def removal(article: OpenArticle, mention: Mention) -> list[Change]:
    """The changes that take a mention away with every argument and relation that hangs on it, dependants first."""
    arguments = {
        argument.id: argument
        for argument in (
            *article.arguments_of(mention.id, rejected=True),
            *article.arguments_filled_by(mention.id, rejected=True),
        )
    }
    gone: list[Change] = [Change(argument, None) for argument in arguments.values()]
    gone += [Change(relation, None) for relation in article.relations_of(mention.id)]
    return [*gone, Change(mention, None)]


def retied(ties: Iterable[Tie], *, kept: str, gone: str) -> list[Change]:
    """Ties of the one that goes, on the one that stays; what would say nothing or be said twice goes with it."""
    ties = list(ties)
    said = {(tie.kind, frozenset((tie.one, tie.other))) for tie in ties if gone not in (tie.one, tie.other)}
    changes = []
    for tie in ties:
        if gone in (tie.one, tie.other):
            ends = [kept if end == gone else end for end in (tie.one, tie.other)]
            key = (tie.kind, frozenset(ends))
            after = replace(tie, one=ends[0], other=ends[1])
            changes.append(Change(tie, None if ends[0] == ends[1] or key in said else after))
            said.add(key)
    return changes
