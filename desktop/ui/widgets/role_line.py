"""One role of an event on one line: its key and name, then its fillers, or that it is empty and what could fill it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.context import Context
from desktop.ui.widgets.chip import RADIUS, Chip
from desktop.ui.widgets.elided import ElidedLabel
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.key_hint import KeyHint
from desktop.ui.widgets.visible import show_if
from desktop.ui.widgets.wrapped import WrappedLabel

HEAD_WIDTH, HEAD_AT_MOST = 104, 176
"""Logical pixels of key and name; on full lines as much as they need, up to the second."""
Target = Literal["", "can", "here", "wrong"]
"""While a mention is carried: nothing, the role takes it, it is over this role, it is over a role that does not."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the argument's id, the mention's id, its words and colour, and whether it is a suggestion.

    Without an argument it is only offered: what could fill the role.
    """

    argument: str
    mention: str
    text: str
    colour: QColor
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class RoleShown:
    """What a line says."""

    role: str
    name: str
    key: str
    required: bool = False
    fillers: tuple[Filler, ...] = ()
    offers: tuple[Filler, ...] = ()
    empty: str = ""
    """What to say where nothing fills it."""
    warning: str = ""
    """A sentence on what is wrong."""
    quiet: str = ""
    """A line that is only worth a look, such as what the role takes."""


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
            if self.required or self.hasFocus() or (self.underMouse() and self.isEnabled()):
                edge = "focus" if self.hasFocus() else "warning" if self.required else "border"
                painter.setPen(QPen(theme.role(edge), 2.0 if self.hasFocus() else 1.2))
                painter.drawRoundedRect(box, RADIUS, RADIUS)
            painter.setFont(self.font())
            painter.setPen(theme.role("warning" if self.required else "muted"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text())


class RoleLine(QWidget):
    """A role's line. ``jump(mention)``: a filler was clicked; ``removed(argument)``; ``wanted(role)``: add a filler.

    A ``full`` line takes the keyboard itself: up and down go to other lines (``stepped``), Enter asks for a filler,
    Delete takes the only one away; and it offers fillers (``offered``: role and mention), numbered while it has the
    keyboard.
    """

    jump = Signal(str)
    removed = Signal(str)
    wanted = Signal(str)
    offered = Signal(str, str)
    stepped = Signal(int)
    focused = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None, *, full: bool = False) -> None:
        super().__init__(parent)
        self.context = context
        self.full = full
        self.shown = RoleShown("", "", "")
        self._target: Target = ""
        self._frozen = False
        self._chips: list[Chip] = []
        self._offers: list[Chip] = []
        self._key = KeyHint(context, "", self)
        self._name = ElidedLabel("", self)
        self._empty = EmptyRole(context, self)
        self._empty.clicked.connect(lambda: self.wanted.emit(self.role))
        self._more = EmptyRole(context, self)
        self._more.setText("+")
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(lambda: self.wanted.emit(self.role))
        self._more.hide()
        self.warning = WrappedLabel("", self, look="warning")
        self.quiet = WrappedLabel("", self, look="muted")
        if full:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._key)
        head.addWidget(self._name, 1)
        self._head = QWidget(self)
        self._head.setFixedWidth(HEAD_WIDTH)
        head.setContentsMargins(0, 3, 0, 3)
        self._head.setLayout(head)
        holder = QWidget(self)
        self._flow = FlowLayout(holder)
        self._flow.addWidget(self._empty)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._head, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(holder, 1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        margin = 4 if self.full else 0
        column.setContentsMargins(margin, 1 + margin // 2, margin, 1 + margin // 2)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.warning)
        column.addWidget(self.quiet)

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def role(self) -> str:
        """The code of the role shown."""
        return self.shown.role

    def set_frozen(self, on: bool) -> None:
        """Is the role only to be looked at, as in a corpus that is open read-only?"""
        self._frozen = on
        for button in (self._empty, self._more):
            button.setEnabled(not on)

    def show_role(self, shown: RoleShown) -> None:
        """Show a role."""
        self.shown = shown
        self._key.set_legend(shown.key)
        self._name.setText(shown.name)
        self._empty.required = shown.required
        self._empty.setText(shown.empty)
        self._more.setAccessibleName(f"{shown.name}: {self.context.tr('frame.more')}")
        self._more.setToolTip(self.context.tr("frame.more"))
        self._empty.setAccessibleName(f"{shown.name}: {shown.empty}")
        show_if(self._empty, not shown.fillers)
        show_if(self._more, self.full and bool(shown.fillers) and not self._frozen)
        self._fill(self._chips, shown.fillers, self._new_chip)
        self._fill(self._offers, shown.offers, self._new_offer)
        self.warning.set_plain(shown.warning)
        self.quiet.set_plain(shown.quiet)
        show_if(self.warning, bool(shown.warning))
        show_if(self.quiet, bool(shown.quiet))
        held = self.context.messages.listed(filler.text for filler in shown.fillers) or shown.empty
        if self.full:
            self.setAccessibleName(f"{shown.name}: {held}")
            self.setAccessibleDescription(" ".join(filter(None, (shown.warning, shown.quiet))))
        self._flow.invalidate()
        self.updateGeometry()

    def _fill(self, chips: list[Chip], shown: tuple[Filler, ...], make: Callable[[int], Chip]) -> None:
        while len(chips) < len(shown):
            chips.append(make(len(chips)))
        numbered = self.full and self.hasFocus()
        for number, (chip, filler) in enumerate(zip(chips, shown, strict=False), 1):
            held = bool(filler.argument)
            chip.removable = held and not self._frozen
            sign = self.context.messages.number(number) if numbered else "+"
            text = filler.text if held else f"{sign} {filler.text}"
            chip.show_label(text, filler.colour, dashed=filler.suggested)
            chip.setAccessibleName(f"{self.shown.name}: {filler.text}")
            keys = "panels.inspector.filler_keys" if held else "frame.offer"
            chip.setAccessibleDescription(self.context.tr(keys))
            if not held:
                chip.setToolTip(self.context.tr("frame.offer"))
        for i, chip in enumerate(chips):
            show_if(chip, i < len(shown))

    @property
    def chips(self) -> list[Chip]:
        """The chips that are shown, one a filler."""
        return self._chips[: len(self.shown.fillers)]

    @property
    def offers(self) -> list[Chip]:
        """The chips of what could fill the role."""
        return self._offers[: len(self.shown.offers)]

    @property
    def empty_button(self) -> EmptyRole:
        """What stands where nothing fills the role."""
        return self._empty

    @property
    def more_button(self) -> EmptyRole:
        """What asks for another filler on a full line that has one."""
        return self._more

    @property
    def head_wanted(self) -> int:
        """How wide key and name are when nothing is left out, in logical pixels."""
        return self._key.sizeHint().width() * (not self._key.isHidden()) + 8 + self._name.sizeHint().width()

    def set_head(self, width: int) -> None:
        """How wide key and name are to be, so that lines stand in columns; logical pixels."""
        self._head.setFixedWidth(width)

    def set_target(self, target: Target) -> None:
        """Show whether the mention that is being carried may be laid down here."""
        if target != self._target:
            self._target = target
            self.update()

    def _new_chip(self, place: int) -> Chip:
        chip = Chip(self.context, self, removable=True)
        chip.arrows = not self.full
        chip.clicked.connect(lambda: self.jump.emit(self.shown.fillers[place].mention))
        chip.removed.connect(lambda: self.removed.emit(self.shown.fillers[place].argument))
        self._flow.insert(place, chip)
        return chip

    def _new_offer(self, place: int) -> Chip:
        chip = Chip(self.context, self)
        chip.arrows = not self.full
        chip.clicked.connect(lambda: self.offered.emit(self.role, self.shown.offers[place].mention))
        self._flow.addWidget(chip)
        return chip

    # --- keys and focus ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self.full:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit(self.role)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_away()
        else:
            super().keyPressEvent(event)

    def _take_away(self) -> None:
        """The only filler goes; of several the last gets the keyboard, so that one sees which one goes."""
        fillers = self.shown.fillers
        if len(fillers) == 1:
            self.removed.emit(fillers[0].argument)
        elif fillers:
            self.chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._fill(self._offers, self.shown.offers, self._new_offer)
        self.update()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._fill(self._offers, self.shown.offers, self._new_offer)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._target and not self.hasFocus():
            return
        theme, box = self.context.theme, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = {"": "focus", "can": "border.strong", "here": "accent", "wrong": "warning"}[self._target]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            dashed = Qt.PenStyle.DashLine if self._target == "can" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.role(edge), 1.2 if self._target == "can" else 2.0, dashed))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
