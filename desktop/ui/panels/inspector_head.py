"""The top of the inspector: the edges of the mention, its label, status, origin, and what it refers to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.rows import Cluster, Mention
from desktop.article import OpenArticle
from desktop.bidi import isolated, side_by_side
from desktop.edits import mentions
from desktop.ui.context import Context
from desktop.ui.panels.act import attempt
from desktop.ui.panels.labels_menu import labels_menu
from desktop.ui.panels.mentions_delegate import GLYPHS
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.edge_echo import EdgeEcho
from desktop.ui.widgets.elided import ElidedLink
from desktop.ui.widgets.visible import show_if

LOOKS = {"suggested": "muted", "accepted": "ok", "edited": "ok", "rejected": "danger"}


class HeadSection(QWidget):
    """Shows one mention. ``clusterWanted(id)``: the line about its cluster was clicked.

    A ``brief`` one leaves out where it comes from, and that it is in no cluster.
    """

    clusterWanted = Signal(str)  # noqa: N815 - a signal, named as Qt names them

    def __init__(self, context: Context, parent: QWidget | None = None, *, brief: bool = False) -> None:
        super().__init__(parent)
        self.context = context
        self._brief = brief
        self._mention: Mention | None = None
        self.echo = EdgeEcho(context, self)
        self.label = Chip(context, self)
        self.label.clicked.connect(self._choose_label)
        self.status = QLabel(self)
        self.origin = QLabel(self)
        self.origin.setProperty("look", "muted")
        self.cluster = ElidedLink(context, self)
        self.cluster.clicked.connect(self._want_cluster)
        self.unlinked = QLabel(self)
        self.unlinked.setProperty("look", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.echo)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addStretch(1)
        row.addWidget(self.status)
        column.addLayout(row)
        column.addWidget(self.origin)
        column.addWidget(self.cluster)
        column.addWidget(self.unlinked)
        context.bridge.previewed.connect(self._preview)

    def show_mention(self, article: OpenArticle, mention: Mention) -> None:
        """Show a mention of the open article."""
        tr, messages = self.context.tr, self.context.messages
        self._mention = mention
        colour = self.context.theme.label(mention.kind, mention.label)
        self._echo(article, mention)
        assert self.context.session is not None
        label = self.context.session.labels.label(mention.kind, mention.label)
        name = f"{label.name.text(messages.language)} · {mention.label}" if label else mention.label
        self.label.show_label(name, colour, dashed=mention.status == "suggested", struck=mention.status == "rejected")
        self.label.setAccessibleName(tr("panels.inspector.label", label=name))
        frozen = self.context.session.store.read_only
        self.label.setToolTip("" if frozen else tr("panels.inspector.change_label"))
        self.status.setText(f"{GLYPHS[mention.status]} {tr(f'panels.status.{mention.status}')}")
        if self.status.property("look") != LOOKS[mention.status]:
            self.status.setProperty("look", LOOKS[mention.status])
            self.status.style().unpolish(self.status)
            self.status.style().polish(self.status)
        score = "" if mention.score is None else messages.in_digits(f"{mention.score:.2f}")
        source = tr("panels.source.human") if mention.source == "human" else mention.source
        self.origin.setText(" ".join(part for part in (score, isolated(source)) if part))
        self.origin.setToolTip(tr("panels.inspector.origin", source=source, score=score or "–"))
        cluster = article.cluster_of(mention)
        show_if(self.cluster, cluster is not None)
        show_if(self.unlinked, cluster is None and not self._brief)
        show_if(self.origin, not self._brief)
        self.unlinked.setText(tr("panels.inspector.unlinked"))
        if cluster is not None:
            self.cluster.show_text(_named(cluster))

    def _echo(self, article: OpenArticle, mention: Mention) -> None:
        colour = self.context.theme.label(mention.kind, mention.label)
        self.echo.show_span(article.text, start=mention.start, end=mention.end, gaps=mention.gaps, colour=colour)

    def _preview(self, mention: Mention | None) -> None:
        """Echo the edges that a drag would give the mention shown; None: its own again."""
        session, shown = self.context.session, self._mention
        if session is None or session.article is None or shown is None or shown.article != session.article.row.id:
            return
        if mention is None or mention.id == shown.id:
            self._echo(session.article, mention or shown)

    def look_up(self) -> None:
        """What has to be read from the file: how many mentions the cluster has, in how many articles."""
        session, mention, tr = self.context.session, self._mention, self.context.tr
        line = session.store.cluster_line(mention.cluster) if session and mention and mention.cluster else None
        if line is not None:
            count = tr("panels.cluster.count", count=line.mentions)
            where = tr("panels.cluster.articles", count=line.articles)
            name = _named(line.cluster)
            self.cluster.show_text(tr("panels.inspector.cluster", name=name, mentions=count, articles=where))

    def _want_cluster(self) -> None:
        if self._mention is not None and self._mention.cluster:
            self.clusterWanted.emit(self._mention.cluster)

    def _choose_label(self) -> None:
        mention = self._mention
        if mention is None or self.context.session is None:
            return
        if self.context.session.store.read_only:
            self.context.bridge.noted.emit("errors.opened_read_only", {})
            return
        menu = labels_menu(
            self.context, mention.kind, current=mention.label, choose=self._relabel, parent=self
        )
        corner = self.label.rect().bottomRight() if self.isRightToLeft() else self.label.rect().bottomLeft()
        at = self.label.mapToGlobal(corner)
        if self.isRightToLeft():
            at.setX(at.x() - menu.sizeHint().width())
        menu.popup(at)

    def _relabel(self, code: str) -> None:
        session, mention = self.context.session, self._mention
        if session is None or session.article is None or mention is None:
            return
        article = session.article
        attempt(self.context, lambda: mentions.relabel(article, session.labels, mention.id, label=code))


def _named(cluster: Cluster) -> str:
    """A cluster's name and, where it says more, its id."""
    if cluster.name == cluster.ref:
        return cluster.name
    return side_by_side(cluster.name, cluster.ref)
