"""The timeline with 5,000 events, opened, moved along, zoomed: ``python -m tests.bench.timeline``."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.bundle import ArticleBundle
from db.labelset import preset
from db.rows import Argument, Article, Cluster, Mention, Relation
from db.store import Store
from desktop.edits import relations
from desktop.messages import Messages
from desktop.ui.timeline.panel import TimelinePanel
from desktop.ui.timeline.view import TimelineView
from tests.bench.figures import Figure, figure, machine, table, timed
from tests.bench.running import Stage, stage
from tests.bench.startup import own_home

EVENTS, ARTICLES = 5_600, 112
RELATED = 6
"""Of fifty events that follow each other so many are related."""
OPEN, FRAME, BLOCK, EDIT = 500.0, 16.0, 50.0, 100.0
"""ms: from the key to the picture, of one painting (60 a second), that the window may stand still, of an edit."""
BEAT = 5
"""ms between the beats that tell whether the window stands still."""
TYPES = ("Movement:Transport", "Contact:Meet", "Statement", "Conflict:Attack")
TRIGGERS = ("زيارة", "مباحثات", "تصريحات", "هجوم", "اجتماع مغلق")


def articles(events: int, count: int, *, seed: int = 11, related: int = 0) -> Iterator[ArticleBundle]:
    """Articles of one event a sentence, each with a date of its own: days, months and years over ten years.

    Of ten events eight have their date as an argument, one only in its sentence and one none. A fifth are told in two
    articles, and of these one in eight with another date. ``related``: of fifty events that follow each other so many
    are said to come before the next, whatever their dates.
    """
    random = Random(seed)
    months = Messages("ar")
    names = [f"{random.choice(TRIGGERS)} {number}" for number in range(events // 10)]
    clusters = [Cluster("event", f"V-{number}", name) for number, name in enumerate(names)]
    days = {cluster.id: _day(random) for cluster in clusters}
    waiting = [*clusters, *clusters]
    random.shuffle(waiting)
    each = events // count
    for number in range(count):
        rows: list[Mention] = []
        arguments: list[Argument] = []
        parts, length = [], 0
        head = Article(f"{number:04}", f"أخبار اليوم {number}", number, 0, "", f"{number}", published="2024-06-19")
        for _ in range(each):
            cluster = waiting.pop() if waiting and random.random() < 0.25 else None
            day = days[cluster.id] if cluster and random.random() < 0.875 else _day(random)
            said, kind = _said(random, months, day), random.random()
            trigger = random.choice(TRIGGERS)
            sentence = f"جرت {trigger} في المدينة {'في ' + said if kind < 0.9 else 'كما قيل'} وفقا للبيان.\n"
            event = Mention(head.id, "event", random.choice(TYPES), length + 4, length + 4 + len(trigger),
                            cluster=cluster.id if cluster else None, status="accepted")  # fmt: skip
            rows.append(event)
            if kind < 0.9:
                start = length + sentence.index(said)
                rows.append(Mention(head.id, "entity", "DATE", start, start + len(said), status="accepted"))
            if kind < 0.8:
                arguments.append(Argument(head.id, event.id, "Time", rows[-1].id, status="accepted"))
            parts.append(sentence)
            length += len(sentence)
        events = [row for row in rows if row.kind == "event"]
        links = tuple(
            Relation(head.id, "BEFORE", one.id, other.id, status="accepted")
            for at, (one, other) in enumerate(pairwise(events)) if at % 50 < related
        )  # fmt: skip
        text = "".join(parts)
        head = Article(head.ref, head.title, number, len(text), hashlib.sha256(text.encode()).hexdigest(),
                       head.record_sha256, published=head.published, id=head.id)  # fmt: skip
        yield ArticleBundle(head, text, clusters=tuple(clusters) if number == 0 else (), mentions=tuple(rows),
                            arguments=tuple(arguments), relations=links)  # fmt: skip


def corpus(path: Path, events: int = EVENTS, count: int = ARTICLES, *, related: int = 0) -> Path:
    """A new corpus of these articles."""
    with Store.create(path, preset("news")) as store:
        store.bulk_import(articles(events, count, related=related))
    return path


def run(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """The figures."""
    path = corpus(folder / "timeline.tawsim", EVENTS // 10 if quick else EVENTS, ARTICLES // 10 if quick else ARTICLES)
    rounds, steps = (3, 40) if quick else (12, 300)
    with stage(path) as shown:
        panel = shown.app.window.docks.by_name["timeline"].widget()
        assert isinstance(panel, TimelinePanel)
        opened = [_open(shown, panel) for _ in range(rounds)]
        count = len(panel.view.events) + panel.tray.model.rowCount()
        says = f"{count:,} events"
        yield figure("timeline.open", f"{says}: F5 until painted", (each[0] for each in opened), bar=OPEN)
        yield figure("timeline.open.cpu", f"{says}: of it computing", (each[1] for each in opened), bar=OPEN)
        yield figure("timeline.still", f"{says}: window still meanwhile", (each[2] for each in opened), bar=BLOCK)
        for mode in ("merged", "articles"):
            panel.rows.button(mode).click()
            for zoom, name in ((1.0, "all"), (8.0, "near"), (8.0, "closer")):
                panel.view.zoom(zoom, about=panel.view.scale.width / 2)
                QApplication.processEvents()
                paints = _pan(panel.view, steps)
                says = f"{mode}, {name}: a frame of a drag"
                yield figure(f"timeline.{mode}.{name}", says, (each[0] for each in paints), bar=FRAME)
                computed = (each[1] for each in paints)
                yield figure(f"timeline.{mode}.{name}.cpu", f"{says}, computing", computed, bar=FRAME)
            panel.view.fit()
            zooms = [timed(lambda turn=turn: _zoom(panel.view, turn)) for turn in [1.25] * 15 + [0.8] * 15]
            yield figure(f"timeline.{mode}.zoom", f"{mode}: a notch of the wheel", zooms, bar=BLOCK)
    yield from run_related(folder, quick=quick)


def run_related(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """The figures with relations, half of which contradict the dates: one in eight events has one."""
    path = corpus(
        folder / "related.tawsim", EVENTS // 10 if quick else EVENTS, ARTICLES // 10 if quick else ARTICLES,
        related=RELATED,
    )  # fmt: skip
    with stage(path) as shown:
        panel = shown.app.window.docks.by_name["timeline"].widget()
        assert isinstance(panel, TimelinePanel)
        opened = [_open(shown, panel) for _ in range(3 if quick else 8)]
        session = shown.app.context.session
        assert session is not None
        says = f"{len(session.closure.events.links):,} relations, {len(panel.view.troubles.found)} contradictions told"
        yield figure("timeline.related.open", f"{says}: F5 until painted", (each[0] for each in opened), bar=OPEN)
        yield figure("timeline.related.open.cpu", "of it computing", (each[1] for each in opened), bar=OPEN)
        yield figure("timeline.related.still", "window still meanwhile", (each[2] for each in opened), bar=BLOCK)
        paints = _pan(panel.view, 40 if quick else 300)
        yield figure("timeline.related.frame", "a frame of a drag, with ties", (each[0] for each in paints), bar=FRAME)
        article = session.article
        assert article is not None
        made = [row for row in article.relations.values() if row.head in article.mentions]
        took = [_flip(shown, panel, row.id) for row in made * (3 if quick else 8)]
        says = "a relation turned round, until its tie is painted"
        yield figure("timeline.related.edit", says, (each[0] for each in took), bar=EDIT)
        yield figure("timeline.related.edit.cpu", f"{says}, computing", (each[1] for each in took), bar=EDIT)
        yield figure("timeline.related.walk", "from one contradiction to the next",
                     [timed(lambda: _walk(panel)) for _ in range(20)], bar=BLOCK)  # fmt: skip


def _flip(shown: Stage, panel: TimelinePanel, relation_id: str) -> tuple[float, float]:
    """ms of an edit with what follows from it on the screen, and those of computing."""
    session = shown.app.context.session
    assert session is not None
    assert session.article is not None
    begin, before = perf_counter(), process_time()
    session.do(relations.flip(session.article, session.labels, relation_id, closure=session.closure))
    panel.view.viewport().repaint()
    return (perf_counter() - begin) * 1000, (process_time() - before) * 1000


def _walk(panel: TimelinePanel) -> None:
    panel.step(1)
    panel.view.viewport().repaint()


def _open(shown: Stage, panel: TimelinePanel) -> tuple[float, float, float]:
    """ms from F5 until the events are painted, those of computing, and the longest that the window stood still."""
    panel.keeper.expect(None)
    shown.app.window.docks.by_name["timeline"].hide()
    panel._reset()
    shown.rest()
    shown.app.window.view.setFocus()
    beat = QTimer(interval=BEAT)
    beats: list[float] = []
    beat.timeout.connect(lambda: beats.append(perf_counter()))
    beat.start()
    begin, before = perf_counter(), process_time()
    beats.append(begin)
    shown.press("F5")
    while not panel.view.events or panel.busy:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    panel.view.viewport().repaint()
    end, computed = perf_counter(), process_time()
    longest = max(later - earlier for earlier, later in pairwise([*beats, end]))
    return (end - begin) * 1000, (computed - before) * 1000, max(0.0, longest * 1000 - BEAT)


def _pan(view: TimelineView, steps: int) -> list[tuple[float, float]]:
    """ms of each frame of a drag to and fro, also up and down: moving and painting; and of computing."""
    viewport = view.viewport()
    at = QPointF(viewport.rect().center())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at.toPoint())
    took = []
    for step in range(steps):
        at += QPointF(9 if step % 60 < 30 else -9, -3 if step % 100 < 50 else 3)
        begin, before = perf_counter(), process_time()
        QTest.mouseMove(viewport, at.toPoint())
        viewport.repaint()
        took.append(((perf_counter() - begin) * 1000, (process_time() - before) * 1000))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at.toPoint())
    return took[1:]


def _zoom(view: TimelineView, factor: float) -> None:
    view.zoom(factor, about=view.scale.width / 3)
    view.viewport().repaint()


def _day(random: Random) -> date:
    return date(2014, 6, 1) + timedelta(days=random.randrange(3650))


def _said(random: Random, messages: Messages, day: date) -> str:
    kind = random.random()
    month = messages.tr(f"dates.month_name.{day.month}")
    if kind < 0.75:
        return f"{day.day} {month} {day.year}"
    return f"{month} {day.year}" if kind < 0.95 else f"عام {day.year}"


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="tawsim-bench-") as place:
        os.environ.update(own_home(Path(place)))
        print(table(run(Path(place), quick="--quick" in sys.argv)))
        print(machine())
