#!/usr/bin/env python3
"""The one command a checkout needs: sets everything up by itself, then runs, tests or checks the program.

    python3 dev.py run [CORPUS]       open the window, on the sample corpus unless one is given
    python3 dev.py test [ARGUMENTS]   run the tests, in two processes; with arguments in one, to which they go
    python3 dev.py check              lint, types and tests: what must pass before a change is handed over
    python3 dev.py bench [ARGUMENTS]  measure the speed; --json FILE writes the figures for machines
    python3 dev.py schema             write the JSON Schema of the exchange format anew
    python3 dev.py setup              only set up: makes .venv with the tawsim command in it

Standard library only, and every line can at least be read by an old Python, which is then told what is needed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file alone is started by whatever Python is there
    sys.exit(
        "Tawsim needs Python 3.11 or newer, and this is Python " + sys.version.split()[0] + ".\n"
        "Start it with a newer one, such as:  python3.11 dev.py " + " ".join(sys.argv[1:])
    )

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "set-up"

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt needs on Linux even without a screen: library and the Debian package that has it (readelf -d)."""
SCREEN_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What it needs besides to open a window, on X11 or Wayland; what these need themselves, apt brings."""


class Stop(Exception):
    """Setting up cannot go on; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is that of what was run, 1 when setting up failed, 2 for wrong usage."""
    commands = {"run": run, "test": test, "check": check, "bench": bench, "schema": schema, "setup": setup_only}
    command = commands.get(arguments[0]) if arguments else None
    if command is None:
        wanted = bool(arguments) and arguments[0] in ("-h", "--help", "help")
        print(__doc__.strip(), file=sys.stdout if wanted else sys.stderr)
        return 0 if wanted else 2
    try:
        return command(arguments[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Open the window, on a copy of the sample corpus if no corpus is named."""
    linux = sys.platform.startswith("linux")
    if linux and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise Stop(
            "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            "- Run this from a terminal of your desktop, or over ssh with:  ssh -X\n"
            "- Or on a virtual screen (Debian package xvfb):  xvfb-run python3 dev.py run\n"
            "- The command line needs no screen:  python3 dev.py setup  and then  .venv/bin/tawsim --help"
        )
    set_up(SCREEN_LIBRARIES | QT_LIBRARIES)
    return call(PYTHON, "-P", "-m", "desktop", *(arguments or ["--sample"]))


def test(arguments: list[str]) -> int:
    """Run the tests, without a screen."""
    set_up(QT_LIBRARIES)
    return call(PYTHON, "-m", "pytest", *arguments, cwd=ROOT, env=offscreen()) if arguments else all_tests()


def check(arguments: list[str]) -> int:
    """Lint, types and tests; all are run, and any failure is the exit code."""
    if arguments:
        raise Stop("check takes no arguments")
    set_up(QT_LIBRARIES)
    codes = {
        "lint": call(PYTHON, "-m", "ruff", "check", ".", cwd=ROOT),
        "types": call(PYTHON, "-m", "mypy", cwd=ROOT),
        "tests": all_tests(),
    }
    print("; ".join(f"{name}: {'passed' if code == 0 else 'FAILED'}" for name, code in codes.items()))
    return max(codes.values())


def all_tests() -> int:
    """Every test, about half of them in each of two processes at once; what the second says is shown at its end."""
    halves = ([str(PYTHON), "-m", "pytest", "tests/ui"], [str(PYTHON), "-m", "pytest", "--ignore=tests/ui"])
    with tempfile.TemporaryFile() as said:
        other = subprocess.Popen(halves[1], cwd=ROOT, env=offscreen(), stdout=said, stderr=subprocess.STDOUT)
        try:
            codes = [call(*halves[0], cwd=ROOT, env=offscreen()), other.wait()]
        finally:
            other.kill()
            other.wait()
        said.seek(0)
        print(said.read().decode(errors="replace"), flush=True)
    return max(map(abs, codes))


