"""Fields to type into whose caret stands, while nothing is typed, where the hint begins: at the start of reading."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit


class _Start(QObject):
    """Qt puts the caret of an empty field where the keyboard's language would begin, the hint where the window does."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)
        field.textChanged.connect(self.renew)
        self.renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.renew()
        return False

    def renew(self) -> None:
        """Words stand where they begin themselves."""
        flag = Qt.AlignmentFlag
        start = (flag.AlignRight if self._field.isRightToLeft() else flag.AlignLeft) | flag.AlignAbsolute
        wanted = (start if not self._field.text() else flag.AlignLeading) | flag.AlignVCenter
        if self._field.alignment() != wanted:
            self._field.setAlignment(wanted)


def begin_at_start(field: QLineEdit) -> None:
    """From now on the caret of the field, when empty, is where its hint begins, in either language."""
    _Start(field)
