"""Rules for dates of a calendar: numbers with slashes, days and months by name, parts of months, Hijri dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from db.dates import words
from db.dates.interval import Interval, month_end
from db.dates.resolution import Doubt, Frame, How, Resolution, Unresolved, nearest, weekday_doubt

Result = Resolution | Unresolved | None
Rule = tuple[str, Callable[[re.Match[str], Frame], Result]]
"""A regular expression for the whole of an encoded expression, and what it means. ``re`` compiles and keeps it when it
is first asked for, so that starting the program does not wait for some forty of them."""

AHEAD = 92
"""Days a date without its year may lie ahead of the reference date before the one a year earlier is meant."""
HIJRI_YEARS = (1343, 1500)
"""The years of Umm al-Qura's tables in ``hijridate``."""

_OF = r"(?: من)?"
_YEAR_WORD = r"(?:عام|سنه|العام|السنه|لعام|لسنه)"
_AD = r"(?: (?:م|ميلادي|ميلاديه|الميلادي|الميلاديه|ad))?"
YEAR = (
    rf"(?:{_OF}(?: {_YEAR_WORD})? (?P<y>\d{{4}}){_AD}"
    rf"|{_OF} (?:العام|السنه) (?P<ry>{words.REL})"
    rf"|{_OF} (?P<ny>هذا العام|هذه السنه|العام|السنه)"
    rf"|(?: من الشهر)? (?P<r>{words.REL}))"
)
"""What may follow a month: a year, a year by what it is to this one, or last, this, next."""
_MONTHS = rf"(?P<m>{words.MONTH})(?: ?/ ?(?P<m2>{words.MONTH})| (?P<m3>{words.MONTH}))?"
_WEEKDAY = rf"(?:(?P<w>{words.WEEKDAY}) )?"
_TODAY = rf"(?:(?P<k>{words.TODAY}) )?"


def same_day(found: re.Match[str], frame: Frame) -> Result:
    """19 June, 19 يونيو/حزيران 2024, الأربعاء 19 حزيران, 4 سبتمبر الجاري, June 19, 2024."""
    month = words.code(found["m"])
    second = found["m2"] or found["m3"]
    if second and words.code(second) != month:
        return None
    weekday = words.weekday(found["w"])
    result = _in_year(found, frame, month, words.day_number(found["d"]), today=found["k"])
    if result is None:
        return None
    if found["k"] and frame.reference is not None:
        said = frame.reference + timedelta(days=words.days(found["k"]))
        if said != result.interval.first:
            result = result.doubted(Doubt("today", Interval.day(said)))
    doubt = weekday_doubt(result.interval, weekday)
    if weekday is not None and doubt is None:  # the weekday says which year
        return replace(result, doubts=tuple(each for each in result.doubts if each.code != "no_year"))
    return result.doubted(doubt)


def month(found: re.Match[str], frame: Frame) -> Result:
    """يونيو/حزيران 2024, مايو الماضي, أوائل شهر يونيو, متم دجنبر."""
    number = words.code(found["m"])
    second = found["m2"] or found["m3"]
    told = found["y"] or found["ry"] or found["ny"] or found["r"]
    if words.is_short(found["m"]) and not (told or second):
        return None
    result = _in_year(found, frame, number, None)
    if result is None:
        return None
    if second and words.code(second) != number:
        first, last = result.interval.first, words.code(second)
        if found["m3"] or last < number:
            return None
        return replace(result, interval=Interval.of(first, month_end(first.year, last)))
    return part_of_month(result, found["part"])


def part_of_month(result: Resolution, part: str | None) -> Resolution:
    """The third of a month that a word such as أوائل names; the month itself without one."""
    if part is None:
        return result
    first, last = result.interval.first, result.interval.last
    if part in words.LAST_DAY:
        return replace(result, interval=Interval.day(last))
    if part in words.EARLY:
        last = first + timedelta(days=9)
    elif part in words.MIDDLE:
        first, last = first + timedelta(days=10), first + timedelta(days=19)
    else:
        first += timedelta(days=20)
    return replace(result, interval=Interval(first, last, "part"), approximate=True)


def piece_of_month(found: re.Match[str], frame: Frame) -> Result:
    """النصف الأول من يونيو, الأسبوع الثاني من شهر مايو 2024, الأسبوع الأخير من مارس."""
    result = _in_year(found, frame, words.code(found["m"]), None)
    if result is None:
        return None
    first, last = result.interval.first, result.interval.last
    final = found["o"] in ("الاخير", "الاخيره")
    if found["what"] == "النصف":
        late = final or words.code(found["o"]) == 2
        half = Interval(first.replace(day=16), last) if late else Interval(first, first.replace(day=15))
        return replace(result, interval=half)
    place = 4 if final else words.code(found["o"]) - 1
    start = last - timedelta(days=6) if final else first + timedelta(days=7 * place)
    if place > 4 or start > last:
        return None
    end = min(start + timedelta(days=6), last)
    return replace(result, interval=Interval(start, end, "week"), approximate=True)


