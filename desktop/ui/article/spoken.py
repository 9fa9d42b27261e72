"""The article as screen readers know it: text, caret, selection, and which mention the caret is in.

A text widget of Qt's own lies on the view, shows nothing and takes no keys and no mouse; what it tells of itself is the
article. It is made only when Qt says that a screen reader is running. Nothing here stands in for an accessible object:
Qt's own are made and taken down by Qt alone. Offsets told are UTF-16 units.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent, QRegion, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget

from db.rows import Mention
from desktop.ui.article.offsets import Offsets
from desktop.ui.article.reaching import spoken
from desktop.ui.article.workbench import Workbench
from desktop.ui.context import Context

LONGEST = 80
"""Code points of a mention that are read out."""
PIECE = 60_000
"""UTF-16 units handed to the text widget in one go, some 10 ms."""
LOOK_MS = 1000
"""How often is looked whether a screen reader has been started: PySide does not pass on Qt's news of that."""
ONE_UNIT = dict.fromkeys([0x0D, 0x2028, 0x2029, 0xFDD0, 0xFDD1], " ")
"""What a text widget would join with its neighbour or take for a mark of its own."""


def words(context: Context, mention: Mention, text: str) -> str:
    """A mention read out: label, letters, and whether it is decided on."""
    label = context.session.labels.label(mention.kind, mention.label) if context.session else None
    name = mention.label if label is None else label.name.ar if context.messages.language == "ar" else label.name.en
    short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    status = context.tr(f"panels.status.{mention.status}")
    return context.tr(f"canvas.spoken.{mention.kind}", label=name, text=short, status=status)


class Transcript(QPlainTextEdit):
    """The text for the ear: nothing of it is seen, and neither keyboard nor mouse ever reach it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyleSheet("QPlainTextEdit { background: transparent; border: none; padding: 0; }")
        self.viewport().setAutoFillBackground(False)
        self.setMask(QRegion(0, 0, 1, 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing is painted."""


