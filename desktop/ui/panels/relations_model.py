"""Relations as a list model: contradictions first, then what is stated, then what follows; words made when painted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.rows import Mention, Relation
from desktop import wording
from desktop.bidi import side_by_side
from desktop.closure.events import Stated
from desktop.closure.listing import Line
from desktop.date_wording import interval_words
from desktop.session import Session
from desktop.ui.context import Context

LINE = int(Qt.ItemDataRole.UserRole) + 1
"""Data role: the ``Line`` of a row."""
BELOW = LINE + 1
"""Data role: the second line's words."""
TONE = LINE + 2
"""Data role: a ``Tone``."""
SHOWN = 30
"""Letters of a trigger shown."""
Index = QModelIndex | QPersistentModelIndex


class Tone(Enum):
    """How a row is to be looked at; the value is the theme's role for its words."""

    PLAIN = "text"
    INFERRED = "muted"
    WRONG = "danger"


class RelationsModel(QAbstractListModel):
    """Holds lines; asks the session for triggers and reasons only of rows that are shown."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: list[Line] = []
        self._words: dict[str, str] = {}
        self._below: dict[int, tuple[str, bool]] = {}

    def load(self, lines: Sequence[Line]) -> None:
        """Show these lines instead."""
        self.beginResetModel()
        self._lines = list(lines)
        self._words.clear()
        self._below.clear()
        self.endResetModel()

    def forget_words(self) -> None:
        """Another language: say everything anew."""
        self._below.clear()

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self._lines[row]

    def row_of(self, key: tuple[str, ...]) -> int:
        """The row of the line with this key; -1 when it is gone."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def row_about(self, relation_id: str) -> int:
        """The first row of a relation; -1 when it has none."""
        about = (row for row, line in enumerate(self._lines) if line.relation and line.relation.id == relation_id)
        return next(about, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        session = self._context.session
        if not index.isValid() or session is None:
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._what(session, line)
        if role in (BELOW, TONE):
            if index.row() not in self._below:
                self._below[index.row()] = self._about(session, line)
            below, wrong = self._below[index.row()]
            tone = Tone.WRONG if wrong else Tone.INFERRED if line.kind == "inferred" else Tone.PLAIN
            return below if role == BELOW else tone
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (self._what(session, line), self.data(index, BELOW))))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (self._what(session, line), self.data(index, BELOW))))
        return None

    def _what(self, session: Session, line: Line) -> str:
        if line.dated is not None:
            when = interval_words(self._context.messages, line.dated.interval)
            return self._context.tr("relations.dated", text=self._trigger(session, line.head), date=when)
        if line.kind == "same":
            ends = (self._trigger(session, end) for end in (line.head, line.tail))
            return wording.same_words(self._context.messages, ends)
        if line.trouble is not None:
            return self._context.tr(f"relations.contradiction.{line.trouble.kind}", count=len(line.trouble.links))
        head, tail = self._trigger(session, line.head), self._trigger(session, line.tail)
        return wording.relation_words(self._context.messages, session.labels, head=head, type=line.type, tail=tail)

    def _about(self, session: Session, line: Line) -> tuple[str, bool]:
        """The second line, and whether the row is wrong."""
        tr = self._context.tr
        if line.dated is not None:
            said = [each.text for saying in session.dates.sayings(line.dated.event) for each in saying.sources]
            where = [tr("relations.elsewhere", title=title) for title in self._titles(session, line)]
            return side_by_side(*where, tr("relations.date_by", text=self._context.messages.listed(said))), True
        if line.kind == "same":
            event = session.closure.event_by(line.head)
            name = next((each.name for each in session.store.clusters([str(event)]).values()), "")
            return tr("relations.same_in", name=name), True
        if line.trouble is not None:
            hint = "hint_dates" if line.trouble.dates else "hint"
            return tr(f"relations.contradiction.{hint}", count=len(line.trouble.links)), True
        if line.inferred is not None:
            reasons = session.closure.events.because(line.inferred)
            where = [tr("relations.elsewhere", title=title) for title in self._titles(session, line)]
            return side_by_side(*where, self._links(session, "relations.because", reasons)), False
        row = line.relation
        assert row is not None
        parts = [tr(f"relations.status.{row.status}")]
        if row.score is not None and row.status == "suggested":
            parts.append(self._context.messages.number(round(row.score, 2)))
        parts += [tr("relations.elsewhere", title=title) for title in self._titles(session, line)]
        against = self._trial(session, row) if row.status == "suggested" else ""
        return side_by_side(*parts, against), line.in_conflict or bool(against)

    def _trial(self, session: Session, row: Relation) -> str:
        """What a suggested relation would contradict."""
        article = session.article
        head, tail = (article.end(key) if article else None for key in (row.head, row.tail))
        trouble = session.closure.trouble(row, head=head, tail=tail) if head and tail else None
        if trouble is None:
            return self._against_dates(session, row, head=head, tail=tail) if head and tail else ""
        key = "relations.would_circle" if trouble.kind == "cycle" else "relations.would_conflict"
        return self._links(session, key, trouble.links, ends=[each for each in (head, tail) if each is not None])

    def _against_dates(self, session: Session, row: Relation, *, head: Mention, tail: Mention) -> str:
        """What dates of its two events a suggested relation would contradict."""
        ends = (str(session.closure.event_of(each)) for each in (head, tail))
        found = session.dates.would(Stated(row.id, row.type, *ends))
        if not found:
            return ""
        said = [interval_words(self._context.messages, each.interval) for each in found[0].dates]
        return self._context.tr("relations.would_contradict_dates", dates=self._context.messages.listed(said))

    def _titles(self, session: Session, line: Line) -> list[str]:
        """Of the other articles that ends of a relation lie in."""
        article = session.article
        ends = [end for end in (line.head, line.tail) if end]
        away = [end for end in ends if article is not None and end not in article.mentions]
        known = article.outer if article is not None else {}
        found = known | session.store.outer(end for end in away if end not in known)
        return list(dict.fromkeys(found[end].title for end in away if end in found))

    def _links(self, session: Session, key: str, links: Sequence[str], *, ends: Sequence[Mention] = ()) -> str:
        told = {"links": session.closure.told(links, ends=ends)}
        return self._context.tr(key, **wording.params(self._context.messages, session.labels, told))

    def _trigger(self, session: Session, mention_id: str) -> str:
        if mention_id not in self._words:
            known = session.article.words_of(mention_id) if session.article else ""
            text = known or session.closure.words(mention_id)
            self._words[mention_id] = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        return self._words[mention_id]
