"""The user's folders on each system: settings, caches, logs, corpora; no one else decides where a file of ours lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = "tawsim"


def config_dir() -> Path:
    """Where the settings file lies; not necessarily there yet."""
    if sys.platform == "win32":
        return _variable("APPDATA", Path.home() / "AppData" / "Roaming") / APP
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP
    return _variable("XDG_CONFIG_HOME", Path.home() / ".config") / APP


def cache_dir() -> Path:
    """Where things lie that can be made again, such as rendered style sheets."""
    if sys.platform == "win32":
        return _variable("LOCALAPPDATA", Path.home() / "AppData" / "Local") / APP / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / APP
    return _variable("XDG_CACHE_HOME", Path.home() / ".cache") / APP


def log_dir() -> Path:
    """Where the log files lie."""
    if sys.platform == "win32":
        return _variable("LOCALAPPDATA", Path.home() / "AppData" / "Local") / APP / "logs"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / APP
    return _variable("XDG_STATE_HOME", Path.home() / ".local" / "state") / APP / "logs"


def data_dir() -> Path:
    """Where corpora lie that we make for the user without asking where, such as the sample."""
    if sys.platform == "win32":
        return _variable("LOCALAPPDATA", Path.home() / "AppData" / "Local") / APP / "data"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP / "data"
    return _variable("XDG_DATA_HOME", Path.home() / ".local" / "share") / APP


def documents_dir() -> Path:
    """Where a file dialog opens the first time: the user's documents, or the home folder."""
    folder = Path.home() / "Documents"
    return folder if folder.is_dir() else Path.home()


def _variable(name: str, fallback: Path) -> Path:
    value = os.environ.get(name, "")
    return Path(value) if value and Path(value).is_absolute() else fallback
