"""What a label set holds, at a glance: its labels as chips, its event types, roles and relations counted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.labelset import Label, LabelSet
from desktop.ui.context import Context
from desktop.ui.dialogs.stepped import muted, titled
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.flow import FlowLayout


class LabelSetPreview(QWidget):
    """``show_set`` says which."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.about = muted()
        self.counts = QLabel(self)
        self.counts.setWordWrap(True)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addWidget(self.counts)
        column.addWidget(self.area, 1)

    def show_set(self, labels: LabelSet) -> None:
        """Show a label set."""
        tr = self.context.tr
        self.about.setText(tr(f"dialogs.new.about.{labels.code}"))
        parts = (
            tr("dialogs.count.entity_types", count=len(labels.entities)),
            tr("dialogs.count.event_types", count=len(labels.events)),
            tr("dialogs.count.roles", count=len(labels.roles)),
            tr("dialogs.count.relation_types", count=len(labels.relations)),
        )
        self.counts.setText(" · ".join(parts))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for title, items in ((tr("panels.kind.entity"), labels.entities), (tr("panels.kind.event"), labels.events)):
            if items:
                column.addWidget(titled(title))
                column.addWidget(self._chips("entity" if items is labels.entities else "event", items))
        column.addStretch(1)
        self.area.setWidget(body)

    def _chips(self, kind: str, items: tuple[Label, ...]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        dark, language = self.context.theme.dark, self.context.messages.language
        for item in items:
            chip = Chip(self.context, holder)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            colour = self.context.theme.role("text").fromString(item.dark if dark else item.light)
            chip.show_label(item.name.text(language), colour)
            flow.addWidget(chip)
        return holder
