"""Decisions: accept, reject, many at once, the article's state."""

from __future__ import annotations

from desktop.edits import reviews
from tests.desktop.rows import apply, argument, article, mention, shown


def test_accept_an_event_accepts_the_arguments_suggested_with_it() -> None:
    opened = article()
    event = mention(opened, "مباحثات", "Contact:Meet", kind="event")
    person = mention(opened, "كيم", "PER")
    gone = mention(opened, "موسكو", "GPE", status="rejected")
    kept, lost = argument(opened, event, "Entity", person), argument(opened, event, "Place", gone)
    apply(opened, reviews.accept(opened, event.id))
    assert opened.mentions[event.id].status == "accepted"
    assert opened.mentions[person.id].status == "suggested"
    assert opened.arguments[kept.id].status == "accepted"
    assert opened.arguments[lost.id].status == "suggested"


def test_accepting_twice_changes_nothing() -> None:
    opened = article()
    person = mention(opened, "كيم", "PER", status="edited")
    assert reviews.accept(opened, person.id).changes == ()


def test_reject_takes_what_hangs_on_it_along() -> None:
    opened = article()
    event, person = mention(opened, "مباحثات", "Contact:Meet", kind="event"), mention(opened, "كيم", "PER")
    held = argument(opened, event, "Entity", person)
    apply(opened, reviews.reject(opened, person.id))
    assert opened.mentions[person.id].status == "rejected"
    assert opened.arguments[held.id].status == "rejected"
    assert opened.visible() == [event]
    assert len(opened.visible(show_rejected=True)) == 2


def test_accept_all_above_a_score_in_a_sentence() -> None:
    opened = article()
    mention(opened, "فلاديمير بوتين", "PER", score=0.95)
    mention(opened, "كيم", "PER", score=0.5)
    mention(opened, "روسيا", "GPE", score=0.99)
    mention(opened, "موسكو", "GPE")
    start, end = opened.sentence_at(0)
    chosen = reviews.suggestions(opened, start=start, end=end, min_score=0.9)
    edit = reviews.accept_all(opened, chosen)
    assert dict(edit.params) == {"count": "2"}
    apply(opened, edit)
    assert shown(opened) == [
        ("فلاديمير بوتين", "PER", "accepted"),
        ("كيم", "PER", "suggested"),
        ("موسكو", "GPE", "accepted"),
        ("روسيا", "GPE", "suggested"),
    ]
    assert opened.progress == (2, 4)


def test_state() -> None:
    opened = article()
    apply(opened, reviews.set_state(opened, state="done"))
    assert opened.row.state == "done"
