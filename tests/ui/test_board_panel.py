"""The linking board acts on the candidates in sight, on the one that is chosen, and walks the whole corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.rows import Cluster
from desktop.edits import clusters, relations
from desktop.ui.panels.two_lines import draw_line
from tests.e2e.hands import plain
from tests.ui.app_kit import Running
from tests.ui.board_kit import WORDS, board, choose, events, linking, paper
from tests.ui.panel_kit import settle


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    with linking(tmp_path, [paper(0), paper(1)]) as app:
        yield app


def test_not_this_is_said_of_the_candidate_that_was_clicked(app: Running) -> None:
    choose(app, events(app)[0])
    panel = board(app)
    rect = panel.view.visualRect(panel.model.index(1))
    plain = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, plain, rect.center())
    settle()
    wanted, following = panel.offers[1].target, panel.offers[2].target
    panel.buttons["distinct"].click()
    settle()
    assert app.session.store.ties()[-1].other == wanted
    assert panel.offers[panel.current].target == following, "the next one takes its row"
    app.press("Ctrl+Z")
    settle()
    assert panel.offers[panel.current].target == following, "the current one stays so in a longer list"


def test_not_this_by_key_is_said_of_the_candidate_that_stands_beside(app: Running) -> None:
    choose(app, events(app)[0])
    panel = board(app)
    app.press("F7", "F7")
    settle()
    beside = app.session.selected_beside
    assert panel.current > 0
    assert panel.offers[panel.current].target == beside
    app.press("x")
    assert app.session.store.ties()[-1].other == beside


def test_another_mention_begins_with_its_first_candidate(app: Running) -> None:
    choose(app, events(app)[0])
    board(app).make_current(2)
    choose(app, events(app)[1])
    assert board(app).current == 0


@pytest.mark.parametrize("key", ["1", "c"])
def test_a_key_means_the_candidate_in_sight_while_the_corpus_is_being_read(app: Running, key: str) -> None:
    chosen = events(app)[0]
    choose(app, chosen)
    panel, index = board(app), app.commands.index
    shown = [offer.target for offer in panel.offers]
    swapped = [shown[1], shown[0], *shown[2:]]
    by_target = {offer.target: offer for offer in panel.offers}
    panel.model.load([by_target[each] for each in swapped])  # as when less of the corpus was known
    index._wait_for(app.session.store.article_ids()[1])
    app.press(key)
    cluster = app.session.store.mention(chosen.id).cluster
    assert cluster is not None
    assert app.session.store.mention(swapped[0]).cluster == cluster


def test_what_is_not_shown_yet_is_not_linked_to(app: Running) -> None:
    choose(app, events(app)[0])
    second = events(app)[1]
    app.session.select(second.id)
    app.press("1")
    assert app.session.store.mention(second.id).cluster is None
    app.press("1")
    assert app.session.store.mention(second.id).cluster is not None


def test_c_links_to_nothing_that_is_not_shown_yet(app: Running) -> None:
    choose(app, events(app)[0])
    second = events(app)[1]
    app.session.select(second.id)
    app.press("c")
    assert app.session.store.mention(second.id).cluster is None
    assert app.commands.palette is None
    app.press("c")
    assert app.session.store.mention(second.id).cluster is not None


def test_a_name_has_its_ellipsis_at_its_own_end(app: Running) -> None:
    """Whichever way the list reads."""
    drawn = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        for name in ("A very long name of an event", "زيارة الرئيس الروسي إلى بيونغ يانغ"):
            image = QImage(120, 30, QImage.Format.Format_ARGB32)
            image.fill(Qt.GlobalColor.white)
            with QPainter(image) as painter:
                painter.setLayoutDirection(direction)
                draw_line(painter, image.rect(), name, rtl=False)
            drawn.append(image)
    assert drawn[:2] == drawn[2:]


def test_a_warning_is_not_talked_over_by_that_nothing_is_left(tmp_path: Path) -> None:
    one = Cluster("event", "E", "قول")
    with linking(tmp_path, [paper(0, cluster=one, free=[0, 1])]) as app:
        first, second, third = events(app)[:3]
        session, taken = app.session, app.session.ref_taken("event")
        session.do(clusters.link_new(app.article, second.id, name="زيارة", whole_chain=False, ref_taken=taken))
        for head, tail in ((first, second), (second, third)):
            closure = session.closure
            session.do(
                relations.add(app.article, session.labels, type="BEFORE", head=head.id, tail=tail.id, closure=closure)
            )
        choose(app, first)
        app.press(str([offer.target for offer in board(app).offers].index(one.id) + 1))
        settle()
        assert session.store.mention(first.id).cluster == one.id
        assert app.said.startswith("As one event this cannot hold")
        assert "Every event mention is in a cluster." in board(app).facts.text()


def test_candidates_are_ranked_again_between_two_slices_of_reading(
    app: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(app, events(app)[0])
    panel, index = board(app), app.commands.index
    shown: list[int] = []
    panel.renewed.connect(lambda: shown.append(len(panel.offers)))
    monkeypatch.setattr("desktop.ui.panels.board.SLICE_S", 0.0)
    for often, times in ((3600.0, 0), (0.0, 1)):
        monkeypatch.setattr("desktop.ui.panels.board.RANK_S", often)
        index.forget()
        panel._read_on()
        assert len(shown) == times


def test_a_list_ranked_again_stays_where_it_was_scrolled_to(app: Running) -> None:
    choose(app, events(app)[0])
    panel = board(app)
    scroll = panel.view.verticalScrollBar()
    scroll.setValue(scroll.maximum() // 2)
    place = scroll.value()
    assert place > 0
    panel.model.load(panel.offers[::-1])
    scroll.setValue(place)
    panel.refresh()
    settle()
    assert scroll.value() == place
    choose(app, events(app)[1])
    assert scroll.value() == 0


def test_later_goes_through_all_articles_and_comes_back_at_the_end(app: Running) -> None:
    choose(app, events(app)[0])
    walk = []
    for _ in range(8):
        walk.append((app.article.row.ref, app.words()))
        assert not app.said.startswith("From the start")
        app.press("Space")
        settle()
    assert walk == [(ref, word) for ref in ("a0", "a1") for word in WORDS]
    assert (app.article.row.ref, app.words()) == ("a0", WORDS[0])
    assert app.said.startswith("From the start of the corpus again")


def test_the_last_mention_without_a_cluster_is_not_called_linked(tmp_path: Path) -> None:
    one = Cluster("event", "E", "قول")
    papers = [paper(0, cluster=one, free=[0]), *(paper(number, cluster=one, free=()) for number in (1, 2))]
    with linking(tmp_path, papers) as app:
        choose(app, events(app)[0])
        app.press("Space")
        settle()
        assert app.said == "No other event mention is without a cluster."
        app.press("0")
        settle()
        assert app.said == "Every event mention is in a cluster."


def test_after_a_link_the_next_is_found_however_many_articles_are_linked(tmp_path: Path) -> None:
    one = Cluster("event", "E", "قول")
    papers = [paper(number, cluster=one, free=[0] if number in (0, 230) else ()) for number in range(232)]
    with linking(tmp_path, papers) as app:
        choose(app, events(app)[0])
        app.press("0")
        settle()
        assert (app.article.row.ref, app.mention.id) == ("a230", events(app)[0].id)


def test_shift_and_zero_changes_no_type(app: Running) -> None:
    chosen = events(app)[0]
    choose(app, chosen)
    before = app.session.last
    app.press("Shift+0")
    assert app.session.last == before
    assert app.mention == replace(chosen)
    assert app.said == "Shift with 1–9 says that a candidate is not this one."


def test_space_goes_on_from_the_list_of_candidates_too(app: Running) -> None:
    choose(app, events(app)[0])
    board(app).view.setFocus()
    app.press("Space")
    settle()
    assert app.mention.id == events(app)[1].id
    assert QApplication.focusWidget() is board(app).view


def test_what_was_linked_with_a_mention_is_said(app: Running) -> None:
    choose(app, events(app)[0])
    panel = board(app)
    here = next(at for at, offer in enumerate(panel.offers) if offer.mention.article == app.article.row.id)
    name = panel.offers[here].name
    app.press(str(here + 1))
    assert plain(app.said) == f"Done: link “{WORDS[0]}” with “{name}”"
    app.press("Ctrl+Z")
    choose(app, events(app)[0])
    there = next(at for at, offer in enumerate(panel.offers) if offer.mention.article != app.article.row.id)
    name = panel.offers[there].name
    app.press(str(there + 1))
    assert plain(app.said) == f"Done: link “{WORDS[0]}” with “{name}” of “مقال 1”"


def test_a_cluster_that_no_mention_is_in_is_no_candidate(app: Running) -> None:
    first, second = [each for each in app.article.ordered if each.kind == "entity"][:2]
    choose(app, first)
    app.press("0")
    settle()
    choose(app, first)
    made = app.session.store.row(Cluster, app.session.mention.cluster)
    app.session.do(clusters.rename(made, name="من قبل"))
    app.press("u")
    choose(app, second)
    assert len(app.session.store.all_clusters("entity")) == 1
    assert board(app).offers == []


@pytest.mark.parametrize("here", [True, False])
def test_what_a_mention_has_a_relation_to_is_offered_last_and_says_so(app: Running, here: bool) -> None:
    mention = events(app)[0]
    choose(app, mention)
    panel, session = board(app), app.session
    before = [offer.target for offer in panel.offers]
    best = next(offer for offer in panel.offers if (offer.mention.article == app.article.row.id) == here)
    tail = best.target if here else session.store.outer([best.target])[best.target]
    session.do(
        relations.add(
            app.article, session.labels, type="BEFORE", head=mention.id, tail=tail, closure=session.closure
        )
    )  # fmt: skip
    settle()
    last = panel.offers[-1]
    assert (last.target, last.sure) == (best.target, False)
    assert (plain(last.chips[0][0]), last.chips[0][1]) == ("related: before", True)
    assert sorted(offer.target for offer in panel.offers) == sorted(before)
    app.press("Ctrl+Z")
    choose(app, mention)
    assert [offer.target for offer in panel.offers] == before


@pytest.mark.parametrize("key", ["0", "1"])
def test_a_key_that_is_held_links_one_mention(app: Running, key: str) -> None:
    choose(app, events(app)[0])
    free = app.session.store.count_unlinked("event")
    app.press(key)
    settle()
    left = app.session.store.count_unlinked("event")
    assert left < free
    for _ in range(5):
        app.send(key=ord(key), text=key, repeat=True)
        settle()
    assert app.session.store.count_unlinked("event") == left
