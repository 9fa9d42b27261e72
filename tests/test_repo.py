"""The checkout as a whole: messages that code asks for, pins, licences, and nothing that belongs to one machine."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import resources
from desktop.messages import LANGUAGES, load
from tests.source import ROOT, Module, called, modules

PREFIX = {"tr": ("", 0), "Edit": ("history.", 0), "EditRefused": ("refused.", 0), "WorldError": ("errors.", 0),
          "Problem": ("problems.", 3), "Finding": ("check.", 0), "Loss": ("losses.", 0)}  # fmt: skip
"""What takes a message key, what stands before it in the catalogue, and which argument it is."""
PLURAL = re.compile(r"_(zero|one|two|few|many|other)$")


def spellings(node: ast.AST) -> Iterator[str]:
    """Regular expressions for what an expression can be, as far as it is spelt out where it stands."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.JoinedStr):
        parts = [re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in node.values]
        yield "".join(parts)
    elif isinstance(node, ast.IfExp):
        yield from spellings(node.body)
        yield from spellings(node.orelse)


def asked_for(module: Module) -> Iterator[tuple[str, str]]:
    """(regular expression of a message key, file:line) wherever a module names one."""
    for node in module.find(ast.Call):
        prefix, position = PREFIX.get(called(node), ("", -1))
        if 0 <= position < len(node.args):
            for spelt in spellings(node.args[position]):
                yield re.escape(prefix) + spelt, module.at(node)


def tracked() -> list[str]:
    """The files under version control, or all but generated ones where there is no git."""
    git = shutil.which("git")
    command = [git or "", "ls-files", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False) if git else None
    if done is not None and done.returncode == 0:
        return [name for name in done.stdout.split("\0") if name and (ROOT / name).exists()]
    generated = {".venv", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"}
    paths = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
    return [path.as_posix() for path in paths if not generated & set(path.parts)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_code_names_exists(language: str) -> None:
    keys = {PLURAL.sub("", key) for key in load(resources.path("i18n", language))}
    missing = [
        f"{place}: {pattern}"
        for module in modules("db", "desktop")
        for pattern, place in asked_for(module)
        if not any(re.fullmatch(pattern, key) for key in keys)
    ]
    assert missing == []


def test_named_messages_are_found() -> None:
    code = 'tr("a.b" if x else f"a.{y}.c"); Problem(1, 2, 3, "bad"); EditRefused("no"); tr(key)'
    found = [s for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Call) and n.args for s in spellings(n.args[-1])]
    assert sorted(found) == sorted(["a\\.b", "a\\..+\\.c", "bad", "no"])


def test_nothing_belongs_to_one_machine() -> None:
    """No path of a home or a build, and no package index, in any file that is handed on."""
    wrong = re.compile(r"/(?:root|work|workspace|home/\w+|Users/\w+)/|[A-Z]:\\Users\\|extra-index-url|find-links")
    found = []
    for name in tracked():
        path = ROOT / name
        data = path.read_bytes()
        if b"\0" in data or name == "tests/test_repo.py":
            continue
        for number, line in enumerate(data.decode("utf-8", errors="replace").splitlines(), 1):
            if wrong.search(line):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert found == []


def pins() -> dict[str, str]:
    """Canonical name -> exact version, of requirements.lock."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    versions = {canonicalize_name(item.name): [*item.specifier] for item in requirements}
    assert all(len(found) == 1 and found[0].operator == "==" for found in versions.values())
    return {name: found[0].version for name, found in versions.items()}


def test_the_lock_covers_the_project() -> None:
    """Everything pyproject.toml wants is pinned to a version it allows, and so is all that those want themselves."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = pins()
    todo = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    seen: set[str] = set()
    while todo:
        wanted = Requirement(todo.pop())
        if wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *wanted.extras)):
            continue
        name = canonicalize_name(wanted.name)
        assert name in pinned, f"{wanted} is not in requirements.lock"
        assert wanted.specifier.contains(pinned[name], prereleases=True), f"{wanted} is pinned to {pinned[name]}"
        if name not in seen:
            seen.add(name)
            try:
                todo += [line for line in distribution(name).requires or [] if "extra ==" not in line]
            except PackageNotFoundError:
                pytest.fail(f"{name} is not installed")
    assert set(pinned) - seen == {"setuptools", "colorama"} - seen, "pinned and wanted by nobody"


def test_fonts_come_with_their_licence() -> None:
    families = {path.name.partition("-")[0] for path in resources.path("fonts").glob("*.ttf")}
    assert families == {"Amiri", "NotoNaskhArabic", "Vazirmatn"}
    for family in families:
        assert "SIL Open Font License, Version 1.1" in resources.path("fonts", f"{family}-OFL.txt").read_text("utf-8")


def test_the_licence_is_the_one_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "GPL-3.0-or-later"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 3, 29 June 2007" in text


def test_the_readme_starts_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first, second = readme.index("python3 dev.py run"), readme.index("python3 dev.py test")
    assert first < second < readme.index("## ")
    for link in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (ROOT / link).exists(), link