class Voice(QObject):
    """Keeps the transcript and the article view in step, both ways, and says which mention is reached."""

    def __init__(self, context: Context, view: Workbench) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._offsets = Offsets("")
        self._text: str | None = None
        self._rest = ""
        self._marked: Mention | None = None
        self._said: str | None = None
        self.transcript: Transcript | None = None
        """None until a screen reader runs."""
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._take_piece)
        self._somebody = QTimer(self)
        self._somebody.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._somebody.timeout.connect(self.follow)
        self._somebody.start(LOOK_MS)
        view.caretMoved.connect(self.follow)
        view.verticalScrollBar().valueChanged.connect(self._put_over_caret)
        bridge = context.bridge
        bridge.selected.connect(self.follow)
        bridge.changed.connect(self.follow)
        bridge.settingChanged.connect(self.follow)

    @property
    def mention(self) -> Mention | None:
        """The selected mention, else the innermost one the caret is in or right behind."""
        view, article = self._view, self._view.stage.article
        chosen = view.selected_mention()
        if chosen is not None or article is None:
            return chosen
        places = (view.caret - 1, view.caret) if view.spot.after else (view.caret,)
        return next((each for at in places if at >= 0 for each in article.at(at) if view.flow.shown(each)), None)

    @property
    def ready(self) -> bool:
        """Has the transcript all of the article?"""
        return self._text is not None and not self._rest

    def follow(self, *_news: object) -> None:
        """The caret, the selection, the mention or the article is another: tell whoever listens, if anybody does."""
        if not QAccessible.isActive():
            return
        if self.transcript is None:
            self._somebody.stop()
            self.transcript = self._made()
        if self._view.text != self._text:
            self._take()
        if self.ready:
            self._place_cursor()
            self._describe()

    def _made(self) -> Transcript:
        made = Transcript(self._view.viewport())  # a scroll area tells of no other children
        made.cursorPositionChanged.connect(self._moved_by_reader)
        made.selectionChanged.connect(self._moved_by_reader)
        made.show()
        return made

    def _take(self) -> None:
        """Begin to take over the text of the open article."""
        assert self.transcript is not None
        self._text = self._view.text
        self._offsets = Offsets(self._text)
        self._marked = self._said = None
        self._rest = self._text.translate(ONE_UNIT)
        with QSignalBlocker(self.transcript):
            self.transcript.clear()
        self.transcript.setFont(self._view.stage.style.text_font)
        self.transcript.setAccessibleName(self._view.accessibleName())
        self._take_piece()

    def _take_piece(self) -> None:
        """Some more of the text; the rest when the window has nothing else to do."""
        if self.transcript is None:
            return
        piece, self._rest = self._rest[:PIECE], self._rest[PIECE:]
        with QSignalBlocker(self.transcript):
            cursor = QTextCursor(self.transcript.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(piece)
        if self._rest:
            self._more.start()
            return
        self._more.stop()
        self._place_cursor()
        self._describe()

    def _place_cursor(self) -> None:
        """The transcript's caret and selection where the view's are; Qt tells the listeners."""
        assert self.transcript is not None
        wanted = self._offsets.unit(self._view.anchor), self._offsets.unit(self._view.caret)
        cursor = self.transcript.textCursor()
        if (cursor.anchor(), cursor.position()) != wanted:
            cursor.setPosition(wanted[0])
            cursor.setPosition(wanted[1], QTextCursor.MoveMode.KeepAnchor)
            with QSignalBlocker(self.transcript):
                self.transcript.setTextCursor(cursor)
        self._put_over_caret()

    def _put_over_caret(self) -> None:
        """Move the transcript so that its caret is where ours is seen: magnifiers ask for that."""
        transcript, view = self.transcript, self._view
        if transcript is None or not self.ready:
            return
        document, cursor = transcript.document(), transcript.textCursor()
        document.documentLayout().blockBoundingRect(cursor.block())  # lays it out
        last = document.characterCount() - 2  # Qt counts one more than there is, and warns when asked for it
        if last < 0:
            return
        told = QAccessible.queryAccessibleInterface(transcript).textInterface()
        shown = told.characterRect(min(cursor.position(), last))
        if shown.isValid():
            x, y, height = view.stage.caret_at(view.spot, view.scrolled)
            wanted = view.viewport().mapToGlobal(QPoint(int(x), int(y) + height - shown.height()))
            transcript.move(transcript.pos() + wanted - shown.topLeft())

    def _describe(self) -> None:
        """Tell of the mention at the caret: in words, and marked in the text, where its extent can be asked for."""
        transcript, mention, article = self.transcript, self.mention, self._view.stage.article
        assert transcript is not None
        said = words(self._context, mention, article.text_of(mention)) if mention and article else ""
        if mention and article and (away := spoken(self._context, article, mention, self._view.reaches)):
            said = self._context.messages.listed((said, away))
        for each in (transcript, self._view):
            if each.accessibleDescription() != said:
                each.setAccessibleDescription(said)
        if mention != self._marked:
            self._mark(mention)
        reached = mention.id if mention else None
        if reached is not None and reached != self._said and QApplication.focusWidget() in (None, self._view):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, said))
        self._said = reached

    def _mark(self, mention: Mention | None) -> None:
        assert self.transcript is not None
        plain, marked = QTextCharFormat(), QTextCharFormat()
        marked.setBackground(self._view.stage.style.selection)
        with QSignalBlocker(self.transcript):
            for each, look in ((self._marked, plain), (mention, marked)):
                for start, end in each.fragments if each is not None else ():
                    cursor = QTextCursor(self.transcript.document())
                    cursor.setPosition(self._offsets.unit(start))
                    cursor.setPosition(self._offsets.unit(end), QTextCursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(look)
        self._marked = mention

    def _moved_by_reader(self) -> None:
        """A screen reader has moved the caret or selected text."""
        if self.transcript is None or not self.ready:
            return
        cursor = self.transcript.textCursor()
        caret, anchor = self._offsets.point(cursor.position()), self._offsets.point(cursor.anchor())
        if (caret, anchor) != (self._view.caret, self._view.anchor):
            self._view.set_caret(caret, anchor=anchor)
            self._view.reveal(start=min(caret, anchor), end=max(caret, anchor))
