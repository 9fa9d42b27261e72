"""The cluster card: type, id elsewhere, notes, affiliation; an event's dates and people with their sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.dates import Interval
from desktop.suggest.event_card import card_of
from desktop.suggest.events import Facts
from desktop.ui.panels.clusters import ClustersPanel
from tests.bench.rebuilding import Rebuilder, prepared
from tests.e2e.reviewer import Reviewer, run
from tests.test_sample import FOLDER
from tests.ui.panel_kit import Kit, click, settle, shown


@pytest.fixture
def panel(kit: Kit) -> ClustersPanel:
    panel = ClustersPanel(kit.context)
    shown(panel, width=360, height=860)
    panel.show_cluster(kit.session.store.find_cluster("entity", "E-putin").id)
    click(panel.card.details)
    settle()
    return panel


def test_what_a_cluster_is_can_be_said_and_taken_back(kit: Kit, panel: ClustersPanel) -> None:
    fields = panel.card.fields
    assert fields.isVisible()
    assert panel.card.view.isVisible(), "the mentions stay, to be split, moved and taken out"
    assert fields.spellings.text() == "بوتين"
    fields.external.setText(" Q7747 ")
    fields.external.editingFinished.emit()
    fields.kind.setCurrentIndex(fields.kind.findData("PER"))
    fields.kind.activated.emit(fields.kind.currentIndex())
    cluster = kit.session.store.find_cluster("entity", "E-putin")
    assert (cluster.external, cluster.label) == ("Q7747", "PER")
    kit.session.undo()
    kit.session.undo()
    cluster = kit.session.store.find_cluster("entity", "E-putin")
    assert (cluster.external, cluster.label) == (None, None)
    assert fields.external.text() == ""


def test_whom_it_belongs_to(kit: Kit, panel: ClustersPanel) -> None:
    store, fields = kit.session.store, panel.card.fields
    putin, kim = store.find_cluster("entity", "E-putin"), store.find_cluster("entity", "E-kim")
    fields._belong(putin, kim)
    assert [chip.text() for chip in fields.chips] == ["كيم جونغ أون"]
    assert [(tie.kind, tie.one, tie.other) for tie in store.ties()] == [("affiliated", putin.id, kim.id)]
    fields.chips[0].removed.emit()
    assert store.ties() == []
    assert fields.chips == []


def says(mention: str, when: Interval, *, numbers: dict[str, str], polarity: str = "Positive") -> Facts:
    return Facts(
        mention, f"article of {mention}", 0, "Conflict:Attack", "هجوم", "هجم", (polarity, "Asserted"), "c", "accepted",
        ("m1",), (), when, numbers=tuple(numbers.items()),
    )  # fmt: skip


def test_disagreements_between_articles() -> None:
    day, month = Interval.day(date(2024, 6, 19)), Interval.month(2024, 6)
    card = card_of(
        [says("e1", day, numbers={"Victim": "17"}), says("e2", month, numbers={"Victim": "١٧"})], {"m1": "who"}.get
    )
    assert (card.narrowest, card.dates_differ, card.numbers_that_differ) == (day, False, {})
    assert card.who == {"who": ["e1", "e2"]}
    other = Interval.day(date(2024, 6, 20))
    card = card_of(
        [
            says("e1", day, numbers={"Victim": "17"}),
            says("e2", other, numbers={"Victim": "19"}, polarity="Negative"),
        ],
        {"m1": "who"}.get,
    )
    assert card.dates_differ
    assert set(card.numbers_that_differ["Victim"]) == {"17", "19"}
    assert card.polarity_differs


def test_an_event_card_leads_to_its_sources(tmp_path: Path) -> None:
    path, wanted = prepared(tmp_path, sorted(FOLDER.glob("*.gold.json"))[:3])
    with Rebuilder.opened(path, wanted) as rebuilder:
        rebuilder.run()

    def script(r: Reviewer) -> None:
        dock = r.window.dock_widgets()["clusters"]
        dock.raise_()
        r.settle()
        panel = dock.widget()
        lines = [line for line in r.session.store.all_clusters("event") if line.articles > 1]
        facts = panel.card.facts
        for line in lines:
            panel.show_cluster(line.cluster.id)
            r.wait(lambda: not facts.pending)
            if facts.chips["who"]:
                break
        chip = facts.chips["who"][0]
        chip.click()
        first = r.session.selected
        chip.click()
        ids = {each.id for each in r.session.store.cluster_mentions(panel.card.cluster_id)}
        assert {first, r.session.selected} <= ids

    run([str(path), "--language", "ar"], script)
