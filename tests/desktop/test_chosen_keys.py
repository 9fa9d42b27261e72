"""Which chords may be chosen for an action, and what is stored."""

import pytest

from desktop.chosen_keys import Taken, choose, reset
from desktop.keys import CARET, LABELS, Chord, Shortcuts, owner

DEFAULTS = {"accept": ("A",), "reject": ("S",), "delete": ("Delete", "Backspace"), "backup": ()}


def chord(text):
    return Chord.parse(text)


def taken(make):
    with pytest.raises(Taken) as refused:
        make()
    return refused.value.by


def test_a_free_chord_is_stored_and_the_default_is_not():
    chosen = choose(DEFAULTS, {}, "accept", chord("Ctrl+B"))
    assert chosen == {"accept": "Ctrl+B"}
    assert Shortcuts(DEFAULTS, chosen).action(chord("Ctrl+B")) == "accept"
    assert choose(DEFAULTS, chosen, "accept", chord("A")) == {}
    assert choose(DEFAULTS, {}, "backup", chord("Ctrl+B")) == {"backup": "Ctrl+B"}


def test_what_is_taken_is_refused_with_its_owner():
    assert taken(lambda: choose(DEFAULTS, {}, "accept", chord("S"))) == "reject"
    assert taken(lambda: choose(DEFAULTS, {}, "accept", chord("Backspace"))) == "delete"
    assert taken(lambda: choose(DEFAULTS, {}, "accept", chord("3"))) == LABELS
    for text in ("Left", "Shift+Down", "Ctrl+Home", "Esc", "PgUp"):
        assert taken(lambda text=text: choose(DEFAULTS, {}, "accept", chord(text))) == CARET
    assert owner(chord("Ctrl+Down")) is None
    assert owner(chord("Alt+Left")) is None


def test_a_key_let_go_can_be_taken_and_is_then_not_given_back_silently():
    chosen = choose(DEFAULTS, {}, "accept", chord("Z"))
    chosen = choose(DEFAULTS, chosen, "reject", chord("A"))
    table = Shortcuts(DEFAULTS, chosen)
    assert (table.action(chord("A")), table.action(chord("Z")), table.action(chord("S"))) == ("reject", "accept", None)
    assert taken(lambda: reset(DEFAULTS, chosen, "accept")) == "reject"
    assert reset(DEFAULTS, reset(DEFAULTS, chosen, "reject"), "accept") == {}


def test_no_key_at_all():
    chosen = choose(DEFAULTS, {}, "delete", None)
    assert Shortcuts(DEFAULTS, chosen).chords("delete") == ()
    assert choose(DEFAULTS, {"backup": "Ctrl+B"}, "backup", None) == {}
