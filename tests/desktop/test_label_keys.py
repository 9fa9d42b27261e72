"""The keys of labels and roles: none of a shipped label set starts an action instead, and what collides is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.labelset import preset, presets
from desktop.chosen_keys import LABEL, ROLE, Taken, choose, clashes
from desktop.keys import CARET, COPY, LABELS, SELECT_ALL, SYSTEM, Chord, Shortcuts, label_chord, label_key
from desktop.ui.actions import ACTIONS

DEFAULTS = {action.key: action.keys for action in ACTIONS}


@pytest.mark.parametrize("code", presets())
def test_no_key_of_a_shipped_label_set_starts_an_action(code: str) -> None:
    assert clashes(Shortcuts(DEFAULTS), preset(code)) == []


@pytest.mark.parametrize("code", presets())
def test_every_label_with_a_key_is_given_by_one_press(code: str) -> None:
    labels = preset(code)
    for label in (*labels.entities, *labels.events):
        assert label_key(label_chord(label.key)) == label.key, label.code


@pytest.mark.parametrize(
    ("chord", "key"),
    [("3", "3"), ("Shift+3", "3"), ("Shift+J", "j"), ("-", "-"), ("=", "="), ("Shift+[", "["), ("Shift+,", ","),
     ("J", ""), ("[", ""), ("Ctrl+3", ""), ("Tab", ""), ("?", ""), ("Shift+-", "")],
)  # fmt: skip
def test_which_presses_give_labels(chord: str, key: str) -> None:
    assert label_key(Chord.parse(chord)) == key


@pytest.mark.parametrize(
    ("chord", "owner"),
    [("Ctrl+C", COPY), ("Ctrl+Insert", COPY), ("Ctrl+A", SELECT_ALL), ("Alt+F4", SYSTEM), ("Alt+Space", SYSTEM),
     ("Alt+Down", CARET), ("Alt+Up", CARET), ("Alt+Shift+Down", CARET), ("5", LABELS), ("Shift+5", LABELS)],
)  # fmt: skip
def test_what_is_nobodys_to_give_is_refused_and_not_kept_either(chord: str, owner: str) -> None:
    with pytest.raises(Taken) as taken:
        choose(DEFAULTS, {}, "accept", Chord.parse(chord))
    assert taken.value.by == owner
    table = Shortcuts(DEFAULTS, {"accept": chord})
    assert table.refused == [("accept", chord)]
    assert table.action(Chord.parse("A")) == "accept"


def test_the_keys_of_the_open_label_set_are_refused_by_name() -> None:
    labels = preset("news")
    for chord, by, name in (("Shift+W", LABEL, labels.entity("WEAPON")), ("Alt+S", ROLE, labels.role("Speaker"))):
        with pytest.raises(Taken) as taken:
            choose(DEFAULTS, {}, "accept", Chord.parse(chord), labels=labels)
        assert (taken.value.by, taken.value.name) == (by, name.name)
        assert choose(DEFAULTS, {}, "accept", Chord.parse(chord)) == {"accept": chord}


def test_keys_that_collide_all_the_same_are_found() -> None:
    labels = preset("news")
    first, *rest = labels.events
    own = replace(labels, events=(replace(first, key="j"), *rest))
    (clash,) = clashes(Shortcuts(DEFAULTS), own)
    assert (clash.action, clash.chord) == ("end_out_word", Chord.parse("Shift+J"))
    assert (clash.kind, clash.name) == (LABEL, first.name)
    (clash,) = clashes(Shortcuts(DEFAULTS, {"accept": "Alt+S"}), labels)
    assert (clash.action, clash.kind) == ("accept", ROLE)
    assert choose(DEFAULTS, {}, "end_out_word", Chord.parse("Shift+J"), labels=own) == {}
