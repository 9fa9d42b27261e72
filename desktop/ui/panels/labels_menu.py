"""The menu of labels: the entity types, or the event types by group, each with its key and colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from db.labelset import EventType, Label
from db.rows import Kind
from desktop.ui.context import Context

MANY = 14
"""More event types than this are put in submenus by group."""


def labels_menu(
    context: Context, kind: Kind, *, current: str | None, choose: Callable[[str], None], parent: QWidget
) -> QMenu:
    """A menu that calls ``choose(code)``; the current label is checked."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    labels = context.session.labels.labels(kind) if context.session is not None else ()
    language = context.messages.language
    groups: dict[str, QMenu] = {}
    for label in labels:
        into = menu
        if isinstance(label, EventType) and len(labels) > MANY:
            group = label.group.text(language)
            if group not in groups:
                groups[group] = menu.addMenu(group)
            into = groups[group]
        _add(context, into, kind, label, current=current, choose=choose)
    return menu


def _add(
    context: Context, menu: QMenu, kind: Kind, label: Label, *, current: str | None, choose: Callable[[str], None]
) -> None:
    key = f"\t{label.key.upper()}" if label.key else ""
    text = label.name.text(context.messages.language).replace("&", "&&")
    action = menu.addAction(_swatch(context, kind, label.code), f"{text}{key}")
    if label.code == current:
        font = action.font()
        font.setBold(True)
        action.setFont(font)
    action.setData(label.code)
    action.triggered.connect(lambda: choose(label.code))


def _swatch(context: Context, kind: Kind, code: str) -> QIcon:
    pixmap = QPixmap(QSize(24, 24))
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(context.theme.label(kind, code))
        painter.drawRoundedRect(4, 4, 16, 16, 4, 4)
    return QIcon(pixmap)
