"""The linking board by real keys: a digit links and goes on, 0 is new, X is remembered; one step takes each back."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.check import check
from db.store import Store
from desktop.ui.panels.board import BoardPanel
from desktop.ui.widgets.review_bar import Hint
from tests.bench.rebuilding import prepared
from tests.e2e.hands import click
from tests.e2e.reviewer import Reviewer, run
from tests.test_sample import FOLDER


def board(r: Reviewer) -> BoardPanel:
    assert r.window is not None
    found = r.window.findChild(BoardPanel)
    assert found is not None
    return found


def first(r: Reviewer, kind: str, *, offers: bool = True) -> str:
    """Select the first unlinked mention of a kind that has candidates (or any); gives its id."""
    for mention in r.article.ordered:
        if mention.kind == kind and mention.cluster is None:
            r.session.select(mention.id)
            r.settle()
            if board(r).offers or not offers:
                return mention.id
    raise AssertionError("nothing to link")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path, _wanted = prepared(tmp_path, sorted(FOLDER.glob("*.gold.json"))[:2])
    return path


def test_linking_by_digit_goes_on_and_is_undone_in_one_step(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        r.press("F4")
        r.settle()
        assert board(r).isVisible()
        chosen = first(r, "event")
        offer = board(r).offers[0]
        assert offer.chips
        before = sum(r.actions.values())
        r.press("1")
        assert sum(r.actions.values()) == before + 1
        linked = r.session.store.mention(chosen)
        assert linked.cluster is not None
        assert r.session.store.mention(offer.mention.id).cluster == linked.cluster
        following = r.session.mention
        assert following.id != chosen
        assert (following.kind, following.cluster) == ("event", None)
        r.press("Ctrl+z")
        assert r.session.store.mention(chosen).cluster is None
        assert r.session.store.mention(offer.mention.id).cluster is None
        assert r.session.selected == chosen

    run([str(corpus), "--language", "ar"], script)
    assert check(corpus) == []


def test_zero_makes_a_new_cluster_and_space_leaves_it(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        r.press("F4")
        chosen = first(r, "entity", offers=False)
        r.press("0")
        cluster = r.session.store.mention(chosen).cluster
        assert r.session.store.cluster_line(cluster).mentions == 1
        following = r.session.selected
        assert following != chosen
        r.press("Space")
        assert r.session.store.mention(following).cluster is None
        assert r.session.selected not in (chosen, following)
        r.press("F2")
        assert not board(r).isVisible()
        seq = r.session.last.seq
        r.press("x")
        assert r.session.store.ties() == []
        assert r.session.last.seq >= seq

    run([str(corpus), "--language", "en"], script)


def test_not_this_one_is_remembered_when_the_corpus_is_opened_again(corpus: Path) -> None:
    told: list[tuple[str, str]] = []

    def script(r: Reviewer) -> None:
        r.press("F4")
        chosen = first(r, "event")
        targets = [offer.target for offer in board(r).offers]
        r.press("x")
        assert targets[0] not in [offer.target for offer in board(r).offers]
        r.press("Ctrl+z")
        assert board(r).offers[0].target == targets[0]
        r.press("Shift+2")
        assert targets[1] not in [offer.target for offer in board(r).offers]
        told.append((chosen, targets[1]))

    def again(r: Reviewer) -> None:
        ((chosen, refused),) = told
        r.press("F4")
        if chosen not in r.article.mentions:
            r.session.open(r.session.store.mention(chosen).article)
        r.session.select(chosen)
        r.settle()
        assert board(r).offers
        assert refused not in [offer.target for offer in board(r).offers]

    run([str(corpus), "--language", "ar"], script)
    run([str(corpus), "--language", "ar"], again)
    with Store.open(corpus, read_only=True) as store:
        assert [(tie.kind, tie.one, tie.other) for tie in store.ties()] == [("distinct", *told[0])]


def test_digits_are_labels_again_without_the_board(corpus: Path) -> None:
    def script(r: Reviewer) -> None:
        chosen = first(r, "entity", offers=False)
        label = r.article.mentions[chosen].label
        wanted = next(each for each in r.session.labels.entities if each.key.isdigit() and each.code != label)
        r.press(wanted.key)
        assert r.article.mentions[chosen].label == wanted.code

    run([str(corpus), "--language", "ar"], script)


def test_the_review_bar_says_what_the_board_s_keys_do_while_it_is_in_sight(corpus: Path) -> None:
    def bar(r: Reviewer) -> list[str]:
        r.settle()
        return r.window.review_bar.hints.shown

    def script(r: Reviewer) -> None:
        chosen = first(r, "event", offers=False)
        r.settle()
        assert not any(name.startswith("board.") for name in bar(r))
        r.press("F4")
        first(r, "event")
        r.wait(lambda: bar(r)[:4] == ["board.link", "board.new", "board.distinct", "board.later"])
        hints = {hint.action: hint for hint in r.window.review_bar.hints.findChildren(Hint)}
        assert (hints["board.link"].legend, hints["board.link"].text()) == ("1–9", "link")
        assert (hints["board.new"].legend, hints["board.new"].text()) == ("0", "new event")
        linked = r.session.selected
        click(r, hints["board.new"])
        assert r.session.store.mention(linked).cluster is not None, "a click does what the key does"
        r.press("F2")
        r.wait(lambda: not any(name.startswith("board.") for name in bar(r)))
        assert chosen

    run([str(corpus), "--language", "en"], script)
