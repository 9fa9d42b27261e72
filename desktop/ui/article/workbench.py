"""What hands and commands can do with the article: choose, pick, preview, zoom; and the signals that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from db.arabic import word_at
from db.rows import Mention, Span
from desktop.ui.article.paint import Hits
from desktop.ui.article.reaching import Reaches
from desktop.ui.article.style import DEFAULT_PX
from desktop.ui.article.surface import Surface
from desktop.ui.context import Context

OWN_KEYS = "ownKeys"
"""Dynamic property that tells the window's key filter to keep out, as in ``desktop.ui.keys``."""
ZOOM_RANGE = (14, 48)


class Workbench(Surface):
    """The surface with everything gestures and keys need; the view gives it events and news."""

    selectionMade = Signal(int, int, bool)  # noqa: N815 - signals are named as Qt names them
    """A drag over text is done: start, end, and whether Ctrl was held, which asks for nothing more."""
    edgeDragged = Signal(str, str, int)  # noqa: N815
    """An edge was dropped: mention id, ``start`` or ``end``, new position."""
    carried = Signal(str, QPoint)
    """A mention is dragged off the text, over this global point; '': it was dropped on the way."""
    laidDown = Signal(str, QPoint)  # noqa: N815
    """The mention that was carried is let go over this global point."""
    mentionClicked = Signal(str)  # noqa: N815
    menuRequested = Signal(QPoint, int)  # noqa: N815
    """The context menu is asked for: global point, position."""
    pickMade = Signal(str)  # noqa: N815
    pickCancelled = Signal()  # noqa: N815
    pickMissed = Signal()  # noqa: N815
    """A click beside the open article hit nothing that is picked from."""
    acrossWanted = Signal(str, bool)  # noqa: N815
    """A mention here is to be linked with the one selected in the open article: its id; alone, without its chain."""
    reachFollowed = Signal(str, str, bool)  # noqa: N815
    """A tag was clicked: its event, the relation ('' for several), and whether its end is wanted beside."""
    zoomed = Signal(int)
    """The font size is now so many px."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._quiet = False
        self._pickable: frozenset[str] = frozenset()
        self.word_meant: Callable[[str, int], Span | None] = word_at
        """The word at a place as a double click selects it; the commands put their own here."""

    @property
    def context(self) -> Context:
        """What the view was given."""
        return self._context

    @property
    def reaches(self) -> Reaches:
        """The relations with events of other articles."""
        return self._shown.reaches

    # --- for the commands ----------------------------------------------------------------------------------------

    @property
    def picking(self) -> list[str]:
        """The candidates being picked from, in the order of their numbers; empty when none are."""
        return list(self._shown.picking)

    def pick(self, candidates: list[str] | None, *, badges: Mapping[str, str] | None = None) -> None:
        """Number mentions 1, 2, ... on the text and wait for a click or a digit (``pickMade``); None ends it.

        Those of another article keep their numbers, and have no place here. ``badges``: what stands at which of them,
        instead of numbers.
        """
        self._shown.picking, self._shown.badges = tuple(candidates or ()), badges
        self._pickable = frozenset(self._shown.picking)
        self.viewport().update()

    def pickable(self, mention_id: str) -> bool:
        """Is it among those being picked from?"""
        return mention_id in self._pickable

    def zoom(self, steps: int) -> None:
        """Letters larger or smaller by ``steps`` px; 0 gives the size of a fresh install."""
        settings = self._context.settings
        size = settings.get("font_size") + steps if steps else DEFAULT_PX
        settings.set("font_size", min(max(size, ZOOM_RANGE[0]), ZOOM_RANGE[1]))
        if self._style.px != settings.get("font_size"):  # else the setting's news has done it
            self.refresh()
        self.zoomed.emit(settings.get("font_size"))

    def refresh(self) -> None:
        """Make the picture anew where it stands: look, font, or which mentions are shown has changed."""
        self.tell_name()
        super().refresh()
        self.flow.override = self._preview

    def tell_name(self) -> None:
        """What screen readers call it: the article's text; with its title while two are shown."""
        session, article, name = self._context.session, self.article, self._context.tr("canvas.name")
        if session is not None and session.companion is not None and article is not None:
            name = self._context.tr("beside.canvas", article=article.row.title or article.row.ref)
        for each in (self, self.viewport()):
            each.setAccessibleName(name)

    def show_hits(self, hits: Hits | None) -> None:
        """Mark what a search found; None: nothing."""
        self._shown.hits = hits
        self.viewport().update()

    def make_room(self) -> None:
        """Something beside the text came or went."""

    # --- for the gestures ----------------------------------------------------------------------------------------

    def take_over(self) -> None:
        """Make what is shown here the open article, where it stands beside another."""
        if self.beside and self._context.session is not None:
            self._context.session.swap()

    def choose(self, mention_id: str | None) -> None:
        """Select a mention by hand: the caret stays where it is."""
        session = self._context.session
        if session is None:
            return
        self.take_over()
        self._quiet = True
        try:
            session.select(mention_id)
        finally:
            self._quiet = False
        if mention_id is not None:
            self.mentionClicked.emit(mention_id)

    def picked(self, mention_id: str) -> None:
        """A candidate was picked."""
        self.pick(None)
        self.pickMade.emit(mention_id)

    def pick_number(self, number: int) -> None:
        """Pick the candidate that has this number, if one has."""
        if 1 <= number <= len(self._shown.picking):
            self.picked(self._shown.picking[number - 1])

    def preview(self, mention: Mention | None) -> None:
        """Show a mention as it would be; None shows it as it is."""
        old = self.selected_mention()
        self._preview = mention
        self.flow.override = mention
        self._shown.selected = new = self.selected_mention()
        self._rehang(self.flow.touched((one.start, one.end) for one in (old, new) if one is not None))
        self._context.bridge.previewed.emit(mention)

    def own_keys(self, on: bool) -> None:
        """While a gesture is half done, Esc is ours and no action starts."""
        self.setProperty(OWN_KEYS, on)

    def drop(self) -> bool:
        """End picking, else a text selection, else that of a mention; False when there is none of these."""
        if self._shown.picking:
            self.pick(None)
            self.pickCancelled.emit()
            return True
        if self.selection is not None:
            self._place(self._shown.caret, self.caret)
            return True
        if self.selected is not None:
            self.choose(None)
            return True
        return False
