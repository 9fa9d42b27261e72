"""One role of an event on one line: its key and name, then its fillers, or that it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.context import Context
from desktop.ui.widgets.chip import RADIUS, Chip
from desktop.ui.widgets.elided import ElidedLabel
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.key_hint import KeyHint
from desktop.ui.widgets.visible import show_if


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the argument's id, the mention's id, its words and colour, and whether it is a suggestion."""

    argument: str
    mention: str
    text: str
    colour: QColor
    suggested: bool = False


class EmptyRole(QAbstractButton):
    """The place of a missing filler: outlined where one is required, quiet where not. A click asks for one."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.required = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 18, metrics.height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, box = self.context.theme, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.required or self.hasFocus() or self.underMouse():
                edge = "focus" if self.hasFocus() else "warning" if self.required else "border"
                painter.setPen(QPen(theme.role(edge), 2.0 if self.hasFocus() else 1.2))
                painter.drawRoundedRect(box, RADIUS, RADIUS)
            painter.setFont(self.font())
            painter.setPen(theme.role("warning" if self.required else "muted"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text())


class RoleLine(QWidget):
    """A role's line. ``jump(mention)``: a filler was clicked; ``removed(argument)``; ``wanted(role)``: add a filler."""

    jump = Signal(str)
    removed = Signal(str)
    wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.role = ""
        self._fillers: tuple[Filler, ...] = ()
        self._chips: list[Chip] = []
        self._key = KeyHint(context, "", self)
        self._name = ElidedLabel("", self)
        self._empty = EmptyRole(context, self)
        self._empty.clicked.connect(lambda: self.wanted.emit(self.role))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._key)
        head.addWidget(self._name, 1)
        self._head = QWidget(self)
        self._head.setFixedWidth(104)
        head.setContentsMargins(0, 3, 0, 3)
        self._head.setLayout(head)
        holder = QWidget(self)
        self._flow = FlowLayout(holder)
        self._flow.addWidget(self._empty)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(6)
        side = QVBoxLayout()
        side.addWidget(self._head)
        side.addStretch(1)
        row.addLayout(side)
        row.addWidget(holder, 1)

    def show_role(
        self, code: str, *, name: str, key: str, required: bool, fillers: Sequence[Filler], empty: str
    ) -> None:
        """Show a role. ``empty`` is what to say where nothing fills it."""
        self.role = code
        self._key.set_legend(key)
        self._name.setText(name)
        self._empty.required = required
        self._empty.setText(empty)
        self._empty.setAccessibleName(f"{name}: {empty}")
        show_if(self._empty, not fillers)
        self._fillers = tuple(fillers)
        while len(self._chips) < len(fillers):
            self._chips.append(self._new_chip(len(self._chips)))
        for chip, filler in zip(self._chips, fillers, strict=False):
            chip.show_label(filler.text, filler.colour, dashed=filler.suggested)
            chip.setAccessibleName(f"{name}: {filler.text}")
            chip.setAccessibleDescription(self.context.tr("panels.inspector.filler_keys"))
        for i, chip in enumerate(self._chips):
            show_if(chip, i < len(fillers))
        self._flow.invalidate()
        self.updateGeometry()

    @property
    def chips(self) -> list[Chip]:
        """The chips that are shown, one a filler."""
        return self._chips[: len(self._fillers)]

    @property
    def empty_button(self) -> EmptyRole:
        """What stands where nothing fills the role."""
        return self._empty

    def _new_chip(self, place: int) -> Chip:
        chip = Chip(self.context, self, removable=True)
        chip.clicked.connect(lambda: self.jump.emit(self._fillers[place].mention))
        chip.removed.connect(lambda: self.removed.emit(self._fillers[place].argument))
        self._flow.addWidget(chip)
        return chip
