"""Where one letter, as a reader sees it, ends and the next begins: extended grapheme clusters of UAX #29.

A base with its marks, an emoji with its skin tone, family members held by joiners, a flag's two halves, the jamo of a
Hangul syllable. Left out are the conjuncts of Indic scripts (rule GB9c). Offsets are code points.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import Literal

Kind = Literal["control", "extend", "joiner", "prepend", "flag", "picture", "L", "V", "T", "LV", "LVT", "other"]

JOINER = "\u200d"
_LATIN_END = "\u0300"
"""Nothing below it joins what stands before it, CR LF apart."""
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_PREPENDED_START = min(_PREPENDED)
_EXTENDING = frozenset("\u200c\u0e33\u0eb3\uff9e\uff9f") | frozenset(map(chr, range(0xE0020, 0xE0080)))
"""Besides the categories Mn, Me and Mc: the non-joiner, two vowels, two voicing marks, what flags of regions need."""
_SKIN_TONES = (0x1F3FB, 0x1F3FF)
_FLAG_HALVES = (0x1F1E6, 0x1F1FF)
_PICTURES = (
    (0xA9, 0xA9), (0xAE, 0xAE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122), (0x2139, 0x2139),
    (0x2194, 0x2199), (0x21A9, 0x21AA), (0x231A, 0x231B), (0x2328, 0x2328), (0x2388, 0x2388), (0x23CF, 0x23CF),
    (0x23E9, 0x23F3), (0x23F8, 0x23FA), (0x24C2, 0x24C2), (0x25AA, 0x25AB), (0x25B6, 0x25B6), (0x25C0, 0x25C0),
    (0x25FB, 0x25FE), (0x2600, 0x2605), (0x2607, 0x2612), (0x2614, 0x2685), (0x2690, 0x2705), (0x2708, 0x2712),
    (0x2714, 0x2714), (0x2716, 0x2716), (0x271D, 0x271D), (0x2721, 0x2721), (0x2728, 0x2728), (0x2733, 0x2734),
    (0x2744, 0x2744), (0x2747, 0x2747), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757),
    (0x2763, 0x2767), (0x2795, 0x2797), (0x27A1, 0x27A1), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2934, 0x2935),
    (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x3030, 0x3030), (0x303D, 0x303D),
    (0x3297, 0x3297), (0x3299, 0x3299), (0x1F000, 0x1F0FF), (0x1F10D, 0x1F10F), (0x1F12F, 0x1F12F),
    (0x1F16C, 0x1F171), (0x1F17E, 0x1F17F), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1AD, 0x1F1E5),
    (0x1F201, 0x1F20F), (0x1F21A, 0x1F21A), (0x1F22F, 0x1F22F), (0x1F232, 0x1F23A), (0x1F23C, 0x1F23F),
    (0x1F249, 0x1F3FA), (0x1F400, 0x1F53D), (0x1F546, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F774, 0x1F77F),
    (0x1F7D5, 0x1F7FF), (0x1F80C, 0x1F80F), (0x1F848, 0x1F84F), (0x1F85A, 0x1F85F), (0x1F888, 0x1F88F),
    (0x1F8AE, 0x1F8FF), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1FAFF), (0x1FC00, 0x1FFFD),
)  # fmt: skip
"""Extended_Pictographic, of the Unicode file emoji-data.txt."""
_PICTURE_STARTS = tuple(first for first, _last in _PICTURES)
_JAMO: tuple[tuple[int, int, Kind], ...] = (
    (0x1100, 0x115F, "L"), (0xA960, 0xA97C, "L"), (0x1160, 0x11A7, "V"), (0xD7B0, 0xD7C6, "V"),
    (0x11A8, 0x11FF, "T"), (0xD7CB, 0xD7FB, "T"),
)  # fmt: skip
_SYLLABLES = (0xAC00, 0xD7A3)
_FOLLOWED: dict[Kind, tuple[Kind, ...]] = {
    "L": ("L", "V", "LV", "LVT"), "LV": ("V", "T"), "V": ("V", "T"), "LVT": ("T",), "T": ("T",),
}  # fmt: skip
"""GB6 to GB8: what a Hangul letter may be followed by within its syllable."""


def is_boundary(text: str, position: int) -> bool:
    """Does a letter as it is seen begin or end at a code point position? Both ends of the text are boundaries."""
    if not 0 < position < len(text):
        return True
    before, after = text[position - 1], text[position]
    if after < _LATIN_END and before < _PREPENDED_START:
        return not (before == "\r" and after == "\n")  # GB3
    ahead, behind = _kind(before), _kind(after)
    if "control" in (ahead, behind):
        return True  # GB4, GB5
    if behind in ("extend", "joiner") or ahead == "prepend":
        return False  # GB9, GB9a, GB9b
    if ahead == "joiner" and behind == "picture":
        return not _after_picture(text, position - 1)  # GB11
    if ahead == behind == "flag":
        return _flags_before(text, position) % 2 == 0  # GB12, GB13
    return behind not in _FOLLOWED.get(ahead, ())


def _kind(char: str) -> Kind:
    code = ord(char)
    if char == JOINER:
        return "joiner"
    if char in _EXTENDING or _SKIN_TONES[0] <= code <= _SKIN_TONES[1]:
        return "extend"
    if char in _PREPENDED:
        return "prepend"
    category = unicodedata.category(char)
    if category[0] == "M":
        return "extend"
    if category in ("Cc", "Cf", "Zl", "Zp"):
        return "control"
    if _FLAG_HALVES[0] <= code <= _FLAG_HALVES[1]:
        return "flag"
    at = bisect_right(_PICTURE_STARTS, code) - 1
    if at >= 0 and code <= _PICTURES[at][1]:
        return "picture"
    if _SYLLABLES[0] <= code <= _SYLLABLES[1]:
        return "LV" if (code - _SYLLABLES[0]) % 28 == 0 else "LVT"
    return next((kind for first, last, kind in _JAMO if first <= code <= last), "other")


def _after_picture(text: str, position: int) -> bool:
    """Does a picture, perhaps with what extends it, end at ``position``?"""
    position -= 1
    while position >= 0 and _kind(text[position]) == "extend":
        position -= 1
    return position >= 0 and _kind(text[position]) == "picture"


def _flags_before(text: str, position: int) -> int:
    """How many flag halves stand in a row before ``position``."""
    start = position
    while start > 0 and _FLAG_HALVES[0] <= ord(text[start - 1]) <= _FLAG_HALVES[1]:
        start -= 1
    return position - start
