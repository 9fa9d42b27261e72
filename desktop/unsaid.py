"""What was said not to be the same and an edit makes one: taken back in the same step, and told."""

from __future__ import annotations

from collections.abc import Sequence

from db.rows import Change, Cluster, Mention, Tie
from db.store import Store
from desktop.edits import EditRefused
from desktop.edits.rules import Warnings
from desktop.edits.shared import shortened


def unsaid(store: Store, changes: Sequence[Change]) -> tuple[list[Change], Warnings]:
    """The changes of an edit that is not written yet, without a «not the same» of what they put in one cluster.

    However that comes about: by linking, moving, merging clusters or mentions. With the words for what was taken back.
    EditRefused("together") where the edit itself says it of what is in one cluster.
    """
    ends = _Ends(store, changes)
    said = {change.row.id: change for change in changes if isinstance(change.row, Tie)}
    kept = [tie for tie in store.ties_of(ends.joined) if tie.id not in said]
    wrong = {tie.id: Change(tie, None) for tie in kept if ends.one(tie)}
    for row_id, change in said.items():
        if isinstance(change.after, Tie) and ends.one(change.after):
            if change.before is None:
                raise EditRefused("together")
            wrong[row_id] = Change(change.before, None)
    if not wrong:
        return list(changes), ()
    right = [change for change in changes if change.row.id not in wrong]
    gone = [change.before for change in wrong.values() if isinstance(change.before, Tie)]
    return [*right, *wrong.values()], ends.words(gone)


class _Ends:
    """The clusters that the ends of ties are in once an edit is made."""

    def __init__(self, store: Store, changes: Sequence[Change]) -> None:
        self._store = store
        rows = [(change.before, change.after) for change in changes]
        self._now: dict[str, str | None] = {
            after.id: after.cluster
            for before, after in rows
            if isinstance(after, Mention) and (not isinstance(before, Mention) or before.cluster != after.cluster)
        }
        self.joined = [key for key, cluster in self._now.items() if cluster is not None]
        """The mentions that come into a cluster."""

    def one(self, tie: Tie) -> bool:
        """Is it a «not the same» of what is in one cluster?"""
        if tie.kind != "distinct":
            return False
        place = self._place(tie.one)
        return place is not None and place == self._place(tie.other)

    def words(self, ties: Sequence[Tie]) -> Warnings:
        """What to say of what was taken back."""
        if len(ties) > 1:
            return (("board.taken_back_all", (("count", str(len(ties))),)),)
        return tuple(
            ("board.taken_back", (("cluster", self._name(tie.other)), ("text", self._name(tie.one)))) for tie in ties
        )

    def _place(self, end: str) -> str | None:
        """The cluster of a mention, or the cluster itself."""
        if end not in self._now:
            found = self._store.mention(end)
            self._now[end] = found.cluster if found is not None else end
        return self._now[end]

    def _name(self, end: str) -> str:
        mention = self._store.mention(end)
        if mention is not None:
            text = self._store.text(mention.article)[mention.start : mention.end]
            return shortened(" ".join(text.split()))
        cluster = self._store.row(Cluster, end)
        return cluster.name if cluster is not None else ""
