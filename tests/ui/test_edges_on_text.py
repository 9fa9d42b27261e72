"""Edges moved by real keys and the mouse: emoji, gaps, line ends, blanks, what is hidden, and what is out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from db.rows import Mention
from desktop.ui.article.hit import Spot
from desktop.ui.widgets.edge_echo import EdgeEcho
from tests.ui.app_kit import Running, running
from tests.ui.canvas_rig import bundle
from tests.ui.panel_kit import settle

HEAD = "قال الرئيس الروسي أمس فلاديمير بوتين إن كيم وصل.\nوفي موسكو 👍🏽 و🇰🇵🇷🇺 و1️⃣ كَتَبَ الـــكـــتاب و«حماس» نعم.\n"
TEXT = HEAD + "\n".join(f"سطر آخر {number} لا شيء فيه." for number in range(60))
GAP = (HEAD.index(" أمس"), HEAD.index("فلاديمير"))


def at(words: str) -> tuple[int, int]:
    return HEAD.index(words), HEAD.index(words) + len(words)


def made(words: str, key: str, **more: object) -> Mention:
    return Mention("a", "entity", "PER", *at(words), id=key, source="model", **more)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    rows = [
        made("الرئيس الروسي أمس فلاديمير بوتين", "gapped", gaps=(GAP,)), made("كيم", "kim"), made("موسكو", "moscow"),
        made("👍🏽", "thumb"), made("🇰🇵🇷🇺", "flags"), made("1️⃣", "one"), made("كَتَبَ", "wrote"),
        made("الـــكـــتاب", "book"), made("و«حماس»", "hamas"),
    ]  # fmt: skip
    with running(tmp_path, own=[bundle(TEXT, *rows)]) as app:
        if app.session.article is None:
            app.session.open("a")
        settle()
        yield app


def choose(app: Running, key: str) -> None:
    app.session.select(key)
    app.app.window.view.setFocus()
    settle()


def letters(app: Running, key: str) -> list[str]:
    mention = app.article.mentions[key]
    return [app.article.text[start:end] for start, end in mention.fragments]


def send(app: Running, kind: QEvent.Type, point: QPointF, *, held: bool) -> None:
    viewport, left = app.app.window.view.viewport(), Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    event = QMouseEvent(
        kind, point, QPointF(viewport.mapToGlobal(point.toPoint())), button, left if held else Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def drag(app: Running, key: str, which: str, to: int) -> None:
    """Drag an edge of a mention to where the caret would stand behind (of an end) or before (of a start) a place."""
    choose(app, key)
    view = app.app.window.view
    edge = next(each for each in view.edges() if each.which == which)
    begin = QPointF(edge.x, edge.y + edge.height / 2)
    x, y, height = view.stage.caret_at(Spot(to, which == "end"), view.scrolled)
    target = QPointF(x, y + height / 2)
    send(app, QEvent.Type.MouseButtonPress, begin, held=True)
    send(app, QEvent.Type.MouseMove, target, held=True)
    shown = view.flow.override
    send(app, QEvent.Type.MouseButtonRelease, target, held=False)
    settle()
    after = app.article.mentions[key]
    if shown is not None:
        assert (shown.start, shown.end, shown.gaps) == (after.start, after.end, after.gaps), "what was seen is what is"


@pytest.mark.parametrize(
    ("key", "press", "expected"),
    [("thumb", "L", "👍🏽"), ("thumb", "K", "👍🏽"), ("one", "L", "1️⃣"), ("flags", "K", "🇰🇵"), ("flags", "L", "🇷🇺")],
)
def test_no_key_leaves_half_an_emoji(app: Running, key: str, press: str, expected: str) -> None:
    choose(app, key)
    app.press(press)
    assert letters(app, key) == [expected]


def test_the_caret_steps_over_an_emoji(app: Running) -> None:
    for words in ("👍🏽", "1️⃣"):
        app.caret_at(words)
        app.press("Alt+Down")
        assert app.app.window.view.caret == at(words)[1]
        app.press("Alt+Up")
        assert app.app.window.view.caret == at(words)[0]


@pytest.mark.parametrize(
    ("presses", "expected"),
    [
        (("Shift+K",), ["الرئيس الروسي", "فلاديمير"]),
        (("Shift+K", "Shift+K"), ["الرئيس الروسي"]),
        (("Ctrl+Shift+K", "Ctrl+Shift+K"), ["الرئيس الروسي"]),
        (("Shift+L", "Shift+L"), ["فلاديمير بوتين"]),
    ],
)
def test_shrinking_never_takes_in_a_gap(app: Running, presses: tuple[str, ...], expected: list[str]) -> None:
    choose(app, "gapped")
    app.press(*presses)
    assert letters(app, "gapped") == expected
    app.press(*["Ctrl+Z"] * len(presses))
    assert letters(app, "gapped") == ["الرئيس الروسي", "فلاديمير بوتين"]


@pytest.mark.parametrize(("which", "expected"), [("end", ["الرئيس الروسي"]), ("start", ["فلاديمير بوتين"])])
def test_an_edge_dropped_in_a_gap_leaves_the_fragment_beyond(app: Running, which: str, expected: list[str]) -> None:
    drag(app, "gapped", which, GAP[0] + 3)
    assert letters(app, "gapped") == expected


@pytest.mark.parametrize(
    ("key", "which", "expected"),
    [("wrote", "start", "بَ"), ("wrote", "end", "كَ"), ("thumb", "end", "👍🏽"), ("flags", "start", "🇷🇺")],
)
def test_an_edge_dragged_past_the_other_leaves_a_whole_letter(app: Running, key, which, expected) -> None:
    drag(app, key, which, at("موسكو")[0] if which == "end" else at("نعم")[1])
    assert letters(app, key) == [expected]


def test_a_dragged_edge_leaves_blanks_behind_and_stays_on_its_line(app: Running) -> None:
    drag(app, "kim", "end", at("كيم ")[1])
    assert letters(app, "kim") == ["كيم"]
    assert app.session.selected == "kim"
    drag(app, "kim", "end", at("موسكو")[1])
    assert letters(app, "kim") == ["كيم وصل."]
    drag(app, "moscow", "start", at("كيم")[0])
    assert letters(app, "moscow") == ["وفي موسكو"]
    drag(app, "moscow", "start", at("كيم")[0] + 1)
    assert (letters(app, "moscow"), app.session.selected) == (["وفي موسكو"], "moscow"), "nothing else is taken up"


def test_a_split_in_a_gap(app: Running) -> None:
    for caret in (GAP[0] + 2, 0):
        choose(app, "gapped")
        app.app.window.view.set_caret(caret)
        app.press("X")
        assert letters(app, "gapped") == ["الرئيس الروسي"]
        assert app.words() == "فلاديمير بوتين"
        app.press("Ctrl+Z")


def test_a_nested_mention_has_the_gaps_too(app: Running) -> None:
    choose(app, "gapped")
    app.press("V", "6")
    assert (app.mention.label, app.mention.gaps) == ("OCC", (GAP,))


@pytest.mark.parametrize(("key", "press"), [("gapped", "M"), ("kim", "Ctrl+M")])
def test_a_merge_keeps_gaps_in_both_directions(app: Running, key: str, press: str) -> None:
    choose(app, key)
    app.press(press)
    assert letters(app, key) == ["الرئيس الروسي", "فلاديمير بوتين إن كيم"]


@pytest.mark.parametrize(("key", "press"), [("kim", "M"), ("moscow", "Ctrl+M")])
def test_a_merge_over_a_line_end_is_refused_in_words(app: Running, key: str, press: str) -> None:
    choose(app, key)
    app.press(press)
    assert app.said == app.app.context.tr("refused.merge_lines")
    assert letters(app, key) == [{"kim": "كيم", "moscow": "موسكو"}[key]]


def test_every_press_moves_what_is_seen_while_tatweel_is_hidden(app: Running) -> None:
    app.press("Ctrl+Shift+T")
    choose(app, "book")
    seen = []
    for _ in range(4):
        app.press("L")
        seen.append(next(round(edge.x) for edge in app.app.window.view.edges() if edge.which == "start"))
    assert seen == sorted(set(seen), reverse=True), "further left with every press"
    assert letters(app, "book") == ["اب"]
    app.press(";", ";")
    assert letters(app, "book") == ["كـــتاب"]


def test_the_boundary_key_takes_a_proclitic_off_a_quote(app: Running) -> None:
    choose(app, "hamas")
    app.press("F")
    assert letters(app, "hamas") == ["حماس"]
    assert app.said != app.app.context.tr("boundaries.none")


def test_the_echo_shows_no_gap_letter_as_covered(app: Running) -> None:
    choose(app, "gapped")
    echo = next(each for each in app.app.window.findChildren(EdgeEcho) if each.isVisible() and each.pieces)
    assert "أمس" not in "".join(piece.text for piece in echo.pieces if piece.part == "mention")
    assert "…" in echo.accessibleName()
    assert "أمس" not in echo.toolTip()


def test_an_edge_moved_out_of_sight_is_brought_into_sight(app: Running) -> None:
    choose(app, "kim")
    bar = app.app.window.view.verticalScrollBar()
    for press, which in (("J", "end"), ("Shift+L", "start")):
        bar.setValue(bar.maximum())
        settle()
        view = app.app.window.view
        assert not view.in_sight(app.article.mentions["kim"].end - 1)
        before = app.article.mentions["kim"]
        app.press(press)
        settle()
        after = app.article.mentions["kim"]
        assert (after.start, after.end) != (before.start, before.end)
        assert view.in_sight(after.end - 1 if which == "end" else after.start)
        scrolled = view.scrolled
        app.press("Ctrl+Z", press)
        assert view.scrolled == scrolled, "what is in sight stays where it is"
