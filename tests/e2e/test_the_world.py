"""When the world stands in the way: each time a calm message, what is safe, a way out, and never a crash."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QApplication, QLabel

from db.check import check
from db.store import Store
from desktop.settings import Settings
from desktop.ui.dialogs.open_ import OpenDialog
from desktop.ui.dialogs.trouble import TroubleDialog
from tests.e2e import hands, papers
from tests.e2e.hands import button, click, mentions, plain, said
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import to

ENGLISH = ["--language", "en", "--theme", "light"]
HOLD = """
import sys
from pathlib import Path
from db.store import Store
with Store.open(Path(sys.argv[1]), author="Badr"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def trouble(r: Reviewer) -> str:
    """What the dialog about an opening that failed says; it is there."""
    r.wait(lambda: isinstance(r.dialog(), TroubleDialog))
    return plain("\n".join(label.text() for label in r.dialog().findChildren(QLabel)))


def on_start_page(r: Reviewer) -> None:
    """The start page is there, with the keyboard on it."""
    assert r.window is not None
    page = hands.start_page(r)
    r.wait(lambda: page.isVisible() and any(each.hasFocus() for each in page.choices.values()))


def test_a_corpus_another_process_holds(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    root = Path(__file__).resolve().parents[2]
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "held"

    def script(r: Reviewer) -> None:
        text = trouble(r)
        assert "This corpus is open with" in text
        assert "read-only" in text
        r.press("Enter")
        r.wait(lambda: r.view.isVisible() and r.view.text)
        assert r.window is not None
        assert r.window.windowTitle().endswith("· read-only")
        r.press("Space")
        r.press("a")
        assert said(r) == "The corpus is open read-only, so nothing in it can be changed."
        r.press("Tab")
        assert r.session.selected is not None, "looking is possible"
        r.press("Ctrl+d")
        r.drag(*papers.place(r.article.text, "خطة"))
        assert r.palette is None, "nothing is offered that cannot be done"
        assert not any(each[2] != "suggested" for each in mentions(r))
        other.communicate("\n")
        r.press("Ctrl+o")
        dialog = r.dialog()
        assert isinstance(dialog, OpenDialog)
        r.press("Enter")
        hands.closed(r)
        assert not r.session.store.read_only, "free now, and open for writing"
        to(r, "مرسانة")
        r.press("3")

    try:
        run([str(path), *ENGLISH], script)
    finally:
        other.kill()
        other.wait()
    run([str(path), *ENGLISH], lambda r: r.wait(lambda: ("GPE", "مرسانة", "edited") in mentions(r)))


def test_a_file_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = papers.corpus(folder)
    path.chmod(0o444)
    folder.chmod(0o555)
    may = os.access

    def as_anyone(place: str | Path, mode: int, **rest: Any) -> bool:
        """What the system tells whoever is not root, who may write anywhere."""
        return may(place, mode, **rest) and not (mode == os.W_OK and folder in (Path(place), Path(place).parent))

    monkeypatch.setattr(os, "access", as_anyone)

    def script(r: Reviewer) -> None:
        text = trouble(r)
        assert "may not be written to" in text
        assert "Copy the file to a folder of yours" in text
        click(r, button(r, "Open read-only"))
        r.wait(lambda: r.view.isVisible() and r.view.text)
        r.press("Ctrl+i")
        assert said(r) == "The corpus is open read-only, so nothing in it can be changed."
        hands.drop(r, r.view.viewport(), [folder / "files" / "meeting.pre.json"])
        assert QApplication.activeModalWidget() is None

    run([str(path), *ENGLISH], script)
    assert sorted(each.name for each in folder.iterdir()) == ["files", path.name], "nothing was left beside it"
    folder.chmod(0o755)


def test_a_damaged_file_opens_from_its_backup(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def first(r: Reviewer) -> None:
        to(r, "مرسانة")
        r.press("3")
        assert r.session.store.backup().exists()
        r.press("4")

    run([str(path), *ENGLISH], first)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    broken = path.read_bytes()

    def script(r: Reviewer) -> None:
        text = trouble(r)
        assert "is damaged and cannot be opened. Nothing in it was changed" in text
        click(r, button(r, "Backup of"))
        r.wait(lambda: r.view.isVisible() and r.view.text)
        assert ("GPE", "مرسانة", "edited") in mentions(r)
        assert r.session.store.path != path, "as a file of its own"

    run([str(path), *ENGLISH], script)
    assert path.read_bytes() == broken, "the damaged file is left as it was"


@pytest.mark.parametrize(
    ("harm", "words"),
    [("newer", "written by a newer Tawsim"), ("other", "is not a Tawsim corpus"), ("missing", "was not found")],
)
def test_what_cannot_be_opened_leaves_the_start_page(tmp_path: Path, harm: str, words: str) -> None:
    path, fine = papers.corpus(tmp_path), tmp_path / "fine.tawsim"
    shutil.copy(path, fine)
    if harm == "newer":
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA user_version = 7")
    elif harm == "other":
        path.write_text("text", encoding="utf-8")
    else:
        path.unlink()

    def script(r: Reviewer) -> None:
        assert words in trouble(r)
        r.press("Esc")
        hands.closed(r)
        on_start_page(r)

    run([str(path), *ENGLISH], script)
    run([str(fine), *ENGLISH], lambda r: r.wait(lambda: r.view.text))


def test_a_recent_corpus_that_is_gone(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    run([str(path), *ENGLISH], lambda r: r.wait(lambda: r.view.text))
    path.unlink()

    def script(r: Reviewer) -> None:
        assert r.window is not None
        page = hands.start_page(r)
        r.wait(lambda: page.recents)
        row = page.recents[path]
        r.wait(lambda: row.state.text() == "No longer in its place")
        hands.tab_to(r, row.button)
        r.press("Enter")
        assert "It may have been moved or renamed" in trouble(r)
        click(r, button(r, "Open another"))
        r.wait(lambda: isinstance(r.dialog(), OpenDialog))
        r.press("Esc")
        hands.closed(r)

    run(ENGLISH, script)
    assert Settings().get("recent") == []


def test_a_full_disk_loses_only_the_last_change(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        engine = r.session.store._database._engine

        def no_more_room(connection: sqlite3.Connection, *_rest: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")

        sa.event.listen(engine, "checkout", no_more_room)
        to(r, "مرسانة")
        before = mentions(r)
        for turn in range(400):
            before = mentions(r)
            r.press("34"[turn % 2])
            if "disk is full" in said(r):
                break
        assert said(r) == (
            "The disk is full, so the last change was not saved. Everything before it is safe. Make room and try again."
        )
        assert mentions(r) == before, "what is shown is what is stored"
        sa.event.remove(engine, "checkout", no_more_room)
        engine.dispose()
        r.press("5")
        assert ("FAC", "مرسانة", "edited") in mentions(r), "with room again it goes on"
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    assert check(path) == []
    run([str(path), *ENGLISH], lambda r: r.wait(lambda: mentions(r) == kept))
    with Store.open(path) as store:
        assert store.undo_top is not None