def _in_year(
    found: re.Match[str], frame: Frame, month: int, day: int | None, *, today: str | None = None
) -> Resolution | None:
    """A month, or a day of it, in the year that is said, or that the reference date gives."""

    def make(year: int) -> Interval | None:
        try:
            return Interval.month(year, month) if day is None else Interval.day(date(year, month, day))
        except ValueError:
            return None

    if found["y"]:
        interval = make(int(found["y"]))
        return Resolution(interval, "absolute") if interval else None
    base = frame.today
    if found["ry"] or found["ny"]:
        interval = make(base.year + (words.steps(found["ry"]) if found["ry"] else 0))
        return frame.relative(interval) if interval else None
    if found["r"]:
        return _last_or_next(make, frame, month, words.steps(found["r"]), whole=day is None)
    if today:
        base += timedelta(days=words.days(today))
    latest = base + timedelta(days=366 if frame.forward else 0 if today else AHEAD)
    years = [make(year) for year in range(latest.year, latest.year - 9, -1)]
    interval = next((each for each in years if each and each.first <= latest), None)
    if interval is None:
        return None
    result = frame.relative(interval)
    return result if today else result.doubted(Doubt("no_year"))


def _last_or_next(
    make: Callable[[int], Interval | None], frame: Frame, month: int, steps: int, *, whole: bool
) -> Resolution | None:
    """«Last June» is the June before the reference date's month, «next June» the one after it."""
    base = frame.today
    if steps == 0:
        interval = make(base.year)
        result = frame.relative(interval) if interval else None
        return result.doubted(Doubt("not_current")) if result and month != base.month else result
    if steps < 0:
        edge = base.replace(day=1) if whole else base
        years = [make(year) for year in range(base.year, base.year - 9, -1)]
        kept = [each for each in years if each and each.last < edge]
    else:
        edge = month_end(base.year, base.month) if whole else base
        years = [make(year) for year in range(base.year, base.year + 9)]
        kept = [each for each in years if each and each.first > edge]
    place = abs(steps) - 1
    return frame.relative(kept[place]) if place < len(kept) else None


# --- numbers ---------------------------------------------------------------------------------------------------------


def year_first(found: re.Match[str], frame: Frame) -> Result:
    """2024-06-19, 2024/6/19, 2024-06."""
    year, month = int(found["y"]), int(found["mm"])
    if not found["d"]:
        return Resolution(Interval.month(year, month), "absolute")
    result = Resolution(Interval.day(date(year, month, int(found["d"]))), "absolute")
    return result.doubted(weekday_doubt(result.interval, words.weekday(found["w"])))


def day_first(found: re.Match[str], frame: Frame) -> Result:
    """19/06/2024, 19-6-2024, 19.6.2024; the day first, doubtful where both numbers could be it."""
    day, month, year = int(found["d"]), int(found["mm"]), int(found["y"])
    result = Resolution(Interval.day(date(year, month, day)), "absolute")
    weekday = words.weekday(found["w"])
    doubt = weekday_doubt(result.interval, weekday)
    if day <= 12 and day != month and (weekday is None or doubt):
        result = result.doubted(Doubt("day_month", Interval.day(date(year, day, month))))
    return result.doubted(doubt)


def month_first(found: re.Match[str], frame: Frame) -> Result:
    """06/2024."""
    return Resolution(Interval.month(int(found["y"]), int(found["mm"])), "absolute")


