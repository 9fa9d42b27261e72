"""The house rules that a machine can hold: who imports whom, how long things are, and what nobody may use."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

import pytest

from tests.source import RINGS, ROOT, Module, called, cycles, dotted, modules, own

PRODUCT = modules(*RINGS)
TESTS = modules("tests")
KNOWN = {module.name: module for module in PRODUCT}

UI = "desktop.ui"
THIRD_PARTY = {
    "resources": set(),
    "db": {"sqlalchemy", "pydantic", "pydantic_core", "typing_extensions", "pyarabic", "hijridate"},
    "desktop": {"tomli_w"},
    UI: {"PySide6", "shiboken6", "qt_material", "jinja2"},
}
"""What each ring may use of other people's; everything else of theirs is Python's own."""
INWARDS = {"resources": (), "db": ("resources",), "desktop": ("resources", "db"), UI: ("resources", "db", "desktop")}
DOORS = {
    ("desktop.__main__", "desktop.ui"),
    ("desktop.__main__", "desktop.ui.app"),
    ("desktop.cli", "desktop.ui.app"),
}
"""The one way outwards: the command opens the window when it is asked for one."""
NETWORK = {"urllib", "http", "socket", "socketserver", "ssl", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc"}
UNSAFE = {"pickle", "marshal", "shelve", "xml"}
QT_NETWORK = {"QtNetwork", "QtNetworkAuth", "QtWebSockets", "QtWebEngineCore", "QtWebEngineWidgets"}
SHELLS = {"desktop/ui/app.py", "desktop/ui/jobs.py", "desktop/ui/bridge.py"}
"""The outermost shell: where any exception is caught, said and logged."""
WRITERS = {"db/journal.py", "db/schema.py", "db/migrations.py", "db/bundle.py", "db/unlinked_list.py"}
"""The last one writes a temporary table of its own and has no way to write to a corpus."""
LINES, FUNCTION_LINES, WINDOW_LINES = 400, 60, 250

every_module = pytest.mark.parametrize("module", PRODUCT, ids=lambda module: module.place)


@pytest.fixture(scope="module", autouse=True)
def _no_tree_left() -> Iterator[None]:
    yield
    for module in PRODUCT + TESTS:
        module.forget()


def ring(name: str) -> str:
    """The ring a module of ours lies in."""
    return UI if name == UI or name.startswith(f"{UI}.") else name.partition(".")[0]


@every_module
def test_imports_go_inwards(module: Module) -> None:
    mine = ring(module.name)
    wrong = []
    for target, node in module.imports():
        assert not target.startswith("."), f"{module.at(node)}: imports are absolute"
        known = own(target, KNOWN)
        if known is not None:
            theirs = ring(known)
            if theirs != mine and theirs not in INWARDS[mine] and (module.name, known) not in DOORS:
                wrong.append(f"{module.at(node)}: {mine} imports {known}")
            continue
        top = target.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in THIRD_PARTY[mine]:
            wrong.append(f"{module.at(node)}: {mine} imports {target}")
        if mine != "db" and top == "sqlite3":
            wrong.append(f"{module.at(node)}: SQL outside db")
    assert wrong == []


@every_module
def test_nothing_opens_a_connection_or_runs_data(module: Module) -> None:
    wrong = []
    for target, node in module.imports():
        parts = target.split(".")
        if parts[0] in NETWORK | UNSAFE or (parts[0] == "PySide6" and QT_NETWORK & set(parts)):
            wrong.append(f"{module.at(node)}: imports {target}")
    for node in module.find(ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec", "compile", "__import__"):
            wrong.append(f"{module.at(node)}: calls {node.func.id}")
    assert wrong == []


def test_no_module_imports_itself_through_others() -> None:
    graph = {module.name: set[str]() for module in PRODUCT}
    for module in PRODUCT:
        for target, _ in module.imports():
            known = own(target, KNOWN)
            if known is not None and known != module.name:
                graph[module.name].add(known)
    assert cycles(graph) == []


def test_cycles_are_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a", "e"}, "e": set(), "f": {"f"}}
    assert cycles(graph) == [["a", "b", "c"], ["f"]]


@pytest.mark.parametrize("module", PRODUCT + TESTS + [Module(ROOT / "dev.py")], ids=lambda module: module.place)
def test_a_file_and_a_function_fit_the_eye(module: Module) -> None:
    assert len(module.text.splitlines()) <= LINES
    for node in module.find(ast.FunctionDef, ast.AsyncFunctionDef):
        assert node.end_lineno - node.lineno + 1 <= FUNCTION_LINES, f"{module.at(node)} {node.name}"


def test_the_window_only_holds_things() -> None:
    window = ROOT / "desktop" / "ui" / "window.py"
    assert len(window.read_text(encoding="utf-8").splitlines()) <= WINDOW_LINES


@pytest.mark.parametrize("module", PRODUCT + TESTS, ids=lambda module: module.place)
def test_a_module_says_what_it_is_for(module: Module) -> None:
    said = ast.get_docstring(module.tree)
    assert said is not None
    assert len(said.splitlines()[0]) >= 20


@every_module
def test_what_a_module_offers_is_explained(module: Module) -> None:
    bare = [
        f"{module.at(node)} {node.name}"
        for node in module.tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
        if ast.get_docstring(node) is None
    ]
    assert bare == []


@every_module
def test_errors_are_caught_by_name(module: Module) -> None:
    wrong = []
    for node in module.find(ast.ExceptHandler):
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        names = {dotted(kind) if kind is not None else "everything" for kind in kinds}
        passes_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
        if names & {"Exception", "everything"} or (names & {"BaseException"} and not passes_on):
            wrong.append(f"{module.at(node)}: catches {', '.join(names)}")
    assert wrong == [] or module.place in SHELLS


@every_module
def test_only_the_journal_and_bulk_import_write_rows(module: Module) -> None:
    """Annotation tables have few writers; what the file says of itself and its label set are the store's own."""
    statement = re.compile(r"^\s*(INSERT\s|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|REPLACE\s+INTO\b)", re.IGNORECASE)
    wrong = [
        f"{module.at(node)}: {node.value[:40]!r}"
        for node in module.find(ast.Constant)
        if isinstance(node.value, str) and statement.match(node.value)
    ]
    wrong += [
        f"{module.at(node)}: {target}"
        for target, node in module.imports()
        if re.fullmatch(r"sqlalchemy(\..*)?\.(insert|update|delete)", target)
    ]
    wrong += [
        f"{module.at(node)}: .{called(node)}()"
        for node in module.find(ast.Call)
        if module.name.startswith("db.") and isinstance(node.func, ast.Attribute)
        if dotted(node.func) in ("sa.insert", "sa.update", "sa.delete")
        if not (node.args and dotted(node.args[0]) in ("meta", "label_set"))
    ]
    assert wrong == [] or module.place in WRITERS


