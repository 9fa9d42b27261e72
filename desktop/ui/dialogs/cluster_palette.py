"""The palette that links a mention: the likeliest clusters with the reason for each, a search over all, a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from db.rows import Mention
from desktop.article import OpenArticle
from desktop.suggest.clusters import Entry, Reason, matching, rank
from desktop.ui.context import Context
from desktop.ui.dialogs.palette import Look, Palette
from desktop.ui.dialogs.palette_row import Row

CANDIDATES = 9
FOUND_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class NewCluster:
    """The choice of a new cluster; an empty name means the mention's own text."""

    name: str


def cluster_palette(
    context: Context, parent: QWidget, *, article: OpenArticle, mention: Mention, entries: Sequence[Entry],
    recent: Sequence[str],
) -> Palette:  # fmt: skip
    """The palette; it gives a ``Cluster`` or a ``NewCluster``. Digits choose, 0 a new one; Shift: only this mention."""
    text = article.text_of(mention)
    ranked = rank(
        text, label=mention.label, entries=entries, recent=recent, without=mention.cluster, limit=CANDIDATES
    )
    others = [entry for entry in entries if entry.cluster.id != mention.cluster]

    def rows(query: str) -> list[Row]:
        if query.strip():
            found = [_row(context, article, mention, entry) for entry in matching(query, others)[:FOUND_AT_MOST]]
        else:
            found = [_row(context, article, mention, each.entry, reason=each.reason) for each in ranked]
        numbered = [_numbered(row, number) for number, row in enumerate(found, 1)]
        name = " ".join(query.split()) or text
        new = Row(NewCluster(name), context.tr("palettes.cluster.new", name=name), key="0")
        return [*numbered, new]

    look = Look(
        title="palettes.cluster.title", placeholder="palettes.cluster.placeholder", hint="palettes.cluster.hint",
        width=520,
    )  # fmt: skip
    return Palette(context, parent, look=look, rows=rows)


def _numbered(row: Row, number: int) -> Row:
    return Row(
        row.value, row.title, key=str(number) if number < 10 else "", detail=row.detail, below=row.below,
        colour=row.colour,
    )  # fmt: skip


def _row(
    context: Context, article: OpenArticle, mention: Mention, entry: Entry, *, reason: Reason | None = None
) -> Row:
    cluster = entry.cluster
    label = cluster.label or _label_in(article, cluster.id) or mention.label
    spread = context.tr("palettes.cluster.mentions", count=entry.mentions)
    if entry.articles > 1:
        wide = context.tr("palettes.cluster.articles", count=entry.articles)
        spread = context.tr("palettes.cluster.spread", mentions=spread, articles=wide)
    words = [spread]
    if reason is not None:
        words.append(context.tr(f"palettes.reason.{reason}"))
    if cluster.scope:
        words.append(context.tr("palettes.cluster.suggested"))
    return Row(
        cluster, cluster.name, detail=cluster.ref, below=" · ".join(words),
        colour=context.theme.label(cluster.kind, label),
    )  # fmt: skip


def _label_in(article: OpenArticle, cluster: str) -> str | None:
    return next((each.label for each in article.index.ordered if each.cluster == cluster), None)
