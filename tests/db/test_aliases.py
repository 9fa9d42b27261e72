"""Other names of clusters: which are alike, that none is kept twice, how files hold them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.aliases import alike, joined
from db.check import check
from db.errors import WorldError
from db.formats.article_write import to_record
from db.importing import plan_import, run_import
from db.store import Store
from tests.db import corpora
from tests.db.records import bundle_of, everything, parsed, write


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("إيران", "ايران", True), ("PUTIN", "Putin", True), ("بُوتِين", "بوتين", True), ("بوتين", "بوتن", False),
     ("ـ", "ًٌ", False), ("?", "؟", True)],
)  # fmt: skip
def test_names_are_alike_however_they_are_spelt(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_joined_lists_say_nothing_twice_and_keep_their_order() -> None:
    assert joined("بوتين", ["القيصر", " ", "بُوتين"], ["الرئيس  الروسي", "ألقيصر"]) == ("القيصر", "الرئيس الروسي")
    assert joined("x") == ()


def with_aliases(*aliases: object) -> dict[str, Any]:
    """The full record, its minister with these other names."""
    value = everything()
    value["clusters"]["entities"][0]["aliases"] = list(aliases)
    return value


def test_what_says_nothing_new_is_left_out_with_a_warning() -> None:
    read = parsed(with_aliases("رئيس الحكومة", "الوزير الأوّل", " ", "رئيس  الحكومه"))
    told = [(each.code, each.field, each.level) for each in read.problems]
    assert told == [("alias_twice", f"clusters.entities[0].aliases[{at}]", "warning") for at in (1, 2, 3)]
    assert read.bundle is not None
    assert [row.aliases for row in read.bundle.clusters if row.ref == "E-m"] == [("رئيس الحكومة",)]


def test_a_name_that_is_none_costs_only_itself() -> None:
    read = parsed(with_aliases("رئيس الحكومة", 7, ""))
    assert [(each.code, each.field) for each in read.problems] == [
        ("not_text", "clusters.entities[0].aliases[1]"), ("blank", "clusters.entities[0].aliases[2]"),
    ]  # fmt: skip
    assert read.bundle is not None
    [minister] = [row for row in read.bundle.clusters if row.ref == "E-m"]
    assert (minister.name, minister.note, minister.aliases) == ("الوزير الأول", "؟", ("رئيس الحكومة",))


def test_no_list_of_names_is_written_where_there_is_none() -> None:
    written = to_record(bundle_of(with_aliases()))
    assert "aliases" not in written["clusters"]["entities"][0]
    names = [f"الاسم {number}" for number in range(50)]
    assert to_record(bundle_of(with_aliases(*names)))["clusters"]["entities"][0]["aliases"] == names


def minister(ref: str, *aliases: str) -> dict[str, Any]:
    """A record with the minister under these other names, in an article of its own."""
    return with_aliases(*aliases) | {"id": ref}


def test_names_that_do_not_come_in_are_told(tmp_path: Path) -> None:
    one, two = minister("a", "رئيس الحكومة"), minister("b", "رئيس الحكومة", "أبو سالم")
    with corpora.empty(tmp_path / "corpus.tawsim") as store:
        plan = plan_import(store, [write(tmp_path / "in.json", one, two)])
        (told,) = plan.warnings
        assert (told.record, told.field, told.code) == ("b", "clusters", "aliases_left")
        assert told.params["names"] == "أبو سالم"
        run_import(store, plan)
        plan = plan_import(store, [write(tmp_path / "more.json", minister("c", "أبو سالم"))])
        assert [(each.code, each.params["id"]) for each in plan.warnings] == [("aliases_left", "E-m")]
        run_import(store, plan)
        (line,) = [line for line in store.all_clusters("entity") if line.cluster.ref == "E-m"]
        assert line.cluster.aliases == ("رئيس الحكومة",)


def test_names_that_are_there_already_are_no_warning(tmp_path: Path) -> None:
    with corpora.empty(tmp_path / "corpus.tawsim") as store:
        plan = plan_import(store, [write(tmp_path / "in.json", minister("a", "رئيس الحكومة"), minister("b"))])
        assert not plan.warnings
        run_import(store, plan)
        assert not plan_import(store, [write(tmp_path / "more.json", minister("c", "رئيس الحكومه"))]).warnings


@pytest.mark.parametrize("held", ["not json", "", "5", "null", '"abc"', "[1,2]", "[null]", '[["x"]]', '{"a":1}'])
def test_a_column_that_holds_no_list_of_names_is_damage(tmp_path: Path, held: str) -> None:
    path = tmp_path / "corpus.tawsim"
    with corpora.empty(path) as store:
        run_import(store, plan_import(store, [write(tmp_path / "in.json", minister("a", "رئيس الحكومة"))]))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE cluster SET aliases = ? WHERE ref = 'E-m'", (held,))
    assert "damaged" in {finding.code for finding in check(path)}
    with Store.open(path) as store, pytest.raises(WorldError) as error:
        store.all_clusters("entity")
    assert error.value.code == "damaged"


@pytest.mark.parametrize("held", [["الوزير الأول"], [" "], ["سالم", "سالم"]])
def test_names_that_say_nothing_new_are_found(tmp_path: Path, held: list[str]) -> None:
    path = tmp_path / "corpus.tawsim"
    with corpora.empty(path) as store:
        run_import(store, plan_import(store, [write(tmp_path / "in.json", minister("a"))]))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE cluster SET aliases = ? WHERE ref = 'E-m'", (json.dumps(held),))
    assert [(each.code, each.params["name"]) for each in check(path)] == [("aliases", "الوزير الأول")]
