"""Boundaries of mentions: what a new one covers, and one key that goes through what else it may be."""

from __future__ import annotations

from collections.abc import Callable

from db.arabic import letter_step
from db.rows import Span
from desktop.edits import Edit, mentions
from desktop.edits.gaps import Edge, gaps_within
from desktop.suggest.boundaries import Proposal
from desktop.ui.commands.base import Commands, Round, Work


def meant(c: Commands, span: Span) -> Span:
    """What a selection most likely means (code points)."""
    best = c.proposals(span)[0]
    return best.start, best.end


def offered(c: Commands, span: Span, *, exact: bool) -> list[Proposal]:
    """What a new mention of a selection may cover; with ``exact`` the selection itself first."""
    found = c.proposals(span)
    return sorted(found, key=lambda each: _span(each) != span) if exact else found


def made(c: Commands, proposals: list[Proposal]) -> None:
    """A mention was made of the first of these and is selected: the key goes on with the second."""
    if c.mention is not None:
        c.memory.round = Round(c.mention.id, proposals)


def _resizing(mention_id: str, span: Span) -> Callable[[Work], Edit]:
    return lambda w: mentions.resize(w.article, mention_id, start=span[0], end=span[1])


def cycle(c: Commands) -> None:
    """Give the selected mention the next likely boundaries; those it had come back in the end."""
    chosen, round_ = c.mention, _round(c)
    if chosen is None or round_ is None:
        return
    for at in _ahead(c, round_):
        if c.do(_resizing(chosen.id, _span(round_.proposals[at]))):
            round_.at = at
            c.memory.round = round_
            reveal(c, "start" if chosen.start != round_.proposals[at].start else "end")
            reason = c.context.tr(f"boundaries.reason.{round_.proposals[at].reason}")
            c.say("boundaries.now", at=at + 1, of=len(round_.proposals), reason=reason)
        return
    c.say("boundaries.none")


def reveal(c: Commands, which: Edge) -> None:
    """Bring an edge of the selected mention into sight; nothing moves when it is."""
    chosen, text = c.mention, c.view.text
    if chosen is None:
        return
    start = letter_step(text, chosen.end, -1) if which == "end" else chosen.start
    if not c.view.in_sight(start):
        c.view.reveal(start=start, end=letter_step(text, start, 1))


def ahead(c: Commands) -> list[Span]:
    """What ``cycle`` gives at the first press, at the second, and so on until it is round (code points)."""
    round_ = _round(c)
    return [_span(round_.proposals[at]) for at in _ahead(c, round_)] if round_ else []


def _round(c: Commands) -> Round | None:
    """The round that the selected mention is in: the one remembered while it is still where that left it."""
    chosen, known = c.mention, c.memory.round
    if chosen is None:
        return None
    here = (chosen.start, chosen.end)
    if known is not None and known.mention == chosen.id and _span(known.proposals[known.at]) == here:
        return known
    found = c.proposals(here, of=chosen)
    found.sort(key=lambda each: _span(each) != here)  # the present ones first, then the likeliest
    return Round(chosen.id, found)


def _ahead(c: Commands, round_: Round) -> list[int]:
    """The places of the round still to come, without those where there is such a mention already."""
    chosen, article = c.mention, c.article
    if chosen is None or article is None:
        return []
    count = len(round_.proposals)
    places = [(round_.at + step) % count for step in range(1, count)]

    def free(span: Span) -> bool:
        gaps = gaps_within(chosen.gaps, start=span[0], end=span[1])
        return article.same(kind=chosen.kind, label=chosen.label, start=span[0], end=span[1], gaps=gaps) is None

    return [at for at in places if free(_span(round_.proposals[at]))]


def _span(proposal: Proposal) -> Span:
    return proposal.start, proposal.end
