"""The next mention that is in no cluster: by article and place, whatever is linked, rejected or only suggested."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from db import unlinked
from db.bundle import ArticleBundle
from db.rows import Change, Cluster, Mention
from db.store import Store
from tests.db.corpora import article, empty

TEXT = "قال إنه قال ثم قال"


def three(store: Store) -> list[list[Mention]]:
    """Three articles of three mentions each, the second article put first; all in one cluster."""
    one = Cluster("event", "E", "قول")
    made = []
    for ref, position in (("a", 1), ("b", 0), ("c", 2)):
        head = article(ref, text=TEXT, position=position)
        rows = [Mention(head.id, "event", "S", start, start + 3, cluster=one.id) for start in (0, 8, 15)]
        made.append((position, rows))
        clusters = (one,) if ref == "a" else ()
        store.bulk_import([ArticleBundle(head, TEXT, mentions=tuple(rows), clusters=clusters)])
    return [rows for _position, rows in sorted(made, key=lambda pair: pair[0])]


def free(store: Store, row: Mention, **more: object) -> Mention:
    """Take a mention out of its cluster."""
    after = replace(row, **{"cluster": None, **more})
    store.commit("x", [Change(row, after)])
    return after


def test_the_next_is_found_by_article_and_place(tmp_path: Path) -> None:
    with empty(tmp_path / "a.tawsim") as store:
        first, _second, third = three(store)
        assert store.next_unlinked("event", position=-1) is None
        late, early = free(store, third[1]), free(store, first[1])
        assert store.next_unlinked("event", position=-1) == (early.article, early.id)
        behind = (early.start, early.end, early.id)
        assert store.next_unlinked("event", position=0, place=behind) == (late.article, late.id)
        assert store.next_unlinked("event", position=2, place=(late.start, late.end, late.id)) is None
        assert store.next_unlinked("event", position=0) == (early.article, early.id)
        assert store.next_unlinked("entity", position=-1) is None
        assert store.next_unlinked("event", position=-1, layer="other") is None


def test_of_mentions_at_one_place_the_longer_comes_first(tmp_path: Path) -> None:
    with empty(tmp_path / "a.tawsim") as store:
        first, *_rest = three(store)
        short = free(store, first[1])
        long = replace(short, id="long", end=short.end + 4)
        store.commit("x", [Change(None, long)])
        assert store.next_unlinked("event", position=0) == (short.article, "long")
        assert store.next_unlinked("event", position=0, place=(long.start, long.end, "long")) == (
            short.article, short.id,
        )  # fmt: skip


def test_a_suggested_chain_is_no_cluster_and_what_is_rejected_is_passed_over(tmp_path: Path) -> None:
    with empty(tmp_path / "a.tawsim") as store:
        first, second, _third = three(store)
        free(store, first[0], status="rejected")
        chain = Cluster("event", "X-1", "قول", scope=second[0].article, source="model")
        store.commit("x", [Change(None, chain), Change(second[2], replace(second[2], cluster=chain.id))])
        assert store.next_unlinked("event", position=-1) == (second[2].article, second[2].id)


def test_the_search_goes_by_the_indexes_of_articles_and_of_their_mentions(tmp_path: Path) -> None:
    with empty(tmp_path / "a.tawsim") as store:
        three(store)
        path = store.path
    values = {"kind": "event", "layer": "main", "position": 0, "start": 0, "end": 3, "id": "x"}
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        plan = connection.execute(sa.text(f"EXPLAIN QUERY PLAN {unlinked._NEXT.text}"), values)
        steps = [line[-1] for line in plan]
    engine.dispose()
    assert any("article_position (position>?)" in step for step in steps), steps
    assert any("mention_article (article=? AND layer=?)" in step for step in steps), steps


def test_clusters_that_no_mention_is_in_are_told_if_a_person_made_them_or_wrote_of_them(tmp_path: Path) -> None:
    with empty(tmp_path / "a.tawsim") as store:
        first, *_rest = three(store)
        assert store.empty_clusters() == []
        own, model, noted, named = (
            Cluster("event", ref, ref, source=source, note=note, aliases=aliases)
            for ref, source, note, aliases in (
                ("own", "human", "", ()), ("model", "m", "", ()), ("noted", "m", "مهم", ()), ("named", "m", "", ("x",))
            )
        )  # fmt: skip
        store.commit("x", [Change(None, row) for row in (own, model, noted, named)])
        assert [row.ref for row in store.empty_clusters()] == ["named", "noted", "own"]
        free(store, first[0], cluster=own.id, status="rejected")
        assert [row.ref for row in store.empty_clusters()] == ["named", "noted"]
