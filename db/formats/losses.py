"""Losses: what an export leaves out or changes, said before writing and kept beside the file afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from db.rows import Cluster, Mention


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of loss and how often it occurs: message key ``losses.<code>``, parameter ``count``."""

    code: str
    count: int

    @property
    def key(self) -> str:
        """The message key."""
        return f"losses.{self.code}"


@dataclass(frozen=True, slots=True)
class LostMention:
    """One mention that is left out, or written with other edges, with all that is needed to put it back."""

    code: str
    article: str
    """The article's ref."""
    mention: Mention
    text: str

    def line(self) -> dict[str, object]:
        """As an object of the loss list."""
        item = self.mention
        return {
            "code": self.code, "article": self.article, "kind": item.kind, "label": item.label,
            "start": item.start, "end": item.end, "text": self.text, "id": item.ref, "layer": item.layer,
        }  # fmt: skip


def empty_cluster(item: Cluster) -> dict[str, object]:
    """A cluster that no article names, as an object of the loss list."""
    return {
        "code": "empty_clusters", "kind": item.kind, "label": item.label, "name": item.name, "id": item.ref,
        "layer": item.layer, "external": item.external, "note": item.note, "aliases": list(item.aliases),
    }  # fmt: skip


def summed(counts: Counter[str]) -> tuple[Loss, ...]:
    """One loss a kind, the most frequent first."""
    ordered: Iterable[tuple[str, int]] = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Loss(code, count) for code, count in ordered if count)
