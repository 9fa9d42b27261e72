"""The widgets' style sheet: qt-material's template in our colours, rendered once per theme, and our overrides on top.

qt-material is imported only when a sheet is not in the cache yet. Its icons go to our own cache folder, never to
``~/.qt_material``. Taken out of its sheet: fonts of ``*``, which would beat every ``setFont``; capitals; heights;
the background of every ``QWidget``, which would cover the cards that widgets lie on.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import platform
import re
import shutil
import tempfile
from pathlib import Path

import resources
from desktop.ui.theme import Theme

VERSION = 1
"""Raise when what is made of the template changes."""
FONT = '"Vazirmatn", "Noto Sans Arabic", "Noto Sans", sans-serif'

FOLDER = "styles"
"""Where in the cache the sheets lie, one folder a theme."""

_SHEET = "sheet.qss"
_UNWANTED = (
    re.compile(r"^\s*(font-family|font-size|line-height|height|text-transform):[^;]*;", re.MULTILINE),
    re.compile(r"^QWidget \{\s*background-color:[^;]*;\s*\}", re.MULTILINE),
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROLE = re.compile(r"@([\w.]+)@")
_log = logging.getLogger(__name__)


def load(theme: Theme, *, direction: str, cache: Path) -> str:
    """The style sheet for ``theme``, reading ``rtl`` or ``ltr``; made and kept in ``cache`` where it is missing."""
    template = _template()
    overrides = resources.path("themes", "overrides.qss").read_text(encoding="utf-8")
    folder = cache / FOLDER / f"{theme.name}-{_digest(theme, template)}"
    try:
        if not (folder / _SHEET).is_file():
            _make(theme, template, folder)
        material = (folder / _SHEET).read_text(encoding="utf-8")
    except OSError as error:
        _log.warning("no cached style sheet, plain widgets instead: %s", error)
        material = ""
    return (material + _filled(overrides, theme, direction)).replace("icon:/", f"{folder.as_posix()}/")


def _template() -> Path:
    """The template file, found without importing qt-material (87 ms with jinja2)."""
    spec = importlib.util.find_spec("qt_material")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("qt_material")
    return Path(spec.origin).with_name("material.qss.template")


def _digest(theme: Theme, template: Path) -> str:
    status = template.stat()
    parts = (VERSION, FONT, status.st_size, status.st_mtime_ns, sorted(theme.roles.items()))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _make(theme: Theme, template: Path, folder: Path) -> None:
    """Render beside ``folder`` and move it there in one step, so that two starting processes do not meet."""
    import jinja2
    from qt_material import density, opacity
    from qt_material.resources import ResourseGenerator

    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder.parent))
    colours = {
        "primaryColor": theme.hex("accent"),
        "primaryLightColor": theme.hex("selection"),
        "primaryTextColor": theme.hex("selection.text"),
        "secondaryColor": theme.hex("base"),
        "secondaryLightColor": theme.hex("border"),
        "secondaryDarkColor": theme.hex("window"),
        "secondaryTextColor": theme.hex("text"),
        "danger": theme.hex("danger"),
        "warning": theme.hex("warning"),
        "success": theme.hex("ok"),
    }
    ResourseGenerator(
        primary=colours["primaryColor"],
        secondary=colours["secondaryColor"],
        disabled=theme.hex("border.strong"),
        source=str(template.parent / "resources" / "source"),
        parent=str(fresh),
    ).generate()
    environment = jinja2.Environment(autoescape=False, loader=jinja2.FileSystemLoader(template.parent))
    environment.filters.update(opacity=opacity, density=density)
    system = {"linux": "Linux", "windows": "Windows", "darwin": "Darwin"}
    sheet = environment.get_template(template.name).render(
        **colours,
        **{name: platform.system() == value for name, value in system.items()},
        pyside6=True,
        font_family=FONT,
        density_scale="-1",
        button_shape="default",
    )
    for unwanted in (_COMMENT, *_UNWANTED):
        sheet = unwanted.sub("", sheet)
    (fresh / _SHEET).write_text(sheet, encoding="utf-8")
    try:
        os.replace(fresh, folder)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        if not (folder / _SHEET).is_file():
            raise


def _filled(overrides: str, theme: Theme, direction: str) -> str:
    """Our overrides with ``@role@`` replaced by colours and ``@start@``, ``@end@``, ``@forward@`` by the sides."""
    rtl = direction == "rtl"
    words = {"start": "right" if rtl else "left", "end": "left" if rtl else "right"}
    words |= {"forward": "leftarrow" if rtl else "rightarrow"}
    words |= {"filled": "add" if rtl else "sub", "unfilled": "sub" if rtl else "add"}
    return _ROLE.sub(lambda found: words.get(found[1]) or theme.hex(found[1]), _COMMENT.sub("", overrides))
