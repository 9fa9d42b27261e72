"""What joins a record to others: names of rows it does not hold, pairs said not to be the same, who belongs to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from db.bundle import Named
from db.formats.clusters_json import ClusterDesk
from db.formats.problems import field_path
from db.formats.structure import Location, Say, unknown_fields
from db.rows import Article, Kind, Mention, Tie, TieKind, new_id

Made = tuple[Location, dict[str, Any], Mention]
"""Where a mention stood in the record, as what, and the row that was made of it."""
End = Callable[[Location, Kind, str, str], Mention | None]
"""(where it is named, kind, layer, id) to a mention of the record; None, with the reason told, where there is none."""


class Names:
    """Made-up row ids for what is named and is not in the record; the same name has the same one."""

    def __init__(self) -> None:
        self.found: dict[str, Named] = {}
        self._ids: dict[Named, str] = {}

    def id(self, named: Named) -> str:
        """The row id that stands for a name."""
        if named not in self._ids:
            self._ids[named] = new_id()
            self.found[self._ids[named]] = named
        return self._ids[named]


class TieReader:
    """Reads ``distinct`` of mentions and ``belongs_to`` of clusters. ``used``: clusters that mentions are in."""

    def __init__(
        self, desk: ClusterDesk, article: Article, *, used: set[str], names: Names, lost: set[Location], say: Say
    ) -> None:
        self._desk = desk
        self._article = article
        self._used = used
        self._names = names
        self._lost = lost
        self._say = say
        self._found: dict[tuple[TieKind, str, str], Tie] = {}

    def read(self, made: Iterable[Made], end: End, *, source: str) -> list[Tie]:
        """All ties of the record; ``source`` is whose they are where that is not told."""
        made = list(made)
        inside = {mention.id: mention.cluster for _place, _value, mention in made}
        for place, value, mention in made:
            for index, item in enumerate(value.get("distinct", ())):
                where: Location = (*place, "distinct", index)
                if where in self._lost:
                    continue
                other = self._not_this(where, item, mention, end)
                if other is not None and other != mention.id and mention.cluster in {other, inside.get(other)} - {None}:
                    self._say(where, "distinct_together", level="warning")
                self._take("distinct", where, item, one=mention.id, other=other, layer=mention.layer, source=source)
        for place, value, cluster in self._desk.told():
            if cluster.kind != "entity" and "belongs_to" in value:
                self._say((*place, "belongs_to"), "unknown_field", {"name": "belongs_to"}, level="warning")
            elif cluster.id in self._used:
                for index, item in enumerate(value.get("belongs_to", ())):
                    where = (*place, "belongs_to", index)
                    if where not in self._lost:
                        other = self._cluster((*where, "id"), "entity", cluster.layer, item["id"], item.get("article"))
                        self._take(
                            "affiliated", where, item, one=cluster.id, other=other, layer=cluster.layer, source=source
                        )
        return list(self._found.values())

    def _take(
        self, kind: TieKind, where: Location, item: dict[str, Any], *, one: str, other: str | None, layer: str,
        source: str,
    ) -> None:  # fmt: skip
        for name in unknown_fields("distinct" if kind == "distinct" else "belongs_to", item):
            self._say((*where, name), "unknown_field", {"name": name}, level="warning")
        if other is None:
            return
        if other == one:
            self._say(where, "own_end", {"id": item.get("id") or item.get("mention")})
        elif (kind, one, other) in self._found:
            self._say(where, "said_twice", level="warning")
        else:
            said = Tie(kind, one, other, source=item.get("source", source), layer=layer)
            self._found[kind, one, other] = said

    def _not_this(self, where: Location, item: dict[str, Any], mention: Mention, end: End) -> str | None:
        """The row id of what a mention was said not to be; one made up for what is not in the record."""
        kind, layer, article = mention.kind, mention.layer, item.get("article")
        if ("cluster" in item) == ("mention" in item):
            self._say(where, "distinct_end")
            return None
        if "cluster" in item:
            return self._cluster((*where, "cluster"), kind, layer, item["cluster"], article)
        place = (*where, "mention")
        if article in (None, self._article.ref):
            found = end(place, kind, layer, item["mention"])
            return found.id if found is not None else None
        return self._names.id(Named("mention", kind, layer, item["mention"], article, field_path(place)))

    def _cluster(self, where: Location, kind: Kind, layer: str, ref: str, article: str | None) -> str:
        own = self._article.ref == article
        found = self._desk.row(kind, layer=layer, ref=ref, own=own) if own or article is None else None
        if found is not None and found.id in self._used:
            return found.id
        return self._names.id(Named("cluster", kind, layer, ref, article, field_path(where)))
