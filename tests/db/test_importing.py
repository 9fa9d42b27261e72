"""Importing: every fault named by place, all or nothing, the same file twice, clusters shared across articles."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from pathlib import Path

import pytest

from db.errors import Cancelled, WorldError
from db.formats.json_files import read_raw
from db.formats.problems import Problem
from db.formats.readings import other_reading
from db.importing import ImportPlan, ImportRefused, plan_import, run_import
from db.labelset import preset
from db.rows import Mention
from db.store import Store
from tests.db import corpora
from tests.db.records import BAD, TEXT, at, everything, imported, records, write

Place = tuple[str, str, str]
"""record, field, code."""

BAD_FILES: dict[str, list[Place]] = {
    "broken-brackets.json": [("", "", "not_json")],
    "byte-offsets.json": [
        ("m1", "", "reading_utf8"),
        ("m1", "entities[0].text", "text_mismatch"),
        ("m1", "entities[1].text", "text_mismatch"),
        ("m1", "entities[2].start", "outside_text"),
        ("m1", "events[0].trigger.text", "text_mismatch"),
        ("m1", "events[1].trigger.end", "outside_text"),
    ],
    "dangling.json": [
        ("m1", "events[1].arguments[0].entity_id", "no_such_entity"),
        ("m1", "events[1].arguments[1]", "one_filler"),
        ("m1", "events[1].arguments[2]", "one_filler"),
        ("m1", "events[1].arguments[3].event_id", "no_such_event"),
        ("m1", "events[1].arguments[4].event_id", "own_end"),
        ("m1", "relations[0].to", "no_such_event"),
        ("m1", "relations[1].to", "own_end"),
        ("m1", "relations[2].from", "no_such_event"),
    ],
    "dates-and-regions.json": [
        ("m1", "meta.published", "bad_date"),
        ("m1", "meta.regions[0].reference_date", "bad_date"),
        ("m1", "meta.regions[1].end", "empty_span"),
        ("m1", "meta.regions[2].end", "outside_text"),
    ],
    "empty.json": [("", "", "file_empty")],
    "field-twice.json": [("m1", "entities[1].label", "field_twice")],
    "fragments.json": [
        ("m1", "entities[2].fragments[0]", "wrong_length"),
        ("m1", "entities[0].fragments", "bad_fragments"),
        ("m1", "entities[1].fragments", "bad_fragments"),
    ],
    "ids-twice.json": [
        ("m1", "entities[1].id", "id_twice"),
        ("m1", "events[1].id", "id_twice"),
        ("m1", "events[0].arguments[1]", "argument_twice"),
    ],
    "inclusive-ends.json": [
        ("m1", "", "reading_inclusive"),
        ("m1", "entities[0].text", "text_mismatch"),
        ("m1", "entities[1].text", "text_mismatch"),
        ("m1", "entities[2].text", "text_mismatch"),
        ("m1", "events[0].trigger.text", "text_mismatch"),
        ("m1", "events[1].trigger.text", "text_mismatch"),
    ],
    "lines.jsonl": [("#3", "", "not_json"), ("#4", "", "not_object"), ("m1", "id", "other_text_in_batch")],
    "lone-surrogate.json": [("m1", "text", "forbidden_character")],
    "missing-fields.json": [
        ("m1", "entities[0].start", "missing_offset"),
        ("m1", "entities[1].label", "missing_field"),
        ("m1", "events[0].trigger.end", "missing_offset"),
        ("m1", "relations[0].type", "missing_field"),
    ],
    "newer-version.json": [("m1", "version", "newer_format")],
    "no-object.json": [("#2", "", "not_object"), ("#3", "", "not_object")],
    "no-text.json": [("#1", "id", "blank"), ("#1", "text", "missing_field")],
    "not-a-number.json": [("m1", "entities[0].score", "no_such_number")],
    "nul.json": [("m1", "meta.title", "forbidden_character")],
    "other-format.json": [("m1", "format", "other_format")],
    "outside-text.json": [
        ("m1", "entities[1].start", "outside_text"),
        ("m1", "entities[2].end", "outside_text"),
    ],
    "reversed-span.json": [("m1", "entities[0].end", "empty_span"), ("m1", "events[0].trigger.end", "empty_span")],
    "text-mismatch.json": [
        ("m1", "entities[1].text", "text_mismatch"),
        ("m1", "events[1].trigger.text", "text_mismatch"),
    ],
    "unknown-names.json": [
        ("m1", "entities[0].label", "unknown_label"),
        ("m1", "entities[1].attributes.colour", "unknown_attribute"),
        ("m1", "events[0].type", "unknown_type"),
        ("m1", "events[1].tense", "unknown_value"),
        ("m1", "events[1].arguments[0].role", "unknown_role"),
        ("m1", "relations[0].type", "unknown_relation"),
    ],
    "wrong-list.json": [("m1", "entities", "not_list")],
    "wrong-types.json": [
        ("m1", "meta.regions[0].kind", "blank"),
        ("m1", "entities[0].start", "not_integer"),
        ("m1", "entities[1].label", "not_text"),
        ("m1", "entities[1].score", "out_of_range"),
        ("m1", "entities[2].start", "out_of_range"),
        ("m1", "events[0].trigger", "not_object"),
        ("m1", "events[1].arguments", "not_list"),
        ("m1", "relations[0].status", "not_one_of"),
    ],
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with corpora.empty(tmp_path / "a.tawsim") as store:
        yield store


def places(plan: ImportPlan) -> list[Place]:
    """Hints and problems of a plan by place."""
    return [(item.record, item.field, item.code) for item in [*plan.hints, *plan.problems]]


def digest(store: Store) -> str:
    """Of all that a corpus says."""
    return hashlib.sha256(json.dumps(records(store), sort_keys=True).encode()).hexdigest()


def test_every_bad_file_is_in_the_table() -> None:
    assert sorted(path.name for path in BAD.iterdir()) == sorted(BAD_FILES)


@pytest.mark.parametrize("name", sorted(BAD_FILES))
def test_faults_are_named_by_place_and_nothing_is_imported(store: Store, name: str) -> None:
    plan = plan_import(store, [BAD / name])
    assert places(plan) == BAD_FILES[name]
    assert {item.file for item in plan.problems} == {str(BAD / name)}
    with pytest.raises(ImportRefused):
        run_import(store, plan)
    assert store.articles() == []
    assert store.history() == []


@pytest.mark.parametrize("name", sorted(BAD_FILES))
def test_what_is_sound_can_be_imported_and_then_is_whole(store: Store, name: str) -> None:
    plan = plan_import(store, [BAD / name])
    result = run_import(store, plan, skip=True)
    assert len(store.articles()) == result.articles == plan.articles
    for line in store.articles():
        text = store.text(line.article.id)
        for mention in store.mentions(line.article.id):
            assert 0 <= mention.start < mention.end <= len(text)
    assert sum(len(store.mentions(line.article.id)) for line in store.articles()) == result.mentions


def test_lines_are_told_by_number(store: Store) -> None:
    plan = plan_import(store, [BAD / "broken-brackets.json", BAD / "lines.jsonl"])
    told = [(item.params["line"], item.params["column"]) for item in plan.problems if item.code == "not_json"]
    assert told == [(22, 4), (3, 21)]
    assert [(item.record, item.code) for item in plan.warnings] == [("m2", "other_annotations_in_batch")]
    assert [(item.record, item.code) for item in plan.notices] == [("m1", "again_in_batch")]


def test_files_that_are_not_there_and_brackets_without_end(store: Store, tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "long.json").write_text('{"id": ' + "9" * 5000 + "}", encoding="utf-8")
    (tmp_path / "inf.json").write_text('{"id": "a", "text": "أ", "meta": {"n": 1e999}}', encoding="utf-8")
    (tmp_path / "1256.json").write_bytes('{"id": "a",\n "text": "زار"}'.encode("cp1256"))
    names = ("none.json", "deep.json", "long.json", "inf.json", "1256.json")
    plan = plan_import(store, [tmp_path / name for name in names])
    assert places(plan) == [
        ("", "", "file_missing"), ("", "", "too_deep"), ("", "", "number_too_long"), ("a", "meta.n", "no_such_number"),
        ("", "", "not_utf8"),
    ]  # fmt: skip
    assert next(item.params for item in plan.problems if item.code == "not_utf8") == {"line": 2, "byte": 23}


def test_the_three_bad_news_files(store: Store, shared: Path) -> None:
    bad = shared / "news" / "bad"
    for name, hint, code in (
        ("000.crlf.json", "reading_crlf", "text_mismatch"),
        ("000.utf16.json", "reading_utf16", "text_mismatch"),
        ("000.quotes.json", "quotes_only", "missing_offset"),
    ):
        plan = plan_import(store, [bad / name])
        assert [item.code for item in plan.hints] == [hint]
        assert code in {item.code for item in plan.problems}
        assert all(item.record == "000_6070b421796f49e6" and item.field for item in plan.problems)
        with pytest.raises(ImportRefused):
            run_import(store, plan)
    assert plan_import(store, [bad / "000.quotes.json"]).problems.total == 194 + 75


def test_the_reading_named_is_the_right_one(shared: Path) -> None:
    bad = shared / "news" / "bad"
    wrong, right = (
        [
            (span["start"], span["end"], span["text"])
            for span in (*value["entities"], *(event["trigger"] for event in value["events"]))
        ]
        for value in (json.loads((bad / f"000.{name}.json").read_text("utf-8")) for name in ("utf16", "utf16.expected"))
    )
    text = json.loads((bad / "000.utf16.json").read_text("utf-8"))["text"]
    reading = other_reading(text, wrong)
    assert reading is not None
    assert (reading.code, reading.fits, reading.total) == ("utf16", 269, 269)
    assert [reading.span(text, start=start, end=end) for start, end, _ in wrong] == [(s, e) for s, e, _ in right]
    assert other_reading(text, right) is None


def test_the_same_file_twice_changes_nothing_and_says_so(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", everything())
    imported(store, path)
    before, history = digest(store), store.history()
    plan = plan_import(store, [path])
    assert [item.code for item in plan.notices] == ["already_there"]
    result = run_import(store, plan)
    assert (result.changeset, result.articles, result.present) == (None, 0, 1)
    assert (digest(store), store.history()) == (before, history)
    assert not (tmp_path / "a.backups").exists()


def test_what_was_exported_is_known_again_though_it_is_another_file(store: Store, tmp_path: Path) -> None:
    imported(store, write(tmp_path / "a.json", everything()))
    plan = plan_import(store, [write(tmp_path / "b.json", records(store)[0])])
    assert [item.code for item in plan.notices] == ["already_there"]
    other = everything()
    other["entities"].pop()
    other["events"][1]["arguments"] = []
    plan = plan_import(store, [write(tmp_path / "c.json", other)])
    assert [item.code for item in plan.notices] == ["already_there_differs"]
    longer = {**everything(), "text": TEXT + "!"}
    plan = plan_import(store, [write(tmp_path / "d.json", longer)])
    assert places(plan) == [("م/1", "id", "other_text_in_corpus")]


def test_an_import_comes_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *({**everything(), "id": str(number)} for number in range(5)))
    plan = plan_import(store, [path])
    asked = iter([False, False, False, True])
    with pytest.raises(Cancelled):
        run_import(store, plan, cancelled=lambda: next(asked))
    assert store.articles() == []
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(WorldError) as caught:
        run_import(store, plan)
    assert caught.value.code == "changed"
    assert store.articles() == []
    with pytest.raises(Cancelled):
        plan_import(store, [path], cancelled=lambda: True)


def test_progress_ends_at_all_bytes(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *({**everything(), "id": str(number)} for number in range(3)))
    told: list[tuple[int, int]] = []
    plan = plan_import(store, [path], on_progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size,) * 2
    assert told == sorted(told)
    told.clear()
    run_import(store, plan, on_progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size,) * 2


def test_folders_are_read_by_name_without_lists_of_losses(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("b", "a"):
        write(folder / f"{name}.json", {**everything(), "id": name})
    (folder / "a.losses.jsonl").write_text("{}\n", encoding="utf-8")
    imported(store, folder)
    assert [line.article.ref for line in store.articles()] == ["a", "b"]
    assert [line.article.position for line in store.articles()] == [0, 1]


def linked(ref: str, *, name: str = "", **record: object) -> dict[str, object]:
    """A small record whose one mention is in the cluster E-1."""
    value = {"id": ref, "text": TEXT, "entities": [{**at("الوزير"), "label": "OCC", "entity": "E-1"}], **record}
    return value | ({"clusters": {"entities": [{"id": "E-1", "name": name}]}} if name else {})


def only(store: Store, ref: str) -> Mention:
    """The one mention of an article."""
    article = store.find_article(ref)
    assert article is not None
    return store.mentions(article.id)[0]


def test_corpus_clusters_are_shared_and_chains_are_not(store: Store, tmp_path: Path) -> None:
    imported(store, write(tmp_path / "a.json", linked("1", name="الوزير الأول"), linked("2")))
    chains = (linked("4", model="m"), linked("5", model="m"))
    imported(store, write(tmp_path / "b.json", linked("3", name="غيره"), *chains))
    ids = [only(store, str(number)).cluster for number in range(1, 6)]
    assert ids[0] == ids[1] == ids[2]
    assert len(set(ids)) == 3
    clusters = store.clusters(item for item in ids if item)
    assert {item.name for item in clusters.values() if not item.scope} == {"الوزير الأول"}
    assert {item.scope for item in clusters.values()} == {"", only(store, "4").article, only(store, "5").article}


def test_an_entity_and_an_event_may_share_an_id(store: Store, tmp_path: Path) -> None:
    value = linked("1", events=[{"type": "Statement", "trigger": at("قال"), "cluster": "E-1"}])
    path = write(tmp_path / "a.json", value)
    plan = plan_import(store, [path])
    assert [(item.field, item.code) for item in plan.warnings] == [("events[0].cluster", "cluster_kind")]
    run_import(store, plan)
    assert [len(store.all_clusters(kind)) for kind in ("entity", "event")] == [1, 1]


def test_a_strict_label_set_refuses_a_wrong_filler(tmp_path: Path) -> None:
    strict = next(labels for code in ("ace2005", "rich-ere") if (labels := preset(code)).wrong_filler == "refuse")
    use = next((event, use) for event in strict.events for use in event.roles if use.fillers)
    wrong = next(item.code for item in strict.entities if item.code not in use[1].fillers)
    value = {
        "id": "1", "text": TEXT,
        "entities": [{"id": "T1", **at("الوزير"), "label": wrong}],
        "events": [
            {"type": use[0].code, "trigger": at("زار"), "arguments": [{"role": use[1].role, "entity_id": "T1"}]},
        ],
    }  # fmt: skip
    with Store.create(tmp_path / "s.tawsim", strict) as store:
        plan = plan_import(store, [write(tmp_path / "a.json", value)])
        assert places(plan) == [("1", "events[0].arguments[0]", "wrong_filler")]
        assert run_import(store, plan, skip=True).arguments == 0


def test_a_byte_order_mark_is_tolerated(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(everything()).encode())
    imported(store, path)
    assert not any(isinstance(raw, Problem) for raw in read_raw(path))


def test_many_faults_are_counted_and_the_first_kept(store: Store, tmp_path: Path) -> None:
    wrong = {"start": 0, "end": 3, "text": "؟", "label": "PER"}
    plan = plan_import(store, [write(tmp_path / "a.json", {"id": "1", "text": TEXT, "entities": [wrong] * 1500})])
    assert (plan.problems.total, len(plan.problems.items)) == (1500, 1000)


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    peaks = []
    for number in (200, 800):
        path = write(tmp_path / f"{number}.jsonl", *({**everything(), "id": str(i)} for i in range(number)))
        with corpora.empty(tmp_path / f"{number}.tawsim") as store:
            tracemalloc.start()
            run_import(store, plan_import(store, [path]))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] - peaks[0] < 600 * 1000  # bytes: what stays of an article is its id and two hashes


def test_a_corpus_with_articles_is_backed_up_first(store: Store, tmp_path: Path) -> None:
    imported(store, write(tmp_path / "a.json", linked("1")))
    imported(store, write(tmp_path / "b.json", linked("2")))
    assert len(list((tmp_path / "a.backups").iterdir())) == 1
    assert [header.kind for header in store.history()] == ["import", "import"]


@pytest.mark.parametrize("number", ["9" * 400 + ".0", "1" + "0" * 300 + "e10", "-1E+0400", "NaN", "-Infinity"])
def test_a_number_too_large_to_be_one_is_no_number(store: Store, tmp_path: Path, number: str) -> None:
    """Once in, it would stand in the way of every export: no file that holds it reads back as written."""
    (tmp_path / "inf.json").write_text(f'{{"id": "a", "text": "أ", "meta": {{"n": {number}}}}}', encoding="utf-8")
    assert places(plan_import(store, [tmp_path / "inf.json"])) == [("a", "meta.n", "no_such_number")]


def test_a_folder_without_articles_is_told(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "a.txt").touch()
    assert [(item.file, item.code) for item in plan_import(store, [folder]).problems] == [(str(folder), "folder_empty")]
