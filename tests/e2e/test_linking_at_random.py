"""Random keys and clicks of linking over three articles, with undo and redo: nothing shown, kept or stored goes wrong.

``TAWSIM_DEEP`` in the environment does ten times as many; ``-s`` prints how many there were of each.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel

from db.bundle import ArticleBundle
from db.check import check
from db.rows import Cluster, Mention
from desktop.session import Session
from desktop.ui.commands import board as verbs
from desktop.ui.panels.cluster_card import ClusterCard
from desktop.ui.panels.clusters import ClustersPanel
from tests.e2e.hands import said
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_board_refusals import board, made
from tests.ui.board_kit import paper

STEPS = 1500 if os.environ.get("TAWSIM_DEEP") else 150
KEYS = {
    "1": 8, "2": 4, "3": 2, "9": 1, "0": 5, "x": 5, "Shift+2": 2, "z": 2, "Space": 6, "c": 4, "n": 2, "u": 3,
    "Ctrl+z": 14, "Ctrl+y": 8, "Ctrl+PgDn": 4, "Ctrl+PgUp": 4, "F7": 3, "F8": 3, "Shift+F7": 1, "Shift+F8": 2,
    "Delete": 2, "s": 2, "a": 3, "Tab": 4, "q": 3, "h": 1, "m": 1,
}  # fmt: skip


class Monkey:
    """Presses and clicks what comes, and looks whether all is well."""

    def __init__(self, r: Reviewer, dice: random.Random) -> None:
        self.r, self.dice = r, dice
        self.counts: Counter[str] = Counter()

    def act(self) -> str:
        """One thing; gives what."""
        ways = {**KEYS, "palette": 5, "tools": 10, "select": 6}
        way = self.dice.choices(list(ways), list(ways.values()))[0]
        if way == "palette":
            self.palette()
        elif way == "tools":
            way = f"card: {self.tools()}"
        elif way == "select":
            there = self.r.article.ordered
            self.r.session.select(self.dice.choice(there).id if there else None)
            self.r.settle()
        else:
            self.r.press(way)
        self.shut()
        self.counts[way] += 1
        return way

    def palette(self) -> None:
        """G, and one of its rows: a candidate, a new one, or nothing."""
        self.r.press("g")
        self.choose()

    def choose(self) -> None:
        """A row of the open palette."""
        palette = self.r.palette
        if palette is None:
            return
        for _ in range(self.dice.randint(0, max(len(palette.rows()) - 1, 0))):
            self.r.press("Down")
        self.r.press(self.dice.choice(("Enter", "Enter", "Shift+Enter", "Esc")))

    def shut(self) -> None:
        """No palette stays open."""
        while self.r.palette is not None:
            self.r.press("Esc")

    def tools(self) -> str:
        """Something on the card of a cluster."""
        docks = self.r.window.dock_widgets()
        docks["clusters"].show()
        docks["clusters"].raise_()
        panel = docks["clusters"].widget()
        assert isinstance(panel, ClustersPanel)
        kind = self.dice.choice(("event", "entity"))
        lines = self.r.session.store.all_clusters(kind)
        if not lines:
            return "no cluster"
        panel.show_cluster(self.dice.choice(lines).cluster.id)
        self.r.settle()
        card = panel.findChild(ClusterCard)
        assert card is not None
        for row in range(card.model.rowCount()):
            if self.dice.random() < 0.5:
                card.view.selectionModel().select(card.model.index(row), QItemSelectionModel.SelectionFlag.Select)
        self.r.settle()
        able = [name for name, each in card.tools.buttons.items() if each.isVisible() and each.isEnabled()]
        if not able:
            return "nothing"
        name = self.dice.choice(sorted(able))
        card.tools.buttons[name].click()
        self.r.settle()
        self.choose()
        self.back()
        return name

    def back(self) -> None:
        """The board beside the article again, and the keyboard on the text."""
        if verbs.panel(self.r.view._context.commands) is None:
            self.r.press("F4")
        self.r.view.setFocus()
        self.r.settle()

    # --- is all well? ------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """What is in memory is what the file holds; what the board offers is there and not what one is in already."""
        session, store = self.r.session, self.r.session.store
        for article in session.opened:
            again = Session(store).open(article.row.id)
            for name in ("mentions", "arguments", "relations"):
                assert getattr(article, name) == getattr(again, name)
        self.r.wait(lambda: self.r.view._context.commands.index.complete or not board(self.r).isVisible())
        self.r.settle()
        mention, panel = session.mention, board(self.r)
        if mention is None or not panel.isVisible():
            return
        targets = [offer.target for offer in panel.offers]
        assert len(set(targets)) == len(targets) <= 9
        for offer in panel.offers:
            if offer.cluster is not None:
                line = store.cluster_line(offer.cluster.id)
                assert line is not None
                assert line.mentions or line.cluster.aliases
                assert line.cluster.kind == mention.kind
                assert line.cluster.id != mention.cluster
            else:
                row = store.mention(offer.target)
                assert isinstance(row, Mention)
                assert (row.kind, row.cluster) == (mention.kind, None)
                assert row.status != "rejected"
        text = " ".join(session.article.text_of(mention).split())
        assert text in panel.now.text()


def chained(bundle: ArticleBundle) -> ArticleBundle:
    """An article whose entities, and two of its events, a model has put in suggested chains of the article."""
    home = bundle.article.id
    found = (Cluster("entity", "X-1", "بوتين", scope=home, source="m"),
             Cluster("event", "X-2", "قول", scope=home, source="m"))  # fmt: skip
    chains = {chain.kind: chain.id for chain in found}
    inside = [
        replace(each, cluster=chains[each.kind], source="m", status="suggested") if number % 4 < 2 else each
        for number, each in enumerate(bundle.mentions)
    ]
    return replace(bundle, clusters=found, mentions=tuple(inside))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_linking_at_random_goes_wrong_nowhere(tmp_path: Path, language: str) -> None:
    papers = [paper(number) for number in range(3)]
    path = made(tmp_path, papers if language == "ar" else [chained(each) for each in papers])
    dice = random.Random(7 if language == "ar" else 8)
    done: list[str] = []

    def script(r: Reviewer) -> None:
        r.press("F4")
        monkey = Monkey(r, dice)
        for step in range(STEPS):
            done.append(monkey.act())
            try:
                monkey.look()
            except AssertionError as error:
                raise AssertionError(f"after {done[-6:]}, said {said(r)!r}") from error
            if step % 50 == 49:
                assert check(path) == []
        while r.session.can_undo:
            r.press("Ctrl+z")
        assert not r.session.store.ties()
        assert all(line.cluster.scope for line in r.session.store.all_clusters("event"))
        print("\n", dict(monkey.counts))

    run([str(path), "--language", language], script)
    assert check(path) == []
