"""Ghosts at the edges of the selected mention: stand-ins for characters there that are not seen, or are hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from db.arabic import is_invisible, is_mark
from db.arabic.letters import TATWEEL
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
"""Carries a mark that has no letter here."""
NAMED = {"\u00a0": "NBSP", "\u202f": "NNBSP"}


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

    Inside, any blank counts: none belongs there. Outside a plain blank and a line's end are what one expects. Of what
    the display leaves out (``hidden`` tells of a code point) only what an edge has parted from its letter counts.
    """
    found: list[Ghost] = []
    for edge, inner, outer in (
        ("start", range(start, end), range(start - 1, -1, -1)),
        ("end", range(end - 1, start - 1, -1), range(end, len(text))),
    ):
        for places, inside in ((inner, True), (outer, False)):
            for place in places[:AT_MOST]:
                parted = inside == (edge == "start") and hidden(place)
                if not _unseen(text[place], inside=inside, parted=parted):
                    break
                found.append(Ghost(_glyph(text[place]), edge, inside))
    return found


def _unseen(char: str, *, inside: bool, parted: bool) -> bool:
    if parted:
        return True
    return (is_invisible(char) and (inside or char not in "\r\n")) or (inside and char == " ")


def _glyph(char: str) -> str:
    if is_mark(char):
        return HOLDER + char
    return NAMED.get(char) or (char if char == TATWEEL else ghost_of(char))


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
