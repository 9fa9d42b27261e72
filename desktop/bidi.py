"""Names, ids and titles in lines that may read the other way: each is kept whole by isolates (UAX #9, section 2.4)."""

from __future__ import annotations

import re

FIRST_STRONG, LEFT, RIGHT, POP = "\u2068", "\u2066", "\u2067", "\u2069"
"""FSI, LRI, RLI and PDI."""
BETWEEN = " · "
_LETTER = re.compile(r"[^\W\d_]")
_OPENING = re.compile(f"[{FIRST_STRONG}{LEFT}{RIGHT}]")


def isolated(text: str) -> str:
    """A text that reads its own way, by its first strong letter, and leaves what is around it in place.

    Of things that are isolated already each goes where the line around them reads to.
    """
    if has_isolates(text) and not _LETTER.search(outside(text)):
        return text
    return f"{FIRST_STRONG}{text}{POP}"


def side_by_side(*parts: str) -> str:
    """Several things in one line, such as a name and its id, each isolated; those that are empty are left out."""
    return BETWEEN.join(isolated(part) for part in parts if part)


def counted(text: str, count: str) -> str:
    """What is there several times and how often, such as ``February 2022 ×2``: the number is no part of a name."""
    return f"{isolated(text)}\u00a0{LEFT}×{count}{POP}"


def outside(text: str) -> str:
    """What of a text stands in no isolate: that alone says which way a line of isolated things reads."""
    kept, depth = [], 0
    for char in text:
        if _OPENING.match(char):
            depth += 1
        elif char == POP:
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(char)
    return "".join(kept)


def has_isolates(text: str) -> bool:
    """Is anything in it isolated?"""
    return _OPENING.search(text) is not None


def closed(text: str) -> str:
    """A text that was cut, with the ends of the isolates that the cut took."""
    depth = 0
    for char in text:
        if _OPENING.match(char):
            depth += 1
        elif char == POP:
            depth = max(0, depth - 1)
    return text + POP * depth


def in_line(text: str, *, rtl: bool) -> str:
    """A line to be shown by itself: one of isolated things reads as the interface does, any other its own way."""
    if has_isolates(text):
        return f"{RIGHT if rtl else LEFT}{closed(text)}{POP}"
    return isolated(text)
