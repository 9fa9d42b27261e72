"""Formats on random articles: JSON comes back equal, alone and joined; CoNLL says exactly the spans it promised."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from db.formats.article_json import parse_record
from db.formats.article_write import to_line, to_record, to_text
from db.formats.conll import flat_mentions, read_conll, tag, to_conll
from db.formats.json_files import RawRecord
from db.formats.vocabulary import AnyLabels
from db.rows import Mention

PIECES = (
    "بوتين", "وَبُوتِين", "لل", "محمّد", "كيـم", "بـ\"", "فبراير2022", "04:32", "1,000", "إف-16", "Kim", "👍🏽", "🇲🇦",
    "🤝", " ", " ", "\n", "\r\n", "\u00a0", "\u2028", "\u0085", "\t", "\u200f", "\u200c", "\u202a", "\ufeff", "\u0651",
    "\u0301", ".", "؟", "..", "«", "»", "،", "#", "_", "-", "\u00ad", "\x0b", "\x1c", "ﷺ", "ﻻ", "\u06dd", "e\u0301",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join)
labels = st.sampled_from(("PER", "ORG", "GPE", "Conflict:Attack", "two words"))
statuses = st.sampled_from(("suggested", "accepted", "edited", "rejected"))
options = {"edges": st.sampled_from(("split", "expand")), "nesting": st.sampled_from(("outermost", "innermost"))}


@st.composite
def spans(draw: st.DrawFn, text: str) -> dict[str, Any]:
    """A stretch of a text, sometimes in fragments, as the format writes it."""
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    edges = edges[: len(edges) // 2 * 2]
    item: dict[str, Any] = {"start": edges[0], "end": edges[-1], "text": text[edges[0] : edges[-1]]}
    if len(edges) > 2 and draw(st.booleans()):
        item["fragments"] = [list(pair) for pair in zip(edges[::2], edges[1::2], strict=True)]
    return item


def standing(draw: st.DrawFn) -> dict[str, Any]:
    """Any of the fields that say how an item stands."""
    item: dict[str, Any] = {}
    if draw(st.booleans()):
        item |= {"status": draw(statuses), "source": draw(st.sampled_from(("human", "m", "قاعدة")))}
    if draw(st.booleans()):
        item["score"] = draw(st.floats(0, 1))
    return item


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """An article with mentions that nest, overlap and have gaps, arguments, relations, clusters and layers."""
    text = draw(texts)
    entities = []
    for number in range(draw(st.integers(0, 5))):
        item = {"id": f"T{number}", **draw(spans(text)), "label": draw(labels), **standing(draw)}
        item["entity"] = draw(st.sampled_from((None, "-", "E-1", "E-2")))
        entities.append(item | draw(st.sampled_from(({}, {}, {"layer": "gold"}, {"cluster_scope": "article"}))))
    events: list[dict[str, Any]] = []
    mine = [item["id"] for item in entities if "layer" not in item]
    for number in range(draw(st.integers(0, 3))):
        event = {"id": f"EV{number}", "type": draw(labels), "trigger": draw(spans(text)), **standing(draw)}
        event["arguments"] = [{"role": role, "entity_id": ref} | standing(draw)
                              for role, ref in zip(("Agent", "Place"), mine, strict=False)]  # fmt: skip
        if events and draw(st.booleans()):
            event["arguments"].append({"role": "Topic", "event_id": events[-1]["id"]})
        event |= draw(st.sampled_from(({}, {"polarity": "Positive"}, {"attributes": {"genericity": "x"}, "note": "؟"})))
        event["cluster"] = draw(st.sampled_from((None, "C-1", "E-1")))
        events.append(event)
    value = {"id": draw(st.sampled_from(("1", "م/٢"))), "text": text, "entities": entities, "events": events}
    if len(events) > 1:
        value["relations"] = [{"from": "EV0", "to": "EV1", "type": "BEFORE"} | standing(draw)]
    names = st.lists(st.sampled_from(("القيصر", "ألقيصر", "بوتين", "؟", "Putin", "PUTIN", "ـ")), max_size=6)
    told = {"id": "E-1", "name": "بوتين", "aliases": draw(names)}
    value["clusters"] = draw(st.sampled_from(({}, {"entities": [told]}, {"entities": [told], "events": [told]})))
    return value | draw(st.sampled_from(({}, {"model": "m"}, {"meta": {"x": [1, None]}, "y": {"z": 2.5}})))


def reread(text: str) -> dict[str, Any]:
    """The record of the rows of a record."""
    read = parse_record(RawRecord("a", "#1", json.loads(text)), AnyLabels())
    assert not read.faulty, read.problems
    assert read.bundle is not None
    return to_record(read.bundle)


@given(records())
@settings(max_examples=200, deadline=None)
def test_json_comes_back_equal(value: dict[str, Any]) -> None:
    record = reread(json.dumps(value))
    assert record["text"] == value["text"]
    assert len(record["entities"]) == len(value["entities"])
    assert sum(len(event["arguments"]) for event in record["events"]) == sum(
        len(event["arguments"]) for event in value["events"]
    )
    assert reread(to_text(record)) == reread(to_line(record)) == record


@given(texts.flatmap(lambda text: st.tuples(st.just(text), st.lists(st.tuples(spans(text), labels), max_size=8))),
       options["edges"], options["nesting"])  # fmt: skip
@settings(max_examples=400, deadline=None)
def test_conll_says_what_it_promised(
    drawn: tuple[str, list[tuple[dict[str, Any], str]]], edges: Any, nesting: Any
) -> None:
    text, items = drawn
    mentions = [
        Mention("a", "entity", label, item["start"], item["end"], id=f"{number:02}",
                gaps=tuple(zip((f[1] for f in item.get("fragments", [])), (f[0] for f in item.get("fragments", [])[1:]),
                               strict=False)))
        for number, (item, label) in enumerate(items)
    ]  # fmt: skip
    tagging = tag("a", text, mentions, edges=edges, nesting=nesting)
    (article,) = read_conll(to_conll(text, tagging).split("\n"))
    assert flat_mentions(text, article) == list(tagging.flat)
    position = 0
    for form, _ in (token for sentence in article for token in sentence):
        assert form.split() == [form]
        assert form.splitlines() == [form]
        position = text.index(form, position) + len(form)
    kept = {(item.start, item.end, item.label.replace("_", " ")) for item in tagging.flat}
    whole = {item.id for item in mentions} - {lost.mention.id for lost in tagging.lost}
    for item in mentions:
        if item.id in whole:
            assert (item.start, item.end, item.label) in kept
    gone = [lost for lost in tagging.lost if lost.code in ("overlapping", "discontinuous", "no_token")]
    assert len(tagging.flat) == len(mentions) - len(gone)


@given(records())
@settings(max_examples=50, deadline=None)
def test_order_does_not_depend_on_row_ids(value: dict[str, Any]) -> None:
    read = parse_record(RawRecord("a", "#1", value), AnyLabels())
    assert read.bundle is not None
    turned = replace(read.bundle, mentions=tuple(reversed(read.bundle.mentions)))
    assert to_record(turned) == to_record(read.bundle)
