"""Backups: whole copies under a name of their own, or none at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from db.backup import backup_folder
from db.check import check
from db.errors import WorldError
from db.rows import Change
from db.store import Store
from tests.db.corpora import filled


def test_a_backup_is_the_corpus_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "أخبار.tawsim"
    with filled(path) as store:
        row = store.mentions(store.articles()[0].article.id)[0]
        store.commit("x", [Change(row, replace(row, label="ORG"))])
        copy = store.backup()
        assert copy.parent == backup_folder(path) == tmp_path / "أخبار.backups"
        assert copy.name.startswith("أخبار.backup-")
        assert copy.suffix == ".tawsim"
        store.commit("x", [Change(replace(row, label="ORG"), row)])
        assert store.backup() != copy
        assert len(list(copy.parent.iterdir())) == 2
        assert check(copy) == []
        with Store.open(copy) as other:
            assert other.replica != store.replica
            assert other.mention(row.id) == replace(row, label="ORG")
            assert other.undo() is not None
            assert other.mention(row.id) == row
            assert other.text(row.article) == store.text(row.article)


def test_a_backup_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        backup_folder(path).write_text("a file is in the way", encoding="utf-8")
        with pytest.raises(WorldError) as caught:
            store.backup()
        assert caught.value.code == "read_only"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.backups", "a.tawsim"]
