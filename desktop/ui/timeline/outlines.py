"""Words as the outlines of their letters: a drawing shows them where their font is missing, too."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath

FINE = 100
"""Parts of a pixel that outlines are kept to."""
_PATH = re.compile(rb'(?<= d=")[^"]*')
_STEP = re.compile(rb"([MLCZ])([^MLCZ]*)")


def write(painter: QPainter, at: QPointF, words: str) -> None:
    """Fill the outlines of some words in the painter's font and the colour of its pen, from their baseline on."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # parts of a letter may overlap
    path.addText(at, painter.font(), words)
    pen, brush = painter.pen(), painter.brush()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    painter.drawPath(path)
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def slim(drawing: bytes) -> bytes:
    """The same SVG drawing with its outlines told step by step, to a hundredth of a pixel: a third as long."""
    return _PATH.sub(lambda found: _steps(found.group()), drawing)


def _steps(outline: bytes) -> bytes:
    """Qt's absolute moves, lines, curves and ends (SVG 1.1, 8.3) as ones from where the one before has ended."""
    found: list[str] = []
    x = y = 0
    for kind, numbers in _STEP.findall(outline):
        if kind == b"Z":
            found.append("z")
            continue
        places = [round(float(each) * FINE) for each in numbers.replace(b",", b" ").split()]
        if kind == b"M":
            x = y = 0
        found.append("M" if kind == b"M" else kind.decode().lower())
        found += [_number(place - (y if at % 2 else x)) for at, place in enumerate(places)]
        x, y = places[-2:]
    return "".join(found).encode()


def _number(parts: int) -> str:
    """A number that needs no blank before it."""
    whole, rest = divmod(abs(parts), FINE)
    told = f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)
    return ("-" if parts < 0 else " ") + (told.removeprefix("0") if rest else told)


def described(text: str) -> str:
    """Text as it may stand in a title or description of a drawing: no sign that XML knows none of."""
    return "".join(char for char in text if char.isprintable() or char == "\n")
