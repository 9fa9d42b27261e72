"""Chords: a key with its modifiers, found whatever keyboard layout is on, and the table of what each one does.

With a layout of another script on, a chord goes by the key's place on a US keyboard (ش lies on A); with a Latin one by
the letter, so that A stays where a French keyboard has it. Digits go by their place everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.layouts import (
    CODES,
    DIGITS,
    LEGENDS,
    LETTERS,
    SHIFTED_SIGNS,
    SIGN_TO_LETTER,
    UNSHIFTED,
    Platform,
    is_foreign,
)

CTRL, ALT, SHIFT, META = 1, 2, 4, 8
"""Modifiers, to be added up. On macOS ``CTRL`` is the Command key and ``META`` the Control key, as Qt has it."""
_MODIFIERS = (("Ctrl", CTRL), ("Alt", ALT), ("Shift", SHIFT), ("Meta", META))
_FLAGS = {name.lower(): flag for name, flag in _MODIFIERS}

FUNCTION_KEYS = tuple(f"F{number}" for number in range(1, 13))
NAMED = (
    "Tab", "Space", "Enter", "Esc", "Backspace", "Delete", "Insert", "Left", "Right", "Up", "Down", "Home", "End",
    "PgUp", "PgDn", "Menu", *FUNCTION_KEYS,
)  # fmt: skip
"""Keys that go by a name rather than a character."""
_NAMES = {name.lower(): name for name in NAMED} | {"return": "Enter", "escape": "Esc", "del": "Delete"}
_ONE_SIGN = {"=": "+", "/": "?"}
"""With Shift these are signs of their own, which other layouts have elsewhere."""

LABELS, CARET, COPY, SELECT_ALL, SYSTEM = "labels", "caret", "copy", "select_all", "system"
"""What ``owner`` answers for the keys that are no action's: they give labels, move the caret or leave things, copy,
select everything, or are the window's own."""

_SIDEWAYS, _UPWARDS = ("Left", "Right", "Home", "End"), ("Up", "Down", "PgUp", "PgDn")


@dataclass(frozen=True, slots=True, order=True)
class Chord:
    """A key with its modifiers. ``key`` is a capital letter, a digit, another sign, or one of ``NAMED``."""

    key: str
    mods: int = 0

    @classmethod
    def parse(cls, text: str) -> Chord:
        """Read ``"Ctrl+Shift+Z"``, ``"?"`` or ``"Ctrl++"``. ValueError: no chord."""
        head, _, key = text.rpartition("+")
        if text == "+" or text.endswith("++"):
            head, key = text[:-2], "+"
        mods = 0
        for name in filter(None, head.split("+")):
            if name.lower() not in _FLAGS:
                raise ValueError(text)
            mods |= _FLAGS[name.lower()]
        key = _NAMES.get(key.lower(), key)
        if key not in NAMED and len(key) != 1:
            raise ValueError(text)
        return _placed(key, mods)

    def __str__(self) -> str:
        return "+".join([*(name for name, flag in _MODIFIERS if self.mods & flag), self.key])

    @property
    def typed(self) -> bool:
        """Would a text field take it: as a character, an editing key, or a step to the next field?"""
        return not self.mods & (CTRL | ALT | META) and self.key not in FUNCTION_KEYS

    @property
    def arabic(self) -> str:
        """What is printed on the key for Arabic; empty where the key has the same sign for both."""
        return LEGENDS.get(self.key.lower(), "")

    def legend(self, language: str = "en") -> str:
        """Both legends of the key, the reader's own first: ``A ش``, ``ش A``; isolated from the text around it."""
        latin = f"\u2066{self}\u2069"
        if not self.arabic:
            return latin
        return f"\u2067{self.arabic} {latin}\u2069" if language == "ar" else f"\u2066{self} {self.arabic}\u2069"


def parsed(text: str) -> Chord | None:
    """The chord that a text means, or None."""
    try:
        return Chord.parse(text)
    except ValueError:
        return None


def role_chord(key: str) -> Chord | None:
    """What fills the role with this key at once in the work place of events; None for digits, which show panels."""
    return Chord(key.upper(), ALT) if key.isalpha() else None


def label_chord(key: str) -> Chord:
    """What gives the label with this key at once: a key that types a letter in either script takes Shift."""
    return Chord(key.upper(), SHIFT if _types_letter(key) else 0)


def label_key(chord: Chord) -> str:
    """The key of a label that the chord would give at once, whether or not there is such a label; '' for none.

    Digits do with Shift too, which some keyboards need to type one at all.
    """
    if chord.key in NAMED or len(chord.key) != 1 or chord.mods not in (0, SHIFT):
        return ""
    if chord.key.isdigit():
        return chord.key
    fits = chord.mods == SHIFT if _types_letter(chord.key) else not chord.mods and chord.key in _BARE_SIGNS
    return chord.key.lower() if fits else ""


def _types_letter(key: str) -> bool:
    return key.isalpha() or (key in LEGENDS and not key.isdigit())


