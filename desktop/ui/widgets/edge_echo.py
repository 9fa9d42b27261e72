"""The edge echo: a mention's first and last letters, large, between brackets, with what lies just outside in grey."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.rows import Span
from desktop.ui.context import Context
from desktop.ui.widgets.echo_pieces import Piece, pieces

LARGE, SMALL, GHOST = 26, 17, 0.55
"""Font sizes in px: the wanted one, the least; and a ghost's share of it."""
BRACKET, GAP = 6.0, 3.0
TOLD = 600
"""Letters of a tool tip."""


class EdgeEcho(QWidget):
    """Paints `و [بوتين] أعرب` with the exact edges of one mention."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._pieces: list[Piece] = []
        self._colour = context.theme.role("muted")
        self._rtl = True
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def pieces(self) -> list[Piece]:
        """What is shown, in reading order."""
        return self._pieces

    def show_span(self, text: str, *, start: int, end: int, colour: QColor, gaps: Sequence[Span] = ()) -> None:
        """Echo ``text[start:end]`` without its ``gaps`` (code points); ``colour`` is the label's, for the brackets."""
        self._pieces = pieces(text, start=start, end=end, gaps=gaps)
        self._colour = colour
        self._rtl = _first_strong_is_rtl(text[start:end] or text[max(0, start - 40) : start + 40])
        parts = ("before", "mention", "after")
        said = {part: _said(self._pieces, part) for part in parts}
        self.setAccessibleName(self.context.tr("panels.inspector.echo", **said))
        edges = [start, *(edge for gap in gaps for edge in gap), end]
        whole = " … ".join(text[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True))
        self.setToolTip(whole if len(whole) < TOLD else whole[:TOLD] + "…")
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._pieces = []
        self.setAccessibleName("")
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, int(QFontMetricsF(self._font(LARGE)).height()) + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._pieces:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            size = self._fitting()
            shown, widths = self._trimmed(size)
            total = sum(widths) + self._brackets()
            rtl = self._rtl
            x = (self.width() + total) / 2 if rtl else (self.width() - total) / 2
            inside = False
            for piece, width in zip(shown, widths, strict=True):
                if (piece.part == "mention") != inside:
                    x = self._bracket(painter, x, opening=not inside)
                    inside = not inside
                box = QRectF(x - width if rtl else x, 0, width, self.height())
                self._draw(painter, piece, box, size)
                x += -width if rtl else width
            if inside:
                self._bracket(painter, x, opening=False)

    def _brackets(self) -> float:
        """What the brackets take, px: two around every fragment shown."""
        fragments = sum(1 for part, _run in groupby(self._pieces, key=lambda piece: piece.part) if part == "mention")
        return 2 * max(fragments, 1) * (BRACKET + 2 * GAP)

    def _draw(self, painter: QPainter, piece: Piece, box: QRectF, size: int) -> None:
        theme = self.context.theme
        painter.setFont(self._font_of(piece, size))
        bad = piece.ghost and piece.part == "mention" and piece.text != "…"
        painter.setPen(theme.role("danger" if bad else "text" if piece.part == "mention" else "muted"))
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if self._rtl else Qt.LayoutDirection.LeftToRight)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip), piece.text)

    def _bracket(self, painter: QPainter, x: float, *, opening: bool) -> float:
        """Draw an edge at ``x`` and give the x after it, in the direction of reading."""
        ahead = -1.0 if self._rtl else 1.0
        spine = x + ahead * (GAP + (0 if opening else BRACKET))
        tip = spine + ahead * (BRACKET if opening else -BRACKET)
        top, bottom = 6.0, self.height() - 6.0
        painter.setPen(QPen(self._colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([QPointF(tip, top), QPointF(spine, top), QPointF(spine, bottom), QPointF(tip, bottom)])
        return x + ahead * (BRACKET + 2 * GAP)

    def _font(self, size: int, *, ghost: bool = False) -> QFont:
        font = QFont(self.font())
        if not ghost:
            font.setFamilies([self.context.settings.get("font_family"), *self.font().families()])
        font.setPixelSize(max(9, int(size * GHOST)) if ghost else size)
        return font

    def _width(self, piece: Piece, size: int) -> float:
        return QFontMetricsF(self._font_of(piece, size)).horizontalAdvance(piece.text) + 1

    def _font_of(self, piece: Piece, size: int) -> QFont:
        """Ghosts are small, but a blank that a mention begins or ends with is not to be overlooked."""
        font = self._font(size, ghost=piece.ghost)
        if piece.part == "mention" and piece.text == "·":
            font.setPixelSize(size)
            font.setBold(True)
        return font

    def _fitting(self) -> int:
        """The largest size at which the mention itself fits."""
        room = self.width() - self._brackets() - 8
        own = [piece for piece in self._pieces if piece.part in ("mention", "gap")]
        return next((s for s in range(LARGE, SMALL, -1) if sum(self._width(p, s) for p in own) <= room * 0.8), SMALL)

    def _trimmed(self, size: int) -> tuple[list[Piece], list[float]]:
        """Pieces that fit: letters outside go first, from the far end of whichever side is longer."""
        shown = list(self._pieces)
        room = self.width() - self._brackets() - 4
        while True:
            widths = [self._width(piece, size) for piece in shown]
            sides = {p: sum(w for s, w in zip(shown, widths, strict=True) if s.part == p) for p in ("before", "after")}
            if sum(widths) <= room or not any(sides.values()):
                return shown, widths
            first = sides["before"] >= sides["after"]
            at = 0 if first else len(shown) - 1
            piece = shown[at]
            text = "" if piece.ghost else piece.text[1:] if first else piece.text[:-1]
            if text.strip("\u200d"):
                shown[at] = Piece(text, piece.part)
            else:
                del shown[at]


def _said(found: Sequence[Piece], part: str) -> str:
    """The letters of one part; a gap in the mention is an ellipsis."""
    wanted = ("mention", "gap") if part == "mention" else (part,)
    runs = groupby((piece for piece in found if piece.part in wanted), key=lambda piece: piece.part)
    return "".join(" … " if kind == "gap" else "".join(piece.text for piece in run) for kind, run in runs)


def _first_strong_is_rtl(text: str) -> bool:
    for char in text:
        if "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc":
            return True
        if char.isalpha():
            return False
    return True
