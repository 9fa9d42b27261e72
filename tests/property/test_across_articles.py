"""Random links, merges, splits, moves, relations, undos, redos and reopenings over three articles: all stays sound.

After each step a mention is in one cluster of its kind, nothing in one cluster is said to be apart, no row leads to one
that is gone, what is in memory is what the file holds, and the closure is brute force's; ``check`` is clean at each
reopening. ``TAWSIM_DEEP`` in the environment does the whole 2,000 steps, ``-s`` prints how many there were of each.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from db.aliases import joined
from db.bundle import ArticleBundle
from db.check import check
from db.labelset import preset
from db.rows import Argument, ChangeSet, Cluster, Kind, Mention, Relation, Row, Tie
from db.store import Store
from desktop.closure.corpus import CorpusClosure
from desktop.edits import Edit, EditRefused, aliases, clusters, mentions, regroup, relations, reviews
from desktop.session import Session
from tests.db.apart import apart_in_one
from tests.db.corpora import article
from tests.property.test_relations_random import compare

LABELS = preset("news")
WORDS = ("زار", "التقى", "وقع", "غادر")
NAMES = ("بوتين", "كيم", "لافروف")
ALIASES = ("القيصر", "ألقيصر", "الرئيس", "بوتِين", "Putin", "PUTIN", "الزعيم")
"""Some of them alike, and one like a name in the text."""
TEXT = " ".join(f"{name} {word}" for name, word in zip((*NAMES, ""), WORDS, strict=True))
ARTICLES = 3
OPERATIONS = 2000 if os.environ.get("TAWSIM_DEEP") else 300
REOPENED = 20
KINDS = [each.code for each in LABELS.relations]


def corpus(path: Path) -> Store:
    """Three articles of four events and three entities each; suggested chains, and relations suggested by a model."""
    store, bundles = Store.create(path, LABELS), []
    for number in range(ARTICLES):
        head = article(f"{number}", text=TEXT, position=number, title=f"مقال {number}")
        chain = Cluster("entity", "X-1", "بوتين", scope=head.id, source="m")
        made = [
            Mention(head.id, kind, label, TEXT.index(word), TEXT.index(word) + len(word), source="m",
                    id=f"{word}{number}", cluster=chain.id if word in NAMES[:2] else None)
            for kind, label, words in (("event", "Contact:Meet", WORDS), ("entity", "PER", NAMES))
            for word in words
        ]  # fmt: skip
        hints = [Relation(head.id, "BEFORE", made[0].id, made[1].id, source="m")]
        if number:
            hints.append(Relation(head.id, "CAUSES", made[2].id, f"زار{number - 1}", source="m"))
        held = Argument(head.id, made[0].id, "Entity", made[4].id, source="m")
        bundles.append(ArticleBundle(head, TEXT, (), (chain,), tuple(made), (held,), tuple(hints)))
    store.bulk_import(bundles)
    return store


class Hand:
    """Does one random thing at a time, and counts it: what was done, what was refused, what changed nothing."""

    def __init__(self, session: Session, dice: random.Random) -> None:
        self.session, self.dice = session, dice
        self.counts: Counter[str] = Counter()
        self.taken_back = 0
        session.listeners.changed.append(self._count)
        self.ways: dict[str, tuple[int, Callable[[], Edit | bool | None]]] = {
            "link": (10, self.link), "link two": (8, self.pair), "new cluster": (5, self.new),
            "unlink": (5, self.unlink), "merge clusters": (4, self.merge), "split cluster": (6, self.split),
            "move": (6, self.move), "take out": (3, self.take_out), "remove cluster": (3, self.discard),
            "say distinct": (6, self.distinct), "one more name": (6, self.alias), "one name less": (3, self.unalias),
            "another name": (3, self.rename),
            "relate here": (8, self.relate), "relate across": (18, self.relate_across),
            "retype": (4, self.retype), "turn round": (6, self.flip), "take relation away": (7, self.remove),
            "accept relation": (5, self.accept), "accept mention": (6, self.restore),
            "reject or delete mention": (3, self.drop), "merge mentions": (2, self.join),
            "undo": (16, self.undo), "redo": (9, self.redo), "open article": (12, self.open),
        }  # fmt: skip

    def act(self) -> None:
        """One operation; a refusal counts as one."""
        names = list(self.ways)
        name = self.dice.choices(names, [self.ways[each][0] for each in names])[0]
        try:
            edit = self.ways[name][1]()
            done = self.session.do(edit) is not None if isinstance(edit, Edit) else bool(edit)
            self.counts[name if done else f"{name}: nothing"] += 1
        except EditRefused:
            self.counts[f"{name}: refused"] += 1

    def _count(self, done: ChangeSet) -> None:
        """How often a link has taken back what was said to be apart."""
        gone = [change.before for change in done.changes if change.after is None]
        self.taken_back += done.kind == "do" and any(isinstance(row, Tie) and row.kind == "distinct" for row in gone)

    # --- what there is, never by id alone: ids differ from run to run ----------------------------------------------

    def _mention(self, kind: Kind | None = None) -> Mention:
        found = [each for each in self.session.article.ordered if kind in (None, each.kind)]
        return self.dice.choice(sorted(found, key=lambda each: each.id))

    def _elsewhere(self, kind: Kind) -> Mention:
        store, own = self.session.store, self.session.article.row.id
        ids = [each for each in store.article_ids() if each != own]
        found = [each for each in store.mentions(self.dice.choice(ids)) if each.kind == kind]
        return self.dice.choice(sorted(found, key=lambda each: each.id))

    def _cluster(self, kind: Kind) -> Cluster | None:
        lines = self.session.store.all_clusters(kind)
        found = sorted((line.cluster for line in lines), key=lambda each: (each.ref, each.name, self._home(each)))
        return self.dice.choice(found) if found else None

    def _home(self, cluster: Cluster) -> int:
        return self.session.store.article(cluster.scope).position if cluster.scope else -1

    def _members(self, cluster: Cluster) -> list[Mention]:
        found = self.session.store.cluster_mentions(cluster.id)
        return self.dice.sample(found, self.dice.randint(1, len(found))) if found else []

    def _relation(self) -> str:
        rows = self.session.article.relations.values()
        found = sorted(rows, key=lambda row: (row.type, row.head, row.tail, row.source, row.status))
        return self.dice.choice([row.id for row in found] or ["none"])

    def _kind(self) -> Kind:
        return self.dice.choice(("event", "event", "entity"))

    # --- links -----------------------------------------------------------------------------------------------------

    def link(self) -> Edit | None:
        mention = self._mention()
        cluster = self._cluster(mention.kind)
        if cluster is None:
            return None
        taken, whole = self.session.ref_taken(mention.kind), self.dice.random() < 0.5
        return clusters.link(self.session.article, mention.id, cluster=cluster, whole_chain=whole, ref_taken=taken)

    def pair(self) -> Edit:
        mention = self._mention("event")
        other, taken = self._elsewhere("event"), self.session.ref_taken("event")
        return clusters.link_pair(self.session.article, mention.id, other=other, text="زار", ref_taken=taken)

    def new(self) -> Edit:
        mention = self._mention()
        taken = self.session.ref_taken(mention.kind)
        return clusters.link_new(self.session.article, mention.id, name="", whole_chain=True, ref_taken=taken)

    def unlink(self) -> Edit:
        return clusters.unlink(self.session.article, self._mention().id)

    def merge(self) -> Edit | None:
        kind, store = self._kind(), self.session.store
        kept, gone = self._cluster(kind), self._cluster(kind)
        if kept is None or gone is None:
            return None
        moved, taken = store.cluster_mentions(gone.id), self.session.ref_taken(kind)
        return regroup.merge(kept, gone, mentions=moved, ties=store.ties(), ref_taken=taken)

    def split(self) -> Edit | None:
        cluster = self._cluster(self._kind())
        if cluster is None:
            return None
        taken = self.session.ref_taken(cluster.kind)
        return regroup.split(cluster, mentions=self._members(cluster), name="منفصل", ref_taken=taken)

    def move(self) -> Edit | None:
        kind = self._kind()
        cluster, target = self._cluster(kind), self._cluster(kind)
        if cluster is None or target is None:
            return None
        taken = self.session.ref_taken(kind)
        return regroup.move(cluster, target, mentions=self._members(cluster), ref_taken=taken)

    def take_out(self) -> Edit | None:
        cluster = self._cluster(self._kind())
        return regroup.take_out(cluster, mentions=self._members(cluster)) if cluster is not None else None

    def discard(self) -> Edit | None:
        cluster, store = self._cluster(self._kind()), self.session.store
        if cluster is None:
            return None
        return regroup.remove(cluster, mentions=store.cluster_mentions(cluster.id), ties=store.ties())

    def distinct(self) -> Edit:
        mention = self._mention()
        cluster = self._cluster(mention.kind) if self.dice.random() < 0.5 else None
        other = cluster or self._elsewhere(mention.kind)
        return clusters.distinguish(self.session.article, mention.id, other=other.id, name="غيره")

    def alias(self) -> Edit | None:
        cluster = self._cluster(self._kind())
        return aliases.add(cluster, alias=self.dice.choice(ALIASES)) if cluster is not None else None

    def unalias(self) -> Edit | None:
        lines = self.session.store.all_clusters(self._kind())
        found = sorted((line.cluster for line in lines if line.cluster.aliases), key=lambda each: each.aliases)
        cluster = self.dice.choice(found) if found else None
        return aliases.remove(cluster, alias=self.dice.choice(cluster.aliases)) if cluster is not None else None

    def rename(self) -> Edit | None:
        cluster = self._cluster(self._kind())
        return clusters.rename(cluster, name=self.dice.choice(ALIASES)) if cluster is not None else None

    # --- relations -------------------------------------------------------------------------------------------------

    def relate(self) -> Edit:
        head, tail = self._mention("event").id, self._mention("event").id
        kind, closure = self.dice.choice(KINDS), self.session.closure
        return relations.add(self.session.article, LABELS, type=kind, head=head, tail=tail, closure=closure)

    def relate_across(self) -> Edit:
        head, other = self._mention("event").id, self._elsewhere("event").id
        return relations.add(
            self.session.article, LABELS, type=self.dice.choice(KINDS), head=head,
            tail=self.session.store.outer([other])[other], closure=self.session.closure,
        )  # fmt: skip

    def retype(self) -> Edit:
        kind = self.dice.choice(KINDS)
        key, closure = self._relation(), self.session.closure
        return relations.retype(self.session.article, LABELS, key, type=kind, closure=closure)

    def flip(self) -> Edit:
        return relations.flip(self.session.article, LABELS, self._relation(), closure=self.session.closure)

    def remove(self) -> Edit:
        return relations.remove(self.session.article, self._relation())

    def accept(self) -> Edit:
        return relations.accept(self.session.article, self._relation(), closure=self.session.closure)

    # --- mentions, and back ----------------------------------------------------------------------------------------

    def drop(self) -> Edit | None:
        """An event goes, with every relation that leads to it; there are always some left."""
        if sum(each.kind == "event" for each in self.session.article.ordered) < 3:
            return None
        make = self.dice.choice((mentions.delete, reviews.reject))
        return make(self.session.article, self._mention("event").id)

    def join(self) -> Edit | None:
        if sum(each.kind == "event" for each in self.session.article.ordered) < 3:
            return None
        return mentions.merge_next(self.session.article, self._mention("event").id)

    def restore(self) -> Edit | None:
        """Stand behind an event that was rejected, for such a one has no relations."""
        gone = sorted(each.id for each in self.session.article.ordered if each.status == "rejected")
        return reviews.accept(self.session.article, self.dice.choice(gone)) if gone else None

    def undo(self) -> bool:
        return self.session.undo() is not None

    def redo(self) -> bool:
        return self.session.redo() is not None

    def open(self) -> bool:
        before = self.session.article
        return self.session.open(self.dice.choice(self.session.store.article_ids())) is not before


def rows(store: Store) -> dict[str, Row]:
    """Every row of the corpus that these operations touch, by id."""
    found: dict[str, Row] = {tie.id: tie for tie in store.ties()}
    for key in store.article_ids():
        found |= {row.id: row for row in (*store.mentions(key), *store.arguments(key), *store.relations(key))}
    return found | store.clusters(row.cluster for row in found.values() if isinstance(row, Mention) and row.cluster)


def sound(store: Store) -> int:
    """Whether no row leads to one that is gone or is of the wrong kind; gives how many relations join two articles."""
    found, across = rows(store), 0
    for row in found.values():
        if isinstance(row, Cluster):
            assert row.aliases == joined(row.name, row.aliases), "no name twice, none of them its own"
        elif isinstance(row, Mention) and row.cluster is not None:
            cluster = found[row.cluster]
            assert isinstance(cluster, Cluster)
            assert cluster.kind == row.kind, "one cluster, of its kind"
            assert cluster.scope in ("", row.article)
        elif isinstance(row, Relation):
            head, tail = found[row.head], found[row.tail]
            assert isinstance(head, Mention)
            assert isinstance(tail, Mention)
            assert (head.kind, tail.kind, row.article) == ("event", "event", head.article)
            assert row.head != row.tail
            across += head.article != tail.article
            if row.status != "rejected":
                assert "rejected" not in (head.status, tail.status), "nothing shown hangs on what is not"
        elif isinstance(row, Argument):
            assert {row.event, row.filler} <= found.keys()
        elif isinstance(row, Tie) and row.kind == "distinct":
            places = [place.cluster if isinstance(place := found.get(end), Mention) else end
                      for end in (row.one, row.other)]  # fmt: skip
            assert places[0] is None or places[0] != places[1], "nothing in one cluster is said to be apart"
    return across


def fresh(session: Session) -> None:
    """What is in memory is what the file holds."""
    again = Session(session.store).open(session.article.row.id)
    for name in ("mentions", "arguments", "relations"):
        assert getattr(session.article, name) == getattr(again, name)
    assert {key: session.article.outer[key] for key in again.outer} == again.outer
    assert not session.article.unmet()


class Followed:
    """The lists of mentions in no cluster, which follow each change set and are never read again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lists = [session.store.unlinked_list(kind) for kind in ("entity", "event")]
        assert all(each.read_on(60) for each in self._lists)
        session.listeners.changed.append(lambda done: [each.changed(done.changes) for each in self._lists])

    def compare(self) -> None:
        """Are they what the file holds?"""
        store = self._session.store
        every = [row for key in store.article_ids() for row in store.mentions(key)]
        for kind, known in zip(("entity", "event"), self._lists, strict=True):
            wanted = [row.id for row in every if row.kind == kind and row.cluster is None and row.status != "rejected"]
            assert [line.mention for line in known.page(order="place", first=0, size=99)] == wanted
            assert known.count() == store.count_unlinked(kind) == len(wanted)

    def close(self) -> None:
        """Forget them."""
        for each in self._lists:
            each.close()


