"""2,000 random operations on relations and links of events, undo, redo and reopening: the closure is brute force's.

After each one the closure that was kept up is held against a table closed by transitivity from the rows in the file.
"""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

from db.bundle import ArticleBundle
from db.check import check
from db.labelset import preset
from db.rows import CONFIRMED, Cluster, Mention, Relation
from db.store import Store
from desktop.closure import meaning
from desktop.closure.corpus import CorpusClosure
from desktop.edits import EditRefused, clusters, mentions, relations, reviews
from desktop.session import Session
from tests.db.corpora import article
from tests.desktop.closure.oracle import Matrix

LABELS = preset("news")
WORDS = ("زار", "التقى", "وقع", "غادر", "أعلن", "نفى")
TEXT = " ثم ".join(WORDS)
OPERATIONS = 2000


def corpus(path: Path) -> Store:
    """Two articles of six events each, three event clusters, some relations suggested."""
    store = Store.create(path, LABELS)
    known = tuple(Cluster("event", f"V-{number}", f"حدث {number}") for number in range(3))
    bundles = []
    for number in range(2):
        head = article(f"{number}", text=TEXT, position=number)
        made = [
            Mention(head.id, "event", "Statement", TEXT.index(word), TEXT.index(word) + len(word), status="accepted",
                    cluster=known[at].id if at < 2 else None, id=f"{word}{number}")
            for at, word in enumerate(WORDS)
        ]  # fmt: skip
        hints = tuple(
            Relation(head.id, code, made[one].id, made[two].id, source="rel-1")
            for code, one, two in (("BEFORE", 2, 3), ("SUBEVENT", 4, 5), ("CAUSES", 5, 4))
        )
        bundles.append(ArticleBundle(head, TEXT, (), known if not number else (), tuple(made), (), hints))
    store.bulk_import(bundles)
    return store


class Hand:
    """Does one random thing at a time."""

    def __init__(self, session: Session, dice: random.Random) -> None:
        self.session, self.dice = session, dice

    def act(self) -> None:
        """One operation; a refusal counts as one."""
        name = self.dice.choices(
            ("add", "retype", "flip", "remove", "accept", "link", "unlink", "mention", "restore", "undo", "redo",
             "open", "heal"),
            (20, 6, 6, 10, 6, 6, 5, 2, 8, 12, 6, 4, 30),
        )[0]  # fmt: skip
        with suppress(EditRefused):
            getattr(self, name)()

    @property
    def article(self):
        return self.session.article

    def _relation(self) -> str:
        rows = sorted(self.article.relations.values(), key=lambda row: (row.type, row.head, row.tail, row.source))
        return self.dice.choice([row.id for row in rows] or ["none"])  # not by id: ids differ from run to run

    def _event(self) -> str:
        return self.dice.choice(sorted(self.article.mentions))

    def add(self) -> None:
        kind = self.dice.choice([each.code for each in LABELS.relations])
        edit = relations.add(
            self.article, LABELS, type=kind, head=self._event(), tail=self._event(), closure=self.session.closure
        )
        self.session.do(edit)

    def retype(self) -> None:
        kind = self.dice.choice([each.code for each in LABELS.relations])
        key, closure = self._relation(), self.session.closure
        self.session.do(relations.retype(self.article, LABELS, key, type=kind, closure=closure))

    def flip(self) -> None:
        self.session.do(relations.flip(self.article, LABELS, self._relation(), closure=self.session.closure))

    def remove(self) -> None:
        self.session.do(relations.remove(self.article, self._relation()))

    def accept(self) -> None:
        self.session.do(relations.accept(self.article, self._relation(), closure=self.session.closure))

    def heal(self) -> None:
        """Take away a link of a contradiction, as a reviewer would; go to its article first."""
        for each in self.session.closure.contradictions()[:1]:
            row = self.session.closure.relation(self.dice.choice(each.links))
            assert row is not None
            self.session.open(row.article)
            self.session.do(relations.remove(self.article, row.id))

    def link(self) -> None:
        lines = self.session.store.all_clusters("event")
        cluster = self.dice.choice(sorted((line.cluster for line in lines), key=lambda each: each.ref))
        taken = self.session.ref_taken("event")
        edit = clusters.link(self.article, self._event(), cluster=cluster, whole_chain=False, ref_taken=taken)
        self.session.do(edit)

    def unlink(self) -> None:
        self.session.do(clusters.unlink(self.article, self._event()))

    def mention(self) -> None:
        """Take an event away, or reject it: its relations go with it."""
        if len(self.article.mentions) > 4:
            make = self.dice.choice((mentions.delete, reviews.reject))
            self.session.do(make(self.article, self._event()))

    def restore(self) -> None:
        """Stand behind an event that was rejected, for such a one has no relations."""
        gone = [each.id for each in self.article.ordered if each.status == "rejected"]
        if gone:
            self.session.do(reviews.accept(self.article, self.dice.choice(gone)))

    def undo(self) -> None:
        self.session.undo()

    def redo(self) -> None:
        self.session.redo()

    def open(self) -> None:
        self.session.open(self.dice.choice(self.session.store.article_ids()))


def held(store: Store) -> tuple[list[str], list[tuple[str, int, int]]]:
    """The events, and the confirmed relations between them by number, as the file has them."""
    events: list[str] = []
    facts = []
    here = {each.id: each.cluster or each.id for key in store.article_ids() for each in store.mentions(key)}
    for article_id in store.article_ids():
        for row in store.relations(article_id):
            if row.status in CONFIRMED:
                ends = [here[row.head], here[row.tail]]
                events = list(dict.fromkeys((*events, *ends)))
                facts.append((row.type, *(events.index(event) for event in ends)))
    return events, facts


def compare(closure: CorpusClosure, store: Store, dice: random.Random, *, pairs: int) -> bool:
    """Is the closure what brute force makes of the file? Gives whether nothing contradicts anything."""
    events, facts = held(store)
    table = Matrix(dict(meaning.meanings(LABELS)), facts, events=len(events))
    found = closure.contradictions()
    assert table.consistent == (not [each for each in found if each.kind == "time"])
    for _ in range(pairs if len(events) > 1 else 0):
        one, two = dice.sample(range(len(events)), 2)
        known = not table.absurd(one) and not table.absurd(two)
        for code in ("BEFORE", "AFTER", "SIMULTANEOUS", "CONTAINS", "SUBEVENT", "CAUSES"):
            expected = known and table.follows((code, one, two))
            assert closure.events.follows(code, events[one], events[two]) == expected, (code, facts)
    return table.consistent


def test_two_thousand_operations_keep_the_closure_right(tmp_path: Path) -> None:
    path, dice = tmp_path / "c.tawsim", random.Random(40)
    session = Session(corpus(path))
    session.open(session.store.article_ids()[0])
    hand, consistent = Hand(session, dice), 0
    for step in range(1, OPERATIONS + 1):
        hand.act()
        consistent += compare(session.closure, session.store, dice, pairs=8)
        if step % 200 == 0:
            here = session.article.row.id
            session.close()
            session = hand.session = Session(Store.open(path))
            session.open(here)
            compare(session.closure, session.store, dice, pairs=60)
    assert OPERATIONS * 0.1 < consistent < OPERATIONS * 0.9, "both kinds of state were seen"
    while session.undo() is not None:
        pass
    assert compare(session.closure, session.store, dice, pairs=0)
    assert session.closure.contradictions() == []
    session.close()
    assert check(path) == []
