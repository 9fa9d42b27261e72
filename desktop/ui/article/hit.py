"""What lies under a point: a caret place, a letter, mentions from the inside out, an edge of the selected mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from db.rows import Mention
from desktop.ui.article.flow import Placed
from desktop.ui.article.geometry import Place
from desktop.ui.article.layout import Line
from desktop.ui.article.style import CanvasStyle

REACH_OUT = 2.5
"""px outside a mention, beside its letters, where its edge can still be taken."""
REACH = 5.0
"""How near (px) the pointer must come to an edge to take hold of it."""
KNOB = 9.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A caret place in the article: code point, and whether it is seen behind the letter before (see ``Place``)."""

    position: int
    after: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Where one edge of a mention stands in the viewport (px)."""

    which: str
    """``start`` or ``end``."""
    x: float
    y: float
    height: float
    rtl: bool


def line_under(placed: Sequence[Placed], y: float) -> tuple[Placed, Line] | None:
    """The line at a height of the viewport, the nearest where there is none; None when nothing is shown."""
    if not placed:
        return None
    one = next((one for one in placed if y < one.y + one.paragraph.height), placed[-1])
    return one, one.paragraph.lines[one.paragraph.line_at(y - one.y)]


def spot_at(placed: Sequence[Placed], x: float, point: QPointF) -> Spot:
    """The caret place nearest to a point of the viewport; ``x`` is the column's left edge."""
    found = line_under(placed, point.y())
    if found is None:
        return Spot(0)
    one, line = found
    place = line.geometry.at_x(point.x() - x)
    return Spot(one.paragraph.point(place.unit), place.after)


def letter_at(placed: Sequence[Placed], x: float, point: QPointF) -> int:
    """The code point whose letter covers a point of the viewport, or the nearest on its line."""
    found = line_under(placed, point.y())
    if found is None:
        return 0
    one, line = found
    return one.paragraph.point(line.geometry.unit_at(point.x() - x))


def mentions_at(placed: Sequence[Placed], x: float, point: QPointF, style: CanvasStyle) -> list[Mention]:
    """The mentions whose box, bar or chip is under a point, innermost first."""
    found = line_under(placed, point.y())
    if found is None:
        return []
    one, line = found
    across, below = point.x() - x, point.y() - one.y - line.y - line.height
    if point.y() < one.y + line.y or point.y() >= one.y + line.y + line.pitch:
        return []
    hits: list[tuple[int, int, Mention]] = []
    for box in line.boxes:
        on = any(stretch.left <= across <= stretch.right for stretch in box.stretches)
        if below < 0:
            if on:
                hits.append((box.mention.end - box.mention.start, -box.depth, box.mention))
        elif int(below // style.lane) == box.lane and (
            on or (box.chip is not None and box.chip[0] <= across <= box.chip[0] + box.chip[1])
        ):
            hits.append((0, 0, box.mention))
    hits.sort(key=lambda hit: hit[:2])
    return [mention for _, _, mention in hits]


def handle_at(placed: Sequence[Placed], x: float, point: QPointF, style: CanvasStyle) -> Mention | None:
    """The mention that a point takes hold of: that whose chip is there or, where a stretch has none, its bar."""
    found = line_under(placed, point.y())
    if found is None:
        return None
    one, line = found
    across, below = point.x() - x, point.y() - one.y - line.y - line.height
    for box in line.boxes:
        if below < 0 or int(below // style.lane) != box.lane:
            continue
        if box.chip is None:
            on = any(stretch.left <= across <= stretch.right for stretch in box.stretches)
        else:
            on = 0 <= across - box.chip[0] <= box.chip[1] and below % style.lane >= style.bar
        if on:
            return box.mention
    return None


def edges(placed: Sequence[Placed], x: float, mention: Mention) -> list[Edge]:
    """The edges of a mention that are in sight."""
    found: list[Edge] = []
    for one in placed:
        paragraph = one.paragraph
        for which, position in (("start", mention.start), ("end", mention.end)):
            inside = (
                paragraph.start <= position < max(paragraph.end, paragraph.start + 1)
                if which == "start"
                else paragraph.start < position <= paragraph.end
            )
            if not inside:
                continue
            place = Place(paragraph.unit(position), after=which == "end")
            line = paragraph.lines[paragraph.line_of(place)]
            if place.after and place.unit > line.geometry.visible_end:
                place = Place(line.geometry.visible_end, after=True)
            run = line.geometry.run_of(place)
            rtl = run.rtl if run else paragraph.rtl
            found.append(Edge(which, x + line.geometry.x(place), one.y + line.y, line.height, rtl))
    return found


def edge_at(found: Sequence[Edge], point: QPointF) -> str | None:
    """Which of the given edges the pointer can take hold of; the nearer one, and of two the one it points into.

    Beside the letters an edge reaches further into its mention than out of it, so that a drag over the next word
    begins a selection; its knobs above and below reach to both sides.
    """
    near = [(abs(point.x() - edge.x), edge.which) for edge in found if _within_reach(edge, point)]
    return min(near)[1] if near else None


def _within_reach(edge: Edge, point: QPointF) -> bool:
    if not edge.y - KNOB <= point.y() <= edge.y + edge.height + KNOB:
        return False
    rightwards = point.x() - edge.x
    outwards = rightwards if (edge.which == "start") == edge.rtl else -rightwards
    beside = edge.y <= point.y() <= edge.y + edge.height
    return -REACH <= outwards <= (REACH_OUT if beside else REACH)
