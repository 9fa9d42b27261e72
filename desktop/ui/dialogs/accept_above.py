"""How sure must a suggestion be to be accepted unseen? A score, and how many of the article's that would be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QDoubleSpinBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.article import OpenArticle
from desktop.edits import reviews
from desktop.ui.context import Context


class AcceptAbove(QDialog):
    """Enter accepts. The score is between 0 and 1; suggestions without one count as sure."""

    agreed = Signal(float)

    def __init__(
        self, context: Context, article: OpenArticle, *, threshold: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._article = article
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(context.tr("palettes.above.title"))
        question = QLabel(context.tr("palettes.above.score"))
        self.score = QDoubleSpinBox()
        self.score.setRange(0.0, 1.0)
        self.score.setSingleStep(0.05)
        self.score.setDecimals(2)
        self.score.setValue(threshold)
        question.setBuddy(self.score)
        self.preview = QLabel()
        self.preview.setProperty("look", "muted")
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton(context.tr("palettes.above.accept"), buttons.ButtonRole.AcceptRole)
        buttons.addButton(context.tr("palettes.above.cancel"), buttons.ButtonRole.RejectRole)
        row = QHBoxLayout()
        row.addWidget(question)
        row.addWidget(self.score, 1)
        box = QVBoxLayout(self)
        box.addLayout(row)
        box.addWidget(self.preview)
        box.addWidget(buttons)
        self.score.valueChanged.connect(self._count)
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        self.accept_button.setDefault(True)
        self.score.setFocus()
        self.score.selectAll()
        self._count()

    def _count(self) -> None:
        found = reviews.suggestions(
            self._article, start=0, end=len(self._article.text), min_score=round(self.score.value(), 2)
        )
        self.preview.setText(self._context.tr("palettes.above.count", count=len(found)))
        self.accept_button.setEnabled(bool(found))

    def _agree(self) -> None:
        self.agreed.emit(round(self.score.value(), 2))
        self.accept()
