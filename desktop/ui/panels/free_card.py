"""A mention in no cluster: its sentence, and what can be done with it: go there, link it, make a cluster of it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from db.unlinked import Free
from desktop.edits import Edit, EditRefused, clusters
from desktop.ui.context import Context
from desktop.ui.panels.act import attempt, jump, offer_beside
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.flow import FlowLayout

AROUND = 120
"""Code points of text shown each side of the mention."""
TOOLS = ("go", "link", "new")


class FreeCard(QWidget):
    """Shown in place of a cluster's card."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.mention: Free | None = None
        self.label = Chip(context, self)
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title, self.text = QLabel(self), QLabel(self)
        self.title.setProperty("look", "muted")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        for label in (self.title, self.text):
            label.setWordWrap(True)
        self._box = QWidget(self)
        flow = FlowLayout(self._box)
        self.buttons = {name: QPushButton(self._box) for name in TOOLS}
        for name, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, name=name: self.run(name))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.label)
        column.addWidget(self.text)
        column.addWidget(self.title)
        column.addStretch(1)
        column.addWidget(self._box)

    def show_mention(self, mention: Free, kind: str) -> None:
        """Show a mention; ``kind``: of all in the list."""
        session, tr = self.context.session, self.context.tr
        if session is None:
            return
        self.mention = mention
        label = session.labels.entity(mention.label) if kind == "entity" else session.labels.event(mention.label)
        name = label.name.text(self.context.messages.language) if label is not None else mention.label
        self.label.show_label(name, self.context.theme.label("entity" if kind == "entity" else "event", mention.label))
        self.title.setText(mention.title)
        self.text.setText(_sentence(session.store.text(mention.article), mention))
        frozen = session.store.read_only
        for tool, button in self.buttons.items():
            button.setText(tr(f"panels.free.{tool}"))
            button.setVisible(tool == "go" or not frozen)
        self.buttons["link"].setEnabled(self.context.commands is not None)

    def run(self, tool: str) -> None:
        """Go to the mention, and do what a button says with it there."""
        mention, commands = self.mention, self.context.commands
        if mention is None:
            return
        jump(self.context, article=mention.article, mention=mention.mention)
        if tool == "link" and commands is not None:
            commands.trigger("link_choose")
        elif tool == "new":
            attempt(self.context, lambda: self._new(mention.mention))

    def menu(self, mention: Free) -> QMenu:
        """What can be done with a mention of the list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tool, button in self.buttons.items():
            action = menu.addAction(self.context.tr(f"panels.free.{tool}"))
            action.setObjectName(f"free_{tool}")
            action.setEnabled(button.isEnabled() and not button.isHidden())
            action.triggered.connect(lambda _on=False, tool=tool: self.run(tool))
        offer_beside(self.context, menu, article=mention.article, mention=mention.mention)
        return menu

    def _new(self, mention_id: str) -> Edit:
        session = self.context.session
        article = session.article if session is not None else None
        mention = article.found(mention_id) if article is not None else None
        if session is None or article is None or mention is None:
            raise EditRefused("gone")
        taken = session.ref_taken(mention.kind)
        return clusters.link_new(article, mention_id, name="", whole_chain=False, ref_taken=taken)


def _sentence(text: str, mention: Free) -> str:
    """The mention in its surroundings, as rich text that reads from the side its letters do."""
    first, last = max(0, mention.start - AROUND), min(len(text), mention.end + AROUND)
    before, after = text[first : mention.start], text[mention.end : last]
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    if first > 0 and len(before) == mention.start - first and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if last < len(text) and len(after) == last - mention.end and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    side = "ltr" if mention.words[:1].isascii() else "rtl"
    words = escape(text[mention.start : mention.end][:400])
    return f'<p dir="{side}" style="margin:0">{escape(before)}<b>{words}</b>{escape(after)}</p>'
