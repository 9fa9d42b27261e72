"""What went along when a mention was rejected, so that it comes back as it was, however the mention comes back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import cast

from db.labelset import LabelSet
from db.rows import CONFIRMED, Argument, Change, Mention, Relation, Status
from db.store import Store
from desktop.article import OpenArticle
from desktop.closure.corpus import CorpusClosure
from desktop.edits import EditRefused
from desktop.edits.rules import Warnings, fault_of_argument, warning

REJECTION = "mention.reject"
"""The change set that rejects a mention and what hangs on it."""


def rejected_along(store: Store, article: OpenArticle, mention_id: str) -> dict[str, Status]:
    """The arguments and relations of a mention that were rejected with it, or with their other end: id to old status.

    The journal tells them from those that a person rejected by themselves; of what came rejected it says nothing.
    """
    hanging: list[Argument | Relation] = [
        *article.arguments_of(mention_id, rejected=True),
        *article.arguments_filled_by(mention_id, rejected=True),
        *article.relations_of(mention_id),
    ]
    ids = {row.id for row in hanging if row.status == "rejected"}
    told: Mapping[str, tuple[str, object]] = store.last_set(ids, field="status") if ids else {}
    return {
        row_id: cast(Status, before) for row_id, (label, before) in told.items() if label == REJECTION and before
    }


def restored(
    store: Store, labels: LabelSet, opened: Collection[OpenArticle], changes: Sequence[Change], *,
    closure: CorpusClosure,
) -> tuple[list[Change], Warnings]:  # fmt: skip
    """What comes back with the rejected mentions that an edit of open articles lets stand again, as it was before.

    Correcting one accepts it, and so does making it anew; an event that is accepted as it is has the arguments that
    were suggested for it accepted with it. What the edit changes itself is left to it. An argument that does not fit a
    new label stays rejected where the label set refuses it, and else is warned about; so does a relation that would be
    one of an event to itself by now, or go round in a circle.
    """
    found: dict[str, Change] = {}
    warnings: dict[str, Warnings] = {}
    told = {change.row.id for change in changes}
    for change in changes:
        before, after = change.before, change.after
        if not isinstance(before, Mention) or not isinstance(after, Mention):
            continue
        article = next((each for each in opened if each.row.id == after.article), None)
        if article is None or before.status != "rejected" or after.status == "rejected":
            continue
        along = rejected_along(store, article, after.id)
        for back in _brought_back(article, after, along, as_it_is=replace(before, status=after.status) == after):
            fault = _fault(labels, article, after, back) if before.label != after.label else None
            if back.row.id in told or (fault is not None and labels.wrong_filler == "refuse"):
                continue
            if _closes(closure, article, after, back):
                warnings[back.row.id] = (("board.left_rejected", ()),)
                continue
            found[back.row.id] = back
            if fault is not None:
                warnings[back.row.id] = (warning(fault),)
    return list(found.values()), tuple(each for said in warnings.values() for each in said)


def _closes(closure: CorpusClosure, article: OpenArticle, mention: Mention, back: Change) -> bool:
    """Is it a relation that would be of an event to itself, or close a circle?"""
    row = back.after
    if not isinstance(row, Relation) or row.status not in CONFIRMED:
        return False
    head, tail = (mention if end == mention.id else article.end(end) for end in (row.head, row.tail))
    if head is None or tail is None:
        return False
    if head.cluster is not None and head.cluster == tail.cluster:
        return True
    trouble = closure.trouble(row, head=head, tail=tail)
    return trouble is not None and trouble.kind == "cycle"


def _brought_back(
    article: OpenArticle, mention: Mention, along: Mapping[str, Status], *, as_it_is: bool
) -> list[Change]:  # fmt: skip
    """What was rejected with a mention (``along``: by id, the status it had), where both its ends stand."""
    hanging: list[Argument | Relation] = [
        *article.arguments_of(mention.id, rejected=True),
        *article.arguments_filled_by(mention.id, rejected=True),
        *article.relations_of(mention.id),
    ]
    changes = []
    for row in {row.id: row for row in hanging if row.status == "rejected" and row.id in along}.values():
        ends = (row.event, row.filler) if isinstance(row, Argument) else (row.head, row.tail)
        found = [article.end(end) for end in ends if end != mention.id]
        if all(other is not None and other.status != "rejected" for other in found):
            own = isinstance(row, Argument) and row.event == mention.id and along[row.id] == "suggested"
            status: Status = "accepted" if own and as_it_is else along[row.id]
            changes.append(Change(row, replace(row, status=status)))
    return changes


def _fault(labels: LabelSet, article: OpenArticle, mention: Mention, back: Change) -> EditRefused | None:
    row = back.row
    if not isinstance(row, Argument):
        return None
    event, filler = (mention if end == mention.id else article.mentions.get(end) for end in (row.event, row.filler))
    if event is None or filler is None:
        return None
    return fault_of_argument(labels, event, role=row.role, filler=filler)
