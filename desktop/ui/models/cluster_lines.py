"""The clusters of one kind as lines: narrowed, counted and ordered; no Qt in it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal

from db.arabic import fold_key
from db.queries import ClusterLine
from db.rows import Cluster

Where = Literal["all", "clusters", "many", "one", "empty", "none"]
"""Everything; the clusters; those in several articles, in one, without a mention; mentions in no cluster."""
WHERES: tuple[Where, ...] = ("all", "clusters", "many", "one", "empty", "none")
Order = Literal["size", "name", "type"]
"""The most mentioned first (of mentions in none by their place); by name; by type and then by name."""
ORDERS: tuple[Order, ...] = ("size", "name", "type")


class ClusterLines:
    """All lines, and which of them are shown."""

    def __init__(self) -> None:
        self.lines: list[ClusterLine] = []
        self.shown: list[ClusterLine] = []
        self.counts: Counter[str] = Counter()
        """How many pass the search and the label, by ``Where``."""
        self.totals: Counter[str] = Counter()
        """How many there are, whatever is searched for."""
        self.where: Where = "clusters"
        self.order: Order = "size"
        self.query = ""
        self.among: frozenset[str] | None = None
        self._keys: dict[str, tuple[Cluster, str]] = {}

    def load(self, lines: Iterable[ClusterLine]) -> None:
        """Other lines."""
        self.lines, self._keys = list(lines), {}
        self.totals = Counter(where for line in self.lines for where in wheres(line))
        self.pick()

    def pick(self) -> None:
        """Find out anew what is shown."""
        found = [line for line in self.lines if self._meant(line)]
        self.counts = Counter()
        for line in found:
            self.counts.update(wheres(line))
        self.shown = [line for line in found if self.where in wheres(line)]
        if self.order != "size":  # in which they are kept
            self.shown.sort(key=self._place)

    def passes(self, line: ClusterLine) -> bool:
        """Is it among those to be shown?"""
        return self._meant(line) and self.where in wheres(line)

    def row_of(self, cluster_id: str | None) -> int:
        """The place of a cluster among those shown, or -1."""
        return next((row for row, line in enumerate(self.shown) if line.cluster.id == cluster_id), -1)

    def row_for(self, line: ClusterLine, *, instead: int = -1) -> int:
        """Where the order has a line that is not shown yet, or that comes ``instead`` of the one in a row."""
        others = self.shown if instead < 0 else [*self.shown[:instead], *self.shown[instead + 1 :]]
        return bisect_left(others, self._place(line), key=self._place)

    def replace(self, cluster_id: str, line: ClusterLine | None) -> None:
        """Take over one line among all; None: it is gone."""
        at = next((i for i, each in enumerate(self.lines) if each.cluster.id == cluster_id), None)
        old = self.lines[at] if at is not None else None
        for each, step in ((old, -1), (line, 1)):
            for where in wheres(each) if each is not None else ():
                self.totals[where] += step
                self.counts[where] += step * (each is not None and self._meant(each))
        if at is not None:
            del self.lines[at]
        if line is not None:
            insort(self.lines, line, key=_by_size)

    def _meant(self, line: ClusterLine) -> bool:
        if self.among is not None and line.cluster.id not in self.among:
            return False
        return not self.query or all(word in self._key(line.cluster) for word in self.query.split())

    def _key(self, cluster: Cluster) -> str:
        known = self._keys.get(cluster.id)
        if known is None or known[0] is not cluster:
            words = " ".join((cluster.name, cluster.ref, *cluster.aliases))
            known = self._keys[cluster.id] = cluster, fold_key(words)
        return known[1]

    def _place(self, line: ClusterLine) -> tuple[Any, ...]:
        if self.order == "size":
            return _by_size(line)
        cluster = line.cluster
        name = fold_key(cluster.name), cluster.id
        return (cluster.label is None, cluster.label or "", *name) if self.order == "type" else name


def _by_size(line: ClusterLine) -> tuple[Any, ...]:
    """As the corpus gives them: its own before those of one article, the most mentioned first."""
    cluster = line.cluster
    return cluster.scope != "", -line.mentions, cluster.name, cluster.id


def wheres(line: ClusterLine) -> tuple[Where, ...]:
    """What a cluster is counted under."""
    own: Where = "empty" if not line.mentions else "many" if line.articles > 1 else "one"
    return "all", "clusters", own
