"""Edits of relations between event mentions: add and remove."""

from __future__ import annotations

from db.labelset import LabelSet
from db.rows import Change, Relation
from desktop.article import OpenArticle
from desktop.edits import Edit, EditRefused
from desktop.edits.shared import mention_of, quoted, words


def add(article: OpenArticle, labels: LabelSet, *, type: str, head: str, tail: str) -> Edit:  # noqa: A002
    """head -type-> tail. Raises EditRefused: gone, not_event, relation, self_relation, duplicate_relation."""
    first, second = mention_of(article, head), mention_of(article, tail)
    if labels.relation(type) is None:
        raise EditRefused("relation", relation=type)
    if first.kind != "event" or second.kind != "event":
        raise EditRefused("not_event")
    if head == tail:
        raise EditRefused("self_relation")
    if any((known.type, known.head, known.tail) == (type, head, tail) for known in article.relations.values()):
        raise EditRefused("duplicate_relation", relation=type)
    row = Relation(article=article.row.id, type=type, head=head, tail=tail, status="accepted", layer=first.layer)
    params = words(article, first, relation=type, other=quoted(article, second))
    return Edit("relation.add", (Change(None, row),), params)


def remove(article: OpenArticle, relation_id: str) -> Edit:
    """Take a relation away. Raises EditRefused("gone")."""
    row = article.relations.get(relation_id)
    if row is None:
        raise EditRefused("gone")
    params = words(article, mention_of(article, row.head), relation=row.type)
    return Edit("relation.remove", (Change(row, None),), params)
