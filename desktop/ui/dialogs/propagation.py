"""The other places of an article that a correction is to be carried to: each with its words, marked or not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.rows import Mention
from desktop.article import OpenArticle
from desktop.suggest.propagation import Place
from desktop.ui.context import Context

AROUND = 28
"""Letters shown on either side of a place."""
ISOLATE, POP = "\u2067", "\u2069"


class PropagationDialog(QDialog):
    """Enter corrects what is marked; Space marks and unmarks a place; Escape leaves all as it is."""

    agreed = Signal(list)
    """The places marked."""

    def __init__(
        self,
        context: Context,
        article: OpenArticle,
        mention: Mention,
        places: list[Place],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._places = places
        tr = context.tr
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("palettes.propagate.title"))
        self.setMinimumWidth(560)
        head = QLabel(tr("palettes.propagate.head", words=article.text_of(mention)))
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("palettes.propagate.places"))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for place in places:
            item = QListWidgetItem(self._line(article.text, place))
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.count = QLabel()
        self.count.setProperty("look", "muted")
        buttons = QDialogButtonBox()
        self.agree_button = buttons.addButton(tr("palettes.propagate.agree"), buttons.ButtonRole.AcceptRole)
        buttons.addButton(tr("palettes.propagate.cancel"), buttons.ButtonRole.RejectRole)
        box = QVBoxLayout(self)
        for widget in (head, self.list, self.count, buttons):
            box.addWidget(widget)
        self.list.itemChanged.connect(lambda _item: self._count())
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        self.agree_button.setDefault(True)
        self.list.setFocus()
        self._count()

    def _line(self, text: str, place: Place) -> str:
        """What is done at a place, and its words between what stands around them."""
        before = text[max(0, place.start - AROUND) : place.start]
        after = text[place.end : place.end + AROUND]
        words = " ".join(f"{before}[{text[place.start : place.end]}]{after}".split())
        what = self._context.tr(f"palettes.propagate.{place.what}")
        return f"{what}: {ISOLATE}…{words}…{POP}"

    def chosen(self) -> list[Place]:
        """The places marked, in reading order."""
        return [
            place for row, place in enumerate(self._places) if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]

    def _count(self) -> None:
        count = len(self.chosen())
        self.count.setText(self._context.tr("palettes.propagate.count", count=count))
        self.agree_button.setEnabled(count > 0)

    def _agree(self) -> None:
        chosen = self.chosen()
        self.accept()
        self.agreed.emit(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the list agrees too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.agree_button.isEnabled():
            self._agree()
            return
        super().keyPressEvent(event)
