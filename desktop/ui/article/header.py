"""The head above the text: title where the text itself has none, then source, date and progress."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter

from desktop.article import OpenArticle
from desktop.bidi import side_by_side
from desktop.messages import Messages
from desktop.ui.article.layout import Paragraph
from desktop.ui.article.style import CanvasStyle
from desktop.ui.models.when import date_words

UNBROKEN = "\u00a0"
"""Between the words of a date and of the progress: a line end inside them would tear them apart."""
PROGRESS_HEIGHT = 3


class Header:
    """Laid out once an article, width and style; the progress changes with every decision."""

    def __init__(self, style: CanvasStyle, messages: Messages, article: OpenArticle | None, *, width: int) -> None:
        self._style = style
        self._messages = messages
        self._article = article
        self._width = width
        self._title: Paragraph | None = None
        self._meta: Paragraph | None = None
        self.height = style.below
        """px, air below included."""
        if article is not None:
            self._lay_out(article)

    def _lay_out(self, article: OpenArticle) -> None:
        style = self._style
        y = style.below * 2
        shows_title = article.row.title and not any(region.kind == "title" for region in article.regions)
        if shows_title:
            self._title = Paragraph(
                article.row.title, start=0, font=style.title_font, width=self._width, leave_out=style.leave_out
            )
            self._title.place_lines({}, gap=style.gap // 2, lane=0, below=style.below)
            y += self._title.height
        self._meta = Paragraph(self.text, start=0, font=style.meta_font, width=self._width, rtl=True)
        self._meta.place_lines({}, gap=2, lane=0, below=style.below)
        self.height = ceil(y + self._meta.height + PROGRESS_HEIGHT + 2 * style.below)

    @property
    def text(self) -> str:
        """Source, date and progress in words."""
        if self._article is None:
            return ""
        row, (reviewed, total) = self._article.row, self._article.progress
        date = date_words(self._messages, row.published) if row.published else ""
        key = "canvas.progress" if total else "canvas.no_mentions"
        progress = self._messages.tr(key, reviewed=reviewed, total=total)
        parts = [row.source or "", *(part.replace(" ", UNBROKEN) for part in (date, progress))]
        return side_by_side(*parts)  # an English date keeps its order in a line that reads from the right

    def refresh(self) -> bool:
        """Take in new progress; whether anything is to be painted again."""
        if self._article is None or self._meta is None or self._meta.text == self.text:
            return False
        self._lay_out(self._article)
        return True

    def paint(self, painter: QPainter, *, x: int, y: int, clip: QRect) -> None:
        """Paint with the left top at (x, y) of the viewport."""
        if y + self.height < clip.top() or y > clip.bottom() or self._article is None:
            return
        style = self._style
        top = float(y + style.below * 2)
        if self._title is not None:
            painter.setPen(style.heading)
            self._title.layout.draw(painter, QPointF(x, top))
            top += self._title.height
        if self._meta is not None:
            painter.setPen(style.muted)
            self._meta.layout.draw(painter, QPointF(x, top))
            top += self._meta.height
        reviewed, total = self._article.progress
        if total:
            track = QRectF(x, top, self._width, PROGRESS_HEIGHT)
            painter.fillRect(track, style.track)
            done = track.width() * reviewed / total
            painter.fillRect(QRectF(track.right() - done, top, done, PROGRESS_HEIGHT), style.done)
