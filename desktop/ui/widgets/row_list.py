"""Lists and tables whose current row is always seen: one that has the keyboard marks the row it is on.

Qt makes a row current when a view gets the keyboard, or when the row before it goes, without selecting it; nobody sees
then what a key would act on. ``RowList`` is quick at a hundred thousand rows: QListView lays out all at each change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QTableView, QTreeView, QWidget

BORDER = 2
"""Logical pixels that a list's frame takes on a side at most."""
Index = QModelIndex | QPersistentModelIndex
if TYPE_CHECKING:
    Base = QAbstractItemView
else:
    Base = object  # the view comes with the class that _Marks is mixed into


def is_marked(view: QAbstractItemView) -> bool:
    """Is there a current row, and is it selected, so that it is seen?"""
    index = view.currentIndex()
    return index.isValid() and view.selectionModel().isSelected(index)


def mark(view: QAbstractItemView) -> None:
    """Select the current row; where several may be selected, only if none is."""
    index, chosen = view.currentIndex(), view.selectionModel()
    if chosen is None or not index.isValid() or chosen.isSelected(index):
        return
    if view.selectionMode() == QAbstractItemView.SelectionMode.SingleSelection or not chosen.hasSelection():
        flag = QItemSelectionModel.SelectionFlag
        chosen.select(index, flag.ClearAndSelect | flag.Rows)


def follow(view: QAbstractItemView) -> None:
    """The current row has become another one: where only one can be selected, that is it."""
    if view.selectionMode() == QAbstractItemView.SelectionMode.SingleSelection:
        mark(view)


class _Marks(Base):
    """What each of them does: with the keyboard, and as the current row becomes another one, that row is selected."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        mark(self)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        follow(self)


class RowList(_Marks, QTreeView):
    """A tree view of one level without its decorations; its model is a list model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keep_rows(self, count: int, row_height: int) -> None:
        """Never be lower than so many rows."""
        self.setMinimumHeight(count * row_height + 2 * BORDER)


class RowTable(_Marks, QTableView):
    """A table whose current row is seen."""


class PlainList(_Marks, QListView):
    """A list view whose current row is seen."""


class ItemList(_Marks, QListWidget):
    """A list with items of its own whose current row is seen."""
