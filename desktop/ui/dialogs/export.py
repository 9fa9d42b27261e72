"""The export dialog: what to write and where, what the format cannot hold, and the proof of what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.exporting import ExportResult, export_corpus, plan_export
from db.formats.losses import Loss
from desktop.ui.context import Context
from desktop.ui.dialogs.export_options import OptionsPage
from desktop.ui.dialogs.stepped import SteppedDialog, muted
from desktop.ui.jobs import Report


class ExportDialog(SteppedDialog):
    """Losses are said before anything is written; where there are none it writes at once."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, articles: Iterable[str] | None = None
    ) -> None:
        super().__init__(context, "dialogs.export.title", parent)
        assert context.session is not None, "exporting needs an open corpus"
        self._session = context.session
        self.outcome: ExportResult | None = None
        self.losses: tuple[Loss, ...] = ()
        self.options = OptionsPage(context, articles=articles)
        self.options.changed.connect(self._allow)
        self.losses_page = LinesPage()
        self.result_page = LinesPage()
        self.folder = QPushButton(context.tr("dialogs.export.open_folder"), self.result_page)
        self.folder.setAutoDefault(False)
        self.folder.clicked.connect(self._open_folder)
        self.result_page.column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeading)
        self.resize(660, 520)
        self.show_options()

    def show_options(self) -> None:
        """The page where it is said what to write and where."""
        tr = self.context.tr
        self.show_page(
            self.options, heading=tr("dialogs.export.title"), primary=tr("dialogs.export.next"), does=self.look
        )
        self._allow()

    def look(self) -> None:
        """Find out in a thread what the format cannot hold."""
        store, options = self._session.store, self.options.chosen()
        self.options.keep_choices()

        def work(report: Report, stop: Callable[[], bool]) -> tuple[Loss, ...]:
            return plan_export(store, options, on_progress=report, cancelled=stop)

        self.run(self.context.tr("dialogs.export.looking"), work, done=self._looked, stopped=self.show_options)

    def write(self) -> None:
        """Write, read back and compare in a thread; nothing is put in place unless it is right."""
        store, options, out = self._session.store, self.options.chosen(), self.options.target
        back = self._show_losses if self.losses else self.show_options

        def work(report: Report, stop: Callable[[], bool]) -> ExportResult:
            return export_corpus(store, options, out, on_progress=report, cancelled=stop)

        self.run(self.context.tr("dialogs.export.writing"), work, done=self._written, stopped=back)

    # --- pages -------------------------------------------------------------------------------------------------------

    def _allow(self) -> None:
        if self.pages.currentWidget() is self.options:
            self.primary.setEnabled(self.options.complete)

    def _looked(self, losses: tuple[Loss, ...]) -> None:
        self.losses = losses
        if losses:
            self._show_losses()
        else:
            self.write()

    def _show_losses(self) -> None:
        tr = self.context.tr
        self.losses_page.show_lines(
            [f"•  {tr(loss.key, count=loss.count)}" for loss in self.losses], after=tr("dialogs.export.losses_after")
        )
        self.show_page(
            self.losses_page, heading=tr("dialogs.export.losses"), primary=tr("dialogs.export.write"), does=self.write,
            back=self.show_options,
        )  # fmt: skip

    def _written(self, result: ExportResult) -> None:
        self.outcome = result
        tr = self.context.tr
        lines = [tr("dialogs.export.files", count=len(result.files)), f"\u2066{self.options.target}\u2069"]
        if result.files:
            lines.append(tr("dialogs.export.proof"))
        if result.loss_list is not None:
            lines.append(tr("dialogs.export.loss_list", file=result.loss_list.name))
        self.result_page.show_lines(lines)
        self.folder.setVisible(bool(result.files))
        self.show_page(
            self.result_page, heading=tr("dialogs.export.done", count=result.articles), primary=tr("dialogs.close"),
            does=self.accept, cancel="",
        )  # fmt: skip

    def _open_folder(self) -> None:
        if self.outcome is not None and self.outcome.files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.outcome.files[0]).parent)))


class LinesPage(QWidget):
    """A few sentences one below the other, in a scroll area should they be many."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.after = muted()
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(14)
        lines.addWidget(self.text)
        lines.addWidget(self.after)
        lines.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(area, 1)

    def show_lines(self, lines: Iterable[str], *, after: str = "") -> None:
        """Show sentences, and a quiet one after them."""
        self.text.setText("\n\n".join(lines))
        self.after.setText(after)
        self.after.setVisible(bool(after))
