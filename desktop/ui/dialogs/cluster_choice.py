"""A palette that asks for another cluster: the likeliest first with the reasons, a search over all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from db.rows import Cluster
from desktop.bidi import side_by_side
from desktop.suggest.clusters import Entry, alias_found, matching
from desktop.ui.context import Context
from desktop.ui.dialogs.palette import Look, Palette
from desktop.ui.dialogs.palette_row import Row
from desktop.ui.likely import Likely, label_of

FOUND_AT_MOST = 50
LIKELY = 9


def cluster_choice(
    context: Context, parent: QWidget, *, cluster: Cluster, entries: Sequence[Entry], likely: Sequence[Likely],
    heading: str,
) -> Palette:  # fmt: skip
    """The palette under a ``heading`` that says what will happen; it gives a ``Cluster`` other than ``cluster``.

    Only what is ``likely`` has a digit. Where nothing is, the largest are shown, and none of them is taken unasked.
    """
    others = [entry for entry in entries if entry.cluster.id != cluster.id]
    largest = sorted(others, key=lambda entry: (-entry.mentions, entry.cluster.name)) if not likely else []

    def rows(query: str) -> list[Row]:
        if query.strip():
            found = matching(query, others)[:FOUND_AT_MOST]
            return [_row(context, entry, number, query=query) for number, entry in enumerate(found, 1)]
        told = enumerate(likely[:LIKELY], 1)
        return [
            *(_row(context, each.entry, at, why=each.why, current=at == 1 and each.sure) for at, each in told),
            *(_row(context, entry, 0) for entry in largest[:LIKELY]),
        ]

    look = Look(
        title="board.card.choice", placeholder="board.card.choice_search", subject=heading, width=520, waits=True,
        hint="" if likely else "board.card.choice_none",
    )  # fmt: skip
    palette = Palette(context, parent, look=look, rows=rows)
    palette.setAccessibleName(heading)
    return palette


def _row(
    context: Context, entry: Entry, number: int, *, query: str = "", why: str = "", current: bool = False
) -> Row:  # fmt: skip
    cluster, session, tr = entry.cluster, context.session, context.tr
    code = label_of(context, entry)
    label = session.labels.label(cluster.kind, code) if session is not None and code else None
    spread = tr(
        "palettes.cluster.spread",
        mentions=tr("palettes.cluster.mentions", count=entry.mentions),
        articles=tr("palettes.cluster.articles", count=entry.articles),
    )
    alias = alias_found(query, cluster) if query else None
    also = tr("panels.clusters.also", name=alias) if alias else ""
    words = (why, also, label.name.text(context.messages.language) if label is not None else "", spread)
    colour = context.theme.label(cluster.kind, code) if code else None
    return Row(
        cluster, cluster.name, key=str(number) if 0 < number < 10 else "", detail=cluster.ref,
        below=side_by_side(*words), colour=colour, current=current,
    )  # fmt: skip
