"""The sample corpus is made once, kept, and can be made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import Cancelled, WorldError
from db.store import Store
from desktop import paths, samples


@pytest.fixture(autouse=True)
def _data(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)


def test_it_holds_every_article_with_suggestions() -> None:
    corpus = samples.make()
    assert paths.data_dir() in corpus.parents
    with Store.open(corpus) as store:
        lines = store.articles()
        assert len(lines) == len(samples.files()) >= 6
        assert all(line.total > 30 and line.reviewed == 0 for line in lines)


def test_work_in_it_is_kept_and_a_fresh_one_puts_it_aside() -> None:
    corpus = samples.make()
    with Store.open(corpus, author="أمل") as store:
        replica = store.replica
    samples.make()
    with Store.open(corpus) as store:
        assert store.replica == replica
    samples.remake()
    with Store.open(corpus) as store:
        assert store.replica != replica
    with Store.open(corpus.with_name("sample-1.tawsim"), read_only=True) as store:
        assert len(store.articles()) >= 6


def test_nothing_half_made_stays() -> None:
    with pytest.raises(Cancelled):
        samples.make(cancelled=lambda: True)
    assert [file.name for file in samples.path().parent.iterdir()] == []


def test_a_folder_that_cannot_be_made_is_told(own_home: Path) -> None:
    (own_home / ".local").write_text("", encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        samples.make()
    assert caught.value.code == "read_only"
