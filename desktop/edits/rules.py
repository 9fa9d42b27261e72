"""The label set's rules on labels, roles and fillers: what is refused, what is only warned about."""

from __future__ import annotations

from db.labelset import LabelSet
from db.rows import Argument, Change, Kind, Mention
from desktop.article import OpenArticle
from desktop.edits import EditRefused

Warnings = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def checked_label(labels: LabelSet, kind: Kind, label: str) -> None:
    """Raise EditRefused("label") for a label the label set does not have."""
    if labels.label(kind, label) is None:
        raise EditRefused("label", label=label)


def fault_of_argument(labels: LabelSet, event: Mention, *, role: str, filler: Mention) -> EditRefused | None:
    """Why this filler may not stand in this role of this event, or None if it may.

    Codes: role_unknown, role_not_of_type, wrong_filler.
    """
    event_type = labels.event(event.label)
    if labels.role(role) is None:
        return EditRefused("role_unknown", role=role)
    use = event_type.use(role) if event_type else None
    if use is None:
        return EditRefused("role_not_of_type", role=role, type=event.label)
    if not use.accepts(kind=filler.kind, label=filler.label):
        takes = ", ".join(use.fillers)
        return EditRefused("wrong_filler", role=role, type=event.label, label=filler.label, takes=takes)
    return None


def warning(fault: EditRefused, *, done: str = "done") -> tuple[str, tuple[tuple[str, str], ...]]:
    """A fault that is let pass, as a warning: message key and parameters. ``done``: ``added``, or ``done``, was it."""
    return f"warned.{done}.{fault.code}", tuple(sorted((name, str(value)) for name, value in fault.params.items()))


def dropped_arguments(article: OpenArticle, labels: LabelSet, after: Mention) -> tuple[list[Change], Warnings]:
    """What a mention's new label does to its arguments: those now wrong go (refuse) or are warned about (warn)."""
    gone: list[Change] = []
    warnings: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    pairs: list[tuple[Argument, Mention | None, Mention | None]] = [
        (argument, after, article.mentions.get(argument.filler)) for argument in article.arguments_of(after.id)
    ]
    pairs += [
        (argument, article.mentions.get(argument.event), after) for argument in article.arguments_filled_by(after.id)
    ]
    for argument, event, filler in pairs:
        if event is None or filler is None:
            continue
        fault = fault_of_argument(labels, event, role=argument.role, filler=filler)
        if fault is None:
            continue
        if labels.wrong_filler == "refuse":
            gone.append(Change(argument, None))
        else:
            warnings.append(warning(fault))
    return gone, tuple(warnings)
