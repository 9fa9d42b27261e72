"""The formats that articles are exported to, behind one face: render, promise what a file says, read that back."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from db.bundle import ArticleBundle
from db.formats.article_json import canonical_hash, parse_record
from db.formats.article_write import to_line, to_record, to_text
from db.formats.conll import Edges, FlatMention, Nesting, Tagging, flat_mentions, read_conll, tag, to_conll
from db.formats.json_files import LINES, SUFFIXES, read_raw
from db.formats.losses import LostMention
from db.formats.problems import Problem
from db.formats.vocabulary import AnyLabels
from db.rows import DEFAULT_LAYER

Format = Literal["json", "conll"]
Frame = tuple[str, str, str]
"""What stands before, between and after the articles of a file that holds several."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One article as text, a fingerprint of all that the text says, and what it does not say."""

    text: str
    promise: str
    lost: tuple[LostMention, ...] = ()


class Codec(Protocol):
    """One export format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Of its files; the first is the one of a file of one article."""
        ...

    def select(self, bundle: ArticleBundle) -> tuple[ArticleBundle, Counter[str]]:
        """The part of an article the format can hold at all, and what is left out, counted."""
        ...

    def lost(self, bundle: ArticleBundle) -> tuple[LostMention, ...]:
        """What is lost of a selected article, one by one, without rendering it."""
        ...

    def frame(self, suffix: str, articles: int) -> Frame:
        """How a file of several articles holds together."""
        ...

    def render(self, bundle: ArticleBundle, suffix: str) -> Rendered:
        """A selected article as text."""
        ...

    def found(self, path: Path, texts: Iterable[str]) -> Iterator[str]:
        """The fingerprints of the articles in a file, read anew; empty for one that cannot be read as promised."""
        ...


def codec(format_: Format, *, edges: Edges = "split", nesting: Nesting = "outermost") -> Codec:
    """The codec of a format."""
    return JsonCodec() if format_ == "json" else ConllCodec(edges, nesting)


class JsonCodec:
    """Our own format: holds everything."""

    suffixes = SUFFIXES

    def select(self, bundle: ArticleBundle) -> tuple[ArticleBundle, Counter[str]]:
        """All of it."""
        return bundle, Counter()

    def lost(self, bundle: ArticleBundle) -> tuple[LostMention, ...]:
        """Nothing."""
        return ()

    def frame(self, suffix: str, articles: int) -> Frame:
        """A list, where a ``.json`` holds several."""
        return ("", "", "") if suffix in LINES or articles == 1 else ("[\n", ",\n", "]\n")

    def render(self, bundle: ArticleBundle, suffix: str) -> Rendered:
        """One line, or a line an annotation."""
        record = to_record(bundle)
        return Rendered((to_line if suffix in LINES else to_text)(record), canonical_hash(record))

    def found(self, path: Path, texts: Iterable[str]) -> Iterator[str]:
        """Each record is imported to rows and its record made anew."""
        labels = AnyLabels()
        for raw in read_raw(path):
            read = None if isinstance(raw, Problem) else parse_record(raw, labels)
            sound = read is not None and not read.faulty and read.bundle is not None
            yield canonical_hash(to_record(read.bundle)) if read and read.bundle and sound else ""


@dataclass(frozen=True, slots=True)
class ConllCodec:
    """CoNLL with two columns: flat entity mentions of the one layer."""

    edges: Edges
    nesting: Nesting
    suffixes: tuple[str, ...] = (".conll", ".bio", ".iob2", ".txt")

    def select(self, bundle: ArticleBundle) -> tuple[ArticleBundle, Counter[str]]:
        """Entity mentions that are not rejected."""
        own = [item for item in bundle.mentions if item.layer == DEFAULT_LAYER]
        kept = tuple(item for item in own if item.kind == "entity" and item.status != "rejected")
        left = Counter(
            article_data=1,
            other_layers=len(bundle.mentions) - len(own),
            events=sum(item.kind == "event" and item.status != "rejected" for item in own),
            rejected=sum(item.status == "rejected" for item in own),
            arguments=len(bundle.arguments),
            relations=len(bundle.relations),
            links=sum(item.cluster is not None for item in kept),
            notes=sum(bool(item.note) for item in kept),
        )
        return replace(bundle, clusters=(), mentions=kept, arguments=(), relations=(), ties=()), left

    def lost(self, bundle: ArticleBundle) -> tuple[LostMention, ...]:
        """Mentions that share a token with another, have gaps, or end inside a token."""
        return self._tagging(bundle).lost

    def frame(self, suffix: str, articles: int) -> Frame:
        """Nothing: every article has its document line."""
        return "", "", ""

    def render(self, bundle: ArticleBundle, suffix: str) -> Rendered:
        """A line a token."""
        tagging = self._tagging(bundle)
        return Rendered(to_conll(bundle.text, tagging), _flat_hash(tagging.flat), tagging.lost)

    def found(self, path: Path, texts: Iterable[str]) -> Iterator[str]:
        """Tokens are found again in the article's text, and tags read as spans."""
        with path.open(encoding="utf-8", newline="\n") as stream:
            try:
                for article, text in zip(read_conll(stream), texts, strict=True):
                    yield _flat_hash(flat_mentions(text, article))
            except ValueError:
                yield ""

    def _tagging(self, bundle: ArticleBundle) -> Tagging:
        return tag(bundle.article.ref, bundle.text, bundle.mentions, edges=self.edges, nesting=self.nesting)


def _flat_hash(flat: Iterable[FlatMention]) -> str:
    told = "\n".join(f"{item.start} {item.end} {item.label}" for item in flat)
    return hashlib.sha256(told.encode()).hexdigest()
