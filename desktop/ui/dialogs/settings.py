"""The settings, drawn from the SETTINGS table; every change takes effect at once and can be seen behind the dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.settings import SETTINGS, Setting
from desktop.ui import fonts
from desktop.ui.context import Context
from desktop.ui.widgets.combos import Combo
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.wrapped import WrappedLabel

FIELD_WIDTH = 240


class SettingsDialog(QDialog):
    """One field a setting, one heading a group."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.fields: dict[str, QWidget] = {}
        self._heading: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(28)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._sample = WrappedLabel()
        self._sample.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._sample.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._note = QLabel()
        self._note.setProperty("look", "muted")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.reject)
        self._reset = QPushButton()
        self._reset.setAutoDefault(False)
        self._reset.clicked.connect(self._reset_all)
        self._buttons.addButton(self._reset, QDialogButtonBox.ButtonRole.ResetRole)
        self._keys = QPushButton()
        self._keys.setAutoDefault(False)
        self._keys.clicked.connect(lambda: context.commands.trigger("shortcuts"))
        self._keys.setVisible(context.commands is not None)
        self._buttons.addButton(self._keys, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 20)
        column.setSpacing(16)
        column.addLayout(self._form)
        column.addWidget(self._sample)
        column.addWidget(self._note)
        column.addWidget(self._buttons)
        self._fill()
        self._retranslate()
        context.bridge.settingChanged.connect(self._changed)

    def _fill(self) -> None:
        group = ""
        for setting in SETTINGS:
            if not setting.group:
                continue
            if setting.group != group:
                group = setting.group
                heading = self._heading[group] = QLabel()
                heading.setFont(fonts.interface(px=15, bold=True))
                heading.setContentsMargins(0, 10 if self.fields else 0, 0, 2)
                self._form.addRow(heading)
            field = self.fields[setting.key] = _MAKERS[setting.kind](self._context, setting)
            field.setMinimumWidth(FIELD_WIDTH)
            caption = self._captions[setting.key] = QLabel()
            caption.setBuddy(field)
            self._form.addRow(caption, field)

    def _retranslate(self) -> None:
        tr = self._context.tr
        rtl = self._context.messages.direction == "rtl"
        side = (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
        self.setWindowTitle(tr("settings.title"))
        for group, heading in self._heading.items():
            heading.setText(tr(f"settings.group.{group}"))
        for setting in SETTINGS:
            field = self.fields.get(setting.key)
            if field is None:
                continue
            self._captions[setting.key].setText(tr(f"settings.{setting.key}"))
            field.setAccessibleName(tr(f"settings.{setting.key}"))
            if isinstance(field, QComboBox) and setting.choices:
                for place, choice in enumerate(setting.choices):
                    field.setItemText(place, tr(f"settings.{setting.key}.{choice}"))
            if isinstance(field, (QAbstractSpinBox, QLineEdit)):  # one side, whatever script they hold
                field.setAlignment(side)
            if isinstance(field, QAbstractSpinBox):
                field.lineEdit().setTextMargins(0 if rtl else 8, 0, 0, 0)  # the style sheet's padding is lost there
            if isinstance(field, QSpinBox) and setting.unit:
                field.setSuffix(f" {tr(setting.unit)}")
            if isinstance(field, QLineEdit) and self._context.messages.has(f"settings.{setting.key}.hint"):
                field.setPlaceholderText(tr(f"settings.{setting.key}.hint"))
        self._note.setText(tr("settings.at_once"))
        self._reset.setText(tr("settings.reset"))
        self._keys.setText(tr("actions.shortcuts"))
        self._show_sample()

    def _changed(self, key: str) -> None:
        setting = next((each for each in SETTINGS if each.key == key), None)
        field = self.fields.get(key)
        if setting is not None and field is not None:
            _show(field, self._context.settings.get(key))
        if key in ("language", "digits"):
            self._retranslate()
        elif setting is not None and setting.group == "reading":
            self._show_sample()

    def _show_sample(self) -> None:
        font = QFont(self._context.settings.get("font_family"))
        font.setPixelSize(self._context.settings.get("font_size"))
        self._sample.setFont(font)
        self._sample.set_plain(self._context.tr("settings.sample_text"))

    def _reset_all(self) -> None:
        for setting in SETTINGS:
            if setting.group and setting.kind != "text":
                self._context.settings.set(setting.key, setting.default)


def _choice(context: Context, setting: Setting) -> QWidget:
    box = Combo()
    for choice in setting.choices:
        box.addItem("", choice)
    _show(box, context.settings.get(setting.key))
    box.activated.connect(lambda _place: context.settings.set(setting.key, box.currentData()))
    return box


def _font(context: Context, setting: Setting) -> QWidget:
    box = Combo()
    box.setMaxVisibleItems(14)
    present = context.settings.get(setting.key)
    arabic = QFontDatabase.families(QFontDatabase.WritingSystem.Arabic)
    for family in sorted({present, setting.default, *arabic}):
        box.addItem(family, family)
    _show(box, present)
    box.activated.connect(lambda _place: context.settings.set(setting.key, box.currentData()))
    return box


def _text(context: Context, setting: Setting) -> QWidget:
    line = QLineEdit(context.settings.get(setting.key))
    begin_at_start(line)
    line.editingFinished.connect(lambda: context.settings.set(setting.key, line.text().strip()))
    return line


def _int(context: Context, setting: Setting) -> QWidget:
    box = QSpinBox()
    box.setRange(int(setting.low), int(setting.high))
    box.setSingleStep(int(setting.step))
    _show(box, context.settings.get(setting.key))
    box.valueChanged.connect(lambda value: context.settings.set(setting.key, value))
    return box


def _float(context: Context, setting: Setting) -> QWidget:
    box = QDoubleSpinBox()
    box.setDecimals(1)
    box.setRange(setting.low, setting.high)
    box.setSingleStep(setting.step)
    _show(box, context.settings.get(setting.key))
    box.valueChanged.connect(lambda value: context.settings.set(setting.key, round(value, 2)))
    return box


def _bool(context: Context, setting: Setting) -> QWidget:
    box = QCheckBox()
    _show(box, context.settings.get(setting.key))
    box.toggled.connect(lambda on: context.settings.set(setting.key, on))
    return box


_MAKERS: dict[str, Callable[[Context, Setting], QWidget]] = {
    "choice": _choice, "font": _font, "text": _text, "int": _int, "float": _float,
    "bool": _bool,
}  # fmt: skip


def _show(field: QWidget, value: object) -> None:
    """Put a value into a field without the field telling it back."""
    blocked = field.blockSignals(True)
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.findData(value))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
    elif isinstance(field, QSpinBox):
        field.setValue(int(str(value)))
    elif isinstance(field, QDoubleSpinBox):
        field.setValue(float(str(value)))
    field.blockSignals(blocked)
