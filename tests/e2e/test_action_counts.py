"""How many actions each operation takes: a key chord, a click or a drag is one; getting there is part of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e import papers
from tests.e2e.hands import mentions
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import to, words

Step = Callable[[Reviewer], None]


def keys(*chords: str) -> Step:
    """Press these."""

    def do(r: Reviewer) -> None:
        for chord in chords:
            r.press(chord)

    return do


def both(*steps: Step) -> Step:
    """One after the other."""

    def do(r: Reviewer) -> None:
        for step in steps:
            step(r)

    return do


def at_word(text: str, nth: int = 0) -> Step:
    """The caret in a word that no mention covers."""
    return lambda r: r.click(papers.place(r.article.text, text, nth)[0] + 1)


def on(text: str, nth: int = 0) -> Step:
    """A mention selected, as it is when one comes to it in reviewing."""
    return lambda r: to(r, text, nth)


def drag(text: str, *chords: str) -> Step:
    """A drag over some words, then keys."""

    def do(r: Reviewer) -> None:
        r.drag(*papers.place(r.article.text, text))
        for chord in chords:
            r.press(chord)

    return do


def linked_before(r: Reviewer) -> None:
    """An entity of the first article, then the same one in the second."""
    to(r, "مرسانة")
    r.press("3")
    r.press("n")
    r.press("Ctrl+PgDn")
    to(r, "مرسانه")


def one_like_it(r: Reviewer) -> None:
    """A named entity and another mention of it in the same article, not linked yet."""
    to(r, "موسى")
    r.press("n")
    to(r, "الأشقري")
    r.press("u")


def has(label: str, text: str, status: str = "accepted") -> Callable[[Reviewer], bool]:
    """Is there such a mention?"""
    return lambda r: (label, text, status) in mentions(r)


def cluster_named(name: str) -> Callable[[Reviewer], bool]:
    """Is the selected mention in this cluster?"""

    def asked(r: Reviewer) -> bool:
        mention = r.session.mention
        return mention is not None and mention.cluster is not None and r.article.clusters[mention.cluster].name == name

    return asked


def argument_count(count: int) -> Callable[[Reviewer], bool]:
    """Has the selected event this many arguments?"""
    return lambda r: len(r.article.arguments_of(r.session.selected or "")) == count


def sticky(r: Reviewer) -> None:
    """A label given before, then the caret in another word."""
    at_word("مدينة")(r)
    r.press("3")
    at_word("الميناء")(r)


OPERATIONS: tuple[tuple[str, int, Step, Step, Callable[[Reviewer], bool]], ...] = (
    ("accept", 1, on("مرسانة"), keys("a"), has("ORG", "مرسانة")),
    ("reject", 1, on("مرسانة"), keys("s"), has("ORG", "مرسانة", "rejected")),
    ("next item", 0, both(on("مرسانة"), keys("a")), keys(), lambda r: words(r) == "التقى"),
    ("accept the sentence", 1, on("الحكومة"), keys("Ctrl+Enter"), has("ORG", "الحكومة")),
    ("relabel", 1, on("مرسانة"), keys("3"), has("GPE", "مرسانة", "edited")),
    ("extend a letter", 1, on("موسى"), keys("j"), has("PER", "موسى ا", "edited")),
    ("shrink a word", 1, on("موسى الأشقري شركة أغرومار"), keys("Shift+k"), has("PER", "موسى الأشقري شركة", "edited")),
    ("leave a clitic out", 1, on("وللحكومة"), keys("f"), lambda r: words(r) != "وللحكومة"),
    ("new mention, last label, word at the caret", 1, sticky, keys("Enter"), has("GPE", "الميناء")),
    ("new mention, any label, word at the caret", 1, at_word("الميناء"), keys("5"), has("FAC", "الميناء")),
    ("new mention, any label, drag", 2, keys(), drag("بناء الميناء", "5"), has("FAC", "بناء الميناء")),
    ("new event, word at the caret", 2, at_word("زار"), keys("e", "4"), has("Movement:Transport", "زار")),
    ("new event, drag", 3, keys(), drag("زار", "e", "4"), has("Movement:Transport", "زار")),
    ("add an argument, proposed", 2, on("قال"), keys("r", "1"), argument_count(1)),
    ("add an argument, any", 3, on("قال"), keys("r", "s", "2"), argument_count(1)),
    ("new event with two arguments", 6, keys(),
     both(at_word("زار"), keys("e", "4", "r", "Shift+1", "1")), argument_count(2)),
    ("link, same article", 1, one_like_it, keys("c"), cluster_named("موسى")),
    ("link, other article, likeliest", 1, linked_before, keys("c"), cluster_named("مرسانة")),
    ("link, other article, from the list", 2, linked_before, keys("g", "1"), cluster_named("مرسانة")),
    ("new cluster", 1, on("مرسانة"), keys("n"), cluster_named("مرسانة")),
    ("split at the caret", 1, both(on("موسى الأشقري شركة أغرومار"), keys("Ctrl+Left", "Ctrl+Left")),
     keys("x"), has("PER", "شركة أغرومار")),
    ("merge with the next", 1, on("موسى"), keys("m"), has("PER", "موسى الأشقري", "edited")),
    ("undo", 1, both(on("مرسانة"), keys("3")), keys("Ctrl+z"), has("ORG", "مرسانة", "suggested")),
)  # fmt: skip


def test_each_operation_takes_as_few_actions_as_promised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = papers.corpus(tmp_path)
    counts: dict[str, tuple[int, int]] = {}

    def script(r: Reviewer) -> None:
        for name, most, before, operation, done in OPERATIONS:
            start = r.session.last
            before(r)
            begun = sum(r.actions.values())
            operation(r)
            counts[name] = (sum(r.actions.values()) - begun, most)
            assert done(r), f"{name}: {words(r) if r.session.mention else mentions(r)}"
            while r.session.last != start:
                r.press("Ctrl+z")
            while r.article.row.ref != "visit":
                r.press("Ctrl+PgUp")
            r.press("Esc")

    run([str(path), "--language", "ar"], script)
    with capsys.disabled():
        print("".join(f"\n{took:2} of {most}  {name}" for name, (took, most) in counts.items()))
    assert [name for name, (took, most) in counts.items() if took > most] == []
