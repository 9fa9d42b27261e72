"""What every test gets: its own home, an offscreen Qt whose warnings fail the test, the shared news set if there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"

OFFSCREEN = "This plugin does not support "
"""How the offscreen platform answers size hints, raising windows and grabbing keys: no fault of ours."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data beside the checkout; tests that need it are skipped, saying so, where it is absent."""
    if not (SHARED / "news").is_dir():
        pytest.skip("needs the news set in ../shared, which is not here")
    return SHARED


@pytest.fixture(scope="session")
def screen_reader_parts() -> None:
    """A screen, a message bus and an accessibility bus to start; asked for by ``TAWSIM_ATSPI=1``, else skipped."""
    launchers = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
    there = all(map(shutil.which, ("dbus-daemon", "Xvfb"))) and any(Path(path).exists() for path in launchers)
    if not there or os.environ.get("TAWSIM_ATSPI") != "1":
        pytest.skip("needs TAWSIM_ATSPI=1 and Debian's at-spi2-core, dbus and xvfb")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, so that no settings, caches or logs leak in or out."""
    home = tmp_path_factory.mktemp("home")
    folders = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
    for name in ("HOME", "USERPROFILE", *folders):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)  # the sample then lies below the home
    return home


@pytest.fixture(autouse=True)
def qt_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which Qt warned. Installed only once a test module has brought Qt in."""
    import sys

    if "PySide6.QtCore" not in sys.modules:
        yield
        return
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    said: list[str] = []

    def note(kind: QtMsgType, _context: object, text: str) -> None:
        loud = kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
        if loud and not text.startswith(OFFSCREEN):
            said.append(text)

    previous = qInstallMessageHandler(note)
    yield
    qInstallMessageHandler(previous)
    assert not said, f"Qt warned: {said}"
