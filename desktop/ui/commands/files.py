"""The corpus as a file: new, open, close, import, export, check, back up; settings and quitting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from db.errors import WorldError
from desktop.ui.commands.base import Commands

Run = Callable[[Commands], None]
SUFFIX = "*.tawsim"
IMPORTED = "*.json *.jsonl"


def dialog(name: str) -> Run:
    """Show one of the window's dialogs."""
    return lambda c: c.host.show_dialog(name)


def open_corpus(c: Commands) -> None:
    """Ask for a corpus and open it."""
    chosen = _picker(c, "actions.dialog.open", f"{c.context.tr('actions.dialog.corpora')} ({SUFFIX})")
    chosen.setFileMode(QFileDialog.FileMode.ExistingFile)
    chosen.fileSelected.connect(lambda path: c.host.open_corpus(Path(path)))
    chosen.open()


def import_files(c: Commands) -> None:
    """Ask for files and show the import dialog with them."""
    chosen = _picker(c, "actions.dialog.import", f"{c.context.tr('actions.dialog.articles')} ({IMPORTED})")
    chosen.setFileMode(QFileDialog.FileMode.ExistingFiles)
    chosen.filesSelected.connect(lambda paths: c.host.import_files([Path(path) for path in paths]))
    chosen.open()


def close_corpus(c: Commands) -> None:
    """Close the corpus; everything is saved already."""
    c.host.close_corpus()


def backup(c: Commands) -> None:
    """Copy the corpus into the folder of backups beside it."""
    if c.session is None:
        return
    try:
        copy = c.session.store.backup()
    except WorldError as error:
        c.say(error.key, **error.params)
    else:
        c.say("actions.say.backed_up", name=copy.name)


def quit_app(c: Commands) -> None:
    """Close the window."""
    c.host.close()


def _picker(c: Commands, title: str, names: str) -> QFileDialog:
    settings = c.context.settings
    dialog = QFileDialog(c.window, c.context.tr(title), settings.get("last_folder"), names)
    dialog.directoryEntered.connect(lambda folder: settings.set("last_folder", folder))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
