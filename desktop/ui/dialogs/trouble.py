"""A corpus that cannot be opened: what happened, what is safe, and the ways on, as buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.backup import backup_folder
from db.errors import WorldError
from desktop.ui import fonts
from desktop.ui.context import Context
from desktop.ui.models.when import local_time
from desktop.ui.widgets.wrapped import WrappedLabel

READABLE = ("locked", "read_only")
"""Errors after which reading is still possible."""
BACKUPS_SHOWN = 4


class TroubleDialog(QDialog):
    """``choice`` afterwards: ``close``, ``open``, ``read_only``, or the Path of a backup to open instead."""

    def __init__(self, context: Context, error: WorldError, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice: str | Path = "close"
        self.buttons: dict[str | Path, QPushButton] = {}
        tr = context.tr
        self.setWindowTitle(tr("errors.title"))
        self.setMinimumWidth(460)
        title = QLabel(tr("errors.title"))
        title.setFont(fonts.interface(px=17, bold=True))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 22, 24, 18)
        self._column.setSpacing(12)
        self._column.addWidget(title)
        self._column.addWidget(WrappedLabel(context.messages.error(error)))
        if error.code in ("damaged", "unreadable", "missing"):
            for backup in backups(path)[:BACKUPS_SHOWN]:
                at = backup.stem.rpartition("backup-")[2]
                self._offer(backup, tr("errors.restore_from", at=local_time(context.messages, _iso(at))))
        row = QHBoxLayout()
        self._column.addLayout(row)
        if error.code in READABLE:
            self._offer("read_only", tr("errors.open_read_only"), row)
        self._offer("open", tr("errors.open_another"), row)
        row.addStretch(1)
        self._offer("close", tr("errors.close"), row)

    def _offer(self, choice: str | Path, text: str, row: QHBoxLayout | None = None) -> None:
        button = QPushButton(text)
        button.setDefault(not self.buttons)
        button.clicked.connect(lambda: self._choose(choice))
        (row or self._column).addWidget(button)
        self.buttons[choice] = button

    def _choose(self, choice: str | Path) -> None:
        self.choice = choice
        self.accept()


def backups(corpus: Path) -> list[Path]:
    """The backups of a corpus, newest first."""
    return sorted(backup_folder(corpus).glob("*.backup-*.tawsim"), reverse=True)


def _iso(stamp: str) -> str:
    """``20240619T101500.123456Z`` as ISO 8601 with its marks."""
    digits = stamp.partition(".")[0]
    if len(digits) != 15:
        return stamp
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:11]}:{digits[11:13]}:{digits[13:]}+00:00"
