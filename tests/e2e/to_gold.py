"""What a careful reviewer does to turn pre-annotations into gold: looks at the gold record, acts by hand.

Four passes over an article, each in reading order: suggestions (accept, reject, edges, labels, split, merge), what is
missing, events (attributes, arguments), links. Nothing is done by calling the program; see ``reviewer``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from db.rows import Kind, Mention
from desktop.edges import stepped
from desktop.suggest.fillers import Pair
from desktop.ui.commands.links import offered
from desktop.ui.dialogs.cluster_palette import NewCluster
from tests.e2e.reviewer import Reviewer

ATTRIBUTES = {"polarity": "p", "modality": "o", "tense": "t"}


@dataclass(frozen=True)
class Wanted:
    """A gold mention."""

    kind: Kind
    label: str
    start: int
    end: int
    cluster: str | None
    record: str

    @property
    def key(self) -> tuple[str, str, int, int]:
        return self.kind, self.label, self.start, self.end


def wanted_of(gold: dict[str, Any]) -> list[Wanted]:
    """The gold mentions of a record in reading order."""
    found = [
        Wanted("entity", e["label"], e["start"], e["end"], e.get("entity"), e["id"]) for e in gold["entities"]
    ] + [
        Wanted("event", e["type"], e["trigger"]["start"], e["trigger"]["end"], e.get("cluster"), e["id"])
        for e in gold["events"]
    ]
    return sorted(found, key=lambda w: (w.start, -w.end, w.kind))


def review(r: Reviewer, gold: dict[str, Any]) -> None:
    """Bring the open article to its gold."""
    wanted = wanted_of(gold)
    with r.doing("deciding on suggestions"):
        suggestions(r, wanted)
    with r.doing("making missing mentions"):
        missing(r, wanted)
    with r.doing("events"):
        events(r, gold, wanted)
    with r.doing("links"):
        links(r, wanted)


# --- mentions ----------------------------------------------------------------------------------------------------


def matched(r: Reviewer, wanted: list[Wanted]) -> dict[str, Wanted]:
    """Which gold mention each mention shown is to become: the same span first, then the most overlap."""
    shown = r.article.visible()
    pairs: dict[str, Wanted] = {}
    open_wanted = {w.record: w for w in wanted}
    for exact in (lambda m, w: m.label == w.label, lambda m, w: True):
        for mention in shown:
            for w in list(open_wanted.values()):
                same = (mention.kind, mention.start, mention.end) == (w.kind, w.start, w.end)
                if mention.id not in pairs and same and exact(mention, w):
                    pairs[mention.id] = open_wanted.pop(w.record)
    for mention in shown:
        if mention.id in pairs:
            continue
        best, most = None, 0.0
        for w in open_wanted.values():
            common = min(mention.end, w.end) - max(mention.start, w.start)
            share = common / max(mention.end - mention.start, w.end - w.start) + 0.2 * (mention.label == w.label)
            if w.kind == mention.kind and common > 0 and share > most:
                best, most = w, share
        if best is not None:
            pairs[mention.id] = open_wanted.pop(best.record)
    return pairs


def suggestions(r: Reviewer, wanted: list[Wanted]) -> None:
    """Every suggestion decided on, in reading order."""
    while (mention := undecided(r)) is not None:
        target = matched(r, wanted).get(mention.id)
        r.select(mention.id)
        if target is None:
            r.press("s")
        elif (mention.label, mention.start, mention.end) == (target.label, target.start, target.end):
            r.press("a")
        else:
            correct(r, mention.id, target, wanted)
            if r.article.next(r.session.selected or mention.id, unreviewed=True) is not None:
                r.press("Space")


def undecided(r: Reviewer) -> Mention | None:
    """The selected suggestion, or the first one left."""
    mention = r.session.mention
    if mention is not None and mention.status == "suggested":
        return mention
    return r.article.next(r.session.selected or 0, unreviewed=True) or r.article.next(0, unreviewed=True)


def correct(r: Reviewer, mention_id: str, target: Wanted, wanted: list[Wanted]) -> None:
    """Split, merge, move edges, relabel."""
    mention = r.article.mentions[mention_id]
    second = next((w for w in wanted if split_off(r, mention, target, w)), None)
    if second is not None:
        for _ in range(8):
            r.click(second.start)
            if r.session.selected == mention_id:
                break
        place = r.at(second.start)
        assert abs(r.view.caret - second.start) <= 1, place
        if r.view.caret > second.start:
            r.press("Right")
        r.press("x")
        r.select(mention_id)
    part = r.article.next(mention_id, kind=mention.kind)
    if part is not None and part.status == "suggested" and part.end == target.end and part.start >= mention.end:
        r.press("m")
    edges(r, mention_id, target)
    if r.article.mentions[mention_id].label != target.label:
        relabel(r, mention_id, target.label)


def split_off(r: Reviewer, mention: Mention, target: Wanted, w: Wanted) -> bool:
    """Was this gold mention merged into the suggestion behind its first one?"""
    inside = mention.start <= w.start and w.end <= mention.end and w.start >= target.end
    taken = r.article.same(kind=w.kind, label=w.label, start=w.start, end=w.end)
    return inside and w.kind == mention.kind and w.label == target.label and taken is None


EDGE_KEYS = {
    ("start", True): (";", "Shift+;"),
    ("start", False): ("l", "Shift+l"),
    ("end", True): ("j", "Shift+j"),
    ("end", False): ("k", "Shift+k"),
}


def edges(r: Reviewer, mention_id: str, target: Wanted) -> None:
    """Both edges to where they belong, by the fewest keys: the next likely ones, word, letter."""
    text = r.article.text
    for _ in range(60):
        m = r.article.mentions[mention_id]
        if (m.start, m.end) == (target.start, target.end):
            return
        r.select(mention_id)
        if (target.start, target.end) in r.boundaries_ahead()[:2]:
            r.press("f")
            continue
        edge, here, there = ("start", m.start, target.start) if m.start != target.start else ("end", m.end, target.end)
        outward = (there < here) == (edge == "start")
        letter, word = (
            stepped(text, start=m.start, end=m.end, edge=edge, unit=unit, outward=outward)
            for unit in ("letter", "word")
        )
        by_word = word != here and abs(word - here) <= abs(there - here) and abs(word - here) > abs(letter - here)
        r.press(EDGE_KEYS[edge, outward][by_word])
    raise AssertionError(f"edges never came to {text[target.start:target.end]!r}")


def relabel(r: Reviewer, mention_id: str, label: str) -> None:
    """The label's key."""
    r.select(mention_id)
    give_label(r, r.article.mentions[mention_id].kind, label)


