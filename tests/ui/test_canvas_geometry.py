"""Every caret place and every letter is where the ink says, in three fonts, wrapped at five widths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.arabic.letters import TATWEEL
from desktop.ui.article.geometry import MIN_HALF, Place
from desktop.ui.article.layout import Paragraph, one_direction, reads_rtl
from desktop.ui.article.offsets import hidden
from desktop.ui.article.stacking import Hanging
from tests.ui.canvas_oracle import (
    LAM_ALEF,
    Tally,
    check_carets,
    check_glyphs,
    check_ink,
    check_letters,
    font_of,
    laid_out,
)
from tests.ui.canvas_rig import FAMILIES, NEWS, TORTURE, WIDTHS, application, news_bundle


@pytest.fixture(autouse=True)
def app() -> None:
    application()


LETTER_BY_LETTER = FAMILIES[:2]
"""To colour one letter alone cuts the shaping; Amiri sets letters above one another (يخ, كتا) and loses that by it."""
HIDDEN = {"all": None, "bare": hidden(marks=True, tatweel=True), "joined": hidden(marks=False, tatweel=True)}


@pytest.mark.parametrize("shown", HIDDEN)
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("width", WIDTHS)
def test_torture_text(family: str, width: int, shown: str) -> None:
    tally = Tally()
    for text in TORTURE:
        paragraph = laid_out(text, family, width, leave_out=HIDDEN[shown])
        check_carets(paragraph, tally)
        check_letters(paragraph, tally)
        if family in LETTER_BY_LETTER:
            check_ink(text, family, width, tally, leave_out=HIDDEN[shown])
    assert tally.carets > 900
    assert tally.letters > 450
    assert tally.wrong == []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("width", WIDTHS)
def test_news(shared: Path, family: str, width: int) -> None:
    tally = Tally()
    for name in NEWS:
        text = json.loads((shared / "news" / f"{name}.pre.json").read_text(encoding="utf-8"))["text"]
        for part in text.split("\n"):
            paragraph = laid_out(part, family, width)
            check_carets(paragraph, tally)
            check_letters(paragraph, tally)
    assert tally.carets > 18_000
    assert tally.wrong == []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("width", WIDTHS)
def test_ink_of_the_glyphs_as_shaped(shared: Path, family: str, width: int) -> None:
    tally = Tally()
    texts = [json.loads((shared / "news" / f"{name}.pre.json").read_text(encoding="utf-8"))["text"] for name in NEWS]
    for part in (*TORTURE, *"\n".join(texts).split("\n")):
        check_glyphs(part, family, width, tally)
    assert tally.letters > 2 * tally.ties
    assert tally.letters > 5_500
    assert tally.wrong == []


@pytest.mark.parametrize("family", LETTER_BY_LETTER)
def test_news_ink_where_directions_meet(shared: Path, family: str) -> None:
    tally = Tally()
    for number, name in enumerate(NEWS):
        text = json.loads((shared / "news" / f"{name}.pre.json").read_text(encoding="utf-8"))["text"]
        for part in text.split("\n"):
            if not one_direction(part, rtl=reads_rtl(part)):
                check_ink(part, family, WIDTHS[number + 1], tally)
    assert tally.letters > 1000
    assert tally.wrong == []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("width", WIDTHS)
def test_news_with_every_word_vocalised_and_stretched(shared: Path, family: str, width: int) -> None:
    """Marks and tatweel put into real text and then hidden: what is seen is the plain text, letter for letter."""
    text = json.loads((shared / "news" / f"{NEWS[0]}.pre.json").read_text(encoding="utf-8"))["text"]
    for raw in text.split("\n"):
        part = HIDDEN["bare"].sub("", raw)
        plain = laid_out(part, family, width)
        full, places = dressed(part)
        bare = laid_out(full, family, width, leave_out=HIDDEN["bare"])
        assert bare.offsets.shown == part
        tally = Tally()
        check_carets(bare, tally)
        assert tally.wrong == []
        for point, place in enumerate(places):
            assert bare.unit(place) == plain.unit(point)
        for start in range(0, len(part), 7):
            end = min(start + 5, len(part))
            wanted = [parts for _, parts in plain.rectangles((start, end))]
            for first, last in ((places[start], places[end]), (places[start], places[end - 1] + 1)):
                assert [parts for _, parts in bare.rectangles((first, last))] == wanted


def dressed(text: str) -> tuple[str, list[int]]:
    """``text`` with marks on its letters and tatweel between some, and where each of its code points went."""
    parts, places, length = [], [], 0
    for number, char in enumerate(text):
        places.append(length)
        joins = char in "بتسلمنكي" and text[number + 1 : number + 2].replace(TATWEEL, "").isalpha()
        parts.append(char + ("\u0651\u064e" if char in "دسلم" else "") + ("ــ" if joins else ""))
        length += len(parts[-1])
    return "".join(parts), [*places, length]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_span_of_the_news_is_hit_in_the_middle_of_its_rectangles(shared: Path, family: str, width: int) -> None:
    seen = 0
    for name in NEWS:
        bundle = news_bundle(shared / "news" / f"{name}.pre.json")
        at = 0
        for part in bundle.text.split("\n"):
            paragraph = Paragraph(part, start=at, font=font_of(family), width=width)
            inside = [m for m in bundle.mentions if m.start < at + len(part) and m.end > at]
            inside.sort(key=lambda m: (m.start, -m.end))
            paragraph.place_lines(Hanging(paragraph, lambda _: 30.0).boxes(inside), gap=7, lane=14, below=8)
            for line in paragraph.lines:
                for box in line.boxes:
                    for stretch in box.stretches:
                        seen += 1
                        point = paragraph.point(line.geometry.unit_at((stretch.left + stretch.right) / 2))
                        assert box.mention.start <= point < box.mention.end
            at += len(part) + 1
    assert seen > 500


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("px", [14, 22, 40])
@pytest.mark.parametrize("pair", LAM_ALEF)
def test_both_halves_of_lam_alef_are_seen(family: str, px: int, pair: str) -> None:
    for word in (f"{before}{pair}{after}" for before in ("", "ب", "لل") for after in ("", "ن")):
        geometry = Paragraph(word, start=0, font=font_of(family, px), width=400).lines[0].geometry
        alef = word.rindex(pair[1])
        for start, end in ((alef - 1, alef), (alef, alef + 1)):
            ((left, right),) = geometry.rectangles(start, end)
            assert right - left >= MIN_HALF


def test_letters_without_width_still_show() -> None:
    paragraph = laid_out("كَتب\u200fن", FAMILIES[0], 400)
    geometry = paragraph.lines[0].geometry
    for unit in (1, 4):
        ((left, right),) = geometry.rectangles(unit, unit + 1)
        assert right - left == MIN_HALF


def test_a_range_across_directions_has_several_rectangles() -> None:
    text = "قال كيم (Kim) في 2024"
    geometry = laid_out(text, FAMILIES[0], 600).lines[0].geometry
    start, end = text.index("يم ("), text.index("im)")
    parts = geometry.rectangles(start, end)
    assert len(parts) == 2
    assert parts[0][1] < parts[1][0]


def test_base_direction_is_found_per_paragraph() -> None:
    assert reads_rtl("2024 قال BBC")
    assert not reads_rtl("(BBC) قال")
    assert reads_rtl("12 - 15")
    english = laid_out("The agency said", FAMILIES[0], 600).lines[0].geometry
    arabic = laid_out("قالت الوكالة", FAMILIES[0], 600).lines[0].geometry
    assert english.x(Place(0)) == 0
    assert arabic.x(Place(0)) == 600
