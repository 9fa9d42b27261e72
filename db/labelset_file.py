"""The written form of a label set: how a TOML file spells one out, and what can be wrong in one.

A file is shorter than the label set it means. ``expand`` undoes that:

- every item says ``ar`` and ``en`` instead of a ``name`` table;
- ``[fillers]`` names lists of labels; ``"@actors"`` in a list of fillers stands for the list called ``actors``;
- a role's ``fillers`` hold for every event that has the role, unless the event's own ``fillers`` table says otherwise;
- an event names its ``group`` by a key of ``[groups]``, its ``roles`` in a list, the needed ones again in ``required``;
- colours of events come from their group where an event has none itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

FAMILIES = ("people", "places", "groups", "time", "quantities", "things", "events")
RELATION_FAMILIES = ("temporal", "causal", "subevent", "discourse", "other")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LABEL_TEXTS = ("code", "key", "light", "dark", "family")
_TEXTS = {
    "entities": _LABEL_TEXTS,
    "events": _LABEL_TEXTS,
    "roles": ("code", "key"),
    "attributes": ("code", "key"),
    "relations": ("code", "family"),
}
"""The fields of each list's items that must hold some text."""
_OTHERS = {"events": ("group", "roles"), "attributes": ("values", "default"), "relations": ("inverse",)}
"""The fields they have besides those and their name."""


