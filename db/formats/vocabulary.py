"""A label set as look-ups: what an import may name, and which filler a role of an event type takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from db.dates import DATE, is_iso_interval
from db.labelset import LabelSet, RoleUse
from db.rows import Kind

Complaint = tuple[str, dict[str, object]]
"""A problem's code and parameters."""


class Vocabulary:
    """The codes of one label set, for many look-ups."""

    def __init__(self, labels: LabelSet) -> None:
        self.strict = labels.wrong_filler == "refuse"
        """Whether a wrong filler is refused, and not only warned about."""
        self._labels: dict[Kind, frozenset[str]] = {
            "entity": frozenset(item.code for item in labels.entities),
            "event": frozenset(item.code for item in labels.events),
        }
        self._uses: dict[str, dict[str, RoleUse]] = {
            item.code: {use.role: use for use in item.roles} for item in labels.events
        }
        self._roles = frozenset(item.code for item in labels.roles)
        self._relations = frozenset(item.code for item in labels.relations)
        self._values = {item.code: frozenset(value.code for value in item.values) for item in labels.attributes}

    def label(self, kind: Kind, code: str) -> Complaint | None:
        """What is wrong with a label, if anything."""
        if code in self._labels[kind]:
            return None
        return ("unknown_label" if kind == "entity" else "unknown_type"), {"name": code}

    def relation(self, code: str) -> Complaint | None:
        """What is wrong with a relation's type, if anything."""
        return None if code in self._relations else ("unknown_relation", {"name": code})

    def role(self, code: str) -> Complaint | None:
        """What is wrong with a role as such, if anything."""
        return None if code in self._roles else ("unknown_role", {"name": code})

    def filler(self, *, event: str, role: str, kind: Kind, label: str) -> Complaint | None:
        """What is wrong with a mention of this kind and label in a role of an event type, if anything."""
        use = self._uses.get(event, {}).get(role)
        if use is None:
            return "role_not_of_event", {"role": role, "event": event}
        if use.accepts(kind=kind, label=label):
            return None
        return "wrong_filler", {"role": role, "event": event, "label": label}

    def attributes(self, pairs: Mapping[str, str]) -> Iterable[tuple[str, Complaint]]:
        """(attribute, what is wrong with it) for each attribute or value the label set lacks; all know ``date``."""
        for code, value in pairs.items():
            known = self._values.get(code)
            if known is None and code == DATE:
                if not is_iso_interval(value):
                    yield code, ("bad_interval", {"found": value})
            elif known is None:
                yield code, ("unknown_attribute", {"name": code})
            elif value not in known:
                yield code, ("unknown_value", {"name": code, "value": value})


class AnyLabels(Vocabulary):
    """Takes every code: for reading back what a corpus holds, whatever its label set says now."""

    def __init__(self) -> None:
        self.strict = False

    def label(self, kind: Kind, code: str) -> Complaint | None:
        """Nothing is wrong."""
        return None

    def relation(self, code: str) -> Complaint | None:
        """Nothing is wrong."""
        return None

    def role(self, code: str) -> Complaint | None:
        """Nothing is wrong."""
        return None

    def filler(self, *, event: str, role: str, kind: Kind, label: str) -> Complaint | None:
        """Nothing is wrong."""
        return None

    def attributes(self, pairs: Mapping[str, str]) -> Iterable[tuple[str, Complaint]]:
        """Nothing is wrong."""
        return ()
