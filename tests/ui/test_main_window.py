"""The window: mirrored docks, title, focus mode, panes, review bar, live theme and language, crashes, what is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget

from db.errors import WorldError
from desktop.edits import EditRefused
from desktop.ui.app import start
from desktop.ui.dialogs.crash import CrashDialog
from desktop.ui.dialogs.settings import SettingsDialog
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import click, settle, until


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as run:
        yield run


@pytest.fixture
def arabic(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path, language="ar") as run:
        yield run


def centre(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, widget.rect().center()).x()


def order(run: Running) -> list[str]:
    """Articles, the article and the inspector as they stand on the screen, from the left."""
    window, docks = run.app.window, run.app.window.dock_widgets()
    places = {"articles": docks["articles"], "view": window.view, "inspector": docks["inspector"]}
    return sorted(places, key=lambda name: centre(places[name], window))


def test_reading_starts_at_the_articles(run: Running) -> None:
    assert order(run) == ["articles", "view", "inspector"]


def test_reading_starts_at_the_articles_in_arabic_too(arabic: Running) -> None:
    assert order(arabic) == ["inspector", "view", "articles"]


def test_the_title_names_the_corpus_and_the_layer(run: Running) -> None:
    assert run.app.window.windowTitle().startswith("corpus.tawsim · layer: main")
    run.app.context.settings.set("author", "أمل")
    assert "أمل" in run.app.window.windowTitle()
    assert run.session.store.author == "أمل"


def test_every_tab_bar_lies_on_its_docks(run: Running) -> None:
    settle()
    shown = [bar for bar in run.app.window.findChildren(QTabBar) if bar.isVisible() and bar.count()]
    assert len(shown) == 2


def test_focus_mode_leaves_the_article_and_the_bar(run: Running) -> None:
    docks = run.app.window.dock_widgets()
    docks["history"].hide()
    shown = [name for name, dock in docks.items() if not dock.isHidden()]
    assert "articles" in shown
    assert "history" not in shown
    run.press("F11")
    assert [name for name, dock in docks.items() if not dock.isHidden()] == []
    assert not run.app.window.menuBar().isVisible()
    assert run.app.window.review_bar.isVisible()
    assert run.focus is run.app.window.view
    run.press("F11")
    assert [name for name, dock in docks.items() if not dock.isHidden()] == shown
    assert run.app.window.menuBar().isVisible()


def test_f6_walks_through_the_panes_and_back(run: Running) -> None:
    window = run.app.window
    seen = []
    for _ in range(3):
        run.press("F6")
        seen.append(next((n for n, dock in window.dock_widgets().items() if dock.isAncestorOf(run.focus)), "view"))
    assert seen == ["articles", "inspector", "view"]
    run.press("Shift+F6")
    assert window.dock_widgets()["inspector"].isAncestorOf(run.focus)


def test_the_bar_shows_what_keys_do_now_and_what_was_done(run: Running) -> None:
    bar = run.app.window.review_bar
    run.session.select(None)
    until(lambda: "accept" not in bar.hints.shown)
    mention = run.select("بوتين")
    until(lambda: "accept" in bar.hints.shown)
    total = run.article.progress[1]
    assert bar.count.text() == f"0 of {total}"
    run.press("A")
    until(lambda: bar.count.text() == f"1 of {total}")
    assert bar.said.text().translate({0x2068: None, 0x2069: None}) == "Done: accept “بوتين”"
    assert bar.undo.isVisible()
    click(bar.undo)
    assert run.article.mentions[mention.id].status == "suggested"
    until(lambda: not bar.undo.isVisible())


def test_a_hint_can_be_clicked(run: Running) -> None:
    bar = run.app.window.review_bar
    mention = run.select("بوتين")
    until(lambda: "accept" in bar.hints.shown)
    hint = next(each for each in bar.hints.findChildren(QWidget) if getattr(each, "action", "") == "accept")
    assert hint.legend.strip("\u2066\u2069") == "A ش"
    click(hint)
    assert run.article.mentions[mention.id].status == "accepted"


def test_hints_that_do_not_fit_are_left_out_whole(arabic: Running) -> None:
    bar = arabic.app.window.review_bar
    arabic.select("بوتين")
    until(lambda: "accept" in bar.hints.shown)
    full = len(bar.hints.shown)
    arabic.app.window.resize(900, 700)
    settle()
    assert 0 < len(bar.hints.shown) < full
    for hint in bar.hints.findChildren(QWidget):
        if hint.isVisible():
            assert bar.hints.rect().contains(hint.geometry())
    assert centre(bar.hints.findChildren(QWidget)[0], bar) > bar.width() / 2


def test_refusals_and_news_are_said_in_their_colours(run: Running) -> None:
    bar, bridge = run.app.window.review_bar, run.app.context.bridge
    bridge.refused.emit(EditRefused("split"))
    assert bar.said.text() == run.app.context.tr("refused.split")
    assert bar.said.property("look") == "danger"
    bridge.noted.emit("errors.disk_full", {"path": "x"})
    assert "disk is full" in bar.said.text()
    bridge.noted.emit("settings.at_once", {})
    assert bar.said.property("look") == ""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_language_changes_live_and_keeps_article_caret_and_selection(tmp_path: Path, language: str) -> None:
    other = "en" if language == "ar" else "ar"
    with running(tmp_path, language=language) as run:
        mention = run.select("كيم جونغ أون")
        caret = mention.end
        run.app.window.view.set_caret(caret)
        article = run.article
        run.app.context.settings.set("language", other)
        settle()
        assert order(run)[0] == ("articles" if other == "en" else "inspector")
        assert run.app.context.session is not None
        assert run.article is article
        assert run.session.selected == mention.id
        assert run.app.window.menuBar().actions()[0].text() == run.app.context.tr("actions.group.file")
        assert run.app.window.view.isVisible()
        run.press("A")
        assert run.article.mentions[mention.id].status == "accepted"
        left = [bar for bar in run.app.window.findChildren(QTabBar) if bar.isVisible() and bar.count()]
        assert len(left) == 2


def test_theme_changes_live(run: Running) -> None:
    heard: list[bool] = []
    run.app.context.bridge.themeChanged.connect(lambda: heard.append(run.app.context.theme.dark))
    run.app.context.settings.set("theme", "dark")
    settle()
    assert heard == [True]
    assert run.app.context.theme.labels is run.session.labels
    assert QApplication.palette().window().color() == run.app.context.theme.role("window")
    paper = run.app.context.theme.role("canvas.background")
    picture = run.app.window.view.viewport().grab().toImage()
    at = picture.pixelColor(3, picture.height() // 2)
    assert at.lightness() < 80, (at.name(), paper.name())


def test_digits_change_live(run: Running) -> None:
    run.app.context.settings.set("digits", "arabic")
    settle()
    until(lambda: "٠" in run.app.window.review_bar.count.text())


def test_settings_take_effect_from_the_dialog(run: Running) -> None:
    run.press("Ctrl+,")
    dialog = run.app.shell.dialog
    assert isinstance(dialog, SettingsDialog)
    size = dialog.fields["font_size"]
    size.setValue(30)
    assert run.app.context.settings.get("font_size") == 30
    box = dialog.fields["language"]
    box.setCurrentIndex(box.findData("ar"))
    box.activated.emit(box.currentIndex())
    settle()
    assert dialog.isVisible()
    assert dialog.windowTitle() == "الإعدادات"
    assert all(field.accessibleName() for field in dialog.fields.values())
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert run.app.context.tr("settings.font_size") in texts


def test_a_fault_of_ours_is_told_calmly_and_work_goes_on(run: Running, capsys: pytest.CaptureFixture[str]) -> None:
    def fault() -> None:
        raise ValueError("ours")

    QTimer.singleShot(0, fault)
    dialogs = lambda: [each for each in run.app.window.findChildren(CrashDialog) if each.isVisible()]  # noqa: E731
    until(lambda: bool(dialogs()))
    (dialog,) = dialogs()
    assert "ours" in dialog.details.toPlainText()
    assert any("tawsim.log" in label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()
    settle()
    assert run.app.log is not None
    assert "ValueError: ours" in run.app.log.read_text(encoding="utf-8")
    assert "ours" in capsys.readouterr().err
    run.select("بوتين")
    run.press("A")
    assert run.mention is not None


def test_the_worlds_errors_are_no_crash(run: Running) -> None:
    def trouble() -> None:
        raise WorldError("disk_full", path="x")

    QTimer.singleShot(0, trouble)
    until(lambda: "disk is full" in run.app.window.review_bar.said.text())
    assert run.app.window.findChildren(CrashDialog) == []


def test_places_and_size_are_kept(tmp_path: Path) -> None:
    hook = sys.excepthook
    with running(tmp_path) as run:
        run.app.window.dock_widgets()["history"].hide()
        run.app.window.resize(1010, 640)
        settle()
        path = run.session.store.path
    assert sys.excepthook is hook
    app = start([str(path), "--language", "en"])
    settle()
    assert app.window.size().toTuple() == (1010, 640) or app.window.screen().size().width() < 1010
    assert app.window.dock_widgets()["history"].isHidden()
    assert not app.window.dock_widgets()["articles"].isHidden()
    app.close()
    settle()


def test_everything_that_takes_the_keyboard_has_a_name(arabic: Running) -> None:
    nameless = [
        type(widget).__name__
        for widget in arabic.app.window.review_bar.findChildren(QWidget)
        if widget.focusPolicy() and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
