"""Contradictions on the timeline: between which of its events they tie, which way, and in what order to go through.

An arrow leads from the event that a link says comes first to the one that it says comes later; of links that say
neither, from head to tail. Events that are not drawn (undated, or filtered out) are led through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from db.dates import Interval
from desktop.closure.corpus import CorpusClosure
from desktop.closure.dates import against
from desktop.closure.events import Contradiction
from desktop.closure.events import Event as Key
from desktop.closure.meaning import orders_of
from desktop.timeline.events import Event
from desktop.timeline.lanes import Lanes, Placed


@dataclass(frozen=True, slots=True)
class Tie:
    """One arrow. Its ends are keys of events, each with the mention by which the link has it as an end."""

    trouble: int
    """The place of its contradiction."""
    start: str
    start_mention: str
    end: str
    end_mention: str
    links: tuple[str, ...]
    same: bool = False
    """Does the link say that both are at one time?"""


@dataclass(frozen=True, slots=True)
class Troubles:
    """The contradictions that events of a timeline have a part in."""

    found: tuple[Contradiction, ...] = ()
    events: tuple[tuple[str, ...], ...] = ()
    """Of each contradiction, the keys of its events that are shown, in the order of its links."""
    ties: tuple[Tie, ...] = ()
    of_event: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By the key of an event, the places of its contradictions."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tie between two things of a layout, each with its row."""

    tie: Tie
    start: tuple[Placed, int]
    end: tuple[Placed, int]


@dataclass(frozen=True, slots=True)
class _Arrow:
    start: str
    start_mention: str
    end: str
    end_mention: str
    link: str
    same: bool

    def turned(self) -> _Arrow:
        return _Arrow(self.end, self.end_mention, self.start, self.start_mention, self.link, self.same)


def contradictions(
    closure: CorpusClosure, events: Iterable[Event], known: dict[str, Interval | None] | None = None
) -> list[Contradiction]:
    """Those of the corpus' relations among themselves, then those that they have with the dates of some events.

    ``known``: dates of these events by key, where they have been asked for before; it is added to.
    """
    known = known if known is not None else {}
    dates: dict[Key, Interval] = {}
    for event in events:
        if closure.events.part(event.key) is None:
            continue
        if event.key not in known:
            known[event.key] = event.firm
        days = known[event.key]
        if days is not None:
            dates[event.key] = days
    return [*closure.contradictions(), *against(closure.events, dates)]


def troubles(
    closure: CorpusClosure, found: Iterable[Contradiction], *, drawn: Collection[str], undated: Collection[str]
) -> Troubles:
    """What of some contradictions is to be seen where these events are drawn, and those wait in the tray (keys)."""
    kept: list[Contradiction] = []
    events: list[tuple[str, ...]] = []
    ties: list[Tie] = []
    of_event: dict[str, list[int]] = {}
    for each in found:
        arrows = list(_arrows(closure, each))
        keys = dict.fromkeys(key for arrow in arrows for key in (arrow.start, arrow.end))
        shown = tuple(key for key in keys if key in drawn or key in undated)
        if not shown:
            continue
        for key in shown:
            of_event.setdefault(key, []).append(len(kept))
        ties += _ties(len(kept), arrows, drawn)
        kept.append(each)
        events.append(shown)
    return Troubles(tuple(kept), tuple(events), tuple(ties), {key: tuple(at) for key, at in of_event.items()})


def placed(troubles: Troubles, lanes: Lanes, events: Sequence[Event]) -> list[Drawn]:
    """The ties in a layout of these events."""
    numbers = {event.key: at for at, event in enumerate(events)} if troubles.ties else {}
    found: list[Drawn] = []
    for tie in troubles.ties:
        ends = [
            thing_of(lanes, numbers.get(key), mention)
            for key, mention in ((tie.start, tie.start_mention), (tie.end, tie.end_mention))
        ]
        if ends[0] is not None and ends[1] is not None:
            found.append(Drawn(tie, ends[0], ends[1]))
    return found


def thing_of(lanes: Lanes, number: int | None, mention: str) -> tuple[Placed, int] | None:
    """The bar or dot of an event by which a mention is told of, else its first, with its row."""
    things = lanes.of_event.get(number, []) if number is not None else []
    mine = (each for each in things if any(saying.mention == mention for saying in each[0].sayings))
    return next(mine, things[0] if things else None)


def _arrows(closure: CorpusClosure, trouble: Contradiction) -> Iterator[_Arrow]:
    for link in trouble.links:
        row, stated = closure.relation(link), closure.events.links.get(link)
        kind = closure.labels.relation(row.type) if row is not None else None
        if row is None or stated is None or kind is None:
            continue
        orders = orders_of(kind)
        forward = [order.low < 2 <= order.high for order in orders]
        backward = [order.high < 2 <= order.low for order in orders]
        arrow = _Arrow(str(stated.head), row.head, str(stated.tail), row.tail, link, kind.inverse == kind.code)
        yield arrow.turned() if orders and all(backward) and not any(forward) else arrow


def _ties(trouble: int, arrows: Sequence[_Arrow], drawn: Collection[str]) -> Iterator[Tie]:
    """From each drawn event along arrows to the next drawn ones."""
    leaving: dict[str, list[_Arrow]] = {}
    for arrow in arrows:
        leaving.setdefault(arrow.start, []).append(arrow)
        if arrow.same and (arrow.start not in drawn or arrow.end not in drawn):
            leaving.setdefault(arrow.end, []).append(arrow.turned())
    done: set[tuple[str, ...]] = set()
    for first in arrows:
        for begin in (first, first.turned()) if first.same else (first,):
            if begin.start not in drawn:
                continue
            for way in _ways(begin, leaving, drawn):
                links = tuple(each.link for each in way)
                if tuple(sorted(links)) not in done:
                    done.add(tuple(sorted(links)))
                    last = way[-1]
                    same = all(each.same for each in way)
                    yield Tie(trouble, begin.start, begin.start_mention, last.end, last.end_mention, links, same)


def _ways(begin: _Arrow, leaving: Mapping[str, list[_Arrow]], drawn: Collection[str]) -> Iterator[tuple[_Arrow, ...]]:
    """Ways that begin with an arrow and end at the first drawn event on each; none goes over a link twice."""
    waiting: list[tuple[_Arrow, ...]] = [(begin,)]
    while waiting:
        way = waiting.pop()
        end = way[-1].end
        if end in drawn:
            if end != begin.start:
                yield way
            continue
        used = {each.link for each in way}
        waiting += [(*way, arrow) for arrow in leaving.get(end, ()) if arrow.link not in used]


def order(troubles: Troubles, events: Sequence[Event]) -> list[int]:
    """The places of the contradictions in the order of time: by their first event that has a date, the others last."""
    first = {event.key: min(piece.interval.first for piece in event.pieces) for event in events if event.pieces}
    whens = [min((first[key].toordinal() for key in keys if key in first), default=None) for keys in troubles.events]
    return sorted(range(len(whens)), key=lambda at: (whens[at] is None, whens[at] or 0, at))
