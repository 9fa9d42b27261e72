"""Label sets: the entity types, event types with their roles, attributes and relation types of a corpus.

A label set is data. Presets lie in ``resources/labelsets`` as TOML, a corpus carries its own as JSON, and both are
read through the same checks, so that a label set in memory never names a role or a type it does not have.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar

import resources
from db.labelset_file import LabelSetError, expand, faults
from db.rows import Kind

Family = Literal["people", "places", "groups", "time", "quantities", "things", "events"]
RelationFamily = Literal["temporal", "causal", "subevent", "discourse", "other"]
WrongFiller = Literal["refuse", "warn"]

PRESETS = ("news", "ace2005", "rich-ere", "wojood", "ontonotes", "conll")
EVENT_FILLER = "event"
"""The filler that means an event of any type; ``event:CODE`` means an event of that type."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called, in both languages of the interface."""

    ar: str
    en: str

    def text(self, language: str) -> str:
        """The name in ``"ar"`` or, for anything else, in English."""
        return self.ar if language == "ar" else self.en


@dataclass(frozen=True, slots=True)
class EntityType:
    """A label of entity mentions. Colours are ``#rrggbb``, one for light paper and one for dark."""

    code: str
    name: Name
    key: str
    light: str
    dark: str
    family: Family


@dataclass(frozen=True, slots=True)
class RoleUse:
    """One role of one event type, and what may fill it: entity codes, ``event``, ``event:CODE``; () is anything."""

    role: str
    required: bool
    fillers: tuple[str, ...]

    def accepts(self, *, kind: Kind, label: str) -> bool:
        """Whether a mention of this kind and label may fill the role."""
        if not self.fillers:
            return True
        if kind == "entity":
            return label in self.fillers
        return EVENT_FILLER in self.fillers or f"{EVENT_FILLER}:{label}" in self.fillers


@dataclass(frozen=True, slots=True)
class EventType:
    """A label of event mentions, with the roles its arguments take in the order they are shown."""

    code: str
    name: Name
    group: Name
    key: str
    light: str
    dark: str
    roles: tuple[RoleUse, ...]
    family: Family = "events"

    def use(self, role: str) -> RoleUse | None:
        """How this event type uses a role, or None if it has no such role."""
        return next((use for use in self.roles if use.role == role), None)


@dataclass(frozen=True, slots=True)
class Role:
    """What an argument is to its event."""

    code: str
    name: Name
    key: str


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """One value of an attribute."""

    code: str
    name: Name


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property of every event mention, such as polarity, with its values in the order the key cycles them."""

    code: str
    name: Name
    key: str
    values: tuple[AttributeValue, ...]
    default: str | None

    def value(self, code: str) -> AttributeValue | None:
        """The value with this code, or None."""
        return next((value for value in self.values if value.code == code), None)


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of link between events. ``inverse`` is the type read backwards: itself when symmetric, None if unnamed."""

    code: str
    name: Name
    family: RelationFamily
    inverse: str | None


Label = EntityType | EventType


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Everything a corpus may be annotated with. ``wrong_filler`` says what a filler a role does not take leads to."""

    code: str
    name: Name
    entities: tuple[EntityType, ...]
    events: tuple[EventType, ...]
    roles: tuple[Role, ...]
    attributes: tuple[Attribute, ...]
    relations: tuple[RelationType, ...]
    wrong_filler: WrongFiller

    def entity(self, code: str) -> EntityType | None:
        """The entity type with this code, or None."""
        return _find(self.entities, code)

    def event(self, code: str) -> EventType | None:
        """The event type with this code, or None."""
        return _find(self.events, code)

    def role(self, code: str) -> Role | None:
        """The role with this code, or None."""
        return _find(self.roles, code)

    def attribute(self, code: str) -> Attribute | None:
        """The attribute with this code, or None."""
        return _find(self.attributes, code)

    def relation(self, code: str) -> RelationType | None:
        """The relation type with this code, or None."""
        return _find(self.relations, code)

    def label(self, kind: Kind, code: str) -> Label | None:
        """The entity or event type with this code, or None."""
        return self.entity(code) if kind == "entity" else self.event(code)

    def labels(self, kind: Kind) -> tuple[Label, ...]:
        """All labels of a kind, in the order they are shown."""
        return self.entities if kind == "entity" else self.events

    def keyed(self, kind: Kind) -> dict[str, str]:
        """The code each key stands for, among the labels of a kind."""
        return {label.key: label.code for label in self.labels(kind)}

    def to_json(self) -> str:
        """The whole label set as JSON text, as a corpus keeps it; ``from_json`` gives back an equal one."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> LabelSet:
        """Read what ``to_json`` wrote. Raises LabelSetError naming what is wrong where."""
        try:
            data = json.loads(text)
        except json.JSONDecodeError as error:
            raise LabelSetError([f"line {error.lineno}: {error.msg}"]) from error
        return _build(data)

    @classmethod
    def from_toml(cls, text: str) -> LabelSet:
        """Read a label set written by hand; the form is told in ``db/labelset_file.py``. Raises LabelSetError."""
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise LabelSetError([str(error)]) from error
        return _build(expand(data))


def presets() -> tuple[str, ...]:
    """The codes of the label sets that ship with the program."""
    return PRESETS


def preset(code: str) -> LabelSet:
    """A label set that ships with the program. Raises KeyError for a code not in ``presets()``."""
    if code not in PRESETS:
        raise KeyError(code)
    return LabelSet.from_toml(resources.path("labelsets", f"{code}.toml").read_text(encoding="utf-8"))


Item = TypeVar("Item", EntityType, EventType, Role, Attribute, RelationType)


def _find(items: Iterable[Item], code: str) -> Item | None:
    return next((item for item in items if item.code == code), None)


def _build(data: object) -> LabelSet:
    wrong = faults(data)
    if wrong or not isinstance(data, Mapping):
        raise LabelSetError(wrong)
    return LabelSet(
        code=data["code"],
        name=Name(**data["name"]),
        entities=tuple(EntityType(**_named(item)) for item in data["entities"]),
        events=tuple(EventType(**_event(item)) for item in data["events"]),
        roles=tuple(Role(**_named(item)) for item in data["roles"]),
        attributes=tuple(Attribute(**_attribute(item)) for item in data["attributes"]),
        relations=tuple(RelationType(**_named(item)) for item in data["relations"]),
        wrong_filler=data["wrong_filler"],
    )


def _named(item: Mapping[str, Any]) -> dict[str, Any]:
    return {**item, "name": Name(**item["name"])}


def _event(item: Mapping[str, Any]) -> dict[str, Any]:
    roles = tuple(RoleUse(use["role"], use["required"], tuple(use["fillers"])) for use in item["roles"])
    return {**_named(item), "group": Name(**item["group"]), "roles": roles}


def _attribute(item: Mapping[str, Any]) -> dict[str, Any]:
    return {**_named(item), "values": tuple(AttributeValue(**_named(value)) for value in item["values"])}
