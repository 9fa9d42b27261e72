"""The list of mentions in no cluster: opened, read while the window lives, searched, ordered, and followed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from db.bundle import ArticleBundle
from db.labelset import preset
from db.rows import Article, Mention
from db.store import Store
from desktop.edits import clusters
from desktop.ui.panels.clusters import ClustersPanel
from tests.bench.figures import Figure, figure, memory, timed
from tests.bench.made_up import article_text
from tests.bench.running import Stage, stage

OPEN, HELD = 300.0, 50.0
"""ms in which the list is to open, and for which nothing may hold the window."""
TEXTS, LETTERS = 40, 3000


def run(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """A tenth of 200,000 mentions, or all."""
    count = 20_000 if quick else 200_000
    path, says = folder / "unlinked.tawsim", f"{count:,} mentions in no cluster"
    with Store.create(path, preset("news")) as store:
        store.bulk_import(articles(count))
    with stage(path) as shown:
        shown.rest()
        dock = shown.app.window.docks.by_name["clusters"]
        panel = dock.widget()
        assert isinstance(panel, ClustersPanel)
        _shown(shown, panel)
        opened = [timed(lambda: _anew(panel)) for _ in range(5)]
        yield figure("unlinked.panel", f"{says}: the panel filled, with clusters", opened, bar=OPEN)
        chosen = [timed(lambda: _choose(panel, "none")), *(timed(lambda: _anew(panel)) for _ in range(5))]
        yield figure("unlinked.open", f"{says}: the panel filled, with these", chosen, bar=OPEN)
        before = memory()
        begin, gaps = perf_counter(), _gaps(panel)
        yield figure("unlinked.read", f"{says}: all read in the background", [perf_counter() - begin], unit="s")
        yield figure("unlinked.held", f"{says}: the window held while reading", gaps, bar=HELD)
        after = memory()
        if before is not None and after is not None:
            yield figure("memory.unlinked", f"{says}: resident, more than before", [after - before], unit="MiB")
        assert panel.model.free == count
        yield from _questions(panel, says)
        yield from _gestures(shown, panel, says, rounds=5 if quick else 20)


def articles(count: int) -> Iterator[ArticleBundle]:
    """Twenty mentions each, half of them with words that no other has."""
    texts = [article_text(LETTERS, seed=seed) for seed in range(TEXTS)]
    for number in range(count // 20):
        body, pieces = texts[number % TEXTS]
        own = "".join(f"اسم{number}و{each} " for each in range(10))
        text = own + "\n" + body
        head = Article(
            f"unlinked-{number}", f"خبر رقم {number}", number, len(text), hashlib.sha256(text.encode()).hexdigest(),
            str(number),
        )  # fmt: skip
        edges = [(at, at + len(word)) for at, word in _places(own)]
        named = [Mention(head.id, "entity", "PER", start, end, source="m") for start, end in edges]
        first = len(own) + 1
        found = [piece for piece in pieces if piece.kind == "entity"][:10]
        named += [
            Mention(head.id, "entity", piece.label, first + piece.start, first + piece.end, source="m")
            for piece in found
        ]
        yield ArticleBundle(head, text, mentions=tuple(named))


def _places(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in text.split():
        yield at, word
        at += len(word) + 1


def _shown(shown: Stage, panel: ClustersPanel) -> None:
    if panel.visibleRegion().isEmpty():
        shown.press("Alt+5")
    shown.wait(lambda: not panel.visibleRegion().isEmpty())


def _anew(panel: ClustersPanel) -> None:
    """As after an import or when the corpus is opened."""
    panel._reset()
    panel.view.viewport().repaint()


def _choose(panel: ClustersPanel, where: str) -> None:
    """As a person does, until the list is painted."""
    panel.where.setCurrentIndex(panel.where.findData(where))
    panel.view.viewport().repaint()


def _gaps(panel: ClustersPanel) -> list[float]:
    """Let it read to the end; how long the window's own timer had to wait each time, in ms."""
    gaps: list[float] = []
    ticks = QTimer()
    last = perf_counter()

    def tick() -> None:
        nonlocal last
        now = perf_counter()
        gaps.append((now - last) * 1000)
        last = now

    ticks.timeout.connect(tick)
    ticks.start(0)
    while panel._later.isActive():
        QApplication.processEvents()
    ticks.stop()
    return gaps


def _questions(panel: ClustersPanel, says: str) -> Iterator[Figure]:
    typed, counted = [], []
    for text in ("ا", "اس", "اسم", "اسم1", "اسم12", ""):
        typed.append(timed(lambda text=text: panel.search.setText(text)))
        counted.append(timed(panel._count))
    yield figure("unlinked.search", f"{says}: a letter typed into the search, the rows there", typed, bar=HELD)
    yield figure("unlinked.count", f"{says}: what was found counted, in the next turn", counted, bar=HELD)
    order, label = panel.order, panel.label
    ordered = [timed(lambda at=at: order.setCurrentIndex(at)) for at in (1, 2, 0, 1, 2, 0)]
    yield figure("unlinked.order", f"{says}: another order", ordered, bar=HELD)
    labels = [timed(lambda at=at: label.setCurrentIndex(at)) for at in (1, 2, 0)]
    yield figure("unlinked.label", f"{says}: another label", labels, bar=HELD)
    pages = [timed(lambda: panel.model.fetchMore(panel.view.rootIndex())) for _ in range(9)]
    yield figure("unlinked.scroll", f"{says}: the next {len(pages)} pages scrolled to", pages, bar=HELD)


def _gestures(shown: Stage, panel: ClustersPanel, says: str, *, rounds: int) -> Iterator[Figure]:
    """Link one after another from the list: the commit and all that follows it, the window at rest again."""
    session, times = shown.session, []
    for _ in range(rounds):
        panel._go(panel.model.index(0))
        article, mention = session.article, session.mention
        assert article is not None
        assert mention is not None
        taken = session.ref_taken("entity")
        edit = clusters.link_new(article, mention.id, name="", whole_chain=False, ref_taken=taken)
        times.append(timed(lambda edit=edit: (session.do(edit), panel.view.viewport().repaint())))
    yield figure("unlinked.link", f"{says}: a new cluster of one, every panel told", times, bar=HELD, of="median")
    undone = [timed(lambda: (session.undo(), panel.view.viewport().repaint())) for _ in range(rounds)]
    yield figure("unlinked.undo", f"{says}: taken back", undone, bar=HELD, of="median")
