"""The engine: durable pragmas, one file when closed, and SQLite's complaints in our words."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
import sqlalchemy as sa

from db.codec import SCHEMA_VERSION
from db.engine import Database, _file_uri, identify, uri, world_error
from db.errors import WorldError
from db.rows import Change
from db.store import Store
from tests.db.corpora import bundle, empty, filled


def files(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(item.name for item in folder.iterdir())


def test_every_connection_is_durable_and_checks_foreign_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    empty(path).close()
    database = Database(path)
    with database.reading() as connection:
        got = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert got == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    database.close()


def test_a_closed_corpus_is_one_file_and_reading_leaves_it_so(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    store = filled(path)
    assert files(tmp_path) == ["a.tawsim", "a.tawsim-shm", "a.tawsim-wal", "a.tawsim.lock"]
    store.close()
    assert files(tmp_path) == ["a.tawsim"]
    before = path.read_bytes()
    with Store.open(path, read_only=True) as reader:
        assert len(reader.articles()) == 1
    assert files(tmp_path) == ["a.tawsim"]
    assert path.read_bytes() == before


def test_a_reader_sees_commits_of_the_writer_and_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store, Store.open(path, read_only=True) as reader:
        article = store.articles()[0].article
        one = store.mentions(article.id)[0]
        store.commit("x", [Change(one, replace(one, label="ORG"))])
        assert reader.mentions(article.id)[0].label == "ORG"
        with pytest.raises(WorldError) as caught:
            reader.commit("x", [Change(one, replace(one, label="LOC"))])
        assert caught.value.code == "opened_read_only"


def test_a_write_that_fails_is_rolled_back(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    empty(path).close()
    database = Database(path)
    with pytest.raises(sa.exc.IntegrityError), database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('a', 'b'), ('replica', 'twice')")
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta WHERE key = 'a'").scalar() == 0
    database.close()


def test_not_a_corpus(tmp_path: Path) -> None:
    text, blank, foreign = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c.db"
    text.write_text("هذا ليس مدونة", encoding="utf-8")
    blank.touch()
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE t (x)")
    before = foreign.read_bytes()
    for path in (text, blank, foreign, tmp_path):
        for read_only in (True, False):
            with pytest.raises(WorldError) as caught:
                Store.open(path, read_only=read_only)
            assert caught.value.code == "not_a_corpus"
            assert caught.value.params["path"] == str(path)
    assert foreign.read_bytes() == before, "a file of another program is left alone"
    assert files(tmp_path) == ["a.txt", "b.db", "c.db"]


def test_missing(tmp_path: Path) -> None:
    for read_only in (True, False):
        with pytest.raises(WorldError) as caught:
            Store.open(tmp_path / "none.tawsim", read_only=read_only)
        assert caught.value.code == "missing"
    with pytest.raises(WorldError) as caught:
        empty(tmp_path / "no" / "folder.tawsim")
    assert caught.value.code == "missing"
    assert files(tmp_path) == []


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        empty(path)
    assert caught.value.code == "exists"
    assert path.read_text(encoding="utf-8") == "mine"
    assert files(tmp_path) == ["a.tawsim"]


@pytest.mark.parametrize("keep", [120, 5000, 0.5, 0.95])
def test_a_file_cut_short_is_damaged(tmp_path: Path, keep: float) -> None:
    path = tmp_path / "a.tawsim"
    filled(path, articles=5).close()
    content = path.read_bytes()
    path.write_bytes(content[: int(keep if keep > 1 else keep * len(content))])
    for read_only in (True, False):
        with pytest.raises(WorldError) as caught:
            Store.open(path, read_only=read_only)
        assert caught.value.code == "damaged"
    assert files(tmp_path) == ["a.tawsim"]


def test_a_corpus_without_its_label_set_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    for statement in (
        "DELETE FROM label_set",
        "UPDATE label_set SET json = '{}'",
        "DROP TABLE label_set",
        "DELETE FROM meta",
    ):
        empty(path).close()
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(statement)
        with pytest.raises(WorldError) as caught:
            Store.open(path)
        assert caught.value.code == "damaged"
        path.unlink()


def test_a_newer_corpus_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    empty(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 7")
    before = path.read_bytes()
    with pytest.raises(WorldError) as caught:
        Store.open(path)
    params = caught.value.params
    assert (caught.value.code, params["found"], params["known"]) == ("newer", 7, SCHEMA_VERSION)
    assert path.read_bytes() == before
    assert files(tmp_path) == ["a.tawsim"]


def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        before = store.articles()

        @sa.event.listens_for(store._database._engine, "checkout")
        def no_more_room(connection: sqlite3.Connection, *_rest: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")

        with pytest.raises(WorldError) as caught:
            store.bulk_import(bundle(f"9{i:03}", position=i + 1) for i in range(300))
        assert caught.value.code == "disk_full"
        assert store.articles() == before
        one = store.mentions(before[0].article.id)[0]
        with pytest.raises(WorldError) as caught:
            store.commit("x", [Change(one, replace(one, note="ن" * 100_000))])
        assert caught.value.code == "disk_full"
        assert store.undo_top is None
        assert store.mention(one.id) == one
        store.commit("x", [Change(one, replace(one, label="ORG"))])
        assert store.undo_top is not None


def test_a_file_locked_by_another_program_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.05)
    path = tmp_path / "a.tawsim"
    with filled(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        one = store.mentions(store.articles()[0].article.id)[0]
        store._database._engine.dispose()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorldError) as caught:
            store.commit("x", [Change(one, replace(one, label="ORG"))])
        assert caught.value.code == "busy"
        other.execute("ROLLBACK")
        assert store.commit("x", [Change(one, replace(one, label="ORG"))]).changes


def test_errors_of_the_world_and_of_ours_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    codes = {
        sqlite3.SQLITE_BUSY: "busy",
        sqlite3.SQLITE_IOERR | (3 << 8): "unreadable",
        sqlite3.SQLITE_READONLY | (1 << 8): "read_only",
        sqlite3.SQLITE_CORRUPT: "damaged",
        sqlite3.SQLITE_ERROR: None,
    }
    for number, code in codes.items():
        error = sqlite3.OperationalError("x")
        error.sqlite_errorcode = number
        found = world_error(error, path)
        assert (found and found.code) == code
    database = Database(path)
    with pytest.raises(sa.exc.OperationalError), database.reading() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
    database.close()


def test_a_file_in_a_read_only_folder_is_opened_without_side_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "م ج" / "a#?%.tawsim"
    path.parent.mkdir()
    filled(path).close()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)  # also for root, who may write anywhere
    assert uri(path, mode="ro").endswith("&immutable=1")
    assert identify(path, read_only=True) == SCHEMA_VERSION
    with Store.open(path, read_only=True) as store:
        assert len(store.articles()) == 1
    with pytest.raises(WorldError) as caught:
        Store.open(path)
    assert caught.value.code == "read_only"


def test_a_copy_opened_elsewhere_is_another_replica(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.tawsim", tmp_path / "b.tawsim"
    with filled(path) as store:
        replica, corpus = store.replica, store.corpus
    shutil.copy(path, copy)
    with Store.open(copy, read_only=True) as store:
        assert store.replica == replica
    with Store.open(copy) as store:
        other = store.replica
        assert other != replica
        assert store.corpus == corpus
    with Store.open(copy) as store:
        assert store.replica == other
    with Store.open(path) as store:
        assert store.replica == replica


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    path = tmp_path / ("ا" * 400)
    for read_only in (True, False):
        with pytest.raises(WorldError) as caught:
            Store.open(path, read_only=read_only)
        assert caught.value.code == "unreadable"
    with pytest.raises(WorldError):
        empty(path)


def test_a_folder_named_in_an_old_encoding(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xe3\xcf")  # Windows-1256
    try:
        folder.mkdir()
    except OSError:  # a system where every name is text
        return
    filled(folder / "a.tawsim").close()
    with Store.open(folder / "a.tawsim") as store:
        assert len(store.articles()) == 1


def test_the_name_sqlite_is_given() -> None:
    assert _file_uri(PurePosixPath("/a b/ج.tawsim")) == "file:///a%20b/%D8%AC.tawsim"
    assert _file_uri(PureWindowsPath("C:/a/b.tawsim")) == "file:///C:/a/b.tawsim"
    assert _file_uri(PureWindowsPath("//server/share/b.tawsim")) == "file:////server/share/b.tawsim"
