"""A change set, a refusal or a warning in the user's words: its message with the label set's names for its codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from db.dates import Interval
from db.labelset import (
    EVENT_FILLER,
    Attribute,
    AttributeValue,
    EntityType,
    EventType,
    LabelSet,
    RelationType,
    Role,
)
from db.queries import Header
from desktop.closure.corpus import SAME
from desktop.date_wording import interval_words
from desktop.messages import Messages

Named = EntityType | EventType | Role | RelationType | Attribute | AttributeValue


def params(messages: Messages, labels: LabelSet | None, given: Mapping[str, object]) -> dict[str, object]:
    """Message parameters with labels, roles, attributes and relations by name: ``PER`` becomes ``شخص``."""
    if labels is None:
        return dict(given)
    return {name: _named(messages, labels, name, str(value), given) or value for name, value in given.items()}


def _named(messages: Messages, labels: LabelSet, name: str, code: str, given: Mapping[str, object]) -> str | None:
    """The name of one code, or None where it is no code or not known."""
    found: Named | None = None
    if name in ("label", "old", "type"):
        found = labels.entity(code) or labels.event(code)
    elif name == "role":
        found = labels.role(code)
    elif name == "relation":
        found = labels.relation(code)
    elif name == "attribute":
        found = labels.attribute(code)
    elif name == "value":
        attribute = labels.attribute(str(given.get("attribute", "")))
        found = attribute.value(code) if attribute else None
    elif name == "takes":
        return fillers(messages, labels, code.split(", "))
    elif name == "links":
        return _links(messages, labels, code)
    elif name in ("when_head", "when_tail"):
        return interval_words(messages, Interval.from_iso(code))
    return found.name.text(messages.language) if found else None


def describe(messages: Messages, labels: LabelSet | None, header: Header) -> str:
    """One change set as a line of history, such as ``تغيير حدود «بوتين»``; an undo says what it took back."""
    given = params(messages, labels, dict(header.params))
    if "articles" in given:  # an import: the number picks the plural
        given["count"] = given["articles"]
    what = messages.tr(f"history.{header.label}", **given)
    if header.kind in ("undo", "redo"):
        return messages.tr("history.undone" if header.kind == "undo" else "history.redone", what=what)
    return what


def warnings(
    messages: Messages, labels: LabelSet | None, given: Iterable[tuple[str, Iterable[tuple[str, str]]]]
) -> str:
    """The warnings of an edit, one after the other."""
    return " ".join(messages.tr(key, **params(messages, labels, dict(pairs))) for key, pairs in given)


def fillers(messages: Messages, labels: LabelSet, codes: Iterable[str]) -> str:
    """What may fill a role, by name: ``PER``, ``event``, ``event:Attack``; that it may be anything where none is."""
    names = []
    for code in filter(None, codes):
        if code == EVENT_FILLER:
            names.append(messages.tr("frame.any_event"))
            continue
        item = labels.entity(code) or labels.event(code.removeprefix("event:"))
        names.append(item.name.text(messages.language) if item else code)
    return messages.listed(names) or messages.tr("frame.anything")


def relation_words(messages: Messages, labels: LabelSet | None, *, head: str, type: str, tail: str) -> str:  # noqa: A002
    """A relation between two triggers as it is read, such as ``«زار» قبل «التقى»``."""
    item = labels.relation(type) if labels else None
    name = item.name.text(messages.language) if item else type
    return messages.tr("relations.line", head=head, relation=name, tail=tail)


def _links(messages: Messages, labels: LabelSet, lines: str) -> str:
    """Relations given as ``CorpusClosure.told`` does, as they are read, and which of their words mean one event.

    A number alone: so many more.
    """
    told, same = [], []
    for line in lines.split("\n"):
        parts = line.removeprefix(SAME).split("\t")
        if line.startswith(SAME):
            same.append(same_words(messages, parts))
        elif len(parts) == 1 and line:
            told.append(messages.tr("relations.and_more", count=int(line)))
        elif line:
            told.append(relation_words(messages, labels, head=parts[0], type=parts[1], tail=parts[2]))
    said = messages.listed(told)
    return messages.tr("relations.where_same", links=said, same=messages.listed(same)) if same else said


def same_words(messages: Messages, texts: Iterable[str]) -> str:
    """That several words mean one event, such as ``«القمة» و«مباحثات» حدث واحد``."""
    *first, last = [messages.tr("relations.quoted", text=text) for text in texts]
    return messages.tr("relations.same", first=messages.listed(first), last=last)
