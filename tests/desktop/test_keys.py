"""Chords from key presses on English, Arabic, Persian and French keyboards, on three systems; chosen shortcuts."""

import itertools

import pytest

from desktop.keys import ALT, CTRL, LABELS, SHIFT, Chord, Shortcuts, resolve
from desktop.layouts import CODES, LETTERS, is_foreign

US = ("`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
AZERTY = ("²&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!")
AZERTY_SHIFTED = ("~1234567890°+", "AZERTYUIOP¨£", "QSDFGHJKLM%", "WXCVBN?./§")
ARABIC = ("ذ1234567890-=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ")
ARABIC_SHIFTED = ("ّ!@#$%^&*)(_+", "ًٌَُﻹإ`÷×؛<>", 'ٍِ][ﻷأـ،/:"', "~ْ}{ﻵآ',.؟")
SYSTEMS = ("linux", "win32", "darwin")


def places(rows):
    """Key on a US keyboard to what is on it here."""
    return {us: char for us_row, row in zip(US, rows, strict=True) for us, char in zip(us_row, row, strict=True)}


def code_of(place, system):
    return next(code for code, key in CODES[system].items() if key == place)


def press(place, rows, *, mods=0, system="linux", coded=True):
    code = code_of(place, system) if coded else 0
    return resolve(places(rows)[place], mods=mods, code=code, platform=system)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("letter", "qwertyuiopasdfghjklzxcvbnm")
def test_an_arabic_letter_is_the_key_it_lies_on(letter, system):
    for mods, rows in ((0, ARABIC), (CTRL, ARABIC), (SHIFT, ARABIC_SHIFTED), (CTRL | SHIFT, ARABIC_SHIFTED)):
        assert press(letter, rows, mods=mods, system=system) == Chord(letter.upper(), mods)


@pytest.mark.parametrize("letter", "qwertyuiopasdfghjklzxcvbnm")
def test_it_is_without_a_native_code_too(letter):
    assert press(letter, ARABIC, coded=False) == Chord(letter.upper())
    assert press(letter, ARABIC_SHIFTED, mods=SHIFT, coded=False) == Chord(letter.upper(), SHIFT)


@pytest.mark.parametrize("sign", ";'[],.")
def test_signs_under_arabic_letters_go_by_their_place(sign):
    assert press(sign, ARABIC) == press(sign, ARABIC, coded=False) == Chord(sign)


def test_the_key_of_the_question_mark_is_not_one():
    assert press("/", ARABIC) == Chord("/")
    assert press("/", ARABIC_SHIFTED, mods=SHIFT) == Chord("?")
    assert press("m", AZERTY_SHIFTED, mods=SHIFT) == resolve("?", mods=SHIFT) == Chord.parse("Shift+/") == Chord("?")


@pytest.mark.parametrize("coded", [True, False])
def test_lam_alef_is_b_as_one_sign_and_as_two(coded):
    code = code_of("b", "linux") if coded else 0
    for text in ("ﻻ", "لا"):
        assert resolve(text, mods=0, code=code) == Chord("B")


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_french_keyboard_goes_by_its_letters(system):
    for place, char in places(AZERTY).items():
        if char.isascii() and char.isalpha():
            assert press(place, AZERTY, system=system) == Chord(char.upper())
            assert press(place, AZERTY_SHIFTED, mods=SHIFT, system=system) == Chord(char.upper(), SHIFT)
    assert press("q", AZERTY, mods=CTRL, system=system) == Chord("A", CTRL)
    assert press(",", AZERTY, system=system) == Chord(";")
    assert press(",", AZERTY_SHIFTED, mods=SHIFT, system=system) == Chord(".")
    assert press(".", AZERTY, system=system) == Chord(";", SHIFT), "the sign that Shift+; gives elsewhere"


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("digit", "1234567890")
def test_digits_go_by_their_place(digit, system):
    code = code_of(digit, system)
    for char in (digit, chr(0x660 + int(digit)), chr(0x6F0 + int(digit)), places(AZERTY)[digit]):
        assert resolve(char, mods=0, code=code, platform=system) == Chord(digit)
    assert press(digit, AZERTY_SHIFTED, mods=SHIFT, system=system) == Chord(digit), "French digits take Shift"
    shifted = "!@#$%^&*()"["1234567890".index(digit)]
    assert resolve(shifted, mods=SHIFT, code=code, platform=system) == Chord(digit, SHIFT)


def test_digits_without_a_code():
    for digit in range(10):
        for char in (str(digit), chr(0x660 + digit), chr(0x6F0 + digit)):
            assert resolve(char, mods=0) == Chord(str(digit))
    assert resolve("!", mods=SHIFT) == Chord("1", SHIFT)


def test_zoom_keys_on_a_french_keyboard():
    assert press("6", AZERTY, mods=CTRL) == Chord("-", CTRL)
    assert press("=", AZERTY_SHIFTED, mods=CTRL | SHIFT) == Chord.parse("Ctrl++")
    assert press("0", AZERTY, mods=CTRL) == Chord("0", CTRL)


def test_persian_letters_of_their_own():
    assert [resolve(char, mods=0) for char in "یکگچپ"] == [Chord(key) for key in "D;']M"]
    assert resolve("ظ", mods=0, code=code_of("z", "linux")) == Chord("Z"), "ISIRI has it on Z, Arabic 101 on /"


def test_persian_signs_and_joiners_on_shifted_keys():
    for place, char in (("k", "»"), ("l", "«"), ("b", "\u200c"), ("o", "]")):
        assert resolve(char, mods=SHIFT, code=code_of(place, "linux")) == Chord(place.upper(), SHIFT)
    assert resolve("\u200c", mods=SHIFT, code=65) == Chord("Space", SHIFT)


def test_a_letter_of_no_known_layout_needs_a_code():
    assert resolve("ф", mods=0) is None
    assert resolve("ф", mods=0, code=code_of("a", "linux")) == Chord("A")
    assert [is_foreign(char) for char in "фشéù"] == [True, True, False, False]


def test_a_dead_key_goes_by_its_place():
    assert resolve("", mods=0, code=code_of("[", "linux")) == Chord("[")
    assert resolve("", mods=0) is None


def test_codes_of_the_three_systems():
    assert CODES["linux"][38] == CODES["win32"][0x1E] == CODES["darwin"][0] == "a"
    assert CODES["linux"][56] == CODES["win32"][0x30] == CODES["darwin"][11] == "b"
    assert CODES["linux"][47] == CODES["win32"][0x27] == CODES["darwin"][41] == ";"
    assert CODES["linux"][10] == CODES["win32"][0x02] == CODES["darwin"][18] == "1"
    assert {len(set(table.values())) for table in CODES.values()} == {47}


@pytest.mark.parametrize(
    "text",
    ["A", "Ctrl+Shift+Z", "?", "Ctrl++", "+", "Ctrl+PgDn", ";", "Shift+;", "F1", "Ctrl+,", "Alt+Left", "Shift+F6"],
)
def test_a_chord_reads_as_it_is_written(text):
    assert str(Chord.parse(text)) == text
    assert Chord.parse(text.lower()) == Chord.parse(text)


@pytest.mark.parametrize("text", ["", "Ctrl+", "Hyper+A", "AB", "F13"])
def test_what_is_no_chord(text):
    with pytest.raises(ValueError):
        Chord.parse(text)


def test_both_legends():
    def bare(text):
        return "".join(char for char in text if char not in "\u2066\u2067\u2069")

    assert [bare(Chord("A").legend(language)) for language in ("ar", "en")] == ["ش A", "A ش"]
    assert bare(Chord.parse("Ctrl+Shift+Z").legend("ar")) == "ئ Ctrl+Shift+Z"
    assert bare(Chord("B").legend("en")) == "B لا"
    assert bare(Chord("5").legend("en")) == "5 ٥"
    assert bare(Chord.parse("F1").legend("ar")) == "F1"


def test_every_letter_has_an_arabic_legend():
    assert all(Chord(chr(letter)).arabic for letter in range(ord("A"), ord("Z") + 1))
    assert {LETTERS[Chord(key).arabic] for key in "ASDFB"} == set("asdfb")


def test_what_a_text_field_would_take():
    typed = ["A", "Shift+A", "1", ".", "Tab", "Space", "Enter", "Delete", "Backspace", "Shift+Tab", "?"]
    assert all(Chord.parse(text).typed for text in typed)
    assert not any(Chord.parse(text).typed for text in ["Ctrl+A", "Alt+Left", "F1", "Shift+F6", "Ctrl+Enter"])


DEFAULTS = {"accept": ("A",), "reject": ("S",), "redo": ("Ctrl+Y", "Ctrl+Shift+Z"), "backup": ()}


def test_shortcuts_find_actions():
    table = Shortcuts(DEFAULTS)
    assert table.action(Chord("A")) == "accept"
    assert table.action(Chord.parse("Ctrl+Shift+Z")) == "redo"
    assert table.action(Chord("Q")) is None
    assert table.chords("redo")[0] == Chord("Y", CTRL)
    assert table.chords("backup") == ()


def test_a_choice_takes_the_place_of_the_first_chord():
    table = Shortcuts(DEFAULTS, {"redo": "Ctrl+R", "backup": "Alt+B"})
    assert table.chords("redo") == (Chord("R", CTRL), Chord.parse("Ctrl+Shift+Z"))
    assert table.action(Chord("Y", CTRL)) is None
    assert table.action(Chord("B", ALT)) == "backup"


def test_two_actions_can_trade_chords():
    for order in itertools.permutations([("accept", "S"), ("reject", "A")]):
        table = Shortcuts(DEFAULTS, dict(order))
        assert table.refused == []
        assert (table.action(Chord("S")), table.action(Chord("A"))) == ("accept", "reject")


def test_an_empty_choice_takes_the_keys_away():
    table = Shortcuts(DEFAULTS, {"accept": ""})
    assert table.chords("accept") == ()
    assert table.action(Chord("A")) is None


def test_a_conflict_is_refused_and_the_default_kept():
    table = Shortcuts(DEFAULTS, {"accept": "S", "reject": "5", "redo": "Nonsense", "gone": "Q"})
    assert table.refused == [("reject", "5"), ("redo", "Nonsense"), ("gone", "Q"), ("accept", "S")]
    assert [table.action(chord) for chord in (Chord("A"), Chord("S"), Chord("Y", CTRL))] == ["accept", "reject", "redo"]


def test_two_choices_of_one_chord_leave_it_to_the_first():
    table = Shortcuts(DEFAULTS, {"accept": "Q", "reject": "Q"})
    assert table.refused == [("reject", "Q")]
    assert (table.action(Chord("Q")), table.action(Chord("S"))) == ("accept", "reject")


def test_conflict_names_the_owner():
    table = Shortcuts(DEFAULTS)
    assert table.conflict("accept", Chord("S")) == "reject"
    assert table.conflict("accept", Chord("A")) is None
    assert table.conflict("accept", Chord("7")) == LABELS
    assert table.conflict("accept", Chord("7", CTRL)) is None
