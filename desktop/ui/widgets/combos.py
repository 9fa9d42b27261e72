"""Filters as combo boxes: filled anew without forgetting what was chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QHBoxLayout

Choice = tuple[str | None, str]
"""What a choice stands for, and its words."""


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
