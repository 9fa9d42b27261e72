"""Rows as the JSON images the journal keeps, with older images raised to the newest schema on the way back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any, get_type_hints

from db.rows import ROW_TYPES, Row
from db.schema import CLASSES, NAMES_HINT, PAIRS_HINT, SPANS_HINT

SCHEMA_VERSION = 2
"""The version this program writes; see ``db.migrations``."""

Image = dict[str, Any]
"""A row's fields by name, or some of them, as JSON values."""

Upgrade = Callable[[Image], Image]
UPGRADES: Mapping[tuple[str, int], Upgrade] = {}
"""(row type, version) -> what makes an image of that version one of the next. Images may be partial.

A field that a version added needs none: where an image does not name it, the row keeps it or has its default.
"""

FIELDS: dict[type[Row], tuple[str, ...]] = {
    cls: tuple(item.name for item in dataclasses.fields(cls)) for cls in ROW_TYPES
}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_HINTS = {cls: get_type_hints(cls) for cls in ROW_TYPES}
_SPANS = {(cls, name) for cls in ROW_TYPES for name, hint in _HINTS[cls].items() if hint == SPANS_HINT}
_NAMES = {(cls, name) for cls in ROW_TYPES for name, hint in _HINTS[cls].items() if hint == NAMES_HINT}
_PAIRS = {(cls, name) for cls in ROW_TYPES for name, hint in _HINTS[cls].items() if hint == PAIRS_HINT}


def row_type(row: Row) -> str:
    """The row's type as the journal names it: ``mention``."""
    return type(row).__name__.lower()


def values(row: Row) -> dict[str, Any]:
    """The row's fields by name."""
    return {name: getattr(row, name) for name in FIELDS[type(row)]}


def changed_fields(before: Row, after: Row) -> tuple[str, ...]:
    """The names of the fields that differ between two states of one row."""
    return tuple(name for name in FIELDS[type(after)] if getattr(before, name) != getattr(after, name))


def dump(row: Row, names: tuple[str, ...] | None = None) -> str:
    """The named fields of a row, or all, as JSON text."""
    cls = type(row)
    image = {name: getattr(row, name) for name in names or FIELDS[cls]}
    for name in image:
        if (cls, name) in _PAIRS:
            image[name] = dict(image[name])
    return _ENCODER.encode(image)


def load(
    name: str, text: str | None, *, version: int, upgrades: Mapping[tuple[str, int], Upgrade] = UPGRADES
) -> Image | None:
    """An image of the journal as field values of the newest schema; None for a row that was not there.

    ``name`` is the row type and ``version`` the schema version of its change set.
    """
    if text is None:
        return None
    image: Image = json.loads(text)
    for step in range(version, SCHEMA_VERSION):
        upgrade = upgrades.get((name, step))
        image = upgrade(image) if upgrade else image
    cls = CLASSES[name]
    for key in image:
        if (cls, key) in _SPANS:
            image[key] = tuple((start, end) for start, end in image[key])
        elif (cls, key) in _NAMES:
            image[key] = tuple(image[key])
        elif (cls, key) in _PAIRS:
            image[key] = tuple(sorted(image[key].items()))
    return image


def build(name: str, image: Image) -> Row:
    """A row of a whole image; fields that the image does not know take their defaults."""
    return CLASSES[name](**image)


def replaced(row: Row, image: Image) -> Row:
    """The row with the image's fields in place of its own."""
    return dataclasses.replace(row, **image)
