"""Tokens and sentences as spans of the untouched text, and the steps an edge or caret takes."""

from __future__ import annotations

import re
from collections.abc import Callable

from db.arabic.graphemes import is_boundary
from db.arabic.letters import EDGE_PUNCTUATION, FORMAT, MARKS, TATWEEL, VARIATION, is_mark, is_word_char

Span = tuple[int, int]

_MARK = "".join(sorted(MARKS))
_FORMAT = re.escape("".join(sorted(FORMAT)))
_ARABIC = (
    "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc"
)
_JOINERS = "\u200c\u200d"

_TOKEN = re.compile(
    rf"""
    [وف]?[بكل]{TATWEEL}+(?=["“”«'‘(])                       # a proclitic held before a quotation mark: بـ"
    | \d+(?:[.,:/٫٬]\d+)+ | \d+                             # figures: 10.5, 1,000, 04:32
    | [{_ARABIC}{TATWEEL}][{_ARABIC}{_MARK}{TATWEEL}{_JOINERS}]*(?:-\d+)?   # Arabic words; إف-16
    | [^\W\d_{_ARABIC}{TATWEEL}]+(?:[-'’.][^\W\d_{_ARABIC}{TATWEEL}]+)*     # words of other scripts: Jong-un
    | \.{{2,}}
    | [^\s{_FORMAT}]                                        # anything else that can be seen, alone
    """,
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"""(?<=[.!?؟…])["”“»)\]]*\s+|\n+""")


def tokens(text: str) -> list[Span]:
    """Token spans in reading order. No token holds a blank; formatting characters alone are no token.

    Letters and digits part (فبراير2022 is two), marks stay with their letter.
    """
    spans: list[Span] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while end < len(text) and is_mark(text[end]) and end - start >= 1 and is_word_char(text[end - 1]):
            end += 1
        if spans and start < spans[-1][1]:
            continue  # a mark already taken in by the token before
        spans.append((start, end))
    return spans


def sentences(text: str) -> list[Span]:
    """Sentence spans: at sentence punctuation followed by a blank, and at every line end. Blank ones are left out."""
    spans: list[Span] = []
    start = 0
    for match in (*_SENTENCE_END.finditer(text), None):
        end = match.start() if match else len(text)
        if match and match.group()[0] not in " \n\t\u00a0":  # closing quotes stay with their sentence
            end += len(match.group()) - len(match.group().lstrip("\"”“»)]"))
        if text[start:end].strip():
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            spans.append((start + lead, start + len(text[start:end].rstrip())))
        start = match.end() if match else end
    return spans


def _is_trimming(char: str) -> bool:
    return char.isspace() or (char in FORMAT and char not in VARIATION) or char in EDGE_PUNCTUATION


def trim(text: str, *, start: int, end: int) -> Span:
    """The span without blanks, invisible characters, quotes and punctuation at its ends; may become empty."""
    while start < end and (_is_trimming(text[start]) or text[start] in VARIATION):
        start += 1
    while end > start and _is_trimming(text[end - 1]):
        end -= 1
    return start, end


def word_at(text: str, position: int) -> Span | None:
    """The run of word characters around a caret position, or None between other characters."""
    start = end = position
    while start > 0 and is_word_char(text[start - 1]):
        start -= 1
    while end < len(text) and is_word_char(text[end]):
        end += 1
    if all(map(is_mark, text[start:end])):
        return None  # what sits on a sign is no word
    return start, _with_its_sign(text, end)


def letter_step(text: str, position: int, step: int, *, hidden: Callable[[int], bool] | None = None) -> int:
    """The next place an edge can stand, ``step`` +1 or -1: never inside a letter as it is seen (UAX #29).

    Characters that draw nothing go with the letter before them; so do those that ``hidden`` says are not shown.
    """
    here, position = position, position + step
    while 0 < position < len(text) and _goes_with_the_one_before(text, position, hidden):
        position += step
    crossed = range(here, position) if step > 0 else range(position, here)
    if hidden is not None and 0 < position < len(text) and all(map(hidden, crossed)):
        return letter_step(text, position, step, hidden=hidden)  # from within a run of hidden ones: nothing seen yet
    return min(max(position, 0), len(text))


def _goes_with_the_one_before(text: str, position: int, hidden: Callable[[int], bool] | None) -> bool:
    if not is_boundary(text, position):
        return True
    unseen = text[position] in FORMAT or (hidden is not None and hidden(position))
    return unseen and text[position - 1] != "\n"


def word_step(text: str, position: int, step: int) -> int:
    """The next word boundary in reading order: forward to the end of a word, backward to the start of one."""
    ahead = 0 if step > 0 else -1
    stop = len(text) if step > 0 else 0
    while position != stop and not is_word_char(text[position + ahead]):
        position += step
    while position != stop and is_word_char(text[position + ahead]):
        position += step
    while not is_boundary(text, position):
        position += step
    return position


def _with_its_sign(text: str, end: int) -> int:
    """The end of a word with all that is part of its last letter (1️⃣), but for joiners alone."""
    stop = end
    while not is_boundary(text, stop):
        stop += 1
    return end if all(char in _JOINERS for char in text[end:stop]) else stop
