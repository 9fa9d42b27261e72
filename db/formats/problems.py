"""Problems: what is wrong with an input file, named by file, record and field, in words of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Literal

Level = Literal["hint", "problem", "warning", "notice"]
"""hint: what may explain the problems of a whole record. problem: the item cannot be imported. warning: it can, but
something deserves a look, or goes with a faulty item. notice: nothing to do."""

KEPT = 1000
"""How many problems of one level a report keeps word for word; beyond that it only counts, so memory stays flat."""

CLIP = 60
"""Code points of a quoted text that a problem repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about one place in one file."""

    file: str
    """The file's path as it was given."""
    record: str
    """The article's id, or ``#n`` (the n-th record, or the line of a ``.jsonl``) where it has none; empty: the file."""
    field: str
    """Such as ``entities[3].start``; empty: the whole record."""
    code: str
    params: Mapping[str, object] = default(default_factory=dict)
    level: Level = "problem"

    @property
    def key(self) -> str:
        """The message key."""
        return f"problems.{self.code}"


@dataclass(slots=True)
class Report:
    """Problems of one level, the first ``KEPT`` of them word for word."""

    items: list[Problem] = default(default_factory=list)
    total: int = 0

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it while there is room."""
        self.total += 1
        if len(self.items) < KEPT:
            self.items.append(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.items)

    def __len__(self) -> int:
        """How many there were, kept or not."""
        return self.total


def clip(text: str) -> str:
    """A text short enough for a message."""
    return text if len(text) <= CLIP else text[: CLIP - 1] + "…"


def field_path(location: tuple[int | str, ...]) -> str:
    """``("entities", 3, "start")`` as ``entities[3].start``."""
    out = ""
    for step in location:
        out += f"[{step}]" if isinstance(step, int) else f".{step}" if out else step
    return out
