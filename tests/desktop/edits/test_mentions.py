"""Edits of mentions: rows in, changes out."""

from __future__ import annotations

from itertools import pairwise

import pytest

from desktop.edits import EditRefused, mentions
from tests.desktop.rows import apply, argument, article, labels, mention, shown

LABELS = labels()


def create(opened, words: str, label: str = "PER", kind: str = "entity"):
    start = opened.text.index(words)
    return mentions.create(
        opened, LABELS, kind=kind, label=label, start=start, end=start + len(words), layer="main"
    )


def test_create_makes_an_accepted_mention_and_selects_it() -> None:
    opened = article()
    edit = create(opened, "فلاديمير بوتين")
    apply(opened, edit)
    assert shown(opened) == [("فلاديمير بوتين", "PER", "accepted")]
    assert edit.select == opened.ordered[0].id
    assert dict(edit.params) == {"text": "فلاديمير بوتين", "label": "PER"}


def test_an_event_starts_with_the_label_sets_default_attributes() -> None:
    opened = article()
    apply(opened, create(opened, "مباحثات", "Contact:Meet", "event"))
    assert dict(opened.ordered[0].attributes) == {"polarity": "Positive", "modality": "Asserted", "tense": "Past"}


@pytest.mark.parametrize(
    ("start", "end", "code"), [(5, 5, "empty"), (6, 5, "empty"), (-1, 3, "empty"), (3, 4, "blank")]
)
def test_create_refuses_a_span_of_nothing(start: int, end: int, code: str) -> None:
    with pytest.raises(EditRefused) as refused:
        mentions.create(article(), LABELS, kind="entity", label="PER", start=start, end=end, layer="main")
    assert refused.value.code == code


def test_create_refuses_a_label_it_does_not_know() -> None:
    with pytest.raises(EditRefused) as refused:
        create(article(), "بوتين", "NOPE")
    assert refused.value.code == "label"


def test_create_refuses_what_is_there_but_takes_back_what_was_rejected() -> None:
    opened = article()
    known = mention(opened, "كيم", "PER")
    with pytest.raises(EditRefused) as refused:
        create(opened, "كيم")
    assert refused.value.code == "duplicate"
    rejected = mention(opened, "موسكو", "GPE", status="rejected")
    edit = create(opened, "موسكو", "GPE")
    apply(opened, edit)
    assert edit.select == rejected.id
    assert len(opened.mentions) == 2
    assert opened.mentions[known.id].status == "suggested"


def test_relabel_marks_a_suggestion_edited_and_a_persons_own_accepted() -> None:
    opened = article()
    suggested = mention(opened, "كيم", "ORG")
    own = mention(opened, "موسكو", "ORG", source="human", status="accepted")
    apply(opened, mentions.relabel(opened, LABELS, suggested.id, label="PER"))
    apply(opened, mentions.relabel(opened, LABELS, own.id, label="GPE"))
    assert shown(opened) == [("كيم", "PER", "edited"), ("موسكو", "GPE", "accepted")]


def test_giving_a_suggestion_the_label_it_has_accepts_it() -> None:
    opened = article()
    suggested = mention(opened, "كيم", "PER")
    apply(opened, mentions.relabel(opened, LABELS, suggested.id, label="PER"))
    assert shown(opened) == [("كيم", "PER", "accepted")]


def test_moving_an_edge_edits_and_keeps_only_gaps_inside() -> None:
    opened = article()
    start = opened.text.index("كيم")
    suggested = mention(opened, "مع كيم في", "PER", gaps=((start - 1, start), (start + 3, start + 4)))
    apply(opened, mentions.move_edge(opened, suggested.id, edge="start", to=start))
    after = opened.mentions[suggested.id]
    assert opened.text_of(after) == "كيم في"
    assert after.gaps == ((start + 3, start + 4),)
    assert after.status == "edited"
    apply(opened, mentions.move_edge(opened, suggested.id, edge="end", to=start + 3))
    assert opened.text_of(opened.mentions[suggested.id]) == "كيم"
    assert opened.mentions[suggested.id].gaps == ()


def test_edges_may_not_meet() -> None:
    opened = article()
    suggested = mention(opened, "كيم", "PER")
    with pytest.raises(EditRefused):
        mentions.move_edge(opened, suggested.id, edge="end", to=suggested.start)


def test_split_drops_what_lies_between_and_a_hanging_proclitic() -> None:
    opened = article()
    merged = mention(opened, "موسكو وبيونغ يانغ", "GPE")
    edit = mentions.split(opened, merged.id, at=opened.text.index("بيونغ"))
    apply(opened, edit)
    assert shown(opened) == [("موسكو", "GPE", "edited"), ("بيونغ يانغ", "GPE", "accepted")]
    assert edit.select == opened.ordered[1].id


