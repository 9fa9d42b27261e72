"""Arrows held down: whatever directions the paragraphs and their parts read in, they get on and end at an end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.rows import Article
from desktop.article import OpenArticle
from desktop.settings import Settings
from desktop.ui import theme
from desktop.ui.article import caret
from desktop.ui.article.flow import Flow
from desktop.ui.article.hit import Spot
from desktop.ui.article.style import CanvasStyle
from tests.ui.canvas_rig import TORTURE, application

PIECES = ("قال", "كيم", "بوتين.", "(Reuters)", "NATO", "on", "19", "3.5٪", "١٢", "،", "لا", "😀", "\u200f", "سطر", "!")
PARAGRAPHS = st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=4).map("\n".join)
WAYS = pytest.mark.parametrize("left", [True, False])
ARABIC = "قال كيم نعم.\nThe agency said (Reuters) on Monday.\nسطر عربي آخر."
ENGLISH = "The agency said so.\nOn Monday it said more.\nNothing else."


def flow_of(text: str, folder: Path, *, width: int = 640) -> Flow:
    application()
    head = Article(ref="a", title="", position=0, length=len(text), sha256="", record_sha256="", id="a")
    style = CanvasStyle.of(theme.load("light"), Settings(folder / "settings.toml"))
    return Flow(style, OpenArticle(head, text), width=width)


def held(step: object, flow: Flow, spot: Spot, *, left: bool) -> list[Spot]:
    """The places one comes to with the key held down, until it does nothing more."""
    been = [spot]
    while (found := step(flow, been[-1], left=left)) != been[-1]:  # type: ignore[operator]
        assert found not in been, f"back at {found} after {been}"
        been.append(found)
    return been


def end_of(flow: Flow, *, left: bool) -> int:
    """The paragraph where the way to the left (or right) ends."""
    return len(flow) - 1 if left == flow.rtl else 0


@WAYS
@pytest.mark.parametrize("step", [caret.by_letter, caret.by_word])
@pytest.mark.parametrize("text", [ARABIC, ENGLISH, "\n".join(TORTURE), "ABC\nقال\n\nDEF\n\n\nنعم ثم\nGHI"])
def test_a_held_arrow_gets_on(step: object, text: str, left: bool, tmp_path: Path) -> None:
    for width in (180, 640):
        flow = flow_of(text, tmp_path, width=width)
        for start in range(0, len(text) + 1, 3):
            been = held(step, flow, Spot(start), left=left)
            assert flow.index_of(been[-1].position) == end_of(flow, left=left)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.data())
def test_from_anywhere_no_place_is_seen_twice(tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
                                              ) -> None:  # fmt: skip
    flow = flow_of(text, tmp_path_factory.mktemp("flow"), width=data.draw(st.sampled_from((120, 300, 640))))
    start = data.draw(st.integers(0, len(text)))
    left = data.draw(st.booleans())
    for step in (caret.by_letter, caret.by_word):
        been = held(step, flow, Spot(start), left=left)
        assert flow.index_of(been[-1].position) == end_of(flow, left=left)


@WAYS
def test_every_paragraph_is_gone_through_letter_by_letter(left: bool, tmp_path: Path) -> None:
    flow = flow_of(ARABIC, tmp_path)
    start = Spot(len(ARABIC), after=True) if not left else Spot(0)
    assert {spot.position for spot in held(caret.by_letter, flow, start, left=left)} == set(range(len(ARABIC) + 1))


def test_a_neighbour_is_entered_at_the_side_one_comes_from(tmp_path: Path) -> None:
    flow = flow_of(ARABIC, tmp_path)
    first, second = ARABIC.index("\n"), ARABIC.rindex("\n")
    assert caret.by_letter(flow, Spot(first, after=True), left=True) == Spot(second, after=True)
    assert caret.by_letter(flow, Spot(first + 1), left=True) == Spot(second + 1)
    assert caret.by_letter(flow, Spot(second + 1), left=False) == Spot(first + 1)
    assert caret.by_letter(flow, Spot(second, after=True), left=False) == Spot(first, after=True)


def test_words_of_a_paragraph_that_reads_the_other_way_are_gone_through_backwards(tmp_path: Path) -> None:
    flow = flow_of(ARABIC, tmp_path)
    been = [spot.position for spot in held(caret.by_word, flow, Spot(0), left=True)]
    words = [ARABIC.index(word) for word in ("Monday", "on ", "Reuters", "said", "agency", "The")]
    ends = [ARABIC.index(word) + len(word) for word in ("قال", "كيم", "نعم")]
    assert been[: len(ends) + len(words) + 2] == [0, *ends, *words, ARABIC.index("سطر") + 3]


def test_an_english_article_is_gone_through_as_english_is(tmp_path: Path) -> None:
    flow = flow_of(ENGLISH, tmp_path)
    assert not flow.rtl
    first = ENGLISH.index("\n")
    assert caret.by_letter(flow, Spot(first + 1), left=True) == Spot(first, after=True)
    assert caret.by_letter(flow, Spot(first, after=True), left=False) == Spot(first + 1)
