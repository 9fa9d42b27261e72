"""The command line as a person meets it: exit codes, what stands on which output, both languages, and no Qt."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import resources
from db.check import QUERIES
from db.formats import structure
from db.formats.readings import WIDTHS
from db.store import Store
from desktop import cli
from desktop.messages import LANGUAGES, load
from tests.db.records import BAD, everything, records, write
from tests.db.test_importing import BAD_FILES
from tests.source import ROOT, modules


def tawsim(*arguments: object, language: str | None = "en", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as from a shell."""
    chosen = [] if language is None else ["--language", language]
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, arguments), *chosen],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip


def ran(capsys: pytest.CaptureFixture[str], *arguments: object, language: str = "en") -> tuple[int, str, str]:
    """Run the command in this process: exit code, standard output, standard error."""
    window: list[list[str]] = []
    code = cli.main([*map(str, arguments), "--language", language], window=lambda given: window.append(given) or 0)
    assert window == []
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A corpus with one article."""
    path = tmp_path / "a.tawsim"
    assert ran(capsys, "new", path, "--label-set", "news")[0] == 0
    assert ran(capsys, "import", path, write(tmp_path / "in.json", everything()))[0] == 0
    return path


def test_the_whole_way_in_a_process_of_its_own_without_qt(tmp_path: Path) -> None:
    """One process a command; at the end of each, nothing of Qt has been brought in."""
    spy = tmp_path / "sitecustomize.py"
    spy.write_text(
        "import atexit, sys\n"
        "atexit.register(lambda: print(any(name.startswith('PySide6') for name in sys.modules), file=sys.stderr))\n",
        encoding="utf-8",
    )
    path, source = tmp_path / "أخبار.tawsim", write(tmp_path / "in.json", everything())
    for arguments in (
        ("new", path, "--label-set", "news", "--author", "أمل"),
        ("import", path, source),
        ("export", path, "--format", "json", "--out", tmp_path / "out.jsonl"),
        ("check", path),
        ("info", path, "--json"),
    ):
        done = tawsim(*arguments, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
        assert done.returncode == 0, done.stderr
        assert done.stderr.splitlines()[-1] == "False"
    facts = json.loads(done.stdout)
    assert facts["articles"] == {"total": 1, "new": 0, "in_progress": 1, "done": 0}
    assert facts["mentions"] == {"total": 5, "reviewed": 3}
    assert facts["label_set"] == "news"
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["id"] == everything()["id"]


def test_no_module_on_the_way_names_qt() -> None:
    for module in modules("db", "desktop"):
        if not module.place.startswith("desktop/ui/"):
            assert "PySide6" not in module.path.read_text(encoding="utf-8"), module.place


def test_the_same_twice_changes_nothing_and_says_so(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def content() -> tuple[object, ...]:
        with Store.open(corpus, read_only=True) as store:
            return records(store), store.history()

    before = content()
    code, out, err = ran(capsys, "import", corpus, tmp_path / "in.json")
    assert (code, out) == (0, "There was nothing new; nothing changed.\n1 article was there already.\n")
    assert err.endswith("in.json: م/1: The article is in the corpus already. Nothing changed.\n")
    assert ran(capsys, "import", corpus, tmp_path / "in.json", "--quiet")[2] == ""
    assert content() == before
    assert not (tmp_path / "a.backups").exists()


def test_faults_name_file_record_and_field_and_nothing_is_imported(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = BAD / "text-mismatch.json"
    code, out, err = ran(capsys, "import", corpus, bad)
    assert (code, out) == (1, "")
    lines = err.splitlines()
    assert lines[0] == f"{bad}: m1: entities[1].text: The text from 11 to 17 is “مرسانة”, but the file says “مرسانه”."
    assert lines[-1] == "Nothing was imported: 2 problems. With --skip the rest is imported."
    with Store.open(corpus, read_only=True) as store:
        assert len(store.articles()) == 1
    code, out, err = ran(capsys, "import", corpus, bad, "--skip")
    assert code == 0
    assert out.splitlines() == ["Imported 1 article.", "  3 mentions", "  1 argument", "2 faulty items were left out."]
    assert f"{bad}: m1: relations[0].to: When faulty items are skipped, this goes too" in err


def test_a_reading_that_explains_it_all_comes_first(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ran(capsys, "import", corpus, BAD / "byte-offsets.json", "--quiet")
    assert code == 1
    assert err.splitlines()[0].endswith("m1: The offsets seem to count UTF-8 bytes: read so, 5 of 5 fit.")


def test_nothing_of_use_is_a_fault_even_when_skipping(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "import", corpus, BAD / "broken-brackets.json", "nowhere.json", "--skip")
    assert code == 1
    assert out.splitlines()[0] == "There was nothing new; nothing changed."
    assert "nowhere.json: There is no such file." in err


@pytest.mark.parametrize("language", LANGUAGES)
def test_export_tells_its_losses(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    out = tmp_path / "o.conll"
    code, said, err = ran(capsys, "export", corpus, "--format", "conll", "--out", out, "--tokens", "expand",
                          "--nested", "innermost", "--include", "all", language=language)  # fmt: skip
    assert code == 0
    assert str(out) in said
    assert out.read_text(encoding="utf-8").startswith("-DOCSTART- O\n")
    assert len(err.splitlines()) == 10
    assert not any(line.strip().startswith("losses.") for line in err.splitlines())


def test_export_of_chosen_articles(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "o"
    assert ran(capsys, "export", corpus, "--format", "json", "--out", out, "--article", "م/1")[0] == 0
    assert [path.name for path in out.iterdir()] == ["م_1.json"]
    code, _, err = ran(capsys, "export", corpus, "--format", "json", "--out", out, "--article", "x")
    assert (code, err) == (1, "The corpus has no article with the id “x”.\n")
    code, _, err = ran(capsys, "export", corpus, "--format", "json", "--out", out, "--state", "done")
    assert (code, err) == (1, "No article is as asked for, so nothing was written.\n")


def test_check_finds_what_is_wrong(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(capsys, "check", corpus) == (0, f"{corpus} is clean.\n", "")
    content = bytearray(corpus.read_bytes())
    content[4096:12288] = bytes(8192)
    broken = tmp_path / "b.tawsim"
    broken.write_bytes(content)
    code, out, err = ran(capsys, "check", broken)
    assert (code, out) == (1, "")
    assert err.startswith(f"{broken}: ")
    code, _, err = ran(capsys, "check", BAD / "empty.json")
    assert (code, err) == (1, f"{BAD / 'empty.json'}: This is not a Tawsim corpus.\n")


def test_the_world_in_the_way_is_told_calmly(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ran(capsys, "new", corpus, "--label-set", "news")
    assert code == 1
    assert "already" in err
    code, _, err = ran(capsys, "info", tmp_path / "none.tawsim")
    assert code == 1
    assert len(err.splitlines()) == 1
    with Store.open(corpus):
        code, _, err = ran(capsys, "import", corpus, tmp_path / "in.json")
        assert code == 1
        assert len(err.splitlines()) == 1
        assert ran(capsys, "info", corpus)[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "x.tawsim"),
        ("new", "x.tawsim", "--label-set", "nwes"),
        ("import", "x.tawsim"),
        ("export", "x.tawsim", "--format", "xml", "--out", "y"),
        ("export", "x.tawsim", "--format", "json"),
        ("info",),
        ("info", "x.tawsim", "--yaml"),
    ],
)
def test_a_wrong_call_is_two(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err


def test_a_label_set_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.toml"
    own.write_text(resources.path("labelsets", "conll.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert ran(capsys, "new", tmp_path / "a", "--label-set", own)[0] == 0
    with Store.open(tmp_path / "a.tawsim", read_only=True) as store:
        assert store.labels.code == "conll"
    own.write_text("code = ", encoding="utf-8")
    code, _, err = ran(capsys, "new", tmp_path / "b", "--label-set", own)
    assert code == 1
    assert str(own) in err
    assert not (tmp_path / "b.tawsim").exists()


@pytest.mark.parametrize("arguments", [[], ["a.tawsim"], ["--language", "ar", "a.tawsim"], ["--sample"]])
def test_without_a_command_the_window_opens(arguments: list[str]) -> None:
    window: list[list[str]] = []
    assert cli.main(arguments, window=lambda given: window.append(given) or 7) == 7
    assert window == [arguments]


def test_help_and_version_need_no_window(capsys: pytest.CaptureFixture[str]) -> None:
    for language in LANGUAGES:
        for command in ("", "new", "import", "export", "check", "info"):
            code, out, err = ran(capsys, *([command] if command else []), "--help", language=language)
            assert (code, err) == (0, "")
            assert "cli.help" not in out
    assert ran(capsys, "--version")[1].startswith("tawsim ")


def test_language_is_that_of_the_call_the_settings_or_the_system(tmp_path: Path) -> None:
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA")}

    def said(language: str | None = None, **environment: str) -> str:
        return tawsim("info", "none.tawsim", language=language, LC_ALL="", **environment, **home).stderr

    assert said(LANG="ar_EG.UTF-8").startswith("لم يُعثر")
    assert "was not found" in said(LANG="en_GB.UTF-8")
    assert "was not found" in said("en", LANG="ar_EG.UTF-8")
    for place in (tmp_path / "tawsim", tmp_path / "Library" / "Application Support" / "tawsim"):
        place.mkdir(parents=True)
        (place / "settings.toml").write_text('language = "en"\n', encoding="utf-8")
    assert "was not found" in said(LANG="ar_EG.UTF-8")


def test_an_interrupted_import_keeps_nothing(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    more = write(tmp_path / "more.jsonl", *({**everything(), "id": str(number)} for number in range(9)))
    calls = iter(range(100))

    def interrupt(_console: object, _done: int, _total: int) -> None:
        if next(calls) == 12:
            raise KeyboardInterrupt

    monkeypatch.setattr("desktop.cli_jobs.Console.progress", interrupt)
    code, out, err = ran(capsys, "import", corpus, more, "--quiet")
    assert (code, out, err) == (130, "", "Stopped; nothing of it was kept.\n")
    with Store.open(corpus) as store:
        assert len(store.articles()) == 1


def words(*files: str) -> set[str]:
    """All short strings in some of our modules: codes are among them."""
    trees = (ast.parse((ROOT / "db" / file).read_text(encoding="utf-8")) for file in files)
    nodes = [node for tree in trees for node in ast.walk(tree)]
    strings = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return strings | {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg}


def told(*files: str) -> set[str]:
    """The codes that modules give to ``say`` and its like, as far as they stand there."""
    codes = set()
    for file in files:
        for node in ast.walk(ast.parse((ROOT / "db" / file).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("say", "_say"):
                codes |= {arg.value for arg in node.args[1:2] if isinstance(arg, ast.Constant)}
    return codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words_and_every_word_its_code(language: str) -> None:
    keys = {re.sub("_(zero|one|two|few|many|other)$", "", key) for key in load(resources.path("i18n", language))}
    parts = ("annotations", "article_json", "clusters_json", "joins_json", "json_files", "structure", "vocabulary")
    files = [*(f"formats/{part}.py" for part in parts), "importing.py"]
    known = {key.removeprefix("problems.") for key in keys if key.startswith("problems.")}
    readings = {f"reading_{code}" for code in (*WIDTHS, "inclusive", "shift")}
    assert known - readings <= words(*files)
    assert told(*files) | set(structure.WORDS.values()) | readings | {"wrong_value"} <= known
    for name in BAD_FILES:
        assert {code for _, _, code in BAD_FILES[name]} <= known
    losses = {key.removeprefix("losses.") for key in keys if key.startswith("losses.")}
    assert losses <= words("formats/codecs.py", "formats/content.py", "formats/conll.py", "exporting.py")
    findings = {key.removeprefix("check.") for key in keys if key.startswith("check.")}
    assert set(QUERIES) <= findings <= words("check.py")


def test_a_corpus_may_be_called_what_it_was_made_as(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = tmp_path / "news"
    assert ran(capsys, "new", named, "--label-set", "news")[0] == 0
    assert (tmp_path / "news.tawsim").is_file()
    assert ran(capsys, "import", named, write(tmp_path / "in.json", everything()))[0] == 0
    assert ran(capsys, "export", named, "--format", "json", "--out", tmp_path / "out.json")[0] == 0
    assert ran(capsys, "check", named)[0] == 0
    assert json.loads(ran(capsys, "info", named, "--json")[1])["articles"]["total"] == 1


def test_a_folder_is_no_name_for_a_corpus(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for place in (".", ".."):
        code, _, err = ran(capsys, "new", place, "--label-set", "news")
        assert (code, len(err.splitlines())) == (1, 1)
    assert list(tmp_path.iterdir()) == []


def test_names_that_no_file_can_have(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "ا" * 400
    for call in (
        ("info", long),
        ("check", long),
        ("new", long, "--label-set", "news"),
        ("import", corpus, long),
        ("export", corpus, "--format", "json", "--out", long),
    ):
        code, out, err = ran(capsys, *call)
        assert (code, out) == (1, ""), call
        assert err, call
    assert ran(capsys, "new", "x", "--label-set", long)[0] == 2


def test_export_into_the_folder_one_is_in(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.chdir(out)
    assert ran(capsys, "export", corpus, "--format", "json", "--out", ".")[0] == 0
    assert [item.suffix for item in out.iterdir()] == [".json"]
