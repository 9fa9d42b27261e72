"""The other places that a correction is to be carried to: each with its words, marked or not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.bidi import BETWEEN, POP, RIGHT, isolated
from desktop.suggest.propagation import AT_MOST, Sight
from desktop.ui.context import Context
from desktop.ui.widgets.row_list import ItemList

TITLE = 50
"""Letters of an article's title that are shown."""


class PropagationDialog(QDialog):
    """Enter corrects what is marked; Space marks and unmarks a place; Escape leaves all as it is."""

    agreed = Signal(list)
    """The sights marked."""

    def __init__(
        self,
        context: Context,
        words: str,
        sights: list[Sight],
        *,
        everywhere: bool,
        parent: QWidget | None = None,
    ) -> None:
        """``words`` are what all places say; ``everywhere``: are they of many articles, which are then named?"""
        super().__init__(parent)
        self._context = context
        self._sights = sights
        tr = context.tr
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("palettes.propagate.title"))
        self.setMinimumWidth(600)
        head = QLabel(tr(f"palettes.propagate.{'everywhere' if everywhere else 'head'}", words=words))
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        self.list = ItemList()
        self.list.setAccessibleName(tr("palettes.propagate.places"))
        self.list.setUniformItemSizes(True)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for sight in sights:
            item = QListWidgetItem(self._line(sight, titled=everywhere))
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

    def _line(self, sight: Sight, *, titled: bool) -> str:
        """What is done at a place, its words between what stands around them, and in which article."""
        words = " ".join(f"{sight.before}[{sight.words}]{sight.after}".split())
        what, words = self._context.tr(f"palettes.propagate.{sight.place.what}"), f"{RIGHT}…{words}…{POP}"
        if not titled:
            return f"{what}: {words}"
        title = sight.title if len(sight.title) <= TITLE else sight.title[:TITLE] + "…"
        return f"{what}{BETWEEN}{isolated(title)}\n{words}"

    def chosen(self) -> list[Sight]:
        """The sights marked, in their order."""
        return [
            sight for row, sight in enumerate(self._sights) if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]

    def _count(self) -> None:
        count = len(self.chosen())
        said = [self._context.tr("palettes.propagate.count", count=count)]
        if len(self._sights) >= AT_MOST:
            said.append(self._context.tr("palettes.propagate.more", count=len(self._sights)))
        self.count.setText(" · ".join(said))
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
