"""Letters as they are seen: our boundaries against Qt's, and the stops of an edge against carets the canvas allows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QFont

from db.arabic import is_boundary, letter_step
from desktop.ui.article.layout import Paragraph
from desktop.ui.article.offsets import Offsets
from tests.ui.canvas_rig import TORTURE, application

SIGNS = "ابل\u064e\u0651ـ 1\n\r\u200f\u200d\u200c\u20e3\ufe0f👍🏽👩❤🇰🇵🇷\u0600가각\u1100\u1161\u11a8\U000e0067e"
MORE = ("👍🏽 🇰🇵🇷🇺 1️⃣ e\u20e3 👨‍👩‍👧", "ب👍🏽ب🇰🇵ب1️⃣", "می\u200cخواهم كتا\u200dب")


def stops(text: str) -> set[int]:
    """Every place a letter step comes to from the text's start."""
    found = [0]
    while found[-1] < len(text):
        found.append(letter_step(text, found[-1], 1))
    return set(found)


def qt_boundaries(text: str) -> set[int]:
    finder, offsets, found = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text), Offsets(text), set()
    for at in range(len(text) + 1):
        finder.setPosition(offsets.unit(at))
        if finder.isAtBoundary():
            found.add(at)
    return found


@given(st.text(alphabet=SIGNS, max_size=9))
def test_the_boundaries_are_those_of_qt(text: str) -> None:
    """But for a flag directly behind a picture, which Qt takes apart."""
    if re.search("[👍👩❤][\ufe0f\u064e\u0651\u20e3\u200c\u200d🏽]*[🇰🇵🇷]", text):
        return
    ours = {at for at in range(len(text) + 1) if is_boundary(text, at)}
    assert ours == (qt_boundaries(text) if text else {0})


@pytest.mark.parametrize("text", [*filter(None, TORTURE), *MORE])
def test_every_stop_of_an_edge_is_a_place_for_the_caret(text: str) -> None:
    application()
    paragraph = Paragraph(text, start=0, font=QFont("Noto Naskh Arabic"), width=4000)
    allowed = {at for at in range(len(text) + 1) if paragraph.layout.isValidCursorPosition(paragraph.unit(at))}
    assert stops(text) <= allowed
    unseen = {at for at in allowed - stops(text) if text[at] not in "\u200e\u200f\u200b"}
    assert not unseen, "only before what draws nothing an edge does not stop"
