"""What is not seen at the edges of the selected mention has a ghost: blanks, zero-width and hidden letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.rows import Mention
from desktop.ui.article.ghosts import Ghost, ghosts_of
from desktop.ui.article.offsets import Offsets, hidden
from tests.ui.canvas_rig import application, bundle, session_of, view_of

BOTH = hidden(marks=True, tatweel=True)


def glyphs(text: str, words: str, *, bare: bool = False) -> list[tuple[str, str, bool]]:
    start = text.index(words)
    offsets = Offsets(text, BOTH if bare else None)
    found = ghosts_of(text, start=start, end=start + len(words), hidden=offsets.hides)
    return [(ghost.glyph, ghost.edge, ghost.inside) for ghost in found]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("قال بوتين اليوم", "بوتين", []),
        ("قال بوتين اليوم", " بوتين", [("·", "start", True)]),
        ("قال بوتين  اليوم", "بوتين  ", [("·", "end", True), ("·", "end", True)]),
        ("قال\u00a0بوتين\u200f اليوم", "بوتين", [("NBSP", "start", False), ("RLM", "end", False)]),
        ("قال \u200cبوتين", "\u200cبوتين", [("ZWNJ", "start", True)]),
        ("قال\nبوتين\nثم", "بوتين", []),
        ("قال\nبوتين", "\nبوتين", [("¶", "start", True)]),
        ("بوتين", "بوتين", []),
        ("كيم\u200fجونغ", "كيم", [("RLM", "end", False)]),
    ],
)
def test_a_ghost_stands_for_what_is_not_seen(text: str, words: str, wanted: list[tuple[str, str, bool]]) -> None:
    assert glyphs(text, words) == wanted


def test_what_the_display_hides_at_an_edge_has_one_too() -> None:
    text = "قالَ الـكـتابُ مُهِمٌّ"
    assert glyphs(text, "الـكـتاب") == []
    assert glyphs(text, "الـكـتاب", bare=True) == [("◌ُ", "end", False)]
    assert glyphs(text, "الـكـتابُ", bare=True) == []
    assert glyphs(text, "ـتابُ", bare=True) == [("ـ", "start", True)]
    assert glyphs(text, "الـك", bare=True) == [("ـ", "end", False)]


def test_no_more_than_three_on_a_side() -> None:
    assert len(ghosts_of("ب" + " " * 9, start=0, end=10, hidden=lambda _: False)) == 3
    assert ghosts_of("", start=0, end=0, hidden=lambda _: False) == []
    assert Ghost("·", "end", True) in ghosts_of("ب ", start=0, end=2, hidden=lambda _: False)


def test_ghosts_are_painted_for_the_selected_mention_alone(tmp_path: Path) -> None:
    application()
    text = "قال \u200fبوتين\u00a0 اليوم وقال كيم"
    span = (text.index("\u200f"), text.index(" اليوم"))
    session = session_of(tmp_path, bundle(text, Mention("a", "entity", "PER", *span, id="m")))
    view = view_of(session, tmp_path)
    edges = view.stage.edges(session.article.mentions["m"], 0)
    session.select("m")
    image = view.viewport().grab().toImage()
    for edge in edges:
        inwards = -1 if (edge.which == "start") == edge.rtl else 1
        x = int(edge.x) + inwards * 9
        above = image.pixelColor(x, int(edge.y) - 4)
        assert above == view.stage.style.handle, edge.which
    session.select(None)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(int(edges[0].x) - 9, int(edges[0].y) - 4) == view.stage.style.background
