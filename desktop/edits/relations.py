"""Edits of relations between event mentions: add, change the type, turn round, take away, accept, reject.

An end of a relation may lie in another article; what the open one knows of it is in ``OpenArticle.outer``, or given.
With the corpus' closure an edit is refused where parts or causes would go round in a circle, and carries a warning
where it contradicts other relations in time: which of them is wrong, a person must say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from db.labelset import LabelSet
from db.rows import Change, Mention, Relation, Status
from db.slices import Outer
from desktop.article import OpenArticle
from desktop.closure.corpus import CorpusClosure
from desktop.edits import Edit, EditRefused
from desktop.edits.shared import mention_of, shortened

Warnings = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def add(
    article: OpenArticle,
    labels: LabelSet,
    *,
    type: str,  # noqa: A002
    head: str,
    tail: str | Outer,
    closure: CorpusClosure | None = None,
) -> Edit:
    """head -type-> tail; one that was suggested or rejected before is accepted. ``head`` is of the open article.

    Raises EditRefused: gone, not_event, relation, self_relation, rejected_event, same_event, duplicate_relation,
    relation_circle.
    """
    first = mention_of(article, head)
    ends = _Ends(article, tail if isinstance(tail, Outer) else None)
    second = ends.mention(tail.mention.id if isinstance(tail, Outer) else tail)
    if labels.relation(type) is None:
        raise EditRefused("relation", relation=type)
    if first.kind != "event" or second.kind != "event":
        raise EditRefused("not_event")
    row = Relation(article=first.article, type=type, head=head, tail=second.id, status="accepted", layer=first.layer)
    known = _twin(article, labels, row)
    if known is not None and known.status not in ("suggested", "rejected"):
        raise EditRefused("duplicate_relation", relation=type)
    after = replace(known, status="accepted") if known is not None else row
    return _edit("relation.add", ends, closure, before=known, after=after)


def retype(
    article: OpenArticle,
    labels: LabelSet,
    relation_id: str,
    *,
    type: str,  # noqa: A002
    closure: CorpusClosure | None = None,
) -> Edit:
    """Give a relation another type. Raises EditRefused as ``add`` does."""
    row = relation_of(article, relation_id)
    if labels.relation(type) is None:
        raise EditRefused("relation", relation=type)
    return _changed("relation.retype", article, labels, closure, row=row, after=replace(row, type=type))


def flip(article: OpenArticle, labels: LabelSet, relation_id: str, *, closure: CorpusClosure | None = None) -> Edit:
    """Turn a relation round: head and tail change places; it goes over to the article of its new head.

    Raises EditRefused as ``add`` does, and symmetric.
    """
    row = relation_of(article, relation_id)
    known = labels.relation(row.type)
    if known is not None and known.inverse == known.code:
        raise EditRefused("symmetric", relation=row.type)
    home = _Ends(article).mention(row.tail).article
    after = replace(row, article=home, head=row.tail, tail=row.head)
    return _changed("relation.flip", article, labels, closure, row=row, after=after)


def remove(article: OpenArticle, relation_id: str) -> Edit:
    """Take a relation away: a suggested one is kept as rejected. Raises EditRefused("gone")."""
    row = relation_of(article, relation_id)
    after = None if row.source == "human" else replace(row, status="rejected")
    return Edit("relation.remove", (Change(row, after),), _Ends(article).told(row))


def accept(article: OpenArticle, relation_id: str, *, closure: CorpusClosure | None = None) -> Edit:
    """Stand behind a suggested relation as it is. Raises EditRefused: gone, rejected_event, ..."""
    row = relation_of(article, relation_id)
    after = row if row.status in ("accepted", "edited") else replace(row, status="accepted")
    return _edit("relation.accept", _Ends(article), closure, before=row, after=after)


def reject(article: OpenArticle, relation_id: str) -> Edit:
    """Say a relation is wrong: kept as rejected unless a person made it. Raises EditRefused("gone")."""
    edit = remove(article, relation_id)
    return Edit("relation.reject", edit.changes, edit.params)


def relation_of(article: OpenArticle, relation_id: str) -> Relation:
    """The relation with this id. Raises EditRefused("gone")."""
    row = article.relations.get(relation_id)
    if row is None:
        raise EditRefused("gone")
    return row


def _changed(
    label: str, article: OpenArticle, labels: LabelSet, closure: CorpusClosure | None, *, row: Relation, after: Relation
) -> Edit:
    twin = _twin(article, labels, after)
    if twin is not None and twin.status != "rejected":
        raise EditRefused("duplicate_relation", relation=after.type)
    status: Status = "accepted" if row.source == "human" else "edited"
    return _edit(label, _Ends(article), closure, before=row, after=replace(after, status=status))


class _Ends:
    """The ends of relations: mentions of the open article, those of others it knows, and one that is given."""

    def __init__(self, article: OpenArticle, given: Outer | None = None) -> None:
        self._article = article
        self._given = given

    def mention(self, mention_id: str) -> Mention:
        """The mention at an end. Raises EditRefused("gone")."""
        if self._given is not None and self._given.mention.id == mention_id:
            return self._given.mention
        found = self._article.end(mention_id)
        if found is None:
            raise EditRefused("gone")
        return found

    def words(self, mention_id: str) -> str:
        """Its letters, for a line of history."""
        given = self._given
        known = given.words if given and given.mention.id == mention_id else self._article.words_of(mention_id)
        return shortened(known)

    def told(self, row: Relation) -> tuple[tuple[str, str], ...]:
        """A relation as parameters of a message."""
        told = {"text": self.words(row.head), "relation": row.type, "other": self.words(row.tail)}
        return tuple(sorted(told.items()))


def _edit(
    label: str, ends: _Ends, closure: CorpusClosure | None, *, before: Relation | None, after: Relation
) -> Edit:
    head, tail = ends.mention(after.head), ends.mention(after.tail)
    if after.head == after.tail:
        raise EditRefused("self_relation")
    if "rejected" in (head.status, tail.status):
        raise EditRefused("rejected_event", relation=after.type)
    if tail.cluster is not None and tail.cluster == head.cluster:
        raise EditRefused("same_event", relation=after.type)
    warnings = _checked(ends, closure, after, head=head, tail=tail) if closure is not None else ()
    return Edit(label, (Change(before, after),), ends.told(after), warnings=warnings)


def _checked(ends: _Ends, closure: CorpusClosure, row: Relation, *, head: Mention, tail: Mention) -> Warnings:
    """Raise EditRefused("relation_circle"), or give the warning about what the relation contradicts, if anything."""
    trouble = closure.trouble(row, head=head, tail=tail)
    if trouble is None:
        return ()
    links = closure.told(trouble.links, ends=(head, tail))
    told: dict[str, Any] = {"relation": row.type, "links": links, "text": ends.words(head.id)}
    if trouble.kind == "cycle":
        raise EditRefused("relation_circle", **told)
    return (("relations.warning.contradiction", tuple(sorted(told.items()))),)


def _twin(article: OpenArticle, labels: LabelSet, row: Relation) -> Relation | None:
    """Another relation that says the same of the same two mentions, the other way round too where the type has one."""
    kind = labels.relation(row.type)
    same = {(row.type, row.head, row.tail)}
    if kind is not None and kind.inverse is not None:
        same.add((kind.inverse, row.tail, row.head))
    found = [
        each
        for each in article.relations_of(row.head)
        if each.id != row.id and (each.type, each.head, each.tail) in same
    ]
    return min(found, key=lambda each: each.status in ("suggested", "rejected"), default=None)

