"""The strip beside the scroll bar: where the mentions are, which wait for a decision, and what is in sight."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.article.surface import Surface
from desktop.ui.context import Context

WIDTH = 12
STEP = 3
"""px a row of the strip is high: places closer than that share one."""
DELAY = 80
"""ms of quiet before the strip is drawn anew."""
SUGGESTED, DECIDED = 1, 2


class Overview(QWidget):
    """Drawn from the article's index once in a while, not at each change; a click goes there."""

    def __init__(self, context: Context, surface: Surface) -> None:
        super().__init__(surface)
        self._context = context
        self._surface = surface
        self._drawn: QPixmap | None = None
        self._first_hit: Callable[[int], int] | None = None
        self._kin: frozenset[str] = frozenset()
        self.kin_rows: list[int] = []
        """The rows of the strip that mentions of the marked clusters lie in."""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(context.tr("canvas.overview"))
        self.setToolTip(context.tr("canvas.overview"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self._redraw)
        self._later.timeout.connect(self._find_kin)
        self._mark = QTimer(self)
        self._mark.setSingleShot(True)
        self._mark.setInterval(DELAY)
        self._mark.timeout.connect(self._find_kin)
        surface.verticalScrollBar().valueChanged.connect(self.update)
        surface.verticalScrollBar().rangeChanged.connect(self._later.start)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 60)

    def soon(self) -> None:
        """Something has changed: draw anew when it is quiet."""
        self._later.start()

    def show_hits(self, first_from: Callable[[int], int] | None) -> None:
        """Mark what a search found: ``first_from`` tells how many hits begin before a position; None: nothing."""
        self._first_hit = first_from
        self._redraw()

    def show_kin(self, *clusters: str | None) -> None:
        """Mark where mentions of these clusters are, in sight or not; a moment later, as it may take a while."""
        wanted = frozenset(each for each in clusters if each is not None)
        if wanted != self._kin:
            self._kin = wanted
            self._mark.start()

    def _find_kin(self) -> None:
        article, found = self._surface.stage.article, []
        if self._kin and article is not None and article.whole and len(self._surface.flow):
            begins = self._begins()
            starts = (each.start for each in article.index.ordered
                      if each.cluster in self._kin and each.status != "rejected")  # fmt: skip
            found = sorted({min(bisect_right(begins, start), len(begins) - 1) - 1 for start in starts})
        if found != self.kin_rows:
            self.kin_rows = found
            self.update()

    def hit_rows(self) -> list[int]:
        """The rows of the strip that hits lie in."""
        if self._first_hit is None or self._surface.stage.article is None:
            return []
        before = [self._first_hit(begin) for begin in self._begins()]
        return [row for row, (one, two) in enumerate(pairwise(before)) if two > one]

    def _begins(self) -> list[int]:
        """The position each row of the strip begins at, and where the article ends."""
        count = max(self.height() // STEP, 1)
        return [self._position(number * STEP) for number in range(count)] + [len(self._surface.text) + 1]

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def rows(self) -> list[int]:
        """For each row of the strip: nothing, all decided, or something waiting for a decision."""
        rows = [0] * max(self.height() // STEP, 1)
        article, flow = self._surface.stage.article, self._surface.flow
        if article is None or not article.whole or not len(flow):
            return rows
        begins = self._begins()
        ordered = article.index.ordered
        for number in range(len(rows)):
            at = article.index.first_from(begins[number])
            while at < len(ordered) and ordered[at].start < begins[number + 1] and rows[number] != SUGGESTED:
                status = ordered[at].status
                if status != "rejected":
                    rows[number] = SUGGESTED if status == "suggested" else DECIDED
                at += 1
        return rows

    def _position(self, y: int) -> int:
        """About which code point lies at a height (px) of the strip."""
        surface, flow = self._surface, self._surface.flow
        column = y * surface.stage.height // max(self.height(), 1) - surface.stage.header.height
        if column < 0 or surface.stage.article is None:
            return 0
        index = flow.index_at(column)
        start, end = surface.stage.article.paragraph(index)
        share = (column - flow.tops[index]) / max(flow.tops[index + 1] - flow.tops[index], 1)
        return start + int(min(share, 1.0) * (end - start))

    def _draw(self) -> QPixmap:
        theme = self._context.theme
        scale = self.devicePixelRatio()
        picture = QPixmap(self.size() * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(theme.role("overview.background"))
        waiting, decided, found = theme.role("accent"), theme.role("border.strong"), theme.role("warning")
        with QPainter(picture) as painter:
            for number, row in enumerate(self.rows()):
                if row == SUGGESTED:
                    painter.fillRect(QRect(2, number * STEP, self.width() - 4, STEP - 1), waiting)
                elif row == DECIDED:
                    painter.fillRect(QRect(self.width() // 2 - 1, number * STEP, 3, STEP - 1), decided)
            for number in self.hit_rows():
                painter.fillRect(QRect(self.width() - 5, number * STEP, 5, STEP), found)
        return picture

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawn is None:
            self._drawn = self._draw()
        surface = self._surface
        whole = max(surface.stage.height, 1)
        top = surface.scrolled * self.height() // whole
        long = max(surface.viewport().height() * self.height() // whole, 4)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._drawn)
            painter.setPen(QPen(self._context.theme.role("canvas.text"), 1))
            painter.drawRects([QRect(0, row * STEP - 2, self.width() - 1, STEP + 2) for row in self.kin_rows])
            painter.setPen(self._context.theme.role("border.strong"))
            painter.drawRect(QRect(0, min(top, self.height() - long), self.width() - 1, min(long, self.height()) - 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._later.start()

    def resizeEvent(self, _event: QEvent) -> None:
        self._drawn = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _go(self, y: float) -> None:
        """Scroll so that what lies there is in the middle."""
        surface = self._surface
        wanted = y / max(self.height(), 1) * surface.stage.height - surface.viewport().height() / 2
        surface.verticalScrollBar().setValue(int(wanted))
