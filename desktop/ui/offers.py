"""The candidates for a link, ranked and worded: names, counts, reasons, the sentence with its parts.

The linking board shows them, the link palette shows them, and the key that links at once takes the first of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor

from db.arabic import sentences
from db.rows import Cluster, Mention
from desktop.article import OpenArticle
from desktop.date_wording import interval_words
from desktop.suggest.event_index import EventCandidate
from desktop.suggest.events import Reason
from desktop.suggest.index import ClusterIndex
from desktop.ui.context import Context

AT_MOST = 9
BEFORE, AFTER = 45, 110
"""Code points of a candidate's sentence shown before and after its mention, so that it is in sight on two lines."""
NAMED = 3
"""So many participants one chip names."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence to be shown up, in code points of the excerpt."""

    start: int
    end: int
    colour: QColor
    chief: bool
    """Is it the mention itself, not an argument of it?"""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence, or the part of it around a mention, on one line."""

    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One candidate as it is shown."""

    cluster: Cluster | None
    mention: Mention | None
    """The mention that is most like the one to be linked; with no ``cluster`` it is the candidate itself."""
    name: str
    spread: str
    score: float
    chips: tuple[tuple[str, bool], ...]
    """(text, does it speak against?)."""
    where: str
    excerpt: Excerpt | None
    sure: bool
    """Is there enough for it that one key may link to it unseen?"""

    @property
    def row(self) -> Cluster | Mention:
        """What would be linked to."""
        found = self.cluster or self.mention
        assert found is not None, "an offer of nothing"
        return found

    @property
    def target(self) -> str:
        """The id of what would be linked to."""
        return self.row.id


def better(shown: Sequence[Offer], ranked: Sequence[Offer]) -> int:
    """How many of the ``ranked`` candidates would stand above ones of those ``shown`` that have a lower score.

    Of the same score, as it is shown, neither is better.
    """
    place = {offer.target: at for at, offer in enumerate(ranked)}
    order = [offer.target for offer in shown]
    found = 0
    for rank, offer in enumerate(ranked):
        above = shown[: order.index(offer.target)] if offer.target in order else shown
        found += any(
            place.get(each.target, len(ranked)) > rank and figure(each.score) < figure(offer.score) for each in above
        )
    return found


def figure(score: float) -> int:
    """A score as it is shown."""
    return round(score * 100)


