"""Structure of a record: what does not fit the published shape, in our words, and which item a fault costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from db.formats import schema
from db.formats.problems import Level

Location = tuple[int | str, ...]
Fault = tuple[Location, str, dict[str, object]]
"""Where, the problem's code, its parameters."""


class Say(Protocol):
    """How a fault in a record is told."""

    def __call__(
        self, where: Location, code: str, params: Mapping[str, object] | None = None, *, level: Level = "problem"
    ) -> None: ...


WORDS = {
    "string_type": "not_text", "int_type": "not_integer", "float_type": "not_number", "list_type": "not_list",
    "dict_type": "not_object", "missing": "missing_field", "literal_error": "not_one_of", "string_too_short": "blank",
    "too_short": "wrong_length", "too_long": "wrong_length", "finite_number": "not_number",
    "greater_than_equal": "out_of_range", "less_than_equal": "out_of_range",
}  # fmt: skip
"""The checker's kinds of error to our codes; anything else is a ``wrong_value``."""

_OWN: dict[str, frozenset[str]] = {
    name: frozenset(get_type_hints(cls))
    for name, cls in (
        ("entities", schema.EntityMention), ("events", schema.EventMention), ("trigger", schema.Trigger),
        ("arguments", schema.ArgumentItem), ("relations", schema.RelationItem), ("regions", schema.RegionItem),
        ("clusters", schema.ClusterItem), ("distinct", schema.DistinctItem), ("belongs_to", schema.BelongingItem),
    )
}  # fmt: skip
"""The fields each kind of item has."""


def faults(value: Mapping[str, Any]) -> list[Fault]:
    """Everything in a record that does not fit the shape, in the order of the file."""
    try:
        schema.record_checker().validate_python(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True)
        return list(_unrepeated(_fault(item) for item in found))
    return []


def _fault(item: ErrorDetails) -> Fault:
    where, kind = item["loc"], item["type"]
    code = WORDS.get(kind, "wrong_value")
    context = item.get("ctx", {})
    if where == ("version",) and code == "out_of_range" and isinstance(item["input"], int) and item["input"] > 1:
        return where, "newer_format", {"found": item["input"], "known": schema.VERSION}
    if where == ("format",):
        return where, "other_format", {"expected": schema.FORMAT}
    if code == "missing_field" and where[-1] in ("start", "end"):
        return where, "missing_offset", {"name": where[-1]}
    if code == "missing_field":
        return where, code, {"name": where[-1]}
    if code == "not_one_of":
        return where, code, {"allowed": context["expected"].replace(" or ", ", ").replace("'", "")}
    if code == "out_of_range":
        return where, code, {"limit": f"≥ {context['ge']:g}" if "ge" in context else f"≤ {context['le']:g}"}
    return where, code, {}


def _unrepeated(found: Iterable[Fault]) -> Iterator[Fault]:
    """A missing start says it all; the missing end beside it is not told as well."""
    without: set[Location] = set()
    for where, code, params in found:
        if code == "missing_offset":
            if where[:-1] in without:
                continue
            without.add(where[:-1])
        yield where, code, params


def unit(where: Location) -> Location:
    """What is lost with a fault at ``where`` when faulty items are skipped; one step: the whole record."""
    if len(where) >= 4 and where[2] in ("arguments", "distinct"):
        return where[:4]
    if len(where) >= 5 and where[3] in ("belongs_to", "aliases"):
        return where[:5]
    if where[0] == "clusters" or where[:2] == ("meta", "regions"):
        return where[:3] if len(where) >= 3 else where[:2]
    return where[:2]


def unknown_fields(kind: str, item: Mapping[str, Any]) -> list[str]:
    """Fields an item has beyond those of its kind (a list's name, or ``trigger``); there is no place to keep them."""
    return sorted(item.keys() - _OWN[kind]) if not item.keys() <= _OWN[kind] else []
