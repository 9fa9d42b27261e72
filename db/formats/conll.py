"""CoNLL, two columns: ``FORM TAG`` a token, BIO tags, a blank line after each sentence, ``-DOCSTART- O`` per article.

The format of CoNLL-2003 (Tjong Kim Sang and De Meulder 2003) with the entity column only; B- opens every entity (IOB2).
Tokens are stretches of the untouched text. A span that begins or ends inside a token either cuts the token there
(``split``, exact) or takes in all of it (``expand``, as ANERcorp, AQMAR and Wojood do). The tags are flat: of mentions
that share a token one is kept, the longest (``outermost``) or the shortest (``innermost``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from db.arabic import sentences, tokens
from db.arabic.letters import FORMAT
from db.formats.losses import LostMention
from db.rows import Mention, Span

Edges = Literal["split", "expand"]
Nesting = Literal["outermost", "innermost"]
DOCUMENT = "-DOCSTART- O"
_SHOWN = re.compile(f"[^\\s{re.escape(''.join(sorted(FORMAT)))}]")
"""A character that a reader sees."""
Tagged = tuple[str, str]
"""form, tag."""


@dataclass(frozen=True, slots=True)
class FlatMention:
    """A mention as the tags hold it: the covered stretch of the text and the label, code points, end-exclusive."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Tagging:
    """One article as tokens and flat mentions, and what did not fit."""

    tokens: tuple[Span, ...]
    flat: tuple[FlatMention, ...]
    breaks: tuple[int, ...]
    """Indexes of the tokens that begin a sentence."""
    lost: tuple[LostMention, ...]


def tag(
    ref: str, text: str, mentions: Iterable[Mention], *, edges: Edges = "split", nesting: Nesting = "outermost"
) -> Tagging:
    """Choose the flat mentions of one article and cut its text into tokens for them."""
    lost: list[LostMention] = []

    def lose(code: str, mention: Mention) -> None:
        lost.append(LostMention(code, ref, mention, text[mention.start : mention.end]))

    whole = []
    for mention in mentions:
        if mention.gaps:
            lose("discontinuous", mention)
        else:
            whole.append(mention)
    plain = [(start, end) for start, end in tokens(text) if _visible(text, start, end)]
    ordered = sorted(whole, key=lambda item: _rank(item, nesting))
    taken = _Taken()
    kept: list[tuple[Mention, Span]] = []
    for mention in ordered:
        span = _covered(text, plain, mention, edges)
        if span is None:
            lose("no_token", mention)
        elif not taken.add(span):
            lose("overlapping", mention)
        else:
            kept.append((mention, span))
    cut = _cut(text, plain, [span for _, span in kept]) if edges == "split" else plain
    for mention, span in kept:
        if span != (mention.start, mention.end):
            lose("trimmed" if mention.start <= span[0] and span[1] <= mention.end else "expanded", mention)
    flat = sorted((FlatMention(*span, _label(mention.label)) for mention, span in kept), key=lambda item: item.start)
    lost.sort(key=lambda item: (item.mention.start, -item.mention.end, item.code))
    return Tagging(tuple(cut), tuple(flat), tuple(_breaks(text, cut, flat)), tuple(lost))


def tagged_sentences(text: str, tagging: Tagging) -> Iterator[list[Tagged]]:
    """The sentences of an article as forms with their tags."""
    breaks = set(tagging.breaks)
    sentence: list[Tagged] = []
    upcoming = iter(tagging.flat)
    mention = next(upcoming, None)
    for index, (start, end) in enumerate(tagging.tokens):
        if index in breaks and sentence:
            yield sentence
            sentence = []
        while mention is not None and mention.end <= start:
            mention = next(upcoming, None)
        if mention is None or end <= mention.start:
            sentence.append((text[start:end], "O"))
        else:
            sentence.append((text[start:end], f"{'B' if start == mention.start else 'I'}-{mention.label}"))
    if sentence:
        yield sentence


def to_conll(text: str, tagging: Tagging) -> str:
    """One article with its document line; ends with a blank line."""
    blocks = ["\n".join(f"{form} {mark}" for form, mark in sentence) for sentence in tagged_sentences(text, tagging)]
    return "\n\n".join([DOCUMENT, *blocks]) + "\n\n"