def owner(chord: Chord) -> str | None:
    """Who has a chord that no action can have: ``LABELS``, ``CARET``, ``COPY``, ``SELECT_ALL`` or ``SYSTEM``."""
    if chord.key.isdigit() and not chord.mods & ~SHIFT:
        return LABELS
    if chord in _COPY:
        return COPY
    if chord == Chord("A", CTRL):
        return SELECT_ALL
    if chord in _SYSTEM:
        return SYSTEM
    sideways = chord.key in _SIDEWAYS and not chord.mods & ~(CTRL | SHIFT)
    upwards = chord.key in _UPWARDS and not chord.mods & ~SHIFT
    in_order = chord.key in ("Up", "Down") and chord.mods & ALT and not chord.mods & ~(ALT | SHIFT)
    return CARET if chord.key in ("Esc", "Menu") or sideways or upwards or in_order else None


def _placed(key: str, mods: int) -> Chord:
    if mods & SHIFT and key in _ONE_SIGN:
        key, mods = _ONE_SIGN[key], mods & ~SHIFT
    return Chord(key.upper() if len(key) == 1 else key, mods)


def resolve(key: str, *, mods: int, code: int = 0, platform: Platform = "linux") -> Chord | None:
    """The chord of a key press.

    ``key`` is the character it gives without regard to Ctrl ('' if none), or a name in ``NAMED``; ``code`` the native
    one (see ``layouts.CODES``), 0 where there is none, as in events made by programs.
    """
    if key in NAMED:
        return Chord(key, mods)
    place = CODES[platform].get(code) if code else None
    if key in DIGITS:
        return Chord(DIGITS[key], mods & ~SHIFT)
    if key in ("?", "؟"):
        return Chord("?", mods & ~SHIFT)
    if place is not None:
        if place.isdigit() and not (mods & CTRL and key in ("-", "=", "+")):
            return Chord(place, mods)
        if not key or is_foreign(key) or (mods & SHIFT and (place, key) in SHIFTED_SIGNS):
            return _placed(place, mods)
    return _by_character(key, mods, coded=place is not None)


def _by_character(key: str, mods: int, *, coded: bool) -> Chord | None:
    if not coded and mods & SHIFT and key in SIGN_TO_LETTER:
        return _placed(SIGN_TO_LETTER[key], mods)
    if is_foreign(key):
        return _placed(LETTERS[key], mods) if key in LETTERS else None
    base = UNSHIFTED.get(key, "")
    if base and base not in _ONE_SIGN and not (coded and base.isdigit()):
        return Chord(base, mods | SHIFT)
    if len(key) != 1 or key.isspace() or not key.isprintable():
        return None
    return Chord(key.upper(), mods if key.isalpha() else mods & ~SHIFT)


_COPY = frozenset({Chord("C", CTRL), Chord("Insert", CTRL)})
_SYSTEM = frozenset(Chord.parse(text) for text in ("Alt+F4", "Alt+Space", "Alt+Tab", "Alt+Shift+Tab", "Alt+Esc"))
_BARE_SIGNS = frozenset("-=")
"""The keys that type a sign in both scripts."""


class Shortcuts:
    """Which chord does what: the actions' own chords with the user's choices over them."""

    def __init__(self, defaults: Mapping[str, Iterable[str]], overrides: Mapping[str, object] | None = None) -> None:
        self._chords = {action: tuple(map(Chord.parse, texts)) for action, texts in defaults.items()}
        self.refused: list[tuple[str, str]] = []
        """(action, chord) of the user's choices that could not be kept: no chord, no action, or a conflict."""
        chosen = {action: str(text) for action, text in (overrides or {}).items()}
        self.refused += [(action, text) for action, text in chosen.items() if not self._possible(action, text)]
        for refused, _ in self.refused:
            del chosen[refused]
        own = {action: self._chords[action] for action in chosen}
        self._chords |= {action: chords[1:] for action, chords in own.items()}
        for action, text in chosen.items():
            self._override(action, text, own[action])
        self._action = {chord: action for action, chords in self._chords.items() for chord in chords}

    def _possible(self, action: str, text: str) -> bool:
        chord = parsed(text)
        return action in self._chords and (not text or (chord is not None and owner(chord) is None))

    def _override(self, action: str, text: str, own: tuple[Chord, ...]) -> None:
        """Let the user's chord take the place of the first of the action's own; an empty one takes all away."""
        chord = parsed(text)
        if chord is not None and self.conflict(action, chord) is not None:
            self.refused.append((action, text))
            self._chords[action] = tuple(each for each in own if self.conflict(action, each) is None)
        else:
            self._chords[action] = (chord, *(each for each in own[1:] if each != chord)) if chord else ()

    def action(self, chord: Chord) -> str | None:
        """The action a chord starts, or None."""
        return self._action.get(chord)

    def chords(self, action: str) -> tuple[Chord, ...]:
        """The chords that start an action, the one to show first; () if there are none. KeyError: no such action."""
        return self._chords[action]

    def conflict(self, action: str, chord: Chord) -> str | None:
        """The other action that has the chord, what ``owner`` says of it, or None if it is free."""
        others = (other for other, chords in self._chords.items() if other != action and chord in chords)
        return owner(chord) or next(others, None)
