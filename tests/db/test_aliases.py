"""Other names of clusters: which are alike, that none is kept twice, how files hold them."""

from __future__ import annotations

from typing import Any

import pytest

from db.aliases import alike, joined
from db.formats.article_write import to_record
from tests.db.records import bundle_of, everything, parsed


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
