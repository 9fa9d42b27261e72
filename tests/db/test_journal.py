"""The journal: what a commit writes, how it is taken back, and what it refuses."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db import codec, journal
from db.errors import Conflict, WorldError
from db.journal import Stacks, fold
from db.rows import Argument, Change, Cluster, Mention
from db.store import Store
from tests.db.corpora import bundle, filled


def lines(path: Path) -> list[tuple[Any, ...]]:
    """The journal's rows as they lie in the file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT row_type, row_id, before, after FROM change ORDER BY seq").fetchall()


def first(store: Store) -> Mention:
    """The first mention of the first article."""
    return store.mentions(store.articles()[0].article.id)[0]


def test_only_changed_fields_are_kept_and_whole_rows_when_made_or_deleted(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        one = first(store)
        two = replace(one, end=7, gaps=((2, 3),), attributes=(("polarity", "Negative"),))
        new = Mention(one.article, "entity", "ORG", 0, 4)
        store.commit("x", [Change(one, two), Change(None, new)])
        store.commit("x", [Change(new, None)])
        resized, made, deleted = lines(path)
    assert resized[:2] == ("mention", one.id)
    assert json.loads(resized[2]) == {"end": one.end, "gaps": [], "attributes": {}}
    assert json.loads(resized[3]) == {"end": 7, "gaps": [[2, 3]], "attributes": {"polarity": "Negative"}}
    assert made[2] is None
    assert json.loads(made[3]).keys() == set(codec.FIELDS[Mention])
    assert deleted[2:] == (made[3], None)


def test_a_header_says_who_when_where_and_in_which_version(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        one = first(store)
        done = store.commit(
            "mention.relabel", [Change(one, replace(one, label="ORG"))], params=[("text", "بوتين"), ("a", "1")]
        )
        assert done.kind == "do"
        assert done.params == (("a", "1"), ("text", "بوتين"))
        assert (done.author, done.replica, done.article) == ("amal", store.replica, one.article)
        assert done.at.endswith("+00:00")
        [header, imported] = store.history()
        assert (header.id, header.label, header.params, header.author) == (done.id, done.label, done.params, "amal")
        assert (header.seq, header.at, header.article) == (done.seq, done.at, one.article)
        assert imported.kind == "import"
    with closing(sqlite3.connect(path)) as connection:
        versions = connection.execute("SELECT DISTINCT schema_version FROM changeset").fetchall()
    assert versions == [(codec.SCHEMA_VERSION,)]


def test_changes_that_change_nothing_are_dropped(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        one = first(store)
        assert store.commit("x", [Change(one, replace(one))]).changes == ()
        assert store.commit("x", []).changes == ()
        assert store.undo_top is None
        assert len(store.history()) == 1


@pytest.mark.parametrize("field", ["label", "end", "score", "gaps", "attributes", "cluster", "status"])
def test_a_change_computed_from_another_value_is_a_conflict(tmp_path: Path, field: str) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        one = first(store)
        other = {"label": "LOC", "end": 9, "score": None, "gaps": ((1, 2),), "attributes": (("a", "b"),),
                 "cluster": None, "status": "rejected"}[field]  # fmt: skip
        stale = replace(one, **{field: other})
        with pytest.raises(Conflict):
            store.commit("x", [Change(stale, replace(one, note="ملاحظة", **{field: getattr(one, field)}))])
        with pytest.raises(Conflict):
            store.commit("x", [Change(stale, None)])
        assert first(store) == one
        # fields that do not change are not compared: a note written from a stale row still goes through
        store.commit("x", [Change(stale, replace(stale, note="ملاحظة"))])
        assert first(store) == replace(one, note="ملاحظة")


def test_a_row_that_is_gone_or_there_already_is_a_conflict(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        one = first(store)
        new = Mention(one.article, "entity", "PER", 0, 1)
        with pytest.raises(Conflict):
            store.commit("x", [Change(new, replace(new, label="ORG"))])
        with pytest.raises(Conflict):
            store.commit("x", [Change(None, one)])


def test_one_conflict_takes_the_whole_gesture_back(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        one, two, *_ = store.mentions(first(store).article)
        good = store.commit("x", [Change(one, replace(one, label="ORG"))])
        with pytest.raises(Conflict):
            store.commit("y", [Change(two, replace(two, label="ORG")), Change(one, replace(one, label="LOC"))])
        assert store.mention(two.id) == two
        assert store.undo_top is not None
        assert store.undo_top.id == good.id
        store.undo()
        with pytest.raises(Conflict):
            store.commit("y", [Change(two, replace(two, label="ORG")), Change(None, one)])
        assert store.redo_top is not None
        assert store.redo_top.id == good.id


def test_undo_and_redo_append_and_keep_the_words(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        one = first(store)
        done = store.commit("mention.relabel", [Change(one, replace(one, label="ORG"))], params=[("text", "بوتين")])
        undone = store.undo()
        assert undone is not None
        assert undone.changes == (Change(replace(one, label="ORG"), one),)
        assert (undone.kind, undone.target, undone.label, undone.params, undone.article) == (
            "undo", done.id, "mention.relabel", (("text", "بوتين"),), one.article,
        )  # fmt: skip
        redone = store.redo()
        assert redone is not None
        assert redone.changes == done.changes
        assert (redone.kind, redone.target) == ("redo", done.id)
        assert [header.kind for header in store.history()] == ["redo", "undo", "do", "import"]
        assert [header.target for header in store.history()] == [done.id, done.id, None, None]


def test_nothing_to_undo_or_redo(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        assert store.undo() is None
        assert store.redo() is None


def test_a_gesture_that_touches_a_row_twice_is_undone_in_reverse(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim") as store:
        one = first(store)
        new = Mention(one.article, "event", "Meet", 0, 3)
        filler = Argument(one.article, new.id, "Place", one.id)
        steps = [
            Change(None, new), Change(new, replace(new, end=4)), Change(None, filler),
            Change(replace(new, end=4), replace(new, end=5)), Change(one, replace(one, label="X")),
            Change(replace(one, label="X"), replace(one, label="Y")),
        ]  # fmt: skip
        store.commit("x", steps)
        after = store.mentions(one.article)
        store.undo()
        assert store.mention(new.id) is None
        assert store.mention(one.id) == one
        store.redo()
        assert store.mentions(one.article) == after
        store.commit(
            "y", [Change(filler, None), Change(replace(new, end=5), None), Change(None, new), Change(new, None)]
        )
        store.undo()
        assert store.mention(new.id) == replace(new, end=5)


def test_stacks_survive_reopening_and_a_new_edit_empties_redo(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        one = first(store)
        for end in (6, 7, 8):
            store.commit("x", [Change(one, one := replace(one, end=end))])
        store.undo()
        store.undo()
    with Store.open(path) as store:
        assert first(store).end == 6
        store.redo()
    with Store.open(path) as store:
        assert first(store).end == 7
        assert store.redo_top is not None
        one = first(store)
        store.commit("x", [Change(one, replace(one, label="ORG"))])
        assert store.redo_top is None
        assert [store.undo() is not None for _ in range(4)] == [True, True, True, False]
        assert first(store).end == 5


def test_an_import_is_a_barrier(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        one = first(store)
        store.commit("x", [Change(one, replace(one, end=6))])
        store.commit("x", [Change(replace(one, end=6), replace(one, end=7))])
        store.undo()
        store.bulk_import([bundle("001", position=1)])
        assert store.undo_top is None
        assert store.redo_top is None
    with Store.open(path) as store:
        assert store.undo() is None
        assert store.redo() is None
        assert first(store).end == 6


def test_undo_of_a_row_changed_behind_our_back_is_a_conflict(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        one = first(store)
        store.commit("x", [Change(one, replace(one, label="ORG"))])
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE mention SET label = 'LOC' WHERE id = ?", (one.id,))
        with pytest.raises(Conflict):
            store.undo()
        assert store.undo_top is not None
        assert store.redo_top is None
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE mention SET label = 'ORG' WHERE id = ?", (one.id,))
        assert store.undo() is not None


def test_the_fold() -> None:
    assert fold([]) == Stacks()
    headers = [(1, "import", None), (2, "do", None), (3, "do", None), (4, "undo", 3), (5, "undo", 2), (6, "redo", 2)]
    assert fold(headers) == Stacks([2], [3])
    assert fold([*headers, (7, "do", None)]) == Stacks([2, 7], [])
    assert fold([*headers, (7, "merge", None)]) == Stacks()
    for wrong in ((4, "undo", 2), (4, "redo", 3)):
        with pytest.raises(ValueError, match="not on top"):
            fold([*headers[:3], wrong])


def test_a_journal_that_contradicts_itself_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    filled(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO changeset VALUES (9, 'x', 'undo', 1, 'l', '{}', NULL, '', '', '', 1)"
        )  # undoes an import
    with pytest.raises(WorldError) as caught:
        Store.open(path)
    assert caught.value.code == "damaged"


def test_an_image_from_before_a_field_was_there_gets_its_default(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with filled(path) as store:
        new = Mention(first(store).article, "entity", "PER", 0, 4)
        store.commit("x", [Change(None, new)])
        store.commit("x", [Change(new, None)])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER change_kept")
        connection.execute("UPDATE change SET before = json_remove(before, '$.note', '$.gaps') WHERE after IS NULL")
    with Store.open(path) as store:
        store.undo()
        assert store.mention(new.id) == new


def test_old_images_are_raised_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "SCHEMA_VERSION", 3)

    def renamed(image: codec.Image) -> codec.Image:
        return {{"title": "name"}.get(key, key): value for key, value in image.items()}

    def filled_in(image: codec.Image) -> codec.Image:
        return {**image, "label": "X"} if "name" in image else image

    upgrades = {("cluster", 1): renamed, ("cluster", 2): filled_in}
    assert codec.load("cluster", '{"title":"أ"}', version=1, upgrades=upgrades) == {"name": "أ", "label": "X"}
    assert codec.load("cluster", '{"ref":"أ"}', version=1, upgrades=upgrades) == {"ref": "أ"}
    assert codec.load("cluster", '{"name":"أ"}', version=3, upgrades=upgrades) == {"name": "أ"}
    assert codec.load("mention", None, version=1, upgrades=upgrades) is None


def test_many_rows_of_one_gesture_go_in_few_statements(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim", mentions=100) as store:
        rows = store.mentions(first(store).article)
        shapes = [journal._shape(Change(row, replace(row, status="accepted"))) for row in rows]
        assert len(set(shapes)) == 1
        store.commit("review.accept_all", [Change(row, replace(row, status="accepted")) for row in rows])
        assert store.progress().reviewed == len(rows)
        store.undo()
        assert store.mentions(first(store).article) == rows


def test_the_article_of_a_gesture(tmp_path: Path) -> None:
    with filled(tmp_path / "a.tawsim", articles=2) as store:
        one, two = (store.mentions(line.article.id)[0] for line in store.articles())
        cluster = Cluster("entity", "E-2", "كيم")
        linked = store.commit("x", [Change(None, cluster), Change(one, replace(one, cluster=cluster.id))])
        assert linked.article == one.article
        both = store.commit("x", [Change(two, replace(two, label="ORG")), Change(None, replace(one, id="n"))])
        assert both.article is None
        named = store.commit("x", [Change(cluster, replace(cluster, name="كيم أون"))], article=two.article)
        assert named.article == two.article
        assert [header.id for header in store.history(article=two.article)] == [named.id]
        assert [header.id for header in store.history(row_id=cluster.id)] == [named.id, linked.id]
