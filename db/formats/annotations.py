"""The annotations of one record as rows: entities, events, arguments, relations, clusters, and what is wrong there."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, TypedDict

from db.bundle import Named
from db.formats.clusters_json import ClusterDesk
from db.formats.joins_json import Names, TieReader
from db.formats.problems import clip, field_path
from db.formats.readings import Quoted, other_reading
from db.formats.structure import Location, Say, unknown_fields
from db.formats.vocabulary import Vocabulary
from db.rows import DEFAULT_LAYER, Argument, Article, Cluster, Kind, Mention, Relation, Span, Status, Tie

PLAIN_ATTRIBUTES = ("polarity", "modality", "tense")
"""Attributes that the format writes as fields of the event itself."""

_LISTS: dict[Kind, str] = {"entity": "entities", "event": "events"}
_ENDS: tuple[tuple[str, Kind], ...] = (("entity_id", "entity"), ("event_id", "event"))


class _Standing(TypedDict):
    status: Status
    source: str
    score: float | None


class AnnotationReader:
    """Reads one record; afterwards ``mentions``, ``arguments``, ``relations``, ``ties``, ... hold what is sound."""

    def __init__(
        self, record: dict[str, Any], article: Article, *, lost: set[Location], vocabulary: Vocabulary, say: Say
    ) -> None:
        self.mentions: list[Mention] = []
        self.arguments: list[Argument] = []
        self.relations: list[Relation] = []
        self.ties: list[Tie] = []
        self.names = Names()
        """What is named and is not in this record."""
        self._record = record
        self._article = article
        self._text: str = record["text"]
        self._lost = lost
        self._vocabulary = vocabulary
        self._say = say
        self._model: str | None = record.get("model")
        self._desk = ClusterDesk(record, article, model=self._model, lost=lost, say=say)
        self._known: dict[tuple[Kind, str, str], Mention | None] = {}
        """(kind, layer, id) to the mention, None where it had to be skipped."""
        self._made: list[tuple[Location, dict[str, Any], Mention]] = []

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """The clusters that mentions point to."""
        used = {mention.cluster for mention in self.mentions}
        return tuple(cluster for cluster in self._desk.found.values() if cluster.id in used)

    def read(self) -> None:
        """Read everything: mentions first, then what joins them."""
        events: list[tuple[int, dict[str, Any], Mention | None]] = []
        mismatched = self._read_list("entity", events) + self._read_list("event", events)
        if mismatched:
            self._hint()
        for index, item, event in events:
            self._read_arguments(index, item, event)
        for index, item in enumerate(self._record.get("relations", [])):
            if ("relations", index) not in self._lost:
                self._read_relation(("relations", index), item)
        self._desk.tell_unused()
        self._desk.name_by(self.mentions, self._text)
        used = {cluster.id for cluster in self.clusters}
        reader = TieReader(self._desk, self._article, used=used, names=self.names, lost=self._lost, say=self._say)
        self.ties = reader.read(self._made, self._end, source=self._model or "human")

    def _read_list(self, kind: Kind, events: list[tuple[int, dict[str, Any], Mention | None]]) -> int:
        """Read the mentions of one kind; returns how many do not fit the text."""
        name, misfits, unquoted = _LISTS[kind], 0, 0
        for index, item in enumerate(self._record.get(name, [])):
            where: Location = (name, index)
            mention = None
            if where not in self._lost:
                mention, fits = self._mention(kind, where, item)
                misfits += not fits
                unquoted += _span_of(kind, item).get("text") is None
            mention = self._remember(kind, where, item, mention)
            if kind == "event" and isinstance(item, dict):
                events.append((index, item, mention))
        if unquoted:
            self._say((name,), "unquoted", {"count": unquoted}, level="warning")
        return misfits

    def _remember(self, kind: Kind, where: Location, item: object, mention: Mention | None) -> Mention | None:
        """Note the mention under its id, or that there is none under it; gives it back unless its id is taken."""
        ref = item.get("id") if isinstance(item, dict) else None
        if isinstance(item, dict) and isinstance(ref, str) and ref not in ("", "-"):
            key = (kind, str(item.get("layer", DEFAULT_LAYER)), ref)
            if self._known.get(key) is not None and mention is not None:
                self._say((*where, "id"), "id_twice", {"id": ref})
                return None
            if mention is not None or key not in self._known:
                self._known[key] = mention
        if mention is not None and isinstance(item, dict):
            self.mentions.append(mention)
            self._made.append((where, item, mention))
        return mention

    def _mention(self, kind: Kind, where: Location, item: dict[str, Any]) -> tuple[Mention | None, bool]:
        """The mention, or None when something is wrong with it; and whether its span fits the text."""
        inside = (*where, "trigger") if kind == "event" else where
        span = _span_of(kind, item)
        for name in unknown_fields(_LISTS[kind], item):
            self._say((*where, name), "unknown_field", {"name": name}, level="warning")
        if kind == "event":
            for name in unknown_fields("trigger", span):
                self._say((*inside, name), "unknown_field", {"name": name}, level="warning")
        fits = self._fits(inside, span)
        gaps = self._gaps(inside, span)
        label_field = "type" if kind == "event" else "label"
        label: str = item[label_field]
        wrong = self._vocabulary.label(kind, label)
        if wrong:
            self._say((*where, label_field), *wrong)
        attributes = self._attributes(kind, where, item)
        if not fits or gaps is None or wrong or attributes is None:
            return None, fits
        ref = item.get("id")
        layer = item.get("layer", DEFAULT_LAYER)
        start, end = span["start"], span["end"]
        return Mention(
            article=self._article.id, kind=kind, label=label, start=start, end=end, gaps=gaps,
            cluster=self._desk.link(kind, where, item, layer=layer, name=self._text[start:end]),
            attributes=attributes, ref=None if ref in (None, "", "-") else ref,
            note=item.get("note", ""), layer=layer, **self._standing(item),
        ), True  # fmt: skip

    def _fits(self, where: Location, span: dict[str, Any]) -> bool:
        """Whether a span lies in the text and covers what it quotes; else the fault is told."""
        start, end, quote = span["start"], span["end"], span.get("text")
        length = len(self._text)
        if end <= start:
            self._say((*where, "end"), "empty_span", {"start": start, "end": end})
        elif end > length:
            name = "end" if start < length else "start"
            self._say((*where, name), "outside_text", {"end": span[name], "length": length})
        elif quote is not None and self._text[start:end] != quote:
            params = {"start": start, "end": end, "expected": clip(quote), "found": clip(self._text[start:end])}
            self._say((*where, "text"), "text_mismatch", params)
        else:
            return True
        return False

    def _gaps(self, where: Location, span: dict[str, Any]) -> tuple[Span, ...] | None:
        """The holes between a span's fragments; None, with the fault told, where they make no sense."""
        fragments = span.get("fragments")
        if fragments is None:
            return ()
        edges = [edge for fragment in fragments for edge in fragment]
        rising = all(left < right for left, right in pairwise(edges))
        if not rising or edges[0] != span["start"] or edges[-1] != span["end"]:
            self._say((*where, "fragments"), "bad_fragments", {"start": span["start"], "end": span["end"]})
            return None
        inner = edges[1:-1]
        return tuple(zip(inner[::2], inner[1::2], strict=True))

    def _attributes(self, kind: Kind, where: Location, item: dict[str, Any]) -> tuple[tuple[str, str], ...] | None:
        given = dict(item.get("attributes", {}))
        places: dict[str, Location] = {code: (*where, "attributes", code) for code in given}
        if kind == "event":
            for code in PLAIN_ATTRIBUTES:
                if item.get(code) is not None:
                    given[code] = item[code]
                    places[code] = (*where, code)
        pairs = {code: value for code, value in given.items() if value is not None}
        wrong = list(self._vocabulary.attributes(pairs))
        for code, (problem, params) in wrong:
            self._say(places[code], problem, params)
        return None if wrong else tuple(sorted(pairs.items()))

    def _standing(self, item: dict[str, Any], *, inherited: float | None = None) -> _Standing:
        """Status, source and score: as told, else a suggestion where there is a model or a score."""
        score = item.get("score")
        scored = score is not None or inherited is not None
        status: Status = "suggested" if scored or self._model else "accepted"
        source = self._model or ("model" if scored else "human")
        return {
            "status": item.get("status", status), "source": item.get("source", source),
            "score": None if score is None else float(score),
        }  # fmt: skip

    def _read_arguments(self, number: int, item: dict[str, Any], event: Mention | None) -> None:
        items = item.get("arguments", [])
        if event is None:
            self._tell_left_out(number, items)
            return
        taken: set[tuple[str, str]] = set()
        for index, argument in enumerate(items):
            where: Location = ("events", number, "arguments", index)
            if where in self._lost:
                continue
            made = self._argument(where, argument, event, item.get("score"))
            if made is None:
                continue
            if (made.role, made.filler) in taken:
                self._say(where, "argument_twice", {"role": made.role})
                continue
            taken.add((made.role, made.filler))
            self.arguments.append(made)

    def _tell_left_out(self, number: int, items: object) -> None:
        """Say that a faulty event takes its arguments along; their roles are looked at all the same."""
        if not isinstance(items, list) or not items:
            return
        for index, item in enumerate(items):
            role = item.get("role") if isinstance(item, dict) else None
            wrong = self._vocabulary.role(role) if isinstance(role, str) and role else None
            if wrong:
                self._say(("events", number, "arguments", index, "role"), *wrong)
        self._say(("events", number, "arguments"), "left_out_with_event", {"count": len(items)}, level="warning")

    def _argument(
        self, where: Location, item: dict[str, Any], event: Mention, inherited: float | None
    ) -> Argument | None:
        for name in unknown_fields("arguments", item):
            self._say((*where, name), "unknown_field", {"name": name}, level="warning")
        wrong = self._vocabulary.role(item["role"])
        if wrong:
            self._say((*where, "role"), *wrong)
            return None
        ends = [(name, kind) for name, kind in _ENDS if name in item]
        if len(ends) != 1:
            self._say(where, "one_filler")
            return None
        name, kind = ends[0]
        filler = self._end((*where, name), kind, event.layer, item[name])
        if filler is None:
            return None
        if filler.id == event.id:
            self._say((*where, name), "own_end", {"id": item[name]})
            return None
        complaint = self._vocabulary.filler(event=event.label, role=item["role"], kind=kind, label=filler.label)
        if complaint:
            strict = self._vocabulary.strict
            self._say(where, *complaint, level="problem" if strict else "warning")
            if strict:
                return None
        return Argument(
            article=self._article.id, event=event.id, role=item["role"], filler=filler.id, layer=event.layer,
            **self._standing(item, inherited=inherited),
        )  # fmt: skip

    def _end(self, where: Location, kind: Kind, layer: str, ref: str) -> Mention | None:
        """The mention an id stands for; None, with the reason told, where there is none."""
        key = (kind, layer, ref)
        mention = self._known.get(key)
        if mention is None:
            if key in self._known:
                self._say(where, "left_out_with", {"id": ref}, level="warning")
            else:
                self._say(where, "no_such_entity" if kind == "entity" else "no_such_event", {"id": ref})
        return mention

    def _read_relation(self, where: Location, item: dict[str, Any]) -> None:
        layer = item.get("layer", DEFAULT_LAYER)
        for name in unknown_fields("relations", item):
            self._say((*where, name), "unknown_field", {"name": name}, level="warning")
        wrong = self._vocabulary.relation(item["type"])
        if wrong:
            self._say((*where, "type"), *wrong)
        head, tail = self._end((*where, "from"), "event", layer, item["from"]), self._tail(where, item, layer)
        if wrong or head is None or tail is None:
            return
        if head.id == tail:
            self._say((*where, "to"), "own_end", {"id": item["to"]})
            return
        standing = self._standing(item)
        self.relations.append(
            Relation(article=self._article.id, type=item["type"], head=head.id, tail=tail, layer=layer, **standing)
        )

    def _tail(self, where: Location, item: dict[str, Any], layer: str) -> str | None:
        """The row id of the event a relation leads to; one made up for an event of another article."""
        article = item.get("to_article", self._article.ref)
        if article == self._article.ref:
            found = self._end((*where, "to"), "event", layer, item["to"])
            return found.id if found is not None else None
        return self.names.id(Named("mention", "event", layer, item["to"], article, field_path((*where, "to"))))

    def _hint(self) -> None:
        """Say so when another way of counting explains the mismatches."""
        quoted: list[Quoted] = []
        for kind, name in _LISTS.items():
            for index, item in enumerate(self._record.get(name, [])):
                if (name, index) not in self._lost and (span := _span_of(kind, item)).get("text") is not None:
                    quoted.append((span["start"], span["end"], span["text"]))
        reading = other_reading(self._text, quoted)
        if reading:
            params = {"fits": reading.fits, "total": reading.total, "shift": reading.shift}
            self._say((), f"reading_{reading.code}", params, level="hint")


def _span_of(kind: Kind, item: dict[str, Any]) -> dict[str, Any]:
    span: dict[str, Any] = item["trigger"] if kind == "event" else item
    return span
