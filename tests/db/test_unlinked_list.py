"""The list of mentions in no cluster: read by slices, searched, ordered, right whatever changes while it is read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from db import unlinked, unlinked_list
from db.arabic import fold_key
from db.bundle import ArticleBundle
from db.rows import Change, Cluster, Mention
from db.store import Store
from db.unlinked_list import UnlinkedList
from tests.db.corpora import article, empty

TEXT = "بوتين في بيونغ يانغ مع كيم، وقال الرئيس بوتِين إن كيم\nضيفه"
WORDS = ("بوتين", "بيونغ يانغ", "كيم", "الرئيس", "بوتِين", "ضيفه")
ARTICLES = 4


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with empty(tmp_path / "a.tawsim") as store:
        heads = [article(f"{number}", text=TEXT, position=number, title=f"خبر {number}") for number in range(ARTICLES)]
        store.bulk_import(ArticleBundle(head, TEXT, mentions=tuple(mentions(head.id))) for head in reversed(heads))
        yield store


def mentions(article_id: str) -> Iterator[Mention]:
    """One entity for each of the words, and an event."""
    for words in WORDS:
        start = TEXT.index(words)
        label = "GPE" if " " in words else "PER"
        yield Mention(article_id, "entity", label, start, start + len(words), source="m")
    yield Mention(article_id, "event", "Statement", TEXT.index("قال"), TEXT.index("قال") + 3, source="m")


def listed(known: UnlinkedList, **wanted: object) -> list[str]:
    """``article: words`` of what the list has, in its order."""
    found = known.page(first=0, size=500, **{"order": "place", **wanted})  # type: ignore[arg-type]
    return [f"{line.title[-1]}: {line.words}" for line in found]


def truth(store: Store) -> list[str]:
    """The same by looking at every mention."""
    found = []
    for line in store.articles():
        for row in store.mentions(line.article.id):
            if row.kind == "entity" and row.cluster is None and row.status != "rejected":
                found.append(f"{line.article.title[-1]}: {' '.join(TEXT[row.start : row.end].split())}")
    return found


def test_it_is_read_by_slices_and_stands_in_the_order_of_the_text(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unlinked_list, "SLICE", 5)
    known = store.unlinked_list("entity")
    counts = []
    while not known.read_on(0.0):
        counts.append(known.count())
    assert counts == [5, 10, 15, 20]
    assert known.count() == store.count_unlinked("entity") == len(WORDS) * ARTICLES
    assert listed(known) == truth(store)
    assert store.count_unlinked("event") == ARTICLES
    known.close()


def test_it_is_searched_narrowed_ordered_and_paged(store: Store) -> None:
    known = store.unlinked_list("entity")
    assert known.read_on(60)
    assert {line[3:] for line in listed(known, query=fold_key("بُوتين"))} == {"بوتين", "بوتِين"}
    assert known.count(query="يانغ بيون") == ARTICLES
    assert known.count(query="بيونغ", label="PER") == 0
    assert known.count(label="GPE") == ARTICLES
    by_name = listed(known, order="name")
    keys = [(fold_key(line[3:]), line[0]) for line in by_name]
    assert keys == sorted(keys), "and those of one name by their place"
    assert listed(known, order="name", query="كيم") == [line for line in by_name if "كيم" in line]
    by_type = listed(known, order="type")
    assert [line[3:] for line in by_type[:ARTICLES]] == ["بيونغ يانغ"] * ARTICLES
    assert listed(known, order="type", label="PER") == by_type[ARTICLES:]
    for order in ("place", "name", "type"):
        whole = listed(known, order=order)
        pages = [known.page(order=order, first=first, size=7) for first in range(0, 28, 7)]
        assert [f"{line.title[-1]}: {line.words}" for page in pages for line in page] == whole
    known.close()


@pytest.mark.parametrize("seed", range(6))
def test_it_is_right_whatever_changes_while_it_is_read(
    store: Store, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(unlinked_list, "SLICE", 4)
    dice, known = random.Random(seed), store.unlinked_list("entity")
    cluster = Cluster("entity", "E", "بوتين")
    store.commit("x", [Change(None, cluster)])
    for _ in range(60):
        if dice.random() < 0.25:
            known.read_on(0.0)
        done = store.undo() if dice.random() < 0.2 else store.commit("x", change(store, cluster, dice))
        if done is not None:
            known.changed(done.changes)
        if store.clusters([cluster.id]) == {}:
            done = store.redo()
            assert done is not None
            known.changed(done.changes)
        if known.complete:
            assert listed(known) == truth(store)
            assert known.count() == store.count_unlinked("entity")
    known.read_on(60)
    assert listed(known) == truth(store)
    known.close()


def change(store: Store, cluster: Cluster, dice: random.Random) -> list[Change]:
    """Something done to a mention: linked, freed, rejected, moved, made or deleted."""
    home = dice.choice(store.article_ids())
    found = [row for row in store.mentions(home) if row.kind == "entity"]
    if not found or dice.random() < 0.15:
        start = dice.randrange(len(TEXT) - 3)
        return [Change(None, Mention(home, "entity", "PER", start, start + 3, status="accepted"))]
    row = dice.choice(sorted(found, key=lambda each: (each.start, each.end)))
    return [
        dice.choice((
            Change(row, replace(row, cluster=cluster.id)), Change(row, replace(row, cluster=None)),
            Change(row, replace(row, status="rejected")), Change(row, replace(row, status="accepted")),
            Change(row, replace(row, start=row.start + 1) if row.end - row.start > 1 else row), Change(row, None),
        ))
    ]  # fmt: skip


@pytest.mark.parametrize("look", [0, 3, 10, 100])
def test_pages_are_the_same_however_they_are_sought(
    store: Store, monkeypatch: pytest.MonkeyPatch, look: int
) -> None:
    monkeypatch.setattr(unlinked_list, "LOOK", look)
    known = store.unlinked_list("entity")
    known.read_on(60)
    every = known.page(order="place", first=0, size=99)
    for order in ("place", "name", "type"):
        for query in ("ي", "بوتين", "كيم", "xyz", "يانغ بي"):
            for label in (None, "PER", "GPE", "ORG"):
                wanted = [line for line in every if all(word in fold_key(line.words) for word in query.split())
                          and label in (None, line.label)]  # fmt: skip
                keys = {"place": lambda _line: "", "name": lambda line: fold_key(line.words), "type": lambda x: x.label}
                wanted.sort(key=keys[order])
                for size in (1, 4):
                    found = [
                        line
                        for first in range(0, len(wanted) + size, size)
                        for line in known.page(order=order, first=first, size=size, query=query, label=label)
                    ]
                    assert found == wanted
                assert known.count(query=query, label=label) == len(wanted)
    known.close()


def test_other_layers_and_what_is_told_of_a_mention(store: Store) -> None:
    known = store.unlinked_list("entity")
    known.read_on(60)
    row = store.mentions(store.article_ids()[0])[0]
    other = replace(row, layer="gold", id="other")
    done = store.commit("x", [Change(None, other)])
    known.changed(done.changes)
    assert known.count() == len(WORDS) * ARTICLES
    whole = Mention(row.article, "entity", "PER", 0, len(TEXT), gaps=((5, len(TEXT) - 4),), id="whole")
    done = store.commit("x", [Change(None, whole)])
    assert known.changed(done.changes)
    [line] = [each for each in known.page(order="place", first=0, size=9) if each.mention == "whole"]
    assert (line.words, line.article, line.label) == ("بوتين ضيفه"[:10], row.article, "PER")
    assert not known.changed([])
    known.close()


def test_only_the_mentions_in_no_cluster_are_read_by_their_index(store: Store) -> None:
    path = store.path
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        for query in (unlinked._BEHIND.element, unlinked._COUNT):
            values = {"kind": "entity", "layer": "main", "last": 0, "limit": 5}
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query.text}", values)
            steps = [line[-1] for line in plan]
            assert any("mention_unlinked (layer=? AND kind=?" in step for step in steps), steps
            assert not any("TEMP B-TREE" in step for step in steps), steps
    engine.dispose()
