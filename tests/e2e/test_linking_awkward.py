"""Linking at awkward moments by real keys: undo from elsewhere, all split off, long and mixed names, a text's ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel

from db.bundle import ArticleBundle
from db.check import check
from db.rows import Cluster, Mention
from desktop.ui.dialogs.cluster_palette import NewCluster
from desktop.ui.dialogs.palette import Palette
from desktop.ui.panels.cluster_card import ClusterCard
from desktop.ui.panels.clusters import ClustersPanel
from tests.db.corpora import article
from tests.e2e.hands import click, said
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_board_refusals import begin, board, events, made
from tests.ui.board_kit import paper

LONG = "زيارة الرئيس الروسي فلاديمير بوتين إلى بيونغ يانغ " * 40
MIXED = "G7 قمة (Apulia) «بيان» 2024 — session 3/5 الختامية"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return made(tmp_path, [paper(number) for number in range(3)])


def card(r: Reviewer, cluster: str) -> ClusterCard:
    """The card of a cluster, in sight."""
    dock = r.window.dock_widgets()["clusters"]
    dock.show()
    dock.raise_()
    panel = dock.widget()
    assert isinstance(panel, ClustersPanel)
    panel.show_cluster(cluster)
    r.settle()
    found = panel.findChild(ClusterCard)
    assert found is not None
    return found


def mark(r: Reviewer, shown: ClusterCard, count: int | None = None) -> int:
    """Select mentions in a card's list, all by default; gives how many."""
    chosen = 0
    for row in range(shown.model.rowCount()):
        if shown.model.entry(row).mention is not None and (count is None or chosen < count):
            shown.view.selectionModel().select(shown.model.index(row), QItemSelectionModel.SelectionFlag.Select)
            chosen += 1
    r.settle()
    return chosen


def link_two(r: Reviewer) -> str:
    """One cluster for the first event and its best candidate; gives its id."""
    first = begin(r)
    r.press("1")
    cluster = r.session.store.mention(first.id).cluster
    assert cluster is not None
    return cluster


# --- undo and redo from elsewhere ------------------------------------------------------------------------------------


