"""The export dialog and the dialogs about the file itself: losses first, proof after; backups, check, open."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from db.store import Store
from desktop.edits import reviews
from desktop.ui.dialogs.backups import BackupsDialog, backup_time
from desktop.ui.dialogs.check import CheckDialog
from desktop.ui.dialogs.export import ExportDialog
from desktop.ui.dialogs.open_ import OpenDialog
from tests.ui.panel_kit import Kit, click, corpus, settle, until


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path) as kit:
        yield kit


def shown(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    QTest.qWaitForWindowExposed(dialog)


def shown_and_left(dialog: QDialog) -> QDialog:
    """The dialog, shown, done with its work, and left with Escape."""
    shown(dialog)
    until(lambda: getattr(dialog, "job", None) is None)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    return dialog


def choose(dialog: ExportDialog, code: str) -> None:
    """Choose which articles by the keyboard."""
    combo = dialog.options.which
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    while combo.currentData() != code:
        at = combo.currentIndex()
        QTest.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() > at


def test_json_loses_nothing_and_is_written_at_once(kit: Kit, tmp_path: Path) -> None:
    dialog = ExportDialog(kit.context)
    shown(dialog)
    out = tmp_path / "out"
    dialog.options.path.setText(str(out))
    QTest.keyClick(dialog.options.path, Qt.Key.Key_Return)
    until(lambda: dialog.outcome is not None)
    assert sorted(path.name for path in out.iterdir()) == ["000.json", "001.json"]
    assert kit.context.tr("dialogs.export.proof") in dialog.result_page.text.text()
    assert dialog.heading.text() == "صُدّر مقالان"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_conll_says_its_losses_first(kit: Kit, tmp_path: Path) -> None:
    kit.session.open(kit.articles[0])
    assert kit.session.article is not None
    kit.session.do(reviews.accept(kit.session.article, kit.mention("بوتين").id))
    dialog = ExportDialog(kit.context)
    shown(dialog)
    click(dialog.options.format.button("conll"))
    assert dialog.options.include.value == "reviewed"
    assert dialog.options.edges.isVisible()
    out = tmp_path / "out.conll"
    dialog.options.path.setText(str(out))
    click(dialog.primary)
    until(lambda: dialog.job is None)
    assert dialog.pages.currentWidget() is dialog.losses_page
    assert not out.exists()
    assert "لم تُراجع" in dialog.losses_page.text.text()
    click(dialog.primary)
    until(lambda: dialog.outcome is not None)
    assert "B-PER" in out.read_text(encoding="utf-8")


def test_the_open_article_alone_or_those_in_a_state_or_chosen(kit: Kit, tmp_path: Path) -> None:
    kit.session.open(kit.articles[1])
    assert kit.session.article is not None
    kit.session.do(reviews.set_state(kit.session.article, state="done"))
    dialog = ExportDialog(kit.context)
    shown(dialog)
    choose(dialog, "open")
    assert dialog.options.chosen().articles == {kit.articles[1]}
    choose(dialog, "done")
    assert (dialog.options.chosen().articles, dialog.options.chosen().state) == (None, "done")
    choose(dialog, "picked")
    assert dialog.options.list.isVisible()
    assert not dialog.primary.isEnabled()
    dialog.options.list.setFocus()
    QTest.keyClick(dialog.options.list, Qt.Key.Key_Home)
    QTest.keyClick(dialog.options.list, Qt.Key.Key_Space)
    assert dialog.options.chosen().articles == {kit.articles[0]}
    out = tmp_path / "chosen.jsonl"
    dialog.options.path.setText(str(out))
    click(dialog.primary)
    until(lambda: dialog.outcome is not None)
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["000"]


def test_articles_handed_in_are_ticked(kit: Kit) -> None:
    dialog = ExportDialog(kit.context, articles=[kit.articles[1]])
    assert dialog.options.chosen().articles == {kit.articles[1]}


def test_a_place_that_cannot_be_written_is_said_where_it_can_be_changed(kit: Kit, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file, no folder")
    dialog = ExportDialog(kit.context)
    shown(dialog)
    dialog.options.path.setText(str(blocked / "out"))
    click(dialog.primary)
    until(lambda: dialog.error.isVisible())
    assert dialog.pages.currentWidget() is dialog.options
    dialog.options.path.setText("relative")
    assert not dialog.primary.isEnabled()


def test_the_suggested_place_is_new(kit: Kit, tmp_path: Path) -> None:
    kit.context.settings.set("last_export_folder", str(tmp_path))
    (tmp_path / "أخبار-json").mkdir()
    dialog = ExportDialog(kit.context)
    assert dialog.options.target == tmp_path / "أخبار-json-2"
    shown(dialog)
    click(dialog.options.shape.button("file"))
    assert dialog.options.target == tmp_path / "أخبار-json.jsonl"


def test_a_backup_is_made_and_listed_and_comes_back_as_another_file(kit: Kit) -> None:
    dialog = BackupsDialog(kit.context)
    shown(dialog)
    assert not dialog.primary.isEnabled()
    click(dialog.make)
    until(lambda: dialog.job is None)
    assert dialog.list.count() == 1
    kit.session.open(kit.articles[0])
    assert kit.session.article is not None
    kit.session.do(reviews.set_state(kit.session.article, state="done"))
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    click(dialog.primary)
    until(lambda: closed)
    folder = kit.session.store.path.parent
    (copy,) = (path for path in folder.glob("*.tawsim") if path != kit.session.store.path)
    with Store.open(copy) as restored:
        assert restored.progress().done == 0
        assert len(restored.articles()) == 2
    assert kit.session.store.progress().done == 1


def test_the_time_of_a_backup_is_in_its_name() -> None:
    assert backup_time(Path("a.backup-20240619T101500.123456Z.tawsim")).startswith("2024-06-19T10:15:00")
    assert backup_time(Path("strange.tawsim")) == "strange"


def test_the_check_says_a_sound_corpus_is_sound(kit: Kit) -> None:
    dialog = CheckDialog(kit.context)
    shown(dialog)
    until(lambda: dialog.findings is not None)
    assert dialog.findings == []
    assert dialog.page.text.text() == kit.context.tr("dialogs.check.clean")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_recent_corpora_are_listed_and_missing_ones_marked(kit: Kit, tmp_path: Path) -> None:
    kit.context.settings.remember(tmp_path / "gone.tawsim")
    kit.context.settings.remember(kit.session.store.path)
    dialog = OpenDialog(kit.context)
    shown(dialog)
    assert [dialog.list.item(row).text() for row in range(2)] == ["أخبار", "gone"]
    assert dialog._delegate.struck(dialog.list.indexFromItem(dialog.list.item(1)))
    assert not dialog._delegate.struck(dialog.list.indexFromItem(dialog.list.item(0)))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not dialog.isVisible()


@pytest.mark.parametrize("make", [ExportDialog, BackupsDialog, CheckDialog, OpenDialog], ids=lambda make: make.__name__)
def test_a_closed_dialog_is_freed(kit: Kit, make: Callable[..., QDialog]) -> None:
    gone = weakref.ref(shown_and_left(make(kit.context)))
    settle()
    gc.collect()
    assert gone() is None
