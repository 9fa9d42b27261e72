"""A state machine over every edit with undo, redo and reopening the file: tables, memory and model stay one.

The model is a list of snapshots and a place in it, kept apart from the code under test: an edit's changes are applied
to plain dictionaries, undo and redo move along the list. At the end everything is undone and equals the import.
``TAWSIM_DEEP=1000`` in the environment runs that many sequences instead of the suite's few.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db.bundle import ArticleBundle
from db.check import check
from db.labelset import preset
from db.rows import DEFAULT_LAYER, Argument, Article, Cluster, Mention, Relation
from db.store import Store
from desktop.edits import Edit, EditRefused, arguments, clusters, events, mentions, regroup, relations, reviews
from desktop.edits.propagation import propagate
from desktop.session import Session
from desktop.suggest.propagation import namesakes, places

TEXT = "عقد بوتين وكيم لقاء في موسكو 😀 وبيونغ يانغ.\nقال بوتين إن الزيارة ستتم أمس.\n\nوأكد كيم ذلك لأوكرانيا."
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
LABELS = preset("news")
Tables = dict[str, object]


def bundles() -> list[ArticleBundle]:
    """Two articles with suggested mentions, nested and overlapping ones, two events with arguments, two chains."""
    made = []
    for number in (1, 2):
        key = f"article{number}"
        article = Article(
            ref=f"r{number}", title="عنوان", position=number, length=len(TEXT), sha256=SHA256, record_sha256="0", id=key
        )
        chain = Cluster(kind="entity", ref="X-1", name="بوتين", scope=key, source="model", id=f"{key}-chain")

        def span(words: str, label: str, kind: str = "entity", key: str = key, **more: object) -> Mention:
            start = TEXT.index(words)
            return Mention(
                article=key, kind=kind, label=label, start=start, end=start + len(words), source="model",
                id=f"{key}-{label}-{start}-{len(words)}", **more,
            )  # fmt: skip

        people = [span("بوتين", "PER", cluster=chain.id, score=0.9), span("كيم", "PER", score=0.4)]
        gap = (TEXT.index(" وكيم"), TEXT.index("لقاء"))
        people.append(span("بوتين وكيم لقاء في موسكو", "PER", gaps=(gap,)))
        places = [span("موسكو 😀 وبيونغ يانغ", "GPE"), span("موسكو", "GPE", score=0.8)]
        acts = [span("لقاء", "Contact:Meet", "event"), span("قال", "Statement", "event")]
        held = [
            Argument(article=key, event=act.id, role=role, filler=people[0].id, source="model", id=f"{act.id}-{role}")
            for act, role in zip(acts, ("Entity", "Speaker"), strict=True)
        ]
        made.append(
            ArticleBundle(
                article=article, text=TEXT, regions=(), clusters=(chain,), mentions=(*people, *places, *acts),
                arguments=tuple(held), relations=(),
            )
        )  # fmt: skip
    return made


def tables(store: Store) -> Tables:
    """Every row that edits may touch, by id, read from the file; clusters no mention is in as well."""
    rows: Tables = {}
    for line in store.articles():
        key = line.article.id
        found = (
            [line.article],
            store.mentions(key, layer=DEFAULT_LAYER),
            store.arguments(key, layer=DEFAULT_LAYER),
            store.relations(key, layer=DEFAULT_LAYER),
        )
        rows |= {row.id: row for group in found for row in group}
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as connection:
        ids = [key for (key,) in connection.execute("SELECT id FROM cluster")]
    return rows | store.clusters(ids) | {tie.id: tie for tie in store.ties()}


class Editing(RuleBasedStateMachine):
    """What an annotator may do, in any order."""

    @initialize()
    def import_two_articles(self) -> None:
        dice = random.Random(7)
        self.same_ids = patch("db.rows.urandom", dice.randbytes)  # so that a failure repeats
        self.same_ids.start()
        self.folder = Path(tempfile.mkdtemp())
        store = Store.create(self.folder / "c.tawsim", LABELS, author="أمل")
        store.bulk_import(bundles())
        self.session = Session(store)
        self.session.open("article1")
        self.start = self.rows()
        self.past = [self.start]
        self.at = 0

    def teardown(self) -> None:
        if not hasattr(self, "session"):
            return
        while self.session.undo() is not None:
            pass
        assert self.rows() == self.start, "the journal undone to the start is not the import"
        path = self.session.store.path
        self.session.close()
        assert check(path) == []
        self.same_ids.stop()
        shutil.rmtree(self.folder)

    def rows(self) -> Tables:
        return tables(self.session.store)

    def attempt(self, make: object) -> None:
        """Make and do an edit; a refusal must change nothing."""
        before = dict(self.past[self.at])
        try:
            edit = make()
            assert isinstance(edit, Edit)
            done = self.session.do(edit)
        except EditRefused:
            return
        if done is None:
            return
        assert {c.row.id for c in edit.changes if c.before != c.after} <= {c.row.id for c in done.changes}
        for change in done.changes:
            if change.after is None:
                before.pop(change.row.id)
            else:
                before[change.row.id] = change.after
        del self.past[self.at + 1 :]
        self.past.append(before)
        self.at += 1

    def pick(self, data: st.DataObject, kind: str | None = None) -> str:
        return self.one_of(data, [m.id for m in self.session.article.ordered if kind is None or m.kind == kind])

    def one_of(self, data: st.DataObject, found: list[str]) -> str:
        """One of them by a number drawn the same way however many there are; "none" of none."""
        number = data.draw(st.integers(0, 60))
        return found[number % len(found)] if found else "none"

    def place(self, data: st.DataObject) -> int:
        return data.draw(st.integers(0, len(TEXT)))

    @rule(data=st.data(), kind=st.sampled_from(("entity", "event")))
    def create(self, data: st.DataObject, kind: str) -> None:
        label = self.one_of(data, [label.code for label in LABELS.labels(kind)])
        place = {"start": self.place(data), "end": self.place(data), "layer": DEFAULT_LAYER}
        if on := self.session.article.mentions.get(self.pick(data)) if data.draw(st.booleans()) else None:
            place |= {"start": on.start, "end": on.end, "gaps": on.gaps}
        self.attempt(lambda: mentions.create(self.session.article, LABELS, kind=kind, label=label, **place))

    @rule(data=st.data())
    def relabel(self, data: st.DataObject) -> None:
        key = self.pick(data)
        kind = self.session.article.mentions[key].kind if key in self.session.article.mentions else "entity"
        label = self.one_of(data, [label.code for label in LABELS.labels(kind)])
        self.attempt(lambda: mentions.relabel(self.session.article, LABELS, key, label=label))

    @rule(data=st.data(), edge=st.sampled_from(("start", "end")))
    def move_edge(self, data: st.DataObject, edge: str) -> None:
        key, to = self.pick(data), self.place(data)
        self.attempt(lambda: mentions.move_edge(self.session.article, key, edge=edge, to=to))

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        key, at = self.pick(data), self.place(data)
        self.attempt(lambda: mentions.split(self.session.article, key, at=at))

    @rule(data=st.data(), with_the=st.sampled_from((mentions.merge_next, mentions.merge_previous)))
    def merge(self, data: st.DataObject, with_the: object) -> None:
        key = self.pick(data)
        self.attempt(lambda: with_the(self.session.article, key))

    @rule(data=st.data(), what=st.sampled_from((mentions.delete, reviews.accept, reviews.reject)))
    def decide(self, data: st.DataObject, what: object) -> None:
        key = self.pick(data)
        self.attempt(lambda: what(self.session.article, key))

    @rule(data=st.data())
    def accept_all(self, data: st.DataObject) -> None:
        start, end = sorted((self.place(data), self.place(data)))
        article, score = self.session.article, data.draw(st.sampled_from((None, 0.5, 0.85)))
        chosen = reviews.suggestions(article, start=start, end=end, min_score=score)
        self.attempt(lambda: reviews.accept_all(article, chosen))

    @rule(data=st.data())
    def carry_to_other_places(self, data: st.DataObject) -> None:
        article, given = self.session.article, self.pick(data)
        if chosen := article.mentions.get(given):
            found = places(article, chosen, namesakes(article.text, start=chosen.start, end=chosen.end))
            self.attempt(lambda: propagate(article, self.session.labels, given, found))

    @rule(data=st.data(), note=st.text(max_size=5))
    def note(self, data: st.DataObject, note: str) -> None:
        key = self.pick(data)
        self.attempt(lambda: mentions.set_note(self.session.article, key, note=note))

    @rule(data=st.data(), code=st.sampled_from(("polarity", "modality", "tense")))
    def attribute(self, data: st.DataObject, code: str) -> None:
        key = self.pick(data)
        self.attempt(lambda: events.cycle_attribute(self.session.article, LABELS, key, code=code))

    @rule(data=st.data())
    def add_argument(self, data: st.DataObject) -> None:
        event, filler = self.pick(data, "event"), self.pick(data)
        role = data.draw(st.sampled_from([role.code for role in LABELS.roles]))
        self.attempt(lambda: arguments.add(self.session.article, LABELS, event=event, role=role, filler=filler))

    @precondition(lambda self: self.session.article.arguments)
    @rule(data=st.data())
    def change_argument(self, data: st.DataObject) -> None:
        key = self.one_of(data, sorted(self.session.article.arguments))
        role = data.draw(st.sampled_from([role.code for role in LABELS.roles]))
        if data.draw(st.booleans()):
            self.attempt(lambda: arguments.set_role(self.session.article, LABELS, key, role=role))
        else:
            self.attempt(lambda: arguments.remove(self.session.article, key))

    @rule(data=st.data())
    def relate(self, data: st.DataObject) -> None:
        head, tail = self.pick(data, "event"), self.pick(data, "event")
        kind = data.draw(st.sampled_from([relation.code for relation in LABELS.relations]))
        self.attempt(lambda: relations.add(self.session.article, LABELS, type=kind, head=head, tail=tail))

    @precondition(lambda self: self.session.article.relations)
    @rule(data=st.data())
    def unrelate(self, data: st.DataObject) -> None:
        key = self.one_of(data, sorted(self.session.article.relations))
        self.attempt(lambda: relations.remove(self.session.article, key))

    @precondition(lambda self: self.session.article.relations)
    @rule(data=st.data(), retype=st.booleans())
    def change_relation(self, data: st.DataObject, retype: bool) -> None:
        key, article = self.one_of(data, sorted(self.session.article.relations)), self.session.article
        kind = data.draw(st.sampled_from([relation.code for relation in LABELS.relations]))
        if retype:
            self.attempt(lambda: relations.retype(article, LABELS, key, type=kind, closure=self.session.closure))
        else:
            self.attempt(lambda: relations.flip(article, LABELS, key, closure=self.session.closure))

    @rule(data=st.data(), name=st.sampled_from(("", "E-putin", "الزيارة")), whole=st.booleans())
    def link_new(self, data: st.DataObject, name: str, whole: bool) -> None:
        key, article = self.pick(data), self.session.article
        kind = article.mentions[key].kind if key in article.mentions else "entity"
        taken = self.session.ref_taken(kind)
        self.attempt(lambda: clusters.link_new(article, key, name=name, whole_chain=whole, ref_taken=taken))

    @rule(data=st.data(), whole=st.booleans())
    def link(self, data: st.DataObject, whole: bool) -> None:
        lines = [*self.session.store.all_clusters("entity"), *self.session.store.all_clusters("event")]
        refs = sorted((line.cluster.id for line in lines), key=str)
        wanted, key = self.one_of(data, refs), self.pick(data)
        cluster = next((line.cluster for line in lines if line.cluster.id == wanted), None)
        if cluster is None:
            return
        article, taken = self.session.article, self.session.ref_taken(cluster.kind)
        self.attempt(lambda: clusters.link(article, key, cluster=cluster, whole_chain=whole, ref_taken=taken))

    @rule(data=st.data())
    def unlink(self, data: st.DataObject) -> None:
        key = self.pick(data)
        self.attempt(lambda: clusters.unlink(self.session.article, key))

    @rule(data=st.data(), name=st.sampled_from(("بوتين", "آخر")))
    def rename(self, data: st.DataObject, name: str) -> None:
        key = self.one_of(data, sorted(self.session.article.clusters))
        if key in self.session.article.clusters:
            cluster = self.session.article.clusters[key]
            self.attempt(lambda: clusters.rename(cluster, name=name))

    def cluster(self, data: st.DataObject) -> Cluster | None:
        rows = self.session.store.all_clusters("entity") + self.session.store.all_clusters("event")
        found = {line.cluster.id: line.cluster for line in rows}
        return found.get(self.one_of(data, sorted(found)))

    @rule(data=st.data())
    def merge_clusters(self, data: st.DataObject) -> None:
        kept, gone, store = self.cluster(data), self.cluster(data), self.session.store
        if kept is not None and gone is not None:
            self.attempt(
                lambda: regroup.merge(
                    kept, gone, mentions=store.cluster_mentions(gone.id), ties=store.ties(),
                    ref_taken=self.session.ref_taken(kept.kind),
                )
            )  # fmt: skip

    @rule(data=st.data(), some=st.integers(0, 3), name=st.sampled_from(("بوتين", "آخر", "")))
    def split_cluster(self, data: st.DataObject, some: int, name: str) -> None:
        cluster = self.cluster(data)
        if cluster is not None:
            chosen = self.session.store.cluster_mentions(cluster.id)[:some]
            taken = self.session.ref_taken(cluster.kind)
            self.attempt(lambda: regroup.split(cluster, mentions=chosen, name=name, ref_taken=taken))

    @rule(data=st.data(), some=st.integers(0, 3))
    def move_between_clusters(self, data: st.DataObject, some: int) -> None:
        cluster, target = self.cluster(data), self.cluster(data)
        if cluster is not None and target is not None:
            chosen = self.session.store.cluster_mentions(cluster.id)[-some:] if some else []
            taken = self.session.ref_taken(cluster.kind)
            self.attempt(lambda: regroup.move(cluster, target, mentions=chosen, ref_taken=taken))

    @rule(data=st.data())
    def link_with_a_mention(self, data: st.DataObject) -> None:
        key, other = self.pick(data), self.one_of(data, [m.id for m in self.session.store.mentions("article2")])
        row, article = self.session.store.mention(other), self.session.article
        if row is not None:
            taken = self.session.ref_taken(row.kind)
            self.attempt(lambda: clusters.link_pair(article, key, other=row, text="زار", ref_taken=taken))

    @rule(data=st.data())
    def tell_apart(self, data: st.DataObject) -> None:
        key, other = self.pick(data), self.cluster(data)
        if other is not None:
            self.attempt(lambda: clusters.distinguish(self.session.article, key, other=other.id, name=other.name))

    @rule(data=st.data())
    def affiliate(self, data: st.DataObject) -> None:
        one, other, store = self.cluster(data), self.cluster(data), self.session.store
        if one is not None and other is not None:
            self.attempt(lambda: regroup.affiliate(one, other, ties=store.ties()))

    @rule(state=st.sampled_from(("new", "in_progress", "done")))
    def set_state(self, state: str) -> None:
        self.attempt(lambda: reviews.set_state(self.session.article, state=state))

    @rule()
    def undo(self) -> None:
        done = self.session.undo()
        assert (done is not None) == (self.at > 0)
        self.at -= done is not None

    @rule()
    def redo(self) -> None:
        done = self.session.redo()
        assert (done is not None) == (self.at + 1 < len(self.past))
        self.at += done is not None

    @rule(key=st.sampled_from(("article1", "article2")))
    def open_article(self, key: str) -> None:
        self.session.open(key)

    @rule()
    def reopen(self) -> None:
        path, shown = self.session.store.path, self.session.article.row.id
        self.session.close()
        self.session = Session(Store.open(path, author="أمل"))
        self.session.open(shown)

    @invariant()
    def tables_memory_and_model_agree(self) -> None:
        if not hasattr(self, "session"):
            return
        rows = self.rows()
        assert rows == self.past[self.at]
        article = self.session.article
        key = article.row.id
        memory = {article.row.id: article.row, **article.mentions, **article.arguments, **article.relations}
        assert memory == {
            k: row
            for k, row in rows.items()
            if k == key or (isinstance(row, Mention | Argument | Relation) and row.article == key)
        }
        assert article.ordered == sorted(article.mentions.values(), key=lambda m: (m.start, -m.end, m.id))
        assert article.progress == (
            sum(m.status != "suggested" for m in article.mentions.values()),
            len(article.mentions),
        )
        for row in rows.values():
            if isinstance(row, Mention) and row.cluster is not None:
                cluster = rows[row.cluster]
                assert cluster.kind == row.kind
                assert cluster.scope in ("", row.article)
        for argument in article.arguments.values():
            assert argument.event in article.mentions
            assert argument.filler in article.mentions


DEEP = int(os.environ.get("TAWSIM_DEEP", "0"))
TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=DEEP or 25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