def test_a_link_is_undone_and_redone_from_another_article(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        first = begin(r)
        there = next(offer for offer in board(r).offers if offer.mention.article != first.article)
        r.press(str(board(r).offers.index(there) + 1))
        r.press("Ctrl+PgDn")
        r.press("Ctrl+PgDn")
        assert r.article.row.ref == "a2"
        r.press("Ctrl+z")
        assert r.session.store.mention(first.id).cluster is None
        assert r.session.store.mention(there.mention.id).cluster is None
        assert (r.article.row.ref, r.session.selected) == ("a0", first.id)
        assert there.target in [offer.target for offer in board(r).offers]
        r.press("Ctrl+PgDn")
        r.press("Ctrl+y")
        cluster = r.session.store.mention(first.id).cluster
        assert cluster is not None
        assert r.session.store.mention(there.mention.id).cluster == cluster
        assert (r.article.row.ref, r.session.selected) == ("a0", first.id)
        name = r.session.store.clusters([cluster])[cluster].name
        assert f"في «{name}»" in board(r).facts.text(), "the board says where it is now"

    run([str(corpus), "--language", "ar"], script)
    assert check(corpus) == []


def test_a_merge_is_undone_from_an_article_that_has_no_part_in_it(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        first = begin(r)
        r.press("0")
        second = r.session.selected
        assert second is not None
        r.press("0")
        one, other = (r.session.store.mention(each).cluster for each in (first.id, second))
        assert one is not None
        assert other is not None
        shown = card(r, other)
        click(r, shown.tools.buttons["merge"])
        r.choose(lambda value: isinstance(value, Cluster) and value.id == one)
        assert r.session.store.mention(second).cluster == one
        r.press("F4")
        r.session.open(r.session.store.find_article("a2").id)
        r.session.select(events(r)[0].id)
        r.settle()
        assert one in [offer.target for offer in board(r).offers]
        assert other not in [offer.target for offer in board(r).offers]
        r.view.setFocus()
        r.press("Ctrl+z")
        assert r.session.store.mention(second).cluster == other
        assert r.session.store.mention(first.id).cluster == one

    run([str(corpus), "--language", "en"], script)
    assert check(corpus) == []


# --- splitting, merging, moving --------------------------------------------------------------------------------------


def test_a_cluster_is_not_offered_to_be_merged_with_itself_nor_with_the_other_kind(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        first = begin(r)
        r.press("0")
        r.session.select(next(each.id for each in r.article.ordered if each.kind == "entity"))
        r.settle()
        r.press("0")
        cluster = r.session.store.mention(first.id).cluster
        shown = card(r, cluster)
        mark(r, shown)
        for name in ("merge", "move"):
            click(r, shown.tools.buttons[name])
            palette = r.palette
            assert isinstance(palette, Palette)
            values = [row.value for row in palette.rows() if isinstance(row.value, Cluster)]
            assert cluster not in [each.id for each in values]
            assert {each.kind for each in values} <= {"event"}
            r.press("Esc")

    run([str(corpus), "--language", "en"], script)


def test_splitting_off_all_of_a_cluster_is_refused_and_nothing_is_written(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        cluster = link_two(r)
        shown = card(r, cluster)
        assert mark(r, shown) == 2
        before = r.session.last
        click(r, shown.tools.buttons["split"])
        assert r.session.last == before
        assert said(r) == "That is all of it: nothing would stay. Leave out what is to stay."
        shown.view.clearSelection()
        r.settle()
        assert mark(r, shown, 1) == 1
        click(r, shown.tools.buttons["split"])
        assert r.session.last.label == "cluster.split"

    run([str(corpus), "--language", "en"], script)
    assert check(corpus) == []


def test_moving_to_what_was_said_to_be_another_takes_that_back_and_says_so(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        first = begin(r)
        r.press("0")
        second = r.session.selected
        r.press("0")
        r.session.select(first.id)
        r.settle()
        target = r.session.store.mention(second).cluster
        row = [offer.target for offer in board(r).offers].index(target)
        r.press(f"Shift+{row + 1}")
        assert [tie.other for tie in r.session.store.ties()] == [target]
        shown = card(r, r.session.store.mention(first.id).cluster)
        mark(r, shown)
        click(r, shown.tools.buttons["move"])
        r.choose(lambda value: isinstance(value, Cluster) and value.id == target)
        assert r.session.store.ties() == []
        assert said(r) == "No longer kept: “قال” is not “زار”."
        r.view.setFocus()
        r.press("Ctrl+z")
        assert [tie.other for tie in r.session.store.ties()] == [target]

    run([str(corpus), "--language", "en"], script)
    assert check(corpus) == []


# --- names and places ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", [LONG, MIXED, "A" * 300, "\u200f\u202eabc\u202c"])
def test_names_of_any_length_and_direction_stay_on_their_line(corpus: Path, language: str, name: str) -> None:
    def script(r: Reviewer) -> None:
        first, wide = begin(r), r.window.width()
        r.press("g")
        r.palette.field.setText(name)
        r.settle()
        r.choose(lambda value: isinstance(value, NewCluster))
        cluster = r.session.store.clusters([r.session.store.mention(first.id).cluster])
        (made_one,) = cluster.values()
        assert made_one.name == " ".join(name.split())
        r.session.select(events(r)[1].id)
        r.settle()
        width = board(r).width()
        offer = next(each for each in board(r).offers if each.cluster is not None)
        assert offer.name == made_one.name
        assert board(r).width() == width
        assert r.window.width() == wide
        painted(r)
        r.press(str(board(r).offers.index(offer) + 1))
        r.press("Ctrl+z")
        card(r, made_one.id)
        assert r.window.width() == wide

    run([str(corpus), "--language", language], script)


def painted(r: Reviewer) -> None:
    """The list of candidates is painted without a word of Qt's."""
    shown = board(r).view.grab()
    assert not shown.isNull()


def edges(number: int) -> ArticleBundle:
    """An article that is nothing but two events: at its very start and at its very end."""
    text = "زار وصل"
    head = article(f"a{number}", text=text, position=number, title=f"مقال {number}")
    found = (
        Mention(head.id, "event", "Contact:Meet", 0, 3, status="accepted"),
        Mention(head.id, "event", "Contact:Meet", 4, len(text), status="accepted"),
    )
    return ArticleBundle(head, text, mentions=found)


def test_mentions_at_the_very_start_and_end_of_articles_are_linked_one_after_the_other(tmp_path: Path) -> None:
    path = made(tmp_path, [edges(number) for number in range(3)])

    def script(r: Reviewer) -> None:
        begin(r)
        seen = []
        for _ in range(6):
            seen.append((r.article.row.ref, r.session.mention.start))
            painted(r)
            for offer in board(r).offers:
                assert offer.excerpt.text == "زار وصل"
                assert all(0 <= part.start < part.end <= len(offer.excerpt.text) for part in offer.excerpt.parts)
            r.press("0")
        assert seen == [(f"a{number}", start) for number in range(3) for start in (0, 4)]
        assert said(r) == "Every event mention is in a cluster."

    run([str(path), "--language", "en"], script)
    assert check(path) == []


def test_a_candidate_that_is_rejected_beside_goes_from_the_board(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        first = begin(r)
        there = next(offer for offer in board(r).offers if offer.mention.article != first.article)
        r.session.open_beside(there.mention.article, mention_id=there.mention.id)
        r.press("F8")
        assert r.session.selected == there.mention.id
        r.press("Delete")
        r.session.open(first.article)
        r.session.select(first.id)
        r.settle()
        assert there.target not in [offer.target for offer in board(r).offers]
        r.press("Ctrl+z")
        r.session.open(first.article)
        r.session.select(first.id)
        r.settle()
        assert there.target in [offer.target for offer in board(r).offers]

    run([str(corpus), "--language", "en"], script)
