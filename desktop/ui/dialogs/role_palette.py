"""Palettes of an event's arguments: which role to fill, with the likeliest fillers ready; which argument to remove."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.arabic import fold_key
from db.labelset import LabelSet, RoleUse
from db.rows import Argument, Mention
from desktop.article import OpenArticle
from desktop.keys import Chord
from desktop.suggest.fillers import Pair, pairs, roles_of
from desktop.ui.context import Context
from desktop.ui.dialogs.palette import Look, Palette, narrowed
from desktop.ui.dialogs.palette_row import Row

SHOWN = 40
"""Letters of a filler shown."""


def role_palette(
    context: Context, parent: QWidget, *, article: OpenArticle, labels: LabelSet, event: Mention
) -> Palette:
    """The palette; it gives a role's code, or a ``Pair`` of a role and a filler. Digits choose pairs, letters roles.

    With Shift it stays for another pair; each keeps its digit, and goes once the event has it.
    """
    uses = roles_of(labels, event)
    keys = {use.role: _key(labels, use.role) for use in uses}
    free = [digit for digit in "123456789" if digit not in keys.values()]
    proposed = [*zip(pairs(article, labels, event), free, strict=False)]

    def rows(query: str) -> list[Row]:
        held = {(argument.role, argument.filler) for argument in article.arguments_of(event.id)}
        roles = [_role(context, article, labels, event, use, key=keys[use.role]) for use in uses]
        left = [each for each in proposed if (each[0].role, each[0].filler.id) not in held]
        return narrowed([*roles, *(_pair(context, article, labels, pair, key=key) for pair, key in left)], query)

    look = Look(
        title="palettes.role.title", placeholder="palettes.role.placeholder", hint="palettes.role.hint", width=420,
        bare_keys=True, stays=True,
    )  # fmt: skip
    return Palette(context, parent, look=look, rows=rows)


def argument_palette(
    context: Context, parent: QWidget, *, article: OpenArticle, labels: LabelSet, event: Mention
) -> Palette:
    """The palette of the arguments an event has; it gives the id of the one chosen. Digits choose."""
    rows = [
        _argument(context, article, labels, argument, key=str(number) if number < 10 else "")
        for number, argument in enumerate(article.arguments_of(event.id), 1)
    ]
    look = Look(title="palettes.argument.title", placeholder="palettes.role.placeholder", width=420)
    return Palette(context, parent, look=look, rows=lambda query: narrowed(rows, query))


def _role(
    context: Context, article: OpenArticle, labels: LabelSet, event: Mention, use: RoleUse, *, key: str
) -> Row:
    held = [
        article.text_of(article.mentions[argument.filler])
        for argument in article.arguments_of(event.id)
        if argument.role == use.role and argument.filler in article.mentions
    ]
    state = "palettes.role.required" if use.required else "palettes.role.optional"
    item = labels.role(use.role)
    names = (use.role, item.name.ar, item.name.en) if item else (use.role,)
    language = context.messages.language
    return Row(
        value=use.role,
        title=_name(context, labels, use.role),
        key=key,
        legend=Chord.parse(key).legend(language) if key else "",
        search=tuple(map(fold_key, names)),
        detail=context.messages.listed(held)[:SHOWN] if held else context.tr(state),
        dim=bool(held),
    )


def _pair(context: Context, article: OpenArticle, labels: LabelSet, pair: Pair, *, key: str) -> Row:
    text = article.text_of(pair.filler)[:SHOWN]
    return Row(
        value=pair,
        title=text,
        key=key,
        search=(fold_key(text),),
        detail=_name(context, labels, pair.role),
        colour=context.theme.label(pair.filler.kind, pair.filler.label),
    )


def _argument(context: Context, article: OpenArticle, labels: LabelSet, argument: Argument, *, key: str) -> Row:
    filler = article.mentions.get(argument.filler)
    text = article.text_of(filler)[:SHOWN] if filler else argument.filler
    name = _name(context, labels, argument.role)
    return Row(
        value=argument.id,
        title=text,
        key=key,
        search=(fold_key(text), fold_key(name), fold_key(argument.role)),
        detail=name,
        colour=context.theme.label(filler.kind, filler.label) if filler else None,
    )


def _name(context: Context, labels: LabelSet, role: str) -> str:
    item = labels.role(role)
    return item.name.text(context.messages.language) if item else role


def _key(labels: LabelSet, role: str) -> str:
    item = labels.role(role)
    return item.key if item else ""
