"""Narrow windows: one side of panels at a time, what is asked for comes, and all is there again when it is wide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.ui.app import start
from desktop.ui.room import NARROW
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import settle, until

WIDE, SLIM = 1280, 700
START, END = ("articles", "mentions", "clusters"), ("inspector", "frame", "relations", "history", "board")


@pytest.fixture(params=["ar", "en"])
def run(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Running]:
    with running(tmp_path, language=request.param) as run:
        settle()
        yield run


def resize(run: Running, width: int) -> None:
    run.app.window.resize(width, 700)
    settle()
    assert run.app.window.width() == width, "no panel makes the window wider"


def shown(run: Running) -> list[str]:
    """The docks that are shown, in sight or behind another's tab."""
    settle()
    return [name for name, dock in run.app.window.dock_widgets().items() if not dock.isHidden()]


def front(run: Running) -> list[str]:
    settle()
    return run.app.window.docks.front()


def width(run: Running, name: str) -> int:
    return run.app.window.dock_widgets()[name].width()


def test_the_ending_side_gives_way_and_comes_back_as_it_was(run: Running) -> None:
    docks = run.app.window.dock_widgets()
    docks["history"].hide()
    docks["relations"].raise_()
    before, in_front = shown(run), front(run)
    run.app.window.resizeDocks([docks["articles"], docks["relations"]], [270, 340], run.app.window.spread.orientation())
    settle()
    widths = width(run, "articles"), width(run, "relations")
    resize(run, SLIM)
    assert shown(run) == list(START)
    assert run.app.window.view.width() > 400
    resize(run, NARROW - 1)
    assert shown(run) == list(START)
    resize(run, WIDE)
    assert shown(run) == before
    assert front(run) == in_front
    assert (width(run, "articles"), width(run, "relations")) == widths


def test_what_is_asked_for_comes_and_the_other_side_waits(run: Running) -> None:
    resize(run, SLIM)
    run.press("Alt+3")
    assert shown(run) == ["inspector", "relations", "history"]
    assert front(run)[-1] == "inspector"
    resize(run, SLIM - 30)
    resize(run, SLIM + 30)
    assert shown(run) == ["inspector", "relations", "history"], "what the user chose stays"
    run.press("Alt+2")
    assert shown(run) == list(START)
    assert front(run)[0] == "mentions"
    resize(run, WIDE)
    assert shown(run) == [*START, "inspector", "relations", "history"]
    assert front(run) == ["mentions", "inspector"]


def test_a_side_put_away_brings_back_what_gave_way_to_it(run: Running) -> None:
    resize(run, SLIM)
    run.press("Alt+3")
    for name in ("relations", "history", "inspector"):
        assert "articles" not in shown(run)
        run.app.window.dock_widgets()[name].hide()
    assert shown(run) == list(START)
    resize(run, WIDE)
    assert shown(run) == list(START), "the user put them away"


def test_work_places_take_the_room_of_the_articles(run: Running) -> None:
    resize(run, SLIM)
    for key, name in (("F3", "frame"), ("F4", "board")):
        run.press(key)
        assert shown(run) == [name]
        assert run.app.window.view.width() > 300
    run.press("F2")
    assert shown(run) == list(START)
    run.press("F5")
    assert shown(run) == [*START, "timeline"]
    assert run.app.window.width() == SLIM
    run.press("F3")
    resize(run, WIDE)
    assert {"articles", "frame", "inspector", "timeline"} <= set(shown(run))
    assert "frame" in front(run)


def test_a_work_place_stays_as_the_window_becomes_narrow(run: Running) -> None:
    run.press("F4")
    settle()
    resize(run, SLIM)
    assert not set(START) & set(shown(run))
    assert "board" in front(run)
    run.press("F2")
    assert "inspector" in front(run)


def test_focus_mode_and_another_language_change_nothing_of_it(run: Running) -> None:
    resize(run, SLIM)
    run.press("Alt+3")
    run.press("F11")
    assert shown(run) == []
    run.press("F11")
    assert shown(run) == ["inspector", "relations", "history"]
    run.press("Ctrl+L")
    assert shown(run) == ["inspector", "relations", "history"]
    resize(run, WIDE)
    assert shown(run) == [*START, "inspector", "relations", "history"]


def test_the_keyboard_goes_back_to_the_article_with_what_gives_way(run: Running) -> None:
    run.press("F6", "F6")
    assert run.app.window.dock_widgets()["inspector"].isAncestorOf(run.focus)
    resize(run, SLIM)
    assert run.focus is run.app.window.view


def test_a_narrow_window_is_as_it_was_after_a_start_and_wide_again_too(tmp_path: Path) -> None:
    with running(tmp_path) as run:
        run.app.window.dock_widgets()["history"].hide()
        before = shown(run)
        resize(run, SLIM)
        run.press("Alt+2")
        path = run.session.store.path
    app = start([str(path), "--language", "en"])
    again = Running(app)
    resize(again, SLIM)
    assert shown(again) == list(START)
    assert front(again)[0] == "mentions"
    resize(again, WIDE)
    until(lambda: shown(again) == before)
    app.close()
    settle()


def test_panels_that_float_neither_give_way_nor_take_room(run: Running) -> None:
    docks = run.app.window.dock_widgets()
    docks["inspector"].setFloating(True)
    resize(run, SLIM)
    assert shown(run) == [*START, "inspector"]
    docks["inspector"].hide()
    docks["inspector"].show()
    assert shown(run) == [*START, "inspector"]
    resize(run, WIDE)
    assert shown(run) == [*START, "inspector", "relations", "history"]
