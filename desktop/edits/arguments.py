"""Edits of arguments: give an event a filler in a role, take it away, change the role."""

from __future__ import annotations

from dataclasses import replace

from db.labelset import LabelSet
from db.rows import Argument, Change, Status
from desktop.article import OpenArticle
from desktop.edits import Edit, EditRefused
from desktop.edits.rules import fault_of_argument, warning
from desktop.edits.shared import mention_of, quoted, words


def add(article: OpenArticle, labels: LabelSet, *, event: str, role: str, filler: str) -> Edit:
    """A new argument; one that was rejected before is taken back.

    Raises EditRefused: gone, not_event, self_argument, duplicate_argument, and, where the label set refuses,
    role_unknown, role_not_of_type, wrong_filler; where it only warns, those are the edit's warnings.
    """
    head, tail = mention_of(article, event), mention_of(article, filler)
    if head.kind != "event":
        raise EditRefused("not_event")
    if event == filler:
        raise EditRefused("self_argument")
    fault = fault_of_argument(labels, head, role=role, filler=tail)
    if fault is not None and (labels.wrong_filler == "refuse" or fault.code == "role_unknown"):
        raise fault
    params = words(article, head, role=role, filler=quoted(article, tail))
    warnings = (warning(fault, done="added"),) if fault else ()
    for known in article.arguments_of(event, rejected=True):
        if (known.role, known.filler) != (role, filler):
            continue
        if known.status != "rejected":
            raise EditRefused("duplicate_argument", role=role)
        return Edit("argument.add", (Change(known, replace(known, status="accepted")),), params, warnings=warnings)
    argument = Argument(
        article=article.row.id, event=event, role=role, filler=filler, status="accepted", layer=head.layer
    )
    return Edit("argument.add", (Change(None, argument),), params, warnings=warnings)


def remove(article: OpenArticle, argument_id: str) -> Edit:
    """Take an argument away: a suggested one is kept as rejected, so that it is not suggested again."""
    argument = _argument(article, argument_id)
    event, filler = mention_of(article, argument.event), mention_of(article, argument.filler)
    params = words(article, event, role=argument.role, filler=quoted(article, filler))
    return Edit("argument.remove", (_taken_away(argument),), params)


def set_role(article: OpenArticle, labels: LabelSet, argument_id: str, *, role: str) -> Edit:
    """The same filler in another role; one rejected in it is taken back. Raises EditRefused as ``add`` does."""
    argument = _argument(article, argument_id)
    event, filler = mention_of(article, argument.event), mention_of(article, argument.filler)
    fault = fault_of_argument(labels, event, role=role, filler=filler)
    if fault is not None and (labels.wrong_filler == "refuse" or fault.code == "role_unknown"):
        raise fault
    status: Status = "accepted" if argument.source == "human" else "edited"
    changes: tuple[Change, ...] = (Change(argument, replace(argument, role=role, status=status)),)
    for known in article.arguments_of(event.id, rejected=True):
        if (known.role, known.filler) != (role, argument.filler):
            continue
        if known.status != "rejected" or known.id == argument.id:
            raise EditRefused("duplicate_argument", role=role)
        changes = (_taken_away(argument), Change(known, replace(known, status="accepted")))
    params = words(article, event, role=role, filler=quoted(article, filler))
    return Edit("argument.role", changes, params, warnings=(warning(fault),) if fault else ())


def _taken_away(argument: Argument) -> Change:
    """A person's own goes; a suggested one is kept as rejected."""
    return Change(argument, None if argument.source == "human" else replace(argument, status="rejected"))


def _argument(article: OpenArticle, argument_id: str) -> Argument:
    argument = article.arguments.get(argument_id)
    if argument is None:
        raise EditRefused("gone")
    return argument
