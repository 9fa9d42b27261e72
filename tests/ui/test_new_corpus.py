"""The new corpus dialog within the application: a file, a label set, a reviewer, and files to begin with."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.labelset import presets
from desktop.ui.dialogs.import_ import ImportDialog
from desktop.ui.dialogs.new_corpus import NewCorpusDialog, free_path
from desktop.ui.widgets.chip import Chip
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import click, settle, type_text, until


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path, language="ar") as run:
        yield run


def shown(run: Running) -> NewCorpusDialog:
    run.app.shell.show_dialog("new_corpus")
    dialog = run.app.shell.dialog
    assert isinstance(dialog, NewCorpusDialog)
    QTest.qWaitForWindowExposed(dialog)
    return dialog


def test_a_corpus_is_made_with_the_set_and_name_chosen(run: Running, tmp_path: Path) -> None:
    dialog = shown(run)
    dialog.path.setText(str(tmp_path / "قمة"))
    dialog.author.setFocus()
    type_text(dialog.author, "أمل")
    dialog.sets.setFocus()
    QTest.keyClick(dialog.sets, Qt.Key.Key_End)
    assert dialog.label_set == presets()[-1]
    click(dialog.confirm)
    assert run.session.store.path == tmp_path / "قمة.tawsim"
    assert run.session.store.labels.code == presets()[-1]
    assert run.session.store.author == "أمل"
    assert run.app.context.settings.get("last_label_set") == presets()[-1]
    assert not dialog.isVisible()


def test_the_suggested_file_is_new_and_enter_makes_it(run: Running) -> None:
    dialog = shown(run)
    target = dialog.target
    assert not target.exists()
    QTest.keyClick(dialog.path, Qt.Key.Key_Return)
    assert run.session.store.path == target
    assert free_path(target.parent, target.stem).stem == f"{target.stem}-2"


def test_a_place_that_will_not_do_is_said_at_once(run: Running, tmp_path: Path) -> None:
    dialog = shown(run)
    for text, key in (
        ("", "no_name"),
        ("/", "no_name"),
        ("~nobody-here/x", "no_folder"),
        (str(tmp_path / "no" / "x"), "no_folder"),
        ("relative", "no_folder"),
        (str(tmp_path / "corpus.tawsim"), "exists"),
    ):
        dialog.path.setText(text)
        assert dialog.error.isVisible()
        assert not dialog.confirm.isEnabled()
        assert dialog.error.text() == run.app.context.tr(f"dialogs.new.{key}", path=dialog.target.name)
    dialog.path.setText(str(tmp_path / "new"))
    assert not dialog.error.isVisible()
    assert dialog.confirm.isEnabled()


def test_each_label_set_shows_its_labels(run: Running) -> None:
    dialog = shown(run)
    for row, code in enumerate(presets()):
        dialog.sets.setCurrentRow(row)
        names = [chip.text() for chip in dialog.preview.area.widget().findChildren(Chip)]
        assert names
        assert dialog.preview.about.text() == run.app.context.tr(f"dialogs.new.about.{code}")
        assert dialog.preview.about.text() != f"dialogs.new.about.{code}"


def test_files_wait_for_the_corpus_and_are_then_read(run: Running, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"id": "a", "language": "ar", "text": "قال الوزير.", "entities": [], "events": []}')
    run.app.shell.close_corpus()
    run.app.shell.import_files([file])
    dialog = run.app.shell.dialog
    assert isinstance(dialog, NewCorpusDialog)
    click(dialog.confirm)
    following = run.app.shell.dialog
    assert isinstance(following, ImportDialog)
    until(lambda: following.job is None)
    QTest.keyClick(following, Qt.Key.Key_Return)
    until(lambda: following.outcome is not None)
    assert run.article.row.ref == "a"


def test_escape_makes_nothing_and_the_dialog_is_freed(run: Running, tmp_path: Path) -> None:
    before = run.session.store.path
    dialog = shown(run)
    run.app.shell.dialog = None
    gone = weakref.ref(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert run.session.store.path == before
    del dialog
    settle()
    gc.collect()
    assert gone() is None