def read_conll(lines: Iterable[str]) -> Iterator[list[list[Tagged]]]:
    """Articles as lists of sentences, from lines of two columns. ValueError with the number of a wrong line."""
    article: list[list[Tagged]] | None = None
    sentence: list[Tagged] = []
    for number, line in enumerate(lines, 1):
        columns = line.rstrip("\n").split(" ")
        if columns == [""]:
            if sentence and article is not None:
                article.append(sentence)
            sentence = []
        elif line.rstrip("\n") == DOCUMENT:
            if article is not None:
                yield article
            article = []
        elif len(columns) != 2 or "" in columns or article is None:
            raise ValueError(f"line {number}: not FORM TAG")
        else:
            sentence.append((columns[0], columns[1]))
    if article is not None:
        yield [*article, sentence] if sentence else article


def flat_mentions(text: str, article: Sequence[Sequence[Tagged]]) -> list[FlatMention]:
    """Where the tagged stretches lie in the article's text.

    ValueError: a form does not come next in the text, something visible was left out, or a tag is not legal IOB2.
    """
    found: list[FlatMention] = []
    position = 0
    for sentence in article:
        inside: str | None = None
        for form, mark in sentence:
            start = text.find(form, position)
            if start < 0 or _visible(text, position, start):
                raise ValueError(f"{form!r} is not what follows {position}")
            position = start + len(form)
            if mark == "O":
                inside = None
                continue
            kind, _, label = mark.partition("-")
            if kind == "B":
                found.append(FlatMention(start, position, label))
            elif kind == "I" and inside == label:
                found[-1] = FlatMention(found[-1].start, position, label)
            else:
                raise ValueError(f"{mark} after {inside}")
            inside = label
    if _visible(text, position, len(text)):
        raise ValueError(f"nothing for the text after {position}")
    return found


def _rank(mention: Mention, nesting: Nesting) -> tuple[int, int, str, str]:
    length = mention.end - mention.start
    return (-length if nesting == "outermost" else length, mention.start, mention.label, mention.id)


def _label(code: str) -> str:
    return "_".join(code.split())


def _visible(text: str, start: int, end: int) -> bool:
    return _SHOWN.search(text, start, end) is not None


def _covered(text: str, plain: Sequence[Span], mention: Mention, edges: Edges) -> Span | None:
    """The stretch that the tags can hold for a mention: whole tokens, or parts of tokens when they may be cut."""
    first = bisect_right(plain, mention.start, key=lambda token: token[1])
    last = bisect_left(plain, mention.end, key=lambda token: token[0]) - 1
    if edges == "split":
        while first <= last and not _visible(text, max(mention.start, plain[first][0]), plain[first][1]):
            first += 1
        while first <= last and not _visible(text, plain[last][0], min(mention.end, plain[last][1])):
            last -= 1
    if first > last:
        return None
    start, end = plain[first][0], plain[last][1]
    if edges == "split":
        start, end = max(start, mention.start), min(end, mention.end)
        if not _visible(text, start, end):
            return None
    return start, end


class _Taken:
    """Stretches apart from each other, in order."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def add(self, span: Span) -> bool:
        """Take a stretch, unless it touches one that is taken."""
        at = bisect_left(self._spans, span)
        before = at > 0 and self._spans[at - 1][1] > span[0]
        after = at < len(self._spans) and self._spans[at][0] < span[1]
        if before or after:
            return False
        self._spans.insert(at, span)
        return True


def _cut(text: str, plain: Sequence[Span], spans: Iterable[Span]) -> list[Span]:
    """The tokens, cut at the edges of spans; pieces that show nothing are no tokens."""
    edges = sorted({edge for span in spans for edge in span})
    out: list[Span] = []
    for start, end in plain:
        inner = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        if not inner:
            out.append((start, end))
            continue
        stops = [start, *inner, end]
        out += [(left, right) for left, right in pairwise(stops) if _visible(text, left, right)]
    return out


def _breaks(text: str, cut: Sequence[Span], flat: Sequence[FlatMention]) -> list[int]:
    """Which tokens begin a sentence. A sentence does not end inside a mention."""
    if not cut:
        return []
    starts = [start for start, _ in sentences(text)]
    out = {0}
    for place in starts:
        index = bisect_left(cut, place, key=lambda token: token[0])
        if index >= len(cut):
            continue
        position = cut[index][0]
        at = bisect_right(flat, position, key=lambda item: item.start) - 1
        if at < 0 or not flat[at].start < position < flat[at].end:
            out.add(index)
    return sorted(out)
