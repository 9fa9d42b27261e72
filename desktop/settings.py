"""The user's choices: one table that menus, the settings dialog and tests draw from, kept in a sparse TOML file.

Only what differs from the default is written. Keys that this version does not know are kept as they are.
"""

from __future__ import annotations

import logging
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import tomli_w

from desktop import paths

SettingKind = Literal["choice", "text", "int", "float", "bool", "list", "dict", "font"]
_TYPES: dict[SettingKind, type | tuple[type, ...]] = {
    "choice": str, "text": str, "font": str, "bool": bool, "int": int, "float": (float, int),
    "list": list, "dict": dict,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice. Its texts are ``settings.<key>`` and, for a choice, ``settings.<key>.<value>``."""

    key: str
    default: Any
    kind: SettingKind
    group: str = ""
    """The dialog's section; empty: not shown there, the window keeps it by itself."""
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    step: float = 1
    unit: str = ""
    """A message key of the unit, such as ``settings.unit.px``."""


SETTINGS: tuple[Setting, ...] = (
    Setting("language", "ar", "choice", "interface", choices=("ar", "en")),
    Setting("theme", "system", "choice", "interface", choices=("system", "light", "dark")),
    Setting("digits", "latin", "choice", "interface", choices=("latin", "arabic")),
    Setting("author", "", "text", "person"),
    Setting("font_family", "Noto Naskh Arabic", "font", "reading"),
    Setting("font_size", 22, "int", "reading", low=14, high=48, unit="settings.unit.px"),
    Setting("line_spacing", 1.0, "float", "reading", low=0.8, high=2.0, step=0.1),
    Setting("measure", 75, "int", "reading", low=40, high=160, step=5, unit="settings.unit.letters"),
    Setting("hide_marks", False, "bool", "reading"),
    Setting("hide_tatweel", False, "bool", "reading"),
    Setting("chip_names", "code", "choice", "reading", choices=("code", "ar", "en")),
    Setting("all_links", True, "bool", "reading"),
    Setting("timeline_rows", "merged", "choice", choices=("merged", "articles")),
    Setting("timeline_direction", "interface", "choice", choices=("interface", "rtl", "ltr")),
    Setting("recent", [], "list"),
    Setting("shortcuts", {}, "dict"),
    Setting("window_geometry", "", "text"),
    Setting("window_state", "", "text"),
    Setting("beside", {}, "dict"),
    Setting("window_front", [], "list"),
    Setting("window_away", [], "list"),
    Setting("last_folder", "", "text"),
    Setting("last_export_folder", "", "text"),
    Setting("last_export_format", "", "text"),
    Setting("last_label_set", "", "text"),
    Setting("tour_seen", False, "bool"),
)
RECENT_AT_MOST = 12

_log = logging.getLogger(__name__)


class Settings:
    """The choices of this user, read once, written at each change."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or paths.config_dir() / "settings.toml"
        self.listeners: list[Callable[[str], None]] = []
        """Called with the key after a choice has changed."""
        self.note: tuple[str, dict[str, object]] | None = None
        """A message (key, params) about a file that could not be read or written."""
        self._now: dict[str, Any] = {}
        self._table = {setting.key: setting for setting in SETTINGS}
        self._values = self._read()

    def get(self, key: str) -> Any:  # noqa: ANN401 - one table of many types
        """The choice, or its default where none was made or the file holds nonsense. KeyError: no such setting."""
        setting = self._table[key]
        value = self._now.get(key, self._values.get(key, setting.default))
        if not _fits(setting, value):
            value = setting.default
        return value.copy() if isinstance(value, (list, dict)) else value

    def set(self, key: str, value: object) -> None:
        """Make a choice and write it down. ValueError: it does not fit. A disk that refuses leaves a ``note``."""
        setting = self._table[key]
        if not _fits(setting, value):
            raise ValueError(f"{key} = {value!r}")
        known = self.get(key)
        self._now.pop(key, None)
        if value == known and (key in self._values) == (value != setting.default):
            return
        if value == setting.default:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._write()
        for listener in list(self.listeners):
            listener(key)

    def choose_for_now(self, key: str, value: object) -> None:
        """A choice until the program ends or another is made, such as one from the command line; ValueError."""
        if not _fits(self._table[key], value):
            raise ValueError(f"{key} = {value!r}")
        self._now[key] = value

    def remember(self, corpus: Path) -> None:
        """Put a corpus on top of the recent ones."""
        rest = [path for path in self.get("recent") if path != str(corpus)]
        self.set("recent", [str(corpus), *rest][:RECENT_AT_MOST])

    def forget(self, corpus: Path) -> None:
        """Take a corpus off the recent ones."""
        self.set("recent", [path for path in self.get("recent") if path != str(corpus)])

    def _read(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            aside = self.path.with_name(f"settings.broken-{datetime.now(UTC):%Y%m%dT%H%M%S}.toml")
            try:
                os.replace(self.path, aside)
            except OSError as error:
                _log.warning("broken settings stay in the way: %s", error)
            self.note = ("settings.broken", {"path": aside})
        except OSError as error:
            _log.warning("settings not read: %s", error)
            self.note = ("settings.unreadable", {"path": self.path})
        return {}

    def _write(self) -> None:
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(tomli_w.dumps(self._values), encoding="utf-8")
            os.replace(fresh, self.path)
        except OSError as error:
            _log.warning("settings not written: %s", error)
            self.note = ("settings.unwritable", {"path": self.path})


def _fits(setting: Setting, value: object) -> bool:
    if not isinstance(value, _TYPES[setting.kind]) or (isinstance(value, bool) and setting.kind != "bool"):
        return False
    if setting.choices:
        return value in setting.choices
    return not setting.high or (isinstance(value, (int, float)) and setting.low <= value <= setting.high)
