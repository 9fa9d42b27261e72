"""A program ended in mid-write loses nothing it had acknowledged; ``python -m tests.db.kill`` does it 200 times."""

from __future__ import annotations

from pathlib import Path

from tests.db.kill import run


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    totals = run(tmp_path, count=8, seed=7)
    assert totals.kills == 8
    assert totals.acknowledged >= 8
    assert (totals.lost, totals.torn, totals.findings) == (0, 0, 0)
