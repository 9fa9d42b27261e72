"""The first minute: the sample by keyboard, a new corpus with files, dropped files, the same again, a bad file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop import samples
from desktop.ui.dialogs.import_ import ImportDialog
from desktop.ui.dialogs.new_corpus import NewCorpusDialog
from desktop.ui.panels.articles import ArticlesPanel
from tests.e2e import hands, papers
from tests.e2e.hands import click, panel, rows, tab_to
from tests.e2e.reviewer import Reviewer, run

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
BAD = Path(__file__).resolve().parents[1] / "data" / "bad"
ENGLISH = ["--language", "en", "--theme", "light"]


def articles(r: Reviewer) -> list[str]:
    """The list of articles as it is spoken."""
    return rows(panel(r, ArticlesPanel).view)


def importing(r: Reviewer) -> ImportDialog:
    """The import dialog, once it has read or written what it was to."""
    r.wait(lambda: isinstance(r.dialog(), ImportDialog))
    dialog = r.dialog()
    assert isinstance(dialog, ImportDialog)
    r.wait(lambda: dialog.job is None)
    return dialog


def leave(r: Reviewer) -> None:
    """Close the dialog in sight with Esc."""
    r.dialog()
    r.press("Esc")
    hands.closed(r)


def test_the_sample_opens_with_one_key_and_is_there_again(first_start: Path) -> None:
    seen: list[list[str]] = []

    def first(r: Reviewer) -> None:
        assert r.window is not None
        page = hands.start_page(r)
        r.wait(lambda: page.choices["sample"].hasFocus())
        r.press("Right")
        assert page.choices["new"].hasFocus()
        r.press("Left")
        r.press("Enter")
        r.wait(lambda: r.view.isVisible() and r.view.text)
        r.wait(lambda: r.view.hasFocus())
        seen.append(articles(r))
        assert len(seen[0]) == 8
        assert all(line.endswith("reviewed") and ", New, 0 of" in line for line in seen[0])
        r.press("Space")
        r.press("a")
        assert hands.counted(r) == f"1 of {r.article.progress[1]}"

    def again(r: Reviewer) -> None:
        assert r.window is not None
        page = hands.start_page(r)
        r.wait(lambda: page.recents)
        assert [path.stem for path in page.recents] == ["sample"]
        row = page.recents[samples.path().resolve()]
        r.wait(lambda: row.state.text() == "0 of 8 articles done")
        tab_to(r, row.button)
        r.press("Space")
        r.wait(lambda: r.view.isVisible() and r.view.text)
        assert "In progress, 1 of" in articles(r)[0], "what was done is there, and the same article is open"
        assert r.article.row.position == 0

    run(ENGLISH, first)
    run(ENGLISH, again)


def three_files(r: Reviewer, dialog: ImportDialog, files: list[Path]) -> None:
    """Choose three files in one file dialog, look at what they would bring, bring it in."""
    click(r, dialog.files.browse)
    chooser = r.dialog()
    assert isinstance(chooser, QFileDialog)
    chooser.setDirectory(str(SAMPLE))
    names = " ".join(f'"{file.name}"' for file in files)
    r.wait(lambda: isinstance(hands.focus().window(), QFileDialog))
    tab_to(r, lambda widget: widget.objectName() == "fileNameEdit")
    hands.type_path(r, names)
    r.press("Enter")
    r.wait(lambda: dialog.files.paths)
    assert [path.name for path in dialog.files.paths] == [file.name for file in files]
    r.wait(lambda: dialog.primary.hasFocus())
    r.press("Enter")
    importing(r)
    assert dialog.heading.text() == "3 new articles"
    assert [dialog.summary.tabs.tabText(at) for at in range(dialog.summary.tabs.count())] == ["Warnings (2)"]
    r.press("Enter")
    importing(r)
    assert dialog.heading.text() == "3 articles imported"
    r.press("Enter")
    hands.closed(r)
    assert len(articles(r)) == 3
    assert all(", New, 0 of" in line for line in articles(r))
    assert r.article.row.position == 0, "the first one is open"
    r.wait(lambda: r.view.hasFocus())


def test_a_new_corpus_and_three_files_in_one_dialog(tmp_path: Path) -> None:
    files = sorted(SAMPLE.glob("*.pre.json"))[:3]
    target = tmp_path / "mine.tawsim"

    def script(r: Reviewer) -> None:
        assert r.window is not None
        r.wait(lambda: hands.start_page(r).choices["sample"].hasFocus())
        r.press("Right")
        r.press("Enter")
        dialog = r.dialog()
        assert isinstance(dialog, NewCorpusDialog)
        assert hands.focus() is dialog.path
        hands.type_path(r, str(tmp_path / "mine"))
        tab_to(r, dialog.author)
        r.type("Amal")
        tab_to(r, dialog.sets)
        while dialog.label_set != "news":
            r.press("Down")
        r.press("Enter")
        dialog = importing(r)
        assert dialog.files.browse.hasFocus(), "a new corpus goes on to its files"
        three_files(r, dialog, files)

    def again(r: Reviewer) -> None:
        assert len(articles(r)) == 3
        assert r.session.store.author == "Amal"
        assert r.session.labels.code == "news"
        r.press("Ctrl+i")
        dialog = importing(r)
        hands.drop(r, dialog.files, files)
        r.press("Enter")
        importing(r)
        assert dialog.heading.text() == "Nothing new to import"
        assert dialog.summary.figures.text() == "3 articles are in the corpus already and stay as they are."
        assert not dialog.primary.isVisible()
        before = r.session.store.history()
        r.press("Enter")
        hands.closed(r)
        assert r.session.store.history() == before
        assert len(articles(r)) == 3

    run(ENGLISH, script)
    assert target.exists()
    run([str(target), *ENGLISH], again)


def test_files_dropped_anywhere_are_imported(tmp_path: Path) -> None:
    files = papers.written(tmp_path / "in", papers.visit(), papers.meeting())
    target = tmp_path / "d.tawsim"

    def script(r: Reviewer) -> None:
        assert r.window is not None
        hands.drop(r, hands.start_page(r).viewport(), files[:1])
        dialog = r.dialog()
        assert isinstance(dialog, NewCorpusDialog), "without a corpus a new one is asked for first"
        hands.type_path(r, str(target))
        r.press("Enter")
        dialog = importing(r)
        assert dialog.heading.text() == "1 new article", "the dropped file is read already"
        r.press("Enter")
        importing(r)
        r.press("Enter")
        r.wait(lambda: r.view.text)
        hands.drop(r, r.view.viewport(), files[1:])
        importing(r)
        r.press("Enter")
        importing(r)
        r.press("Enter")
        r.wait(lambda: len(articles(r)) == 2)
        assert r.article.row.ref == "visit", "the open article stays"

    run(ENGLISH, script)
    run([str(target), *ENGLISH], lambda r: r.wait(lambda: len(articles(r)) == 2))


@pytest.mark.parametrize("skip", [False, True])
def test_a_bad_file_is_told_by_file_record_and_field(tmp_path: Path, skip: bool) -> None:
    target = papers.corpus(tmp_path, papers.visit())

    def script(r: Reviewer) -> None:
        before = r.session.store.articles(), r.session.store.history()
        hands.drop(r, r.view.viewport(), [BAD / "text-mismatch.json", *papers.written(tmp_path, papers.meeting())])
        dialog = importing(r)
        view = dialog.summary.views["problems"]
        assert view.isVisible()
        told = {
            tuple(hands.plain(view.model.index(row, column).data()) for column in range(3))
            for row in range(view.model.rowCount())
        }
        assert told == {
            ("text-mismatch.json", "m1", "entities[1].text"), ("text-mismatch.json", "m1", "events[1].trigger.text"),
        }  # fmt: skip
        assert "مرسانه" in view.whole.text()
        assert dialog.primary.text() == "Import what is sound"
        if skip:
            r.press("Enter")
            importing(r)
            assert dialog.heading.text() == "2 articles imported"
            assert "left out" in dialog.result_page.text.text()
            r.press("Enter")
            r.wait(lambda: len(articles(r)) == 3)
        else:
            leave(r)
            assert (r.session.store.articles(), r.session.store.history()) == before, "nothing by half"
            assert len(articles(r)) == 1

    run([str(target), *ENGLISH], script)
    run([str(target), *ENGLISH], lambda r: r.wait(lambda: len(articles(r)) == (3 if skip else 1)))
