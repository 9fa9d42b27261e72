"""Other readings of a record's offsets: if another way of counting makes the quotes fit, the user is told which.

Nothing is re-anchored here. The quotes vote: a reading wins if it explains at least ``WINS`` of them, and more than
code points do.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from db.arabic import is_format, is_mark
from db.rows import Span

WINS = 0.8
FEWEST = 3
"""Fewer quotes than this prove nothing."""
MOST = 500
"""Quotes asked per record."""

Quoted = tuple[int, int, str]
"""start, end, quote."""


def _utf16(_text: str, index: int) -> int:
    return 2 if _text[index] > "\uffff" else 1


def _utf8(text: str, index: int) -> int:
    return len(text[index].encode())


def _crlf(text: str, index: int) -> int:
    return 2 if text[index] == "\n" and text[index - 1 : index] != "\r" else 1


def _lf(text: str, index: int) -> int:
    return 0 if text[index] == "\r" and text[index + 1 : index + 2] == "\n" else 1


def _decomposed(text: str, index: int) -> int:
    return len(unicodedata.normalize("NFD", text[index]))


def _unmarked(text: str, index: int) -> int:
    return 0 if is_mark(text[index]) or is_format(text[index]) or text[index] == "\u0640" else 1


WIDTHS: dict[str, Callable[[str, int], int]] = {
    "utf16": _utf16, "utf8": _utf8, "crlf": _crlf, "lf": _lf, "decomposed": _decomposed, "unmarked": _unmarked,
}  # fmt: skip
"""How many units of each way of counting the character at an index takes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way of counting that makes quotes fit: the code of ``WIDTHS``, ``inclusive`` (ends), or ``shift``."""

    code: str
    fits: int
    total: int
    shift: int = 0

    def span(self, text: str, *, start: int, end: int) -> Span | None:
        """The span in code points that the offsets mean under this reading, or None if they mean none."""
        if self.code == "inclusive":
            span = (start, end + 1)
        elif self.code == "shift":
            span = (start + self.shift, end + self.shift)
        else:
            return _Ruler(text, self.code).span(start=start, end=end)
        return span if 0 <= span[0] < span[1] <= len(text) else None


class _Ruler:
    def __init__(self, text: str, code: str) -> None:
        width = WIDTHS[code]
        self.edges = list(accumulate((width(text, index) for index in range(len(text))), initial=0))

    def span(self, *, start: int, end: int) -> Span | None:
        left, right = (bisect_right(self.edges, edge) - 1 for edge in (start, end))
        exact = 0 <= left < right and self.edges[left] == start and self.edges[right] == end
        return (left, right) if exact else None


def other_reading(text: str, quoted: Sequence[Quoted]) -> Reading | None:
    """The reading that explains the quotes of one record better than code points do, or None."""
    asked = [item for item in quoted if item[2]][:MOST]
    if len(asked) < FEWEST:
        return None
    plain = sum(text[start:end] == quote for start, end, quote in asked)
    best: Reading | None = None
    for reading in _candidates(text, asked):
        if reading.fits > max(plain, best.fits if best else 0):
            best = reading
    return best if best and best.fits >= WINS * len(asked) else None


def _candidates(text: str, asked: Sequence[Quoted]) -> list[Reading]:
    total = len(asked)
    out = []
    for code in WIDTHS:
        ruler = _Ruler(text, code)
        spans = [(ruler.span(start=start, end=end), quote) for start, end, quote in asked]
        out.append(Reading(code, sum(_same(text, span, quote, code) for span, quote in spans), total))
    fits = sum(end < len(text) and text[start : end + 1] == quote for start, end, quote in asked)
    out.append(Reading("inclusive", fits, total))
    shift = _shift(text, asked)
    fits = sum(start + shift >= 0 and text[start + shift : end + shift] == quote for start, end, quote in asked)
    out.append(Reading("shift", fits, total, shift))
    return out


def _same(text: str, span: Span | None, quote: str, code: str) -> bool:
    if span is None:
        return False
    found = text[span[0] : span[1]]
    if code == "decomposed":
        return unicodedata.normalize("NFD", found) == unicodedata.normalize("NFD", quote)
    if code == "unmarked":
        return _bare(found) == _bare(quote)
    if code in ("crlf", "lf"):
        return found.replace("\r\n", "\n") == quote.replace("\r\n", "\n")
    return found == quote


def _bare(text: str) -> str:
    return "".join(char for index, char in enumerate(text) if _unmarked(text, index))


def _shift(text: str, asked: Sequence[Quoted]) -> int:
    """The distance most quotes lie from where they are said to be."""
    votes: Counter[int] = Counter()
    for start, _, quote in asked:
        at = text.find(quote)
        for _ in range(50):
            if at < 0:
                break
            votes[at - start] += 1
            at = text.find(quote, at + 1)
    return votes.most_common(1)[0][0] if votes else 0
