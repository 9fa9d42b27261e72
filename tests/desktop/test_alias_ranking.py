"""Other names in the ranking: a spelling of their cluster at once; one without a mention is offered by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.labelset import preset
from db.rows import Change, Cluster, Mention
from db.store import Store
from desktop.article import OpenArticle
from desktop.edits import Edit, aliases, clusters, reviews
from desktop.session import Session
from desktop.suggest.clusters import matching
from desktop.suggest.index import ClusterIndex
from desktop.suggest.targets import Targets
from tests.ui.panel_kit import bundles


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store.create(tmp_path / "c.tawsim", preset("news"))
    store.bulk_import(bundles())
    session = Session(store)
    session.open(store.article_ids()[0])
    yield session
    session.close()


@pytest.fixture
def index(session: Session) -> ClusterIndex:
    index = ClusterIndex(session)
    session.listeners.changed.append(index.changed)
    assert index.read_on(60)
    return index


def opened(session: Session) -> OpenArticle:
    assert session.article is not None
    return session.article


def mention(session: Session, words: str) -> Mention:
    return next(each for each in opened(session).ordered if opened(session).text_of(each) == words)


def stored(session: Session, ref: str) -> Cluster:
    found = session.store.find_cluster("entity", ref)
    assert found is not None
    return found


def offered(session: Session, index: ClusterIndex, words: str) -> list[tuple[str, str]]:
    found = index.entity_candidates(opened(session), mention(session, words))
    return [(each.entry.cluster.ref, each.reason) for each in found if each.reason not in ("near", "beside")]


def found(index: ClusterIndex, query: str) -> list[str]:
    return [entry.cluster.ref for entry in matching(query, index.entries("entity"))]


def test_another_name_is_a_spelling_from_the_moment_it_is_said(session: Session, index: ClusterIndex) -> None:
    assert offered(session, index, "بيونغ يانغ") == []
    session.do(aliases.add(stored(session, "E-kim"), alias="بيونغ  يانـغ"))
    assert offered(session, index, "بيونغ يانغ") == [("E-kim", "same")]
    session.undo()
    assert offered(session, index, "بيونغ يانغ") == []
    session.redo()
    session.do(aliases.add(stored(session, "E-putin"), alias="بيونجيانج"))
    assert offered(session, index, "بيونغ يانغ") == [("E-kim", "same"), ("E-putin", "sound")]
    again = ClusterIndex(session)
    again.read_on(60)
    assert offered(session, again, "بيونغ يانغ") == [("E-kim", "same"), ("E-putin", "sound")]
    assert found(index, "بيونجيا") == ["E-putin"]


def test_a_cluster_without_a_mention_is_offered_by_its_other_names_alone(
    session: Session, index: ClusterIndex
) -> None:
    place = mention(session, "بيونغ يانغ")
    taken = session.ref_taken("entity")
    session.do(clusters.link_new(opened(session), place.id, name="العاصمة", whole_chain=False, ref_taken=taken))
    session.do(clusters.unlink(opened(session), place.id))
    assert offered(session, index, "بيونغ يانغ") == [], "left over, and nobody said by what it goes"
    assert found(index, "العاصمة") == ["E-العاصمة"], "who looks for it by its name finds it"
    session.do(aliases.add(stored(session, "E-العاصمة"), alias="بيونغ يانغ"))
    assert offered(session, index, "بيونغ يانغ") == [("E-العاصمة", "same")]
    made = clusters.link(
        opened(session), place.id, cluster=stored(session, "E-العاصمة"), whole_chain=False, ref_taken=taken
    )
    session.do(made)
    assert session.store.all_clusters("entity")[-1].mentions == 1


def test_what_a_model_made_and_was_emptied_is_neither_offered_nor_found(session: Session, index: ClusterIndex) -> None:
    kim = stored(session, "E-kim")
    session.do(aliases.add(kim, alias="بيونغ يانغ"))
    members = session.store.cluster_mentions(kim.id)
    freed = tuple(Change(each, replace(each, cluster=None)) for each in members)
    session.do(Edit("cluster.take_out", freed))
    assert offered(session, index, "بيونغ يانغ") == []
    assert found(index, "كيم") == found(index, "بيونغ") == []
    session.undo()
    session.do(reviews.reject(opened(session), mention(session, "كيم جونغ أون").id))
    assert found(index, "كيم") == ["E-kim"], "the other article still names him"


def test_an_event_of_another_article_is_found_by_another_name_of_its_cluster(
    session: Session, index: ClusterIndex
) -> None:
    first = opened(session)
    meet = mention(session, "مباحثات")
    taken = session.ref_taken("event")
    session.do(clusters.link_new(first, meet.id, name="القمة", whole_chain=False, ref_taken=taken))
    event = session.store.find_cluster("event", "C-القمة")
    assert event is not None
    session.do(aliases.add(event, alias="قمة بيونغ يانغ"))
    text, article = session.store.text(session.store.article_ids()[1]), session.store.article_ids()[1]
    start = text.index("استقبل")
    away = Mention(article, "event", "Contact:Meet", start, start + 6, status="accepted")
    session.do(Edit("event.create", (Change(None, away),)))
    session.open(article)
    index.read_on(60)
    targets = Targets(index, session, away)
    assert [each.mention for each in targets.named("قمة بيونغ")] == [meet.id]
