"""Saves the timeline as it is shown, all of its rows, as an SVG drawing or a PNG picture."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

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
    generator.setTitle(view.accessibleName())
    _paint(view.painter(vectors=True), picture, generator)
    return bytes(buffer.data().data())


def png(view: TimelineView) -> bytes:
    """The picture, twice as sharp as the screen while it is not too tall for that."""
    picture = _whole(view)
    sharp = SHARP if picture.height * SHARP <= TALLEST else 1
    picture = replace(picture, height=min(picture.height, TALLEST / sharp))
    image = QImage(_size(picture) * sharp, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(sharp)
    image.fill(Qt.GlobalColor.white)
    _paint(view.painter(vectors=True), picture, image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _whole(view: TimelineView) -> Picture:
    """What the view shows, from the first row to the last."""
    picture = view.picture()
    return replace(picture, top=0.0, height=AXIS + picture.lanes.height + BELOW, current=None, focused=False)


def _size(picture: Picture) -> QSize:
    return QSize(round(picture.scale.width), round(picture.height))


def _paint(painter: Painter, picture: Picture, on: QImage | QSvgGenerator) -> None:
    with QPainter(on) as inner:
        painter.paint(inner, picture)
