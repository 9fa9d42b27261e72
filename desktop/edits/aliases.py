"""Edits of the other names of a cluster, which no mention need have: one more, one less."""

from __future__ import annotations

from dataclasses import replace

from db.aliases import alike, joined, tidy
from db.rows import Change, Cluster
from desktop.edits import Edit, EditRefused


def add(cluster: Cluster, *, alias: str) -> Edit:
    """Say that a cluster is also known by a name.

    Raises EditRefused: blank, alias_is_name, alias_known; names are alike whatever hamza, marks or case they have.
    """
    alias = tidy(alias)
    if not alias:
        raise EditRefused("blank")
    if alike(alias, cluster.name):
        raise EditRefused("alias_is_name", name=cluster.name)
    known = next((each for each in cluster.aliases if alike(each, alias)), None)
    if known is not None:
        raise EditRefused("alias_known", name=known)
    after = replace(cluster, aliases=joined(cluster.name, cluster.aliases, (alias,)))
    return Edit("cluster.alias_add", (Change(cluster, after),), (("alias", alias), ("cluster", cluster.name)))


def remove(cluster: Cluster, *, alias: str) -> Edit:
    """Say no longer that a cluster is known by a name. Raises EditRefused("alias_gone")."""
    if alias not in cluster.aliases:
        raise EditRefused("alias_gone", name=alias)
    after = replace(cluster, aliases=tuple(each for each in cluster.aliases if each != alias))
    return Edit("cluster.alias_remove", (Change(cluster, after),), (("alias", alias), ("cluster", cluster.name)))
