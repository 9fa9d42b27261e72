"""Label sets: what the presets hold, that they agree with the news set, and that their colours can be told apart."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from db.labelset import (
    Attribute,
    AttributeValue,
    EntityType,
    EventType,
    LabelSet,
    Name,
    RelationType,
    Role,
    RoleUse,
    preset,
    presets,
)
from db.labelset_file import FAMILIES, RELATION_FAMILIES, LabelSetError
from tests.db.colour import EYES, contrast, difference, lab

PAPER = {"light": "#fffdf8", "dark": "#1f2226"}
NEWS = ("000", "001", "003")

every_preset = pytest.mark.parametrize("code", presets())


def news_files(shared: Path, kind: str) -> list[dict[str, object]]:
    return [json.loads((shared / "news" / f"{name}.{kind}.json").read_text(encoding="utf-8")) for name in NEWS]


@every_preset
def test_a_preset_survives_its_json(code: str) -> None:
    labels = preset(code)
    assert labels.code == code
    assert LabelSet.from_json(labels.to_json()) == labels


def test_presets_are_the_files() -> None:
    assert {path.stem for path in resources.path("labelsets").glob("*.toml")} == set(presets())
    with pytest.raises(KeyError):
        preset("../news")


@every_preset
def test_every_thing_has_both_names_and_the_arabic_is_arabic(code: str) -> None:
    labels = preset(code)
    values = [value for attribute in labels.attributes for value in attribute.values]
    things = (*labels.entities, *labels.events, *labels.roles, *labels.attributes, *values, *labels.relations)
    names = [thing.name for thing in things] + [event.group for event in labels.events]
    for name in names:
        assert name.en
        assert name.ar == name.ar.strip() != ""
        assert not any("a" <= letter.lower() <= "z" for letter in name.ar), name
        assert (name.text("ar"), name.text("en")) == (name.ar, name.en)


@every_preset
def test_names_are_unique_within_a_kind(code: str) -> None:
    labels = preset(code)
    for things in (labels.entities, labels.events, labels.roles, labels.relations):
        for language in ("ar", "en"):
            names = [thing.name.text(language) for thing in things]
            assert len(set(names)) == len(names), names


@every_preset
def test_every_label_and_role_has_its_own_key(code: str) -> None:
    labels = preset(code)
    for kind in ("entity", "event"):
        keys = [label.key for label in labels.labels(kind)]
        assert len(set(keys)) == len(keys)
        assert all(len(key) == 1 and key in "1234567890abcdefghijklmnopqrstuvwxyz-=[],'" for key in keys)
        assert labels.keyed(kind) == {label.key: label.code for label in labels.labels(kind)}
    keys = [role.key for role in labels.roles]
    assert len(set(keys)) == len(keys)


def test_codes_are_those_of_the_published_sets(shared: Path) -> None:
    published = json.loads((shared / "schema_presets.json").read_text(encoding="utf-8"))
    for code, key in (("ace2005", "ace2005"), ("rich-ere", "rich_ere")):
        labels, source = preset(code), published["events"][key]
        assert [event.code for event in labels.events] == list(source)
        for event in labels.events:
            assert set(source[event.code]["roles"]) <= {use.role for use in event.roles}
    for code, key in (("wojood", "wojood"), ("ontonotes", "ontonotes"), ("conll", "conll")):
        assert {e.code for e in preset(code).entities} == {t["code"] for t in published["entities"][key]["types"]}
        assert preset(code).events == ()
    ace = {item["code"] for part in ("types", "values") for item in published["entities"]["ace2005"][part]}
    assert {entity.code for entity in preset("ace2005").entities} == ace
    ere = {item["code"] for part in ("types", "fillers") for item in published["entities"]["rich_ere"][part]}
    assert {entity.code for entity in preset("rich-ere").entities} == ere


def test_wrong_fillers_are_refused_where_the_set_is_strict() -> None:
    strict = {code for code in presets() if preset(code).wrong_filler == "refuse"}
    assert strict == {"ace2005", "rich-ere"}


@pytest.mark.parametrize("kind", ["gold", "pre"])
def test_the_news_set_has_every_code_of_the_news_files(shared: Path, kind: str) -> None:
    labels = preset("news")
    for article in news_files(shared, kind):
        assert all(labels.entity(entity["label"]) for entity in article["entities"])
        for event in article["events"]:
            assert labels.event(event["type"]), event["type"]
            assert all(labels.role(argument["role"]) for argument in event["arguments"])
            for code in ("polarity", "modality", "tense"):
                assert labels.attribute(code).value(event[code])
        assert all(labels.relation(relation["type"]) for relation in article["relations"])


def test_every_argument_of_the_gold_is_allowed(shared: Path) -> None:
    labels = preset("news")
    refused = []
    for article in news_files(shared, "gold"):
        entities = {entity["id"]: entity["label"] for entity in article["entities"]}
        for event in article["events"]:
            for argument in event["arguments"]:
                use = labels.event(event["type"]).use(argument["role"])
                label = entities[argument["entity_id"]]
                if use is None or not use.accepts(kind="entity", label=label):
                    refused.append((article["id"], event["id"], argument["role"], label))
    assert refused == []


def test_a_role_takes_what_it_names() -> None:
    use = RoleUse("Crime", required=False, fillers=("Crime", "event:Life.Die"))
    assert use.accepts(kind="entity", label="Crime")
    assert not use.accepts(kind="entity", label="PER")
    assert use.accepts(kind="event", label="Life.Die")
    assert not use.accepts(kind="event", label="Life.Marry")
    assert RoleUse("Topic", required=False, fillers=("event",)).accepts(kind="event", label="Life.Marry")
    assert RoleUse("Any", required=False, fillers=()).accepts(kind="entity", label="PER")


def test_inverses_go_both_ways() -> None:
    for code in presets():
        labels = preset(code)
        for relation in labels.relations:
            assert relation.family in RELATION_FAMILIES
            if relation.inverse is not None:
                assert labels.relation(relation.inverse).inverse == relation.code


@every_preset
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_readable_on_paper_and_paper_on_them(code: str, theme: str) -> None:
    """Contrast of every label colour with the paper >= 4.5: as a line, as text, or as a chip with text like paper."""
    labels = preset(code)
    for label in (*labels.entities, *labels.events):
        assert contrast(getattr(label, theme), PAPER[theme]) >= 4.5, label.code


@every_preset
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eye", list(EYES))
def test_families_can_be_told_apart(code: str, theme: str, eye: str) -> None:
    """CIEDE2000 of any two labels of different families >= 10, and of one family >= 2.3, for each kind of eye.

    Labels of one family may be near: they share a hue and differ by lightness, and the chip says the name.
    Event types take the colour of their group, so those of one group are alike.
    """
    labels = preset(code)
    seen = {(label.family, getattr(label, theme)): label.code for label in (*labels.entities, *labels.events)}
    points = [(family, name, lab(colour, eye)) for (family, colour), name in seen.items()]
    for (family, name, point), (other_family, other, other_point) in combinations(points, 2):
        least = 2.3 if family == other_family else 10.0
        assert difference(point, other_point) >= least, (name, other, eye)


@every_preset
def test_entity_labels_of_a_set_have_colours_of_their_own(code: str) -> None:
    for theme in ("light", "dark"):
        colours = [getattr(entity, theme) for entity in preset(code).entities]
        assert len(set(colours)) == len(colours)


def test_the_difference_is_ciede2000() -> None:
    """Pairs 1, 4, 7, 13, 17, 20, 25 and 34 of the test data of Sharma, Wu and Dalal 2005."""
    data = [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, -0.0010, 2.4900), (50.0, 0.0009, -2.4900), 4.8045),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, expected in data:
        assert difference(one, other) == pytest.approx(expected, abs=1e-4)


FAULTS = [
    ("{", "line 1"),
    ("[]", "object"),
    ('{"code": "x"}', "entities: missing"),
]


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_broken_json_is_said(text: str, said: str) -> None:
    with pytest.raises(LabelSetError, match=said.replace("[", r"\[")):
        LabelSet.from_json(text)


def change(field: str, index: int, **values: object) -> str:
    data = json.loads(preset("news").to_json())
    data[field][index].update(values)
    return json.dumps(data)


WRONG = [
    (change("entities", 1, code="PER"), "entities.PER.code: PER is used twice"),
    (change("entities", 1, key="1"), "entities.ORG.key: 1 is used twice"),
    (change("entities", 0, light="red"), "PER.light"),
    (change("entities", 0, family="colour"), "PER.family"),
    (change("entities", 0, name={"ar": "شخص"}), "entities.PER: needs ar and en"),
    (change("entities", 0, code="event:War"), "entities.event:War.code"),
    (change("entities", 0, size=3), "entities.PER.size: no such field"),
    (change("events", 0, roles=[{"role": "Nobody", "required": True, "fillers": []}]), "no role Nobody"),
    (change("events", 0, roles=[{"role": "Time", "required": True, "fillers": ["NOT"]}]), "nothing called NOT"),
    (change("events", 0, roles=[{"role": "Time"}]), "each needs role, required and fillers"),
    (change("attributes", 0, default="Maybe"), "attributes.polarity.default"),
    (change("attributes", 0, values=[]), "attributes.polarity.values"),
    (change("relations", 0, inverse="NEVER"), "relations.BEFORE.inverse"),
    (change("relations", 0, family="none"), "relations.BEFORE.family"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_fault_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(LabelSetError) as caught:
        LabelSet.from_json(text)
    assert any(said in fault for fault in caught.value.faults), caught.value.faults


def test_a_toml_fault_is_said() -> None:
    text = resources.path("labelsets", "news.toml").read_text(encoding="utf-8")
    for wrong in (
        text.replace('required = ["Speaker"]', 'required = ["Speeker"]'),
        text.replace('"@actors"', '"@nobody"'),
        text.replace('group = "speech"', 'group = "song"'),
        text.replace('code = "news"', ""),
        text.replace("[[entities]]", "[[entities"),
    ):
        with pytest.raises(LabelSetError):
            LabelSet.from_toml(wrong)


words = st.text("abشخص", min_size=1, max_size=4)
names = st.builds(Name, ar=words, en=words)


@st.composite
def label_sets(draw: st.DrawFn) -> LabelSet:
    """Small label sets of all shapes."""
    codes = st.lists(words, unique=True, max_size=4)
    entities, events, roles = draw(codes), draw(codes), draw(codes)
    fillers = st.lists(st.sampled_from([*entities, "event", *(f"event:{code}" for code in events)]), max_size=3)
    uses = st.builds(RoleUse, st.sampled_from(roles), st.booleans(), fillers.map(tuple)) if roles else st.nothing()
    colour = st.sampled_from(["#000000", "#09f9a0", "#ffffff"])
    family = st.sampled_from(FAMILIES)
    return LabelSet(
        code=draw(words),
        name=draw(names),
        entities=tuple(
            EntityType(code, draw(names), str(i), draw(colour), draw(colour), draw(family))
            for i, code in enumerate(entities)
        ),
        events=tuple(
            EventType(code, draw(names), draw(names), str(i), draw(colour), draw(colour), draw(use_lists(uses)))
            for i, code in enumerate(events)
        ),
        roles=tuple(Role(code, draw(names), str(i)) for i, code in enumerate(roles)),
        attributes=(Attribute("tense", draw(names), "t", (AttributeValue("Past", draw(names)),), None),),
        relations=tuple(RelationType(code, draw(names), "other", code) for code in draw(codes)),
        wrong_filler=draw(st.sampled_from(["refuse", "warn"])),
    )


def use_lists(uses: st.SearchStrategy[RoleUse]) -> st.SearchStrategy[tuple[RoleUse, ...]]:
    return st.lists(uses, max_size=3).map(tuple) if not uses.is_empty else st.just(())


@given(label_sets())
def test_any_label_set_survives_its_json(labels: LabelSet) -> None:
    assert LabelSet.from_json(labels.to_json()) == labels
