"""Exporting: what is written, what is said to be lost, proof by reading back, and that a failure leaves no trace."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.errors import Cancelled, WorldError
from db.exporting import ExportOptions, export_corpus, plan_export
from db.formats import article_write
from db.formats.codecs import JsonCodec
from db.formats.file_names import FileNames
from db.importing import plan_import, run_import
from db.rows import Change, Cluster
from db.store import Store
from tests.db import corpora
from tests.db.records import everything, imported, records, write

JSON = ExportOptions("json")
CONLL = ExportOptions("conll")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with corpora.empty(tmp_path / "a.tawsim") as store:
        articles = [{**everything(), "id": name} for name in ("م/1", "a", "A")]
        articles[1]["state"] = "done"
        imported(store, write(tmp_path / "in.json", *articles))
        yield store


def counts(store: Store, options: ExportOptions) -> dict[str, int]:
    """The losses an export announces."""
    return {loss.code: loss.count for loss in plan_export(store, options)}


def left_over(folder: Path) -> list[str]:
    """Hidden files that an export should have taken away."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("out", ["out.json", "out.jsonl", "out", "new/er/out.jsonl"])
def test_json_read_into_an_empty_corpus_is_the_same_corpus(store: Store, tmp_path: Path, out: str) -> None:
    result = export_corpus(store, JSON, tmp_path / out)
    assert (result.articles, result.losses, result.loss_list) == (3, (), None)
    assert all(path.is_file() for path in result.files)
    with corpora.empty(tmp_path / "b.tawsim") as other:
        imported(other, tmp_path / out)
        by_ref = {record["id"]: record for record in records(other)}
        assert by_ref == {record["id"]: record for record in records(store)}
        if not (tmp_path / out).is_dir():
            assert [line.article.ref for line in other.articles()] == ["م/1", "a", "A"]
    assert left_over(tmp_path) == []


def test_one_article_is_one_object(store: Store, tmp_path: Path) -> None:
    chosen = store.find_article("a")
    assert chosen is not None
    export_corpus(store, replace(JSON, articles=frozenset([chosen.id])), tmp_path / "one.json")
    assert json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))["id"] == "a"
    result = export_corpus(store, replace(JSON, state="done"), tmp_path / "done")
    assert [path.name for path in result.files] == ["a.json"]
    assert export_corpus(store, replace(JSON, articles=frozenset()), tmp_path / "none.json").files == ()
    assert not (tmp_path / "none.json").exists()


def test_files_are_utf8_with_lf_and_the_same_every_time(store: Store, tmp_path: Path) -> None:
    for options, name in ((JSON, "a.json"), (JSON, "a.jsonl"), (CONLL, "a.conll")):
        export_corpus(store, options, tmp_path / name)
        first = (tmp_path / name).read_bytes()
        assert b"\r" not in first
        assert first.endswith(b"\n")
        assert "زار" in first.decode("utf-8")
        export_corpus(store, options, tmp_path / name)
        assert (tmp_path / name).read_bytes() == first


def test_only_what_is_reviewed(store: Store, tmp_path: Path) -> None:
    options = replace(JSON, include="reviewed")
    told = {
        "unreviewed": 6, "rejected": 3, "arguments_unreviewed": 3, "arguments_rejected": 3, "arguments_loose": 3,
        "relations_unreviewed": 3, "ties": 6, "aliases": 2,
    }  # fmt: skip
    assert counts(store, options) == told
    result = export_corpus(store, options, tmp_path / "r.jsonl")
    assert {loss.code: loss.count for loss in result.losses} == told
    for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        statuses = [item["status"] for item in record["entities"] + record["events"]]
        assert sorted(statuses) == ["accepted", "edited", "edited"]
        assert (record["events"][0]["arguments"], record["relations"]) == ([], [])


