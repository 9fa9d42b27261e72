"""Joining events: a circle of parts or causes is refused before anything is written, a contradiction told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.rows import Cluster, Mention
from db.store import Store
from desktop import wording
from desktop.edits import Edit, EditRefused, clusters, mentions, regroup, relations
from desktop.messages import Messages
from desktop.session import Session
from tests.db.corpora import article as head_of
from tests.desktop.rows import labels

LABELS = labels()
TEXT = "زار بوتين كيم ثم التقى به ووقع اتفاقا وغادر البلاد وأعلن ذلك"
TRIGGERS = ("زار", "التقى", "وقع", "غادر", "أعلن")


@pytest.fixture
def session(tmp_path: Path):
    """Two articles of the same five events; each event of the second is in a cluster of its own."""
    store = Store.create(tmp_path / "c.tawsim", LABELS)
    bundles = []
    for number in (0, 1):
        row = head_of(f"{number}", text=TEXT, position=number)
        own = [Cluster("event", f"E-{word}", word, id=f"c-{word}") for word in TRIGGERS] if number else []
        made = [
            Mention(row.id, "event", "Contact:Meet", TEXT.index(word), TEXT.index(word) + len(word),
                    id=f"{word}{number}", status="accepted", cluster=f"c-{word}" if number else None)
            for word in TRIGGERS
        ]  # fmt: skip
        bundles.append(ArticleBundle(row, TEXT, (), tuple(own), tuple(made), (), ()))
    store.bulk_import(bundles)
    session = Session(store)
    session.open(store.articles()[0].article.id)
    session.warned = []
    session.listeners.warned.append(session.warned.append)
    yield session
    session.close()


def relate(session: Session, kind: str, head: str, tail: str) -> None:
    here, number = session.article.row.id, head[-1]
    session.open(session.store.articles()[int(number)].article.id)
    session.do(relations.add(session.article, LABELS, type=kind, head=head, tail=tail, closure=session.closure))
    session.open(here)


def link(session: Session, mention: str, cluster: str) -> Edit:
    return clusters.link(
        session.article, mention, cluster=session.store.clusters([cluster])[cluster], whole_chain=True,
        ref_taken=session.ref_taken("event"),
    )  # fmt: skip


def merge(session: Session, kept: str, gone: str) -> Edit:
    found = session.store.clusters([kept, gone])
    return regroup.merge(
        found[kept], found[gone], mentions=session.store.cluster_mentions(gone), ties=session.store.ties(),
        ref_taken=session.ref_taken("event"),
    )  # fmt: skip


def refused(session: Session, edit: Edit) -> EditRefused:
    """The edit is refused, nothing is written, and the closure is what it would be if read anew."""
    before = session.last
    with pytest.raises(EditRefused) as caught:
        session.do(edit)
    assert session.last == before
    assert session.closure.contradictions() == []
    assert caught.value.code == "joined_circle"
    return caught.value


def told(session: Session) -> list[str]:
    """The warnings so far as they are read."""
    messages = Messages("ar")
    return [wording.warnings(messages, LABELS, edit.warnings) for edit in session.warned]


@pytest.mark.parametrize("kind", ["SUBEVENT", "CAUSES"])
def test_both_ends_of_one_link_are_not_made_one_event(session: Session, kind: str) -> None:
    relate(session, kind, "زار1", "وقع1")
    error = refused(session, merge(session, "c-زار", "c-وقع"))
    assert str(error.params["links"]).split("\t") == ["زار", kind, "وقع"]
    session.open(session.store.articles()[1].article.id)
    refused(session, link(session, "زار1", "c-وقع"))


def test_a_link_of_a_mention_does_not_close_a_circle(session: Session) -> None:
    relate(session, "SUBEVENT", "زار1", "وقع1")
    relate(session, "SUBEVENT", "وقع1", "غادر1")
    relate(session, "SUBEVENT", "غادر0", "أعلن0")
    session.do(link(session, "غادر0", "c-غادر"))
    error = refused(session, link(session, "أعلن0", "c-زار"))
    assert len(str(error.params["links"]).splitlines()) == 3
    assert "دائرة" in Messages("ar").tr(error.key, links="…")
    assert session.warned == []


def test_a_contradiction_in_time_is_told_with_its_links(session: Session) -> None:
    relate(session, "BEFORE", "زار1", "وقع1")
    relate(session, "BEFORE", "أعلن0", "غادر0")
    session.do(link(session, "أعلن0", "c-وقع"))
    assert session.warned == []
    session.do(link(session, "غادر0", "c-زار"))
    assert [each.kind for each in session.closure.contradictions()] == ["time"]
    (said,) = told(session)
    assert "«زار» قبل «وقع»" in said
    assert "«أعلن» قبل «غادر»" in said
    session.undo()
    assert session.closure.contradictions() == []


def test_moving_and_merging_clusters_and_merging_mentions_tell_it_too(session: Session) -> None:
    relate(session, "BEFORE", "زار1", "وقع1")
    session.do(merge(session, "c-زار", "c-وقع"))
    assert len(session.warned) == 1
    session.undo()
    found = session.store.clusters(["c-زار", "c-وقع"])
    mention = session.store.mention("زار1")
    edit = regroup.move(
        found["c-زار"], found["c-وقع"], mentions=[mention], ref_taken=session.ref_taken("event")
    )
    session.do(edit)
    assert len(session.warned) == 2
    session.undo()
    session.open(session.store.articles()[0].article.id)
    relate(session, "BEFORE", "زار0", "وقع0")
    relate(session, "BEFORE", "وقع0", "التقى0")
    session.do(mentions.merge_next(session.article, "زار0"))  # what is said of both is one event's now
    assert len(session.warned) == 3
    assert "«وقع» قبل" in told(session)[-1]


def test_merging_mentions_does_not_close_a_circle(session: Session) -> None:
    relate(session, "CAUSES", "زار0", "التقى0")
    relate(session, "CAUSES", "التقى0", "غادر0")
    relate(session, "CAUSES", "وقع0", "زار0")
    refused(session, mentions.merge_next(session.article, "التقى0"))


def test_what_was_wrong_before_is_neither_refused_nor_told_again(session: Session) -> None:
    relate(session, "BEFORE", "زار1", "وقع1")
    session.do(merge(session, "c-زار", "c-وقع"))
    session.warned.clear()
    mention = session.store.mention("زار1")
    cluster = session.store.clusters(["c-زار"])["c-زار"]
    session.do(regroup.take_out(cluster, mentions=[mention]))
    session.do(link(session, "أعلن0", "c-زار"))
    assert session.warned == []
    assert session.closure.contradictions() == []


def test_without_relations_nothing_is_in_the_way(session: Session) -> None:
    session.do(link(session, "أعلن0", "c-زار"))
    session.do(merge(session, "c-زار", "c-وقع"))
    assert session.warned == []
