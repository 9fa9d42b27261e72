"""The sample corpus: offsets, labels and clusters hold, every kind of error and every kind of page litter is there."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import resources
from db.labelset import LabelSet, preset

FOLDER = resources.path("sample")
NAMES = sorted(path.name.removesuffix(".gold.json") for path in FOLDER.glob("*.gold.json"))
FAMILIES = ({"PER", "OCC"}, {"GPE", "NORP"}, {"DATE", "TIME"})
"""Labels one entity may bear: a person and the title, a country and its people, a day and an hour of it."""
FIGURES = {"CARDINAL", "ORDINAL", "QUANTITY", "DATE", "TIME"}
LETTERS = "[\u0621-\u064a\u064b-\u0652\u0671-\u06d3]"

Record = dict[str, Any]


def load(name: str, layer: str) -> Record:
    return json.loads((FOLDER / f"{name}.{layer}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def gold() -> dict[str, Record]:
    return {name: load(name, "gold") for name in NAMES}


@pytest.fixture(scope="module")
def pre() -> dict[str, Record]:
    return {name: load(name, "pre") for name in NAMES}


@pytest.fixture(scope="module")
def labels() -> LabelSet:
    return preset("news")


def story(name: str) -> str:
    return name.split("-")[1]


def spans(record: Record) -> Iterator[Record]:
    yield from record["entities"]
    yield from (event["trigger"] for event in record["events"])


def body(record: Record) -> str:
    regions = [region for region in record["meta"]["regions"] if region["kind"] == "body"]
    return "\n".join(record["text"][region["start"] : region["end"]] for region in regions)


# --- what there is ------------------------------------------------------------------------------------------------


def test_two_stories_in_at_least_three_papers_each(gold: dict[str, Record]) -> None:
    assert len(NAMES) >= 6
    papers = defaultdict(set)
    for name, record in gold.items():
        papers[story(name)].add(record["meta"]["source"])
    assert len(papers) == 2
    assert all(len(found) >= 3 for found in papers.values())


def test_every_article_has_both_layers_of_one_text(gold: dict[str, Record], pre: dict[str, Record]) -> None:
    assert sorted(path.name.removesuffix(".pre.json") for path in FOLDER.glob("*.pre.json")) == NAMES
    for name in NAMES:
        for key in ("id", "language", "text", "meta"):
            assert gold[name][key] == pre[name][key]
        assert list(gold[name]) == ["id", "language", "text", "meta", "entities", "events", "relations"]
        assert list(pre[name]) == ["id", "language", "model", "text", "meta", "entities", "events", "relations"]
    assert len({record["id"] for record in gold.values()}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_long_and_densely_annotated(name: str, gold: dict[str, Record]) -> None:
    record = gold[name]
    assert 250 <= len(record["text"].split()) <= 450
    assert 40 <= len(record["entities"]) <= 100
    assert 12 <= len(record["events"]) <= 30
    assert len(record["relations"]) >= 5


# --- offsets, labels, roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("layer", ["gold", "pre"])
@pytest.mark.parametrize("name", NAMES)
def test_every_span_quotes_the_text(name: str, layer: str) -> None:
    record = load(name, layer)
    for item in spans(record):
        assert item["start"] < item["end"]
        assert record["text"][item["start"] : item["end"]] == item["text"]
        assert item["text"] == item["text"].strip()
    seen = Counter((entity["start"], entity["end"], entity["label"]) for entity in record["entities"])
    assert max(seen.values()) == 1
    triggers = Counter((event["trigger"]["start"], event["trigger"]["end"]) for event in record["events"])
    assert max(triggers.values()) == 1


@pytest.mark.parametrize("layer", ["gold", "pre"])
@pytest.mark.parametrize("name", NAMES)
def test_labels_and_references_are_known(name: str, layer: str, labels: LabelSet) -> None:
    record = load(name, layer)
    ids = {entity["id"] for entity in record["entities"]}
    events = {event["id"] for event in record["events"]}
    assert len(ids) == len(record["entities"])
    assert len(events) == len(record["events"])
    for entity in record["entities"]:
        assert labels.entity(entity["label"]), entity
    for event in record["events"]:
        assert labels.event(event["type"]), event
        for key in ("polarity", "modality", "tense"):
            attribute = labels.attribute(key)
            assert attribute is not None
            assert event[key] in {value.code for value in attribute.values}
        pairs = [(argument["role"], argument["entity_id"]) for argument in event["arguments"]]
        assert len(set(pairs)) == len(pairs)
        assert all(labels.role(role) and filler in ids for role, filler in pairs), event
    for relation in record["relations"]:
        assert labels.relation(relation["type"])
        assert relation["from"] in events
        assert relation["to"] in events
        assert relation["from"] != relation["to"]


@pytest.mark.parametrize("name", NAMES)
def test_gold_arguments_are_those_the_label_set_asks_for(name: str, gold: dict[str, Record], labels: LabelSet) -> None:
    label_of = {entity["id"]: entity["label"] for entity in gold[name]["entities"]}
    for event in gold[name]["events"]:
        kind = labels.event(event["type"])
        assert kind is not None
        uses = {use.role: use for use in kind.roles}
        for argument in event["arguments"]:
            assert uses[argument["role"]].accepts(kind="entity", label=label_of[argument["entity_id"]]), event
        given = {argument["role"] for argument in event["arguments"]}
        assert given >= {role for role, use in uses.items() if use.required}, event


@pytest.mark.parametrize("name", NAMES)
def test_nested_mentions_lie_inside_one_another(name: str, gold: dict[str, Record]) -> None:
    open_until: list[int] = []
    for entity in sorted(gold[name]["entities"], key=lambda item: (item["start"], -item["end"])):
        while open_until and open_until[-1] <= entity["start"]:
            open_until.pop()
        assert not open_until or entity["end"] <= open_until[-1], entity
        open_until.append(entity["end"])


@pytest.mark.parametrize("name", NAMES)
def test_gold_spans_end_at_words(name: str, gold: dict[str, Record]) -> None:
    text = gold[name]["text"]
    glued = {region["end"] for region in gold[name]["meta"]["regions"]}
    for item in spans(gold[name]):
        assert not re.match(LETTERS, text[item["end"] : item["end"] + 1]), item
        before = text[: item["start"]]
        hanging = re.search(rf"{LETTERS}*\Z", before)
        assert hanging is not None
        start = next((edge for edge in glued if hanging.start() < edge <= item["start"]), hanging.start())
        assert before[start:].rstrip("ـ") in {"", "و", "ف", "ب", "ل", "ك", "وب", "ول"}, item


@pytest.mark.parametrize("name", NAMES)
def test_regions_cover_the_page_in_order(name: str, gold: dict[str, Record]) -> None:
    text, regions = gold[name]["text"], gold[name]["meta"]["regions"]
    at = 0
    for region in regions:
        assert at <= region["start"] < region["end"]
        assert not text[at : region["start"]].strip()
        at = region["end"]
    assert not text[at:].strip()
    kinds = {region["kind"] for region in regions}
    assert kinds >= {"title", "dateline", "body", "boilerplate", "related"}
    related = [region for region in regions if region["kind"] == "related"]
    assert all(region["reference_date"] != gold[name]["meta"]["published"] for region in related)


# --- across articles ----------------------------------------------------------------------------------------------


def test_one_entity_has_labels_of_one_family(gold: dict[str, Record]) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for record in gold.values():
        for entity in record["entities"]:
            if entity["entity"] is None:
                assert entity["label"] in FIGURES, entity
            else:
                assert re.fullmatch(r"[EDR]-[A-Za-z0-9.-]+", entity["entity"]), entity
                assert (entity["label"] in {"DATE", "TIME"}) == entity["entity"].startswith("D-"), entity
                found[entity["entity"]].add(entity["label"])
    for cluster, used in found.items():
        assert len(used) == 1 or any(used <= family for family in FAMILIES), (cluster, used)


def test_one_event_has_one_type(gold: dict[str, Record]) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for record in gold.values():
        for event in record["events"]:
            if event["cluster"] is not None:
                assert event["cluster"].startswith("C-")
                found[event["cluster"]].add(event["type"])
    assert all(len(types) == 1 for types in found.values()), found


@pytest.mark.parametrize(("prefix", "least"), [("E-", 30), ("C-", 20), ("D-", 10)])
def test_clusters_span_articles(prefix: str, least: int, gold: dict[str, Record]) -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for name, record in gold.items():
        refs = [*(entity["entity"] for entity in record["entities"]), *(event["cluster"] for event in record["events"])]
        for cluster in refs:
            if cluster is not None and cluster.startswith(prefix):
                where[cluster].add(name)
    assert sum(len(names) >= 2 for names in where.values()) >= least


def surfaces(gold: dict[str, Record], cluster: str) -> set[str]:
    return {e["text"] for record in gold.values() for e in record["entities"] if e["entity"] == cluster}


def test_papers_spell_the_same_names_apart(gold: dict[str, Record]) -> None:
    assert surfaces(gold, "E-galdoria") >= {"غالدوريا", "جالدوريا", "قالدوريا"}
    assert surfaces(gold, "E-kargalia") >= {"كارغاليا", "كارجاليا", "كاركاليا", "کارغالیا"}
    assert surfaces(gold, "E-marsana") >= {"مرسانة", "مرسانه"}
    assert surfaces(gold, "E-ashqari") >= {"موسى الأشقري", "موسى الأشقرى", "موسى الاشقري", "موسی الأشقری"}
    assert surfaces(gold, "E-agromar") >= {"شركة أجرومار", "اجرومار", "أغرومار", "اغرومار", "أقرومار"}


def test_papers_disagree_on_days_and_counts(gold: dict[str, Record]) -> None:
    def days(cluster: str) -> set[str]:
        found = set()
        for record in gold.values():
            of = {entity["id"]: entity["entity"] for entity in record["entities"]}
            for event in (event for event in record["events"] if event["cluster"] == cluster):
                found |= {of[a["entity_id"]] for a in event["arguments"] if a["role"] == "Time" and of[a["entity_id"]]}
        return found

    assert days("C-ozgan-signing") >= {"D-2024-11-14", "D-2024-11-15"}
    assert "غرقت مساء الثلاثاء" in gold["02-ferry-ahl-almasaa"]["text"]
    assert 'غرق العبّارة "نسمة الشرق" مساء أمس الأربعاء' in gold["01-ferry-marfa"]["text"]
    ferry = [entity for name in NAMES if story(name) == "ferry" for entity in gold[name]["entities"]]
    counts = {entity["text"] for entity in ferry if entity["label"] == "CARDINAL"}
    assert counts >= {"17", "19", "تسعة عشر", "اثنين وعشرين"}


# --- the mess of pages --------------------------------------------------------------------------------------------

LITTER = {
    "share buttons": "شارك",
    "related heading": "قرأ أيض",
    "keyword line with Farsi letters": "(کلمات|مفتاحیة).*[یک]",
    "letter size": "^A A$",
    "byline": "^كتبت?- ",
    "glued word": "إعلانو(قال|أضاف|وفق)",
    "glued year": "نونبر2024",
    "double space": f"{LETTERS}  {LETTERS}",
    "no-break space": "\u00a0",
    "tatweel after a proclitic": 'لـ["«]',
    "emoji": "[\U0001f300-\U0001faff]",
    "tashkeel": "[\u064b-\u0652]",
    "Latin and digits": "Delta-7",
    "abbreviation": r"م\.د\.ب",
    "lam before an initial hamza": r"\bلأقنيتا",
    "article after lam": r"\bللهيئة",
    "Levantine month": "تشرين الأول الجاري",
    "month pair": "أكتوبر/تشرين الأول",
    "Maghrebi month": "دجنبر",
    "Hijri date": "1446هـ",
    "relative date": "أمس الثلاثاء",
    "wide line spacing": "\n\n",
}


@pytest.mark.parametrize("kind", LITTER)
def test_litter_is_present(kind: str, gold: dict[str, Record]) -> None:
    assert any(re.search(LITTER[kind], record["text"], re.MULTILINE) for record in gold.values())


def test_a_glued_word_is_cut_by_a_region(gold: dict[str, Record]) -> None:
    record = gold["01-ferry-marfa"]
    edge = record["text"].index("إعلانوقال") + len("إعلان")
    assert any(region["kind"] == "body" and region["start"] == edge for region in record["meta"]["regions"])


def test_some_quotes_are_never_closed(gold: dict[str, Record]) -> None:
    assert any(record["text"].count("«") > record["text"].count("»") for record in gold.values())
    assert any(record["text"].count('"') % 2 for record in gold.values())


def shingles(text: str, *, size: int) -> set[tuple[str, ...]]:
    found = re.findall(r"\w+", text)
    return {tuple(found[at : at + size]) for at in range(len(found) - size + 1)}


def test_bodies_share_no_sentence(gold: dict[str, Record]) -> None:
    kept: dict[str, set[tuple[str, ...]]] = {}
    for name, record in gold.items():
        mine = shingles(body(record), size=8)
        assert all(not mine & other for other in kept.values()), name
        kept[name] = mine


def test_nothing_is_taken_from_the_news_set(gold: dict[str, Record], shared: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (shared / "news").glob("*.txt")]
    theirs = set().union(*(shingles(text, size=4) for text in texts))
    for name, record in gold.items():
        assert not shingles(record["text"], size=4) & theirs, name


# --- the errors of the upstream model ------------------------------------------------------------------------------


def entity_errors(gold: Record, pre: Record) -> Counter[str]:
    """Kinds of difference between the two layers, by overlap."""
    right = {(e["start"], e["end"]): e["label"] for e in gold["entities"]}
    mine = {(e["start"], e["end"], e["label"]) for e in pre["entities"]}
    text, found = gold["text"], Counter[str]()
    exact = {key for key, label in right.items() if (*key, label) in mine}
    touched: set[tuple[int, int]] = set()
    for start, end, label in mine:
        if right.get((start, end)) == label:
            continue
        if (start, end) in right:
            found["label"] += 1
            touched.add((start, end))
            continue
        near = [key for key, other in right.items() if other == label and key[0] < end and start < key[1]]
        same = [key for key in near if key not in exact]
        touched.update(same)
        parts = [m for m in mine if m[2] == label and any(k[0] <= m[0] and m[1] <= k[1] for k in same)]
        if len(same) > 1:
            found["merged"] += 1
        elif same and len(parts) > 1:
            found["split"] += 1
        elif same:
            found["boundary"] += 1
            found["proclitic"] += start == same[0][0] - 1 and text[start] in "وفبلك"
            found["quote"] += text[start] in '"«' or text[end - 1] in '"»'
            found["last word"] += start == same[0][0] and end < same[0][1]
        else:
            found["spurious"] += 1
    found["missing"] = sum(key not in exact | touched for key in right)
    return found


def event_errors(gold: Record, pre: Record) -> Counter[str]:
    at = {event["trigger"]["start"]: event for event in pre["events"]}
    found = Counter[str]()
    for event in gold["events"]:
        other = at.pop(event["trigger"]["start"], None)
        if other is None:
            found["trigger missing"] += 1
            continue
        found["type"] += other["type"] != event["type"]
        found["attribute"] += any(other[key] != event[key] for key in ("polarity", "modality", "tense"))
        found["argument missing"] += len(event["arguments"]) > len(other["arguments"])
        roles = Counter(argument["role"] for argument in other["arguments"])
        found["role"] += bool(roles - Counter(argument["role"] for argument in event["arguments"]))
    found["trigger spurious"] = len(at)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_error_is_in_every_suggestion(name: str, gold: dict[str, Record], pre: dict[str, Record]) -> None:
    of_entities = entity_errors(gold[name], pre[name])
    for kind in ("label", "merged", "split", "boundary", "proclitic", "quote", "last word", "spurious", "missing"):
        assert of_entities[kind], (kind, of_entities)
    of_events = event_errors(gold[name], pre[name])
    for kind in ("trigger missing", "trigger spurious", "type", "attribute", "argument missing", "role"):
        assert of_events[kind], (kind, of_events)


@pytest.mark.parametrize("name", NAMES)
def test_suggestions_look_like_a_models(name: str, pre: dict[str, Record]) -> None:
    chains: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for item in [*pre[name]["entities"], *pre[name]["events"]]:
        assert 0 < item["score"] < 1
    for entity in pre[name]["entities"]:
        assert (entity["entity"] is None) == (entity["label"] in FIGURES), entity
        if entity["entity"] is not None:
            assert re.fullmatch(r"X-\d+", entity["entity"])
            chains[entity["entity"]].add((entity["label"], entity["text"]))
    assert all(len(surface) == 1 for surface in chains.values())
    assert all(event["cluster"] is None for event in pre[name]["events"])
    assert pre[name]["relations"] == []
