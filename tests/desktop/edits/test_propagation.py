"""A correction carried to the other places of an article: which places, what is done there, what is left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.arabic import fold, is_word_char, proclitic_cuts
from db.bundle import ArticleBundle
from db.errors import Cancelled
from db.labelset import preset
from db.rows import Change, Mention
from db.store import Store
from desktop.article import OpenArticle
from desktop.edits.propagation import carried, propagate
from desktop.reading import read_article
from desktop.suggest.propagation import Place, elsewhere, namesakes, places
from tests.db import corpora
from tests.desktop.rows import apply, argument, article, labels, mention, shown


def other_places(text: str, words: str, nth: int = 0) -> list[str]:
    """The other places of words, each with what stands before it in its word."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    found = []
    for at, end in namesakes(text, start=start, end=start + len(words)):
        word = at
        while word > 0 and is_word_char(text[word - 1]):
            word -= 1
        found.append(f"{text[word:at]}|{text[at:end]}")
    return found


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("بوتين وبوتين ولبوتين وبوتينية", "بوتين", ["و|بوتين", "ول|بوتين"]),
        ("أحمد ثم احمد ثم أَحْمَدُ", "أحمد", ["|احمد", "|أَحْمَدُ"]),
        ("فاطمة وفاطمه، وفاطمــة", "فاطمة", ["و|فاطمه", "و|فاطمــة"]),
        ("كوريا  الشمالية وكوريا\u00a0الشماليه", "كوريا  الشمالية", ["و|كوريا\u00a0الشماليه"]),
        ("سام وحسام", "سام", []),
        ("علي وعليه وعلي", "علي", ["و|علي"]),
        ("كتابه وكتابها", "كتاب", ["و|كتاب"]),
        ("روسيا", "روسيا", []),
    ],
)
def test_the_places_that_say_the_same(text: str, words: str, expected: list[str]) -> None:
    assert other_places(text, words) == expected


@given(
    st.lists(
        st.sampled_from(("بوتين", "وبوتين", "بُوتين", "لبوتين", "كيم", "،", "بوتـين", "بوتينا")), min_size=1, max_size=9
    )
)
def test_the_places_are_those_a_walk_over_all_spans_finds(words: list[str]) -> None:
    text = "بوتين " + " ".join(words)
    expected = []
    for start in range(6, len(text)):
        word = start
        while word > 0 and is_word_char(text[word - 1]):
            word -= 1
        stop = start
        while stop < len(text) and is_word_char(text[stop]):
            stop += 1
        if fold(text[start:stop]).text == "بوتين" and start in (word, *proclitic_cuts(text, start=word, end=stop)):
            expected.append((start, stop))
    assert namesakes(text, start=0, end=5) == expected


def test_looking_can_be_stopped() -> None:
    text = "بوتين " * 200_000
    with pytest.raises(Cancelled):
        namesakes(text, start=0, end=5, cancelled=lambda: True)


def found(opened: OpenArticle, mention_id: str) -> list[Place]:
    chosen = opened.mentions[mention_id]
    return places(opened, chosen, namesakes(opened.text, start=chosen.start, end=chosen.end))


TEXT = "زار بوتين موسكو. وقال بوتين إن بوتين سيزور كيم. ورد كيم على بوتين، وبوتين صامت، وبوتين راض."


def test_each_place_is_given_what_it_lacks_and_decisions_are_left() -> None:
    opened = article(TEXT)
    first = mention(opened, "بوتين", "PER", status="accepted", source="human")
    mention(opened, "بوتين", "PER", nth=1)
    mention(opened, "بوتين", "ORG", nth=2)
    mention(opened, "بوتين", "GPE", nth=3, status="accepted")
    mention(opened, "وبوتين", "PER")
    assert [place.what for place in found(opened, first.id)] == ["accept", "relabel", "resize", "create"]
    edit = propagate(opened, labels(), first.id, found(opened, first.id))
    assert dict(edit.params) == {"count": "4", "label": "PER", "text": "بوتين"}
    apply(opened, edit)
    assert shown(opened) == [
        ("بوتين", "PER", "accepted"),
        ("بوتين", "PER", "accepted"),
        ("بوتين", "PER", "edited"),
        ("بوتين", "GPE", "accepted"),
        ("بوتين", "PER", "edited"),
        ("بوتين", "PER", "accepted"),
    ]
    assert found(opened, first.id) == []


