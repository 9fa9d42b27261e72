"""A palette: a small list that opens beside the text, is searched by typing, and chosen from without the mouse.

It lies inside the window rather than being a window, so that no window system can place, grab or hide it. Digits, and
Shift with a letter, choose the row with that key at once while nothing is typed; what is typed narrows the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.arabic import fold_key
from desktop.keys import CTRL, SHIFT, Chord, label_chord
from desktop.ui.context import Context
from desktop.ui.dialogs.palette_row import ROW, PaletteDelegate, Row
from desktop.ui.keys import OWN_KEYS, chord_of
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.visible import show_if

GAP, EDGE, ROWS_AT_LEAST, ROWS_AT_MOST = 6, 8, 4, 12
ARTICLE, LONG = "ال", 5
"""What a word of the query may begin with, where it has at least so many letters."""
Rows = Callable[[str], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Look:
    """What a palette says besides its rows: message keys and a width in logical pixels."""

    title: str
    placeholder: str
    hint: str = ""
    none: str = "palettes.none"
    """Said where nothing is found."""
    width: int = 360
    subject: str = ""
    """What it is about, shown on top as it is."""
    stays: bool = False
    """Does choosing with Shift leave it open for another choice?"""
    waits: bool = False
    """Is nothing taken by Enter until something is typed or moved to, unless a row says that it is current?"""
    bare_keys: bool = False
    """Do letters choose at once, without Shift, while nothing is searched for?"""


class Palette(QFrame):
    """Give it ``rows``: from what is typed to the rows to show."""

    chosen = Signal(object, bool)
    """(the row's value, whether Shift was held)."""
    dismissed = Signal()
    """It is gone, something chosen or not."""

    def __init__(self, context: Context, parent: QWidget, *, look: Look, rows: Rows) -> None:
        super().__init__(parent)
        self._context = context
        self._around = parent
        self._look = look
        self._rows = rows
        self._before: QWidget | None = None
        self._gone = False
        self._place: QRect | None = None
        self._above: bool | None = None
        """Whether it stands above its place, once it has been shown."""
        self.setObjectName("palette")
        self.setProperty(OWN_KEYS, True)
        self.setAccessibleName(context.tr(look.title))
        self.setFixedWidth(look.width)
        self.field = QLineEdit(self)
        begin_at_start(self.field)
        self.field.setPlaceholderText(context.tr(look.placeholder))
        self.field.setAccessibleName(context.tr(look.title))
        self.field.setFrame(False)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(context.tr(look.title))
        self.list.setItemDelegate(PaletteDelegate(context, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(False)
        self.list.setMouseTracking(True)
        self.none = QLabel(context.tr(look.none), self)
        self.none.setFixedHeight(ROW)
        self._note = QLabel(context.tr(look.hint) if look.hint else "", self)
        self._note.setVisible(bool(look.hint))
        self._note.setProperty("look", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.setSpacing(4)
        subject = QLabel(look.subject, self)
        subject.setTextFormat(Qt.TextFormat.PlainText)
        subject.setVisible(bool(look.subject))
        subject.setObjectName("subject")
        subject.setWordWrap(True)
        box.addWidget(subject)
        for part in (self.field, self.list, self.none, self._note):
            box.addWidget(part)
        self._dress()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.refresh)
        self.list.itemClicked.connect(lambda item: self._choose(self._row(item), shift=False))
        self.hide()

    # --- use -----------------------------------------------------------------------------------------------------

    def open_beside(self, place: QRect | None) -> None:
        """Show it under a place given in the parent's coordinates, above it where there is no room; None: centred."""
        self._before = self.window().focusWidget()
        self._place, self._above = place, None
        self.refresh()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Take it away without choosing; the keyboard goes back where it was."""
        if self._gone:
            return
        self._gone = True
        self.field.removeEventFilter(self)
        had = self.isAncestorOf(self.window().focusWidget() or self._around)
        self.hide()
        if had and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()
        self.dismissed.emit()

    def rows(self) -> list[Row]:
        """The rows shown."""
        return [self._row(self.list.item(at)) for at in range(self.list.count())]

    @property
    def current(self) -> Row | None:
        """The row that Enter chooses."""
        item = self.list.currentItem()
        return self._row(item) if item is not None else None

    def refresh(self) -> None:
        """Show the rows for what is typed; the one that says so is current, else the first, unless it waits."""
        rows = self._rows(self.field.text())
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(Qt.ItemDataRole.UserRole, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            self.list.addItem(item)
        none = -1 if self._look.waits and not self.field.text() else 0
        first = next((at for at, row in enumerate(rows) if row.current), none)
        if rows:
            self.list.setCurrentRow(first)
        self._fit()

    # --- keys ----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            chord = chord_of(event)
            mine = chord is not None and self._key(chord, act=event.type() == QEvent.Type.KeyPress)
            if mine and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
                event.accept()
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            outside = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
            if event.reason() not in outside:
                self.dismiss()
        return False

    def _key(self, chord: Chord, *, act: bool) -> bool:
        """Is the chord the palette's own? With ``act``, do what it means."""
        tab = -1 if chord.mods & SHIFT else 1
        moves = {"Down": 1, "Up": -1, "Tab": tab, "PgDn": ROWS_AT_MOST, "PgUp": -ROWS_AT_MOST}
        plain = not chord.mods & ~SHIFT
        if plain and chord.key == "Esc":
            self.dismiss() if act else None
        elif plain and chord.key == "Enter":
            self._choose(self.current, shift=bool(chord.mods)) if act else None
        elif plain and chord.key in moves:
            self._move(moves[chord.key]) if act else None
        elif (plain or self._other_shift(chord)) and (row := self._keyed(chord)) is not None:
            self._choose(row, shift=bool(chord.mods) and chord.key.isdigit()) if act else None
        else:
            return False
        return True

    @staticmethod
    def _other_shift(chord: Chord) -> bool:
        """Ctrl with a digit does what Shift does: on some keyboards it takes Shift to type a digit at all."""
        return chord.key.isdigit() and chord.mods == CTRL

    def _keyed(self, chord: Chord) -> Row | None:
        if self.field.text():
            return None
        alone, shift = not label_chord(chord.key).mods, bool(chord.mods & SHIFT)
        keyed = (row for row in self.rows() if row.key and row.key.upper() == chord.key)
        return next((row for row in keyed if alone or self._look.bare_keys or shift != row.bare), None)

    def _move(self, step: int) -> None:
        if self.list.count():
            at = max(self.list.currentRow(), 0 if step < 0 else -1) + step
            last = self.list.count() - 1
            if abs(step) == 1:
                at %= last + 1
            self.list.setCurrentRow(min(max(at, 0), last))

    def _choose(self, row: Row | None, *, shift: bool) -> None:
        if row is None:
            self._context.bridge.noted.emit(self._look.none, {})
            return
        if shift and self._look.stays:
            self.chosen.emit(row.value, shift)
            self.refresh()
            return
        self.dismiss()
        self.chosen.emit(row.value, shift)

    @staticmethod
    def _row(item: QListWidgetItem) -> Row:
        row: Row = item.data(Qt.ItemDataRole.UserRole)
        return row

    # --- looks ---------------------------------------------------------------------------------------------------

    def _fit(self) -> None:
        show_if(self.list, bool(self.list.count()))
        show_if(self.none, not self.list.count())
        heights = [self.list.sizeHintForRow(at) for at in range(self.list.count())]
        self.list.setFixedHeight(max(min(sum(heights) + 4, ROWS_AT_MOST * ROW), ROW))
        over = self.sizeHint().height() - self._room()
        if over > 0:
            self.list.setFixedHeight(max(self.list.height() - over, ROWS_AT_LEAST * ROW))
        self.adjustSize()
        self.move(self._corner(self._place))

    def _room(self) -> int:
        """How high it may be without covering the place it is about."""
        whole = self._around.height() - 2 * EDGE
        if self._place is None:
            return whole - self._around.height() // 6
        return max(self._place.top(), self._around.height() - self._place.bottom()) - GAP - EDGE

    def _corner(self, place: QRect | None) -> QPoint:
        parent, size = self._around.rect(), self.sizeHint().expandedTo(self.minimumSize())
        if place is None:
            return QPoint((parent.width() - size.width()) // 2, parent.height() // 6)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = place.right() - size.width() if rtl else place.left()
        under, over = place.bottom() + GAP, place.top() - GAP - size.height()
        low = under + size.height() <= parent.bottom() - EDGE
        if self._above is None or (over < EDGE if self._above else not low):  # else it stays where it is looked at
            self._above = not low
        y = max(over, EDGE) if self._above else under
        return QPoint(min(max(x, EDGE), parent.width() - size.width() - EDGE), y)

    def _dress(self) -> None:
        theme = self._context.theme
        self.setStyleSheet(
            f"#palette {{ background: {theme.hex('base')}; border: 1px solid {theme.hex('border.strong')};"
            " border-radius: 8px; }"
            f"#palette QLineEdit {{ border: none; border-bottom: 1px solid {theme.hex('border')};"
            f" background: {theme.hex('base')}; color: {theme.hex('text')}; padding: 3px 6px; }}"
            f"#palette QListWidget {{ border: none; background: {theme.hex('base')}; }}"
            f"#palette QLabel {{ color: {theme.hex('muted')}; padding: 0 6px; }}"
            f"#palette QLabel#subject {{ color: {theme.hex('text')}; padding: 2px 6px; }}"
        )


def narrowed(rows: Sequence[Row], query: str) -> list[Row]:
    """The rows that hold every word of the query, found by their names before those found by other words too.

    Those that begin with the query come first. Spelling is compared folded.
    """
    wanted = fold_key(query)
    words = wanted.split()

    def rank(row: Row) -> int:
        if any(place.startswith(wanted) for place in row.search):
            return 0
        return 1 if holds_all(words, row.search) else 2

    found = [row for row in rows if holds_all(words, (*row.search, *row.also))]
    return sorted(found, key=rank) if words else found


def holds_all(words: Sequence[str], places: Sequence[str]) -> bool:
    """Is every folded word in one of the folded texts, with or without the article it may begin with?"""
    return all(any(form in place for form in _forms(word) for place in places) for word in words)


def _forms(word: str) -> tuple[str, ...]:
    return (word, word.removeprefix(ARTICLE)) if word.startswith(ARTICLE) and len(word) >= LONG else (word,)

