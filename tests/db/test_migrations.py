"""Migrations: step by step, backed up, in one piece; corpora of every released version still open."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.backup import backup_folder
from db.check import check
from db.codec import SCHEMA_VERSION
from db.engine import Database, identify
from db.errors import WorldError
from db.migrations import STEPS, Step, migrate
from db.rows import Change
from db.schema import metadata
from db.store import Store
from tests.db.corpora import empty, filled

UPGRADE = Path(__file__).parents[1] / "upgrade"


def add_colour(connection: sa.Connection) -> None:
    """A step such as a later version may have, from the version of now on."""
    connection.exec_driver_sql("ALTER TABLE cluster ADD COLUMN colour TEXT")


def fail(connection: sa.Connection) -> None:
    """A step that breaks off in the middle."""
    connection.exec_driver_sql("ALTER TABLE cluster ADD COLUMN size TEXT")
    connection.exec_driver_sql("ALTER TABLE nothing ADD COLUMN size TEXT")


def columns(path: Path, table: str) -> set[str]:
    """The columns a table has in the file."""
    with closing(sqlite3.connect(path)) as connection:
        return {line[1] for line in connection.execute(f"PRAGMA table_info({table})")}


def test_versions_rise_by_one_and_end_at_the_schema_of_now() -> None:
    assert [step.to_version for step in STEPS] == list(range(2, SCHEMA_VERSION + 1))


def structure(path: Path) -> tuple[set[tuple[str, ...]], list[tuple[str, str, str]]]:
    """Every column with its type and rules, and every index and trigger as it was made."""
    columns = (
        "SELECT t.name, c.name, c.type, c.\"notnull\", coalesce(c.dflt_value, ''), c.pk, t.strict, t.wr"
        " FROM pragma_table_list t JOIN pragma_table_info(t.name) c"
        " WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite%'"
    )
    rest = "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE type <> 'table' ORDER BY type, name"
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute(columns)), connection.execute(rest).fetchall()


@pytest.mark.parametrize("name", sorted(item.name for item in UPGRADE.glob("*.tawsim")))
def test_the_steps_from_any_version_make_what_create_makes(tmp_path: Path, name: str) -> None:
    made, raised = tmp_path / "a.tawsim", tmp_path / "b.tawsim"
    empty(made).close()
    shutil.copy(UPGRADE / name, raised)
    Store.open(raised).close()
    assert structure(raised) == structure(made)
    assert len({column[0] for column in structure(made)[0]}) == len(metadata.tables)


def test_an_older_corpus_is_backed_up_and_raised(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    filled(path).close()
    database = Database(path)
    migrate(database, found=SCHEMA_VERSION, steps=(*STEPS, Step(SCHEMA_VERSION + 1, add_colour)))
    database.close()
    assert identify(path, read_only=True) == SCHEMA_VERSION + 1
    assert "colour" in columns(path, "cluster")
    [copy] = backup_folder(path).iterdir()
    assert identify(copy, read_only=True) == SCHEMA_VERSION
    assert check(copy) == []


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    filled(path).close()
    database = Database(path)
    later = Step(SCHEMA_VERSION + 1, add_colour), Step(SCHEMA_VERSION + 2, fail)
    with pytest.raises(WorldError, match="nothing") as caught:
        migrate(database, found=SCHEMA_VERSION, steps=(*STEPS, *later))
    assert caught.value.code == "damaged"
    database.close()
    assert identify(path, read_only=True) == SCHEMA_VERSION + 1
    assert columns(path, "cluster") >= {"colour"}
    assert "size" not in columns(path, "cluster")


@pytest.mark.parametrize(
    "odd", ["ALTER TABLE cluster ADD COLUMN aliases TEXT", "CREATE INDEX mention_unlinked ON mention (layer)"]
)
def test_a_corpus_that_is_not_what_its_version_says_is_damaged(tmp_path: Path, odd: str) -> None:
    path = tmp_path / "old.tawsim"
    shutil.copy(UPGRADE / "v1.tawsim", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(odd)
    with pytest.raises(WorldError) as error:
        Store.open(path)
    assert error.value.code == "damaged"
    assert identify(path, read_only=True) == 1


def test_nothing_to_do_makes_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    filled(path).close()
    Store.open(path).close()
    assert [item.name for item in tmp_path.iterdir()] == ["a.tawsim"]


def test_newer_and_read_only_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    filled(path).close()
    with pytest.raises(WorldError) as caught:
        migrate(Database(path), found=9)
    params = caught.value.params
    assert (caught.value.code, params["found"], params["known"]) == ("newer", 9, SCHEMA_VERSION)
    old = tmp_path / "old.tawsim"
    shutil.copy(UPGRADE / "v1.tawsim", old)
    with pytest.raises(WorldError) as caught:
        Store.open(old, read_only=True)
    assert (caught.value.code, caught.value.params["found"]) == ("older", 1)
    assert identify(old, read_only=True) == 1, "reading changes nothing"


@pytest.mark.parametrize("name", sorted(item.name for item in UPGRADE.glob("*.tawsim")))
def test_a_corpus_of_a_released_version_opens_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copy(UPGRADE / name, path)
    with Store.open(path) as store:
        [line] = store.articles()
        assert line.article.title == "لقاء بوتين وكيم"
        assert store.text(line.article.id)
        assert {row.label for row in store.mentions(line.article.id)} == {"PER", "Meet", "ORG"}
        undone = 0
        while store.undo():
            undone += 1
        assert undone == 3
        assert {row.label for row in store.mentions(line.article.id)} == {"PER", "Meet"}
        while store.redo():
            undone -= 1
        assert undone == 0
    assert check(path) == []


def test_other_names_are_given_to_clusters_of_a_corpus_that_knew_none(tmp_path: Path) -> None:
    path = tmp_path / "old.tawsim"
    shutil.copy(UPGRADE / "v1.tawsim", path)
    with Store.open(path) as store:
        [backup] = backup_folder(path).iterdir()
        assert identify(backup, read_only=True) == 1
        putin = store.find_cluster("entity", "E-putin")
        assert putin is not None
        assert putin.aliases == ()
        named = replace(putin, aliases=("القيصر",))
        store.commit("cluster.alias_add", [Change(putin, named)])
    with Store.open(path) as store:
        assert store.find_cluster("entity", "E-putin") == named
        while store.undo():
            pass
        assert store.find_cluster("entity", "E-putin") is None, "back to before what the old program did"
        while store.redo():
            pass
        assert store.find_cluster("entity", "E-putin") == named
    assert check(path) == []
    assert len(list(backup_folder(path).iterdir())) == 1


def test_every_version_has_its_corpus() -> None:
    versions = range(1, SCHEMA_VERSION + 1)
    assert sorted(item.name for item in UPGRADE.glob("*.tawsim")) == [f"v{number}.tawsim" for number in versions]
