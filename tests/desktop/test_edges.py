"""Where edges go: letter by letter, word by word, over blanks and marks, and which way outward lies on the screen."""

import pytest

from desktop.edges import stepped, visual_outward

TEXT = "قال الرئيس الروسيّ فلاديمير بوتين، ثم Kim Jong قال.\nوغادر"


def span(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def after(words, *, edge, unit, outward):
    """The mention's text after a step."""
    at = span(words)
    to = stepped(TEXT, **at, edge=edge, unit=unit, outward=outward)
    at[edge] = to
    return TEXT[at["start"] : at["end"]]


@pytest.mark.parametrize(
    ("words", "edge", "unit", "outward", "expected"),
    [
        ("الرئيس", "end", "letter", True, "الرئيس ا"),
        ("الرئيس الروسيّ", "end", "letter", False, "الرئيس الروس"),
        ("الرئيس ا", "end", "letter", False, "الرئيس"),
        ("الرئيس", "start", "letter", True, "ل الرئيس"),
        ("الرئيس", "start", "letter", False, "لرئيس"),
        ("س الروسيّ", "start", "letter", False, "الروسيّ"),
        ("الرئيس", "end", "word", True, "الرئيس الروسيّ"),
        ("الرئيس الروسيّ", "end", "word", False, "الرئيس"),
        ("فلاديمير", "start", "word", True, "الروسيّ فلاديمير"),
        ("فلاديمير بوتين", "start", "word", False, "بوتين"),
        ("بوتين، ثم", "end", "word", False, "بوتين"),
        ("بوتين، ثم", "start", "word", False, "ثم"),
        ("Kim", "end", "word", True, "Kim Jong"),
    ],
)
def test_steps(words, edge, unit, outward, expected):
    assert after(words, edge=edge, unit=unit, outward=outward) == expected


@pytest.mark.parametrize("unit", ["letter", "word"])
def test_an_edge_stays_where_it_cannot_go_on(unit):
    assert after("قال.", edge="end", unit=unit, outward=True) == "قال.", "the line ends here"
    assert after("قال", edge="start", unit=unit, outward=True) == "قال", "the text begins here"
    assert after("وغادر", edge="start", unit=unit, outward=True) == "وغادر", "the line begins here"
    assert after("ق", edge="end", unit=unit, outward=False) == "ق", "a letter must stay"


def test_every_step_back_undoes_a_step_on():
    at = span("فلاديمير")
    end = at["end"]
    for _ in range(9):
        further = stepped(TEXT, start=at["start"], end=end, edge="end", unit="letter", outward=True)
        assert further > end
        assert stepped(TEXT, start=at["start"], end=further, edge="end", unit="letter", outward=False) == end
        end = further


def test_left_is_outward_after_arabic_and_inward_after_latin():
    assert visual_outward(TEXT, end=span("بوتين")["end"], leftward=True)
    assert not visual_outward(TEXT, end=span("Kim")["end"], leftward=True)
    assert visual_outward(TEXT, end=span("Kim")["end"], leftward=False)
    assert visual_outward(TEXT, end=span("بوتين،")["end"], leftward=True)


CLITIC_TEXT = "زار وبالعلاقاتهم وكيم في وطني\nالسطر"


@pytest.mark.parametrize(
    ("words", "edge", "outward", "expected"),
    [
        ("وبالعلاقاتهم", "start", False, "بالعلاقاتهم"),
        ("بالعلاقاتهم", "start", False, "العلاقاتهم"),
        ("العلاقاتهم", "start", False, "علاقاتهم"),
        ("علاقاتهم", "start", True, "العلاقاتهم"),
        ("العلاقاتهم", "start", True, "بالعلاقاتهم"),
        ("بالعلاقاتهم", "start", True, "وبالعلاقاتهم"),
        ("وبالعلاقاتهم", "end", False, "وبالعلاقات"),
        ("وبالعلاقات", "end", True, "وبالعلاقاتهم"),
        ("وبالعلاقاتهم", "start", True, "زار وبالعلاقاتهم"),
        ("وبالعلاقاتهم", "end", True, "وبالعلاقاتهم وكيم"),
        ("وبالعلاقاتهم وكيم", "end", False, "وبالعلاقاتهم"),
        ("زار وبالعلاقاتهم", "start", False, "وبالعلاقاتهم"),
        ("وطني", "end", False, "وطن"),
        ("وطني", "end", True, "وطني"),
    ],
)
def test_steps_of_an_edge_to_clitics(words, edge, outward, expected):
    start = CLITIC_TEXT.index(words)
    at = {"start": start, "end": start + len(words)}
    at[edge] = stepped(CLITIC_TEXT, **at, edge=edge, unit="clitic", outward=outward)
    assert CLITIC_TEXT[at["start"] : at["end"]] == expected
