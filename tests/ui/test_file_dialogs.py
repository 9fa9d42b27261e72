"""Every dialog that asks for a file speaks Arabic throughout, and its paths read from the left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QWidget,
)

from desktop.ui.dialogs.export import ExportDialog
from desktop.ui.dialogs.import_ import ImportDialog
from desktop.ui.dialogs.new_corpus import NewCorpusDialog
from desktop.ui.dialogs.open_ import OpenDialog
from desktop.ui.timeline.panel import TimelinePanel
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import settle, until

LATIN = re.compile("[A-Za-z]")
KNOWN = re.compile(r"\*\.\w+|SVG|PNG|JSON|CoNLL")
"""Formats and their suffixes."""


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path, language="ar") as run:
        yield run


def of_timeline(run: Running) -> QWidget:
    run.press("F5")
    panel = run.app.window.findChild(TimelinePanel)
    until(lambda: panel.keeper.corpus is not None)
    panel._ask_where()
    return panel


def of_dialog(name: str, kind: type[QWidget], browse: Callable[[QWidget], object]) -> Callable[[Running], QWidget]:
    def ask(run: Running) -> QWidget:
        run.app.shell.show_dialog(name)
        dialog = run.app.shell.dialog
        assert isinstance(dialog, kind)
        browse(dialog)
        return dialog

    return ask


ASKED = {
    "timeline": of_timeline,
    "new": of_dialog("new_corpus", NewCorpusDialog, lambda dialog: dialog._browse()),
    "open": of_dialog("open", OpenDialog, lambda dialog: dialog._browse()),
    "import": of_dialog("import", ImportDialog, lambda dialog: dialog._browse()),
    "export": of_dialog("export", ExportDialog, lambda dialog: dialog.options._browse()),
}


def said(dialog: QFileDialog) -> Iterator[str]:
    """Everything on it that is not the name of a file or folder."""
    for label in dialog.findChildren(QLabel):
        yield label.text()
    for button in dialog.findChildren(QAbstractButton):
        yield from (button.text(), button.toolTip(), button.accessibleName())
    for header in dialog.findChildren(QHeaderView):
        model = header.model()
        yield from (str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount()))
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    yield from (KNOWN.sub("", kinds.itemText(at)) for at in range(kinds.count()))
    yield dialog.windowTitle()


@pytest.mark.parametrize("place", ASKED)
def test_no_word_on_it_is_english_and_paths_read_from_the_left(run: Running, place: str, tmp_path: Path) -> None:
    around = ASKED[place](run)
    until(lambda: around.findChild(QFileDialog) is not None)
    dialog = around.findChild(QFileDialog)
    until(dialog.isVisible)
    (tmp_path / "folder").mkdir()
    (tmp_path / "x.tawsim").write_bytes(b"")
    dialog.setDirectory(str(tmp_path))
    settle()
    words = [each for each in said(dialog) if each]
    assert len(words) > 12
    assert not [each for each in words if LATIN.search(each)]
    for widget in (dialog.findChild(QComboBox, "lookInCombo"), dialog.findChild(QLineEdit, "fileNameEdit")):
        assert widget.layoutDirection() == Qt.LayoutDirection.LeftToRight
    combo = dialog.findChild(QComboBox, "lookInCombo")
    picture = combo.grab().toImage()
    paper = picture.pixelColor(picture.width() // 2, 4)
    inked = [x for x in range(34, picture.width() - 30)
             if any(abs(picture.pixelColor(x, y).lightness() - paper.lightness()) > 60
                    for y in range(6, picture.height() - 6))]  # fmt: skip
    assert inked[0] < 60, "the path begins at the left, beside its icon"
    provider = dialog.iconProvider()
    assert provider.type(QDir(str(tmp_path)).entryInfoList(["folder"])[0]) == "مجلد"
    places = dialog.findChild(QListView, "sidebar")
    assert places.width() >= 180
    assert places.sizeHintForColumn(0) <= places.viewport().width() or not places.horizontalScrollBar().isVisible()
    dialog.reject()
    QApplication.processEvents()
