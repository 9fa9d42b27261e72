"""Dates against the calendar itself: every day said in words is found, and readings move with their reference date."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.dates import GRANULARITIES, Interval
from db.dates.reading import read, resolve
from db.dates.resolution import Resolution
from db.dates.words import DEICTIC, HIJRI_MONTHS, MONTHS, SHORT_MONTHS, WEEKDAYS

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WORDS = (
    *MONTHS, *WEEKDAYS, *DEICTIC, *HIJRI_MONTHS, "الماضي", "المقبل", "الجاري", "عام", "سنة", "العام", "الشهر",
    "الأسبوع", "من", "إلى", "بين", "و", "منذ", "قبل", "بعد", "يومين", "أشهر", "عقود", "أوائل", "نهاية", "الربع",
    "الأول", "صيف", "هـ", "الساعة", "مساء", "صباح", "الموافق", "هذا", "القرن", "الثمانينيات", "-", "/", "،", "10:30",
    "باب",
)  # fmt: skip
PIECES = st.one_of(st.sampled_from(WORDS), st.integers(0, 2500).map(str), st.integers(1, 31).map(str))


def names(month: int) -> list[str]:
    return [name for name, number in MONTHS.items() if number == month]


@given(DAYS, st.data(), st.booleans())
def test_a_day_in_any_spelling_is_that_day(day: date, data: st.DataObject, eastern: bool) -> None:
    month = data.draw(st.sampled_from(names(day.month)))
    other = data.draw(st.sampled_from(names(day.month)))
    weekday = data.draw(st.sampled_from([name for name, number in WEEKDAYS.items() if number == day.weekday()]))
    form = data.draw(
        st.sampled_from(
            ("{d} {m} {y}", "{d} {m}/{o} {y}", "{w} {d} {m} {y}", "{w}، {d} {m} ({o}) {y}", "{d}{m}{y}", "{d}/{n}/{y}",
             "{y}-{n:02}-{d:02}", "{d} من شهر {m} عام {y}", "صباح {w} {d} {m} {y}م", "و{d} {m} {y}", "{d}.{n}.{y}")
        )
    )  # fmt: skip
    text = form.format(d=day.day, n=day.month, y=day.year, m=month, o=other, w=weekday)
    result = resolve(text.translate(EASTERN) if eastern else text)
    assert result is not None, text
    assert result.interval == Interval.day(day)
    assert {doubt.code for doubt in result.doubts} <= {"day_month"}


@given(DAYS, st.data())
def test_a_month_in_any_spelling_is_that_month(day: date, data: st.DataObject) -> None:
    month = data.draw(st.sampled_from(names(day.month)))
    result = resolve(f"{month} {day.year}")
    assert result is not None
    assert result.interval == Interval.month(day.year, day.month)
    assert month not in SHORT_MONTHS or resolve(month, day) is None


@given(DAYS, DAYS, st.sampled_from(sorted(WEEKDAYS)))
def test_a_wrong_weekday_is_always_told(day: date, reference: date, weekday: str) -> None:
    for text, said in ((f"{weekday} {day:%d/%m/%Y}", day), (f"أمس {weekday}", reference - timedelta(days=1))):
        result = resolve(text, reference)
        assert result is not None
        doubt = result.doubt("weekday")
        assert (doubt is None) == (said.weekday() == WEEKDAYS[weekday])
        if doubt is not None:
            assert doubt.offered is not None
            assert doubt.offered.first.weekday() == WEEKDAYS[weekday]
            assert abs((doubt.offered.first - said).days) <= 3


@given(DAYS, st.integers(-3000, 3000), st.sampled_from(("أمس", "غدا", "أول أمس", "قبل ثلاثة أيام", "صباح اليوم")))
def test_days_move_with_the_reference(reference: date, days: int, text: str) -> None:
    here, there = resolve(text, reference), resolve(text, reference + timedelta(days=days))
    assert here is not None
    assert there is not None
    assert there.interval.first - here.interval.first == timedelta(days=days)


@given(DAYS, st.integers(-400, 400), st.sampled_from(("الأسبوع الماضي", "الجمعة", "الجمعة الماضية", "الأحد المقبل")))
def test_weekdays_move_by_weeks(reference: date, weeks: int, text: str) -> None:
    here, there = resolve(text, reference), resolve(text, reference + timedelta(days=7 * weeks))
    assert here is not None
    assert there is not None
    assert there.interval.first - here.interval.first == timedelta(days=7 * weeks)


@given(DAYS, st.sampled_from(range(1, 13)))
def test_last_and_next_month_lie_on_their_sides(reference: date, month: int) -> None:
    name = next(name for name in names(month) if name not in SHORT_MONTHS)
    last, coming = resolve(f"{name} الماضي", reference), resolve(f"{name} المقبل", reference)
    assert last is not None
    assert coming is not None
    assert last.interval.last < reference.replace(day=1)
    assert coming.interval.first > reference
    assert (reference.replace(day=1) - last.interval.first).days <= 366
    assert (coming.interval.first - reference.replace(day=1)).days <= 366


@given(st.lists(PIECES, max_size=7).map(" ".join), st.one_of(st.none(), DAYS), st.booleans())
def test_anything_is_read_without_harm(text: str, reference: date | None, forward: bool) -> None:
    result = read(text, reference, forward=forward)
    if isinstance(result, Resolution):
        assert result.interval.first <= result.interval.last
        assert result.interval.granularity in GRANULARITIES
        assert result.reference in (None, reference)
        again = Interval.from_iso(result.interval.iso())
        assert (again.first, again.last) == (result.interval.first, result.interval.last)


@given(st.text(max_size=40))
def test_any_text_is_read_without_harm(text: str) -> None:
    read(text, date(2024, 6, 19))


@given(DAYS, DAYS)
def test_iso_and_back(one: date, other: date) -> None:
    interval = Interval.of(min(one, other), max(one, other))
    assert Interval.from_iso(interval.iso()) == interval
