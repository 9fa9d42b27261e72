"""Reading: orders, counts, pages of history, and the indexes that keep every list quick."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.queries import Progress
from db.rows import Change, Cluster, Mention
from db.store import Store
from tests.db.corpora import bundle, empty, filled


def test_articles_come_by_position_with_their_counts(tmp_path: Path) -> None:
    with empty(tmp_path / "a.tawsim") as store:
        assert store.articles() == []
        assert store.next_position() == 0
        store.bulk_import([bundle("b", position=2), bundle("a", position=0, mentions=3), bundle("c", position=1)])
        assert [(line.article.ref, line.total, line.reviewed) for line in store.articles()] == [
            ("a", 5, 0), ("c", 22, 0), ("b", 22, 0),
        ]  # fmt: skip
        first, second, third = store.article_ids()
        assert [first, second, third] == [line.article.id for line in store.articles()]
        assert [store.article_beside(at, step=1) for at in (-1, 0, 1, 2)] == [first, second, third, None]
        assert [store.article_beside(at, step=-1) for at in (0, 1, 2)] == [None, first, second]
        assert store.next_position() == 3
        assert [line.total for line in store.articles(layer="other")] == [0, 0, 0]


def test_mentions_come_by_start_the_longer_first(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim", mentions=1) as store:
        article = store.articles()[0].article.id
        spans = [(7, 8), (5, 9), (5, 7), (0, 50), (5, 20)]
        made = [Mention(article, "entity", "PER", start, end) for start, end in spans]
        store.commit("x", [Change(None, row) for row in made])
        store.commit("x", [Change(None, replace(made[0], id="other", layer="second"))])
        got = [(row.start, row.end) for row in store.mentions(article)]
        assert got == sorted(got, key=lambda span: (span[0], -span[1]))
        assert len(got) == 8
        assert [row.id for row in store.mentions(article, layer="second")] == ["other"]


def test_clusters_with_their_mentions(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim", articles=3) as store:
        articles = [line.article.id for line in store.articles()]
        own = {line.cluster.scope: line for line in store.all_clusters("entity")}
        assert set(own) == set(articles)
        assert all((line.mentions, line.articles) == (2, 1) for line in own.values())
        lonely, big, small, model = (
            Cluster("entity", ref, ref, source=source)
            for ref, source in (("lonely", "human"), ("big", "human"), ("small", "m"), ("model", "m"))
        )
        store.commit("x", [Change(None, row) for row in (lonely, big, small, model)])
        rows = [row for article in articles for row in store.mentions(article) if row.cluster is None][:60]
        store.commit("x", [Change(row, replace(row, cluster=big.id)) for row in rows[::2]])
        store.commit("x", [Change(rows[1], replace(rows[1], cluster=small.id))])
        store.commit("x", [Change(rows[3], replace(rows[3], cluster=model.id, status="rejected"))])
        names = [line.cluster.ref for line in store.all_clusters("entity")]
        assert names == ["big", "small", "lonely", "E-1", "E-1", "E-1"], (
            "a model's cluster of rejected mentions is left out"
        )
        line = store.all_clusters("entity")[0]
        assert (line.mentions, line.articles) == (30, 3)
        assert store.cluster_line(big.id) == line
        assert store.all_clusters("event") == []
        found = store.cluster_mentions(big.id)
        assert [(articles.index(row.article), row.start) for row in found] == sorted(
            (articles.index(row.article), row.start) for row in rows[::2]
        )
        assert store.find_cluster("entity", "big") == big
        assert store.find_cluster("entity", "E-1") is None


def test_many_ids_at_once(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        made = [Cluster("entity", f"E{i}", "x") for i in range(1200)]
        store.commit("x", [Change(None, row) for row in made])
        assert store.clusters(row.id for row in made) == {row.id: row for row in made}


def test_progress(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim", articles=3) as store:
        one, two, _ = (line.article for line in store.articles())
        row = store.mentions(one.id)[0]
        store.commit("x", [Change(one, replace(one, state="done")), Change(two, replace(two, state="in_progress"))])
        store.commit("x", [Change(row, replace(row, status="edited"))])
        assert store.progress() == Progress(new=1, in_progress=1, done=1, total=66, reviewed=1)
        assert store.progress().articles == 3


def test_history_in_pages(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        row = store.mentions(store.articles()[0].article.id)[0]
        for turn in range(25):
            store.commit("x", [Change(row, row := replace(row, label=f"L{turn}"))])
        whole = store.history()
        assert [header.seq for header in whole] == list(range(26, 0, -1))
        paged = store.history(limit=10)
        while page := store.history(limit=10, before_seq=paged[-1].seq):
            paged += page
        assert paged == whole
        assert store.history(article="nobody") == []


LISTS = {
    "articles": lambda store: store.articles(),
    "mentions": lambda store: store.mentions("x"),
    "arguments": lambda store: store.arguments("x"),
    "relations": lambda store: store.relations("x"),
    "regions": lambda store: store.regions("x"),
    "cluster_mentions": lambda store: store.cluster_mentions("x"),
    "cluster_line": lambda store: store.cluster_line("x"),
    "clusters": lambda store: store.clusters(["x"]),
    "article_beside": lambda store: store.article_beside(0, step=1),
    "find_article": lambda store: store.find_article("x"),
    "progress": lambda store: store.progress(),
    "history": lambda store: store.history(),
    "history of an article": lambda store: store.history(article="x"),
    "history of a row": lambda store: store.history(row_id="x"),
    "undo_top": lambda store: store.undo_top,
}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_scans_a_table_or_reads_texts(tmp_path: Path, name: str) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        row = store.mentions(store.articles()[0].article.id)[0]
        store.commit("x", [Change(row, replace(row, label="ORG"))])
        store._headers.clear()
        asked: list[tuple[str, object]] = []

        @sa.event.listens_for(store._database._engine, "before_cursor_execute")
        def note(_connection: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
            asked.append((statement, parameters))

        LISTS[name](store)
        sa.event.remove(store._database._engine, "before_cursor_execute", note)
        plans = []
        with store._database.reading() as connection:
            for statement, parameters in asked:
                if statement.startswith("SELECT"):
                    found = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, parameters)
                    plans += [line[3] for line in found]
        assert plans
        assert not [line for line in plans if "article_text" in line]
        whole = {
            "articles": ("SCAN article USING INDEX",),
            "progress": ("SCAN article USING COVERING", "SCAN article_progress"),
            "history": ("SCAN changeset",),
        }.get(name, ())
        assert not [line for line in plans if line.startswith("SCAN") and not line.startswith(whole or ("none",))]


def test_a_list_of_many_change_sets_opens_quickly(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store, store._database.writing() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 20001)"
            " INSERT INTO changeset SELECT i, hex(randomblob(16)), 'do', NULL, 'x', '{}', NULL, '', '', '', 1 FROM n"
        )
    with Store.open(path) as store:
        assert len(store._stacks.undo) == 20_000
        assert store.undo_top is not None
        assert store.undo_top.seq == 20_001
