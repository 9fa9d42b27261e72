"""Checks of one laid-out paragraph against itself and against its ink; shared by tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from unicodedata import combining

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextCharFormat, QTextLayout

from db.arabic.letters import TATWEEL
from desktop.ui.article.geometry import Place
from desktop.ui.article.layout import AS_BLANK, Line, Paragraph, line_option, reads_rtl
from desktop.ui.article.offsets import by_unit

SAME = 0.01


@dataclass
class Tally:
    """How much was looked at, and what was wrong."""

    carets: int = 0
    ties: int = 0
    letters: int = 0
    spans: int = 0
    wrong: list[str] = field(default_factory=list)


def font_of(family: str, px: int = 22) -> QFont:
    """A font of one family."""
    font = QFont(family)
    font.setPixelSize(px)
    return font


def laid_out(text: str, family: str, width: float, *, leave_out: re.Pattern[str] | None = None) -> Paragraph:
    """A paragraph without mentions."""
    paragraph = Paragraph(text, start=0, font=font_of(family), width=width, leave_out=leave_out)
    paragraph.place_lines({}, gap=7, lane=14, below=8)
    return paragraph


def stops(layout: QTextLayout, line: Line) -> Iterator[tuple[int, int]]:
    """The letters (grapheme clusters) of a line as (unit, next unit), without blanks a soft break swallowed."""
    geometry = line.geometry
    units = [unit for unit in range(geometry.start, geometry.visible_end) if layout.isValidCursorPosition(unit)]
    yield from zip(units, [*units[1:], geometry.visible_end], strict=False)


def check_carets(paragraph: Paragraph, tally: Tally) -> None:
    """x of every caret place, and back: the same place, or one at exactly the same x."""
    for line in paragraph.lines:
        geometry = line.geometry
        places = {Place(unit) for unit, _ in stops(paragraph.layout, line)}
        places |= {Place(after, after=True) for _, after in stops(paragraph.layout, line)}
        for place in places:
            tally.carets += 1
            if paragraph.unit(paragraph.point(place.unit)) != place.unit:
                tally.wrong.append(f"caret {place} is at no code point in {paragraph.text!r}")
            x = geometry.x(place)
            back = geometry.at_x(x)
            if back.unit == place.unit:
                continue
            if abs(geometry.x(back) - x) < SAME:
                tally.ties += 1
                continue
            tally.wrong.append(f"caret {place} at {x:.2f} gives {back} in {paragraph.text!r}")


def check_letters(paragraph: Paragraph, tally: Tally) -> None:
    """The middle of every letter's rectangle is that letter, and rectangles of a line's letters tile it."""
    for line in paragraph.lines:
        geometry = line.geometry
        covered = 0.0
        for unit, after in stops(paragraph.layout, line):
            parts = geometry.rectangles(unit, after)
            tally.letters += 1
            if len(parts) != 1:
                tally.wrong.append(f"letter {unit} has {parts} in {paragraph.text!r}")
                continue
            left, right = parts[0]
            exact = abs(geometry.x(Place(unit)) - geometry.x(Place(after, after=True)))
            covered += exact
            if exact < 1.0:
                continue  # no width: nothing to point at
            if geometry.unit_at((left + right) / 2) != unit:
                tally.wrong.append(f"letter {unit} not under its middle in {paragraph.text!r}")
        runs = geometry.visual_runs()
        if runs and abs(covered - (runs[-1].right - runs[0].left)) > 0.5:
            tally.wrong.append(f"letters cover {covered} of {runs[-1].right - runs[0].left} in {paragraph.text!r}")


LAM_ALEF = ("لا", "لأ", "لإ", "لآ", "لٱ")


def ink_of(text: str, family: str, width: int, number: int, unit: int, after: int) -> tuple[float, float] | None:
    """Leftmost and rightmost px of the ink Qt itself gives units ``[unit, after)`` on line ``number``; None: no ink.

    Everything else is drawn in no colour. The format cuts ligatures at its edges, so those are no fair question.
    """
    chosen = QTextLayout.FormatRange()
    chosen.start, chosen.length = unit, after - unit
    look = QTextCharFormat()
    look.setForeground(QColor("black"))
    chosen.format = look
    layout = QTextLayout(text.translate(AS_BLANK), font_of(family))
    layout.setFormats([chosen])
    layout.setTextOption(line_option(reads_rtl(text)))
    layout.beginLayout()
    y = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += HIGH
    layout.endLayout()
    image = QImage(width + 2 * SIDE, HIGH, QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        painter.setPen(QColor(0, 0, 0, 0))
        layout.draw(painter, QPointF(SIDE, 8 - number * HIGH))
    return ink_extent(image)


def ink_extent(image: QImage) -> tuple[float, float] | None:
    """Leftmost and rightmost inked column of a grey image, counted from ``SIDE``; None where all is white."""
    pitch, wide = image.bytesPerLine(), image.width()
    bits = bytes(image.constBits())
    rows = [bits[y * pitch : y * pitch + wide] for y in range(image.height())]
    lefts = [wide - len(row.lstrip(FAINT)) for row in rows]
    rights = [len(row.rstrip(FAINT)) for row in rows]
    left, right = min(lefts), max(rights)
    return (left - SIDE, right - SIDE) if left < right else None


def in_ligature(units: str, unit: int, after: int) -> bool:
    """Whether a letter may share one glyph with its neighbour: lam-alef and Allah, marks looked through."""
    around = "".join(char for char in units[max(unit - 4, 0) : after + 4] if not combining(char))
    return any(pair in around for pair in (*LAM_ALEF, "له", "لل"))


SIDE, HIGH = 40, 64
SHARE = 0.55
"""Of the narrower of ink and rectangle; the format that picks the ink out costs a letter its kerning, up to 2 px."""
FAINT = bytes(range(160, 256))


def check_ink(text: str, family: str, width: int, tally: Tally, *, leave_out: re.Pattern[str] | None = None) -> None:
    """The ink of every letter outside ligatures lies in its rectangle: its middle, and most of its width."""
    paragraph = laid_out(text, family, width, leave_out=leave_out)
    shown = paragraph.offsets.shown
    units = by_unit(shown)
    for number, line in enumerate(paragraph.lines):
        for unit, after in stops(paragraph.layout, line):
            if in_ligature(units, unit, after):
                continue
            ink = ink_of(shown, family, width, number, unit, after)
            if ink is None:
                continue
            tally.letters += 1
            (_, ((left, right), *_)), *_ = paragraph.rectangles((paragraph.point(unit), paragraph.point(after)))
            shared = min(ink[1], right) - max(ink[0], left)
            if shared < SHARE * min(ink[1] - ink[0], right - left) or not left - 1.5 <= sum(ink) / 2 <= right + 1.5:
                tally.wrong.append(
                    f"{family} {width} line {number} {units[unit:after]!r} at {unit}: ink {ink}, "
                    f"rectangle {left:.1f}-{right:.1f} in {text!r}"
                )


STACKED = 0.5
"""Of the narrower of two letters' ink lies over the other: in x there is no edge between them that could be found."""
GLYPHS = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
)


