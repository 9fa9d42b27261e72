"""The backups dialog: the copies kept beside a corpus, a new one, and one brought back as a corpus of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from db.errors import WorldError
from desktop.bidi import side_by_side
from desktop.ui.context import Context
from desktop.ui.dialogs.new_corpus import free_path
from desktop.ui.dialogs.stepped import SteppedDialog, muted
from desktop.ui.dialogs.trouble import backups
from desktop.ui.jobs import Report
from desktop.ui.models.when import local_time
from desktop.ui.panels.two_lines import Index, TwoLinesDelegate
from desktop.ui.widgets.row_list import ItemList

PATH = int(Qt.ItemDataRole.UserRole)


class BackupsDelegate(TwoLinesDelegate):
    """When a backup was made; below it its size."""

    def lines(self, index: Index) -> tuple[str, str]:
        path = Path(index.data(PATH))
        return index.data(), side_by_side(self._size(path), path.name)

    def _size(self, path: Path) -> str:
        size = path.stat().st_size / 2**20 if path.exists() else 0.0
        return self.context.tr("dialogs.backups.size", size=self.context.messages.in_digits(f"{size:.1f}"))


class BackupsDialog(SteppedDialog):
    """The open corpus is left as it is: a backup comes back as another file, which is then opened."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "dialogs.backups.title", parent)
        assert context.session is not None, "backups are of an open corpus"
        self._store = context.session.store
        tr = context.tr
        self.page = QWidget()
        self.list = ItemList(self.page)
        self._delegate = BackupsDelegate(context)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("dialogs.backups.title"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.about = muted()
        self.make = QPushButton(tr("dialogs.backups.make"), self.page)
        self.make.setAutoDefault(False)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addWidget(self.list, 1)
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeading)
        self.make.clicked.connect(self.make_one)
        self.list.currentRowChanged.connect(self._allow)
        self.list.activated.connect(self._activated)
        self.resize(560, 440)
        self.show_list()

    def show_list(self) -> None:
        """The backups there are, newest first."""
        tr = self.context.tr
        self.list.clear()
        for path in backups(self._store.path):
            item = QListWidgetItem(local_time(self.context.messages, backup_time(path)), self.list)
            item.setData(PATH, str(path))
            item.setToolTip(str(path))
        self.about.setText(tr("dialogs.backups.about" if self.list.count() else "dialogs.backups.none"))
        self.list.setCurrentRow(0)
        self.show_page(
            self.page, heading=tr("dialogs.backups.title"), primary=tr("dialogs.backups.restore"), does=self.restore,
            cancel="dialogs.close",
        )  # fmt: skip
        self._allow()

    def make_one(self) -> None:
        """Back the corpus up as it is now."""
        store = self._store

        def work(_report: Report, _stop: Callable[[], bool]) -> Path:
            return store.backup()

        self.run(self.context.tr("dialogs.backups.making"), work, done=self._made, stopped=self.show_list)

    def restore(self) -> None:
        """Copy the chosen backup to a new file beside the corpus and open that."""
        if self.list.currentRow() < 0:
            return
        backup, corpus = Path(self.list.currentItem().data(PATH)), self._store.path

        def work(_report: Report, _stop: Callable[[], bool]) -> Path:
            copy = free_path(corpus.parent, backup.stem)
            try:
                copyfile(backup, copy)
            except OSError as error:
                raise WorldError("unreadable", path=str(backup), detail=str(error)) from error
            return copy

        self.run(self.context.tr("dialogs.backups.restoring"), work, done=self._restored, stopped=self.show_list)

    def _made(self, _path: Path) -> None:
        self.show_list()

    def _restored(self, copy: Path) -> None:
        self.accept()
        if self.context.shell is not None:
            self.context.shell.open_corpus(copy)

    def _allow(self) -> None:
        self.primary.setEnabled(self.list.currentRow() >= 0)

    def _activated(self, _index: QModelIndex) -> None:
        self.restore()


def backup_time(path: Path) -> str:
    """When a backup was made, from its name, as ISO 8601 in UTC; its name where that says nothing."""
    stamp = path.stem.rpartition("backup-")[2]
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return path.stem