def day_of_this_month(found: re.Match[str], frame: Frame) -> Result:
    """19 الجاري, 19 من الشهر الماضي."""
    base = frame.today
    months = base.year * 12 + base.month - 1 + words.steps(found["r"])
    result = frame.relative(Interval.day(date(months // 12, months % 12 + 1, words.day_number(found["d"]))))
    return result.doubted(weekday_doubt(result.interval, words.weekday(found["w"])))


# --- Hijri -----------------------------------------------------------------------------------------------------------


def hijri(found: re.Match[str], frame: Frame) -> Result:
    """13 ذو الحجة 1445 هـ, رمضان 1445, رمضان الماضي; approximate, as countries that sight the moon are a day apart."""
    month = words.code(found["h"])
    day = words.day_number(found["d"]) if found["d"] else None
    how: How = "hijri"
    if found["y"]:
        if not HIJRI_YEARS[0] <= int(found["y"]) <= HIJRI_YEARS[1]:
            return Unresolved("hijri_range")
        interval = hijri_interval(int(found["y"]), month, day)
        result = Resolution(interval, how, approximate=True) if interval else None
    else:
        result = _hijri_by_reference(frame, month, day, found["r"])
    if result is None:
        return None
    if found["w"]:
        result = by_weekday(result, words.code(found["w"]))
    return part_of_month(result, found["part"])


def hijri_interval(year: int, month: int, day: int | None) -> Interval | None:
    """A Hijri day or month as Gregorian days; None for one that does not exist or is outside the tables."""
    try:
        start = Hijri(year, month, day or 1)
        first = date(*start.to_gregorian().datetuple())
        return Interval.day(first) if day else Interval(first, first + timedelta(start.month_length() - 1), "month")
    except (ValueError, OverflowError):
        return None


def hijri_year(year: int) -> Interval | None:
    """A Hijri year as Gregorian days; None outside the tables."""
    first, last = hijri_interval(year, 1, None), hijri_interval(year, 12, None)
    return Interval(first.first, last.last, "year") if first and last else None


def by_weekday(result: Resolution, weekday: int) -> Resolution:
    """A Hijri day moved to the weekday the text names where that is one day off, else doubtful."""
    doubt = weekday_doubt(result.interval, weekday)
    if doubt is None:
        return result
    near = nearest(result.interval.first, weekday)
    if abs((near - result.interval.first).days) == 1:
        return replace(result, interval=Interval.day(near))
    return result.doubted(doubt)


def _hijri_by_reference(frame: Frame, month: int, day: int | None, rel: str | None) -> Resolution | None:
    base = frame.today
    try:
        now = Gregorian(base.year, base.month, base.day).to_hijri()
    except OverflowError:
        return None
    steps = words.steps(rel) if rel else 0
    years = [hijri_interval(now.year + off, month, day) for off in range(-3, 4)]
    made = [each for each in years if each]
    if rel and steps < 0:
        kept = [each for each in reversed(made) if each.last < base]
    elif (rel and steps > 0) or frame.forward:
        kept = [each for each in made if each.first > base]
    elif rel:
        kept = [each for each in (hijri_interval(now.year, month, day),) if each]
    else:
        kept = [each for each in reversed(made) if each.first <= base + timedelta(days=AHEAD)]
    place = max(abs(steps) - 1, 0)
    if place >= len(kept):
        return None
    result = frame.relative(kept[place], "hijri", approximate=True)
    return result if rel else result.doubted(Doubt("no_year"))


_HIJRI = (
    rf"{_WEEKDAY}(?:(?P<d>{words.DAY}){_OF}(?: شهر)? |(?P<part>{words.PART}) )?(?:شهر )?(?P<h>{words.HIJRI_MONTH})"
    rf"(?:{_OF}(?: {_YEAR_WORD})? (?P<y>1\d{{3}})(?: (?:ه|هجري|هجريه|للهجره|الهجري))?| (?P<r>{words.REL}))?"
)

_PLACE = rf"(?:{words.ORDINAL}|الاخير)"

RULES: tuple[Rule, ...] = (
    (rf"{_WEEKDAY}(?P<y>\d{{4}})[-/.](?P<mm>\d{{1,2}})(?:[-/.](?P<d>\d{{1,2}}))?{_AD}", year_first),
    (rf"{_WEEKDAY}(?P<d>\d{{1,2}})[-/.](?P<mm>\d{{1,2}})[-/.](?P<y>\d{{4}}){_AD}", day_first),
    (r"(?P<mm>\d{1,2})[-/](?P<y>\d{4})", month_first),
    (_HIJRI, hijri),
    (rf"{_TODAY}{_WEEKDAY}(?P<d>{words.DAY})(?: of)?{_OF}(?: شهر)? {_MONTHS}{YEAR}?", same_day),
    (rf"{_TODAY}{_WEEKDAY}{_MONTHS} (?P<d>{words.DAY}){YEAR}?", same_day),
    (rf"(?:(?P<part>{words.PART}) )?(?:شهر )?{_MONTHS}{YEAR}?", month),
    (
        rf"(?P<what>النصف|الاسبوع) (?P<o>{_PLACE}) (?:من )?(?:شهر )?{_MONTHS}{YEAR}?",
        piece_of_month,
    ),
    (rf"{_WEEKDAY}(?P<d>{words.DAY})(?: من)?(?: الشهر)? (?P<r>{words.REL})", day_of_this_month),
)
