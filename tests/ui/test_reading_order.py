"""Names and ids keep their order beside each other, and an ellipsis stands where the words end, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QTextOption

from desktop.bidi import in_line, isolated, outside, side_by_side
from desktop.messages import Language, Messages
from desktop.ui import fonts
from desktop.ui.widgets.elided import elided
from tests.ui.canvas_rig import application

ROOT = Path(__file__).resolve().parents[2]
ARABIC = "دعوة ووثيقة ورسالة تفاصيل لقاء بوتين وكيم في بيونغ يانغ"
NAMED = [("بوتين", "E-putin"), ("19th, June 2024", "D-2024-06-19"), ("روسيا", "روسيا_2")]
LATIN = "An invitation, a document and a letter: what was said"


def places(text: str, *pieces: str, rtl: bool) -> list[float]:
    """Where on a line each piece's middle stands, from the left."""
    application()
    layout = QTextLayout(text, fonts.interface())
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(2000)
    layout.endLayout()
    found = []
    for piece in pieces:
        boxes = [run.boundingRect() for run in layout.glyphRuns(text.index(piece), len(piece))]
        found.append((min(box.left() for box in boxes) + max(box.right() for box in boxes)) / 2)
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("name", "ref"), NAMED)
def test_a_name_its_id_and_the_rest_stand_in_this_order(language: Language, name: str, ref: str) -> None:
    messages = Messages(language)
    said = messages.tr(
        "panels.inspector.cluster", name=side_by_side(name, ref), mentions="0050", articles=messages.number(3)
    )
    rtl = language == "ar"
    for shown in (said, in_line(said, rtl=rtl)):
        order = places(shown, name[:3], ref[:2] if ref != "روسيا_2" else "_2", ":", "0050", rtl=rtl)
        assert order == sorted(order, reverse=rtl), shown


def test_things_isolated_already_are_not_isolated_again() -> None:
    both = side_by_side("بوتين", "", "E-putin")
    assert both == f"{isolated('بوتين')} · {isolated('E-putin')}"
    assert side_by_side(both) == both
    assert outside(both) == " · "
    assert side_by_side(f"because {isolated('زار')}") == isolated(f"because {isolated('زار')}")


@pytest.mark.parametrize("rtl", [True, False])
@pytest.mark.parametrize("middle", [True, False])
def test_an_ellipsis_stands_where_the_words_were_cut(*, rtl: bool, middle: bool) -> None:
    application()
    metrics = QFontMetrics(fonts.interface())
    for text in (ARABIC, LATIN):
        shown = elided(metrics, text, 120, rtl=rtl, middle=middle)
        assert shown.count("…") == 1
        body = shown.strip("\u2066\u2067\u2068\u2069")
        first, dots, last = places(shown, body[0], "…", body.rstrip("…")[-3:], rtl=rtl)
        if middle:
            assert first < dots < last or last < dots < first
        elif text == ARABIC:
            assert dots < last < first, "at the left of the last letter"
        else:
            assert first < last < dots


@pytest.mark.parametrize("rtl", [True, False])
def test_a_line_of_several_things_is_cut_where_it_reads_to(*, rtl: bool) -> None:
    application()
    metrics = QFontMetrics(fonts.interface())
    shown = elided(metrics, side_by_side("E-putin", ARABIC), 160, rtl=rtl)
    ref, start, dots = places(shown, "E-p", "دعوة", "…", rtl=rtl)
    assert dots < start, "the Arabic title reads to the left in either interface"
    assert (ref > start) == rtl
    assert shown.count("\u2069") >= sum(shown.count(mark) for mark in "\u2066\u2067\u2068")


def test_there_is_one_way_of_eliding() -> None:
    users = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "desktop").rglob("*.py")
        if "elidedText(" in path.read_text(encoding="utf-8")
    ]
    assert users == ["desktop/ui/widgets/elided.py"]
