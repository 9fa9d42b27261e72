"""While a corpus is still being read what a digit means stays: better candidates are announced, and shown on a wish."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.rows import Cluster, Mention
from desktop.edits import clusters
from desktop.ui.offers import AT_MOST, Offer, better
from desktop.ui.panels.board import ANEW
from tests.e2e.hands import plain
from tests.ui.app_kit import Running
from tests.ui.board_kit import board, choose, events, linking, paper
from tests.ui.panel_kit import click, settle


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    """Six articles, of which the first has been read, and the candidates of its second event in sight.

    The best of them stand in articles that have not been read yet.
    """
    with linking(tmp_path, [paper(number, free=()) for number in range(6)]) as app:
        choose(app, events(app)[0])
        yield app


@pytest.fixture(autouse=True)
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article a turn, ranked after each; nothing is held back, and the board has been in sight for long."""
    monkeypatch.setattr("desktop.ui.panels.board.UNTOUCHED_S", 0.0)
    monkeypatch.setattr("desktop.ui.panels.board.RANK_S", 0.0)
    monkeypatch.setattr("desktop.ui.panels.board.HOLD_S", 0.0)


def unread(app: Running) -> list[str]:
    """Let the index know the open article alone, and the board show what is known so; gives the targets shown."""
    index, panel = app.commands.index, board(app)
    index.forget()
    opened = app.article.row.id
    index._read(opened)
    waiting, index._waiting = index._waiting, {}
    panel.put_in_order()
    panel._reading.stop()
    index._waiting = waiting
    return targets(app)


def targets(app: Running) -> list[str]:
    return [offer.target for offer in board(app).offers]


def read_one(app: Running) -> None:
    """One more article is read, and the board looks again, as between two turns of the window."""
    index, panel = app.commands.index, board(app)
    waiting = list(index._waiting)
    index._read(waiting[0])
    rest, index._waiting = index._waiting, {}
    panel.refresh()
    panel._reading.stop()
    index._waiting = rest


def chosen(app: Running) -> Mention:
    return app.mention


def test_what_is_in_sight_keeps_its_digit_while_articles_are_read(app: Running) -> None:
    shown = unread(app)
    assert len(shown) == 3, "of this article"
    while app.commands.index._waiting:
        before = targets(app)
        read_one(app)
        assert targets(app)[: len(before)] == before, "what is found is appended, nothing moves"
    assert len(targets(app)) == AT_MOST
    mention, wanted = chosen(app), shown[1]
    app.press("2")
    assert app.session.store.mention(mention.id).cluster is not None
    assert app.session.store.mention(wanted).cluster == app.session.store.mention(mention.id).cluster


