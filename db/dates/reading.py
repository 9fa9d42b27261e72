"""Reads a date expression as an interval: cleans it, takes the hour off, and tries the rules on what is left.

Written after the traps of date expressions in Arabic news: paired month names, last and next month counted from a
reference date, weekdays that do not fall on it. An expression is read whole; nothing is searched for inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from db.arabic import fold_key
from db.dates import calendar_rules, long_rules, relative_rules, words
from db.dates.interval import Interval
from db.dates.resolution import Doubt, Frame, NoReferenceError, Resolution, Unresolved, weekday_doubt

RULES = (*calendar_rules.RULES, *long_rules.RULES, *relative_rules.RULES)
LONGEST = 120
"""Letters of an expression that are looked at; longer ones are no dates."""

_APART = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_NOISE = re.compile(r"""[,;()\[\]{}"'!?«»|_]|(?<!\d)[.:]|[.:](?!\d)""")
_DASH = re.compile(r"(?<=[^\d\s])-|-(?=[^\d\s])|\s-|-\s")
_ABOUT = re.compile(rf"^{words.ABOUT} | {words.either(map(fold_key, ('تقريبا',)))}$")

_CLOCK = (
    rf"(?:(?:الساعه )?\d{{1,2}}:\d{{2}}(?::\d{{2}})?|الساعه (?:\d{{1,2}}|الواحده|{words.ORDINAL})"
    r"(?: و ?(?:النصف|الربع|الثلث|\d{1,2} دقيقه)| الا (?:ربعا|الربع|ثلثا|الثلث|خمس دقاءق))?)"
)
_OF_DAY = (
    r"(?:بعد منتصف ليل|بعد منتصف الليل|منتصف ليله|منتصف ليل|منتصف نهار|بعد ظهر|قبل ظهر|صباح|مساء|ليله|ليل|فجر|ظهر|"
    r"ظهيره|عصر|ضحي|مغرب|عشاء|نهار)"
)
_ADVERB = r"(?:صباحا|مساء|ليلا|فجرا|ظهرا|عصرا|بعد الظهر|بعد منتصف الليل|منتصف الليل|قبل الظهر)"
_HALF_DAY = rf"(?: (?:ص|م|am|pm|{_ADVERB}))?"
_ZONE = r"(?:ب?توقيت(?: \S+){1,2}|بالتوقيت المحلي|gmt|utc|ت غ|غرينتش|غ)"
_BEFORE = re.compile(
    rf"^(?:(?:عند|في|علي|منذ|حتي|حوالي|نحو|قرابه) )*(?:{_CLOCK}{_HALF_DAY}(?: {_ZONE})?(?: (?:من|في|يوم))*(?: |$))?"
    rf"(?:(?:في )?(?:وقت|ساعه) (?:مبكره?|متاخره?) من |(?:في )?الساعات (?:{words.ORDINAL}|الاخيره|المتاخره) من )?"
    rf"(?:{_OF_DAY}(?= ) )?(?:يوم (?=\S))?"
)
_AFTER = re.compile(
    rf"(?: {_ADVERB})?(?: (?:t|عند|في|علي|تمام|-))*(?: {_CLOCK}{_HALF_DAY})?(?: {_ADVERB})?(?: {_ZONE})?$"
)
_TIME_ONLY = re.compile(rf"(?:{_CLOCK}{_HALF_DAY}|{_ADVERB}|ال{_OF_DAY}|{_OF_DAY})(?: {_ZONE})?")
_LEADS = re.compile(
    r"^(?:في|منذ|حتي|بتاريخ|خلال|بحلول|يوم|نهار|تاريخ|اعتبارا من|ابتداء من|بدءا من|من|الي|لغايه|ليوم|on|in|the) "
)
_PROCLITIC = re.compile(r"^(?:لل(?=\S\S\S)|[وف]?[بلك]? ?(?=\d)|[وف](?=(?:في|من) )|[وف]?[بلك]?(?=\S\S\S))")
_PLACED = re.compile(r" (?:(?:الموافق|المصادف)(?: ل)?|[-=]) ")
_JOINED = re.compile(r" (?:الي|حتي|[-/]) | و ?|(?<=\d)-(?=\d)")
_FROM = re.compile(
    r"^(?:(?:في )?(?:الفتره )?(?:الممتده )?(?:من|بين|ما بين|مابين)|يومي|شهري|عامي|ليلتي|اعوام|ايام) "
    r"(?:شهري |عامي |يومي )?"
)
_TAIL = re.compile(rf" (?:(?:من )?(?:(?:عام|سنه) )?\d{{4}}|{words.REL})$")


def read(text: str, reference: date | None = None, *, forward: bool = False) -> Resolution | Unresolved:
    """Read an expression such as ``أمس الثلاثاء`` or ``19 يونيو/حزيران 2024``, or say why there is no date in it.

    ``reference`` is the day that relative ones count from. ``forward``: what is told is still to come, so that a
    weekday or a month alone is the next one, not the last.
    """
    if len(text) > LONGEST:
        return Unresolved("unknown")
    frame = Frame(reference, forward)
    try:
        return _read(clean(text), frame)
    except NoReferenceError:
        return Unresolved("no_reference")
    except (ValueError, OverflowError):  # a day, month or year that the calendar does not have
        return Unresolved("unknown")


