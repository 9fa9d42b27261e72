"""A reviewer who rebuilds gold clusters by always taking the right candidate, counted: how good the ranking is.

Every mention of the gold is there and in no cluster. Article by article in reading order, entities before events, each
is linked: to the right candidate by its digit, else searched for, else to a new cluster.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.importing import plan_import, run_import
from db.labelset import preset
from db.rows import Kind, Mention
from db.store import Store
from desktop.edits import clusters
from desktop.session import Session
from desktop.suggest.index import ClusterIndex

SHOWN = 9
SEARCHED = 3
"""Actions of linking to what is not among the nine: open the search, type a word (counted as one), choose."""


@dataclass
class Tally:
    """What happened to one kind of mention."""

    ranks: list[int] = field(default_factory=list)
    """1 for the first place, where there was a right candidate; 0: it was not among the nine."""
    new: int = 0
    actions: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    """(text, gold id) of what was not among the first five."""

    @property
    def links(self) -> int:
        return len(self.ranks) + self.new

    def recall(self, at: int) -> float:
        """How many of the mentions that had a right candidate found it among the first ``at``."""
        return sum(0 < rank <= at for rank in self.ranks) / len(self.ranks)

    @property
    def mean_rank(self) -> float:
        """Of those found; those not among the nine count as ten."""
        return sum(rank or SHOWN + 1 for rank in self.ranks) / len(self.ranks)

    @property
    def actions_per_link(self) -> float:
        return self.actions / self.links


def unlinked(record: dict[str, Any]) -> dict[str, Any]:
    """A gold record without its clusters."""
    return record | {
        "entities": [{key: value for key, value in each.items() if key != "entity"} for each in record["entities"]],
        "events": [{key: value for key, value in each.items() if key != "cluster"} for each in record["events"]],
    }


def prepared(folder: Path, gold: Iterable[Path]) -> tuple[Path, dict[Any, str]]:
    """A corpus of gold mentions in no cluster; the gold cluster by (article ref, kind, mention ref)."""
    wanted: dict[Any, str] = {}
    files = []
    for path in gold:
        record = json.loads(path.read_text(encoding="utf-8"))
        for kind, rows, key in (("entity", record["entities"], "entity"), ("event", record["events"], "cluster")):
            wanted |= {(record["id"], kind, each["id"]): each[key] for each in rows if each.get(key)}
        files.append(folder / path.name)
        files[-1].write_text(json.dumps(unlinked(record), ensure_ascii=False), encoding="utf-8")
    corpus = folder / "linking.tawsim"
    with Store.create(corpus, preset("news"), author="أمل") as store:
        run_import(store, plan_import(store, files), skip=True)
    return corpus, wanted


class Rebuilder:
    """Links every mention of an open corpus to its gold cluster."""

    def __init__(self, session: Session, wanted: dict[Any, str]) -> None:
        self.session = session
        self.wanted = wanted
        self.index = ClusterIndex(session)
        session.listeners.changed.append(self.index.changed)
        self.tallies: dict[Kind, Tally] = {"entity": Tally(), "event": Tally()}
        self.gold_of: dict[str, str] = {}
        """What a cluster that was made stands for."""
        self.made: dict[tuple[Kind, str], str] = {}
        self.recent: list[str] = []
        self.refs = {line.article.id: line.article.ref for line in session.store.articles()}
        while not self.index.read_on():
            pass

    @classmethod
    @contextmanager
    def opened(cls, path: Path, wanted: dict[Any, str]) -> Iterator[Rebuilder]:
        """A rebuilder of a corpus that is closed afterwards."""
        with Store.open(path, author="أمل") as store:
            yield cls(Session(store), wanted)

    def gold(self, mention: Mention) -> str | None:
        """The gold cluster of a mention."""
        return self.wanted.get((self.refs[mention.article], mention.kind, mention.ref))

    def run(self) -> dict[Kind, Tally]:
        """All articles."""
        for article_id in self.refs:
            article = self.session.open(article_id)
            for kind in ("entity", "event"):
                for mention in list(article.ordered):
                    current = article.mentions[mention.id]
                    if current.kind == kind and current.cluster is None and self.gold(current) is not None:
                        self.link(current)
        return self.tallies

    def link(self, mention: Mention) -> None:
        """One mention."""
        tally, gold = self.tallies[mention.kind], self.gold(mention)
        offered = self.offered(mention)
        places = [place for place, (_, what) in enumerate(offered, 1) if what == gold]
        article, session = self.session.article, self.session
        taken = session.ref_taken(mention.kind)
        made = self.made.get((mention.kind, str(gold)))
        if places:
            target = offered[places[0] - 1][0]
            cluster, other = session.store.clusters([target]).get(target), session.store.mention(target)
            if cluster is not None:
                edit = clusters.link(article, mention.id, cluster=cluster, whole_chain=False, ref_taken=taken)
            else:
                edit = clusters.link_pair(article, mention.id, other=other, text="زار", ref_taken=taken)
        elif made is not None:
            cluster = session.store.clusters([made])[made]
            edit = clusters.link(article, mention.id, cluster=cluster, whole_chain=False, ref_taken=taken)
        else:
            edit = clusters.link_new(article, mention.id, name="", whole_chain=False, ref_taken=taken)
        session.do(edit)
        if places or made is not None:
            tally.ranks.append(places[0] if places else 0)
            tally.actions += 1 if places else SEARCHED
            if not places or places[0] > 5:
                tally.missed.append((article.text_of(mention), str(gold)))
        else:
            tally.new += 1
            tally.actions += 1
        key = article.mentions[mention.id].cluster
        self.gold_of[key] = str(gold)
        self.made[mention.kind, str(gold)] = key
        self.recent = [key, *(each for each in self.recent if each != key)][:20]

    def offered(self, mention: Mention) -> list[tuple[str, str | None]]:
        """(cluster or mention id, what it stands for in the gold) of the nine candidates."""
        if mention.kind == "entity":
            found = self.index.entity_candidates(self.session.article, mention, recent=self.recent, limit=SHOWN)
            return [(each.entry.cluster.id, self.gold_of.get(each.entry.cluster.id)) for each in found]
        events = []
        for each in self.index.event_candidates(self.session.article, mention, limit=SHOWN):
            if each.cluster is not None:
                events.append((each.cluster, self.gold_of.get(each.cluster)))
            else:
                other = self.session.store.mention(each.best)
                events.append((each.best, self.gold(other)))
        return events


def rebuild(folder: Path, gold: Iterable[Path]) -> dict[Kind, Tally]:
    """Rebuild the clusters of gold files in a new corpus in ``folder``."""
    path, wanted = prepared(folder, gold)
    with Rebuilder.opened(path, wanted) as rebuilder:
        return rebuilder.run()
