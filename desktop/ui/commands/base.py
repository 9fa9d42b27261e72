"""What an action is, and what its verb is handed: the session, the canvas, the window, and what was used last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QDockWidget, QWidget

from db.arabic import word_at
from db.errors import Conflict, WorldError
from db.labelset import LabelSet
from db.rows import Kind, Mention, Span
from desktop.article import OpenArticle
from desktop.edits import Edit, EditRefused
from desktop.keys import Chord, Shortcuts
from desktop.session import Session
from desktop.suggest.boundaries import Proposal, propose
from desktop.suggest.index import ClusterIndex
from desktop.ui.commands.places import Places
from desktop.ui.context import Context
from desktop.ui.lexicon import LexiconKeeper
from desktop.ui.offers import Offers

if TYPE_CHECKING:
    from desktop.ui.article.view import ArticleView
    from desktop.ui.dialogs.palette import Palette

GOING_ON = frozenset({"argument_add", "relation_across"})
"""The actions that end no picking, or not before they have looked at it."""
GROUPS = ("file", "edit", "review", "mention", "event", "link", "view", "help")
"""The menus in their order; a menu's title is ``actions.group.<group>``."""


class Host(Protocol):
    """What the verbs ask of the application and its window."""

    def close_corpus(self) -> None:
        """Close the corpus and show the start page."""

    def show_dialog(self, name: str) -> None:
        """Show ``new_corpus``, ``open``, ``import``, ``export``, ``check`` or ``settings``."""

    def dock_widgets(self) -> Mapping[str, QDockWidget]:
        """The docks by name: articles, mentions, inspector, history, clusters."""

    def focus_mode(self) -> bool:
        """Is only the article shown?"""

    def set_focus_mode(self, on: bool) -> None:
        """Show only the article and the review bar, or everything again."""

    def next_pane(self, step: int) -> None:
        """Move the keyboard to the next (1) or previous (-1) pane that is shown."""

    def close(self) -> bool:
        """Close the window."""


@dataclass(frozen=True, slots=True)
class Need:
    """A question whether an action can be done now, with what to say where it cannot."""

    able: Callable[[Commands], bool]
    why: str
    """A message key; in its message ``{{key}}`` is the key of ``way``."""
    first: tuple[Need, ...] = ()
    """What is needed before, and is said before."""
    way: str = ""
    """The action that would help."""

    def __call__(self, c: Commands) -> bool:
        return all(need(c) for need in self.first) and self.able(c)

    def missing(self, c: Commands) -> Need:
        """The first of the needs that is not met; itself where all before are."""
        return next((need.missing(c) for need in self.first if not need(c)), self)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the user can do. Menus, keys, the review bar, the cheat sheet and the palette are drawn from these."""

    key: str
    """Also the message key: ``actions.<key>`` is its imperative."""
    group: str
    keys: tuple[str, ...]
    """Its chords, the one to show first."""
    run: Callable[[Commands], None]
    when: Callable[[Commands], bool]
    """Can it be done now?"""
    repeatable: bool = False
    """Does holding the key down do it again?"""
    hint: bool = False
    """Is it shown in the review bar while it can be done?"""
    checked: Callable[[Commands], bool] | None = None
    """For what is on or off: is it on?"""
    section: int = 0
    """Where the number changes, a menu draws a line."""
    context: bool = False
    """Is it in the menu at the pointer on the article?"""
    picked: Callable[[Commands], None] | None = None
    """What choosing it in a menu does, where that is another thing than what its keys do."""


@dataclass(frozen=True, slots=True)
class Work:
    """What edits are made from."""

    session: Session
    article: OpenArticle
    labels: LabelSet


@dataclass(slots=True)
class Round:
    """The boundaries that one key goes through for a mention, and which of them it has now."""

    mention: str
    proposals: list[Proposal]
    at: int = 0


@dataclass(slots=True)
class Memory:
    """What was used last, so that it can be used again with one key. Lives as long as the window."""

    labels: dict[Kind, str] = field(default_factory=dict)
    """The label given last, by kind."""
    clusters: list[str] = field(default_factory=list)
    """The clusters linked to last, the newest first."""
    threshold: float = 0.9
    """Of ``accept all above``."""
    round: Round | None = None
    """The boundaries of the mention made or changed last."""
    asked_to_cross: tuple[str, str | None, int] | None = None
    """(article, mention, step) where the user was told that a second press goes on into another article."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A role that waits for its filler to be picked on the text."""

    event: str
    role: str
    back: Callable[[], None] | None = None
    """What gives the keyboard back to where it was, once it is over."""
    nothing: str = "actions.say.pick_cancelled"
    """What to say when it ends without one; '': nothing."""


