"""Our exchange format, writing: the rows of an article to one record, and records to text.

Every status and source is written out, so that nobody has to know what is meant where they are left out. The order is
fixed: by start, the longer first, then id; arguments and relations in the order they were made, those to other articles
last, as they are written last when they are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from db.bundle import ArticleBundle
from db.formats.annotations import PLAIN_ATTRIBUTES
from db.formats.article_json import RESERVED
from db.formats.schema import FORMAT, VERSION
from db.queries import Written
from db.rows import DEFAULT_LAYER, Argument, Article, Cluster, Mention, Region, Relation, Tie

_encode = json.JSONEncoder(ensure_ascii=False).encode
_BREAKS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\u0085": "\\u0085"}
"""Line breaks for some readers of ``.jsonl``, which JSON itself allows inside strings."""

_ITEM_LISTS = ("entities", "events", "relations")
OWN_ID_DIGITS = 12


def to_record(bundle: ArticleBundle) -> dict[str, Any]:
    """The record of an article. ``bundle.clusters`` has to hold every cluster its mentions are in.

    ``bundle.outside`` has to name every end of a relation or tie that is not in the bundle.
    """
    writer = _Writer(bundle)
    article = bundle.article
    extra: dict[str, Any] = json.loads(article.extra)
    rest: dict[str, Any] = extra.pop(RESERVED, {})
    record: dict[str, Any] = {"format": FORMAT, "version": VERSION, "id": article.ref, "language": article.language}
    if "model" in rest:
        record["model"] = rest.pop("model")
    record |= {"state": article.state, "cluster_scope": writer.scope, "text": bundle.text}
    record["meta"] = _meta(article, extra, bundle.regions)
    told = writer.told_clusters()
    if told:
        record["clusters"] = told
    record["entities"] = [writer.entity(item) for item in writer.ordered if item.kind == "entity"]
    record["events"] = [writer.event(item) for item in writer.ordered if item.kind == "event"]
    inner_first = sorted(bundle.relations, key=lambda item: item.tail in bundle.outside)
    record["relations"] = [writer.relation(item) for item in inner_first]
    return record | rest


def export_ids(mentions: Iterable[Mention | Written]) -> dict[str, str]:
    """The id in files of each mention by row id: its ``ref``, or ``~`` and the head of its row id.

    Unique for each kind in each layer: of mentions with the same ``ref`` (halves of one that was split) the first in
    the text keeps it.
    """
    out: dict[str, str] = {}
    taken: set[tuple[str, str, str]] = set()
    for mention in sorted(mentions, key=lambda item: (item.start, -item.end, item.id)):
        ref, digits = mention.ref, OWN_ID_DIGITS
        while ref is None or (mention.kind, mention.layer, ref) in taken:
            ref, digits = f"~{mention.id[:digits]}", digits + 4
        taken.add((mention.kind, mention.layer, ref))
        out[mention.id] = ref
    return out


def _meta(article: Article, extra: Mapping[str, Any], regions: Iterable[Region]) -> dict[str, Any]:
    meta = {"title": article.title, "source": article.source, "published": article.published, **extra}
    found = sorted(regions, key=lambda item: (item.start, item.end, item.kind))
    if found:
        meta["regions"] = [
            {"start": item.start, "end": item.end, "kind": item.kind}
            | ({"reference_date": item.reference_date} if item.reference_date is not None else {})
            for item in found
        ]
    return meta


def _layer(row: Mention | Relation | Cluster) -> dict[str, str]:
    return {"layer": row.layer} if row.layer != DEFAULT_LAYER else {}


def _standing(row: Mention | Argument | Relation) -> dict[str, Any]:
    score = {} if row.score is None else {"score": row.score}
    return {**score, "status": row.status, "source": row.source}


class _Writer:
    """What all items of one record share: the text, the ids in files, the clusters."""

    def __init__(self, bundle: ArticleBundle) -> None:
        self._text = bundle.text
        self._clusters = {cluster.id: cluster for cluster in bundle.clusters}
        self.ids = export_ids(bundle.mentions)
        self.ordered = sorted(bundle.mentions, key=self._place)
        self._kinds = {item.id: item.kind for item in self.ordered}
        self._ref = bundle.article.ref
        self._outside = bundle.outside
        self._ties: dict[str, list[Tie]] = {}
        for tie in bundle.ties:
            self._ties.setdefault(tie.one, []).append(tie)
        self._arguments: dict[str, list[Argument]] = {}
        for argument in bundle.arguments:
            self._arguments.setdefault(argument.event, []).append(argument)
        used = [self._clusters[cluster] for cluster in {item.cluster for item in self.ordered} if cluster is not None]
        self.scope = "article" if used and all(cluster.scope for cluster in used) else "corpus"

    def _place(self, row: Mention) -> tuple[int, int, int, str]:
        ref = self.ids[row.id]
        return row.start, -row.end, len(ref), ref

    def told_clusters(self) -> dict[str, list[dict[str, Any]]]:
        """What is known of the clusters in use, in the order of their first mentions."""
        out: dict[str, list[dict[str, Any]]] = {}
        for cluster_id in dict.fromkeys(item.cluster for item in self.ordered if item.cluster is not None):
            cluster = self._clusters[cluster_id]
            item: dict[str, Any] = {"id": cluster.ref, "name": cluster.name, "source": cluster.source}
            item |= {name: value for name in ("label", "external", "note") if (value := getattr(cluster, name))}
            if cluster.aliases:
                item["aliases"] = list(cluster.aliases)
            item |= self._scope(cluster) | _layer(cluster)
            owners = [self._other(tie, mention="id", cluster="id") for tie in self._ties.get(cluster.id, ())]
            if owners:
                item["belongs_to"] = sorted(owners, key=_encode)
            out.setdefault("entities" if cluster.kind == "entity" else "events", []).append(item)
        return out

    def entity(self, row: Mention) -> dict[str, Any]:
        """An entity mention."""
        link = self._clusters[row.cluster].ref if row.cluster is not None else None
        item: dict[str, Any] = {"id": self.ids[row.id], **self._span(row), "label": row.label, "entity": link}
        if row.attributes:
            item["attributes"] = dict(row.attributes)
        return item | self._tail(row)

    def event(self, row: Mention) -> dict[str, Any]:
        """An event mention with its arguments."""
        plain = {name: value for name, value in row.attributes if name in PLAIN_ATTRIBUTES}
        other = {name: value for name, value in row.attributes if name not in PLAIN_ATTRIBUTES}
        item: dict[str, Any] = {"id": self.ids[row.id], "type": row.label, "trigger": self._span(row)}
        item["arguments"] = [self._argument(each) for each in self._arguments.get(row.id, ())]
        item |= plain
        if other:
            item["attributes"] = other
        item["cluster"] = self._clusters[row.cluster].ref if row.cluster is not None else None
        return item | self._tail(row)

    def relation(self, row: Relation) -> dict[str, Any]:
        """A link from an event of the article to another, or to one of another article."""
        item: dict[str, Any] = {"from": self.ids[row.head]}
        if row.tail in self._outside:
            named = self._outside[row.tail]
            item |= {"to": named.id, "to_article": named.article}
        else:
            item["to"] = self.ids[row.tail]
        return item | {"type": row.type, **_standing(row), **_layer(row)}

    def _other(self, tie: Tie, *, mention: str, cluster: str) -> dict[str, Any]:
        """The other end of a tie under the field for a mention's or a cluster's id, with the article that holds it."""
        named = self._outside.get(tie.other)
        if named is None and tie.other in self.ids:
            item = {mention: self.ids[tie.other]}
        elif named is None:
            row = self._clusters[tie.other]
            item = {cluster: row.ref} | ({"article": self._ref} if row.scope else {})
        else:
            item = {mention if named.what == "mention" else cluster: named.id}
            item |= {"article": named.article} if named.article is not None else {}
        return item | {"source": tie.source}

    def _argument(self, row: Argument) -> dict[str, Any]:
        return {"role": row.role, f"{self._kinds[row.filler]}_id": self.ids[row.filler], **_standing(row)}

    def _span(self, row: Mention) -> dict[str, Any]:
        span: dict[str, Any] = {"start": row.start, "end": row.end, "text": self._text[row.start : row.end]}
        if row.gaps:
            span["fragments"] = [list(fragment) for fragment in row.fragments]
        return span

    def _tail(self, row: Mention) -> dict[str, Any]:
        scope = self._scope(self._clusters[row.cluster]) if row.cluster is not None else {}
        note = {"note": row.note} if row.note else {}
        distinct = [self._other(tie, mention="mention", cluster="cluster") for tie in self._ties.get(row.id, ())]
        said = {"distinct": sorted(distinct, key=_encode)} if distinct else {}
        return {**scope, **_standing(row), **note, **_layer(row), **said}

    def _scope(self, cluster: Cluster) -> dict[str, str]:
        own = "article" if cluster.scope else "corpus"
        return {"cluster_scope": own} if own != self.scope else {}


def to_line(record: Mapping[str, Any]) -> str:
    """A record as one line of a ``.jsonl``, with its line end."""
    return _unbroken(_encode(record)) + "\n"


def to_text(record: Mapping[str, Any]) -> str:
    """A record as a ``.json`` to be read by people and diffed: a line for each field and each annotation."""
    fields = []
    for name, value in record.items():
        if name in _ITEM_LISTS and value:
            items = ",\n".join(f"  {_encode(item)}" for item in value)
            fields.append(f" {_encode(name)}: [\n{items}\n ]")
        else:
            fields.append(f" {_encode(name)}: {_encode(value)}")
    return _unbroken("{\n" + ",\n".join(fields) + "\n}\n")


def _unbroken(text: str) -> str:
    """JSON with rare line breaks escaped (``replace`` is some hundred times faster than ``translate``)."""
    for char, escaped in _BREAKS.items():
        text = text.replace(char, escaped)
    return text
