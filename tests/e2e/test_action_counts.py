"""How many actions each operation takes, counted by real events: a key chord, a click or a drag is one, scrolling none.

The targets are those the program was designed to; where a mention must be selected first, it is, as after the decision
before. What an operation leaves on the text is asserted each time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from db.labelset import preset
from db.rows import Mention
from db.store import Store
from tests.e2e.reviewer import Mod, Reviewer, corpus, run
from tests.e2e.test_side_by_side import beside, click_beside, named
from tests.ui.panel_kit import bundles

EVENT = "استقبل"
"""Becomes an event of the second article."""
Steps = Callable[[Reviewer], None]


def spent(tmp_path: Path, prepare: Steps, operation: Steps, check: Steps) -> int:
    """The actions an operation took in the application, what prepares it not counted."""
    path = corpus(tmp_path)
    with Store.create(path, preset("news"), author="أمل") as store:
        store.bulk_import(bundles())
    counts: list[int] = []

    def script(r: Reviewer) -> None:
        r.view.setFocus()
        prepare(r)
        before = sum(r.actions.values())
        operation(r)
        counts.append(sum(r.actions.values()) - before)
        check(r)

    run([str(path), "--language", "ar"], script)
    return counts[0]


def keys(*chords: str) -> Steps:
    """Press these."""

    def steps(r: Reviewer) -> None:
        for chord in chords:
            r.press(chord)

    return steps


def chosen(words: str, nth: int = 0) -> Steps:
    """The nth mention with these words selected."""
    return lambda r: r.session.select(found(r, words, nth).id)


def found(r: Reviewer, words: str, nth: int = 0) -> Mention:
    return [each for each in r.article.ordered if r.article.text_of(each) == words][nth]


def caret(words: str) -> Steps:
    """The caret in a word, nothing selected."""

    def steps(r: Reviewer) -> None:
        r.session.select(None)
        r.view.set_caret(r.article.text.index(words) + 1)

    return steps


def both(*parts: Steps) -> Steps:
    """One after the other."""

    def steps(r: Reviewer) -> None:
        for part in parts:
            part(r)

    return steps


def is_now(words: str, *, label: str | None = None, status: str | None = None) -> Steps:
    """The selected mention is this."""

    def check(r: Reviewer) -> None:
        assert r.session.mention is not None
        assert r.article.text_of(r.session.mention) == words
        assert label in (None, r.session.mention.label)
        assert status in (None, r.session.mention.status)

    return check


def holds(words: str, status: str) -> Steps:
    """The first mention with these words has a status, and the next one is selected already."""

    def check(r: Reviewer) -> None:
        mention = found(r, words)
        assert mention.status == status
        assert r.session.mention is not None
        assert r.session.mention.status == "suggested"
        assert r.session.mention.start > mention.start

    return check


def linked(words: str, ref: str) -> Steps:
    """The selected mention is this, in a cluster with this id in files."""

    def check(r: Reviewer) -> None:
        is_now(words)(r)
        assert r.session.mention is not None
        assert r.article.clusters[r.session.mention.cluster or ""].ref == ref

    return check


def has_arguments(*pairs: tuple[str, str]) -> Steps:
    """The selected event has these roles with these fillers."""

    def check(r: Reviewer) -> None:
        assert r.session.mention is not None
        held = {
            (each.role, r.article.text_of(r.article.mentions[each.filler]))
            for each in r.article.arguments_of(r.session.mention.id)
        }
        assert held >= set(pairs)

    return check


def drag(words: str) -> Steps:
    """Drag over words."""

    def steps(r: Reviewer) -> None:
        start = r.article.text.index(words)
        r.drag(start, start + len(words))

    return steps


def ctrl_drag(words: str) -> Steps:
    """Drag over words with Ctrl held."""

    def steps(r: Reviewer) -> None:
        start = r.article.text.index(words)
        r.drag(start, start + len(words), held=Qt.KeyboardModifier.ControlModifier)

    return steps


def click(words: str) -> Steps:
    """Click into a word."""
    return lambda r: r.click(r.article.text.index(words) + 1)


def second_article(r: Reviewer) -> None:
    r.press("Ctrl+PgDn")
    assert r.article.row.ref == "001"


def two(words: str) -> Steps:
    """A mention in no cluster selected, the next article beside."""
    return both(chosen(words), keys("u", "F7"))


def told_in_both(r: Reviewer) -> None:
    """An event selected, and one in the next article."""
    both(second_article, caret(EVENT), keys("e", "1", "Ctrl+PgUp"), chosen("مباحثات"))(r)


def click_there(words: str, held: Mod = Mod.NoModifier) -> Steps:
    """A click on a mention of the article beside."""
    return lambda r: click_beside(r, named(beside(r), words), held)


def one_with(words: str) -> Steps:
    """The selected mention is in one cluster with this one beside, and the hand is where it was."""

    def check(r: Reviewer) -> None:
        assert r.session.mention is not None
        assert r.session.mention.cluster is not None
        assert r.session.mention.cluster == named(beside(r), words).cluster
        assert r.article.row.ref == "000"
        assert r.view.hasFocus()

    return check


def related_to(words: str) -> Steps:
    """The selected event is before this one beside, and the hand is where it was."""

    def check(r: Reviewer) -> None:
        (made,) = r.article.relations.values()
        assert (made.head, made.tail) == (r.session.selected, named(beside(r), words).id)
        assert r.article.row.ref == "000"
        assert r.view.hasFocus()

    return check


def all_are(words: str, *, label: str) -> Steps:
    """Every place of these words is a mention with this label, decided."""

    def check(r: Reviewer) -> None:
        r.wait(lambda: r.session.last is not None and r.session.last.label == "mention.propagate")
        held = [m for m in r.article.ordered if r.article.text_of(m) == words]
        assert len(held) == r.article.text.count(words)
        assert {(m.label, m.status == "suggested") for m in held} == {(label, False)}

    return check


def agreed(r: Reviewer) -> None:
    """Enter in the dialog that shows the places."""
    assert r.dialog().findChild(QListWidget) is not None
    r.press("Enter")


def not_linked(words: str) -> Steps:
    """A mention in no cluster, selected."""
    return both(chosen(words), keys("u"))


def nesting(r: Reviewer) -> None:
    """A mention of several words, and another label used after its own."""
    r.session.select(None)
    start = r.article.text.index("الزعيم الكوري الشمالي")
    r.view.select_text(start, start + len("الزعيم الكوري الشمالي"))
    r.press("6")
    both(caret("الوكالة"), keys("2"))(r)


OPERATIONS: dict[str, tuple[int, Steps, Steps, Steps]] = {
    "create, label sticky": (
        1, both(caret("الوكالة"), keys("2"), caret("روسيا")), keys("Enter"), is_now("روسيا", label="ORG")),
    "create, label sticky, over text": (
        1, both(caret("الوكالة"), keys("2")), ctrl_drag("كوريا الشمالية"), is_now("كوريا الشمالية", label="ORG")),
    "create, label sticky, over text inside a mention": (
        1, both(nesting, caret("عقد")), ctrl_drag("الكوري"), is_now("الكوري", label="ORG")),
    "create, label sticky, over text from the edge of the selected mention": (
        1, both(nesting, chosen("الزعيم الكوري الشمالي")), ctrl_drag("الزعيم"), is_now("الزعيم", label="ORG")),
    "create, label fresh, word at the caret": (1, caret("روسيا"), keys("3"), is_now("روسيا", label="GPE")),
    "create, label fresh, over text": (
        2, caret("عقد"), both(drag("كوريا الشمالية"), keys("3")), is_now("كوريا الشمالية", label="GPE")),
    "relabel": (1, chosen("بوتين"), keys("6"), is_now("بوتين", label="OCC")),
    "extend one step": (1, chosen("بيونغ يانغ"), keys(";"), is_now("ي بيونغ يانغ")),
    "shrink one step": (1, chosen("كيم جونغ أون"), keys("Shift+k"), is_now("كيم جونغ")),
    "peel a clitic": (
        1, both(caret("ستدعم"), drag("وذكرت الوكالة"), keys("2", "f")), keys("f"), is_now("ذكرت الوكالة")),
    "accept": (1, chosen("بوتين"), keys("a"), holds("بوتين", "accepted")),
    "accept a sentence": (1, chosen("بوتين"), keys("Ctrl+Enter"), holds("كيم جونغ أون", "accepted")),
    "reject": (1, chosen("بوتين"), keys("s"), holds("بوتين", "rejected")),
    "link, near": (1, not_linked("بوتين"), keys("c"), linked("بوتين", "E-putin")),
    "link, other article, best candidate": (
        1, both(second_article, not_linked("كيم جونغ أون")), keys("c"), linked("كيم جونغ أون", "E-kim")),
    "link, other article, chosen from the list": (
        2, both(second_article, chosen("كيم جونغ أون"), keys("u"), caret("ضيفه"), keys("1"), chosen("كيم جونغ أون")),
        keys("g", "1"), linked("كيم جونغ أون", "E-kim")),
    "link, article beside": (1, two("بيونغ يانغ"), click_there("كيم جونغ أون", Mod.ControlModifier),
                             one_with("كيم جونغ أون")),
    "link, article beside, while the list waits": (
        2, two("بيونغ يانغ"), both(keys("g"), click_there("كيم جونغ أون")), one_with("كيم جونغ أون")),
    "relate, article beside, by a click": (
        3, both(told_in_both, keys("F7")), both(keys("b", "1"), click_there(EVENT)), related_to(EVENT)),
    "relate, article beside, by a number": (
        3, both(told_in_both, keys("F7")), keys("Alt+b", "1", "1"), related_to(EVENT)),
    "add an argument": (
        2, both(caret("أعرب"), keys("e", "1")), keys("r", "1"), has_arguments(("Speaker", "بوتين"))),
    "add an argument by its role's key": (
        2, both(caret("أعرب"), keys("e", "1", "F3")), keys("Alt+s", "1"), has_arguments(("Speaker", "بوتين"))),
    "new event with two arguments": (
        6, caret("عقد"), both(click("أعرب"), keys("e", "1", "r", "Shift+1", "2")),
        has_arguments(("Speaker", "بوتين"), ("Addressee", "بيونغ يانغ"))),
    "propagate a correction": (
        2, both(chosen("بوتين"), keys("6")), both(keys("i"), agreed), all_are("بوتين", label="OCC")),
    "undo": (1, both(chosen("بوتين"), keys("6")), keys("Ctrl+z"), is_now("بوتين", label="PER")),
}  # fmt: skip
"""name: (target, what stands before, the operation, what stands after)."""


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_takes_no_more_than_its_target(tmp_path: Path, name: str) -> None:
    target, prepare, operation, check = OPERATIONS[name]
    actions = spent(tmp_path, prepare, operation, check)
    print(f"{name}: {actions} (target {target})")
    assert actions <= target


def test_the_next_item_takes_none(tmp_path: Path) -> None:
    """After a decision the next undecided mention is selected: the loop is one key an item."""

    def loop(r: Reviewer) -> None:
        while r.article.progress[0] < r.article.progress[1]:
            r.press("a")

    total: list[int] = []
    actions = spent(tmp_path, chosen("بوتين"), loop, lambda r: total.append(r.article.progress[1]))
    assert actions == total[0]
