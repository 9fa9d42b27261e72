"""Check: clean corpora are clean, and every kind of damage is found under its name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db.check import check
from db.errors import WorldError
from db.rows import Argument, Change, Cluster, Mention
from db.store import Store
from tests.db.corpora import empty, filled


def edited(path: Path) -> None:
    """A corpus whose journal made, changed and deleted rows."""
    with filled(path, articles=2) as store:
        article = store.articles()[0].article.id
        one, two, three, *_ = [row for row in store.mentions(article) if row.kind == "entity"][5:]
        cluster = Cluster("entity", "E-2", "كيم")
        event = Mention(article, "event", "Meet", 3, 30, gaps=((5, 7), (9, 10)), attributes=(("tense", "Past"),))
        store.commit("a", [Change(None, cluster), Change(one, replace(one, cluster=cluster.id, end=one.end - 1))])
        store.commit("b", [Change(None, event), Change(None, Argument(article, event.id, "Place", two.id))])
        store.commit("c", [Change(three, None)])
        store.commit("d", [Change(two, replace(two, label="ORG"))])
        store.undo()
        store.undo()
        store.redo()


def by_hand(path: Path, *statements: str) -> None:
    """Change the file as no part of ours would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for line in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {line[0]}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def codes(path: Path) -> set[str]:
    """The codes of all findings."""
    return {finding.code for finding in check(path)}


def test_clean_corpora_are_clean(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    empty(path).close()
    assert check(path) == []
    path.unlink()
    edited(path)
    before = path.read_bytes()
    assert check(path) == []
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["a.tawsim"]
    with Store.open(path):
        assert check(path) == [], "also while it is open"


EDITED = (
    "id = (SELECT row_id FROM change WHERE row_type = 'mention' AND before IS NOT NULL AND after IS NOT NULL LIMIT 1)"
)
OTHER = "(SELECT id FROM article WHERE position = 1)"
CREATED = "INSERT INTO change (changeset, row_type, row_id, before, after)"
DAMAGE = {
    "a span past the text": ("UPDATE mention SET \"end\" = 99999 WHERE ref = 'e1'", "span_outside"),
    "a span upside down": ("UPDATE mention SET start = 99 WHERE ref = 'e1'", "value"),
    "a region past the text": ('UPDATE region SET "end" = 99999', "span_outside"),
    "another text": ("UPDATE article_text SET text = replace(text, 'بوتين', 'فوتين')", "text_hash"),
    "no text": ("DELETE FROM article_text", "text_missing"),
    "a wrong length": ("UPDATE article SET length = length + 1", "text_length"),
    "gaps outside": ("UPDATE mention SET gaps = '[[1,99999]]' WHERE ref = 'e3'", "gaps"),
    "gaps that touch": ("UPDATE mention SET gaps = '[[31,32],[32,33]]' WHERE ref = 'e3'", "gaps"),
    "gaps that are none": ("UPDATE mention SET gaps = 'x' WHERE ref = 'e3'", "damaged"),
    "no cluster": ("UPDATE mention SET cluster = 'nobody' WHERE ref = 'e4'", "foreign_key"),
    "no article": ("DELETE FROM article WHERE position = 1", "foreign_key"),
    "an event in an entity": ("UPDATE cluster SET kind = 'event' WHERE ref = 'E-1'", "cluster_kind"),
    "a chain of no article": ("UPDATE cluster SET scope = 'nobody' WHERE ref = 'E-2'", "cluster_scope"),
    "an entity as event": ("UPDATE argument SET event = filler", "argument_ends"),
    "an argument elsewhere": (f"UPDATE argument SET article = {OTHER}", "argument_ends"),
    "a relation of entities": ("UPDATE relation SET tail = (SELECT id FROM mention WHERE ref = 'e1')", "relation_ends"),
    "a wrong count": ("UPDATE article_progress SET reviewed = 3", "progress"),
    "a count of nothing": ("INSERT INTO article_progress VALUES ('x', 'y', 1, 0)", "progress"),
    "no counts": ("DELETE FROM article_progress", "progress"),
    "a row changed past the journal": (f"UPDATE mention SET \"end\" = \"end\" + 1 WHERE {EDITED}", "journal_tip"),
    "a row deleted past the journal": ("DELETE FROM argument", "journal_tip"),
    "a row back from the dead": (
        "INSERT INTO mention SELECT article, kind, label, start, \"end\", gaps, NULL, status, source, score,"
        " attributes, ref, note, layer,"
        " (SELECT row_id FROM change WHERE row_type = 'mention' AND after IS NULL) FROM mention LIMIT 1",
        "journal_tip",
    ),
    "a journal rewritten": (
        "UPDATE change SET before = '{\"label\":\"X\"}' WHERE before LIKE '{\"label\"%'", "journal_chain",
    ),
    "a journal with a hole": ("DELETE FROM change WHERE before LIKE '{\"label\"%' AND seq < 8", "journal_hole"),
    "a creation twice": (
        f"{CREATED}"
        " SELECT changeset, row_type, row_id, before, after FROM change WHERE row_type = 'cluster'",
        "journal_chain",
    ),
    "a row of no kind": ("UPDATE change SET row_type = 'thing' WHERE row_type = 'cluster'", "journal_type"),
    "an undo of nothing": ("UPDATE changeset SET target = 1 WHERE kind = 'undo'", "journal_stacks"),
    "no JSON in the journal": ("UPDATE change SET after = '{' WHERE after IS NOT NULL", "damaged"),
    "no label set": ("DELETE FROM label_set", "label_set"),
    "a broken label set": ("UPDATE label_set SET json = '{}'", "label_set"),
    "no table": ("DROP TABLE region", "damaged"),
    "a status unheard of": ("UPDATE mention SET status = 'maybe' WHERE ref = 'e5'", "value"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.tawsim"
    edited(path)
    *statements, code = DAMAGE[name]
    by_hand(path, *statements)
    assert code in codes(path)


def test_a_finding_says_where(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    edited(path)
    by_hand(path, "UPDATE cluster SET kind = 'event' WHERE ref = 'E-2'")
    found = {finding.code: finding.params for finding in check(path)}
    assert found["cluster_kind"]["name"] == "E-2"
    assert found["cluster_kind"]["type"] == "mention"
    assert found["journal_tip"]["detail"] == "kind"
    assert all(isinstance(value, str) for params in found.values() for value in params.values())


def test_files_that_are_no_corpora(tmp_path: Path) -> None:
    path = tmp_path / "a.tawsim"
    with pytest.raises(WorldError):
        check(path)
    path.write_text("شيء آخر", encoding="utf-8")
    assert codes(path) == {"not_a_corpus"}
    path.unlink()
    edited(path)
    by_hand(path, "PRAGMA user_version = 9")
    assert codes(path) == {"newer"}
    by_hand(path, "PRAGMA user_version = 0")
    assert codes(path) == {"older"}


@pytest.mark.parametrize("page", [0, 1, 2, 5, 9, 20, 30])
def test_a_page_of_rubbish_never_raises(tmp_path: Path, page: int) -> None:
    path = tmp_path / "a.tawsim"
    edited(path)
    content = bytearray(path.read_bytes())
    content[page * 4096 + 8 : page * 4096 + 4096] = b"\xa5" * 4088
    path.write_bytes(content)
    assert codes(path)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_damaged(tmp_path: Path, share: float) -> None:
    path = tmp_path / "a.tawsim"
    edited(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert codes(path) == {"damaged"}
