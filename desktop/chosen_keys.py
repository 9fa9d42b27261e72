"""The user's own chords: which may be chosen, what stands in the way, and the overrides to store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.keys import CTRL, LABELS, SHIFT, Chord, Shortcuts

CARET = "caret"
"""What ``Taken.by`` says for the keys that move the caret or leave things."""

_SIDEWAYS, _UPWARDS = ("Left", "Right", "Home", "End"), ("Up", "Down", "PgUp", "PgDn")
_ALWAYS = ("Esc", "Menu")
Defaults = Mapping[str, Iterable[str]]
Overrides = Mapping[str, str]


class Taken(Exception):
    """The chord belongs to something else: an action's key, ``LABELS`` or ``CARET``."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


def is_carets(chord: Chord) -> bool:
    """Does the article itself take the chord?"""
    sideways = chord.key in _SIDEWAYS and not chord.mods & ~(CTRL | SHIFT)
    return chord.key in _ALWAYS or sideways or (chord.key in _UPWARDS and not chord.mods & ~SHIFT)


def choose(defaults: Defaults, overrides: Overrides, action: str, chord: Chord | None) -> dict[str, str]:
    """The overrides with this chord for the action, or with None no key at all. Raises Taken and KeyError."""
    first = next(iter(defaults[action]), "")
    rest = {key: text for key, text in overrides.items() if key != action}
    if chord is None:
        return {**rest, action: ""} if first else rest
    if is_carets(chord):
        raise Taken(CARET)
    owner = Shortcuts(defaults, overrides).conflict(action, chord)
    if owner is not None:
        raise Taken(owner)
    return rest if first and Chord.parse(first) == chord else {**rest, action: str(chord)}


def reset(defaults: Defaults, overrides: Overrides, action: str) -> dict[str, str]:
    """The overrides without the action's. Raises Taken: another action has its chord meanwhile."""
    table = Shortcuts(defaults, overrides)
    for text in defaults[action]:
        owner = table.conflict(action, Chord.parse(text))
        if owner not in (None, LABELS):
            raise Taken(str(owner))
    return {key: text for key, text in overrides.items() if key != action}
