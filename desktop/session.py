"""The session: an open corpus, the open article and one beside it, the selection; do, undo, redo, and who is told.

Order is fixed: the file first, then the rows in memory, then the listeners, so that what is shown is what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

from db.labelset import LabelSet
from db.queries import Header
from db.rows import (
    DEFAULT_LAYER,
    Argument,
    Article,
    Change,
    ChangeSet,
    Cluster,
    Kind,
    Mention,
    Region,
    Relation,
    Tie,
)
from db.store import Store
from desktop.article import OpenArticle
from desktop.closure.corpus import CorpusClosure
from desktop.edits import Edit
from desktop.edits.outlook import Outlook
from desktop.foreseen import foreseen
from desktop.reading import read_article, take_over
from desktop.timeline.related import RelatedDates


@dataclass(slots=True)
class Listeners:
    """Who is told what, in the order they came: changed(change set), opened(article), selected(mention id), ..."""

    changed: list[Callable[[ChangeSet], None]] = field(default_factory=list)
    opened: list[Callable[[OpenArticle | None], None]] = field(default_factory=list)
    beside: list[Callable[[OpenArticle | None], None]] = field(default_factory=list)
    swapped: list[Callable[[None], None]] = field(default_factory=list)
    selected: list[Callable[[str | None], None]] = field(default_factory=list)
    imported: list[Callable[[None], None]] = field(default_factory=list)
    warned: list[Callable[[Edit], None]] = field(default_factory=list)


class Session:
    """One corpus open for one annotator's layer. All edits go through ``do``.

    ``article`` is the active one, which keys and panels are about; ``companion``, if any, stands beside it and is just
    as live. No article is ever in memory twice.
    """

    def __init__(self, store: Store, *, layer: str = DEFAULT_LAYER) -> None:
        self.store = store
        self.layer = layer
        self.article: OpenArticle | None = None
        self.selected: str | None = None
        self.companion: OpenArticle | None = None
        self.selected_beside: str | None = None
        """The mention selected in the companion, which is the selection again when the two change places."""
        self.show_rejected = False
        self.gave_warning = False
        """Was there something to warn about in the edit done last?"""
        self.listeners = Listeners()
        self.closure = CorpusClosure(store, layer=layer)
        self.dates = RelatedDates(store, self.closure, layer=layer, opened=lambda: self.opened)
        self._unsettled: list[tuple[Edit, Outlook]] = []
        """Edits made before all dates were read that their relations are held against."""
        self.listeners.imported.append(lambda _nothing: self._forget())

    @property
    def labels(self) -> LabelSet:
        """The corpus' label set."""
        return self.store.labels

    @property
    def mention(self) -> Mention | None:
        """The selected mention."""
        return self.article.found(self.selected) if self.article and self.selected else None

    @property
    def opened(self) -> list[OpenArticle]:
        """The articles in memory, the active one first."""
        return [each for each in (self.article, self.companion) if each is not None]

    # --- articles ------------------------------------------------------------------------------------------------

    def open(self, article_id: str) -> OpenArticle:
        """Bring an article into memory and show it; nothing is selected. The same one again is not read again.

        The one that stands beside changes places with the active one.
        """
        if self.article is not None and self.article.row.id == article_id:
            return self.article
        if self.companion is not None and self.companion.row.id == article_id:
            return self.swap() or self.companion
        article = read_article(self.store, article_id, layer=self.layer)
        self.article, self.selected = article, None
        _tell(self.listeners.opened, article)
        return article

    def open_beside(self, article_id: str, *, mention_id: str | None = None) -> OpenArticle | None:
        """Show a second article beside the active one, and select one of its mentions in it.

        None when there is nothing to stand beside: no article is open, or it is that very one.
        """
        if self.article is None or self.article.row.id == article_id:
            return None
        if self.companion is None or self.companion.row.id != article_id:
            self.companion = read_article(self.store, article_id, layer=self.layer)
            self.selected_beside = None
        if mention_id is not None and self.companion.found(mention_id) is not None:
            self.selected_beside = mention_id
        _tell(self.listeners.beside, self.companion)
        return self.companion

    def close_beside(self) -> None:
        """Show the active article alone."""
        if self.companion is not None:
            self.companion, self.selected_beside = None, None
            _tell(self.listeners.beside, None)

    def swap(self, *, select: str | None = None) -> OpenArticle | None:
        """The companion becomes the active article and the active one the companion, each with its selection.

        ``select``: the mention of the companion to select in it instead. Gives the article that is active now.
        """
        if self.companion is not None:
            if select is not None and self.companion.found(select) is not None:
                self.selected_beside = select
            self.article, self.companion = self.companion, self.article
            self.selected, self.selected_beside = self.selected_beside, self.selected
            _tell(self.listeners.swapped, None)
            _tell(self.listeners.opened, self.article)
            _tell(self.listeners.selected, self.selected)
        return self.article

    def close_article(self) -> None:
        """Show no article."""
        self.close_beside()
        self.article, self.selected = None, None
        _tell(self.listeners.opened, None)

    def neighbour(self, step: int) -> str | None:
        """The id of the article after (1) or before (-1) the open one in the list; the first when none is open."""
        if self.article is None:
            return self.store.article_beside(-1, step=1)
        return self.store.article_beside(self.article.row.position, step=step)

    def select(self, mention_id: str | None) -> None:
        """Select a mention of the open article, or none. Told even when it already is, so that views show it."""
        if mention_id is not None and (self.article is None or self.article.found(mention_id) is None):
            mention_id = None
        self.selected = mention_id
        _tell(self.listeners.selected, mention_id)

    # --- edits ---------------------------------------------------------------------------------------------------

    def do(self, edit: Edit) -> ChangeSet | None:
        """Make an edit last: None when it changes nothing.

        What comes back with a mention that was rejected comes with it, and what was said not to be the same and is one
        now is taken back. Raises Conflict, WorldError, and EditRefused where it joins events and relations then go
        round in a circle; nothing has changed then.
        """
        changes = [change for change in edit.changes if change.before != change.after]
        if not changes:
            return None
        self._read_all()
        changes, said, outlook = foreseen(
            self.store, self.labels, self.opened, changes, closure=self.closure, dates=self.dates
        )
        rows = [change.row for change in changes]
        homes = {_home(row, self.article) for row in rows if not isinstance(row, Cluster | Tie)}
        touched = [each.row for each in self.opened if not homes or each.row.id in homes]
        if not homes:
            touched = touched[:1]
        told = {row.id for row in rows if isinstance(row, Article)}
        new = [row for row in touched if row.state == "new" and row.id not in told]
        changes += [Change(row, replace(row, state="in_progress")) for row in new]
        home = touched[0].id if touched else None  # none: marked done in the list while others are open
        done = self.store.commit(edit.label, changes, params=edit.params, article=home)
        self._take_over(done.changes)
        edit = outlook.warned(replace(edit, warnings=(*edit.warnings, *said)))
        if not self.dates.whole:
            self._unsettled.append((edit, outlook))
        self._keep_selection(edit)
        _tell(self.listeners.changed, done)
        if edit.select is not None:
            self.select(edit.select)
        self.gave_warning = bool(edit.warnings)
        if edit.warnings:
            _tell(self.listeners.warned, edit)
        return done

    @property
    def dates_left(self) -> bool:
        """Are there dates to be read that relations are held against, or something to be told that waited for them?"""
        return bool(self._unsettled) or not self.dates.whole

    def read_dates(self, seconds: float) -> bool:
        """Read for about so long of the dates that relations are held against; gives whether they all have been read.

        What edits have brought about that could not be told when they were made is then told.
        """
        if not self.dates.read_on(seconds):
            return False
        unsettled, self._unsettled = self._unsettled, []
        for edit, outlook in unsettled:
            late = outlook.dated()
            if late:
                _tell(self.listeners.warned, replace(edit, warnings=tuple(late), select=None))
        return True

    def undo(self) -> ChangeSet | None:
        """Take the last change set back, opening its article first; None when there is nothing to take back."""
        return self._back(self.store.undo_top, self.store.undo)

    def redo(self) -> ChangeSet | None:
        """Do the last one taken back again, opening its article first; None when there is none."""
        return self._back(self.store.redo_top, self.store.redo)

    @property
    def can_undo(self) -> bool:
        """Is there a change set to take back?"""
        return self.store.undo_top is not None

    @property
    def can_redo(self) -> bool:
        """Is there a change set to do again?"""
        return self.store.redo_top is not None

    @property
    def last(self) -> Header | None:
        """What undo would take back now."""
        return self.store.undo_top

    def _back(self, top: Header | None, step: Callable[[], ChangeSet | None]) -> ChangeSet | None:
        if top is None:
            return None
        if top.article is not None:
            self.open(top.article)
        self._read_all()
        done = step()
        if done is None:
            return None
        self._unsettled.clear()
        self._take_over(done.changes)
        self._keep_selection(None)
        _tell(self.listeners.changed, done)
        touched = [change.after.id for change in done.changes if isinstance(change.after, Mention)]
        here = [mention_id for mention_id in touched if self.article and mention_id in self.article.mentions]
        if here:
            self.select(self.selected if self.selected in here else here[0])
        return done

    def ref_taken(self, kind: Kind) -> Callable[[str], bool]:
        """The question whether a cluster of the corpus already has an id in files."""
        return lambda ref: self.store.find_cluster(kind, ref, layer=self.layer) is not None

    def alone_in(self, mention: Mention) -> str | None:
        """The name of the corpus' cluster that holds this mention and no other one; None where there is none such."""
        cluster = self.store.row(Cluster, mention.cluster) if mention.cluster is not None else None
        if cluster is None or cluster.scope or self.store.holds_others(cluster.id, besides={mention.id}):
            return None
        return cluster.name

    def reload(self) -> None:
        """Read everything shown again: another writer (an import) has added to the corpus.

        What was selected in either article is selected again, if it is still there.
        """
        ids = [each.row.id for each in self.opened]
        selected, beside = self.selected, self.selected_beside
        _tell(self.listeners.imported, None)
        self.article = self.companion = self.selected = self.selected_beside = None
        if ids:
            self.open(ids[0])
        if len(ids) > 1:
            self.open_beside(ids[1], mention_id=beside)
        if selected is not None:
            self.select(selected)

    def close(self) -> None:
        """Close the corpus."""
        self.close_article()
        self.store.close()

    # --- memory --------------------------------------------------------------------------------------------------

    def _read_all(self) -> None:
        """Before anything is written: rows read afterwards would be as they are then, and be changed once more."""
        for article in self.opened:
            article.complete()

    def _forget(self) -> None:
        self.closure.forget()
        self.dates.forget()
        self._unsettled.clear()

    def _take_over(self, changes: Iterable[Change]) -> None:
        changes = tuple(changes)
        self.closure.apply(changes)
        self.dates.apply(changes)
        for article in self.opened:
            take_over(self.store, article, changes)

    def _keep_selection(self, edit: Edit | None) -> None:
        if self.companion is None or self.selected_beside not in self.companion.mentions:
            self.selected_beside = None
        if self.selected is not None and (self.article is None or self.selected not in self.article.mentions):
            self.selected = None
            if edit is None or edit.select is None:
                _tell(self.listeners.selected, None)


def _home(row: Article | Region | Mention | Argument | Relation, article: OpenArticle | None) -> str:
    """The article a row is a matter of; a relation is one of the open article's if it leads there, too."""
    if isinstance(row, Article):
        return row.id
    if article is not None and isinstance(row, Relation):
        leads_here = row.id in article.relations or row.tail in article.mentions
        return article.row.id if leads_here else row.article
    return row.article


def _tell(listeners: list[Callable[[Any], None]], news: object) -> None:
    """Tell every listener; one that raises stops neither the others nor what has been stored, and is heard after."""
    with ExitStack() as stack:
        for listener in reversed(listeners):
            stack.callback(listener, news)

