"""What the benchmark reports: named figures with their spread, unit and bar; a table for people, JSON for machines."""

from __future__ import annotations

import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Literal

Of = Literal["median", "p99"]
HEADING = f"{'':60} {'least':>8} {'median':>8} {'p99':>8} {'most':>8} {'n':>5}  bar"


@dataclass(frozen=True)
class Figure:
    """One thing measured ``n`` times. ``p99`` is the nearest rank, so with fewer than 100 times it is the largest."""

    name: str
    """For machines, such as ``gesture.1m.accept.painted``."""
    says: str
    """For people."""
    unit: str
    n: int
    least: float
    median: float
    p99: float
    most: float
    bar: float | None = None
    """What the design allows; None where it says nothing."""
    of: Of = "p99"
    """Which of the two is held against the bar."""

    @property
    def met(self) -> bool | None:
        """Is the bar met? None without a bar."""
        if self.bar is None:
            return None
        value = self.median if self.of == "median" else self.p99
        return value <= self.bar


def figure(
    name: str,
    says: str,
    values: Iterable[float],
    *,
    unit: str = "ms",
    bar: float | None = None,
    of: Of = "p99",
) -> Figure:
    """Sum up some measurements. ValueError when there are none."""
    found = sorted(values)
    if not found:
        raise ValueError(f"nothing measured for {name}")
    rank = max(-(-len(found) * 99 // 100) - 1, 0)
    return Figure(
        name, says, unit, len(found), round(found[0], 3), round(statistics.median(found), 3), round(found[rank], 3),
        round(found[-1], 3), bar, of,
    )  # fmt: skip


def timed(step: Callable[[], object]) -> float:
    """How long a step takes, ms."""
    begin = perf_counter()
    step()
    return (perf_counter() - begin) * 1000


def machine() -> dict[str, object]:
    """What the figures were measured on, without telling whose it is."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "platform": os.environ.get("QT_QPA_PLATFORM") or "the system's",
    }


def memory() -> float | None:
    """What this process has in memory now (resident), MiB; None where the system does not say."""
    return _status("VmRSS:")


def peak() -> float | None:
    """The most it had in memory since ``forget_peak``, MiB; None where the system does not say."""
    return _status("VmHWM:")


def forget_peak() -> None:
    """Measure the peak from here on (Linux: proc(5), clear_refs)."""
    refs = Path("/proc/self/clear_refs")
    if sys.platform == "linux" and os.access(refs, os.W_OK):
        refs.write_text("5")


def _status(key: str) -> float | None:
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next((line for line in status.read_text().splitlines() if line.startswith(key)), None)
    return int(line.split()[1]) / 1024 if line else None


def as_json(figures: Iterable[Figure], machine: dict[str, object]) -> dict[str, object]:
    """Everything for machines."""
    return {"version": 1, "machine": machine, "figures": [asdict(each) | {"met": each.met} for each in figures]}


def table(figures: Iterable[Figure]) -> str:
    """Some figures for people, a line each, under ``HEADING``."""
    lines = []
    for each in figures:
        mark = {None: "", True: "met", False: "MISSED"}[each.met]
        bar = "" if each.bar is None else f"{each.of} <= {_short(each.bar)} {each.unit}: {mark}"
        numbers = " ".join(f"{_short(value):>8}" for value in (each.least, each.median, each.p99, each.most))
        lines.append(f"  {each.says + ', ' + each.unit:58} {numbers} {each.n:>5}  {bar}".rstrip())
    return "\n".join(lines)


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.0f}" if value >= 100 else f"{value:.2f}"
