"""Palettes of relations: which type a new or a changed one has, and which of an event's relations to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QWidget

from db.arabic import fold_key
from db.labelset import LabelSet, RelationType
from db.rows import Relation
from desktop import wording
from desktop.article import OpenArticle
from desktop.keys import Chord
from desktop.ui.context import Context
from desktop.ui.dialogs.palette import Look, Palette, narrowed
from desktop.ui.dialogs.palette_row import Row

SHOWN = 30
"""Letters of a trigger shown."""
DIGITS = "1234567890"
Verb = Literal["accept", "flip", "remove"]
VERBS: tuple[tuple[Verb, str], ...] = (("accept", "A"), ("flip", "F"), ("remove", "D"))
"""With their letters in the palette of changes."""


@dataclass(frozen=True, slots=True)
class Do:
    """The choice of something to do with a relation other than giving it a type."""

    verb: Verb


def type_palette(context: Context, parent: QWidget, *, labels: LabelSet, subject: str) -> Palette:
    """The palette of types for a new relation; it gives a type's code. Digits choose."""
    rows = _types(context, labels.relations, now=None)
    look = Look(
        title="relations.type.title", placeholder="relations.type.placeholder", hint="relations.type.hint",
        subject=context.tr("relations.type.subject", text=subject[:SHOWN]), width=340,
    )  # fmt: skip
    return Palette(context, parent, look=look, rows=lambda query: narrowed(rows, query))


def change_palette(
    context: Context, parent: QWidget, *, article: OpenArticle, labels: LabelSet, relation: Relation
) -> Palette:
    """What can be made of a relation; it gives a type's code or a ``Do``. Digits are types, letters the rest."""
    verbs = [
        Row(Do(verb), context.tr(f"relations.do.{verb}"), key=key.lower(), legend=_legend(context, key), bare=True,
            search=(fold_key(context.tr(f"relations.do.{verb}")), verb))
        for verb, key in VERBS
        if verb != "accept" or relation.status in ("suggested", "rejected")
    ]  # fmt: skip
    rows = [*verbs, *_types(context, labels.relations, now=relation.type)]
    look = Look(
        title="relations.change.title", placeholder="relations.type.placeholder", width=380, bare_keys=True,
        subject=told(context, article, labels, relation),
    )  # fmt: skip
    return Palette(context, parent, look=look, rows=lambda query: narrowed(rows, query))


def relations_palette(
    context: Context, parent: QWidget, *, article: OpenArticle, labels: LabelSet, relations: Sequence[Relation]
) -> Palette:
    """Which of several relations is meant; it gives the id. Digits choose."""
    rows = []
    for number, each in enumerate(relations, 1):
        text = told(context, article, labels, each)
        titles = [outer.title for end in (each.head, each.tail) if (outer := article.outer.get(end)) is not None]
        rows.append(Row(each.id, text, key=str(number) if number < 10 else "",
                        search=tuple(map(fold_key, (text, each.type, *titles))),
                        detail=" · ".join((*titles, context.tr(f"relations.status.{each.status}")))))  # fmt: skip
    look = Look(title="relations.change.title", placeholder="relations.which.placeholder", width=480)
    return Palette(context, parent, look=look, rows=lambda query: narrowed(rows, query))


def ends_palette(context: Context, parent: QWidget, *, article: OpenArticle, event: str, relations: Sequence[Relation],
                 labels: LabelSet) -> Palette:  # fmt: skip
    """To the other end of which of several relations of an event; it gives the relation's id. Digits choose."""
    rows = []
    for number, each in enumerate(relations, 1):
        text = told(context, article, labels, each)
        outer = article.outer.get(each.tail if each.head == event else each.head)
        title = outer.title if outer else ""
        rows.append(Row(each.id, text, key=str(number) if number < 10 else "", search=(fold_key(text), fold_key(title)),
                        detail=title))  # fmt: skip
    look = Look(title="reach.go.title", placeholder="relations.which.placeholder", width=480)
    return Palette(context, parent, look=look, rows=lambda query: narrowed(rows, query))


def told(context: Context, article: OpenArticle, labels: LabelSet, relation: Relation) -> str:
    """A relation as it is read: ``«زار» قبل «التقى»``."""
    head, tail = (article.words_of(end)[:SHOWN] or "…" for end in (relation.head, relation.tail))
    return wording.relation_words(context.messages, labels, head=head, type=relation.type, tail=tail)


def _types(context: Context, relations: Sequence[RelationType], *, now: str | None) -> list[Row]:
    language = context.messages.language
    return [
        Row(
            each.code,
            each.name.text(language),
            key=DIGITS[number] if number < len(DIGITS) else "",
            search=tuple(map(fold_key, (each.name.ar, each.name.en, each.code))),
            detail=context.tr("relations.type.now" if each.code == now else f"relations.family.{each.family}"),
            dim=each.code == now,
        )
        for number, each in enumerate(relations)
    ]


def _legend(context: Context, key: str) -> str:
    return Chord.parse(key).legend(context.messages.language)
