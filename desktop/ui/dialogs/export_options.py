"""The options of an export: format, which articles, which mentions, how CoNLL's tokens are cut, and where to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.exporting import DEFAULT_INCLUDE, FORMATS, ExportOptions, Include
from db.formats.codecs import Format
from db.formats.conll import Edges, Nesting
from db.rows import ArticleState
from desktop import paths
from desktop.ui.context import Context
from desktop.ui.dialogs.file_dialog import file_dialog
from desktop.ui.dialogs.stepped import muted
from desktop.ui.dialogs.typed_path import typed_path
from desktop.ui.models.article_picks import ArticlePicksModel
from desktop.ui.widgets.combos import Combo
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.segmented import Segmented

SUFFIXES: dict[Format, str] = {"json": ".jsonl", "conll": ".conll"}
"""Of one file for all articles."""
STATES: tuple[ArticleState, ...] = ("done", "in_progress", "new")


class OptionsPage(QWidget):
    """``changed``: the choices are complete now, or no longer."""

    changed = Signal()

    def __init__(self, context: Context, *, articles: Iterable[str] | None = None) -> None:
        super().__init__()
        self.context = context
        assert context.session is not None
        self._session = context.session
        tr = context.tr
        self.format = Segmented(context, self)
        self.format.set_choices((code, tr(f"dialogs.export.format.{code}")) for code in FORMATS)
        self.about = muted()
        self.which = Combo(self)
        self.picks = ArticlePicksModel(self._session.store.articles(), articles or (), self)
        self.search = QLineEdit(self)
        begin_at_start(self.search)
        self.list = QListView(self)
        self.include = Segmented(context, self)
        self.include.set_choices((code, tr(f"dialogs.export.include.{code}")) for code in ("all", "reviewed"))
        self.edges = _combo(self, [(code, tr(f"dialogs.export.edges.{code}")) for code in ("split", "expand")])
        self.nesting = _combo(self, [(c, tr(f"dialogs.export.nesting.{c}")) for c in ("outermost", "innermost")])
        self.shape = Segmented(context, self)
        self.shape.set_choices((code, tr(f"dialogs.export.shape.{code}")) for code in ("folder", "file"))
        self.path = QLineEdit(self)
        self.path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.browse = QPushButton(tr("dialogs.browse"), self)
        self.browse.setAutoDefault(False)
        self._fill_which(articles is not None)
        self._arrange()
        self._connect()
        last = context.settings.get("last_export_format")
        self.format.set_value(last if last in FORMATS else "json")
        self.shape.set_value("folder")
        self._format_changed()

    # --- what is chosen ----------------------------------------------------------------------------------------------

    def chosen(self) -> ExportOptions:
        """The options as chosen."""
        which = self.which.currentData()
        picked: frozenset[str] | None = None
        if which == "picked":
            picked = frozenset(self.picks.picked)
        elif which == "open" and self._session.article is not None:
            picked = frozenset([self._session.article.row.id])
        return ExportOptions(
            format=self._format,
            include=cast(Include, self.include.value),
            articles=picked,
            state=which if which in STATES else None,
            edges=cast(Edges, self.edges.currentData()),
            nesting=cast(Nesting, self.nesting.currentData()),
        )

    @property
    def target(self) -> Path:
        """The file or folder to write."""
        return typed_path(self.path.text())

    @property
    def complete(self) -> bool:
        """Is there something to write, and a place for it?"""
        nothing = self.which.currentData() == "picked" and not self.picks.picked
        return bool(self.path.text().strip()) and self.target.is_absolute() and not nothing

    def keep_choices(self) -> None:
        """Remember format and folder for the next time."""
        self.context.settings.set("last_export_format", self._format)
        self.context.settings.set("last_export_folder", str(self.target.parent))

    # --- building ----------------------------------------------------------------------------------------------------

    @property
    def _format(self) -> Format:
        return cast(Format, self.format.value)

    def _fill_which(self, picked: bool) -> None:
        tr, progress = self.context.tr, self._session.store.progress()
        self.which.addItem(tr("dialogs.export.which.all", count=progress.articles), "all")
        for state in STATES:
            count = getattr(progress, state)
            if count:
                self.which.addItem(tr(f"dialogs.export.which.{state}", count=count), state)
        if self._session.article is not None:
            self.which.addItem(tr("dialogs.export.which.open"), "open")
        self.which.addItem(tr("dialogs.export.which.picked"), "picked")
        self.which.setCurrentIndex(self.which.findData("picked" if picked else "all"))

    def _arrange(self) -> None:
        tr = self.context.tr
        self.list.setModel(self.picks)
        self.list.setUniformItemSizes(True)
        self.search.setPlaceholderText(tr("panels.articles.search"))
        self.search.setClearButtonEnabled(True)
        self._picking = QWidget(self)
        picking = QVBoxLayout(self._picking)
        picking.setContentsMargins(0, 0, 0, 0)
        picking.addWidget(self.search)
        picking.addWidget(self.list, 1)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.path, 1)
        place.addWidget(self.browse)
        self._form = QFormLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._form)
        column.addStretch(1)
        self.list.setMinimumHeight(130)
        self._form.setHorizontalSpacing(20)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._row("format", self.format)
        self._form.addRow("", self.about)
        self._row("which", self.which)
        self._form.addRow("", self._picking)
        self._row("include", self.include)
        self._row("edges", self.edges)
        self._row("nesting", self.nesting)
        self._row("shape", self.shape)
        caption = QLabel(tr("dialogs.export.path"))
        caption.setBuddy(self.path)
        self._form.addRow(caption, place)
        self.path.setAccessibleName(tr("dialogs.export.path"))
        self.list.setAccessibleName(tr("dialogs.export.articles"))
        self.search.setAccessibleName(tr("panels.articles.search"))

    def _row(self, name: str, field: QWidget) -> None:
        text = self.context.tr(f"dialogs.export.{name}")
        caption = QLabel(text)
        caption.setBuddy(field)
        field.setAccessibleName(text)
        self._form.addRow(caption, field)

    def _connect(self) -> None:
        self.format.chosen.connect(self._format_changed)
        self.which.currentIndexChanged.connect(self._which_changed)
        self.search.textChanged.connect(self.picks.filter)
        self.picks.changed.connect(self.changed)
        self.shape.chosen.connect(self._suggest)
        self.path.textChanged.connect(self.changed)
        self.browse.clicked.connect(self._browse)

    # --- changes -----------------------------------------------------------------------------------------------------

    def _format_changed(self) -> None:
        conll = self._format == "conll"
        self.about.setText(self.context.tr(f"dialogs.export.about.{self._format}"))
        self.include.set_value(DEFAULT_INCLUDE[self._format])
        for field in (self.edges, self.nesting):
            self._form.setRowVisible(field, conll)
        self._which_changed()
        self._suggest()

    def _which_changed(self) -> None:
        self._form.setRowVisible(self._picking, self.which.currentData() == "picked")
        self.changed.emit()

    def _suggest(self) -> None:
        """A target beside the last one, named like the corpus, that does not exist yet."""
        kept = self.context.settings.get("last_export_folder")
        folder = Path(kept) if kept and Path(kept).is_dir() else paths.documents_dir()
        suffix = SUFFIXES[self._format] if self.shape.value == "file" else ""
        stem = f"{self._session.store.path.stem}-{self._format}"
        number, name = 1, f"{stem}{suffix}"
        while (folder / name).exists():
            number += 1
            name = f"{stem}-{number}{suffix}"
        self.path.setText(str(folder / name))

    def _browse(self) -> None:
        dialog = file_dialog(
            self, self.context, title=self.context.tr("dialogs.export.path"), folder=str(self.target.parent)
        )
        if self.shape.value == "file":
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(SUFFIXES[self._format].lstrip("."))
            dialog.selectFile(self.target.name)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _combo(parent: QWidget, choices: Iterable[tuple[str, str]]) -> QComboBox:
    combo = Combo(parent)
    for code, text in choices:
        combo.addItem(text, code)
    return combo
