"""Tables: derived from the rows without loss, and guarded by constraints and triggers."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db.codec import SCHEMA_VERSION
from db.errors import Conflict
from db.rows import ROW_TYPES, Argument, Article, Change, Cluster, Mention, Region, Relation
from db.schema import APPLICATION_ID, CLASSES, TABLES
from tests.db.corpora import empty, filled


def test_each_table_has_the_fields_of_its_row_in_their_order() -> None:
    for cls in ROW_TYPES:
        assert TABLES[cls].c.keys() == [item.name for item in dataclasses.fields(cls)]
        assert CLASSES[TABLES[cls].name] is cls


def test_every_field_of_every_row_comes_back_as_it_went_in(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        article = store.articles()[0].article
        names = "قمة \"بيونغ يانغ\"", "اللقاء"
        cluster = Cluster("event", "V-1", "القمة", label="Meet", external="Q1", note="ملاحظة", aliases=names)
        event = Mention(
            article.id, "event", "Meet", 5, 30, gaps=((8, 10), (15, 20)), cluster=cluster.id, status="edited",
            source="m", score=0.25, attributes=(("polarity", "Positive"), ("tense", "Past")), ref="v9",
            note="؟", layer="b",
        )  # fmt: skip
        other = Mention(article.id, "event", "Meet", 6, 7, score=1)
        rows = [
            cluster, event, other, Region(article.id, 1, 2, "caption", reference_date="2024-06-19"),
            Argument(article.id, event.id, "Place", other.id, status="rejected", score=0.5, layer="b"),
            Relation(article.id, "CAUSES", event.id, other.id, status="accepted", layer="b"),
        ]  # fmt: skip
        store.commit("test", [Change(None, row) for row in rows])
        fuller = replace(article, source="جريدة", published="2024-06", state="done", extra='{"a": 1}')
        store.commit("test", [Change(article, fuller)])
        for row in (*rows, fuller):
            assert store.row(type(row), row.id) == row


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": -1},
        {"start": 9, "end": 9},
        {"end": 100_000},
        {"status": "maybe"},
        {"kind": "thing"},
        {"cluster": "nobody"},
        {"article": "nobody"},
    ],
)
def test_a_wrong_mention_is_refused_and_leaves_nothing(tmp_path: Path, wrong: dict[str, object]) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        article = store.articles()[0].article
        before = store.mentions(article.id)
        good = Mention(article.id, "entity", "PER", 3, 5)
        with pytest.raises(Conflict):
            store.commit("test", [Change(None, good), Change(None, replace(good, id="x", **wrong))])
        with pytest.raises(Conflict):
            store.commit("test", [Change(before[0], replace(before[0], **wrong))])
        assert store.mentions(article.id) == before
        assert store.undo_top is None
        assert len(store.history()) == 1


def test_a_mention_in_use_cannot_be_deleted_alone(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        article = store.articles()[0].article.id
        [argument], [relation] = store.arguments(article), store.relations(article)
        event = store.row(Mention, argument.event)
        with pytest.raises(Conflict):
            store.commit("mention.delete", [Change(event, None)])
        # children may come after their parent: foreign keys are looked at when all is written
        store.commit("mention.delete", [Change(event, None), Change(argument, None), Change(relation, None)])
        assert store.mention(argument.event) is None


def test_progress_counters_follow_every_mention(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim", mentions=4) as store:
        article = store.articles()[0].article.id
        one, two, *_ = store.mentions(article)
        assert (store.progress().total, store.progress().reviewed) == (6, 0)
        store.commit("x", [Change(one, replace(one, status="accepted")), Change(two, replace(two, status="rejected"))])
        assert (store.articles()[0].total, store.articles()[0].reviewed) == (6, 2)
        mine = Mention(article, "entity", "PER", 1, 2, status="accepted")
        other = Mention(article, "entity", "PER", 1, 2, status="accepted", layer="second")
        store.commit("x", [Change(None, mine), Change(None, other)])
        assert (store.progress().total, store.progress().reviewed) == (7, 3)
        assert store.progress(layer="second").total == 1
        store.commit("x", [Change(other, replace(other, layer="main")), Change(mine, None)])
        assert (store.progress().total, store.progress().reviewed) == (7, 3)
        assert store.progress(layer="second").total == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE article_text SET text = 'x'",
        "UPDATE article SET length = 1",
        "UPDATE article SET sha256 = 'x'",
        "DELETE FROM change",
        "UPDATE change SET after = NULL",
        "DELETE FROM changeset",
        "UPDATE changeset SET author = 'x'",
    ],
)
def test_texts_and_journal_cannot_be_rewritten_even_by_hand(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        one = store.mentions(store.articles()[0].article.id)[0]
        store.commit("x", [Change(one, replace(one, label="ORG"))])
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    empty(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        strict = connection.execute(
            "SELECT count(*) FROM pragma_table_list WHERE strict AND schema = 'main'"
        ).fetchone()
        assert strict == (13,)


def test_two_articles_cannot_share_a_ref(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        head = store.articles()[0].article
        with pytest.raises(Conflict):
            store.commit("x", [Change(None, Article(head.ref, "t", 1, 1, "s", "r"))])
