"""dev.py before anything is installed: old Pythons, no screen, wrong usage, missing system libraries."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys

import pytest

import dev
from tests.source import ROOT, Module

SCRIPT = Module(ROOT / "dev.py")


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """dev.py run by this Python, with nothing in the environment but these."""
    env = {"PATH": os.environ["PATH"], "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""), **environment}
    command = [sys.executable, str(SCRIPT.path), *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_an_old_python_can_read_it_far_enough_to_be_told() -> None:
    ast.parse(SCRIPT.text, feature_version=(3, 7))
    check = next(node for node in SCRIPT.tree.body if isinstance(node, ast.If))
    before = [node for node in SCRIPT.tree.body if node.lineno < check.lineno]
    assert [type(node) for node in before] == [ast.Expr, ast.Import]


def test_it_uses_the_standard_library_alone() -> None:
    assert {target.partition(".")[0] for target, _ in SCRIPT.imports()} <= sys.stdlib_module_names


@pytest.mark.parametrize("arguments", [(), ("dance",)])
def test_wrong_usage_ends_with_2_and_says_what_there_is(arguments: tuple[str, ...]) -> None:
    done = started(*arguments)
    assert done.returncode == 2
    for command in ("run", "test", "check", "bench", "schema", "setup"):
        assert f"dev.py {command}" in done.stderr


def test_help_is_no_error() -> None:
    assert started("--help").returncode == 0


def test_without_a_screen_run_says_what_is_missing() -> None:
    if not sys.platform.startswith("linux"):
        return
    done = started("run")
    assert done.returncode == 1
    assert "DISPLAY" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_library_is_named_with_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    with pytest.raises(dev.Stop, match=r"sudo apt-get update && sudo apt-get install -y libnone1$"):
        dev.install_libraries({"libnot-there.so.1": "libnone1"})


def test_elsewhere_it_says_what_to_look_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(dev.Stop, match="libnone1"):
        dev.apt_install(["libnone1"], why="Something is not here.")


def test_what_was_set_up_is_known_again() -> None:
    assert dev.fingerprint() == dev.fingerprint()
    assert len(dev.fingerprint()) == 64
