"""The check dialog: looks through the open corpus for anything that should not be so, and says what it found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.check import Finding, check
from desktop.ui.context import Context
from desktop.ui.dialogs.export import LinesPage
from desktop.ui.dialogs.stepped import SteppedDialog
from desktop.ui.jobs import Report

SHOWN = 200
"""Findings said one by one; beyond that their number is."""


class CheckDialog(SteppedDialog):
    """Begins by itself; changes nothing."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "dialogs.check.title", parent)
        assert context.session is not None, "there is no corpus to look through"
        self._path = context.session.store.path
        self.page = LinesPage()
        self.findings: list[Finding] | None = None
        self.resize(560, 360)
        self.look()

    def look(self) -> None:
        """Look through the corpus in a thread."""
        path = self._path

        def work(_report: Report, _stop: Callable[[], bool]) -> list[Finding]:
            return check(path)

        self.run(self.context.tr("dialogs.check.looking"), work, done=self._found, stopped=self._stopped)

    def _found(self, findings: list[Finding]) -> None:
        self.findings = findings
        tr = self.context.tr
        lines = [f"•  {tr(f'check.{found.code}', **found.params)}" for found in findings[:SHOWN]]
        if len(findings) > SHOWN:
            lines.append(tr("dialogs.problems.more", count=len(findings) - SHOWN))
        self.page.show_lines(lines or [tr("dialogs.check.clean")], after=tr("dialogs.check.after") if findings else "")
        self._show(tr("dialogs.check.found", count=len(findings)) if findings else tr("dialogs.check.title"))

    def _stopped(self) -> None:
        """The world stood in the way; the dialog says so below an empty page."""
        self.page.show_lines([])
        self._show(self.context.tr("dialogs.check.title"))

    def _show(self, heading: str) -> None:
        self.show_page(
            self.page, heading=heading, primary=self.context.tr("dialogs.close"), does=self.accept, cancel=""
        )
