"""The import dialog: choose files, read what they would bring, decide about what is wrong in them, bring it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from db.importing import ImportPlan, ImportResult, plan_import, run_import
from desktop.ui.context import Context
from desktop.ui.dialogs.file_dialog import file_dialog
from desktop.ui.dialogs.import_pages import FilesPage, ResultPage, SummaryPage
from desktop.ui.dialogs.stepped import SteppedDialog
from desktop.ui.jobs import Report


class ImportDialog(SteppedDialog):
    """With files it starts by reading them. Nothing is written before the user has seen the summary."""

    def __init__(self, context: Context, files: Iterable[Path] = (), parent: QWidget | None = None) -> None:
        super().__init__(context, "dialogs.import.title", parent)
        assert context.session is not None, "importing needs an open corpus"
        self._session = context.session
        self.plan: ImportPlan | None = None
        self.outcome: ImportResult | None = None
        self._backed_up = False
        self.files = FilesPage(context)
        self.files.changed.connect(self._files_changed)
        self.files.browse.clicked.connect(self._browse)
        self.summary = SummaryPage(context)
        self.result_page = ResultPage(context)
        self.setAcceptDrops(True)
        self.resize(720, 480)
        self.show_files()
        if files := list(files):
            self.add(files)
            self.read()

    def add(self, paths: Iterable[Path]) -> None:
        """Add files, or folders of files, to the list."""
        self.files.add(paths)

    def show_files(self) -> None:
        """The page where files are chosen."""
        tr = self.context.tr
        self.show_page(
            self.files, heading=tr("dialogs.import.choose"), primary=tr("dialogs.import.read"), does=self.read
        )
        self._files_changed()

    def read(self) -> None:
        """Read the files in a thread and sum up what importing them would do."""
        store, paths = self._session.store, self.files.paths

        def work(report: Report, stop: Callable[[], bool]) -> ImportPlan:
            return plan_import(store, paths, on_progress=report, cancelled=stop)

        self.run(self.context.tr("dialogs.import.reading"), work, done=self._read, stopped=self.show_files)

    def bring_in(self) -> None:
        """Import what the summary says, without what is faulty."""
        store, plan = self._session.store, self.plan
        assert plan is not None
        self._backed_up = store.next_position() > 0

        def work(report: Report, stop: Callable[[], bool]) -> ImportResult:
            return run_import(store, plan, skip=True, on_progress=report, cancelled=stop)

        self.run(self.context.tr("dialogs.import.importing"), work, done=self._imported, stopped=self._show_summary)

    # --- pages -------------------------------------------------------------------------------------------------------

    def _files_changed(self) -> None:
        if self.pages.currentWidget() is self.files:
            self.primary.setEnabled(bool(self.files.paths))
            (self.primary if self.files.paths else self.files.browse).setFocus()

    def _read(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.summary.show_plan(plan)
        self._show_summary()

    def _show_summary(self) -> None:
        plan, tr = self.plan, self.context.tr
        assert plan is not None
        primary = ""
        if plan.articles and plan.problems:
            primary = tr("dialogs.import.skip")
        elif plan.articles:
            primary = tr("dialogs.import.import", count=plan.articles)
        heading = tr("dialogs.import.would", count=plan.articles) if plan.articles else tr("dialogs.import.nothing")
        stop = "dialogs.import.stop" if plan.articles and plan.problems else "dialogs.cancel"
        if not plan.articles:
            stop = "dialogs.close"
        self.show_page(
            self.summary, heading=heading, primary=primary, does=self.bring_in, back=self.show_files, cancel=stop
        )

    def _imported(self, result: ImportResult) -> None:
        self.outcome = result
        tr, session = self.context.tr, self._session
        session.reload()
        first = session.neighbour(1) if session.article is None else None
        if first is not None:
            session.open(first)
        self.result_page.show_result(result, backed_up=self._backed_up)
        self.show_page(
            self.result_page,
            heading=tr("dialogs.import.done", count=result.articles),
            primary=tr("dialogs.close"),
            does=self.accept,
            cancel="",
        )

    # --- files from elsewhere ----------------------------------------------------------------------------------------

    def _browse(self) -> None:
        settings, tr = self.context.settings, self.context.tr
        dialog = file_dialog(self, self.context, title=tr("dialogs.import.choose"), folder=settings.get("last_folder"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([f"{tr('dialogs.import.kinds')} (*.json *.jsonl)", f"{tr('dialogs.all_files')} (*)"])
        dialog.filesSelected.connect(self._browsed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _browsed(self, chosen: list[str]) -> None:
        if chosen:
            self.context.settings.set("last_folder", str(Path(chosen[0]).parent))
            self.add(Path(each) for each in chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.pages.currentWidget() is self.files and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