def test_what_was_rejected_stays_rejected() -> None:
    opened = article(TEXT)
    first = mention(opened, "بوتين", "PER")
    mention(opened, "بوتين", "PER", nth=1, status="rejected")
    spans = {(place.start, place.what) for place in found(opened, first.id)}
    assert len(spans) == 4
    assert TEXT.index("بوتين", first.end) not in {start for start, _ in spans}


def test_an_undecided_mention_counts_as_reviewed_itself() -> None:
    opened = article(TEXT)
    first = mention(opened, "كيم", "PER")
    apply(opened, propagate(opened, labels(), first.id, found(opened, first.id)))
    assert [status for _, _, status in shown(opened)] == ["accepted", "accepted"]


def test_events_are_not_made() -> None:
    opened = article("مباحثات اليوم ومباحثات أمس")
    first = mention(opened, "مباحثات", "Contact:Meet", kind="event")
    assert found(opened, first.id) == []


@pytest.mark.parametrize(("rule", "left"), [("refuse", False), ("warn", True)])
def test_arguments_the_new_label_may_not_have(rule: str, left: bool) -> None:
    opened = article("عقد كيم مباحثات مع كيم")
    first = mention(opened, "كيم", "TIME")
    second = mention(opened, "كيم", "PER", nth=1)
    event = mention(opened, "مباحثات", "Contact:Meet", kind="event")
    held = argument(opened, event, "Entity", second)
    edit = propagate(opened, replace(labels(), wrong_filler=rule), first.id, found(opened, first.id))
    apply(opened, edit)
    assert opened.mentions[second.id].label == first.label
    assert (held.id in opened.arguments) is left
    assert bool(edit.warnings) is left


def test_places_that_changed_meanwhile_are_passed_over() -> None:
    opened = article(TEXT)
    first, second = mention(opened, "كيم", "PER"), mention(opened, "كيم", "ORG", nth=1)
    asked = found(opened, first.id)
    apply(opened, propagate(opened, labels(), first.id, asked))
    assert propagate(opened, labels(), first.id, asked).changes == ()
    assert opened.mentions[second.id].label == "PER"


def test_places_of_other_articles(tmp_path: Path) -> None:
    texts = ("قال بوتين وبوتين.", "زار وبُوتين موسكو ثم بوتينا", "لا أحد", "بوتين")
    with Store.create(tmp_path / "a.tawsim", preset("news")) as store:
        heads = [corpora.article(f"00{n}", text=text, position=n, title=f"ع{n}") for n, text in enumerate(texts)]
        store.bulk_import(ArticleBundle(head, text) for head, text in zip(heads, texts, strict=True))
        mine = Mention(heads[0].id, "entity", "PER", 4, 9, status="accepted")
        decided = Mention(heads[3].id, "entity", "PER", 0, 5, status="accepted")
        store.commit("x", [Change(None, mine), Change(None, decided)])
        told: list[tuple[int, int]] = []
        found = elsewhere(store, mine, texts[0], report=lambda done, total: told.append((done, total)))
        assert [(each.article, each.title, each.before, each.words, each.after) for each in found] == [
            (heads[1].id, "ع1", "زار و", "بُوتين", " موسكو ثم بوتينا")
        ]
        assert found[0].place == Place(5, 11, "create")
        assert told == [(1, 3), (2, 3), (3, 3)]
        with pytest.raises(Cancelled):
            elsewhere(store, mine, texts[0], cancelled=lambda: True)
        opened = read_article(store, heads[0].id, layer=mine.layer)
        other = read_article(store, heads[1].id, layer=mine.layer)
        away = carried(other, labels(), mine, [each.place for each in found])
        assert away.count == 1
        edit = propagate(opened, labels(), mine.id, [], elsewhere=[away])
        assert dict(edit.params)["count"] == "1"
        store.commit(edit.label, edit.changes)
        [made] = store.mentions(heads[1].id)
        assert (made.article, made.label, made.start, made.end, made.status) == (heads[1].id, "PER", 5, 11, "accepted")
        assert [store.article(head.id).state for head in heads] == ["new", "in_progress", "new", "new"]
