"""Relations and ties between articles of an import: held back until every article is read, their ends found by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from db.bundle import ArticleBundle, Named
from db.formats.article_write import export_ids
from db.rows import Relation, Tie, TieKind
from db.store import Store


class Ends:
    """Looks for rows by their names: at once in the corpus, then in each article that is imported.

    ``found`` holds their row ids; memory grows with what is looked for, and not with the articles.
    """

    def __init__(self, store: Store, names: Iterable[Named]) -> None:
        self.found: dict[Named, str] = {}
        self.missing: set[Named] = set(names)
        self.inside: dict[str, str | None] = {}
        """The clusters of the mentions found, by row id."""
        self._store = store
        self._articles = {name.article for name in self.missing}
        by_article: dict[str | None, set[Named]] = defaultdict(set)
        for name in self.missing:
            by_article[name.article].add(name)
        for article, wanted in by_article.items():
            self._look_in_corpus(article, wanted)

    def _look_in_corpus(self, article: str | None, wanted: set[Named]) -> None:
        row = self._store.find_article(article) if article is not None else None
        if article is not None and row is None:
            return
        for name in wanted:
            if name.what == "cluster":
                scope = row.id if row is not None else ""
                found = self._store.find_cluster(name.kind, name.id, layer=name.layer, scope=scope)
                if found is not None:
                    self._note(name, found.id)
        if row is not None and any(name.what == "mention" for name in wanted):
            mentions = self._store.written(row.id)
            ids = export_ids(mentions)
            for mention in mentions:
                name = Named("mention", mention.kind, mention.layer, ids[mention.id], article)
                if self._note(name, mention.id):
                    known = self._store.mention(mention.id)
                    self.inside[mention.id] = known.cluster if known is not None else None

    def learn(self, bundle: ArticleBundle) -> None:
        """Look in an article that is imported."""
        ref = bundle.article.ref
        for cluster in bundle.clusters:
            article = ref if cluster.scope else None
            if article in self._articles:
                self._note(Named("cluster", cluster.kind, cluster.layer, cluster.ref, article), cluster.id)
        if ref in self._articles:
            ids = export_ids(bundle.mentions)
            for mention in bundle.mentions:
                if self._note(Named("mention", mention.kind, mention.layer, ids[mention.id], ref), mention.id):
                    self.inside[mention.id] = mention.cluster

    def _note(self, name: Named, row_id: str) -> bool:
        wanted = name in self.missing
        if wanted:
            self.missing.discard(name)
            self.found[name] = row_id
        return wanted


class Joins:
    """Takes out of each article what may lead to another, and gives it once all have been written."""

    def __init__(self, store: Store, ends: Ends) -> None:
        self._store = store
        self._ends = ends
        self._relations: list[tuple[Relation, Named]] = []
        self._ties: dict[tuple[TieKind, str, str | Named], Tie] = {}
        self._inside: dict[str, str | None] = {}
        """The clusters of mentions at the ends of ties."""

    def hold_back(self, bundle: ArticleBundle) -> ArticleBundle:
        """The article without relations to others and without the ties that others may say, or hold an end of.

        That a mention is not the same as what it is in one cluster with is left out.
        """
        self._ends.learn(bundle)
        outside = bundle.outside
        self._relations += [(item, outside[item.tail]) for item in bundle.relations if item.tail in outside]
        relations = tuple(item for item in bundle.relations if item.tail not in outside)
        own = {mention.id for mention in bundle.mentions} | {each.id for each in bundle.clusters if each.scope}
        held = {end for tie in bundle.ties for end in (tie.one, tie.other)}
        self._inside |= {mention.id: mention.cluster for mention in bundle.mentions if mention.id in held}
        said = [tie for tie in bundle.ties if not self._together(tie, tie.other)]
        ties = tuple(tie for tie in said if tie.one in own and tie.other not in outside)
        for tie in said:
            if tie.one not in own or tie.other in outside:
                self._ties.setdefault((tie.kind, tie.one, outside.get(tie.other, tie.other)), tie)
        return replace(bundle, relations=relations, ties=ties, outside={})

    def rows(self) -> Iterator[Relation | Tie]:
        """What was held back, with its ends; what has none, or says what the corpus knows already, is left out."""
        for relation, name in self._relations:
            if name in self._ends.found:
                yield replace(relation, tail=self._ends.found[name])
        layers = {tie.layer for tie in self._ties.values()}
        known = {(tie.kind, tie.one, tie.other) for layer in layers for tie in self._store.ties(layer=layer)}
        for (_kind, _one, end), tie in self._ties.items():
            other = self._ends.found.get(end) if isinstance(end, Named) else end
            if other is None or other == tie.one or self._together(tie, other):
                continue
            if (tie.kind, tie.one, other) not in known:
                known.add((tie.kind, tie.one, other))
                yield replace(tie, other=other)

    def _together(self, tie: Tie, other: str) -> bool:
        """Is it a «not the same» of a mention whose cluster is, or holds, the other end?"""
        cluster = self._inside.get(tie.one) if tie.kind == "distinct" else None
        return cluster is not None and cluster in (other, self._ends.inside.get(other, self._inside.get(other)))
