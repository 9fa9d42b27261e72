"""The import dialog on real files: nothing by half, problems named, stop or skip, progress that can be stopped."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.dialogs.import_ import ImportDialog
from desktop.ui.dialogs.problems import ProblemsDialog
from tests.ui.panel_kit import Kit, click, corpus, settle, until

SOUND = "التقى الوزير نظيره في عمّان."


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path) as kit:
        yield kit


def record(ref: str, text: str, *, end: int = 10, words: str = "الوزير") -> dict[str, object]:
    """One article in our JSON with one entity at code points 5 to ``end``."""
    entity = {"id": "T1", "start": 5, "end": end, "text": words, "label": "PER", "score": 0.9}
    return {"id": ref, "language": "ar", "text": text, "meta": {"title": ref}, "entities": [entity], "events": []}


def write(folder: Path, name: str, *records: dict[str, object]) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records), encoding="utf-8")
    return path


def sound(ref: str = "a1") -> dict[str, object]:
    return record(ref, "قال " + SOUND.split(" ", 1)[1], end=4 + 6, words="الوزير") | {
        "entities": [{"id": "T1", "start": 4, "end": 10, "text": "الوزير", "label": "PER", "score": 0.9}]
    }


def faulty(ref: str = "a2") -> dict[str, object]:
    return sound(ref) | {"entities": [{"id": "T1", "start": 3, "end": 9, "text": "الوزير", "label": "PER"}]}


def opened(kit: Kit, *files: Path) -> ImportDialog:
    dialog = ImportDialog(kit.context, files)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    QTest.qWaitForWindowExposed(dialog)
    until(lambda: dialog.job is None)
    return dialog


def test_sound_files_come_in_after_one_look(kit: Kit, tmp_path: Path) -> None:
    dialog = opened(kit, write(tmp_path, "a.json", sound()))
    assert dialog.heading.text() == "مقال واحد جديد"
    assert not dialog.summary.tabs.isVisible()
    assert len(kit.session.store.articles()) == 2
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    until(lambda: dialog.outcome is not None)
    assert [line.article.ref for line in kit.session.store.articles()] == ["000", "001", "a1"]
    assert "موضعًا واحدًا" in dialog.result_page.text.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_first_import_opens_its_first_article(tmp_path: Path, kit: Kit) -> None:
    assert kit.session.article is None
    dialog = opened(kit, write(tmp_path, "a.json", sound()))
    click(dialog.primary)
    until(lambda: dialog.outcome is not None)
    assert kit.session.article is not None


def test_a_wrong_place_is_named_and_can_be_skipped(kit: Kit, tmp_path: Path) -> None:
    dialog = opened(kit, write(tmp_path, "mixed.jsonl", sound(), faulty()))
    model = dialog.summary.views["problems"].model
    where = [model.index(0, column).data().strip("\u2066") for column in range(3)]
    assert where == ["mixed.jsonl", "a2", "entities[0].text"]
    assert "الوزير" in model.message(0)
    assert dialog.primary.text() == kit.context.tr("dialogs.import.skip")
    assert dialog.cancel.text() == kit.context.tr("dialogs.import.stop")
    click(dialog.primary)
    until(lambda: dialog.outcome is not None)
    refs = {line.article.ref: line.total for line in kit.session.store.articles()}
    assert refs["a1"] == 1
    assert refs.get("a2", 0) == 0


def test_stopping_leaves_nothing_behind(kit: Kit, tmp_path: Path) -> None:
    dialog = opened(kit, write(tmp_path, "mixed.jsonl", sound(), faulty()))
    click(dialog.cancel)
    assert not dialog.isVisible()
    assert len(kit.session.store.articles()) == 2


def test_the_same_file_again_changes_nothing_and_says_so(kit: Kit, tmp_path: Path) -> None:
    file = write(tmp_path, "a.json", sound())
    first = opened(kit, file)
    click(first.primary)
    until(lambda: first.outcome is not None)
    first.close()
    again = opened(kit, file)
    assert again.heading.text() == kit.context.tr("dialogs.import.nothing")
    assert not again.primary.isVisible()
    assert "موجود في المدوّنة من قبل" in again.summary.figures.text()


def test_files_are_dropped_listed_once_and_taken_off(kit: Kit, tmp_path: Path) -> None:
    dialog = opened(kit)
    assert not dialog.primary.isEnabled()
    files = [write(tmp_path, "a.json", sound()), write(tmp_path, "b.json", sound("b"))]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    for _ in range(2):
        drop = QDropEvent(
            QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(dialog, drop)
    assert dialog.files.paths == files
    assert dialog.primary.isEnabled()
    dialog.files.list.setFocus()
    QTest.keyClick(dialog.files.list, Qt.Key.Key_Home)
    QTest.keyClick(dialog.files.list, Qt.Key.Key_Delete)
    assert dialog.files.paths == files[1:]
    click(dialog.primary)
    until(lambda: dialog.job is None)
    assert dialog.heading.text() == "مقال واحد جديد"
    click(dialog.back)
    assert dialog.pages.currentWidget() is dialog.files


def test_escape_stops_the_work_first_and_closes_then(kit: Kit, tmp_path: Path) -> None:
    many = write(tmp_path, "many.jsonl", *(sound(f"n{i}") for i in range(3000)))
    dialog = ImportDialog(kit.context, [many])
    dialog.open()
    assert dialog.job is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    until(lambda: dialog.job is None)
    assert dialog.pages.currentWidget() is dialog.files
    assert len(kit.session.store.articles()) == 2
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_file_that_changed_meanwhile_is_refused(kit: Kit, tmp_path: Path) -> None:
    file = write(tmp_path, "a.json", sound())
    dialog = opened(kit, file)
    write(tmp_path, "a.json", sound("other"))
    click(dialog.primary)
    until(lambda: dialog.error.isVisible())
    assert "a.json" in dialog.error.text()
    assert len(kit.session.store.articles()) == 2


def test_bad_files_of_the_news_set(kit: Kit, shared: Path) -> None:
    dialog = opened(kit, *sorted((shared / "news" / "bad").glob("*.json")))
    assert dialog.plan is not None
    assert dialog.plan.problems.total > 0
    click(dialog.summary.views["problems"].copy)
    assert "utf16" in QGuiApplication.clipboard().text()


def test_the_news_set_comes_in(kit: Kit, shared: Path) -> None:
    dialog = opened(kit, *sorted((shared / "news").glob("*.pre.json")))
    assert dialog.heading.text() == "3 مقالات جديدة"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    until(lambda: dialog.outcome is not None)
    assert len(kit.session.store.articles()) == 5


@pytest.mark.parametrize("kind", ["import", "problems"])
def test_a_closed_dialog_is_freed(kit: Kit, tmp_path: Path, kind: str) -> None:
    if kind == "import":
        dialog = opened(kit, write(tmp_path, "a.json", sound()))
    else:
        dialog = ProblemsDialog(kit.context, [])
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
    gone = weakref.ref(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    del dialog
    settle()
    gc.collect()
    assert gone() is None