def test_split_at_a_quote_trims_it() -> None:
    opened = article()
    merged = mention(opened, '"روسيا" ستدعم كوريا', "GPE")
    apply(opened, mentions.split(opened, merged.id, at=opened.text.index("كوريا")))
    assert [text for text, _, _ in shown(opened)] == ['روسيا" ستدعم', "كوريا"]


@pytest.mark.parametrize("offset", [0, 3])
def test_split_needs_letters_on_both_sides(offset: int) -> None:
    opened = article()
    suggested = mention(opened, "كيم", "PER")
    with pytest.raises(EditRefused) as refused:
        mentions.split(opened, suggested.id, at=suggested.start + offset)
    assert refused.value.code == "split"


def test_merge_takes_the_next_of_its_kind_with_what_hung_on_it() -> None:
    opened = article()
    first, second = mention(opened, "فلاديمير", "PER"), mention(opened, "بوتين", "PER")
    event = mention(opened, "مباحثات", "Contact:Meet", kind="event")
    held = argument(opened, event, "Entity", second)
    apply(opened, mentions.merge_next(opened, first.id))
    assert [text for text, _, _ in shown(opened)] == ["فلاديمير بوتين", "مباحثات"]
    assert opened.arguments[held.id].filler == first.id
    assert opened.arguments_filled_by(second.id) == []


def test_merge_doubles_no_argument() -> None:
    opened = article()
    first, second = mention(opened, "فلاديمير", "PER"), mention(opened, "بوتين", "PER")
    event = mention(opened, "مباحثات", "Contact:Meet", kind="event")
    argument(opened, event, "Entity", first)
    argument(opened, event, "Entity", second)
    apply(opened, mentions.merge_next(opened, first.id))
    assert len(opened.arguments_of(event.id)) == 1


@pytest.mark.parametrize(
    ("one", "other", "stays"),
    [("rejected", "accepted", "accepted"), ("suggested", "edited", "edited"), ("accepted", "rejected", "accepted")],
)
def test_merge_keeps_the_argument_that_was_decided_for(one: str, other: str, stays: str) -> None:
    opened = article()
    first, second = mention(opened, "فلاديمير", "PER"), mention(opened, "بوتين", "PER")
    event = mention(opened, "مباحثات", "Contact:Meet", kind="event")
    argument(opened, event, "Entity", first, status=one)
    argument(opened, event, "Entity", second, status=other)
    apply(opened, mentions.merge_next(opened, first.id))
    assert [(row.status, row.filler) for row in opened.arguments.values()] == [(stays, first.id)]


def test_merge_keeps_link_and_notes() -> None:
    opened = article()
    first = mention(opened, "فلاديمير", "PER", note="اسم")
    mention(opened, "بوتين", "PER", cluster="putin", note="لقب")
    apply(opened, mentions.merge_next(opened, first.id))
    assert (opened.mentions[first.id].cluster, opened.mentions[first.id].note) == ("putin", "اسم\nلقب")


def test_what_was_rejected_stands_in_nobodys_way() -> None:
    opened = article()
    mention(opened, "فلاديمير بوتين", "PER", status="rejected", id="0")
    first = mention(opened, "فلاديمير", "PER")
    mention(opened, "بوتين", "PER")
    apply(opened, mentions.merge_next(opened, first.id))
    with pytest.raises(EditRefused) as refused:
        create(opened, "فلاديمير بوتين")
    assert refused.value.code == "duplicate"


@pytest.mark.parametrize(
    ("merge", "code"), [(mentions.merge_next, "merge"), (mentions.merge_previous, "merge_back")]
)
def test_merge_without_another_one_is_refused(merge, code: str) -> None:
    opened = article()
    only = mention(opened, "كيم", "PER")
    with pytest.raises(EditRefused) as refused:
        merge(opened, only.id)
    assert refused.value.code == code


def gapped(opened, *fragments: str, label: str = "PER", **fields):
    """A discontinuous mention of these words, which stand in the text in this order."""
    spans, at = [], 0
    for words in fragments:
        at = opened.text.index(words, at)
        spans.append((at, at + len(words)))
        at += len(words)
    start, end = spans[0][0], spans[-1][1]
    gaps = tuple((one[1], two[0]) for one, two in pairwise(spans))
    return mention(opened, opened.text[start:end], label, gaps=gaps, **fields)


def fragments(opened, mention_id: str) -> list[str]:
    return [opened.text[start:end] for start, end in opened.mentions[mention_id].fragments]


def test_an_edge_in_a_gap_goes_on_to_the_next_fragment() -> None:
    for edge, expected in (("start", ["بوتين"]), ("end", ["الرئيس"])):
        for place in range(len("الرئيس"), len("الرئيس فلاديمير ") + 1):
            opened = article()
            suggested = gapped(opened, "الرئيس", "بوتين")
            apply(opened, mentions.move_edge(opened, suggested.id, edge=edge, to=suggested.start + place))
            assert fragments(opened, suggested.id) == expected


