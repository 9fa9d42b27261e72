"""A corpus that may only be read: every key and button that would write is grey or says calmly why it does nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from db.check import check
from db.rows import Change
from db.store import Store
from desktop.ui.panels.card_tools import CardTools
from desktop.ui.panels.inspector_date import DateSection
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.role_line import EmptyRole
from desktop.ui.widgets.segmented import Segment
from tests.e2e import papers
from tests.e2e.hands import button, click, closed, said
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_board_refusals import board, made
from tests.ui.board_kit import paper

KEYS = (*"0123456789xcgnusdaeorptybmvijkl;.f", "Enter", "Delete", "Backspace", "Shift+1", "Shift+0", "Shift+a",
        "Shift+r", "Alt+b", "Alt+a", "Shift+F8", "Ctrl+Enter", "Ctrl+Shift+Enter", "Ctrl+m", "Ctrl+d", "Ctrl+z",
        "Ctrl+y", "Ctrl+Shift+i")  # fmt: skip
READ_ONLY = "The corpus is open read-only"


@contextmanager
def locked(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another has it open."""
    with Store.open(corpus):
        yield


@contextmanager
def unwritable(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The file and its folder may not be written to, as the system tells whoever is not root."""
    folder, may = corpus.parent, os.access
    corpus.chmod(0o444)
    folder.chmod(0o555)
    monkeypatch.setattr(
        os, "access",
        lambda place, mode, **rest: (
            may(place, mode, **rest) and not (mode == os.W_OK and folder in (Path(place), Path(place).parent))
        ),
    )  # fmt: skip
    yield
    monkeypatch.undo()
    folder.chmod(0o755)


Barred = Callable[[Path, pytest.MonkeyPatch], object]


def read(r: Reviewer) -> None:
    """Open it read-only, as the dialog offers."""
    click(r, button(r, "Open read-only", r.dialog()))
    closed(r)
    r.wait(lambda: r.view.isVisible() and r.view.text)
    assert r.session.store.read_only


@pytest.mark.parametrize("barred", [locked, unwritable])
@pytest.mark.parametrize("place", ["F2", "F3", "F4"])
def test_no_key_writes_and_each_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, barred: Barred, place: str
) -> None:
    corpus = made(tmp_path, [paper(number) for number in range(3)])
    before = corpus.read_bytes()

    def script(r: Reviewer) -> None:
        read(r)
        r.press(place)
        for beside in (False, True):
            if beside:
                r.press("F7")
            for kind in ("event", "entity"):
                chosen = next(each for each in r.article.ordered if each.kind == kind)
                for key in KEYS:
                    r.session.select(chosen.id)
                    r.settle()
                    r.window.review_bar.say("")
                    r.press(key)
                    assert r.palette is None, f"{key} asks what cannot be done"
                    assert not r.view.picking, f"{key} asks for what cannot be given"
                    assert said(r) or (key == "Alt+a" and place != "F3"), f"{key} is silent"
        assert [each.kind for each in r.session.store.history()] == ["import"]

    with barred(corpus, monkeypatch):
        run([str(corpus), "--language", "en"], script)
        if barred is unwritable:
            assert corpus.read_bytes() == before
    assert check(corpus) == []


def test_the_board_is_grey_but_for_going_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = made(tmp_path, [paper(number) for number in range(3)])
    with Store.open(corpus) as store:
        head = store.articles()[0].article
        store.commit("x", [Change(head, replace(head, state="in_progress"))])

    def script(r: Reviewer) -> None:
        read(r)
        r.press("F4")
        r.session.select(next(each for each in r.article.ordered if each.kind == "event").id)
        r.settle()
        assert {name for name, each in board(r).buttons.items() if each.isEnabled()} == {"later"}
        assert board(r).offers
        assert not r.window.review_bar.undo.isVisible()
        assert r.window.review_bar.hints.shown[0] == "board.later"
        for key in ("1", "0", "x", "Shift+2"):
            r.press(key)
            assert said(r).startswith(READ_ONLY)
        r.window.review_bar.say("")
        board(r).view.activated.emit(board(r).model.index(0, 0))
        assert said(r).startswith(READ_ONLY), "a double click on a candidate, too"
        before = r.session.selected
        click(r, board(r).buttons["later"])
        assert r.session.selected != before, "looking on is possible"

    with locked(corpus, monkeypatch):
        run([str(corpus), "--language", "en"], script)


def test_frame_inspector_card_and_relations_are_grey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        read(r)
        docks = r.window.dock_widgets()
        event = next(each for each in r.article.ordered if each.kind == "event")
        day = next(each for each in r.article.ordered if each.label == "DATE")
        for name in ("inspector", "frame", "relations", "clusters"):
            for mention in (event, day):
                docks[name].show()
                docks[name].raise_()
                r.session.select(mention.id)
                r.settle()
                able = [each for each in docks[name].findChildren(QAbstractButton) if each.isVisible()]
                able = [each for each in able if each.isEnabled()]
                assert not [each for each in able if isinstance(each, EmptyRole)]
                assert not [each for each in able if isinstance(each, Chip) and each.removable]
                switches = [each.text() for each in able if isinstance(each, Segment)]
                assert "Positive" not in switches
                assert "Past" not in switches
                dates = [each for each in docks[name].findChildren(DateSection) if each.isVisible()]
                assert bool(dates) == (name == "inspector" and mention is day)
                fields = [field for date in dates for field in date.findChildren(QLineEdit)]
                assert all(field.isReadOnly() for field in fields)
                assert not any(date.button.isEnabled() for date in dates)
        relating = docks["relations"].widget().buttons
        assert not [name for name, each in relating.items() if each.isEnabled()]
        for tools in docks["clusters"].findChildren(CardTools):
            assert not tools.isVisible()
        docks["inspector"].raise_()
        r.session.select(event.id)
        r.settle()
        label = next(each for each in docks["inspector"].findChildren(Chip) if each.isVisible())
        click(r, label)
        assert said(r).startswith(READ_ONLY)

    with locked(corpus, monkeypatch):
        run([str(corpus), "--language", "en"], script)


def test_nothing_is_carried_or_drawn_where_nothing_may_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dragging over text, an edge, and a click with Ctrl across two articles."""
    corpus = made(tmp_path, [paper(number) for number in range(3)])

    def script(r: Reviewer) -> None:
        read(r)
        chosen = next(each for each in r.article.ordered if each.kind == "event")
        r.session.select(chosen.id)
        r.press("F7")
        other = r.session.companion
        assert other is not None
        views = [view for view in r.window.spread.views if view is not r.view]
        views[0].acrossWanted.emit(next(each.id for each in other.ordered if each.kind == "event"), False)
        assert said(r).startswith(READ_ONLY)
        r.drag(chosen.start, chosen.end + 4, held=Qt.KeyboardModifier.NoModifier)
        assert r.palette is None
        assert [each.kind for each in r.session.store.history()] == ["import"]

    with locked(corpus, monkeypatch):
        run([str(corpus), "--language", "en"], script)
