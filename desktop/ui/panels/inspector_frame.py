"""The middle of the inspector: an event's roles and attributes; for any mention, the events it is an argument of."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.labelset import Attribute, RoleUse
from db.rows import Argument, Mention
from desktop.article import OpenArticle
from desktop.edits import arguments, events
from desktop.keys import Chord
from desktop.ui.context import Context
from desktop.ui.panels.act import attempt
from desktop.ui.widgets.elided import ElidedLabel
from desktop.ui.widgets.key_hint import KeyHint
from desktop.ui.widgets.role_line import Filler, RoleLine
from desktop.ui.widgets.segmented import Segmented
from desktop.ui.widgets.visible import show_if

SHOWN = 40
"""Letters of a filler shown on its chip."""


class AttributeLine(QWidget):
    """One attribute: key and name, below them a switch of its values."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = ""
        self.key = KeyHint(context, "", self)
        self.name = ElidedLabel("", self)
        self.switch = Segmented(context, self)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.key)
        row.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.switch)


class FrameSection(QWidget):
    """Lines are kept and shown again for the next mention, not made anew. ``roleWanted(code)``: fill this role."""

    roleWanted = Signal(str)  # noqa: N815 - a signal, named as Qt names them

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._mention: Mention | None = None
        self.attributes: list[AttributeLine] = []
        self.roles: list[RoleLine] = []
        self.fills: list[RoleLine] = []
        self._columns: dict[str, QVBoxLayout] = {}
        self._titles: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in ("roles", "attributes", "fills"):
            title = QLabel(self)
            title.setProperty("look", "muted")
            self._titles[part] = title
            column.addWidget(title)
            self._columns[part] = QVBoxLayout()
            self._columns[part].setSpacing(4)
            column.addLayout(self._columns[part])

    def show_mention(self, article: OpenArticle, mention: Mention) -> None:
        """Show a mention of the open article."""
        self._mention = mention
        event = mention.kind == "event"
        assert self.context.session is not None
        self._show_attributes(mention, self.context.session.labels.attributes if event else ())
        self._show_roles(article, mention, event=event)
        self._show_fills(article, mention)
        for part, lines in (("attributes", self.attributes), ("roles", self.roles), ("fills", self.fills)):
            self._titles[part].setText(self.context.tr(f"panels.inspector.{part}"))
            show_if(self._titles[part], any(not line.isHidden() for line in lines))

    def _show_attributes(self, mention: Mention, wanted: tuple[Attribute, ...]) -> None:
        language = self.context.messages.language
        while len(self.attributes) < len(wanted):
            line = AttributeLine(self.context, self)
            line.switch.chosen.connect(lambda value, line=line: self._set_attribute(line.code, value))
            self._columns["attributes"].addWidget(line)
            self.attributes.append(line)
        for attribute, line in zip(wanted, self.attributes, strict=False):
            line.code = attribute.code
            line.key.set_legend(Chord.parse(attribute.key).legend(language) if attribute.key else "")
            line.name.setText(attribute.name.text(language))
            line.switch.setAccessibleName(attribute.name.text(language))
            line.switch.set_choices((value.code, value.name.text(language)) for value in attribute.values)
            line.switch.set_value(mention.attribute(attribute.code))
        for place, line in enumerate(self.attributes):
            show_if(line, place < len(wanted))

    def _show_roles(self, article: OpenArticle, mention: Mention, *, event: bool) -> None:
        assert self.context.session is not None
        labels, language, tr = self.context.session.labels, self.context.messages.language, self.context.tr
        filled: dict[str, list[Argument]] = {}
        for argument in article.arguments_of(mention.id) if event else ():
            filled.setdefault(argument.role, []).append(argument)
        kind = labels.event(mention.label) if event else None
        uses = list(kind.roles) if kind else []
        known = {use.role for use in uses}
        uses += [RoleUse(role, required=False, fillers=()) for role in filled if role not in known]
        self._grow(self.roles, "roles", len(uses))
        for use, line in zip(uses, self.roles, strict=False):
            role = labels.role(use.role)
            line.show_role(
                use.role,
                name=role.name.text(language) if role else use.role,
                key=role.key.upper() if role else "",
                required=use.required,
                fillers=[self._filler(article, each, each.filler) for each in filled.get(use.role, ())],
                empty=tr("panels.inspector.required" if use.required else "panels.inspector.optional"),
            )
        self._hide_rest(self.roles, len(uses))

    def _show_fills(self, article: OpenArticle, mention: Mention) -> None:
        """One line a role, with the events this mention plays it in."""
        assert self.context.session is not None
        labels, language = self.context.session.labels, self.context.messages.language
        roles: dict[str, list[Argument]] = {}
        for argument in article.arguments_filled_by(mention.id):
            roles.setdefault(argument.role, []).append(argument)
        self._grow(self.fills, "fills", len(roles))
        for (code, found), line in zip(roles.items(), self.fills, strict=False):
            role = labels.role(code)
            fillers = [self._filler(article, each, each.event) for each in found]
            name = role.name.text(language) if role else code
            line.show_role(code, name=name, key="", required=False, fillers=fillers, empty="")
        self._hide_rest(self.fills, len(roles))

    def _filler(self, article: OpenArticle, argument: Argument, shown: str) -> Filler:
        """The chip at one end of an argument: the mention with the id ``shown``."""
        mention = article.mentions.get(shown)
        text = " ".join(article.text_of(mention).split()) if mention else "…"
        colour = self.context.theme.label(mention.kind, mention.label) if mention else self.context.theme.role("muted")
        text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        return Filler(argument.id, shown, text, colour, suggested=argument.status == "suggested")

    def _grow(self, lines: list[RoleLine], part: str, wanted: int) -> None:
        while len(lines) < wanted:
            line = RoleLine(self.context, self)
            line.jump.connect(self._jump)
            line.removed.connect(self._remove)
            line.wanted.connect(self.roleWanted)
            self._columns[part].addWidget(line)
            lines.append(line)

    def _hide_rest(self, lines: list[RoleLine], wanted: int) -> None:
        for place, line in enumerate(lines):
            show_if(line, place < wanted)

    # --- wishes ------------------------------------------------------------------------------------------------------

    def _jump(self, mention_id: str) -> None:
        if self.context.session is not None:
            self.context.session.select(mention_id)

    def _remove(self, argument_id: str) -> None:
        session = self.context.session
        if session is not None and session.article is not None:
            article = session.article
            attempt(self.context, lambda: arguments.remove(article, argument_id))

    def _set_attribute(self, code: str, value: str) -> None:
        session, mention = self.context.session, self._mention
        if session is None or session.article is None or mention is None:
            return
        article = session.article
        attempt(
            self.context,
            lambda: events.set_attribute(article, session.labels, mention.id, code=code, value=value),
        )
