"""The new corpus dialog: where the file goes, with which label set, and who reviews."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from db.labelset import preset, presets
from desktop import paths
from desktop.ui import fonts
from desktop.ui.context import Context
from desktop.ui.dialogs.file_dialog import file_dialog
from desktop.ui.dialogs.label_set_preview import LabelSetPreview
from desktop.ui.dialogs.stepped import muted
from desktop.ui.dialogs.typed_path import typed_path
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.row_list import ItemList

SUFFIX = ".tawsim"
CODE = int(Qt.ItemDataRole.UserRole)


class NewCorpusDialog(QDialog):
    """Makes the corpus, opens it, and goes on to importing: ``files``, or what is chosen then."""

    def __init__(self, context: Context, files: Iterable[Path] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._files = list(files)
        tr = context.tr
        self.setWindowTitle(tr("dialogs.new.title"))
        self.resize(700, 540)
        heading = QLabel(tr("dialogs.new.title"))
        heading.setFont(fonts.interface(px=17, bold=True))
        self.path = QLineEdit(str(free_path(_folder(context), tr("dialogs.new.name"))), self)
        self.path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.browse = QPushButton(tr("dialogs.browse"), self)
        self.author = QLineEdit(context.settings.get("author"), self)
        begin_at_start(self.author)
        self.author.setPlaceholderText(tr("dialogs.new.author_hint"))
        self.sets = ItemList(self)
        self.preview = LabelSetPreview(context, self)
        self.error = QLabel(self)
        self.error.setProperty("look", "danger")
        self.error.setWordWrap(True)
        self.error.hide()
        self.confirm = QPushButton(tr("dialogs.new.create"), self)
        self.confirm.setDefault(True)
        self.cancel = QPushButton(tr("dialogs.cancel"), self)
        for button in (self.cancel, self.browse):
            button.setAutoDefault(False)
        self._arrange(heading)
        self._fill_sets()
        self.browse.clicked.connect(self._browse)
        self.path.textChanged.connect(self._check)
        self.sets.currentRowChanged.connect(self._show_set)
        self.sets.activated.connect(self._activated)
        self.confirm.clicked.connect(self.make)
        self.cancel.clicked.connect(self.reject)
        self._show_set()
        self._check()
        self.path.setFocus()

    @property
    def label_set(self) -> str:
        """The code of the preset chosen."""
        return str(self.sets.currentItem().data(CODE))

    @property
    def target(self) -> Path:
        """The file to make, with its suffix."""
        path = typed_path(self.path.text())
        return path if path.suffix == SUFFIX or not path.name else path.with_name(path.name + SUFFIX)

    def make(self) -> None:
        """Make and open the corpus; the dialog stays when that fails, which the application says."""
        if not self._check() or self.context.shell is None:
            return
        settings, shell = self.context.settings, self.context.shell
        settings.set("author", self.author.text().strip())
        settings.set("last_label_set", self.label_set)
        settings.set("last_folder", str(self.target.parent))
        if not shell.create_corpus(self.target, self.label_set):
            return
        self.accept()
        shell.import_files(self._files)

    # --- building ----------------------------------------------------------------------------------------------------

    def _arrange(self, heading: QLabel) -> None:
        tr = self.context.tr
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.path, 1)
        place.addWidget(self.browse)
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for key, field, widget in (("file", place, self.path), ("author", self.author, self.author)):
            caption = QLabel(tr(f"dialogs.new.{key}"))
            caption.setBuddy(widget)
            widget.setAccessibleName(tr(f"dialogs.new.{key}"))
            form.addRow(caption, field)
        self.sets.setAccessibleName(tr("dialogs.new.label_set"))
        self.sets.setFixedWidth(190)
        sets = QHBoxLayout()
        sets.setSpacing(18)
        sets.addWidget(self.sets)
        sets.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(form)
        column.addWidget(muted(tr("dialogs.new.label_set_about")))
        column.addLayout(sets, 1)
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.confirm)
        column.addLayout(buttons)
        QWidget.setTabOrder(self.browse, self.author)
        QWidget.setTabOrder(self.author, self.sets)
        QWidget.setTabOrder(self.sets, self.cancel)
        QWidget.setTabOrder(self.cancel, self.confirm)

    def _fill_sets(self) -> None:
        for code in presets():
            item = QListWidgetItem(self.context.tr(f"dialogs.new.set.{code}"), self.sets)
            item.setData(CODE, code)
        last = self.context.settings.get("last_label_set")
        codes = presets()
        self.sets.setCurrentRow(codes.index(last) if last in codes else 0)

    def _show_set(self) -> None:
        self.preview.show_set(preset(self.label_set))

    def _activated(self, _index: QModelIndex) -> None:
        self.make()

    def _check(self) -> bool:
        """Say what is wrong with the place; whether the corpus can be made."""
        key = ""
        if not self.target.name:
            key = "no_name"
        elif not self.target.is_absolute() or not self.target.parent.is_dir():
            key = "no_folder"
        elif self.target.exists():
            key = "exists"
        self.error.setText(self.context.tr(f"dialogs.new.{key}", path=self.target.name) if key else "")
        self.error.setVisible(bool(key))
        self.confirm.setEnabled(not key)
        return not key

    def _browse(self) -> None:
        tr = self.context.tr
        dialog = file_dialog(self, self.context, title=tr("dialogs.new.title"), folder=str(self.target.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{tr('window.corpora')} (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(self.target.name)
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def free_path(folder: Path, name: str) -> Path:
    """``folder/name.tawsim``, or with the first number behind the name that makes it new."""
    number, path = 1, folder / f"{name}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{SUFFIX}"
    return path


def _folder(context: Context) -> Path:
    kept = context.settings.get("last_folder")
    return Path(kept) if kept and Path(kept).is_dir() else paths.documents_dir()
