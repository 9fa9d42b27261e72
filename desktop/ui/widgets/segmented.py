"""A switch with a few named positions side by side, of which one is on: an attribute's values, a filter's kinds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.context import Context
from desktop.ui.widgets.elided import elided


class Segment(QAbstractButton):
    """One position of a switch."""

    def __init__(self, context: Context, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 14, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(28, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the switch moves: Qt's own walk is by geometry and does not turn the next position on
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            on, able = self.isChecked(), self.isEnabled()
            inside = "accent" if on else "hover" if self.underMouse() and able else "button"
            painter.setPen(QPen(self.context.theme.role("accent" if on else "border"), 1.0))
            painter.setBrush(self.context.theme.role(inside))
            painter.drawRoundedRect(box, 4, 4)
            painter.setFont(self.font())
            painter.setPen(self.context.theme.role("accent.text" if on else "text" if able else "muted"))
            shown = elided(self.fontMetrics(), self.text(), self.width() - 6, rtl=self.isRightToLeft())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
            if self.hasFocus():
                painter.setPen(QPen(self.context.theme.role("accent.text" if on else "focus"), 1.6))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 3, 3)


class Segmented(QWidget):
    """The switch. Only a person's choice is told (``chosen``); ``set_value`` is silent.

    With ``optional`` choosing the position that is on turns it off, and ``chosen`` tells an empty string.
    """

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None, *, optional: bool = False) -> None:
        super().__init__(parent)
        self.context = context
        self._optional = optional
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: dict[str, Segment] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3)
        self._group.buttonClicked.connect(self._clicked)

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """The positions: (code, text)."""
        wanted = list(choices)
        if [(code, button.text()) for code, button in self._buttons.items()] == wanted:
            return
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for code, text in wanted:
            button = Segment(self.context, text, self)
            self._group.addButton(button)
            self._row.addWidget(button)
            self._buttons[code] = button

    @property
    def value(self) -> str | None:
        """The code of the position that is on, or None."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, code: str | None) -> None:
        """Turn a position on, or with None (or an unknown code) all off."""
        for each, button in self._buttons.items():
            button.setChecked(each == code)

    def button(self, code: str) -> Segment:
        """The button of a position."""
        return self._buttons[code]

    def set_text(self, code: str, text: str) -> None:
        """Say a position otherwise, such as with another count."""
        button = self._buttons[code]
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(text)
            button.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        order = list(self._buttons.values())
        at = next((i for i, button in enumerate(order) if button.hasFocus()), None)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        step = {Qt.Key.Key_Left: 1 if rtl else -1, Qt.Key.Key_Right: -1 if rtl else 1}.get(Qt.Key(event.key()))
        if at is None or step is None:
            super().keyPressEvent(event)
            return
        target = order[(at + step) % len(order)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def _clicked(self, button: QAbstractButton) -> None:
        code = next(code for code, each in self._buttons.items() if each is button)
        if not button.isChecked():  # it was on: Qt has just turned it off
            if self._optional:
                self.chosen.emit("")
            else:
                button.setChecked(True)
            return
        self.set_value(code)
        self.chosen.emit(code)