def glyph_ink(line: Line) -> dict[int, tuple[float, float]]:
    """The ink of a line's letters as (left, right) px by unit, from the outlines of the glyphs Qt has shaped.

    Nothing is cut and nothing drawn, so that it is fair to fonts whose letters change with their neighbours.
    """
    found: dict[int, tuple[float, float]] = {}
    for run in line.ql.glyphRuns(-1, -1, GLYPHS):
        font = run.rawFont()
        for glyph, place, unit in zip(run.glyphIndexes(), run.positions(), run.stringIndexes(), strict=True):
            box = font.boundingRect(glyph)
            if box.width() > 0:
                left, right = found.get(unit, (inf, -inf))
                found[unit] = (min(left, place.x() + box.left()), max(right, place.x() + box.right()))
    return found


def check_glyphs(text: str, family: str, width: int, tally: Tally) -> None:
    """The ink of every letter, as shaped, lies in its rectangle, unless it lies on a neighbour's or in a ligature.

    ``tally.ties`` counts those. Tatweel is left out: its line runs on under its neighbours.
    """
    paragraph = laid_out(text, family, width)
    units = by_unit(paragraph.offsets.shown)
    for number, line in enumerate(paragraph.lines):
        ink = {unit: extent for unit, extent in glyph_ink(line).items() if not combining(units[unit])}
        for unit, after in stops(paragraph.layout, line):
            if unit not in ink or units[unit] == TATWEEL:
                continue
            left, right = ink[unit]
            beside = [ink[other] for other in range(unit - 6, unit + 7) if other != unit and other in ink]
            shares = [(min(right, b) - max(left, a)) / max(min(right - left, b - a), SAME) for a, b in beside]
            if in_ligature(units, unit, after) or max(shares, default=0.0) > STACKED:
                tally.ties += 1
                continue
            tally.letters += 1
            low, high = line.geometry.rectangles(unit, after)[0]
            shared = min(right, high) - max(left, low)
            middle = (left + right) / 2
            if shared < SHARE * min(right - left, high - low) or not low - 1.5 <= middle <= high + 1.5:
                tally.wrong.append(
                    f"{family} {width} line {number} {units[unit:after]!r} at {unit}: ink {left:.1f}-{right:.1f}, "
                    f"rectangle {low:.1f}-{high:.1f} in {text!r}"
                )
