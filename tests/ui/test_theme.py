"""Themes: readable everywhere, the same roles in both, a style sheet made once and only in our own cache."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

import resources
from db.labelset import preset, presets
from db.rows import Mention
from desktop import paths
from desktop.settings import Settings
from desktop.ui import icons, stylesheet, theme
from desktop.ui.article.kin import WASH
from desktop.ui.article.style import CanvasStyle, mixed
from tests.ui.canvas_rig import application

BOTH = pytest.mark.parametrize("name", ["light", "dark"])


@BOTH
def test_every_pair_of_roles_can_be_read(name: theme.ThemeName) -> None:
    chosen = theme.load(name)
    weak = {
        pair: round(theme.contrast(chosen.role(pair[0]), chosen.role(pair[1])), 2)
        for pair in theme.PAIRS
        if theme.contrast(chosen.role(pair[0]), chosen.role(pair[1])) < 4.5
    }
    assert weak == {}


@BOTH
@pytest.mark.parametrize("label_set", presets())
def test_letters_can_be_read_on_the_ground_of_every_label(
    name: theme.ThemeName, label_set: str, tmp_path: Path
) -> None:
    application()
    chosen = theme.load(name)
    labels = chosen.labels = preset(label_set)
    style = CanvasStyle.of(chosen, Settings(tmp_path / "settings.toml"))
    grounds = {}
    for kind, items in (("entity", labels.entities), ("event", labels.events)):
        for item in items:
            ground = style.inks(Mention("a", kind, item.code, 0, 1)).fill.color()
            assert ground.alpha() == 255, "washes that add up would make the letters of nested mentions fade"
            grounds[item.code] = ground
            grounds[f"{item.code}, of the selected cluster"] = mixed(style.handle, ground, WASH / 255)
    weak = {
        (what, role): round(theme.contrast(chosen.role(role), ground), 2)
        for what, ground in grounds.items()
        for role in ("canvas.text", "canvas.heading")
        if theme.contrast(chosen.role(role), ground) < 4.5
    }
    assert weak == {}


@BOTH
def test_lines_that_mean_something_can_be_seen(name: theme.ThemeName) -> None:
    chosen = theme.load(name)
    for role, ground in (("focus", "window"), ("focus", "base"), ("border.strong", "base"), ("canvas.caret",
                         "canvas.background"), ("canvas.handle", "canvas.background")):  # fmt: skip
        assert theme.contrast(chosen.role(role), chosen.role(ground)) >= 3, (role, ground)


def test_both_themes_have_the_same_roles_and_every_text_role_is_checked() -> None:
    light, dark = theme.load("light"), theme.load("dark")
    assert light.roles.keys() == dark.roles.keys()
    assert light.hex("canvas.background") == "#fffdf8"
    assert dark.hex("canvas.background") == "#1f2226"
    checked = {pair[0] for pair in theme.PAIRS}
    assert {role for role in light.roles if role == "text" or role.endswith(".text")} <= checked


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert theme.contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_labels_have_the_sets_colours_and_unknown_ones_are_muted() -> None:
    labels = preset("news")
    for name in ("light", "dark"):
        chosen = theme.load(name)
        assert chosen.label("entity", labels.entities[0].code) == chosen.role("muted")
        chosen.labels = labels
        for kind, items in (("entity", labels.entities), ("event", labels.events)):
            for item in items:
                wanted = item.dark if chosen.dark else item.light
                assert chosen.label(kind, item.code).name() == wanted.lower()
        assert chosen.label("entity", "NO-SUCH") == chosen.role("muted")


@BOTH
def test_the_palette_says_the_same(name: theme.ThemeName) -> None:
    chosen = theme.load(name)
    palette = chosen.palette()
    assert palette.color(QPalette.ColorRole.Base) == chosen.role("base")
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == chosen.role("disabled")


@BOTH
@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_the_sheet_is_whole(name: theme.ThemeName, direction: str, tmp_path: Path) -> None:
    sheet = stylesheet.load(theme.load(name), direction=direction, cache=tmp_path)
    assert "@" not in sheet
    assert "icon:/" not in sheet
    assert "{{" not in sheet
    assert not re.search(r"font-family|text-transform", sheet)
    images = set(re.findall(r"url\(([^)]+)\)", sheet))
    assert images
    assert [image for image in images if not Path(image.strip("'\"")).is_file()] == []
    start = "right" if direction == "rtl" else "left"
    assert f"QDockWidget::title {{ text-align: {start};" in sheet
    filled = "add" if direction == "rtl" else "sub"
    assert f"QSlider::{filled}-page:horizontal {{ background: {theme.load(name).hex('accent')};" in sheet


def test_nothing_is_written_but_in_our_cache(first_start: Path) -> None:
    assert list(first_start.iterdir()) == []
    stylesheet.load(theme.load("light"), direction="rtl", cache=paths.cache_dir())
    assert {place.name for place in first_start.iterdir()} == {"tawsim"}
    assert not (first_start / ".qt_material").exists()


def test_a_second_start_does_not_bring_qt_material_in(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop.ui import stylesheet, theme\n"
        "sheet = stylesheet.load(theme.load('dark'), direction='rtl', cache=Path(sys.argv[1]))\n"
        "print(len(sheet), 'qt_material' in sys.modules or 'jinja2' in sys.modules)\n"
    )
    root = resources.path().parent
    command = [sys.executable, "-c", code, str(tmp_path)]
    said = [subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    (length, first), (again, second) = (each.split() for each in said)
    assert (first, second) == ("True", "False")
    assert length == again


def test_a_cache_that_cannot_be_written_leaves_our_own_rules(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    sheet = stylesheet.load(theme.load("light"), direction="rtl", cache=tmp_path / "file")
    assert "#reviewBar" in sheet


def test_another_theme_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    for name in ("light", "dark"):
        stylesheet.load(theme.load(name), direction="rtl", cache=tmp_path)
    stylesheet.load(theme.load("light"), direction="ltr", cache=tmp_path)
    assert len(list((tmp_path / "styles").iterdir())) == 2


@pytest.mark.parametrize("file", sorted(resources.path("icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_can_be_drawn(file: Path) -> None:
    assert QApplication.instance() or QApplication([])
    picture = icons.pixmap(file.stem, QColor("#c00000"), size=24, ratio=2)
    assert (picture.width(), picture.height()) == (48, 48)
    image = picture.toImage()
    assert any(image.pixelColor(x, y).alpha() > 200 for x in range(48) for y in range(48))
