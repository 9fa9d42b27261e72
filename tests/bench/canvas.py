"""The article view alone, without store, panels and window: first paint, repaint, wheel, jump, edit, selection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from db.rows import Argument, Change, ChangeSet, Mention, Relation
from db.slices import Outer
from desktop.__main__ import bring_in
from desktop.article import OpenArticle
from desktop.session import Session
from desktop.ui.article.view import ArticleView
from tests.bench.figures import Figure, figure, memory, timed
from tests.ui import canvas_rig

SIZES = (("7k", 7_000, 200), ("100k", 100_000, 5_000), ("1m", 1_000_000, 50_000))
VIEW = (1000, 900)
FIRST_PAINT, FRAME, EDIT, FIND_SLICE = 100.0, 16.0, 30.0, 50.0
"""ms that the design allows at any size."""


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


def run(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """All figures by size."""
    bring_in()  # what the program does to memory management when it starts
    canvas_rig.application()
    for name, characters, mentions in SIZES[:2] if quick else SIZES:
        inner = folder / name
        inner.mkdir()
        yield from _size(inner, name, characters, mentions, rounds=40 if quick else 200)


def _size(folder: Path, name: str, characters: int, mentions: int, *, rounds: int) -> Iterator[Figure]:
    text, rows, arguments = made_up(characters, mentions)
    session = canvas_rig.session_of(folder, canvas_rig.bundle("قال"))
    article = OpenArticle(session.store.article("a"), text, mentions=rows, arguments=arguments)
    view = canvas_rig.view_of(session, folder, width=VIEW[0], height=VIEW[1])
    view._idle.stop()
    before = memory() or 0.0

    firsts = _firsts(view, session, article, max(rounds // 2, 20))
    yield figure(f"canvas.{name}.first", f"{name}: first paint", firsts, bar=FIRST_PAINT)
    yield _many(f"{name}.repaint", f"{name}: repaint", view.viewport().repaint, rounds, bar=FRAME)
    notches = [_notch(view) for _ in range(rounds)]
    yield figure(f"canvas.{name}.wheel", f"{name}: a notch of the wheel", notches, bar=FRAME)
    random, bar = Random(1), view.verticalScrollBar()
    yield _many(f"{name}.jump", f"{name}: the scroll bar dragged anywhere", lambda: _jump(view, random), rounds)
    middle = view.spot_at(QPointF(view.viewport().rect().center())).position
    near = [each.id for each in article.overlapping(start=middle, end=middle + 400)]
    assert bar.maximum() > 0
    assert near

    def edit() -> None:
        mention = article.mentions[random.choice(near)]
        change = Change(mention, replace(mention, end=mention.start + random.randrange(1, 30)))
        article.apply([change])
        view._context.bridge.changed.emit(ChangeSet(1, "c", "do", "bench", (), (change,)))
        _paint()

    def select() -> None:
        session.select(random.choice(near))
        _paint()

    yield _many(f"{name}.edit", f"{name}: an edge moved", edit, rounds, bar=EDIT)
    yield _many(f"{name}.select", f"{name}: another mention selected", select, rounds)
    yield from _find(view, name)
    yield figure(f"canvas.{name}.heights", f"{name}: all heights, in idle time", [timed(lambda: _refine(view))])
    now = memory()
    if now is not None:
        yield figure(f"canvas.{name}.memory", f"{name}: what the view has taken by now", [now - before], unit="MiB")
        yield figure(f"canvas.{name}.resident", f"{name}: resident, text and rows included", [now], unit="MiB")
    yield from _reaching(view, name, article, rounds)
    view.close()
    session.close()


def _firsts(view: ArticleView, session: Session, article: OpenArticle, rounds: int) -> list[float]:
    """Nothing, then the article, again and again; nothing it laid out before is kept by the view."""
    found = []
    for _ in range(rounds):
        session.article = None
        view._context.bridge.opened.emit(None)
        _paint()

        def show() -> None:
            session.article = article
            view._context.bridge.opened.emit(article)
            _paint()

        found.append(timed(show))
        assert view.stage.article is article
        view._idle.stop()
    return found


def _reaching(view: ArticleView, name: str, article: OpenArticle, rounds: int) -> Iterator[Figure]:
    """One relation into another article at the article's end, out of sight; then one of each event in sight."""
    view.verticalScrollBar().setValue(0)
    events = [each for each in article.index.ordered if each.kind == "event" and each.status != "rejected"]
    other = Outer(Mention("b", "event", "Statement", 0, 4, status="accepted", id="far"), "زيارة", "مقال آخر")
    article.meet({"far": other})
    seen = sum(view.in_sight(each.start) for each in events[:200])
    for where, heads in (("away", events[-1:]), ("near", events[: max(seen, 1)])):
        article.relations.update({f"{where}{each.id}": Relation("a", "BEFORE", each.id, "far", status="accepted",
                                                                id=f"{where}{each.id}") for each in heads})  # fmt: skip
        says = "a relation elsewhere, out of sight" if where == "away" else f"{len(heads)} in sight"
        yield figure(f"canvas.{name}.reach_{where}.taken", f"{name}: {says}: taken in", [timed(view.follow)])
        notches = [_notch(view) for _ in range(rounds)]
        yield figure(f"canvas.{name}.reach_{where}.wheel", f"{name}: {says}: a notch", notches, bar=FRAME)
        view.verticalScrollBar().setValue(0)
        paint = view.viewport().repaint
        yield _many(f"{name}.reach_{where}.repaint", f"{name}: {says}: repaint", paint, rounds, bar=FRAME)


def _find(view: ArticleView, name: str) -> Iterator[Figure]:
    """Words typed into the search bar: until the hits are known, and what holds the window up meanwhile."""
    view.finding.open()
    whole: list[float] = []
    slices: list[float] = []
    for words in ("ا", "ال", "الرئيس", "الرئيس الروسي", "زرافة"):
        slices.append(timed(lambda asked=words: view.finding.bar.field.setText(asked)))
        whole.append(slices[-1])
        while not view.finding.finder.done:
            slices.append(timed(view.finding._work))
            whole[-1] += slices[-1]
    yield figure(f"canvas.{name}.find", f"{name}: found, from the letter typed", whole)
    yield figure(f"canvas.{name}.find_slice", f"{name}: held up meanwhile", slices, bar=FIND_SLICE)
    view.finding.close()


def _many(name: str, says: str, step: Callable[[], object], rounds: int, *, bar: float | None = None) -> Figure:
    return figure(f"canvas.{name}", says, (timed(step) for _ in range(rounds)), bar=bar)


def _paint() -> None:
    """Let what is due be painted now, and no idle work with it."""
    QApplication.sendPostedEvents()


def _notch(view: ArticleView) -> float:
    """ms of one notch downwards; at the end of the article the next one begins at its start."""
    bar = view.verticalScrollBar()
    if bar.value() == bar.maximum():
        bar.setValue(0)
        _paint()
    return timed(lambda: _wheel(view))


def _wheel(view: ArticleView) -> None:
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(middle, middle, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    _paint()


def _jump(view: ArticleView, random: Random) -> None:
    view.verticalScrollBar().setValue(random.randrange(view.verticalScrollBar().maximum() + 1))
    _paint()


def _refine(view: ArticleView) -> None:
    while view._scroller.refine():
        pass
