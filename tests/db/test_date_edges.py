"""Words around a date that make it an edge of what it dates, or vague; the date stands in brackets."""

from __future__ import annotations

import random
from itertools import product

import pytest

from db.dates import edges
from db.dates.edges import edge


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الحرب مستمرة منذ [عام 2014].", "from"), ("[ومنذ عام 2014]", "from"), ("اعتباراً من [2025]", "from"),
        ("ابتداءً من يوم [الأحد]", "from"), ("[من 2014]", "from"), ("فبعد [2020]", "from"), ("[2014] فصاعدا", "from"),
        ("زار من [10 يونيو 2024] إلى 13 يونيو 2024", "from"), ("بين [2010] و2015", "from"), ("(منذ [2014])", "from"),
        ("من [2024-06-19]", "from"), ("[عام 2014] وحتى اليوم", "from"), ("منذ مطلع [عام 2014]", "from"),
        ("[منذ أكثر من عام]", "from"),
        ("تستمر حتى [عام 2030]", "until"), ("وحتى نهاية [عام 2030]", "until"), ("غادر قبل [عام 2020]", "until"),
        ("[بحلول 2030]", "until"), ("من 10 إلى [13 يونيو 2024] والتقى", "until"), ("[لغاية 2020]", "until"),
        ("أكثر من [عام]", "about"), ("نحو [عام 2014]", "about"), ("منذ نحو [عام]", "about"), ("[2014] تقريبا", "about"),
        ("عشية [19 يونيو 2024]", "about"),
        ("[من 10 إلى 20 يونيو 2024]", None), ("زار من [10 إلى 20 يونيو 2024]", None), ("[بين 2010 و2015]", None),
        ("[2014-2016]", None), ("في [19 يونيو 2024]", None), ("[2024-06-19]", None), ("[19/06/2024]", None),
        ("في وقت متأخر من مساء [19 يونيو 2024]", None), ("منتصف [عام 2020]", None), ("[19 يونيو 2024] إلى موسكو", None),
        ("[قبل ثلاثة أيام]", None), ("[بعد غد]", None), ("[بعد ظهر 19 يونيو 2024]", None),
        ("عاد من السفر. [2014]", None), ("قال بعد ذلك إنه في [2014]", None), ("الضمن [2014]", None),
        (f"{'ا' * 60}منذ [2014]", None), (f"{'ا' * 60} منذ [2014]", "from"),
    ],
)  # fmt: skip
def test_edge(text: str, expected: str | None) -> None:
    start, end = text.index("["), text.index("]") - 1
    assert edge(text.replace("[", "").replace("]", ""), start=start, end=end) == expected


NEAR = [
    "منذ", "مُنْذُ", "و قبل", "فبعد", "حتّى", "حـــتى", "إلى", "اعتبارا من", "مطلع", "في أواخر", "عام", "يوم", "«منذ»",
    "(قبل", "ما يقرب من", "انتهاء ب", "في", "زار الوفد", "متأخر من مساء", "\u200fمن", "2014", "",
    "أكثر من", "، منذ", "و",
]  # fmt: skip
BEHIND = [
    "فصاعدا", "وما بعده", "وما قبلها", "أو قبله", "تقريبًا", "على الأقل", "وحتى اليوم", "إلى 2016", "- 2016", "- 3",
    "»", "وقال", "في موسكو", "", ".", "حتـى", "، إلى 2020", "او نحوه",
]  # fmt: skip


def test_the_short_way_says_what_the_long_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(5)
    cases = []
    for one, two, date, behind in product(NEAR, NEAR, ["عام 2014", "10 يونيو", "من 3 إلى 5 مايو"], BEHIND):
        before = f"{one} {two}{dice.choice([' ', ' ', ''])}"
        cases.append((f"{before}{date}{dice.choice([' ', ''])}{behind}", len(before), len(before) + len(date)))
    short = [edge(text, start=start, end=end) for text, start, end in cases]
    monkeypatch.setattr(edges, "_tells", lambda nearest, words: True)
    assert [edge(text, start=start, end=end) for text, start, end in cases] == short
    assert {"from", "until", "about", None} == set(short)
