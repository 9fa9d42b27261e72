"""The dates of gold articles: what is read of them against the interval their gold id names, with the bar reached."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.bench.dates import Line, lines, sample_files

ODD = {
    ("finer", "D-2025", "الربيع المقبل"),
    ("finer", "D-2011-01", "مطلع كانون الثاني 2011"),
    ("finer", "D-2024-12", "نهاية ديسمبر/كانون الأول المقبل"),
    ("missed", "D-2024-10-09T19.00", "الساعة السابعة مساء"),
    ("missed", "D-2024-11-14", "يوم التوقيع"),
}
"""What gold names by its whole month or year; an hour whose day an earlier sentence tells; a day named by its event."""


def sums(found: list[Line]) -> Counter[str]:
    return Counter(line.verdict for line in found)


def odd(found: list[Line]) -> set[tuple[str, str, str]]:
    return {(line.verdict, line.gold, line.text) for line in found if line.verdict not in ("right", "none")}


def test_the_sample_s_dates() -> None:
    found = list(lines(sample_files()))
    assert sums(found) == Counter(right=85, none=17, finer=4, missed=2)
    assert odd(found) == ODD


def test_the_news_set_s_dates(shared: Path) -> None:
    found = list(lines(sorted((shared / "news").glob("*.gold.json"))))
    assert sums(found) == Counter(right=19, none=12)
    assert odd(found) == set()


def test_without_reference_dates_nothing_is_guessed(shared: Path) -> None:
    found = list(lines(sorted((shared / "news").glob("001.gold.json")), references=False))
    assert sums(found) == Counter(missed=6, none=3)
