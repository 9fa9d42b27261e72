"""Getting about: mentions, articles, the places one came from, panes."""

from __future__ import annotations

from collections.abc import Callable

from db.rows import Kind
from desktop.ui.commands import needs
from desktop.ui.commands.base import Commands, Need
from desktop.ui.panels.act import open_article

Run = Callable[[Commands], None]


def mention_step(step: int, *, kind: Kind | None = None) -> Run:
    """To the next (1) or previous (-1) mention, or event, in reading order."""

    def run(c: Commands) -> None:
        work = c.work
        if work is None:
            return
        found = work.article.next(_origin(c), step=step, kind=kind, show_rejected=work.session.show_rejected)
        if found is not None:
            work.session.select(found.id)
        else:
            what = "event" if kind == "event" else "mention"
            c.say(f"actions.say.last_{what}" if step > 0 else f"actions.say.first_{what}")

    return run


def unreviewed_step(step: int) -> Run:
    """To the next or previous undecided mention; at the end a second press goes on into another article."""

    def run(c: Commands) -> None:
        work = c.work
        if work is None:
            return
        found = work.article.next(_origin(c), step=step, unreviewed=True)
        asked, c.memory.asked_to_cross = c.memory.asked_to_cross, None
        here = (work.article.row.id, work.session.selected, step)
        if found is not None:
            work.session.select(found.id)
        elif asked == here:
            _cross(c, step)
        else:
            c.memory.asked_to_cross = here
            reviewed, total = work.article.progress
            left = "actions.say.end_with_rest" if reviewed < total else "actions.say.end"
            key = c.legend("unreviewed_next" if step > 0 else "unreviewed_previous")
            c.say(left, count=total - reviewed, key=key)

    return run


def sentence_step(step: int) -> Run:
    """The caret to the beginning of the next sentence (1), or of this one and then the previous ones (-1)."""

    def run(c: Commands) -> None:
        work = c.work
        if work is None:
            return
        found = work.article.sentence_beside(c.view.caret, step)
        if found is None:
            c.say("actions.say.last_sentence" if step > 0 else "actions.say.first_sentence")
            return
        c.view.set_caret(found[0])
        c.view.reveal(start=found[0], end=found[1])
        work.session.select(None)

    return run


def article_step(step: int) -> Run:
    """To the next or previous article of the list."""

    def run(c: Commands) -> None:
        target = c.session.neighbour(step) if c.session else None
        if target is None:
            c.say("actions.say.last_article" if step > 0 else "actions.say.first_article")
        else:
            open_article(c.context, target)

    return run


def place_step(step: int) -> Run:
    """Back (-1) to the article, mention and caret one was at before a jump, or forward (1) again."""

    def run(c: Commands) -> None:
        place = c.places.step(step)
        if place is None:
            c.say("actions.say.no_place")
            return
        with c.places.held():
            if c.session and open_article(c.context, place.article):
                c.session.select(place.mention)
                c.view.set_caret(place.caret, anchor=place.anchor)
                c.view.reveal(start=min(place.caret, place.anchor), end=max(place.caret, place.anchor))

    return run


def has_place(step: int) -> Need:
    """Is there a place to go back or forward to?"""
    return Need(lambda c: c.places.has(step), "actions.say.no_place", (needs.corpus,))


def pane_step(step: int) -> Run:
    """The keyboard to the next or previous pane."""
    return lambda c: c.host.next_pane(step)


def _origin(c: Commands) -> str | int:
    return c.session.selected if c.session and c.session.selected else c.view.caret


def _cross(c: Commands, step: int) -> None:
    session, article = c.session, c.article
    if session is None or article is None:
        return
    lines = session.store.articles(layer=session.layer)
    at = next(i for i, line in enumerate(lines) if line.article.id == article.row.id)
    ahead = lines[at + 1 :] if step > 0 else lines[:at][::-1]
    target = next((line.article.id for line in ahead if line.reviewed < line.total), None)
    if target is None:
        c.say("actions.say.nothing_left_after" if step > 0 else "actions.say.nothing_left_before")
    elif open_article(c.context, target) and session.article is not None:
        start = 0 if step > 0 else len(session.article.text) + 1
        found = session.article.next(start, step=step, unreviewed=True)
        if found is not None:
            session.select(found.id)
