"""Words of dates in Arabic news: months of three traditions, Hijri months, weekdays, numbers, units, last and next.

Everything is kept folded (``db.arabic.fold_key``). The many names (months, weekdays, ordinals, today and its like) are
each written as one private character (``encode``) before rules see them: a rule then asks for a range of characters,
where alternations of all names in some forty rules took 130 ms to compile. Other words are given as alternations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from db.arabic import fold_key


def _table(rows: Mapping[int, str]) -> dict[str, int]:
    return {fold_key(word): number for number, line in rows.items() for word in line.split(", ")}


def _words(line: str) -> frozenset[str]:
    return frozenset(fold_key(word) for word in line.split(", "))


def either(words: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) + ")"


MONTHS = _table(
    {
        1: "يناير, كانون الثاني, كانون ثاني, جانفي, january, jan",
        2: "فبراير, شباط, فيفري, february, feb",
        3: "مارس, آذار, march, mar",
        4: "أبريل, إبريل, نيسان, أفريل, april, apr",
        5: "مايو, أيار, ماي, may",
        6: "يونيو, يونيه, حزيران, جوان, june, jun",
        7: "يوليو, يوليه, تموز, جويلية, يوليوز, july, jul",
        8: "أغسطس, آب, أوت, غشت, august, aug",
        9: "سبتمبر, أيلول, شتنبر, september, sep, sept",
        10: "أكتوبر, تشرين الأول, تشرين أول, october, oct",
        11: "نوفمبر, تشرين الثاني, تشرين ثاني, نونبر, november, nov",
        12: "ديسمبر, كانون الأول, كانون أول, دجنبر, december, dec",
    }
)
"""Western Arabic, Levantine and Maghrebi names, and English ones."""

SHORT_MONTHS = _words("آب, ماي")
"""Months whose letters are also other words (آب is أب when folded): they need a day, a year or a second name."""

HIJRI_MONTHS = _table(
    {
        1: "محرم, المحرم, محرم الحرام", 2: "صفر", 3: "ربيع الأول, ربيع أول",
        4: "ربيع الآخر, ربيع الثاني, ربيع ثاني", 5: "جمادى الأولى, جمادى الأول, جمادي الأولى",
        6: "جمادى الآخرة, جمادى الثانية, جمادى الآخر, جمادى الثاني", 7: "رجب", 8: "شعبان", 9: "رمضان, رمضان المبارك",
        10: "شوال", 11: "ذو القعدة, ذي القعدة, ذو قعدة", 12: "ذو الحجة, ذي الحجة, ذو حجة",
    }
)  # fmt: skip

WEEKDAYS = _table(
    {
        0: "الاثنين, الإثنين, monday, mon", 1: "الثلاثاء, tuesday, tue", 2: "الأربعاء, الاربعا, wednesday, wed",
        3: "الخميس, thursday, thu", 4: "الجمعة, friday, fri", 5: "السبت, saturday, sat", 6: "الأحد, sunday, sun",
    }
)  # fmt: skip
"""Weekday to number, Monday 0 as in ``date.weekday``."""


DEICTIC = _table(
    {
        0: "اليوم, الليلة, الآن, هذا اليوم, نهار اليوم, today",
        -1: "أمس, الأمس, البارحة, الليلة الماضية, yesterday",
        -2: "أول أمس, أمس الأول, أول من أمس, أول البارحة, قبل أمس, قبل الأمس",
        1: "غدا, الغد, غد, tomorrow",
        2: "بعد غد, بعد الغد, بعد غدا",
    }
)
"""Days counted from the reference date."""


LAST = _words(
    "الماضي, الماضية, الماضيين, الماضيتين, الفائت, الفائتة, المنصرم, المنصرمة, المنقضي, المنقضية, الفارط, الفارطة"
)
NEXT = _words("المقبل, المقبلة, المقبلين, المقبلتين, القادم, القادمة, القادمين, القادمتين, الآتي, الآتية")
NOW = _words("الجاري, الجارية, الحالي, الحالية, هذا, هذه")
BEFORE_LAST = fold_key("قبل الماضي")
AFTER_NEXT = _words("بعد المقبل, بعد القادم")
REL = either((*LAST, *NEXT, *NOW, BEFORE_LAST, BEFORE_LAST + "ه", *AFTER_NEXT))


def steps(word: str) -> int:
    """How far a word such as الماضي or المقبل leads: -1 last, 0 this (and nothing), 1 next, -2 and 2 for one more."""
    if word.startswith(BEFORE_LAST):
        return -2
    if word in AFTER_NEXT:
        return 2
    return -1 if word in LAST else 1 if word in NEXT else 0


_ONES = {
    1: "واحد, واحدة", 2: "اثنان, اثنين, اثنتان, اثنتين", 3: "ثلاث, ثلاثة", 4: "أربع, أربعة", 5: "خمس, خمسة",
    6: "ست, ستة", 7: "سبع, سبعة", 8: "ثماني, ثمانية, ثمان", 9: "تسع, تسعة", 10: "عشر, عشرة",
}  # fmt: skip
_TEENS = {
    11: "أحد عشر, إحدى عشرة", 12: "اثني عشر, اثنا عشر, اثنتي عشرة, اثنتا عشرة", 13: "ثلاثة عشر, ثلاث عشرة",
    14: "أربعة عشر, أربع عشرة", 15: "خمسة عشر, خمس عشرة", 16: "ستة عشر, ست عشرة", 17: "سبعة عشر, سبع عشرة",
    18: "ثمانية عشر, ثماني عشرة", 19: "تسعة عشر, تسع عشرة",
}  # fmt: skip
_TENS = {
    20: "عشرين, عشرون", 30: "ثلاثين, ثلاثون", 40: "أربعين, أربعون", 50: "خمسين, خمسون", 60: "ستين, ستون",
    70: "سبعين, سبعون", 80: "ثمانين, ثمانون", 90: "تسعين, تسعون", 100: "مئة, مائة",
}  # fmt: skip
CARDINALS = _table({**_ONES, **_TEENS, **_TENS})
DECADES = {word: number for word, number in _table(_TENS).items() if number < 100 and word.endswith("ين")}
"""عشرين to تسعين, before ات or يات: the twenties to the nineties."""
NUMBER = rf"(?:\d+|(?:{either(_table(_ONES))} و ?)?{either(CARDINALS)})"
"""A number of things in digits or words, for up to a hundred."""


def number(text: str) -> int:
    """The value of what ``NUMBER`` matched."""
    if text.isdigit():
        return int(text)
    if text in CARDINALS:
        return CARDINALS[text]
    ones, tens = re.split(r" و ?", text, maxsplit=1)
    return CARDINALS[ones] + CARDINALS[tens]


_ORDINAL_ONES = {
    1: "الأول, الأولى", 2: "الثاني, الثانية", 3: "الثالث, الثالثة", 4: "الرابع, الرابعة", 5: "الخامس, الخامسة",
    6: "السادس, السادسة", 7: "السابع, السابعة", 8: "الثامن, الثامنة", 9: "التاسع, التاسعة", 10: "العاشر, العاشرة",
}  # fmt: skip


def _ordinals() -> dict[str, int]:
    ones = _table(_ORDINAL_ONES)
    out = {**ones, fold_key("الحادي عشر"): 11, fold_key("الحادية عشرة"): 11}
    out |= {f"{word} عشر{end}": value + 10 for word, value in ones.items() if 2 <= value <= 9 for end in ("", "ه")}
    units = {word: value for word, value in ones.items() if value < 10}
    units |= {fold_key("الحادي"): 1, fold_key("الحادية"): 1}
    for ten, words in ((20, ("العشرين", "العشرون")), (30, ("الثلاثين", "الثلاثون"))):
        out |= dict.fromkeys(words, ten)
        out |= {f"{unit} و{word}": ten + value for unit, value in units.items() for word in words}
    return out


ORDINALS = _ordinals()
"""الأول to الثلاثين and beyond, masculine and feminine."""
FIRST_DAY = _words("غرة, فاتح, أول")
_LOOSE = _words("الآن, الليلة الماضية")

_MONTH, _SHORT, _HIJRI, _WEEKDAY, _ORDINAL, _DEICTIC, _LOOSELY = range(0xE100, 0xE100 + 7 * 0x40, 0x40)
"""Where each kind's private characters begin; a character less its kind's first is the number it stands for."""
_BACK = 8
"""What is added to days counted from today, so that none is negative."""
CODES = {
    **{word: chr(_ORDINAL + value) for word, value in ORDINALS.items()},
    **{word: chr((_LOOSELY if word in _LOOSE else _DEICTIC) + value + _BACK) for word, value in DEICTIC.items()},
    **{word: chr(_WEEKDAY + value) for word, value in WEEKDAYS.items()},
    **{word: chr(_HIJRI + value) for word, value in HIJRI_MONTHS.items()},
    **{word: chr((_SHORT if word in SHORT_MONTHS else _MONTH) + value) for word, value in MONTHS.items()},
}
"""A name to the character that stands for it."""
_NAMES = re.compile(rf"(?<![^\W\d_])(و?)({either(CODES)})(?![^\W\d_])")


def encode(text: str) -> str:
    """The folded text with one private character for each name; «and» before a name stays."""
    return _NAMES.sub(lambda found: found[1] + CODES[found[2]], text)


def _any(*kinds: int) -> str:
    return "[" + "".join(f"{chr(kind)}-{chr(kind + 0x3F)}" for kind in kinds) + "]"


MONTH, HIJRI_MONTH, WEEKDAY = _any(_MONTH, _SHORT), _any(_HIJRI), _any(_WEEKDAY)
ORDINAL, TODAY = _any(_ORDINAL), _any(_DEICTIC, _LOOSELY)


def code(text: str) -> int:
    """The number that the character of a month, Hijri month, weekday or ordinal stands for."""
    return (ord(text) - _MONTH) % 0x40


def days(text: str) -> int:
    """How many days from today the character of a word such as أمس leads."""
    return code(text) - _BACK


def weekday(text: str | None) -> int | None:
    """The number of a weekday; None for no word."""
    return None if text is None else code(text)


def is_short(text: str) -> bool:
    """Whether a character stands for a month whose name is also another word."""
    return _SHORT <= ord(text) < _SHORT + 0x40


def is_loose(text: str) -> bool:
    """Whether a character stands for a word that is only about a day, such as الآن."""
    return ord(text) >= _LOOSELY


DAY = rf"(?:\d{{1,2}}(?: ?(?:st|nd|rd|th))?|{ORDINAL}|{either(FIRST_DAY)})"
"""A day of a month."""


def day_number(text: str) -> int:
    """The value of what ``DAY`` matched."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    return 1 if text in FIRST_DAY else code(text)


