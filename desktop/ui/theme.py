"""Colours by role, light and dark, from ``resources/themes``; the canvas, the panels and the style sheet share them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QColor, QPalette

import resources

if TYPE_CHECKING:
    from db.labelset import LabelSet

ThemeName = Literal["light", "dark"]

PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "window"), ("text", "base"), ("text", "alternate"), ("text", "hover"), ("text", "button"),
    ("muted", "window"), ("muted", "base"), ("muted", "alternate"), ("muted", "bar"), ("muted", "button"),
    ("accent", "window"), ("accent", "base"), ("accent", "button"), ("accent", "bar"),
    ("accent.text", "accent"), ("accent.text", "accent.hover"), ("selection.text", "selection"),
    ("tooltip.text", "tooltip"), ("link", "base"), ("link", "window"),
    ("ok", "window"), ("ok", "base"), ("ok", "bar"), ("warning", "window"), ("warning", "base"), ("warning", "bar"),
    ("danger", "window"), ("danger", "base"), ("danger", "bar"), ("bar.text", "bar"), ("keycap.text", "keycap"),
    ("state.new", "base"), ("state.in_progress", "base"), ("state.done", "base"),
    ("muted", "selection"), ("link", "selection"), ("ok", "selection"), ("warning", "selection"),
    ("danger", "selection"), ("state.new", "selection"), ("state.in_progress", "selection"),
    ("state.done", "selection"),
    ("canvas.text", "canvas.background"), ("canvas.text", "canvas.selection"), ("canvas.text", "canvas.current"),
    ("canvas.heading", "canvas.background"), ("canvas.muted", "canvas.background"),
    ("canvas.rejected", "canvas.background"), ("canvas.link", "canvas.background"),
    ("canvas.chip.text", "canvas.chip.background"), ("canvas.pick.text", "canvas.pick"),
)  # fmt: skip
"""(text role, background role) that occur together; a test holds each to 4.5:1."""


@dataclass(slots=True, eq=False)
class Theme:
    """One theme. ``labels`` is the open corpus' label set, whose colours belong to labels alone."""

    name: ThemeName
    dark: bool
    roles: Mapping[str, str]
    """Role name to ``#rrggbb``."""
    labels: LabelSet | None = None
    _colours: dict[str, QColor] = field(default_factory=dict)

    def hex(self, role: str) -> str:
        """The colour of a role as ``#rrggbb``. KeyError: no such role."""
        return self.roles[role]

    def role(self, role: str) -> QColor:
        """The colour of a role. KeyError: no such role. Do not change the colour given: it is shared."""
        colour = self._colours.get(role)
        if colour is None:
            colour = self._colours[role] = QColor(self.roles[role])
        return colour

    def label(self, kind: str, code: str) -> QColor:
        """The colour of an ``entity`` or ``event`` type; muted for a label the set does not know."""
        item = None
        if self.labels is not None:
            item = self.labels.event(code) if kind == "event" else self.labels.entity(code)
        if item is None:
            return self.role("muted")
        return QColor(item.dark if self.dark else item.light)

    def wash(self, colour: QColor, *, over: str = "canvas.background", amount: float = 0.16) -> QColor:
        """``colour`` laid thinly over a background role: a quiet, opaque fill that text stays readable on."""
        return blend(colour, self.role(over), amount)

    def on(self, background: QColor) -> QColor:
        """Ink or paper, whichever reads better on ``background``."""
        ink, paper = self.role("text"), self.role("base")
        return ink if contrast(ink, background) >= contrast(paper, background) else paper

    def palette(self) -> QPalette:
        """The same colours for what Qt paints by itself."""
        palette = QPalette()
        role = QPalette.ColorRole
        for target, name in (
            (role.Window, "window"), (role.WindowText, "text"), (role.Base, "base"), (role.AlternateBase, "alternate"),
            (role.Text, "text"), (role.Button, "button"), (role.ButtonText, "text"), (role.BrightText, "danger"),
            (role.ToolTipBase, "tooltip"), (role.ToolTipText, "tooltip.text"), (role.PlaceholderText, "muted"),
            (role.Highlight, "selection"), (role.HighlightedText, "selection.text"), (role.Accent, "accent"),
            (role.Link, "link"), (role.LinkVisited, "link"), (role.Light, "base"), (role.Midlight, "hover"),
            (role.Mid, "border"), (role.Dark, "border.strong"), (role.Shadow, "border.strong"),
        ):  # fmt: skip
            palette.setColor(target, self.role(name))
        for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.role("disabled"))
        return palette


def load(name: ThemeName) -> Theme:
    """Read a theme's table. KeyError, ValueError: the table is wrong, which a test would have shown."""
    table = tomllib.loads(resources.path("themes", f"{name}.toml").read_text(encoding="utf-8"))
    base: dict[str, str] = table["base"]
    roles = {role: base.get(value, value) for role, value in table["roles"].items()}
    for role, value in roles.items():
        if len(value) != 7 or not value.startswith("#"):
            raise ValueError(f"{name}: {role} = {value}")
    return Theme(name=name, dark=bool(table["dark"]), roles=roles)


def blend(top: QColor, bottom: QColor, amount: float) -> QColor:
    """``top`` laid over ``bottom`` with the opacity ``amount`` (0..1); opaque."""
    def mixed(one: int, two: int) -> int:
        return round(one * amount + two * (1 - amount))

    return QColor(
        mixed(top.red(), bottom.red()), mixed(top.green(), bottom.green()), mixed(top.blue(), bottom.blue())
    )


def contrast(one: QColor, two: QColor) -> float:
    """WCAG 2.2 contrast ratio of two opaque colours, 1..21."""
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    """WCAG 2.2 relative luminance."""
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
