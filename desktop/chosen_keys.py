"""The user's own chords: which may be chosen, what stands in the way, and the overrides to store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from db.labelset import LabelSet, Name
from db.rows import Kind
from desktop.keys import Chord, Shortcuts, label_chord, owner, role_chord

LabelKind = Literal["label", "role"]
LABEL: LabelKind = "label"
ROLE: LabelKind = "role"
"""What ``Taken.by`` says for a key of the open label set; ``Taken.name`` is whose it is."""
KINDS: tuple[Kind, ...] = ("entity", "event")
Defaults = Mapping[str, Iterable[str]]
Overrides = Mapping[str, str]


class Taken(Exception):
    """The chord belongs to something else: an action's key, what ``keys.owner`` says, ``LABEL`` or ``ROLE``."""

    def __init__(self, by: str, name: Name | None = None) -> None:
        super().__init__(by)
        self.by = by
        self.name = name


@dataclass(frozen=True, slots=True)
class Clash:
    """A chord that an action has and that would also give a label or fill a role of a label set."""

    chord: Chord
    action: str
    kind: LabelKind
    name: Name


def choose(
    defaults: Defaults, overrides: Overrides, action: str, chord: Chord | None, *, labels: LabelSet | None = None
) -> dict[str, str]:
    """The overrides with this chord for the action, or with None no key at all. Raises Taken and KeyError.

    ``labels``: the open label set, whose keys are not to be taken away from it.
    """
    first = next(iter(defaults[action]), "")
    rest = {key: text for key, text in overrides.items() if key != action}
    if chord is None:
        return {**rest, action: ""} if first else rest
    taken = Shortcuts(defaults, overrides).conflict(action, chord)
    if taken is not None:
        raise Taken(taken)
    own = bool(first) and Chord.parse(first) == chord
    if not own:
        for there, kind, name in _of_labels(labels):
            if there == chord:
                raise Taken(kind, name)
    return rest if own else {**rest, action: str(chord)}


def clashes(shortcuts: Shortcuts, labels: LabelSet | None) -> list[Clash]:
    """The keys of a label set that start an action instead, in its order, labels before roles."""
    found = []
    for chord, kind, name in _of_labels(labels):
        action = shortcuts.action(chord)
        if action is not None:
            found.append(Clash(chord, action, kind, name))
    return found


def _of_labels(labels: LabelSet | None) -> Iterator[tuple[Chord, LabelKind, Name]]:
    if labels is None:
        return
    for kind in KINDS:
        for label in labels.labels(kind):
            yield label_chord(label.key), LABEL, label.name
    for role in labels.roles:
        if (chord := role_chord(role.key)) is not None:
            yield chord, ROLE, role.name


def reset(defaults: Defaults, overrides: Overrides, action: str) -> dict[str, str]:
    """The overrides without the action's. Raises Taken: another action has its chord meanwhile."""
    table = Shortcuts(defaults, overrides)
    for text in defaults[action]:
        chord = Chord.parse(text)
        taken = table.conflict(action, chord)
        if taken is not None and owner(chord) is None:
            raise Taken(taken)
    return {key: text for key, text in overrides.items() if key != action}
