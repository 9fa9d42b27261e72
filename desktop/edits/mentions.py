"""Edits of mentions: make, relabel, move an edge, split, merge, delete, note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from db.arabic import is_word_char
from db.labelset import LabelSet
from db.rows import Change, Kind, Mention, Span, Status, Tie
from desktop.article import OpenArticle
from desktop.edits import Edit, EditRefused
from desktop.edits.gaps import Edge, beyond_gaps, gaps_within, trimmed, united
from desktop.edits.rules import checked_label, dropped_arguments
from desktop.edits.shared import (
    check_free,
    check_span,
    corrected,
    fitting,
    mention_of,
    removal,
    retied,
    update,
    words,
)

PROCLITICS = frozenset("وفبكلس")
_WEIGHT: dict[Status, int] = {"rejected": 0, "suggested": 1, "accepted": 2, "edited": 2}


def create(
    article: OpenArticle,
    labels: LabelSet,
    *,
    kind: Kind,
    label: str,
    start: int,
    end: int,
    layer: str,
    gaps: tuple[Span, ...] = (),
) -> Edit:
    """A new mention of ``[start, end)`` (code points), what lies in ``gaps`` left out.

    A rejected one that says the same is taken back instead.

    Raises EditRefused: label, empty, blank, duplicate.
    """
    checked_label(labels, kind, label)
    check_span(article, start=start, end=end)
    known = article.same(kind=kind, label=label, start=start, end=end, gaps=gaps)
    if known is not None and known.status == "rejected":
        return Edit("mention.restore", (update(known, status="accepted"),), words(article, known), select=known.id)
    defaults = {item.code: item.default for item in labels.attributes if item.default} if kind == "event" else {}
    mention = Mention(
        article=article.row.id,
        kind=kind,
        label=label,
        start=start,
        end=end,
        gaps=gaps,
        status="accepted",
        attributes=tuple(sorted(defaults.items())),
        layer=layer,
    )
    check_free(article, mention)
    return Edit(f"{kind}.create", (Change(None, mention),), words(article, mention, label=label), select=mention.id)


def relabel(article: OpenArticle, labels: LabelSet, mention_id: str, *, label: str) -> Edit:
    """Another label of the same kind. Arguments the new label may not have go too where the label set refuses them.

    So does the date of what is no time any more.

    Raises EditRefused: gone, label, duplicate.
    """
    mention = mention_of(article, mention_id)
    checked_label(labels, mention.kind, label)
    after = replace(mention, label=label, status=corrected(mention))
    if mention.label == label:
        after = replace(mention, status="accepted" if mention.status in ("suggested", "rejected") else mention.status)
    after = fitting(labels, after)
    check_free(article, after)
    gone, warnings = dropped_arguments(article, labels, after)
    changes = (*gone, Change(mention, after))
    params = words(article, mention, label=label, old=mention.label)
    return Edit("mention.relabel", changes, params, warnings=warnings)


def resize(article: OpenArticle, mention_id: str, *, start: int, end: int) -> Edit:
    """New edges (code points, end-exclusive). One that comes to stand in a gap goes on to the next fragment.

    Raises EditRefused: gone, empty, blank, duplicate.
    """
    mention = mention_of(article, mention_id)
    start = beyond_gaps(mention.gaps, start, edge="start")
    end = beyond_gaps(mention.gaps, end, edge="end")
    check_span(article, start=start, end=end)
    after = replace(
        mention,
        start=start,
        end=end,
        gaps=gaps_within(mention.gaps, start=start, end=end),
        status=corrected(mention) if (start, end) != (mention.start, mention.end) else mention.status,
    )
    check_free(article, after)
    return Edit("mention.resize", (Change(mention, after),), words(article, after))


def move_edge(article: OpenArticle, mention_id: str, *, edge: Edge, to: int) -> Edit:
    """One edge moved to a code point position; the edges may not meet."""
    mention = mention_of(article, mention_id)
    if edge == "start":
        return resize(article, mention_id, start=to, end=mention.end)
    return resize(article, mention_id, start=mention.start, end=to)


def split(article: OpenArticle, mention_id: str, *, at: int) -> Edit:
    """Two mentions of one, cut at a caret position strictly inside; blanks, quotes and the و between fall away.

    In a gap it is cut at the gap's edges. The first keeps id, links and arguments.

    Raises EditRefused: gone, split (nothing left on one side), duplicate.
    """
    mention = mention_of(article, mention_id)
    if not mention.start < at < mention.end:
        raise EditRefused("split")
    text, gaps = article.text, mention.gaps
    left, right = beyond_gaps(gaps, at, edge="end"), beyond_gaps(gaps, at, edge="start")
    first = trimmed(text, gaps, start=mention.start, end=_before_proclitic(text, mention.start, left))
    second = trimmed(text, gaps, start=right, end=mention.end)
    if first[0] >= first[1] or second[0] >= second[1]:
        raise EditRefused("split")
    kept = replace(
        mention,
        start=first[0],
        end=first[1],
        gaps=gaps_within(gaps, start=first[0], end=first[1]),
        status=corrected(mention),
    )
    new = Mention(
        article=mention.article,
        kind=mention.kind,
        label=mention.label,
        start=second[0],
        end=second[1],
        gaps=gaps_within(gaps, start=second[0], end=second[1]),
        status="accepted",
        attributes=mention.attributes,
        layer=mention.layer,
    )
    check_free(article, kept)
    check_free(article, new)
    changes = (Change(mention, kept), Change(None, new))
    return Edit("mention.split", changes, words(article, mention), select=new.id)


def _before_proclitic(text: str, start: int, at: int) -> int:
    """Where the first half ends: before a lone proclitic that the cut leaves hanging (موسكو و|بيونغ يانغ)."""
    word = at
    while word > start and is_word_char(text[word - 1]):
        word -= 1
    hanging = text[word:at]
    loose = len(hanging) == 1 or is_word_char(text[at : at + 1])
    return word if word > start and loose and hanging and set(hanging) <= PROCLITICS else at


def merge_next(article: OpenArticle, mention_id: str, *, ties: Iterable[Tie] = ()) -> Edit:
    """One mention of this and the next of its kind that shares no letter with it, with all between; it stays this one.

    What neither covers and does not lie between them stays a gap. What hung on the other hangs on this one, and what
    was said of it (``ties``: those of the corpus) is said of this one.

    Raises EditRefused: gone, merge (no other one), merge_lines (a line ends between the two), duplicate.
    """
    return _merge(article, mention_id, ties, step=1)


def merge_previous(article: OpenArticle, mention_id: str, *, ties: Iterable[Tie] = ()) -> Edit:
    """One mention of this and the previous of its kind; as ``merge_next``, but merge_back where there is none."""
    return _merge(article, mention_id, ties, step=-1)


def _merge(article: OpenArticle, mention_id: str, ties: Iterable[Tie], *, step: int) -> Edit:
    mention = mention_of(article, mention_id)
    other = article.next(mention_id, kind=mention.kind, step=step)
    while other is not None and _share_letters(mention, other):
        other = article.next(other.id, kind=mention.kind, step=step)
    if other is None:
        raise EditRefused("merge" if step > 0 else "merge_back")
    if "\n" in article.text[min(mention.end, other.end) : max(mention.start, other.start)]:
        raise EditRefused("merge_lines")
    merged = replace(
        mention,
        start=min(mention.start, other.start),
        end=max(mention.end, other.end),
        gaps=united(mention, other),
        cluster=mention.cluster or other.cluster,
        note="\n".join(filter(None, (mention.note, other.note))),
        status=corrected(mention),
    )
    check_free(article, merged)
    changes = [Change(mention, merged), *_handed_over(article, other, to=mention)]
    changes += _relations_over(article, other, to=mention)
    changes += retied(ties, kept=mention.id, gone=other.id)
    return Edit("mention.merge", (*changes, Change(other, None)), words(article, merged))


def _share_letters(one: Mention, other: Mention) -> bool:
    return any(a < d and c < b for a, b in one.fragments for c, d in other.fragments)


def _handed_over(article: OpenArticle, mention: Mention, *, to: Mention) -> list[Change]:
    """Arguments of one mention given to another; those that would turn on themselves go.

    Of two that say the same the one stays that a person has decided for.
    """
    changes: list[Change] = []
    held = {
        (argument.event, argument.role, argument.filler): argument
        for argument in (
            *article.arguments_of(to.id, rejected=True),
            *article.arguments_filled_by(to.id, rejected=True),
        )
    }
    moving = {
        argument.id: argument
        for argument in (
            *article.arguments_of(mention.id, rejected=True),
            *article.arguments_filled_by(mention.id, rejected=True),
        )
    }
    for argument in moving.values():
        event = to.id if argument.event == mention.id else argument.event
        filler = to.id if argument.filler == mention.id else argument.filler
        twin = held.get((event, argument.role, filler))
        if event == filler or (twin is not None and _WEIGHT[twin.status] >= _WEIGHT[argument.status]):
            changes.append(Change(argument, None))
            continue
        if twin is not None:
            changes.append(Change(twin, None))
        moved = replace(argument, event=event, filler=filler)
        held[event, argument.role, filler] = moved
        changes.append(Change(argument, moved))
    return changes


def _relations_over(article: OpenArticle, mention: Mention, *, to: Mention) -> list[Change]:
    """The relations of one event mention given to another, as its arguments are."""
    changes: list[Change] = []
    own = [row for row in article.relations_of(to.id) if mention.id not in (row.head, row.tail)]
    held = {(row.type, row.head, row.tail): row for row in own}
    for relation in article.relations_of(mention.id):
        head = to.id if relation.head == mention.id else relation.head
        tail = to.id if relation.tail == mention.id else relation.tail
        twin = held.get((relation.type, head, tail))
        if head == tail or (twin is not None and _WEIGHT[twin.status] >= _WEIGHT[relation.status]):
            changes.append(Change(relation, None))
            continue
        if twin is not None:
            changes = [change for change in changes if change.row.id != twin.id]
            changes.append(Change(article.relations[twin.id], None))
        moved = replace(relation, head=head, tail=tail)
        held[relation.type, head, tail] = moved
        changes.append(Change(relation, moved))
    return changes


def delete(article: OpenArticle, mention_id: str) -> Edit:
    """The mention and what hangs on it taken away, not kept as rejected. Raises EditRefused("gone")."""
    mention = mention_of(article, mention_id)
    return Edit("mention.delete", tuple(removal(article, mention)), words(article, mention, label=mention.label))


def set_note(article: OpenArticle, mention_id: str, *, note: str) -> Edit:
    """A free note on a mention. Raises EditRefused("gone")."""
    mention = mention_of(article, mention_id)
    return Edit("mention.note", (update(mention, note=note),), words(article, mention))
