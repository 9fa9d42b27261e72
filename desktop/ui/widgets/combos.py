"""Combo boxes whose list is as wide as its longest entry; filters filled anew without forgetting what was chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStyle, QStyleOptionComboBox

from desktop.ui.widgets.elided import elided

Choice = tuple[str | None, str]
"""What a choice stands for, and its words."""


class Combo(QComboBox):
    """A combo box of ours: its list opens below it, begins where reading begins, and cuts no entry short.

    The style sheet asks for a list (``combobox-popup: 0``) instead of a menu over the field: Qt 6.11 makes a menu's
    rows as high as the screen where ``QComboBox::item`` has a border or padding, which qt-material gives it.
    """

    def shown(self, option: QStyleOptionComboBox) -> str:
        """The current choice as far as there is room for it, with an ellipsis where it was cut."""
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        text = self.currentText()
        if self.fontMetrics().horizontalAdvance(text) <= room:
            return text
        return elided(self.fontMetrics(), text, room, rtl=self.isRightToLeft())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown(option)
        with QPainter(self) as painter:
            self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
            self.style().drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option, painter, self)

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
