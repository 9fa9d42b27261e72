"""How fast the article view is at 7k, 100k and 1M characters: first paint, repaint, wheel, jump, edit (ms)."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from db.rows import Argument, Change, ChangeSet, Mention
from desktop.article import OpenArticle
from desktop.ui.article.view import ArticleView
from tests.ui import canvas_rig

SIZES = ((7_000, 200), (100_000, 5_000), (1_000_000, 50_000))
VIEW = (1000, 900)
PROSE = (
    "قال الرئيس الروسي فلاديمير بوتين إن بلاده ستدعم كوريا الشمالية في الدفاع عن سيادتها وأضاف خلال لقائه مع الزعيم "
    "الكوري كيم جونغ أون أن الاتفاق لأوكرانيا والولايات المتحدة لا يعني شيئا بنسبة 12.5 مليار دولار منذ عام 2024 وكالة "
    "يونهاب NATO Kim بيونغ يانغ موسكو الأربعاء الماضي"
)
WORDS = PROSE.split()
LABELS = ("PER", "GPE", "ORG", "OCC", "NORP", "DATE", "WEAPON")


def made_up(characters: int, mentions: int, *, seed: int = 5) -> tuple[str, list[Mention], list[Argument]]:
    """News-like text in paragraphs of some 130 letters, with nested mentions and events all over."""
    random = Random(seed)
    parts: list[str] = []
    length = 0
    while length < characters:
        sentence = " ".join(random.choice(WORDS) for _ in range(random.randrange(8, 40))) + "."
        parts.append(sentence)
        length += len(sentence) + 1
    text = "\n".join(parts)[:characters]
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == " ")]
    rows: list[Mention] = []
    for number in range(mentions):
        start = random.choice(starts)
        end = text.find(" ", min(start + random.randrange(3, 24), len(text) - 1))
        end = end if end > start else min(start + 4, len(text))
        kind, label = ("event", "Statement") if number % 5 == 0 else ("entity", random.choice(LABELS))
        status = random.choice(("suggested", "suggested", "accepted", "edited"))
        rows.append(Mention("a", kind, label, start, end, status=status, score=random.random(), id=f"m{number}"))
    arguments = [Argument("a", f"m{n}", "Speaker", f"m{n + 1}", id=f"g{n}") for n in range(0, mentions - 1, 5)]
    return text, rows, arguments


def spread(times: list[float]) -> dict[str, float]:
    """Median and 99th percentile, ms."""
    worst = sorted(times)[min(int(len(times) * 0.99), len(times) - 1)]
    return {"median": round(statistics.median(times), 2), "p99": round(worst, 2)}


def timed(steps: Iterator[Callable[[], object]]) -> list[float]:
    """ms each step takes, painting included."""
    found = []
    for step in steps:
        begin = perf_counter()
        step()
        found.append((perf_counter() - begin) * 1000)
    return found


def paint(view: ArticleView) -> None:
    """Let what is due be painted now, and no idle work with it."""
    QApplication.sendPostedEvents()


def wheel(view: ArticleView, turn: int) -> None:
    """One notch of the wheel."""
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(middle, middle, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    paint(view)


def edit(view: ArticleView, article: OpenArticle, mention: Mention, end: int) -> None:
    """What the session does after the commit: rows in memory, then the news."""
    after = replace(mention, end=end)
    change = Change(article.mentions[mention.id], after)
    article.apply((change,))
    view._context.bridge.changed.emit(ChangeSet(1, "c", "do", "bench", (), (change,)))
    paint(view)


def measure(characters: int, mentions: int, folder: Path) -> dict[str, object]:
    """All figures at one size."""
    text, rows, arguments = made_up(characters, mentions)
    bundle = canvas_rig.bundle("قال", article=None)
    session = canvas_rig.session_of(folder, bundle)
    article = OpenArticle(session.store.article("a"), text, mentions=rows, arguments=arguments)
    view = canvas_rig.view_of(session, folder, width=VIEW[0], height=VIEW[1])
    article.overlapping(start=0, end=1)
    view._idle.stop()
    session.article = article
    begin = perf_counter()
    view._context.bridge.opened.emit(article)
    paint(view)
    first = (perf_counter() - begin) * 1000
    view._idle.stop()
    random = Random(1)
    bar = view.verticalScrollBar()
    figures: dict[str, object] = {"characters": len(text), "mentions": mentions, "first_paint": round(first, 2)}
    figures["repaint"] = spread(timed(view.viewport().repaint for _ in range(200)))
    figures["wheel"] = spread(timed((lambda: wheel(view, -120)) for _ in range(300)))

    def jump() -> None:
        bar.setValue(random.randrange(bar.maximum() + 1))
        paint(view)

    figures["jump"] = spread(timed(jump for _ in range(200)))
    middle = view.spot_at(QPointF(view.viewport().rect().center())).position
    near = [m for m in article.overlapping(start=middle, end=middle + 400) if m.end < m.start + 30]

    def one_edit() -> None:
        mention = article.mentions[random.choice(near).id]
        edit(view, article, mention, mention.start + random.randrange(1, 30))

    figures["edit"] = spread(timed(one_edit for _ in range(200)))
    ids = [mention.id for mention in near]

    def select() -> None:
        session.select(random.choice(ids))
        paint(view)

    figures["select"] = spread(timed(select for _ in range(100)))
    begin = perf_counter()
    while view._scroller.refine():
        pass
    figures["measuring_all_heights"] = round((perf_counter() - begin) * 1000, 1)
    view.close()
    session.close()
    return figures


def run() -> dict[str, object]:
    """Figures by size, milliseconds."""
    canvas_rig.application()
    found: dict[str, object] = {}
    for characters, mentions in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found[f"{characters // 1000}k"] = measure(characters, mentions, Path(folder))
    return found


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
