"""Combo boxes whose list is as wide as its longest entry; filters filled anew without forgetting what was chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout

Choice = tuple[str | None, str]
"""What a choice stands for, and its words."""


class Combo(QComboBox):
    """A combo box of ours: its list opens below it, begins where reading begins, and cuts no entry short.

    The style sheet asks for a list (``combobox-popup: 0``) instead of a menu over the field: Qt 6.11 makes a menu's
    rows as high as the screen where ``QComboBox::item`` has a border or padding, which qt-material gives it.
    """

    def showPopup(self) -> None:
        view, popup = self.view(), self.view().window()
        scrolls = self.count() > self.maxVisibleItems()
        bar = view.verticalScrollBar().sizeHint().width() if scrolls else 0
        around = 2 * view.frameWidth() + view.contentsMargins().left() + view.contentsMargins().right() + bar
        view.setTextElideMode(Qt.TextElideMode.ElideNone)
        popup.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + around + MARGIN))
        super().showPopup()
        if self.isRightToLeft() and popup.width() > self.width():
            right = self.mapToGlobal(self.rect().topRight()).x()
            popup.move(max(self.screen().availableGeometry().left(), right + 1 - popup.width()), popup.y())


MARGIN = 8
"""Logical pixels that the list's own frame and padding take."""


def fill_combo(combo: QComboBox, name: str, choices: Iterable[Choice]) -> None:
    """Set a filter's name and its choices, keeping what is chosen if it is still there."""
    kept = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    combo.setAccessibleName(name)
    for code, text in choices:
        combo.addItem(text, code)
    combo.setCurrentIndex(max(0, combo.findData(kept)) if kept is not None else 0)
    combo.blockSignals(False)


def filter_row(*combos: QComboBox) -> QHBoxLayout:
    """Filters side by side, as wide as there is room for and no wider for long choices."""
    row = QHBoxLayout()
    row.setSpacing(6)
    for combo in combos:
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(6)
        row.addWidget(combo, 1)
    return row
