"""The article as screen readers know it: text, caret, selection, and which mention the caret is in.

Built only when Qt says that one is running. What may not be done in Python without a crash or garbage, as found in
PySide 6.11: ``interface_cast`` must answer ``VoidPtr(0)`` for what there is not, and a text interface of our own can
not tell its selection. So the text interface is lent by a plain text widget that is never shown. Offsets of this
interface are UTF-16 units.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QSignalBlocker
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QPlainTextEdit
from shiboken6 import VoidPtr

from db.rows import Mention
from desktop.ui.article.offsets import Offsets
from desktop.ui.article.workbench import Workbench
from desktop.ui.context import Context

INSTALLED = "spokenArticle"
"""Dynamic property of the application: the factory is known to Qt."""
LONGEST = 80
"""Code points of a mention that are read out."""
ONE_UNIT = dict.fromkeys([0x0D, 0x2028, 0x2029, 0xFDD0, 0xFDD1], " ")
"""What a text widget would join with its neighbour or take for a mark of its own."""


def install() -> None:
    """Tell Qt, once a process, who speaks for an article view; nothing is built before somebody listens."""
    application = QApplication.instance()
    if application is not None and not application.property(INSTALLED):
        application.setProperty(INSTALLED, True)
        QAccessible.installFactory(_speaker_of)


def _speaker_of(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, Workbench):
        return None
    if thing.spoken is None:
        thing.spoken = SpokenArticle(thing, Voice(thing.context, thing))
    return thing.spoken


def words(context: Context, mention: Mention, text: str) -> str:
    """A mention read out: label, letters, and whether it is decided on."""
    label = context.session.labels.label(mention.kind, mention.label) if context.session else None
    name = mention.label if label is None else label.name.ar if context.messages.language == "ar" else label.name.en
    short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    status = context.tr(f"panels.status.{mention.status}")
    return context.tr(f"canvas.spoken.{mention.kind}", label=name, text=short, status=status)


class Voice(QObject):
    """Keeps the hidden text widget and the article view in step, both ways, and says which mention is reached."""

    def __init__(self, context: Context, view: Workbench) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._offsets = Offsets("")
        self._text: str | None = None
        self._marked: Mention | None = None
        self._said: str | None = None
        self.shadow = QPlainTextEdit()
        self.shadow.setReadOnly(True)
        self.shadow.setUndoRedoEnabled(False)
        self.shadow.setAccessibleName(view.accessibleName())
        self.interface = QAccessible.queryAccessibleInterface(self.shadow)
        self.take()
        self.shadow.cursorPositionChanged.connect(self._moved_by_reader)
        self.shadow.selectionChanged.connect(self._moved_by_reader)
        view.caretMoved.connect(self._follow)
        bridge = context.bridge
        bridge.selected.connect(self._follow)
        bridge.changed.connect(self._describe)
        bridge.settingChanged.connect(self._describe)

    @property
    def description(self) -> str:
        """The mention at the caret in words; empty where there is none."""
        mention, article = self.mention, self._view.stage.article
        return words(self._context, mention, article.text_of(mention)) if mention and article else ""

    @property
    def mention(self) -> Mention | None:
        """The selected mention, else the innermost one the caret is in or right behind."""
        view, article = self._view, self._view.stage.article
        chosen = view.selected_mention()
        if chosen is not None or article is None:
            return chosen
        places = (view.caret - 1, view.caret) if view.spot.after else (view.caret,)
        return next((each for at in places if at >= 0 for each in article.at(at) if view.flow.shown(each)), None)

    def take(self) -> None:
        """Take over the text of the open article, if it is another one."""
        if self._view.text == self._text:
            return
        self._text = self._view.text
        self._offsets = Offsets(self._text)
        self._marked = None
        with QSignalBlocker(self.shadow):
            self.shadow.setPlainText(self._text.translate(ONE_UNIT))
            self.shadow.setFont(self._view.stage.style.text_font)
        self._place_cursor()

    def _place_cursor(self) -> None:
        cursor = QTextCursor(self.shadow.document())
        cursor.setPosition(self._offsets.unit(self._view.anchor))
        cursor.setPosition(self._offsets.unit(self._view.caret), QTextCursor.MoveMode.KeepAnchor)
        with QSignalBlocker(self.shadow):
            self.shadow.setTextCursor(cursor)

    def put_over_caret(self) -> None:
        """Move the widget nobody sees so that its caret is where ours is: magnifiers ask for that."""
        document, cursor = self.shadow.document(), self.shadow.textCursor()
        document.documentLayout().blockBoundingRect(cursor.block())
        last = document.characterCount() - 2  # Qt counts one more than there is, and warns when asked for it
        shown = self.interface.textInterface().characterRect(min(cursor.position(), last)) if last >= 0 else QRect()
        if shown.isValid():
            x, y, height = self._view.stage.caret_at(self._view.spot, self._view.scrolled)
            wanted = self._view.viewport().mapToGlobal(QPoint(int(x), int(y) + height - shown.height()))
            self.shadow.move(self.shadow.pos() + wanted - shown.topLeft())

    def _follow(self) -> None:
        """The caret, the selection, the mention or the article is another: tell whoever listens."""
        if not QAccessible.isActive():
            return
        view, offsets = self._view, self._offsets
        self.take()
        self._place_cursor()
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, offsets.unit(view.caret)))
        if view.selection is not None:
            start, end = (offsets.unit(place) for place in view.selection)
            QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(view, start, end))
        self._describe()
        mention = self.mention
        said = mention.id if mention else None
        if said != self._said and mention is not None and QApplication.focusWidget() in (None, view):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, self.description))
        self._said = said

    def _describe(self) -> None:
        """Mark the mention at the caret in the hidden text, where its extent can be asked for as an attribute."""
        mention = self.mention
        if mention == self._marked or not QAccessible.isActive():
            return
        plain, marked = QTextCharFormat(), QTextCharFormat()
        marked.setBackground(self._view.stage.style.selection)
        for each, look in ((self._marked, plain), (mention, marked)):
            for start, end in each.fragments if each is not None else ():
                cursor = QTextCursor(self.shadow.document())
                cursor.setPosition(self._offsets.unit(start))
                cursor.setPosition(self._offsets.unit(end), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(look)
        self._marked = mention
        QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.DescriptionChanged))

    def _moved_by_reader(self) -> None:
        """A screen reader has moved the caret or selected text."""
        cursor = self.shadow.textCursor()
        caret, anchor = self._offsets.point(cursor.position()), self._offsets.point(cursor.anchor())
        if (caret, anchor) != (self._view.caret, self._view.anchor):
            self._view.set_caret(caret, anchor=anchor)
            self._view.reveal(start=min(caret, anchor), end=max(caret, anchor))


class SpokenArticle(QAccessibleWidget):
    """What Qt hands to screen readers for the article view."""

    def __init__(self, view: Workbench, voice: Voice) -> None:
        super().__init__(view, QAccessible.Role.Document, view.accessibleName())
        self._view = view
        self._voice = voice

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]  # a pointer, not int
        if kind == QAccessible.InterfaceType.TextInterface:
            self._voice.take()
            self._voice.put_over_caret()
            return self._voice.interface.textInterface()
        return VoidPtr(0)

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Description:
            return self._voice.description
        return self._view.accessibleName() if kind == QAccessible.Text.Name else ""

    def state(self) -> QAccessible.State:
        state = super().state()
        state.focusable = state.readOnly = state.multiLine = state.selectableText = True
        return state
