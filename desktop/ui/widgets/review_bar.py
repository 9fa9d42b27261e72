"""The bar at the bottom: how much is left, what the next key does, what was done last and how to take it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from db.queries import Header
from db.rows import ChangeSet
from desktop import wording
from desktop.edits import Edit, EditRefused
from desktop.ui.commands import board, timeline, workplaces
from desktop.ui.context import Context
from desktop.ui.panels.board import BoardPanel
from desktop.ui.timeline.panel import TimelinePanel
from desktop.ui.widgets.elided import ElidedLabel
from desktop.ui.widgets.key_hint import paint_key

if TYPE_CHECKING:
    from desktop.ui.commands.base import Action, Commands

Told = tuple[str, str, str, Callable[[], None]]
"""A hint: its name, the legend of its key, its words, what a click does."""
HEIGHT = 40
"""Logical pixels."""
SAID_AT_MOST = 420


class Hint(QAbstractButton):
    """A keycap and what it does; a click does the same."""

    def __init__(self, context: Context, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.action = action
        self.legend = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_texts(self, legend: str, text: str) -> None:
        """What the key says and what it does."""
        self.legend = legend
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} · {legend}")
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(self._key_width() + 6 + metrics.horizontalAdvance(self.text()) + 12, metrics.height() + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        theme, inside = self._context.theme, QRectF(self.rect()).adjusted(4, 2, -4, -2)
        key = QRectF(0, 0, self._key_width(), self.fontMetrics().height() + 3)
        key.moveCenter(inside.center())
        key.moveRight(inside.right()) if rtl else key.moveLeft(inside.left())
        words = inside.adjusted(0, 0, -key.width() - 6, 0) if rtl else inside.adjusted(key.width() + 6, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.isDown():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.role("hover"))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 1, 0, -1), 6, 6)
            paint_key(painter, key, self.legend, theme, self.font())
            painter.setFont(self.font())
            painter.setPen(QPen(theme.role("bar.text")))
            flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
            painter.drawText(words, flags, self.text())

    def _key_width(self) -> int:
        return max(self.fontMetrics().height() + 3, self.fontMetrics().horizontalAdvance(self.legend) + 12)


class Hints(QWidget):
    """As many hints as there is room for, in the order of the action table, from the reading start."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._buttons: dict[str, Hint] = {}
        self._wanted: list[Hint] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_hints(self, told: Iterable[Told]) -> None:
        """Show these."""
        self._wanted = []
        for name, legend, words, run in told:
            hint = self._buttons.get(name)
            if hint is None:
                hint = self._buttons[name] = Hint(self._context, name, self)
                hint.clicked.connect(lambda _on=False, run=run: run())
            if (hint.legend, hint.text()) != (legend, words):
                hint.set_texts(legend, words)
            self._wanted.append(hint)
        self._arrange()

    @property
    def shown(self) -> list[str]:
        """The names of the hints on the screen: keys of actions, ``board.<verb>``."""
        return [hint.action for hint in self._wanted if not hint.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at, full = 0, False
        wanted = set(self._wanted)
        for hint in self._buttons.values():
            if hint not in wanted:
                hint.hide()
        for hint in self._wanted:
            size = hint.sizeHint()
            full = full or at + size.width() > self.width()
            hint.setVisible(not full)
            x = self.width() - at - size.width() if rtl else at
            hint.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            at += size.width() + 4


class ReviewBar(QWidget):
    """Replaces tool bars, toasts and most dialogs."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._context = context
        self._commands: Commands | None = None
        self.count = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(64)
        self.hints = Hints(context)
        self.said = ElidedLabel()
        self.said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.said.setMaximumWidth(SAID_AT_MOST)
        self._offer = ""
        """``undo`` or ``redo``: what stands beside what is said, of which it is."""
        self._edited = False
        """Was an edit made by the present gesture, so that undo would take back what is being told?"""
        self._passing = False
        """Is something said that goes with the next action, rather than what was done last?"""
        self._fresh = False
        """Was it said by the present gesture?"""
        self.undo, self.redo = self._way("undo"), self._way("redo")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self.count)
        row.addWidget(self.bar)
        row.addWidget(self.hints, 1)
        row.addWidget(self.said)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh)
        self._connect()
        self.retranslate()

    def set_commands(self, commands: Commands, docks: Mapping[str, QDockWidget]) -> None:
        """What the keys do, from when the window is built; some of it depends on which docks are in sight."""
        self._commands = commands
        for name in (*workplaces.WIDTHS, workplaces.BELOW):
            docks[name].visibilityChanged.connect(self._moved)
        linking = docks["board"].widget()
        if isinstance(linking, BoardPanel):
            linking.renewed.connect(self.refresh)
        when = docks[timeline.NAME].widget()
        if isinstance(when, TimelinePanel):
            when.moved.connect(self.refresh)
        self.refresh()

    def retranslate(self) -> None:
        """Say everything in another language."""
        self.bar.setAccessibleName(self._context.tr("window.progress"))
        self.setAccessibleName(self._context.tr("window.review_bar"))
        self._changed(None)

    def refresh(self) -> None:
        """Show the state of things once the present event is over."""
        self._later.start()

    def say(self, text: str, *, look: str = "") -> None:
        """Say something where the last action stands, until the next one or another selection; screen readers are told.

        ``look`` is that of a label in the style sheet: muted, ok, warning, danger.
        """
        self._passing = self._fresh = True
        self._offer = "undo" if self._edited else ""
        self._show(text, look)
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, text))
        self.refresh()

    def _show(self, text: str, look: str) -> None:
        if self.said.property("look") != look:
            self.said.setProperty("look", look)
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
        self.said.setText(text)

    def _way(self, action: str) -> QPushButton:
        """A button that takes back, or does again, what is said beside it."""
        button = QPushButton()
        button.setFlat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._commands.trigger(action) if self._commands is not None else None)
        return button

    # --- news ----------------------------------------------------------------------------------------------------

    def _touched(self) -> None:
        self._fresh = self._edited = False

    def _acting(self) -> None:
        self._touched()
        self._moved()

    def _moved(self, *_news: object) -> None:
        """One is elsewhere: what was said before is not of this place. What the present gesture says stays."""
        if self._passing and not self._fresh:
            self._rest()
        self.refresh()

    def _rest(self) -> None:
        """Tell what was done last, which undo would take back."""
        session = self._context.session
        last = session.last if session else None
        self._passing, self._offer = False, "undo"
        self._show(self._told_of("history.last", last) if last is not None else "", "muted")

    def _told_of(self, key: str, header: Header) -> str:
        session = self._context.session
        labels = session.labels if session is not None else None
        return self._context.tr(key, what=wording.describe(self._context.messages, labels, header))

    def _connect(self) -> None:
        bridge = self._context.bridge
        bridge.changed.connect(self._changed)
        bridge.touched.connect(self._touched)
        bridge.acting.connect(self._acting)
        for signal in (bridge.opened, bridge.selected, bridge.beside, bridge.placeChanged):
            signal.connect(self._moved)
        for signal in (bridge.settingChanged, bridge.themeChanged, bridge.imported):
            signal.connect(self.refresh)
        bridge.corpusChanged.connect(self._corpus_changed)
        bridge.refused.connect(self._refused)
        bridge.warned.connect(self._warned)
        bridge.noted.connect(self._noted)

    def _corpus_changed(self, _session: object) -> None:
        self.say("")
        self._changed(None)

    def _changed(self, change: ChangeSet | None) -> None:
        """Tell what was done; what was taken back, or done again, by its own name, with the way round."""
        session = self._context.session
        kind = change.kind if change is not None else ""
        self._edited = kind == "do"
        back = session.store.redo_top if session is not None and kind == "undo" else None
        again = session.last if session is not None and kind == "redo" else None
        if back is not None:
            self.say(self._told_of("window.taken_back", back), look="muted")
            self._offer = "redo"
        elif again is not None:
            self.say(self._told_of("window.done_again", again), look="muted")
            self._offer = "undo"
        else:
            self._rest()
            if change is not None and self.said.text() and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, self.said.text()))
        self.refresh()

    def _refused(self, refusal: EditRefused) -> None:
        labels = self._context.session.labels if self._context.session else None
        given = wording.params(self._context.messages, labels, refusal.params)
        self.say(self._context.tr(refusal.key, **given), look="danger")

    def _warned(self, edit: Edit) -> None:
        labels = self._context.session.labels if self._context.session else None
        self.say(wording.warnings(self._context.messages, labels, edit.warnings), look="warning")

    def _noted(self, key: str, params: dict[str, object]) -> None:
        self.say(self._context.tr(key, **params), look="danger" if key.startswith("errors.") else "")

    def _refresh(self) -> None:
        session, commands, tr = self._context.session, self._commands, self._context.tr
        article = session.article if session else None
        reviewed, total = article.progress if article else (0, 0)
        self.count.setVisible(article is not None)
        self.bar.setVisible(article is not None)
        self.count.setText(tr("window.reviewed_of", reviewed=reviewed, total=total))
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(reviewed)
        writable = session if session is not None and not session.store.read_only else None
        self.undo.setVisible(writable is not None and self._offer == "undo" and writable.can_undo)
        self.redo.setVisible(writable is not None and self._offer == "redo" and writable.can_redo)
        if commands is None:
            return
        for name, button in (("undo", self.undo), ("redo", self.redo)):
            button.setText(f"{tr(f'window.{name}')}  {commands.legend(name)}")
        first = workplaces.leading(commands)
        looking = timeline.has_keyboard(commands)
        place = timeline.told(commands) if looking else board.told(commands)
        able = [each for each in commands.actions.values() if each.hint and each.when(commands)]
        free = (
            each for each in able
            if (timeline.means(commands, each) if looking else not board.owns(commands, each.key))
        )  # fmt: skip
        hints = sorted(free, key=lambda each: each.group != first)
        self.hints.show_hints([*place, *(self._told(each, commands) for each in hints)])

    def _told(self, action: Action, commands: Commands) -> Told:
        short = f"actions.{action.key}.short"
        words = self._context.tr(short) if self._context.messages.has(short) else commands.name(action.key)
        return action.key, commands.legend(action.key), words, lambda: commands.trigger(action.key)