class LabelSetError(ValueError):
    """A label set that cannot be used; ``faults`` says what is wrong where, one line a fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


def expand(doc: Mapping[str, Any]) -> dict[str, Any]:
    """The full form (as ``LabelSet.to_json`` writes it) of a parsed TOML file. Raises LabelSetError."""
    try:
        lists: Mapping[str, list[str]] = doc.get("fillers", {})
        taken = {role["code"]: role.get("fillers", []) for role in doc.get("roles", [])}
        return {
            "code": doc["code"],
            "name": {"ar": doc["ar"], "en": doc["en"]},
            "wrong_filler": doc["wrong_filler"],
            "entities": [_named(item) for item in doc["entities"]],
            "events": [_event(item, doc["groups"], taken, lists) for item in doc.get("events", [])],
            "roles": [_named(item, without=("fillers",)) for item in doc.get("roles", [])],
            "attributes": [_attribute(item) for item in doc.get("attributes", [])],
            "relations": [{"inverse": None, **_named(item)} for item in doc.get("relations", [])],
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise LabelSetError([f"missing or misplaced: {error}"]) from error


def _named(item: Mapping[str, Any], *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    rest = {key: value for key, value in item.items() if key not in ("ar", "en", *without)}
    return {**rest, "name": {"ar": item["ar"], "en": item["en"]}}


def _attribute(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"default": None, **_named(item), "values": [_named(value) for value in item["values"]]}


def _event(
    item: Mapping[str, Any],
    groups: Mapping[str, Any],
    taken: Mapping[str, list[str]],
    lists: Mapping[str, list[str]],
) -> dict[str, Any]:
    group = groups[item["group"]]
    required = item.get("required", [])
    missing = [role for role in (*required, *item.get("fillers", {})) if role not in item["roles"]]
    if missing:
        raise LabelSetError([f"events.{item['code']}: {role} is not among its roles" for role in missing])
    own = {**taken, **item.get("fillers", {})}
    roles = [
        {"role": role, "required": role in required, "fillers": _spelled(own.get(role, []), lists)}
        for role in item["roles"]
    ]
    base = {"light": group.get("light", ""), "dark": group.get("dark", ""), "family": "events"}
    plain = _named(item, without=("required", "fillers"))
    return {**base, **plain, "group": {"ar": group["ar"], "en": group["en"]}, "roles": roles}


def _spelled(fillers: list[str], lists: Mapping[str, list[str]]) -> list[str]:
    parts = [lists[filler[1:]] if filler.startswith("@") else [filler] for filler in fillers]
    return list(dict.fromkeys(code for part in parts for code in part))


def faults(data: object) -> list[str]:
    """What is wrong in a full-form label set, one line a fault; [] when it can be used."""
    if not isinstance(data, Mapping):
        return ["a label set is an object"]
    shape = list(_shape(data))
    return shape or [*_twice(data), *_colours(data), *_names_unknown(data)]


def _shape(data: Mapping[str, Any]) -> Iterator[str]:
    if not _text(data.get("code")):
        yield "code: missing"
    if not _name(data.get("name")):
        yield "name: needs ar and en"
    if data.get("wrong_filler") not in ("refuse", "warn"):
        yield "wrong_filler: refuse or warn"
    for field, texts in _TEXTS.items():
        items = data.get(field)
        if not isinstance(items, list):
            yield f"{field}: missing"
            continue
        for index, item in enumerate(items):
            if not isinstance(item, Mapping):
                yield f"{field}[{index}]: not an object"
                continue
            place = f"{field}.{item.get('code', index)}"
            yield from (f"{place}.{key}: missing" for key in texts if not _text(item.get(key)))
            known = {"name", *texts, *_OTHERS.get(field, ())}
            yield from (f"{place}.{key}: no such field" for key in item if key not in known)
            if not _name(item.get("name")):
                yield f"{place}: needs ar and en"
            yield from _inner_shape(field, place, item)


def _inner_shape(field: str, place: str, item: Mapping[str, Any]) -> Iterator[str]:
    if field == "events":
        if not _name(item.get("group")):
            yield f"{place}.group: needs ar and en"
        uses = item.get("roles")
        if not isinstance(uses, list) or not all(_use(use) for use in uses):
            yield f"{place}.roles: each needs role, required and fillers"
    if field == "attributes":
        values = item.get("values")
        if not isinstance(values, list) or not values or not all(_value(value) for value in values):
            yield f"{place}.values: each needs code, ar and en"
    if field in ("attributes", "relations"):
        optional = "default" if field == "attributes" else "inverse"
        if optional not in item or not (item[optional] is None or _text(item[optional])):
            yield f"{place}.{optional}: a code or nothing"


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _name(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == {"ar", "en"} and all(_text(text) for text in value.values())


def _value(value: object) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"code", "name"}:
        return False
    return _text(value["code"]) and _name(value["name"])


def _use(value: object) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"role", "required", "fillers"}:
        return False
    fillers = value["fillers"]
    return _text(value["role"]) and isinstance(fillers, list) and all(_text(filler) for filler in fillers)


def _twice(data: Mapping[str, Any]) -> Iterator[str]:
    for field, texts in _TEXTS.items():
        for key in {"code", "key"} & set(texts):
            seen: set[str] = set()
            for item in data[field]:
                if item[key] in seen:
                    yield f"{field}.{item['code']}.{key}: {item[key]} is used twice"
                seen.add(item[key])


def _colours(data: Mapping[str, Any]) -> Iterator[str]:
    for item in (*data["entities"], *data["events"]):
        yield from (
            f"{item['code']}.{theme}: not a colour like #1a2b3c"
            for theme in ("light", "dark")
            if not _COLOUR.fullmatch(item[theme])
        )
        if item["family"] not in FAMILIES:
            yield f"{item['code']}.family: one of {', '.join(FAMILIES)}"


def _names_unknown(data: Mapping[str, Any]) -> Iterator[str]:
    known = {field: {item["code"] for item in data[field]} for field in _TEXTS}
    for code in sorted(known["entities"]):
        if code.partition(":")[0] == "event":
            yield f"entities.{code}.code: event means any event and names no entity type"
    yield from _uses_unknown(data, known)
    for item in data["attributes"]:
        if item["default"] is not None and item["default"] not in {value["code"] for value in item["values"]}:
            yield f"attributes.{item['code']}.default: not one of its values"
    for item in data["relations"]:
        if item["family"] not in RELATION_FAMILIES:
            yield f"relations.{item['code']}.family: one of {', '.join(RELATION_FAMILIES)}"
        if item["inverse"] is not None and item["inverse"] not in known["relations"]:
            yield f"relations.{item['code']}.inverse: no relation {item['inverse']}"


def _uses_unknown(data: Mapping[str, Any], known: Mapping[str, set[str]]) -> Iterator[str]:
    fillers = known["entities"] | {"event"} | {f"event:{code}" for code in known["events"]}
    for event in data["events"]:
        for use in event["roles"]:
            if use["role"] not in known["roles"]:
                yield f"events.{event['code']}.roles: no role {use['role']}"
            for filler in use["fillers"]:
                if filler not in fillers:
                    yield f"events.{event['code']}.{use['role']}: nothing called {filler}"
