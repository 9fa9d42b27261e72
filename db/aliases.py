"""The other names of a cluster: which are alike, and a list of them that says nothing twice."""

from __future__ import annotations

from collections.abc import Iterable

from db.arabic import fold_key


def tidy(name: str) -> str:
    """A name on one line, with single blanks."""
    return " ".join(name.split())


def alike(one: str, other: str) -> bool:
    """Do two names say the same, however spelt?"""
    return _key(one) == _key(other)


def joined(name: str, *lists: Iterable[str]) -> tuple[str, ...]:
    """The names of all lists in their order, but for blank ones and those like ``name`` or an earlier one."""
    known, found = {_key(name), ""}, []
    for each in (tidy(alias) for aliases in lists for alias in aliases):
        if _key(each) not in known:
            known.add(_key(each))
            found.append(each)
    return tuple(found)


def _key(name: str) -> str:
    return fold_key(name) or tidy(name)  # of marks alone nothing is left
