"""The log file in the user's folder: what to send along when something went wrong. It holds no article text."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desktop import paths

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(folder: Path | None = None) -> Path | None:
    """Log to ``tawsim.log`` in ``folder`` (1 MB, three old ones kept); None where nothing can be written there.

    Starting again moves the log to the new folder.
    """
    stop()
    folder = folder or paths.log_dir()
    file = folder / "tawsim.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
        if not os.access(folder, os.W_OK):
            return None
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(min(root.level or logging.INFO, logging.INFO))
    return file


def stop() -> None:
    """Close the log file, if one is open."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
