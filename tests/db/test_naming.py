"""Names of clusters that nobody has named."""

from __future__ import annotations

from typing import Any

import pytest

from db.naming import usual_name
from tests.db.records import parsed


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ([], ""),
        ([("PER", " \n ")], ""),
        ([("NORP", "الكوري"), ("GPE", "كوريا"), ("GPE", "كوريا")], "كوريا"),
        ([("NORP", "الكوري"), ("NORP", "الكوري"), ("GPE", "كوريا"), ("GPE", "بلد"), ("GPE", "كوريا")], "كوريا"),
        ([("PER", "بوتين"), ("PER", "فلاديمير\nبوتين"), ("OCC", "الرئيس")], "فلاديمير بوتين"),
        ([("PER", "كيم"), ("OCC", "الزعيم الكوري")], "كيم"),
    ],
)
def test_the_usual_name(said: list[tuple[str, str]], name: str) -> None:
    assert usual_name(said) == name


def record(text: str, *spans: tuple[str, str], clusters: dict[str, Any] | None = None) -> dict[str, Any]:
    """A record whose mentions stand one after the other, all in one cluster."""
    entities, at = [], 0
    for words, label in spans:
        start = text.index(words, at)
        at = start + len(words)
        item = {"start": start, "end": at, "text": words, "label": label, "entity": "E-nk"}
        entities.append(item)
    told = {"clusters": clusters} if clusters else {}
    return {"format": "tawsim-article", "version": 1, "id": "a", "text": text, "entities": entities, **told}


TEXT = "الكوري زار كوريا والكوري في كوريا الشمالية."
SPANS = (("الكوري", "NORP"), ("كوريا", "GPE"), ("كوريا الشمالية", "GPE"))


def test_an_import_names_what_nothing_names_by_its_usual_label() -> None:
    read = parsed(record(TEXT, *SPANS))
    assert [row.name for row in read.bundle.clusters] == ["كوريا الشمالية"]
    assert {mention.cluster for mention in read.bundle.mentions} == {read.bundle.clusters[0].id}


def test_a_name_that_is_told_stays_and_no_other_name_says_it_again() -> None:
    told = {"entities": [{"id": "E-nk", "name": "كوريا", "aliases": ["بيونغ يانغ"]}]}
    (row,) = parsed(record(TEXT, *SPANS, clusters=told)).bundle.clusters
    assert (row.name, row.aliases) == ("كوريا", ("بيونغ يانغ",))
    told = {"entities": [{"id": "E-nk", "aliases": ["بيونغ يانغ", "كوريا الشمالية"]}]}
    (row,) = parsed(record(TEXT, *SPANS, clusters=told)).bundle.clusters
    assert (row.name, row.aliases) == ("كوريا الشمالية", ("بيونغ يانغ",))
