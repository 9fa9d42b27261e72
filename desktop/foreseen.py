"""What an edit brings about beside what it says: what comes back, what is untrue or empty then, why it is refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from db.labelset import LabelSet
from db.rows import Change
from db.store import Store
from desktop.article import OpenArticle
from desktop.closure.corpus import CorpusClosure
from desktop.edits.outlook import Outlook
from desktop.edits.rules import Warnings
from desktop.emptied import emptied
from desktop.rejections import restored
from desktop.timeline.related import RelatedDates
from desktop.unsaid import unsaid


def foreseen(
    store: Store, labels: LabelSet, opened: Collection[OpenArticle], changes: Sequence[Change], *,
    closure: CorpusClosure, dates: RelatedDates,
) -> tuple[list[Change], Warnings, Outlook]:  # fmt: skip
    """All changes of an edit that is not written yet, what to say of them, and what becomes of relations through it.

    Raises EditRefused: joined_circle, together.
    """
    back, said = restored(store, labels, opened, changes, closure=closure)
    outlook = Outlook(closure, dates, [*changes, *back])
    whole, taken = unsaid(store, [*changes, *back])
    whole += emptied(store, whole)
    return whole, (*said, *taken), outlook
