"""Finding in an article: spellings that meet, where hits stand, and that a million letters are searched in slices."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.arabic import fold
from desktop import find
from desktop.find import Finder

LETTERS = st.text("ابةهىيأإآلمن \u064e\u0651\u0640\u200f\u00a0\nAb1١😀ﻻﷲ", max_size=60)
HAMZAS = st.text("اأإآءؤوئيمهةتـ \u064eﻷﺋ\u0654", max_size=40)
SEATS = {"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي"}


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
        ("مسؤول ومسئول ومسوول", "مسئول", ["مسؤول", "مسئول"]),
        ("مسؤول ومسئول ومسوول", "مسؤول", ["مسؤول", "مسئول", "مسوول"]),
        ("مسؤول ومسئول ومسوول", "مسوول", ["مسؤول", "مسوول"]),
        ("مسؤول", "مسو\u0654ول", ["مسؤول"]),
        ("هيئة وهيأة", "هيأة", ["هيئة", "هيأة"]),
        ("رؤوس ورءوس", "رءوس", ["رؤوس", "رءوس"]),
        ("قراءة وقرائة", "قرائه", ["قراءة", "قرائة"]),
        ("مئة ومائة ومِائَتان ومئات", "مائة", ["مئة", "مائة"]),
        ("مئة ومائة ومِائَتان ومئات", "مئت", ["مِائَت"]),
        ("دماؤه ومائدة", "مئد", []),
        ("شيء وشئ وشيئًا", "شئ", ["شيء", "شئ", "شي"]),
        ("شيء وشئ", "شيء", ["شيء", "شئ"]),
        ("كتاب", "كتوب", []),
        ("سأل", "سال", ["سأل"]),
        ("سال", "سئل", []),
        ("a.b a+b", "a.", ["a."]),
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


def meet(one: str, two: str) -> bool:
    """Are two folded letters found in one another?"""
    hamzas = {*SEATS, "ء"}
    return one == two or {one, two} <= hamzas or SEATS.get(one) == two or SEATS.get(two) == one


def ends(query: str, text: str, at: int) -> set[int]:
    """Where a query may end that begins at a place of a text, both folded: every way tried, letter by letter."""
    if not query:
        return {at}
    found = ends(query[1:], text, at + 1) if at < len(text) and meet(query[0], text[at]) else set()
    for one, two in ((f"ما{h}{n}", f"م{other}{n}") for h in "ءأإآؤئ" for other in "ءأإآؤئاوي" for n in "هت"):
        for mine, there in ((one, two), (f"م{one[2:]}", f"ما{two[1:]}")):
            known = SEATS.get(mine[-2]) == there[-2] or there[-2] not in "اوي"
            if known and query.startswith(mine) and text.startswith(there[:-1], at):
                found |= ends(query[len(mine) - 1 :], text, at + len(there) - 1)
    if query.startswith("يء") and text.startswith("ئ", at):
        found |= ends(query[2:], text, at + 1)
    if query.startswith("ئ") and text.startswith("يء", at):
        found |= ends(query[1:], text, at + 2)
    return found


@given(st.one_of(LETTERS, HAMZAS), st.data())
def test_hits_are_those_of_trying_every_place(text: str, data: st.DataObject) -> None:
    if data.draw(st.booleans()):
        query = data.draw(st.text("اأءؤوئيمهت", min_size=1, max_size=4))
    else:
        start = data.draw(st.integers(0, len(text)))
        query = text[start : start + data.draw(st.integers(1, 4))]
    folded, needle = fold(text, level=2).text, fold(unicodedata.normalize("NFC", query), level=2).text.strip()
    lengths = [len(fold(text[:end], level=2).text) for end in range(len(text) + 1)]
    at, expected = 0, []
    made = finder(text, query)
    while needle and at < len(folded):
        possible = ends(needle, folded, at)
        if possible:
            begin, stop = made.hit(len(expected))
            assert lengths[begin] <= at < lengths[begin + 1]
            at = next(end for end in sorted(possible) if lengths[stop - 1] <= end <= lengths[stop])
            expected.append((begin, stop))
        else:
            at += 1
    assert [made.hit(number) for number in range(made.count)] == expected


@given(LETTERS, st.data())
def test_every_hit_folds_to_the_query_and_none_is_missed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    query = text[start : start + data.draw(st.integers(1, 4))]
    needle = fold(query).text.strip()
    made = finder(text, query)
    assert made.count >= (fold(text).text.count(needle) if needle else 0)
    spans = [made.hit(number) for number in range(made.count)]
    for begin, end in spans:
        assert len(fold(text[begin:end]).text) >= len(needle)
    assert made.within(start=0, end=len(text)) == spans
    for number, (begin, _) in enumerate(spans):
        assert made.first_from(begin) <= number
    assert all(one[0] <= two[0] for one, two in pairwise(spans))


@given(st.one_of(LETTERS, HAMZAS), st.sampled_from(("ا", "لا", "ه ", "ab", "مـن", "ئا", "إلا")))
def test_cutting_the_text_for_folding_changes_nothing(text: str, query: str) -> None:
    whole = finder(text, query)
    sizes = find.PIECE, find.REACH
    find.PIECE, find.REACH = 3, 2
    try:
        cut = finder(text, query)
    finally:
        find.PIECE, find.REACH = sizes
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
