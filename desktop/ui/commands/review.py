"""Decisions: accept and reject with the next one selected by itself, many at once, and the article's state."""

from __future__ import annotations

from db.rows import Mention
from desktop.edits import mentions, reviews
from desktop.ui.commands import board
from desktop.ui.commands.base import Commands


def accept(c: Commands) -> None:
    """Accept the selected suggestion and go to the next undecided one.

    Beside the linking board one stays, to link it.
    """
    chosen = c.mention
    if chosen is None:
        return
    if c.do(lambda w: reviews.accept(w.article, chosen.id)) and not board.shown(c):
        advance(c, chosen.id)


def reject(c: Commands) -> None:
    """Reject the selected mention and go on; what a person made is taken away instead."""
    chosen = c.mention
    if chosen is None:
        return
    if chosen.source == "human":
        delete(c)
    elif c.do(lambda w: reviews.reject(w.article, chosen.id)):
        _leave(c, chosen, chosen.id)


def delete(c: Commands) -> None:
    """Take the selected mention away and go on. A suggestion is kept as rejected, once rejected it goes for good."""
    chosen = c.mention
    if chosen is None:
        return
    if chosen.source != "human" and chosen.status != "rejected":
        reject(c)
    elif c.do(lambda w: mentions.delete(w.article, chosen.id)):
        _leave(c, chosen, chosen.start)


def _leave(c: Commands, gone: Mention, origin: str | int) -> None:
    """Go on from a mention that does not count any more; beside the linking board to the next that is in no cluster."""
    if board.shown(c):
        board.go_on(c, gone)
    else:
        advance(c, origin)


def advance(c: Commands, origin: str | int) -> None:
    """Select the next undecided mention after a mention or a place, from the top again after the last."""
    work = c.work
    if work is None:
        return
    ahead = work.article.next(origin, unreviewed=True)
    found = ahead or work.article.next(0, unreviewed=True)
    if found is not None:
        work.session.select(found.id)
        if ahead is None:
            c.say("actions.say.from_the_top")
        return
    done = work.article.row.state == "done"
    c.say("actions.say.all_reviewed" if not done else "actions.say.article_done", key=c.legend("article_done"))


def accept_sentence(c: Commands) -> None:
    """Accept every suggestion in the sentence of the selected mention, or of the caret, and go on after it."""
    work = c.work
    if work is None:
        return
    start, end = work.article.sentence_at(c.mention.start if c.mention else c.view.caret)
    found = reviews.suggestions(work.article, start=start, end=end)
    if not found:
        c.say("actions.say.no_suggestion_in_sentence")
    elif c.do(lambda w: reviews.accept_all(w.article, found)):
        advance(c, end)


def accept_above(c: Commands) -> None:
    """Ask for a score and accept every suggestion of the article at least that sure."""
    from desktop.ui.dialogs.accept_above import AcceptAbove

    work = c.work
    if work is None:
        return
    dialog = AcceptAbove(c.context, work.article, threshold=c.memory.threshold, parent=c.window)
    dialog.agreed.connect(lambda score: accept_at_least(c, score))
    dialog.open()


def accept_at_least(c: Commands, score: float) -> None:
    """Accept every suggestion of the article with at least this score (0..1), and remember the score."""
    work = c.work
    if work is None:
        return
    c.memory.threshold = score
    found = reviews.suggestions(work.article, start=0, end=len(work.article.text), min_score=score)
    if not found:
        c.say("actions.say.no_suggestion_above", score=f"{score:.2f}")
    elif c.do(lambda w: reviews.accept_all(w.article, found)):
        advance(c, 0)


def article_done(c: Commands) -> None:
    """Mark the article done, or in progress again."""
    work = c.work
    if work is None:
        return
    done = work.article.row.state == "done"
    if not c.do(lambda w: reviews.set_state(w.article, state="in_progress" if done else "done")):
        return
    reviewed, total = work.article.progress
    if done:
        c.say("actions.say.reopened")
    elif reviewed < total:
        c.say("actions.say.done_with_rest", count=total - reviewed, key=c.legend("article_next"))
    else:
        c.say("actions.say.done", key=c.legend("article_next"))


def is_done(c: Commands) -> bool:
    """Is the open article marked done?"""
    return c.article is not None and c.article.row.state == "done"