def test_split_in_a_gap_cuts_at_its_edges() -> None:
    for place in range(len("الرئيس"), len("الرئيس فلاديمير ") + 1):
        opened = article()
        suggested = gapped(opened, "الرئيس", "بوتين")
        edit = mentions.split(opened, suggested.id, at=suggested.start + place)
        apply(opened, edit)
        assert fragments(opened, suggested.id) + fragments(opened, edit.select) == ["الرئيس", "بوتين"]


def test_split_leaves_the_gaps_of_either_side() -> None:
    opened = article()
    suggested = gapped(opened, "عقد", "فلاديمير بوتين", "مباحثات")
    edit = mentions.split(opened, suggested.id, at=opened.text.index("بوتين"))
    apply(opened, edit)
    assert fragments(opened, suggested.id) == ["عقد", "فلاديمير"]
    assert fragments(opened, edit.select) == ["بوتين", "مباحثات"]


def test_split_keeps_a_word_made_of_letters_that_may_be_proclitics() -> None:
    opened = article("الشيخ سلف كيم")
    merged = mention(opened, opened.text, "PER")
    apply(opened, mentions.split(opened, merged.id, at=opened.text.index(" كيم")))
    assert [text for text, _, _ in shown(opened)] == ["الشيخ سلف", "كيم"]


@pytest.mark.parametrize("merge", [mentions.merge_next, mentions.merge_previous])
def test_merge_keeps_the_gaps_of_both(merge) -> None:
    opened = article()
    one, two = gapped(opened, "عقد", "فلاديمير"), gapped(opened, "الأربعاء", "مع")
    kept = one if merge is mentions.merge_next else two
    apply(opened, merge(opened, kept.id))
    assert fragments(opened, kept.id) == ["عقد", "فلاديمير بوتين الأربعاء", "مع"]


def test_what_the_other_covers_is_no_gap_any_more() -> None:
    opened = article()
    outer, inner = gapped(opened, "الرئيس", "مباحثات"), mention(opened, "بوتين", "PER")
    apply(opened, mentions.merge_next(opened, outer.id))
    assert fragments(opened, outer.id) == ["الرئيس", "بوتين", "مباحثات"]
    assert inner.id not in opened.mentions


@pytest.mark.parametrize(("words", "merge"), [("موسكو", mentions.merge_next), ("بوتين", mentions.merge_previous)])
def test_merge_never_crosses_a_line_end(words: str, merge) -> None:
    opened = article("وصل كيم إلى موسكو.\nوقال بوتين.")
    mention(opened, "موسكو", "GPE")
    mention(opened, "بوتين", "PER")
    with pytest.raises(EditRefused) as refused:
        merge(opened, next(row.id for row in opened.ordered if opened.text_of(row) == words))
    assert refused.value.code == "merge_lines"


def test_a_mention_of_what_another_covers_has_its_gaps() -> None:
    opened = article()
    known = gapped(opened, "الرئيس", "بوتين")
    edit = mentions.create(
        opened, LABELS, kind="entity", label="OCC", start=known.start, end=known.end, gaps=known.gaps, layer="main"
    )
    apply(opened, edit)
    assert fragments(opened, edit.select) == ["الرئيس", "بوتين"]
    with pytest.raises(EditRefused):
        mentions.create(
            opened, LABELS, kind="entity", label="OCC", start=known.start, end=known.end, gaps=known.gaps, layer="main"
        )


def test_delete_takes_arguments_along_visibly() -> None:
    opened = article()
    filler = mention(opened, "كيم", "PER")
    event = mention(opened, "مباحثات", "Contact:Meet", kind="event")
    argument(opened, event, "Entity", filler)
    edit = mentions.delete(opened, filler.id)
    assert [type(change.row).__name__ for change in edit.changes] == ["Argument", "Mention"]
    apply(opened, edit)
    assert opened.arguments == {}


def test_a_mention_that_is_gone_is_refused() -> None:
    for edit in (
        lambda: mentions.delete(article(), "x"),
        lambda: mentions.resize(article(), "x", start=0, end=1),
        lambda: mentions.relabel(article(), LABELS, "x", label="PER"),
    ):
        with pytest.raises(EditRefused) as refused:
            edit()
        assert refused.value.code == "gone"


def test_what_is_no_time_any_more_has_no_date() -> None:
    opened = article()
    day = mention(opened, "الأربعاء", "DATE", attributes=(("date", "2024-06-19"), ("note", "x")))
    apply(opened, mentions.relabel(opened, labels(), day.id, label="TIME"))
    assert opened.mentions[day.id].attribute("date") == "2024-06-19"
    apply(opened, mentions.relabel(opened, labels(), day.id, label="ORG"))
    assert opened.mentions[day.id].attributes == (("note", "x"),)
