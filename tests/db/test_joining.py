"""What joins articles in our JSON: relations to another's event, pairs that are not the same, who belongs to whom."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from db.check import check
from db.exporting import ExportOptions, export_corpus, plan_export
from db.formats.schema import article_schema
from db.importing import ImportRefused, plan_import, run_import
from db.rows import Change, Relation, Tie
from db.store import Store
from tests.db import corpora
from tests.db.apart import apart_in_one
from tests.db.records import imported, records, write

JSON = ExportOptions("json")
TEXT = "زار الوزير مرسانة ثم غادر"


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def article(ref: str, *relations: dict[str, Any], distinct: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """An article with two events and two entities, one in the corpus' cluster ``E-m``, one in the article's chain."""
    return {
        "id": ref, "text": TEXT, "relations": list(relations),
        "entities": [
            {"id": "T1", **span("الوزير"), "label": "OCC", "entity": "E-m"},
            {"id": "T2", **span("مرسانة"), "label": "GPE", "entity": "X-1", "cluster_scope": "article"},
        ],
        "events": [
            {"id": "EV1", "type": "Movement:Transport", "trigger": span("زار"), "cluster": "C-v"},
            {"type": "Movement:Transport", "trigger": span("غادر"), "distinct": list(distinct)},
        ],
    }  # fmt: skip


def before(to: str, there: str) -> dict[str, Any]:
    return {"from": "EV1", "to": to, "to_article": there, "type": "BEFORE"}


def told(store: Store) -> list[tuple[str, str, str, str]]:
    """(article of the head, type, article of the tail, its words) of every relation that leads to another article."""
    refs = {line.article.id: line.article.ref for line in store.articles()}
    found = []
    for line in store.articles():
        for relation in store.relations(line.article.id):
            tail = store.mention(relation.tail)
            assert tail is not None
            if tail.article != line.article.id:
                found.append((line.article.ref, relation.type, refs[tail.article], TEXT[tail.start : tail.end]))
    return found


@pytest.mark.parametrize("together", [True, False])
def test_a_relation_leads_to_an_event_of_an_article_before_or_after_it(tmp_path: Path, together: bool) -> None:
    first, second = article("a", before("EV1", "b")), article("b", before("EV1", "a"), before("EV1", "b"))
    second["relations"][1]["to"] = "EV9"
    second["events"][1]["id"] = "EV9"
    path = tmp_path / "corpus.tawsim"
    with corpora.empty(path) as store:
        if together:
            plan = plan_import(store, [write(tmp_path / "both.json", first, second)])
        else:
            plan = plan_import(store, [write(tmp_path / f"{each['id']}.json", each) for each in (first, second)])
        assert (list(plan.problems), plan.relations) == ([], 3)
        run_import(store, plan)
        assert told(store) == [("a", "BEFORE", "b", "زار"), ("b", "BEFORE", "a", "زار")]
        own = store.find_article("b")
        assert own is not None
        assert len(store.relations(own.id)) == 2, "naming the own article is the same as naming none"
        plan = plan_import(store, [write(tmp_path / "c.json", article("c", before("EV1", "a"), before("EV9", "b")))])
        run_import(store, plan)
        assert told(store)[2:] == [("c", "BEFORE", "a", "زار"), ("c", "BEFORE", "b", "غادر")], "of the corpus by now"
    assert check(path) == []


def test_an_end_that_is_nowhere_is_a_problem_and_costs_the_relation(tmp_path: Path) -> None:
    with corpora.empty(tmp_path / "corpus.tawsim") as store:
        files = [write(tmp_path / "in.jsonl", article("a", before("EV1", "x"), before("EV7", "b"), before("EV1", "b")),
                       article("b"))]  # fmt: skip
        plan = plan_import(store, files)
        assert [(each.record, each.field, each.code, each.params) for each in plan.problems] == [
            ("a", "relations[0].to", "no_such_article", {"id": "EV1", "article": "x"}),
            ("a", "relations[1].to", "no_such_event_there", {"id": "EV7", "article": "b"}),
        ]
        with pytest.raises(ImportRefused):
            run_import(store, plan)
        assert store.articles() == []
        assert plan.relations == run_import(store, plan, skip=True).relations == 1
        assert told(store) == [("a", "BEFORE", "b", "زار")]


def test_a_faulty_event_is_no_end(tmp_path: Path) -> None:
    broken = article("b")
    broken["events"][0]["trigger"]["text"] = "سافر"
    with corpora.empty(tmp_path / "corpus.tawsim") as store:
        plan = plan_import(store, [write(tmp_path / "in.json", article("a", before("EV1", "b")), broken)])
        assert [(each.record, each.code) for each in plan.problems] == [
            ("b", "text_mismatch"), ("a", "no_such_event_there")
        ]  # fmt: skip
        run_import(store, plan, skip=True)
        assert told(store) == []


def test_importing_what_joins_articles_again_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "in.json", article("a", before("EV1", "b"), distinct=({"mention": "EV1"},)), article("b"))
    with corpora.empty(tmp_path / "corpus.tawsim") as store:
        imported(store, path)
        plan = plan_import(store, [path])
        assert [each.code for each in plan.notices] == ["already_there", "already_there"]
        export_corpus(store, JSON, tmp_path / "out.json")
        plan = plan_import(store, [tmp_path / "out.json"])
        assert [each.code for each in plan.notices] == ["already_there", "already_there"]


def joined(store: Store, folder: Path) -> None:
    """Three articles, and everything that can join them, said by a person in the corpus."""
    imported(store, write(folder / "in.json", article("a"), article("b"), article("c")))
    a, b, c = (store.mentions(line.article.id) for line in store.articles())
    kinds = [{(m.kind, TEXT[m.start : m.end]): m for m in found} for found in (a, b, c)]
    came, left, minister, city = ("event", "زار"), ("event", "غادر"), ("entity", "الوزير"), ("entity", "مرسانة")
    one, two, three = kinds
    rows = [
        Relation(one[came].article, "BEFORE", one[came].id, two[left].id, status="accepted"),
        Relation(one[came].article, "BEFORE", one[came].id, one[left].id, status="accepted"),
        Relation(three[left].article, "CAUSES", three[left].id, two[came].id, source="m", score=0.5),
        Tie("distinct", one[left].id, one[came].id),
        Tie("distinct", one[left].id, three[left].id),
        Tie("distinct", one[left].id, str(two[came].cluster)),
        Tie("distinct", two[city].id, str(one[city].cluster), source="قاعدة"),
        Tie("distinct", three[minister].id, str(three[city].cluster)),
        Tie("affiliated", str(one[minister].cluster), str(two[city].cluster)),
        Tie("affiliated", str(three[city].cluster), str(three[minister].cluster)),
        Tie("affiliated", str(two[city].cluster), str(one[city].cluster)),
    ]
    store.commit("x", [Change(None, row) for row in rows])


@pytest.mark.parametrize("out", ["out.json", "out.jsonl", "out"])
def test_all_that_joins_articles_is_exported_and_comes_back(tmp_path: Path, out: str) -> None:
    with corpora.empty(tmp_path / "a.tawsim") as store:
        joined(store, tmp_path)
        assert plan_export(store, JSON) == ()
        result = export_corpus(store, JSON, tmp_path / out)
        assert result.losses == ()
        wanted = {record["id"]: record for record in records(store)}
        first = wanted["a"]
        assert [item.get("to_article") for item in first["relations"]] == [None, "b"]
        assert first["relations"][1]["to"].startswith("~"), "an event without an id is named as it is exported"
        assert first["clusters"]["entities"][0]["belongs_to"] == [{"id": "X-1", "article": "b", "source": "human"}]
        assert first["events"][1]["distinct"] == [
            {"cluster": "C-v", "source": "human"},
            {"mention": "EV1", "source": "human"},
            {"mention": wanted["c"]["events"][1]["id"], "article": "c", "source": "human"},
        ]
        assert wanted["b"]["entities"][1]["distinct"] == [{"cluster": "X-1", "article": "a", "source": "قاعدة"}]
        for record in wanted.values():
            Draft202012Validator(article_schema()).validate(record)
    path = tmp_path / "b.tawsim"
    with corpora.empty(path) as other:
        imported(other, tmp_path / out)
        assert {record["id"]: record for record in records(other)} == wanted
        assert len(other.ties()) == 8
    assert check(path) == []


def test_what_ends_in_an_article_that_is_not_exported_is_told(tmp_path: Path) -> None:
    with corpora.empty(tmp_path / "a.tawsim") as store:
        joined(store, tmp_path)
        one = store.find_article("a")
        assert one is not None
        chosen = ExportOptions("json", articles=frozenset([one.id]))
        assert [(loss.code, loss.count) for loss in plan_export(store, chosen)] == [("relations_across", 1)]
        export_corpus(store, chosen, tmp_path / "a.json")
        with corpora.empty(tmp_path / "b.tawsim") as other:
            plan = plan_import(other, [tmp_path / "a.json"])
            assert [each.code for each in plan.problems] == ["no_such_article"]
            assert {each.code for each in plan.warnings} == {"tie_without_end"}
            run_import(other, plan, skip=True)
            assert [(tie.kind, other.mention(tie.other) is not None) for tie in other.ties()] == [
                ("distinct", False), ("distinct", True)
            ]  # fmt: skip
        export_corpus(store, JSON, tmp_path / "all.json")
        with corpora.empty(tmp_path / "c.tawsim") as other:
            for name in ("b", "c"):
                imported(other, write(tmp_path / f"{name}.json", next(r for r in records(store) if r["id"] == name)))


def test_other_formats_and_reviewed_alone_say_what_they_lose(tmp_path: Path) -> None:
    with corpora.empty(tmp_path / "a.tawsim") as store:
        joined(store, tmp_path)
        conll = {loss.code: loss.count for loss in plan_export(store, ExportOptions("conll"))}
        assert (conll["ties"], conll["relations"]) == (8, 2), "a suggestion is not among what is reviewed"
        line = store.articles()[1].article
        event = next(m for m in store.mentions(line.id) if TEXT[m.start : m.end] == "غادر")
        store.commit("x", [Change(event, replace(event, status="suggested"))])
        reviewed = {loss.code: loss.count for loss in plan_export(store, ExportOptions("json", include="reviewed"))}
        assert reviewed == {"unreviewed": 1, "relations_unreviewed": 1, "relations_loose": 1}
        export_corpus(store, ExportOptions("json", include="reviewed"), tmp_path / "r.json")
        (first, *_rest) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert [item.get("to_article") for item in first["relations"]] == [None]


def test_what_is_said_of_clusters_without_mentions_is_told_as_lost(tmp_path: Path) -> None:
    with corpora.empty(tmp_path / "a.tawsim") as store:
        joined(store, tmp_path)
        empty = corpora.bundle().clusters[0]
        city = next(m for m in store.mentions(store.articles()[0].article.id) if m.label == "GPE")
        alone = replace(empty, scope="", ref="E-alone")
        store.commit("x", [Change(None, alone), Change(None, Tie("affiliated", alone.id, str(city.cluster)))])
        assert [(loss.code, loss.count) for loss in plan_export(store, JSON)] == [("ties", 1)]


def test_a_tie_whose_end_is_gone_says_nothing(tmp_path: Path) -> None:
    with corpora.empty(tmp_path / "a.tawsim") as store:
        imported(store, write(tmp_path / "in.json", article("a")))
        mention = store.mentions(store.articles()[0].article.id)[0]
        store.commit("x", [Change(None, Tie("distinct", mention.id, "gone"))])
        assert plan_export(store, JSON) == ()
        assert "distinct" not in json.dumps(records(store))


@pytest.mark.parametrize(("item", "code"), [
    ({}, "distinct_end"), ({"cluster": "E-m", "mention": "T1"}, "distinct_end"), ({"mention": "T9"}, "no_such_event"),
    ({"cluster": 7}, "not_text"),
])  # fmt: skip
def test_a_faulty_tie_costs_itself_alone(tmp_path: Path, item: dict[str, Any], code: str) -> None:
    with corpora.empty(tmp_path / "corpus.tawsim") as store:
        value = article("a", distinct=(item, {"cluster": "C-v"}, {"cluster": "C-v"}))
        plan = plan_import(store, [write(tmp_path / "in.json", value)])
        assert [(each.code, each.field[:21]) for each in plan.problems] == [(code, "events[1].distinct[0]")]
        assert [each.code for each in plan.warnings] == ["said_twice"]
        run_import(store, plan, skip=True)
        assert [tie.kind for tie in store.ties()] == ["distinct"]


def test_what_is_in_one_cluster_is_not_said_to_be_apart(tmp_path: Path) -> None:
    one, two, three = article("a"), article("b"), article("c")
    one["events"][0]["distinct"] = [{"cluster": "C-v"}, {"mention": "EV1", "article": "b"}]
    two["events"][0]["distinct"] = [{"mention": "EV1", "article": "a"}]
    two["entities"][0]["distinct"] = [{"cluster": "X-1", "article": "b"}]
    three["events"][0]["distinct"] = [{"mention": "EV1", "article": "a"}]
    path = tmp_path / "corpus.tawsim"
    with corpora.empty(path) as store:
        plan = plan_import(store, [write(tmp_path / "in.json", one, two)])
        assert [(each.code, each.field) for each in plan.warnings] == [("distinct_together", "events[0].distinct[0]")]
        run_import(store, plan, skip=False)
        imported(store, write(tmp_path / "more.json", three))
        labels = [store.mention(tie.one).label for tie in store.ties()]
        assert labels == ["OCC"], "only what does not contradict a link is kept"
        (tie,) = store.ties()
        mention = store.mention(tie.one)
        store.commit("x", [Change(mention, replace(mention, cluster=tie.other))])
    assert apart_in_one(path) == [tie.one], "or the tests that ask would see nothing"
    assert check(path) == [], "what an earlier version left so harms nothing"


def test_events_belong_to_nobody_and_the_schema_wants_one_end() -> None:
    check = Draft202012Validator(article_schema())
    assert not check.is_valid(article("a", distinct=({"cluster": "x", "mention": "y"},)))
    assert not check.is_valid(article("a", distinct=({},)))
    assert check.is_valid(article("a", before("EV1", "b"), distinct=({"mention": "y", "article": "b"},)))

