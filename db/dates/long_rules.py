"""Rules for what is longer than a month: quarters, halves, seasons, years, decades, centuries."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from db.dates import words
from db.dates.calendar_rules import HIJRI_YEARS, Result, Rule, hijri_year
from db.dates.interval import Interval, month_end
from db.dates.relative_rules import add_months, century, part_of_years
from db.dates.resolution import Doubt, Frame, Resolution, Unresolved

_WORD = r"(?:عام|سنه|العام|السنه)"
_HIJRI = r"(?:ه|هجري|هجريه|للهجره|الهجري|الهجريه)"
_AD = r"(?:م|ميلادي|ميلاديه|الميلادي|الميلاديه|للميلاد|ad)"
_OF_YEAR = (
    rf"(?:(?: من)?(?: {_WORD})? (?P<y>\d{{4}})(?: {_AD})?|(?: من)? (?:العام|السنه) (?P<ry>{words.REL})"
    r"|(?: من)? (?P<ny>هذا العام|هذه السنه|العام|السنه))"
)
LATEST = 2499
"""The last year that four digits are taken for."""
CENTURY = rf"(?:(?:ال ?)?\d{{1,2}}|{words.ORDINAL})"


def _of_year(found: re.Match[str], frame: Frame) -> tuple[int, bool]:
    """The year of a quarter or season, and whether the reference date gave it."""
    if found["y"]:
        return int(found["y"]), False
    return frame.today.year + (words.steps(found["ry"]) if found["ry"] else 0), True


def _result(interval: Interval, frame: Frame, *, by_reference: bool, approximate: bool = False) -> Resolution:
    if by_reference:
        return frame.relative(interval, approximate=approximate)
    return Resolution(interval, "absolute", approximate=approximate)


def year(found: re.Match[str], frame: Frame) -> Result:
    """عام 2000, سنة 1999م, 2024, عام 1441هـ, مطلع عام 2024."""
    number = int(found["y"])
    if found["hijri"]:
        interval = hijri_year(number)
        return Resolution(interval, "hijri", approximate=True) if interval else Unresolved("hijri_range")
    result = Resolution(Interval.year(number), "absolute")
    if number > LATEST:
        return None
    if found["part"]:
        part = part_of_years(result.interval, found["part"])
        return replace(result, interval=part, approximate=True) if part else None
    if HIJRI_YEARS[0] <= number <= HIJRI_YEARS[1] and not found["ad"]:
        result = result.doubted(Doubt("hijri_year", hijri_year(number)))
    return result


def quarter(found: re.Match[str], frame: Frame) -> Result:
    """الربع الأول من 2024, النصف الثاني من العام الماضي, الربع الأخير من هذا العام."""
    months = 3 if found["what"] == "الربع" else 6
    place = 12 // months if found["o"] == "الاخير" else words.code(found["o"])
    if not 1 <= place <= 12 // months:
        return None
    number, by_reference = _of_year(found, frame)
    last = place * months
    interval = Interval.of(date(number, last - months + 1, 1), month_end(number, last))
    result = _result(interval, frame, by_reference=by_reference)
    return result.doubted(Doubt("no_year")) if by_reference and not (found["ry"] or found["ny"]) else result


def quarter_by_reference(found: re.Match[str], frame: Frame) -> Result:
    """الربع الماضي, النصف الحالي."""
    months = 3 if found["what"] == "الربع" else 6
    base = frame.today.replace(day=1)
    start = add_months(base, -((base.month - 1) % months) + months * words.steps(found["r"]))
    end = add_months(start, months - 1)
    return frame.relative(Interval.of(start, month_end(end.year, end.month)))


def _season(number: int, month: int) -> Interval:
    """The season that starts in a month of a year; winter reaches into the next year."""
    end = add_months(date(number, month, 1), 2)
    return Interval(date(number, month, 1), month_end(end.year, end.month), "season")


def season(found: re.Match[str], frame: Frame) -> Result:
    """صيف 2024, شتاء العام الماضي."""
    number, by_reference = _of_year(found, frame)
    interval = _season(number, words.SEASONS[found["s"]])
    return _result(interval, frame, by_reference=by_reference, approximate=True)


def season_by_reference(found: re.Match[str], frame: Frame) -> Result:
    """الصيف الماضي, الربيع المقبل, هذا الشتاء."""
    base, month = frame.today, words.SEASONS[found["s"]]
    steps = words.steps(found.groupdict().get("r") or "")
    made = [_season(base.year + off, month) for off in range(-4, 5)]
    if steps < 0:
        kept = [each for each in reversed(made) if each.last < base]
    elif steps > 0:
        kept = [each for each in made if each.first > base]
    else:
        today = Interval.day(base)
        kept = sorted(made, key=lambda each: each.gap(today))
    return frame.relative(kept[max(abs(steps) - 1, 0)], approximate=True)


def decade(found: re.Match[str], frame: Frame) -> Result:
    """الثمانينيات, تسعينيات القرن الماضي, أوائل ستينات القرن العشرين."""
    tens = words.DECADES[found["tens"]]
    if found["c"]:
        first, by_reference = (_century_number(found["c"]) - 1) * 100 + tens, False
    elif found["r"]:
        now = frame.today.year
        first, by_reference = ((now + 99) // 100 - 1 + words.steps(found["r"])) * 100 + tens, True
    else:
        last = frame.today.year // 10 * 10 - 10
        first, by_reference = last - (last - tens) % 100, True
    interval = Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade")
    if not found["part"]:
        return _result(interval, frame, by_reference=by_reference)
    part = part_of_years(interval, found["part"])
    return _result(part, frame, by_reference=by_reference, approximate=True) if part else None


def _century_number(text: str) -> int:
    digits = re.search(r"\d+", text)
    return int(digits.group()) if digits else words.code(text)


def named_century(found: re.Match[str], frame: Frame) -> Result:
    """القرن العشرين, منتصف القرن التاسع عشر."""
    interval = century(_century_number(found["c"]))
    if not found["part"]:
        return Resolution(interval, "absolute")
    part = part_of_years(interval, found["part"])
    return Resolution(part, "absolute", approximate=True) if part else None


def years(found: re.Match[str], frame: Frame) -> Result:
    """2015-2019, 2023/2024: from the one year to the other."""
    first, last = int(found["y"]), int(found["y2"])
    if not first < last:
        return None
    return Resolution(Interval.of(date(first, 1, 1), date(last, 12, 31)), "absolute")


_PART = rf"(?:(?P<part>{words.PART}) )?"
_SEASON = words.either(words.SEASONS)
_TENS = words.either(words.DECADES)

RULES: tuple[Rule, ...] = (
    (rf"{_PART}(?:{_WORD} )?(?P<y>\d{{4}})(?: (?:(?P<hijri>{_HIJRI})|(?P<ad>{_AD})))?", year),
    (rf"{_PART}{_WORD} (?P<hijri>{_HIJRI}) (?P<y>\d{{4}})", year),
    (r"(?:موسم |عام |العام |اعوام |عامي )?(?P<y>\d{4}) ?[-/] ?(?P<y2>\d{4})", years),
    (rf"(?P<what>الربع|النصف) (?P<o>{words.ORDINAL}|الاخير){_OF_YEAR}?", quarter),
    (rf"(?:هذا )?(?P<what>الربع|النصف) (?P<r>{words.REL})", quarter_by_reference),
    (rf"(?:فصل )?(?P<s>{_SEASON}){_OF_YEAR}", season),
    (rf"(?:فصل )?(?:هذا )?ال(?P<s>{_SEASON}) (?P<r>{words.REL})", season_by_reference),
    (rf"هذا (?:الفصل )?ال(?P<s>{_SEASON})", season_by_reference),
    (
        rf"{_PART}(?:سنوات |اعوام |عقد )?(?:ال)?(?P<tens>{_TENS})(?:ات|يات)"
        rf"(?:(?: من)? القرن (?:(?P<c>{CENTURY})|(?P<r>{words.REL})))?",
        decade,
    ),
    (rf"{_PART}القرن (?P<c>{CENTURY})(?: الميلادي)?", named_century),
)
