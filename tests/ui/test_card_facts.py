"""An event's card: nothing on it is cut however low the window, and articles disagree where they do, nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.dates import Interval
from db.labelset import preset
from db.rows import Argument, Article, Cluster, Mention
from db.store import Store
from desktop.edits import regroup
from desktop.suggest.event_card import card_of
from desktop.suggest.events import Facts
from desktop.ui.panels.clusters import ClustersPanel
from tests.e2e.reviewer import Reviewer, run

TOLLS = "وقع انفجار في {place} وأسفر عن مقتل {dead} شخصا وإصابة 30 شخصا يوم {day} يونيو 2024."


def corpus(path: Path, *said: tuple[str, int, int]) -> Path:
    """One blast, told of in an article for each of (place, dead, day of June), all of it annotated."""
    event = Cluster("event", "E1", "انفجار", label="Conflict:Attack")
    places = {place: Cluster("entity", place, place, label="GPE") for place, _dead, _day in said}
    bundles = []
    for number, (place, dead, day) in enumerate(said):
        text = TOLLS.format(place=place, dead=dead, day=day)
        head = Article(
            ref=f"a{number}", title=f"مقال {number}", position=number, length=len(text), sha256="", record_sha256="",
            published="2024-06-10",
        )  # fmt: skip

        def made(words: str, kind: str, label: str, cluster: Cluster | None, *, head=head, text=text) -> Mention:
            start = text.index(words)
            return Mention(
                head.id, kind, label, start, start + len(words), status="accepted", cluster=cluster and cluster.id
            )

        blast = made("انفجار", "event", "Conflict:Attack", event)
        fillers = [
            ("Place", made(place, "entity", "GPE", places[place])),
            ("Target", made(f"{dead} شخصا", "entity", "QUANTITY", None)),
            ("Target", made("30 شخصا", "entity", "QUANTITY", None)),
            ("Time", made(f"{day} يونيو 2024", "entity", "DATE", None)),
        ]
        arguments = [Argument(head.id, blast.id, role, each.id, status="accepted") for role, each in fillers]
        bundles.append(
            ArticleBundle(
                head, text, regions=(), clusters=(event, *places.values()) if number == 0 else (),
                mentions=(blast, *(filler for _role, filler in fillers)), arguments=tuple(arguments), relations=(),
            )
        )  # fmt: skip
    with Store.create(path, preset("news")) as store:
        store.bulk_import(bundles)
    return path


def card(r: Reviewer) -> ClustersPanel:
    """The clusters panel with the event on its card."""
    dock = r.window.dock_widgets()["clusters"]
    dock.raise_()
    r.settle()
    panel = dock.widget()
    assert isinstance(panel, ClustersPanel)
    panel.show_cluster(r.session.store.find_cluster("event", "E1").id)
    r.wait(lambda: panel.card.facts.isVisible() and not panel.card.facts.pending)
    return panel


def differ(r: Reviewer) -> set[str]:
    """The lines that say that articles differ."""
    facts = card(r).card.facts
    return {name for name, label in facts._names.items() if facts.chips[name] and ":" in label.text()}


def test_articles_disagree_where_they_do(tmp_path: Path) -> None:
    path = corpus(tmp_path / "c.tawsim", ("بيروت", 12, 3), ("طرابلس", 12, 3))

    def script(r: Reviewer) -> None:
        assert differ(r) == {"where"}
        store = r.session.store
        one, other = (store.find_cluster("entity", name) for name in ("بيروت", "طرابلس"))
        r.session.do(regroup.affiliate(one, other, ties=[]))
        assert differ(r) == set(), "the one lies in the other"

    run([str(path), "--language", "en"], script)


def test_two_tolls_and_two_days(tmp_path: Path) -> None:
    path = corpus(tmp_path / "c.tawsim", ("بيروت", 12, 3), ("بيروت", 17, 9))

    def script(r: Reviewer) -> None:
        assert differ(r) == {"numbers", "when"}

    run([str(path), "--language", "en"], script)


def facts(mention: str, *, places: Sequence[tuple[str, str]] = (), numbers: Sequence[tuple[str, str]] = ()) -> Facts:
    return Facts(
        mention, mention[0], 0, "Conflict:Attack", "هجوم", "هجم", ("Positive", "Asserted"), "c", "accepted", (),
        tuple(key for _role, key in places), numbers=tuple(numbers), where_roles=tuple(role for role, _key in places),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (["12 شخصا", "30 جريحا"], ["30", "١٢ قتيلا"], False),
        (["12 شخصا"], ["12 قتيلا", "30 جريحا"], False),
        (["12", "30"], ["12", "31"], True),
        (["12", "17"], [], False),
        (["عشرات"], ["مئات"], True),
    ],
)
def test_numbers_are_compared_by_article(one: list[str], other: list[str], apart: bool) -> None:
    card = card_of(
        [facts("a1", numbers=[("Victim", each) for each in one]), facts("b1", numbers=[("Victim", e) for e in other])],
        {}.get,
    )
    assert bool(card.numbers_that_differ) == apart


def test_one_article_alone_does_not_disagree_with_another() -> None:
    early, late = Interval.day(date(2024, 6, 3)), Interval.day(date(2024, 6, 9))
    one = [replace(facts("a1"), when=early), replace(facts("a2"), when=late, realis=("Negative", "Asserted"))]
    card = card_of(one, {}.get)
    assert (card.dates_differ, card.polarity_differs) == (False, False)
    assert set(card.dates) == {early.iso(), late.iso()}
    card = card_of([*one, replace(facts("b1"), when=late)], {}.get)
    assert (card.dates_differ, card.polarity_differs) == (False, False), "it holds all that the other says"
    card = card_of([one[0], replace(facts("b1"), when=late, realis=("Negative", "Asserted"))], {}.get)
    assert (card.dates_differ, card.polarity_differs) == (True, True)


def test_places_are_compared_by_role() -> None:
    card = card_of(
        [facts("a1", places=[("Origin", "موسكو")]), facts("b1", places=[("Destination", "بيونغ يانغ")])],
        {"موسكو": "m", "بيونغ يانغ": "p"}.__getitem__,
    )
    assert not card.places_differ(lambda one, other: one == other), "from the one to the other"


@pytest.mark.parametrize("height", [600, 720, 1080])
def test_no_chip_is_cut(tmp_path: Path, height: int) -> None:
    path = corpus(tmp_path / "c.tawsim", ("بيروت", 12, 3), ("بيروت", 17, 9))

    def script(r: Reviewer) -> None:
        r.window.resize(1280, height)
        panel = card(r)
        r.settle()
        facts, area = panel.card.facts, panel.card.area
        chips = [chip for name in facts.chips for chip in facts.chips[name]]
        assert len(facts.chips["when"]) == 2
        for label in facts._names.values():
            assert label.isHidden() or label.heightForWidth(label.width()) <= label.height(), "a name is cut"
        for chip in chips:
            assert chip.parentWidget().rect().contains(chip.geometry()), f"{chip.text()} is cut"
            area.ensureWidgetVisible(chip)
            r.settle()
            assert not chip.visibleRegion().isEmpty(), f"no way to {chip.text()}"

    run([str(path), "--language", "ar"], script)


@pytest.mark.parametrize("size", [(1280, 720), (1366, 640)])
def test_no_place_makes_the_window_grow(tmp_path: Path, size: tuple[int, int]) -> None:
    path = corpus(tmp_path / "c.tawsim", ("بيروت", 12, 3), ("بيروت", 17, 9))

    def script(r: Reviewer) -> None:
        r.window.resize(*size)
        r.settle()
        card(r)
        for keys in (["Alt+5", "F5", "F3", "F4", "Alt+6", "F2", "F5"], ["F3", "F5", "F4"]):
            for key in keys:
                r.press(key)
                r.settle()
                assert r.window.size().toTuple() == size, f"after {key}"

    run([str(path), "--language", "ar"], script)
