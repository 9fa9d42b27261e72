"""Our JSON: the published schema, and that a record comes back from rows as it went in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import resources
from db.formats.article_write import to_line, to_record, to_text
from db.formats.schema import article_schema, schema_text
from tests.db.records import BAD, TEXT, at, bundle_of, everything, parsed
from tests.source import ROOT

ROWS = ("mentions", "arguments", "relations", "regions", "clusters", "ties")


def validator() -> Draft202012Validator:
    """An independent reader of the published schema."""
    schema = json.loads((ROOT / "docs" / "formats" / "article.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def news(shared: Path) -> list[Path]:
    """The articles of the news set, as suggested and as gold."""
    return sorted((shared / "news").glob("*.pre.json")) + sorted((shared / "news").glob("*.gold.json"))


def test_the_published_schema_is_current() -> None:
    published = (ROOT / "docs" / "formats" / "article.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "run: python3 dev.py schema"
    assert article_schema()["$schema"].endswith("2020-12/schema")


def test_the_schema_takes_what_we_write_and_the_sample() -> None:
    check = validator()
    check.validate(everything())
    check.validate(to_record(bundle_of(everything())))
    samples = sorted(resources.path("sample").glob("*.json"))
    assert samples
    for path in samples:
        value = json.loads(path.read_text(encoding="utf-8"))
        check.validate(value)
        assert not parsed(value).faulty, path.name


def test_the_schema_takes_the_news_set_and_so_do_we(shared: Path) -> None:
    check = validator()
    assert len(news(shared)) == 6
    for path in news(shared):
        value = json.loads(path.read_text(encoding="utf-8"))
        check.validate(value)
        assert not parsed(value).faulty, path.name


@pytest.mark.parametrize(
    "name", ["no-text", "no-object", "wrong-types", "wrong-list", "missing-fields", "newer-version", "other-format"]
)
def test_the_schema_refuses_wrong_structure(name: str) -> None:
    value = json.loads((BAD / f"{name}.json").read_text(encoding="utf-8"))
    values = value if isinstance(value, list) else [value]
    assert any(list(validator().iter_errors(item)) for item in values)


def test_the_schema_wants_one_filler() -> None:
    value = json.loads((BAD / "dangling.json").read_text(encoding="utf-8"))
    paths = {tuple(error.absolute_path) for error in validator().iter_errors(value)}
    assert paths == {("events", 1, "arguments", 1), ("events", 1, "arguments", 2)}


def test_everything_comes_back() -> None:
    value = everything()
    back = to_record(bundle_of(value))
    for name in ("entities", "events"):
        by_place = [sorted(items, key=json.dumps) for items in (back.pop(name), value.pop(name))]
        assert by_place[0] == by_place[1]
    assert back == value
    assert list(back) == list(value)


def test_rows_come_back_equal_but_for_their_ids() -> None:
    first = bundle_of(everything())
    second = bundle_of(json.loads(to_text(to_record(first))))
    assert to_record(first) == to_record(second)
    assert first.text == second.text == TEXT
    assert all(len(getattr(first, name)) == len(getattr(second, name)) for name in ROWS)


def test_news_keeps_all_that_was_told(shared: Path) -> None:
    for path in news(shared):
        value = json.loads(path.read_text(encoding="utf-8"))
        back = to_record(bundle_of(value))
        assert back["text"] == value["text"]
        assert back["meta"] == value["meta"]
        for name in ("entities", "events", "relations"):
            ids = {json.dumps([item.get("id"), item.get("from"), item.get("to")]): item for item in back[name]}
            assert len(ids) == len(value[name])
            for item in value[name]:
                same = ids[json.dumps([item.get("id"), item.get("from"), item.get("to")])]
                arguments = [{k: a[k] for k in ("role", "entity_id")} for a in same.pop("arguments", [])]
                assert arguments == item.pop("arguments", [])
                assert item.items() <= same.items()


def test_a_model_makes_suggestions_and_nobody_makes_gold() -> None:
    value = {"id": "a", "text": TEXT, "entities": [{**at("الوزير"), "label": "OCC", "entity": "X-1"}]}
    gold = bundle_of(value)
    assert [(item.status, item.source, item.ref) for item in gold.mentions] == [("accepted", "human", None)]
    assert [item.scope for item in gold.clusters] == [""]
    suggested = bundle_of({**value, "model": "m"})
    assert [(item.status, item.source) for item in suggested.mentions] == [("suggested", "m")]
    assert [(item.scope, item.name) for item in suggested.clusters] == [(suggested.article.id, "الوزير")]
    value["entities"] = [{**at("الوزير"), "label": "OCC", "entity": "-", "score": 1}]
    scored = bundle_of(value)
    assert [(item.status, item.source, item.score) for item in scored.mentions] == [("suggested", "model", 1.0)]
    assert scored.clusters == ()


def test_ids_made_up_for_an_export_stay_when_it_is_read_again() -> None:
    value = {"id": "a", "text": TEXT, "entities": [{**at("الوزير"), "label": "OCC"}, {**at("مرسانة"), "label": "GPE"}]}
    bundle = bundle_of(value)
    ids = [item["id"] for item in to_record(bundle)["entities"]]
    assert ids == [f"~{item.id[:12]}" for item in bundle.mentions]
    again = bundle_of(to_record(bundle))
    assert [item["id"] for item in to_record(again)["entities"]] == ids


def test_halves_with_one_ref_get_ids_of_their_own() -> None:
    bundle = bundle_of({"id": "a", "text": TEXT, "entities": [{"id": "T1", **at("الوزير"), "label": "OCC"}]})
    whole = bundle.mentions[0]
    halves = (replace(whole, end=7), replace(whole, start=7, id="f" * 32))
    record = to_record(replace(bundle, mentions=halves))
    assert [item["id"] for item in record["entities"]] == ["T1", "~ffffffffffff"]
    assert not parsed(record).faulty


def test_unknown_fields_are_kept_where_there_is_a_place_and_told_elsewhere() -> None:
    value = everything()
    value["entities"][1]["colour"] = "red"
    value["events"][0]["trigger"]["lemma"] = "زار"
    value["relations"][0]["why"] = "?"
    read = parsed(value)
    assert [(item.field, item.code, item.level) for item in read.problems] == [
        ("entities[1].colour", "unknown_field", "warning"),
        ("events[0].trigger.lemma", "unknown_field", "warning"),
        ("relations[0].why", "unknown_field", "warning"),
    ]
    assert read.bundle is not None
    back = to_record(read.bundle)
    assert back["pipeline"] == {"run": 7}
    assert back["meta"]["author"] == ["أ"]
    assert parsed({**value, "meta": {"$record": {}}}).problems[0].code == "reserved_field"


def test_wrong_fillers_are_warned_of_or_refused_as_the_label_set_says() -> None:
    value = everything()
    value["events"][0]["arguments"] = [{"role": "Speaker", "entity_id": "T2"}]
    read = parsed(value)
    assert [(item.code, item.level) for item in read.problems] == [("role_not_of_event", "warning")]
    assert read.bundle is not None
    assert len(read.bundle.arguments) == 2


def test_text_is_untouched_and_a_line_stays_a_line() -> None:
    text = "أ\u2028ب\u0085ج\r\nد\u2029 \u0651\u064e"
    value = {"id": "a", "text": text, "entities": [{"start": 0, "end": 3, "text": text[:3], "label": "PER"}]}
    record = to_record(bundle_of(value))
    assert record["text"] == text
    line = to_line(record)
    assert line.splitlines() == [line[:-1]]
    assert json.loads(line) == json.loads(to_text(record)) == record


def test_deep_nesting_is_refused() -> None:
    deep: object = "x"
    for _ in range(60):
        deep = [deep]
    assert [item.code for item in parsed({**everything(), "meta": {"a": deep}}).problems] == ["too_deep"]
    assert [item.code for item in parsed({**everything(), "b": deep}).problems] == ["too_deep"]