def resolve(text: str, reference: date | None = None, *, forward: bool = False) -> Resolution | None:
    """The same, None where there is no date."""
    result = read(text, reference, forward=forward)
    return result if isinstance(result, Resolution) else None


def is_time_alone(text: str) -> bool:
    """Whether an expression is an hour without its day, such as ``04:32 ص``."""
    return _TIME_ONLY.fullmatch(words.encode(clean(text))) is not None


def clean(text: str) -> str:
    """The folded expression: marks, commas, brackets gone, letters and digits apart, blanks single."""
    folded = _NOISE.sub(" ", fold_key(text))
    return " ".join(_DASH.sub(" - ", _APART.sub(" ", folded)).replace("/", " / ").split()).replace(" / ", "/")


def _read(text: str, frame: Frame) -> Resolution | Unresolved:
    about = _ABOUT.sub("", text)
    found = _expression(about, frame)
    if found is None:
        found = _two_calendars(about, frame)
    if isinstance(found, Resolution):
        return found.about(about != text)
    return found or Unresolved("unknown")


def _expression(text: str, frame: Frame) -> Resolution | Unresolved | None:
    """The first of the readings of the expression that is a date; else the first reason why there is none."""
    reason: Unresolved | None = None
    for candidate, peeled in _candidates(text):
        found = _by_rules(candidate, frame, short_months=not peeled) or _range(candidate, frame)
        if isinstance(found, Resolution):
            return found
        reason = reason or found
    return reason


def _candidates(text: str) -> Iterator[tuple[str, bool]]:
    """The expression itself, then without its hour, its first prepositions, its proclitic; whether one was cut off."""
    seen: set[str] = set()
    for start in (text, _PROCLITIC.sub(lambda found: "ال" if found.group() == "لل" else "", text)):
        peeled, now = start != text, words.encode(start)
        while now:
            for each in (now, _day_of(now)):
                if each and each not in seen:
                    seen.add(each)
                    yield each, peeled
            shorter = _LEADS.sub("", now)
            if shorter == now:
                break
            now = shorter


def _day_of(text: str) -> str:
    """The expression without its time of day."""
    return _AFTER.sub("", _BEFORE.sub("", text, count=1), count=1).strip()


def _by_rules(text: str, frame: Frame, *, short_months: bool = True) -> Resolution | Unresolved | None:
    if _TIME_ONLY.fullmatch(text):
        return Unresolved("no_day")
    if not short_months and words.is_short(text[0]):
        return None
    for pattern, rule in RULES:
        found = re.fullmatch(pattern, text)
        result = rule(found, frame) if found else None
        if result is not None:
            return result
    return None


def _range(text: str, frame: Frame) -> Resolution | None:
    """من 18 إلى 20 يونيو, الثلاثاء والأربعاء, بين عامي 2010 و2015: from the one's first day to the other's last."""
    body = _FROM.sub("", text)
    for joint in _JOINED.finditer(body):
        left, right = body[: joint.start()], body[joint.end() :]
        last = _by_rules(_day_of(right), frame) if left and right else None
        if not isinstance(last, Resolution):
            continue
        for start in _starts(left, right):
            first = _by_rules(_day_of(start), frame)
            if isinstance(first, Resolution) and first.interval.first < last.interval.first:
                if (first.how == "hijri") != (last.how == "hijri"):
                    continue
                interval = Interval(first.interval.first, last.interval.last)
                kept = tuple(dict.fromkeys(each for each in (*first.doubts, *last.doubts) if each.code != "side"))
                approximate = first.approximate or last.approximate
                return replace(last, interval=interval, approximate=approximate, doubts=kept)
    return None


def _starts(left: str, right: str) -> Iterator[str]:
    """The start of a range, with what it shares with the end: month and year, or the year, or last."""
    day = re.match(rf"(?:{words.WEEKDAY} )?{words.DAY}(?= )", right)
    if day and re.fullmatch(rf"(?:{words.WEEKDAY} )?{words.DAY}", left):
        yield left + right[day.end() :]
    tail = _TAIL.search(right)
    if tail and not _TAIL.search(left):
        yield left + tail.group()
    yield left


def _two_calendars(text: str, frame: Frame) -> Resolution | Unresolved | None:
    """13 ذو الحجة الموافق 19 يونيو, الأربعاء الموافق 19 يونيو: both are read, the Gregorian one is the date."""
    parts = _PLACED.split(text)
    if len(parts) != 2:
        return None
    whole = _expression(" ".join(parts), frame)
    if whole is not None:
        return whole
    both = [found for found in (_expression(part, frame) for part in parts) if isinstance(found, Resolution)]
    if len(both) != 2:
        return None
    both.sort(key=lambda found: found.how == "hijri")
    if both[1].how != "hijri":
        return None
    named = re.search(words.WEEKDAY, words.encode(text))
    weekday = words.weekday(named.group() if named else None)
    result = both[0].doubted(weekday_doubt(both[0].interval, weekday) if not both[0].doubt("weekday") else None)
    if both[0].interval.gap(both[1].interval) > 1:
        result = result.doubted(Doubt("calendars", both[1].interval))
    return result
