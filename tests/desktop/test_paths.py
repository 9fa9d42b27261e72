"""Folders and logs follow each system's custom and the user's variables."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from desktop import logs, paths


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_folder_is_the_users(platform: str, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("XDG_DATA_HOME", str(own_home / "data"))
    for folder in (paths.config_dir(), paths.cache_dir(), paths.log_dir(), paths.data_dir()):
        assert own_home in folder.parents
        assert paths.APP in folder.parts


def test_a_relative_variable_is_ignored(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert paths.config_dir() == own_home / ".config" / "tawsim"


def test_the_log_is_written_and_moves(tmp_path: Path) -> None:
    first = logs.start(tmp_path / "one")
    logging.getLogger("desktop.x").info("first")
    second = logs.start(tmp_path / "two")
    logging.getLogger("desktop.x").warning("second")
    logs.stop()
    assert first is not None
    assert second is not None
    assert first.read_text(encoding="utf-8").endswith("INFO desktop.x: first\n")
    assert "second" in second.read_text(encoding="utf-8")
    assert "second" not in first.read_text(encoding="utf-8")


def test_no_log_folder_is_no_disaster(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert logs.start(tmp_path / "file" / "logs") is None
    logs.stop()