def bench(arguments: list[str]) -> int:
    """Measure, without a screen."""
    set_up(QT_LIBRARIES)
    return call(PYTHON, "-m", "tests.bench", *arguments, cwd=ROOT, env=offscreen())


def schema(arguments: list[str]) -> int:
    """Write docs/formats/article.schema.json from the code that reads articles."""
    if arguments:
        raise Stop("schema takes no arguments")
    set_up({})
    command = [PYTHON, "-m", "db.formats.schema"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode == 0:
        target = ROOT / "docs" / "formats" / "article.schema.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(done.stdout, encoding="utf-8", newline="\n")
    return done.returncode


def setup_only(arguments: list[str]) -> int:
    """Set up, and say where the command is. Libraries only a window needs may be missing afterwards, which is said."""
    if arguments:
        raise Stop("setup takes no arguments")
    set_up({})
    try:
        install_libraries(SCREEN_LIBRARIES | QT_LIBRARIES)
    except Stop as stop:
        print(stop, file=sys.stderr)
    print(f"Ready: {VENV / ('Scripts' if WINDOWS else 'bin') / 'tawsim'}")
    return 0


def set_up(libraries: dict[str, str]) -> None:
    """Make sure of the system libraries, of .venv, and of the pinned packages in it. Instant when all is there."""
    install_libraries(libraries)
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    make_venv()
    print("Installing the packages of requirements.lock into .venv; the first time takes a few minutes ...", flush=True)
    pip("install", "--requirement", str(ROOT / "requirements.lock"))
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(wanted, encoding="utf-8")


def fingerprint() -> str:
    """What .venv was made from: the pins, the project's metadata, its place, and this Python."""
    parts = [(ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml")]
    parts += [str(ROOT).encode(), sys.version.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_venv() -> None:
    """A fresh .venv of this Python, unless one of it is there and works. Brings python3-venv on Debian as root."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if PYTHON.exists():
        ask = "import sys, pip; print(*sys.version_info[:2], sep='.')"
        answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
        if answer.stdout.strip() == version:
            return
    if importlib.util.find_spec("ensurepip") is None:
        apt_install([f"python{version}-venv"], why="Python's venv module is not complete.")
    if call(sys.executable, "-m", "venv", "--clear", VENV) != 0:
        raise Stop(f"Python could not make {VENV}; what it said stands above.")


def pip(*arguments: str) -> None:
    """Run pip inside .venv, showing only what matters. Raises Stop when it fails."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-warn-script-location", "--no-input")
    command = [PYTHON, "-m", "pip", arguments[0], *quiet, *arguments[1:]]
    env = {**os.environ, "PYTHONWARNINGS": "ignore", "PIP_ROOT_USER_ACTION": "ignore"}
    if call(*command, env=env) != 0:
        raise Stop("pip could not install the packages; what it said stands above. Nothing outside .venv was touched.")


def install_libraries(libraries: dict[str, str]) -> None:
    """Make sure of shared libraries on Linux: {library: Debian package}. Raises Stop when some are missing still."""
    missing = [package for library, package in libraries.items() if not loads(library)]
    if missing and sys.platform.startswith("linux"):
        apt_install(missing, why="Qt needs system libraries that are not here.")


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str], *, why: str) -> None:
    """Install Debian packages when root; else raise Stop with the one command that does it."""
    names = " ".join(sorted(packages))
    if shutil.which("apt-get") is None:
        raise Stop(f"{why} Install what your system has in place of these Debian packages: {names}")
    if os.geteuid() != 0:
        raise Stop(f"{why} This one command brings them:\n  sudo apt-get update && sudo apt-get install -y {names}")
    print(f"{why} Installing: {names}", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *sorted(packages)]):
        done = subprocess.run(["apt-get", "-q", *command], env=env, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Stop(f"{done.stdout}{done.stderr}\nIt is apt-get that failed, asked to {' '.join(command)}.")


def offscreen() -> dict[str, str]:
    """The environment for Qt without a screen."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def call(*command: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> int:
    """Run a command to its end with our own input and output; its exit code."""
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
