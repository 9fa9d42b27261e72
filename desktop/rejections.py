"""What went along when a mention was rejected, so that accepting it again brings that back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from db.rows import Argument, Relation, Status
from db.store import Store
from desktop.article import OpenArticle

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
