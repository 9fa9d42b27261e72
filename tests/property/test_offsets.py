"""Code points and UTF-16 units agree with what Python's codec says, both ways, for any text."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.article.offsets import Offsets, by_unit, hidden

ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
TEXTS = ANYTHING | st.text("اب😀🇰👍🏽\u200da\u064e", max_size=20)


DRESSED = st.text("ابه 😀\u064e\u0651\u0654ـ1a\n", max_size=30)
CHOICES = st.sampled_from(((True, False), (False, True), (True, True), (False, False)))


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


@given(DRESSED, CHOICES)
def test_what_is_hidden_has_no_unit_and_everything_else_keeps_its_own(text: str, choice: tuple[bool, bool]) -> None:
    leave_out = hidden(marks=choice[0], tatweel=choice[1])
    offsets = Offsets(text, leave_out)
    kept = [True] * len(text)
    for match in leave_out.finditer(text) if leave_out else ():
        kept[match.start() : match.end()] = [False] * (match.end() - match.start())
    assert offsets.shown == "".join(char for char, on in zip(text, kept, strict=True) if on)
    assert offsets.length == units(offsets.shown)
    for point in range(len(text) + 1):
        assert offsets.unit(point) == units("".join(c for c, on in zip(text[:point], kept, strict=False) if on))
        if point == len(text) or kept[point]:
            assert offsets.point(offsets.unit(point)) == point


@given(DRESSED)
def test_a_caret_place_leads_back_to_itself(text: str) -> None:
    offsets = Offsets(text, hidden(marks=True, tatweel=True))
    for unit in range(offsets.length + 1):
        point = offsets.point(unit)
        assert offsets.unit(point) in (unit, unit - 1)
        assert offsets.point(offsets.unit(point)) == point


def test_only_tatweel_inside_a_word_and_only_marks_one_can_do_without_are_hidden() -> None:
    both = hidden(marks=True, tatweel=True)
    assert Offsets("الـــكـِـتابُ", both).shown == "الكتاب"
    assert Offsets("عام 1445هـ و هـ", both).shown == "عام 1445هـ و هـ"
    assert Offsets("سا\u0654ل ا\u0653ل إلٰه", both).shown == "سا\u0654ل ا\u0653ل إله"
    assert hidden(marks=False, tatweel=False) is None
