"""Painting label chips: a rounded plate for entities, a pointed one for events; hollow while only suggested."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPolygonF, QStaticText

from db.rows import CONFIRMED, Mention
from desktop.ui.article.style import CanvasStyle, is_doubtful


class ChipPainter:
    """Paints chips, keeping their texts shaped."""

    def __init__(self, style: CanvasStyle) -> None:
        self._style = style
        self._texts: dict[str, QStaticText] = {}
        self._plates: dict[tuple[object, ...], QPixmap] = {}

    def draw(self, painter: QPainter, at: QPointF, width: float, mention: Mention) -> None:
        """One chip with its left top at ``at``; alike ones are drawn once and copied."""
        scale = painter.device().devicePixelRatio()
        share = round((mention.score or 0.0) * 20) / 20 if is_doubtful(mention) else None
        key = (mention.kind, mention.label, mention.status, share, scale)
        plate = self._plates.get(key)
        if plate is None:
            plate = self._plates[key] = self._plate(width, mention, share, scale)
        painter.drawPixmap(QPointF(round(at.x()), round(at.y())), plate)

    def _plate(self, width: float, mention: Mention, share: float | None, scale: float) -> QPixmap:
        plate = QPixmap(ceil(width * scale), ceil(self._style.chip_height * scale))
        plate.setDevicePixelRatio(scale)
        plate.fill(Qt.GlobalColor.transparent)
        with QPainter(plate) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw(painter, QPointF(0, 0), width, mention, share)
        return plate

    def _draw(self, painter: QPainter, at: QPointF, width: float, mention: Mention, share: float | None) -> None:
        style, inks = self._style, self._style.inks(mention)
        plate = QRectF(at.x() + 0.5, at.y() + 0.5, width - 1, style.chip_height - 1)
        filled = mention.status in CONFIRMED
        painter.setPen(inks.solid if mention.status != "rejected" else inks.dotted)
        painter.setBrush(inks.bar if filled else style.chip_background)
        if mention.kind == "event":
            painter.drawPolygon(_pointed(plate))
        else:
            painter.drawRoundedRect(plate, 2.5, 2.5)
        painter.setPen(inks.chip_text if filled else style.rejected if mention.status == "rejected" else style.chip_ink)
        label = style.chip_label(mention)
        inner = style.width_of(label)
        self.write(painter, QPointF(at.x() + (width - inner) / 2, at.y()), inner, label)
        if mention.status == "rejected":
            middle = plate.center().y()
            painter.drawLine(QPointF(plate.left() + 2, middle), QPointF(plate.right() - 2, middle))
        if share is not None:  # a low score as a short bar on the lower edge
            long = share * (plate.width() - 4)
            painter.fillRect(QRectF(plate.right() - 2 - long, plate.bottom() - 1.5, long, 2), inks.bar)

    def write(self, painter: QPainter, at: QPointF, width: float, label: str) -> None:
        """A chip's text in the middle of ``width`` px, in the painter's pen."""
        style = self._style
        text = self._texts.get(label)
        if text is None:
            text = QStaticText(label)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(font=style.chip_font)
            self._texts[label] = text
        painter.setFont(style.chip_font)
        x = at.x() + (width - style.chip_metrics.horizontalAdvance(label)) / 2
        painter.drawStaticText(QPointF(x, at.y() + style.baseline_of(label) - style.chip_metrics.ascent()), text)


def _pointed(plate: QRectF) -> QPolygonF:
    """A plate whose short sides are points: the shape of events."""
    tip, middle = plate.height() * 0.42, plate.center().y()
    return QPolygonF(
        [
            QPointF(plate.left(), middle),
            QPointF(plate.left() + tip, plate.top()),
            QPointF(plate.right() - tip, plate.top()),
            QPointF(plate.right(), middle),
            QPointF(plate.right() - tip, plate.bottom()),
            QPointF(plate.left() + tip, plate.bottom()),
        ]
    )
