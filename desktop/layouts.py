"""Keyboard layouts as tables: native key codes, what Arabic and Persian layouts have on each key, and Arabic legends.

A key is named by the character it has on a US keyboard. Letters: xkeyboard-config's ``ara`` and ``ir`` symbols and
Windows' Arabic 101. Codes: Linux ``input-event-codes.h`` plus 8 (what X11 and Wayland hand on), PC scan code set 1,
and macOS' ``kVK_ANSI_*`` virtual key codes.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

Platform = Literal["linux", "win32", "darwin"]

US = ("`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
US_SHIFTED = ("~!@#$%^&*()_+", "QWERTYUIOP{}", 'ASDFGHJKL:"', "ZXCVBNM<>?")
ARABIC = ("ذ1234567890-=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ")
PERSIAN = ("\u200d۱۲۳۴۵۶۷۸۹۰-=", "ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو./")
ARABIC_SHIFTED = ("ّ!@#$%^&*)(_+", "ًٌَُﻹإ`÷×؛<>", 'ٍِ][ﻷأـ،/:"', "~ْ}{ﻵآ',.؟")

_MAC_CODES = (
    (50, 18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24), (12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30),
    (0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39), (6, 7, 8, 9, 11, 45, 46, 43, 47, 44),
)  # fmt: skip
_LINUX_CODES = ((49, *range(10, 22)), range(24, 36), range(38, 49), range(52, 62))
_WINDOWS_CODES = ((0x29, *range(0x02, 0x0E)), range(0x10, 0x1C), range(0x1E, 0x29), range(0x2C, 0x36))


def _pairs(rows: tuple[str, ...]) -> list[tuple[str, str]]:
    return [pair for us, row in zip(US, rows, strict=True) for pair in zip(us, row, strict=True)]


def _codes(rows: tuple[range | tuple[int, ...], ...]) -> dict[int, str]:
    return {code: key for us, row in zip(US, rows, strict=True) for key, code in zip(us, row, strict=True)}


CODES: dict[Platform, dict[int, str]] = {
    "linux": _codes(_LINUX_CODES) | {65: "Space"},
    "win32": _codes(_WINDOWS_CODES) | {0x39: "Space"},
    "darwin": _codes(_MAC_CODES) | {49: "Space"},
}
"""Native code to key: scan codes, on macOS virtual key codes."""

DIGITS = {chr(base + digit): str(digit) for base in (0x30, 0x660, 0x6F0) for digit in range(10)}
"""0-9, ٠-٩ and ۰-۹ to 0-9."""

UNSHIFTED = {shifted: key for key, shifted in _pairs(US_SHIFTED) if not shifted.isalpha()}
"""The signs of a US keyboard that take Shift, to the key they are on."""

_SIGN_FREE = "`1234567890-=[];',./" + "!@#$%^&*()_+{}:\"<>?~"
SHIFTED_SIGNS = {
    (key, sign) for key, sign in _pairs(ARABIC_SHIFTED) if sign in _SIGN_FREE or sign in "÷×"
} | {
    ("u", "‘"), ("m", "’"),
    ("o", "]"), ("p", "["), ("[", "}"), ("]", "{"), (",", ">"), (".", "<"), ("k", "»"), ("l", "«"),
}  # fmt: skip
"""(key, sign) where an Arabic or Persian layout has a sign of no script on a shifted key."""

SIGN_TO_LETTER = {sign: key for key, sign in SHIFTED_SIGNS if key.isalpha() and key not in "opkl"} | {
    "×": "o", "/": "l",
}  # fmt: skip
"""The same the other way, Arabic 101 only, for events without a native code: who holds Shift for ``]`` means D."""

LETTERS = {
    **{char: key for key, char in _pairs(PERSIAN)},
    **{char: key for key, char in _pairs(ARABIC_SHIFTED)},
    **{char: key for key, char in _pairs(ARABIC)},
    "لا": "b", "لآ": "b", "لإ": "t", "لأ": "g", "ڤ": "f", "ٱ": "h", "ژ": "c", "ﻼ": "b",
}  # fmt: skip
"""Letter to key for events without a native code; where layouts differ, Arabic 101 has its way."""

LEGENDS = {key: char for key, char in _pairs(ARABIC) if not char.isascii()} | {
    "b": "لا", **{str(digit): chr(0x660 + digit) for digit in range(10)},
}  # fmt: skip
"""Key to what is printed on it for Arabic."""


def is_foreign(char: str) -> bool:
    """Does the character show that a layout of another script than Latin is on?"""
    code = ord(char[0]) if char else 0
    if 0x600 <= code <= 0x6FF or 0xFB50 <= code <= 0xFEFC or 0x200B <= code <= 0x200F or 0x202A <= code <= 0x202E:
        return True
    if code <= 0x24F or unicodedata.category(char[0])[0] not in "LM":
        return False
    return not unicodedata.name(char[0], "").startswith("LATIN")
