"""A palette that asks for another cluster: the likeliest first, a search over all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from db.rows import Cluster
from desktop.suggest.clusters import Entry, alias_found, matching, rank
from desktop.ui.context import Context
from desktop.ui.dialogs.palette import Look, Palette
from desktop.ui.dialogs.palette_row import Row

FOUND_AT_MOST = 50
LIKELY = 9


def cluster_choice(
    context: Context, parent: QWidget, *, cluster: Cluster, entries: Sequence[Entry], title: str
) -> Palette:  # fmt: skip
    """The palette under the message key ``title``; it gives a ``Cluster`` other than ``cluster``."""
    others = [entry for entry in entries if entry.cluster.id != cluster.id]
    alike = [each.entry for each in rank(cluster.name, label=cluster.label or "", entries=others, limit=LIKELY)]
    known = {entry.cluster.id for entry in alike}
    rest = sorted(others, key=lambda entry: (-entry.mentions, entry.cluster.name))
    first = (alike + [entry for entry in rest if entry.cluster.id not in known])[:LIKELY]

    def rows(query: str) -> list[Row]:
        found = matching(query, others)[:FOUND_AT_MOST] if query.strip() else first
        return [_row(context, entry, number, query=query) for number, entry in enumerate(found, 1)]

    look = Look(title=title, placeholder="palettes.cluster.placeholder", subject=cluster.name, width=480)
    return Palette(context, parent, look=look, rows=rows)


def _row(context: Context, entry: Entry, number: int, *, query: str) -> Row:
    cluster = entry.cluster
    below = context.tr("palettes.cluster.mentions", count=entry.mentions)
    alias = alias_found(query, cluster)
    if alias is not None:
        below += f" · {context.tr('panels.clusters.also', name=alias)}"
    colour = context.theme.label(cluster.kind, cluster.label) if cluster.label else None
    key = str(number) if number < 10 else ""
    return Row(cluster, cluster.name, key=key, detail=cluster.ref, below=below, colour=colour)
