"""Folding against a brute-force oracle: every folded letter comes from the letters it maps back to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db import arabic

TEXTS = st.text(
    alphabet="ابتثجحكلمنهويةىأإآءؤئ \u064b\u064e\u0651\u0652\u0640\u200f\u200c\u00a0\nABC12١٢ﻻﷲﷺﻣ😀\"“”«کی", max_size=60
)


@given(TEXTS, st.sampled_from((0, 1)))
def test_each_folded_letter_maps_to_its_source(text: str, level: int) -> None:
    folded = arabic.fold(text, level=level)
    for at, char in enumerate(folded.text):
        start, end = folded.to_original(start=at, end=at + 1)
        assert 0 <= start < end <= len(text)
        assert char in arabic.fold(text[start:end], level=level).text or (char == " " and text[start].isspace())


@given(TEXTS, st.sampled_from((0, 1)), st.data())
def test_a_folded_span_survives_the_way_back_and_forth(text: str, level: int, data: st.DataObject) -> None:
    folded = arabic.fold(text, level=level)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    source = folded.to_original(start=start, end=end)
    again = folded.to_folded(start=source[0], end=source[1])
    assert again[0] <= start
    assert again[1] >= end
    assert arabic.fold(text[slice(*source)], level=level).text.strip() == folded.text[slice(*again)].strip()


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = arabic.fold(text).text
    assert arabic.fold(once).text == once


@given(TEXTS)
def test_tokens_lie_in_order_and_hold_no_blank(text: str) -> None:
    end = 0
    for start, stop in arabic.tokens(text):
        assert end <= start < stop
        assert not any(char.isspace() for char in text[start:stop])
        end = stop


@given(TEXTS)
def test_tokens_leave_out_only_what_cannot_be_seen(text: str) -> None:
    covered = {at for start, end in arabic.tokens(text) for at in range(start, end)}
    for at, char in enumerate(text):
        if at not in covered:
            assert char.isspace() or arabic.is_format(char)


@given(TEXTS, st.data())
def test_letter_steps_go_back_the_way_they_came(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    ahead = arabic.letter_step(text, at, 1)
    assert ahead > at or at == len(text)
    assert arabic.letter_step(text, ahead, -1) <= max(at, 0) or ahead == at
