"""Icons from ``resources/icons``: line drawings tinted in a role of the theme, and the application's own."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

import resources


def icon(name: str, colour: QColor, *, size: int = 20) -> QIcon:
    """A line drawing in ``colour``, sharp up to 3 times ``size`` logical pixels. FileNotFoundError: no such icon."""
    drawing = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    tinted = drawing.replace("currentColor", colour.name())
    found = QIcon()
    for scale in (1, 2, 3):
        wide = tinted.replace("<svg ", f'<svg width="{size * scale}" height="{size * scale}" ', 1)
        found.addPixmap(QPixmap.fromImage(QImage.fromData(QByteArray(wide.encode()))))
    return found


def pixmap(name: str, colour: QColor, *, size: int, ratio: float) -> QPixmap:
    """The same for a label, at the screen's device pixel ratio."""
    return icon(name, colour, size=size).pixmap(QSize(size, size), ratio)


def application() -> QIcon:
    """The window's icon."""
    return QIcon(str(resources.path("icons", "app.svg")))
