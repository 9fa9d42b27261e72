"""Data only: icons, themes, fonts, catalogues, label sets and the sample, found through ``path``."""

from __future__ import annotations

from pathlib import Path


def path(*names: str) -> Path:
    """The file or folder ``names`` below this package; it may not exist."""
    return Path(__file__).resolve().parent.joinpath(*names)