UNITS = {
    fold_key(word): (unit, count)
    for unit, count, words in (
        ("day", 1, "يوم يوما ليلة"), ("day", 2, "يومين يومان ليلتين"), ("day", 0, "أيام ليال ليالي"),
        ("week", 1, "أسبوع أسبوعا"), ("week", 2, "أسبوعين أسبوعان"), ("week", 0, "أسابيع"),
        ("month", 1, "شهر شهرا"), ("month", 2, "شهرين شهران"), ("month", 0, "أشهر شهور"),
        ("year", 1, "عام عاما سنة"), ("year", 2, "عامين عامان سنتين سنتان"), ("year", 0, "أعوام سنوات سنين"),
        ("decade", 1, "عقد عقدا"), ("decade", 2, "عقدين عقدان"), ("decade", 0, "عقود"),
        ("century", 1, "قرن قرنا"), ("century", 2, "قرنين"), ("century", 0, "قرون"),
        ("hour", 1, "ساعة"), ("hour", 2, "ساعتين ساعتان"), ("hour", 0, "ساعات"),
        ("hour", 1, "دقيقة ثانية لحظة"), ("hour", 2, "دقيقتين ثانيتين"), ("hour", 0, "دقائق ثوان ثواني لحظات"),
    )
    for word in words.split()
}  # fmt: skip
"""A unit's word to (unit, how many it says by itself: 0 for a plural)."""
UNIT = either(UNITS)

ABOUT = either(_words("حوالي, نحو, قرابة, زهاء, ما يقرب من, ما يقارب, أكثر من, أقل من, أزيد من"))
EARLY = _words("بداية, بدايات, مطلع, أوائل, مستهل, أول")
MIDDLE = _words("منتصف, أواسط, وسط")
LATE = _words("نهاية, نهايات, أواخر, ختام, آخر, متم, موفى")
PART = either((*EARLY, *MIDDLE, *LATE))
"""Which part of a month or year."""
LAST_DAY = _words("متم, موفى")
"""Maghrebi: the last day."""
BROAD = _words("أوائل, بدايات, أواخر, نهايات")
"""A wider stretch of a year than مطلع or نهاية."""
SEASONS = _table({3: "ربيع", 6: "صيف", 9: "خريف", 12: "شتاء"})
"""A season to its first month (meteorological seasons)."""
