"""What is done to a cluster as a whole or to some of its mentions: merge, split, move, take out; one step each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.naming import usual_name
from db.rows import ChangeSet, Cluster, Mention
from desktop.edits import regroup
from desktop.suggest.index import ClusterIndex
from desktop.ui.context import Context
from desktop.ui.likely import like
from desktop.ui.panels.act import attempt
from desktop.ui.widgets.flow import FlowLayout

TOOLS = ("merge", "split", "move", "take_out", "remove")


class CardTools(QWidget):
    """Buttons below a cluster's name. ``chosen`` gives the mentions selected in the card's list."""

    clusterWanted = Signal(str)  # noqa: N815 - a signal, named as Qt names them
    """Show this cluster: what was merged into, or split off."""

    def __init__(self, context: Context, parent: QWidget, *, chosen: Callable[[], list[Mention]]) -> None:
        super().__init__(parent)
        self.context = context
        self._chosen = chosen
        self._cluster: Cluster | None = None
        self._box = QWidget(self)
        flow = FlowLayout(self._box)
        self.buttons = {name: QPushButton(self._box) for name in TOOLS}
        runs = {
            "merge": self.merge, "split": self.split, "move": self.move_mentions, "take_out": self.take_out,
            "remove": self.remove,
        }  # fmt: skip
        for name, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(runs[name])
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._box)

    def show_cluster(self, cluster: Cluster | None, *, empty: bool = False) -> None:
        """Which cluster it is about; none hides the tools. One that no mention is in can be removed."""
        self._cluster = cluster
        session = self.context.session
        self.setVisible(cluster is not None and session is not None and not session.store.read_only)
        for name, button in self.buttons.items():
            button.setText(self.context.tr(f"board.card.{name}"))
            button.setVisible(name == "merge" or empty == (name == "remove"))
        self.renew()

    def renew(self) -> None:
        """Other mentions are selected: some tools need one."""
        session, some = self.context.session, bool(self._chosen())
        free = session is not None and not session.store.read_only
        for name, button in self.buttons.items():
            button.setEnabled(free and (some or name in ("merge", "remove")))

    # --- tools ---------------------------------------------------------------------------------------------------

    def merge(self) -> None:
        """Ask which cluster is the same, and make them one; the one asked for stays."""
        gone = self._cluster
        if gone is not None:
            self._ask(
                self.context.tr("board.card.merge_title", cluster=gone.name), lambda kept: self._merge(kept, gone)
            )

    def split(self) -> None:
        """Put the chosen mentions in a new cluster named as those of their usual label are mostly written."""
        session, cluster, chosen = self.context.session, self._cluster, self._chosen()
        if session is None or cluster is None or not chosen:
            return
        texts = {article: session.store.text(article) for article in dict.fromkeys(each.article for each in chosen)}
        name = usual_name((each.label, texts[each.article][each.start : each.end]) for each in chosen)
        taken = session.ref_taken(cluster.kind)
        inside = session.store.cluster_mentions(cluster.id)
        done = attempt(
            self.context,
            lambda: regroup.split(cluster, mentions=chosen, name=name, ref_taken=taken, inside=inside),
        )
        new = next((c.after for c in done.changes if isinstance(c.after, Cluster)), None) if done else None
        if new is not None:
            self.clusterWanted.emit(new.id)

    def move_mentions(self) -> None:
        """Ask for another cluster, and put the chosen mentions in it."""
        cluster, chosen, session = self._cluster, self._chosen(), self.context.session
        if cluster is None or not chosen or session is None:
            return
        taken = session.ref_taken(cluster.kind)
        self._ask(
            self.context.tr("board.card.move_title", cluster=cluster.name, count=len(chosen)),
            lambda target: attempt(
                self.context, lambda: regroup.move(cluster, target, mentions=chosen, ref_taken=taken)
            ),
            mentions=chosen,
        )

    def take_out(self) -> None:
        """Take the chosen mentions out, into no cluster."""
        cluster, chosen = self._cluster, self._chosen()
        if cluster is not None and chosen:
            attempt(self.context, lambda: regroup.take_out(cluster, mentions=chosen))

    def remove(self) -> None:
        """Remove the cluster, which no mention is in."""
        session, cluster = self.context.session, self._cluster
        if session is not None and cluster is not None:
            store = session.store
            attempt(
                self.context,
                lambda: regroup.remove(
                    cluster, mentions=store.cluster_mentions(cluster.id), ties=store.ties(layer=session.layer)
                ),
            )

    def _merge(self, kept: Cluster, gone: Cluster) -> ChangeSet | None:
        session = self.context.session
        if session is None:
            return None
        store, taken = session.store, session.ref_taken(kept.kind)
        done = attempt(
            self.context,
            lambda: regroup.merge(
                kept, gone, mentions=store.cluster_mentions(gone.id), ties=store.ties(layer=session.layer),
                ref_taken=taken,
            ),
        )  # fmt: skip
        if done is not None:
            self.clusterWanted.emit(kept.id)
        return done

    def _ask(self, heading: str, give: Callable[[Cluster], object], *, mentions: Sequence[Mention] = ()) -> None:
        from desktop.ui.dialogs.cluster_choice import cluster_choice

        session, cluster, commands = self.context.session, self._cluster, self.context.commands
        if session is None or cluster is None:
            return
        index = commands.index if commands is not None else ClusterIndex(session)
        palette = cluster_choice(
            self.context, self.window(), cluster=cluster, entries=index.entries(cluster.kind),
            likely=like(self.context, index, cluster, mentions=mentions), heading=heading,
        )  # fmt: skip
        palette.chosen.connect(lambda value, _shift: give(value) if isinstance(value, Cluster) else None)
        if commands is not None:
            commands.show_palette(palette, centred=True)
        else:
            palette.open_beside(None)