def test_conll_says_what_it_cannot_hold_and_lists_it(store: Store, tmp_path: Path) -> None:
    options = replace(CONLL, include="all")
    told = counts(store, options)
    assert told == {
        "article_data": 3, "events": 6, "arguments": 9, "relations": 3, "rejected": 3, "other_layers": 3, "links": 3,
        "ties": 9, "aliases": 2,
    }  # fmt: skip
    imported(store, write(tmp_path / "n.json", {"id": "n", "text": "جامعة دمشق", "entities": [
        {"start": 0, "end": 10, "label": "ORG"}, {"id": "T9", "start": 6, "end": 10, "label": "GPE"}]}))  # fmt: skip
    result = export_corpus(store, CONLL, tmp_path / "c.conll")
    assert {loss.code: loss.count for loss in result.losses} == counts(store, CONLL)
    assert result.loss_list == tmp_path / "c.conll.losses.jsonl"
    assert [json.loads(line) for line in result.loss_list.read_text(encoding="utf-8").splitlines()] == [
        {"code": "overlapping", "article": "n", "kind": "entity", "label": "GPE", "start": 6, "end": 10, "text": "دمشق",
         "id": "T9", "layer": "main"}
    ]  # fmt: skip
    inner = replace(CONLL, articles=frozenset([store.articles()[0].article.id]))
    assert export_corpus(store, inner, tmp_path / "c.conll").loss_list is None
    assert not (tmp_path / "c.conll.losses.jsonl").exists()


@pytest.mark.parametrize(("options", "out"), [(JSON, "o.jsonl"), (JSON, "o"), (CONLL, "o.conll")])
def test_a_cluster_that_no_mention_is_in_is_told_and_listed(
    store: Store, tmp_path: Path, options: ExportOptions, out: str
) -> None:
    alone = Cluster("event", "E-9", "حدث مهم", external="Q1", note="مهم", aliases=("القمة",))
    store.commit("x", [Change(None, alone)])
    assert counts(store, options)["empty_clusters"] == 1
    result = export_corpus(store, options, tmp_path / out)
    assert {loss.code: loss.count for loss in result.losses} == counts(store, options)
    assert result.loss_list == tmp_path / f"{out}.losses.jsonl"
    assert json.loads(result.loss_list.read_text(encoding="utf-8").splitlines()[0]) == {
        "code": "empty_clusters", "kind": "event", "label": None, "name": "حدث مهم", "id": "E-9", "layer": "main",
        "external": "Q1", "note": "مهم", "aliases": ["القمة"],
    }  # fmt: skip


@pytest.mark.parametrize("out", ["o.jsonl", "o.conll"])
def test_other_names_are_written_or_told_once(store: Store, tmp_path: Path, out: str) -> None:
    premier = store.find_cluster("entity", "E-m")
    assert premier is not None
    assert premier.aliases == ("رئيس الحكومة", "Premier")
    assert "aliases" not in counts(store, JSON)
    assert counts(store, CONLL)["aliases"] == 2, "of a cluster in three articles"
    reviewed = replace(JSON, include="reviewed")
    assert counts(store, reviewed)["aliases"] == 2, "its mentions are rejected, so it is not written"
    result = export_corpus(store, JSON if out == "o.jsonl" else CONLL, tmp_path / out)
    assert {loss.code for loss in result.losses} >= ({"aliases"} if out == "o.conll" else set())


