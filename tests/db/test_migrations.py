"""Migrations: step by step, backed up, in one piece; corpora of every released version still open."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.backup import backup_folder
from db.check import check
from db.engine import Database, identify
from db.errors import WorldError
from db.migrations import STEPS, Step, migrate
from db.schema import metadata
from db.store import Store
from tests.db.corpora import empty, filled

UPGRADE = Path(__file__).parents[1] / "upgrade"


def add_colour(connection: sa.Connection) -> None:
    """A step such as a later version may have."""
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
    assert [step.to_version for step in STEPS] == list(range(1, len(STEPS) + 1))


def test_the_steps_from_nothing_make_what_create_makes(tmp_path: Path) -> None:
    made, raised = tmp_path / "a.tawsim", tmp_path / "b.tawsim"
    empty(made).close()
    raised.touch()
    database = Database(raised)
    migrate(database, found=0)
    database.close()
    query = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    with closing(sqlite3.connect(made)) as one, closing(sqlite3.connect(raised)) as two:
        assert one.execute(query).fetchall() == two.execute(query).fetchall()
        assert len(one.execute("SELECT 1 FROM sqlite_master WHERE type = 'table'").fetchall()) == len(metadata.tables)


def test_an_older_corpus_is_backed_up_and_raised(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    filled(path).close()
    database = Database(path)
    migrate(database, found=1, steps=(*STEPS, Step(2, add_colour)))
    database.close()
    assert identify(path, read_only=True) == 2
    assert "colour" in columns(path, "cluster")
    [copy] = backup_folder(path).iterdir()
    assert identify(copy, read_only=True) == 1
    assert check(copy) == []


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    filled(path).close()
    database = Database(path)
    with pytest.raises(sa.exc.OperationalError):
        migrate(database, found=1, steps=(*STEPS, Step(2, add_colour), Step(3, fail)))
    database.close()
    assert identify(path, read_only=True) == 2
    assert columns(path, "cluster") >= {"colour"}
    assert "size" not in columns(path, "cluster")


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
    assert (caught.value.code, caught.value.params["found"], caught.value.params["known"]) == ("newer", 9, 1)
    with pytest.raises(WorldError) as caught:
        migrate(Database(path, read_only=True), found=1, steps=(*STEPS, Step(2, add_colour)))
    assert caught.value.code == "read_only"


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


def test_every_version_has_its_corpus() -> None:
    assert sorted(item.name for item in UPGRADE.glob("*.tawsim")) == [f"v{step.to_version}.tawsim" for step in STEPS]
