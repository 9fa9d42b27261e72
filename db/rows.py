"""Rows: the frozen values every layer passes around; no Qt and no SQL is reachable from them.

All offsets are Unicode code points into the article's text, end-exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from os import urandom
from typing import Literal

Span = tuple[int, int]
Kind = Literal["entity", "event"]
ArticleState = Literal["new", "in_progress", "done"]
Status = Literal["suggested", "accepted", "edited", "rejected"]

DEFAULT_LAYER = "main"
"""The layer of a lone reviewer; an annotator's or the adjudicated ``gold`` layer has its own name."""

CONFIRMED: tuple[Status, ...] = ("accepted", "edited")
"""The statuses a person has stood behind: what the gold holds."""


def new_id() -> str:
    """A fresh row id, unique across copies of a corpus (UUID 4, 32 hex digits).

    Put together here (RFC 9562, 5.4): ``uuid.uuid4`` makes an object first, thrice as dear, and an import needs many.
    """
    value = bytearray(urandom(16))
    value[6] = value[6] & 0x0F | 0x40
    value[8] = value[8] & 0x3F | 0x80
    return value.hex()


@dataclass(frozen=True, slots=True)
class Article:
    """One article's head. Its text lies apart (``Store.text``) and never changes after import."""

    ref: str
    """The id the file it came from gave it; unique in a corpus."""
    title: str
    position: int
    length: int
    """Code points of the text."""
    sha256: str
    """Of the text, UTF-8."""
    record_sha256: str
    """Of the whole imported record, so that importing the same file twice is known to change nothing."""
    source: str | None = None
    published: str | None = None
    """ISO date, as far as known: ``2024``, ``2024-06`` or ``2024-06-19``."""
    language: str = "ar"
    state: ArticleState = "new"
    extra: str = "{}"
    """JSON object: whatever else the record's ``meta`` held, given back on export."""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of an article with a kind: title, dateline, body, caption, related, boilerplate."""

    article: str
    start: int
    end: int
    kind: str
    reference_date: str | None = None
    """ISO date that relative dates inside resolve against, where it differs from ``Article.published``."""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled span: an entity mention, or an event mention whose span is the trigger."""

    article: str
    kind: Kind
    label: str
    start: int
    end: int
    gaps: tuple[Span, ...] = ()
    """Holes inside ``[start, end)``, sorted and apart: what makes a discontinuous mention's fragments."""
    cluster: str | None = None
    status: Status = "suggested"
    source: str = "human"
    """Who proposed it: ``human``, or a model's or rule's name."""
    score: float | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    """Sorted (code, value) pairs, such as ``("polarity", "Positive")``."""
    ref: str | None = None
    """The id the imported file gave it, given back on export."""
    note: str = ""
    layer: str = DEFAULT_LAYER
    id: str = field(default_factory=new_id)

    @property
    def fragments(self) -> tuple[Span, ...]:
        """The covered stretches in reading order: one, or several when there are gaps."""
        edges = [self.start, *(edge for gap in self.gaps for edge in gap), self.end]
        return tuple(zip(edges[::2], edges[1::2], strict=True))

    def attribute(self, code: str) -> str | None:
        """The value of one attribute, or None."""
        return next((value for name, value in self.attributes if name == code), None)


@dataclass(frozen=True, slots=True)
class Argument:
    """event mention -role-> filler mention (an entity mention or another event mention)."""

    article: str
    event: str
    role: str
    filler: str
    status: Status = "suggested"
    source: str = "human"
    score: float | None = None
    layer: str = DEFAULT_LAYER
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link from one event mention to another (BEFORE, CAUSES, SUBEVENT, REPORTS, ...)."""

    article: str
    """The article of ``head``."""
    type: str
    head: str
    tail: str
    status: Status = "suggested"
    source: str = "human"
    score: float | None = None
    layer: str = DEFAULT_LAYER
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Cluster:
    """What mentions refer to, across articles: an entity (Vladimir Putin) or an event (one visit)."""

    kind: Kind
    ref: str
    """The id in files, such as ``E-putin``; unique with ``scope``."""
    name: str
    """The name shown; the first mention's text until a person gives another."""
    scope: str = ""
    """An article's id while the cluster is an upstream chain of that article alone; empty for the corpus."""
    label: str | None = None
    external: str | None = None
    """An id elsewhere, such as a Wikidata one."""
    source: str = "human"
    note: str = ""
    aliases: tuple[str, ...] = ()
    """Names a person said it is also known by, none alike (``db.aliases``); no mention need be called so."""
    layer: str = DEFAULT_LAYER
    id: str = field(default_factory=new_id)


TieKind = Literal["distinct", "affiliated"]


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person has said of a pair, for the ranking of links to heed.

    ``distinct``: the mention ``one`` is not what ``other`` (a cluster or a mention) stands for. ``affiliated``: the
    entity cluster ``one`` acts for or lies in the entity cluster ``other``: a leader and a state, a city and a country.
    Its ends are no foreign keys: a tie whose end is gone says nothing, and says it again when the end is taken back.
    """

    kind: TieKind
    one: str
    other: str
    source: str = "human"
    layer: str = DEFAULT_LAYER
    id: str = field(default_factory=new_id)


Row = Article | Region | Mention | Argument | Relation | Cluster | Tie
ROW_TYPES: tuple[type[Row], ...] = (Article, Region, Cluster, Mention, Argument, Relation, Tie)
"""Parents before children: the order rows can be inserted in."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after. ``before`` is None: created. ``after`` is None: deleted."""

    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The row as it is after the change, or as it last was."""
        row = self.after if self.after is not None else self.before
        assert row is not None, "a change without a row"
        return row

    def flipped(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


ChangeKind = Literal["do", "undo", "redo", "import", "merge"]


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One user gesture: one transaction, one undo step, one line of history, one signal to the screen."""

    seq: int
    id: str
    kind: ChangeKind
    label: str
    """A message key such as ``mention.resize``; translated when shown."""
    params: tuple[tuple[str, str], ...]
    """Sorted (name, value) pairs for the message, such as ``("text", "بوتين")``."""
    changes: tuple[Change, ...]
    target: str | None = None
    """For undo and redo: the id of the change set taken back or done again."""
    article: str | None = None
    author: str = ""
    replica: str = ""
    at: str = ""
    """UTC, ISO 8601 to the millisecond."""
