"""The linking board where something stands in the way: a link refused, nothing left, a corpus that may only be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.check import check
from db.labelset import preset
from db.rows import Change, Cluster, Mention
from db.store import Store
from desktop.edits import Edit, relations
from desktop.ui.panels.board import BoardPanel
from tests.e2e.hands import said
from tests.e2e.reviewer import Reviewer, run
from tests.ui.board_kit import paper

Script = Callable[[Reviewer], None]


def made(folder: Path, papers: Sequence[ArticleBundle]) -> Path:
    path = folder / "أخبار.tawsim"
    with Store.create(path, preset("news")) as store:
        store.bulk_import(papers)
    return path


def board(r: Reviewer) -> BoardPanel:
    assert r.window is not None
    found = r.window.findChild(BoardPanel)
    assert found is not None
    return found


def events(r: Reviewer) -> list[Mention]:
    return [each for each in r.article.ordered if each.kind == "event"]


def begin(r: Reviewer, ref: str = "a0") -> Mention:
    """The place for linking, with the first event of an article."""
    head = r.session.store.find_article(ref)
    assert head is not None
    r.session.open(head.id)
    r.press("F4")
    r.session.select(events(r)[0].id)
    r.settle()
    return events(r)[0]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return made(tmp_path, [paper(number) for number in range(3)])


# --- refused ---------------------------------------------------------------------------------------------------------


def test_a_mention_alone_in_its_cluster_gets_no_other_one(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        first = begin(r)
        r.press("0")
        r.session.select(first.id)
        r.settle()
        seq, clusters = r.session.last.seq, r.session.store.all_clusters("event")
        for _ in range(10):
            r.press("0")
        r.settle()
        assert r.session.store.all_clusters("event") == clusters
        assert (r.session.last.seq, r.session.selected) == (seq, first.id)
        assert "alone" in said(r)
        assert not r.window.review_bar.undo.isVisible(), "there is nothing in it to take back"

    run([str(corpus), "--language", "en"], script)
    assert check(corpus) == []


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("linked", [False, True])
def test_a_link_that_is_refused_leaves_one_where_one_was(tmp_path: Path, language: str, linked: bool) -> None:
    corpus = made(tmp_path, [paper(number) for number in range(2)])

    def script(r: Reviewer) -> None:
        first = begin(r)
        if linked:
            r.press("0")
            r.session.select(first.id)
        tail, session = events(r)[2], r.session
        session.do(
            relations.add(
                r.article, session.labels, type="CAUSES", head=first.id, tail=tail.id, closure=session.closure
            )
        )  # fmt: skip
        r.settle()
        targets = [offer.target for offer in board(r).offers]
        row, before = targets.index(tail.id), session.last
        r.press(str(row + 1))
        assert session.selected == first.id
        assert session.last == before, "nothing was written"
        circle = {"ar": "دائرة", "en": "circle"}[language]
        assert circle in said(r), "it says why"
        assert [offer.target for offer in board(r).offers] == targets
        assert board(r).current == row, "the candidate stays in sight"
        assert board(r).view.viewport().rect().contains(board(r).view.visualRect(board(r).model.index(row)).center())
        r.press("1")
        assert r.session.selected != first.id, "another one is taken as ever"

    run([str(corpus), "--language", language], script)
    assert check(corpus) == []


# --- later, and nothing left ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "last"),
    [
        ("ar", "كل مواضع الأحداث مربوطة.", "لم يبق موضع حدث غير مربوط سواه."),
        ("en", "Every event mention is in a cluster.", "No other event mention is without a cluster."),
    ],
)
def test_the_board_says_when_nothing_is_left(tmp_path: Path, language: str, words: str, last: str) -> None:
    one = Cluster("event", "E", "قول")
    free = {0: [1], 1: [], 2: [3]}
    path = made(tmp_path, [paper(number, cluster=one, free=free[number]) for number in range(3)])

    def script(r: Reviewer) -> None:
        r.press("F4")
        r.settle()
        assert (r.article.row.ref, r.session.selected) == ("a0", events(r)[1].id)
        r.press("Space")
        assert (r.article.row.ref, r.session.selected) == ("a2", events(r)[3].id)
        r.press("Space")
        assert (r.article.row.ref, r.session.selected) == ("a0", events(r)[1].id), "what was left comes again"
        r.press("0")
        assert (r.article.row.ref, r.session.selected) == ("a2", events(r)[3].id)
        r.press("Space")
        assert said(r) == last
        r.press("0")
        assert said(r) == words
        assert words in board(r).facts.text(), "where the eye is, too"
        r.session.select(None)
        r.settle()
        assert board(r).facts.text() == words
        r.press("Ctrl+z")
        assert words not in board(r).facts.text()
        assert board(r).isVisible()

    run([str(path), "--language", language], script)


def test_what_was_left_for_later_is_met_again_after_other_articles_changed(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        first = begin(r)
        r.press("Space")
        second = r.session.selected
        assert second is not None
        r.press("Ctrl+PgDn")
        r.press("Ctrl+PgUp")
        r.session.select(second)
        r.settle()
        r.press("Delete")
        assert r.session.store.mention(second) is None
        met: list[str] = []
        r.press("Space")
        while r.session.selected not in met:
            assert r.session.selected is not None
            met.append(r.session.selected)
            r.press("Space")
        assert first.id in met
        assert second not in met
        assert len(met) == 11, "every other event of three articles, once"

    run([str(corpus), "--language", "en"], script)


def test_what_is_decided_beside_the_board_does_not_lead_away_from_it(corpus: Path) -> None:
    """``A`` stays, to be linked; ``S`` and Delete go on to the next unlinked one of the same kind."""

    def script(r: Reviewer) -> None:
        first, second, third, fourth = (begin(r), *events(r)[1:])
        for mention, source in ((first, "m"), (second, "m")):
            r.session.do(Edit("x", (Change(mention, replace(mention, source=source, status="suggested")),)))
        r.press("a")
        assert (r.session.selected, r.article.mentions[first.id].status) == (first.id, "accepted")
        r.press("Space")
        r.press("s")
        assert r.article.mentions[second.id].status == "rejected"
        assert r.session.selected == third.id
        r.press("Delete")
        assert third.id not in r.article.mentions
        assert r.session.selected == fourth.id
        r.press("s")
        assert r.session.mention.kind == "event"
        assert r.article.row.ref == "a1"
        r.press("Ctrl+z")
        assert r.session.selected == fourth.id
        r.press("F2")
        r.session.select(fourth.id)
        r.press("Delete")
        assert r.session.mention.kind == "entity", "elsewhere it goes on to the next undecided one"

    run([str(corpus), "--language", "en"], script)