def give_label(r: Reviewer, kind: Kind, label: str) -> None:
    """The label's own key: a digit, or Shift and a letter."""
    found = r.session.labels.label(kind, label)
    assert found is not None, label
    r.press(found.key if found.key.isdigit() else f"Shift+{found.key}")


def missing(r: Reviewer, wanted: list[Wanted]) -> None:
    """Gold mentions nobody suggested: drag over the text, then the label's key (events: E first)."""
    for w in wanted:
        if any((m.kind, m.label, m.start, m.end) == w.key for m in r.article.visible()):
            continue
        r.drag(w.start, w.end)
        if r.palette is not None and w.kind == "entity":
            r.choose(lambda value, w=w: value == w.label)
        elif w.kind == "entity":
            give_label(r, "entity", w.label)
        else:
            r.press("e")
            r.choose(lambda value, w=w: value == w.label)
        if r.session.selected is not None:
            edges(r, r.session.selected, w)
        made = r.article.same(kind=w.kind, label=w.label, start=w.start, end=w.end)
        assert made is not None, (w, r.article.text[w.start : w.end], r.view.selection)


# --- events --------------------------------------------------------------------------------------------------------


def by_record(r: Reviewer, wanted: list[Wanted]) -> dict[str, Mention]:
    """The mention shown for each gold id."""
    found = {}
    for w in wanted:
        mention = r.article.same(kind=w.kind, label=w.label, start=w.start, end=w.end)
        assert mention is not None, w
        found[w.record] = mention
    return found


def events(r: Reviewer, gold: dict[str, Any], wanted: list[Wanted]) -> None:
    """Attributes and arguments of every event."""
    mentions = by_record(r, wanted)
    for record in gold["events"]:
        event = mentions[record["id"]]
        for code, key in ATTRIBUTES.items():
            for _ in range(6):
                if r.article.mentions[event.id].attribute(code) == record[code]:
                    break
                r.select(event.id)
                r.press(key)
            assert r.article.mentions[event.id].attribute(code) == record[code]
        goal = {(a["role"], mentions[a.get("entity_id") or a["event_id"]].id) for a in record["arguments"]}
        arguments(r, event, goal)


def arguments(r: Reviewer, event: Mention, goal: set[tuple[str, str]]) -> None:
    """Take away wrong arguments, add missing ones."""
    for held in r.article.arguments_of(event.id):
        if (held.role, held.filler) not in goal:
            r.select(event.id)
            several = len(r.article.arguments_of(event.id)) > 1
            r.press("Shift+r")
            if several:
                r.choose(lambda value, held=held: value == held.id)
    for role, filler in sorted(goal - {(a.role, a.filler) for a in r.article.arguments_of(event.id)}):
        r.select(event.id)
        r.press("r")
        assert r.palette is not None
        offered = [row.value for row in r.palette.rows()]
        pair = next(
            (v for v in offered if isinstance(v, Pair) and (v.role, v.filler.id) == (role, filler)), None
        )
        if pair is not None:
            r.choose(lambda value, pair=pair: value is pair or value == pair)
        else:
            r.choose(lambda value, role=role: value == role)
            place = r.view.picking.index(filler) if filler in r.view.picking else 99
            if place < 9:
                r.press(str(place + 1))
            else:
                r.click(own_letter(r, r.article.mentions[filler]))
        assert (role, filler) in {(a.role, a.filler) for a in r.article.arguments_of(event.id)}, (role, filler)


