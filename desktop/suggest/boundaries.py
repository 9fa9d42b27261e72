"""Where a person most likely means a mention to begin and end, given a rough selection of its text.

Blanks, quotes and punctuation fall away, ragged edges go to the edge of their word, and a proclitic (و ف ب ك ل) is left
out where the corpus says that it is one: the rest of the word stands alone more often than the whole; or where a quote,
a bracket or the like parts it from the rest: و«حماس». The article ال stays otherwise; of لل the second lam stays, being
the article's. Attached pronouns stay. Nothing here edits anything.

``propose`` gives spans best first. What was selected is always among them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Literal

from db.arabic import enclitic_cuts, fold, is_format, is_word_char, proclitic_cuts, tokens, trim
from db.arabic.letters import FORMAT, MARKS, TATWEEL
from db.rows import Span
from desktop.suggest.words import WordCounts

Reason = Literal["selected", "trimmed", "word", "proclitic", "tatweel", "enclitic", "glued"]
PROCLITICS = "وفبكل"
STACKING, STACKED = "وف", "بكل"
RARE, SHORT_RATIO, ALONE = 2, 5, 4
"""A rest must be met so often, and so many times as often as the whole where short; a whole so often to be its own."""

OPENING, CURRENCY = "\"'“”„‟«‹‘‚‛❝＂([{", "$£€¥¢₤₪₹₺₽﷼"
_M, _T = f"[{''.join(sorted(MARKS))}]*", TATWEEL
_BEFORE = re.escape(OPENING + CURRENCY + "".join(sorted(FORMAT)))
_TATWEEL = re.compile("[وف]?[بكل]\u0640+[\"“”«'‘(\\s]*")
_ALONE = re.compile(
    rf"(?:[وف]{_M})?(?:(?:[بكف]{_M})?ا{_M}ل|ل{_M}ل|[وفبكلس]){_M}{_T}*(?=[{_BEFORE}])"
)
"""A proclitic, or the article, that something other than a letter parts from what it belongs to: و«حماس»."""
_PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”", "”": "”", "‹": "›", "‘": "’", '"': '"'}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span (code points, end-exclusive), and why."""

    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the corpus knows of words."""

    words: WordCounts
    names: Container[str]

    def cut(self, word: str) -> str | None:
        """A folded word without its first proclitic, where the corpus speaks for that being one; else None.

        The rule and its numbers come from a study of 429 hand-checked names, checked on two other corpora.
        """
        first, rest = word[:1], word[1:]
        if word in self.names or not rest or first not in PROCLITICS:
            return None
        if rest.isdigit():
            return rest
        if len(word) < 4:
            return None
        if word.startswith("لل") and len(word) > 4:
            return "ا" + rest
        if rest in self.names:
            return rest
        if len(rest) < 3 or (first == "ك" and not rest.startswith("ال")):
            return None
        if first == "و" and ((rest.startswith("ال") and len(rest) > 5) or (rest.startswith("لل") and len(rest) > 4)):
            return rest
        known = self._outweighs(word, rest) or self._explained(word, rest) or self._only_joined(word, rest)
        return rest if known else None

    def _outweighs(self, word: str, rest: str) -> bool:
        """Does the rest stand alone more often than the whole, much more where chance likens short words?"""
        whole = self.words.count(word)
        need = max(RARE, whole + 1)
        if word[0] == "ف" or len(rest) == 3:
            need = max(need, SHORT_RATIO * whole)
        return self.words.count(rest) >= need

    def _explained(self, word: str, rest: str) -> bool:
        """Is the rest a proclitic in turn with what outweighs the whole: وبإنشاء by إنشاء?"""
        if word[0] not in STACKING or rest[0] not in STACKED or self._carries(word):
            return False
        inner = self.cut(rest)
        return inner is not None and self._outweighs(word, inner)

    def _only_joined(self, word: str, rest: str) -> bool:
        """Is a و before a known word that in news mostly follows it (وأضاف), and no part of a word (الوقف, لوقف)?"""
        if word[0] != "و" or self._carries(word):
            return False
        return self.words.count(rest) >= max(RARE, self.words.count(word) / SHORT_RATIO)

    def _carries(self, word: str) -> bool:
        """Does the word take proclitics or the article itself, as only a whole word does?"""
        first = word[:1]
        before = [c for c in (PROCLITICS if first in STACKING else STACKED) if not c == first == "ل"]
        return any(self.words.count(c + word) for c in (*before, "ال"))

    def stands(self, word: str) -> bool:
        """Does the corpus speak for the whole word, so that no cut is worth offering?"""
        if word in self.names:
            return True
        rest, whole = self.words.count(word[1:]), self.words.count(word)
        if rest >= whole:
            return False
        return self._carries(word) or (word[:1] in STACKED and whole >= ALONE and not rest)


def propose(text: str, *, start: int, end: int, words: WordCounts, names: Container[str]) -> list[Proposal]:
    """The spans that a selection of ``[start, end)`` may mean, best first; what is selected is one of them."""
    core = _core(text, start=start, end=end)
    if core[0] >= core[1]:
        return [Proposal(start, end, "selected")]
    evidence = Evidence(words, names)
    whole = _whole_words(text, *core)
    seams = [*_seams(text, whole, evidence)]
    starts = _starts(text, whole, evidence, chosen=core[0] if core[1] == whole[1] else whole[0], seams=seams)
    (left, why), right = starts[0], whole[1]
    behind = _behind(text, *whole)
    found = []
    if behind is not None and left == behind:
        left, right = _core(text, start=behind, end=right)
        found = [Proposal(left, right, why)]
    found += [Proposal(at, whole[1], reason) for at, reason in starts]
    found += [Proposal(left, at, "enclitic") for at in _ends(text, left, right, evidence)]
    found += [Proposal(at, whole[1], "glued") for at in seams]
    found += [Proposal(*core, "trimmed"), Proposal(start, end, "selected")]
    unique: dict[Span, Proposal] = {}
    for proposal in found:
        unique.setdefault((proposal.start, proposal.end), proposal)
    return list(unique.values())


def _core(text: str, *, start: int, end: int) -> Span:
    """The span without blanks and signs at its ends, but with the partner of a quote or bracket inside it."""
    start, end = trim(text, start=start, end=end)
    inside = text[start:end]
    for opening, closing in _PAIRS.items():
        ahead, behind = text[end : end + 1], text[start - 1 : start] if start else ""
        if opening == closing:
            odd = inside.count(opening) % 2 == 1
            missing, unopened = odd, odd and ahead != closing
        else:
            missing = inside.rfind(opening) > inside.rfind(closing)
            unopened = closing in inside and not 0 <= inside.find(opening) < inside.find(closing)
        if missing and ahead == closing:
            return start, end + 1
        if unopened and behind == opening:
            return start - 1, end
    return start, end


def _whole_words(text: str, start: int, end: int) -> Span:
    """The span with ragged edges moved out to the edges of their tokens."""
    return _token_around(text, start)[0], _token_around(text, end)[1]


def _token_around(text: str, position: int) -> Span:
    """The token that a place lies strictly inside, else the place itself twice."""
    left = right = position
    while left > 0 and not text[left - 1].isspace():
        left -= 1
    while right < len(text) and not text[right].isspace():
        right += 1
    for first, last in tokens(text[left:right]):
        if left + first < position < left + last:
            return left + first, left + last
    return position, position


def _behind(text: str, start: int, end: int) -> int | None:
    """The place behind a proclitic that a tatweel draws out, or that a quote or the like parts from the rest.

    None where there is none, or nothing behind it that can be read.
    """
    held = _ALONE.match(text, start, end) or _TATWEEL.match(text, start, end)
    if held is None:
        return None
    place = held.end()
    while place < end and is_format(text[place]):
        place += 1
    first, last = trim(text, start=place, end=end)
    return place if first < last else None


def _starts(text: str, whole: Span, evidence: Evidence, *, chosen: int, seams: list[int]) -> list[tuple[int, Reason]]:
    """Where the span may begin, best first: behind proclitics, at its word, where the form alone allows a cut."""
    left, right = whole
    if chosen in seams:
        return [(chosen, "glued"), (left, "word")]
    behind = _behind(text, left, right)
    if behind is not None:
        return [(behind, "tatweel" if TATWEEL in text[left:behind] else "proclitic"), (left, "word")]
    stop = _word_end(text, left, right)
    folded = fold(text[left:stop])

    def place(cut: int) -> int:
        return left + folded.to_original(start=cut, end=cut + 1)[0]

    sure = [place(cut) for cut in _sure_cuts(folded.text, evidence)]
    possible = []
    for at in proclitic_cuts(text, start=left, end=stop):
        cut = folded.to_folded(start=at - left, end=stop - left)[0]
        if at not in sure and _possible(folded.text, cut, evidence):
            possible.append(at)
    meant = [at for at in possible if at == chosen and not sure and _meant(folded.text, at - left, evidence)]
    found: list[tuple[int, Reason]] = [(at, "proclitic") for at in (*sure[::-1][:1], *meant)]
    found.append((left, "word"))
    found += [(at, "proclitic") for at in (*sure[:-1], *possible) if at not in meant]
    return found


def _sure_cuts(word: str, evidence: Evidence) -> list[int]:
    """How many letters of a folded word are proclitics by evidence: one cut or two, و before ب ك ل and never after."""
    cuts: list[int] = []
    for _ in range(2):
        rest = evidence.cut(word)
        if rest is None or (cuts and word[0] in STACKING):
            break
        cuts.append(len(cuts) + 1)
        if word[0] in STACKED:
            break
        word = rest
    return cuts


def _possible(word: str, cut: int, evidence: Evidence) -> bool:
    """May a folded word be cut there, its form allowing it and the corpus not speaking against it?"""
    if any(evidence.stands(word[at:]) for at in range(cut)):
        return False
    letter, rest = word[cut - 1], word[cut:]
    return letter in "وفبل" or rest.startswith("ال") or evidence.words.count(rest) > evidence.words.count(word)


def _meant(word: str, cut: int, evidence: Evidence) -> bool:
    """Was a selection that begins at a possible cut meant so? Yes, unless the word recurs and the rest is unknown."""
    whole = evidence.words.count(word)
    return whole <= 1 or evidence.words.count(word[cut:]) >= whole


def _ends(text: str, left: int, right: int, evidence: Evidence) -> Iterator[int]:
    """Where the span may end before an attached pronoun, the word without it being known to the corpus."""
    start = right
    while start > left and is_word_char(text[start - 1]):
        start -= 1
    for at in enclitic_cuts(text, start=start, end=right):
        stem = fold(text[start:at]).text
        known = max(evidence.words.count(stem), evidence.words.count(stem[:-1] + "ه") if stem.endswith("ت") else 0)
        if len(stem) >= 3 and known and fold(text[at:right]).text not in ("ي", "ك"):
            yield at


def _seams(text: str, whole: Span, evidence: Evidence) -> Iterator[int]:
    """Where a word begins inside the first one, run together without a blank: at figures, or between known words."""
    left, right = whole
    stop = _word_end(text, left, right)
    yield from (left + first for first, _last in tokens(text[left:stop])[1:])
    folded = fold(text[left:stop])
    word, count = folded.text, evidence.words.count
    for cut in range(4, len(word) - 2):
        before = {word[:cut], word[: cut - 1] if word[cut - 1] in STACKING else word[:cut]}
        if count(word[cut:]) >= max(RARE, count(word) + 1) and any(map(count, before)):
            yield left + folded.to_original(start=cut, end=cut + 1)[0]


def _word_end(text: str, start: int, end: int) -> int:
    """The end of the run of letters, marks and digits that a span begins with."""
    while start < end and is_word_char(text[start]):
        start += 1
    return start
