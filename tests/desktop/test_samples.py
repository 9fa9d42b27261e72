"""The sample corpus is made once, whole or not at all, and kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import Cancelled, WorldError
from db.store import Store
from desktop import paths, samples
from tests.source import ROOT


def test_it_holds_every_article_with_suggestions() -> None:
    corpus = samples.make()
    assert paths.data_dir() in corpus.parents
    with Store.open(corpus) as store:
        lines = store.articles()
        assert len(lines) == len(samples.files()) >= 6
        assert all(line.total > 30 and line.reviewed == 0 for line in lines)


def test_work_in_it_is_kept() -> None:
    corpus = samples.make()
    with Store.open(corpus, author="أمل") as store:
        replica = store.replica
    samples.make()
    with Store.open(corpus) as store:
        assert store.replica == replica


def test_nothing_half_made_stays() -> None:
    with pytest.raises(Cancelled):
        samples.make(cancelled=lambda: True)
    assert [file.name for file in samples.path().parent.iterdir()] == []


def test_a_crash_while_it_is_made_leaves_no_empty_one() -> None:
    program = "import os; from desktop import samples; samples.make(on_progress=lambda *_: os._exit(9))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 9
    with Store.open(samples.make()) as store:
        assert len(store.articles()) == len(samples.files())


def test_a_folder_that_cannot_be_made_is_told(own_home: Path) -> None:
    (own_home / ".local").write_text("", encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        samples.make()
    assert caught.value.code == "read_only"
