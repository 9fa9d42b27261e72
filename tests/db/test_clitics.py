"""Cuts inside a word by form alone: behind proclitics and the article, before attached pronouns."""

import pytest

from db import arabic


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("والعلاقات", [1, 3]),
        ("وبالعلاقات", [1, 2, 4]),
        ("للأمم", [1, 2]),
        ("وللأمم", [1, 2, 3]),
        ("العلاقات", [2]),
        ("علاقات", []),
        ("وبوتين", [1, 2]),
        ("الي", []),
        ("وَالعلاقات", [2, 4]),
    ],
)
def test_cuts_at_the_head_know_the_article(text, cuts):
    assert arabic.head_cuts(text, start=0, end=len(text)) == cuts


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("علاقاتهما", ["علاقات"]),
        ("علاقاتها", ["علاقات"]),
        ("وطني", ["وطن", "وط"]),
        ("كتابه", ["كتاب"]),
        ("كتابُهُ", ["كتابُ"]),
        ("بلادنا", ["بلاد"]),
        ("لهم", []),
        ("موسكو", []),
        ("دولكم", ["دول"]),
    ],
)
def test_cuts_before_attached_pronouns(text, stems):
    assert [text[:cut] for cut in arabic.enclitic_cuts(text, start=0, end=len(text))] == stems
