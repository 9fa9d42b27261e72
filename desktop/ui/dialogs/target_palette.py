"""The palette that asks for an event of another article: the likeliest with their sentences, a search over all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from db.rows import Mention
from desktop.article import OpenArticle
from desktop.bidi import side_by_side
from desktop.suggest.targets import Target, Targets
from desktop.ui.context import Context
from desktop.ui.dialogs.palette import Look, Palette
from desktop.ui.dialogs.palette_row import Row
from desktop.ui.offers import Offers

SHOWN = 30
"""Letters of the trigger that the relation leads from."""


def target_palette(
    context: Context, parent: QWidget, *, article: OpenArticle, event: Mention, kind: str, targets: Targets,
    offers: Offers,
) -> Palette:  # fmt: skip
    """The palette; it gives the id of a mention. ``kind``: the code of the relation that is to lead there."""

    def rows(query: str) -> list[Row]:
        found = targets.named(query) if query.strip() else targets.likely()
        made = _rows(context, article, offers, found)
        return [replace(row, key=str(number) if number < 10 else "") for number, row in enumerate(made, 1)]

    labels = context.session.labels if context.session is not None else None
    item = labels.relation(kind) if labels is not None else None
    relation = item.name.text(context.messages.language) if item is not None else kind
    words = " ".join(article.text_of(event).split())[:SHOWN]
    look = Look(
        title="relations.target.title", placeholder="relations.target.placeholder", width=520,
        subject=context.tr("relations.target.subject", text=words, relation=relation),
    )  # fmt: skip
    return Palette(context, parent, look=look, rows=rows)


def _rows(context: Context, article: OpenArticle, offers: Offers, targets: Sequence[Target]) -> list[Row]:
    session = context.session
    if session is None:
        return []
    known = session.store.outer(target.mention for target in targets)
    clusters = session.store.clusters(target.cluster for target in targets if target.cluster is not None)
    found = []
    for target in targets:
        outer = known.get(target.mention)
        if outer is None:
            continue
        cluster = clusters.get(target.cluster or "")
        name = cluster.name if cluster is not None and cluster.name != outer.words else ""
        below = side_by_side(name, offers.sentence(article, outer.mention))
        colour = context.theme.label("event", outer.mention.label)
        found.append(Row(target.mention, outer.words, detail=outer.title, below=below, colour=colour))
    return found
