"""The keys that link take from the board's list: C its first, G all of it; what was said to differ is in neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.arabic import fold_key
from db.rows import Change, Mention
from desktop.edits import Edit, clusters
from desktop.suggest.event_index import EventCandidate
from desktop.suggest.events import Reason
from desktop.suggest.index import TEXT
from desktop.ui.app import start
from desktop.ui.commands import links
from desktop.ui.dialogs.cluster_palette import NewCluster
from desktop.ui.panels.board import BoardPanel
from tests.bench.rebuilding import prepared
from tests.test_sample import FOLDER
from tests.ui.app_kit import Running
from tests.ui.panel_kit import settle

AT_MOST = 25
"""So many mentions of each kind are tried."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    path, _wanted = prepared(tmp_path, sorted(FOLDER.glob("*.gold.json"))[:2])
    application = start([str(path), "--language", "en", "--theme", "light"])
    application.window.resize(1280, 760)
    settle()
    running = Running(application)
    running.press("F4")
    settle()
    yield running
    application.close()
    settle()


def board(app: Running) -> BoardPanel:
    found = app.app.window.findChild(BoardPanel)
    assert found is not None
    assert found.isVisible()
    return found


def choose(app: Running, mention: Mention) -> None:
    app.session.select(mention.id)
    app.app.window.view.setFocus()
    board(app).refresh()


def is_linked_to(app: Running, mention: Mention, target: str) -> bool:
    """Is it in the cluster ``target`` now, or in one with the mention ``target``?"""
    now = app.article.mentions[mention.id].cluster
    other = app.session.store.mention(target)
    return now is not None and now == (other.cluster if other is not None else target)


@pytest.mark.parametrize("kind", ["entity", "event"])
def test_c_links_to_what_the_board_shows_first_and_g_shows_the_same(app: Running, kind: str) -> None:
    tried = linked = 0
    for mention in app.article.ordered:
        if mention.kind != kind or app.article.mentions[mention.id].cluster is not None or tried == AT_MOST:
            continue
        tried += 1
        choose(app, mention)
        shown = [(offer.target, offer.sure) for offer in board(app).offers]
        app.press("G")
        values = [row.value for row in app.commands.palette.rows()]
        assert isinstance(values.pop(), NewCluster)
        assert [value.id for value in values] == [target for target, _ in shown]
        app.press("Esc", "C")
        if shown and shown[0][1]:
            assert is_linked_to(app, mention, shown[0][0])
            linked += 1
        else:
            assert app.commands.palette is not None, "it asks"
            app.press("Esc")
            links.link_new(app.commands)
    assert tried == AT_MOST or kind == "event"
    assert linked >= tried // 3


@pytest.mark.parametrize("kind", ["entity", "event"])
def test_what_was_said_to_be_distinct_is_never_what_c_links_to(app: Running, kind: str) -> None:
    for mention in (each for each in app.article.ordered if each.kind == kind):
        choose(app, mention)
        if [offer.sure for offer in board(app).offers][:2] == [True, True]:
            break
        links.link_new(app.commands)
    refused = set()
    while board(app).offers:
        refused.add(board(app).offers[0].target)
        app.press("X")
        board(app).refresh()
        assert not refused & {offer.target for offer in board(app).offers}
        before = app.article.mentions[mention.id].cluster
        app.press("C")
        if app.commands.palette is not None:
            assert not refused & {getattr(row.value, "id", "") for row in app.commands.palette.rows()}
            app.press("Esc")
        else:
            now = app.article.mentions[mention.id].cluster
            held = {each.id for each in app.session.store.cluster_mentions(now)}
            assert now != before
            assert not refused & (held | {now})
            app.press("Ctrl+Z")
            choose(app, mention)
    assert len(refused) > 1
    assert len(app.session.store.ties()) == len(refused)
    app.press("C")
    assert [type(row.value) for row in app.commands.palette.rows()] == [NewCluster], "nothing is left to propose"


def test_a_search_finds_what_was_said_to_be_distinct_and_says_so(app: Running) -> None:
    first, second = [each for each in app.article.ordered if each.kind == "entity"][:2]
    choose(app, first)
    links.link_new(app.commands, name="العنقود المعروف")
    choose(app, second)
    cluster = app.article.mentions[first.id].cluster
    app.session.do(clusters.distinguish(app.article, second.id, other=cluster, name="العنقود المعروف"))
    app.press("G")
    app.type("العنقود المعروف")
    row = app.commands.palette.rows()[0]
    assert row.value.id == cluster
    assert row.below.removesuffix("\u2069").endswith("said not to be this")
    (tie,) = app.session.store.ties()
    app.press("Enter")
    assert app.article.mentions[second.id].cluster == cluster
    assert app.session.store.ties() == [], "who links says that it is this one after all"
    app.press("Ctrl+Z")
    assert app.session.store.ties() == [tie]
    app.press("Ctrl+Y", "U")
    board(app).refresh()
    assert cluster in [each.target for each in links.offered(app.commands)]


def test_what_a_chain_takes_along_counts_too(app: Running) -> None:
    first, second, third = [each for each in app.article.ordered if each.kind == "entity"][:3]
    choose(app, third)
    links.link_new(app.commands)
    choose(app, first)
    links.link_new(app.commands)
    chain = app.article.clusters[app.article.mentions[first.id].cluster]
    choose(app, second)
    links.link(app.commands, chain)
    upstream = Change(chain, replace(chain, scope=app.article.row.id))
    app.session.do(Edit("cluster.rename", (upstream,), (("cluster", chain.name), ("old", chain.name))))
    target = app.article.mentions[third.id].cluster
    app.session.do(clusters.distinguish(app.article, second.id, other=target, name="x"))
    index = app.commands.index
    assert target in index.distinct(app.article, app.article.mentions[first.id])
    assert target not in [each.target for each in links.offered(app.commands)]


def sure(*reasons: str) -> bool:
    return EventCandidate(None, "e", 0.9, tuple(Reason(kind) for kind in reasons)).sure  # type: ignore[arg-type]


def test_one_key_needs_a_like_type_something_shared_and_nothing_against():
    assert sure("type", "who")
    assert sure("family", "same_day")
    assert sure("type", "trigger")
    assert not sure("type")
    assert not sure("who", "same_day")
    assert not sure("type", "who", "apart")


def test_who_is_in_no_cluster_is_named_as_the_text_spells_it(app: Running) -> None:
    index = app.commands.index
    index.read_on()
    keys = {key for key in index.events.entity.values() if key.startswith(TEXT)}
    texts = " ".join(app.session.store.text(each) for each in app.session.store.article_ids())
    names = {key: index.name(key) for key in keys}
    assert all(TEXT + fold_key(name) == key for key, name in names.items())
    assert all(name in " ".join(texts.split()) for name in names.values())
    assert any(name.endswith("ة") for name in names.values()), "not by its folded letters, where ة is ه"
