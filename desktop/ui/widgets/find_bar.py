"""The bar to find words with: a field, how many hits there are and which one this is, on, back and close."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.ui import icons
from desktop.ui.context import Context
from desktop.ui.widgets.fields import begin_at_start

HEIGHT = 44
"""Logical pixels."""
FIELD_AT_MOST = 360
COUNT_AT_LEAST = 96
KEPT = frozenset(
    {
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.ContextMenu, QEvent.Type.KeyPress,
    }
)  # fmt: skip
"""What must not fall through to the article that the bar lies on."""


class Field(QLineEdit):
    """Enter goes on, Shift+Enter back, so do the arrows down and up; Esc closes."""

    stepped = Signal(int)
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if shift else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Lies under the article; finds nothing itself."""

    sought = Signal(str)
    """Other words are in the field."""
    stepped = Signal(int)
    """The next hit (1) or the one before (-1) is asked for."""
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._context = context
        self.field = Field()
        begin_at_start(self.field)
        self.field.setMaximumWidth(FIELD_AT_MOST)
        self.field.textChanged.connect(self.sought)
        self.field.stepped.connect(self.stepped)
        self.field.closed.connect(self.closed)
        self.count = QLabel()
        self.count.setMinimumWidth(COUNT_AT_LEAST)
        self._buttons = {name: QToolButton() for name in ("previous", "next", "close")}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for name, button in self._buttons.items():
            if name == "close":
                row.addStretch(1)
            row.addWidget(button)
        self._buttons["previous"].clicked.connect(lambda: self.stepped.emit(-1))
        self._buttons["next"].clicked.connect(lambda: self.stepped.emit(1))
        self._buttons["close"].clicked.connect(self.closed)
        context.bridge.themeChanged.connect(self._tint)
        self._tint()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the present language and read its way."""
        tr = self._context.tr
        rtl = self._context.messages.direction == "rtl"
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(tr("find.name"))
        self.field.setAccessibleName(tr("find.name"))
        self.field.setPlaceholderText(tr("find.placeholder"))
        self.field.setToolTip(tr("find.hint"))
        for name, button in self._buttons.items():
            button.setAccessibleName(tr(f"find.{name}"))
            button.setToolTip(tr(f"find.{name}"))

    def ask(self, text: str) -> None:
        """Take the keyboard, with ``text`` in the field where there is any."""
        if text:
            self.field.setText(text)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell(self, *, number: int, total: int, done: bool) -> None:
        """Which hit this is (from 1; 0: none of them) of how many, or that they are still being looked for."""
        tr = self._context.tr
        if not self.field.text().strip():
            text = ""
        elif not done:
            text = tr("find.searching")
        else:
            text = tr("find.count", number=number, total=total) if total else tr("find.none")
        if text == self.count.text():
            return
        self.count.setText(text)
        look = "danger" if done and not total else ""
        if self.count.property("look") != look:
            self.count.setProperty("look", look)
            self.count.style().unpolish(self.count)
            self.count.style().polish(self.count)
        if text and done and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.count, text))

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in KEPT:
            event.accept()
            return True
        return handled

    def _tint(self) -> None:
        for name, drawing in (("previous", "up"), ("next", "down"), ("close", "close")):
            self._buttons[name].setIcon(icons.icon(drawing, self._context.theme.role("text"), size=16))
