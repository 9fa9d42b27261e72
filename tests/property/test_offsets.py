"""Code points and UTF-16 units agree with what Python's codec says, both ways, for any text."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.article.offsets import Offsets, by_unit

ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
TEXTS = ANYTHING | st.text("اب😀🇰👍🏽\u200da\u064e", max_size=20)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_code_point_starts_where_the_codec_puts_it(text: str) -> None:
    offsets = Offsets(text)
    assert offsets.length == units(text)
    for point in range(len(text) + 1):
        assert offsets.unit(point) == units(text[:point])
        assert offsets.point(offsets.unit(point)) == point


@given(TEXTS)
def test_every_unit_belongs_to_the_character_it_encodes(text: str) -> None:
    offsets = Offsets(text)
    owners = [point for point, char in enumerate(text) for _ in range(units(char))]
    assert [offsets.point(unit) for unit in range(offsets.length)] == owners


@given(TEXTS)
def test_a_text_by_unit_has_one_character_a_unit(text: str) -> None:
    offsets, shown = Offsets(text), by_unit(text)
    assert len(shown) == offsets.length
    for point, char in enumerate(text):
        if char <= "\uffff":
            assert shown[offsets.unit(point)] == char
