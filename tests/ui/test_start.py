"""Starting: the page with three choices, recent corpora, the sample, wrong arguments, corpora that do not open."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.labelset import preset
from db.store import Store
from desktop import samples
from desktop.messages import Messages
from desktop.settings import Settings
from desktop.ui.app import App, main, start
from desktop.ui.dialogs.new_corpus import NewCorpusDialog
from desktop.ui.dialogs.open_ import OpenDialog
from desktop.ui.dialogs.trouble import TroubleDialog
from desktop.ui.widgets.start_page import CHOICES, StartPage, look_at
from tests.ui.panel_kit import bundles, click, settle, until


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)


@contextmanager
def started(*argv: str) -> Iterator[App]:
    app = start([*argv, "--theme", "light"])
    app.window.resize(1200, 760)
    QTest.qWaitForWindowExposed(app.window)
    app.window.activateWindow()
    settle()
    yield app
    for widget in app.window.findChildren(QWidget):
        if widget.isWindow():
            widget.close()
    app.close()
    settle()


def page_of(app: App) -> StartPage:
    assert app.window.start_page is not None
    return app.window.start_page


def made(path: Path) -> Path:
    with Store.create(path, preset("news")) as store:
        store.bulk_import(bundles())
    return path


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_has_three_choices_in_reading_order(language: str) -> None:
    with started("--language", language) as app:
        page = page_of(app)
        assert page.isVisible()
        assert tuple(page.choices) == CHOICES
        assert QApplication.focusWidget() is page.choices["sample"]
        places = [page.choices[name].mapTo(page, page.choices[name].rect().center()).x() for name in CHOICES]
        assert places == sorted(places, reverse=language == "ar")
        assert all(button.accessibleName() and button.accessibleDescription() for button in page.choices.values())
        assert app.window.windowTitle() == Messages(language).tr("window.name")
        assert not app.window.statusBar().isVisible()


def test_arrows_walk_and_enter_opens_the_sample() -> None:
    with started("--language", "ar") as app:
        page = page_of(app)
        QTest.keyClick(page.choices["sample"], Qt.Key.Key_Left)
        assert QApplication.focusWidget() is page.choices["new"]
        QTest.keyClick(page.choices["new"], Qt.Key.Key_Right)
        QTest.keyClick(page.choices["sample"], Qt.Key.Key_Return)
        until(lambda: app.context.session is not None)
        assert app.context.session is not None
        assert app.context.session.store.path == samples.path()
        assert app.context.session.article is not None
        assert app.window.view.isVisible()
        assert app.window.start_page is None


def test_the_sample_can_be_asked_for_on_the_command_line() -> None:
    samples.make()
    with started("--sample") as app:
        assert app.context.session is not None
        assert app.context.settings.get("recent") == [str(samples.path().resolve())]


def test_the_other_choices_open_their_dialogs() -> None:
    with started("--language", "en") as app:
        click(page_of(app).choices["new"])
        assert isinstance(app.shell.dialog, NewCorpusDialog)
        app.shell.dialog.reject()
        click(page_of(app).choices["open"])
        assert isinstance(app.shell.dialog, OpenDialog)


def test_recent_corpora_show_how_far_they_are_and_open(tmp_path: Path) -> None:
    good, gone = made(tmp_path / "أخبار.tawsim"), tmp_path / "gone.tawsim"
    settings = Settings()
    settings.remember(gone)
    settings.remember(good)
    with started("--language", "en") as app:
        page = page_of(app)
        assert list(page.recents) == [good, gone]
        until(lambda: all(row.state.text() for row in page.recents.values()))
        assert page.recents[good].state.text() == "0 of 2 articles done"
        assert page.recents[gone].state.text() == "No longer in its place"
        click(page.recents[gone].forget)
        assert list(page.recents) == [good]
        click(page.recents[good].button)
        assert app.context.session is not None
        assert app.context.session.store.path == good


def test_closing_a_corpus_brings_the_page_back(tmp_path: Path) -> None:
    path = made(tmp_path / "a.tawsim")
    with started(str(path)) as app:
        assert app.window.start_page is None
        app.shell.close_corpus()
        page = page_of(app)
        assert page.isVisible()
        assert [dock for dock in app.window.dock_widgets().values() if dock.isVisible()] == []
        until(lambda: bool(page.recents[path].state.text()))
        with Store.open(path):
            pass


@pytest.mark.parametrize("content", [None, b"no database at all, but long enough to look at" * 40])
def test_a_corpus_that_does_not_open_is_told_with_its_ways_out(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.tawsim"
    if content is not None:
        path.write_bytes(content)
    with started(str(path), "--language", "en") as app:
        dialog = app.shell.dialog
        assert isinstance(dialog, TroubleDialog)
        assert "open" in dialog.buttons
        assert "read_only" not in dialog.buttons
        assert page_of(app).isVisible()
        click(dialog.buttons["close"])
        assert app.context.session is None
        if content is not None:
            assert path.read_bytes() == content


def test_a_locked_corpus_can_be_read(tmp_path: Path) -> None:
    path = made(tmp_path / "a.tawsim")
    with Store.open(path), started(str(path), "--language", "en") as app:
        dialog = app.shell.dialog
        assert isinstance(dialog, TroubleDialog)
        click(dialog.buttons["read_only"])
        assert app.context.session is not None
        assert app.context.session.store.read_only
        assert "read-only" in app.window.windowTitle()


def test_a_backup_is_restored_beside_a_damaged_corpus(tmp_path: Path) -> None:
    path = made(tmp_path / "a.tawsim")
    with Store.open(path) as store:
        backup = store.backup()
    path.write_bytes(path.read_bytes()[:3000] + b"\0" * 60_000)
    with started(str(path)) as app:
        dialog = app.shell.dialog
        assert isinstance(dialog, TroubleDialog)
        assert backup in dialog.buttons, dialog.buttons
        click(dialog.buttons[backup])
        until(lambda: app.context.session is not None)
        assert app.context.session is not None
        assert app.context.session.store.path == tmp_path / "a-1.tawsim"
        assert len(app.context.session.store.articles()) == 2


def test_files_dropped_anywhere_are_taken(tmp_path: Path) -> None:
    path = made(tmp_path / "a.tawsim")
    other = tmp_path / "x.json"
    other.write_text("{}", encoding="utf-8")
    with started("--language", "en") as app:
        drop(app.window, [other])
        assert isinstance(app.shell.dialog, NewCorpusDialog)
        app.shell.dialog.reject()
        drop(app.window, [path])
        assert app.context.session is not None


def drop(window: QWidget, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, copy, left = window.rect().center(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, copy, mime, left, plain)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(where), copy, mime, left, plain, QEvent.Type.Drop))


def test_a_broken_settings_file_is_no_obstacle(own_home: Path) -> None:
    file = own_home / "tawsim" / "settings.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("language = ", encoding="utf-8")
    with started() as app:
        assert app.context.messages.language == "ar"
        assert page_of(app).isVisible()


def test_wrong_arguments_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--no-such-thing"])
    assert caught.value.code == 2
    assert "--no-such-thing" in capsys.readouterr().err


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main([]) == 1
    assert "no display" in capsys.readouterr().err


def test_a_recent_corpus_of_an_earlier_version_says_so(tmp_path: Path) -> None:
    old = tmp_path / "old.tawsim"
    shutil.copy(Path(__file__).parents[1] / "upgrade" / "v1.tawsim", old)
    assert look_at([old, tmp_path / "no.tawsim"], lambda *_: None, lambda: False) == {
        old: "start.older", tmp_path / "no.tawsim": "start.gone"
    }  # fmt: skip


def test_what_a_start_does_without_comes_after_the_first_picture(tmp_path: Path) -> None:
    code = (
        "import builtins, sys\n"
        "from desktop.__main__ import bring_in\n"
        "app = bring_in()\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from desktop.ui.ahead import MODULES\n"
        "print(builtins.__import__.__name__, *[name for name in MODULES if name in sys.modules])\n"
        "app.start([sys.argv[1]])\n"
        "while not all(name in sys.modules for name in MODULES): QApplication.processEvents()\n"
        "print('all')\n"
    )
    command = [sys.executable, "-c", code, str(made(tmp_path / "a.tawsim"))]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=True, timeout=120)
    assert done.stdout.splitlines() == ["__feature_import__", "all"], "PySide examines imports again, and none is early"
