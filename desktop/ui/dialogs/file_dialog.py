"""The dialog that asks for a file, in the user's language throughout, with paths that read from the left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QFileInfo, QObject, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFileIconProvider,
    QLineEdit,
    QListView,
    QSplitter,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from desktop.ui.context import Context
from desktop.ui.widgets.elided import elided

PLACES, SIZE = 190, (820, 480)
"""Logical pixels of the list of places, and of the whole."""


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
    if combo is not None:  # the style sheet's paddings are those of a combo box that reads as the interface does
        combo.setStyleSheet("QComboBox { padding: 0 26px 0 6px; }")
        combo.installEventFilter(_Path(combo))
    dialog.resize(*SIZE)
    places, splitter = dialog.findChild(QListView, "sidebar"), dialog.findChild(QSplitter, "splitter")
    if places is not None and splitter is not None:
        places.setMinimumWidth(PLACES)
        places.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        splitter.setSizes([PLACES, 3 * PLACES])
    return dialog


class _Path(QObject):
    """Paints a combo box from the left: Qt paints its words in the application's direction, whatever the box's own."""

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo)
        self._combo = combo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or watched is not self._combo:
            return False
        combo, option = self._combo, QStyleOptionComboBox()
        combo.initStyleOption(option)
        style, kind = combo.style(), QStyle.ComplexControl.CC_ComboBox
        field = style.subControlRect(kind, option, QStyle.SubControl.SC_ComboBoxEditField, combo)
        room = field.width() - option.iconSize.width() - 8
        option.currentText = elided(combo.fontMetrics(), option.currentText, room, rtl=False, middle=True)
        with QPainter(combo) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            style.drawComplexControl(kind, option, painter, combo)
            style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option, painter, combo)
        return True


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
