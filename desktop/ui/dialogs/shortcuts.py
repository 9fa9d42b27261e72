"""The keys of every action, to be changed by pressing others; what is taken is refused with the name of its owner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.arabic import fold_key
from db.labelset import LabelSet
from desktop.bidi import isolated
from desktop.chosen_keys import Taken, choose, clashes, reset
from desktop.keys import Chord, parsed
from desktop.messages import LANGUAGES, Messages
from desktop.ui.commands.base import GROUPS, Action, Commands
from desktop.ui.dialogs.command_palette import other_words
from desktop.ui.dialogs.palette import holds_all
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.key_recorder import KeyRecorder

NAME, OTHER, KEYS = range(3)
SIZE = (640, 640)
CLASHES_SHOWN = 4
"""So many keys that do two things are named; of more only how many."""


class ShortcutsDialog(QDialog):
    """Enter or a double click on an action listens for its new keys; they count at once, as every choice does."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._context = commands.context
        self._defaults = {key: action.keys for key, action in commands.actions.items()}
        self._other = Messages(next(each for each in LANGUAGES if each != self._context.messages.language))
        both = (self._context.messages, self._other)
        self._words = {key: other_words(key, both) for key in commands.actions}
        self._listening = ""
        """The action whose keys are being pressed."""
        tr = self._context.tr
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("keys.change.title"))
        self.search = QLineEdit()
        begin_at_start(self.search)
        self.search.setPlaceholderText(tr("keys.change.search"))
        self.search.setAccessibleName(tr("keys.change.search"))
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("keys.change.title"))
        self.tree.setHeaderLabels([tr(f"keys.change.{name}") for name in ("action", "other", "keys")])
        self.tree.setRootIsDecorated(False)
        self.tree.setAllColumnsShowFocus(True)
        self.recorder = KeyRecorder()
        self.recorder.setVisible(False)
        self.said, self.clashing = _lines("muted"), _lines("danger")
        self.change, self.clear, self.restore, self.restore_all, close = (
            self._button(name, run)
            for name, run in (
                ("set", self._listen), ("none", self._clear), ("reset", self._reset), ("reset_all", self._reset_all),
                ("close", self.accept),
            )
        )  # fmt: skip
        row = QHBoxLayout()
        for button in (self.change, self.clear, self.restore):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.restore_all)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for part in (self.search, self.tree, self.clashing, self.recorder, self.said):
            column.addWidget(part)
        column.addLayout(row)
        self._items = self._fill()
        self._refresh()
        header = self.tree.header()
        for section, mode in ((NAME, "Stretch"), (OTHER, "Stretch"), (KEYS, "ResizeToContents")):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode[mode])
        header.setStretchLastSection(False)
        self.search.textChanged.connect(self._narrow)
        self.tree.currentItemChanged.connect(lambda *_: self._enable())
        self.tree.itemActivated.connect(lambda *_: self._listen())
        self.recorder.recorded.connect(self._recorded)
        self.recorder.left.connect(self._stop)
        self._context.bridge.settingChanged.connect(self._setting_changed)
        self.resize(*SIZE)
        self.search.setFocus()

    def _button(self, name: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._context.tr(f"keys.change.{name}"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button

    # --- the list ------------------------------------------------------------------------------------------------

    def _fill(self) -> dict[str, QTreeWidgetItem]:
        items: dict[str, QTreeWidgetItem] = {}
        for group in GROUPS:
            actions = [action for action in self._commands.actions.values() if action.group == group]
            if not actions:
                continue
            heading = QTreeWidgetItem([self._context.tr(f"actions.group.{group}")])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setFirstColumnSpanned(True)
            self.tree.addTopLevelItem(heading)
            for action in actions:
                items[action.key] = self._row(action, heading)
            heading.setExpanded(True)
        return items

    def _row(self, action: Action, heading: QTreeWidgetItem) -> QTreeWidgetItem:
        other = self._other.tr(f"actions.{action.key}")
        item = QTreeWidgetItem(heading, [self._commands.name(action.key), isolated(other)])
        item.setData(NAME, Qt.ItemDataRole.UserRole, action.key)
        return item

    def row(self, action: str) -> QTreeWidgetItem:
        """An action's row. KeyError: no such action."""
        return self._items[action]

    def _refresh(self) -> None:
        """Show the keys as they are now; those chosen by the user in bold."""
        chosen, language = self._overrides(), self._context.messages.language
        for key, item in self._items.items():
            chords = self._commands.shortcuts.chords(key)
            item.setText(KEYS, "   ".join(chord.legend(language) for chord in chords))
            font = self.tree.font()
            font.setBold(key in chosen)
            item.setFont(KEYS, font)
        self._show_clashes()
        self._enable()

    def _show_clashes(self) -> None:
        """Say which keys of the open label set do what an action does instead, and which chosen ones do nothing."""
        shortcuts, name, tr = self._commands.shortcuts, self._commands.name, self._context.tr
        found = clashes(shortcuts, self._labels)
        lines = [
            tr("keys.change.not_kept", keys=self._legend(chord), action=name(action))
            for action, text in shortcuts.refused
            if action in self._commands.actions and (chord := parsed(text)) is not None
        ]
        lines += [
            tr(
                f"keys.change.clash_{clash.kind}", keys=self._legend(clash.chord),
                action=name(clash.action), name=clash.name.text(self._context.messages.language),
            )
            for clash in found[:CLASHES_SHOWN]
        ]  # fmt: skip
        if len(found) > CLASHES_SHOWN:
            lines.append(tr("keys.change.clash_more", count=len(found) - CLASHES_SHOWN))
        self.clashing.setText("\n".join(lines))
        self.clashing.setVisible(bool(lines))

    def _narrow(self, query: str) -> None:
        words = fold_key(query).split()
        for key, item in self._items.items():
            names = fold_key(" ".join(item.text(column) for column in (NAME, OTHER, KEYS)))
            item.setHidden(not holds_all(words, (names, *self._words[key])))
        for at in range(self.tree.topLevelItemCount()):
            heading = self.tree.topLevelItem(at)
            if heading is not None:
                rows = [heading.child(row) for row in range(heading.childCount())]
                heading.setHidden(all(row is None or row.isHidden() for row in rows))
        first = next((item for item in self._items.values() if not item.isHidden()), None)
        if first is not None and query:
            self.tree.setCurrentItem(first)

    @property
    def action(self) -> str:
        """The key of the current action, '' on a heading."""
        item = self.tree.currentItem()
        return str(item.data(NAME, Qt.ItemDataRole.UserRole) or "") if item is not None else ""

    def _enable(self) -> None:
        there = bool(self.action)
        self.change.setEnabled(there)
        self.clear.setEnabled(there and bool(self._commands.shortcuts.chords(self.action)))
        self.restore.setEnabled(there and self.action in self._overrides())
        self.restore_all.setEnabled(bool(self._overrides()))

    # --- changing ------------------------------------------------------------------------------------------------

    def _overrides(self) -> dict[str, str]:
        return {str(key): str(text) for key, text in self._context.settings.get("shortcuts").items()}

    def _listen(self) -> None:
        if not self.action:
            return
        self._listening = self.action
        self.recorder.setText(self._context.tr("keys.change.press", action=self._commands.name(self.action)))
        self.recorder.setAccessibleName(self.recorder.text())
        self.recorder.setVisible(True)
        self.recorder.setFocus()
        self.said.clear()

    def _stop(self) -> None:
        if self._listening:
            self._listening = ""
            self.recorder.setVisible(False)
            self.tree.setFocus()

    def _recorded(self, chord: Chord) -> None:
        action = self._listening
        try:
            overrides = choose(self._defaults, self._overrides(), action, chord, labels=self._labels)
        except Taken as taken:
            self._refused(chord, taken)
            return
        self._stop()
        self._store(overrides)
        self._say("keys.change.done", keys=self._legend(chord), action=self._commands.name(action))

    @property
    def _labels(self) -> LabelSet | None:
        """The label set of the open corpus."""
        session = self._commands.session
        return session.labels if session is not None else None

    def _clear(self) -> None:
        self._store(choose(self._defaults, self._overrides(), self.action, None))

    def _reset(self) -> None:
        try:
            self._store(reset(self._defaults, self._overrides(), self.action))
        except Taken as taken:
            self._refused(Chord.parse(self._defaults[self.action][0]), taken)

    def _reset_all(self) -> None:
        self._store({})

    def _store(self, overrides: dict[str, str]) -> None:
        self.said.clear()
        self._context.settings.set("shortcuts", overrides)

    def _setting_changed(self, key: str) -> None:
        if key == "shortcuts":
            self._commands.read_shortcuts()
            self._refresh()

    def _refused(self, chord: Chord, taken: Taken) -> None:
        keys = self._legend(chord)
        if taken.name is None and taken.by in self._commands.actions:
            self._say("keys.change.taken", keys=keys, action=self._commands.name(taken.by))
        else:
            name = taken.name.text(self._context.messages.language) if taken.name else ""
            self._say(f"keys.change.taken_{taken.by}", keys=keys, name=name)

    def _legend(self, chord: Chord) -> str:
        return chord.legend(self._context.messages.language)

    def _say(self, key: str, **params: object) -> None:
        self.said.setText(self._context.tr(key, **params))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self._listen()
            return
        super().keyPressEvent(event)


def _lines(look: str) -> QLabel:
    label = QLabel()
    label.setProperty("look", look)
    label.setWordWrap(True)
    return label
