"""The cheat sheet: every action with its keys, both legends of each, and the keys of the open corpus' labels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.rows import Kind
from desktop.keys import role_chord
from desktop.ui.commands.base import GROUPS, Commands
from desktop.ui.dialogs.label_palette import key_legend
from desktop.ui.widgets.key_hint import KeyHint

COLUMNS = 3
MARGIN, HEIGHT, GAP = 48, 660, 28
Line = tuple[tuple[str, ...], str]
"""The legends of the keys, and what they do."""
KINDS: tuple[Kind, ...] = ("entity", "event")


class CheatSheet(QDialog):
    """Drawn from the table of actions when it opens. F1, ? and Esc close it."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(commands.context.tr("keys.title"))
        self.lines: list[Line] = []
        """Every line shown."""
        sections = self._sections()
        self.lines += [line for _, lines in sections for line in lines]
        cards = [(self._section(title, lines), len(lines) + 2) for title, lines in sections]
        room = self.screen().availableGeometry()
        page = _page(cards, room=room.width() - MARGIN)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(commands.context.tr("keys.title"))
        note = QLabel(commands.context.tr("keys.note"))
        note.setProperty("look", "muted")
        note.setWordWrap(True)
        box = QVBoxLayout(self)
        box.addWidget(area, 1)
        box.addWidget(note)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(min(page.sizeHint().width() + MARGIN, room.width()), min(HEIGHT, room.height() - MARGIN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Question) or event.text() in ("?", "؟"):
            self.close()
            return
        super().keyPressEvent(event)

    def _sections(self) -> list[tuple[str, list[Line]]]:
        commands = self._commands
        tr, language = commands.context.tr, commands.context.messages.language
        sections = []
        for group in GROUPS:
            lines: list[Line] = []
            for action in commands.actions.values():
                chords = commands.shortcuts.chords(action.key)
                if action.group == group and chords:
                    keys = tuple(chord.legend(language) for chord in chords)
                    lines.append((keys, commands.name(action.key)))
            if lines:
                sections.append((tr(f"actions.group.{group}"), lines))
        if commands.session is not None:
            for kind in KINDS:
                labels = commands.session.labels.labels(kind)
                lines = [((key_legend(label.key, language=language),), label.name.text(language)) for label in labels]
                if lines:
                    sections.append((tr(f"keys.labels.{kind}"), lines))
            lines = [
                ((chord.legend(language),), role.name.text(language))
                for role in commands.session.labels.roles
                if (chord := role_chord(role.key)) is not None
            ]
            if lines:
                sections.append((tr("keys.labels.role"), lines))
        return sections

    def _section(self, title: str, lines: list[Line]) -> QWidget:
        section = QWidget()
        grid = QGridLayout(section)
        grid.setContentsMargins(0, 0, 0, 10)
        grid.setVerticalSpacing(3)
        heading = QLabel(title)
        heading.setProperty("look", "heading")
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        grid.addWidget(heading, 0, 0, 1, 2)
        for at, (keys, words) in enumerate(lines, 1):
            caps = QHBoxLayout()
            caps.setSpacing(4)
            for legend in keys:
                caps.addWidget(KeyHint(self._commands.context, legend))
            caps.addStretch(1)
            grid.addLayout(caps, at, 0)
            grid.addWidget(QLabel(words), at, 1)
        grid.setColumnStretch(1, 1)
        return section


def _dealt(cards: list[tuple[QWidget, int]], count: int) -> list[list[QWidget]]:
    """Sections with their heights in lines, each in the column that is the shortest so far."""
    columns: list[list[QWidget]] = [[] for _ in range(count)]
    filled = [0] * count
    for card, lines in cards:
        at = filled.index(min(filled))
        filled[at] += lines
        columns[at].append(card)
    return columns


def _page(cards: list[tuple[QWidget, int]], *, room: int) -> QWidget:
    """The sections in as many columns as fit, ``room`` logical pixels wide."""
    hints = {card: card.sizeHint().width() + GAP for card, _ in cards}
    dealt = (_dealt(cards, count) for count in range(COLUMNS, 0, -1))
    columns = next(
        each for each in dealt if len(each) == 1 or sum(max(map(hints.__getitem__, one)) for one in each) <= room
    )
    page = QWidget()
    row = QHBoxLayout(page)
    row.setSpacing(GAP)
    for column in columns:
        box = QVBoxLayout()
        for card in column:
            box.addWidget(card)
        box.addStretch(1)
        row.addLayout(box, 1)
    return page