class Offers:
    """Asks the index for candidates and words them."""

    def __init__(self, context: Context, index: ClusterIndex) -> None:
        self._context = context
        self.index = index
        self._texts: dict[str, str] = {}

    def of(self, article: OpenArticle, mention: Mention, *, recent: tuple[str, ...] = ()) -> list[Offer]:
        """The candidates for a mention of the open article, best first."""
        if mention.kind == "event":
            found = self.index.event_candidates(article, mention, limit=AT_MOST)
            return [offer for each in found if (offer := self._event(article, each)) is not None]
        ranked = self.index.entity_candidates(article, mention, recent=recent, limit=AT_MOST)
        offers = []
        for each in ranked:
            best = self._sample_of(article, each.entry.cluster)
            chip = self._context.tr(f"palettes.reason.{each.reason}")
            offers.append(self._offer(article, each.entry.cluster, best, each.score, ((chip, False),), sure=each.sure))
        return offers

    def kept(
        self, article: OpenArticle, mention: Mention, shown: Sequence[Offer], ranked: Sequence[Offer]
    ) -> list[Offer]:
        """The candidates in sight, as they are in sight, and below them the ``ranked`` ones that have been found since.

        One that is none any more goes; one that has come into a cluster since is that cluster, in its place.
        """
        now, refused = {offer.target: offer for offer in ranked}, self.index.distinct(article, mention)
        found: dict[str, Offer] = {}
        for offer in shown:
            still = now.get(offer.target) or self._still(article, mention, offer)
            if still is not None and still.target not in refused:
                found.setdefault(still.target, now.get(still.target, still))
        for offer in ranked:
            if len(found) < AT_MOST:
                found.setdefault(offer.target, offer)
        return list(found.values())

    def _still(self, article: OpenArticle, mention: Mention, offer: Offer) -> Offer | None:
        """A candidate that is not among the best any more, as it is now; None where it is none."""
        session, row = self._context.session, offer.mention
        if offer.cluster is None and session is not None and row is not None:
            row = session.store.mention(row.id)
            if row is None or row.status == "rejected":
                return None
            if row.cluster is None:
                return offer
        cluster = offer.cluster.id if offer.cluster is not None else row.cluster if row is not None else None
        line = self.index.line(mention.kind, cluster) if cluster is not None else None
        if line is None or not (line.mentions or line.cluster.aliases) or cluster == mention.cluster:
            return None
        return self._offer(article, line.cluster, row, offer.score, offer.chips, sure=offer.sure)

    def sentence(self, article: OpenArticle, mention: Mention) -> str:
        """The sentence of a mention of whatever article, or the part of it around it, on one line."""
        return self._excerpt(self._text(article, mention.article), mention).text

    def facts(self, article: OpenArticle, mention: Mention) -> list[str]:
        """What is known of the mention itself: who, where, when."""
        facts = self.index.events.facts.get(mention.id)
        if mention.kind != "event" or facts is None:
            return []
        known = self.index.events.who_is(mention.id)
        said = [self._names(known.who), self._names(known.where)]
        if known.when is not None:
            said.append(interval_words(self._context.messages, known.when))
        return [each for each in said if each]

    # --- wording -------------------------------------------------------------------------------------------------

    def _event(self, article: OpenArticle, found: EventCandidate) -> Offer | None:
        session = self._context.session
        best = session.store.mention(found.best) if session is not None else None
        if session is None or best is None:
            return None
        cluster = session.store.clusters([found.cluster]).get(found.cluster) if found.cluster else None
        if found.cluster and cluster is None:
            return None
        chips = tuple((self.reason(reason), reason.speaks_against) for reason in found.reasons)
        return self._offer(article, cluster, best, found.score, chips, sure=found.sure)

    def _offer(
        self, article: OpenArticle, cluster: Cluster | None, best: Mention | None, score: float,
        chips: tuple[tuple[str, bool], ...], *, sure: bool,
    ) -> Offer:  # fmt: skip
        tr = self._context.tr
        line = self.index.line(cluster.kind, cluster.id) if cluster is not None else None
        if line is not None:
            spread = tr(
                "palettes.cluster.spread",
                mentions=tr("palettes.cluster.mentions", count=line.mentions),
                articles=tr("palettes.cluster.articles", count=line.articles),
            )
        else:
            spread = tr("board.unlinked")
        text = self._text(article, best.article) if best is not None else ""
        name = cluster.name if cluster is not None else " ".join(text[best.start : best.end].split()) if best else ""
        where = self._where(article, best) if best is not None else ""
        excerpt = self._excerpt(text, best) if best else None
        return Offer(cluster, best, name, spread, score, chips, where, excerpt, sure)

    def reason(self, reason: Reason) -> str:
        """Why an event stands where it does, in words."""
        tr = self._context.tr
        if reason.kind in ("who", "where"):
            return tr(f"board.reason.{reason.kind}", names=self._names(reason.keys))
        if reason.kind == "related":
            return tr("board.reason.related", relation=self._relation(reason.keys[0]))
        if reason.kind in ("near", "apart"):
            return tr(f"board.reason.{reason.kind}", count=reason.days)
        return tr(f"board.reason.{reason.kind}")

    def _relation(self, code: str) -> str:
        session = self._context.session
        found = session.labels.relation(code) if session is not None else None
        return found.name.text(self._context.messages.language) if found is not None else code

    def _names(self, keys: frozenset[str] | tuple[str, ...]) -> str:
        names = [self.index.name(key) for key in keys]
        more = "…" if len(names) > NAMED else ""
        return self._context.messages.listed(sorted(names)[:NAMED]) + more

    # --- sentences -----------------------------------------------------------------------------------------------

    def _sample_of(self, article: OpenArticle, cluster: Cluster) -> Mention | None:
        """A mention of an entity to show: the longest of the open article, else of the first article it is in."""
        here = [each for each in article.index.ordered if each.cluster == cluster.id and each.status != "rejected"]
        if not here and self._context.session is not None:
            found = self._context.session.store.cluster_mentions(cluster.id)
            here = [each for each in found if each.status != "rejected"]
            here = [each for each in here if each.article == here[0].article]
        return max(here, key=lambda each: (each.end - each.start, -each.start), default=None)

    def _excerpt(self, text: str, mention: Mention) -> Excerpt:
        line_start = text.rfind("\n", 0, mention.start) + 1
        line_end = text.find("\n", mention.start)
        line_end = len(text) if line_end < 0 else line_end
        start, end = line_start, line_end
        for first, last in sentences(text[line_start:line_end]):
            if line_start + first <= mention.start:
                start, end = line_start + first, line_start + last
        low, high = max(start, mention.start - BEFORE), min(max(end, mention.end), mention.end + AFTER)
        head, tail = "… " if low > start else "", " …" if high < end else ""
        if low > start:
            low = max(text.find(" ", low, mention.start) + 1, low)
        if high < end:
            cut = text.rfind(" ", mention.end, high)
            high = cut if cut > 0 else high
        theme = self._context.theme
        parts = [Part(mention.start, mention.end, theme.label(mention.kind, mention.label), chief=True)]
        parts += [
            Part(filler.start, filler.end, theme.label(filler.kind, filler.label), chief=False)
            for filler in self._fillers(mention)
            if low <= filler.start and filler.end <= high and not filler.start < mention.end <= filler.end
        ]
        shift = len(head) - low
        moved = tuple(Part(p.start + shift, p.end + shift, p.colour, p.chief) for p in parts)
        return Excerpt(head + text[low:high].replace("\n", " ") + tail, moved)

    def _fillers(self, mention: Mention) -> list[Mention]:
        session = self._context.session
        if session is None or mention.kind != "event":
            return []
        facts = self.index.events.facts.get(mention.id)
        ids = (*facts.who, *facts.where) if facts is not None else ()
        found = [session.store.mention(each) for each in dict.fromkeys(ids)]
        return [each for each in found if each is not None]

    def _text(self, article: OpenArticle, article_id: str) -> str:
        if article_id == article.row.id:
            return article.text
        if article_id not in self._texts and self._context.session is not None:
            if len(self._texts) >= AT_MOST * 2:
                self._texts.clear()
            self._texts[article_id] = self._context.session.store.text(article_id)
        return self._texts.get(article_id, "")

    def _where(self, article: OpenArticle, mention: Mention) -> str:
        if mention.article == article.row.id:
            return self._context.tr("board.here")
        session = self._context.session
        row = session.store.article(mention.article) if session is not None else None
        return row.title or row.ref if row is not None else ""
