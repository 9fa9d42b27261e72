"""What joins random articles, relations and ties any way: exported, read into an empty corpus, it is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from db.check import check
from db.exporting import ExportOptions, export_corpus
from db.formats.schema import article_schema
from db.rows import Change, Mention, Relation, Row, Tie
from db.store import Store
from tests.db import corpora
from tests.db.apart import apart_in_one
from tests.db.records import imported, records, write

TEXT = "زار ثم قال ثم غادر ثم عاد"
WORDS = ("زار", "قال", "غادر", "عاد")
SCHEMA = Draft202012Validator(article_schema())
number = st.integers(0, 99)


@st.composite
def articles(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Three to five articles of events and entities, some without an id, two with the same in two layers."""
    found = []
    for ref in range(draw(st.integers(3, 5))):
        value: dict[str, Any] = {"id": f"م/{ref}", "text": TEXT, "entities": [], "events": []}
        for place, word in enumerate(WORDS):
            start = TEXT.index(word)
            span = {"start": start, "end": start + len(word), "text": word}
            head = draw(st.sampled_from(({"id": f"EV{place}"}, {}, {"id": f"EV{place}", "layer": "gold"})))
            link = draw(st.sampled_from((None, "C-1", "C-2")))
            scope = draw(st.sampled_from(({}, {"cluster_scope": "article"})))
            value["events"].append({**head, "type": "Statement", "trigger": span, "cluster": link, **scope})
            value["entities"].append({**head, **span, "label": "PER", "entity": link, **scope})
        names = st.lists(st.sampled_from(("القيصر", "ألقيصر", "Putin", "الرئيس", "C-1")), max_size=4)
        told = [{"id": ref, "name": "بوتين", "aliases": draw(names)} for ref in ("C-1", "C-2")]
        value["clusters"] = draw(st.sampled_from(({}, {"entities": told}, {"entities": told, "events": told[:1]})))
        found.append(value)
    return found


@st.composite
def plans(draw: st.DrawFn) -> list[tuple[str, int, int, str]]:
    """(what to say, of which row, of which other, who says it)."""
    kinds = st.sampled_from(("relation", "not_mention", "not_cluster", "affiliated"))
    one = st.tuples(kinds, number, number, st.sampled_from(("human", "m")))
    return draw(st.lists(one, max_size=25))


def say(store: Store, plan: list[tuple[str, int, int, str]]) -> None:
    """Join the rows of a corpus as a plan says, each pair once; nothing joins two layers."""
    every = [m for line in store.articles() for layer in store.layers(line.article.id)
             for m in store.mentions(line.article.id, layer=layer)]  # fmt: skip
    every.sort(key=lambda m: (store.article(m.article).position, m.start, m.kind))
    rows: dict[tuple[str, str, str], Row] = {}
    for what, first, second, source in plan:
        one = every[first % len(every)]
        others = [m for m in every if (m.kind, m.layer) == (one.kind, one.layer) and m.id != one.id]
        if not others:
            continue
        other = others[second % len(others)]
        row = made(what, one, other, source)
        if row is not None:
            ends = (row.head, row.tail) if isinstance(row, Relation) else (row.one, row.other)
            rows.setdefault((what.partition("_")[0], *ends), row)
    if rows:
        store.commit("x", [Change(None, row) for row in rows.values()])


def made(what: str, one: Mention, other: Mention, source: str) -> Relation | Tie | None:
    """One row of a plan; None where it makes no sense of these two mentions."""
    if what == "relation":
        same = one.kind != "event"
        return None if same else Relation(one.article, "BEFORE", one.id, other.id, source=source, layer=one.layer)
    if what != "affiliated" and one.cluster is not None and one.cluster == other.cluster:
        return None  # nothing in one cluster is said to be apart
    if what == "not_mention":
        return Tie("distinct", one.id, other.id, source=source, layer=one.layer)
    if what == "not_cluster":
        return Tie("distinct", one.id, other.cluster, source=source, layer=one.layer) if other.cluster else None
    if one.kind == "event" or one.cluster is None or other.cluster in (None, one.cluster):
        return None
    return Tie("affiliated", one.cluster, str(other.cluster), source=source, layer=one.layer)


@given(articles(), plans(), st.sampled_from(("out.json", "out.jsonl", "out")), st.randoms())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_joins_articles_comes_back(
    tmp_path_factory: Any, values: list[dict[str, Any]], plan: list[tuple[str, int, int, str]], out: str, random: Any
) -> None:
    folder: Path = tmp_path_factory.mktemp("joined")
    with corpora.empty(folder / "a.tawsim") as store:
        imported(store, write(folder / "in.json", *values))
        say(store, plan)
        result = export_corpus(store, ExportOptions("json"), folder / out)
        assert result.losses == ()
        wanted = records(store)
        ties = sum(len(store.ties(layer=layer)) for layer in ("main", "gold"))
    for record in wanted:
        SCHEMA.validate(record)
    random.shuffle(wanted)
    path = folder / "b.tawsim"
    with corpora.empty(path) as other:
        imported(other, write(folder / "mixed.jsonl", *wanted))
        by_ref = {record["id"]: record for record in records(other)}
        assert by_ref == {record["id"]: record for record in wanted}, "in whatever order the records stand"
        assert sum(len(other.ties(layer=layer)) for layer in ("main", "gold")) == ties
    assert check(path) == []
    assert apart_in_one(path) == []
