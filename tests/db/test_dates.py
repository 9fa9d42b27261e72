"""Date expressions one by one: a table of our own, intervals as ISO and back, what is no date and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.dates import Interval, Resolution, Unresolved, is_iso_interval
from db.dates.reading import read, resolve
from db.dates.resolution import nearest

TABLE = Path(__file__).parents[1] / "data" / "dates" / "expressions.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def said(result: Resolution | Unresolved) -> tuple[str, str, str, str]:
    if isinstance(result, Unresolved):
        return f"-{result.reason}", "", "", ""
    doubts = [each.code + (f">{each.offered.iso()}" if each.offered else "") for each in result.doubts]
    return result.interval.iso(), result.how, " ".join(doubts), "a" if result.approximate else ""


@pytest.mark.parametrize(("text", "reference", "iso", "how", "doubts", "about"), ROWS, ids=lambda value: value[:30])
def test_an_expression_is_read(text: str, reference: str, iso: str, how: str, doubts: str, about: str) -> None:
    day = date.fromisoformat(reference) if reference else None
    result = read(text, day)
    assert said(result) == (iso, how, doubts, about)
    assert resolve(text, day) == (result if isinstance(result, Resolution) else None)
    if isinstance(result, Resolution):
        assert (result.reference is not None) == (
            how in ("relative", "deictic", "weekday") or ("hijri" in how and bool(day))
        )


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 170


def test_what_is_to_come_is_read_forward() -> None:
    saturday = date(2024, 10, 12)
    assert said(read("الأحد", saturday)) == ("2024-10-06", "weekday", "side>2024-10-13", "")
    assert said(read("الأحد", saturday, forward=True)) == ("2024-10-13", "weekday", "side>2024-10-06", "")
    assert said(read("مارس", saturday, forward=True))[0] == "2025-03"
    assert said(read("20 ديسمبر", saturday, forward=True))[0] == "2024-12-20"
    assert said(read("السبت", saturday, forward=True))[0] == "2024-10-12"


def test_a_number_is_not_read_into_what_it_is_not() -> None:
    for text in ("باب", "أب", "12", "1200 جندي", "19/6/24", "2024 صاروخا", "عدد 2024", "x" * 500, "", "  ", "،", "-"):
        assert resolve(text, date(2024, 6, 19)) is None, text


def test_the_calendar_has_ends() -> None:
    for text in ("قبل 5000 عام", "بعد 9000 سنة", "قبل 999999999999 يوما", "عام 0000"):
        assert read(text, date(2024, 6, 19)) == Unresolved("unknown")
    assert resolve("أمس", date.min) is None
    assert resolve("غدا", date.max) is None
    assert resolve("الشهر المقبل", date.max) is None


# --- intervals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("iso", "granularity", "days"),
    [
        ("2024-06-19", "day", 1), ("2024-06-16/2024-06-22", "week", 7), ("2024-06-01/2024-06-10", "part", 10),
        ("2024-02-21/2024-02-29", "part", 9), ("2024-06", "month", 30), ("2024-04/2024-06", "quarter", 91),
        ("2024-06/2024-08", "season", 92), ("2023-12/2024-02", "season", 91), ("2024-07/2024-12", "half", 184),
        ("2024", "year", 366), ("1990/1999", "decade", 3652), ("1901/2000", "century", 36525),
        ("2024-06-18/2024-06-20", "span", 3), ("2016/2017", "span", 731), ("0601/0700", "century", 36524),
    ],
)  # fmt: skip
def test_an_interval_is_written_and_read(iso: str, granularity: str, days: int) -> None:
    interval = Interval.from_iso(iso)
    assert (interval.iso(), interval.granularity, interval.days) == (iso, granularity, days)
    assert is_iso_interval(iso)


def test_the_same_days_are_written_the_same() -> None:
    assert Interval.from_iso("2024-06-01/2024-06-30").iso() == "2024-06"
    assert Interval.from_iso("2024-01/2024-12").iso() == "2024"
    assert Interval.from_iso("2024-06-19/2024-06-19").iso() == "2024-06-19"
    assert Interval.from_iso("2023/2024-06").iso() == "2023-01/2024-06"


def test_what_is_no_interval_is_refused() -> None:
    for text in ("", "2024-13", "2024-02-30", "24", "2024-6-1", "2024/2023", "2024-06-19/", "a/b", "2024/2025/2026",
                 "٢٠٢٤", "2024-06-19T10:00", " 2024"):  # fmt: skip
        assert not is_iso_interval(text), text
        with pytest.raises(ValueError):
            Interval.from_iso(text)
    with pytest.raises(ValueError):
        Interval(date(2024, 6, 20), date(2024, 6, 19))


def test_intervals_are_compared() -> None:
    june, day = Interval.from_iso("2024-06"), Interval.from_iso("2024-06-19")
    assert june.covers(day)
    assert not day.covers(june)
    assert day.overlaps(june)
    assert june.gap(day) == 0
    assert june.gap(Interval.from_iso("2024-07-03")) == 3
    assert Interval.from_iso("2024-07-03").gap(june) == 3


def test_the_nearest_weekday() -> None:
    thursday = date(2024, 7, 4)
    assert [nearest(thursday, day).isoformat()[8:] for day in range(7)] == ["01", "02", "03", "04", "05", "06", "07"]
