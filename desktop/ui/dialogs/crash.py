"""What the user sees when we made a mistake: calm, nothing lost, the log's place, the details to copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import fonts
from desktop.ui.context import Context
from desktop.ui.widgets.wrapped import WrappedLabel


class CrashDialog(QDialog):
    """Closing it goes on with the work."""

    def __init__(self, context: Context, details: str, *, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = context.tr
        self.setWindowTitle(tr("errors.crash_title"))
        self.setMinimumWidth(460)
        title = QLabel(tr("errors.crash_title"))
        title.setFont(fonts.interface(px=17, bold=True))
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setMinimumHeight(160)
        self.details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(WrappedLabel(tr("errors.crash")))
        if log is not None:
            column.addWidget(WrappedLabel(tr("errors.crash_log", path=log), look="muted"))
        column.addWidget(self.details)
        row = QHBoxLayout()
        more = QPushButton(tr("errors.crash_details"))
        more.setCheckable(True)
        more.toggled.connect(self.details.setVisible)
        copy = QPushButton(tr("errors.copy_details"))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
        go_on = QPushButton(tr("errors.continue"))
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        for button in (more, copy):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(go_on)
        column.addLayout(row)
        go_on.setFocus()

