"""What is missing or wrong in an event's frame, and why; which event a place of the article belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from db.labelset import LabelSet
from db.rows import Argument, Mention, Span
from desktop.article import OpenArticle
from desktop.edits.rules import fault_of_argument
from desktop.edits.shared import quoted

Code = Literal["missing", "missing_any", "wrong_filler", "role_not_of_type", "role_unknown", "rejected", "gone", "far"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know about a role: a message ``frame.remark.<code>`` with its params (codes of the label set)."""

    code: Code
    role: str
    params: tuple[tuple[str, str], ...]
    argument: str | None = None
    """The argument it is about; None where there is none."""

    @property
    def quiet(self) -> bool:
        """Is it only worth a look, nothing against the label set?"""
        return self.code == "far"

    @property
    def missing(self) -> bool:
        """Is it that nothing fills a role that needs a filler?"""
        return self.code in ("missing", "missing_any")


def explain(article: OpenArticle, labels: LabelSet, event: Mention) -> list[Remark]:
    """What is missing in an event's frame, in the order of its type's roles, then what is wrong with its arguments.

    Nothing is said of an event that is rejected.
    """
    if event.status == "rejected":
        return []
    kind = labels.event(event.label)
    held = article.arguments_of(event.id)
    filled = {argument.role for argument in held}
    found = []
    for use in kind.roles if kind else ():
        if use.required and use.role not in filled:
            params = (("role", use.role), ("type", event.label), ("takes", ", ".join(use.fillers)))
            found.append(Remark("missing" if use.fillers else "missing_any", use.role, params))
    sentence = article.sentence_at(event.start) if held else (0, 0)
    wrong = (_wrong(article, labels, event, argument, sentence=sentence) for argument in held)
    return [*found, *(remark for remark in wrong if remark is not None)]


def _wrong(
    article: OpenArticle, labels: LabelSet, event: Mention, argument: Argument, *, sentence: Span
) -> Remark | None:
    """What is to be said of one argument; the gravest only. ``sentence`` is the trigger's."""
    role, filler = argument.role, article.mentions.get(argument.filler)
    if filler is None:
        return Remark("gone", role, (("role", role),), argument.id)
    text = ("text", quoted(article, filler))
    if filler.status == "rejected":
        return Remark("rejected", role, (text, ("role", role)), argument.id)
    fault = fault_of_argument(labels, event, role=role, filler=filler)
    if fault is not None:
        params = {name: str(value) for name, value in fault.params.items()}
        return Remark(_code(fault.code), role, (text, *sorted(params.items())), argument.id)
    if not sentence[0] <= filler.start < sentence[1]:
        return Remark("far", role, (text,), argument.id)
    return None


def _code(fault: str) -> Code:
    for code in ("wrong_filler", "role_not_of_type", "role_unknown"):
        if code == fault:
            return code
    raise ValueError(fault)


def event_beside(article: OpenArticle, *, mention: Mention | None, position: int) -> Mention | None:
    """The event to show for a mention: itself, else one it is an argument of, else the nearest; None: there is none.

    Without a mention the nearest to ``position`` (code points); of two as near, the one that comes first.
    """
    if mention is not None and mention.kind == "event":
        return mention
    if mention is not None:
        position = mention.start
        for argument in article.arguments_filled_by(mention.id):
            event = article.mentions.get(argument.event)
            if event is not None and event.status != "rejected":
                return event
    events = [each for each in article.index.ordered if each.kind == "event" and each.status != "rejected"]
    return min(events, key=lambda each: max(each.start - position, position - each.end, 0), default=None)
