"""Random gestures, undo, redo and reopening: the file always equals the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.property.journal_model import GESTURES, play


@pytest.mark.parametrize("seed", range(25))
def test_the_file_equals_the_model(tmp_path: Path, seed: int) -> None:
    counts = play(tmp_path / "a.tawsim", seed)
    assert sum(counts.values()) >= 40
    assert counts.keys() & GESTURES.keys()
