"""The lock file beside a corpus: who has it open for writing, so that there is one writer at a time."""

from __future__ import annotations

import ctypes
import getpass
import json
import os
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.errors import WorldError
from db.rows import new_id

APP = "tawsim"
HALF_WRITTEN_SECONDS = 10.0
"""A lock file that holds no readable JSON is a writer that died while making it, once it is this old."""


def lock_path(corpus: Path) -> Path:
    """Where the lock of a corpus lies: beside the file itself, also when it is opened through a link to it."""
    corpus = corpus.resolve()
    return corpus.with_name(corpus.name + ".lock")


class Lock:
    """The lock of one corpus, held from ``acquire`` to ``release``."""

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.path = lock_path(corpus)
        self._token = ""

    def acquire(self) -> None:
        """Take the lock, also from a writer that died.

        WorldError ``locked`` (holder, pid, since), ``busy`` where somebody is just taking it, ``read_only``, ...
        """
        for _attempt in range(3):
            if self._create():
                return
            held = self._read()
            if held is None:  # released between our two looks
                continue
            if not _is_stale(held):
                if "pid" not in held:
                    break
                raise WorldError("locked", path=str(self.corpus), holder=_holder(held), pid=held.get("pid"),
                                 since=held.get("since"))  # fmt: skip
            self._take_away()
        raise WorldError("busy", path=str(self.corpus))

    def release(self) -> None:
        """Give the lock back; does nothing where it is no longer ours."""
        if self._token and (self._read() or {}).get("token") == self._token:
            self.path.unlink(missing_ok=True)
        self._token = ""

    def _create(self) -> bool:
        try:
            handle = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return False
        except FileNotFoundError as error:
            raise WorldError("missing", path=str(self.corpus)) from error
        except OSError as error:
            raise WorldError("read_only", path=str(self.corpus)) from error
        self._token = new_id()
        content = {
            "pid": os.getpid(), "host": platform.node(), "user": _user(), "app": APP, "token": self._token,
            "since": datetime.now(UTC).isoformat(timespec="seconds"), "started": started(os.getpid()),
        }  # fmt: skip
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(content, file, ensure_ascii=False)
        except OSError as error:
            self.path.unlink(missing_ok=True)
            raise WorldError("disk_full", path=str(self.corpus)) from error
        return True

    def _read(self) -> dict[str, Any] | None:
        """What the lock file says; None when there is none; ``{"age": seconds}`` when it is not readable JSON."""
        return _content(self.path)

    def _take_away(self) -> None:
        """Remove a stale lock. Only who holds the guard may, and looks again first: it may be another's by now."""
        guard = self.path.with_name(self.path.name + ".stale")
        try:
            os.close(os.open(guard, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
        except FileExistsError:
            if (_content(guard) or {}).get("age", 0.0) > HALF_WRITTEN_SECONDS:  # left by one that died right here
                guard.unlink(missing_ok=True)
            return
        except OSError as error:
            raise WorldError("read_only", path=str(self.corpus)) from error
        try:
            held = self._read()
            if held is not None and _is_stale(held):
                self.path.unlink(missing_ok=True)
        finally:
            guard.unlink(missing_ok=True)


def _content(path: Path) -> dict[str, Any] | None:
    try:
        age = time.time() - path.stat().st_mtime
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {"age": age}
    return held if isinstance(held, dict) else {"age": age}


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _holder(held: dict[str, Any]) -> str:
    return f"{held.get('user', '')}@{held.get('host', '')}"


def _is_stale(held: dict[str, Any]) -> bool:
    pid = held.get("pid")
    if not isinstance(pid, int):
        return float(held.get("age", 0.0)) > HALF_WRITTEN_SECONDS
    if held.get("host") != platform.node():
        return False
    if not is_alive(pid):
        return True
    then, now = held.get("started"), started(pid)
    return bool(then and now and then != now)  # the number went to another process, as after a power cut


def is_alive(pid: int) -> bool:
    """Whether a process of this machine runs under the number."""
    if pid <= 0:
        return False
    if sys.platform == "win32":  # os.kill(pid, 0) would end the process there
        still_active, query_limited = 259, 0x1000
        kernel = ctypes.windll.kernel32
        process = kernel.OpenProcess(query_limited, False, pid)
        if not process:
            return bool(kernel.GetLastError() == 5)  # access denied: somebody else's, alive
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(process, ctypes.byref(code))
        kernel.CloseHandle(process)
        return code.value == still_active
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return pid < 2**31
    return True


def started(pid: int) -> str:
    """What tells a process from a later one with its number, where the system says so (Linux); else empty."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return f"{boot}:{fields[19]}"
