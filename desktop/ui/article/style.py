"""How the article looks: fonts, measures and inks, made once from the theme and the reader's settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen

from db.rows import Mention
from desktop.settings import Settings
from desktop.ui.article.offsets import hidden
from desktop.ui.theme import Theme

INTERFACE_FAMILY = "Vazirmatn"
FALLBACKS = ("Noto Naskh Arabic", "Vazirmatn", "Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji")
SAMPLE = "وقال الرئيس الروسي فلاديمير بوتين إن"
"""Ordinary prose, to estimate how many letters a line takes."""
DEFAULT_PX = 22
LOW_SCORE = 0.6
"""Suggestions below this are marked as doubtful."""
DOUBT = "؟"
CHIP_PADDING = 5.0
AROUND, INSIDE = 0.36, 1.0
"""Of the height of a chip's font, the air above and below its capitals; px between its ink and its edges."""
WASH_LIGHT, WASH_DARK = 0.13, 0.21
"""How much of a label's colour is in the ground of its mentions."""
ChipNames = Literal["code", "ar", "en"]


@dataclass(frozen=True, slots=True)
class Inks:
    """The pens and brushes of one label."""

    fill: QBrush
    solid: QPen
    dashed: QPen
    dotted: QPen
    bar: QBrush
    chip_text: QColor
    """Readable on ``bar``."""


