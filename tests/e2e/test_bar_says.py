"""The bar's messages: undo only beside the edit it undoes; what is said goes with the next action; undo says what."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.ui.commands.base import Need
from desktop.ui.widgets.review_bar import ReviewBar
from tests.e2e import papers
from tests.e2e.hands import click, plain, said
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import to

ENGLISH = ["--language", "en", "--theme", "light"]
NAME = "رئيس الوزراء سامي الحدّاد"


def bar(r: Reviewer) -> ReviewBar:
    assert r.window is not None
    r.settle()
    return r.window.review_bar


def ways(r: Reviewer) -> list[str]:
    """What is offered beside what is said."""
    found = bar(r)
    return [name for name, button in (("undo", found.undo), ("redo", found.redo)) if button.isVisible()]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return papers.corpus(tmp_path)


def test_undo_stands_beside_the_edit_that_it_undoes(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        to(r, NAME)
        r.press("A")
        assert said(r).startswith("Done: accept")
        assert ways(r) == ["undo"]
        r.press("F9")
        r.wait(lambda: "ontradiction" in said(r))
        assert ways(r) == [], "F9 did nothing that can be taken back"
        r.press("F5")
        r.settle()
        assert said(r).startswith("Done: accept"), "said of another place"
        assert ways(r) == ["undo"]

    run([str(corpus), *ENGLISH], script)


def test_a_message_goes_with_the_next_action_or_selection(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        to(r, NAME)
        chosen = r.session.selected
        r.press("A")
        r.session.select(chosen)
        r.press("Y")
        assert not said(r).startswith("Done")
        assert ways(r) == []
        r.press("Tab")
        assert said(r).startswith("Done: accept")
        r.press("Shift+F7")
        assert not said(r).startswith("Done")
        r.press("G")
        assert said(r).startswith("Done: accept"), "the list is open: that something was not possible is past"
        r.press("Esc")

    run([str(corpus), *ENGLISH], script)


def test_what_is_taken_back_is_said_and_can_be_done_again(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        to(r, NAME)
        mention = r.session.selected
        r.press("n")
        r.session.select(mention)
        r.press("A")
        r.session.select(mention)
        r.settle()
        r.press("Ctrl+Z")
        assert said(r) == f"Undone: accept “{NAME}”"
        assert ways(r) == ["redo"]
        click(r, bar(r).redo)
        assert said(r) == f"Redone: accept “{NAME}”"
        assert ways(r) == ["undo"]
        r.press("Ctrl+Z")
        r.press("Ctrl+Z")
        assert said(r).startswith("Undone: new cluster")
        r.press("Ctrl+Y")
        assert said(r).startswith("Redone: new cluster")
        r.press("Ctrl+Z")
        r.press("Tab")
        assert ways(r) == []
        assert plain(bar(r).said.text()) == "", "nothing is left that could be taken back"

    run([str(corpus), *ENGLISH], script)


def test_what_is_not_possible_is_said_with_its_reason(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        r.session.select(None)
        r.settle()
        r.press("A")
        assert said(r) == "Select a mention first"
        r.press("Shift+F7")
        assert said(r) == "Open an article beside first: F7"
        to(r, NAME)
        r.press("Y")
        assert said(r) == "Select an event first"
        assert r.window is not None
        commands = bar(r)._commands
        assert commands is not None
        for action in commands.actions.values():
            if isinstance(action.when, Need) and not action.when(commands):
                missing = action.when.missing(commands)
                assert not missing(commands)
                assert commands.context.messages.has(missing.why)

    run([str(corpus), *ENGLISH], script)
