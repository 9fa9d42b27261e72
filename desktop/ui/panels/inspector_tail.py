"""The bottom of the inspector: a note on the mention, and what was done to it last."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from db.rows import Change, Mention
from desktop.article import OpenArticle
from desktop.bidi import side_by_side
from desktop.edits import Edit, mentions
from desktop.ui.context import Context
from desktop.ui.models.when import local_time
from desktop.ui.panels.act import attempt
from desktop.ui.widgets.elided import ElidedLabel
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.visible import show_if
from desktop.wording import describe

LINES = 5
"""Change sets shown of a mention's history."""


class NoteField(QLineEdit):
    """The note. Enter or leaving the field keeps it: one change set, and none when nothing changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._mention: Mention | None = None
        self.editingFinished.connect(self.keep)
        begin_at_start(self)

    @property
    def mention(self) -> Mention | None:
        """The mention whose note is shown."""
        return self._mention

    def show_mention(self, mention: Mention | None) -> None:
        """Show another mention's note; what was typed for the one before is kept first."""
        if mention is not None and self._mention is not None and mention.id == self._mention.id:
            if mention.note != self._mention.note:
                self.setText(mention.note)
            self._mention = mention
            return
        self.keep()
        self.setReadOnly(self.context.session is not None and self.context.session.store.read_only)
        self._mention = mention
        self.setText(mention.note if mention else "")

    def keep(self) -> None:
        """Make the note last, if it was changed, even where its article is no longer the open one."""
        session, mention = self.context.session, self._mention
        note = self.text().strip()
        if session is None or mention is None or note == mention.note:
            return
        self._mention = replace(mention, note=note)
        article = session.article
        if article is not None and mention.id in article.mentions:
            attempt(self.context, lambda: mentions.set_note(article, mention.id, note=note))
        elif session.store.mention(mention.id) == mention:
            attempt(self.context, lambda: Edit("mention.note", (Change(mention, replace(mention, note=note)),)))


class TailSection(QWidget):
    """The note and the history of the mention shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.note = NoteField(context, self)
        self._title = QLabel(self)
        self._title.setProperty("look", "muted")
        self.lines = [ElidedLabel("", self) for _ in range(LINES)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.note)
        column.addSpacing(8)
        column.addWidget(self._title)
        for line in self.lines:
            column.addWidget(line)
        column.addStretch(1)

    def show_mention(self, _article: OpenArticle, mention: Mention) -> None:
        """Show a mention of the open article."""
        tr = self.context.tr
        self.note.setPlaceholderText(tr("panels.inspector.note"))
        self.note.setAccessibleName(tr("panels.inspector.note"))
        self.note.show_mention(mention)
        self._title.setText(tr("panels.inspector.history"))

    def look_up(self) -> None:
        """What has to be read from the file: the history of the mention shown."""
        session, mention, messages = self.context.session, self.note.mention, self.context.messages
        labels = session.labels if session else None
        headers = session.store.history(row_id=mention.id, limit=LINES) if session and mention else []
        show_if(self._title, bool(headers))
        for place, line in enumerate(self.lines):
            show_if(line, place < len(headers))
            if place < len(headers):
                header = headers[place]
                line.setText(side_by_side(local_time(messages, header.at), describe(messages, labels, header)))
                line.setAccessibleName(line.text())