@every_module
def test_nothing_is_half_done_or_hidden(module: Module) -> None:
    assert not re.search(r"\b(TODO|FIXME|XXX|NotImplementedError)\b", module.text)
    for node in module.find(ast.Global):
        pytest.fail(f"{module.at(node)}: state belongs to an object")
    for node in module.find(ast.ImportFrom):
        assert all(alias.name != "*" for alias in node.names), f"{module.at(node)}: names what it imports"


@pytest.mark.parametrize("module", TESTS, ids=lambda module: module.place)
def test_tests_wait_for_things_and_not_for_time(module: Module) -> None:
    if module.place == "tests/test_architecture.py":
        return
    waits = {"wait", "sleep", "qWait", "qSleep", "msleep", "usleep"}
    for node in module.find(ast.Call):
        name = dotted(node.func)
        if name.rpartition(".")[2] in waits and name.partition(".")[0] in ("qtbot", "time", "QTest", "QThread"):
            pytest.fail(f"{module.at(node)}: {name}")
    if module.place != "tests/conftest.py":
        found = re.search(r"\bpytest\.(skip|xfail|importorskip)\b|mark\.(skip|xfail|skipif)\b", module.text)
        assert found is None, found


@pytest.mark.parametrize("module", TESTS, ids=lambda module: module.place)
def test_speed_is_measured_by_the_benchmark_alone(module: Module) -> None:
    """How long something took depends on the machine and on what else runs on it: a test that asks fails by chance."""
    if not module.path.name.startswith("test_"):
        return
    for node in module.find(ast.BinOp):
        if isinstance(node.op, ast.Sub) and isinstance(node.left, ast.Call):
            name = dotted(node.left.func).rpartition(".")[2]
            assert name not in ("perf_counter", "monotonic", "process_time", "time"), module.at(node)


def test_test_files_have_names_of_their_own() -> None:
    names = [module.path.name for module in TESTS if module.path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))
