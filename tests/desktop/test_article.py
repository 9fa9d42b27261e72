"""The open article: what covers a letter, what comes next, sentences and paragraphs, progress."""

from __future__ import annotations

import pytest

from db.rows import Change
from tests.desktop.rows import TEXT, argument, article, mention


def test_at_gives_the_innermost_first_and_looks_into_gaps() -> None:
    opened = article()
    outer = mention(opened, "الرئيس فلاديمير بوتين", "OCC")
    inner = mention(opened, "بوتين", "PER")
    start = opened.text.index("كيم")
    broken = mention(opened, "كيم في موسكو", "ORG", gaps=((start + 3, start + 7),))
    assert opened.at(inner.start) == [inner, outer]
    assert opened.at(start + 4) == []
    assert opened.at(start) == [broken]
    assert opened.text_of(broken) == "كيم موسكو"


def test_next_and_previous() -> None:
    opened = article()
    one = mention(opened, "فلاديمير بوتين", "PER", status="accepted")
    two = mention(opened, "مباحثات", "Contact:Meet", kind="event")
    three = mention(opened, "كيم", "PER", status="rejected")
    four = mention(opened, "موسكو", "GPE")
    assert opened.next(one.id) == two
    assert opened.next(two.id) == four
    assert opened.next(two.id, show_rejected=True) == three
    assert opened.next(two.id, kind="entity") == four
    assert opened.next(four.id) is None
    assert opened.next(four.id, step=-1) == two
    assert opened.next(0) == one
    assert opened.next(0, unreviewed=True) == two
    assert opened.next(len(TEXT), step=-1, unreviewed=True) == four
    assert opened.next(one.start, step=-1) is None


@pytest.mark.parametrize("words", ["عقد", "مباحثات", "يانغ."])
def test_sentence_around_a_caret(words: str) -> None:
    opened = article()
    start, end = opened.sentence_at(opened.text.index(words))
    assert opened.text[start:end] == TEXT.split("\n")[0]


def test_paragraphs_cover_the_text_without_line_ends() -> None:
    opened = article("أ\n\nب ج\n")
    assert [opened.text[start:end] for start, end in opened.paragraphs] == ["أ", "", "ب ج", ""]
    assert [opened.paragraph_at(at) for at in range(8)] == [0, 0, 1, 2, 2, 2, 2, 3]
    assert [opened.paragraph(number) for number in range(4)] == opened.paragraphs
    assert opened.sentence_at(2) == (2, 2)


def test_changes_keep_indexes_and_progress_right() -> None:
    opened = article()
    event, person = mention(opened, "مباحثات", "Contact:Meet", kind="event"), mention(opened, "كيم", "PER")
    held = argument(opened, event, "Entity", person)
    assert opened.arguments_filled_by(person.id) == [held]
    assert opened.progress == (0, 2)
    opened.apply([Change(held, None), Change(person, None)])
    assert opened.arguments_of(event.id) == []
    assert opened.progress == (0, 1)
    assert opened.ordered == [event]
