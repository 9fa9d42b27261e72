"""The problems of input files: a table of where and what, the current row in full, and a way to copy all."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from db.formats.problems import Problem
from desktop.ui.context import Context
from desktop.ui.models.problems import FIELD, FILE, MESSAGE, RECORD, ProblemsModel


class ProblemsView(QWidget):
    """Put into a page or a dialog; ``load`` says what to show."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = ProblemsModel(context, self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setCornerButtonEnabled(False)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName(context.tr("dialogs.problems.title"))
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((FILE, 120), (RECORD, 110), (FIELD, 130)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(MESSAGE, QHeaderView.ResizeMode.Stretch)
        self.whole = QLabel(self)
        self.whole.setWordWrap(True)
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.whole.setMinimumHeight(2 * self.fontMetrics().height())
        self.copy = QPushButton(context.tr("dialogs.problems.copy"), self)
        self.copy.setAutoDefault(False)
        self.copy.setProperty("look", "link")
        self.copy.clicked.connect(self._copy_all)
        row = QHBoxLayout()
        row.addWidget(self.whole, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(8)
        column_box.addWidget(self.table, 1)
        column_box.addLayout(row)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)

    def load(self, problems: Iterable[Problem], *, total: int | None = None) -> None:
        """Show problems; ``total`` where there are more than these."""
        self.model.load(problems)
        count = self.model.rowCount()
        more = (total or 0) - count
        self.whole.setText(self.context.tr("dialogs.problems.more", count=more) if more > 0 else "")
        if count and more <= 0:
            flag = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(self.model.index(0, 0), flag.ClearAndSelect | flag.Rows)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.model.as_text())

    def _show_whole(self, current: QModelIndex) -> None:
        if current.isValid():
            self.whole.setText(self.model.message(current.row()))


class ProblemsDialog(QDialog):
    """The view alone, to look at again."""

    def __init__(self, context: Context, problems: Iterable[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(context.tr("dialogs.problems.title"))
        self.resize(720, 420)
        self.view = ProblemsView(context, self)
        self.view.load(problems)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.addWidget(self.view)
        column.addWidget(buttons)