class Commands:
    """Handed to every action's ``run`` and ``when``. One a window."""

    def __init__(
        self, context: Context, *, view: ArticleView, window: QWidget, host: Host, actions: tuple[Action, ...]
    ) -> None:
        self.context = context
        self.view = view
        self.window = window
        self.host = host
        self.actions = {action.key: action for action in actions}
        self.memory = Memory()
        self.places = Places()
        self.pick: Pick | None = None
        self.palette: Palette | None = None
        self.lexicon = LexiconKeeper(window)
        self.beside_view: Callable[[], ArticleView | None] = lambda: None
        """The view of the article beside, if there is one; whoever places the views says which."""
        self._index: tuple[Session, ClusterIndex] | None = None
        self._offers: Offers | None = None
        self.shortcuts = Shortcuts({}, {})
        self.read_shortcuts()

    # --- what there is -------------------------------------------------------------------------------------------

    @property
    def index(self) -> ClusterIndex | None:
        """The spellings of the open corpus' clusters."""
        if self.session is None:
            self._index = None
        elif self._index is None or self._index[0] is not self.session:
            self._index = (self.session, ClusterIndex(self.session))
        return self._index[1] if self._index else None

    @property
    def offers(self) -> Offers | None:
        """The ranked candidates for links, the same for the board, the palette and the key that links at once."""
        index = self.index
        if index is None:
            self._offers = None
        elif self._offers is None or self._offers.index is not index:
            self._offers = Offers(self.context, index)
        return self._offers

    @property
    def session(self) -> Session | None:
        """The open corpus' session."""
        return self.context.session

    @property
    def article(self) -> OpenArticle | None:
        """The open article."""
        return self.session.article if self.session else None

    @property
    def mention(self) -> Mention | None:
        """The selected mention."""
        return self.session.mention if self.session else None

    @property
    def picking(self) -> bool:
        """Is a filler being picked on the text, so that digits are the canvas' own?"""
        return bool(self.view.picking)

    @property
    def read_only(self) -> bool:
        """Is there no corpus that may be written to?"""
        return self.session is None or self.session.store.read_only

    @property
    def work(self) -> Work | None:
        """The open article with what edits of it are made from, or None."""
        session = self.session
        return Work(session, session.article, session.labels) if session and session.article else None

    def target(self) -> Span | None:
        """What a new mention would cover: the text selected, else the word at the caret (code points)."""
        if self.article is None:
            return None
        chosen = self.view.selection
        if chosen and chosen[0] < chosen[1]:
            return chosen
        return word_at(self.article.text, self.view.caret)

    def proposals(self, span: Span, *, of: Mention | None = None) -> list[Proposal]:
        """What a selection may mean, best first; the selection itself is among them. AssertionError: no article.

        ``of``: the mention whose span it is, which must not speak for itself.
        """
        work = self.work
        assert work is not None
        known, text = self.lexicon.of(work.session), work.article.text
        names = known.names.without(text, of) if of else known.names
        return propose(text, start=span[0], end=span[1], words=known.words, names=names)

    def word_meant(self, text: str, position: int) -> Span | None:
        """The word at a place of the open article without what does not belong to it; None between words."""
        word = word_at(text, position)
        if word is None or self.work is None:
            return word
        best = self.proposals(word)[0]
        return best.start, best.end

    # --- doing ---------------------------------------------------------------------------------------------------

    def run(self, action: Action) -> None:
        """Do an action if it can be done now, else say why it cannot."""
        self.begin()
        if not action.when(self):
            if isinstance(action.when, Need):
                missing = action.when.missing(self)
                self.say(missing.why, **({"key": self.legend(missing.way)} if missing.way else {}))
            else:
                self.say("actions.not_now", action=self.name(action.key))
            return
        pick, before = self.pick, self.session.last if self.session else None
        if action.key not in GOING_ON:
            self.stop_picking(quietly=True)
        action.run(self)
        ended = pick is not None and self.pick is None and before == (self.session.last if self.session else None)
        if pick is not None and pick.nothing and ended:
            self.say(pick.nothing)  # after the action, which may have said something of its own

    def begin(self) -> None:
        """Something is about to be done: what was said of the action before has been read."""
        self.context.bridge.acting.emit()

    def trigger(self, key: str) -> None:
        """Do the action with this key, as a menu or a button does. KeyError: no such action."""
        self.run(self.actions[key])

    def do(self, make: Callable[[Work], Edit]) -> bool:
        """Make an edit and do it. What stands in the way is said, never asked; gives whether nothing did."""
        work = self.work
        if work is None:
            return False
        try:
            work.session.do(make(work))
            return True
        except EditRefused as refusal:
            self.context.bridge.refused.emit(refusal)
        except WorldError as error:
            self.say(error.key, **error.params)
        except Conflict:
            work.session.reload()
            self.say("errors.conflict")
        return False

    def say(self, key: str, /, **params: object) -> None:
        """Say something in the review bar."""
        self.context.bridge.noted.emit(key, params)

    def stop_picking(self, *, quietly: bool = False) -> None:
        """Forget a role that waits for its filler; that none was picked is said, unless ``quietly``."""
        pick, self.pick = self.pick, None
        other = self.beside_view()
        for view in (self.view, other):
            if view is not None and view.picking:
                view.pick(None)
        if pick is not None and other is not None and other.hasFocus():
            self.view.setFocus()
        if pick is not None and pick.nothing:
            self.context.bridge.roleAsked.emit("")
            if not quietly:
                self.say(pick.nothing)

    def show_palette(self, palette: Palette, *, centred: bool = False) -> None:
        """Show a palette at the caret, or in the upper middle of the window, in place of one that is open."""
        if self.palette is not None:
            self.palette.dismiss()
        self.palette = palette
        palette.dismissed.connect(self._palette_gone)
        palette.open_beside(None if centred else self._at_caret())

    def _palette_gone(self) -> None:
        self.palette = None

    def _at_caret(self) -> QRect | None:
        """The line at the caret in the window's coordinates; None when it is not in sight."""
        foot = self.view.caret_point()
        if not self.view.viewport().rect().contains(self.view.viewport().mapFromGlobal(foot)):
            return None
        line = self.view.fontMetrics().height() * 2
        return QRect(self.window.mapFromGlobal(foot) - QPoint(0, line), QSize(1, line))

    def forget(self) -> None:
        """Another corpus is open: what was used in the one before means nothing in it."""
        self.stop_picking(quietly=True)
        if self.palette is not None:
            self.palette.dismiss()
        self.memory = Memory(threshold=self.memory.threshold)
        self.places.clear()

    # --- keys and names ------------------------------------------------------------------------------------------

    def read_shortcuts(self) -> None:
        """Take the user's chords from the settings."""
        defaults = {key: action.keys for key, action in self.actions.items()}
        self.shortcuts = Shortcuts(defaults, self.context.settings.get("shortcuts"))

    def by_chord(self, chord: Chord) -> Action | None:
        """The action a chord starts."""
        key = self.shortcuts.action(chord)
        return self.actions[key] if key else None

    def legend(self, key: str) -> str:
        """Both legends of an action's first chord; '' when it has none."""
        chords = self.shortcuts.chords(key)
        return chords[0].legend(self.context.messages.language) if chords else ""

    def name(self, key: str) -> str:
        """An action's name in the user's language."""
        return self.context.tr(f"actions.{key}")
