"""The other mentions of the selected mention's cluster: which cluster, the nearest of them, and how they are marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from db.rows import Mention
from desktop.article import OpenArticle
from desktop.ui.article.flow import Placed
from desktop.ui.article.paint import Frame, box_rect
from desktop.ui.context import Context

ARM = 8.0
"""px a bracket reaches along the letters, at most."""
BRACKET = 2.5
"""px a bracket is thick."""
WASH = 44
"""How much of the brackets' colour lies behind the letters, of 255."""


def kin_of(context: Context) -> str | None:
    """The cluster of the mention selected in the open article; views of both articles mark it."""
    mention = context.session.mention if context.session else None
    return mention.cluster if mention else None


def is_kin(mention: Mention, cluster: str | None, selected: Mention | None) -> bool:
    """Is it to be marked: of the cluster, not rejected, and not the one with a frame of its own?"""
    if cluster is None or mention.cluster != cluster or mention.status == "rejected":
        return False
    return selected is None or mention.id != selected.id


def in_sight(placed: Sequence[Placed], cluster: str, *, height: int) -> bool:
    """Is a mention of the cluster on a line that is wholly in a viewport of this height (px)?"""
    return any(
        box.mention.cluster == cluster and box.mention.status != "rejected"
        for each in placed
        for line in each.paragraph.lines
        if each.y + line.y >= 0 and each.y + line.y + line.height <= height
        for box in line.boxes
    )


def nearest(article: OpenArticle, cluster: str, position: int) -> Mention | None:
    """The mention of the cluster nearest to a position (code points), the earlier of two."""
    found = [each for each in article.index.ordered if each.cluster == cluster and each.status != "rejected"]
    return min(found, key=lambda each: abs(each.start - position), default=None)


def paint_kin(
    painter: QPainter, frame: Frame, cluster: str | None, selected: Mention | None, *, passing: bool = False
) -> None:
    """A wash, and square brackets around, to be painted before the letters: seen without telling colours apart.

    Both are weaker where the pointer only rests on one of them (``passing``).
    """
    if cluster is None:
        return
    style = frame.flow.style
    wash = QColor(style.handle)
    wash.setAlpha(WASH // 2 if passing else WASH)
    marks: list[QLineF] = []
    ground = QPainterPath()
    ground.setFillRule(Qt.FillRule.WindingFill)  # one inside another: washes do not add up
    for _placed, line, y in frame.lines():
        for box in line.boxes:
            if is_kin(box.mention, cluster, selected):
                for stretch in box.stretches:
                    rect = box_rect(stretch, box, line, frame.x, y)
                    ground.addRect(rect)
                    rect.adjust(-0.5, -1.5, 0.5, 1.5)
                    marks += _brackets(rect, left=not stretch.open_left, right=not stretch.open_right)
    painter.fillPath(ground, wash)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(style.handle, BRACKET / 2 if passing else BRACKET))
    painter.drawLines(marks)


def _brackets(rect: QRectF, *, left: bool, right: bool) -> list[QLineF]:
    """At the sides that are edges, not line ends."""
    arm = min(ARM, rect.width() / 3)
    found = []
    for wanted, x, way in ((left, rect.left(), arm), (right, rect.right(), -arm)):
        if wanted:
            found += [QLineF(x, y, x + way, y) for y in (rect.top(), rect.bottom())]
            found.append(QLineF(x, rect.top(), x, rect.bottom()))
    return found
