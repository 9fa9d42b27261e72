"""The clusters of one record: which row a mention's ``entity`` or ``cluster`` id means, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from db.aliases import joined, tidy
from db.formats.problems import clip
from db.formats.structure import Location, Say, unknown_fields
from db.naming import usual_name
from db.rows import DEFAULT_LAYER, Article, Cluster, Kind, Mention

Key = tuple[Kind, str, str, str]
"""kind, layer, scope (an article's row id, or empty), ref: an entity and an event may share an id."""

_LISTS: dict[Kind, str] = {"entity": "entities", "event": "events"}
_LINKS: dict[Kind, str] = {"entity": "entity", "event": "cluster"}


class ClusterDesk:
    """Makes one cluster row for each id in use; ``found`` holds them in the order of first use."""

    def __init__(
        self, record: Mapping[str, Any], article: Article, *, model: str | None, lost: set[Location], say: Say
    ) -> None:
        self.found: dict[Key, Cluster] = {}
        self._article = article
        self._model = model
        self._say = say
        self._lost = lost
        self._scope: str = record.get("cluster_scope", "article" if model else "corpus")
        self._nameless: set[Key] = set()
        """Those of ``found`` whose name is nobody's choice."""
        self._told: dict[Key, tuple[Location, dict[str, Any]]] = {}
        for kind, name in _LISTS.items():
            for index, item in enumerate(record.get("clusters", {}).get(name, [])):
                where: Location = ("clusters", name, index)
                if where not in lost and where[:2] not in lost:
                    self._take(kind, where, item)

    def _take(self, kind: Kind, where: Location, item: dict[str, Any]) -> None:
        for name in unknown_fields("clusters", item):
            self._say((*where, name), "unknown_field", {"name": name}, level="warning")
        key = self._key(kind, item, layer=item.get("layer", DEFAULT_LAYER), ref=item["id"])
        if key in self._told:
            self._say((*where, "id"), "id_twice", {"id": item["id"]})
        else:
            self._told[key] = (where, item)

    def _key(self, kind: Kind, item: Mapping[str, Any], *, layer: str, ref: str) -> Key:
        scope = item.get("cluster_scope", self._scope)
        return kind, layer, self._article.id if scope == "article" else "", ref

    def link(self, kind: Kind, where: Location, item: Mapping[str, Any], *, layer: str, name: str) -> str | None:
        """The row id of the cluster a mention names, made if need be and called ``name`` if nothing else is told."""
        ref = item.get(_LINKS[kind])
        if ref in (None, "", "-"):
            return None
        key = self._key(kind, item, layer=layer, ref=ref)
        cluster = self.found.get(key)
        if cluster is None:
            place, told = self._told.get(key, ((), {}))
            name = told.get("name") or clip(name)
            cluster = Cluster(
                kind=kind, ref=ref, name=name, scope=key[2], label=told.get("label"),
                external=told.get("external"), source=told.get("source") or self._model or "human",
                note=told.get("note", ""), aliases=self._aliases(place, told, name=name), layer=layer,
            )  # fmt: skip
            self.found[key] = cluster
            if not told.get("name"):
                self._nameless.add(key)
            if ("event" if kind == "entity" else "entity", *key[1:]) in self.found:
                self._say((*where, _LINKS[kind]), "cluster_kind", {"id": ref}, level="warning")
        return cluster.id

    def _aliases(self, place: Location, told: Mapping[str, Any], *, name: str) -> tuple[str, ...]:
        """The other names of a cluster called ``name``; that one is blank or says what another says is told."""
        kept: tuple[str, ...] = ()
        for index, alias in enumerate(told.get("aliases", ())):
            where: Location = (*place, "aliases", index)
            if where in self._lost:
                continue
            more = joined(name, kept, (alias,))
            if len(more) == len(kept):
                self._say(where, "alias_twice", {"name": clip(tidy(alias))}, level="warning")
            kept = more
        return kept

    def name_by(self, mentions: Iterable[Mention], text: str) -> None:
        """Name those that nothing names by their mentions: as those of the usual label are mostly written."""
        said: dict[str, list[tuple[str, str]]] = {self.found[key].id: [] for key in self._nameless}
        for mention in mentions:
            if mention.cluster in said:
                said[mention.cluster].append((mention.label, text[mention.start : mention.end]))
        for key in self._nameless:
            cluster = self.found[key]
            name = clip(usual_name(said[cluster.id])) or cluster.name
            if name != cluster.name:
                self.found[key] = replace(cluster, name=name, aliases=joined(name, cluster.aliases))

    def row(self, kind: Kind, *, layer: str, ref: str, own: bool) -> Cluster | None:
        """The cluster with an id that mentions are in, if there is one; ``own``: a chain of this article alone."""
        return self.found.get((kind, layer, self._article.id if own else "", ref))

    def told(self) -> Iterator[tuple[Location, dict[str, Any], Cluster]]:
        """What is told of clusters that mentions are in."""
        for key, (where, item) in self._told.items():
            if key in self.found:
                yield where, item, self.found[key]

    def tell_unused(self) -> None:
        """Warn of clusters that are told of but have no mention: they are left out."""
        for key, (where, item) in self._told.items():
            if key not in self.found:
                self._say(where, "cluster_unused", {"id": item["id"]}, level="warning")
