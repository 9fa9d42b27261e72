"""Saves the timeline as it is shown, all of its rows, as an SVG drawing or a PNG picture."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from desktop.timeline import words
from desktop.ui.theme import load
from desktop.ui.timeline import outlines
from desktop.ui.timeline.painter import Painter
from desktop.ui.timeline.picture import AXIS, Picture
from desktop.ui.timeline.view import TimelineView

SHARP = 2
"""Pixels of a PNG for one of the screen."""
TALLEST = 16_000
"""Pixels of a PNG's height at most: what Qt paints and other programs open."""
BELOW = 6.0


def save(view: TimelineView, path: Path) -> None:
    """Write what the view shows; the file's suffix says as what. The file is there whole or not at all. OSError."""
    data = svg(view) if path.suffix.lower() == ".svg" else png(view)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(data)
        os.replace(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def svg(view: TimelineView) -> bytes:
    """The drawing."""
    picture = _whole(view)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    size = _size(picture)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(outlines.described(view.accessibleName()))
    generator.setDescription(outlines.described(_told(view)))
    _paint(_painter(view), picture, generator)
    return outlines.slim(bytes(buffer.data().data()))


def png(view: TimelineView) -> bytes:
    """The picture, twice as sharp as the screen while it is not too tall for that."""
    picture = _whole(view)
    sharp = SHARP if picture.height * SHARP <= TALLEST else 1
    picture = replace(picture, height=min(picture.height, TALLEST / sharp))
    image = QImage(_size(picture) * sharp, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(sharp)
    image.fill(Qt.GlobalColor.white)
    _paint(_painter(view), picture, image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def suggested(corpus: Path) -> str:
    """A file name without its suffix: the corpus, what it is, the day; Latin, so that its parts keep their order."""
    return f"{corpus.stem}-timeline-{date.today().isoformat()}"


def _painter(view: TimelineView) -> Painter:
    """On paper, whatever the window's theme."""
    paper = load("light")
    paper.labels = view.context.theme.labels
    return view.painter(theme=paper)


def _told(view: TimelineView) -> str:
    """The events in the drawing with their dates, one a line."""
    messages = view.context.messages
    lines = []
    for event in view.events:
        when = messages.listed([words.date_words(messages, piece) for piece in event.pieces])
        lines.append(f"{event.name}: {when}")
    return "\n".join(lines)


def _whole(view: TimelineView) -> Picture:
    """What the view shows, from the first row to the last."""
    picture = view.picture()
    return replace(picture, top=0.0, height=AXIS + picture.lanes.height + BELOW, current=None, focused=False)


def _size(picture: Picture) -> QSize:
    return QSize(round(picture.scale.width), round(picture.height))


def _paint(painter: Painter, picture: Picture, on: QImage | QSvgGenerator) -> None:
    with QPainter(on) as inner:
        painter.paint(inner, picture)
