"""The spellings of the corpus' clusters, gathered once an article and kept until that article changes."""

from __future__ import annotations

from db.arabic import fold_key
from db.rows import ChangeSet, Kind, Mention
from desktop.session import Session
from desktop.suggest.clusters import Entry

ARTICLES_AT_MOST = 300
"""In a corpus with more articles only names, and the open article's own spellings, are compared."""


class ClusterIndex:
    """Answers ``entries`` for one session. Tell it of changes and imports."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._surfaces: dict[str, dict[str, set[str]]] = {}

    def changed(self, changes: ChangeSet) -> None:
        """Forget the articles whose mentions a change set touches."""
        for change in changes.changes:
            if isinstance(change.row, Mention):
                self._surfaces.pop(change.row.article, None)

    def forget(self) -> None:
        """Forget everything: articles came in."""
        self._surfaces.clear()

    def entries(self, kind: Kind) -> list[Entry]:
        """All clusters of a kind with their spellings; upstream chains of the open article are among them."""
        gathered = self._gathered()
        entries = []
        for line in self._session.store.all_clusters(kind, layer=self._session.layer):
            surfaces = {fold_key(line.cluster.name)}
            for article in gathered:
                surfaces |= article.get(line.cluster.id, set())
            entries.append(
                Entry(line.cluster, frozenset(surfaces), mentions=line.mentions, articles=line.articles)
            )
        return entries

    def _gathered(self) -> list[dict[str, set[str]]]:
        ids = self._session.store.article_ids()
        if len(ids) > ARTICLES_AT_MOST:
            ids = [self._session.article.row.id] if self._session.article else []
        for article_id in ids:
            if article_id not in self._surfaces:
                self._surfaces[article_id] = self._read(article_id)
        return [self._surfaces[article_id] for article_id in ids]

    def _read(self, article_id: str) -> dict[str, set[str]]:
        store = self._session.store
        text = store.text(article_id)
        found: dict[str, set[str]] = {}
        for mention in store.mentions(article_id, layer=self._session.layer):
            if mention.cluster is not None and mention.status != "rejected":
                found.setdefault(mention.cluster, set()).add(fold_key(text[mention.start : mention.end]))
        return found
