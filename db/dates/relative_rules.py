"""Rules for what counts from the reference date: today, Wednesday, last year, two days ago; and for what is no date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from db.dates import words
from db.dates.calendar_rules import Result, Rule, part_of_month
from db.dates.interval import Interval
from db.dates.resolution import Doubt, Frame, Unresolved, weekday_doubt

_VAGUE = r"(?:قليله|القليله|عده|عديده|طويله|كثيره|معدوده|معدودات)"
_FEW = r"(?:عده|بضعه|بضع|بعض|عشرات|مءات|ميات|الاف)"
_UNITS = {"العام": "year", "السنه": "year", "الشهر": "month", "الاسبوع": "week", "العقد": "decade", "القرن": "century"}
_PLURALS = {
    "day": "الايام اليومين", "week": "الاسابيع الاسبوعين", "month": "الاشهر الشهور الشهرين",
    "year": "السنوات السنين الاعوام العامين السنتين", "decade": "العقود العقدين",
}  # fmt: skip
_PLURAL = {word: unit for unit, line in _PLURALS.items() for word in line.split()}
_DUALS = tuple(word for word in _PLURAL if word.endswith("ين") and word != "السنين")


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last day. Raises ValueError outside the calendar."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return min(date(year, month, 1) + timedelta(days=day.day - 1), Interval.month(year, month).last)


def week_of(day: date) -> Interval:
    """The week, Sunday to Saturday, around a day."""
    first = day - timedelta(days=(day.weekday() + 1) % 7)
    return Interval(first, first + timedelta(days=6), "week")


def decade_of(year: int) -> Interval:
    """The ten years from one that ends in 0."""
    first = year // 10 * 10
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def century(number: int) -> Interval:
    """The 20th century is 1901 to 2000. Raises ValueError outside the calendar."""
    return Interval(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "century")


def shifted(base: date, unit: str, count: int) -> Interval:
    """The unit of the calendar that lies ``count`` units from the one around a day."""
    if unit == "day":
        return Interval.day(base + timedelta(days=count))
    if unit == "week":
        return week_of(base + timedelta(days=7 * count))
    if unit == "month":
        moved = add_months(base.replace(day=1), count)
        return Interval.month(moved.year, moved.month)
    if unit == "year":
        return Interval.year(base.year + count)
    if unit == "decade":
        return decade_of(base.year + 10 * count)
    return century((base.year + 99) // 100 + count)


def today(found: re.Match[str], frame: Frame) -> Result:
    """اليوم الأربعاء, أمس الثلاثاء, أول أمس, بعد غد."""
    day = frame.today + timedelta(days=words.days(found["k"]))
    result = frame.relative(Interval.day(day), "deictic", approximate=words.is_loose(found["k"]))
    return result.doubted(weekday_doubt(result.interval, words.weekday(found["w"])))


def weekday(found: re.Match[str], frame: Frame) -> Result:
    """الأربعاء: the last one, today included; الأربعاء الماضي, الخميس المقبل: never today."""
    base, wanted = frame.today, words.code(found["w"])
    back, ahead = (base.weekday() - wanted) % 7, (wanted - base.weekday()) % 7
    steps = words.steps(found["r"]) if found["r"] else 0
    before, after = base - timedelta(days=back), base + timedelta(days=ahead)
    if steps < 0:
        day = base - timedelta(days=(back or 7) + 7 * (-steps - 1))
        return frame.relative(Interval.day(day), "weekday")
    if steps > 0:
        day = base + timedelta(days=(ahead or 7) + 7 * (steps - 1))
        return frame.relative(Interval.day(day), "weekday")
    day, other = (after, before) if frame.forward else (before, after)
    result = frame.relative(Interval.day(day), "weekday")
    return result.doubted(Doubt("side", Interval.day(other))) if day != other else result


def night(found: re.Match[str], frame: Frame) -> Result:
    """ليلة الثلاثاء/الأربعاء: the night from the one day to the other."""
    base, wanted = frame.today, words.code(found["w2"])
    if (words.code(found["w"]) + 1) % 7 != wanted:
        return None
    last = base - timedelta(days=(base.weekday() - wanted) % 7)
    if frame.forward:
        last = base + timedelta(days=(wanted - base.weekday()) % 7)
    return frame.relative(Interval(last - timedelta(days=1), last), "weekday")


def unit(found: re.Match[str], frame: Frame) -> Result:
    """العام الماضي, هذا الأسبوع, نهاية الشهر الجاري, القرن الماضي; a unit by itself says nothing."""
    if not (found["dem"] or found["r"] or found["part"]):
        return Unresolved("vague")
    kind = _UNITS[found["u"]]
    steps = words.steps(found["r"]) if found["r"] else 0
    result = frame.relative(shifted(frame.today, kind, steps), approximate=kind in ("week", "decade"))
    if found["part"] and kind == "month":
        return part_of_month(result, found["part"])
    if found["part"]:
        part = part_of_years(result.interval, found["part"])
        return frame.relative(part, approximate=True) if part else None
    return result


def part_of_years(whole: Interval, part: str) -> Interval | None:
    """The part of a year, decade or century that a word such as مطلع or أواخر names; None for other intervals."""
    first, last = whole.first, whole.last
    if whole.granularity == "week":
        start, days = (0, 2) if part in words.EARLY else (2, 3) if part in words.MIDDLE else (5, 2)
        return Interval(first + timedelta(days=start), first + timedelta(days=start + days - 1))
    if whole.granularity == "year" and (first.month, first.day) == (1, 1):
        if part in words.LAST_DAY:
            return Interval.day(last)
        wide = 2 if part in words.BROAD else 0
        months = (1, 1 + wide) if part in words.EARLY else (6, 7) if part in words.MIDDLE else (12 - wide, 12)
        return Interval.of(date(first.year, months[0], 1), Interval.month(first.year, months[1]).last)
    if whole.granularity in ("decade", "century"):
        years = 10 if whole.granularity == "decade" else 100
        third = years * 3 // 10
        start = 0 if part in words.EARLY else (years - third + 1) // 2 if part in words.MIDDLE else years - third
        return Interval.of(date(first.year + start, 1, 1), date(first.year + start + third - 1, 12, 31))
    return None


def stretch(found: re.Match[str], frame: Frame) -> Result:
    """السنوات الخمس الماضية, اليومين المقبلين: from there to the reference date, or from it to there."""
    plural = found["u"]
    kind, steps = _PLURAL[plural], -1 if found["r"].startswith("الاخير") else words.steps(found["r"])
    said = found["n"]
    if steps == 0 or not (said or plural in _DUALS):
        return Unresolved("vague")
    count = words.number(said) if said else 2
    base = frame.today
    per_month = {"month": 1, "year": 12, "decade": 120}
    if kind in per_month:
        end = add_months(base, steps * count * per_month[kind])
    else:
        end = base + timedelta(days=steps * count * (7 if kind == "week" else 1))
    return frame.relative(Interval(min(base, end), max(base, end)), approximate=True)


def ago(found: re.Match[str], frame: Frame) -> Result:
    """قبل يومين, منذ 4 سنوات, بعد أسبوع, قبل شهرين من الآن; without a number of things it is vague."""
    kind, own = words.UNITS[found["u"]]
    count = words.number(found["n"]) if found["n"] else own
    if not count or kind in ("hour", "century"):
        return Unresolved("vague")
    steps = count if found["dir"] in ("بعد", "في غضون") else -count
    if kind == "decade":
        kind, steps = "year", steps * 10
    return frame.relative(shifted(frame.today, kind, steps), approximate=kind != "day" or bool(found["about"]))


def duration(found: re.Match[str], frame: Frame) -> Result:
    """يومين, خمس سنوات, أشهر عدة, مدة أقصاها 90 يوما: how long, not when."""
    return Unresolved("duration")


def vague(found: re.Match[str], frame: Frame) -> Result:
    """مؤخرا, قريبا, السنوات الأخيرة: no day can be said."""
    return Unresolved("vague")


def other_date(found: re.Match[str], frame: Frame) -> Result:
    """اليوم نفسه, العام التالي, ذلك اليوم: hangs on a date told before."""
    return Unresolved("other_date")


_MANY = words.either(_PLURAL)
_WHOLE = rf"(?: {_VAGUE}| كامله| كامل| متتاليه| متواصله)?"
_AMOUNT = rf"(?:{words.ABOUT} )?(?:{_FEW} )?(?:{words.NUMBER} )?{words.UNIT}{_WHOLE}"
_AND = rf"(?: و ?(?:نصف|ربع|ثلث|نيف|{_AMOUNT}))*"
_LATTER = r"(?:الاخيره|الاخيرين|الاخيرتين)"
_THING = rf"(?:{words.TODAY}|الاسبوع|الشهر|العام|السنه|الفتره|الوقت|يوم|عام|سنه|شهر)"

RULES: tuple[Rule, ...] = (
    (rf"(?P<k>{words.TODAY})(?: (?:يوم )?(?P<w>{words.WEEKDAY}))?", today),
    (rf"(?P<w>{words.WEEKDAY}) (?P<k>{words.TODAY})", today),
    (rf"(?P<w>{words.WEEKDAY})(?: (?P<r>{words.REL}))?", weekday),
    (rf"(?P<w>{words.WEEKDAY})[ /](?P<w2>{words.WEEKDAY})", night),
    (
        rf"(?:(?P<part>{words.PART}) )?(?:(?P<dem>هذا|هذه) )?(?P<u>{words.either(_UNITS)})(?: (?P<r>{words.REL}))?",
        unit,
    ),
    (
        rf"(?P<u>{_MANY})(?: (?:ال ?)?(?P<n>{words.NUMBER}))? (?P<r>{words.REL}|{_LATTER})",
        stretch,
    ),
    (rf"(?:ال ?)?(?P<n>{words.NUMBER}) (?P<u>{_MANY}) (?P<r>{words.REL})", stretch),
    (rf"(?:ال ?)?{words.NUMBER} (?:ساعه|الساعات) (?:{words.REL}|{_LATTER})", vague),
    (
        rf"(?P<dir>قبل|منذ|بعد|في غضون) (?P<about>{words.ABOUT} )?(?:(?P<n>{words.NUMBER}) )?(?P<u>{words.UNIT})"
        rf"(?: (?:واحد|واحده|فقط|من {words.TODAY}|مضت|خلت))*",
        ago,
    ),
    (rf"(?:قبل|منذ|بعد|قبيل|بعيد) {_AMOUNT}{_AND}(?: مضت| خلت)?", vague),
    (rf"(?:(?:مده|لمده|طوال|طيله|علي مدي|علي مدار) (?:(?:لا )?\w+ )?)?{_AMOUNT}{_AND}", duration),
    (r"(?:طوال|طيله|علي مدي|علي مدار) .+", duration),
    (rf"{_MANY}(?: {_VAGUE})?(?: (?:{words.REL}|{_LATTER}))?", vague),
    (r"(?:الفتره|المرحله|الاونه|الوقت|الساعات)(?: القليله)? (?:الاخيره|الاخير|" + words.REL + ")", vague),
    (r"(?:مءخرا|موخرا|مؤخرا|قريبا|لاحقا|حديثا|سابقا|حاليا|قبل قليل|منذ قليل|بعد قليل|في وقت لاحق)", vague),
    (rf"{_THING} (?:نفسه|نفسها|ذاته|ذاتها|التالي|التاليه|السابق|السابقه|ذاك)", other_date),
    (rf"(?:ذلك|تلك|نفس|ذات) {_THING}", other_date),
)
