"""Our exchange format, reading: one raw record to rows, with every problem named by file, record and field.

The text is never altered, and no mention is moved to where it would fit. What a faulty item takes with it when faulty
items are skipped (the arguments and relations that need it) is told as a warning.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.bundle import ArticleBundle
from db.formats import structure
from db.formats.annotations import AnnotationReader
from db.formats.json_files import RawRecord, record_name
from db.formats.problems import Level, Problem, field_path
from db.formats.structure import Location
from db.formats.vocabulary import Vocabulary
from db.rows import Article, Region

RESERVED = "$record"
"""Where ``Article.extra`` keeps the record's own fields beyond the format's, among those of its ``meta``."""

TITLE = 200
"""Code points of a title that is taken from the text."""

DEEPEST = 50
"""How deep a field that is kept as it is may nest."""

_TOP = frozenset(
    ("format", "version", "id", "language", "state", "cluster_scope", "text", "meta", "clusters", "entities", "events",
     "relations")
)  # fmt: skip
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(slots=True)
class ParsedRecord:
    """One record as rows, and everything there is to say about it."""

    file: str
    name: str
    """The article's id, or ``#n`` when it has none."""
    bundle: ArticleBundle | None = None
    """What can be imported once the faulty items are skipped; None: the record as a whole is unusable."""
    problems: list[Problem] = field(default_factory=list)
    """Of all levels, in the order of the file."""

    @property
    def faulty(self) -> bool:
        """Whether anything has to be skipped."""
        return any(problem.level == "problem" for problem in self.problems)

    def say(
        self, where: Location, code: str, params: Mapping[str, object] | None = None, *, level: Level = "problem"
    ) -> None:
        """Note a problem of this record."""
        self.problems.append(Problem(self.file, self.name, field_path(where), code, params or {}, level))


def parse_record(raw: RawRecord, vocabulary: Vocabulary) -> ParsedRecord:
    """The rows of one raw record under a corpus' label set. Never raises for what is in the record."""
    out = ParsedRecord(raw.file, record_name(raw.value, raw.place))
    value = raw.value
    if not isinstance(value, dict):
        out.say((), "not_object")
        return out
    try:
        if any(_too_deep(item) for key, item in value.items() if key == "meta" or key not in _TOP):
            raise RecursionError
        _parse(value, vocabulary, out)
    except RecursionError:
        out.bundle = None
        out.say((), "too_deep")
    return out


def _parse(value: dict[str, Any], vocabulary: Vocabulary, out: ParsedRecord) -> None:
    lost: set[Location] = set()
    found = structure.faults(value)
    for where, code, params in found:
        out.say(where, code, params)
        lost.add(structure.unit(where))
    _tell_quotes_only(value, sum(code == "missing_offset" for _, code, _ in found), out)
    if ("meta",) not in lost and RESERVED in value.get("meta", {}):
        out.say(("meta", RESERVED), "reserved_field", {"name": RESERVED})
        lost.add(("meta", RESERVED))
    if not any(len(where) == 1 for where in lost):
        out.bundle = _bundle(value, lost, out, vocabulary)


def _too_deep(value: object, left: int = DEEPEST) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    items = value.values() if isinstance(value, dict) else value
    return left == 0 or any(_too_deep(item, left - 1) for item in items)


def _tell_quotes_only(value: dict[str, Any], missing: int, out: ParsedRecord) -> None:
    """Say so when no mention at all has offsets."""
    lists = (value.get("entities"), value.get("events"))
    total = sum(len(items) for items in lists if isinstance(items, list))
    if missing and missing == total:
        out.say((), "quotes_only", {"count": total}, level="hint")


def _bundle(value: dict[str, Any], lost: set[Location], out: ParsedRecord, vocabulary: Vocabulary) -> ArticleBundle:
    text: str = value["text"]
    meta = {key: item for key, item in value.get("meta", {}).items() if ("meta", key) not in lost}
    article = _article(value, meta, out)
    regions = tuple(_regions(article, value, lost, out))
    reader = AnnotationReader(value, article, lost=lost, vocabulary=vocabulary, say=out.say)
    reader.read()
    return ArticleBundle(
        article=article, text=text, regions=regions, clusters=reader.clusters,
        mentions=tuple(reader.mentions), arguments=tuple(reader.arguments), relations=tuple(reader.relations),
        ties=tuple(reader.ties), outside=reader.names.found,
    )  # fmt: skip


def _article(value: dict[str, Any], meta: dict[str, Any], out: ParsedRecord) -> Article:
    text = value["text"]
    published = meta.get("published")
    if published is not None and not is_date(published):
        out.say(("meta", "published"), "bad_date", {"found": published})
        published = None
    extra = {key: item for key, item in meta.items() if key not in ("title", "source", "published", "regions")}
    rest = {key: item for key, item in value.items() if key not in _TOP}
    if rest:
        extra[RESERVED] = rest
    return Article(
        ref=value["id"], title=meta.get("title") or first_line(text), position=0, length=len(text),
        sha256=hashlib.sha256(text.encode()).hexdigest(), record_sha256=canonical_hash(value),
        source=meta.get("source"), published=published, language=value.get("language", "ar"),
        state=value.get("state", "new"), extra=json.dumps(extra, ensure_ascii=False),
    )  # fmt: skip


def _regions(article: Article, value: dict[str, Any], lost: set[Location], out: ParsedRecord) -> list[Region]:
    found = []
    if ("meta", "regions") in lost:
        return []
    for index, item in enumerate(value.get("meta", {}).get("regions", [])):
        where: Location = ("meta", "regions", index)
        if where in lost:
            continue
        start, end, day = item["start"], item["end"], item.get("reference_date")
        for name in structure.unknown_fields("regions", item):
            out.say((*where, name), "unknown_field", {"name": name}, level="warning")
        if end <= start:
            out.say((*where, "end"), "empty_span", {"start": start, "end": end})
        elif end > article.length:
            out.say((*where, "end"), "outside_text", {"end": end, "length": article.length})
        elif day is not None and not is_date(day):
            out.say((*where, "reference_date"), "bad_date", {"found": day})
        else:
            found.append(Region(article.id, start=start, end=end, kind=item["kind"], reference_date=day))
    return found


def is_date(text: str) -> bool:
    """Whether a text is an ISO date as far as known: ``2024``, ``2024-06`` or ``2024-06-19``, and a day that exists."""
    if not _DATE.fullmatch(text) or not text.isascii():
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def first_line(text: str) -> str:
    """The first line with anything in it, short enough for a title."""
    line = next((line.strip() for line in re.split("[\r\n]+", text) if line.strip()), "")
    return line if len(line) <= TITLE else line[: TITLE - 1] + "…"


def canonical_hash(value: object) -> str:
    """SHA-256 of a JSON value whatever the order of its fields and the blanks between them."""
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
