"""A path as the user typed it."""

from __future__ import annotations

from pathlib import Path


def typed_path(text: str) -> Path:
    """The path meant by typed text: blanks around it gone, ``~`` followed where there is such a home."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path