def closed(closure: CorpusClosure, store: Store, dice: random.Random) -> None:
    """What is kept of the closure, change by change, is what reading the file anew makes of it."""
    compare(closure, store, dice, pairs=4)
    again = CorpusClosure(store, layer="main")
    assert closure.events.links == again.events.links


def test_articles_joined_at_random_stay_sound(tmp_path: Path) -> None:
    path, dice = tmp_path / "c.tawsim", random.Random(53)
    session = Session(corpus(path))
    session.open(session.store.article_ids()[0])
    start, hand, most, lists = rows(session.store), Hand(session, dice), 0, Followed(session)
    for step in range(1, OPERATIONS + 1):
        hand.act()
        most = max(most, sound(session.store))
        fresh(session)
        closed(session.closure, session.store, dice)
        lists.compare()
        if step % (OPERATIONS // REOPENED) == 0:
            here = session.article.row.id
            lists.close()
            session.close()
            assert check(path) == []
            assert apart_in_one(path) == []
            session = hand.session = Session(Store.open(path))
            session.listeners.changed.append(hand._count)
            session.open(here)
            lists = Followed(session)
            hand.counts["reopen"] += 1
    print(f"\n{OPERATIONS} operations, at most {most} relations across articles, {hand.taken_back} times unsaid")
    print("\n".join(f"{count:6}  {name}" for name, count in sorted(hand.counts.items())))
    assert all(hand.counts[name] for name in hand.ways), "everything was done at least once"
    assert most >= 5
    assert hand.taken_back
    while session.undo() is not None:
        lists.compare()
    assert rows(session.store) == start
    lists.close()
    session.close()
    assert check(path) == []
    assert apart_in_one(path) == []
