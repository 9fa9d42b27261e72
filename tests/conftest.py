"""What every test gets: its own home, an offscreen Qt whose warnings fail the test, the shared news set if there."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.__main__ import COLLECT_AFTER

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


def pytest_collection_finish() -> None:
    """What all the test modules brought in stays to the end: garbage is sought as seldom as in the program itself."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all homes: pytest looks through every folder it has made before it makes another."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def own_home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, so that no settings, caches or logs leak in or out."""
    home = Path(tempfile.mkdtemp(dir=homes))
    folders = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
    for name in ("HOME", "USERPROFILE", *folders):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)  # the sample then lies below the home
    return home


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The style sheets of both themes, made once as a first start makes them; see ``dressed``."""
    from desktop.ui import stylesheet, theme

    cache = tmp_path_factory.mktemp("cache")
    for name in ("light", "dark"):
        stylesheet.load(theme.load(name), direction="rtl", cache=cache)
    return cache / stylesheet.FOLDER


@pytest.fixture
def dressed(request: pytest.FixtureRequest, own_home: Path, sheets: Path) -> None:
    """The home of someone who has started the application before: its style sheets are there, and nothing else.

    A test that asks for ``first_start`` too has a home with nothing at all.
    """
    from desktop import paths

    if "first_start" in request.fixturenames:
        return
    place = paths.cache_dir() / sheets.name
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(sheets, target_is_directory=True)
    except OSError:  # Windows lets not everybody make links
        shutil.copytree(sheets, place)


@pytest.fixture
def first_start(own_home: Path) -> Path:
    """The home of someone who has never started the application."""
    return own_home


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
