"""The dialog that asks for a file, in the user's language throughout, with paths that read from the left."""

from __future__ import annotations

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QFileIconProvider, QLineEdit, QListView, QSplitter, QWidget

from desktop.ui.context import Context

PLACES = 190
"""Logical pixels of the list of places."""


def file_dialog(parent: QWidget, context: Context, *, title: str, folder: str) -> QFileDialog:
    """A dialog that opens in a folder. What Qt's own translation lacks is said with our words."""
    dialog = QFileDialog(parent, title, folder)
    for label, key in ((QFileDialog.DialogLabel.LookIn, "look_in"), (QFileDialog.DialogLabel.FileType, "kind")):
        dialog.setLabelText(label, context.tr(f"dialogs.files.{key}"))
    dialog.setIconProvider(_Kinds(dialog, context))
    combo, field = dialog.findChild(QComboBox, "lookInCombo"), dialog.findChild(QLineEdit, "fileNameEdit")
    for widget in (combo, field):
        if widget is not None:
            widget.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    places, splitter = dialog.findChild(QListView, "sidebar"), dialog.findChild(QSplitter, "splitter")
    if places is not None and splitter is not None:
        places.setMinimumWidth(PLACES)
        places.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        splitter.setSizes([PLACES, 3 * PLACES])
    return dialog


class _Kinds(QFileIconProvider):
    """Says what kind of file something is in the user's language."""

    def __init__(self, dialog: QFileDialog, context: Context) -> None:
        super().__init__()
        self._context = context
        dialog.destroyed.connect(lambda _gone, kept=self: None)  # as long as the dialog: Qt does not keep it

    def type(self, info: QFileInfo) -> str:
        """``dialogs.files.*``, a file's with its suffix."""
        tr = self._context.tr
        if info.isRoot():
            return tr("dialogs.files.drive")
        if info.isDir():
            return tr("dialogs.files.folder")
        suffix = info.suffix()
        return tr("dialogs.files.file_of", suffix=suffix) if suffix else tr("dialogs.files.file")
