"""Corpora come and go here: made, opened, closed, imported into; what stands in the way is told with its ways out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QDockWidget

from db.errors import WorldError
from db.labelset import preset
from db.store import Store
from desktop.session import Session
from desktop.ui import jobs
from desktop.ui.context import Context
from desktop.ui.window import Window

SUFFIX = ".tawsim"

_log = logging.getLogger(__name__)


class Shell(QObject):
    """Both ``context.Shell`` and the window's ``Host``. Modules that cost a start too much are imported when used."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.window: Window
        self.dialog: QDialog | None = None
        """The dialog shown now, or shown last."""

    # --- corpora -------------------------------------------------------------------------------------------------

    def create_corpus(self, path: Path, label_set: str) -> bool:
        """Make a corpus with a preset label set and open it in place of the present one."""
        try:
            store = Store.create(path, preset(label_set), author=self._context.settings.get("author"))
        except WorldError as error:
            return self._trouble(error, path)
        return self._take(store)

    def open_corpus(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a corpus in place of the present one, which stays open if this fails; the same one is kept."""
        path = Path(path)
        present = self._context.session.store if self._context.session else None
        if present is not None and present.path.resolve() == path.resolve() and present.read_only == read_only:
            return True
        try:
            store = Store.open(path, author=self._context.settings.get("author"), read_only=read_only)
        except WorldError as error:
            return self._trouble(error, path)
        return self._take(store)

    def close_corpus(self) -> None:
        """Close the corpus and show the start page."""
        if self._context.session is not None:
            self.window.finish_typing()
            self.window.save_state()
            self._leave()
            self._context.bridge.attach(None)

    def open_sample(self) -> None:
        """Make the sample corpus if it is not there, and open it."""
        from desktop import samples  # brings the readers of files

        corpus = samples.path()
        if corpus.exists():
            self.open_corpus(corpus)
            return
        jobs.run(
            self._context,
            "jobs.sample",
            lambda report, stop: samples.make(on_progress=report, cancelled=stop),
            parent=self.window,
            done=self.open_corpus,
            failed=lambda error: self._failed(error, corpus),
        )

    def _take(self, store: Store) -> bool:
        """Put a freshly opened corpus in the place of the one before and open the article to go on with."""
        context = self._context
        if context.session is not None:
            self.window.finish_typing()
            self.window.save_state()
        self._leave()
        context.session = Session(store)
        context.theme.labels = store.labels
        context.settings.remember(store.path.resolve())
        context.bridge.attach(context.session)
        if self.window.spread.restore():
            return True
        lines = store.articles()
        order = ("in_progress", "new", "done")
        best = min(lines, key=lambda line: order.index(line.article.state), default=None)
        if best is not None:
            context.session.open(best.article.id)
        return True

    def _leave(self) -> None:
        """Let go of the present corpus without telling anyone yet."""
        context = self._context
        context.bridge.detach()
        session, context.session = context.session, None
        context.theme.labels = None
        if session is not None:
            session.close()

    # --- trouble -------------------------------------------------------------------------------------------------

    def _failed(self, error: Exception, path: Path) -> None:
        if not isinstance(error, WorldError):
            raise error
        self._trouble(error, path)

    def _trouble(self, error: WorldError, path: Path) -> bool:
        from desktop.ui.dialogs.trouble import TroubleDialog

        _log.info("not opened: %s", error)
        dialog = TroubleDialog(self._context, error, path, self.window)
        dialog.accepted.connect(lambda: self._way_out(dialog.choice, path))
        if error.code == "missing":
            self._context.settings.forget(path)
        self._show(dialog)
        return False

    def _way_out(self, choice: str | Path, path: Path) -> None:
        if isinstance(choice, Path):
            self._restore(choice, path)
        elif choice == "open":
            self.show_dialog("open")
        elif choice == "read_only":
            self.open_corpus(path, read_only=True)

    def _restore(self, backup: Path, path: Path) -> None:
        """Put a copy of the backup beside the corpus and open that; the corpus itself is left as it is."""

        def work(_report: jobs.Report, _stop: object) -> Path:
            from shutil import copyfile

            number = 1
            while (copy := path.with_name(f"{path.stem}-{number}{SUFFIX}")).exists():
                number += 1
            try:
                copyfile(backup, copy)
            except OSError as error:
                raise WorldError("unreadable", path=str(backup)) from error
            return copy

        jobs.run(self._context, "jobs.restore", work, parent=self.window, done=self.open_corpus,
                 failed=lambda error: self._failed(error, path))  # fmt: skip

    # --- dialogs -------------------------------------------------------------------------------------------------

    def start_choice(self, name: str) -> None:
        """One of the start page's large choices."""
        if name == "sample":
            self.open_sample()
        else:
            self.show_dialog("new_corpus" if name == "new" else name)

    def show_dialog(self, name: str) -> None:
        """Show ``new_corpus``, ``open``, ``import``, ``export``, ``check``, ``backups`` or ``settings``."""
        if name == "settings":
            from desktop.ui.dialogs.settings import SettingsDialog

            self._show(SettingsDialog(self._context, self.window))
        elif name == "open":
            from desktop.ui.dialogs.open_ import OpenDialog

            self._show(OpenDialog(self._context, self.window))
        elif name == "new_corpus":
            self._show_new()
        elif name == "import":
            self.import_files([])
        elif self._context.session is not None:
            self._show_about_corpus(name)

    def import_files(self, files: list[Path]) -> None:
        """Show the import dialog with these files in it; without a corpus ask for a new one first."""
        context = self._context
        if context.session is None:
            self._show_new(files)
            return
        if context.session.store.read_only:
            context.bridge.noted.emit("errors.opened_read_only", {})
            return
        from desktop.ui.dialogs.import_ import ImportDialog  # brings the readers of files

        self._show(ImportDialog(self._context, files, self.window))

    def take_dropped(self, dropped: list[Path]) -> None:
        """Files dropped on the window: a corpus is opened, anything else imported."""
        corpora = [path for path in dropped if path.suffix == SUFFIX]
        if corpora:
            self.open_corpus(corpora[0])
        elif dropped:
            self.import_files(dropped)

    def _show_new(self, files: list[Path] | None = None) -> None:
        from desktop.ui.dialogs.new_corpus import NewCorpusDialog

        self._show(NewCorpusDialog(self._context, files or [], self.window))

    def _show_about_corpus(self, name: str) -> None:
        if name == "export":
            from desktop.ui.dialogs.export import ExportDialog

            self._show(ExportDialog(self._context, self.window))
        elif name == "check":
            from desktop.ui.dialogs.check import CheckDialog

            self._show(CheckDialog(self._context, self.window))
        elif name == "backups":
            from desktop.ui.dialogs.backups import BackupsDialog

            self._show(BackupsDialog(self._context, self.window))

    def _show(self, dialog: QDialog) -> None:
        """Modal to the window, without a loop of its own, gone when closed."""
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- the window's, for the verbs -----------------------------------------------------------------------------

    def dock_widgets(self) -> Mapping[str, QDockWidget]:
        """The docks by name."""
        return self.window.dock_widgets()

    def focus_mode(self) -> bool:
        """Is only the article shown?"""
        return self.window.focus_mode()

    def set_focus_mode(self, on: bool) -> None:
        """Show only the article and the review bar, or everything again."""
        self.window.set_focus_mode(on)

    def next_pane(self, step: int) -> None:
        """Move the keyboard to the next (1) or previous (-1) pane that is shown."""
        self.window.next_pane(step)

    def close(self) -> bool:
        """Close the window."""
        return self.window.close()

