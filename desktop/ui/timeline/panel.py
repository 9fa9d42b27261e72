"""The timeline panel: filters, the picture, the tray of undated events, and saving it as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.dates import Interval
from db.errors import WorldError
from db.rows import ChangeSet, Relation
from desktop import paths
from desktop.timeline.events import Corpus, Filter
from desktop.timeline.ties import Troubles, contradictions, troubles
from desktop.ui.context import Context
from desktop.ui.dialogs.file_dialog import file_dialog
from desktop.ui.panels.act import jump
from desktop.ui.timeline.export import save, suggested
from desktop.ui.timeline.keeper import CorpusKeeper
from desktop.ui.timeline.told import LOW, Told
from desktop.ui.timeline.tray import Tray
from desktop.ui.timeline.view import STEP, TimelineView
from desktop.ui.timeline.walk import Walk
from desktop.ui.widgets.combos import Combo
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.segmented import Segmented
from desktop.ui.widgets.visible import show_if


class TimelinePanel(QWidget):
    """Reads the corpus once it is first shown."""

    moved = Signal()
    """The keyboard has come into it, left it, or is at another of its events."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.keeper = CorpusKeeper(self)
        self.view = TimelineView(context, self)
        self.tray = Tray(context, self)
        self.walk = Walk(context, self.view, self.tray)
        self.rows = Segmented(context, self)
        self.direction = Segmented(context, self)
        self.label, self.article, self.linked = Combo(self), Combo(self), Combo(self)
        self.closer, self.wider = QToolButton(self), QToolButton(self)
        self.fit, self.export, self.wrong = QPushButton(self), QPushButton(self), QPushButton(self)
        self.said = QLabel(self)
        self.said.setProperty("look", "muted")
        self.told = Told(context, self.view, self)
        self.empty = QLabel(self.view.viewport())
        self.empty.setProperty("look", "muted")
        self._fit_next = True
        self._relations_stale = False
        self._firm: dict[str, Interval | None] = {}
        """Of events that were read, by key, as far as they were asked for."""
        self._step_next = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._hold)
        self._arrange()
        self._retranslate()
        self._connect()

    def _arrange(self) -> None:
        bar = FlowLayout(spacing=8)
        filters = (self.rows, self.direction, self.label, self.article, self.linked)
        for widget in (*filters, self.wider, self.closer, self.fit, self.wrong, self.export):
            bar.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.view, 1)
        middle.addWidget(self.tray)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.said, 0, Qt.AlignmentFlag.AlignTop)
        below = QVBoxLayout()
        below.setSpacing(2)
        below.addWidget(self.told.what)
        below.addWidget(self.told.wrong)
        foot.addLayout(below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 4)
        column.setSpacing(6)
        column.addLayout(bar)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        over = QVBoxLayout(self.view.viewport())
        over.addStretch(1)
        over.addWidget(self.empty)
        over.addStretch(1)
        self.empty.setWordWrap(True)
        self.closer.setText("+")
        self.wider.setText("−")
        for button in (self.closer, self.wider):
            button.setFixedWidth(30)
        for box in (self.label, self.article, self.linked):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.corpusChanged.connect(self._reset)
        bridge.imported.connect(self.keeper.imported)
        bridge.changed.connect(self._changed)
        bridge.opened.connect(self._opened)
        bridge.selected.connect(self.view.mark)
        bridge.themeChanged.connect(self.view.restyle)
        bridge.themeChanged.connect(self._hold)
        bridge.settingChanged.connect(self._retranslate)
        self.keeper.read.connect(self._read)
        self.keeper.failed.connect(self._failed)
        self.keeper.progressed.connect(self._progressed)
        self.view.wanted.connect(self._open)
        self.view.told.connect(self._tell)
        self.tray.wanted.connect(self._open)
        self.tray.list.selectionModel().currentChanged.connect(self._tell)
        _application().focusChanged.connect(self._focus_moved)
        self.rows.chosen.connect(lambda mode: self.context.settings.set("timeline_rows", mode))
        self.rows.chosen.connect(self.view.set_mode)
        self.direction.chosen.connect(self._turn)
        for box in (self.label, self.article, self.linked):
            box.activated.connect(lambda _index: self._show(fit=True))
        self.closer.clicked.connect(lambda: self.view.zoom(STEP))
        self.wider.clicked.connect(lambda: self.view.zoom(1 / STEP))
        self.fit.clicked.connect(self.view.fit)
        self.export.clicked.connect(self._ask_where)
        self.wrong.clicked.connect(lambda: self.step(1))
        self.keeper.expect(self.context.session)

    def _retranslate(self, _setting: str = "") -> None:
        tr, settings = self.context.tr, self.context.settings
        self.setAccessibleName(tr("timeline.title"))
        self.rows.set_choices((mode, tr(f"settings.timeline_rows.{mode}")) for mode in ("merged", "articles"))
        self.rows.set_value(settings.get("timeline_rows"))
        self.direction.set_choices((way, tr(f"settings.timeline_direction.{way}")) for way in ("rtl", "ltr"))
        self.direction.set_value("rtl" if self.rtl else "ltr")
        if self.view.mode != settings.get("timeline_rows"):
            self.view.set_mode(settings.get("timeline_rows"))
        self.view.set_rtl(self.rtl)
        for box, name, choices in (
            (self.article, "article", (("all", None), ("open", True))),
            (self.linked, "linked", (("all", None), ("yes", True), ("no", False))),
        ):
            box.setAccessibleName(tr(f"timeline.filter.{name}"))
            _refill(box, [(tr(f"timeline.filter.{name}.{code}"), value) for code, value in choices])
        self.label.setAccessibleName(tr("timeline.filter.label"))
        for segments in (self.rows, self.direction):
            segments.setMinimumWidth(segments.sizeHint().width())
        for button, name in ((self.fit, "fit"), (self.export, "export")):
            button.setText(tr(f"timeline.{name}"))
        self.wrong.setText(tr("timeline.next_contradiction"))
        self._legend()
        for tool, name in ((self.closer, "closer"), (self.wider, "wider")):
            tool.setAccessibleName(tr(f"timeline.{name}"))
            tool.setToolTip(tr(f"timeline.{name}"))
        self._fill_labels()
        self._count()
        self.tray.retranslate()
        self.view.restyle()

    def _legend(self) -> None:
        """The key of the button, once there are keys."""
        commands = self.context.commands
        self.wrong.setToolTip(commands.legend("contradiction_next") if commands is not None else "")

    @property
    def rtl(self) -> bool:
        """Does time run from the right to the left?"""
        chosen = self.context.settings.get("timeline_direction")
        return bool((self.context.messages.direction if chosen == "interface" else chosen) == "rtl")

    @property
    def filter(self) -> Filter:
        """What is chosen above the picture."""
        session = self.context.session
        opened = session.article.row.id if session is not None and session.article is not None else ""
        article = opened if self.article.currentData() else None
        return Filter(article=article, label=self.label.currentData(), linked=self.linked.currentData())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keeper.watch(True)
        self._legend()
        if self._relations_stale:
            self._later.start()
        self._count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        show_if(self.said, self.height() >= LOW)
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keeper.watch(False)

    # --- news ----------------------------------------------------------------------------------------------------

    def _reset(self) -> None:
        self._fit_next = True
        self.view.show_events((), Corpus({}, {}, {}), fit=False)
        self.tray.load((), Corpus({}, {}, {}))
        self.view.set_troubles(Troubles())
        self._step_next = 0
        self.keeper.expect(self.context.session)
        self._fill_labels()
        self._count()

    def _changed(self, changes: ChangeSet) -> None:
        self.keeper.changed(changes)
        if any(isinstance(change.row, Relation) for change in changes.changes):
            self._relations_stale = True
            if self.isVisible():
                self._hold()

    def _opened(self, _article: object) -> None:
        if self.article.currentData() and self.keeper.corpus is not None:
            self._show(fit=True)

    def _read(self, _corpus: Corpus) -> None:
        self._firm.clear()
        self._show()

    def _show(self, *, fit: bool = False) -> None:
        corpus = self.keeper.corpus
        if corpus is None:
            return
        self._fill_labels()
        wanted = self.filter
        found = [event for event in self.keeper.events if wanted.lets(event)]
        self.tray.load([event for event in found if not event.pieces], corpus)
        self.view.show_events([event for event in found if event.pieces], corpus, fit=fit or self._fit_next)
        self._fit_next = self._fit_next and not self.view.events
        self.view.mark(self.context.session.selected if self.context.session is not None else None)
        self._count()
        self._later.start()  # the events first

    @property
    def busy(self) -> bool:
        """Is something being read, or held against what was?"""
        return self.keeper.busy or self._later.isActive()

    def _hold(self) -> None:
        """Hold the relations against each other and against the dates that were read."""
        session = self.context.session
        self._later.stop()
        if session is None or self.keeper.corpus is None:
            return
        self._relations_stale = False
        found = contradictions(session.closure, self.keeper.events, self._firm)
        drawn = {event.key for event in self.view.events}
        undated = {event.key for event in self.tray.model.events}
        self.view.set_troubles(troubles(session.closure, found, drawn=drawn, undated=undated))
        self.tray.model.mark(self.view.troubles.of_event, self.view.troubles_of)
        self._count()
        if self._step_next:
            self.step(self._step_next)

    def step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) event in a contradiction, once all is read, and say what it is."""
        self._step_next = step if self.busy or self.keeper.corpus is None else 0
        if self._step_next:
            return
        said = self.walk.step(step)
        key = "timeline.no_contradiction" if said is None else "timeline.said"
        self.context.bridge.noted.emit(key, {} if said is None else {"what": said})

    def _failed(self, error: WorldError) -> None:
        self.said.setText(self.context.tr("timeline.not_read", detail=self.context.messages.error(error)))

    def _progressed(self, done: int, total: int) -> None:
        if total:
            self.said.setText(self.context.tr("timeline.reading_of", done=done, total=total))

    # --- words and wishes ----------------------------------------------------------------------------------------

    def _fill_labels(self) -> None:
        session, corpus = self.context.session, self.keeper.corpus
        there = {saying.label for said in corpus.sayings.values() for saying in said} if corpus is not None else set()
        language = self.context.messages.language
        named = []
        if session is not None:
            named = [(getattr(each.name, language), each.code) for each in session.labels.events if each.code in there]
        _refill(self.label, [(self.context.tr("timeline.filter.label.all"), None), *named])

    def _count(self) -> None:
        tr = self.context.tr
        shown, undated = self.view.events, self.tray.model.rowCount()
        known = self.keeper.corpus is not None
        wrong = self.walk.count
        said = tr("timeline.count", count=len(shown) + undated) if known else tr("timeline.reading")
        if wrong:
            at_least = "timeline.contradictions_at_least" if self.walk.more else "timeline.contradictions"
            said += f"{tr('timeline.pause')} " + tr(at_least, count=wrong)
        self.said.setText(said if self.context.session is not None else "")
        self.setAccessibleDescription(self.said.text())
        self.empty.setText(tr("timeline.empty" if undated else "timeline.no_events"))
        self.empty.setVisible(known and not shown)
        self.export.setEnabled(bool(shown))
        self.wrong.setEnabled(bool(wrong))

    def _tell(self) -> None:
        """Below the picture: the event that the keyboard is at."""
        current, index = self.view.current, self.tray.list.currentIndex()
        event = self.view.events[current.event] if current and current.event < len(self.view.events) else None
        if self.tray.list.hasFocus() and index.isValid():
            event = self.tray.model.event_at(index.row())
        self.told.tell(event, height=self.height())
        self.moved.emit()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if any(each is not None and self.isAncestorOf(each) for each in (before, now)):
            self._tell()

    def open_current(self) -> None:
        """The mention of what the keyboard is at, in the tray or the picture."""
        (self.tray if self.tray.list.hasFocus() else self.view).open_current()

    def _turn(self, way: str) -> None:
        self.context.settings.set("timeline_direction", way)
        self.view.set_rtl(way == "rtl")

    def _open(self, article: str, mention: str) -> None:
        jump(self.context, article=article, mention=mention)

    def _ask_where(self) -> None:
        tr, settings = self.context.tr, self.context.settings
        folder = settings.get("last_export_folder") or str(paths.documents_dir())
        dialog = file_dialog(self, self.context, title=tr("timeline.export"), folder=folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{tr('timeline.export.svg')} (*.svg)", f"{tr('timeline.export.png')} (*.png)"])
        dialog.setDefaultSuffix("svg")
        if self.context.session is not None:
            dialog.selectFile(suggested(self.context.session.store.path))
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix("png" if "*.png" in name else "svg"))
        dialog.fileSelected.connect(lambda name: self.save_picture(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_picture(self, path: Path) -> None:
        """Save what is shown under a name that ends in .svg or .png, and say so."""
        try:
            save(self.view, path)
        except OSError as error:
            self.context.bridge.noted.emit("timeline.not_exported", {"detail": error.strerror or str(error)})
            return
        self.context.settings.set("last_export_folder", str(path.parent))
        self.context.bridge.noted.emit("timeline.exported", {"path": path.name})


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication), "a panel without an application"
    return application


def _refill(box: QComboBox, choices: list[tuple[str, object]]) -> None:
    """Other choices; what was chosen stays so, where it is still there."""
    if [(box.itemText(at), box.itemData(at)) for at in range(box.count())] == choices:
        return
    chosen = box.currentData()
    box.clear()
    for text, value in choices:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, next((at for at, (_, value) in enumerate(choices) if value == chosen), 0)))
