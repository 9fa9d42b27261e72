"""Where the caret goes: by letters as they are seen, by words and lines in reading order.

To the left of a paragraph lies its neighbour on the side to which the article reads, whichever way the paragraph itself
does, and one comes into it at its right: so an arrow that is held gets on until the article ends.
"""

from __future__ import annotations

from db.arabic import is_word_char, word_step
from desktop.ui.article.flow import Flow
from desktop.ui.article.geometry import LineGeometry, Place, Run
from desktop.ui.article.hit import Spot
from desktop.ui.article.layout import Paragraph


def by_letter(flow: Flow, spot: Spot, *, left: bool) -> Spot:
    """One step to the visual left or right; over the end of a line or paragraph to the neighbouring one."""
    index = flow.index_of(spot.position)
    paragraph = flow.paragraph(index)
    place = _step(paragraph, Place(paragraph.unit(spot.position), spot.after), left=left)
    if place is not None:
        return Spot(paragraph.point(place.unit), place.after)
    index += 1 if left == flow.rtl else -1
    return _entered(flow.paragraph(index), left=left) if 0 <= index < len(flow) else spot


def _entered(paragraph: Paragraph, *, left: bool) -> Spot:
    """Where one comes into a paragraph on the way to the left or right: its outermost place on the side one is from."""
    first = left == paragraph.rtl
    place = _outer(paragraph.lines[0 if first else -1].geometry, left=not left)
    return Spot(paragraph.point(place.unit), place.after)


def _end_of(paragraph: Paragraph) -> Spot:
    return Spot(paragraph.end, after=bool(paragraph.text))


def _step(paragraph: Paragraph, place: Place, *, left: bool) -> Place | None:
    number = paragraph.line_of(place)
    geometry = paragraph.lines[number].geometry
    runs = geometry.visual_runs()
    run = geometry.run_of(place)
    if run in runs and run is not None:
        inner = _within(paragraph, run, place.unit, left=left)
        if inner is not None:
            return inner
        at = runs.index(run)
    else:  # behind the blanks a soft break swallowed, or on an empty line
        at = -1 if paragraph.rtl else len(runs)
    at += -1 if left else 1
    if 0 <= at < len(runs):
        run = runs[at]
        return _within(paragraph, run, run.start if run.rtl == left else run.end, left=left)
    number += 1 if left == paragraph.rtl else -1
    if not 0 <= number < len(paragraph.lines):
        return None
    return _outer(paragraph.lines[number].geometry, left=not left)


def _within(paragraph: Paragraph, run: Run, unit: int, *, left: bool) -> Place | None:
    """One letter further inside a run; None at its visual end."""
    if left == run.rtl:
        if unit >= run.end:
            return None
        unit = min(paragraph.layout.nextCursorPosition(unit), run.end)
        return Place(unit, after=unit == run.end)
    if unit <= run.start:
        return None
    return Place(max(paragraph.layout.previousCursorPosition(unit), run.start))


def _outer(geometry: LineGeometry, *, left: bool) -> Place:
    """The leftmost or rightmost caret place of a line."""
    runs = geometry.visual_runs()
    if not runs:
        return Place(geometry.start)
    run = runs[0] if left else runs[-1]
    return Place(run.end, after=True) if run.rtl == left else Place(run.start)


def by_word(flow: Flow, spot: Spot, *, left: bool) -> Spot:
    """To the next word's end or the previous one's start; left is forward where the paragraph reads right to left."""
    if flow.article is None:
        return spot
    index, position = flow.index_of(spot.position), spot.position
    while True:
        (start, end), text = flow.article.paragraph(index), flow.article.text
        forward = left == flow.reads_rtl(index)
        before, words = position - start, text[start:end]
        after = word_step(words, before, 1 if forward else -1)
        position = start + after
        further = index + (1 if left == flow.rtl else -1)
        if any(map(is_word_char, words[min(before, after) : max(before, after)])) or not 0 <= further < len(flow):
            return Spot(position, after=forward and position > start)
        index = further
        start, end = flow.article.paragraph(index)
        position = start if left == flow.reads_rtl(index) else end


def line_edge(flow: Flow, spot: Spot, *, end: bool) -> Spot:
    """Start or end of the line, in reading order."""
    paragraph = flow.paragraph(flow.index_of(spot.position))
    geometry = paragraph.lines[paragraph.line_of(Place(paragraph.unit(spot.position), spot.after))].geometry
    if not end:
        return Spot(paragraph.point(geometry.start))
    return Spot(paragraph.point(geometry.visible_end), after=geometry.visible_end > geometry.start)


def article_edge(flow: Flow, *, end: bool) -> Spot:
    """Start or end of the article."""
    return _end_of(flow.paragraph(len(flow) - 1)) if end and len(flow) else Spot(0)


def where(flow: Flow, spot: Spot) -> tuple[float, int, int]:
    """A caret place in the column: x, top and height (px)."""
    index = flow.index_of(spot.position)
    paragraph = flow.paragraph(index)
    place = Place(paragraph.unit(spot.position), spot.after)
    line = paragraph.lines[paragraph.line_of(place)]
    return line.geometry.x(place), flow.tops[index] + line.y, line.height


def by_line(flow: Flow, spot: Spot, *, step: int, goal: float) -> Spot:
    """One line up (-1) or down (1), keeping to the column ``goal`` (px)."""
    index = flow.index_of(spot.position)
    paragraph = flow.paragraph(index)
    number = paragraph.line_of(Place(paragraph.unit(spot.position), spot.after)) + step
    if not 0 <= number < len(paragraph.lines):
        index += step
        if not 0 <= index < len(flow):
            return spot
        paragraph = flow.paragraph(index)
        number = 0 if step > 0 else len(paragraph.lines) - 1
    return _on_line(paragraph, number, goal)


def by_height(flow: Flow, spot: Spot, *, height: int, goal: float) -> Spot:
    """To the line ``height`` px below (or, negative, above), keeping to the column ``goal``: a page up or down."""
    _, top, _ = where(flow, spot)
    wanted = min(max(top + height, 0), max(flow.height - 1, 0))
    index = flow.index_at(wanted)
    paragraph = flow.paragraph(index)
    return _on_line(paragraph, paragraph.line_at(wanted - flow.tops[index]), goal)


def _on_line(paragraph: Paragraph, number: int, goal: float) -> Spot:
    place = paragraph.lines[number].geometry.at_x(goal)
    return Spot(paragraph.point(place.unit), place.after)