def test_a_file_that_does_not_read_back_is_not_kept(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Damage on the way to the disk: what was there before stays."""
    out = tmp_path / "a.jsonl"
    out.write_text("before", encoding="utf-8")
    whole = Path.open

    def damaged(path: Path, mode: str = "r", **rest: Any) -> Any:
        if mode == "rb" and path.suffix == ".jsonl":
            content = path.read_text(encoding="utf-8").replace("OCC", "ORG", 1)
            path.write_text(content, encoding="utf-8", newline="\n")
        return whole(path, mode, **rest)

    monkeypatch.setattr(Path, "open", damaged)
    with pytest.raises(WorldError) as caught:
        export_corpus(store, JSON, out)
    monkeypatch.undo()
    assert (caught.value.code, caught.value.params["article"]) == ("mismatch", "م/1")
    assert out.read_text(encoding="utf-8") == "before"
    assert left_over(tmp_path) == []


def test_reading_back_compares_what_the_file_says(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    record = records(store)[0]
    path.write_text(article_write.to_text(record), encoding="utf-8")
    (first,) = JsonCodec().found(path, ())
    record["entities"][0]["end"] = 5
    path.write_text(article_write.to_text(record), encoding="utf-8")
    assert list(JsonCodec().found(path, ())) == [""]
    assert first


def test_stopping_leaves_nothing(store: Store, tmp_path: Path) -> None:
    for after in range(4):
        asked = iter([False] * after + [True] * 10)
        with pytest.raises(Cancelled):
            export_corpus(store, JSON, tmp_path / "out", cancelled=lambda asked=asked: next(asked))
    assert not (tmp_path / "out").exists()
    assert left_over(tmp_path) == []
    told: list[tuple[int, int]] = []
    export_corpus(store, JSON, tmp_path / "out", on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_target_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    for out in (tmp_path / "file" / "a.json", tmp_path / "folder.json"):
        with pytest.raises(WorldError) as caught:
            export_corpus(store, JSON, out)
        assert caught.value.code == "unwritable"
    assert left_over(tmp_path) == []


def test_a_disk_that_refuses_midway_leaves_what_was_there(store: Store, tmp_path: Path) -> None:
    if sys.platform == "win32":  # it has no limits on the size of files
        return
    import resource

    out = tmp_path / "a.json"
    out.write_text("before", encoding="utf-8")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(WorldError) as caught:
            export_corpus(store, JSON, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.code == "unwritable"
    assert out.read_text(encoding="utf-8") == "before"
    assert left_over(tmp_path) == []


def test_a_folder_keeps_its_other_files(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    export_corpus(store, JSON, tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["A-2.json", "a.json", "mine.txt", "م_1.json"]


def test_names_are_safe_on_every_system() -> None:
    names = FileNames()
    refs = ("../x", "CON", "con", "a/b\\c:d", " . ", "", "x" * 300, "ا\u202eب", "é", "e\u0301")
    made = [names.take(ref) for ref in refs]
    assert made[:6] == [made[0], "_CON", "_con-2", "a_b_c_d", "_", "_-2"]
    assert not set("/\\:*?\"<>|\u202e") & set("".join(made))
    assert len({name.casefold() for name in made}) == len(made)
    assert max(map(len, made)) <= 82
    assert not any(name.startswith(".") for name in made)


def test_edits_are_in_the_next_export(store: Store, tmp_path: Path) -> None:
    mention = store.mentions(store.articles()[0].article.id)[1]
    store.commit("mention.note", [Change(mention, replace(mention, note="راجِعه"))])
    export_corpus(store, JSON, tmp_path / "a.json")
    plan = plan_import(store, [tmp_path / "a.json"])
    assert {item.code for item in plan.notices} == {"already_there"}
    assert run_import(store, plan).changeset is None
    assert "راجِعه" in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_news_goes_round(shared: Path, tmp_path: Path) -> None:
    for kind in ("pre", "gold"):
        with corpora.empty(tmp_path / f"{kind}.tawsim") as store:
            imported(store, *sorted((shared / "news").glob(f"*.{kind}.json")))
            for edges in ("split", "expand"):
                for nesting in ("outermost", "innermost"):
                    options = ExportOptions("conll", include="all", edges=edges, nesting=nesting)
                    export_corpus(store, options, tmp_path / f"{kind}.conll")
            export_corpus(store, JSON, tmp_path / f"{kind}.jsonl")
            with corpora.empty(tmp_path / f"{kind}2.tawsim") as other:
                imported(other, tmp_path / f"{kind}.jsonl")
                assert records(other) == records(store)
