"""The benchmark: ``python3 dev.py bench [--json FILE] [--quick] [--only SECTION]``.

Each section runs in a process of its own, so that none inherits another's memory. Speed is measured here and never in
the tests: what a bar says depends on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.bench import figures
from tests.bench.figures import Figure
from tests.bench.startup import own_home

ROOT = Path(__file__).resolve().parents[2]

SECTIONS: dict[str, tuple[str, str]] = {
    "noise": ("floor", "run"),
    "start": ("startup", "run"),
    "news": ("articles", "news"),
    "huge": ("articles", "huge"),
    "canvas": ("canvas", "run"),
    "files": ("files", "run"),
    "lists": ("lists", "run"),
    "find": ("find", "run"),
    "timeline": ("timeline", "run"),
    "unlinked": ("unlinked", "run"),
}
"""Module and function of each; the module is brought in only by the process that runs it."""


def main(arguments: list[str]) -> int:
    """Run the sections asked for; 1 when one broke down. A missed bar is no failure: it is said."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Measure the speed.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures for machines")
    parser.add_argument("--quick", action="store_true", help="smaller and fewer, to see that it runs")
    parser.add_argument("--only", action="append", choices=tuple(SECTIONS), help="this section (again for more)")
    parser.add_argument("--inside", choices=tuple(SECTIONS), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside:
        return inside(options.inside, options.json, quick=options.quick)
    made: list[Figure] = []
    broken = []
    machine = figures.machine()
    print(f"{machine}\n{figures.HEADING}")
    for name in options.only or SECTIONS:
        came = apart(name, quick=options.quick)
        if came is None:
            broken.append(name)
            continue
        made += came
        print(f"\n{name}\n{figures.table(came)}", flush=True)
        if options.json:
            options.json.write_text(json.dumps(figures.as_json(made, machine), indent=1), encoding="utf-8")
    missed = [each.name for each in made if each.met is False]
    print(f"\nbars: {sum(each.met is True for each in made)} met, {len(missed)} missed {' '.join(missed)}".rstrip())
    if broken:
        print(f"broke down: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


def apart(name: str, *, quick: bool) -> list[Figure] | None:
    """Run one section in its own process, with a home of its own; None when it broke down."""
    with tempfile.TemporaryDirectory(prefix="tawsim-bench-") as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "tests.bench", "--inside", name, "--json", str(out)]
        env = own_home(Path(folder)) | {"TMPDIR": folder}
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
        code = subprocess.run([*command, *(["--quick"] if quick else [])], cwd=ROOT, env=env, check=False).returncode
        return [Figure(**each) for each in json.loads(out.read_text(encoding="utf-8"))] if code == 0 else None


def inside(name: str, out: Path, *, quick: bool) -> int:
    """Run one section here."""
    module, function = SECTIONS[name]
    measure = getattr(import_module(f"tests.bench.{module}"), function)
    with tempfile.TemporaryDirectory() as folder:
        made = [asdict(each) for each in measure(Path(folder), quick=quick)]
    out.write_text(json.dumps(made), encoding="utf-8")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(sys.argv[1:]))
