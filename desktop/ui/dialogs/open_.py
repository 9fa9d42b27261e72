"""The open dialog: the corpora used last with where they lie, or any other file; also for reading only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import paths
from desktop.bidi import isolated, side_by_side
from desktop.ui import fonts
from desktop.ui.context import Context
from desktop.ui.dialogs.file_dialog import file_dialog
from desktop.ui.dialogs.stepped import muted
from desktop.ui.panels.two_lines import Index, TwoLinesDelegate
from desktop.ui.widgets.row_list import ItemList

PATH = int(Qt.ItemDataRole.UserRole)


class RecentDelegate(TwoLinesDelegate):
    """A corpus' name; below it its folder, or that it is not there."""

    def lines(self, index: Index) -> tuple[str, str]:
        path = Path(index.data(PATH))
        where = isolated(str(path.parent))
        return path.stem, side_by_side("" if path.exists() else self.context.tr("dialogs.open.missing"), where)

    def struck(self, index: Index) -> bool:
        return not Path(index.data(PATH)).exists()


class OpenDialog(QDialog):
    """Opening itself, and what to say when it fails, is the application's."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        tr = context.tr
        self.setWindowTitle(tr("dialogs.open.title"))
        self.resize(520, 420)
        heading = QLabel(tr("dialogs.open.title"))
        heading.setFont(fonts.interface(px=17, bold=True))
        self.list = ItemList(self)
        self._delegate = RecentDelegate(context)
        self.list.setItemDelegate(self._delegate)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("dialogs.open.recent"))
        for text in context.settings.get("recent"):
            item = QListWidgetItem(Path(text).stem, self.list)
            item.setData(PATH, text)
            item.setToolTip(text)
        self.browse = QPushButton(tr("dialogs.open.other"), self)
        self.read_only = QPushButton(tr("dialogs.open.read_only"), self)
        self.cancel = QPushButton(tr("dialogs.cancel"), self)
        self.open_it = QPushButton(tr("dialogs.open.open"), self)
        for button in (self.browse, self.read_only, self.cancel):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.browse)
        row.addStretch(1)
        for button in (self.cancel, self.read_only, self.open_it):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(muted(tr("dialogs.open.recent" if self.list.count() else "dialogs.open.none")))
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.list.activated.connect(self._activated)
        self.list.currentRowChanged.connect(self._allow)
        self.open_it.clicked.connect(lambda: self._open(read_only=False))
        self.read_only.clicked.connect(lambda: self._open(read_only=True))
        self.browse.clicked.connect(self._browse)
        self.cancel.clicked.connect(self.reject)
        self.list.setCurrentRow(0)
        self._allow()
        (self.open_it if self.list.count() else self.browse).setDefault(True)
        (self.list if self.list.count() else self.browse).setFocus()

    def _allow(self) -> None:
        for button in (self.open_it, self.read_only):
            button.setEnabled(self.list.currentItem() is not None)

    def _activated(self, _index: QModelIndex) -> None:
        self._open(read_only=False)

    def _open(self, *, read_only: bool) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._hand_on(Path(item.data(PATH)), read_only=read_only)

    def _hand_on(self, path: Path, *, read_only: bool) -> None:
        """Close first: what stands in the way of opening is told over the window, not over this dialog."""
        self.accept()
        if self.context.shell is not None:
            self.context.shell.open_corpus(path, read_only=read_only)

    def _browse(self) -> None:
        settings, tr = self.context.settings, self.context.tr
        dialog = file_dialog(
            self, self.context, title=tr("dialogs.open.title"),
            folder=settings.get("last_folder") or str(paths.documents_dir()),
        )  # fmt: skip
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{tr('window.corpora')} (*.tawsim)")
        dialog.fileSelected.connect(self._browsed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _browsed(self, file: str) -> None:
        self.context.settings.set("last_folder", str(Path(file).parent))
        self._hand_on(Path(file), read_only=False)