class CanvasStyle:
    """Everything the painting asks for. A new one is made when theme, font, zoom or spacing changes."""

    def __init__(
        self,
        theme: Theme,
        *,
        family: str = FALLBACKS[0],
        px: int = DEFAULT_PX,
        spacing: float = 1.0,
        measure: int = 75,
        chips: ChipNames = "code",
        leave_out: re.Pattern[str] | None = None,
        all_links: bool = True,
    ) -> None:
        self.theme = theme
        self.chips = chips
        """What stands on chips: the label's code, or its Arabic or English name."""
        self.leave_out = leave_out
        """What of the text is not shown."""
        self.all_links = all_links
        """Whether events that are not selected show their links, faintly."""
        self.px = px
        self.text_font = _font(family, px)
        self.title_font = _font(family, round(px * 1.3), QFont.Weight.DemiBold)
        self.chip_font = _font(INTERFACE_FAMILY, max(10, round(px * 0.46)), QFont.Weight.DemiBold)
        self.meta_font = _font(INTERFACE_FAMILY, max(12, round(px * 0.6)))
        metrics = QFontMetricsF(self.text_font)
        self.line_height = ceil(metrics.height())
        self.letter = metrics.horizontalAdvance(SAMPLE) / len(SAMPLE)
        """Mean width of a letter, px."""
        self.max_width = ceil(self.letter * measure)
        chip = QFontMetricsF(self.chip_font)
        self.chip_metrics = chip
        self.chip_height = ceil(chip.capHeight() + max(6.0, chip.height() * AROUND))
        self.chip_baseline = (self.chip_height + chip.capHeight()) / 2
        self.bar = 2.0
        self.lane = self.chip_height + 4
        """Height of one lane: bar, chip and air."""
        self.gap = ceil(px * 0.32) + round((spacing - 1.0) * self.line_height)
        """Air under the lanes, where links run; never less than the highest marks need."""
        self.gap = max(self.gap, ceil(px * 0.2))
        self.below = ceil(px * 0.36)
        """Air between paragraphs."""
        self.blank_height = ceil(QFontMetricsF(self.meta_font).height())
        """Of a paragraph without letters."""
        self.margin = 24
        self.rail = 72
        """Width of the margin at the left, where links run from line to line."""
        self._dress(theme)
        self._inks: dict[tuple[str, str], Inks] = {}
        self._widths: dict[str, float] = {}
        self._baselines: dict[str, float] = {}

    def _dress(self, theme: Theme) -> None:
        self.background = theme.role("canvas.background")
        self.text = theme.role("canvas.text")
        self.heading = theme.role("canvas.heading")
        self.muted = theme.role("canvas.muted")
        self.selection = theme.role("canvas.selection")
        self.found = theme.role("canvas.current")
        self.caret = theme.role("canvas.caret")
        self.focus = theme.role("canvas.focus")
        self.handle = theme.role("canvas.handle")
        self.link = theme.role("canvas.link")
        self.rejected = theme.role("canvas.rejected")
        self.chip_background = theme.role("canvas.chip.background")
        self.chip_ink = theme.role("canvas.chip.text")
        self.track = theme.role("progress.track")
        self.done = theme.role("state.done")
        self.pick = theme.role("canvas.pick")
        self.pick_text = theme.role("canvas.pick.text")
        self.wrong = theme.role("danger")

    @classmethod
    def of(cls, theme: Theme, settings: Settings, *, zoom: int = 0) -> CanvasStyle:
        """The style the settings ask for; ``zoom`` adds px to the font size."""
        return cls(
            theme,
            family=settings.get("font_family"),
            px=min(max(settings.get("font_size") + zoom, 10), 72),
            spacing=settings.get("line_spacing"),
            measure=settings.get("measure"),
            chips=settings.get("chip_names"),
            leave_out=hidden(marks=settings.get("hide_marks"), tatweel=settings.get("hide_tatweel")),
            all_links=settings.get("all_links"),
        )

    def inks(self, mention: Mention) -> Inks:
        """The inks of a mention's label."""
        key = (mention.kind, mention.label)
        found = self._inks.get(key)
        if found is None:
            colour = self.theme.label(*key)
            wash = mixed(colour, self.background, WASH_DARK if self.theme.dark else WASH_LIGHT)
            dashed = QPen(colour, 1.2)
            dashed.setDashPattern([4, 3])
            found = Inks(
                fill=QBrush(wash),
                solid=QPen(colour, 1.2),
                dashed=dashed,
                dotted=QPen(colour, 1, Qt.PenStyle.DotLine),
                bar=QBrush(colour),
                chip_text=self.theme.on(colour),
            )
            self._inks[key] = found
        return found

    def chip_label(self, mention: Mention) -> str:
        """The short name on a chip, with a mark when a suggestion's score is low."""
        name = self._name(mention)
        return f"{name} {DOUBT}" if is_doubtful(mention) else name

    def _name(self, mention: Mention) -> str:
        label = self.theme.labels.label(mention.kind, mention.label) if self.theme.labels else None
        if self.chips == "code" or label is None:
            return short_label(mention)
        return label.name.ar if self.chips == "ar" else label.name.en

    def chip_width(self, mention: Mention) -> float:
        """Width of a mention's chip, px."""
        return self.width_of(self.chip_label(mention)) + (self.chip_height * 0.6 if mention.kind == "event" else 0.0)

    def width_of(self, label: str) -> float:
        """Width of a chip that carries ``label``, px."""
        width = self._widths.get(label)
        if width is None:
            width = self._widths[label] = ceil(self.chip_metrics.horizontalAdvance(label) + 2 * CHIP_PADDING)
        return width


    def baseline_of(self, label: str) -> float:
        """Where a label's baseline lies on a chip, px from its top: as for capitals, higher where letters reach low."""
        found = self._baselines.get(label)
        if found is None:
            ink = self.chip_metrics.tightBoundingRect(label)
            lowest, highest = self.chip_height - INSIDE - ink.bottom(), INSIDE - ink.top()
            found = self._baselines[label] = max(min(self.chip_baseline, lowest), min(highest, self.chip_baseline))
        return found


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """``share`` of a colour over a ground."""
    pairs = ((colour.red(), ground.red()), (colour.green(), ground.green()), (colour.blue(), ground.blue()))
    return QColor(*(round(one * share + two * (1 - share)) for one, two in pairs))


def short_label(mention: Mention) -> str:
    """What stands on a chip: the code; of ``Group:Type`` the type."""
    return mention.label.rsplit(":", 1)[-1]


def is_doubtful(mention: Mention) -> bool:
    """Whether it is a suggestion its maker was not sure of."""
    return mention.status == "suggested" and mention.score is not None and mention.score < LOW_SCORE


def _font(family: str, px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont()
    font.setFamilies([family, *(other for other in FALLBACKS if other != family)])
    font.setPixelSize(px)
    font.setWeight(weight)
    return font
