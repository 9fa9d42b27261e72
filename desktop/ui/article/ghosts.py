"""Ghosts at the edges of the selected mention: stand-ins for characters there that are not seen, or are hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from db.arabic import is_invisible, is_mark
from db.rows import Mention
from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.hit import Edge
from desktop.ui.article.paint import Frame
from desktop.ui.widgets.echo_pieces import ghost_of

AT_MOST = 3
"""Ghosts on one side of an edge."""
AIR = 6.0
"""px between an edge, whose knob needs room, and its first ghost."""
SHARE = 0.55
"""How much of a ghost stands above the top of the line."""
HOLDER = "◌"


@dataclass(frozen=True, slots=True)
class Ghost:
    """What stands for one character beside an edge."""

    glyph: str
    edge: str
    """``start`` or ``end``."""
    inside: bool
    """Whether the character belongs to the mention."""


def ghosts_of(text: str, *, start: int, end: int, hidden: Callable[[int], bool]) -> list[Ghost]:
    """Ghosts of a span in one text, each edge outwards from it.

    Inside, any blank counts: none belongs there. Outside a plain blank and a line's end are what one expects.
    ``hidden`` tells of a code point whether it is left out of the display.
    """
    found: list[Ghost] = []
    for edge, inner, outer in (
        ("start", range(start, end), range(start - 1, -1, -1)),
        ("end", range(end - 1, start - 1, -1), range(end, len(text))),
    ):
        for places, inside in ((inner, True), (outer, False)):
            for place in places[:AT_MOST]:
                if not _unseen(text[place], inside=inside, hidden=hidden(place)):
                    break
                found.append(Ghost(_glyph(text[place], hidden=hidden(place)), edge, inside))
    return found


def _unseen(char: str, *, inside: bool, hidden: bool) -> bool:
    if inside:
        return hidden or char.isspace() or is_invisible(char)
    return hidden or (is_invisible(char) and char not in "\r\n")


def _glyph(char: str, *, hidden: bool) -> str:
    if hidden:
        return HOLDER + char if is_mark(char) else char
    return ghost_of(char)


def paint_ghosts(painter: QPainter, frame: Frame, mention: Mention, edges: Sequence[Edge], chips: ChipPainter) -> None:
    """Ghosts beside the edges in sight: filled where the character belongs to the mention, hollow where it does not."""
    style = frame.flow.style
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for edge in edges:
        at = mention.start if edge.which == "start" else mention.end - 1
        paragraph = next((one.paragraph for one in frame.placed if one.paragraph.start <= at < one.paragraph.end), None)
        if paragraph is None:
            continue
        first = paragraph.start
        start, end = max(mention.start - first, 0), min(mention.end - first, len(paragraph.text))
        places = {True: AIR, False: AIR}
        for ghost in ghosts_of(paragraph.text, start=start, end=end, hidden=paragraph.offsets.hides):
            if ghost.edge != edge.which:
                continue
            width = style.width_of(ghost.glyph)
            leftwards = ghost.inside == ((edge.which == "start") == edge.rtl)
            x = edge.x - places[ghost.inside] - width if leftwards else edge.x + places[ghost.inside]
            places[ghost.inside] += width + 2
            plate = QRectF(x, edge.y - style.chip_height * SHARE, width, style.chip_height)
            painter.setPen(QPen(style.handle, 1, Qt.PenStyle.SolidLine if ghost.inside else Qt.PenStyle.DotLine))
            painter.setBrush(style.handle if ghost.inside else style.background)
            painter.drawRoundedRect(plate, 3, 3)
            painter.setPen(style.background if ghost.inside else style.handle)
            chips.write(painter, plate.topLeft(), width, ghost.glyph)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
