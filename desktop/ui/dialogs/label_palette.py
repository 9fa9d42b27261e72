"""The palette of labels: their chips with the keys that give them, searched in Arabic and English."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from db.arabic import fold_key
from db.labelset import EventType, Label, LabelSet
from db.rows import Kind
from desktop.keys import Chord, label_chord
from desktop.ui.context import Context
from desktop.ui.dialogs.palette import Look, Palette, narrowed
from desktop.ui.dialogs.palette_row import Row

TITLES: dict[Kind, str] = {"entity": "palettes.label.title", "event": "palettes.event.title"}


EVENTS_KEY = "E"
SHOWN = 40
"""Letters of a new mention shown."""


@dataclass(frozen=True, slots=True)
class EventTypes:
    """The choice to see the event types, each with its key."""


def label_palette(
    context: Context, parent: QWidget, *, kind: Kind, labels: LabelSet, current: str | None = None,
    events: bool = False, covers: str = "",
) -> Palette:  # fmt: skip
    """The palette; it gives the code of the label chosen. ``current`` is the label Enter gives at once.

    With ``events`` it offers event types below the entities, found by typing: it may give an ``EventType``, or
    ``EventTypes`` for the palette of these. ``covers``: the letters a new mention would cover, shown on top.
    """
    rows = [_row(context, kind, label, current=current) for label in labels.labels(kind)]
    if events and labels.events:
        rows.append(_switch(context))
        types = (_row(context, "event", label, current=None) for label in labels.events)
        rows += [replace(row, value=label, key="", legend="") for row, label in zip(types, labels.events, strict=True)]
    hint = "palettes.label.hint_events" if events and labels.events else "palettes.label.hint"
    look = Look(title=TITLES[kind], placeholder="palettes.label.placeholder", hint=hint, width=380,
                none="palettes.label.none",
                subject=context.tr("palettes.covers", text=_shown(covers)) if covers else "")  # fmt: skip
    return Palette(context, parent, look=look, rows=lambda query: narrowed(rows, query))


def _row(context: Context, kind: Kind, label: Label, *, current: str | None) -> Row:
    language = context.messages.language
    words = [label.code, label.name.ar, label.name.en]
    if isinstance(label, EventType):
        group = label.group.text(language)
        words += [label.group.ar, label.group.en]
    else:
        group = context.tr(f"palettes.family.{label.family}")
    return Row(
        value=label.code,
        title=label.name.text(language),
        key=label.key,
        legend=key_legend(label.key, language=language),
        search=tuple(fold_key(word) for word in words),
        also=(fold_key(group),),
        detail=group,
        colour=context.theme.label(kind, label.code),
        current=label.code == current,
    )


def _shown(text: str) -> str:
    """A text on one line, its middle left out where it is long: the edges are what matters."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN // 2]} … {line[-SHOWN // 2 :]}"


def _switch(context: Context) -> Row:
    name = context.tr(TITLES["event"])
    return Row(
        value=EventTypes(),
        title=context.tr("palettes.label.events"),
        key=EVENTS_KEY,
        bare=True,
        legend=Chord.parse(EVENTS_KEY).legend(context.messages.language),
        search=(fold_key(name),),
    )


def key_legend(key: str, *, language: str) -> str:
    """How a label's key is shown: a digit as it is, a letter with the Shift it takes and its Arabic legend."""
    return f"⇧{Chord.parse(key).legend(language)}" if label_chord(key).mods else key
