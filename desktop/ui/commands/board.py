"""The linking board's verbs and keys: a digit links and goes on, 0 is new, X is not this one, Space is later."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.rows import Kind, Mention
from desktop.edits import clusters
from desktop.keys import SHIFT, Chord
from desktop.ui.commands import links, workplaces
from desktop.ui.commands.base import Commands
from desktop.ui.offers import Offer
from desktop.ui.panels.act import jump
from desktop.ui.panels.board import ANEW, BoardPanel, legend


def panel(c: Commands) -> BoardPanel | None:
    """The board, if it is in sight."""
    found = workplaces.in_sight(c, "board")
    return found if isinstance(found, BoardPanel) else None


def takes(c: Commands, chord: Chord) -> bool:
    """Is it a key of the board, which is in sight?"""
    plain = chord.mods == 0 and (chord.key in ("X", "Space", ANEW) or chord.key.isdigit())
    shifted = chord.mods == SHIFT and chord.key.isdigit()
    board = panel(c) if (plain or shifted) and not c.picking else None
    return board is not None and (chord.key != ANEW or board.better > 0)


def holds(c: Commands, widget: QWidget) -> bool:
    """Is it a part of the board, where its keys mean what they mean on the article?"""
    found = panel(c)
    return found is not None and found.isAncestorOf(widget)


def owns(c: Commands, action: str) -> bool:
    """Does the first chord of an action mean something of the board's now?"""
    chords = c.shortcuts.chords(action)
    return bool(chords) and takes(c, chords[0])


def press(c: Commands, chord: Chord) -> None:
    """Do what a key of the board means."""
    if chord.key == "Space":
        later(c)
    elif chord.key == ANEW:
        anew(c)
    elif c.read_only:
        c.say("errors.opened_read_only")
    elif chord.key == "X":
        not_this(c)
    elif chord.key == "0" and chord.mods == SHIFT:
        c.say("board.shift_digit", digits=legend(c.context, "1"))
    elif chord.key == "0":
        new(c)
    elif chord.mods == SHIFT:
        not_this(c, int(chord.key) - 1)
    else:
        choose(c, int(chord.key) - 1)


def choose(c: Commands, number: int) -> None:
    """Link the selected mention to a candidate, counted from 0, and go on to the next; stay where it is refused."""
    chosen, board, offer = c.mention, panel(c), _seen(c, number)
    if chosen is None or board is None or offer is None:
        return
    if links.link(c, offer.row):
        go_on(c, chosen)
    elif number < len(board.offers):
        board.make_current(number)


def new(c: Commands) -> None:
    """The selected mention is something no candidate is: a new cluster, and on to the next."""
    chosen = c.mention
    if panel(c) is not None and chosen is not None and links.link_new(c):
        go_on(c, chosen)


def not_this(c: Commands, number: int | None = None) -> None:
    """Remember that a candidate (by default the current one) is not the selected mention; it is not offered again."""
    chosen, offer = c.mention, _seen(c, number)
    if chosen is not None and offer is not None:
        c.do(lambda w: clusters.distinguish(w.article, chosen.id, other=offer.target, name=offer.name))


def later(c: Commands) -> None:
    """Leave the selected mention as it is and go on to the next that is in no cluster, at the end to the first."""
    chosen = c.mention
    kind: Kind = chosen.kind if chosen is not None else "event"
    if _next(c, kind, after=chosen):
        c.say("board.round")


def anew(c: Commands) -> None:
    """Show the candidates in the order they have by all that has been read, the first of them current."""
    board = panel(c)
    if board is not None:
        board.put_in_order()
        board.view.scrollToTop()
        if board.offers:
            board.make_current(0)


VERBS: dict[str, Callable[[Commands], None]] = {"new": new, "distinct": not_this, "later": later, "anew": anew}
"""What the board's buttons do."""


def told(c: Commands) -> list[tuple[str, str, str, Callable[[], None]]]:
    """What the board's keys do now, for the review bar: (name, legend, words, what a click does); [] without it."""
    board, chosen = panel(c), c.mention
    if board is None or c.picking or c.article is None:
        return []
    tr, found = c.context.tr, [("later", "Space", c.context.tr("board.later"), lambda: later(c))]
    if board.better:
        found.append(("anew", ANEW, tr("board.anew"), lambda: anew(c)))
    if chosen is not None and not c.read_only:
        made = ("new", "0", tr(f"board.new.{chosen.kind}"), lambda: new(c))
        found = [made, *found]
        if board.offers:
            link = ("link", "1", tr("board.link"), lambda: choose(c, 0))
            found = [link, made, ("distinct", "X", tr("board.distinct"), lambda: not_this(c)), *found[1:]]
    return [(f"board.{name}", legend(c.context, key), words, run) for name, key, words, run in found]


def _seen(c: Commands, number: int | None) -> Offer | None:
    """The candidate that a key means (None: the current one), as it is in sight; what is not shown yet means none."""
    board = panel(c)
    if board is None or not board.settled():
        return None
    at = board.current if number is None else number
    return board.offers[at] if 0 <= at < len(board.offers) else None


def go_on(c: Commands, done: Mention) -> None:
    """To the next mention of a kind that is in no cluster, after one that is linked, or gone.

    That there is none is said unless there is a warning to be read; the board says it all the same.
    """
    _next(c, done.kind, after=done, quiet=c.session is not None and c.session.gave_warning)


def _next(c: Commands, kind: Kind, *, after: Mention | None, quiet: bool = False) -> bool:
    """Select the next mention in no cluster, in whatever article; gives whether the corpus was begun anew for it."""
    article, session = c.article, c.session
    if article is None or session is None:
        return False
    store, layer = session.store, session.layer
    place = (after.start, after.end, after.id) if after is not None else (-1, 0, "")
    found = store.next_unlinked(kind, position=article.row.position, place=place, layer=layer)
    anew = found is None
    found = found or store.next_unlinked(kind, position=-1, layer=layer)
    if found is None or (after is not None and found.mention == after.id):
        board = panel(c)
        if found is None and board is not None:
            board.none_left(kind)
        if not quiet:
            c.say(f"board.{'all_linked' if found is None else 'last_one'}.{kind}")
        return False
    jump(c.context, article=found.article, mention=found.mention)
    return anew


# --- its work place --------------------------------------------------------------------------------------------------


def show(c: Commands) -> None:
    """The work place of linking: the board beside the article."""
    workplaces.bring(c, "board")
    if c.mention is None and c.article is not None:
        later(c)
    c.view.setFocus()


def shown(c: Commands) -> bool:
    """Is the board in sight?"""
    return panel(c) is not None