def own_letter(r: Reviewer, mention: Mention) -> int:
    """A letter of the mention that no mention inside it covers."""
    return next(
        position
        for position in range(mention.start, mention.end)
        if not r.article.text[position].isspace()
        and next(m for m in r.article.at(position) if m.status != "rejected").id == mention.id
    )


# --- links -----------------------------------------------------------------------------------------------------------


def links(r: Reviewer, wanted: list[Wanted]) -> None:
    """Every mention in the cluster the gold has it in; a suggested chain at once where it is right as a whole."""
    mentions = {mention.id: w for w in wanted for mention in [r.article.same(
        kind=w.kind, label=w.label, start=w.start, end=w.end)] if mention is not None}  # fmt: skip
    for mention_id, w in sorted(mentions.items(), key=lambda item: (item[1].start, -item[1].end)):
        mention = r.article.mentions[mention_id]
        cluster = r.article.clusters.get(mention.cluster or "")
        if cluster is None and w.cluster is None:
            continue
        if w.cluster is None:
            r.select(mention_id)
            r.press("u")
        elif cluster is None or cluster.scope or cluster.ref != w.cluster:
            link(r, mention_id, w.cluster, alone=not whole(r, mention, mentions))
        after = r.article.clusters.get(r.article.mentions[mention_id].cluster or "")
        assert (after.ref if after else None) == w.cluster, (w, after)


def whole(r: Reviewer, mention: Mention, wanted: dict[str, Wanted]) -> bool:
    """Does the whole suggested chain of a mention belong to one gold cluster?"""
    cluster = r.article.clusters.get(mention.cluster or "")
    if cluster is None or not cluster.scope:
        return True
    chain = [m for m in r.article.visible() if m.cluster == cluster.id]
    return len({wanted[m.id].cluster for m in chain if m.id in wanted}) == 1


def link(r: Reviewer, mention_id: str, ref: str, *, alone: bool) -> None:
    """The top candidate where it is right, else one of the list, else searched for or new by name."""
    r.select(mention_id)
    top = next(iter(offered(r.view._context.commands)), None)
    known = top.cluster if top is not None and top.sure and not alone else None
    if known is not None and not known.scope and known.ref == ref:
        r.press("c")
        return
    r.press("g")
    assert r.palette is not None

    def right(value: object) -> bool:
        return getattr(value, "ref", None) == ref and not getattr(value, "scope", "x")

    if not any(right(row.value) for row in r.palette.rows()):
        r.type(ref)
    if any(right(row.value) for row in r.palette.rows()):
        r.choose(right, shift=alone)
    else:
        r.choose(lambda value: isinstance(value, NewCluster), shift=alone)


def exported(record: dict[str, Any]) -> dict[str, Any]:
    """What is compared: mentions, labels, events, arguments, clusters as in the files, without rejected ones."""
    kept = [e for e in record["entities"] if e.get("status") != "rejected"]
    kept_events = [e for e in record["events"] if e.get("status") != "rejected"]
    places = {e["id"]: ("entity", e["label"], e["start"], e["end"]) for e in kept}
    places |= {e["id"]: ("event", e["type"], e["trigger"]["start"], e["trigger"]["end"]) for e in kept_events}
    entities = sorted((e["start"], e["end"], e["label"], e["text"], e.get("entity") or "") for e in kept)
    events = []
    for e in kept_events:
        held = sorted(
            (a["role"], places[a.get("entity_id") or a["event_id"]])
            for a in e["arguments"]
            if a.get("status") != "rejected"
        )
        trigger = e["trigger"]
        events.append(
            (trigger["start"], trigger["end"], e["type"], e["polarity"], e["modality"], e["tense"],
             e.get("cluster") or "", tuple(held))
        )  # fmt: skip
    return {"id": record["id"], "text": record["text"], "entities": entities, "events": sorted(events)}


def difference(ours: dict[str, Any], gold: dict[str, Any]) -> dict[str, Any]:
    """What is in one and not in the other, for a failure that tells."""
    found: dict[str, Any] = defaultdict(dict)
    for part in ("entities", "events"):
        left, right = set(ours[part]), set(gold[part])
        if left != right:
            found[part] = {"only ours": sorted(left - right), "only gold": sorted(right - left)}
    return dict(found)
