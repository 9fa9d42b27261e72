"""What tests of panels and dialogs share: a real corpus, a context as the application makes it, waiting."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.bundle import ArticleBundle
from db.labelset import preset
from db.rows import Argument, Cluster, Mention
from db.store import Store
from desktop.messages import Language, Messages
from desktop.session import Session
from desktop.settings import Settings
from desktop.ui import fonts, i18n, theme
from desktop.ui.bridge import Bridge
from desktop.ui.context import Context
from desktop.ui.reading import Reader
from tests.db.corpora import article

TEXT = (
    "عقد الرئيس الروسي فلاديمير بوتين الأربعاء مباحثات مع الزعيم الكوري الشمالي كيم جونغ أون في بيونغ يانغ.\n"
    "وذكرت الوكالة أن بوتين أعرب عن عزمه تعزيز العلاقات مع بيونغ يانغ.\n"
    "وقال بوتين إن روسيا ستدعم كوريا الشمالية."
)
SECOND = "استقبل كيم جونغ أون ضيفه بوتين في المطار.\nوصافح بوتين مستقبليه."


@dataclass
class Kit:
    """A corpus of two articles, open, and the context that panels are given."""

    context: Context
    session: Session
    articles: tuple[str, str]

    def mention(self, text: str, nth: int = 0) -> Mention:
        """The nth mention of the open article with this text."""
        opened = self.session.article
        assert opened is not None
        found = [each for each in opened.ordered if opened.text_of(each) == text]
        return found[nth]


def spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def bundles() -> Iterator[ArticleBundle]:
    """Two articles about Putin and Kim: suggested entities, a meeting with an argument, one cluster across both."""
    putin = Cluster("entity", "E-putin", "فلاديمير بوتين", source="coref-1")
    kim = Cluster("entity", "E-kim", "كيم جونغ أون", source="coref-1")
    for number, text in enumerate((TEXT, SECOND)):
        head = article(f"00{number}", text=text, position=number, title=f"لقاء بوتين وكيم {number}")
        mentions = [
            Mention(head.id, "entity", label, start, end, cluster=cluster and cluster.id, source="ner-1", score=score)
            for words, label, cluster, score in (
                ("بوتين", "PER", putin, 0.93),
                ("كيم جونغ أون", "PER", kim, 0.81),
                ("بيونغ يانغ", "GPE", None, 0.4),
            )
            for start, end in spans(text, words)
        ]
        arguments = ()
        if number == 0:
            (start, end), = spans(text, "مباحثات")
            meet = Mention(
                head.id, "event", "Contact:Meet", start, end, source="ner-1", score=0.7,
                attributes=(("modality", "Asserted"), ("polarity", "Positive"), ("tense", "Past")),
            )  # fmt: skip
            arguments = (Argument(head.id, meet.id, "Entity", mentions[0].id, source="ner-1"),)
            mentions.append(meet)
        yield ArticleBundle(
            head, text, regions=(), clusters=(putin, kim) if number == 0 else (), mentions=tuple(mentions),
            arguments=arguments, relations=(),
        )  # fmt: skip


@contextmanager
def corpus(folder: Path, *, language: Language = "ar", dark: bool = False) -> Iterator[Kit]:
    """Open a corpus and a context, as ``app`` does; closed afterwards with every widget left."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    fonts.register()
    messages = Messages(language)
    i18n.install(application, messages)
    application.setFont(fonts.interface())
    look = theme.load("dark" if dark else "light")
    application.setPalette(look.palette())
    store = Store.create(folder / "أخبار.tawsim", preset("news"), author="أمل")
    store.bulk_import(bundles(), params=(("count", "2"),))
    look.labels = store.labels
    session = Session(store)
    bridge = Bridge()
    context = Context(
        bridge=bridge, messages=messages, settings=Settings(folder / "settings.toml"), theme=look, session=session
    )
    Reader(context, bridge)
    bridge.attach(session)
    ids = [line.article.id for line in store.articles()]
    yield Kit(context, session, (ids[0], ids[1]))
    for widget in application.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    bridge.detach()
    context.session = None
    settle()
    session.close()


def settle() -> None:
    """Let Qt deliver what it has queued, deletions too."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def until(condition: Callable[[], object], *, seconds: float = 20.0) -> None:
    """Process events until a condition holds; fail when it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition did not come true in time"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def shown(widget: QWidget, *, width: int = 320, height: int = 600) -> QWidget:
    """Show a widget in its own window and give it the keyboard."""
    widget.resize(width, height)
    widget.show()
    QTest.qWaitForWindowExposed(widget)
    widget.activateWindow()
    widget.setFocus()
    return widget


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """A left click in the middle of a widget, or at a point of it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center())


def type_text(widget: QWidget, text: str) -> None:
    """Type text of any script; ``QTest.keyClicks`` aborts the process at the first letter that is not Latin."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))