def test_as_long_as_nothing_was_pressed_better_ones_just_come(
    app: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.panels.board.UNTOUCHED_S", 3600.0)
    panel = board(app)
    panel.hide()
    panel.show()
    settle()
    unread(app)
    read_one(app)
    scores = [offer.score for offer in panel.offers]
    assert scores == sorted(scores, reverse=True)
    assert panel.better == 0
    assert panel.news.isHidden()
    app.send(key=int(Qt.Key.Key_Shift))
    before = targets(app)
    while app.commands.index._waiting:
        read_one(app)
    assert targets(app)[: len(before)] == before, "a hand has moved: nothing moves under it"


def test_better_ones_are_announced_and_shown_on_a_wish(app: Running) -> None:
    unread(app)
    panel = board(app)
    assert panel.news.isHidden()
    while app.commands.index._waiting:
        read_one(app)
    before = targets(app)
    assert panel.better > 0
    assert panel.news.isVisible()
    assert plain(panel.news.text()) == f"{panel.better} better candidates found since: {ANEW} shows them"
    rows = [panel.view.visualRect(panel.model.index(row)) for row in range(3)]
    assert rows[0].top() >= 0
    app.press(ANEW)
    settle()
    assert targets(app) != before
    scores = [offer.score for offer in panel.offers]
    assert scores == sorted(scores, reverse=True)
    assert panel.better == 0
    assert panel.news.isHidden()
    assert panel.current == 0


def test_a_click_on_the_line_shows_them_too(app: Running) -> None:
    unread(app)
    while app.commands.index._waiting:
        read_one(app)
    click(board(app).news)
    settle()
    assert board(app).better == 0
    assert board(app).offers[0].score == max(offer.score for offer in board(app).offers)


def test_without_better_ones_the_key_means_what_it_means_elsewhere(app: Running) -> None:
    while not app.commands.index.complete:
        settle()
    board(app).put_in_order()
    before = app.session.last
    assert board(app).better == 0
    app.press(ANEW)
    assert app.session.last == before


def test_not_this_one_moves_none_of_the_others_but_up(app: Running) -> None:
    shown = unread(app)
    read_one(app)
    before = targets(app)
    app.press("x")
    settle()
    assert shown[0] not in targets(app)
    assert targets(app)[: len(before) - 1] == before[1:]
    app.press("Ctrl+Z")
    settle()
    assert shown[0] in targets(app)


def test_the_next_mention_begins_with_the_best_of_what_is_known(app: Running) -> None:
    unread(app)
    while app.commands.index._waiting:
        read_one(app)
    assert board(app).better
    app.press("Space")
    settle()
    scores = [offer.score for offer in board(app).offers]
    assert scores == sorted(scores, reverse=True)
    assert board(app).better == 0


def test_a_candidate_that_was_linked_meanwhile_is_its_cluster_in_the_same_place(app: Running) -> None:
    shown = unread(app)
    index, panel = app.commands.index, board(app)
    panel._reading.start()
    other = app.session.store.mention(shown[1])
    taken = app.session.ref_taken("event")
    app.session.do(clusters.link_new(app.article, other.id, name="هو", whole_chain=False, ref_taken=taken))
    panel._reading.stop()
    settle()
    assert index.complete
    cluster = app.session.store.mention(other.id).cluster
    assert targets(app)[:3] == [shown[0], cluster, shown[2]]


def test_a_candidate_that_was_deleted_or_rejected_is_none(app: Running) -> None:
    shown = unread(app)
    for gone in shown[:2]:
        choose(app, app.article.mentions[gone])
        app.press("Delete")
    first = events(app)[0]
    choose(app, first)
    assert not {*shown[:2]} & {*targets(app)}


def test_a_corpus_that_is_really_still_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many articles and slices of no length: after each turn the digits in sight mean what they meant."""
    monkeypatch.setattr("desktop.ui.panels.board.SLICE_S", 0.0)
    monkeypatch.setattr("desktop.suggest.index.READ_AT_ONCE_S", 0.0)
    with linking(tmp_path, [paper(number) for number in range(40)]) as app:
        index, panel = app.commands.index, board(app)
        monkeypatch.setattr(type(index), "read_on", slice_of_one)
        index.forget()
        choose(app, events(app)[0])
        seen: list[list[str]] = [targets(app)]
        panel.renewed.connect(lambda: seen.append(targets(app)))
        while not index.complete:
            settle()
        assert len(seen) > 9, "it was looked at again and again"
        for before, after in pairwise(seen):
            assert after[: len(before)] == before
        mention, wanted = chosen(app), seen[0][0]
        app.press("1")
        assert app.session.store.mention(wanted).cluster == app.session.store.mention(mention.id).cluster


def test_nothing_is_shown_before_it_is_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first list of a corpus waits a moment for reading, and while it does no digit means anything."""
    monkeypatch.setattr("desktop.ui.panels.board.HOLD_S", 3600.0)
    monkeypatch.setattr("desktop.ui.panels.board.SLICE_S", 0.0)
    with linking(tmp_path, [paper(number) for number in range(9)]) as app:
        index, panel = app.commands.index, board(app)
        monkeypatch.setattr(type(index), "read_on", slice_of_one)
        panel._read_anew()
        index.forget()
        first = events(app)[1]
        app.session.select(first.id)
        panel.refresh()
        assert targets(app) == []
        assert "still reading" in panel.facts.text()
        assert "nothing like it" not in panel.facts.text()
        app.press("1")
        assert app.session.store.mention(first.id).cluster is None
        monkeypatch.setattr("desktop.ui.panels.board.HOLD_S", 0.0)
        while not index.complete:
            settle()
        assert len(targets(app)) == AT_MOST
        scores = [offer.score for offer in panel.offers]
        assert panel.better or scores == sorted(scores, reverse=True)
    monkeypatch.undo()
    (tmp_path / "again").mkdir()
    monkeypatch.setattr("desktop.ui.panels.board.HOLD_S", 3600.0)
    with linking(tmp_path / "again", [paper(number) for number in range(9)]) as app:
        choose(app, events(app)[0])
        while not app.commands.index.complete:
            settle()
        scores = [offer.score for offer in board(app).offers]
        assert scores == sorted(scores, reverse=True), "what was read in that moment is in order"
        assert not board(app).better


def slice_of_one(index: object, seconds: float = 0.0) -> bool:
    """Read one article, the open one first."""
    opened = index._session.article
    if opened is not None and opened.row.id in index._waiting:
        index._read(opened.row.id)
    elif index._waiting and seconds == 0.0:
        index._read(next(iter(index._waiting)))
    return index.complete


def offer(target: str, score: float) -> Offer:
    cluster = Cluster("event", target, target, id=target)
    return Offer(cluster, None, target, "", score, (), "", None, sure=False)


def test_better_is_what_would_stand_above_a_lower_score() -> None:
    a, b, c, d = offer("a", 0.77), offer("b", 0.77), offer("c", 0.9), offer("d", 0.3)
    assert better([a, b], [a, b]) == 0
    assert better([b, a], [a, b]) == 0, "of the same score neither is better"
    assert better([a, d], [a, b, d]) == 1
    assert better([a, d], [c, a, b]) == 2
    assert better([a, d, c], [c, a, d]) == 1
    assert better([c], [c, a]) == 0
    assert better([], [c, a]) == 0
