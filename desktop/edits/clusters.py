"""Edits of links: put a mention, or its whole suggested chain, in a cluster; a new one; not the same; take out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from db.aliases import joined
from db.rows import Change, Cluster, Kind, Mention, Tie
from desktop.article import OpenArticle
from desktop.edits import Edit, EditRefused
from desktop.edits.shared import mention_of, quoted, shortened, update, words

RefTaken = Callable[[str], bool]
PREFIXES: dict[Kind, str] = {"entity": "E-", "event": "C-"}
"""What the ids of clusters begin with."""
_ID = re.compile(r"[A-Z]+-[!-~]+")
"""A name that is an id already, such as D-2024-10-10."""


def link(
    article: OpenArticle, mention_id: str, *, cluster: Cluster, whole_chain: bool, ref_taken: RefTaken
) -> Edit:
    """Set a mention's cluster; with ``whole_chain`` that of every mention of its suggested chain in the article.

    An upstream chain of another article becomes a cluster of the corpus when it is linked to from here.
    Raises EditRefused: gone, wrong_kind.
    """
    mention = mention_of(article, mention_id)
    if cluster.kind != mention.kind:
        raise EditRefused("wrong_kind")
    changes: list[Change] = []
    if cluster.scope and cluster.scope != article.row.id:
        ref = free_ref(cluster.name, ref_taken, kind=cluster.kind)
        changes.append(Change(cluster, replace(cluster, scope="", ref=ref)))
    moved = chain_of(article, mention) if whole_chain else [mention]
    changes += [update(each, cluster=cluster.id) for each in moved if each.cluster != cluster.id]
    params = words(article, mention, cluster=cluster.name, count=str(len(moved)))
    return Edit("cluster.link", tuple(changes), params)


def link_new(
    article: OpenArticle, mention_id: str, *, name: str, whole_chain: bool, ref_taken: RefTaken,
    alone_in: Callable[[Mention], str | None] = lambda _mention: None,
) -> Edit:
    """A new cluster with this name, holding the mention (and its chain); the name is the mention's text when blank.

    The cluster's id in files is made of its name. ``alone_in``: the name of the corpus' cluster that a mention is all
    of, in which it needs no new one unless that is to have another name. Raises EditRefused: gone, alone.
    """
    mention = mention_of(article, mention_id)
    name = " ".join(name.split())
    own = alone_in(mention)
    if own is not None and name in ("", own):
        raise EditRefused("alone", cluster=own)
    name = name or quoted(article, mention)
    cluster = Cluster(
        kind=mention.kind, ref=free_ref(name, ref_taken, kind=mention.kind), name=name, label=mention.label,
        layer=mention.layer,
    )  # fmt: skip
    moved = chain_of(article, mention) if whole_chain else [mention]
    changes = (Change(None, cluster), *(update(each, cluster=cluster.id) for each in moved))
    return Edit("cluster.create", changes, words(article, mention, cluster=name, count=str(len(moved))))


def link_pair(
    article: OpenArticle, mention_id: str, *, other: Mention, text: str, where: str = "", ref_taken: RefTaken,
    whole_chain: bool = True,
) -> Edit:
    """A new cluster for two mentions that are in none; ``other`` may be of another article.

    History names the other by its ``text`` and ``where`` it stands: the title of its article, if that is another one.
    Raises EditRefused: gone, wrong_kind, linked (the other is in a cluster by now).
    """
    mention = mention_of(article, mention_id)
    if other.kind != mention.kind or other.id == mention.id:
        raise EditRefused("wrong_kind")
    if other.cluster is not None:
        raise EditRefused("linked")
    made = link_new(article, mention_id, name="", whole_chain=whole_chain, ref_taken=ref_taken)
    changes = (*made.changes, update(other, cluster=made.changes[0].row.id))
    named = {"other": shortened(" ".join(text.split())), **({"where": where} if where else {})}
    return Edit("cluster.link_across" if where else "cluster.link_pair", changes, words(article, mention, **named))


def join(
    article: OpenArticle, mention_id: str, *, other_article: OpenArticle, other_id: str, whole_chain: bool,
    ref_taken: RefTaken,
) -> Edit:
    """One cluster for mentions of two articles: the other's, or this one's where only that is one of the corpus.

    A new one for two that have none. With ``whole_chain`` the suggested chain of the one that moves goes along.
    Raises EditRefused: gone, wrong_kind, same_cluster.
    """
    mention, other = mention_of(article, mention_id), mention_of(other_article, other_id)
    if mention.kind != other.kind:
        raise EditRefused("wrong_kind")
    mine, theirs = article.clusters.get(mention.cluster or ""), other_article.clusters.get(other.cluster or "")
    if mine is None and theirs is None:
        text, where = other_article.text_of(other), other_article.row.title or other_article.row.ref
        return link_pair(article, mention_id, other=other, text=text, where=where, ref_taken=ref_taken)
    if mine is not None and theirs is not None and mine.id == theirs.id:
        raise EditRefused("same_cluster")
    if theirs is None or (theirs.scope and mine is not None and not mine.scope):
        assert mine is not None
        return link(other_article, other_id, cluster=mine, whole_chain=whole_chain, ref_taken=ref_taken)
    return link(article, mention_id, cluster=theirs, whole_chain=whole_chain, ref_taken=ref_taken)


def distinguish(article: OpenArticle, mention_id: str, *, other: str, name: str) -> Edit:
    """Remember that a mention is not what a cluster or mention ``other`` (called ``name``) is. EditRefused("gone")."""
    mention = mention_of(article, mention_id)
    tie = Tie("distinct", mention.id, other, layer=mention.layer)
    return Edit("cluster.distinguish", (Change(None, tie),), words(article, mention, cluster=name))


def unlink(article: OpenArticle, mention_id: str) -> Edit:
    """Take a mention out of its cluster. Raises EditRefused: gone, unlinked."""
    mention = mention_of(article, mention_id)
    if mention.cluster is None:
        raise EditRefused("unlinked")
    known = article.clusters.get(mention.cluster)
    params = words(article, mention, cluster=known.name if known else "")
    return Edit("cluster.unlink", (update(mention, cluster=None),), params)


def rename(cluster: Cluster, *, name: str) -> Edit:
    """Another name for a cluster; its id in files stays. Raises EditRefused("blank") for no name.

    What is its name now is none of its other names any more.
    """
    name = " ".join(name.split())
    if not name:
        raise EditRefused("blank")
    params = (("cluster", name), ("old", cluster.name))
    after = replace(cluster, name=name, aliases=joined(name, cluster.aliases))
    return Edit("cluster.rename", (Change(cluster, after),), params)


def chain_of(article: OpenArticle, mention: Mention) -> list[Mention]:
    """The mentions a link to this one concerns: its suggested chain in this article, or only itself."""
    cluster = article.clusters.get(mention.cluster or "")
    if cluster is None or not cluster.scope:
        return [mention]
    return [each for each in article.index.ordered if each.cluster == cluster.id and each.status != "rejected"]


def free_ref(name: str, ref_taken: RefTaken, *, kind: Kind) -> str:
    """An id in files for a cluster of this name that no other one has, found in few questions where many have it.

    It begins as those of our files do, E- for an entity and C- for an event, so that one sees which is an id; where the
    name is typed as an id it is that.
    """
    base = name if _ID.fullmatch(name) else PREFIXES[kind] + ("_".join(name.split()) or "cluster")
    if not ref_taken(base):
        return base
    last, free = 1, 2
    while ref_taken(f"{base}-{free}"):
        last, free = free, free * 2
    while free - last > 1:
        middle = (last + free) // 2
        last, free = (middle, free) if ref_taken(f"{base}-{middle}") else (last, middle)
    return f"{base}-{free}"
