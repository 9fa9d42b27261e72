"""The date of a time mention in the inspector: as confirmed or as read, what is doubtful, and fields to correct it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.dates import Interval, Resolution
from db.rows import Mention
from desktop.article import OpenArticle
from desktop.date_wording import day_words, doubt_words, granularity_words, interval_words, origin_words
from desktop.edits import dates
from desktop.suggest.dates import Dating, dating, full_date, is_time, understand
from desktop.ui.context import Context
from desktop.ui.keys import PASSES_UNDO
from desktop.ui.panels.act import attempt
from desktop.ui.widgets.elided import ElidedLink
from desktop.ui.widgets.fields import begin_at_start
from desktop.ui.widgets.wrapped import WrappedLabel


class ConfirmButton(QPushButton):
    """A button that Enter presses too, as it does in dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class DoubtLine(QWidget):
    """Why the reading may be wrong, and the other date to take with one click."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.offered: Interval | None = None
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setProperty("look", "warning")
        self.take = ElidedLink(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.said)
        column.addWidget(self.take)


class DateSection(QWidget):
    """Shown for mentions of the family ``time`` only. Nothing is stored until it is confirmed or corrected."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._mention: Mention | None = None
        self._dating: Dating | None = None
        self.doubts: list[DoubtLine] = []
        self.title, self.value, self.granularity, self.origin, self.reference_title = (
            self._label(look) for look in ("muted", "", "muted", "muted", "muted")
        )
        self.told = WrappedLabel(parent=self, look="muted")
        self.told.setContentsMargins(2, 0, 2, 0)  # a last letter may reach beyond the width it counts for
        font = self.value.font()
        font.setBold(True)
        self.value.setFont(font)
        self.field, self.reference = QLineEdit(self), QLineEdit(self)
        for field in (self.field, self.reference):
            field.setProperty(PASSES_UNDO, True)
            begin_at_start(field)
        self.field.textEdited.connect(self._preview)
        self.field.returnPressed.connect(self.confirm)
        self.reference.editingFinished.connect(self._set_reference)
        self.button = ConfirmButton(self)
        self.button.clicked.connect(self.confirm)
        self.undo = ElidedLink(context, self)
        self.undo.clicked.connect(self.forget)
        self._lay_out()
        self.hide()

    def show_mention(self, article: OpenArticle, mention: Mention) -> None:
        """Show a mention of the open article; hide for any that names no time, and until all has been read."""
        session = self.context.session
        assert session is not None
        same = self._mention is not None and self._mention.id == mention.id
        if not article.whole or not is_time(session.labels, mention):
            self._mention = self._dating = None
            self.hide()
            return
        found = dating(article, session.labels, mention)
        if not same or self._dating is None or self._dating.stored != found.stored:
            self.field.setText("")  # not cleared: undo would put it in again
        self._mention, self._dating = mention, found
        self._show_date(found)
        self._show_doubts(found)
        self._show_fields(found)
        self.show()

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _show_date(self, found: Dating) -> None:
        messages, interval = self.context.messages, found.interval
        read = found.automatic
        approximate = found.confirmed is None and isinstance(read, Resolution) and read.approximate
        self.title.setText(messages.tr("dates.title"))
        self.value.setText(interval_words(messages, interval) if interval else messages.tr("dates.no_date"))
        _look(self.value, "ok" if found.confirmed else "" if interval else "muted")
        self.granularity.setText(granularity_words(messages, interval, approximate=approximate) if interval else "")
        self.origin.setText(origin_words(messages, found))
        self.value.setAccessibleName(f"{self.value.text()}، {self.origin.text()}")

    def _show_doubts(self, found: Dating) -> None:
        messages, read = self.context.messages, found.automatic
        unsure = read.doubts if isinstance(read, Resolution) and found.stored is None else ()
        while len(self.doubts) < len(unsure):
            line = DoubtLine(self.context, self)
            line.take.clicked.connect(lambda _checked=False, line=line: self._take(line.offered))
            self._doubt_column.addWidget(line)
            self.doubts.append(line)
        for doubt, line in zip(unsure, self.doubts, strict=False):
            assert isinstance(read, Resolution)
            line.offered = doubt.offered
            mark = "؟" if messages.direction == "rtl" else "?"
            line.said.setText(f"{mark} {doubt_words(messages, doubt, read.interval)}")
            line.take.setVisible(doubt.offered is not None and not self._frozen)
            if doubt.offered is not None:
                line.take.show_text(messages.tr("dates.take", interval=interval_words(messages, doubt.offered)))
        for place, line in enumerate(self.doubts):
            line.setVisible(place < len(unsure))

    def _show_fields(self, found: Dating) -> None:
        messages, reference = self.context.messages, found.reference
        self.field.setPlaceholderText(messages.tr("dates.field_hint"))
        self.field.setAccessibleName(messages.tr("dates.field"))
        self.undo.show_text(messages.tr("dates.forget"))
        self.undo.setVisible(found.stored is not None and not self._frozen)
        for field in (self.field, self.reference):
            field.setReadOnly(self._frozen)
        self.reference_title.setText(messages.tr("dates.reference"))
        self.reference.setAccessibleName(messages.tr("dates.reference"))
        hint = messages.tr("dates.reference_hint")
        published = full_date(reference.text) if reference.source == "published" else None
        if published is not None:
            hint = messages.tr("dates.reference_published", day=day_words(messages, published))
        self.reference.setPlaceholderText(hint)
        self.reference.setToolTip(messages.tr("dates.reference_hint"))
        if not (self.reference.hasFocus() and self.reference.isModified()):
            self.reference.setText(self._kept_reference())
        self._preview(self.field.text())

    def _preview(self, text: str) -> None:
        """What is typed as it is understood; the button confirms it, or what was read where nothing is typed."""
        messages = self.context.messages
        interval = self._wanted(text)
        self.button.setText(messages.tr("dates.confirm"))
        self.button.setEnabled(interval is not None and not self._frozen)
        said = messages.tr("dates.confirm_this", interval=interval_words(messages, interval)) if interval else ""
        self.button.setAccessibleName(said or messages.tr("dates.confirm"))
        self.button.setToolTip(said)
        typed = interval_words(messages, interval) if interval and text.strip() else ""
        self._tell(messages.tr("dates.typed", interval=typed) if typed else "")

    def _tell(self, text: str, look: str = "muted") -> None:
        self.told.set_plain(text)
        self.told.setVisible(bool(text))
        _look(self.told, look)

    # --- what is done ----------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Store what is typed, or what was read where nothing is typed."""
        text = self.field.text()
        interval = self._wanted(text)
        if interval is not None:
            self._take(interval)
        elif text.strip():
            self._tell(self.context.tr("dates.not_understood", text=text.strip()), "danger")

    def forget(self) -> None:
        """Take the confirmed date back."""
        session, mention = self.context.session, self._mention
        if session is not None and session.article is not None and mention is not None:
            article = session.article
            attempt(self.context, lambda: dates.forget(article, session.labels, mention.id))

    @property
    def _frozen(self) -> bool:
        """Is the corpus open read-only?"""
        return self.context.session is None or self.context.session.store.read_only

    def _wanted(self, text: str) -> Interval | None:
        """The interval that confirming would store; None where it would change nothing."""
        if self._dating is None:
            return None
        if text.strip():
            typed = understand(text, self._dating.reference)
            return typed.interval if isinstance(typed, Resolution) else None
        read = self._dating.automatic
        return read.interval if isinstance(read, Resolution) and self._dating.stored is None else None

    def _take(self, interval: Interval | None) -> None:
        session, mention = self.context.session, self._mention
        if session is None or session.article is None or mention is None or interval is None:
            return
        article = session.article
        attempt(self.context, lambda: dates.confirm(article, session.labels, mention.id, interval=interval))

    def _kept_reference(self) -> str:
        reference = self._dating.reference if self._dating is not None else None
        return (reference.text or "") if reference is not None and reference.source == "region" else ""

    def _set_reference(self) -> None:
        session, mention, text = self.context.session, self._mention, self.reference.text().strip()
        if session is None or session.article is None or mention is None or self._dating is None:
            return
        if text == self._kept_reference() or mention.id not in session.article.mentions:
            return
        article = session.article
        typed = understand(text, self._dating.reference) if text else None
        if typed is None or (isinstance(typed, Resolution) and typed.interval.granularity == "day"):
            day = typed.interval.first if isinstance(typed, Resolution) else None
            self.reference.setModified(False)
            attempt(self.context, lambda: dates.set_reference(article, mention.id, day=day))
        else:
            self._tell(self.context.tr("dates.reference_bad"), "danger")

    # --- how it lies -----------------------------------------------------------------------------------------------

    def _label(self, look: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if look:
            label.setProperty("look", look)
        return label

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._doubt_column = QVBoxLayout()
        self._doubt_column.setSpacing(4)
        head, entry, reference = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (head, entry, reference):
            row.setSpacing(6)
        self.granularity.setWordWrap(False)
        head.addWidget(self.value, 1)
        head.addWidget(self.granularity)
        entry.addWidget(self.field, 1)
        entry.addWidget(self.button)
        self.reference_title.setWordWrap(False)
        reference.addWidget(self.reference_title)
        reference.addWidget(self.reference, 1)
        column.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self.origin)
        column.addLayout(self._doubt_column)
        column.addLayout(entry)
        column.addWidget(self.told)
        column.addWidget(self.undo)
        column.addLayout(reference)


def _look(label: QLabel, look: str) -> None:
    """Give a label another colour of the style sheet."""
    if label.property("look") != look:
        label.setProperty("look", look)
        label.style().unpolish(label)
        label.style().polish(label)
