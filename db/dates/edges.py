"""Whether words around a date make it an edge of what it dates, or vague: since 2014, until 2030, before, about.

«منذ عام 2014» says when something began, not that it lies in 2014. Looked for are prepositions at the beginning of the
expression and right before it, «و» and «ف» before them too, and over words such as «مطلع» or «عام».
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from db.arabic import fold_key
from db.dates.words import EARLY, LATE, MIDDLE, PART, either

Edge = Literal["from", "until", "about"]
"""The first day of what it dates lies in it; the last does; it is not said so exactly."""

_BACK = 48
"""Letters before an expression that are looked at, and after it."""
_FROM = ("منذ", "مذ", "اعتبارا من", "ابتداء من", "بدءا من", "انطلاقا من", "بدايه من", "من", "بعد", "عقب", "بعيد", "بين")
_UNTIL = ("حتي", "الي", "لغايه", "بحلول", "قبل", "قبيل", "لحين", "وصولا الي", "انتهاء ب")
_ABOUT = ("نحو", "حوالي", "قرابه", "زهاء", "ما يقرب من", "ما يقارب", "اكثر من", "اقل من", "ازيد من", "في حدود",
          "بحدود", "عشيه", "غداه")  # fmt: skip
_UNIT = "(?:عام|العام|سنه|السنه|شهر|يوم|نهار|مساء|صباح|ليله|فجر|ظهر|تاريخ|موعد|الفتره|فتره)"
_BETWEEN = rf"(?:(?:{PART}|{_UNIT}) )*"
_WORDS: tuple[tuple[Edge, str], ...] = (("about", either(_ABOUT)), ("from", either(_FROM)), ("until", either(_UNTIL)))
_BEFORE = tuple((edge, re.compile(rf"(?:^|.* )[وف]?{words} {_BETWEEN}$")) for edge, words in _WORDS)
_INSIDE = tuple((edge, re.compile(rf"[وف]?{words} ")) for edge, words in _WORDS)
_OF = re.compile(
    r"(?:متاخره?|مبكره?|لاحق|الاخيره?|الاولي?|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر) "
    rf"من {_BETWEEN}$"
)
"""«في وقت متأخر من», «الثالث من»: a part of the day or month that follows."""
_ENDS = {key.split()[-1] for key in (*_FROM, *_UNTIL, *_ABOUT, *EARLY, *MIDDLE, *LATE)}
_LAST = re.compile(rf"[وف]?(?:{either(_ENDS)}|{_UNIT})")
"""The words that can stand last before an edge: of those that make one, and of those between."""
_FIRST = re.compile("فصاعدا|وما|وحتي|حتي|الي|لغايه|او|تقريبا|علي")
"""The words that can stand first behind one."""
_SPAN = re.compile(r" (?:الي|حتي|لغايه|و|-) ?| و(?=\d)|\d ?[-–/] ?\d{4}")
"""An expression that names both its edges."""
_AGO = re.compile(r"[وف]?(?:قبل|بعد) ")
_ONWARD = re.compile(r"^ ?(?:فصاعدا|وما بعده?|وما تلاه|وحتي|(?:حتي|الي|لغايه|-|–) ?(?:\S+ )?\d|حتي)")
_BACKWARD = re.compile(r"^ ?(?:وما قبله?|او قبله?)")
_NEARLY = re.compile(r"^ ?(?:تقريبا|علي الاقل|علي الارجح|او نحوه)")
_APART = re.compile(r"[.\n،,؛;:!؟?]")
_MARKS = re.compile(r"""[()\[\]{}"'«»|_]""")


def edge(text: str, *, start: int, end: int) -> Edge | None:
    """What the expression at these letters is for what it dates; None: all of it lies within."""
    inside = _word(text[start:end]) + " "
    for found, pattern in _INSIDE:
        if pattern.match(inside):
            if _AGO.match(inside) or (_SPAN.search(inside) and found != "about"):
                break  # two days ago, after tomorrow; from 10 to 20 June
            return found
    around = text[max(0, start - _BACK) : start]
    whole = around if start <= _BACK else around.partition(" ")[2]  # it may begin within a word
    clause = _APART.split(whole)[-1]
    if _tells(clause.rsplit(None, 1)[-1:], _LAST):
        before = _folded(clause) + " "
        if not _OF.search(before):
            for found, pattern in _BEFORE:
                if pattern.match(before) and (found == "about" or not _SPAN.search(inside)):
                    return found
    clause = _APART.split(text[end : end + _BACK])[0]
    if not _tells(clause.split(None, 1)[:1], _FIRST):
        return None
    after = " " + _folded(clause)
    if _NEARLY.match(after):
        return "about"
    if _BACKWARD.match(after):
        return "until"
    return "from" if _ONWARD.match(after) and not _SPAN.search(inside) else None


def _tells(nearest: list[str], words: re.Pattern[str]) -> bool:
    """May what stands nearest say anything? A word of letters alone is looked up; the rest must be folded to tell."""
    return bool(nearest) and (not nearest[0].isalpha() or words.fullmatch(_word(nearest[0])) is not None)


@lru_cache(4096)
def _word(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    return " ".join(_MARKS.sub(" ", fold_key(text)).split())
