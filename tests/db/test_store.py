"""The store: bulk import in one piece or not at all, use from threads, opening again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.check import check
from db.errors import Cancelled, Conflict
from db.labelset import preset
from db.rows import Article, Change, Mention
from db.store import Store
from tests.db.corpora import article, bundle, empty, filled


def test_a_bulk_import_holds_everything(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    wanted = [bundle(f"{i:03}", position=i) for i in range(3)]
    with empty(path) as store:
        done = store.bulk_import(iter(wanted), params=[("files", "3")])
        assert (done.kind, done.label, done.changes, done.params) == ("import", "import", (), (("files", "3"),))
        assert [line.article for line in store.articles()] == [item.article for item in wanted]
        for item in wanted:
            own = item.article.id
            assert store.text(own) == item.text
            assert store.article(own) == item.article
            assert store.find_article(item.article.ref) == item.article
            assert store.regions(own) == list(item.regions)
            assert set(store.mentions(own)) == set(item.mentions)
            assert store.arguments(own) == list(item.arguments)
            assert store.relations(own) == list(item.relations)
            assert store.clusters([item.clusters[0].id, "nobody"]) == {item.clusters[0].id: item.clusters[0]}
        [header] = store.history()
        assert (header.seq, header.kind) == (done.seq, "import")
    assert check(path) == []


def test_the_label_set_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    Store.create(path, preset("ace2005")).close()
    with Store.open(path) as store:
        assert store.labels == preset("ace2005")


@pytest.mark.parametrize("error", [Cancelled, KeyboardInterrupt, OSError])
def test_an_import_that_stops_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.tawsim"

    def stopping() -> Iterator[ArticleBundle]:
        for i in range(200):
            yield bundle(f"n{i}", position=i + 1)
        raise error

    with filled(path) as store:
        one = store.mentions(store.articles()[0].article.id)[0]
        store.commit("x", [Change(one, replace(one, label="ORG"))])
        lines, history = store.articles(), store.history()
        with pytest.raises(error):
            store.bulk_import(stopping())
        assert store.articles() == lines
        assert store.history() == history
        assert store.undo() is not None
    assert check(path) == []


def test_an_import_that_breaks_a_rule_leaves_nothing(tmp_path: Path) -> None:
    good = bundle("001", position=1)
    outside = replace(good, mentions=(Mention(good.article.id, "entity", "PER", 0, 10**6),), arguments=(), relations=())
    twice = bundle("000", position=1)
    dangling = replace(good, mentions=())
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        lines = store.articles()
        for wrong in (outside, twice, dangling):
            with pytest.raises(Conflict):
                store.bulk_import([bundle("005", position=5), wrong])
            assert store.articles() == lines
        with pytest.raises(ValueError, match="code points"):
            store.bulk_import([ArticleBundle(article("9"), "short")])
    assert check(path) == []


def test_importing_nothing_writes_nothing(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        assert store.bulk_import([]).seq == 0
        assert len(store.history()) == 1


def test_a_backup_is_made_before_importing_into_a_corpus_with_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    folder = tmp_path / "a.backups"
    with filled(path) as store:
        assert not folder.exists()
        store.bulk_import([bundle("001", position=1)])
        [copy] = folder.iterdir()
        with Store.open(copy, read_only=True) as before:
            assert len(before.articles()) == 1
        assert len(store.articles()) == 2


def test_unknown_ids(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        for ask in (store.article, store.text):
            with pytest.raises(KeyError):
                ask("nobody")
        assert store.find_article("nobody") is None
        assert store.mention("nobody") is None
        assert store.row(Article, "nobody") is None
        assert store.mentions("nobody") == []


def test_an_import_in_a_worker_while_the_screen_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        reached, go_on = threading.Event(), threading.Event()

        def slowly() -> Iterator[ArticleBundle]:
            for i in range(1, 150):
                yield bundle(f"{i:03}", position=i)
            reached.set()
            assert go_on.wait(60)

        worker = threading.Thread(target=store.bulk_import, args=(slowly(),))
        worker.start()
        assert reached.wait(60)
        assert len(store.articles()) == 1, "nothing is seen of it before it is whole"
        go_on.set()
        worker.join()
        assert len(store.articles()) == 150
        one = store.mentions(store.articles()[-1].article.id)[0]
        store.commit("x", [Change(one, replace(one, label="ORG"))])
    assert check(path) == []


def test_a_closed_store_can_be_opened_again_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    filled(path).close()
    for _ in range(5):
        with Store.open(path) as store:
            assert len(store.articles()) == 1
