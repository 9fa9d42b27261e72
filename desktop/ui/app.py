"""The application: starts Qt, language, theme and window, opens what was asked for, and is the outermost shell."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from db.errors import Conflict, WorldError
from desktop import logs, paths
from desktop.edits import EditRefused
from desktop.messages import LANGUAGES, Messages
from desktop.settings import Settings
from desktop.ui import fonts, i18n, icons, stylesheet, theme
from desktop.ui.ahead import Ahead
from desktop.ui.bridge import Bridge
from desktop.ui.context import Context
from desktop.ui.shell import Shell
from desktop.ui.window import Window

if TYPE_CHECKING:
    from desktop.ui.dialogs.crash import CrashDialog

NAME = "Tawsim"

_log = logging.getLogger(__name__)


class App(QObject):
    """Everything that lives as long as the window. ``close`` ends it, so that a test can start another."""

    def __init__(self, application: QApplication, options: argparse.Namespace) -> None:
        super().__init__()
        self.application = application
        self.log = logs.start()
        self._hook = sys.excepthook
        self._crash: CrashDialog | None = None
        settings = Settings()
        for key in ("language", "theme"):
            if value := getattr(options, key):
                settings.choose_for_now(key, value)
        messages = _messages(settings)
        self.context = Context(Bridge(), messages, settings, theme.load(self._theme_name(settings)))
        fonts.register()
        i18n.install(application, messages)
        application.setFont(fonts.interface())
        self._dress()
        self.shell = Shell(self.context)
        self.context.shell = self.shell
        self.window = Window(self.context, self.shell)
        self.shell.window = self.window
        Ahead(self.window)
        self.window.dropped.connect(self.shell.take_dropped)
        self.window.startChosen.connect(self.shell.start_choice)
        self.window.corpusChosen.connect(self.shell.open_corpus)
        self.window.closing.connect(self._closing)
        settings.listeners.append(self._chosen)
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        sys.excepthook = self._crashed

    def open_first(self, options: argparse.Namespace) -> None:
        """Open the corpus asked for, or show the start page."""
        if options.sample:
            self.shell.open_sample()
        elif options.corpus is not None:
            self.shell.open_corpus(options.corpus)
        if self.context.session is None:
            self.window.show_corpus(None)
        note = self.context.settings.note
        if note is not None:
            self.context.bridge.noted.emit(*note)

    def close(self) -> None:
        """Close the window and the corpus, and give back what was taken from the process."""
        self.window.close()
        self.context.settings.listeners.clear()
        self.application.styleHints().colorSchemeChanged.disconnect(self._system_changed)
        sys.excepthook = self._hook
        logs.stop()
        self.window.deleteLater()
        self.application.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        self.application.setStyleSheet("")

    # --- choices -------------------------------------------------------------------------------------------------

    def _chosen(self, key: str) -> None:
        context = self.context
        if key == "theme":
            self._redress()
        elif key in ("language", "digits"):
            context.messages = _messages(context.settings)
            i18n.install(self.application, context.messages)
            if key == "language":
                self._dress()
            self.window.retranslate()
        elif key == "author":
            if context.session is not None:
                context.session.store.author = context.settings.get("author")
            self.window.retitle()
        context.bridge.settingChanged.emit(key)

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.context.settings.get("theme") == "system":
            self._redress()

    def _redress(self) -> None:
        """Take the theme chosen now, live."""
        labels = self.context.theme.labels
        self.context.theme = theme.load(self._theme_name(self.context.settings))
        self.context.theme.labels = labels
        self._dress()
        self.context.bridge.themeChanged.emit()

    def _dress(self) -> None:
        chosen = self.context.theme
        self.application.setPalette(chosen.palette())
        direction = self.context.messages.direction
        self.application.setStyleSheet(stylesheet.load(chosen, direction=direction, cache=paths.cache_dir()))

    def _theme_name(self, settings: Settings) -> theme.ThemeName:
        wanted = settings.get("theme")
        if wanted == "system":
            wanted = "dark" if self.application.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
        return "dark" if wanted == "dark" else "light"

    # --- ends ----------------------------------------------------------------------------------------------------

    def _closing(self) -> None:
        session = self.context.session
        if session is not None:
            self.context.bridge.detach()
            self.context.session = None
            session.close()

    def _crashed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What reached nobody: the world's errors are told in the review bar, ours in a dialog; nothing is lost."""
        bridge = self.context.bridge
        if isinstance(error, EditRefused):
            bridge.refused.emit(error)
        elif isinstance(error, WorldError):
            _log.warning("told: %s", error)
            bridge.noted.emit(error.key, error.params)
        elif isinstance(error, Conflict) and self.context.session is not None:
            _log.warning("conflict: %s", error)
            self.context.session.reload()
            bridge.noted.emit("errors.conflict", {})
        elif issubclass(kind, KeyboardInterrupt):
            self.window.close()
        else:
            details = "".join(traceback.format_exception(kind, error, trace))
            _log.error("unexpected\n%s", details)
            if sys.stderr is not None:
                print(details, file=sys.stderr, end="")
            self._show_crash(details)

    def _show_crash(self, details: str) -> None:
        from desktop.ui.dialogs.crash import CrashDialog

        if self._crash is not None:
            return
        self._crash = CrashDialog(self.context, details, log=self.log, parent=self.window)
        self._crash.finished.connect(self._crash_read)
        self._crash.open()

    def _crash_read(self) -> None:
        if self._crash is not None:
            self._crash.deleteLater()
            self._crash = None


def start(argv: list[str] | None = None) -> App:
    """Everything but the event loop: the window shown, the corpus of ``argv`` open. SystemExit: wrong usage."""
    options = _options(argv)
    present = QApplication.instance()
    application = present if isinstance(present, QApplication) else QApplication([NAME])
    application.setApplicationName(NAME)
    application.setDesktopFileName(NAME.lower())
    application.setStyle("Fusion")
    application.setWindowIcon(icons.application())
    app = App(application, options)
    app.window.show()
    app.open_first(options)
    return app


def main(argv: list[str] | None = None) -> int:
    """Show the window until it is closed. ``argv`` is without the program's name; the exit code is given back."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        print(Messages("en").tr("window.no_display"), file=sys.stderr)
        return 1
    app = start(argv)
    code = app.application.exec()
    app.close()
    return code


_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tawsim")
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--theme", choices=("light", "dark", "system"))
    return parser.parse_args(argv)


def _messages(settings: Settings) -> Messages:
    return Messages(settings.get("language"), digits=settings.get("digits"))
