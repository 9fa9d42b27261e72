"""Finding in an article: spellings that meet, where hits stand, and that a million letters are searched in slices."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.arabic import fold
from desktop import find
from desktop.find import Finder

LETTERS = st.text("ابةهىيأإآلمن \u064e\u0651\u0640\u200f\u00a0\nAb1١😀ﻻﷲ", max_size=60)


def finder(text: str, query: str) -> Finder:
    made = Finder(text)
    made.seek(query)
    while made.work(until=perf_counter() + 1):
        pass
    return made


def words(text: str, query: str) -> list[str]:
    made = finder(text, query)
    return [text[slice(*made.hit(number))] for number in range(made.count)]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("قال أحمد لأحمد", "احمد", ["أحمد", "أحمد"]),
        ("قال احمد", "أحمد", ["احمد"]),
        ("مستشفى ومستشفي", "مستشفي", ["مستشفى", "مستشفي"]),
        ("القاهرة والقاهره", "القاهره", ["القاهرة", "القاهره"]),
        ("كَتَبَ الطّالِبُ", "كتب الطالب", ["كَتَبَ الطّالِبُ"]),
        ("في الـــكـــتاب", "الكتاب", ["الـــكـــتاب"]),
        ("كوريا\u00a0الشمالية", "كوريا الشمالية", ["كوريا\u00a0الشمالية"]),
        ("عام ٢٠٢٤ ثم 2024", "2024", ["٢٠٢٤", "2024"]),
        ("NATO ثم nato", "Nato", ["NATO", "nato"]),
        ("😀 بوتين", "بوتين", ["بوتين"]),
        ("مؤتمر", "موتمر", ["مؤتمر"]),
        ("هههه", "هه", ["هه", "هه"]),
        ("بوتين", "  بوتين ", ["بوتين"]),
        ("قال", "ـــ", []),
        ("قال قائل", " ", []),
        ("قال", "", []),
        ("", "قال", []),
    ],
)
def test_spellings_meet(text: str, query: str, hits: list[str]) -> None:
    assert words(text, query) == hits


@given(LETTERS, st.data())
def test_every_hit_folds_to_the_query_and_none_is_missed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    query = text[start : start + data.draw(st.integers(1, 4))]
    needle = fold(query).text.strip()
    made = finder(text, query)
    assert made.count == (fold(text).text.count(needle) if needle else 0)
    spans = [made.hit(number) for number in range(made.count)]
    for begin, end in spans:
        assert needle in fold(text[begin:end]).text
    assert made.within(start=0, end=len(text)) == spans
    for number, (begin, _) in enumerate(spans):
        assert made.first_from(begin) <= number
    assert all(one[0] <= two[0] for one, two in pairwise(spans))


@given(LETTERS, st.sampled_from(("ا", "لا", "ه ", "ab", "مـن")))
def test_cutting_the_text_for_folding_changes_nothing(text: str, query: str) -> None:
    whole = finder(text, query)
    size, find.PIECE = find.PIECE, 3
    try:
        cut = finder(text, query)
    finally:
        find.PIECE = size
    assert [cut.hit(n) for n in range(cut.count)] == [whole.hit(n) for n in range(whole.count)]
    for position in range(len(text) + 1):
        assert cut.first_from(position) == whole.first_from(position)


def test_a_stretch_knows_its_hits() -> None:
    text = "بوتين قال بوتين ثم بوتين"
    made = finder(text, "بوتين")
    assert made.within(start=3, end=12) == [(0, 5), (10, 15)]
    assert made.within(start=5, end=10) == []
    assert made.first_from(1) == 1
    assert made.first_from(11) == 2
    assert made.first_from(len(text)) == made.count == 3


def test_another_query_over_the_same_text() -> None:
    made = finder("قال بوتين وقال كيم", "قال")
    assert made.count == 2
    made.seek("كيم")
    assert not made.done
    assert made.count == 0
    made.work(until=perf_counter() + 1)
    assert made.done
    assert made.hit(0) == (15, 18)


@pytest.mark.parametrize("word", ["كَتَبَتِ الطَّالِبَةُ رِسَالَةً إِلَى أُمِّهَا ", "قال بوتين في موسكو إن بلاده "])
def test_a_million_letters_are_searched_in_short_slices(word: str) -> None:
    text = word * (1_000_000 // len(word))
    made = Finder(text)
    made.seek("ا")
    slices = 1
    while made.work(until=perf_counter()):  # no time at all: one piece of work each
        slices += 1
    assert made.count > 30_000
    assert slices > 100
    assert len(made.within(start=500_000, end=502_000)) < 1_000
