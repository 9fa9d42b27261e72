"""Where edges go: letter by letter, word by word, over blanks and marks, and which way outward lies on the screen."""

import pytest

from db.rows import Mention
from desktop.edges import dropped, stepped, visual_outward, with_edge

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


@pytest.mark.parametrize(
    ("text", "words", "edge", "outward", "expected"),
    [
        ("ثم 👍🏽👍🏽 وصل", "👍🏽👍🏽", "start", False, "👍🏽"),
        ("ثم 👍🏽👍🏽 وصل", "👍🏽👍🏽", "end", False, "👍🏽"),
        ("ثم 👍🏽 وصل", "👍🏽", "end", False, "👍🏽"),
        ("ثم 🇰🇵🇷🇺 وصل", "🇰🇵🇷🇺", "end", False, "🇰🇵"),
        ("ثم 🇰🇵🇷🇺 وصل", "🇰🇵🇷🇺", "start", False, "🇷🇺"),
        ("ثم 🇰🇵🇷🇺 وصل", "🇰🇵", "end", True, "🇰🇵🇷🇺"),
        ("ثم 1️⃣ وصل", "1️⃣", "start", False, "1️⃣"),
        ("ثم ا❤️ وصل", "ا", "end", True, "ا❤️"),
        ("ثم 👨‍👩‍👧ا وصل", "👨‍👩‍👧ا", "end", False, "👨‍👩‍👧"),
        ("قال\u200f كيم", "قال\u200f ك", "end", False, "قال"),
        ("كيم\u200f", "كيم", "end", True, "كيم"),
    ],
)
def test_a_letter_step_never_stops_inside_a_letter_as_it_is_seen(text, words, edge, outward, expected):
    start = text.index(words)
    at = {"start": start, "end": start + len(words)}
    at[edge] = stepped(text, **at, edge=edge, unit="letter", outward=outward)
    assert text[at["start"] : at["end"]] == expected


def test_a_step_to_the_end_of_the_text_leaves_its_blanks_behind():
    assert stepped("كيم. ", start=0, end=3, edge="end", unit="word", outward=True) == 4
    assert stepped(" «كيم", start=2, end=5, edge="start", unit="word", outward=True) == 1


GAPPED = "قال الرئيس الروسي أمس فلاديمير بوتين إن"
GAP = (GAPPED.index(" أمس"), GAPPED.index("فلاديمير"))
WHOLE = (GAPPED.index("الرئيس"), GAPPED.index(" إن"))


def pressed(steps, *, edge, unit):
    """What a discontinuous mention covers after some steps inward, fragment by fragment."""
    mention = Mention("a", "entity", "PER", *WHOLE, gaps=(GAP,))
    for _ in range(steps):
        at = stepped(
            GAPPED, start=mention.start, end=mention.end, edge=edge, unit=unit, outward=False, gaps=mention.gaps
        )
        mention = with_edge(mention, edge=edge, at=at)
    return [GAPPED[start:end] for start, end in mention.fragments]


@pytest.mark.parametrize(
    ("steps", "edge", "unit", "expected"),
    [
        (1, "end", "word", ["الرئيس الروسي", "فلاديمير"]),
        (2, "end", "word", ["الرئيس الروسي"]),
        (3, "end", "word", ["الرئيس"]),
        (1, "start", "word", ["الروسي", "فلاديمير بوتين"]),
        (2, "start", "word", ["فلاديمير بوتين"]),
        (2, "end", "clitic", ["الرئيس الروسي"]),
        (5, "end", "letter", ["الرئيس الروسي", "فلاديمير"]),
        (13, "end", "letter", ["الرئيس الروسي"]),
        (12, "end", "letter", ["الرئيس الروسي", "ف"]),
    ],
)
def test_an_edge_steps_over_a_gap_to_the_next_fragment(steps, edge, unit, expected):
    assert pressed(steps, edge=edge, unit=unit) == expected


DROPS = "قال كيم  إن \nوفي كَتَبَ 👨‍👩‍👧"


@pytest.mark.parametrize(
    ("words", "edge", "to", "expected"),
    [
        ("كيم", "end", "قال كيم  ", "كيم"),
        ("كيم", "end", "قال كيم  إن", "كيم  إن"),
        ("كيم", "end", "قال كيم  إن \nوفي", "كيم  إن"),
        ("وفي", "start", "قال", "وفي"),
        ("في", "start", "قال", "وفي"),
        ("كيم", "start", "قا", "ل كيم"),
        ("كيم", "start", "قال", "كيم"),
        ("كيم", "start", DROPS, "م"),
        ("كيم", "end", "", "ك"),
        ("كَتَبَ", "start", DROPS, "بَ"),
        ("كَتَبَ", "end", "", "كَ"),
        ("👨‍👩‍👧", "end", "", "👨‍👩‍👧"),
        ("👨‍👩‍👧", "start", DROPS, "👨‍👩‍👧"),
        ("كيم  ", "start", "قا", "ل كيم  "),
    ],
)
def test_where_a_dropped_edge_comes_to_rest(words, edge, to, expected):
    start = DROPS.index(words)
    mention = Mention("a", "entity", "PER", start, start + len(words))
    moved = with_edge(mention, edge=edge, at=dropped(DROPS, mention, edge=edge, at=len(to)))
    assert DROPS[moved.start : moved.end] == expected


@pytest.mark.parametrize("at", range(GAP[0], GAP[1] + 1))
def test_an_edge_dropped_in_a_gap_goes_to_the_next_fragment(at):
    mention = Mention("a", "entity", "PER", *WHOLE, gaps=(GAP,))
    assert dropped(GAPPED, mention, edge="end", at=at) == GAP[0]
    assert dropped(GAPPED, mention, edge="start", at=at) == GAP[1]


def test_what_is_hidden_goes_with_its_letter():
    text = "الـــكـــتاب"
    steps, at = [], 0
    while (after := stepped(
        text, start=at, end=len(text), edge="start", unit="letter", outward=False, hidden=lambda p: text[p] == "ـ"
    )) != at:  # fmt: skip
        steps.append(text[at:after])
        at = after
    assert steps == ["ا", "لـــ", "كـــ", "ت", "ا"]
