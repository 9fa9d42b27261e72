"""An event's roles and attributes as a form; for any mention, the events it is an argument of."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.labelset import Attribute, LabelSet, RoleUse
from db.rows import Argument, Mention
from desktop import wording
from desktop.article import OpenArticle
from desktop.edits import arguments, events
from desktop.keys import Chord, role_chord
from desktop.suggest.fillers import offers, roles_of
from desktop.suggest.frame import Remark, explain
from desktop.ui.context import Context
from desktop.ui.panels.act import attempt
from desktop.ui.widgets.elided import ElidedLabel
from desktop.ui.widgets.key_hint import KeyHint
from desktop.ui.widgets.role_line import HEAD_AT_MOST, Filler, RoleLine, RoleShown
from desktop.ui.widgets.segmented import Segmented
from desktop.ui.widgets.visible import lies_at, show_if

SHOWN = 40
"""Letters of a filler shown on its chip."""

BESIDE = 3
"""So many positions of a switch have room beside its name."""
WIDEST = 16777215
"""Qt's own word for no limit, in logical pixels."""


class AttributeLine(QWidget):
    """One attribute: key and name, below them (on a ``full`` line beside them if short) a switch of its values."""

    def __init__(self, context: Context, parent: QWidget, *, full: bool) -> None:
        super().__init__(parent)
        self.code = ""
        self.key = KeyHint(context, "", self)
        self.name = ElidedLabel("", self)
        self.switch = Segmented(context, self)
        self._full, self._beside = full, False
        self._head = QWidget(self)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.key)
        row.addWidget(self.name, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(4 if full else 0, 0, 4 if full else 0, 4)
        self._box.addWidget(self._head)
        self._box.addWidget(self.switch, 1)

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        """The switch's positions: (code, text)."""
        self.switch.set_choices(choices)
        self._beside = self._full and len(choices) <= BESIDE
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if self._beside else QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(6 if self._beside else 3)

    @property
    def head_wanted(self) -> int:
        """How wide key and name are when nothing is left out, in logical pixels."""
        return self.key.sizeHint().width() * (not self.key.isHidden()) + 8 + self.name.sizeHint().width()

    def set_head(self, width: int) -> None:
        """How wide key and name are to be where the switch stands beside them, in logical pixels."""
        self._head.setMinimumWidth(width if self._beside else 0)
        self._head.setMaximumWidth(width if self._beside else WIDEST)


class FrameSection(QWidget):
    """Lines are kept and shown again for the next mention, not made anew. ``roleWanted(code)``: fill this role.

    A ``full`` frame can be worked in alone: it takes keys, offers fillers and says what each role takes.
    """

    roleWanted = Signal(str)  # noqa: N815 - signals, named as Qt names them
    lineFocused = Signal(QWidget)  # noqa: N815

    def __init__(self, context: Context, parent: QWidget | None = None, *, full: bool = False) -> None:
        super().__init__(parent)
        self.context = context
        self.full = full
        self.mention: Mention | None = None
        """The mention shown."""
        self.attributes: list[AttributeLine] = []
        self.roles: list[RoleLine] = []
        self.fills: list[RoleLine] = []
        self._frozen = False
        """Is the corpus open read-only, so that it is only to be looked at?"""
        self._columns: dict[str, QVBoxLayout] = {}
        self._titles: dict[str, QLabel] = {}
        context.bridge.roleAsked.connect(self._show_asked)
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
        """Show a mention of the open article. Who takes part is read last of a long one: until then, no roles."""
        self.mention = mention
        event = mention.kind == "event"
        assert self.context.session is not None
        self._frozen = self.context.session.store.read_only
        self._show_attributes(mention, self.context.session.labels.attributes if event else ())
        self._show_roles(article, mention, event=event and article.whole)
        self._show_fills(article.arguments_filled_by(mention.id) if article.whole else [], article)
        for part, lines in (("attributes", self.attributes), ("roles", self.roles), ("fills", self.fills)):
            self._titles[part].setText(self.context.tr(f"panels.inspector.{part}"))
            show_if(self._titles[part], any(not line.isHidden() for line in lines))
        if self.full:
            self._line_up()

    def _line_up(self) -> None:
        """Give all lines a first column as wide as the widest needs."""
        every: list[RoleLine | AttributeLine] = [*self.roles, *self.attributes]
        lines = [line for line in every if not line.isHidden()]
        width = min(max((line.head_wanted for line in lines), default=0), HEAD_AT_MOST)
        for line in lines:
            line.set_head(width)

    def _show_attributes(self, mention: Mention, wanted: tuple[Attribute, ...]) -> None:
        language = self.context.messages.language
        while len(self.attributes) < len(wanted):
            line = AttributeLine(self.context, self, full=self.full)
            line.switch.chosen.connect(lambda value, line=line: self._set_attribute(line.code, value))
            self._columns["attributes"].addWidget(line)
            self.attributes.append(line)
        for attribute, line in zip(wanted, self.attributes, strict=False):
            line.code = attribute.code
            line.key.set_legend(Chord.parse(attribute.key).legend(language) if attribute.key else "")
            line.name.setText(attribute.name.text(language))
            line.switch.setAccessibleName(attribute.name.text(language))
            line.set_choices([(value.code, value.name.text(language)) for value in attribute.values])
            line.switch.set_value(mention.attribute(attribute.code))
            line.switch.setEnabled(not self._frozen)
        for place, line in enumerate(self.attributes):
            show_if(line, place < len(wanted))

    # --- roles -------------------------------------------------------------------------------------------------------

    def _show_roles(self, article: OpenArticle, mention: Mention, *, event: bool) -> None:
        assert self.context.session is not None
        labels = self.context.session.labels
        filled: dict[str, list[Argument]] = {}
        for argument in article.arguments_of(mention.id) if event else ():
            filled.setdefault(argument.role, []).append(argument)
        kind = labels.event(mention.label) if event else None
        uses = list(roles_of(labels, mention) if event and self.full else kind.roles if kind else ())
        known = {use.role for use in uses}
        uses += [RoleUse(role, required=False, fillers=()) for role in filled if role not in known]
        remarks = explain(article, labels, mention) if event else []
        near = offers(article, labels, mention) if event and self.full and not self._frozen else {}
        self._grow(self.roles, "roles", len(uses))
        for use, line in zip(uses, self.roles, strict=False):
            held = filled.get(use.role, [])
            said = [remark for remark in remarks if remark.role == use.role]
            line.set_frozen(self._frozen)
            line.show_role(
                RoleShown(
                    use.role,
                    name=self._role_name(labels, use.role),
                    key=self._role_key(labels, use.role),
                    required=use.required,
                    fillers=tuple(self._filler(article, each, each.filler) for each in held),
                    offers=tuple(self._offer(article, each) for each in near.get(use.role, ())),
                    empty=self.context.tr("panels.inspector.required" if use.required else "panels.inspector.optional"),
                    warning=self._said(labels, [each for each in said if not each.quiet and self._worth(each)]),
                    quiet=self._quiet(labels, use, said, empty=not held),
                )
            )
        self._hide_rest(self.roles, len(uses))

    def _worth(self, remark: Remark) -> bool:
        """Is it to be said here? Where the room is short, the outline of a required role says that it is missing."""
        return self.full or not remark.missing

    def _said(self, labels: LabelSet, remarks: list[Remark]) -> str:
        """Remarks as sentences, the same one once."""
        messages = self.context.messages
        texts = [
            messages.tr(f"frame.remark.{each.code}", **wording.params(messages, labels, dict(each.params)))
            for each in remarks
        ]
        return " ".join(dict.fromkeys(texts))

    def _quiet(self, labels: LabelSet, use: RoleUse, said: list[Remark], *, empty: bool) -> str:
        if not self.full:
            return ""
        if empty and not any(remark.missing for remark in said):
            return self.context.tr("frame.takes", takes=wording.fillers(self.context.messages, labels, use.fillers))
        return self._said(labels, [remark for remark in said if remark.quiet])

    def _role_name(self, labels: LabelSet, code: str) -> str:
        role = labels.role(code)
        return role.name.text(self.context.messages.language) if role else code

    def _role_key(self, labels: LabelSet, code: str) -> str:
        """The legend of a role's key: of what fills it at once here, or of its key in the list of roles."""
        role = labels.role(code)
        if role is None:
            return ""
        if not self.full:
            return role.key.upper()
        chord = role_chord(role.key)
        return chord.legend(self.context.messages.language) if chord is not None else ""

    def _show_fills(self, played: list[Argument], article: OpenArticle) -> None:
        """One line a role, with the events this mention plays it in."""
        assert self.context.session is not None
        labels = self.context.session.labels
        roles: dict[str, list[Argument]] = {}
        for argument in played:
            roles.setdefault(argument.role, []).append(argument)
        self._grow(self.fills, "fills", len(roles))
        for (code, found), line in zip(roles.items(), self.fills, strict=False):
            fillers = tuple(self._filler(article, each, each.event) for each in found)
            line.show_role(RoleShown(code, name=self._role_name(labels, code), key="", fillers=fillers))
        self._hide_rest(self.fills, len(roles))

    def _filler(self, article: OpenArticle, argument: Argument, shown: str) -> Filler:
        """The chip at one end of an argument: the mention with the id ``shown``."""
        mention = article.mentions.get(shown)
        if mention is None:
            return Filler(argument.id, shown, "…", self.context.theme.role("muted"))
        chip = self._offer(article, mention)
        return Filler(argument.id, shown, chip.text, chip.colour, suggested=argument.status == "suggested")

    def _offer(self, article: OpenArticle, mention: Mention) -> Filler:
        text = " ".join(article.text_of(mention).split())
        text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        return Filler("", mention.id, text, self.context.theme.label(mention.kind, mention.label), suggested=True)

    def _grow(self, lines: list[RoleLine], part: str, wanted: int) -> None:
        while len(lines) < wanted:
            line = RoleLine(self.context, self, full=self.full and part == "roles")
            line.jump.connect(self._jump)
            line.removed.connect(self._remove)
            line.wanted.connect(self.roleWanted)
            line.offered.connect(self.fill)
            line.stepped.connect(lambda step, line=line: self._step(line, step))
            line.focused.connect(lambda line=line: self.lineFocused.emit(line))
            self._columns[part].addWidget(line)
            lines.append(line)

    def _hide_rest(self, lines: list[RoleLine], wanted: int) -> None:
        for place, line in enumerate(lines):
            show_if(line, place < wanted)

    # --- places ------------------------------------------------------------------------------------------------------

    def line(self, role: str) -> RoleLine | None:
        """The line of a role."""
        return next((line for line in self.shown_roles if line.role == role), None)

    @property
    def shown_roles(self) -> list[RoleLine]:
        """The lines of roles that are shown."""
        return [line for line in self.roles if not line.isHidden()]

    def line_at(self, point: QPoint) -> RoleLine | None:
        """The line of a role under a global point, if it is in sight there."""
        for line in self.shown_roles:
            if lies_at(line, point):
                return line
        return None

    def show_targets(self, carried: Mention | None, point: QPoint) -> None:
        """Show which roles take a mention that is carried to a global point; with None that nothing is carried."""
        session, under = self.context.session, self.line_at(point)
        kind = session.labels.event(self.mention.label) if session and self.mention else None
        for line in self.shown_roles:
            use = kind.use(line.role) if kind else None
            takes = carried is not None and (use is None or use.accepts(kind=carried.kind, label=carried.label))
            if carried is None:
                line.set_target("")
            elif line is under:
                line.set_target("here" if takes else "wrong")
            else:
                line.set_target("can" if takes else "")

    def _show_asked(self, role: str) -> None:
        """Show which role waits for its filler."""
        for line in self.shown_roles:
            line.set_target("here" if role and line.role == role else "")

    def _step(self, line: RoleLine, step: int) -> None:
        lines = self.shown_roles
        lines[(lines.index(line) + step) % len(lines)].setFocus(Qt.FocusReason.TabFocusReason)

    # --- wishes ------------------------------------------------------------------------------------------------------

    def fill(self, role: str, mention_id: str) -> None:
        """Give the event shown a filler in a role."""
        session, event = self.context.session, self.mention
        if session is not None and session.article is not None and event is not None:
            article, labels = session.article, session.labels
            attempt(
                self.context, lambda: arguments.add(article, labels, event=event.id, role=role, filler=mention_id)
            )

    def _jump(self, mention_id: str) -> None:
        if self.context.session is not None:
            self.context.session.select(mention_id)

    def _remove(self, argument_id: str) -> None:
        session = self.context.session
        if session is not None and session.article is not None:
            article = session.article
            attempt(self.context, lambda: arguments.remove(article, argument_id))

    def _set_attribute(self, code: str, value: str) -> None:
        session, mention = self.context.session, self.mention
        if session is None or session.article is None or mention is None:
            return
        article = session.article
        done = attempt(
            self.context,
            lambda: events.set_attribute(article, session.labels, mention.id, code=code, value=value),
        )
        if done is None:  # what the switch shows is what is stored
            self._show_attributes(mention, session.labels.attributes)
