"""Decisions: accept, reject, accept many above a score, an article's state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from db.rows import Argument, Article, ArticleState, Change, Mention
from desktop.article import OpenArticle
from desktop.edits import Edit
from desktop.edits.shared import mention_of, update, words


def accept(article: OpenArticle, mention_id: str) -> Edit:
    """Stand behind a suggestion as it is; an event with the arguments suggested for it. Raises EditRefused("gone")."""
    mention = mention_of(article, mention_id)
    changes = tuple(accepted_changes(article, mention))
    return Edit("mention.accept", changes, words(article, mention, label=mention.label))


def reject(article: OpenArticle, mention_id: str) -> Edit:
    """Say a suggestion is wrong: it is kept, not shown, never exported as gold, nor is what hangs on it.

    What a person made is not kept as rejected but can be deleted. Raises EditRefused("gone").
    """
    mention = mention_of(article, mention_id)
    hanging = {
        argument.id: argument
        for argument in (*article.arguments_of(mention_id), *article.arguments_filled_by(mention_id))
    }
    changes: list[Change] = [Change(row, replace(row, status="rejected")) for row in hanging.values()]
    changes += [
        Change(row, replace(row, status="rejected"))
        for row in article.relations_of(mention_id)
        if row.status != "rejected"
    ]
    if mention.status != "rejected":
        changes.append(update(mention, status="rejected"))
    return Edit("mention.reject", tuple(changes), words(article, mention, label=mention.label))


def suggestions(article: OpenArticle, *, start: int, end: int, min_score: float | None = None) -> list[Mention]:
    """The undecided suggestions lying inside ``[start, end)``, at least this sure; an unscored one counts as sure."""
    return [
        mention
        for mention in article.overlapping(start=start, end=end)
        if mention.status == "suggested"
        and start <= mention.start
        and mention.end <= end
        and (min_score is None or mention.score is None or mention.score >= min_score)
    ]


def accept_all(article: OpenArticle, mentions: Iterable[Mention]) -> Edit:
    """Accept several suggestions in one step (one undo)."""
    chosen = list(mentions)
    changes: dict[str, Change] = {}
    for mention in chosen:
        changes |= {change.row.id: change for change in accepted_changes(article, mention)}
    return Edit("mention.accept_all", tuple(changes.values()), (("count", str(len(chosen))),))


def set_state(article: OpenArticle, *, state: ArticleState) -> Edit:
    """Mark the article new, in progress or done."""
    change = Change(article.row, replace(article.row, state=state))
    return Edit(f"article.{state}", (change,), (("title", article.row.title),))


def mark(articles: Iterable[Article], *, state: ArticleState) -> Edit:
    """Give several articles a state in one step (one undo), open or not."""
    changes = [Change(row, replace(row, state=state)) for row in articles if row.state != state]
    if len(changes) == 1:
        only = changes[0].before
        assert isinstance(only, Article)
        return Edit(f"article.{state}", tuple(changes), (("title", only.title),))
    return Edit(f"article.{state}_many", tuple(changes), (("count", str(len(changes))),))


def accepted_changes(article: OpenArticle, mention: Mention) -> list[Change]:
    """The changes that accept a mention; an event with the arguments suggested for it."""
    changes: list[Change] = [
        Change(argument, replace(argument, status="accepted"))
        for argument in article.arguments_of(mention.id)
        if argument.status == "suggested" and _stands(article, argument)
    ]
    if mention.status in ("suggested", "rejected"):
        changes.append(update(mention, status="accepted"))
    return changes


def _stands(article: OpenArticle, argument: Argument) -> bool:
    filler = article.mentions.get(argument.filler)
    return filler is not None and filler.status != "rejected"
