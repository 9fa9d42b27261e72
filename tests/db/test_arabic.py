"""Arabic text: tokens and sentences, where an edge may stand, which cuts are offered, which spellings meet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import arabic


def pieces(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال وبوتين:", ["قال", "وبوتين", ":"]),
        ('بـ"العلاقات"', ["بـ", '"', "العلاقات", '"']),
        ("فبراير2022", ["فبراير", "2022"]),
        ("و75", ["و", "75"]),
        ("الساعة 04:32 وألف 1,000 و10.5%", ["الساعة", "04:32", "وألف", "1,000", "و", "10.5", "%"]),
        ("إف-16", ["إف-16"]),
        ("مُحَمَّد", ["مُحَمَّد"]),
        ("كوريا\u00a0الشمالية", ["كوريا", "الشمالية"]),
        ("الرياض\u200f.", ["الرياض", "."]),
        ("Kim Jong-un قال", ["Kim", "Jong-un", "قال"]),
        ("وصل.. ثم", ["وصل", "..", "ثم"]),
        ("١٢٣ موضعًا", ["١٢٣", "موضعًا"]),
        ("نجاح 👍🏽 كبير", ["نجاح", "👍", "🏽", "كبير"]),
        ("", []),
        ("\u200f \u00a0\n", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert pieces(text, arabic.tokens(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال "نعم." ثم ذهب! وعاد؟ نعم', ['قال "نعم."', "ثم ذهب!", "وعاد؟", "نعم"]),
        ("سطر\n\nآخر", ["سطر", "آخر"]),
        ("  بلا نقطة  ", ["بلا نقطة"]),
        ("رقم 10.5 فقط", ["رقم 10.5 فقط"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert pieces(text, arabic.sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("وبوتين", [1, 2]),
        ("وللأمم", [1, 2]),
        ("للأمم", [1]),
        ("وَبِلبنان", [2, 4]),
        ("موسكو", []),
        ("كيم", [1]),
        ("في", []),
        ("لبنان", [1]),
        ("بـالعلاقات", [2]),
        ("سيدعم", [1]),
    ],
)
def test_proclitic_cuts(text: str, cuts: list[int]) -> None:
    assert arabic.proclitic_cuts(text, start=0, end=len(text)) == cuts


def test_peeling_goes_round() -> None:
    text = "قال وللأمم"
    starts = [4]
    for _ in range(3):
        starts.append(arabic.peel(text, start=starts[-1], end=len(text)))
    assert starts == [4, 5, 6, 4]


def test_peeling_a_word_without_proclitic_changes_nothing() -> None:
    assert arabic.peel("موسكو", start=0, end=5) == 0


def test_letter_steps_keep_marks_with_their_letter() -> None:
    text = "مُحَمَّد"
    places = [0]
    while places[-1] < len(text):
        places.append(arabic.letter_step(text, places[-1], 1))
    assert pieces(text, list(pairwise(places))) == ["مُ", "حَ", "مَّ", "د"]
    back = [len(text)]
    while back[-1] > 0:
        back.append(arabic.letter_step(text, back[-1], -1))
    assert back == places[::-1]


@pytest.mark.parametrize(
    "letters",
    [
        ["و", "👍🏽", "ب"], ["🇰🇵", "🇷🇺"], ["1️⃣", "2️⃣"], ["e\u20e3", "f"], ["👨‍👩‍👧", "❤️"], ["가", "\u1100\u1161\u11a8"],
        ["🏴\U000e0067\U000e0062\U000e007f", "ا"], ["ق\u200f", "ا"], ["م\u200c", "ي"], ["\n", "\u200f", "ق"],
        ["\r\n", "ا"], ["🇰🇵", "🇷", "ا"], ["\u0600١", "ا"], ["لَّ", "ا"], ["ـ", "ـ"],
    ],
)  # fmt: skip
def test_a_letter_step_takes_in_a_letter_as_it_is_seen(letters: list[str]) -> None:
    text, places = "".join(letters), [0]
    while places[-1] < len(text):
        places.append(arabic.letter_step(text, places[-1], 1))
    assert pieces(text, list(pairwise(places))) == letters
    back = [len(text)]
    while back[-1] > 0:
        back.append(arabic.letter_step(text, back[-1], -1))
    assert back == places[::-1]


def test_words_are_never_cut_inside_a_letter() -> None:
    text = "ثم 1️⃣ و👍🏽"
    assert arabic.word_at(text, 3) == (3, 6)
    assert arabic.word_at(text, 6) is None
    assert arabic.word_step(text, 3, 1) == 6
    assert arabic.trim(" ❤️ ", start=0, end=4) == (1, 3)


def test_word_steps_stop_at_word_edges() -> None:
    text = "قال بوتين، أمس"
    assert arabic.word_step(text, 0, 1) == 3
    assert arabic.word_step(text, 3, 1) == 9
    assert arabic.word_step(text, 9, -1) == 4
    assert arabic.word_step(text, len(text), 1) == len(text)


def test_trim_takes_blanks_quotes_and_punctuation() -> None:
    text = ' «بوتين»، '
    start, end = arabic.trim(text, start=0, end=len(text))
    assert text[start:end] == "بوتين"
    assert arabic.trim("..", start=0, end=2) in ((2, 2), (0, 0))


def test_word_at_a_caret() -> None:
    text = "قال بوتين"
    assert arabic.word_at(text, 6) == (4, 9)
    assert arabic.word_at(text, 4) == (4, 9)
    assert arabic.word_at(" . ", 1) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الرئیس الروسی", "الرئيس الروسي"),
        ("إستراتيجية", "استراتيجيه"),
        ("بيونغ  يانغ", "بيونغ\u00a0يانغ"),
        ("مُحَمَّد", "محمد"),
        ("١٢٣", "123"),
        ("ﻻ", "لا"),
        ("بـــوتين", "بوتين"),
    ],
)
def test_spellings_that_share_a_key(one: str, other: str) -> None:
    assert arabic.fold_key(one) == arabic.fold_key(other)


def test_transliterations_share_a_skeleton() -> None:
    forms = ["بيونغ يانغ", "بيونج يانج", "بيونجيانج", "بوينغ يانغ"]
    assert len({arabic.skeleton(arabic.fold_key(form)) for form in forms}) == 1


def test_a_folded_hit_maps_back_with_the_marks_of_its_last_letter() -> None:
    text = "زار مُحَمَّدٌ القاهرة"
    folded = arabic.fold(text)
    at = folded.text.index("محمد")
    start, end = folded.to_original(start=at, end=at + 4)
    assert text[start:end] == "مُحَمَّدٌ"


@pytest.mark.parametrize(
    ("key", "stem"),
    [
        ("الزيارة", "زيار"),
        ("زيارات", "زيار"),
        ("والزيارة", "زيار"),
        ("زيارته", "زيار"),
        ("زيارتهما", "زيار"),
        ("صوته", "صوت"),
        ("للقاء", "قاء"),
        ("بيان", "بيان"),
        ("بيانات", "بيان"),
        ("بيانه", "بيان"),
        ("وفد", "وفد"),
        ("وفده", "وفد"),
        ("القي", "الق"),
        ("الغاء", "غاء"),
        ("الالغاء", "غاء"),
        ("لقاء", "لقاء"),
        ("وزير", "زير"),
        ("ود", "ود"),
        ("ال", "ال"),
        ("مباحثات", "مباحث"),
        ("اجتماعه", "اجتماع"),
        ("الحرب العالمية", "حرب عالم"),
        ("", ""),
    ],
)
def test_forms_of_a_word_share_a_stem(key: str, stem: str) -> None:
    assert arabic.stem(key) == stem


@given(st.text(alphabet="وبالكفلهةينتمسر ", max_size=14))
def test_a_stem_is_a_stretch_of_its_word(text: str) -> None:
    key = " ".join(text.split())
    stems = arabic.stem(key).split(" ")
    assert len(stems) == len(key.split(" "))
    for word, short in zip(key.split(" "), stems, strict=True):
        assert short in word
        assert len(short) >= min(len(word), 2)
    assert arabic.stem(" ".join(stems)) == " ".join(stems)
