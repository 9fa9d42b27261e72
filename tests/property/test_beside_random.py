"""Random work in two articles side by side: both stay what the file holds, none is twice, undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from db.labelset import preset
from db.store import Store
from desktop.edits import EditRefused, clusters, mentions, reviews
from desktop.session import Session
from tests.ui.panel_kit import bundles

STEPS = 120


def some(random: Random, session: Session, *, beside: bool = False) -> str:
    """A mention of the open article, or of the one beside."""
    article = session.companion if beside else session.article
    return random.choice(article.ordered).id


def join(random: Random, session: Session) -> None:
    if session.companion is not None:
        here, there = some(random, session), some(random, session, beside=True)
        kind = session.article.mentions[here].kind
        session.do(
            clusters.join(
                session.article, here, other_article=session.companion, other_id=there,
                whole_chain=random.random() < 0.5, ref_taken=session.ref_taken(kind),
            )
        )  # fmt: skip


def review(random: Random, session: Session) -> None:
    article = random.choice(session.opened)
    make = random.choice((reviews.accept, reviews.reject))
    session.do(make(article, random.choice(article.ordered).id))


def select(random: Random, session: Session) -> None:
    session.select(some(random, session))


def unlink(random: Random, session: Session) -> None:
    session.do(clusters.unlink(session.article, some(random, session)))


def relabel(random: Random, session: Session) -> None:
    entities = [each.id for each in session.article.ordered if each.kind == "entity"]
    label = random.choice(("PER", "ORG", "GPE"))
    session.do(mentions.relabel(session.article, session.labels, random.choice(entities), label=label))


def go(random: Random, session: Session) -> None:
    target = random.choice(session.store.article_ids())
    random.choice((session.open, session.open_beside))(target)


def swap(_random: Random, session: Session) -> None:
    session.swap()


def close(_random: Random, session: Session) -> None:
    session.close_beside()


def undo(_random: Random, session: Session) -> None:
    session.undo()


def redo(_random: Random, session: Session) -> None:
    session.redo()


WORK: tuple[Callable[[Random, Session], None], ...] = (
    join, join, review, review, select, unlink, relabel, go, swap, swap, close, undo, redo,
)  # fmt: skip


def holds(session: Session) -> None:
    ids = [each.row.id for each in session.opened]
    assert len(ids) == len(set(ids)), "an article is in memory twice"
    for article in session.opened:
        stored = session.store.mentions(article.row.id)
        assert article.mentions == {each.id: each for each in stored}
        assert article.row == session.store.article(article.row.id)
        named = {each.cluster for each in stored if each.cluster}
        known = session.store.clusters(named)
        assert {key: article.clusters[key] for key in named} == known
    for selected, article in ((session.selected, session.article), (session.selected_beside, session.companion)):
        assert selected is None or selected in article.mentions


@pytest.mark.parametrize("seed", range(4))
def test_two_articles_stay_what_the_file_holds(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    store = Store.create(tmp_path / "c.tawsim", preset("news"))
    store.bulk_import(bundles())
    before = {key: store.mentions(key) for key in store.article_ids()}
    session = Session(store)
    session.open(store.article_ids()[0])
    session.open_beside(store.article_ids()[1])
    done = 0
    for _ in range(STEPS):
        try:
            random.choice(WORK)(random, session)
            done += 1
        except EditRefused:
            pass
        holds(session)
    assert done > STEPS / 2
    while session.can_undo:
        session.undo()
        holds(session)
    assert {key: store.mentions(key) for key in store.article_ids()} == before
    session.close()
