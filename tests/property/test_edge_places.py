"""Edges against brute force: where they may stand, what a step or a drop covers, and what splits and merges keep."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from db.arabic import is_boundary, is_format, letter_step
from db.arabic.letters import VARIATION
from db.rows import Article, Change, Mention
from desktop.article import OpenArticle
from desktop.edges import dropped, stepped, with_edge
from desktop.edits import EditRefused, mentions
from desktop.ui.article.offsets import Offsets, hidden, hides

TEXTS = st.text(alphabet="ابوكل\u064e\u0651ـ  \n\u200f«».1\ufe0f\u20e3👍🏽🇰🇵👩\u200d", min_size=2, max_size=24)


@st.composite
def gapped(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> tuple[str, Mention]:
    """A text and a mention in it with up to two gaps; its hull has letters."""
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    cuts = cuts[: len(cuts) // 2 * 2]
    gaps = tuple(zip(cuts[1:-1:2], cuts[2:-1:2], strict=True))
    mention = Mention("a", "entity", "PER", cuts[0], cuts[-1], gaps=gaps, id="m", source="model")
    assume(text[mention.start : mention.end].strip())
    return text, mention


def covered(mention: Mention) -> set[int]:
    return {at for start, end in mention.fragments for at in range(start, end)}


def unseen(char: str) -> bool:
    return char.isspace() or (is_format(char) and char not in VARIATION)


def may_stand(text: str, mention: Mention, at: int, *, edge: str) -> bool:
    """May an edge stand there: out of gaps, no blank behind it, in no letter, and a letter left?"""
    if any(gap[0] <= at <= gap[1] for gap in mention.gaps):
        gaps = [gap for gap in mention.gaps if gap[0] <= at <= gap[1]]
        if at != (gaps[0][0] if edge == "end" else gaps[0][1]):
            return False
    behind = text[at - 1 : at] if edge == "end" else text[at : at + 1]
    loose = at < len(text) and text[at] in "\u200c\u200d" and is_boundary(text, at + 1)
    inside = mention.start < at if edge == "end" else at < mention.end
    return inside and not unseen(behind or " ") and (is_boundary(text, at) or loose)


def opened(text: str, *rows: Mention) -> OpenArticle:
    row = Article(ref="a", title="", position=0, length=len(text), sha256="", record_sha256="", id="a")
    article = OpenArticle(row, text)
    article.apply([Change(None, mention) for mention in rows])
    return article


@given(gapped(), st.sampled_from(("start", "end")), st.data())
def test_a_dropped_edge_stands_at_the_nearest_place_inward(case, edge, data) -> None:
    text, mention = case
    at = data.draw(st.integers(0, len(text)))
    to = dropped(text, mention, edge=edge, at=at)
    here = mention.end if edge == "end" else mention.start
    places = [each for each in range(len(text) + 1) if may_stand(text, mention, each, edge=edge)]
    if edge == "end":
        reach = [each for each in places if each <= at and "\n" not in text[here:each]]
        expected = max(reach, default=None)
    else:
        reach = [each for each in places if each >= at and "\n" not in text[each:here]]
        expected = min(reach, default=None)
    one = letter_step(text, mention.start, 1) if edge == "end" else letter_step(text, mention.end, -1)
    if expected is not None and at != here and (at >= one if edge == "end" else at <= one):
        line = "\n" in (text[here:at] if edge == "end" else text[at:here])
        assert to == expected or (line and to == here), "an edge at a line end stays where it was"
    elif to != here:
        assert may_stand(text, mention, to, edge=edge), "beyond the other edge: one letter is left"
    again = dropped(text, with_edge(mention, edge=edge, at=to), edge=edge, at=to)
    assert again == to


@given(gapped(), st.sampled_from(("start", "end")), st.sampled_from(("letter", "word", "clitic")), st.booleans())
def test_a_step_inward_only_lets_go_and_a_step_outward_only_takes_in(case, edge, unit, outward) -> None:
    text, mention = case
    here = mention.end if edge == "end" else mention.start
    to = stepped(
        text, start=mention.start, end=mention.end, edge=edge, unit=unit, outward=outward, gaps=mention.gaps
    )  # fmt: skip
    if to == here:
        return
    after = with_edge(mention, edge=edge, at=to)
    old, new = covered(mention), covered(after)
    if outward:
        assert old < new
        taken = "".join(text[at] for at in sorted(new - old))
        assert "\n" not in taken
        assert not all(map(unseen, taken))
    else:
        assert new < old
        assert new
        assert not all(map(unseen, text[after.start : after.end]))
    assert not unseen(text[to - 1] if edge == "end" else text[to])
    assert all(after.start < first < last < after.end for first, last in after.gaps)


@given(gapped(), st.data())
def test_a_split_shares_out_the_letters_and_no_gap(case, data) -> None:
    text, mention = case
    article = opened(text, mention)
    at = data.draw(st.integers(mention.start, mention.end))
    try:
        edit = mentions.split(article, "m", at=at)
    except EditRefused:
        return
    one, two = (change.after for change in edit.changes)
    assert isinstance(one, Mention)
    assert isinstance(two, Mention)
    assert covered(one) | covered(two) <= covered(mention)
    assert max(covered(one)) < min(covered(two))
    assert one.end <= at <= two.start or any(gap[0] <= at <= gap[1] for gap in mention.gaps)
    lost = {text[each] for each in covered(mention) - covered(one) - covered(two)}
    assert not lost & set("ا👍"), "only signs, blanks and a proclitic fall away"


@given(gapped(), st.data())
def test_a_merge_covers_what_either_does_and_what_lies_between(case, data) -> None:
    text, mention = case
    start = data.draw(st.integers(0, len(text) - 1))
    other = Mention("a", "entity", "PER", start, data.draw(st.integers(start + 1, len(text))), id="o")
    first, last = sorted((mention, other), key=lambda each: (each.start, -each.end, each.id))
    made = []
    for kept, merge in ((first, mentions.merge_next), (last, mentions.merge_previous)):
        try:
            (change, *_) = merge(opened(text, mention, other), kept.id).changes
            made.append(change.after)
        except EditRefused as refusal:
            made.append(refusal.code)
    between = range(min(mention.end, other.end), max(mention.start, other.start))
    if covered(mention) & covered(other):
        assert made == ["merge", "merge_back"]
    elif "\n" in {text[at] for at in between}:
        assert made == ["merge_lines", "merge_lines"]
    else:
        assert covered(made[0]) == covered(mention) | covered(other) | set(between)
        assert (made[0].start, made[0].end, made[0].gaps) == (made[1].start, made[1].end, made[1].gaps)


@given(TEXTS, st.sampled_from((1, -1)), st.booleans(), st.data())
def test_a_letter_step_always_crosses_what_is_seen(text: str, step: int, tatweel: bool, data: st.DataObject) -> None:
    pattern = hidden(marks=True, tatweel=tatweel)
    assume(not any(hides(text, at, pattern) and text[at - 1 : at] in ("", "\n") for at in range(len(text))))
    here = data.draw(st.integers(0, len(text)))
    there = letter_step(text, here, step, hidden=lambda at: hides(text, at, pattern))
    low, high = min(here, there), max(here, there)
    seen = [at for at in range(low, high) if not hides(text, at, pattern)]
    assert seen or there in (0, len(text))
    stops = [0]
    while stops[-1] < len(text):
        stops.append(letter_step(text, stops[-1], 1, hidden=lambda at: hides(text, at, pattern)))
    back = [len(text)]
    while back[-1] > 0:
        back.append(letter_step(text, back[-1], -1, hidden=lambda at: hides(text, at, pattern)))
    assert stops == back[::-1]


@given(TEXTS, st.booleans(), st.booleans())
def test_what_is_hidden_is_told_from_near(text: str, marks: bool, tatweel: bool) -> None:
    pattern = hidden(marks=marks, tatweel=tatweel)
    offsets = Offsets(text, pattern)
    assert [hides(text, at, pattern) for at in range(len(text))] == [offsets.hides(at) for at in range(len(text))]
